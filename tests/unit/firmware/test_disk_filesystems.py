"""ext and FAT file systems made by mkfs and mtools: every file as it went in; and hostile ones."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.firmware.disk.ext import EXT
from codebinder.firmware.disk.ext_layout import crc32c
from codebinder.firmware.reading import Memory
from codebinder.model.firmware import Analysis, NodeKind
from helpers.file_trees import LONG, digests, tree
from helpers.outside_tools import made
from helpers.read_images import budget, contents, digest, faults, named, spans, walked, well_formed

_BEFORE, _BEHIND = b"\xff" * 1024, b"\xff" * 900


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree(tmp_path_factory.mktemp("tree"))


def _ext(root: Path, folder: Path, *options: str, size: int = 4 << 20, kind: str = "ext4") -> bytes:
    image = folder / "ext.img"
    with image.open("wb") as file:
        file.truncate(size)
    made(f"mkfs.{kind}", "-q", "-F", "-L", "rootfs", *options, "-d", root, image)
    return image.read_bytes()


EXTS = {
    "ext2": ("ext2", ()),
    "ext3": ("ext3", ("-J", "size=1")),
    "ext4": ("ext4", ()),
    "ext4-4k": ("ext4", ("-b", "4096")),
    "ext4-64bit-sums": ("ext4", ("-O", "64bit,metadata_csum")),
    "ext4-groups-apart": ("ext4", ("-O", "meta_bg,^resize_inode,^flex_bg", "-g", "1024")),
    "ext4-maps": ("ext4", ("-O", "^extents,^64bit,^metadata_csum")),
}


@pytest.mark.parametrize("made_as", EXTS)
def test_an_ext_file_system_gives_back_every_file(root: Path, tmp_path: Path, made_as: str) -> None:
    kind, options = EXTS[made_as]
    image = _ext(root, tmp_path, *options, kind=kind)
    analysis = walked(_BEFORE + image + _BEHIND)
    well_formed(analysis)
    assert spans(analysis) == [(kind, len(_BEFORE), len(_BEFORE) + len(image))]
    assert contents(analysis) == digests(root)
    assert not faults(analysis)
    link = named(analysis, b"etc/link")
    assert (link.kind, link.target) == (NodeKind.LINK, b"init.d/rcS")
    assert named(analysis, b"etc/init.d/rcS").mode == 0o100755
    assert named(analysis, b"etc/passwd").start > 0
    assert dict(named(analysis, f"{kind}@0x400".encode()).facts)["label"] == "rootfs"


def test_inline_files_and_folders_of_ext4_are_read(tmp_path: Path) -> None:
    root = tmp_path / "small"
    (root / "etc").mkdir(parents=True)
    for size in (1, 59, 60, 61, 100, 140):
        (root / "etc" / f"f{size}").write_bytes(random.Random(size).randbytes(size))
    image = _ext(root, tmp_path, "-I", "256", "-O", "inline_data", size=1 << 20)
    assert contents(walked(image)) == digests(root)


def test_a_hashed_folder_with_many_files_is_read(tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    for number in range(400):
        (root / f"a-somewhat-longer-name-of-a-file-{number:04d}").write_bytes(b"%d" % number)
    image = _ext(root, tmp_path, "-N", "600")
    assert contents(walked(image)) == digests(root)


def test_the_sum_of_the_superblock_is_a_check(root: Path, tmp_path: Path) -> None:
    image = bytearray(_ext(root, tmp_path, "-O", "metadata_csum"))
    found = EXT.read(Memory(bytes(image)), 0, budget())
    assert found is not None
    check = found.checks[0]
    (covers,) = check.covers
    assert int.from_bytes(image[check.start : check.end], "little") == crc32c(image[covers[0] : covers[1]])
    image[1024 + 136] ^= 1
    assert "firmware.fault.sum" in faults(walked(bytes(image)))


def test_sums_over_names_and_inline_contents_are_checks_that_fit(tmp_path: Path) -> None:
    root = tmp_path / "small"
    root.mkdir()
    (root / "secret").write_bytes(b"hunter2")
    image = _ext(root, tmp_path, "-I", "256", "-O", "inline_data,metadata_csum,64bit", "-b", "1024", size=1 << 20)
    found = EXT.read(Memory(image), 0, budget())
    assert found is not None
    held = image.index(b"hunter2")
    low, high = (each for each in found.checks if any(begin <= held < end for begin, end in each.covers))
    number = 1 + (low.start - 124 - _inode(image, 1)) // 256
    data = bytearray(image[low.start - 124 : low.start - 124 + 256])
    seed = crc32c(struct.pack("<L", number) + data[100:104], crc32c(image[1024 + 104 : 1024 + 120]))
    data[124:126] = data[130:132] = bytes(2)
    value = crc32c(bytes(data), seed)
    assert image[low.start : low.end] + image[high.start : high.end] == struct.pack("<L", value)
    folders = [each for each in found.checks if each.name == "crc32c of a folder"]
    assert all(each.end % 1024 == 0 for each in folders)
    assert folders


def test_a_file_system_that_is_cut_off_gives_what_is_there(root: Path, tmp_path: Path) -> None:
    image = _ext(root, tmp_path)
    analysis = walked(image[: len(image) // 2])
    assert analysis.nodes[0].format == "ext4"
    assert "firmware.fault.cut" in faults(analysis)
    assert named(analysis, b"etc/passwd").sha256 == digests(root)[b"etc/passwd"]


def _inode(image: bytes, number: int) -> int:
    """Find an inode's place in an image of blocks of 1 KB with one group."""
    size = int.from_bytes(image[1024 + 88 : 1024 + 90], "little")
    table = int.from_bytes(image[2048 + 8 : 2048 + 12], "little")
    return table * 1024 + (number - 1) * size


