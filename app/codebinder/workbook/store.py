"""The one connection to the workbook's file: transactions, reads and writes, and nothing about what is in it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any

from codebinder.errors import Bug, UserError
from codebinder.model.ports import Clock
from codebinder.workbook.faults import sqlite_faults

Value = str | bytes | int | None
Row = tuple[Any, ...]

_WAIT_SECONDS = 10.0
"""How long a statement waits for another program that is just reading or writing."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",  # spilled sorting must not leave a temporary file with the workbook's content
    "PRAGMA secure_delete = ON",
    # FULL loses the newest commit where power fails before the folder entry of the deleted journal is on disk.
    "PRAGMA synchronous = EXTRA",
)


def moment(clock: Clock) -> str:
    """Give the present moment as RFC 3339 in UTC, whole seconds."""
    return clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Store:
    """Runs statements; every write must stand in `writing()`. One connection, any thread, one at a time.

    `at` is the time of the running transaction, the same for everything in it.
    """

    def __init__(self, path: Path, *, clock: Clock, refusal: UserError | None = None) -> None:
        """Open the file at `path`; `refusal` is raised by whoever wants to write (None: writing is allowed)."""
        self.path = path
        self.at = ""
        self._clock = clock
        self.refusal = refusal
        self._mutex = threading.RLock()
        self._writing = False
        with sqlite_faults(path):
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=_WAIT_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            for pragma in _PRAGMAS:
                self._connection.execute(pragma)
            if refusal is None:
                self._connection.execute("PRAGMA journal_mode = DELETE")
            else:
                # A writable handle that only reads can still roll back what a killed program left behind.
                self._connection.execute("PRAGMA query_only = ON")

    def close(self) -> None:
        """Close the connection; what was not committed is rolled back."""
        with self._mutex:
            self._connection.close()

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold one transaction: committed at the end of the block, rolled back on any exception."""
        if self.refusal is not None:
            raise self.refusal
        with self._mutex:
            if self._writing:
                raise Bug("a transaction was begun inside a transaction")
            self.at = moment(self._clock)
            self._execute("BEGIN IMMEDIATE")
            self._writing = True
            try:
                yield
                self._execute("COMMIT")
            finally:
                self._writing = False
                if self._connection.in_transaction:
                    self._connection.rollback()

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Give all rows of a query."""
        with self._mutex, sqlite_faults(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Give the first row of a query, or None."""
        with self._mutex, sqlite_faults(self.path):
            found: Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def number(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Give the one number that a query asks for."""
        found = self.row(sql, values)
        return 0 if found is None or found[0] is None else int(found[0])

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one writing statement; give how many rows it touched."""
        self._need_transaction()
        return self._execute(sql, values).rowcount

    def write_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one writing statement for every row of values."""
        self._need_transaction()
        with self._mutex, sqlite_faults(self.path):
            self._connection.executemany(sql, rows)

    def run_steps(self, statements: str) -> None:
        """Run the statements of one schema step, inside the transaction that is open."""
        self._need_transaction()
        for statement in statements.split(";\n"):
            if statement.strip():
                self._execute(statement)

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
        if not self._writing:
            raise Bug("a write outside of a transaction")
