"""Who wrote which lines, as the repository says at one commit: a proposal for a person, never a fact.

Blame runs over the private repository whose object store is the hostile one (see `gitrun`), so that no configuration,
hook, filter, attribute, mailmap or replacement of the repository takes effect. Author, address and time are what the
commits claim.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from codebinder.base.messages import SaidError
from codebinder.intake.gitrun import GitRunner
from codebinder.model.ports import Cancel
from codebinder.model.text import Message, shown, shown_path

TIME_LIMIT = 60.0
_FULL_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_HEADER = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64}) [0-9]+ ([0-9]+)(?: ([0-9]+))?")
_MOST_RANGES = 2000
"""Ranges of lines that one call is asked for; beyond that the whole file is asked for."""
_LONGEST = 200
_LAST_SECOND = 253_402_300_799


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameLine:
    """One line (from 1) with what the commit that last changed it claims; texts are made safe to show."""

    line: int
    author: str
    mail: str
    day: str


@dataclass(slots=True)
class _Author:
    author: str = ""
    mail: str = ""
    day: str = ""


def blame(
    runner: GitRunner, commit: str, path: bytes, ranges: Sequence[tuple[int, int]], *, cancel: Cancel
) -> tuple[BlameLine, ...]:
    """Give who wrote these lines (pairs of first and last, from 1; none: all) of a file at a commit, in line order."""
    if not _FULL_ID.fullmatch(commit):
        raise SaidError(Message("refuse.blame.not-full-id-commit"), where=shown(commit))
    wanted = [] if len(ranges) > _MOST_RANGES else [f"-L{first},{last}" for first, last in ranges]
    # A repository's list of revisions to pass over is configuration too; the last word is an empty one.
    command = ["-c", "blame.ignoreRevsFile=", "blame", "--porcelain", "--no-progress", *wanted]
    output = runner.run([*command, commit, "--", os.fsdecode(path)], objects=True, limit=TIME_LIMIT, cancel=cancel)
    if output.timed_out:
        raise SaidError(
            Message("refuse.blame.git-took-more-than-minute"),
            where=shown_path(path),
            next_step=Message("next.enter-date-author-hand"),
        )
    if output.status != 0:
        raise SaidError(
            Message("refuse.blame.git-cannot-tell-who"),
            where=shown_path(path),
            next_step=Message("next.enter-date-author-hand"),
        )
    lines = _parsed(output.stdout)
    if not ranges or wanted:
        return lines
    asked = {line for first, last in ranges for line in range(first, last + 1)}
    return tuple(each for each in lines if each.line in asked)


def _parsed(data: bytes) -> tuple[BlameLine, ...]:
    """Read the porcelain form: a commit is described where it is named first, content lines begin with a tab."""
    known: dict[bytes, _Author] = {}
    lines: list[tuple[int, _Author]] = []
    author = _Author()
    for row in data.split(b"\n"):
        if row.startswith(b"\t"):
            continue
        header = _HEADER.fullmatch(row)
        if header is not None:
            author = known.setdefault(header[1], _Author())
            lines.append((int(header[2]), author))
            continue
        name, _, value = row.partition(b" ")
        if name == b"author":
            author.author = _text(value)
        elif name == b"author-mail":
            author.mail = _text(value.strip().removeprefix(b"<").removesuffix(b">"))
        elif name == b"author-time":
            author.day = _day(value)
    made = (BlameLine(line=number, author=each.author, mail=each.mail, day=each.day) for number, each in lines)
    return tuple(sorted(made, key=lambda each: each.line))


def _text(value: bytes) -> str:
    return shown(value.decode("utf-8", "backslashreplace").strip()[:_LONGEST])


def _day(value: bytes) -> str:
    """Give the day in UTC; a time that no calendar has is no date."""
    try:
        seconds = int(value)
    except ValueError:
        return ""
    if not 0 <= seconds <= _LAST_SECOND:
        return ""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
