"""Lets one program write a workbook at a time, and tells a second one who that is."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from filelock import FileLock, Timeout

from codebinder.base.messages import SaidError, Text
from codebinder.errors import UserError
from codebinder.model.text import Message, shown

_HOLDER = re.compile(r"process (\d+), since (.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Another program writes this workbook; `holder` says which ("" where it does not say)."""

    holder: str


class WriterLock:
    """The right to write the workbook at `path`: a lock beside the file, and a note of process id and time."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0, thread_local=False)
        self._note = _note_path(path)

    def take(self, at: str) -> None:
        """Take the lock at time `at`. Raise Timeout where another program has it, OSError where none can be made."""
        self._lock.acquire()
        # Without the note a second program still sees that the workbook is held, only not by whom.
        with suppress(OSError):
            self._note.write_text(json.dumps({"pid": os.getpid(), "since": at}), encoding="ascii")

    def release(self) -> None:
        """Let go; the note goes first, so that it never names a program that has let go."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()


def take_lock(path: Path, at: str) -> WriterLock | Held | OSError:
    """Take the writer's lock, or say who holds it, or give the disk's reason why there can be none."""
    lock = WriterLock(path)
    try:
        lock.take(at)
    except Timeout:
        return Held(holder=holder_of(path))
    except OSError as error:
        return error
    return lock


def holder_of(path: Path) -> str:
    """Say who holds the workbook at `path`, from the note beside it (untrusted: another program wrote it)."""
    try:
        note: object = json.loads(_note_path(path).read_bytes()[:1024])
    except (OSError, ValueError, RecursionError):
        return ""
    if not isinstance(note, dict):
        return ""
    fields = cast("dict[str, object]", note)
    pid, since = fields.get("pid"), fields.get("since")
    if not isinstance(pid, int) or not isinstance(since, str):
        return ""
    return f"process {pid}, since {shown(since[:40])}"


def holder_words(holder: str) -> Text:
    """Give the text of `holder` as a message."""
    found = _HOLDER.fullmatch(holder)
    return Message("word.holder", {"pid": found[1], "since": found[2]}) if found else holder


def held_error(path: Path, holder: str) -> UserError:
    """The sentence for somebody who wants to write a workbook that another program holds."""
    return SaidError(
        Message("refuse.lock.workbook-held-by", {"who": holder_words(holder)})
        if holder
        else Message("refuse.lock.workbook-held"),
        where=shown(path.name),
        next_step=Message("next.close-other-program-then-open"),
    )


def _note_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.holder")
