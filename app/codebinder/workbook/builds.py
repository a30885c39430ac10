"""The register of what was built, from which round, under which digest."""

from __future__ import annotations

from pathlib import PurePath

from codebinder.errors import Bug
from codebinder.model.filing import BuildRow
from codebinder.workbook.store import Store

_COLUMNS = "filing, at, archive, digest, size, files, ranges, draft, round, signer"


class Builds:
    """Rows are only ever added, and outlive the filing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, row: BuildRow) -> None:
        """Write a build down."""
        if PurePath(row.archive).name != row.archive:
            raise Bug("the register takes file names, not paths of this machine")
        self._store.write(
            f"INSERT INTO builds ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  (a constant)
            (
                row.filing, row.at, row.archive, row.digest, row.size, row.files, row.ranges, int(row.draft), row.round,
                row.signer,
            ),
        )  # fmt: skip
        self._store.recorded.append(("builds", self._store.number("SELECT max(id) FROM builds")))

    def list(self, filing: str | None = None) -> tuple[BuildRow, ...]:
        """Give the builds of a filing, or of all, oldest first."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM builds WHERE ?1 IS NULL OR filing = ?1 ORDER BY id",  # noqa: S608  (a constant)
            (filing,),
        )
        return tuple(
            BuildRow(
                filing=row[0],
                at=row[1],
                archive=row[2],
                digest=row[3],
                size=row[4],
                files=row[5],
                ranges=row[6],
                draft=bool(row[7]),
                round=row[8],
                signer=row[9],
            )
            for row in rows
        )
