"""What the logs need beside redactions: when these were proposed, and what people confirmed for the privilege log."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder.workbook.filings import filing_id
from codebinder.workbook.findings import number_of
from codebinder.workbook.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedBox:
    """An entry of the privilege log as a person confirmed it; `sealed` holds all that it says."""

    redaction: str
    place: str
    at: str
    actor: str
    sealed: bytes


class Logs:
    """Rows for the internal and the privilege log."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def proposed_at(self, filing: str) -> dict[str, str]:
        """Give when each redaction that stands was made, by id."""
        rows = self._store.rows(
            "SELECT r.id, r.created_at FROM redactions r JOIN components c ON c.id = r.component "
            "WHERE r.withdrawn_at = '' AND c.filing = ?",
            (filing_id(self._store, filing),),
        )
        return {f"R-{number}": str(at) for number, at in rows}

    def confirm(self, redaction: str, place: str, *, actor: str, sealed: bytes) -> None:
        """Keep what a person confirmed of an entry, in place of what stood there."""
        self._store.write(
            "INSERT OR REPLACE INTO privilege_entries VALUES (?, ?, ?, ?, ?)",
            (number_of(redaction, "R", "redaction"), place, self._store.at, actor, sealed),
        )

    def confirmed(self, filing: str) -> tuple[ConfirmedBox, ...]:
        """Give every confirmed entry of a filing, in the order of redactions."""
        rows = self._store.rows(
            "SELECT p.redaction, p.place, p.at, p.actor, p.sealed FROM privilege_entries p "
            "JOIN redactions r ON r.id = p.redaction JOIN components c ON c.id = r.component WHERE c.filing = ? "
            "ORDER BY p.redaction, p.place",
            (filing_id(self._store, filing),),
        )
        return tuple(
            ConfirmedBox(redaction=f"R-{row[0]}", place=row[1], at=row[2], actor=row[3], sealed=bytes(row[4]))
            for row in rows
        )

    def set_people(self, filing: str, *, actor: str, sealed: bytes) -> None:
        """Replace the filing's table of affiliations and attorneys."""
        self._store.write(
            "INSERT OR REPLACE INTO privilege_people VALUES (?, ?, ?, ?)",
            (filing_id(self._store, filing), self._store.at, actor, sealed),
        )

    def people(self, filing: str) -> bytes:
        """Give the sealed table of affiliations and attorneys; empty where nobody has written one."""
        found = self._store.row(
            "SELECT sealed FROM privilege_people WHERE filing = ?", (filing_id(self._store, filing),)
        )
        return b"" if found is None else bytes(found[0])
