"""Jupyter notebooks: cells and their outputs as they read behind JSON's escapes, with places in the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from codebinder.detect.fileview import FileView
from codebinder.detect.formats.apps import mixed
from codebinder.detect.formats.jsonwalk import Plain, strings
from codebinder.detect.formats.judge import HIGH, MEDIUM, Weight, secret
from codebinder.detect.formats.names import PASSWORDS, TOKENS
from codebinder.detect.formats.pairs import Pair, code
from codebinder.detect.formats.tables import sight
from codebinder.detect.sight import Sight

_CELL = re.compile(rb"(?:^|/)(?:source|input|text|text_plain|text_html|evalue|traceback)/?$")
_PASSWORD = re.compile(rb"(?:" + PASSWORDS + rb")$")
_TOKEN = re.compile(rb"(?:" + TOKENS + rb")$")
_URL = re.compile(rb"[a-z][a-z0-9+.]{1,20}://[^\s:@/'\"<>]{0,100}:([^\s@/'\"<>]{1,200})@")
_SHELL = re.compile(
    rb"(?m)^[ \t]*(?:[%!]{1,2}[ ]?(?:env|export|set_env)?[ ]{0,4}|export[ ]"
    rb"|os\.environ)([A-Za-z_]\w{0,80})[ =]{1,3}([^\s'\"{$%(][^\s'\"]{3,400})"
)
_LONGEST_CELL = 1 << 16
_MOST = 8 << 20


def notebook(file: FileView) -> Iterator[Sight]:
    """Give what is assigned in code cells and shown in outputs."""
    flat = file.flat
    plain = Plain()
    known = size = 0
    for trail, start, end in strings(flat):
        if end - start > _LONGEST_CELL or not _CELL.search(trail):
            continue
        size += end - start
        if size > _MOST:
            break
        plain.add(flat, start, end)
        known += 1
        if flat[end - 2 : end] != b"\\n":
            plain.end_line(end)
    if not known:
        return
    text = plain.text
    for pair in chain(code(text), _shell(text)):
        weight = _weigh(pair, text[pair.start : pair.end])
        if weight is not None:
            yield sight(file, plain.origin(pair.start), plain.origin(pair.end - 1) + 1, "notebook-secret", weight)
    for match in _URL.finditer(text):
        weight = secret(match[1], HIGH)
        if weight is not None:
            start, end = plain.origin(match.start(1)), plain.origin(match.end(1) - 1) + 1
            yield sight(file, start, end, "notebook-secret", weight)


def _shell(text: bytes) -> Iterator[Pair]:
    for match in _SHELL.finditer(text):
        yield Pair(match[1].lower(), *match.span(2))


def _weigh(pair: Pair, value: bytes) -> Weight | None:
    if _PASSWORD.match(pair.trail):
        return secret(value, HIGH)
    if _TOKEN.match(pair.trail):
        return mixed(value, MEDIUM)
    return None
