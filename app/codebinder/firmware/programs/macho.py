"""Reads Mach-O: Apple's programs and libraries, one machine's or several in one file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from codebinder.firmware.programs.common import (
    Facts,
    Paged,
    address,
    beside,
    beyond,
    facts,
    known,
    listed,
    missing,
    moved,
    plain,
    yes,
)
from codebinder.firmware.programs.elf_symbols import Symbol
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, Slice
from codebinder.model.firmware import Check, NodeKind, Region
from codebinder.model.text import Message

MAGICS = {
    b"\xce\xfa\xed\xfe": ("<", False), b"\xcf\xfa\xed\xfe": ("<", True), b"\xfe\xed\xfa\xce": (">", False),
    b"\xfe\xed\xfa\xcf": (">", True),
}  # fmt: skip
_FAT = b"\xca\xfe\xba\xbe"
_MACHINES = {
    7: "x86", 0x0100_0007: "x86-64", 12: "ARM", 0x0100_000C: "AArch64", 0x0200_000C: "AArch64 with 32-bit pointers",
    18: "PowerPC", 0x0100_0012: "PowerPC64",
}  # fmt: skip
_KINDS = {
    1: "object", 2: "program", 3: "fixed library", 4: "core file", 5: "preloaded program", 6: "library",
    7: "loader", 8: "bundle", 9: "library stub", 10: "debug symbols", 11: "kernel extension", 12: "file set",
}  # fmt: skip
_PLATFORMS = {
    1: "macOS", 2: "iOS", 3: "tvOS", 4: "watchOS", 5: "bridgeOS", 6: "Mac Catalyst", 7: "iOS simulator",
    10: "DriverKit", 11: "visionOS",
}  # fmt: skip
_SEGMENT, _SYMBOLS, _LIBRARY, _ID, _SEGMENT_64, _UUID, _RUNPATH = 1, 2, 0xC, 0xD, 0x19, 0x1B, 0x8000001C
_SIGNATURE, _VERSION, _BUILD, _MAIN = 0x1D, 0x2A, 0x32, 0x80000028
_LIBRARIES = {_LIBRARY, 0x80000018, 0x8000001F, 0x20, 0x80000023}
_MINIMUM = {0x24: "macOS", 0x25: "iOS", 0x2F: "tvOS", 0x30: "watchOS"}
_TABLES = {
    0x1E: "split segments", 0x26: "function starts", 0x29: "data in code", 0x2B: "signed libraries",
    0x2E: "linker hints", 0x80000033: "exports", 0x80000034: "fixups",
}  # fmt: skip
_MOST_COMMANDS = 5000
_MOST_SLICES = 40
_MOST_SECTIONS = 2000
_ZERO_FILL = {1, 12, 18}


@dataclass(slots=True)
class MachO:
    """A Mach-O file at the beginning of `blob`."""

    blob: Blob
    order: str
    wide: bool
    machine: int
    kind: int
    flags: int
    commands_end: int
    commands: list[tuple[int, int, bytes]] = field(default_factory=list[tuple[int, int, bytes]])
    """Kind, place, and bytes of each load command."""

    def of(self, *kinds: int) -> Iterator[tuple[int, bytes]]:
        """Give place and bytes of the commands of some kinds that are long enough to say anything."""
        for kind, at, data in self.commands:
            if kind in kinds and len(data) >= 16:
                yield at, data

    def number(self, data: bytes, at: int, form: str = "I") -> int:
        """Give a number of a command; 0 where it is too short."""
        layout = struct.Struct(self.order + form)
        return layout.unpack_from(data, at)[0] if len(data) >= at + layout.size else 0

    def text(self, data: bytes) -> str:
        """Give the text that a command's third word points to."""
        return plain(data[self.number(data, 8) :])


def read_macho(blob: Blob, at: int, budget: Budget) -> MachO | None:
    """Read header and load commands; None where they do not agree with each other."""
    inner = Slice(blob, at, blob.size)
    head = inner.read(0, 32)
    form = MAGICS.get(head[:4])
    if form is None or len(head) < 32:
        return None
    order, wide = form
    machine, _, kind, count, size, flags = struct.unpack_from(order + "IIIIII", head, 4)
    start = 32 if wide else 28
    if machine not in _MACHINES or kind not in _KINDS or bool(machine & 0x0100_0000) != wide:
        return None
    if not 1 <= count <= _MOST_COMMANDS or not 8 * count <= size <= min(inner.size - start, 1 << 22):
        return None
    found = MachO(inner, order, wide, machine, kind, flags, start + size)
    place, end = start, start + size
    rows: list[tuple[int, int, int]] = []
    for _ in range(count):
        budget.step()
        row = inner.read(place, 8)
        if len(row) < 8 or place + 8 > end:
            return None
        command, length = struct.unpack(order + "II", row)
        if length < 8 or length % 4 or place + length > end:
            return None
        rows.append((command, place, length))
        place += length
    if place != end:
        return None
    budget.read(size)
    found.commands = [(command, at_, inner.read(at_, length)) for command, at_, length in rows]
    return found


