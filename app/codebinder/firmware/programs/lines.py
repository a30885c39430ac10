"""Intel HEX and S-records: texts that spell memory, line by line, each line with its checksum."""

from __future__ import annotations

from binascii import Error as NotHex
from binascii import unhexlify
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from codebinder.firmware.programs.common import Facts, address, facts, plain, wrong
from codebinder.firmware.programs.spelled import Laid, LineSums, Memory
from codebinder.firmware.reading import Blob, Budget, Found, Reader
from codebinder.model.text import Message

_LONGEST = 600
"""Characters of a line: 255 bytes in hexadecimal, their head, and some spaces."""
_PIECE = 1 << 16
_SMALL = 1 << 12
_FIRST = 1 << 10
_BLANK = b" \t\r\n\x1a\0"


@dataclass(slots=True)
class _Text:
    """What was read so far of a text."""

    memory: Memory = field(default_factory=Memory)
    sums: LineSums = field(default_factory=LineSums)
    base: int = 0
    entry: int | None = None
    records: int = 0
    data: int = 0
    bad: int = 0
    name: bytes = b""
    ended: bool = False
    counted: bool = False
    faults: list[Message] = field(default_factory=list[Message])


Take = Callable[[_Text, bytes, int], bool]
"""Takes a record's bytes (its line's mark before them) that stands at an offset; False where it is none."""
Data = Callable[[bytes], bytes]
"""Gives the bytes that a line spells."""


def _lines(blob: Blob, at: int, size: int = _PIECE) -> Iterator[tuple[int, int, bytes]]:
    """Give (start, end, text) of each line; one that is too long ends it."""
    rest, start = b"", at
    wanted = min(size, _FIRST)  # most of what only begins alike is told from its first lines
    while piece := blob.read(at, wanted):
        at += len(piece)
        wanted = size
        lines = (rest + piece).split(b"\n")
        rest = lines.pop()
        for line in lines:
            yield start, start + len(line) + 1, line
            start += len(line) + 1
        if len(rest) > _LONGEST:
            yield start, start + len(rest), rest
            return
    if rest:
        yield start, at, rest


def _read(form: str, mark: bytes, take: Take, data: Data, blob: Blob, at: int, budget: Budget) -> Found | None:
    start = at
    head = blob.read(at, 64)
    start += len(head) - len(head.lstrip(_BLANK[:4]))
    if not blob.read(start, len(mark)).startswith(mark):
        return None
    text = _Text()
    end = start
    for number, (begin, stop, line) in enumerate(_lines(blob, start), 1):
        budget.step()
        bare = line.rstrip(_BLANK)
        if not bare:
            continue
        if not take(text, bare, begin):
            if text.records < 2:
                return None
            text.faults.append(Message("firmware.fault.line", {"number": number}))
            break
        text.sums.add(begin, begin + len(bare))
        text.records += 1
        end = stop
        if text.ended:
            break
        if text.bad > 4 and text.bad * 2 > text.records:
            return None
    if not text.data or text.bad * 2 > text.records or (not text.ended and text.records < 3):
        return None
    return _found(form, blob, start, end, text, data)


def _found(form: str, blob: Blob, start: int, end: int, text: _Text, data: Data) -> Found:
    end = _with_blanks(blob, end)

    def spell(at: int) -> Iterator[bytes]:
        for begin, _, line in _lines(blob, at, _SMALL):
            if begin >= end:
                return
            if spelled := data(line.rstrip(_BLANK)):
                yield spelled

    laid = Laid(text.memory, spell)
    faults = [*text.faults, *laid.faults()]
    if text.bad:
        faults.append(Message("firmware.fault.spelled", {"count": text.bad}))
    if not text.ended and not text.counted:  # some tools end by a count of the records
        faults.append(Message("firmware.fault.ended"))
    return Found(
        start=start, end=end, format=form, facts=(*_told(text), *laid.facts()), faults=tuple(faults),
        checks=text.sums.checks(), members=laid.members,
    )  # fmt: skip


