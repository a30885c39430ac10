"""An Analysis, a Tie, a Comparison or a Report as bytes and back, so that a workbook can keep it sealed."""

from __future__ import annotations

import dataclasses
import json
import sys
import types
import zlib
from array import array
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import chain, islice
from typing import TypeVar, cast, get_args, get_origin, get_type_hints

from codebinder.errors import Bug
from codebinder.firmware.imagetext import ImageText
from codebinder.firmware.reports import Report
from codebinder.model.firmware import Analysis, Comparison, Tie
from codebinder.model.ports import NeverCancel
from codebinder.model.text import Message

PACKING = 2
"""Raised whenever what was packed before can't be read any more."""
_BATCH, _PACKED = 4096, 1 << 16
"""Texts, and packed bytes, that are taken at once."""
_T = TypeVar("_T", Analysis, Tie, Comparison, Report)


def packed(value: Analysis | Tie | Comparison | Report) -> bytes:
    """Give compressed JSON of a value, in one way only."""
    text = json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def unpacked(kind: type[_T], data: bytes) -> _T:
    """Give back what `packed` took; the bytes are our own, kept sealed."""
    return cast("_T", _made(kind, json.loads(zlib.decompress(data))))


def packed_text(text: ImageText) -> bytes:
    """Give compressed bytes of what an image says, made piece by piece; none of its texts holds a line's end."""
    nodes = [[node, len(numbers)] for node, numbers in text.nodes.items()]
    stopped = {key: _plain(each) for key, each in text.stopped.items()}
    head = json.dumps([len(text.strings), len(text.symbols), nodes, stopped], separators=(",", ":")).encode()
    engine = zlib.compressobj(1)
    out = [engine.compress(len(head).to_bytes(8, "big") + head)]
    for row in text.nodes.values():
        numbers = array("I", row)
        if sys.byteorder == "big":
            numbers.byteswap()
        out.append(engine.compress(numbers.tobytes()))
    rows = chain(text.strings, text.symbols)
    while batch := list(islice(rows, _BATCH)):
        out.append(engine.compress(("\n".join(batch) + "\n").encode("utf-8", "surrogatepass")))
    return b"".join((*out, engine.flush()))


def unpacked_text(data: bytes) -> ImageText:
    """Give back what `packed_text` took; the bytes are our own, kept sealed."""
    pieces = _inflated(data)
    held = _at_least(b"", 8, pieces)
    size = 8 + int.from_bytes(held[:8], "big")
    held = _at_least(held, size, pieces)
    strings, symbols, nodes, stopped = cast(
        "tuple[int, int, list[tuple[int, int]], dict[str, list[object]]]", json.loads(held[8:size])
    )
    text = ImageText(NeverCancel())
    text.stopped = {key: _message(each) for key, each in stopped.items()}
    held = held[size:]
    for node, count in nodes:
        held = _at_least(held, 4 * count, pieces)
        numbers = text.nodes[node] = array("I", held[: 4 * count])
        if sys.byteorder == "big":
            numbers.byteswap()
        held = held[4 * count :]
    rows = _lines(held, pieces)
    text.strings = {each: number for number, each in enumerate(islice(rows, strings))}
    text.symbols = {each: number for number, each in enumerate(islice(rows, symbols))}
    return text


def _inflated(data: bytes) -> Iterator[bytes]:
    engine = zlib.decompressobj()
    for at in range(0, len(data), _PACKED):
        yield engine.decompress(data[at : at + _PACKED])
    yield engine.flush()


def _at_least(held: bytes, size: int, pieces: Iterator[bytes]) -> bytes:
    more = [held]
    have = len(held)
    while have < size and (piece := next(pieces, None)) is not None:
        more.append(piece)
        have += len(piece)
    return b"".join(more)


def _lines(held: bytes, pieces: Iterator[bytes]) -> Iterator[str]:
    for piece in chain((b"",), pieces):
        *whole, held = (held + piece).split(b"\n")
        for each in whole:
            yield each.decode("utf-8", "surrogatepass")


def _plain(value: object) -> object:
    """Give a value in JSON's terms: a dataclass as the list of its fields, bytes as Latin-1."""
    if isinstance(value, Message):
        return [value.id, {key: _plain(each) for key, each in value.params.items()}]
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in cast("tuple[object, ...]", value)]
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    return value


@cache
def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))


def _made(kind: object, value: object) -> object:
    if kind is int or kind is str or kind is bool:
        return value
    if kind is bytes:
        return cast("str", value).encode("latin-1")
    if kind is Message:
        return _message(cast("list[object]", value))
    if isinstance(kind, types.UnionType):
        inner = next(each for each in get_args(kind) if each is not type(None))
        return None if value is None else _made(inner, value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), cast("list[object]", value))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(cast("str", value))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        rows = zip(_fields(kind), cast("list[object]", value), strict=False)
        return kind(**{name: _made(hint, each) for (name, hint), each in rows})
    raise Bug(f"a field of the kind {kind!r} is not packed")


def _tuple(kinds: tuple[object, ...], rows: list[object]) -> tuple[object, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_made(kinds[0], each) for each in rows)
    return tuple(_made(kind, each) for kind, each in zip(kinds, rows, strict=True))


def _message(value: list[object]) -> Message:
    params = cast("Mapping[str, object]", value[1])
    made = {
        key: _message(cast("list[object]", each)) if isinstance(each, list) else each for key, each in params.items()
    }
    return Message(cast("str", value[0]), cast("dict[str, str | int | Message]", made))
