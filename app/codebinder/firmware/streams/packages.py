"""RPM packages (header told, payload bounded), and 7z and RAR archives, which are recognised and bounded alone."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator

from codebinder.firmware.boot.common import Facts, check, facts, known, plain, wrong
from codebinder.firmware.codecs import CUT_SHORT, DAMAGED
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, crc32, unpack
from codebinder.firmware.streams.common import moment
from codebinder.model.firmware import Check, NodeKind
from codebinder.model.text import Message

_LEAD = 96
_HEADER = struct.Struct(">4s4xLL")
_ENTRY = struct.Struct(">4L")
_MOST_TAGS, _MOST_STORE = 4096, 64 << 20
_TEXTS = {1000: "name", 1001: "version", 1002: "release", 1022: "architecture", 1014: "licence", 1007: "build host",
          1044: "source package", 1125: "payload compression", 1124: "payload notation"}  # fmt: skip
_SIZES = {1000: 4, 270: 8}
_SUMS = {1004: ("md5", 16), 269: ("sha1 of the header", 0), 273: ("sha256 of the header", 0)}
_SIGNATURES = {267: "signature (DSA)", 268: "signature (RSA)", 1002: "signature (PGP)", 1005: "signature (GPG)",
               278: "signature (OpenPGP)"}  # fmt: skip


class _Rows:
    """The header structure that RPM uses twice: an index of tags and a store."""

    def __init__(self, blob: Blob, start: int, budget: Budget) -> None:
        self.end = -1
        self.tags: dict[int, tuple[int, int, int]] = {}
        found = blob.read(start, _HEADER.size)
        if len(found) < _HEADER.size or found[:4] != b"\x8e\xad\xe8\x01":
            return
        _, count, size = _HEADER.unpack(found)
        if not 0 < count <= _MOST_TAGS or size > _MOST_STORE:
            return
        store = start + _HEADER.size + 16 * count
        index = blob.read(start + _HEADER.size, 16 * count)
        budget.step(count)
        if len(index) < 16 * count:
            return
        for tag, kind, offset, number in _ENTRY.iter_unpack(index):
            if offset < size:
                self.tags[tag] = (store + offset, number, kind)
        self.start, self.stop, self.end = start, store + size, store + size


def _text(blob: Blob, rows: _Rows, tag: int) -> str:
    row = rows.tags.get(tag)
    return plain(blob.read(row[0], min(4096, rows.stop - row[0]))) if row is not None and row[2] in {6, 8, 9} else ""


def _rpm_checks(blob: Blob, signed: _Rows, main: _Rows, end: int, budget: Budget) -> tuple[list[Check], list[Message]]:
    checks: list[Check] = []
    faults: list[Message] = []
    body, whole = (main.start, main.end), (main.start, end)
    for tag, (name, size) in _SUMS.items():
        row = signed.tags.get(tag)
        if row is None:
            continue
        stated = blob.read(row[0], 80).split(b"\0", 1)[0]
        checks.append(check(name, row[0], size or len(stated), whole if tag == 1004 else body))
        if tag == 273:
            budget.read(body[1] - body[0])
            if hashlib.sha256(blob.read(body[0], body[1] - body[0])).hexdigest().encode() != stated:
                faults.append(wrong(name))
    for tag, name in _SIGNATURES.items():
        row = signed.tags.get(tag)
        if row is not None:
            checks.append(check(name, row[0], row[1], whole if tag in {1002, 1005} else body))
    row = main.tags.get(5092)
    if row is not None:
        stated = blob.read(row[0], 129).split(b"\0", 1)[0]
        checks.append(check("digest of the payload", row[0], len(stated), (main.end, end)))
    return checks, faults


def _rpm(blob: Blob, start: int, budget: Budget) -> Found | None:
    lead = blob.read(start, _LEAD)
    if len(lead) < _LEAD or lead[4] not in {3, 4}:
        return None
    signed = _Rows(blob, start + _LEAD, budget)
    if signed.end < 0:
        return None
    main = _Rows(blob, start + _LEAD + -(-(signed.end - start - _LEAD) // 8) * 8, budget)
    if main.end < 0:
        return None
    size = -1
    for tag, width in _SIZES.items():
        row = signed.tags.get(tag)
        if row is not None:
            size = int.from_bytes(blob.read(row[0], width), "big")
    stated = main.start + size
    end = min(stated, blob.size) if stated >= main.end else blob.size
    checks, faults = _rpm_checks(blob, signed, main, end, budget) if end == stated else ([], [CUT_SHORT])
    time = main.tags.get(1006)
    made = int.from_bytes(blob.read(time[0], 4), "big") if time is not None else 0
    told: Facts = tuple((name, _text(blob, main, tag)) for tag, name in _TEXTS.items())

    def members() -> Iterator[Member]:
        yield Member(name=b"payload", kind=NodeKind.PART, size=end - main.end, start=main.end)

    return Found(
        start=start, end=end, format="rpm", label=_text(blob, main, 1000), checks=tuple(checks), faults=tuple(faults),
        facts=facts(*told, ("made", moment(made))), members=members,
        regions=(known(start, start + _LEAD, "rpm", "lead"),
                 known(start + _LEAD, main.start, "rpm", "signatures"), known(main.start, main.end, "rpm", "header")),
    )  # fmt: skip


# --------------------------------------------------------------------------------------------------------- 7z and RAR


_SEVEN = struct.Struct("<6s2BLQQL")


def _closed(name: str) -> Message:
    return Message("firmware.fault.variant", {"name": name})


def _seven(blob: Blob, start: int, budget: Budget) -> Found | None:
    head = blob.read(start, _SEVEN.size)
    if len(head) < _SEVEN.size:
        return None
    _, major, minor, crc, offset, size, header_crc = _SEVEN.unpack(head)
    if major or zlib.crc32(head[12:]) != crc:
        return None
    low = start + 32 + offset
    stated = low + size
    end = min(stated, blob.size)
    checks = [check("crc32 of the start header", start + 8, 4, (start + 12, start + 32))]
    faults = [_closed("7z")]
    if end < stated:
        faults.append(CUT_SHORT)
    else:
        checks.append(check("crc32 of the header", start + 28, 4, (low, end)))
        budget.read(size)
        if size and crc32(blob, low, end, budget) != header_crc:
            faults.append(wrong("crc32"))
    return Found(
        start=start, end=end, format="7z", facts=facts(("version", f"{major}.{minor}")), checks=tuple(checks),
        faults=tuple(faults),
        regions=(known(start, start + 32, "7z", "header"), known(min(low, end), end, "7z", "directory")),
    )  # fmt: skip


_MARK5, _MARK4 = b"Rar!\x1a\x07\x01\x00", b"Rar!\x1a\x07\x00"
_END5, _END4 = 5, 0x7B


def _varied(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of 7 bits per byte, the lowest first, and where it ends."""
    value = 0
    for place, byte in enumerate(data[at : at + 10]):
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return value, at + 10


