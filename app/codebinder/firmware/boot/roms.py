"""What processors and buses take in: PCI option ROMs, and the microcode of Intel's and AMD's processors."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.firmware.boot.common import Facts, check, cut, facts, known, part, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader, pieces
from codebinder.model.firmware import Check, Region
from codebinder.model.text import Message

ROM, INTEL, AMD = "PCI option ROM", "Intel microcode", "AMD microcode"
_CODES = {0: "x86", 1: "Open Firmware", 2: "PA-RISC", 3: "EFI"}
_LAST, _SECTOR, _MOST_IMAGES, _LEAST = 0x80, 512, 16, 24
_EFI_MARK = b"\xf1\x0e\x00\x00"


def _sum8(blob: Blob, start: int, end: int, budget: Budget) -> int:
    import numpy as np

    value = 0
    for piece in pieces(blob, start, end):
        budget.read(len(piece))
        value += int(np.frombuffer(piece, dtype=np.uint8).sum(dtype=np.uint64))
    return value & 0xFF


@dataclass(frozen=True, slots=True)
class _Image:
    """One image of an option ROM: a ROM may hold one for each kind of machine."""

    start: int
    end: int
    code: int
    last: bool
    device: str
    tables: tuple[int, int]


def _image(blob: Blob, start: int) -> _Image | None:
    head = blob.read(start, 28)
    if len(head) < 28 or head[:2] != b"\x55\xaa":
        return None
    at = int.from_bytes(head[24:26], "little")
    data = blob.read(start + at, _LEAST) if 28 <= at <= 0xFFE0 and at % 4 == 0 else b""
    if len(data) < _LEAST or data[:4] != b"PCIR":
        return None
    maker, device = struct.unpack_from("<2H", data, 4)
    length, size = struct.unpack_from("<H4xH", data, 10)
    size, code, indicator = size * _SECTOR, data[20], data[21]
    if length < 24 or length > 64 or not size or at + length > size or code not in _CODES:
        return None
    told = f"{maker:04x}:{device:04x}"
    return _Image(start, start + size, code, bool(indicator & _LAST), told, (start + at, start + at + length))


def _images(blob: Blob, start: int, budget: Budget) -> list[_Image]:
    """Follow the images of a ROM, each of which says where the next begins and whether it is the last."""
    images: list[_Image] = []
    at = start
    while len(images) < _MOST_IMAGES:
        budget.step(8)
        each = _image(blob, at)
        if each is None:
            break
        images.append(each)
        at = each.end
        if each.last:
            break
    return images


def _rom(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Several images, or one whose bytes add up to nothing."""
    images = _images(blob, start, budget)
    if not images:
        return None
    end, faults = cut(blob, images[-1].end)
    if not images[-1].last:
        faults += (Message("firmware.fault.table"),)
    checks: list[Check] = []
    regions: list[Region] = []
    for each in images:
        regions.append(known(each.start, min(each.start + 28, end), ROM, "header"))
        if each.tables[1] <= end:
            regions.append(known(*each.tables, ROM, "PCI data"))
        if each.code == 0 and each.end <= blob.size:
            if _sum8(blob, each.start, each.end, budget):
                if len(images) == 1:
                    return None  # neither its sum nor a second image speaks for it
                faults += (wrong("sum8"),)
            checks.append(check("sum8", each.end - 1, 1, (each.start, each.end - 1)))
    return Found(
        start=start,
        end=end,
        format=ROM,
        label=images[0].device,
        facts=facts(
            ("device", images[0].device),
            ("images", len(images)),
            ("code", ", ".join(dict.fromkeys(_CODES[each.code] for each in images))),
        ),
        faults=faults,
        regions=tuple(regions),
        checks=tuple(checks),
        members=lambda: _programs(blob, images),
    )


def _programs(blob: Blob, images: list[_Image]) -> Iterator[Member]:
    """Give what EFI is to load from the ROM; what other machines run is the image itself."""
    for each in images:
        head = blob.read(each.start, 28)
        at = int.from_bytes(head[22:24], "little")
        if each.code != 3 or head[4:8] != _EFI_MARK or not 28 <= at < each.end - each.start:
            continue
        packed = int.from_bytes(head[12:14], "little")
        begin = max(each.start + at, each.tables[1])
        told = facts(("compression", "EFI" if packed else "none"))
        yield part(b"program", blob, begin, each.end - begin, told)


# ----------------------------------------------------------------------------------------------------------- microcode

