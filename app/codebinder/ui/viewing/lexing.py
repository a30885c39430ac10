"""The worker process that finds colours: lexes slices of files with Pygments and sends back compact arrays.

It imports neither Qt nor much of the program, so that it starts quickly and holds little. What it reads is
hostile: it has a memory limit where the system knows one, its time is limited by whoever asked, and whatever breaks in
here ends the process, which is then started again without that file.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
import time
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

from codebinder.base.lexing import KINDS, Pipe, kind_of, lexer_of, limit_memory

_RUNS = 4000
_PACE = 0.08
"""A chunk is sent after so many runs or seconds, whichever comes first."""
_CODECS = {"utf-8-sig": "utf-8"}


@dataclass(frozen=True, slots=True)
class Task:
    """Lex `size` bytes, which follow; they begin at byte `base` of a file that is `language` (a Pygments name)."""

    number: int
    language: str
    encoding: str
    base: int
    size: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Runs of one kind each, from byte `starts[i]` to the next start; the last one ends at `end`. Packed arrays."""

    number: int
    end: int
    starts: bytes
    kinds: bytes
    last: bool


_HEAD = struct.Struct("<qq?I")
LARGEST = 1 << 20
"""Bytes of a chunk as it is sent, at most."""


def packed(chunk: Chunk) -> bytes:
    """Give a chunk as bytes. What a process that reads hostile files says is data: nothing of it is unpickled."""
    return _HEAD.pack(chunk.number, chunk.end, chunk.last, len(chunk.kinds)) + chunk.starts + chunk.kinds


def unpacked(data: bytes) -> Chunk:
    """Give a chunk back; ValueError where it is none."""
    if len(data) < _HEAD.size:
        raise ValueError("no chunk")
    number, end, last, count = _HEAD.unpack_from(data)
    cut = _HEAD.size + 8 * count
    chunk = Chunk(number, end, data[_HEAD.size : cut], data[cut:], last)
    starts = array("q", chunk.starts) if len(data) == cut + count else None
    if starts is None or any(kind >= len(KINDS) for kind in chunk.kinds):
        raise ValueError("no chunk")
    places = [0, *starts, end]
    if any(one > two for one, two in pairwise(places)):
        raise ValueError("no chunk")
    return chunk


def serve(tasks: Pipe, results: Pipe) -> None:
    """Work until the other side closes its end: the window is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (for good: a traceback carries lines)
    limit_memory()
    while True:
        try:
            task = cast("Task", tasks.recv())
            data = tasks.recv_bytes()
        except (EOFError, OSError):
            return
        for chunk in lex(task, data):
            try:
                results.send_bytes(packed(chunk))
            except OSError:
                return
            if tasks.poll():
                break  # something else is looked at by now


def lex(task: Task, data: bytes) -> Iterator[Chunk]:
    """Give the colours of `data` in chunks; one empty, last chunk where there is nothing to tell."""
    end = task.base + len(data)
    codec = _CODECS.get(task.encoding, task.encoding)
    text = "" if codec == "binary" else data.decode(codec, "replace")
    lexer = lexer_of(task.language) if text else None
    if lexer is None or (not data.isascii() and len(text.encode(codec, "replace")) != len(data)):
        yield Chunk(task.number, end, b"", b"", last=True)
        return
    starts, kinds, sent = array("q"), bytearray(), time.monotonic()
    sizer, place = _Sizer(text, codec, task.base, narrow=len(text) == len(data)), task.base
    for index, token, value in lexer.get_tokens_unprocessed(_even(text)):
        kind = kind_of(token)
        if not value.strip():
            kind = kinds[-1] if kinds else 0  # white space needs no run of its own
        if kinds and kinds[-1] == kind:
            continue
        place = max(place, sizer.at(index))  # lexers that put others' tokens between their own may step back
        if len(kinds) >= _RUNS or time.monotonic() - sent > _PACE:
            yield Chunk(task.number, place, starts.tobytes(), bytes(kinds), last=False)
            starts, kinds, sent = array("q"), bytearray(), time.monotonic()
        starts.append(place)
        kinds.append(kind)
    yield Chunk(task.number, end, starts.tobytes(), bytes(kinds), last=True)


class _Sizer:
    """Tells at which byte a character stands, walking forward."""

    def __init__(self, text: str, codec: str, base: int, *, narrow: bool) -> None:
        self._text, self._codec, self._narrow = text, codec, narrow
        self._base = self._byte = base
        self._char = 0

    def at(self, char: int) -> int:
        if self._narrow:
            return self._base + char
        if char > self._char:
            self._byte += len(self._text[self._char : char].encode(self._codec, "replace"))
            self._char = char
        return self._byte


def _even(text: str) -> str:
    """Give the text as lexers like it, one for one: other line ends and a byte order mark turned to what they know."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.replace("\ufeff", " ", 1) if text.startswith("\ufeff") else text
