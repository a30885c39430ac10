"""UBI and UBIFS as their tools make them, with erase blocks in any order, copies, a journal, and as nobody would."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from codebinder.firmware import read_image
from codebinder.firmware.flash.ubi_blocks import crc
from codebinder.firmware.reading import Exhausted, Memory
from codebinder.model.firmware import NodeKind
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.flash_images import budget, changed, device, find, hard_tree, opened, sure, taken, went_in
from helpers.outside_tools import made

BLOCK, LEB, IO = 16 << 10, 15872 - 512, 512


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hard_tree(tmp_path_factory.mktemp("ubi"))


def ubifs(root: Path, *options: str, name: str = "ubifs") -> bytes:
    path = root.parent / name
    made("mkfs.ubifs", "-r", root, "-o", path, "-m", str(IO), "-e", str(LEB), "-c", "300", "-U", *options)
    return path.read_bytes()


@pytest.fixture(scope="module")
def honest(root: Path) -> bytes:
    return ubifs(root, name="honest")


# ---------------------------------------------- UBIFS


@pytest.mark.parametrize("packing", ["none", "lzo", "favor_lzo", "zlib", "zstd"])
def test_every_file_comes_out_as_it_went_in(root: Path, packing: str) -> None:
    data = ubifs(root, "-x", packing)
    before = b"\xff" * 8
    found = sure(before + data, 8)
    out = taken(before + data, found)
    assert out.entries == went_in(root)
    assert out.faults == []
    assert found.end == 8 + len(data)
    for check in found.checks:
        ((_, middle), (start, end)) = check.covers
        assert middle == check.start
        assert crc((before + data)[start:end]).to_bytes(4, "little") == (before + data)[check.start : check.end]
    assert len(found.checks) > 500


def test_devices_have_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    table = tmp_path / "table"
    table.write_text("/console c 600 0 0 5 1 0 0 -\n/disk b 640 3 4 259 70000 0 0 -\n/pipe p 600 0 0 0 0 0 0 -\n")
    data = ubifs(tmp_path / "tree", "-D", str(table))
    out = taken(data, sure(data))
    assert {name: device(member) for name, member in out.members.items()} == {
        b"console": "character 5:1", b"disk": "block 259:70000", b"pipe": "pipe",
    }  # fmt: skip


def test_a_damaged_node_is_said_and_costs_its_file_alone(root: Path, honest: bytes) -> None:
    place = honest.index(b"small file 77\n")
    data = changed(honest, (place, b"SMALL"))
    out = taken(data, sure(data))
    wanted = went_in(root)
    assert {name for name in wanted if out.entries[name] != wanted[name]} == {b"sub/deeper/still deeper/f077"}
    assert out.faults == ["records", "block"]


def masters(data: bytes) -> list[int]:
    """Give where the master nodes stand."""
    return [at for at in range(LEB, 3 * LEB, 8) if data[at : at + 4] == b"\x31\x18\x10\x06" and data[at + 20] == 7]


def test_without_an_index_the_newest_nodes_count(root: Path, honest: bytes) -> None:
    data = changed(honest, *((at + 50, b"\xee") for at in masters(honest)))
    out = taken(data, sure(data))
    assert out.entries == went_in(root)
    assert out.faults == ["table", "records"]


def node(kind: int, sequence: int, body: bytes) -> bytes:
    """Write a node as a running device does."""
    rest = struct.pack("<QIBBxx", sequence, 24 + len(body), kind, 0) + body
    return (struct.pack("<II", 0x06101831, crc(rest)) + rest).ljust(-(-(24 + len(body)) // 8) * 8, b"\0")


def inode(number: int, sequence: int, size: int, links: int = 1) -> bytes:
    body = struct.pack("<II8x", number, 0) + struct.pack("<QQ36xIIIIII", 0, size, links, 0, 0, 0o100644, 0, 0)
    return node(0, sequence, body.ljust(136, b"\0"))


def name(folder: int, sequence: int, text: bytes, target: int) -> bytes:
    head = struct.pack("<II8xQBBHI", folder, 2 << 29, target, 0, 0, len(text), 0)
    return node(2, sequence, head + text + b"\0")


def content(number: int, sequence: int, block: int, body: bytes) -> bytes:
    return node(1, sequence, struct.pack("<II8xIHH", number, 1 << 29 | block, len(body), 0, 0) + body)


def test_what_was_written_since_the_index_counts(root: Path, honest: bytes) -> None:
    (commit, _, log) = struct.unpack_from("<QII", honest, masters(honest)[-1] + 32)
    most = struct.unpack_from("<Q", honest, masters(honest)[-1] + 24)[0]
    bud = len(honest) // LEB - 1
    count = struct.unpack_from("<I", honest, 40)[0]
    assert honest[log * LEB + 20] == 10  # the log begins with the commit's node
    assert honest[log * LEB + 24 : log * LEB + 32] == commit.to_bytes(8, "little")
    used = (struct.unpack_from("<I", honest, log * LEB + 16)[0] + 7) & ~7
    wanted = went_in(root)
    numbers = inode_numbers(honest)
    journal = b"".join((
        inode(most + 1, 10_001, 5000), content(most + 1, 10_002, 1, b"tail" * 226),
        name(1, 10_003, b"new file", most + 1),
        name(1, 10_004, b"page", 0), inode(numbers[b"page"], 10_005, 0, 0),
        inode(numbers[b"noise"], 10_006, 3),
        node(4, 10_007, struct.pack("<I12xQQ", numbers[b"noise"], 40_000, 3)),
    ))  # fmt: skip
    reference = node(8, 10_000, struct.pack("<III28x", bud + 1, 0, 1))
    data = changed(honest, (log * LEB + used, reference)) + journal.ljust(LEB, b"\xff")
    head = changed(data[:4096], (40, (count + 1).to_bytes(4, "little")))
    data = changed(data, (0, changed(head, (4, crc(head[8:]).to_bytes(4, "little")))))
    out = taken(data, sure(data))
    assert out.faults == []
    left = out.entries.pop(b"superseded")[2]
    assert (wanted[b"page"][2] in left, wanted[b"noise"][2][4096:8192] in left) == (True, True)
    wanted[b"new file"] = "file", 0o644, bytes(4096) + b"tail" * 226
    kind, mode, body = wanted[b"noise"]
    wanted[b"noise"] = kind, mode, body[:3]
    del wanted[b"page"]
    assert out.entries == wanted


def inode_numbers(data: bytes) -> dict[bytes, int]:
    """Give the inodes of names in the outermost folder, as their nodes say."""
    rows: dict[bytes, int] = {}
    for at in range(0, len(data) - 60, 8):
        if data[at : at + 4] == b"\x31\x18\x10\x06" and data[at + 20] == 2 and data[at + 24 : at + 28] == b"\1\0\0\0":
            size = int.from_bytes(data[at + 50 : at + 52], "little")
            rows[data[at + 56 : at + 56 + size]] = int.from_bytes(data[at + 40 : at + 48], "little")
    return rows


def test_sizes_that_lie_are_bounded(honest: bytes) -> None:
    for size in (4096, LEB + 100, len(honest) // 2, len(honest) - 100):
        out = taken(honest[:size], sure(honest[:size]))
        assert out.faults
    assert find(honest[:4000]) is None
    assert find(changed(honest, (40, b"\x01"))) is None  # its sum does not fit any more
    for at, value in ((36, 8), (36, 1 << 31), (40, 0), (40, 1 << 31), (56, 1 << 31), (60, 1 << 31), (64, 1 << 31)):
        head = changed(honest[:4096], (at, value.to_bytes(4, "little")))
        data = changed(honest, (0, changed(head, (4, crc(head[8:]).to_bytes(4, "little")))))
        found = find(data)
        if found is not None:
            taken(data, found)


def test_an_index_that_contains_itself_is_given_up(root: Path, honest: bytes) -> None:
    at = masters(honest)[-1]
    leb, offset, size = struct.unpack_from("<III", honest, at + 48)
    place = leb * LEB + offset
    top = changed(
        honest[place : place + size], *((28 + 20 * number, struct.pack("<II", leb, offset)) for number in range(2))
    )
    data = changed(honest, (place, changed(top, (4, crc(top[8:]).to_bytes(4, "little")))))
    out = taken(data, sure(data))
    assert out.faults == ["table"]
    assert out.entries == went_in(root)


def test_a_small_budget_ends_it(honest: bytes) -> None:
    with pytest.raises(Exhausted):
        find(honest, 0, budget(steps=50))


# ---------------------------------------------- UBI


@pytest.fixture(scope="module")
def flash(root: Path, honest: bytes) -> bytes:
    folder = root.parent
    (folder / "kernel").write_bytes(random.Random(3).randbytes(100_001))
    (folder / "small").write_bytes(b"a few bytes")
    config = folder / "ubi.ini"
    config.write_text(
        f"[a]\nmode=ubi\nimage={folder}/honest\nvol_id=0\nvol_size=6MiB\nvol_type=dynamic\nvol_name=root fs\n"
        f"[b]\nmode=ubi\nimage={folder}/kernel\nvol_id=3\nvol_type=static\nvol_name=kernel\n"
        f"[c]\nmode=ubi\nimage={folder}/small\nvol_id=4\nvol_type=static\nvol_name=small\n"
        "[d]\nmode=ubi\nvol_id=9\nvol_size=64KiB\nvol_type=dynamic\nvol_name=data\n"
    )
    made("ubinize", "-o", folder / "ubi", "-p", "16KiB", "-m", str(IO), "-Q", "7", config)
    return (folder / "ubi").read_bytes()


def volumes(data: bytes, at: int = 0) -> tuple[dict[bytes, bytes], list[str]]:
    out = taken(data, sure(data, at))
    return {key: body for key, (_, _, body) in out.entries.items()}, out.faults


def blocks(data: bytes) -> list[bytes]:
    return [data[at : at + BLOCK] for at in range(0, len(data), BLOCK)]


def test_volumes_come_out_as_they_went_in(root: Path, honest: bytes, flash: bytes) -> None:
    wanted = {
        b"root fs": honest, b"kernel": (root.parent / "kernel").read_bytes(), b"small": b"a few bytes", b"data": b"",
    }  # fmt: skip
    assert volumes(flash) == (wanted, [])
    found = sure(b"boot" * 9 + flash + b"end", 36)
    assert found.end == 36 + len(flash)
    facts = dict(found.facts)
    assert (facts["erase block"], facts["volumes"]) == (str(BLOCK), "4")
    assert {region.label for region in found.regions} == {"volume table", "root fs", "kernel", "small"}
    for check in sure(flash).checks:
        ((start, end),) = check.covers
        assert crc(flash[start:end]).to_bytes(4, "big") == flash[check.start : check.end], check
    assert {check.name for check in found.checks} == {"header crc32", "data crc32", "record crc32"}


def test_erase_blocks_in_any_order_with_blank_ones_between_are_the_same_volumes(flash: bytes) -> None:
    mixed = blocks(flash)
    first, rest = mixed[0], mixed[1:]
    random.Random(5).shuffle(rest)
    rest[4:4] = [b"\xff" * BLOCK] * 3
    rest[9:9] = [first[:64].ljust(BLOCK, b"\xff")]  # erased, never used
    assert volumes(b"".join([first, *rest])) == volumes(flash)


def vid(block: bytes, **fields: int) -> bytes:
    """Write some fields of a volume header anew, and its sum."""
    head = block[IO : IO + 64]
    for key, value in fields.items():
        at, size = {
            "copied": (6, 1),
            "leb": (12, 4),
            "size": (20, 4),
            "used": (24, 4),
            "sum": (32, 4),
            "sequence": (40, 8),
        }[key]
        head = changed(head, (at, value.to_bytes(size, "big")))
    return block[:IO] + head[:60] + crc(head[:60]).to_bytes(4, "big") + block[IO + 64 :]


def test_the_newest_copy_counts_unless_it_broke_off(flash: bytes) -> None:
    whole = blocks(flash)
    old, other = whole[5], b"\x5a" * 1000
    start = IO + 512
    body = other.ljust(BLOCK - start, b"\xff")
    newer = vid(old[:start] + body, sequence=99)
    found, faults = volumes(flash + newer)
    assert faults == []
    assert other in found[b"root fs"]
    good = vid(old[:start] + body, sequence=99, copied=1, size=1000, sum=crc(other))
    assert other in volumes(flash + good)[0][b"root fs"]
    broken = vid(old[:start] + body, sequence=99, copied=1, size=1000, sum=crc(other) ^ 1)
    assert volumes(flash + broken) == volumes(flash)
    assert volumes(b"".join([*whole[:5], broken, *whole[6:], old])) == volumes(flash)


def test_damage_and_missing_parts_are_said(flash: bytes) -> None:
    kernel = next(at for at, block in enumerate(blocks(flash)) if block[IO + 5] == 2)
    bad = changed(flash, (kernel * BLOCK + IO + 600, b"\0" * 8))
    assert volumes(bad)[1] == ["records"]
    lost = changed(flash, (kernel * BLOCK + IO, b"\0" * 64))
    assert volumes(lost)[1] == ["records", "cut", "table"]
    headless = changed(flash, (8 * BLOCK, b"\0" * 64))
    assert volumes(headless)[1] == ["records"]
    short = flash[: len(flash) - 5000]
    assert "cut" in volumes(short)[1]


def test_numbers_that_lie_are_bounded(flash: bytes) -> None:
    whole = blocks(flash)
    far = b"".join([*whole[:5], vid(whole[5], leb=0x7FFFFFFF), *whole[6:]])
    found, faults = volumes(far)
    assert faults == ["records"]
    assert len(found[b"root fs"]) == len(volumes(flash)[0][b"root fs"])
    kernel = next(at for at, block in enumerate(whole) if block[IO + 5] == 2)
    many = b"".join([*whole[:kernel], vid(whole[kernel], used=0xFFFFFFFF), *whole[kernel + 1 :]])
    member = taken(many, sure(many)).members[b"kernel"]
    assert member.size < 200_000
    assert opened(member)[0]


def test_a_lone_header_claims_nothing_behind_it(flash: bytes) -> None:
    found = sure(flash[:BLOCK] + b"something else" * 2000)
    assert found.end <= 1024
    assert taken(flash, found).faults == ["table"]
    assert find(b"UBI#" + bytes(100)) is None
    assert find(changed(flash, (60, b"\0\0\0\0"))) is None


def test_the_whole_walk_finds_the_files_inside_the_file_system_inside_the_volume(root: Path, flash: bytes) -> None:
    found = read_image(Memory(flash), name=b"flash.bin", progress=NoProgress(), cancel=NeverCancel())
    files = {node.name: node for node in found.nodes if node.kind is NodeKind.FILE}
    wanted = {name for name, row in went_in(root).items() if row[0] == "file"}
    assert wanted == set(files)
    assert [node.format for node in found.nodes[:2]] == ["ubi", "ubifs"]
