"""Finds a value spelt as numbers: C and Java byte arrays, decimal lists, character lists, hex dumps."""

from __future__ import annotations

import re
from functools import cache

_FILL = (
    rb"(?:[\s,;:|(){}\[\]\\+&-]|/\*[^*\n]{0,60}\*/|//[^\n]{0,80}\n"
    rb"|\((?:unsigned |signed )?(?:byte|char|uint8_t|int8_t|u8|U8|BYTE)\)|\.byte\b|\bdb\b|\bchr[bw$]?(?=\()"
    rb"| {2,40}[\x20-\x7e]{1,20}\r?\n[ \t]*(?:0x)?[0-9a-f]{4,16}:? ){1,60}?"  # from row to row of a hex dump
)
_LONGEST_STEP = 160
_CHOICE = 24
"""Elements on either side of the middle among which the one to look for is chosen."""
_GAP = re.compile(rb"[\s,;:|(){}\[\]]+")
_LONGEST_GAP = 60
_NUMBER = re.compile(rb"0[xX]([0-9a-fA-F]{2})(?=[\s,;|}\]])")
_HEX_RUN = re.compile(rb"[0-9a-fA-F]+")
_PREFIX_OR_WORD = re.compile(rb"(?i)0x|db\b|chr[bw$]?(?=\()")
_LONGEST_NUMBER = 5  # 00255
_HEX_PAIR = re.compile(rb"[0-9a-fA-F]{2}")
_MAY_FILL = frozenset(b"\\+&-/.dDcC")
_MAY_BEGIN = frozenset(b"0123456789abcdefABCDEF'$\\+&-/.")
"""What may stand where an element, or something else between two of them, begins."""
_DUMP_TEXT = re.compile(rb" {2,40}[\x20-\x7e]{1,20}\r?\n[ \t]*(?:0x)?[0-9a-fA-F]{4,16}:? ")

Follower = tuple[str, bytes, int]
"""An id, a value, and the index of its element that is looked for."""

_EDGES_BEFORE = (b",", b" ", b"\t", b"\n", b":", b"-")
_EDGES_AFTER = (b",", b" ", b"\t", b"\r", b"\n", b":", b"-")
_QUOTED = {0x0A: rb"\\n", 0x0D: rb"\\r", 0x09: rb"\\t", 0x27: rb"\\'", 0x5C: rb"\\\\", 0x22: rb'\\?"'}


def pick(value: bytes) -> int:
    """Give the index of the element to look for: an inner one, of a number that source files seldom list."""
    middle = len(value) // 2
    inner = range(max(1, middle - _CHOICE), min(len(value) - 1, middle + _CHOICE))
    return max(inner, key=lambda at: (_rare(value[at]), -abs(at - middle)))


def triggers(value: bytes, index: int, *, dumps: bool = True) -> dict[bytes, int]:
    """Give what to look for so that no array of `value` is missed: byte string -> where in it the element begins.

    Without `dumps`, hex digits in a row are left out: those of UTF-16 (`7000`) stand everywhere, and longer runs of
    them have a form of their own.
    """
    byte = value[index]
    found: dict[bytes, int] = {}
    digits = f"{byte:02x}"
    for spelt in {digits, digits.upper()}:
        for prefix in ("0x", "0X", "&H", "&h", "$"):
            found[f"{prefix}{spelt}".encode()] = 0
        found[f"{spelt}h".encode()] = 0
        _edged(found, spelt.encode())
        for at in (index - 1, index) if dumps else ():
            pair = value[at : at + 2].hex()
            found[(pair if spelt == digits else pair.upper()).encode()] = (index - at) * 2
    if byte < 0x10:
        found[f"0x{byte:x}".encode()] = found[f"0x{byte:X}".encode()] = 0
    _edged(found, str(byte).encode())
    found[f"({byte})".encode()] = 1
    if byte > 7:
        found[f"0{byte:o},".encode()] = found[f"0{byte:o} ".encode()] = 0
    for spelt in (f"'\\u{byte:04x}'", f"'\\u{byte:04X}'", f"'\\x{byte:02x}'", f"'\\x{byte:02X}'"):
        found[spelt.encode()] = 0
    if byte > 0x7F:
        found[f"-{256 - byte}".encode()] = 0
    found[
        b"'"
        + (bytes([byte]) if byte not in _QUOTED else _QUOTED[byte].replace(rb"\\", b"\\").replace(b"?", b""))
        + b"'"
    ] = 0
    return found


def candidates(data: bytes, at: int, byte: int, table: dict[int, list[Follower]]) -> list[Follower]:
    """Give those of `table` (by the byte after the element looked for) that `follow` may find here.

    One look at the next element spares hundreds of values a look each; sources are full of tables of numbers.
    """
    here = _element(byte).match(data, at)
    if here is None:
        return []
    known = _next_bytes(data, here.end())
    if known is None:
        return [each for group in table.values() for each in group]
    return [each for next_byte in known for each in table.get(next_byte, ())]


