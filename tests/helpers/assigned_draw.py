"""Draws the samples of assigned_lines.txt: each mark becomes a value of its kind."""

from __future__ import annotations

import base64
import random
import re
import string
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"«(?:=(?P<text>[^»]*)|(?P<kind>[A-Z])(?P<size>\d*))»")
_SYLLABLES = re.findall("[a-z]+", "ba ko lim ter san wo der mi ra tok fen gur hal pe zu nor vik dam lo chi")
_SIGNS = "!#%*?+=@$-"


@dataclass(frozen=True)
class Sample:
    """A line in a file, and the ranges of what is to be found."""

    path: str
    text: bytes
    wanted: tuple[tuple[int, int], ...]
    line: str


def samples(seed: int) -> Iterator[Sample]:
    path = ""
    drawn = random.Random(seed)
    for line in Path(__file__).with_name("assigned_lines.txt").read_text("utf-8").splitlines():
        if line.startswith("@ "):
            path = line[2:]
        elif line and path:
            yield _sample(path, line, drawn)


def _sample(path: str, line: str, drawn: random.Random) -> Sample:
    text = b"\n"
    wanted: list[tuple[int, int]] = []
    at = 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()].replace("⏎", "\n").encode()
        value = match["text"] or _value(match["kind"], int(match["size"] or 0), drawn)
        wanted.append((len(text), len(text) + len(value.encode())))
        text += value.encode()
        at = match.end()
    text += line[at:].replace("⏎", "\n").encode() + b"\n"
    return Sample(path, text, tuple(wanted), line)


def _value(kind: str, size: int, drawn: random.Random) -> str:
    if kind == "P":
        return _password(drawn)
    if kind == "S":
        return _strong(drawn) if not size else _of(string.ascii_letters + string.digits + "#*+-=@_!", size, drawn)
    if kind == "H":
        return _of("0123456789abcdef", size, drawn)
    if kind == "U":
        return str(uuid.UUID(int=drawn.getrandbits(128)))
    if kind == "E":
        return base64.b64encode(drawn.randbytes(size * 3 // 4)).decode()
    return _of(string.ascii_letters + string.digits, size, drawn)


def _of(alphabet: str, size: int, drawn: random.Random) -> str:
    return "".join(drawn.choice(alphabet) for _ in range(size))


def _password(drawn: random.Random) -> str:
    word = "".join(drawn.choice(_SYLLABLES) for _ in range(drawn.randrange(2, 4)))
    number = str(drawn.randrange(10, 9999))
    return drawn.choice(
        [
            word + number,
            word.capitalize() + number,
            number + word,
            _of(string.ascii_letters + string.digits, 10, drawn) + "7x",
        ]
    )


def _strong(drawn: random.Random) -> str:
    return (
        _password(drawn) + drawn.choice("!#*?")
        if drawn.random() < 0.6
        else _of(string.ascii_letters + string.digits, 9, drawn) + drawn.choice("!#*+") + "a4"
    )
