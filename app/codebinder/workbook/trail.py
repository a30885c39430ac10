"""The trail: what a transaction did to the workbook's rows, held in memory so that undo takes back exactly that.

Nothing of it is written anywhere: what a withdrawn redaction hid is gone from the file at once, and from here when the
step can't be undone any more.
"""

from __future__ import annotations

import json
import marshal
import sqlite3
import threading
import zlib
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from codebinder.errors import Bug
from codebinder.model.ports import Cancel, Progress
from codebinder.workbook.audit import AuditNote
from codebinder.workbook.store import Row, Store, Value

TABLES = (
    "vendor", "products", "product_facts", "documents", "filings", "responses", "components", "snapshots", "entries",
    "scans", "findings", "finding_values", "keeps", "redactions", "redaction_findings", "returned", "carry_report",
    "redaction_origin", "keep_origin", "detection_lists", "observations", "readings", "jewels",
    "privilege_entries", "privilege_people",
)  # fmt: skip
"""Tables that undo restores, owners before what belongs to them."""

APPENDED = (
    "meta", "counters", "salts", "sealed_map", "map_keys", "file_facts", "signed_objects", "origins", "rounds",
    "builds", "audit", "register_rows", "kept_commitments", "recovery_files", "approval_papers",
)  # fmt: skip
"""Tables that undo never touches: what was signed, numbered, drawn at random, or sent stays as it is."""

_YIELDING = frozenset(
    {
        "scans",
        "findings",
        "finding_values",
        "keeps",
        "redaction_findings",
        "observations",
        "readings",
        "carry_report",
        "keep_origin",
    }
)
"""A later scan writes these anew: where it did, what it found stands."""
_CONTENT = frozenset({"components", "snapshots", "entries"})
"""What is in these says which files a source has; the first column is the source's number in all of them."""
_IN_SOURCE = (
    "SELECT 1 FROM redactions r JOIN components c ON c.id = r.component WHERE r.withdrawn_at = '' AND c.{} = ?",
    "SELECT 1 FROM keeps k JOIN findings f ON f.id = k.finding JOIN components c ON c.id = f.component WHERE c.{} = ?",
)
_USED = {
    "products": ("SELECT 1 FROM filings WHERE product = ?",),
    "filings": tuple(each.format("filing") for each in _IN_SOURCE),
    "components": tuple(each.format("id") for each in _IN_SOURCE),
}
"""What must not stand where a row is taken out: a decision of a person's never goes along with its source unasked."""
_PLAIN_LEVEL = 1
_BATCH = 1000
"""Rows between two looks at whether somebody wants to stop."""
_FUNCTION = "codebinder_trail"

Change = tuple[str, Row | None, Row | None]
"""A table, and one of its rows before and after; None where there was, or is, no such row."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One transaction as its audit row names it, and (packed) what it did to the rows."""

    sequence: int
    action: str
    actor: str
    subject: str
    detail: str
    packed: bytes

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.packed)


class Disagreement(Exception):
    """A row is not any more as the step left it."""


@dataclass(frozen=True, slots=True)
class _Shape:
    columns: tuple[str, ...]
    key: tuple[int, ...]
    owners: tuple[tuple[int, str, str], ...]
    """Of what refers to another row: the column's place, the other table and its column."""

    def key_of(self, row: Row) -> Row:
        return tuple(row[at] for at in self.key)

    def where(self) -> str:
        return " AND ".join(f'"{self.columns[at]}" IS ?' for at in self.key)