def _told(text: _Text) -> Facts:
    entry = address(text.entry) if text.entry is not None else ""
    return facts(("name", plain(text.name)), ("entry", entry), ("records", text.records))


def _with_blanks(blob: Blob, end: int) -> int:
    """Give where the blanks behind a text end, if nothing else follows them."""
    tail = blob.read(end, 64)
    return end + len(tail) if len(tail) < 64 and not tail.strip(_BLANK) else end


def _hex_record(line: bytes) -> bytes | None:
    if line[:1] != b":" or len(line) > _LONGEST:
        return None
    try:
        record = unhexlify(line[1:])
    except (NotHex, ValueError):
        return None
    return record if len(record) >= 5 and len(record) == record[0] + 5 and record[3] <= 5 else None


def _take_hex(text: _Text, line: bytes, at: int) -> bool:
    record = _hex_record(line)
    if record is None:
        return False
    text.bad += 1 if sum(record) & 0xFF else 0
    kind, size = record[3], record[0]
    if kind == 0:
        text.memory.add(text.base + (record[1] << 8 | record[2]), size, at)
        text.data += size
    elif kind == 1:
        text.ended = True
    elif kind in {2, 4} and size == 2:
        text.base = (record[4] << 8 | record[5]) << (4 if kind == 2 else 16)
    elif kind == 3 and size == 4:
        text.entry = (record[4] << 8 | record[5]) * 16 + (record[6] << 8 | record[7])
    elif kind == 5 and size == 4:
        text.entry = int.from_bytes(record[4:8], "big")
    else:
        return False
    return True


def _hex_data(line: bytes) -> bytes:
    record = _hex_record(line)
    return record[4:-1] if record is not None and record[3] == 0 else b""


_WIDE = {0x30: 2, 0x31: 2, 0x32: 3, 0x33: 4, 0x35: 2, 0x36: 3, 0x37: 4, 0x38: 3, 0x39: 2}
"""Bytes of an S-record's address by the digit of its kind."""


def _s_record(line: bytes) -> tuple[int, bytes] | None:
    if line[:1] != b"S" or len(line) < 4 or len(line) > _LONGEST or line[1] not in _WIDE:
        return None
    try:
        record = unhexlify(line[2:])
    except (NotHex, ValueError):
        return None
    return (line[1], record) if len(record) == record[0] + 1 and record[0] > _WIDE[line[1]] else None


def _take_s(text: _Text, line: bytes, at: int) -> bool:
    found = _s_record(line)
    if found is None:
        return False
    kind, record = found
    text.bad += 0 if sum(record) & 0xFF == 0xFF else 1
    wide = _WIDE[kind]
    place = int.from_bytes(record[1 : 1 + wide], "big")
    size = len(record) - wide - 2
    if kind in b"123":
        text.memory.add(place, size, at)
        text.data += size
        text.base += 1
    elif kind in b"789":
        text.ended, text.entry = True, place or None
    elif kind in b"56":
        text.counted = True
        if place != text.base & (0xFFFF if kind == 0x35 else 0xFFFFFF):
            text.faults.append(wrong("record count"))
    else:
        text.name = record[3:-1]
    return True


def _s_data(line: bytes) -> bytes:
    found = _s_record(line)
    return found[1][1 + _WIDE[found[0]] : -1] if found is not None and found[0] in b"123" else b""


def _read_hex(blob: Blob, at: int, budget: Budget) -> Found | None:
    return _read("Intel HEX", b":", _take_hex, _hex_data, blob, at, budget)


def _read_s(blob: Blob, at: int, budget: Budget) -> Found | None:
    return _read("S-record", b"S", _take_s, _s_data, blob, at, budget)


HEX = Reader(format="Intel HEX", read=_read_hex, first=True)
HEX_INSIDE = Reader(format="Intel HEX", read=_read_hex, magics=((b":020000040", 0), (b":020000021", 0)))
S_RECORD = Reader(format="S-record", read=_read_s, first=True)
S_RECORD_INSIDE = Reader(
    format="S-record", read=_read_s, magics=((b"S0030000FC", 0), (b"S00600004844521B", 0))
)  # headers that say nothing, and "HDR"
