"""Archives made by cpio, tar, ar, zip and rpmbuild: what went in comes out, and where each ends."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebinder.firmware.reading import Memory
from codebinder.firmware.streams.cpio import READERS
from codebinder.firmware.streams.zipped import ZIP
from codebinder.model.firmware import NodeKind
from helpers.file_trees import LONG, digests, tree
from helpers.outside_tools import made
from helpers.read_images import budget, contents, digest, faults, named, spans, walked, well_formed

_BEFORE, _BEHIND = b"\xff" * 512, b"\xff" * 700


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree(tmp_path_factory.mktemp("tree"))


def _names(root: Path, *, folders: bool = True) -> bytes:
    paths = [path for path in sorted(root.rglob("*")) if folders or not path.is_dir() or path.is_symlink()]
    return b"".join(bytes(path.relative_to(root)) + b"\n" for path in paths)


def _cpio(root: Path, notation: str) -> bytes:
    return made("cpio", "-o", "--quiet", "-H", notation, cwd=root, given=_names(root))


@pytest.mark.parametrize("notation", ["newc", "crc", "odc", "bin"])
def test_a_cpio_archive_gives_back_every_file(root: Path, notation: str) -> None:
    packed = _cpio(root, notation)
    analysis = walked(_BEFORE + packed + _BEHIND)
    well_formed(analysis)
    assert spans(analysis) == [("cpio", len(_BEFORE), len(_BEFORE) + len(packed))]
    assert contents(analysis) == digests(root)
    assert not faults(analysis)
    link = named(analysis, b"etc/link")
    assert (link.kind, link.target) == (NodeKind.LINK, b"init.d/rcS")
    assert named(analysis, b"etc/init.d/rcS").mode == 0o100755
    assert named(analysis, b"etc/init.d").kind is NodeKind.FOLDER
    assert named(analysis, b"large.bin").start > 0


def test_sums_of_a_cpio_archive_are_checks_and_a_wrong_one_is_told(root: Path) -> None:
    packed = bytearray(_cpio(root, "crc"))
    found = READERS[1].read(Memory(bytes(packed)), 0, budget())
    assert found is not None
    assert len(found.checks) == 5
    (check,) = [each for each in found.checks if each.covers[0][1] - each.covers[0][0] == 150_001]
    low, high = check.covers[0]
    assert int(packed[check.start : check.end], 16) == sum(packed[low:high]) & 0xFFFFFFFF
    packed[low] ^= 1
    assert faults(walked(bytes(packed))) == {"firmware.fault.sum"}


def test_two_cpio_archives_that_follow_each_other_are_two(root: Path) -> None:
    packed = _cpio(root, "newc")
    assert [row[0] for row in spans(walked(packed + packed))] == ["cpio", "cpio"]


@pytest.mark.parametrize("notation", ["gnu", "pax", "ustar"])
def test_a_tar_archive_gives_back_every_file(root: Path, notation: str) -> None:
    packed = made(
        "tar", "--create", "--sort=name", f"--format={notation}", "--exclude=a-name*", "--file=-", ".", cwd=root
    )
    analysis = walked(_BEFORE + packed + _BEHIND)
    well_formed(analysis)
    assert spans(analysis) == [("tar", len(_BEFORE), len(_BEFORE) + len(packed))]
    expected = {name: value for name, value in digests(root).items() if LONG.encode() not in name}
    expected.pop(b"etc/passwd-")
    assert contents(analysis) == expected
    hard = named(analysis, b"etc/passwd-")
    assert (hard.kind, hard.target, dict(hard.facts)["link"]) == (NodeKind.LINK, b"./etc/passwd", "hard")
    assert named(analysis, b"etc/init.d/rcS").mode == 0o100755
    assert not faults(analysis)


@pytest.mark.parametrize("options", [("--format=gnu",), ("--format=posix",), ("--format=gnu", "--sparse")])
def test_long_names_and_files_with_holes_come_out_of_tar(root: Path, options: tuple[str, ...]) -> None:
    packed = made("tar", "--create", *options, "--file=-", f"etc/{LONG}", "hole.bin", "large.bin", cwd=root)
    found = contents(walked(packed))
    wanted = digests(root)
    assert found == {name: wanted[name] for name in (f"etc/{LONG}".encode(), b"hole.bin", b"large.bin")}


def test_an_old_tar_archive_is_known_by_its_sum_at_the_beginning(root: Path) -> None:
    packed = made("tar", "--create", "--format=v7", "--file=-", "large.bin", "etc/passwd", cwd=root)
    analysis = walked(packed)
    assert analysis.nodes[0].format == "tar"
    assert set(contents(analysis)) == {b"large.bin", b"etc/passwd"}


def test_a_file_with_holes_in_the_posix_notation_is_put_together(root: Path) -> None:
    packed = made("tar", "--create", "--format=posix", "--sparse", "--file=-", "hole.bin", "etc/passwd", cwd=root)
    assert contents(walked(packed)) == {name: digests(root)[name] for name in (b"hole.bin", b"etc/passwd")}


def test_an_ar_archive_gives_back_its_members(root: Path, tmp_path: Path) -> None:
    made("ar", "rc", tmp_path / "lib.a", "large.bin", f"etc/{LONG}", "etc/passwd", cwd=root)
    packed = (tmp_path / "lib.a").read_bytes()
    analysis = walked(_BEFORE + packed + _BEHIND)
    assert spans(analysis) == [("ar", len(_BEFORE), len(_BEFORE) + len(packed))]
    wanted = digests(root)
    assert contents(analysis) == {
        b"large.bin": wanted[b"large.bin"], LONG.encode(): wanted[f"etc/{LONG}".encode()],
        b"passwd": wanted[b"etc/passwd"],
    }  # fmt: skip


def test_a_zip_archive_gives_back_its_members_and_links(root: Path, tmp_path: Path) -> None:
    made("zip", "-qry", tmp_path / "x.zip", ".", cwd=root)
    packed = (tmp_path / "x.zip").read_bytes()
    analysis = walked(_BEFORE + packed + _BEHIND)
    well_formed(analysis)
    assert spans(analysis) == [("zip", len(_BEFORE), len(_BEFORE) + len(packed))]
    assert contents(analysis) == digests(root)
    assert named(analysis, b"etc/link").target == b"init.d/rcS"
    assert not faults(analysis)


def test_a_stored_member_of_a_zip_archive_stands_plainly_and_its_sum_is_a_check(root: Path, tmp_path: Path) -> None:
    made("zip", "-q0", tmp_path / "x.zip", "large.bin", cwd=root)
    packed = (tmp_path / "x.zip").read_bytes()
    node = named(walked(packed), b"large.bin")
    large = (root / "large.bin").read_bytes()
    assert packed[node.start : node.start + node.size] == large
    found = ZIP.read(Memory(packed), 0, budget())
    assert found is not None
    assert [check.covers for check in found.checks] == [((node.start, node.start + len(large)),)] * 2
    assert {packed[check.start : check.end] for check in found.checks} == {struct.pack("<L", zlib.crc32(large))}


def test_a_zip_archive_written_as_a_stream_is_read(root: Path) -> None:
    packed = made("zip", "-q", "-", "large.bin", "etc/passwd", cwd=root)
    assert contents(walked(packed)) == {name: digests(root)[name] for name in (b"large.bin", b"etc/passwd")}


@pytest.mark.parametrize("streamed", [False, True], ids=["sizes", "no sizes"])
def test_a_zip_archive_without_its_directory_is_walked_from_member_to_member(root: Path, streamed: bool) -> None:
    whole = BytesIO()
    with zipfile.ZipFile(_Unseekable(whole) if streamed else whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("large.bin", "etc/passwd", "etc/init.d/rcS"):
            archive.write(root / name, name)
    packed = whole.getvalue()
    analysis = walked(packed[: packed.index(b"PK\1\2")])
    assert contents(analysis) == {
        name: digests(root)[name] for name in (b"large.bin", b"etc/passwd", b"etc/init.d/rcS")
    }
    assert faults(analysis) == {"firmware.fault.cut-short"}


class _Unseekable(BytesIO):
    """A stream that can't be sought in, so that sizes come behind the members."""

    def __init__(self, into: BytesIO) -> None:
        super().__init__()
        self._into = into

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        return self._into.write(data)

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


