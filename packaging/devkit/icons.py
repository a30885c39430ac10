"""The program's pictures as files: PNG and SVG for Linux, ICO for Windows, ICNS for macOS, drawn by codebinder.ui.icon.

`write(folder)` makes all of them, below `hicolor/` as a Linux icon theme holds them and beside that as
`<kind>.ico`, `<kind>.icns`, `<kind>.svg` and `<kind>-<size>.png`, where a kind is codebinder (the program), workbook,
packet or package. Nothing in them depends on the day or the machine; Qt's painter draws, so another Qt may round in
another way. The drawing needs the libraries: it runs in the virtual environment, wherever it is called from.
"""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from devkit.places import VENV_PYTHON, environment
from devkit.talk import Stop

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

KINDS = {"codebinder": "program", "workbook": "workbook", "packet": "packet", "package": "package"}
"""Files' names → the drawing in codebinder.ui.icon."""
HICOLOR = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
ICO = (16, 20, 24, 32, 40, 48, 64, 256)
"""What Windows asks for at 100, 125, 150, 200 and 250 percent; what lies between is made from the largest."""
LOOSE = (64, 128, 256)
THEMED = {"codebinder": ("apps", "codebinder"), "workbook": ("mimetypes", "application-x-codebinder"),
          "packet": ("mimetypes", "application-x-codebinder-packet"),
          "package": ("mimetypes", "application-x-codebinder-package")}  # fmt: skip
"""Files' names → the part of a theme, and the name that desktop entries and MIME types call them by."""
_ICNS = ((b"ic11", 32), (b"ic12", 64), (b"ic07", 128), (b"ic13", 256), (b"ic08", 256), (b"ic14", 512), (b"ic09", 512),
         (b"ic10", 1024))  # fmt: skip
"""Types that hold a PNG, in the order of iconutil. 16 and 32 pixels at single density go by the older types below:
icp4 and icp5 show as rubbish in an application on some releases."""


def write(folder: Path) -> None:
    """Write every file into `folder`, which is made; what lies there already is written over."""
    command = [str(VENV_PYTHON), "-c", "import sys; from devkit.icons import main; main(sys.argv[1])", str(folder)]
    done = subprocess.run(command, env=environment(), check=False, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or ["without a word"]
        raise Stop(f"The icons could not be drawn: {last[0]}. `python3 packaging/dev.py setup` brings what it needs.")


def main(folder: str) -> None:
    """Write every file from within the virtual environment."""
    for name, data in files().items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def files() -> dict[str, bytes]:
    """Give every file by its path."""
    made: dict[str, bytes] = {}
    for kind in KINDS:
        made[f"{kind}.ico"], made[f"{kind}.icns"], made[f"{kind}.svg"] = ico(kind), icns(kind), svg(kind)
        made.update({f"{kind}-{size}.png": png(kind, size) for size in LOOSE})
    return {**made, **themed()}


def themed() -> dict[str, bytes]:
    """Give the files of a Linux icon theme, as they stand below `share/icons`."""
    made: dict[str, bytes] = {}
    for kind, (context, name) in THEMED.items():
        made[f"hicolor/scalable/{context}/{name}.svg"] = svg(kind)
        made.update({f"hicolor/{size}x{size}/{context}/{name}.png": png(kind, size) for size in HICOLOR})
    return made


def image(kind: str, size: int, *, mac: bool = False) -> QImage:
    """Draw one picture; `mac` with the shape and margins that macOS asks of a program."""
    from codebinder.ui import icon

    name = KINDS[kind]
    return icon.drawn(icon.KINDS[f"mac_{name}" if mac and name == "program" else name](size), size)


def png(kind: str, size: int, *, mac: bool = False) -> bytes:
    return packed(image(kind, size, mac=mac))


def packed(picture: QImage) -> bytes:
    """Give an image as PNG."""
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def svg(kind: str) -> bytes:
    """Write the drawing as it stands at 64 pixels: plain filled outlines, which every reader of SVG draws."""
    from codebinder.ui import icon

    rows = ['<?xml version="1.0" encoding="UTF-8"?>',
            '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">']  # fmt: skip
    for shape in icon.KINDS[KINDS[kind]](64):
        outline = " ".join(" ".join((step, *(f"{each:.3f}".rstrip("0").rstrip(".") for each in numbers)))
                           for step, numbers in shape.steps)  # fmt: skip
        rows.append(f'  <path fill="{shape.colour}" d="{outline}"/>')
    return "\n".join([*rows, "</svg>", ""]).encode("ascii")


def ico(kind: str) -> bytes:
    """Give an ICO: bitmaps, as every Windows reads them, and PNG for 256, as every tool since Vista writes it."""
    parts = [png(kind, size) if size == 256 else bitmap(image(kind, size)) for size in ICO]
    at = 6 + 16 * len(parts)
    head = struct.pack("<HHH", 0, 1, len(parts))
    for size, part in zip(ICO, parts, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(part), at)
        at += len(part)
    return head + b"".join(parts)


def bitmap(picture: QImage) -> bytes:
    """Give a picture as ICO holds it: a header of double height, BGRA from the lowest row, a mask of the clear."""
    size = picture.width()
    pixels = bgra(picture)
    rows = [pixels[at : at + 4 * size] for at in range(0, len(pixels), 4 * size)]
    stride = (size + 31) // 32 * 4
    masks: list[bytes] = []
    for row in reversed(rows):
        clear = "".join("1" if row[at] == 0 else "0" for at in range(3, len(row), 4))
        masks.append(int(clear.ljust(8 * stride, "0"), 2).to_bytes(stride, "big"))
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    return header + b"".join(reversed(rows)) + b"".join(masks)


def bgra(picture: QImage) -> bytes:
    """Give the pixels from the top, four bytes each: blue, green, red, alpha, on every machine that we support."""
    return bytes(picture.constBits())


def icns(kind: str) -> bytes:
    """Give an ICNS with every size that macOS asks for, single and double density, 16 to 1024."""
    parts: list[tuple[bytes, bytes]] = []
    for colours, mask, size in ((b"is32", b"s8mk", 16), (b"il32", b"l8mk", 32)):
        pixels = bgra(image(kind, size, mac=True))
        parts.append((colours, b"".join(run_lengths(pixels[at::4]) for at in (2, 1, 0))))
        parts.append((mask, pixels[3::4]))
    parts += [(name, png(kind, size, mac=True)) for name, size in _ICNS]
    body = b"".join(name + struct.pack(">I", len(data) + 8) + data for name, data in parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def run_lengths(channel: bytes) -> bytes:
    """Pack a colour of an old ICNS bitmap: 0..127 before 1..128 loose bytes, 128..255 for 3..130 times the next."""
    made, loose, at = bytearray(), bytearray(), 0

    def flush() -> None:
        if loose:
            made.append(len(loose) - 1)
            made.extend(loose)
            loose.clear()

    while at < len(channel):
        run = 1
        while run < 130 and at + run < len(channel) and channel[at + run] == channel[at]:
            run += 1
        if run >= 3:
            flush()
            made += bytes((run + 125, channel[at]))
        else:
            run = 1
            loose.append(channel[at])
            if len(loose) == 128:
                flush()
        at += run
    flush()
    return bytes(made)


if __name__ == "__main__":
    main(sys.argv[1])