def test_a_folder_that_contains_the_root_is_not_entered_twice(tmp_path: Path) -> None:
    root = tmp_path / "loop"
    (root / "below").mkdir(parents=True)
    image = bytearray(_ext(root, tmp_path, "-O", "^metadata_csum", "-b", "1024", size=1 << 20))
    at = image.index(b"below") - 8
    image[at : at + 4] = struct.pack("<L", 2)
    analysis = walked(bytes(image))
    assert "firmware.fault.loop" in faults(analysis)
    assert len(analysis.nodes) < 6


def test_a_tree_of_extents_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    root = tmp_path / "one"
    root.mkdir()
    (root / "f").write_bytes(random.Random(1).randbytes(5000))
    image = bytearray(_ext(root, tmp_path, "-O", "^metadata_csum", "-b", "1024", size=1 << 20))
    number = int.from_bytes(image[(at := image.index(b"\1\1f\0") - 6) : at + 4], "little")
    place = _inode(image, number) + 40
    block = int.from_bytes(image[place + 20 : place + 24], "little")
    node = struct.pack("<4HL", 0xF30A, 84, 84, 1, 0) + struct.pack("<LLHH", 0, block, 0, 0) * 84
    image[place : place + 60] = struct.pack("<4HL", 0xF30A, 4, 4, 2, 0) + struct.pack("<LLHH", 0, block, 0, 0) * 4
    image[block * 1024 : block * 1024 + len(node)] = node
    assert named(walked(bytes(image)), b"f").sha256 != digest((root / "f").read_bytes())


def test_a_file_larger_than_its_file_system_is_no_endless_run_of_zeros(tmp_path: Path) -> None:
    root = tmp_path / "one"
    root.mkdir()
    (root / "f").write_bytes(b"x" * 100)
    image = bytearray(_ext(root, tmp_path, "-O", "^metadata_csum", "-b", "1024", size=1 << 20))
    number = int.from_bytes(image[(at := image.index(b"\1\1f\0") - 6) : at + 4], "little")
    place = _inode(image, number)
    image[place + 4 : place + 8] = b"\xff\xff\xff\x7f"
    analysis = walked(bytes(image))
    assert "firmware.fault.size" in faults(analysis)
    assert not analysis.stopped
    assert named(analysis, b"f").size == 1024


# -------------------------------------------------------------------------------------------------------------- FAT


def _fat(root: Path, folder: Path, bits: int, size: int) -> bytes:
    image = folder / "fat.img"
    with image.open("wb") as file:
        file.truncate(size)
    made("mkfs.fat", f"-F{bits}", "-n", "BOOTPART", *(("-s", "1") if bits > 12 else ()), image)
    made("mmd", "-i", image, "::/etc", "::/etc/init.d")
    made("mcopy", "-i", image, root / "hole.bin", root / "etc" / "passwd", "::")
    made("mdel", "-i", image, "::/hole.bin")
    made("mcopy", "-i", image, root / "etc" / "init.d" / "rcS", "::/etc/init.d")
    made("mcopy", "-i", image, root / "large.bin", "::")
    made("mcopy", "-i", image, root / "hole.bin", root / "etc" / LONG, root / "etc" / "empty", "::/etc")
    return image.read_bytes()


