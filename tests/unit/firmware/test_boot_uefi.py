"""UEFI's volumes by their public description: files and sections come out, packed ones too, and sums are checks."""

from __future__ import annotations

import lzma
import struct
import uuid
import zlib

from helpers.boot_builders import uefi_file, uefi_guided, uefi_section, uefi_sections, uefi_volume
from helpers.boot_images import bytes_of, contents, drained, faults, find, members, noise, sure

_FFS = uuid.UUID("8c8ce578-8a3d-4f1c-9935-896185c32dd3").bytes_le
_LZMA = uuid.UUID("ee4e5898-3914-4259-9d6e-dc7bd79403cf").bytes_le
_TIANO = uuid.UUID("a31280ad-481e-41b6-95e8-127f4c984779").bytes_le
_CRC = uuid.UUID("fc1bcdb0-7d31-49aa-936a-a4600d9dd083").bytes_le


def _name(text: str) -> bytes:
    return uefi_section(0x15, text.encode("utf-16-le") + b"\0\0")


def test_files_and_their_sections_come_out_under_their_names() -> None:
    one, two, raw = noise(700, 1), noise(90, 2), noise(33, 3)
    image = uefi_volume(
        uefi_file(1, 7, uefi_sections(uefi_section(0x13, b"\x08abc"), uefi_section(0x10, one), _name("Driver"))),
        uefi_file(2, 9, uefi_sections(uefi_section(0x10, two)), summed=False),
        uefi_file(3, 1, raw),
        uefi_file(4, 7, uefi_sections(uefi_section(0x10, two), _name("Driver"))),
    )
    found = sure("UEFI volume", b"8 bytes " + image + b"behind", 8)
    assert (found.end, found.faults) == (8 + len(image), ())
    assert dict(found.facts)["files"] == "4"
    files = {each.name: bytes_of(b"8 bytes " + image, each) for each in members(found) if each.kind == "part"}
    guid = "00000000-0000-0000-0000-00000000000"
    assert files == {
        b"Driver/0-dxe-depex": b"\x08abc",
        b"Driver/1-pe": one,
        f"{guid}2/0-pe".encode(): two,
        f"{guid}3".encode(): raw,
        f"Driver-{guid}4/0-pe".encode(): two,
    }
    assert [each.kind for each in found.regions][-1] == "padding"


def test_sums_of_volume_and_files_are_checks_and_computed_again() -> None:
    body = uefi_sections(uefi_section(0x10, noise(700)))
    image = uefi_volume(uefi_file(1, 7, body))
    found = sure("UEFI volume", image)
    assert [(each.name, each.start, each.covers) for each in found.checks] == [
        ("sum16", 50, ((0, 72),)),
        ("sum8", 72 + 16, ((72, 96),)),
        ("sum8", 72 + 17, ((96, 96 + len(body)),)),
    ]
    assert faults(sure("UEFI volume", image[:200] + bytes([image[200] ^ 1]) + image[201:])) == ["firmware.fault.sum"]
    assert faults(sure("UEFI volume", image[:80] + b"?" + image[81:])) == ["firmware.fault.sum"]
    assert find("UEFI volume", image[:45] + b"?" + image[46:]) is None
    cut = sure("UEFI volume", image[:300])
    assert set(faults(cut)) == {"firmware.fault.cut", "firmware.fault.table"}


def test_a_packed_section_opens_into_sections_again() -> None:
    inner = uefi_volume(uefi_file(9, 7, uefi_sections(uefi_section(0x10, noise(500)))), size=0x1000)
    stream = uefi_sections(uefi_section(0x19, bytes(12)), uefi_section(0x17, inner))
    image = uefi_volume(uefi_file(1, 11, uefi_guided(_LZMA, lzma.compress(stream, lzma.FORMAT_ALONE))))
    (folder, packed) = members(sure("UEFI volume", image))
    assert folder.kind == "folder"
    assert drained(packed) == (stream, True)
    assert contents(stream, sure("UEFI sections", stream)) == {b"1-volume": inner}


def test_a_sum_over_sections_is_looked_at_and_other_packers_are_named() -> None:
    good = uefi_sections(uefi_section(0x10, noise(50)))
    sections = uefi_sections(
        uefi_guided(_CRC, good, zlib.crc32(good).to_bytes(4, "little")),
        uefi_guided(_CRC, good, bytes(4)),
        uefi_guided(_TIANO, noise(99)),
        uefi_section(1, struct.pack("<IB", 500, 1) + noise(40)),
    )
    found = sure("UEFI sections", sections)
    assert [[each.id for each in member.faults] for member in members(found)] == [
        [],
        ["firmware.fault.sum"],
        ["firmware.fault.codec"],
        ["firmware.fault.codec"],
    ]
    first, _ = found.checks
    assert sections[first.covers[0][0] : first.covers[0][1]] == good
    assert int.from_bytes(sections[first.start : first.end], "little") == zlib.crc32(good)
    held = sure("UEFI volume", uefi_volume(uefi_file(1, 7, sections)))
    assert [each.name for each in held.checks].count("crc32") == 2


def test_bytes_that_happen_to_look_like_a_section_are_none() -> None:
    assert find("UEFI sections", b"\x10\0\0\x10" + noise(40)) is None
    assert find("UEFI sections", bytes(64)) is None
    assert find("UEFI volume", noise(40) + b"_FVH" + noise(100)) is None


def test_a_capsule_holds_a_volume() -> None:
    inner = uefi_volume(uefi_file(1, 1, noise(40)), size=0x1000)
    head = uuid.UUID("3b6686bd-0d76-4030-b70e-b5519e2fc5a0").bytes_le + struct.pack("<3I", 32, 0x10000, 32 + len(inner))
    image = head.ljust(32, b"\0") + inner
    found = sure("UEFI capsule", image)
    assert (found.end, contents(image, found)) == (len(image), {b"body": inner})
    assert faults(sure("UEFI capsule", image[:900])) == ["firmware.fault.cut"]


def test_a_text_whose_first_letters_could_be_a_length_is_no_section() -> None:
    letters = "[" + "".join(chr(each) for each in range(0x1200, 0x1358, 8)) + "]"
    data = letters.encode("utf-16-le") + b"\0\0"
    assert data[:4] == b"\x5b\0\0\x12"
    assert find("UEFI sections", data) is None
