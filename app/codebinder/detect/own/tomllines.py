"""Finds the lines of a TOML file's tables, keys and texts: the standard library's reader gives no places."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field

_TEXT = re.compile(
    r"#[^\n]*|\"\"\"(?:\\.|[^\\])*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'",
    re.DOTALL,
)
_HEADER = re.compile(r"^[ \t]*\[{1,2}[ \t]*([\w.\- \t]+?)[ \t]*\]{1,2}[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*([\w\-]+)[ \t]*=", re.MULTILINE)
_AT = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it stands: its dotted name, its line, and for each key the lines of its texts (or of the key)."""

    name: str
    line: int
    keys: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def line_of(self, key: str, item: int = 0) -> int:
        """Give the line of a key's nth text, or of the nearest thing there is."""
        lines = self.keys.get(key, [])
        return lines[min(item, len(lines) - 1)] if lines else self.line


def tables(text: str) -> list[Table]:
    """Give the tables in order, the file's head first (with an empty name)."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    texts: list[int] = []

    def mask(match: re.Match[str]) -> str:
        if match[0][0] == "#":
            return " " * len(match[0])
        texts.append(match.start())
        return re.sub(r"[^\n]", "_", match[0])

    plain = _TEXT.sub(mask, text)
    marks = sorted(
        [(match.start(), True, match[1]) for match in _HEADER.finditer(plain)]
        + [(match.start(), False, match[1]) for match in _KEY.finditer(plain)]
    )
    found = [Table("", 1)]
    for at, (start, is_header, name) in enumerate(marks):
        line = _line(breaks, start)
        if is_header:
            found.append(Table("".join(name.split()), line))
            continue
        end = marks[at + 1][0] if at + 1 < len(marks) else len(text)
        inside = texts[bisect_right(texts, start) : bisect_right(texts, end)]
        found[-1].keys.setdefault(name, [_line(breaks, each) for each in inside] or [line])
    return found


def syntax_fault(error: tomllib.TOMLDecodeError, name: str) -> str:
    """Give a reader's error as a sentence with its place."""
    text = str(error)
    place = _AT.search(text)
    told = _AT.sub("", text).strip()
    if place is None:
        return f"{name}: this is not TOML: {told}"
    return f"{name}:{place[1]}:{place[2]}: this is not TOML: {told}"


def _line(breaks: list[int], at: int) -> int:
    return bisect_right(breaks, at - 1) + 1
