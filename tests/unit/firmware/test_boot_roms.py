"""Option ROMs, processors' microcode and i.MX images, put together as their public descriptions say."""

from __future__ import annotations

import struct

import pytest

from helpers.boot_images import contents, faults, find, noise, sure


def _summed(image: bytes) -> bytes:
    return image[:-1] + bytes([-sum(image[:-1]) & 0xFF])


def _rom(code: int, *, last: bool, sectors: int = 4, at: int = 28, body: bytes = b"") -> bytes:
    head = struct.pack("<2sBB", b"\x55\xaa", sectors, 0xE9).ljust(24, b"\0") + struct.pack("<HH", at, 0)
    if code == 3:
        head = b"\x55\xaa" + struct.pack("<HIHHH", sectors, 0xEF1, 11, 0x8664, 0).ljust(20, b"\0") + head[22:]
        head = head[:22] + struct.pack("<HHH", at + 28, at, 0)
    data = b"PCIR" + struct.pack("<4HB3s3H2BH", 0x8086, 0x100E, 0, 24, 3, b"\0\0\2", sectors, 1, 0, 0, 0, 0)[:20]
    data = data[:20] + bytes([code, 0x80 if last else 0, 0, 0])
    image = (head.ljust(at, b"\0") + data + b"\0\0\0\0" + body).ljust(sectors * 512, b"\x90")
    return _summed(image) if code == 0 else image


def test_an_option_rom_is_followed_from_image_to_image() -> None:
    program = noise(700)
    first, second = _rom(0, last=False, sectors=4), _rom(3, last=True, sectors=2, body=program)
    whole = noise(64) + first + second + noise(2000, 2)
    found = sure("PCI option ROM", whole, 64)
    said = dict(found.facts)
    assert (found.end, found.faults) == (64 + len(first + second), ())
    assert (said["device"], said["images"], said["code"]) == ("8086:100e", "2", "x86, EFI")
    assert contents(whole, found)[b"program"].startswith(program)
    (check,) = found.checks
    assert sum(whole[check.start : check.end] + whole[64 : 64 + len(first) - 1]) & 0xFF == 0


def test_an_option_rom_whose_sum_is_wrong_is_none() -> None:
    image = _rom(0, last=True)
    assert sure("PCI option ROM", image).end == len(image)
    assert find("PCI option ROM", image[:100] + b"!" + image[101:]) is None
    assert find("PCI option ROM", b"\x55\xaa" * 400) is None


def test_a_rom_that_goes_on_behind_the_end_says_so() -> None:
    image = _rom(0, last=False)
    assert faults(sure("PCI option ROM", image)) == ["firmware.fault.table"]


def _update(size: int, date: int = 0x03052024) -> bytes:
    row = struct.pack("<9I12x", 1, 0x2B, date, 0x306C3, 0, 1, 0x32, size - 48, size) + noise(size - 48)
    total = sum(struct.unpack(f"<{size // 4}I", row))
    return row[:16] + struct.pack("<I", -total & 0xFFFFFFFF) + row[20:]


def test_microcode_of_intel_is_as_long_as_its_sums_fit() -> None:
    first, second = _update(2048), _update(1024)
    found = sure("Intel microcode", first + second + noise(600))
    assert (found.end, dict(found.facts)["updates"], dict(found.facts)["date"]) == (3072, "2", "2024-03-05")
    assert [dict(each.facts)["processor"] for each in found.regions] == ["0x000306c3"] * 2
    assert find("Intel microcode", first[:400] + b"\0" + first[401:]) is None
    assert find("Intel microcode", _update(2048, 0x13052024)) is None


def test_microcode_of_amd_lists_its_patches() -> None:
    patches = [
        struct.pack("<2I", 1, 300) + struct.pack("<2I16xH", 0x02262024, 0x0A0011D5 + at, 0xA011).ljust(300, b"\7")
        for at in range(3)
    ]
    image = struct.pack("<4s2I", b"DMA\0", 0, 32) + bytes(32) + b"".join(patches)
    found = sure("AMD microcode", image + b"next")
    assert (found.end, dict(found.facts)["updates"]) == (len(image), "3")
    assert [each.label for each in found.regions] == ["processors", "0x0a0011d5", "0x0a0011d6", "0x0a0011d7"]
    assert dict(found.regions[1].facts)["date"] == "2024-02-26"
    cut = sure("AMD microcode", image[:-50])
    assert (cut.end, faults(cut)) == (len(image) - 50, ["firmware.fault.cut"])


def _imx(program: bytes, *, signature: bytes = b"") -> bytes:
    base, own = 0x17800000 - 0x1000, 0x17800000 - 0xC00
    size = 0x1000 + len(program) + len(signature)
    setup = b"\xd2\x00\x10\x40" + bytes(12)
    signed = base + 0x1000 + len(program) if signature else 0
    head = b"\xd1\x00\x20\x40" + struct.pack("<7I", base + 0x1000, 0, own + 44, own + 32, own, signed, 0)
    return (head + struct.pack("<3I", base, size, 0) + setup).ljust(0xC00, b"\0") + program + signature


@pytest.mark.parametrize("signature", [b"", b"\xd4\x00\x30\x43" + bytes(500)], ids=["open", "signed"])
def test_an_imx_image_ends_where_its_boot_data_says(signature: bytes) -> None:
    program = noise(5000)
    image = _imx(program, signature=signature)
    found = sure("i.MX boot image", b"\xff" * 1024 + image + noise(3000), 1024)
    said = dict(found.facts)
    assert (found.end, said["entry"], said["signed"]) == (1024 + len(image), "0x17800000", "yes" if signature else "no")
    assert contents(b"\xff" * 1024 + image, found) == {b"program": program}
    assert [each.label for each in found.regions][:3] == ["vector table", "boot data", "device configuration"]
    assert [check.name for check in found.checks] == (["signature"] if signature else [])
    assert find("i.MX boot image", image[:28] + b"\1" + image[29:]) is None
