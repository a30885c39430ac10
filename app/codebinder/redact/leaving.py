"""Which lines of a file hold nothing, or comments only: what a person may leave out of a printed listing.

Comments are found by grammars alone. A file whose language has none here, or that its grammar cannot read, keeps all of
its comments, and says so; so nothing is left out on a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.model.stripping import LeftOut
from codebinder.redact.syntax.languages import language_of
from codebinder.redact.syntax.reading import read
from codebinder.redact.syntax.trees import parse

_MARK = b"\x01"
_MOSTLY = 0.5
_BLANKS = b" \t\r"
_WIDE_BLANK = "\u3000".encode()
_TEXTS = frozenset({b'"', b"'", b"r", b"R", b"u", b"U"})
"""How Python's documentation begins, which people may hide like a comment; the program itself can read it."""
_PLAIN_TEXT = frozenset({"", "markup", "json", "diff"})
"""What has no comments that anybody means: nothing is said of it."""


def left_out(data: bytes, encoding: str, path: bytes, *, blank: bool, comments: bool) -> LeftOut:
    """Give the lines (from 1) of a text that are blank, and those that hold comments only; a blank line inside of a
    comment is one of the comment's. A first line `#!` is no comment: it says how the file is run."""
    code = read(data, encoding).code
    marked, known = _marked(code, path) if comments else (code, True)
    nothing: set[int] = set()
    said: set[int] = set()
    for number, start, end in _lines(code):
        text = code[start:end].strip(_BLANKS)
        if not text.replace(_WIDE_BLANK, b"").strip(_BLANKS):
            if known and comments and _inside(marked, start, end):
                said.add(number)
            elif blank:
                nothing.add(number)
        elif comments and known and _MARK in marked[start:end] and not _rest(marked[start:end]):
            said.add(number)
    return LeftOut(blank=frozenset(nothing), comments=frozenset(said), unread=not known)


def _marked(code: bytes, path: bytes) -> tuple[bytes, bool]:
    """Give the code with its comments as marks, and whether a grammar could tell them."""
    language = language_of(path, code)
    parsed = parse(language, code) if code.strip() else None
    if parsed is None or parsed.faulty > len(code) * _MOSTLY:
        return code, language in _PLAIN_TEXT or not code.strip()
    out = bytearray(code)
    shebang = code.find(b"\n") if code.startswith(b"#!") else 0
    for each in parsed.comments:
        if each.start >= shebang and code[each.start : each.start + 1] not in _TEXTS:
            out[each.start : each.end] = _MARK * (each.end - each.start)
    return bytes(out), True


def _lines(code: bytes) -> Iterator[tuple[int, int, int]]:
    number = start = 0
    while start < len(code):
        end = code.find(b"\n", start)
        end = len(code) if end < 0 else end
        number += 1
        yield number, start, end
        start = end + 1


def _inside(marked: bytes, start: int, end: int) -> bool:
    """Do the ends of the line before and of this one both lie in a comment?"""
    return start > 0 and end < len(marked) and marked[start - 1 : start] == _MARK and marked[end : end + 1] == _MARK


def _rest(line: bytes) -> bytes:
    return line.replace(_MARK, b"").strip(_BLANKS)
