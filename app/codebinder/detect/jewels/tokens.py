"""Code as a stream of tokens that outlives renaming, reformatting and other comments.

Names become the distance to where the same name stood before, so that a consistent renaming changes nothing; texts
lose their words, numbers their spelling. Lines that only import are left out: every file has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

REACH = 24
"""How many tokens back a name is looked for; further away it counts as new, so that a copy's surroundings matter
little."""

_WORDS = """
    abstract and as assert async await begin bool boolean break byte case catch char class const continue def default
    defer del delete do double elif else elsif end enum except export extends extern false final finally float fn for
    foreach from func function global go goto if implements import in inline instanceof int interface is lambda let long
    loop match mut namespace new nil none not null operator or override package pass private protected pub public raise
    range register return select self short signed sizeof static string struct super switch template then this throw
    throws trait true try type typedef typename typeof union unless unsigned until using var virtual void volatile when
    where while with yield uint8_t uint16_t uint32_t uint64_t int8_t int16_t int32_t int64_t size_t u8 u16 u32 u64
"""
KEYWORDS = frozenset(word.encode() for word in _WORDS.split())

_HASHES = frozenset(
    b".py .sh .bash .pl .pm .rb .tcl .yaml .yml .conf .cfg .toml .r .cmake .mk .awk .ex .exs .nix .jl .ps1 .tf".split()
)
_DASHES = frozenset(b".sql .lua .hs .vhd .vhdl .ada .adb .ads .elm".split())
_PERCENT = frozenset(b".erl .tex .m4 .pro".split())
_COMMENTS = {
    "slashes": rb"/\*.*?(?:\*/|\Z)|//[^\n]*",
    "hashes": rb"#[^\n]*",
    "dashes": rb"--[^\n]*|/\*.*?(?:\*/|\Z)",
    "percent": rb"%[^\n]*",
}
_IMPORTS = (
    rb"^[ \t]*(?:#[ \t]*(?:include|import)\b[^\n]*|(?:import|package|using|use)[ \t]+[\w.*:;\"'<>/\\, \t-]+"
    rb"|from[ \t]+[\w.]+[ \t]+import\b[^\n]*)$"
)
# What is never closed ends with the piece: otherwise each opening would be read to the end in vain.
_TEXT = (
    rb"\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)|\"(?:[^\"\\\n]|\\.)*(?:\"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.){0,100}'"
    rb"|`(?:[^`\\]|\\.)*(?:`|\Z)"
)
_NUMBER = rb"0[xX][0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
_REST = rb"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*|->|=>|==|!=|<=|>=|&&|\|\||<<|>>|\+\+|--|::|:=|[^\s\w]"
TEXT = b'"'


def style_of(suffix: bytes) -> str:
    """Give how comments are written in files that end in `suffix`."""
    if suffix in _HASHES:
        return "hashes"
    return "dashes" if suffix in _DASHES else "percent" if suffix in _PERCENT else "slashes"


@lru_cache(maxsize=8)
def comments_of(style: str) -> re.Pattern[bytes]:
    """Give a pattern for comments alone: quick, and fooled by texts that look like comments, in the same way always."""
    if style == "slashes":
        return re.compile(rb"/(?:\*.*?(?:\*/|\Z)|/[^\n]*)", re.DOTALL)
    return re.compile(_COMMENTS[style], re.DOTALL)


@lru_cache(maxsize=8)
def _tokens_of(style: str) -> re.Pattern[bytes]:
    parts = (
        rb"(?P<skip>(?m:" + _IMPORTS + rb")|" + _COMMENTS[style] + rb")",
        rb"(?P<text>" + _TEXT + rb")",
        rb"(?P<number>" + _NUMBER + rb")[uUlLfF]*",
        rb"(?P<rest>" + _REST + rb")",
    )
    return re.compile(b"|".join(parts), re.DOTALL)


def tokens(data: bytes, style: str) -> Iterator[tuple[bytes, int, int]]:
    """Give (normalised token, start, end) in order."""
    last: dict[bytes, int] = {}
    count = 0
    for found in _tokens_of(style).finditer(data):
        kind = found.lastgroup
        if kind == "skip":
            continue
        if kind == "text":
            word = TEXT
        elif kind == "number":
            word = _number(found["number"])
        else:
            word = found.group()
            if word[0] in _NAME_BEGINS and word not in KEYWORDS:
                before = last.get(word)
                last[word] = count
                distance = 0 if before is None or count - before > REACH else count - before
                word = _NAMES[distance]
        yield word, found.start(), found.end()
        count += 1


_NAME_BEGINS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$") | frozenset(range(0x80, 0x100))
_NAMES = tuple(b"\0name%d" % distance for distance in range(REACH + 1))


@lru_cache(maxsize=4096)
def _number(text: bytes) -> bytes:
    """Give a number by its value: 0x10 and 16 are one."""
    plain = text.replace(b"_", b"").lower()
    try:
        return b"\0n%d" % (int(plain, 16) if plain.startswith(b"0x") else int(plain))
    except ValueError:
        return b"\0n" + plain
