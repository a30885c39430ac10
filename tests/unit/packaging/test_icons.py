"""The pictures as files: every size is there and exact, strangers read them, and two runs give the same bytes."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from codebinder.ui import icon
from codebinder.ui.frame import mimetypes
from devkit import icons

KINDS = sorted(icons.KINDS)


def png_size(data: bytes) -> tuple[int, int]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


def icns_parts(data: bytes) -> dict[bytes, bytes]:
    assert data[:4] == b"icns"
    assert struct.unpack(">I", data[4:8]) == (len(data),)
    parts: dict[bytes, bytes] = {}
    at = 8
    while at < len(data):
        length = struct.unpack(">I", data[at + 4 : at + 8])[0]
        parts[data[at : at + 4]] = data[at + 8 : at + length]
        at += length
    return parts


def unpacked(data: bytes, length: int) -> bytes:
    """Read back one colour of an old ICNS bitmap, as Apple's format says it."""
    made, at = bytearray(), 0
    while at < len(data) and len(made) < length:
        control = data[at]
        if control < 128:
            made += data[at + 1 : at + 2 + control]
            at += 2 + control
        else:
            made += data[at + 1 : at + 2] * (control - 125)
            at += 2
    return bytes(made)


@pytest.mark.parametrize("kind", sorted(icon.KINDS))
@pytest.mark.parametrize("size", [16, 20, 22, 24, 32, 48, 256])
def test_every_picture_stays_in_its_box_and_shows_ink(kind: str, size: int) -> None:
    drawn = icon.drawn(icon.KINDS[kind](size), size)
    assert drawn.width() == drawn.height() == size
    colours = {drawn.pixelColor(x, y).name() for x in range(size) for y in range(size)}
    assert "#1d5fb8" in colours
    assert "#ffffff" in colours
    for shape in icon.KINDS[kind](size):
        assert all(0 <= number <= size for _, numbers in shape.steps for number in numbers)


