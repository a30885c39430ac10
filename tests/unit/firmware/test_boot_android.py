"""Boot images of mkbootimg and sparse images of img2simg: what went in comes out."""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

import pytest

from helpers.boot_images import bytes_of, contents, drained, faults, find, members, noise, sure
from helpers.outside_tools import made

_PARTS = {
    name: noise(size, size) for name, size in (("kernel", 9000), ("ramdisk", 5000), ("second", 700), ("dtb", 900))
}


def _files(folder: Path, *names: str) -> list[str]:
    options: list[str] = []
    for name in names:
        (folder / name).write_bytes(_PARTS[name])
        options += [f"--{name}", str(folder / name)]
    return options


def _boot(folder: Path, version: int, *names: str) -> bytes:
    line = ("--cmdline", "console=ttyS0 quiet", "--os_version", "12.0.1", "--os_patch_level", "2022-03")
    board = ("--board", "aboard", "--pagesize", "2048") if version < 3 else ()
    files = _files(folder, *names)
    made("mkbootimg", "--header_version", str(version), *line, *board, *files, "-o", folder / "boot.img")
    return (folder / "boot.img").read_bytes()


@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_parts_come_out_as_they_went_in(tmp_path: Path, version: int) -> None:
    names = ("kernel", "ramdisk", *(("second",) if version < 3 else ()), *(("dtb",) if version == 2 else ()))
    image = _boot(tmp_path, version, *names)
    found = sure("Android boot", b"\0" * 512 + image + b"\0" * 100, 512)
    assert (found.end, found.faults) == (512 + len(image), ())
    assert contents(b"\0" * 512 + image, found) == {each.encode(): _PARTS[each] for each in names}
    said = dict(found.facts)
    assert (said["version"], said["command line"], said["system"]) == (
        str(version),
        "console=ttyS0 quiet",
        "12.0.1 (2022-03)",
    )
    if version < 3:
        assert (said["name"], said["page"]) == ("aboard", "2048")


@pytest.mark.parametrize("names", [("kernel", "dtb"), ("kernel", "ramdisk", "second", "dtb")], ids=["two", "all"])
def test_the_id_is_a_check_over_all_parts_and_their_sizes(tmp_path: Path, names: tuple[str, ...]) -> None:
    image = _boot(tmp_path, 2, *names)
    (check,) = sure("Android boot", image).checks
    covered = b"".join(image[start:end] for start, end in check.covers)
    assert image[check.start : check.end] == hashlib.sha1(covered).digest()
    assert all(_PARTS[each] in covered for each in names)
    assert faults(sure("Android boot", image[:2100] + b"?" + image[2101:])) == ["firmware.fault.sum"]


def _padded(*parts: bytes) -> bytes:
    return b"".join(each + bytes(-len(each) % 4096) for each in parts)


def test_version_4_holds_a_signature_too() -> None:
    header = struct.pack("<8s9I1536sI", b"ANDROID!", 9000, 5000, 0, 1584, 0, 0, 0, 0, 4, b"quiet", 77)
    signature = noise(77, 7)
    image = _padded(header, _PARTS["kernel"], _PARTS["ramdisk"], signature)
    found = sure("Android boot", image)
    expected = {b"kernel": _PARTS["kernel"], b"ramdisk": _PARTS["ramdisk"], b"signature": signature}
    assert (contents(image, found), found.end, found.faults) == (expected, len(image), ())
    (check,) = found.checks
    assert (image[check.start : check.end], check.covers) == (signature, ((0, check.start),))


def test_a_vendor_s_image_gives_its_ramdisk_and_its_tree(tmp_path: Path) -> None:
    files = _files(tmp_path, "ramdisk", "dtb")
    more = ("--vendor_ramdisk", files[1], "--vendor_boot", tmp_path / "v.img", "--vendor_cmdline", "a=b")
    made("mkbootimg", "--header_version", "3", "--dtb", files[3], *more)
    image = (tmp_path / "v.img").read_bytes()
    found = sure("Android vendor boot", image)
    assert contents(image, found) == {b"ramdisk": _PARTS["ramdisk"], b"dtb": _PARTS["dtb"]}
    assert (found.end, found.faults, dict(found.facts)["command line"]) == (len(image), (), "a=b")


