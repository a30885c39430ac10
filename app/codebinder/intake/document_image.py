"""Finds what a picture file holds besides the picture: camera data, places, texts, comments, thumbnails."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from codebinder.model.source import DocumentTrait
from codebinder.model.text import shown

_SHOWN = 500
_MOST = 300
_TEXT_LIMIT = 256 * 1024
_GIF_LIMIT = 8 * 1024 * 1024
_GIF_BLOCKS = 40
_TAGS = {
    0x010D: "DocumentName", 0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model", 0x0131: "Software",
    0x0132: "DateTime", 0x013B: "Artist", 0x013C: "HostComputer", 0x02BC: "XMP", 0x8298: "Copyright", 0x83BB: "IPTC",
    0x8649: "Photoshop", 0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized", 0x927C: "MakerNote",
    0x9286: "UserComment", 0x9C9B: "Title", 0x9C9C: "Comment", 0x9C9D: "Author", 0xA430: "CameraOwner",
    0xA431: "SerialNumber", 0xA434: "Lens", 0xC4A5: "PrintIM",
}  # fmt: skip
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8}
_SUB_FOLDERS = (0x8769, 0xA005)
_GPS = 0x8825


def traits(data: bytes, media_type: str) -> list[DocumentTrait]:
    """Give what is in the picture file besides the picture; a damaged file gives a trait "unreadable"."""
    readers = {
        "image/jpeg": _jpeg, "image/png": _png, "image/gif": _gif, "image/tiff": _tiff, "image/webp": _webp,
    }  # fmt: skip
    found: list[DocumentTrait] = []
    try:
        for trait in readers[media_type](data):
            found.append(trait)
            if len(found) >= _MOST:
                found.append(_trait("unreadable", "count", f"more than {_MOST} traits; the rest is not listed"))
                break
    except (struct.error, IndexError, ValueError, zlib.error) as error:
        found.append(_trait("unreadable", "structure", f"damaged or unusual ({type(error).__name__})"))
    return found


def _jpeg(data: bytes) -> Iterator[DocumentTrait]:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ValueError
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in {0xD9, 0xDA}:
            break
        size: int = struct.unpack_from(">H", data, at + 2)[0]
        yield from _jpeg_segment(marker, data[at + 4 : at + 2 + size])
        at += 2 + max(size, 2)
    end = data.rfind(b"\xff\xd9")
    if end < 0:
        raise ValueError
    if len(data) - end - 2 > 16:
        yield _trait("attachment", "trailing data", f"{len(data) - end - 2} bytes after the end of the picture")


def _jpeg_segment(marker: int, segment: bytes) -> Iterator[DocumentTrait]:
    if marker == 0xE1 and segment.startswith(b"Exif\0\0"):
        yield from _tiff(segment[6:], "exif")
    elif marker == 0xE1 and b"<x:xmpmeta" in segment[:4096] + segment[-4096:]:
        yield _trait("xmp", "XMP", _xmp(segment))
    elif marker == 0xED:
        yield _trait("metadata", "Photoshop and IPTC", f"{len(segment)} bytes")
    elif marker == 0xFE:
        yield _trait("comment", "comment", segment.decode("utf-8", "backslashreplace"))


def _png(data: bytes) -> Iterator[DocumentTrait]:
    at = 8
    ended = False
    while at + 12 <= len(data):
        size: int = struct.unpack_from(">I", data, at)[0]
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind == b"IEND":
            ended = True
            break
        if kind in {b"tEXt", b"zTXt", b"iTXt"}:
            yield _png_text(kind, body)
        elif kind == b"eXIf":
            yield from _tiff(body, "exif")
        elif kind == b"tIME" and len(body) == 7:
            moment = "{:04}-{:02}-{:02} {:02}:{:02}:{:02}".format(*struct.unpack(">HBBBBB", body))
            yield _trait("metadata", "tIME", moment)
        elif kind[:1].islower() and kind[1:2].islower():  # private to one program
            yield _trait("metadata", kind.decode("latin-1"), f"{size} bytes")
    if not ended or at > len(data):
        raise ValueError
    if len(data) > at:
        yield _trait("attachment", "trailing data", f"{len(data) - at} bytes after the end of the picture")


def _png_text(kind: bytes, body: bytes) -> DocumentTrait:
    name, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        rest = zlib.decompressobj().decompress(rest[1:], _TEXT_LIMIT)
    elif kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].split(b"\0", 2)[-1]
        if packed:
            rest = zlib.decompressobj().decompress(rest, _TEXT_LIMIT)
    text = _xmp(rest) if b"xmp" in name.lower() else rest.decode("utf-8", "backslashreplace")
    return _trait("xmp" if b"xmp" in name.lower() else "metadata", name.decode("latin-1"), text)


def _gif(data: bytes) -> Iterator[DocumentTrait]:
    at = data.find(b"\x21\xfe", 0, _GIF_LIMIT)
    while at >= 0:
        text, at = _blocks(data, at + 2)
        if text:
            yield _trait("comment", "comment", text.decode("utf-8", "backslashreplace"))
        at = data.find(b"\x21\xfe", at, _GIF_LIMIT)
    if b"XMP DataXMP" in data:
        yield _trait("xmp", "XMP", _xmp(data[data.index(b"XMP DataXMP") :][:_TEXT_LIMIT]))


def _blocks(data: bytes, at: int) -> tuple[bytes, int]:
    """Read blocks of up to 255 bytes, each behind its length, to the empty one; nothing where they don't end soon."""
    start, pieces = at, list[bytes]()
    while at < len(data) and len(pieces) <= _GIF_BLOCKS:
        size = data[at]
        if not size:
            return b"".join(pieces), at + 1
        pieces.append(data[at + 1 : at + 1 + size])
        at += 1 + size
    return b"", start


