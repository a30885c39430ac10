"""Boot images in boot images, walked: each thing stands where it went in, and every byte is told apart."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from codebinder.firmware.front import member, read_image
from codebinder.firmware.reading import Memory
from codebinder.model.firmware import Analysis, RegionKind, account, stretches
from codebinder.model.ports import NeverCancel, NoProgress
from helpers.boot_images import noise
from helpers.outside_tools import made

_ITS = """/dts-v1/;
/ { description = "f"; images {
    kernel { data = /incbin/("u"); type = "kernel"; arch = "arm"; os = "linux"; compression = "none"; load = <0x8000>;
        entry = <0x8000>; hash { algo = "sha256"; }; };
    fdt { data = /incbin/("t"); type = "flat_dt"; arch = "arm"; compression = "none"; };
}; configurations { default = "c"; c { kernel = "kernel"; fdt = "fdt"; }; }; };
"""
_TEXT = b"Linux version 6.1.0 (builder@host)\n" * 200


def _read(data: bytes) -> Analysis:
    return read_image(Memory(data), name=b"flash.bin", progress=NoProgress(), cancel=NeverCancel())


def _fit(folder: Path) -> bytes:
    (folder / "z").write_bytes(gzip.compress(_TEXT, mtime=0))
    (folder / "t.dts").write_text('/dts-v1/; / { model = "A Board"; };')
    made("mkimage", "-A", "arm", "-T", "kernel", "-C", "gzip", "-n", "k", "-d", folder / "z", folder / "u")
    made("dtc", "-O", "dtb", "-o", folder / "t", folder / "t.dts")
    (folder / "f.its").write_text(_ITS)
    made("mkimage", "-E", "-f", "f.its", "f.itb", cwd=folder)
    return (folder / "f.itb").read_bytes()


def test_a_kernel_in_a_legacy_image_in_a_fit_in_a_flash_is_found(tmp_path: Path) -> None:
    fit = _fit(tmp_path)
    image = b"\xff" * 8192 + fit + b"\xff" * 4096 + noise(9000) + b"\xff" * 4096
    analysis = _read(image)
    nodes = {analysis.path(each.number): each for each in analysis.nodes}
    top = b"FIT@0x2000"
    assert nodes[top].format == "FIT"
    assert nodes[top + b"!/kernel"].format == "uImage"
    assert nodes[top + b"!/fdt"].label == "A Board"
    (text,) = [path for path, node in nodes.items() if path.startswith(top + b"!/kernel!/") and node.size == len(_TEXT)]
    place = analysis.place(nodes[top + b"!/kernel"].number)
    assert place is not None
    assert image[place : place + nodes[top + b"!/kernel"].size] == (tmp_path / "u").read_bytes()
    sums = account(stretches(analysis))
    assert sum(sums.values()) == len(image)
    assert sums[RegionKind.UNKNOWN] == 0
    assert member(Memory(image), text, lambda _, blob: blob.read(0, blob.size), cancel=NeverCancel()) == _TEXT


def test_checks_stand_in_their_own_node_s_bytes(tmp_path: Path) -> None:
    image = noise(1111) + _fit(tmp_path)
    analysis = _read(image)
    legacy = next(each for each in analysis.nodes if each.format == "uImage")
    place = analysis.place(legacy.number)
    assert place is not None
    own = image[place : place + legacy.size]
    data = next(each for each in legacy.checks if each.name == "data crc32")
    ((start, end),) = data.covers
    assert int.from_bytes(own[data.start : data.end]) == zlib.crc32(own[start:end])


def test_a_raw_image_comes_out_of_a_sparse_one_and_is_walked(tmp_path: Path) -> None:
    raw = _fit(tmp_path) + bytes(1 << 20)
    (tmp_path / "raw").write_bytes(raw + bytes(-len(raw) % 4096))
    made("img2simg", tmp_path / "raw", tmp_path / "sparse", "4096")
    analysis = _read((tmp_path / "sparse").read_bytes())
    nodes = {analysis.path(each.number): each for each in analysis.nodes}
    assert analysis.nodes[0].format == "Android sparse"
    assert nodes[b"raw.img"].size == len(raw) + -len(raw) % 4096
    assert nodes[b"raw.img!/FIT@0x0!/kernel"].format == "uImage"