class Trail:
    """Follows the transactions of one workbook, where somebody asked for it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shapes: dict[str, _Shape] = {}
        self._recorded: frozenset[str] = frozenset()
        self._told: frozenset[str] = frozenset()
        self._listener: Callable[[Trace], object] | None = None
        self._caught = threading.local()
        self._seen: list[tuple[object, ...]] = []
        self._defined = False

    def follow(
        self, listener: Callable[[Trace], object] | None, *, recorded: Collection[str] = (), told: Collection[str] = ()
    ) -> None:
        """Hand every committed transaction of these actions to `listener`, on the thread that wrote it; of `recorded`
        ones with what they did to the rows."""
        self._listener = listener
        self._recorded, self._told = frozenset(recorded), frozenset((*recorded, *told))

    @contextmanager
    def caught(self) -> Generator[list[Trace]]:
        """Record whatever this thread writes in the block, and give it to nobody else."""
        self._caught.traces = traces = list[Trace]()
        try:
            yield traces
        finally:
            self._caught.traces = None

    @contextmanager
    def recording(self, action: str) -> Generator[list[Change] | None]:
        """Take down what the block does to the rows; None where nobody wants to know. Inside a transaction."""
        if action not in self._recorded and self._catching is None:
            yield None
            return
        changes: list[Change] = []
        self._seen = seen = list[tuple[object, ...]]()
        if not self._defined:
            self._store.define(_FUNCTION, self._note)
            self._defined = True
        for statement in self._triggers():
            self._store.write(statement)
        try:
            yield changes
        finally:
            self._seen = []  # what was done is held by whoever is told, for as long as it can be undone
        # Where the block raised, the triggers went with the transaction.
        for table in TABLES:
            for what in "iud":
                self._store.write(f'DROP TRIGGER temp."trail_{table}_{what}"')
        changes.extend(self._net(seen))

    def tell(self, sequence: int, note: AuditNote, changes: Sequence[Change] | None) -> None:
        """Hand on what was committed."""
        catching = self._catching
        if catching is None and note.action not in self._told:
            return
        detail = json.dumps(note.detail, sort_keys=True)
        if changes is not None and not changes and catching is None:
            return  # what was written stood there before
        packed = zlib.compress(marshal.dumps(list(changes or ())), _PLAIN_LEVEL)
        trace = Trace(sequence, note.action, note.actor, note.subject, detail, packed)
        if catching is not None:
            catching.append(trace)
        elif self._listener is not None:
            self._listener(trace)

    @property
    def _catching(self) -> list[Trace] | None:
        return getattr(self._caught, "traces", None)

    # -- recording

    def _note(self, *values: object) -> None:
        self._seen.append(values)

    def _shape(self, table: str) -> _Shape:
        held = self._shapes.get(table)
        if held is None:
            rows = self._store.rows(f'PRAGMA table_info("{table}")')
            names = tuple(str(row[1]) for row in rows)
            key = tuple(at for _, at in sorted((int(row[5]), at) for at, row in enumerate(rows) if row[5]))
            owners = tuple(
                (names.index(str(row[3])), str(row[2]), str(row[4]))
                for row in self._store.rows(f'PRAGMA foreign_key_list("{table}")')
            )
            held = self._shapes[table] = _Shape(names, key, owners)
        return held

    def _triggers(self) -> Iterable[str]:
        for number, table in enumerate(TABLES):
            names = self._shape(table).columns
            old, new = (", ".join(f'{which}."{name}"' for name in names) for which in ("OLD", "NEW"))
            for what, event, values in (
                ("i", "INSERT", f"0, {new}"), ("d", "DELETE", f"1, {old}"), ("u", "UPDATE", f"2, {old}, {new}"),
            ):  # fmt: skip
                yield (
                    f'CREATE TEMP TRIGGER "trail_{table}_{what}" AFTER {event} ON main."{table}" '
                    f"BEGIN SELECT {_FUNCTION}({number}, {values}); END"
                )

    def _net(self, seen: Iterable[tuple[object, ...]]) -> Iterable[Change]:
        """Give each row once, as it was before everything and as it is after."""
        held: dict[tuple[str, Row], list[Row | None]] = {}
        for number, what, *values in seen:
            table = TABLES[number] if isinstance(number, int) else ""
            shape = self._shape(table)
            width = len(shape.columns)
            before = tuple(values[:width]) if what else None
            after = tuple(values[-width:]) if what != 1 else None
            if before is not None and after is not None and shape.key_of(before) != shape.key_of(after):
                steps: tuple[tuple[Row | None, Row | None], ...] = ((before, None), (None, after))
            else:
                steps = ((before, after),)
            for one, two in steps:
                key = (table, shape.key_of(one or two or ()))
                held.setdefault(key, [one, two])[1] = two
        for (table, _), (one, two) in held.items():
            if one != two:
                yield table, one, two

    # -- taking back

    def reverse(self, trace: Trace, *, scanned: bool = False, progress: Progress, cancel: Cancel) -> tuple[Change, ...]:
        """Give the rows back what they were before; inside a transaction. A redaction that was made is withdrawn, not
        forgotten. Disagreement, and nothing to be kept, where one is not any more as the step left it.

        `scanned`: a scan has seen the files since; where the step brings other files back, that scan counts no more.
        """
        changes: list[Change] = marshal.loads(zlib.decompress(trace.packed))  # noqa: S302  (our own, never left the memory)
        self._store.write("PRAGMA defer_foreign_keys = ON")
        place = {table: at for at, table in enumerate(TABLES)}
        changes.sort(key=lambda change: place[change[0]])
        self._store.touch(_findings_of(changes))
        out = [(table, two) for table, one, two in changes if one is None and two is not None]
        parts = {row[0] for table, row in out if table == "components"}
        # What goes with its source goes as it came; any other redaction that was made is withdrawn.
        made = {row[0] for table, row in out if table == "redactions" and row[1] not in parts}
        progress.start("progress.undo", len(changes), "rows")
        # First what only changed: a redaction that goes back to another source must not go with the one it stands in.
        for number, (table, one, two) in enumerate(changes):
            _tick(number, progress, cancel)
            if one is not None and two is not None:
                self._change(table, one, two)
        for table, row in reversed(out):
            self._take_out(table, row, made)
        for table, one, two in changes:
            if two is None and one is not None:
                self._put_in(table, one)
        if scanned:
            self._distrust(changes)
        return tuple(changes)

    def _distrust(self, changes: Iterable[Change]) -> None:
        """Let no scan stand for files that it has not seen."""
        rows = (row for table, *held in changes if table in _CONTENT for row in held if row is not None)
        parts = {int(row[0]) for row in rows}
        self._store.write_many("UPDATE scans SET stale = 1 WHERE component = ?", ((part,) for part in sorted(parts)))

    def _current(self, table: str, row: Row) -> Row | None:
        shape = self._shape(table)
        return self._store.row(f'SELECT * FROM "{table}" WHERE {shape.where()}', shape.key_of(row))  # noqa: S608  (our own tables and columns)

    def _take_out(self, table: str, row: Row, made: Collection[object]) -> None:
        shape, current = self._shape(table), self._current(table, row)
        if table == "redactions" and row[0] in made:
            if current is None or current[shape.columns.index("withdrawn_at")]:
                raise Disagreement
            self._store.write(
                "UPDATE redactions SET withdrawn_at = ?, sealed_value = X'' WHERE id = ?", (self._store.at, row[0])
            )
            return
        if table in {"redaction_findings", "redaction_origin"} and row[0] in made:
            return  # the withdrawn one keeps what it was about
        if any(self._store.row(asked, (row[0],)) for asked in _USED.get(table, ())) or (
            current != row and table not in _YIELDING
        ):
            raise Disagreement
        if current is not None:
            self._store.write(f'DELETE FROM "{table}" WHERE {shape.where()}', shape.key_of(row))  # noqa: S608  (our own tables and columns)

    def _put_in(self, table: str, row: Row) -> None:
        shape = self._shape(table)
        there = self._current(table, row) is not None
        ownerless = table in _YIELDING and any(self._gone(other, column, row[at]) for at, other, column in shape.owners)
        if there or ownerless:
            if table in _YIELDING:
                return
            raise Disagreement
        marks = ", ".join("?" * len(row))
        try:
            self._store.write(f'INSERT INTO "{table}" VALUES ({marks})', row)  # noqa: S608  (our own tables and columns)
        except Bug as error:
            if isinstance(error.__cause__, sqlite3.IntegrityError):  # its short name was given to another meanwhile
                raise Disagreement from None
            raise

    def _gone(self, table: str, column: str, value: Value) -> bool:
        return self._store.row(f'SELECT 1 FROM "{table}" WHERE "{column}" IS ?', (value,)) is None  # noqa: S608  (our own tables and columns)

    def _change(self, table: str, one: Row, two: Row) -> None:
        """Restore the columns that the step changed, and no others."""
        shape, current = self._shape(table), self._current(table, two)
        changed = [at for at, (was, became) in enumerate(zip(one, two, strict=True)) if was != became]
        if current is None or any(current[at] != two[at] for at in changed):
            if table in _YIELDING:
                return
            raise Disagreement
        names = ", ".join(f'"{shape.columns[at]}" = ?' for at in changed)
        values: Sequence[object] = (*(one[at] for at in changed), *shape.key_of(two))
        self._store.write(f'UPDATE "{table}" SET {names} WHERE {shape.where()}', tuple(values))  # noqa: S608  (names of columns)


def _tick(number: int, progress: Progress, cancel: Cancel) -> None:
    if number % _BATCH == _BATCH - 1:
        cancel.check()
        progress.advance(_BATCH)


def _findings_of(changes: Iterable[Change]) -> set[int] | None:
    """Give the numbers of the findings that changes are about; None where whole components come or go."""
    at = {"findings": 0, "keeps": 0, "redaction_findings": 1}
    found: set[int] = set()
    for table, one, two in changes:
        if table in {"components", "snapshots"}:
            return None
        row = one or two
        if table in at and row is not None:
            found.add(int(row[at[table]]))
    return found
