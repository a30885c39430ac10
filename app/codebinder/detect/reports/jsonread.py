"""Reads JSON that a stranger may have written: size, depth, doubled keys and wrong types are faults with a place."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from codebinder.model.text import shown

LARGEST = 64 << 20
"""Bytes of one JSON document; its values take several times as much memory."""
LARGEST_LINES = 1 << 30
LONGEST_LINE = 16 << 20
_MOST_FAULTS = 500
_HEAD, _BANNER = 1 << 20, 12
"""Characters and lines at the beginning of a file among which an object of its own line is looked for: some tools
write a greeting first."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class _Doubled(dict[str, object]):
    """An object that has keys twice; the last one of each counts."""

    keys_twice: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """One report while it is read: its name and the faults so far."""

    name: str
    faults: list[str] = field(default_factory=list[str])
    more: int = 0

    def fault(self, where: str, sentence: str) -> None:
        """Write down what is wrong and where; after some hundreds they are only counted."""
        if len(self.faults) >= _MOST_FAULTS:
            self.more += 1
            return
        fault = f"{self.name}:{where}: {sentence}" if where else f"{self.name}: {sentence}"
        if fault not in self.faults:
            self.faults.append(fault)

    def all(self) -> tuple[str, ...]:
        """Give the faults, and how many there are beyond those that are listed."""
        return (*self.faults, f"{self.name}: and {self.more} faults more") if self.more else tuple(self.faults)


def text_of(data: bytes) -> str:
    """Decode a report; bytes that are no UTF-8 stay as they are, since a path may hold them."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "surrogateescape" if codec == "utf-8" else "replace")
    return data.decode("utf-8", "surrogateescape")


def parse(reading: Reading, text: str, line: int = 0) -> object | None:
    """Give the values of one document (or of one line); None, with a fault, where it is none."""
    where = str(line) if line else ""
    try:
        return cast("object", json.loads(text, object_pairs_hook=_object, parse_constant=_constant))
    except json.JSONDecodeError as error:
        place = f"{line or error.lineno}:{error.colno}"
        reading.fault(place, f"this is not JSON: {error.msg}")
    except RecursionError:
        reading.fault(where, "this is nested too deeply to be a report")
    except ValueError:  # a number of thousands of digits
        reading.fault(where, "this is not JSON: a number is too long")
    return None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    doubled = _Doubled(plain)
    seen: set[str] = set()
    doubled.keys_twice = tuple(dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key)))
    return doubled


def _constant(name: str) -> object:
    return None if name == "NaN" else math.inf


def is_lines(text: str) -> bool:
    """Is this one JSON object a line, rather than one document?"""
    lines = [line for line in text[:_HEAD].split("\n")[:_BANNER] if line.strip()]
    if len(lines) < 2:
        return False
    if lines[0].lstrip()[:1] in {"{", "["}:
        return _is_object(lines[0])
    return any(_is_object(line) for line in lines)


def _is_object(line: str) -> bool:
    try:
        return line.startswith("{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


class Place:
    """A value inside a report with the way that leads to it; each step checks what it finds."""

    def __init__(self, reading: Reading, value: object, where: str = "") -> None:
        self.reading, self.value, self.where = reading, value, where
        if isinstance(value, _Doubled):
            names = ", ".join(f'"{shown(key)[:60]}"' for key in value.keys_twice[:5])
            reading.fault(where, f"the key {names} stands here twice; the last one counts")

    def fault(self, sentence: str) -> None:
        """Write down what is wrong here."""
        self.reading.fault(self.where, sentence)

    @property
    def table(self) -> Mapping[str, object]:
        """The object here, or an empty one."""
        return cast("Mapping[str, object]", self.value) if isinstance(self.value, dict) else {}

    def has(self, *keys: str) -> bool:
        """Is this an object with all these keys?"""
        return all(key in self.table for key in keys)

    def at(self, key: str) -> Place:
        """Give what stands under a key; nothing where there is none, a fault where this is no object."""
        if self.value is not None and not isinstance(self.value, dict):
            self.fault(f"an object is expected here, with {key}")
            return Place(self.reading, None, f"{self.where}.{key}".lstrip("."))
        return Place(self.reading, self.table.get(key), f"{self.where}.{shown(key)[:80]}".lstrip("."))

    def items(self) -> Iterator[Place]:
        """Give a list's items; nothing where there is no list, a fault where something else stands here."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self.fault("a list is expected here")
            return
        for number, item in enumerate(cast("Sequence[object]", self.value)):
            yield Place(self.reading, item, f"{self.where}[{number}]")

    def text(self, key: str = "") -> str:
        """Give a text (here, or under a key); empty where there is none, a fault where it is no text."""
        place = self.at(key) if key else self
        if place.value is None:
            return ""
        if isinstance(place.value, str):
            return place.value
        place.fault("a text is expected here")
        return ""

    def number(self, key: str) -> int:
        """Give a whole number under a key, 0 where there is none; a fault where it is none or out of any range."""
        place = self.at(key)
        value = place.value
        if value is None:
            return 0
        if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 53:
            return value
        place.fault("a whole number from 0 is expected here")
        return 0

    def flag(self, key: str) -> bool | None:
        """Give true or false, None where there is neither."""
        value = self.table.get(key)
        return value if isinstance(value, bool) else None
