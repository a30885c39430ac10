"""The audit chain: one row a transaction, each bound to the one before by SHA-256 over a salted start."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from codebinder.errors import Bug
from codebinder.model.filing import AuditRow, Page
from codebinder.workbook.store import Row, Store

_LONGEST_TEXT = 200
_RECORDED = {"register_rows": "register", "builds": "list of builds"}
"""Tables whose rows are never changed: the audit row of the transaction that wrote some has their digest."""
_SPAN = re.compile(r"([0-9]{1,12})-([0-9]{1,12}) ([0-9a-f]{64})")

Detail = str | int | bool


@dataclass(slots=True)
class AuditNote:
    """What the audit row of the running transaction will say; `detail` takes ids, counts and sizes until the end."""

    action: str
    actor: str
    subject: str
    detail: dict[str, Detail] = field(default_factory=dict[str, Detail])


class Audit:
    """Reads, extends and checks the chain."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def head(self) -> tuple[int, str]:
        """Give sequence and hash of the newest row. The chain starts at a random salt, so a head tells nothing."""
        found = self._store.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        return (0, self._salt()) if found is None else (int(found[0]), str(found[1]))

    def hashes(self, numbers: Collection[int]) -> dict[int, str]:
        """Give the hashes of these rows, as far as they are here; row 0 is where the chain starts."""
        found = dict(self._store.rows("SELECT seq, hash FROM audit")) if numbers else {}
        found[0] = self._salt()
        return {number: str(found[number]) for number in numbers if number in found}

    def append(self, note: AuditNote, at: str) -> None:
        """Add the row of the transaction that is open; it answers for what was recorded in it."""
        for table in dict.fromkeys(table for table, _ in self._store.recorded):
            numbers = [number for each, number in self._store.recorded if each == table]
            note.detail[table] = f"{numbers[0]}-{numbers[-1]} {self._recorded(table, numbers[0], numbers[-1])}"
        for key, value in note.detail.items():
            if isinstance(value, str) and len(value) > _LONGEST_TEXT:
                raise Bug(f"an audit detail is too long to be an id: {key}")
        seq, previous = self.head()
        detail = json.dumps(note.detail, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        row = (seq + 1, at, note.action, note.actor, note.subject, detail, previous)
        self._store.write("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, _link(row)))

    def page(self, *, offset: int = 0, limit: int = 100) -> Page[AuditRow]:
        """Give rows, oldest first."""
        rows = self._store.rows("SELECT * FROM audit ORDER BY seq LIMIT ? OFFSET ?", (limit, offset))
        return Page(items=tuple(map(_row, rows)), total=self._store.number("SELECT count(*) FROM audit"))

    def actions(self, since: int) -> frozenset[str]:
        """Give what was done after row `since`."""
        return frozenset(
            row[0] for row in self._store.rows("SELECT DISTINCT action FROM audit WHERE seq > ?", (since,))
        )

    def after(self, since: int) -> tuple[tuple[str, str], ...]:
        """Give action and subject of every row after row `since`, oldest first."""
        rows = self._store.rows("SELECT action, subject FROM audit WHERE seq > ? ORDER BY seq", (since,))
        return tuple((str(row[0]), str(row[1])) for row in rows)

    def doings(self, *actions: str) -> tuple[tuple[str, str, str, str], ...]:
        """Give action, actor, time and detail of every row of these actions."""
        marks = ", ".join("?" * len(actions))
        sql = f"SELECT action, actor, at, detail FROM audit WHERE action IN ({marks}) ORDER BY seq"  # noqa: S608  (marks)
        return tuple((str(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in self._store.rows(sql, actions))

    def doers(self, prefix: str) -> tuple[tuple[str, str, str], ...]:
        """Give action, actor and detail of every row whose action begins so, oldest first."""
        sql = "SELECT action, actor, detail FROM audit WHERE substr(action, 1, ?) = ? ORDER BY seq"
        return tuple((row[0], row[1], row[2]) for row in self._store.rows(sql, (len(prefix), prefix)))

    def of(self, subject: str, *, since: int = 0) -> tuple[AuditRow, ...]:
        """Give the rows about a subject ("slug") and what belongs to it ("slug/id") after row `since`, oldest first."""
        sql = "SELECT * FROM audit WHERE seq > ? AND (subject = ? OR substr(subject, 1, ?) = ?) ORDER BY seq"
        below = f"{subject}/"
        return tuple(map(_row, self._store.rows(sql, (since, subject, len(below), below))))

    def faults(self) -> tuple[str, ...]:
        """Check the whole chain: one sentence for every row that does not follow from the one before."""
        previous, expected, faults = self._salt(), 1, list[str]()
        for seq, at, action, actor, subject, detail, before, digest in self._store.rows(
            "SELECT * FROM audit ORDER BY seq"
        ):
            if seq != expected:
                faults.append(f"Audit row {expected} is missing.")
            if before != previous or digest != _link((seq, at, action, actor, subject, detail, before)):
                faults.append(f"Audit row {seq} was changed after it was written.")
            previous, expected = str(digest), int(seq) + 1
        return (*faults, *self._unlike())

    def _unlike(self) -> Iterator[str]:
        """Give a sentence for what was recorded and is otherwise now, or was recorded by nobody."""
        rows = self._store.rows("SELECT seq, action, detail FROM audit ORDER BY seq")
        told = [(int(row[0]), str(row[1]), _read_detail(row[2])) for row in rows]
        for table, name in _RECORDED.items():
            here = [int(row[0]) for row in self._store.rows(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608  (a constant)
            known = set[int]()
            for seq, _, detail in told:
                first, last, digest = _read_recorded(detail.get(table))
                if digest and self._recorded(table, first, last) != digest:
                    yield f"What audit row {seq} wrote into the {name} was changed afterwards."
                known.update(here[bisect_left(here, first) : bisect_right(here, last)])
            older = sum(action == "build" and table not in detail for _, action, detail in told) * (table == "builds")
            if len(here) - len(known) > older:  # an older program's builds have no digest in the audit
                yield f"The {name} holds rows that no audit row wrote."

    def _recorded(self, table: str, first: int, last: int) -> str:
        sql = f"SELECT * FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id"  # noqa: S608  (a constant)
        text = json.dumps(self._store.rows(sql, (first, last)), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def _salt(self) -> str:
        found = self._store.row("SELECT value FROM meta WHERE key = 'audit_salt'")
        return "" if found is None else str(found[0])


def plain_detail(detail: Mapping[str, Detail] | None) -> dict[str, Detail]:
    """Copy a caller's detail, so that filling it in does not reach into the caller's mapping."""
    return dict(detail or {})


def _read_detail(text: str) -> dict[str, object]:
    """Read a row's detail; what somebody made unreadable says nothing, and is told as changed elsewhere."""
    try:
        held: object = json.loads(text)
    except ValueError:
        return {}
    return cast("dict[str, object]", held) if isinstance(held, dict) else {}


def _read_recorded(held: object) -> tuple[int, int, str]:
    """Read "first-last digest"; (1, 0, "") where an audit row recorded nothing."""
    found = _SPAN.fullmatch(str(held))
    return (1, 0, "") if found is None else (int(found[1]), int(found[2]), found[3])


def _link(row: tuple[int, str, str, str, str, str, str]) -> str:
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _row(row: Row) -> AuditRow:
    return AuditRow(
        sequence=row[0], at=row[1], action=row[2], actor=row[3], subject=row[4], detail=row[5], digest=row[7]
    )
