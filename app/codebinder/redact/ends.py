"""Line ends that must stay: under a template that keeps the line count, a range neither begins nor ends with one."""

from __future__ import annotations

from codebinder.base.messages import SaidError
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import Message
from codebinder.redact.strips import Strip


def without_ends(data: bytes, encoding: str, start: int, end: int) -> tuple[int, int]:
    """Give a range without the line ends that it begins and ends with; empty at `start` where it holds nothing else."""
    feeds = [each.encode(encoding) if encoding.startswith("utf-16") else each.encode() for each in "\r\n"]
    unit = len(feeds[0])
    low, high = start, end
    while high - unit >= low and data[high - unit : high] in feeds:
        high -= unit
    while low + unit <= high and data[low : low + unit] in feeds:
        low += unit
    return (low, high) if low < high else (start, start)


def check_ends(data: bytes, encoding: str, start: int, end: int, policy: RedactionPolicy) -> None:
    """Refuse a range that begins or ends with a line end, where the template keeps lines: its mask could not hide it.

    Line ends inside the range are no matter: each line of it gets a mask of its own.
    """
    kept = policy.preserve_lines or Strip.of(policy) is not None
    if not kept or encoding == "binary":
        return
    low, high = without_ends(data, encoding, start, end)
    if (low, high) == (start, end):
        return
    raise SaidError(
        Message("refuse.ends.range-covers-line-end-template"),
        where=Message("where.range", {"start": start, "end": end}),
        next_step=Message("next.use-bytes-instead", {"low": low, "high": high})
        if low < high
        else Message("next.choose-range-text"),
    )
