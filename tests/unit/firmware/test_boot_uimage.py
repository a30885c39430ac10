"""What mkimage packs comes out as it went in, and lying headers are told from honest ones."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from helpers.boot_images import contents, faults, find, members, noise, sure
from helpers.outside_tools import made


def _one(folder: Path, kind: str, packed: str = "none", name: str = "a name") -> tuple[bytes, bytes]:
    payload = noise(5001)
    (folder / "payload").write_bytes(payload)
    command = ("-A", "arm", "-O", "linux", "-T", kind, "-C", packed, "-a", "0x80008000", "-e", "0x80008040")
    made("mkimage", *command, "-n", name, "-d", folder / "payload", folder / "out")
    return (folder / "out").read_bytes(), payload


@pytest.mark.parametrize("kind", ["kernel", "ramdisk", "filesystem", "firmware", "standalone"])
def test_a_single_file_stands_in_it_as_it_went_in(tmp_path: Path, kind: str) -> None:
    image, payload = _one(tmp_path, kind, "lzma")
    found = sure("uImage", b"before" + image + b"behind", 6)
    assert (found.start, found.end, found.faults) == (6, 6 + len(image), ())
    said = dict(found.facts)
    assert (said["type"], said["machine"], said["system"]) == (kind, "ARM", "Linux")
    assert (said["compression"], said["load address"], said["name"]) == ("lzma", "0x80008000", "a name")
    assert said["entry point"] == "0x80008040"
    assert contents(b"before" + image, found) == {kind.encode(): payload}
    assert [(each.start, each.end, each.label) for each in found.regions] == [(6, 70, "header")]


def test_many_files_come_out_each_at_its_place(tmp_path: Path) -> None:
    files = [noise(1001, 1), noise(7, 2), noise(640, 3)]
    for number, data in enumerate(files):
        (tmp_path / str(number)).write_bytes(data)
    joined = ":".join(str(tmp_path / str(each)) for each in range(3))
    made("mkimage", "-A", "mips", "-O", "linux", "-T", "multi", "-C", "none", "-n", "m", "-d", joined, tmp_path / "out")
    image = (tmp_path / "out").read_bytes()
    found = sure("uImage", image)
    assert not found.faults
    assert contents(image, found) == {b"file-%d" % each: files[each] for each in range(3)}
    assert [(each.label, each.size) for each in found.regions] == [("header", 64), ("table of sizes", 16)]


def test_a_script_comes_out_as_text(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(b"bootm 0x8000\n")
    made("mkimage", "-A", "arm", "-T", "script", "-C", "none", "-n", "s", "-d", tmp_path / "s", tmp_path / "out")
    image = (tmp_path / "out").read_bytes()
    assert contents(image, sure("uImage", image)) == {b"script": b"bootm 0x8000\n"}


def test_both_sums_are_checks_over_what_they_were_computed_from(tmp_path: Path) -> None:
    image, payload = _one(tmp_path, "kernel")
    header, data = sure("uImage", image).checks
    assert data.covers == ((64, 64 + len(payload)),)
    assert int.from_bytes(image[data.start : data.end]) == zlib.crc32(payload)
    assert header.covers == ((0, 4), (8, 64))
    assert int.from_bytes(image[header.start : header.end]) == zlib.crc32(image[:4] + bytes(4) + image[8:64])


def test_a_cut_image_is_claimed_as_far_as_it_goes(tmp_path: Path) -> None:
    image, payload = _one(tmp_path, "kernel")
    found = sure("uImage", image[:1000])
    assert (found.end, faults(found)) == (1000, ["firmware.fault.cut"])
    assert found.faults[0].params == {"missing": len(image) - 1000}
    assert contents(image[:1000], found) == {b"kernel": payload[: 1000 - 64]}


def test_changed_data_is_said_and_a_changed_header_too(tmp_path: Path) -> None:
    image, _ = _one(tmp_path, "kernel")
    data = sure("uImage", image[:-1] + bytes([image[-1] ^ 1]))
    assert [each.params["name"] for each in data.faults] == ["data crc32"]
    header = sure("uImage", image[:40] + b"!" + image[41:])
    assert [each.params["name"] for each in header.faults] == ["header crc32"]


def test_a_bare_magic_is_nothing() -> None:
    assert find("uImage", b"\x27\x05\x19\x56" + noise(500)) is None
    assert find("uImage", b"\x27\x05\x19\x56") is None


@pytest.mark.parametrize("sizes", [(0xFFFFFFFF, 0), (8, 8, 8), (4, 0xFFFFFFF0, 0)], ids=["huge", "endless", "second"])
def test_a_lying_table_of_sizes_is_said(sizes: tuple[int, ...]) -> None:
    body = b"".join(each.to_bytes(4) for each in sizes)
    header = struct.pack(">7I4B32s", 0x27051956, 0, 0, len(body), 0, 0, zlib.crc32(body), 5, 2, 4, 0, b"m")
    image = header[:4] + zlib.crc32(header).to_bytes(4) + header[8:] + body
    found = sure("uImage", image)
    assert "firmware.fault.table" in faults(found)
    assert sum(each.size for each in members(found)) <= len(body)