def test_version_4_of_a_vendor_s_image_tells_its_ramdisks_apart() -> None:
    one, two, config = noise(3000, 1), noise(2000, 2), b"androidboot.hardware=x\n"
    rows = [struct.pack("<3I32s64x", 3000, 0, 1, b"one"), struct.pack("<3I32s64x", 2000, 3000, 3, b"two")]
    head = struct.pack("<8s5I2048sI16s2IQ", b"VNDRBOOT", 4, 4096, 1, 2, 5000, b"a=b", 0, b"name", 2128, 900, 0)
    header = head + struct.pack("<4I", 216, 2, 108, len(config))
    image = _padded(header, one + two, _PARTS["dtb"], b"".join(rows), config)
    found = sure("Android vendor boot", image)
    expected = {b"ramdisk-one": one, b"ramdisk-two": two, b"dtb": _PARTS["dtb"], b"bootconfig": config}
    assert (contents(image, found), found.end, found.faults) == (expected, len(image), ())
    assert [dict(each.facts)["type"] for each in members(found)[:2]] == ["platform", "dlkm"]


def test_a_cut_boot_image_names_what_it_lost(tmp_path: Path) -> None:
    image = _boot(tmp_path, 2, "kernel", "ramdisk", "dtb")[:9000]
    found = sure("Android boot", image)
    assert faults(found) == ["firmware.fault.cut", "firmware.fault.beyond", "firmware.fault.beyond"]
    assert contents(image, found) == {b"kernel": _PARTS["kernel"][: 9000 - 2048]}
    assert find("Android boot", b"ANDROID!" + noise(4000)) is None


def test_a_table_of_trees_gives_each_tree_once() -> None:
    one, two = noise(100, 1), noise(60, 2)
    rows = [(100, 128, 1, 0), (60, 228, 2, 1), (100, 128, 3, 0)]
    table = b"".join(struct.pack(">8I", *each, 0, 0, 0, 0) for each in rows)
    image = struct.pack(">8I", 0xD7B7AB1E, 288, 32, 32, 3, 32, 4096, 0) + table + one + two
    found = sure("Android dtbo", image)
    assert contents(image, found) == {b"tree-0": one, b"tree-1": two}
    assert faults(sure("Android dtbo", image[:250])) == ["firmware.fault.cut"]
    assert find("Android dtbo", image[:20] + b"\xff" + image[21:]) is None


# -------------------------------------------------------------------------------------------------------------- sparse


def _sparse(folder: Path, *options: str) -> tuple[bytes, bytes]:
    raw = noise(12288) + bytes(4 << 20) + b"abcd" * 4096 + noise(4096, 2) + bytes(8192)
    (folder / "raw").write_bytes(raw)
    made("img2simg", *options, folder / "raw", folder / "sparse", "4096")
    return (folder / "sparse").read_bytes(), raw


def test_the_raw_image_comes_out_with_its_holes(tmp_path: Path) -> None:
    image, raw = _sparse(tmp_path)
    assert len(image) < 40_000
    found = sure("Android sparse", b"xxxx" + image + b"yyyy", 4)
    (member,) = members(found)
    assert (found.end, found.faults, member.size) == (4 + len(image), (), len(raw))
    assert bytes_of(b"", member) == raw
    said = dict(found.facts)
    assert (said["block"], said["raw bytes"]) == ("4096", str(len(raw)))
    assert int(said["chunks of one number"]) >= 1


def test_a_sum_in_a_sparse_image_is_a_check(tmp_path: Path) -> None:
    image, raw = _sparse(tmp_path)
    chunks = int.from_bytes(image[20:24], "little")
    summed = image[:20] + (chunks + 1).to_bytes(4, "little") + image[24:] + struct.pack("<2H2I", 0xCAC4, 0, 0, 16)
    for value, wrong in ((zlib.crc32(raw), False), (7, True)):
        whole = summed + value.to_bytes(4, "little")
        found = sure("Android sparse", whole)
        (check,) = found.checks
        assert (check.end, check.covers) == (len(whole), ((28, len(image)),))
        (member,) = members(found)
        assert drained(member) == (raw, not wrong)


def test_a_cut_sparse_image_gives_what_is_there(tmp_path: Path) -> None:
    image, raw = _sparse(tmp_path)
    found = sure("Android sparse", image[:5000])
    assert "firmware.fault.cut" in faults(found)
    (member,) = members(found)
    out, whole = drained(member)
    assert not whole
    assert len(out) >= 4900
    assert out == raw[: len(out)]


def test_chunks_that_contradict_themselves_end_it() -> None:
    header = struct.pack("<I4H4I", 0xED26FF3A, 1, 0, 28, 12, 4096, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    chunk = struct.pack("<2H2I", 0xCAC3, 0, 0xFFFFFFFF, 12)
    found = sure("Android sparse", header + chunk + chunk)
    assert faults(found) == ["firmware.fault.table"]
    assert find("Android sparse", header + struct.pack("<2H2I", 0xCAC1, 0, 9, 12)) is None
    assert find("Android sparse", header) is None
