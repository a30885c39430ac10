"""What stands where something is to be decided, for the eye and for comparing: read from the sources, in memory only.

A sight holds the value itself. It is never stored, logged or put into a message; whoever shows its line shows what the
viewer shows as well.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codebinder.base import encoding as encodings
from codebinder.errors import UserError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, ContentSource
from codebinder.model.source import SourceEntry
from codebinder.workflow import contents, filings
from codebinder.workflow.matters import Act, Matter
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.packetmemory import Packet

Look = Callable[[str, bytes], "Original | None"]
"""Gives the original of component and path, or None where it can't be had."""

_VALUE, _LINE, _HEAD = 4096, 200, 16384
_LARGEST = 32 << 20
_CREDIT = re.compile(
    rb"SPDX-License-Identifier|Copyright\s|\(c\)\s*[12][0-9]{3}|\xc2\xa9|Permission is hereby granted|"
    rb"Redistribution and use in source|GNU (?:Lesser |Affero )?General Public|Apache License|All rights reserved",
    re.IGNORECASE,
)
_COPYLEFT = re.compile(
    rb"SPDX-License-Identifier:\s*\(?(?:A?GPL|LGPL|MPL|EPL|CDDL)|"
    rb"GNU (?:Lesser |Library |Affero )?General Public License|Mozilla Public License",
    re.IGNORECASE,
)
_BEGIN, _END = re.compile(rb"-----BEGIN [A-Z0-9 ]*KEY"), re.compile(rb"-----END [A-Z0-9 ]*KEY")
_WORDY = re.compile(rb"[A-Za-z0-9_+/][A-Za-z0-9_+/=]|==")
"""Two bytes within one word. What stands behind an equals sign is a value, and not the rest of a word."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file's original. `parts` (of a packet with ranges only) are (where it begins in the whole, here, its size)."""

    data: bytes
    parts: Sequence[tuple[int, int, int]] | None = None

    def at(self, offset: int) -> int | None:
        """Give where a byte of the whole stands here; None where it was not sent."""
        if self.parts is None:
            return offset if offset <= len(self.data) else None
        return next(
            (here + offset - whole for whole, here, size in self.parts if whole <= offset <= whole + size), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What stands at a place. `value` its bytes (the first of them), `line` the line that it begins on, with
    `before` and `after` as offsets of the value in that text; `lines` how many lines it takes; `size` of the file.

    `joined`: it begins or ends within a word. `half`: a part of a key block stays outside it. `credit`: copyright or
    licence words are in it; `copyleft`: its file says in its first lines that it is under such a licence.
    """

    value: bytes = field(repr=False, default=b"")
    line: str = field(repr=False, default="")
    before: int = 0
    after: int = 0
    lines: int = 1
    size: int = 0
    joined: bool = False
    half: bool = False
    credit: bool = False
    copyleft: bool = False
    encoding: str = "utf-8"


def see(matters: Iterable[Matter], look: Look, cancel: Cancel) -> dict[str, Sight]:
    """Give what stands at each place that can be read, by id; every file is read once."""
    files: dict[tuple[str, bytes], list[Matter]] = {}
    for each in matters:
        files.setdefault((each.component, each.path), []).append(each)
    found: dict[str, Sight] = {}
    for (component, path), rows in sorted(files.items()):
        cancel.check()
        original = look(component, path)
        if original is not None:
            found.update(_file(original, rows))
    return found


def _file(original: Original, rows: Sequence[Matter]) -> Iterator[tuple[str, Sight]]:
    data = original.data
    encoding = encodings.detect(data)[0]
    starts = encodings.line_starts(data, encoding)
    copyleft = _COPYLEFT.search(data, 0, _HEAD) is not None
    for row in rows:
        whole = row.act is Act.FILE or bool(row.member)
        start, end = (0, len(data)) if whole else (original.at(row.start), original.at(row.end))
        if start is not None and end is not None and start <= end:
            yield row.id, _sight(data, start, end, starts, encoding, copyleft=copyleft, whole=whole)


def _sight(
    data: bytes, start: int, end: int, starts: Sequence[int], encoding: str, *, copyleft: bool, whole: bool
) -> Sight:
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
    low = max(starts[first], start - _LINE)
    high = min(starts[first + 1] if first + 1 < len(starts) else len(data), start + _LINE)
    part = encodings.decode(data[low:start], encoding)
    inner = encodings.decode(data[start : min(end, high)], encoding)
    rest = encodings.decode(data[min(end, high) : high], encoding)
    indent = len(part) - len(part.lstrip())
    value = data[start : min(end, start + _VALUE)]
    return Sight(
        value=value,
        line="" if encoding == "binary" else (part[indent:] + inner + rest).rstrip(),
        before=len(part) - indent,
        after=len(part) - indent + len(inner),
        lines=last - first + 1,
        size=len(data),
        joined=not whole and (_joined(data, start) or _joined(data, end)),
        half=not whole and _half(data, start, end),
        credit=_CREDIT.search(data, start, min(end, start + _HEAD)) is not None,
        copyleft=copyleft,
        encoding=encoding,
    )


def _joined(data: bytes, at: int) -> bool:
    return 0 < at < len(data) and _WORDY.match(data, at - 1, at + 1) is not None


def _half(data: bytes, start: int, end: int) -> bool:
    """Does a stretch hold one end of a key block, and not the other, or a part of its middle?"""
    begins = _BEGIN.search(data, start, end) is not None
    ends = _END.search(data, start, end) is not None
    if begins != ends:
        return True
    if begins:
        return False
    before = data[max(0, start - 8192) : start]
    opened = [each.start() for each in _BEGIN.finditer(before)]
    if not opened or _END.search(before, opened[-1]) is not None:
        return False
    # Inside a block: all of its text lies between the two lines of its armour, or some of it stays.
    body = re.sub(rb"-----BEGIN [^\n]*-----|[\s\\nr\"']", b"", before[opened[-1] :])
    closing = _END.search(data, end, end + 8192)
    after = data[end : closing.start()] if closing is not None else data[end : end + 64]
    return bool(body or re.sub(rb"[\s\\nr\"']", b"", after))


def of_workbook(session: Session, filing: Filing, matters: Sequence[Matter], cancel: Cancel) -> dict[str, Sight]:
    """Read what stands at each place of a workbook's matters; a source that can't be reached is left out."""
    parts = {part.slug: part for part in filings.components(session, filing)}
    wanted: dict[str, set[bytes]] = {}
    for each in matters:
        wanted.setdefault(each.component, set()).add(each.path)
    found: dict[str, Sight] = {}
    for slug, paths in sorted(wanted.items()):
        with suppress(UserError), ExitStack() as stack:
            part = parts[slug]
            source = stack.enter_context(contents.opened(session, filing, part))
            entries = {
                row.entry.path: row.entry
                for row in contents.selection(session, filing, part)
                if row.included and row.entry.path in paths
            }
            found.update(see((each for each in matters if each.component == slug), _look(source, entries), cancel))
    return found


def _look(source: ContentSource, entries: Mapping[bytes, SourceEntry]) -> Look:
    def look(_component: str, path: bytes) -> Original | None:
        entry = entries.get(path)
        return Original(source.read(entry)) if entry is not None and entry.size <= _LARGEST else None

    return look


def of_packet(reader: Packet, matters: Sequence[Matter], cancel: Cancel) -> dict[str, Sight]:
    """Read what stands at each place of a packet's matters, as far as it was sent."""

    def look(component: str, path: bytes) -> Original | None:
        held = reader.original(component, path)
        return Original(*held) if held is not None else None

    return see(matters, look, cancel)
