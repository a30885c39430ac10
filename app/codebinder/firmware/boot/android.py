"""Android's boot images: kernel, ramdisks and trees behind a header, each from a page's beginning; version 0 to 4."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.boot.common import Facts, address, check, cut, digest, facts, known, part, plain, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Check, Region
from codebinder.model.text import Message

BOOT, VENDOR, TREES = "Android boot", "Android vendor boot", "Android dtbo"
_BOOT, _VENDOR, _TREES = b"ANDROID!", b"VNDRBOOT", b"\xd7\xb7\xab\x1e"
_OLD = struct.Struct("<8s10I16s512s32s1024s")
_TREE_TABLE = struct.Struct(">8I")
_ROW_KINDS = {1: "platform", 2: "recovery", 3: "dlkm"}
_MOST = 1024


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a boot image, and where its header states the size."""

    name: bytes
    start: int
    size: int
    stated_at: int

    @property
    def end(self) -> int:
        return self.start + self.size


def _placed(begin: int, page: int, sizes: list[tuple[bytes, int, int]]) -> list[_Piece]:
    """Lay parts (name, size, place of the size) one behind the other, each from a page's beginning on."""
    out: list[_Piece] = []
    for name, size, stated_at in sizes:
        if size:
            out.append(_Piece(name, begin, size, stated_at))
            begin += size + -size % page
    return out


def _end(blob: Blob, start: int, pieces: list[_Piece], page: int) -> tuple[int, tuple[Message, ...]]:
    end, faults = cut(blob, max((each.end for each in pieces), default=start + page))
    return (end if faults else min(end + -(end - start) % page, blob.size)), faults


def _release(value: int) -> str:
    """Give the system's version and the month of its patches, as they are packed in one number."""
    if not value:
        return ""
    version, patch = value >> 11, value & 0x7FF
    numbers = f"{version >> 14 & 127}.{version >> 7 & 127}.{version & 127}"
    return f"{numbers} ({2000 + (patch >> 4)}-{patch & 15:02d})" if patch else numbers


def _number(blob: Blob, at: int, size: int = 4) -> int:
    return int.from_bytes(blob.read(at, size), "little")


def _read_boot(blob: Blob, start: int, budget: Budget) -> Found | None:
    if blob.size - start < 1580:
        return None
    version = _number(blob, start + 40)
    return _read_new(blob, start, version) if version in (3, 4) else _read_old(blob, start, version, budget)


def _read_old(blob: Blob, start: int, version: int, budget: Budget) -> Found | None:
    header = blob.read(start, _OLD.size)
    if len(header) < _OLD.size:
        return None
    _, *numbers, name, line, stated, more = _OLD.unpack(header)
    page, release = numbers[7], numbers[9]
    if page not in (1 << each for each in range(9, 18)) or not numbers[0]:
        return None
    sizes = [(each, numbers[at], start + 8 + 4 * at) for each, at in ((b"kernel", 0), (b"ramdisk", 2), (b"second", 4))]
    if version > 4:  # before there were versions, Qualcomm had a table of trees here
        sizes.append((b"dt", version, start + 40))
    if version in (1, 2):
        sizes.append((b"recovery_dtbo", _number(blob, start + 1632), start + 1632))
    if version == 2:
        sizes.append((b"dtb", _number(blob, start + 1648), start + 1648))
    pieces = _placed(start + page, page, sizes)
    end, faults = _end(blob, start, pieces, page)
    found, wrongs = _id(blob, start, sizes, pieces, stated, budget) if not faults else ((), ())
    told = facts(
        ("version", version if version <= 4 else 0),
        ("name", plain(name)),
        ("command line", plain(line + more)),
        ("system", _release(release)),
        ("page", page),
        ("kernel address", address(numbers[1])),
        ("ramdisk address", address(numbers[3])),
        ("second address", address(numbers[5]) if numbers[4] else ""),
        ("tags address", address(numbers[6])),
    )
    return _found(blob, start, end, BOOT, told, (*faults, *wrongs), pieces, min(page, end - start), found)