def _next_bytes(data: bytes, at: int) -> set[int] | None:
    """Give every byte that the element after `at` may mean, in any notation; None where that is not plain to see."""
    gap = _GAP.match(data, at)
    if gap is None:
        if at < len(data) and data[at] in _MAY_FILL:
            return None
        pair = _HEX_PAIR.match(data, at)
        return set() if pair is None else {int(pair[0], 16)}
    end = gap.end()
    if end - at > _LONGEST_GAP or gap[0].endswith(b"("):  # a type may stand in brackets
        return None
    if b"  " in gap[0] and _DUMP_TEXT.search(data, at, at + _LONGEST_STEP) is not None:
        return None
    if end >= len(data) or data[end] not in _MAY_BEGIN:
        return set()
    found = _NUMBER.match(data, end)
    if found is not None:
        return {int(found[1], 16)}
    run = _HEX_RUN.match(data, end)
    if run is None or _PREFIX_OR_WORD.match(data, end):
        return None
    return _plain_bytes(run[0], data[run.end() : run.end() + 1])


def _plain_bytes(run: bytes, after: bytes) -> set[int]:
    """Give every byte that the beginning of a `run` of hex digits may mean where no prefix stands before it."""
    digits = run[: len(run) - len(run.lstrip(b"0123456789"))]
    known: set[int] = set()
    if digits and len(digits) <= _LONGEST_NUMBER:
        known.add(int(digits))
        if digits.translate(None, b"89") == digits:
            known.add(int(digits, 8))
    if len(run) > 1:
        known.add(int(run[:2], 16))
    if after in {b"h", b"H"} and len(run.lstrip(b"0")) <= 2 <= len(run):
        known.add(int(run, 16))
    return known


def follow(data: bytes, at: int, value: bytes, index: int) -> tuple[int, int] | None:
    """Give the range of `data` that lists `value`, whose element `index` stands at `at`."""
    here = _element(value[index]).match(data, at)
    if here is None:
        return None
    end = end_of_first = here.end()
    for byte in value[index + 1 :]:
        step = _after(byte).match(data, end, end + _LONGEST_STEP)
        if step is None:
            return None
        end = step.end()
    begin = here.start()
    while data[end_of_first - 1] in b"hH" and begin > 0 and data[begin - 1] == 0x30:  # 06Bh, found by its 6Bh
        begin -= 1
    for byte in reversed(value[:index]):
        step = _before(byte).search(data, max(0, begin - _LONGEST_STEP), begin)
        if step is None:
            return None
        begin = step.start()
    return begin, end


def _rare(byte: int) -> int:
    if byte in b"defghijklmnopqrstuvwxyz{|}~" or 0x81 <= byte <= 0xEF:
        return 3
    return 2 if byte in b"GHIJKLMNOPQRSTUVWXYZ" else 1 if byte not in b"0123456789 \0\1\2\3\4\xff" else 0


def _edged(found: dict[bytes, int], spelt: bytes) -> None:
    for before in _EDGES_BEFORE:
        for after in _EDGES_AFTER:
            found[before + spelt + after] = 1


@cache
def _spelling(byte: int) -> bytes:
    """Give the pattern of one element in any notation; longer ones first."""
    quoted = _QUOTED.get(byte, re.escape(bytes([byte])))
    hexed = f"{byte:02x}".encode()
    short = f"|0x{byte:x}(?![0-9a-f])".encode() if byte < 0x10 else b""
    negative = f"|-{256 - byte}(?![0-9a-z])".encode() if byte > 0x7F else b""
    octal = f"|0{byte:o}(?![0-9a-z])".encode() if byte > 7 else b""
    return (
        rb"(?:'\\(?:u00|x)" + hexed + rb"'|'" + quoted + rb"'"
        + rb"|(?:0x|&h|\$)0{0,2}" + hexed + rb"(?:_?u8|[ul]{1,3})?(?![0-9a-f])" + short
        + rb"|0{0,2}" + hexed + rb"h(?![0-9a-z])|(?<![0-9a-z])0{0,2}" + str(byte).encode() + rb"(?![0-9a-z.])"
        + octal + negative + rb"|" + hexed + rb")"
    )  # fmt: skip


@cache
def _element(byte: int) -> re.Pattern[bytes]:
    return re.compile(_spelling(byte), re.IGNORECASE)


@cache
def _after(byte: int) -> re.Pattern[bytes]:
    return re.compile(_FILL + _spelling(byte) + rb"|" + f"{byte:02x}".encode(), re.IGNORECASE)


@cache
def _before(byte: int) -> re.Pattern[bytes]:
    pattern = rb"(?:" + _spelling(byte) + _FILL + rb"|" + f"{byte:02x}".encode() + rb")\Z"
    return re.compile(pattern, re.IGNORECASE)
