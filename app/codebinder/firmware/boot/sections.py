"""Sections of UEFI's firmware files: programs, texts, volumes, and others in a packed one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from codebinder.firmware import codecs
from codebinder.firmware.boot.common import check, crc, facts, known, part, word, wrong
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Check, NodeKind
from codebinder.model.text import Message

FORMAT = "UEFI sections"
_NAMES = {
    0x10: "pe", 0x11: "pic", 0x12: "te", 0x13: "dxe-depex", 0x14: "version", 0x15: "name", 0x16: "compatibility16",
    0x17: "volume", 0x18: "freeform", 0x19: "raw", 0x1B: "pei-depex", 0x1C: "mm-depex",
}  # fmt: skip
_COMPRESSED, _GUIDED, _VERSION, _NAME, _FREEFORM = 0x01, 0x02, 0x14, 0x15, 0x18
_PACKERS = {
    uuid.UUID("ee4e5898-3914-4259-9d6e-dc7bd79403cf").bytes_le: "lzma",
    uuid.UUID("d42ae6bd-1352-4bfb-909a-ca72a6eae889").bytes_le: "lzma-x86",
    uuid.UUID("a31280ad-481e-41b6-95e8-127f4c984779").bytes_le: "tiano",
    uuid.UUID("3d532050-5cda-4fd0-879e-0f7f630d5afb").bytes_le: "brotli",
    uuid.UUID("1d301fe9-be79-4353-91c2-d23bc959ae0c").bytes_le: "gzip",
    uuid.UUID("fc1bcdb0-7d31-49aa-936a-a4600d9dd083").bytes_le: "crc32",
}
_MOST = 4096
_MOST_TEXT = 4096
_FILLING = 4096


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `packed` names what has to be undone before its bytes can be read, "" for nothing."""

    number: int
    name: str
    begin: int
    start: int
    end: int
    packed: str = ""
    text: str = ""
    sum_at: int = 0

    @property
    def checks(self) -> tuple[Check, ...]:
        """The sum over the section's bytes, where it has one."""
        return (check("crc32", self.sum_at, 4, (self.start, self.end)),) if self.sum_at else ()


def sections(blob: Blob, start: int, end: int, budget: Budget) -> Iterator[Section]:
    """Follow sections, each at a multiple of 4 from the first, as far as they agree with themselves."""
    at = start
    for number in range(_MOST):
        budget.step()
        row = _section(blob, number, at, end)
        if row is None:
            return
        yield row
        at = row.end + -(row.end - start) % 4


def _section(blob: Blob, number: int, at: int, end: int) -> Section | None:
    head = blob.read(at, 8)
    if len(head) < 4 or at + 4 > end:
        return None
    size, kind, begin = int.from_bytes(head[:3], "little"), head[3], at + 4
    if size == 0xFFFFFF:
        size, begin = int.from_bytes(head[4:8], "little"), at + 8
    until = at + size
    if begin > until or until > end:
        return None
    if kind == _COMPRESSED:
        info = blob.read(begin, 5)
        if len(info) < 5 or begin + 5 > until:
            return None
        packed = {0: "", 1: "tiano"}.get(info[4], f"type {info[4]}")
        return Section(number, "compressed", at, begin + 5, until, packed)
    if kind == _GUIDED:
        return _guided(blob, number, at, begin, until)
    if kind not in _NAMES:
        return None
    text = ""
    if kind in (_NAME, _VERSION):
        skip = 2 if kind == _VERSION else 0
        text = _utf16(blob.read(begin + skip, min(until - begin - skip, _MOST_TEXT)) if until > begin + skip else b"")
    start = min(begin + 16, until) if kind == _FREEFORM else begin
    return Section(number, _NAMES[kind], at, start, until, text=text)


def _guided(blob: Blob, number: int, at: int, begin: int, end: int) -> Section | None:
    """A section that a GUID tells how to undo; its data begin where it says."""
    info = blob.read(begin, 20)
    if len(info) < 20:
        return None
    guid, offset = info[:16], int.from_bytes(info[16:18], "little")
    if at + offset > end or at + offset < begin + 20:
        return None
    packed = _PACKERS.get(guid, str(uuid.UUID(bytes_le=guid)))
    return Section(
        number,
        "guided",
        at,
        at + offset,
        end,
        packed,
        sum_at=begin + 20 if packed == "crc32" and at + offset >= begin + 24 else 0,
    )


def _utf16(data: bytes) -> str:
    return data[: len(data) & ~1].decode("utf-16-le", "replace").partition("\0")[0]


def member_of(blob: Blob, section: Section, folder: bytes, budget: Budget) -> Iterator[Member]:
    """Give a section as a member below `folder`; nothing for mere words and filling."""
    if section.name in {"name", "version"} or section.start >= section.end:
        return
    name = (folder + b"/" if folder else b"") + b"%d-%s" % (section.number, section.name.encode())
    size = section.end - section.start
    if section.name == "raw" and size <= _FILLING and not any(blob.read(section.start, size)):
        return  # brings what follows to its alignment
    if section.packed in {"lzma", "gzip"}:
        told = facts(("compression", section.packed))
        stream = partial(codecs.stream, section.packed, blob, section.start, section.end, budget)
        yield Member(name=name, kind=NodeKind.PART, size=-1, open=stream, facts=told)
        return
    member = part(name, blob, section.start, size)
    if section.sum_at:
        fits = crc(blob, ((section.start, section.end),), budget) == word(blob, section.sum_at)
        yield member if fits else replace(member, faults=(*member.faults, wrong("crc32")))
    elif section.packed and section.packed != "crc32":
        yield replace(member, faults=(Message("firmware.fault.codec", {"name": section.packed}),))
    else:
        yield member


def _begins(blob: Blob, section: Section) -> bool:
    """Does a program or a volume begin as one?"""
    if section.name == "volume":
        return blob.read(section.start + 40, 4) == b"_FVH"
    return blob.read(section.start, 2) == {"pe": b"MZ", "te": b"VZ"}.get(section.name, blob.read(section.start, 2))


def _read(blob: Blob, start: int, budget: Budget) -> Found | None:
    """What comes out of a packed section is sections again, to its very end; nothing else marks them."""
    if start or blob.size < 16 or not any(blob.read(0, 4)):
        return None
    rows = list(sections(blob, 0, blob.size, budget))
    if not rows or blob.size - rows[-1].end > 3 or all(each.start >= each.end for each in rows):
        return None
    if not all(_begins(blob, each) for each in rows):
        return None
    return Found(
        start=0,
        end=blob.size,
        format=FORMAT,
        facts=facts(("sections", len(rows))),
        regions=tuple(known(each.begin, each.start, FORMAT, "header") for each in rows if each.start < each.end),
        checks=tuple(found for each in rows for found in each.checks),
        members=lambda: (member for each in rows for member in member_of(blob, each, b"", budget)),
    )


READERS = (Reader(format=FORMAT, read=_read, first=True),)