_UPDATE = struct.Struct("<9I12s")
_MOST_UPDATES = 256


def _date(value: int) -> str:
    """Give a date that is written as 0xMMDDYYYY in decimal digits; "" for anything else."""
    text = f"{value:08x}"
    if not text.isdecimal():
        return ""
    month, day, year = int(text[:2]), int(text[2:4]), int(text[4:])
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 and 1990 <= year <= 2099 else ""


def _intel_update(blob: Blob, start: int, budget: Budget) -> tuple[int, Facts, bool] | None:
    """Give where an update ends, what it says, and whether its words add up to nothing."""
    import numpy as np

    data = blob.read(start, _UPDATE.size)
    if len(data) < _UPDATE.size:
        return None
    header, revision, date, signature, _, loader, flags, _, total, unused = _UPDATE.unpack(data)
    total = total or 2048
    if header != 1 or loader != 1 or any(unused) or not _date(date) or total % 4 or not 64 <= total <= 1 << 24:
        return None
    value, end = 0, min(start + total, blob.size)
    for piece in pieces(blob, start, end):
        budget.read(len(piece))
        value += int(np.frombuffer(piece[: len(piece) & ~3], dtype="<u4").sum(dtype=np.uint64))
    told = facts(
        ("processor", f"0x{signature:08x}"), ("platforms", f"0x{flags:02x}"), ("revision", f"0x{revision:08x}"),
        ("date", _date(date)),
    )  # fmt: skip
    return start + total, told, not value & 0xFFFFFFFF


def _intel(blob: Blob, start: int, budget: Budget) -> Found | None:
    """Updates stand one behind the other, each for one processor, each with a sum over all its words."""
    regions: list[Region] = []
    checks: list[Check] = []
    at = start
    first: Facts = ()
    while len(regions) < _MOST_UPDATES and (each := _intel_update(blob, at, budget)) is not None:
        end, told, fits = each
        if not fits:
            break
        first = first or told
        regions.append(known(at, end, INTEL, dict(told)["processor"], told))
        checks.append(check("sum32", at + 16, 4, (at, at + 16), (at + 20, end)))
        at = end
    if not regions:
        return None
    return Found(
        start=start, end=at, format=INTEL, facts=(*facts(("updates", len(regions))), *first), regions=tuple(regions),
        checks=tuple(checks),
    )  # fmt: skip


_TABLE = struct.Struct("<3I")
_PATCH = struct.Struct("<2I")


def _amd(blob: Blob, start: int, budget: Budget) -> Found | None:
    """A table of processors, and patches behind it, each with its number, its date and the processor it is for."""
    data = blob.read(start, _TABLE.size)
    if len(data) < _TABLE.size:
        return None
    _, kind, size = _TABLE.unpack(data)
    if kind or size % 16 or not 16 <= size <= 1 << 16:
        return None
    at = start + _TABLE.size + size
    regions = [known(start, min(at, blob.size), AMD, "processors")]
    faults: tuple[Message, ...] = ()
    patches = 0
    while patches < _MOST_UPDATES:
        budget.step(4)
        row = blob.read(at, _PATCH.size + 32)
        if len(row) < _PATCH.size + 32:
            break
        kind, size = _PATCH.unpack_from(row)
        date, number = struct.unpack_from("<2I", row, _PATCH.size)
        if kind != 1 or not 32 <= size <= 1 << 20 or not _date(date):
            break
        processor = int.from_bytes(row[_PATCH.size + 24 : _PATCH.size + 26], "little")
        told = facts(("patch", f"0x{number:08x}"), ("date", _date(date)), ("processor", f"0x{processor:04x}"))
        at += _PATCH.size
        end, faults = cut(blob, at + size)
        regions.append(known(at, end, AMD, f"0x{number:08x}", told))
        patches += 1
        at = end
    if not patches:
        return None
    return Found(
        start=start,
        end=at,
        format=AMD,
        facts=facts(("updates", patches), ("processors", (regions[0].size - _TABLE.size) // 16)),
        faults=faults,
        regions=tuple(regions),
    )


READERS = (
    Reader(format=INTEL, read=_intel, first=True),
    Reader(format=AMD, read=_amd, magics=((b"DMA\0\0\0\0\0", 0),), align=4),
    Reader(format=ROM, read=_rom, first=True),
    # Two bytes are no magic: within more, only where the table stands right behind the header.
    Reader(format=ROM, read=_rom, magics=tuple((b"PCIR", at) for at in range(28, 132, 4)), align=4),
)