def _id(
    blob: Blob, start: int, sizes: list[tuple[bytes, int, int]], pieces: list[_Piece], stated: bytes, budget: Budget
) -> tuple[tuple[Check, ...], tuple[Message, ...]]:
    """Look at the digest of all parts, each with its size behind it; missing parts count by their size of 0."""
    if not any(stated):
        return (), ()
    held = {each.name: (each.start, each.end) for each in pieces}
    covers: list[tuple[int, int]] = []
    for name, _, stated_at in sizes:
        covers += [held[name]] if name in held else []
        covers.append((stated_at, stated_at + 4))
    for algorithm, size in (("sha1", 20), ("sha256", 32)):
        if not any(stated[size:]) and digest(algorithm, blob, covers, budget) == stated[:size]:
            return (check(algorithm, start + 576, size, *covers),), ()
    return (check("id", start + 576, 32, *covers),), (wrong("id"),)


def _read_new(blob: Blob, start: int, version: int) -> Found | None:
    size = _number(blob, start + 20)
    if not 1580 <= size <= 4096 or any(blob.read(start + 24, 16)):
        return None
    sizes = [(b"kernel", _number(blob, start + 8), start + 8), (b"ramdisk", _number(blob, start + 12), start + 12)]
    if version == 4:
        sizes.append((b"signature", _number(blob, start + 1580), start + 1580))
    pieces = _placed(start + 4096, 4096, sizes)
    end, faults = _end(blob, start, pieces, 4096)
    told = facts(
        ("version", version),
        ("command line", plain(blob.read(start + 44, 1536))),
        ("system", _release(_number(blob, start + 16))),
    )
    signed = tuple(
        check("signature", each.start, min(each.size, end - each.start), (start, each.start))
        for each in pieces
        if each.name == b"signature" and each.start < end
    )
    return _found(blob, start, end, BOOT, told, faults, pieces, 1580 if version == 3 else 1584, signed)


def _read_vendor(blob: Blob, start: int, budget: Budget) -> Found | None:
    version, page = _number(blob, start + 8), _number(blob, start + 12)
    size = _number(blob, start + 2096)
    if version not in (3, 4) or page not in (1 << each for each in range(11, 18)) or not 2108 <= size <= 8192:
        return None
    size = 2112 if version == 3 else 2128  # what tools state differs
    begin = start + size + -size % page
    sizes = [(b"ramdisk", _number(blob, start + 24), start + 24), (b"dtb", _number(blob, start + 2100), start + 2100)]
    if version == 4:
        sizes.append((b"ramdisk-table", _number(blob, start + 2112), start + 2112))
        sizes.append((b"bootconfig", _number(blob, start + 2124), start + 2124))
    pieces = _placed(begin, page, sizes)
    end, faults = _end(blob, start, pieces, page)
    told = facts(
        ("version", version),
        ("name", plain(blob.read(start + 2080, 16))),
        ("command line", plain(blob.read(start + 28, 2048))),
        ("page", page),
        ("kernel address", address(_number(blob, start + 16))),
        ("ramdisk address", address(_number(blob, start + 20))),
        ("tags address", address(_number(blob, start + 2076))),
    )
    rows = _ramdisks(blob, start, pieces, budget) if version == 4 else []
    return _found(blob, start, end, VENDOR, told, faults, pieces, size, (), rows)


