"""Partition tables made by sgdisk and sfdisk, and file systems that are bounded alone."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from codebinder.firmware.disk.partitions import GPT
from codebinder.firmware.reading import Memory
from helpers.outside_tools import made
from helpers.read_images import budget, faults, named, spans, walked, well_formed

_MB = 1 << 20
_GAP = b"U-Boot SPL stands between the table and the first partition"


def _disk(folder: Path, size: int) -> Path:
    path = folder / "disk.img"
    with path.open("wb") as file:
        file.truncate(size)
    return path


@pytest.fixture(scope="module")
def gpt(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = _disk(tmp_path_factory.mktemp("gpt"), 4 * _MB)
    made(
        "sgdisk", "-a", "1", "-n", "1:64:+512K", "-c", "1:boot", "-t", "1:ef00", "-n", "2:2048:+1M", "-c", "2:rootfs",
        "-A", "2:set:2", path,
    )  # fmt: skip
    image = bytearray(path.read_bytes())
    image[17 * 1024 + 2048 : 17 * 1024 + 2048 + len(_GAP)] = _GAP
    return bytes(image)


def test_partitions_of_a_gpt_are_parts_with_their_names(gpt: bytes) -> None:
    analysis = walked(gpt)
    well_formed(analysis)
    assert analysis.nodes[0].format == "gpt"
    one, two = named(analysis, b"partition1"), named(analysis, b"partition2")
    assert (one.start, one.size) == (64 * 512, 512 << 10)
    assert (two.start, two.size) == (2048 * 512, _MB)
    assert dict(one.facts).items() >= {"name": "boot", "type": "EFI system"}.items()
    assert dict(two.facts).items() >= {"name": "rootfs", "type": "Linux", "attributes": "0x4"}.items()
    assert not faults(analysis)


def test_what_no_partition_has_is_a_part_of_its_own(gpt: bytes) -> None:
    between = named(walked(gpt), b"between@0x4400")
    assert (between.start, between.start + between.size) == (34 * 512, 64 * 512)
    assert gpt[between.start + 2048 :].startswith(_GAP)


def test_sums_of_both_headers_are_checks_that_fit(gpt: bytes) -> None:
    found = GPT.read(Memory(gpt), 0, budget())
    assert found is not None
    assert len(found.checks) == 4
    for check in found.checks:
        parts = [gpt[low:high] for low, high in check.covers]
        data = parts[0] + bytes(4) + parts[1] if len(parts) == 2 else parts[0]
        assert int.from_bytes(gpt[check.start : check.end], "little") == zlib.crc32(data)


def test_a_damaged_table_is_told_and_the_second_one_is_used(gpt: bytes) -> None:
    image = bytearray(gpt)
    image[1024 : 1024 + 64] = bytes(64)
    analysis = walked(bytes(image))
    assert faults(analysis) == {"firmware.fault.sum"}
    assert named(analysis, b"partition1").start == 64 * 512


def test_a_gpt_disk_that_is_cut_off_gives_what_is_there(gpt: bytes) -> None:
    analysis = walked(gpt[: 2 * _MB - 512])
    assert faults(analysis) >= {"firmware.fault.cut", "firmware.fault.cut-short"}
    assert named(analysis, b"partition2").size == _MB - 512


def test_logical_partitions_of_an_mbr_are_followed(tmp_path: Path) -> None:
    path = _disk(tmp_path, 4 * _MB)
    rows = (b"label: dos", b"start=64,size=1000,type=c,bootable", b"start=2000,type=5", b"start=2100,size=500,type=83",
            b"start=3000,size=700,type=82", b"")  # fmt: skip
    made("sfdisk", "-q", path, given=b"\n".join(rows))
    image = bytearray(path.read_bytes())
    image[8192 : 8192 + len(_GAP)] = _GAP
    analysis = walked(bytes(image))
    well_formed(analysis)
    assert analysis.nodes[0].format == "mbr"
    placed = {node.name: (node.start // 512, node.size // 512) for node in analysis.nodes[1:]}
    assert placed[b"partition1"] == (64, 1000)
    assert placed[b"partition5"] == (2100, 500)
    assert placed[b"partition6"] == (3000, 700)
    assert placed[b"between@0x200"] == (1, 63)
    assert dict(named(analysis, b"partition1").facts) == {"type": "FAT32", "active": "yes"}


def test_a_chain_of_logical_partitions_that_leads_back_ends() -> None:
    image = bytearray(_MB)
    image[446:462] = struct.pack("<B3sB3sLL", 0, bytes(3), 5, bytes(3), 10, 1500)
    image[510:512] = b"\x55\xaa"
    at = 10 * 512
    image[at + 446 : at + 462] = struct.pack("<B3sB3sLL", 0, bytes(3), 0x83, bytes(3), 5, 20)
    image[at + 462 : at + 478] = struct.pack("<B3sB3sLL", 0, bytes(3), 5, bytes(3), 0xFFFFFFF6, 20)
    image[at + 510 : at + 512] = b"\x55\xaa"
    analysis = walked(bytes(image))
    assert named(analysis, b"partition5").start == 15 * 512
    assert len(analysis.nodes) < 8


def test_a_mark_of_a_boot_sector_alone_is_no_table() -> None:
    sector = bytes(510) + b"\x55\xaa"
    noise = b"\x80\x01" * 255 + b"\x55\xaa"
    assert spans(walked(b"\xee" * 512 + sector + noise + b"\xee" * 512)) == []


def test_an_iso_file_system_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "readme").write_bytes(b"contents")
    made("genisoimage", "-quiet", "-V", "DRIVERS", "-o", tmp_path / "x.iso", tmp_path / "in")
    image = (tmp_path / "x.iso").read_bytes()
    analysis = walked(b"\xff" * 2048 + image + b"\xff" * 600)
    assert spans(analysis) == [("iso9660", 2048, 2048 + len(image))]
    assert dict(named(analysis, b"iso9660@0x800").facts)["label"] == "DRIVERS"
    assert faults(analysis) == {"firmware.fault.variant"}


def test_an_exfat_file_system_is_bounded_and_its_sum_is_right(tmp_path: Path) -> None:
    path = _disk(tmp_path, 2 * _MB)
    made("mkfs.exfat", "-b", "4K", path)
    analysis = walked(path.read_bytes() + b"\xff" * 1000)
    assert spans(analysis) == [("exfat", 0, 2 * _MB)]
    assert faults(analysis) == {"firmware.fault.variant"}
