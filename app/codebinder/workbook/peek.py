"""Looks at a file's header before SQLite touches it, so that a file that is no workbook is left exactly as it was."""

from __future__ import annotations

from pathlib import Path

from codebinder.base.messages import SaidError, place_why
from codebinder.errors import UserError
from codebinder.model.text import Message, shown
from codebinder.workbook.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the rollback journal of the file at `path`."""
    return path.with_name(path.name + "-journal")


def peek_version(path: Path, newest: int) -> int:
    """Give the version of the workbook at `path`; UserError where it is none, truncated, or newer than `newest`."""
    where = shown(path.name)
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER)
        size = path.stat().st_size
        recovering = journal_of(path).exists()
    except FileNotFoundError:
        raise SaidError(
            Message("refuse.peek.no-such-workbook"),
            where=shown(str(path)),
            next_step=Message("next.check-name-make-one-codebinder"),
        ) from None
    except IsADirectoryError:
        raise SaidError(
            Message("refuse.peek.folder-not-workbook"), where=where, next_step=Message("next.choose-codebinder-file")
        ) from None
    except OSError as error:
        raise SaidError(
            Message("refuse.peek.workbook-cannot-read"),
            where=place_why(where, error),
            next_step=Message("next.check-access-rights-file"),
        ) from error
    if len(header) < _HEADER and _MAGIC.startswith(header[: len(_MAGIC)]) and header:
        raise _truncated(where)
    if header[: len(_MAGIC)] != _MAGIC or _number(header, 68) != APPLICATION_ID:
        raise SaidError(
            Message("refuse.peek.file-not-codebinder-workbook"),
            where=where,
            next_step=Message("next.choose-codebinder-file"),
        )
    version = _number(header, 60)
    if version > newest:
        raise SaidError(
            Message("refuse.peek.workbook-written-newer-codebinder-format", {"version": version, "newest": newest}),
            where=where,
            next_step=Message("next.install-newer-program-file-not"),
        )
    page = int.from_bytes(header[16:18], "big")
    if size < _number(header, 28) * (65536 if page == 1 else page) and not recovering:
        raise _truncated(where)
    return version


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4], "big")


def _truncated(where: str) -> UserError:
    return SaidError(
        Message("refuse.peek.workbook-truncated-end-missing"),
        where=where,
        next_step=Message("next.copy-again-where-came-go"),
    )
