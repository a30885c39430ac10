"""Tells a mark from a word: capitals, its own line, a comment's frame around it, no sentence and no code."""

from __future__ import annotations

import re

from codebinder.detect.people.page import Page

_FRAME = (
    rb"[\s*/#;!<>=\-_|.,:+~%'\"(\[{&@\\`^]|REM\b|rem\b|dnl\b|::|\xe3\x80\x90|\xe3\x80\x8a|\xe2\x98\x85|\xef\xbc\x88"
    rb"|\xe2\x80\x94|\xc2\xa9|\xe2\x80\xa2|\\[A-Za-z]{2,16}[{\[]|<[a-z][^<>\n]{0,60}>|</[a-z0-9]{1,12}>|\}"
)
_LONGEST = 4000
"""Bytes of a comment in front of a word: longer ones are licences or manuals."""
_HEAD = re.compile(rb"(?:" + _FRAME + rb")*")
_CODE = re.compile(
    rb"[;{}]\s*$|\w\s*\(|^\s*(?:#\s*define|#\s*if|case\b|enum\b|return\b|static\b|public\b"
    rb"|private\b|const\b|import\b|let\b|var\b|def\b)|\w\s*[=!<>]=|[a-z_]\w*\s*=[^=]|(?<!-)->|::"
)


def head_is_frame(page: Page, start: int) -> bool:
    """Does only a comment's frame stand between the line's beginning and `start`?"""
    low, _ = page.line(start)
    match = _HEAD.match(page.text, low, start)
    return match is not None and match.end() == start


def frame_behind(page: Page, end: int) -> bool:
    """Does only a comment's frame stand between `end` and the line's end?"""
    _, high = page.line(end)
    match = _HEAD.match(page.text, end, high)
    return match is not None and match.end() == high


def is_code(line: bytes) -> bool:
    """Does the line read like code rather than like a comment or a text?"""
    return _CODE.search(line) is not None


def in_comment(page: Page, start: int) -> bool:
    """Does a comment begin on this line before `start`, or is the file text altogether?"""
    low, _ = page.line(start)
    ahead = page.text[low:start]
    opened = page.text.rfind(b"/*", max(start - _LONGEST, 0), start)
    if opened >= 0 and page.text.find(b"*/", opened, start) < 0:
        return True
    if re.match(rb"\s*(?:\*|//|/\*|#(?!\s*(?:define|if|include))|;|--|<!--|%|'|\.\\\"|dnl\b|REM\b|\"\"\")", ahead):
        return True
    if re.search(rb"/\*|//|(?:^|\s)#\s|<!--|\s--\s", ahead) is not None:
        return True
    sign = _SIGNS.get(page.file.suffix)
    return sign is not None and sign.search(ahead) is not None


_SIGNS = {
    suffix: re.compile(sign)
    for suffixes, sign in (
        (b".pas .dpr .pp .inc .lpr", rb"\{(?!\$)|\(\*"),
        (b".ml .mli .sml .v .applescript .nb .wl", rb"\(\*"),
        (b".f .for .f77 .f90 .f95 .f03 .f08 .ftn", rb"!|^[Cc*]\s"),
        (b".hs .elm .lhs .agda .lua .sql .vhd .vhdl .ada .adb .ads", rb"--|\{-"),
        (b".bat .cmd", rb"(?i)^\s*(?:::|rem\b)"),
        (b".vb .vbs .bas .cls .frm", rb"'"),
        (b".asm .s .inc .lisp .el .clj .scm .ini", rb"[;@]"),
        (b".j2 .jinja .jinja2 .twig", rb"\{#"),
        (b".cob .cbl .cpy", rb"^.{0,6}\*"),
        (b".m .tex .sty .erl .pl .pro .ps .bib", rb"%"),
        (b".vim", rb"^\s*\""),
        (b".ps1 .psm1", rb"<#|#"),
        (b".abap", rb"^\*|\""),
    )
    for suffix in suffixes.split()
}
"""What opens a comment in languages that have signs of their own, besides what is common."""


def speaks(page: Page, start: int) -> bool:
    """Is this the place of words for people: a comment, a document, or at least no code?"""
    if in_comment(page, start) or is_text(page):
        return True
    low, high = page.line(start)
    return not is_code(page.text[low:high])


def is_text(page: Page) -> bool:
    """Is the file a document, not code?"""
    return page.file.suffix in _TEXTS or not page.file.suffix


_TEXTS = frozenset(b".txt .md .rst .adoc .html .htm .tex .rtf .log .csv .markdown".split())
