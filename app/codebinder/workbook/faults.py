"""Splits what SQLite raises into what a person can mend (a sentence) and what is our own fault (a Bug)."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from codebinder.base.messages import SaidError
from codebinder.errors import Bug
from codebinder.model.text import Message, shown

_SENTENCES: dict[int, tuple[Message, Message]] = {
    sqlite3.SQLITE_PERM: (
        Message("refuse.faults.denied"),
        Message("next.ask-access-file"),
    ),
    sqlite3.SQLITE_BUSY: (
        Message("refuse.faults.busy"),
        Message("next.close-other-program-then-try"),
    ),
    sqlite3.SQLITE_LOCKED: (
        Message("refuse.faults.busy"),
        Message("next.close-other-program-then-try"),
    ),
    sqlite3.SQLITE_NOMEM: (
        Message("refuse.faults.memory"),
        Message("next.close-other-programs-then-try"),
    ),
    sqlite3.SQLITE_READONLY: (
        Message("refuse.workbook.workbook-cannot-changed-because-disk"),
        Message("next.make-file-folder-writable-copy"),
    ),
    sqlite3.SQLITE_IOERR: (
        Message("refuse.faults.disk-failed"),
        Message("next.check-disk-then-open-workbook"),
    ),
    sqlite3.SQLITE_CORRUPT: (
        Message("refuse.workbook.workbook-damaged"),
        Message("next.go-back-newest-copy-opens"),
    ),
    sqlite3.SQLITE_FULL: (
        Message("refuse.faults.disk-full"),
        Message("next.make-room-disk-then-step"),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        Message("refuse.faults.not-opened"),
        Message("next.check-file-folder-readable"),
    ),
    sqlite3.SQLITE_TOOBIG: (
        Message("refuse.faults.too-large"),
        Message("next.enter-something-shorter"),
    ),
    sqlite3.SQLITE_NOTADB: (
        Message("refuse.faults.no-workbook"),
        Message("next.choose-codebinder-file"),
    ),
}

_UNDECODABLE = "Could not decode to UTF-8"


@contextmanager
def sqlite_faults(path: Path) -> Generator[None]:
    """Turn SQLite's errors inside the block into UserError (not our fault) or Bug."""
    try:
        yield
    except sqlite3.Error as error:
        code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        sentence = _SENTENCES.get(code)
        undecodable = str(error).startswith(_UNDECODABLE)  # only the file's bytes can be the reason: we write UTF-8
        if sentence is None and code == sqlite3.SQLITE_ERROR and (type(error) is sqlite3.DatabaseError or undecodable):
            sentence = _SENTENCES[sqlite3.SQLITE_CORRUPT]
        if sentence is None:
            raise Bug(f"SQLite refused our own statement: {type(error).__name__} {code}: {error}") from error
        raise SaidError(sentence[0], where=shown(path.name), next_step=sentence[1]) from error
    except UnicodeDecodeError:
        # The file's own schema is not UTF-8, and the message that says so can't be read either.
        sentence = _SENTENCES[sqlite3.SQLITE_CORRUPT]
        raise SaidError(sentence[0], where=shown(path.name), next_step=sentence[1]) from None
    except UnicodeEncodeError as error:
        # A text with lone surrogates came in (a command line that is not UTF-8); `from None`: the error holds the text.
        raise SaidError(
            Message("refuse.faults.text-holds-bytes-not-valid"),
            where=Message("where.character", {"start": error.start + 1}),
            next_step=Message("next.enter-again-utf-8"),
        ) from None
