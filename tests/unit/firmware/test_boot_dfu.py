"""DFU files of dfu-suffix, and ST's targets by their public description."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from helpers.boot_images import contents, faults, find, members, noise, sure
from helpers.outside_tools import made


def _suffixed(folder: Path, body: bytes) -> bytes:
    (folder / "f").write_bytes(body)
    made("dfu-suffix", "-v", "0483", "-p", "df11", "-d", "0200", "-a", folder / "f")
    return (folder / "f").read_bytes()


def test_a_suffix_names_its_device_and_its_sum_covers_everything(tmp_path: Path) -> None:
    body = noise(3000)
    image = _suffixed(tmp_path, body)
    found = sure("DFU", image)
    said = dict(found.facts)
    assert (found.end, found.faults) == (len(image), ())
    assert (said["vendor"], said["product"], said["device"], said["version"]) == ("0483", "df11", "0200", "1.00")
    assert contents(image, found) == {b"firmware": body}
    (check,) = found.checks
    assert check.covers == ((0, len(image) - 4),)
    assert int.from_bytes(image[check.start : check.end], "little") == zlib.crc32(image[:-4]) ^ 0xFFFFFFFF
    assert faults(sure("DFU", b"?" + image[1:])) == ["firmware.fault.sum"]


def _element(at: int, data: bytes) -> bytes:
    return struct.pack("<2I", at, len(data)) + data


def _targets(count: int = 2) -> bytes:
    elements = _element(0x08000000, noise(500, 1)) + _element(0x08008000, noise(90, 2))
    target = struct.pack("<6sBI255s2I", b"Target", 1, 1, b"flash", len(elements), count) + elements
    return struct.pack("<5sBIB", b"DfuSe", 1, 11 + len(target), 1) + target


def test_targets_give_their_elements_with_addresses(tmp_path: Path) -> None:
    image = _suffixed(tmp_path, _targets())
    found = sure("DFU", image)
    assert contents(image, found) == {b"target-1/element-0": noise(500, 1), b"target-1/element-1": noise(90, 2)}
    assert dict(members(found)[1].facts) == {"load address": "0x08008000", "target": "flash"}


def test_targets_that_lie_are_said(tmp_path: Path) -> None:
    image = _suffixed(tmp_path, _targets(0xFFFFFFFF))
    found = sure("DFU", image)
    assert faults(found) == ["firmware.fault.table"]
    assert len(members(found)) == 2


def test_letters_at_the_end_are_no_suffix() -> None:
    assert find("DFU", noise(300) + b"UFD" + b"\x10" + noise(4)) is None
    assert find("DFU", b"UFD\x10abcd") is None
