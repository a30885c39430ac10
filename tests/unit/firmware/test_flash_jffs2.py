"""JFFS2 as mkfs.jffs2 and sumtool make it in both byte orders, as a running device leaves it, and as nobody would."""

from __future__ import annotations

import lzma
import struct
import zlib
from pathlib import Path

import pytest

from codebinder.firmware.flash.common import kernel_crc
from codebinder.firmware.reading import Exhausted
from helpers.flash_images import budget, changed, device, find, hard_tree, sure, taken, went_in
from helpers.outside_tools import made

NAME, INODE, CLEAN, PADDING = 0xE001, 0xE002, 0x2003, 0x2004
NONE, HOLE, RTIME, ZLIB, LZO, LZMA = 0, 1, 2, 6, 7, 8
FILE, FOLDER = 0o100644, 0o040755


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hard_tree(tmp_path_factory.mktemp("jffs2"))


WAYS = {
    **{f"l {mode}": ("-l", "-m", mode) for mode in ("none", "priority", "size", "favourlzo")},
    **{f"b {mode}": ("-b", "-m", mode) for mode in ("none", "priority", "size", "favourlzo")},
    "rtime": ("-l", "-x", "zlib"),
    "lzo": ("-b", "-X", "lzo", "-y", "100:lzo"),
    "no marks": ("-l", "-n", "-p"),
    "large blocks": ("-l", "-e", "128KiB"),
}  # fmt: skip


def image(root: Path, *options: str, name: str = "image") -> bytes:
    path = root.parent / name
    made("mkfs.jffs2", "-r", root, "-o", path, "-U", "-e", "64KiB", *options)
    return path.read_bytes()


@pytest.mark.parametrize("way", WAYS)
def test_every_file_comes_out_as_it_went_in(root: Path, way: str) -> None:
    data = image(root, *WAYS[way])
    before = b"\0" * 65536
    shifted = before + data + b"and something else"
    found = sure(shifted, len(before))
    out = taken(shifted, found)
    assert out.entries == went_in(root)
    assert out.faults == []
    assert found.end == len(before) + len(data)
    facts = dict(found.facts)
    assert facts["byte order"] == ("big-endian" if "-b" in WAYS[way] else "little-endian")
    if way in {"rtime", "lzo", "l none"}:
        assert facts["compression"] == {"rtime": "none, rtime", "lzo": "lzo, none", "l none": "none"}[way]
    assert facts.get("erase block") == {"no marks": None, "large blocks": "131072"}.get(way, "65536")


def verified(data: bytes, found_checks: object) -> set[str]:
    """Compute every sum again over what it is said to cover."""
    names: set[str] = set()
    for check in found_checks:
        ((start, end),) = check.covers
        held = {int.from_bytes(data[check.start : check.end], order) for order in ("little", "big")}
        computed = zlib.adler32 if check.name == "adler32" else kernel_crc
        if check.name == "adler32":
            body = zlib.decompress(data[start : check.end])
            assert computed(body) in held
        else:
            assert computed(data[start:end]) in held, check
        names.add(check.name)
    return names


@pytest.mark.parametrize("order", ["-l", "-b"])
def test_every_sum_covers_what_it_is_said_to_cover(root: Path, order: str) -> None:
    plain, summed = root.parent / "plain", root.parent / "summed"
    image(root, order, "-n", name="plain")
    made("sumtool", "-i", plain, "-o", summed, "-e", "64KiB", order, "-n", "-p")
    data = summed.read_bytes()
    found = sure(data)
    out = taken(data, found)
    assert out.entries == went_in(root)
    assert out.faults == []
    assert verified(data, found.checks) == {"header crc32", "node crc32", "name crc32", "data crc32", "adler32"}


