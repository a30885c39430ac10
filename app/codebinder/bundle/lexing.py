"""The work of a process that finds colours for printed pages: lexes the text of stretches, cuts the runs row by row.

Lexers see what is about to be printed and nothing else, so no colour tells what a mask hides. It imports neither
ReportLab nor most of the program, so that it starts quickly; what is lexed is hostile, so a process has a memory
limit, and whoever asked limits its time.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from codebinder.base.lexing import KINDS, Lexer, Pipe, kind_of, lexer_of, limit_memory

Run = tuple[int, int]
"""How many characters of a row, and their kind."""
Runs = list[Run]

CHECKED = 512
"""A look at the cancel after so many tokens."""
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What a lexer may come to on a text that it was not made for; deep recursion is one of them."""
_BLOCKED = frozenset({
    "C", "C++", "C#", "CSS", "Devicetree", "GAS", "Go", "Java", "JavaScript", "Kotlin", "Objective-C", "PHP", "Rust",
    "SCSS", "Scala", "Swift", "TypeScript", "systemverilog", "verilog",
})  # fmt: skip
"""Languages whose comments run from /* to */: a stretch may begin in the middle of one."""
_OPENING = "/*"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Printed rows of one file that follow each other: their text, in lines, and where each row begins and how long it
    is. `cut`: it does not begin where its file does."""

    language: str
    cut: bool
    text: str
    begins: Sequence[int]
    sizes: Sequence[int]


def lexed(stretch: Stretch, check: Callable[[], None]) -> list[Runs] | None:
    """Give the runs of every row; None where there is nothing to tell, or the lexer cannot make sense of it."""
    try:
        lexer = lexer_of(stretch.language)
        return _cut(stretch, *_spans(lexer, stretch, check)) if lexer is not None else None
    except _BROKEN:
        return None


def _spans(lexer: Lexer, stretch: Stretch, check: Callable[[], None]) -> tuple[list[int], list[int]]:
    """Give where each span of one kind begins in the text, and its kind; white space goes with what is before it."""
    text, before = stretch.text, 0
    if stretch.cut and stretch.language in _BLOCKED:
        end = text.find("*/")
        if end >= 0 and _OPENING not in text[:end]:
            text, before = _OPENING + text, len(_OPENING)
    starts, kinds, held = [0], [0], 0
    for count, (index, token, value) in enumerate(lexer.get_tokens_unprocessed(text + "\n")):
        if not count % CHECKED:
            check()
        kind = kind_of(token)
        if kind == held or value.isspace():
            continue
        at = max(index - before, starts[-1])  # lexers that put others' tokens between their own may step back
        starts.append(at)
        kinds.append(kind)
        held = kind
    return starts, kinds


def _cut(stretch: Stretch, starts: list[int], kinds: list[int]) -> list[Runs]:
    """Cut spans into rows."""
    rows: list[Runs] = []
    at, last = 0, len(starts) - 1
    for begin, size in zip(stretch.begins, stretch.sizes, strict=True):
        while at < last and starts[at + 1] <= begin:
            at += 1
        runs: Runs = []
        place, end = begin, begin + size
        while place < end:
            upto = min(starts[at + 1], end) if at < last else end
            if upto > place:
                runs.append((upto - place, kinds[at]))
                place = upto
            if place < end:
                at += 1
        rows.append(runs)
    return rows


_HEAD = struct.Struct("<II")
_ABSENT = 0xFFFFFFFF


def packed(answers: Sequence[list[Runs] | None]) -> bytes:
    """Give answers as bytes. What a process that reads hostile files says is data: nothing of it is unpickled."""
    out: list[bytes] = []
    for rows in answers:
        if rows is None:
            out.append(_HEAD.pack(_ABSENT, 0))
            continue
        flat = [run for runs in rows for run in runs]
        out += (
            _HEAD.pack(len(rows), len(flat)),
            array("H", map(len, rows)).tobytes(),
            array("H", (size for size, _ in flat)).tobytes(),
            bytes(kind for _, kind in flat),
        )
    return b"".join(out)


def unpacked(data: bytes) -> list[list[Runs] | None]:
    """Give answers back; ValueError where they are none."""
    answers: list[list[Runs] | None] = []
    at = 0
    while at < len(data):
        if len(data) - at < _HEAD.size:
            raise ValueError("no answer")
        rows, runs = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        if rows == _ABSENT:
            answers.append(None)
            continue
        parts: list[bytes] = []
        for size in (2 * rows, 2 * runs, runs):
            parts.append(data[at : at + size])
            at += size
        if at > len(data):
            raise ValueError("no answer")
        counts, sizes, kinds = array("H", parts[0]), array("H", parts[1]), parts[2]
        if sum(counts) != runs or any(kind >= len(KINDS) for kind in kinds):
            raise ValueError("no answer")
        pairs = iter(zip(sizes, kinds, strict=True))
        answers.append([[next(pairs) for _ in range(count)] for count in counts])
    return answers


def nothing() -> None:
    """Check nothing: a process is ended from outside."""


def serve(pipe: Pipe) -> None:
    """Work until the other side closes its end: whoever asked is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (for good: a traceback carries lines)
    limit_memory()
    lexer_of("C")  # loads what every lexer needs, before anybody looks at the clock
    pipe.send_bytes(b"")  # says that it has started
    while True:
        try:
            stretches = cast("Sequence[Stretch]", pipe.recv())
            pipe.send_bytes(packed([lexed(stretch, nothing) for stretch in stretches]))
        except (EOFError, OSError):
            return