@pytest.mark.parametrize(("bits", "size"), [(12, 3 << 20), (16, 3 << 20), (32, 34 << 20)])
def test_a_fat_file_system_gives_back_every_file(root: Path, tmp_path: Path, bits: int, size: int) -> None:
    image = _fat(root, tmp_path, bits, size)
    analysis = walked(_BEFORE + image + _BEHIND)
    well_formed(analysis)
    assert spans(analysis) == [(f"fat{bits}", len(_BEFORE), len(_BEFORE) + len(image))]
    wanted = digests(root)
    assert contents(analysis) == {
        b"passwd": wanted[b"etc/passwd"], b"large.bin": wanted[b"large.bin"], b"etc/hole.bin": wanted[b"hole.bin"],
        f"etc/{LONG}".encode(): wanted[f"etc/{LONG}".encode()], b"etc/empty": digest(b""),
        b"etc/init.d/rcS": wanted[b"etc/init.d/rcS"],
    }  # fmt: skip
    assert dict(named(analysis, b"fat%d@0x400" % bits).facts)["label"] == "BOOTPART"
    assert not faults(analysis)


def test_a_chain_of_clusters_that_turns_back_ends_and_is_told(root: Path, tmp_path: Path) -> None:
    image = bytearray(_fat(root, tmp_path, 16, 3 << 20))
    table = int.from_bytes(image[14:16], "little") * 512
    at = image.index(b"LARGE   BIN")
    first = int.from_bytes(image[at + 26 : at + 28], "little")
    image[table + 2 * first + 4 : table + 2 * first + 6] = struct.pack("<H", first)
    image[at + 28 : at + 32] = b"\xff\xff\xff\x7f"
    analysis = walked(bytes(image))
    assert "firmware.fault.chain" in faults(analysis)
    assert named(analysis, b"large.bin").size <= len(image)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("small")
    root = folder / "root"
    (root / "d").mkdir(parents=True)
    (root / "d" / "f").write_bytes(b"alpha" * 900)
    images = {
        "ext4": _ext(root, folder, "-b", "1024", size=200 << 10),
        "ext2": _ext(root, folder, "-N", "32", size=100 << 10, kind="ext2"),
    }
    image = folder / "small.fat"
    with image.open("wb") as file:
        file.truncate(100 << 10)
    made("mkfs.fat", image)
    made("mcopy", "-i", image, root / "d" / "f", "::")
    images["fat"] = image.read_bytes()
    return images


def _places(chance: random.Random, image: bytes) -> Iterator[int]:
    used = [at for at in range(0, len(image), 64) if any(image[at : at + 64])]
    for _ in range(chance.randint(1, 6)):
        yield chance.choice(used) + chance.randrange(60)


@settings(max_examples=25, deadline=None)
@given(kind=st.sampled_from(("ext4", "ext2", "fat")), seed=st.integers(0, 1 << 32))
def test_no_damaged_file_system_stops_a_reading(small: dict[str, bytes], kind: str, seed: int) -> None:
    chance = random.Random(seed)
    image = bytearray(small[kind])
    for at in _places(chance, small[kind]):
        image[at : at + 4] = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", chance.randbytes(4)))
    well_formed(walked(bytes(image)))


def _free(analysis: Analysis) -> list[tuple[int, int]]:
    return [(row.start, row.end) for row in analysis.nodes[0].regions if row.label == "free space"]


@pytest.mark.parametrize("made_as", EXTS)
def test_free_space_of_ext_is_what_its_own_tool_calls_free(root: Path, tmp_path: Path, made_as: str) -> None:
    kind, options = EXTS[made_as]
    image = _ext(root, tmp_path, *options, kind=kind)
    told = made("dumpe2fs", tmp_path / "ext.img").decode()
    size = int(re.search(r"Block size: +(\d+)", told)[1])  # type: ignore[index]
    theirs = set[int]()
    for row in re.findall(r"^  Free blocks: (.*)$", told, re.MULTILINE):
        for part in row.split(", ") if row else ():
            low, _, high = part.partition("-")
            theirs.update(range(int(low), int(high or low) + 1))
    ours = {block for low, high in _free(walked(image)) for block in range(low // size, high // size)}
    assert ours <= theirs
    assert (len(theirs) - len(ours)) * size < 64 << 10


@pytest.mark.parametrize(("bits", "size"), [(12, 3 << 20), (16, 3 << 20)])
def test_free_space_of_fat_holds_no_file(root: Path, tmp_path: Path, bits: int, size: int) -> None:
    image = bytearray(_fat(root, tmp_path, bits, size))
    free = _free(walked(bytes(image)))
    assert 1 << 20 < sum(high - low for low, high in free) < size - (600 << 10)
    for low, high in free:
        image[low:high] = bytes(high - low)
    assert len(contents(walked(bytes(image)))) == 6
    assert contents(walked(bytes(image)))[b"large.bin"] == digests(root)[b"large.bin"]