def test_a_damaged_member_of_a_zip_archive_is_told() -> None:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("a.bin", bytes(range(256)) * 20)
    packed = bytearray(whole.getvalue())
    packed[2000] ^= 0x80
    assert faults(walked(bytes(packed))) == {"firmware.fault.sum"}


def test_an_rpm_package_tells_its_name_and_gives_its_payload(root: Path, tmp_path: Path) -> None:
    spec = tmp_path / "board.spec"
    spec.write_text(
        "Name: board\nVersion: 2.1\nRelease: 7\nSummary: s\nLicense: MIT\nBuildArch: noarch\n%description\nd\n"
        f"%install\nmkdir -p %{{buildroot}}/opt\ncp {root}/large.bin %{{buildroot}}/opt\n%files\n/opt\n"
    )
    made("rpmbuild", "-bb", "--define", f"_topdir {tmp_path}", "--define", "_binary_payload w3.gzdio", spec)
    packed = (tmp_path / "RPMS" / "noarch" / "board-2.1-7.noarch.rpm").read_bytes()
    analysis = walked(_BEFORE + packed + _BEHIND)
    assert spans(analysis) == [("rpm", len(_BEFORE), len(_BEFORE) + len(packed))]
    told = dict(named(analysis, b"rpm@0x200").facts)
    assert (told["name"], told["version"], told["release"]) == ("board", "2.1", "7")
    assert contents(analysis)[b"opt/large.bin"] == digests(root)[b"large.bin"]