def test_devices_and_extended_attributes(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    table = tmp_path / "table"
    table.write_text("/console c 600 0 0 5 1 0 0 -\n/disk b 640 3 4 8 17 0 0 -\n/pipe p 600 0 0 0 0 0 0 -\n")
    made("mkfs.jffs2", "-r", tmp_path / "tree", "-D", table, "-o", tmp_path / "image", "-q", "-b")
    data = (tmp_path / "image").read_bytes()
    out = taken(data, sure(data))
    assert {name: device(member) for name, member in out.members.items()} == {
        b"console": "character 5:1", b"disk": "block 8:17", b"pipe": "pipe",
    }  # fmt: skip
    assert ("owner", "3:4") in out.members[b"disk"].facts


# ---------------------------------------------- what running devices leave behind


class Log:
    """Writes nodes one after the other, as a device does."""

    def __init__(self, order: str = "<") -> None:
        self.order, self.data = order, b""

    def node(self, kind: int, body: bytes, size: int = 0) -> Log:
        head = struct.pack(self.order + "HHI", 0x1985, kind | 0x2000, size or 12 + len(body))
        sums = struct.pack(self.order + "I", kernel_crc(head))
        head = struct.pack(self.order + "HHI", 0x1985, kind, size or 12 + len(body))
        self.data += head + sums + body
        self.data += b"\xff" * (-len(self.data) % 4)
        return self

    def name(self, folder: int, name: bytes, inode: int, version: int, form: int = 8, kind: int = NAME) -> Log:
        head = struct.pack(self.order + "HHI", 0x1985, kind | 0x2000, 40 + len(name))
        row = struct.pack(self.order + "IIIIBBH", folder, version, inode, 0, len(name), form, 0)
        told = struct.pack(self.order + "HHI", 0x1985, NAME, 40 + len(name))
        whole = told + struct.pack(self.order + "I", kernel_crc(head)) + row
        return self.node(kind, row + struct.pack(self.order + "II", kernel_crc(whole), kernel_crc(name)) + name)

    def inode(
        self, inode: int, version: int, at: int = 0, body: bytes = b"", *, size: int = -1, mode: int = FILE,
        unpacked: int = -1, form: int = NONE, wrong: bool = False,
    ) -> Log:  # fmt: skip
        unpacked = len(body) if unpacked < 0 else unpacked
        size = at + unpacked if size < 0 else size
        row = struct.pack(
            self.order + "IIIHHIIIIIIIBBH",
            inode,
            version,
            mode,
            0,
            0,
            size,
            0,
            0,
            0,
            at,
            len(body),
            unpacked,
            form,
            0,
            0,
        )
        head = struct.pack(self.order + "HHI", 0x1985, INODE, 68 + len(body))
        whole = head + struct.pack(self.order + "I", kernel_crc(head)) + row
        sums = struct.pack(self.order + "II", kernel_crc(body) ^ wrong, kernel_crc(whole))
        return self.node(INODE, row + sums + body)

    def blank(self, size: int) -> Log:
        self.data += b"\xff" * (-len(self.data) % size)
        return self

    def files(self) -> dict[bytes, bytes]:
        out = taken(self.data, sure(self.data))
        assert out.faults == []
        return {name: body for name, (kind, _, body) in out.entries.items() if kind != "part"}

    def superseded(self) -> bytes:
        return taken(self.data, sure(self.data)).entries[b"superseded"][2]


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_newest_version_of_each_byte_counts(order: str) -> None:
    log = Log(order).name(1, b"file", 2, 1)
    log.inode(2, 3, 2, b"NEW", size=10).inode(2, 1, 0, b"0123456789").inode(2, 2, 8, b"XY", size=10)
    assert log.files() == {b"file": b"01NEW567XY"}


def test_a_file_cut_short_and_written_beyond_has_zeros_between() -> None:
    log = Log().name(1, b"file", 2, 1).inode(2, 1, 0, b"0123456789").inode(2, 2, size=4, unpacked=0)
    assert log.files() == {b"file": b"0123"}
    log.inode(2, 3, 4, unpacked=5, form=HOLE).inode(2, 4, 9, b"end")
    assert log.files() == {b"file": b"0123\0\0\0\0\0end"}


def test_deleted_and_renamed_files_are_gone_and_counted() -> None:
    log = Log().name(1, b"gone", 2, 1).inode(2, 1, 0, b"secret").name(1, b"old", 3, 2).inode(3, 1, 0, b"kept")
    log.name(1, b"gone", 0, 3).name(1, b"new", 3, 4).name(1, b"old", 0, 5)
    assert log.files() == {b"new": b"kept"}
    assert log.superseded() == b"secret"
    assert dict(sure(log.data).facts)["deleted names"] == "2"
    log.name(1, b"gone", 3, 2)  # older than its deletion, wherever it stands
    assert log.files() == {b"new": b"kept"}


def test_what_newer_versions_cover_is_given_apart() -> None:
    text = b"an older password, packed\n" * 9
    log = Log().name(1, b"file", 2, 1).inode(2, 1, 0, zlib.compress(text), unpacked=len(text), form=ZLIB)
    assert b"superseded" not in taken(log.data, sure(log.data)).entries
    log.inode(2, 2, 0, b"new" * 100).inode(2, 3, 4, unpacked=5, form=HOLE, size=9)
    assert log.files() == {b"file": b"newn\0\0\0\0\0"}
    assert log.superseded() == text


def test_nodes_marked_obsolete_do_not_count() -> None:
    log = Log().name(1, b"file", 2, 1).inode(2, 1, 0, b"right").name(1, b"other", 2, 9, kind=NAME & ~0x2000)
    assert log.files() == {b"file": b"right"}


def test_a_node_whose_data_are_damaged_gives_way_to_the_one_before() -> None:
    log = Log().name(1, b"file", 2, 1).inode(2, 1, 0, b"before").inode(2, 2, 0, b"AFTER!", wrong=True)
    out = taken(log.data, sure(log.data))
    assert out.entries[b"file"][2] == b"before"
    assert out.faults == ["records"]


def test_openwrt_packs_by_lzma_without_a_header() -> None:
    text = b"configuration of the lamp\n" * 100
    bare = [{"id": lzma.FILTER_LZMA1, "dict_size": 8192, "lc": 0, "lp": 0, "pb": 0}]
    log = Log().name(1, b"file", 2, 1).inode(2, 1, 0, lzma.compress(text, lzma.FORMAT_RAW, filters=bare), form=LZMA,
                                             unpacked=len(text), size=len(text))  # fmt: skip
    assert log.files() == {b"file": text}


def test_blank_stretches_and_torn_nodes_do_not_end_it() -> None:
    log = Log().node(CLEAN, b"").name(1, b"one", 2, 1).inode(2, 1, 0, b"1").blank(65536)
    log.node(CLEAN, b"").blank(65536).node(CLEAN, b"").name(1, b"two", 3, 2).inode(3, 1, 0, b"2")
    torn = len(log.data)
    log.inode(4, 1, 0, b"torn").name(1, b"three", 5, 3).inode(5, 1, 0, b"3").blank(65536)
    data = changed(log.data, (torn, b"\0" * 20))
    found = sure(data + b"something else that follows")
    out = taken(data, found)
    assert {name: body for name, (_, _, body) in out.entries.items()} == {b"one": b"1", b"two": b"2", b"three": b"3"}
    assert out.faults == ["records"]
    assert found.end == len(data)
    assert [region.label for region in found.regions] == ["blank"] * len(found.regions)
    assert sum(region.size for region in found.regions) > 160_000


# ---------------------------------------------- hostile


def test_folders_that_contain_each_other_are_entered_once() -> None:
    log = Log().name(1, b"a", 2, 1, form=4).inode(2, 1, mode=FOLDER).name(2, b"b", 3, 1, form=4)
    log.inode(3, 1, mode=FOLDER).name(3, b"a", 2, 1, form=4).name(3, b"top", 1, 1, form=4)
    out = taken(log.data, sure(log.data))
    assert set(out.entries) == {b"a", b"a/b", b"a/b/a", b"a/b/top"}
    assert out.faults == ["inode", "loop"] or out.faults == ["loop"]


@pytest.mark.parametrize("name", [b"..", b".", b"a/b", b"\0", b""], ids=["parent", "self", "path", "nul", "nothing"])
def test_names_that_are_none_are_left_out(name: bytes) -> None:
    log = Log().name(1, name, 2, 1).name(1, b"good", 2, 2).inode(2, 1, 0, b"x")
    out = taken(log.data, sure(log.data))
    assert set(out.entries) == {b"good"}
    assert out.faults == ["names"]


def test_sizes_that_lie_end_in_a_fault() -> None:
    long = Log().name(1, b"file", 2, 1).node(INODE, bytes(56), size=1 << 30)
    assert taken(long.data, sure(long.data)).faults == ["cut", "inode"]
    bomb = Log().name(1, b"file", 2, 1).inode(2, 1, 0, zlib.compress(bytes(1 << 22)), form=ZLIB, unpacked=1 << 22)
    assert taken(bomb.data, sure(bomb.data)).faults == ["records", "inode"]
    more = Log().name(1, b"file", 2, 1).inode(2, 1, 0, zlib.compress(bytes(9000)), form=ZLIB, unpacked=100)
    assert taken(more.data, sure(more.data)).faults == ["larger"]
    less = Log().name(1, b"file", 2, 1).inode(2, 1, 0, zlib.compress(bytes(50)), form=ZLIB, unpacked=100)
    assert taken(less.data, sure(less.data)).faults == ["block"]
    odd = Log().name(1, b"file", 2, 1).inode(2, 1, 0, b"abc", form=99, unpacked=100)
    assert taken(odd.data, sure(odd.data)).faults == ["codec"]


def test_nothing_is_claimed_without_a_sum_that_fits() -> None:
    honest = Log().node(CLEAN, b"").data
    assert find(honest) is not None
    assert find(changed(honest, (8, b"\0"))) is None
    assert find(honest[:11]) is None


def test_a_small_budget_ends_it() -> None:
    log = Log()
    for number in range(100):
        log.name(1, b"file %d" % number, 2, number)
    with pytest.raises(Exhausted):
        find(log.data, 0, budget(steps=20))