def _read(blob: Blob, at: int, budget: Budget) -> Found | None:
    found = read_macho(blob, at, budget)
    if found is None:
        return None
    end, faults = _extent(found)
    regions, overlap = beside(_parts(found, end))
    if overlap:
        faults = (*faults, Message("firmware.fault.overlap"))
    return Found(
        start=at, end=at + end, format="Mach-O", facts=_told(found), faults=faults,
        regions=tuple(known(each.start + at, each.end + at, "Mach-O", each.label, each.facts) for each in regions),
        checks=tuple(moved(each, at) for each in _checks(found, end)),
        members=lambda: _members(regions, at),
    )  # fmt: skip


def _extent(found: MachO) -> tuple[int, tuple[Message, ...]]:
    """Give where the file ends. Where its last segments reach beyond the blob it is cut off; where something else is
    said to, that is a lie."""
    size = found.blob.size
    stretches = list(_stretches(found))
    far = max([found.commands_end, *(end for _, end, _ in stretches)])
    if far <= size:
        return far, ()
    lies = {each for each in stretches if each[1] > size}
    segments = sorted(each for each in stretches if each[2].startswith("__") or not each[2])
    beginning = next((each[0] for each in segments if each in lies), far)
    if any(each in lies for each in segments) and all(each in lies for each in segments if each[0] > beginning):
        return size, (missing(far - size),)
    end = max([found.commands_end, *(stop for _, stop, _ in stretches if stop <= size)])
    return end, tuple(beyond(label) for label in sorted({each[2] for each in lies})[:4])


def _stretches(found: MachO) -> Iterator[tuple[int, int, str]]:
    """Give (start, end, name) of what the commands say to have bytes in the file."""
    for _, data in found.of(_SEGMENT, _SEGMENT_64):
        wide = len(data) >= 72 and found.wide
        start, size = (found.number(data, 40, "Q"), found.number(data, 48, "Q")) if wide else (
            found.number(data, 32), found.number(data, 36)
        )  # fmt: skip
        if size:
            yield start, start + size, plain(data[8:24])
    for _, data in found.of(_SYMBOLS):
        start, count, names, size = (found.number(data, at) for at in (8, 12, 16, 20))
        yield start, start + count * (16 if found.wide else 12), "symbols"
        yield names, names + size, "names"
    for _, data in found.of(*_TABLES, _SIGNATURE):
        start, size = found.number(data, 8), found.number(data, 12)
        label = _TABLES.get(struct.unpack_from(found.order + "I", data)[0], "code signature")
        if size:
            yield start, start + size, label