@pytest.mark.parametrize("size", [16, 24, 32, 48])
def test_the_black_bar_of_a_small_picture_is_not_blurred(size: int) -> None:
    drawn = icon.drawn(icon.program(size), size)
    column = [drawn.pixelColor(size // 2, y).name() for y in range(size)]
    black = [y for y, colour in enumerate(column) if colour == "#1b2028"]
    assert len(black) >= 2
    assert column[black[0] - 1] == column[black[-1] + 1] == "#ffffff"


def test_a_linux_theme_holds_every_size_and_the_drawing_itself() -> None:
    made = icons.themed()
    for context, name in icons.THEMED.values():
        assert f"hicolor/scalable/{context}/{name}.svg" in made
        for size in icons.HICOLOR:
            assert png_size(made[f"hicolor/{size}x{size}/{context}/{name}.png"]) == (size, size)
    assert set(mimetypes.SIZES) <= set(icons.HICOLOR)


def test_an_ico_lists_what_windows_asks_for_with_bitmaps_of_that_size() -> None:
    for kind in KINDS:
        data = icons.ico(kind)
        assert struct.unpack("<HHH", data[:6]) == (0, 1, len(icons.ICO))
        for at, size in enumerate(icons.ICO):
            entry = struct.unpack("<BBBBHHII", data[6 + 16 * at : 22 + 16 * at])
            part = data[entry[7] : entry[7] + entry[6]]
            assert len(part) == entry[6]
            assert entry[0] == size % 256
            if size == 256:
                assert png_size(part) == (256, 256)
            else:
                assert struct.unpack("<Iii", part[:12]) == (40, size, 2 * size)
                assert len(part) == 40 + 4 * size * size + size * ((size + 31) // 32 * 4)


def test_an_icns_holds_every_size_from_16_to_1024() -> None:
    for kind in KINDS:
        parts = icns_parts(icons.icns(kind))
        sizes = {name: png_size(data)[0] for name, data in parts.items() if name.startswith(b"ic")}
        assert sizes == {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256, b"ic08": 256, b"ic14": 512,
                         b"ic09": 512, b"ic10": 1024}  # fmt: skip
        assert len(parts[b"s8mk"]) == 16 * 16
        assert len(parts[b"l8mk"]) == 32 * 32


@pytest.mark.parametrize("size", [16, 32])
def test_the_old_bitmaps_of_an_icns_unpack_to_the_picture(size: int) -> None:
    packed = icns_parts(icons.icns("codebinder"))[{16: b"is32", 32: b"il32"}[size]]
    pixels = icons.bgra(icons.image("codebinder", size, mac=True))
    channels = b"".join(pixels[at::4] for at in (2, 1, 0))
    assert unpacked(packed, 3 * size * size) == channels


@pytest.mark.parametrize("text", [b"", b"a", b"aab", b"aaa", b"a" * 131, bytes(range(200)), b"ab" * 90 + b"c" * 300])
def test_run_lengths_unpack_to_what_was_packed(text: bytes) -> None:
    assert unpacked(icons.run_lengths(text), len(text)) == text


def test_an_svg_is_plain_outlines_that_say_the_same_as_the_drawing() -> None:
    for kind in KINDS:
        root = ET.fromstring(icons.svg(kind))
        shapes = icon.KINDS[icons.KINDS[kind]](64)
        assert [path.get("fill") for path in root] == [shape.colour for shape in shapes]
        assert root.get("viewBox") == "0 0 64 64"


def test_the_program_has_the_edge_that_macos_asks_for() -> None:
    drawn = icons.image("codebinder", 1024, mac=True)
    inside = [x for x in range(1024) if drawn.pixelColor(x, 512).alpha() == 255]
    assert (inside[0], inside[-1]) == (100, 923)


@pytest.mark.usefixtures("qapp")
def test_the_bytes_are_the_same_with_and_without_an_application(tmp_path: Path) -> None:
    icons.write(tmp_path / "one")  # a process of its own, where none runs
    written = {
        path.relative_to(tmp_path / "one").as_posix(): path.read_bytes()
        for path in (tmp_path / "one").rglob("*")
        if path.is_file()
    }
    assert written == icons.files()


@pytest.mark.skipif(shutil.which("icotool") is None, reason="icotool is not here")
def test_a_stranger_reads_the_ico(tmp_path: Path) -> None:
    (tmp_path / "one.ico").write_bytes(icons.ico("codebinder"))
    subprocess.run(["icotool", "-x", "-o", tmp_path, tmp_path / "one.ico"], check=True)
    read = sorted(QImage(str(path)).width() for path in tmp_path.glob("*.png"))
    assert read == sorted(icons.ICO)
    one = QImage(str(next(tmp_path.glob("one_1_16x16*.png")))).convertToFormat(QImage.Format.Format_ARGB32)
    assert one == icons.image("codebinder", 16)


@pytest.mark.skipif(shutil.which("icns2png") is None, reason="icns2png is not here")
def test_a_stranger_reads_the_icns(tmp_path: Path) -> None:
    (tmp_path / "one.icns").write_bytes(icons.icns("codebinder"))
    subprocess.run(["icns2png", "-x", "-o", tmp_path, tmp_path / "one.icns"], check=True, capture_output=True)
    for size in (16, 32, 1024):
        read = QImage(str(tmp_path / f"one_{size}x{size}x32.png")).convertToFormat(QImage.Format.Format_ARGB32)
        assert read == icons.image("codebinder", size, mac=True)


def test_every_picture_that_types_and_menus_name_is_in_the_theme() -> None:
    made = {Path(name).stem for name in icons.themed()}
    named = set(re.findall(r'<icon name="([^"]+)"', mimetypes.types_xml().decode()))
    entry = mimetypes.desktop_entry(["x"]).decode()
    assert {*named, *re.findall(r"^Icon=(.+)$", entry, re.MULTILINE)} == made
