"""What an observation in one file is, and how the tables of facts are written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from codebinder.detect.fileview import FileView
from codebinder.model.observations import ObservationKind

WINDOW = 240
"""Bytes on either side of a match that count as its line, whatever stands in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One sight in one file: offsets in `FileView.flat`, end exclusive; `aside` in tests and examples."""

    kind: ObservationKind
    subject: str
    start: int
    end: int
    line: int
    detail: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a fact's gate: `word` is the matched text, `before` and `after` what its line holds around it."""

    file: FileView
    word: bytes
    before: bytes
    after: bytes

    @property
    def line(self) -> bytes:
        """The line, as far as the window goes."""
        return self.before + self.word + self.after

    @property
    def tail(self) -> bytes:
        """The matched word with what belongs to the same name behind it."""
        end = _NAME.match(self.after)
        return self.word + (end.group() if end else b"")

    @property
    def name(self) -> bytes:
        """The whole name around the match."""
        head = _HEAD.search(self.before)
        return (head.group() if head else b"") + self.tail


Reading = tuple[str, str]
"""Subject and detail."""
Reader = Callable[[Hit], Iterable[Reading]]

_NAME = re.compile(rb"[A-Za-z0-9_/.+-]{0,48}")
_HEAD = re.compile(rb"[A-Za-z0-9_]{1,48}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One kind of thing to look for: where `gate` matches, `read` says what it is (nothing: a false alarm).

    A gate is a pattern without groups and without look-around. `name_only` says that the answer depends on nothing
    but the name around the match, so that it need not be worked out twice.
    """

    kind: ObservationKind
    gate: str
    read: Reader
    suffixes: frozenset[bytes] = frozenset()
    name_only: bool = False
    in_comments: bool = False


def named(kind: ObservationKind, subject: str, gate: str, detail: str = "", *, suffixes: str = "") -> Fact:
    """Give a fact that its gate alone proves."""
    reading = ((subject, detail),)

    def read(_hit: Hit) -> Iterable[Reading]:
        return reading

    return Fact(kind=kind, gate=gate, read=read, suffixes=endings(suffixes), name_only=True)


def endings(text: str) -> frozenset[bytes]:
    """Give the suffixes that a text lists with spaces between them."""
    return frozenset(word.encode() for word in text.split())


C_LIKE = ".c .h .cc .cpp .cxx .hpp .hh .inc .m .mm .ino"
SCRIPTS = ".js .ts .mjs .cjs .jsx .tsx .vue"
