"""What was read of firmware images: boxes whose content workflow seals and reads."""

from __future__ import annotations

from codebinder.workbook.components import component_id
from codebinder.workbook.filings import filing_id
from codebinder.workbook.store import Store


class Readings:
    """One sealed box for each component and kind of reading."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, filing: str, component: str, kind: str, *, made_from: str, sealed: bytes) -> None:
        """Replace what was read of a component."""
        number = component_id(self._store, filing, component)
        row = (number, kind, made_from, self._store.at, sealed)
        self._store.write("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)", row)

    def get(self, filing: str, component: str, kind: str) -> tuple[str, bytes] | None:
        """Give (made_from, box) of a reading; None where there is none."""
        number = component_id(self._store, filing, component)
        query = "SELECT made_from, sealed FROM readings WHERE component = ? AND kind = ?"
        found = self._store.row(query, (number, kind))
        return None if found is None else (str(found[0]), bytes(found[1]))

    def drop(self, filing: str, component: str, kind: str) -> None:
        """Forget a reading; nothing where there is none."""
        number = component_id(self._store, filing, component)
        self._store.write("DELETE FROM readings WHERE component = ? AND kind = ?", (number, kind))

    def made_from(self, filing: str, kind: str) -> dict[str, str]:
        """Give what each component's reading of one kind was made from, by slug."""
        rows = self._store.rows(
            "SELECT c.slug, r.made_from FROM readings r JOIN components c ON c.id = r.component "
            "WHERE c.filing = ? AND r.kind = ?",
            (filing_id(self._store, filing), kind),
        )
        return {str(slug): str(made) for slug, made in rows}
