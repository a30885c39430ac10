"""What the code says about itself, and the register of crown jewels: rows whose content workflow seals and reads."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder.workbook.components import component_id
from codebinder.workbook.filings import filing_id
from codebinder.workbook.findings import number_of
from codebinder.workbook.store import Store
from codebinder.workbook.vendor_product import unknown


class Observations:
    """One sealed gathering for each component that was scanned."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, filing: str, component: str, sealed: bytes) -> None:
        """Replace what a component's code says."""
        number = component_id(self._store, filing, component)
        self._store.write("INSERT OR REPLACE INTO observations VALUES (?, ?, ?)", (number, self._store.at, sealed))

    def get(self, filing: str, component: str) -> bytes:
        """Give what is kept of a component; empty where nothing is."""
        number = component_id(self._store, filing, component)
        found = self._store.row("SELECT sealed FROM observations WHERE component = ?", (number,))
        return b"" if found is None else bytes(found[0])

    def all(self, filing: str) -> tuple[tuple[str, bytes], ...]:
        """Give each component's slug with what is kept of it, in the order in which components were added."""
        rows = self._store.rows(
            "SELECT c.slug, o.sealed FROM observations o JOIN components c ON c.id = o.component "
            "WHERE c.filing = ? ORDER BY c.id",
            (filing_id(self._store, filing),),
        )
        return tuple((str(slug), bytes(sealed)) for slug, sealed in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class JewelRow:
    """An entry of the register, sealed."""

    id: str
    sealed_label: bytes
    sealed_origin: bytes
    sealed_fingerprints: bytes
    added_at: str


class Jewels:
    """The register of what the vendor protects."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, *, sealed_label: bytes, sealed_origin: bytes, sealed_fingerprints: bytes) -> str:
        """Add an entry; give its id, which is never used again."""
        number = self._store.take_numbers("jewel")
        self._store.write(
            "INSERT INTO jewels VALUES (?, ?, ?, ?, ?)",
            (number, sealed_label, sealed_origin, sealed_fingerprints, self._store.at),
        )
        return f"J-{number}"

    def remove(self, id_: str) -> None:
        """Remove an entry; UserError where there is none of this id."""
        if not self._store.write("DELETE FROM jewels WHERE id = ?", (number_of(id_, "J", "crown jewel"),)):
            raise unknown("crown jewel", id_, [row.id for row in self.list()])

    def list(self) -> tuple[JewelRow, ...]:
        """Give all entries, oldest first."""
        rows = self._store.rows(
            "SELECT id, sealed_label, sealed_origin, sealed_fingerprints, added_at FROM jewels ORDER BY id"
        )
        return tuple(
            JewelRow(
                id=f"J-{number}",
                sealed_label=bytes(label),
                sealed_origin=bytes(origin),
                sealed_fingerprints=bytes(fingerprints),
                added_at=str(at),
            )
            for number, label, origin, fingerprints, at in rows
        )