def _webp(data: bytes) -> Iterator[DocumentTrait]:
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + size]
        if kind == b"EXIF":
            yield from _tiff(body.removeprefix(b"Exif\0\0"), "exif")
        elif kind == b"XMP ":
            yield _trait("xmp", "XMP", _xmp(body))
        at += 8 + size + (size & 1)


def _tiff(data: bytes, kind: str = "metadata") -> Iterator[DocumentTrait]:
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        raise ValueError
    waiting: list[int] = [struct.unpack_from(order + "I", data, 4)[0]]
    seen: set[int] = set()
    while waiting and len(seen) < 64:
        at = waiting.pop()
        if at in seen or not 0 < at <= len(data) - 2:
            continue
        seen.add(at)
        count: int = struct.unpack_from(order + "H", data, at)[0]
        for index in range(min(count, 1000)):
            tag, form, number, value = struct.unpack_from(order + "HHII", data, at + 2 + 12 * index)
            if tag in _SUB_FOLDERS:
                waiting.append(value)
            elif tag == _GPS:
                yield _trait(kind, "GPS", "the place where it was taken")
            elif tag in _TAGS:
                yield _trait(kind, _TAGS[tag], _value(data, at + 2 + 12 * index + 8, order, form, number))
        after = at + 2 + 12 * count
        if after + 4 <= len(data):
            waiting.append(struct.unpack_from(order + "I", data, after)[0])
    if kind == "exif" and len(seen) > 1 and data.find(b"\xff\xd8\xff") > 0:
        yield _trait("thumbnail", "EXIF", "a small picture, possibly of an earlier state")


def _value(data: bytes, at: int, order: str, form: int, number: int) -> str:
    size = _SIZES.get(form, 1) * number
    start: int = at if size <= 4 else struct.unpack_from(order + "I", data, at)[0]
    raw = data[start : start + min(size, 4096)]
    if form not in {1, 2, 7}:
        return f"{size} bytes"
    wide = raw[1::2].count(0) * 3 > len(raw)  # Windows' own tags are UTF-16
    text = raw.decode("utf-16-le" if wide else "utf-8", "backslashreplace")
    return text.strip("\0 ")


def _xmp(data: bytes) -> str:
    text = data[:_TEXT_LIMIT].decode("utf-8", "backslashreplace")
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", " ", text)).strip() or "(no text)"


def _trait(kind: str, name: str, text: str) -> DocumentTrait:
    return DocumentTrait(kind=kind, name=shown(name[:_SHOWN]), text=shown(text[:_SHOWN]))
