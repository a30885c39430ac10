"""Reads DER, the form of certificates and keys: bounded, and only where all lengths fit exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SEQUENCE, SET, INTEGER, BITS, OCTETS, OID, NULL = 0x30, 0x31, 0x02, 0x03, 0x04, 0x06, 0x05
UTC_TIME, TIME = 0x17, 0x18
MOST = 1 << 20
"""Bytes of the biggest structure that is looked at."""
_MOST_CHILDREN = 64


@dataclass(frozen=True, slots=True)
class Tlv:
    """One element: its tag, where it begins, where its contents do, and where it ends."""

    tag: int
    at: int
    start: int
    end: int


def header(data: bytes, at: int = 0) -> Tlv | None:
    """Read an element's head; its end may lie beyond `data`. None for what DER does not allow."""
    if at < 0 or at + 2 > len(data):
        return None
    tag, size = data[at], data[at + 1]
    start = at + 2
    if tag & 0x1F == 0x1F or size == 0x80:
        return None
    if size > 0x80:
        count = size & 0x7F
        if count > 4 or start + count > len(data):
            return None
        size = int.from_bytes(data[start : start + count], "big")
        start += count
        if size < 0x80 or size < 1 << (8 * (count - 1)):
            return None  # a longer form than is needed
    return Tlv(tag, at, start, start + size)


def children(data: bytes, parent: Tlv, most: int = _MOST_CHILDREN) -> list[Tlv] | None:
    """Give what is in an element; None unless it fits exactly, or where there is more than anybody writes."""
    found: list[Tlv] = []
    at = parent.start
    while at < parent.end:
        each = header(data, at)
        if each is None or each.end > parent.end or len(found) >= most:
            return None
        found.append(each)
        at = each.end
    return found


def tags(rows: Sequence[Tlv]) -> tuple[int, ...]:
    """Give the tags of elements."""
    return tuple(each.tag for each in rows)


def number(data: bytes, each: Tlv) -> int:
    """Give an INTEGER."""
    return int.from_bytes(data[each.start : each.end], "big", signed=True)


def oid(data: bytes, each: Tlv) -> str:
    """Give an OBJECT IDENTIFIER with dots; empty for none."""
    raw = data[each.start : each.end]
    if each.tag != OID or not 1 <= len(raw) <= 40 or raw[-1] & 0x80:
        return ""
    parts: list[int] = []
    value = 0
    for byte in raw:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            parts.append(value)
            value = 0
    first = min(parts[0] // 40, 2)
    return ".".join(map(str, (first, parts[0] - 40 * first, *parts[1:])))


def algorithm(data: bytes, each: Tlv) -> tuple[str, Tlv | None] | None:
    """Give an AlgorithmIdentifier: its name, and its parameters."""
    rows = children(data, each) if each.tag == SEQUENCE else None
    if not rows or len(rows) > 2:
        return None
    name = oid(data, rows[0])
    return (name, rows[1] if len(rows) == 2 else None) if name else None


def integer(value: int) -> bytes:
    """Give a natural number as an INTEGER's contents."""
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def element(tag: int, content: bytes) -> bytes:
    """Write an element."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    stated = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(stated))) + stated + content


_NAMES = {
    "2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST",
    "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "title", "2.5.4.97": "organizationIdentifier",
    "1.2.840.113549.1.9.1": "emailAddress", "0.9.2342.19200300.100.1.25": "DC", "0.9.2342.19200300.100.1.1": "UID",
}  # fmt: skip
_TEXT = {0x0C: "utf-8", 0x1E: "utf-16-be", 0x1C: "utf-32-be"}
_LONGEST = 400


def name(data: bytes, each: Tlv) -> str | None:
    """Give a Name, its parts as they come; None for what is none."""
    rows = children(data, each) if each.tag == SEQUENCE else None
    if rows is None:
        return None
    parts: list[str] = []
    for relative in rows:
        pairs = children(data, relative) if relative.tag == SET else None
        if pairs is None:
            return None
        for pair in pairs[:10]:
            both = children(data, pair) if pair.tag == SEQUENCE else None
            if both is None or len(both) != 2 or not (key := oid(data, both[0])):
                return None
            text = data[both[1].start : both[1].end].decode(_TEXT.get(both[1].tag, "latin-1"), "backslashreplace")
            parts.append(f"{_NAMES.get(key, key)}={text}")
    return ", ".join(parts)[:_LONGEST]


def time(data: bytes, each: Tlv) -> str | None:
    """Give a time as it is stated, in the order of ISO 8601; None for what is none."""
    text = data[each.start : each.end].decode("ascii", "replace")
    digits = text.rstrip("Z")
    if each.tag == UTC_TIME and len(digits) in {10, 12} and digits.isdigit():
        digits = ("19" if digits >= "50" else "20") + digits
    elif each.tag != TIME or len(digits) not in {12, 14} or not digits.isdigit():
        return text[:40] if each.tag in {UTC_TIME, TIME} and 10 <= len(text) <= 40 and text[:10].isdigit() else None
    day, clock = digits[:8], digits[8:].ljust(6, "0")
    return f"{day[:4]}-{day[4:6]}-{day[6:]} {clock[:2]}:{clock[2:4]}:{clock[4:]} UTC"
