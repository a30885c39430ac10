"""What became of redactions when a source moved: reports, what waits for a person, and where decisions began."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from codebinder.model.findings import Finding
from codebinder.model.redaction import Redaction
from codebinder.workbook.components import component_id
from codebinder.workbook.filings import filing_id
from codebinder.workbook.findings import number_of
from codebinder.workbook.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedBox:
    """A redaction that does not stand now: `waiting` for a person's word, or gone and asleep until its bytes are back;
    `sealed` holds all of it."""

    redaction: str
    component: str
    waiting: bool
    at: str
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What the decision about a carried redaction was made on."""

    path: bytes
    start: int
    end: int
    content_tag: str


class Carried:
    """Reports by component, returned redactions, and origins."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put_report(self, filing: str, component: str, sealed: bytes) -> None:
        """Replace a component's report; what a scan finds new is not known yet."""
        number = component_id(self._store, filing, component)
        self._store.write("INSERT OR REPLACE INTO carry_report VALUES (?, ?, -1, ?)", (number, self._store.at, sealed))

    def report(self, filing: str, component: str) -> tuple[bytes, int | None] | None:
        """Give a component's sealed report, and how many findings were new at the first scan after it."""
        number = component_id(self._store, filing, component)
        row = self._store.row("SELECT sealed, new_findings FROM carry_report WHERE component = ?", (number,))
        return None if row is None else (bytes(row[0]), None if row[1] < 0 else int(row[1]))

    def note_new(self, filing: str, component: str, count: int) -> None:
        """Write down how many findings were new at the first scan after a report."""
        number = component_id(self._store, filing, component)
        self._store.write(
            "UPDATE carry_report SET new_findings = ? WHERE component = ? AND new_findings < 0", (count, number)
        )

    def put_back(self, redaction: str, sealed: bytes, *, waiting: bool, stands: bool = False) -> None:
        """Keep a redaction sealed, waiting for a person or asleep; unless it `stands` all the same, no more."""
        number = number_of(redaction, "R", "redaction")
        if not stands:
            self._store.write(
                "UPDATE redactions SET withdrawn_at = ?, sealed_value = X'' WHERE id = ?", (self._store.at, number)
            )
        self._store.write(
            "INSERT OR REPLACE INTO returned VALUES (?, ?, ?, ?)", (number, int(waiting), self._store.at, sealed)
        )

    def settle(self, redaction: str) -> None:
        """Let a redaction wait no longer."""
        self._store.write("DELETE FROM returned WHERE redaction = ?", (number_of(redaction, "R", "redaction"),))

    def returned(self, filing: str, *, component: str = "") -> tuple[ReturnedBox, ...]:
        """Give what does not stand now but may again, oldest first."""
        rows = self._store.rows(
            "SELECT x.redaction, c.slug, x.waiting, x.at, x.sealed FROM returned x "
            "JOIN redactions r ON r.id = x.redaction JOIN components c ON c.id = r.component WHERE c.filing = ? "
            "ORDER BY x.redaction",
            (filing_id(self._store, filing),),
        )
        found = (
            ReturnedBox(redaction=f"R-{row[0]}", component=row[1], waiting=bool(row[2]), at=row[3], sealed=row[4])
            for row in rows
        )
        return tuple(each for each in found if not component or each.component == component)

    def waiting(self, filing: str) -> tuple[str, ...]:
        """Give the ids of what waits for a person."""
        return tuple(each.redaction for each in self.returned(filing) if each.waiting)

    def drop(self, redaction: str, note: str) -> None:
        """Forget a returned redaction for good; `note` (sealed) says why (of one that stands all the same, its own
        note stays)."""
        number = number_of(redaction, "R", "redaction")
        self._store.write("DELETE FROM returned WHERE redaction = ?", (number,))
        self._store.write("UPDATE redactions SET note = ? WHERE id = ? AND withdrawn_at <> ''", (note, number))

    def stand(self, row: Redaction, *, sealed_value: bytes, encoding: str) -> None:
        """Let a redaction stand (again) at this place with this content; it keeps its id and its findings, and takes on
        those that it names and that are there."""
        number = number_of(row.id, "R", "redaction")
        self._store.write(
            'UPDATE redactions SET withdrawn_at = \'\', kind = ?, path = ?, start = ?, "end" = ?, note = ?, '
            "proposer = ?, content_tag = ?, encoding = ?, sealed_value = ? WHERE id = ?",
            (
                row.kind.value, row.path, row.start, row.end, row.note, row.proposer, row.content_tag, encoding,
                sealed_value, number,
            ),
        )  # fmt: skip
        self._store.write("DELETE FROM returned WHERE redaction = ?", (number,))
        self._store.write_many(
            "INSERT INTO redaction_findings SELECT ?, id FROM findings WHERE id = ? ON CONFLICT DO NOTHING",
            ((number, number_of(finding, "F", "finding")) for finding in row.finding_ids),
        )

    def set_origin(self, redaction: str, origin: Origin | None) -> None:
        """Bind decisions about a redaction to where and what it was (None: to what it is now)."""
        number = number_of(redaction, "R", "redaction")
        if origin is None:
            self._store.write("DELETE FROM redaction_origin WHERE redaction = ?", (number,))
            return
        self._store.write(
            "INSERT INTO redaction_origin VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (number, origin.path, origin.start, origin.end, origin.content_tag),
        )

    def origins(self, filing: str) -> dict[str, Origin]:
        """Give where carried redactions were when they were decided, by id."""
        rows = self._store.rows(
            'SELECT o.redaction, o.path, o.start, o."end", o.content_tag FROM redaction_origin o '
            "JOIN redactions r ON r.id = o.redaction JOIN components c ON c.id = r.component WHERE c.filing = ?",
            (filing_id(self._store, filing),),
        )
        return {f"R-{row[0]}": Origin(path=bytes(row[1]), start=row[2], end=row[3], content_tag=row[4]) for row in rows}

    def move_findings(self, moves: Iterable[tuple[Finding, bytes, str]]) -> None:
        """Let findings stand in a file that was renamed, each with its new path and the tag of what is around it.

        A decision about one that is kept stays bound to what it was made on.
        """
        for finding, path, tag in moves:
            number = number_of(finding.id, "F", "finding")
            self._store.touch(None)
            self._store.write("UPDATE findings SET path = ?, context_tag = ? WHERE id = ?", (path, tag, number))
            self._store.write(
                "INSERT INTO keep_origin SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM keeps WHERE finding = ?) "
                "ON CONFLICT DO UPDATE SET "
                "path = CASE WHEN carried_path = excluded.path AND carried_tag = excluded.context_tag "
                "THEN path ELSE excluded.path END, "
                "context_tag = CASE WHEN carried_path = excluded.path AND carried_tag = excluded.context_tag "
                "THEN context_tag ELSE excluded.context_tag END, "
                "carried_path = excluded.carried_path, carried_tag = excluded.carried_tag",
                (number, finding.path, finding.context_tag, path, tag, number),
            )

    def keep_origins(self, filing: str) -> dict[str, tuple[bytes, str, bytes, str]]:
        """Give path and context tag of kept findings as they were decided and as they were carried, by id."""
        rows = self._store.rows(
            "SELECT o.finding, o.path, o.context_tag, o.carried_path, o.carried_tag FROM keep_origin o "
            "JOIN findings f ON f.id = o.finding JOIN components c ON c.id = f.component WHERE c.filing = ?",
            (filing_id(self._store, filing),),
        )
        return {f"F-{row[0]}": (bytes(row[1]), row[2], bytes(row[3]), row[4]) for row in rows}