def test_a_7z_archive_is_bounded_and_not_opened(root: Path, tmp_path: Path) -> None:
    made("7z", "a", "-bd", tmp_path / "x.7z", root / "large.bin")
    packed = (tmp_path / "x.7z").read_bytes()
    analysis = walked(_BEFORE + packed + _BEHIND)
    assert spans(analysis) == [("7z", len(_BEFORE), len(_BEFORE) + len(packed))]
    assert faults(analysis) == {"firmware.fault.variant"}


def _rar_block(kind: int, flags: bytes, data: bytes = b"") -> bytes:
    body = bytes((kind,)) + flags
    head = bytes((len(body),)) + body
    return struct.pack("<L", zlib.crc32(head)) + head + data


def test_a_rar_archive_is_bounded_by_its_blocks() -> None:
    packed = (
        b"Rar!\x1a\x07\x01\x00" + _rar_block(1, b"\0\0") + _rar_block(2, b"\2\x32", b"d" * 50) + _rar_block(5, b"\0\0")
    )
    analysis = walked(_BEFORE + packed + _BEHIND)
    assert spans(analysis) == [("rar", len(_BEFORE), len(_BEFORE) + len(packed))]


def test_lying_sizes_cost_nothing_and_are_told() -> None:
    head = b"07070100000001000081A4" + b"00000000" * 2 + b"00000001" + b"00000000" + b"FFFFFFFF" + b"00000000" * 4
    entry = head + b"00000006" + b"00000000" + b"a.txt\0"
    analysis = walked(entry + b"contents")
    assert faults(analysis) >= {"firmware.fault.cut-short"}
    assert named(analysis, b"a.txt").size <= 8
    assert digest(b"contents")[:2]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(("newc", "tar", "zip")), st.data())
def test_no_damaged_archive_stops_a_reading(kind: str, data: st.DataObject) -> None:
    packed = bytearray(_SMALL[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(packed) - 4))
        packed[at : at + 4] = data.draw(st.binary(min_size=4, max_size=4))
    well_formed(walked(bytes(packed)))


def _small_zip() -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"alpha" * 50)
        archive.writestr("b/c", bytes(range(200)))
    return whole.getvalue()


def _small_newc() -> bytes:
    def entry(name: bytes, mode: int, data: bytes) -> bytes:
        fields = (1, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0)
        head = b"070701" + b"".join(b"%08X" % each for each in fields) + name + b"\0"
        head += bytes(-len(head) % 4)
        return head + data + bytes(-len(data) % 4)

    return entry(b"a", 0o100644, b"alpha" * 9) + entry(b"d", 0o40755, b"") + entry(b"TRAILER!!!", 0, b"")


def _small_tar() -> bytes:
    import tarfile

    whole = BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        row = tarfile.TarInfo("a")
        row.size = 300
        archive.addfile(row, BytesIO(bytes(300)))
    return whole.getvalue()


_SMALL = {"newc": _small_newc(), "tar": _small_tar(), "zip": _small_zip()}


def test_two_bytes_and_a_name_are_no_cpio_archive() -> None:
    head = struct.pack("<13H", 0o070707, 0, 9, 0o100644, 0, 0, 1, 0, 0, 0, 2, 7, 9) + b"x\0"
    assert walked(bytes(range(200)) + head + bytes(range(1, 250)) * 40).nodes[1:] == ()
    assert all(reader.read(Memory(head + bytes(900)), 0, budget()) is None for reader in READERS)


def test_the_word_of_an_ar_archive_in_a_programs_text_is_none() -> None:
    assert walked(b"not an archive\0!<arch>\n\0!<thin>\n\0").nodes[1:] == ()
    assert walked(b"!<arch>\n").nodes[0].format == "ar"
