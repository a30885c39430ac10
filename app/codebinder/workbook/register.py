"""The register's rows, the keys of filings' sealed maps, and the erasure of what one filing hides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from codebinder.model.register import EventKind, RegisterRow
from codebinder.workbook.filings import filing_id
from codebinder.workbook.store import Store

_COLUMNS = "id, filing, at, day, kind, about, actor, value, note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure took away, in counts."""

    maps: int
    salts: int
    values: int
    components: int


class Register:
    """Rows are only ever added, and outlive the filing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self, filing: str, kind: EventKind, *, day: str, value: str, about: int = 0, actor: str = "", note: str = ""
    ) -> int:
        """Write a row down; give its number."""
        number = self._store.take_numbers("register")
        self._store.write(
            f"INSERT INTO register_rows ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  (a constant)
            (number, filing, self._store.at, day, kind.value, about, actor, value, note),
        )
        self._store.recorded.append(("register_rows", number))
        return number

    def rows(self, filing: str, *kinds: EventKind) -> tuple[RegisterRow, ...]:
        """Give the rows of a filing (of these kinds; none named: all), oldest first."""
        wanted = {kind.value for kind in kinds}
        sql = f"SELECT {_COLUMNS} FROM register_rows WHERE filing = ? ORDER BY id"  # noqa: S608  (a constant)
        return tuple(
            RegisterRow(
                id=row[0], filing=row[1], at=row[2], day=row[3], kind=EventKind(row[4]), about=row[5], actor=row[6],
                value=row[7], note=row[8],
            )
            for row in self._store.rows(sql, (filing,))
            if not wanted or row[4] in wanted
        )  # fmt: skip

    def map_key(self, filing: str) -> bytes:
        """Give the sealed key of the filing's maps; empty where it has none."""
        found = self._store.row("SELECT sealed FROM map_keys WHERE filing = ?", (filing_id(self._store, filing),))
        return b"" if found is None else bytes(found[0])

    def put_map_key(self, filing: str, sealed: bytes) -> None:
        """Keep the sealed key of the filing's maps; it is never replaced."""
        self._store.write("INSERT INTO map_keys VALUES (?, ?)", (filing_id(self._store, filing), sealed))

    def commitments(self, filing: str) -> Mapping[int, bytes]:
        """Give what was kept of an erased filing's commitments, packed, by round."""
        sql = "SELECT round, packed FROM kept_commitments WHERE filing = ? ORDER BY round"
        return {int(number): bytes(packed) for number, packed in self._store.rows(sql, (filing,))}

    def keep_commitments(self, filing: str, round_number: int, packed: bytes) -> None:
        """Keep the published commitments of a round whose map is about to be destroyed."""
        self._store.write("INSERT OR REPLACE INTO kept_commitments VALUES (?, ?, ?)", (filing, round_number, packed))

    def note_recovery(self, name: str, *, with_workbook: bool) -> None:
        """Remember that a recovery file was made: after an erasure it may still hold what was erased."""
        self._store.write(
            "INSERT INTO recovery_files (at, name, with_workbook) VALUES (?, ?, ?)",
            (self._store.at, name, int(with_workbook)),
        )

    def recovery_files(self) -> tuple[tuple[str, str, bool], ...]:
        """Give every recovery file that was noted: when, under which name, with a copy of the workbook or without."""
        rows = self._store.rows("SELECT at, name, with_workbook FROM recovery_files ORDER BY id")
        return tuple((str(at), str(name), bool(whole)) for at, name, whole in rows)

    def erase(self, filing: str, uid: str) -> Erased:
        """Destroy what the filing hides and all that could prove it: the key of its maps, maps, salts, values, sources.

        What stays is the proof: the filing, its form, rounds with their listings, signed objects, builds, the register.
        """
        owner = filing_id(self._store, filing)
        count = self._store.number
        erased = Erased(
            maps=count("SELECT count(DISTINCT round) FROM sealed_map WHERE filing = ?", (owner,)),
            salts=count("SELECT count(*) FROM salts WHERE filing = ?", (owner,)),
            values=count(
                "SELECT count(*) FROM redactions r JOIN components c ON c.id = r.component WHERE c.filing = ? "
                "AND length(r.sealed_value) > 0",
                (owner,),
            ),
            components=count("SELECT count(*) FROM components WHERE filing = ?", (owner,)),
        )
        for table in ("map_keys", "sealed_map", "salts", "finding_values", "privilege_people", "components"):
            # Components take their snapshots, findings, redactions, observations and reports with them.
            self._store.write(f"DELETE FROM {table} WHERE filing = ?", (owner,))  # noqa: S608  (a constant)
        self._store.write("DELETE FROM responses WHERE filing = ? AND kind = 'aside'", (owner,))
        self._store.write("UPDATE rounds SET inputs = x'' WHERE filing = ?", (owner,))
        self._store.write("UPDATE signed_objects SET comment = '' WHERE filing = ?", (filing,))
        self._store.write("DELETE FROM meta WHERE key LIKE 'note:%' AND instr(key, ?) > 0", (uid,))
        return erased
