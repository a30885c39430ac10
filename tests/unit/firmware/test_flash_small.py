"""Cramfs and romfs as their tools make them, and as nobody would."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import pytest

from helpers.flash_images import changed, device, find, hard_tree, named, sure, taken, went_in, without_modes
from helpers.outside_tools import made


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hard_tree(tmp_path_factory.mktemp("small"))


# ---------------------------------------------- cramfs


def cramfs(root: Path, *options: str, name: str = "cramfs") -> bytes:
    path = root.parent / name
    made("mkfs.cramfs", *options, root, path)
    return path.read_bytes()


WAYS: dict[str, tuple[str, ...]] = {
    "little": ("-N", "little"), "big": ("-N", "big"), "holes": ("-z", "-n", "lamp"), "large pages": ("-b", "16384"),
    "swapped": ("-N", "little"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_file_of_a_cramfs_comes_out_as_it_went_in(root: Path, way: str) -> None:
    data = cramfs(root, *WAYS[way])
    if way == "swapped":
        swapped = root.parent / "swapped"
        made("cramfsswap", root.parent / "cramfs", swapped)
        data = swapped.read_bytes()
    shifted = b"boot" + data + b"more"
    found = sure(shifted, 4)
    out = taken(shifted, found)
    assert out.entries == went_in(root)
    assert out.faults == []
    assert found.end == 4 + len(data)
    order = dict(found.facts)["byte order"]
    assert order == ("big-endian" if way in {"big", "swapped"} else "little-endian")


def test_a_cramfs_behind_room_for_a_boot_sector_is_read_from_its_header_on(root: Path) -> None:
    data = cramfs(root, "-p")
    out = taken(data, sure(data, 512))
    assert out.entries == went_in(root)
    assert out.faults == []


def test_the_sums_of_a_cramfs_cover_what_they_are_said_to_cover(root: Path) -> None:
    data = cramfs(root)
    found = sure(data)
    (crc,) = named(found.checks, "crc32")
    (first, second) = crc.covers
    zeroed = data[first[0] : first[1]] + bytes(4) + data[second[0] : second[1]]
    assert zlib.crc32(zeroed) == int.from_bytes(data[crc.start : crc.end], "little")
    blocks = named(found.checks, "adler32")
    assert len(blocks) > 200
    for check in blocks:
        ((start, _),) = check.covers
        assert zlib.adler32(zlib.decompress(data[start : check.end])) == int.from_bytes(
            data[check.start : check.end], "big"
        )


def test_a_changed_cramfs_says_so_and_a_truncated_one_gives_what_is_there(root: Path) -> None:
    data = cramfs(root)
    bad = changed(data, (len(data) // 2, b"\0" * 40))
    out = taken(bad, sure(bad))
    wanted = went_in(root)
    assert "sum" in out.faults
    assert 0 < sum(out.entries[name] != wanted[name] for name in wanted) < 5
    for size in (80, 4096, len(data) // 2):
        assert taken(data[:size], sure(data[:size])).faults[0] == "cut"


def hand_made(rows: list[bytes], size: int = 4096) -> bytes:
    """Write a cramfs whose outermost folder holds `rows`, whatever they are."""
    folder = b"".join(rows)
    root = struct.pack("<HHII", 0o040755, 0, len(folder), (76 // 4) << 6)
    head = struct.pack("<IIII16sIIII16s", 0x28CD3D45, size, 3, 0, b"Compressed ROMFS", 0, 0, 1, 2, b"made") + root
    data = (head + folder).ljust(size, b"\0")
    return data[:32] + struct.pack("<I", zlib.crc32(data)) + data[36:]


def row(name: bytes, mode: int, size: int, place: int) -> bytes:
    name += b"\0" * (-len(name) % 4)
    return struct.pack("<HHII", mode, 0, size, (place // 4) << 6 | len(name) // 4) + name


def test_a_hostile_cramfs_is_bounded() -> None:
    looped = hand_made([row(b"loop", 0o040755, 40, 76), row(b"dev", 0o020600, 0x0501, 0)])
    out = taken(looped, sure(looped))
    assert set(out.entries) == {b"loop", b"dev"}
    assert device(out.members[b"dev"]) == "character 5:1"
    assert out.faults == ["loop"]
    beyond = hand_made([row(b"far", 0o100644, 10, 0x3FFFFF0), row(b"long", 0o100644, 0xFFFFFF, 100)])
    assert taken(beyond, sure(beyond)).faults == ["table", "table"]
    evil = hand_made([row(b"../x", 0o100644, 0, 0), row(b"ok", 0o100644, 0, 0)])
    out = taken(evil, sure(evil))
    assert (set(out.entries), out.faults) == ({b"ok"}, ["names"])
    lying = hand_made([row(b"folder", 0o040755, 0xFFFFFF, 100)])
    assert "table" in taken(lying, sure(lying)).faults
    assert find(b"\x45\x3d\xcd\x28" + bytes(100)) is None
    assert find((b"\x45\x3d\xcd\x28" + bytes(12) + b"Compressed ROMFS") * 9) is None


# ---------------------------------------------- romfs


def romfs(root: Path, *options: str) -> bytes:
    path = root.parent / "romfs"
    made("genromfs", "-d", root, "-f", path, "-V", "a volume", *options)
    return path.read_bytes()


def test_every_file_of_a_romfs_stands_there_as_it_went_in(root: Path) -> None:
    data = romfs(root)
    before = b"kernel" * 100
    shifted = before + data
    found = sure(shifted, len(before))
    out = taken(shifted, found)
    assert without_modes(out.entries) == without_modes(went_in(root))
    assert out.faults == []
    assert (found.label, found.end) == ("a volume", len(before) + int.from_bytes(data[8:12], "big"))
    assert all(member.start >= 0 for name, member in out.members.items()
               if member.kind.value == "file" and member.size and name not in {b"large", b"sub/the same"})  # fmt: skip
    for check in found.checks:
        whole = shifted[check.start - 12 : check.covers[-1][1]]
        assert sum(struct.unpack(f">{len(whole) // 4}I", whole)) & 0xFFFFFFFF == 0
    assert len(found.checks) > len(out.entries)


def test_devices_of_a_romfs_have_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/@console,c,5,1").write_bytes(b"")
    (tmp_path / "tree/@disk,b,8,17").write_bytes(b"")
    data = romfs(tmp_path / "tree")
    out = taken(data, sure(data))
    assert {name: device(member) for name, member in out.members.items()} == {
        b"console": "character 5:1", b"disk": "block 8:17",
    }  # fmt: skip


def test_a_romfs_that_lies_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "tree/folder").mkdir(parents=True)
    (tmp_path / "tree/file").write_bytes(b"x" * 3000)
    data = romfs(tmp_path / "tree")
    shutil.rmtree(tmp_path / "tree")
    assert taken(data[:600], sure(data[:600])).faults[:1] == ["cut"]
    at = data.index(b"file\0") - 16
    endless = changed(data, (at, struct.pack(">I", at | 2)))
    assert {"loop", "records"} <= set(taken(endless, sure(endless)).faults)
    long = changed(data, (at + 8, b"\xff\xff\xff\xff"))
    assert {"cut", "records"} <= set(taken(long, sure(long)).faults)
    assert find(b"-rom1fs-" + bytes(600)) is None
    assert find(b"-rom1fs-" * 900) is None
    assert find(b"-rom1fs-" + b"\xff" * 600) is None
    assert find(changed(data, (12, b"\0\0\0\0"))) is not None
