"""Places in a file's bytes: which ranges may be hidden, which lines they are, how they widen to whole characters."""

from __future__ import annotations

from codebinder.base import encoding as encodings
from codebinder.errors import UserError


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
        raise UserError(
            f"The range lies outside the file, which has {size} bytes.",
            where=where,
            next_step=f"Choose a range between 0 and {size}.",
        )
    if start >= end:
        raise UserError(
            "The range is empty: it must end after it begins.",
            where=where,
            next_step="Give the offset of the first hidden byte and the offset behind the last one.",
        )
    wide = widen(data, encoding, start, end)
    if wide == (start, end):
        return
    inside = (start != wide[0] and not _splits_line_end(data, encoding, start)) or (
        end != wide[1] and not _splits_line_end(data, encoding, end)
    )
    what = f"splits a character of this file ({encoding})" if inside else "splits a line end (CR LF)"
    raise UserError(f"The range {what}.", where=where, next_step=f"Use bytes {wide[0]}-{wide[1]} instead.")


def line_range(data: bytes, encoding: str, first: int, last: int) -> tuple[int, int]:
    """Give the bytes of lines `first` to `last`, from 1, both included; the last one's line end stays outside.

    A byte order mark in front of the first line stays outside too: it belongs to the file, not to the line.
    """
    starts = _starts(data, encoding)
    count = len(starts)
    where = f"lines {first}-{last}"
    if first < 1 or last > count:
        raise UserError(
            f"The file has {count} {'line' if count == 1 else 'lines'}.",
            where=where,
            next_step=f"Choose lines between 1 and {count}.",
        )
    if first > last:
        raise UserError("The first line comes after the last one.", where=where, next_step="Give the lower line first.")
    start = max(starts[first - 1], mark_size(data, encoding)) if first == 1 else starts[first - 1]
    end = starts[last] if last < count else len(data)
    end = bare_line(data, encoding, start, end)
    if end <= start:
        raise UserError(
            "There is nothing to hide: the lines are empty.", where=where, next_step="Choose lines with text in them."
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
