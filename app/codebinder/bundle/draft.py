"""What every page of a draft shows: a pale word across the page, drawn as outlines, so that copied text stays whole."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from functools import lru_cache

from codebinder.bundle.fonts import Face, text_face

WORD = "DRAFT 草稿"
GREY = 0.925

Point = tuple[float, float, bool]
"""Coordinates in font units, and whether the point is on the curve."""


@lru_cache(maxsize=8)
def draft_mark(width: float, height: float) -> str:
    """Give the operators of the mark for a page of this size, from corner to corner."""
    face = text_face()
    length = face.width(WORD, 1.0)
    size = min(0.74 * math.hypot(width, height) / length, 0.3 * width)
    angle = math.atan2(height, width)
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = (width - length * size * cos + 0.7 * size * sin) / 2, (height - length * size * sin - 0.7 * size * cos) / 2
    parts = [f"q {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} cm {GREY} g"]
    at = 0.0
    for char in WORD:
        parts += [_contour(points, at, size / face.units) for points in face_contours(face, char)]
        at += face.width(char, size)
    parts.append("f Q")
    return " ".join(part for part in parts if part)


def face_contours(face: Face, char: str) -> Iterator[list[Point]]:
    """Give a character's outline: the font's own contours, or those of the parts that it is put together from."""
    yield from _glyph(face, face.glyph_of(char), 0)


def _glyph(face: Face, index: int, depth: int) -> Iterator[list[Point]]:
    data = face.outline(index)
    if len(data) < 10:
        return
    (contours,) = struct.unpack_from(">h", data)
    if contours >= 0:
        yield from _simple(data, contours)
        return
    at, more = 10, depth < 4
    while more:
        flags, part = struct.unpack_from(">2H", data, at)
        dx, dy = struct.unpack_from(">2h" if flags & 1 else ">2b", data, at + 4)
        for points in _glyph(face, part, depth + 1):
            yield [(x + dx, y + dy, on) for x, y, on in points]
        at += 8 if flags & 1 else 6
        at += 2 if flags & 0x08 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        more = bool(flags & 0x20)


def _simple(data: bytes, contours: int) -> Iterator[list[Point]]:
    ends = struct.unpack_from(f">{contours}H", data, 10)
    at = 10 + 2 * contours
    (hints,) = struct.unpack_from(">H", data, at)
    at += 2 + hints
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        flag = data[at]
        at += 1
        repeat = 1
        if flag & 8:
            repeat += data[at]
            at += 1
        flags += [flag] * repeat
    xs, at = _coordinates(data, at, flags, 2, 16)
    ys, _ = _coordinates(data, at, flags, 4, 32)
    points = [(float(x), float(y), bool(flag & 1)) for x, y, flag in zip(xs, ys, flags, strict=False)]
    first = 0
    for end in ends:
        yield points[first : end + 1]
        first = end + 1


def _coordinates(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    value, out = 0, list[int]()
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += int(struct.unpack_from(">h", data, at)[0])
            at += 2
        out.append(value)
    return out, at


def _contour(points: list[Point], at: float, scale: float) -> str:
    """Draw one closed contour; between two points off the curve lies one on it, half-way."""
    whole: list[Point] = []
    for index, point in enumerate(points):
        before = points[index - 1]
        if not point[2] and not before[2]:
            whole.append(((point[0] + before[0]) / 2, (point[1] + before[1]) / 2, True))
        whole.append(point)
    start = next((index for index, point in enumerate(whole) if point[2]), None)
    if start is None:
        return ""
    ring = [(at + x * scale, y * scale, on) for x, y, on in (*whole[start:], *whole[: start + 1])]
    x, y, _ = ring[0]
    out = [f"{x:.1f} {y:.1f} m"]
    index = 1
    while index < len(ring):
        if ring[index][2]:
            x, y, _ = ring[index]
            out.append(f"{x:.1f} {y:.1f} l")
            index += 1
            continue
        (cx, cy, _), (ex, ey, _) = ring[index], ring[index + 1]
        out.append(
            f"{x + (cx - x) * 2 / 3:.1f} {y + (cy - y) * 2 / 3:.1f} "
            f"{ex + (cx - ex) * 2 / 3:.1f} {ey + (cy - ey) * 2 / 3:.1f} {ex:.1f} {ey:.1f} c"
        )
        x, y = ex, ey
        index += 2
    return " ".join([*out, "h"])
