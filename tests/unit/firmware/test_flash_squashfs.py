"""Squashfs as mksquashfs makes it with every compressor, and as nobody honest would."""

from __future__ import annotations

import os
import random
import struct
import zlib
from pathlib import Path

import pytest

from codebinder.firmware.reading import Exhausted
from helpers.flash_images import (
    budget,
    changed,
    device,
    find,
    hard_tree,
    named,
    opened,
    sure,
    taken,
    went_in,
)
from helpers.outside_tools import made

QUIET = ("-noappend", "-quiet", "-no-progress", "-all-root", "-processors", "1", "-mkfs-time", "0")
WAYS = {
    **{how: ("-comp", how) for how in ("gzip", "lzo", "lz4", "xz", "zstd", "lzma")},
    "plain": ("-noI", "-noD", "-noF", "-noX"),
    "no fragments": ("-no-fragments", "-no-exports"),
    "small blocks": ("-b", "4096", "-no-duplicates"),
    "large blocks, tails": ("-b", "1M", "-always-use-fragments", "-comp", "zstd"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hard_tree(tmp_path_factory.mktemp("squashfs"))


def image(root: Path, *options: str, name: str = "image") -> bytes:
    path = root.parent / name
    made("mksquashfs", root, path, *QUIET, *options)
    return path.read_bytes()


@pytest.fixture(scope="module")
def honest(root: Path) -> bytes:
    return image(root, name="honest")


@pytest.mark.parametrize("way", WAYS)
def test_every_file_comes_out_as_it_went_in(root: Path, way: str) -> None:
    data = image(root, *WAYS[way])
    before = b"boot loader" * 9
    shifted = before + data + b"\xff" * 500
    found = sure(shifted, len(before))
    out = taken(shifted, found)
    assert out.entries == went_in(root)
    assert out.faults == []
    assert found.end == len(before) + struct.unpack_from("<Q", data, 40)[0]
    assert dict(found.facts)["compression"] == (WAYS[way][1] if "-comp" in WAYS[way] and len(WAYS[way]) == 2 else
                                                "zstd" if "large" in way else "gzip")  # fmt: skip


def test_files_that_stand_there_as_they_are_are_given_as_such(root: Path) -> None:
    data = image(root, *WAYS["plain"])
    out = taken(data, sure(data))
    plain = {name for name, member in out.members.items() if member.start >= 0}
    assert {b"noise", b"page", b"sub/with space"} <= plain
    assert b"sparse" not in plain
    assert (b"large" in plain) != (b"sub/the same" in plain)


def test_hard_links_and_owners_are_told(root: Path) -> None:
    path = root.parent / "owned"
    made("mksquashfs", root, path, *QUIET, "-force-uid", "7", "-force-gid", "70000")
    out = taken(path.read_bytes(), sure(path.read_bytes()))
    assert ("hard link", "large") in out.members[b"sub/the same"].facts
    assert all(("owner", "7:70000") in member.facts for member in out.members.values())


def test_devices_have_their_numbers(root: Path, tmp_path: Path) -> None:
    rows = ("console c 600 0 0 5 1", "disk b 640 0 0 259 70000", "pipe i 600 0 0 f", "plug i 600 0 0 s")
    path = tmp_path / "devices"
    made("mksquashfs", root / "empty", path, *QUIET, *(part for row in rows for part in ("-p", row)))
    out = taken(path.read_bytes(), sure(path.read_bytes()))
    assert {name: device(member) for name, member in out.members.items()} == {
        b"console": "character 5:1", b"disk": "block 259:70000", b"pipe": "pipe", b"plug": "socket",
    }  # fmt: skip


@pytest.mark.parametrize(("way", "name"), [("gzip", "adler32"), ("xz", "crc32")])
def test_sums_inside_packed_blocks_are_listed(root: Path, way: str, name: str) -> None:
    data = image(root, "-comp", way)
    checks = named(sure(data).checks, name)
    assert len(checks) > 8
    for check in checks:
        (start, end) = check.covers[0]
        if name == "adler32":
            body = zlib.decompress(data[start : check.end])
            assert zlib.adler32(body).to_bytes(4, "big") == data[check.start : check.end]
        else:
            assert end == check.start
            assert data[start - 12 : start - 6] == b"\xfd7zXZ\0"


def with_attributes(folder: Path) -> Path:
    """Make a tree whose entries have extended attributes, where this file system can hold any."""
    root = folder / "attributed"
    (root / "folder").mkdir(parents=True)
    (root / "folder/file").write_bytes(b"contents")
    try:
        for path in (root / "folder", root / "folder/file"):
            os.setxattr(path, "user.test", b"value of the attribute " * 9)
    except (OSError, AttributeError):
        pytest.skip("no extended attributes here")
    return root


def test_extended_attributes_do_not_stand_in_the_way(tmp_path: Path) -> None:
    root = with_attributes(tmp_path)
    data = image(root)
    found = sure(data)
    assert taken(data, found).entries == went_in(root)
    (region,) = [region for region in found.regions if region.label == "extended attributes"]
    assert region.end == found.end
    assert any(region.start <= check.start < region.end for check in found.checks)
    for command in (("mkfs.jffs2", "--with-xattr", "-r"), ("mkfs.ubifs", "-m", "512", "-e", "15360", "-c", "60", "-r")):
        made(*command, root, "-o", tmp_path / "other")
        data = (tmp_path / "other").read_bytes()
        out = taken(data, sure(data))
        assert (out.entries, out.faults) == (went_in(root), [])


def test_an_image_with_nothing_in_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    made("mksquashfs", tmp_path / "none", tmp_path / "image", *QUIET)
    data = (tmp_path / "image").read_bytes()
    assert taken(data, sure(data)).entries == {}


def test_a_truncated_image_gives_what_is_there_and_says_so(honest: bytes) -> None:
    for size in (97, 5000, len(honest) // 2, len(honest) - 5000):
        found = sure(honest[:size])
        assert found.end == size
        assert "cut" in taken(honest[:size], found).faults


def test_a_damaged_block_is_said_at_its_file_and_nowhere_else(root: Path, honest: bytes) -> None:
    data = changed(honest, (2000, random.Random(1).randbytes(60)))
    out = taken(data, sure(data))
    wanted = went_in(root)
    wrong = {name for name in wanted if out.entries[name] != wanted[name]}
    assert out.faults
    assert 0 < len(wrong) < 8


def uncompressed(root: Path) -> bytes:
    return image(root, "-noI", "-noD", "-noF", "-no-exports")


def inodes(data: bytes) -> int:
    """Give where the first inode stands in an image whose tables are not packed."""
    return struct.unpack_from("<Q", data, 64)[0] + 2


def test_a_folder_inside_itself_is_entered_once(tmp_path: Path) -> None:
    (tmp_path / "tree/inner/innermost").mkdir(parents=True)
    data = uncompressed(tmp_path / "tree")
    folders = struct.unpack_from("<Q", data, 72)[0] + 2
    root = struct.unpack_from("<Q", data, 32)[0]
    looped = data
    for at in range(folders, folders + 60):  # each entry that could be one points to the outermost folder
        if data[at : at + 5] == b"inner":
            looped = changed(looped, (at - 8, struct.pack("<H", root & 0xFFFF)))
    out = taken(looped, sure(looped))
    assert "loop" in out.faults
    assert len(out.entries) <= 4


def test_a_file_of_a_stated_terabyte_costs_no_more_than_the_budget(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/file").write_bytes(b"x" * 5000)
    data = image(tmp_path / "tree", "-noI", "-noD", "-noF", "-no-fragments")
    lying = changed(data, (inodes(data) + 28, struct.pack("<I", 0xFFFFFFFF)))
    found = find(lying, 0, budget(steps=5000, unpacked=1 << 20))
    assert found is not None
    assert found.members is not None
    (member,) = list(found.members())
    _, faults = opened(member)
    assert faults == ["table"]


def test_a_fragment_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/file").write_bytes(b"x" * 5000)
    data = uncompressed(tmp_path / "tree")
    at = inodes(data) + 20
    assert data[at : at + 4] == bytes(4)
    for where, value, said in ((at, b"\x09\0\0\0", "table"), (at + 4, b"\0\x20\0\0", "block")):
        lying = changed(data, (where, value))
        assert taken(lying, sure(lying)).faults == [said]


def test_counts_and_places_that_lie_end_in_a_fault(honest: bytes) -> None:
    size = struct.unpack_from("<Q", honest, 40)[0]
    for at, value in ((4, 0xFFFFFFFF), (16, 0xFFFFFFFF)):
        data = changed(honest, (at, struct.pack("<I", value)))
        taken(data, sure(data))
    for at in (32, 64, 72):
        for value in (0, 95, size - 1, size + 1, 1 << 40, (1 << 64) - 1):
            data = changed(honest, (at, struct.pack("<Q", value)))
            found = find(data)
            if found is not None:
                assert taken(data, found).faults


def test_a_small_budget_ends_it(honest: bytes) -> None:
    with pytest.raises(Exhausted):
        find(honest, 0, budget(steps=20))


@pytest.mark.parametrize(
    ("order", "magic"), [("<", b"hsqs"), (">", b"sqsh"), ("<", b"shsq"), (">", b"qshs"), ("<", b"sqsh")],
    ids=["little", "big", "turned little", "turned big", "little behind big"],
)  # fmt: skip
def test_older_ones_are_bounded_and_named(order: str, magic: bytes) -> None:
    head = struct.pack(order + "IIIIIIHHHHBBB", 12, 0, 0, 0, 0, 0, 3, 1, 0, 16, 0, 1, 1) + struct.pack(
        order + "IQIIIQQQQQQQ", 1_200_000_000, 77, 65536, 1, 0, 4000, 1, 2, 3000, 3500, 3600, 0
    )
    data = magic + head + bytes(5000)
    found = sure(data)
    assert (found.end, found.label) == (4000, "3.1")
    assert taken(data, found).faults == ["variant"]


def test_big_endian_version_4_is_bounded_and_named(honest: bytes) -> None:
    row = struct.unpack_from("<IIIIHHHHHHQQQQQQQQ", honest, 4)
    data = b"sqsh" + struct.pack(">IIIIHHHHHHQQQQQQQQ", *row) + honest[96:]
    found = sure(data)
    assert (found.end, found.label) == (row[11], "4.0")
    assert taken(data, found).faults == ["variant"]


@pytest.mark.parametrize("data", [b"hsqs", b"hsqs" + bytes(200), b"hsqs" + b"\xff" * 200, b"sqsh" + b"\x01" * 200])
def test_a_magic_alone_is_not_claimed(data: bytes) -> None:
    assert find(data) is None