def _ramdisks(blob: Blob, start: int, pieces: list[_Piece], budget: Budget) -> list[tuple[_Piece, Facts]]:
    """Give the ramdisks that version 4's table tells apart within the one stretch of them."""
    held = {each.name: each for each in pieces}
    all_of_them, table = held.get(b"ramdisk"), held.get(b"ramdisk-table")
    count, size = _number(blob, start + 2116), _number(blob, start + 2120)
    out: list[tuple[_Piece, Facts]] = []
    if all_of_them is None or table is None or size < 44:
        return out
    for number in range(min(count, table.size // size, _MOST)):
        budget.step()
        row = blob.read(table.start + number * size, 44)
        if len(row) < 44:
            break
        length, offset, kind = struct.unpack_from("<3I", row)
        if length and offset + length <= all_of_them.size:
            name = row[12:44].partition(b"\0")[0] or b"%d" % number
            piece = _Piece(b"ramdisk-" + name.replace(b"/", b"_"), all_of_them.start + offset, length, 0)
            out.append((piece, facts(("type", _ROW_KINDS.get(kind, str(kind))))))
    ends = [each.end for each, _ in out]
    begins = [each.start for each, _ in out]
    return out if all(a <= b for a, b in zip(ends, begins[1:], strict=False)) else []


def _found(
    blob: Blob, start: int, end: int, form: str, told: Facts, faults: tuple[Message, ...], pieces: list[_Piece],
    header: int, checks: tuple[Check, ...], inner: list[tuple[_Piece, Facts]] | None = None,
) -> Found:  # fmt: skip
    lost = tuple(
        Message("firmware.fault.beyond", {"name": each.name.decode()}) for each in pieces if each.start >= blob.size
    )

    def members() -> Iterator[Member]:
        for each in pieces:
            if inner and each.name == b"ramdisk":
                for row, said in inner:
                    yield part(row.name, blob, row.start, row.size, said)
            elif each.start < blob.size and each.name != b"ramdisk-table":
                yield part(each.name, blob, each.start, each.size)

    regions = [known(start, min(start + header, end), form, "header")]
    regions += [
        known(min(each.start, end), min(each.end, end), form, "table of ramdisks")
        for each in pieces
        if each.name == b"ramdisk-table"
    ]
    label = dict(told).get("name", "")
    return Found(
        start=start, end=end, format=form, label=label, facts=told, faults=(*faults, *lost), regions=tuple(regions),
        checks=checks, members=members,
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------------------- dtbo table


def _read_trees(blob: Blob, start: int, budget: Budget) -> Found | None:
    header = blob.read(start, _TREE_TABLE.size)
    if len(header) < _TREE_TABLE.size:
        return None
    _, total, header_size, row_size, count, at, page, version = _TREE_TABLE.unpack(header)
    if header_size != 32 or row_size != 32 or not 0 < count <= _MOST or at < 32 or at + 32 * count > total:
        return None
    rows: list[tuple[int, int, Facts]] = []
    for number in range(count):
        budget.step()
        row = blob.read(start + at + 32 * number, 32)
        if len(row) < 32:
            break
        size, offset, ident, revision = struct.unpack_from(">4I", row)
        if offset + size > total or offset < 32:
            return None
        rows.append((start + offset, size, facts(("id", f"0x{ident:x}"), ("revision", f"0x{revision:x}"))))
    end, faults = cut(blob, start + total)
    table = (min(start + 32, end), min(start + at + 32 * count, end))

    def members() -> Iterator[Member]:
        seen: set[int] = set()
        for number, (begin, size, said) in enumerate(rows):
            if begin not in seen and begin < blob.size:  # rows may share a tree
                seen.add(begin)
                yield part(b"tree-%d" % number, blob, begin, size, said)

    regions: list[Region] = [known(start, table[0], TREES, "header"), known(*table, TREES, "table of trees")]
    return Found(
        start=start, end=end, format=TREES, facts=facts(("trees", count), ("page", page), ("version", version)),
        faults=faults, regions=tuple(regions), members=members,
    )  # fmt: skip


READERS = (
    Reader(format=BOOT, read=_read_boot, magics=((_BOOT, 0),)),
    Reader(format=VENDOR, read=_read_vendor, magics=((_VENDOR, 0),)),
    Reader(format=TREES, read=_read_trees, magics=((_TREES, 0),)),
)
