"""The one connection to the workbook's file: transactions, reads and writes, and nothing about what is in it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any

from codebinder.errors import Bug, UserError
from codebinder.model.ports import Clock
from codebinder.workbook.faults import sqlite_faults

Value = str | bytes | int | None
Row = tuple[Any, ...]

SQLITE = sqlite3.sqlite_version
_WAIT_SECONDS = 10.0
"""How long a statement waits for another program that is just reading or writing."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA recursive_triggers = ON",  # what REPLACE takes away is seen by the trail; a workbook has no triggers itself
    "PRAGMA temp_store = MEMORY",  # spilled sorting must not leave a temporary file with the workbook's content
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -65536",  # 64 MiB: a transaction that spills into the file shuts readers out until its end
    # FULL loses the newest commit where power fails before the folder entry of the deleted journal is on disk.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA fullfsync = ON",  # on macOS a mere fsync leaves the newest commits in the drive's own memory
)

_DELETED = ("PRAGMA journal_mode = DELETE",)
_STAYING = ("PRAGMA journal_mode = PERSIST", "PRAGMA synchronous = FULL")
"""A commit is the journal's header overwritten and brought to the disk: no entry of a folder has to follow it there."""

_REMEMBERED = 500
"""So many commits back it is known what they changed."""


def moment(clock: Clock) -> str:
    """Give the present moment as RFC 3339 in UTC, whole seconds."""
    return clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Changes:
    """Which findings the transactions of this program wrote to, in the order of their commits.

    A view that shows very many of them asks what changed since it was read, instead of reading all of them again.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._log: list[frozenset[int] | None] = []
        self._first = 0

    @property
    def serial(self) -> int:
        """How many commits there were; read it before what it shall stand for."""
        return self._first + len(self._log)

    def committed(self, touched: set[int] | None) -> None:
        """Note one commit; None where it may have changed anything."""
        log = [*self._log, None if touched is None else frozenset(touched)]
        self._first += max(0, len(log) - _REMEMBERED)
        self._log = log[-_REMEMBERED:]

    def since(self, serial: int) -> frozenset[int] | None:
        """Give the findings (their numbers) that were written to since then; None: it may be any."""
        first, log = self._first, self._log
        if serial < first:
            return None
        out: set[int] = set()
        for each in log[serial - first :]:
            if each is None:
                return None
            out |= each
        return frozenset(out)


class Store:
    """Runs statements; every write must stand in `writing()`. Any thread reads; one writes at a time.

    `at` is the time of the running transaction, the same for everything in it; `recorded` are the rows (table, id) that
    its audit row answers for.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        refusal: UserError | None = None,
        stays: bool = False,
        in_memory: bool = False,
    ) -> None:
        """Open the file at `path`; `refusal` is raised by whoever wants to write (None: writing is allowed).

        `stays`: the journal's file is emptied instead of deleted, for many small transactions; a file that people copy
        about is better without one beside it. `in_memory`: a copy as the file stands now; the file is let go.
        """
        self.path = path
        self.at = ""
        self.recorded: list[tuple[str, int]] = []
        self._clock = clock
        self._changes = Changes()
        self._foreign = -1
        self._touched: set[int] | None = set()
        self.refusal = refusal
        self._mutex = threading.RLock()
        self._writer: int | None = None
        self._reader: sqlite3.Connection | None = None
        self._reader_mutex = threading.Lock()
        self._alone = in_memory
        if in_memory:
            self._connection = _copy_of(path)
            return
        # A writable handle that only reads can still roll back what a killed program left behind.
        self._connection = _connect(path, () if refusal is not None else _STAYING if stays else _DELETED)

    def close(self) -> None:
        """Close the file; what was not committed is rolled back."""
        with self._mutex, self._reader_mutex:
            self._connection.close()
            if self._reader is not None:
                self._reader.close()
                self._reader = None

    @property
    def changes(self) -> Changes:
        """What was written to. Where another program wrote, or put another file's bytes here, it may be anything."""
        if self._mutex.acquire(blocking=False):
            try:
                if self._writer is None:
                    with sqlite_faults(self.path):
                        (foreign,) = self._connection.execute("PRAGMA data_version").fetchone()
                    if foreign != self._foreign and self._foreign >= 0:
                        self._changes.committed(None)
                    self._foreign = foreign
            finally:
                self._mutex.release()
        return self._changes

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold one transaction: committed at the end of the block, rolled back on any exception."""
        if self.refusal is not None:
            raise self.refusal
        with self._mutex:
            if self._writer is not None:
                raise Bug("a transaction was begun inside a transaction")
            self.at = moment(self._clock)
            self.recorded = []
            self._touched = set()
            self._execute("BEGIN IMMEDIATE")
            self._writer = threading.get_ident()
            try:
                yield
                self._execute("COMMIT")
                self._changes.committed(self._touched)
            finally:
                self._writer = None
                if self._connection.in_transaction:
                    self._connection.rollback()

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Give all rows of a query."""
        with self._reading() as connection:
            return connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Give the first row of a query, or None."""
        with self._reading() as connection:
            found: Row | None = connection.execute(sql, values).fetchone()
            return found

    def number(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Give the one number that a query asks for."""
        found = self.row(sql, values)
        return 0 if found is None or found[0] is None else int(found[0])

    @property
    def writing_here(self) -> bool:
        """Does this thread hold the transaction?"""
        return self._writer == threading.get_ident()

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one writing statement; give how many rows it touched."""
        self._need_transaction()
        return self._execute(sql, values).rowcount

    def write_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one writing statement for every row of values."""
        self._need_transaction()
        with self._mutex, sqlite_faults(self.path):
            self._connection.executemany(sql, rows)

    def touch(self, findings: Iterable[int] | None) -> None:
        """Say which findings this transaction writes to; None where it may be any."""
        self._need_transaction()
        if findings is None:
            self._touched = None
        elif self._touched is not None:
            self._touched.update(findings)

    def run_steps(self, statements: str) -> None:
        """Run the statements of one schema step, inside the transaction that is open."""
        self._need_transaction()
        for statement in statements.split(";\n"):
            if statement.strip():
                self._execute(statement)

    def copied(self) -> bytes:
        """Give the whole database as the bytes of a file; not while a transaction is open."""
        if self._writer is not None:
            raise Bug("a copy was asked for inside a transaction")
        with self._mutex, sqlite_faults(self.path):
            return self._connection.serialize()

    def compact(self) -> None:
        """Write the database anew: pages that were given back, and what deleting left in others, are gone after it."""
        if self.refusal is not None:
            raise self.refusal
        if self._writer is not None:
            raise Bug("the file was to be compacted inside a transaction")
        self._execute("VACUUM")

    def define(self, name: str, function: Callable[..., None]) -> None:
        """Let statements of this connection call `function` by `name`, with any number of values."""
        with self._mutex, sqlite_faults(self.path):
            self._connection.create_function(name, -1, function)

    def take_numbers(self, counter: str, count: int = 1) -> int:
        """Take `count` numbers that were never used before; give the first."""
        self.write(
            "INSERT INTO counters VALUES (?, ?) ON CONFLICT DO UPDATE SET value = value + ?", (counter, count, count)
        )
        return self.number("SELECT value FROM counters WHERE name = ?", (counter,)) - count + 1

    def _execute(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Cursor:
        with self._mutex, sqlite_faults(self.path):
            return self._connection.execute(sql, values)

    def _need_transaction(self) -> None:
        if self._writer != threading.get_ident():
            raise Bug("a write outside of a transaction")

    @contextmanager
    def _reading(self) -> Generator[sqlite3.Connection]:
        """Give the connection to read by: where another thread is writing, one that sees what is committed, so that a
        page is shown while long work holds its transaction."""
        if self._mutex.acquire(blocking=self._alone):  # a copy in memory has one connection, and nobody writes to it
            try:
                with sqlite_faults(self.path):
                    yield self._connection
            finally:
                self._mutex.release()
            return
        with self._reader_mutex, sqlite_faults(self.path):
            if self._reader is None:
                self._reader = _connect(self.path, ())
            yield self._reader


def _connect(path: Path, writing: Sequence[str]) -> sqlite3.Connection:
    with sqlite_faults(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=_WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in (*_PRAGMAS, *(writing or ("PRAGMA query_only = ON",))):
                connection.execute(pragma)
        except (sqlite3.Error, UnicodeDecodeError):
            connection.close()
            raise
        return connection


def _copy_of(path: Path) -> sqlite3.Connection:
    """Give a copy in memory, which may be written to; what a killed program left half done is rolled back first."""
    source = _connect(path, ())
    made = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with sqlite_faults(path):
            source.backup(made)
            for pragma in _PRAGMAS[:4]:
                made.execute(pragma)
    except UserError:
        made.close()
        raise
    finally:
        source.close()
    return made
