"""Places in a file's bytes: which ranges may be hidden, which lines they are, how they widen to whole characters."""

from __future__ import annotations

from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, Told
from codebinder.model.text import Message


def _unit(encoding: str) -> int:
    return 2 if encoding.startswith("utf-16") else 1


def _splits_line_end(data: bytes, encoding: str, offset: int) -> bool:
    """Does `offset` fall between CR and LF? Half a line end would make two of one."""
    unit = _unit(encoding)
    pair = data[max(offset - unit, 0) : offset + unit]
    if unit == 1:
        return pair == b"\r\n"
    return pair == "\r\n".encode(encoding)


def is_boundary(data: bytes, encoding: str, offset: int) -> bool:
    """May a range begin or end at `offset`: between two characters, and not inside CR LF?"""
    if offset <= 0 or offset >= len(data):
        return True
    if encoding == "binary":
        return True
    return encodings.on_boundary(data, encoding, offset) and not _splits_line_end(data, encoding, offset)


def widen(data: bytes, encoding: str, start: int, end: int) -> tuple[int, int]:
    """Give the smallest range of whole characters (CR LF counts as one) that holds `start`..`end`."""
    while not is_boundary(data, encoding, start):
        start -= 1
    while not is_boundary(data, encoding, end):
        end += 1
    return start, end


def check_place(data: bytes, encoding: str, start: int, end: int) -> None:
    """Refuse a range that is empty, lies outside the file, or splits a character; offsets in bytes, end excluded."""
    where = f"bytes {start}-{end}"
    size = len(data)
    if start < 0 or end < 0 or start > size or end > size:
        raise SaidError(
            Message("refuse.places.range-lies-outside-file-bytes", {"size": size}),
            where=where,
            next_step=Message("next.choose-range-between-0", {"size": size}),
        )
    if start >= end:
        raise SaidError(
            Message("refuse.places.range-empty-must-end-after"),
            where=where,
            next_step=Message("next.give-offset-first-hidden-byte"),
        )
    wide = widen(data, encoding, start, end)
    if wide == (start, end):
        return
    inside = (start != wide[0] and not _splits_line_end(data, encoding, start)) or (
        end != wide[1] and not _splits_line_end(data, encoding, end)
    )
    raise SaidError(
        Message("refuse.places.splits-character", {"encoding": encoding})
        if inside
        else Message("refuse.places.splits-line-end"),
        where=where,
        next_step=Message("next.use-bytes-instead", {"low": wide[0], "high": wide[1]}),
    )


def line_range(data: bytes, encoding: str, first: int, last: int) -> tuple[int, int]:
    """Give the bytes of lines `first` to `last`, from 1, both included; the last one's line end stays outside.

    A byte order mark in front of the first line stays outside too: it belongs to the file, not to the line.
    """
    starts = _starts(data, encoding)
    count = len(starts)
    where = Told(Message("word.line-many", {"first": first, "last": last}))
    if first < 1 or last > count:
        raise SaidError(
            Message(
                "refuse.picking.file",
                {"count": count, "what": Message("word.line") if count == 1 else Message("word.lines")},
            ),
            where=where,
            next_step=Message("next.choose-lines-between-1", {"count": count}),
        )
    if first > last:
        raise SaidError(
            Message("refuse.places.first-line-comes-after-last"),
            where=where,
            next_step=Message("next.give-lower-line-first"),
        )
    start = max(starts[first - 1], mark_size(data, encoding)) if first == 1 else starts[first - 1]
    end = starts[last] if last < count else len(data)
    end = bare_line(data, encoding, start, end)
    if end <= start:
        raise SaidError(
            Message("refuse.places.nothing-hide-lines-empty"),
            where=where,
            next_step=Message("next.choose-lines-text-them"),
        )
    return start, end


def value_at(data: bytes, encoding: str, start: int, end: int) -> bytes:
    """Give the bytes of a range that may be hidden; refuse any other."""
    check_place(data, encoding, start, end)
    return data[start:end]


def _starts(data: bytes, encoding: str) -> list[int]:
    return encodings.line_starts(data, encoding)


def mark_size(data: bytes, encoding: str) -> int:
    """Give the length of the byte order mark that a file begins with."""
    if encoding.startswith("utf-8") and data.startswith(b"\xef\xbb\xbf"):
        return 3
    if _unit(encoding) == 2 and data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return 2
    return 0


def bare_line(data: bytes, encoding: str, start: int, end: int) -> int:
    """Give where the text of a line ends whose line end, if it has one, ends at `end`."""
    unit = _unit(encoding)
    feeds = ("\n".encode(encoding), "\r".encode(encoding)) if unit == 2 else (b"\n", b"\r")
    for feed in feeds:
        if end - unit >= start and data[end - unit : end] == feed:
            end -= unit
    return end
