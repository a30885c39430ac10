"""People's own rules, allow-lists and imported reports: what they hold is sealed, since code names are secrets too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from codebinder.model.text import shown
from codebinder.workbook.store import Row, Store
from codebinder.workbook.vendor_product import unknown

_COLUMNS = "id, kind, name, sealed, added_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectionList:
    """One list: `kind` says how to read what is sealed, `name` is a short name that gives nothing away."""

    id: str
    kind: str
    name: str
    sealed: bytes
    added_at: str


class DetectionLists:
    """Rows under short names; the order in which they were added is the order in which they are used."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, *, kind: str, name: str, sealed: bytes) -> DetectionList:
        """Add a list; its number is never used again."""
        number = self._store.take_numbers("detection list")
        self._store.write(
            "INSERT INTO detection_lists VALUES (?, ?, ?, ?, ?)", (number, kind, name, sealed, self._store.at)
        )
        return DetectionList(id=f"L-{number}", kind=kind, name=name, sealed=sealed, added_at=self._store.at)

    def replace(self, id_: str, sealed: bytes) -> None:
        """Put other content under an id that is there."""
        if not self._store.write("UPDATE detection_lists SET sealed = ? WHERE id = ?", (sealed, _number(id_))):
            raise unknown("list", id_)

    def remove(self, id_: str) -> None:
        """Remove a list; UserError where there is none of this id."""
        if not self._store.write("DELETE FROM detection_lists WHERE id = ?", (_number(id_),)):
            raise unknown("list", id_)

    def list(self, kinds: Collection[str] = ()) -> tuple[DetectionList, ...]:
        """Give all lists, or those of some kinds, oldest first."""
        rows = self._store.rows(f"SELECT {_COLUMNS} FROM detection_lists ORDER BY id")  # noqa: S608  (a constant)
        return tuple(row for row in map(_list, rows) if not kinds or row.kind in kinds)


def _number(id_: str) -> int:
    digits = id_.partition("-")[2]
    if id_[:2].upper() != "L-" or not (digits.isascii() and digits.isdecimal()) or len(digits) > 15:
        raise unknown("list", shown(id_))
    return int(digits)


def _list(row: Row) -> DetectionList:
    return DetectionList(id=f"L-{row[0]}", kind=row[1], name=row[2], sealed=bytes(row[3]), added_at=row[4])
