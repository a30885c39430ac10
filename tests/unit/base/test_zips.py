"""Archives are written alike everywhere, and a hostile one is refused before anything of it is used."""

from __future__ import annotations

import io
import os
import shutil
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import deflate
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder.base.zips import ZipLimits, ZipReader, ZipWriter
from codebinder.base.zipwrite import CENTRAL, LOCAL
from codebinder.errors import Bug, UserError

MOMENT = (2026, 11, 21, 12, 30, 58)


def packed(data: bytes) -> bytes:
    return bytes(deflate.deflate_compress(data, 6)) if data else b""


def written(members: dict[str, bytes], *, executable: frozenset[str] = frozenset()) -> bytes:
    stream = io.BytesIO()
    writer = ZipWriter(stream, moment=MOMENT)
    for name, data in members.items():
        writer.add(name, data, compressed=packed(data), executable=name in executable)
    writer.close()
    return stream.getvalue()


MEMBERS = {"top/a.txt": b"hello " * 1000, "top/empty": b"", "top/run.sh": b"#!/bin/sh\n", "top/r": os.urandom(99)}
ARCHIVE = written(MEMBERS, executable=frozenset({"top/run.sh"}))


def stdlib(*entries: tuple[zipfile.ZipInfo | str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def test_other_readers_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(ARCHIVE)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == MEMBERS
        assert {info.date_time for info in archive.infolist()} == {MOMENT}
        assert [info.external_attr >> 16 for info in archive.infolist()] == [0o100644, 0o100644, 0o100755, 0o100644]
        assert all(not info.extra for info in archive.infolist())
    unzip = shutil.which("unzip")
    if unzip:
        assert subprocess.run([unzip, "-tqq", str(path)], check=False, capture_output=True).returncode == 0


@given(
    st.dictionaries(st.text(st.sampled_from("abc/é中"), min_size=1, max_size=8), st.binary(max_size=300), max_size=8)
)
def test_what_was_written_is_read(members: dict[str, bytes]) -> None:
    reader = (
        ZipReader(written(members), lenient=True) if len({n.rstrip("/") for n in members}) == len(members) else None
    )
    if reader is None:
        return
    assert {member.name: reader.read(member, 1000) for member in reader.members} == members
    assert reader.unaccounted == 0


def test_the_same_members_give_the_same_bytes_in_every_environment(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; os.umask(int(sys.argv[1], 8)); time.tzset()\n"
        "from codebinder.base.zips import ZipWriter\n"
        "w = ZipWriter(open(sys.argv[2], 'wb'), moment=(2026, 11, 21, 12, 30, 58))\n"
        "w.add('top/a', b'hello' * 50, executable=True); w.add_stream('top/b', [b'x', b'y']); w.close()\n"
    )
    outputs: set[bytes] = set()
    for number, (zone, umask, seed) in enumerate([("UTC", "022", "0"), ("Asia/Shanghai", "077", "1")]):
        path = tmp_path / str(number)
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", code, umask, str(path)], env=environment, check=True, timeout=30)
        outputs.add(path.read_bytes())
        time.sleep(0.01)
    assert len(outputs) == 1


def test_a_streamed_member_has_its_size_and_crc_in_its_header() -> None:
    stream = io.BytesIO()
    writer = ZipWriter(stream, moment=MOMENT)
    assert writer.add_stream("top/s", [b"abc", b"def"]) == (zlib.crc32(b"abcdef"), 6)
    assert writer.add_stream("top/large", [b"abc"], large=True) == (zlib.crc32(b"abc"), 3)
    writer.add("top/t", b"after")
    writer.close()
    reader = ZipReader(stream.getvalue())
    assert [reader.read(member, 9) for member in reader.members] == [b"abcdef", b"abc", b"after"]
    assert zipfile.ZipFile(io.BytesIO(stream.getvalue())).testzip() is None


class Hole(io.BytesIO):
    """A stream that keeps heads and tails of what is written, so that gigabytes cost nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        self.kept: dict[int, bytes] = {}

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        if len(data) < 1000:
            self.kept[self.at] = bytes(data)
        self.at += len(data)
        return len(data)

    def tell(self) -> int:
        return self.at

    def seek(self, at: int, whence: int = 0, /) -> int:
        self.at = at
        return at


def test_sizes_and_offsets_beyond_4_gib_use_zip64() -> None:
    stream = Hole()
    writer = ZipWriter(stream, moment=MOMENT)
    chunk = bytes(64 << 20)
    writer.add_stream("top/huge", (chunk for _ in range(66)), large=True)
    writer.add("top/after", b"x")
    writer.close()
    tail = b"".join(stream.kept[at] for at in sorted(stream.kept) if at > 66 * len(chunk))
    assert struct.pack("<2Q", 66 * len(chunk), 66 * len(chunk)) in tail
    assert b"PK\6\6" in tail
    assert b"PK\6\7" in tail


def test_a_large_member_that_was_not_announced_is_refused() -> None:
    with pytest.raises(UserError):
        ZipWriter(Hole(), moment=MOMENT).add_stream("top/huge", (bytes(64 << 20) for _ in range(64)))


def test_more_than_65535_members_use_zip64() -> None:
    archive = written({f"top/{number}": b"" for number in range(70_000)})
    assert len(zipfile.ZipFile(io.BytesIO(archive)).namelist()) == 70_000
    assert len(ZipReader(archive).members) == 70_000


def test_a_name_twice_cannot_be_written() -> None:
    writer = ZipWriter(io.BytesIO(), moment=MOMENT)
    writer.add("a", b"")
    with pytest.raises(Bug):
        writer.add("a", b"")


def test_data_that_does_not_shrink_is_stored() -> None:
    (member,) = ZipReader(written({"a": b"x"})).members
    assert member.method == 0


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("top/link")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return info


def twice() -> bytes:
    return written({"top/a": b"1", "top/b": b"2"}).replace(b"top/b", b"top/a")


def local_name_differs() -> bytes:
    return ARCHIVE.replace(b"top/a.txt", b"top/b.txt", 1)


def local_size_differs() -> bytes:
    data = bytearray(written({"top/a": b"12345"}))
    data[22:26] = struct.pack("<L", 4)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(written({"top/a": b"12345"}))
    data[6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Two members of the directory, one inside the bytes of the other (as in David Fifield's bomb)."""
    inner = written({"top/b": b"inner"})
    inner_local = inner[: inner.find(b"PK\1\2")]
    outer = written({"top/a": inner_local})
    begin = outer.find(b"PK\1\2", outer.find(b"PK\1\2") if b"PK\1\2" in inner_local else 0)
    entry = bytearray(inner[inner.find(b"PK\1\2") : inner.rfind(b"PK\5\6")])
    entry[42:46] = struct.pack("<L", LOCAL.size + len("top/a"))
    central = outer[begin : outer.rfind(b"PK\5\6")] + bytes(entry)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2, 2, len(central), begin, 0)
    return outer[:begin] + central + end


def method_unknown() -> bytes:
    return stdlib(("top/a", b"hello"), compression=zipfile.ZIP_LZMA)


def count_lies() -> bytes:
    data = bytearray(ARCHIVE)
    at = data.rfind(b"PK\5\6")
    data[at + 8 : at + 12] = struct.pack("<2H", 3, 3)
    return bytes(data)


def trailing() -> bytes:
    return ARCHIVE + b"more"


def directory_elsewhere() -> bytes:
    data = bytearray(ARCHIVE)
    at = data.rfind(b"PK\5\6")
    data[at + 16 : at + 20] = struct.pack("<L", 1)
    return bytes(data)


def offset_outside() -> bytes:
    data = bytearray(ARCHIVE)
    at = data.find(b"PK\1\2")
    data[at + 42 : at + 46] = struct.pack("<L", 0x7FFFFFFF)
    return bytes(data)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no archive": lambda: b"hello, world, this is no archive at all",
    "cut short": lambda: ARCHIVE[:-10],
    "cut in the middle": lambda: ARCHIVE[: len(ARCHIVE) // 2],
    "beginning lost": lambda: ARCHIVE[10:],
    "trailing bytes": trailing,
    "absolute": lambda: stdlib(("/etc/passwd", b"x")),
    "drive letter": lambda: stdlib(("C:x", b"x")),
    "parent": lambda: stdlib(("../x", b"x")),
    "parent inside": lambda: stdlib(("top/../../x", b"x")),
    "parent at the end": lambda: stdlib(("top/..", b"x")),
    "here": lambda: stdlib(("top/./x", b"x")),
    "empty segment": lambda: stdlib(("top//x", b"x")),
    "backslash": lambda: written({"top\\x": b"x"}),
    "zero byte": lambda: written({"top/x\0y": b"x"}),
    "newline": lambda: written({"top/x\ny": b"x"}),
    "twice": twice,
    "file and folder": lambda: written({"top/a": b"1", "top/a/b": b"2"}),
    "folder and file": lambda: written({"top/a/": b"", "top/a": b"2"}),
    "link": lambda: stdlib((link(), b"/etc/passwd")),
    "encrypted": encrypted,
    "overlapping": overlapping,
    "unknown method": method_unknown,
    "local name differs": local_name_differs,
    "local size differs": local_size_differs,
    "fewer counted than listed": count_lies,
    "directory elsewhere": directory_elsewhere,
    "offset outside": offset_outside,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(HOSTILE[kind]())
    with pytest.raises(UserError):
        ZipReader(path)


def test_links_and_names_are_let_through_for_readers_that_write_nothing() -> None:
    for archive in (stdlib((link(), b"/etc/passwd")), stdlib(("../x", b"x"))):
        assert len(ZipReader(archive, lenient=True).members) == 1


@pytest.mark.parametrize("fast", [False, True])
def test_every_flipped_byte_of_a_member_is_noticed(fast: bool) -> None:
    original = ZipReader(ARCHIVE)
    for member in original.members:
        for at in range(member.offset, member.offset + member.compressed):
            data = bytearray(ARCHIVE)
            data[at] ^= 0x55
            reader = ZipReader(bytes(data), fast=fast)
            target = reader.find(member.name)
            assert target is not None
            with pytest.raises(UserError):
                reader.read(target, 1 << 20)


def test_a_wrong_crc_is_noticed() -> None:
    data = written({"top/a": b"12345"})
    crc = struct.pack("<L", zlib.crc32(b"12345"))
    reader = ZipReader(data.replace(crc, b"\1\2\3\4"))
    with pytest.raises(UserError):
        reader.read(reader.members[0], 99)


def test_a_size_that_lies_is_noticed_without_unpacking_all() -> None:
    true = written({"top/a": b"\0" * 100_000})
    for fast in (False, True):
        reader = ZipReader(true.replace(struct.pack("<L", 100_000), struct.pack("<L", 10)), fast=fast)
        with pytest.raises(UserError):
            reader.read(reader.members[0], 1 << 20)


def test_bytes_behind_the_end_of_a_deflate_stream_are_noticed() -> None:
    stream = io.BytesIO()
    writer = ZipWriter(stream, moment=MOMENT)
    writer.add("top/a", b"a" * 1000, compressed=packed(b"a" * 1000) + b"hidden")
    writer.close()
    reader = ZipReader(stream.getvalue())
    with pytest.raises(UserError):
        reader.read(reader.members[0], 1 << 20)


def test_a_member_larger_than_the_limit_is_refused() -> None:
    reader = ZipReader(ARCHIVE)
    with pytest.raises(UserError):
        reader.read(reader.members[0], 100)


def test_too_many_members_are_refused() -> None:
    with pytest.raises(UserError):
        ZipReader(ARCHIVE, limits=ZipLimits(members=3))


def test_a_bomb_is_refused_by_its_ratio() -> None:
    with pytest.raises(UserError):
        ZipReader(written({"top/a": b"\0" * 5_000_000}), limits=ZipLimits(ratio=100, free=1 << 20))


def test_a_total_beyond_the_cap_is_refused() -> None:
    with pytest.raises(UserError):
        ZipReader(ARCHIVE, limits=ZipLimits(total=1000))


def test_bytes_that_belong_to_no_member_are_counted() -> None:
    begin = ARCHIVE.find(b"PK\1\2")
    entry = bytearray(ARCHIVE)
    end = ARCHIVE.rfind(b"PK\5\6")
    entry[end + 16 : end + 20] = struct.pack("<L", begin + 7)
    assert ZipReader(bytes(entry[:begin]) + b"strange" + bytes(entry[begin:])).unaccounted == 7


def test_archives_of_the_standard_library_are_read() -> None:
    archive = stdlib(("top/", b""), ("top/a", b"hello" * 99), ("top/é", b"x"))
    reader = ZipReader(archive)
    assert [(member.name, member.folder) for member in reader.members] == [
        ("top/", True),
        ("top/a", False),
        ("top/é", False),
    ]
    assert reader.read(reader.members[1], 999) == b"hello" * 99


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=len(ARCHIVE)))
def test_garbage_never_gives_more_than_a_sentence(noise: bytes, at: int) -> None:
    data = ARCHIVE[:at] + noise + ARCHIVE[at + len(noise) :]
    try:
        reader = ZipReader(data)
        for member in reader.members:
            reader.read(member, 1 << 20)
    except UserError:
        pass


def test_the_reader_streams_in_pieces() -> None:
    reader = ZipReader(ARCHIVE)
    pieces = list(reader.stream(reader.members[0], chunk=1000))
    assert b"".join(pieces) == MEMBERS["top/a.txt"]
    assert max(map(len, pieces)) <= 1000
    assert CENTRAL.size == 46
