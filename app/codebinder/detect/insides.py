"""Scans what archives hold: a finding inside has the whole archive for its place, and names the member."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from codebinder.base import encoding as encodings
from codebinder.detect.archives import INSIDE, Limits, Refused, members
from codebinder.detect.fileview import FileView
from codebinder.model.findings import Confidence, Detected

NOT_OPENED = "archive-not-opened"
_MOST = 1000
"""An archive is withheld or disclosed whole: more findings than this in one say nothing new."""


def inside(path: bytes, data: bytes, look: Callable[[FileView], Sequence[Detected]]) -> list[Detected]:
    """Give what stands inside the archive `data`, and a low finding for each part that was not looked into."""
    found: list[Detected] = []
    for member in members(path, data, Limits()):
        if isinstance(member, Refused):
            found.append(not_opened(member.path, member.reason, len(data)))
        else:
            file = FileView(
                path=path + INSIDE + member.path, data=member.data, encoding=encodings.detect(member.data)[0]
            )
            found.extend(replace(hit, start=0, end=len(data), line=1, member=member.path) for hit in look(file))
        if len(found) >= _MOST:
            found.append(not_opened(b"", "it holds more findings than are listed", len(data)))
            break
    return found


def not_opened(member: bytes, reason: str, size: int) -> Detected:
    """Give the finding that says that something was not looked into."""
    return Detected(
        rule=NOT_OPENED,
        kind="internal",
        confidence=Confidence.LOW,
        start=0,
        end=size,
        line=1,
        value=b"",
        reason=f"not looked into: {reason}",
        member=member,
    )
