"""Splits what SQLite raises into what a person can mend (a sentence) and what is our own fault (a Bug)."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from codebinder.errors import Bug, UserError
from codebinder.model.text import shown

_SENTENCES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_PERM: ("The workbook may not be opened by this account.", "Ask for access to the file."),
    sqlite3.SQLITE_BUSY: ("The workbook is in use by another program.", "Close the other program, then try again."),
    sqlite3.SQLITE_LOCKED: ("The workbook is in use by another program.", "Close the other program, then try again."),
    sqlite3.SQLITE_NOMEM: ("There is not enough memory to read the workbook.", "Close other programs, then try again."),
    sqlite3.SQLITE_READONLY: (
        "The workbook cannot be changed, because it or its disk is read-only.",
        "Make the file and its folder writable, or copy the workbook to another disk.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk failed while the workbook was read or written; what was saved before is untouched.",
        "Check the disk, then open the workbook again.",
    ),
    sqlite3.SQLITE_CORRUPT: ("The workbook is damaged.", "Go back to the newest copy of it that opens."),
    sqlite3.SQLITE_FULL: (
        "The disk is full, so nothing of this step was saved; everything before it is.",
        "Make room on the disk, then do the step again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The workbook cannot be opened.",
        "Check that the file and its folder are there and readable.",
    ),
    sqlite3.SQLITE_TOOBIG: ("An entry is too large for the workbook.", "Enter something shorter."),
    sqlite3.SQLITE_NOTADB: ("This file is not a Codebinder workbook, or it is damaged.", "Choose a *.codebinder file."),
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
        raise UserError(sentence[0], where=shown(path.name), next_step=sentence[1]) from error
    except UnicodeDecodeError:
        # The file's own schema is not UTF-8, and the message that says so can't be read either.
        sentence = _SENTENCES[sqlite3.SQLITE_CORRUPT]
        raise UserError(sentence[0], where=shown(path.name), next_step=sentence[1]) from None
    except UnicodeEncodeError as error:
        # A text with lone surrogates came in (a command line that is not UTF-8); `from None`: the error holds the text.
        raise UserError(
            "A text holds bytes that are not valid characters.",
            where=f"character {error.start + 1}",
            next_step="Enter it again in UTF-8.",
        ) from None