def _parts(found: MachO, end: int) -> Iterator[Region]:
    yield known(0, min(found.commands_end, end), "Mach-O", "header")
    count = 0
    for _, data in found.of(_SEGMENT, _SEGMENT_64):
        layout = struct.Struct(found.order + ("16s16sQQIIIIIIII" if found.wide else "16s16sIIIIIIIII"))
        start = 72 if found.wide else 56
        body = data[start:]
        for row in layout.iter_unpack(body[: len(body) // layout.size * layout.size]):
            name, segment, place, size, offset, _, _, _, flags = row[:9]
            count += 1
            if flags & 0xFF in _ZERO_FILL or not offset or offset + size > end or count > _MOST_SECTIONS:
                continue
            holds = "code" if flags & 0x8000_0400 else "data"
            told = facts(("address", address(place)), ("holds", holds))
            yield known(offset, offset + size, "Mach-O", f"{plain(segment)},{plain(name)}", told)
    for start, stop, label in _stretches(found):
        if label and not label.startswith("__") and stop <= end:
            yield known(start, stop, "Mach-O", label)


def _checks(found: MachO, end: int) -> Iterator[Check]:
    for at, data in found.of(_UUID):
        if len(data) >= 24:
            yield Check(name="uuid", start=at + 8, end=at + 24, covers=((0, at + 8), (at + 24, end)))
    for _, data in found.of(_SIGNATURE):
        start, size = found.number(data, 8), found.number(data, 12)
        if size and start + size <= end:
            yield Check(name="signature", start=start, end=start + size, covers=((0, start),))


def _version(value: int) -> str:
    return f"{value >> 16}.{value >> 8 & 0xFF}.{value & 0xFF}"


def _told(found: MachO) -> Facts:
    system = [
        f"{name} {_version(found.number(data, 8))}" for kind, name in _MINIMUM.items() for _, data in found.of(kind)
    ]
    for _, data in found.of(_BUILD):
        platform = found.number(data, 8)
        system.append(f"{_PLATFORMS.get(platform, str(platform))} {_version(found.number(data, 12))}")
    uuid = [data[8:24].hex() for _, data in found.of(_UUID) if len(data) >= 24]
    stack = found.flags & 0x20000
    return facts(
        ("kind", _KINDS[found.kind]), ("machine", _MACHINES[found.machine]),
        ("word", "64 bit" if found.wide else "32 bit"),
        ("byte order", "little-endian" if found.order == "<" else "big-endian"), ("system", listed(system)),
        ("uuid", listed(uuid)), ("name", listed(plain(data[found.number(data, 8) :]) for _, data in found.of(_ID))),
        ("needs", listed(found.text(data) for _, data in found.of(*_LIBRARIES))),
        ("runpath", listed(found.text(data) for _, data in found.of(_RUNPATH))),
        ("source version", listed(_source(found.number(data, 8, "Q")) for _, data in found.of(_VERSION))),
        ("position independent", yes(found.flags & 0x20_0000) if found.kind == 2 else ""),
        ("executable stack", "yes" if stack else ""), ("signed", yes(any(found.of(_SIGNATURE)))),
    )  # fmt: skip


def _source(value: int) -> str:
    parts = (value >> 40, value >> 30 & 1023, value >> 20 & 1023, value >> 10 & 1023, value & 1023)
    text = ".".join(map(str, parts))
    while text.endswith(".0") and text.count(".") > 1:
        text = text[:-2]
    return text if value else ""


def _members(regions: tuple[Region, ...], at: int) -> Iterator[Member]:
    """Give sections of data and the signature, so that what is inside them is looked for."""
    for each in regions:
        inside = ("holds", "data") in each.facts or each.label == "code signature"
        if inside and each.end - each.start >= 64:
            name = each.label.encode("utf-8", "backslashreplace")
            yield Member(
                name=name, kind=NodeKind.FILE, section_of="Mach-O", size=each.end - each.start, start=at + each.start
            )


def macho_symbols(blob: Blob, budget: Budget) -> Iterator[Symbol]:
    """Give the named symbols, without the underscore that this format has before each name of the source."""
    found = read_macho(blob, 0, budget)
    if found is None:
        return
    layout = struct.Struct(found.order + ("IBBHQ" if found.wide else "IBBHI"))
    for _, data in list(found.of(_SYMBOLS))[:1]:
        start, count, names, size = (found.number(data, at) for at in (8, 12, 16, 20))
        held = Paged(blob, names, names + size, budget)
        rows = Paged(blob, start, start + count * layout.size, budget)
        for number in range(count):
            budget.step()
            row = rows.read(number * layout.size, layout.size)
            if len(row) < layout.size:
                return
            place, kind, section, _, value = layout.unpack(row)
            if kind & 0xE0 or not place:  # notes for a debugger
                continue
            name = held.name(place).removeprefix(b"_")
            if name:
                yield name, value, 0, "import" if not kind & 0x0E else "function" if section == 1 else "object"


def _read_fat(blob: Blob, at: int, budget: Budget) -> Found | None:
    head = blob.read(at, 8 + 20 * _MOST_SLICES)
    count = int.from_bytes(head[4:8], "big")
    if not 1 <= count <= _MOST_SLICES or len(head) < 8 + 20 * count:
        return None
    rows: list[tuple[str, int, int]] = []
    for machine, _, start, size, align in struct.iter_unpack(">IIIII", head[8 : 8 + 20 * count]):
        budget.step()
        if machine not in _MACHINES or align > 24 or start < 8 + 20 * count or start % (1 << align) or not size:
            return None
        rows.append((_MACHINES[machine], start, size))
    order = sorted(rows, key=lambda each: each[1])
    if any(one[1] + one[2] > other[1] for one, other in pairwise(order)):
        return None
    if not any(read_macho(Slice(blob, at, blob.size), start, budget) is not None for _, start, _ in rows):
        return None
    far = at + order[-1][1] + order[-1][2]
    end = min(far, blob.size)
    names = [name for name, _, _ in rows]
    parts = [(name.encode(), at + start, min(size, end - at - start)) for name, start, size in rows]
    return Found(
        start=at, end=end, format="Mach-O universal", facts=facts(("machine", listed(names))),
        faults=(missing(far - end),) if far > end else (),
        regions=(known(at, at + 8 + 20 * count, "Mach-O universal", "header"),),
        members=lambda: (
            Member(name=name, kind=NodeKind.PART, size=size, start=start) for name, start, size in parts if size > 0
        ),
    )  # fmt: skip


MACH_O = Reader(format="Mach-O", read=_read, magics=tuple((each, 0) for each in MAGICS))
MACH_O_FAT = Reader(format="Mach-O universal", read=_read_fat, magics=((_FAT, 0),))
