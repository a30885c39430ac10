"""Scans what archives hold: a finding inside has the whole archive for its place, and names the member."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from codebinder.base import encoding as encodings
from codebinder.detect.archives import INSIDE, Limits, Refused, members
from codebinder.detect.fileview import FileView
from codebinder.model.findings import Confidence, Detected
from codebinder.model.ports import Cancel

NOT_OPENED = "archive-not-opened"
_MORE = "it holds more findings than are listed"
_MOST = 1000
"""An archive is withheld or disclosed whole: more findings than this in one say nothing new. Low ones are counted by
themselves, so that they never stand before one of the default queue."""


def inside(path: bytes, data: bytes, look: Callable[[FileView], Sequence[Detected]], cancel: Cancel) -> list[Detected]:
    """Give what stands inside the archive `data`, and a low finding for each part that was not looked into.

    Where so much is in the default queue that the rest is not looked at, that is in the queue as well.
    """
    found: list[Detected] = []
    low = 0
    for member in members(path, data, Limits()):
        cancel.check()
        if isinstance(member, Refused):
            hits: list[Detected] = [not_opened(member.path, member.reason, len(data))]
        else:
            file = FileView(
                path=path + INSIDE + member.path,
                data=member.data,
                encoding=encodings.detect(member.data)[0],
                cancel=cancel,
            )
            hits = [replace(hit, start=0, end=len(data), line=1, member=member.path) for hit in look(file)]
        for hit in hits:
            low += hit.confidence is Confidence.LOW
            if hit.confidence is not Confidence.LOW or low <= _MOST:
                found.append(hit)
        if len(found) - min(low, _MOST) >= _MOST:
            found.append(replace(not_opened(b"", _MORE, len(data)), confidence=Confidence.MEDIUM))
            return found
    if low > _MOST:
        found.append(not_opened(b"", _MORE, len(data)))
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