def _rar5_blocks(blob: Blob, start: int, budget: Budget) -> Iterator[tuple[int, int, int]]:
    """Give (type, header's place, end of block and data) as long as headers' sums are right."""
    at = start + len(_MARK5)
    while True:
        budget.step(4)
        head = blob.read(at, 64)
        size, body = _varied(head, 4)
        if len(head) < 8 or not 0 < size <= 2 << 20:
            return
        whole = blob.read(at + 4, body - 4 + size)
        budget.read(len(whole))
        if len(whole) < body - 4 + size or zlib.crc32(whole) != int.from_bytes(head[:4], "little"):
            return
        kind, place = _varied(head, body)
        flags, place = _varied(head, place)
        if flags & 1:
            _, place = _varied(head, place)
        more = _varied(head, place)[0] if flags & 2 else 0
        yield kind, at, at + body + size + more
        at += body + size + more


def _rar4_blocks(blob: Blob, start: int, budget: Budget) -> Iterator[tuple[int, int, int]]:
    at = start + len(_MARK4)
    layout = struct.Struct("<HBHH")
    while True:
        budget.step(4)
        row = unpack(layout, blob, at)
        if row is None or row[3] < layout.size:
            return
        crc, kind, flags, size = row
        head = blob.read(at, size)
        if len(head) < size or not 0x72 <= kind <= _END4:
            return
        told = head[2:32] if kind == 0x74 and flags & 8 else head[2:]
        if zlib.crc32(told) & 0xFFFF != crc and kind not in {0x75, 0x79}:
            return
        more = int.from_bytes(head[7:11], "little") if flags & 0x8000 and size >= 11 else 0
        if kind == 0x74 and flags & 0x100 and size >= 36:
            more |= int.from_bytes(head[32:36], "little") << 32
        yield kind, at, at + size + more
        at += size + more


def _rar(blob: Blob, start: int, budget: Budget) -> Found | None:
    five = blob.read(start, len(_MARK5)) == _MARK5
    blocks = _rar5_blocks(blob, start, budget) if five else _rar4_blocks(blob, start, budget)
    count, end, whole = 0, start, False
    for kind, _, stop in blocks:
        count, end = count + 1, stop
        if kind == (_END5 if five else _END4):
            whole = True
            break
        if stop > blob.size:
            break
    if not count:
        return None
    faults = [_closed("RAR")]
    if not whole:
        faults.append(CUT_SHORT if end >= blob.size else DAMAGED)
    return Found(
        start=start, end=min(end, blob.size), format="rar", faults=tuple(faults),
        facts=facts(("version", 5 if five else 4), ("blocks", count)),
    )  # fmt: skip


RPM = Reader(format="rpm", read=_rpm, magics=((b"\xed\xab\xee\xdb", 0),))
SEVEN = Reader(format="7z", read=_seven, magics=((b"7z\xbc\xaf\x27\x1c", 0),))
RAR = Reader(format="rar", read=_rar, magics=((b"Rar!\x1a\x07", 0),))
