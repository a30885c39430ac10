"""What a source file would leave in an image that was made from it: literals, names, lines, words in their order.

C and its kin are read by tokens: comments are skipped, escapes read, literals that stand beside each other joined as
a compiler joins them (over line ends, comments and backslashes); what is asserted is read as it stands, since such
macros make strings of it. Scripts, device trees, Kconfig and other texts leave
their quoted strings, their lines and their words, since such files are embedded whole or nearly so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 512
"""Characters of one string that are compared."""
_MOST_TEXT = 8 << 20
_CLIKE = frozenset({
    b"c", b"h", b"cc", b"cpp", b"cxx", b"c++", b"hpp", b"hh", b"hxx", b"inc", b"ino", b"m", b"mm", b"cs", b"java",
    b"rs", b"go", b"js", b"ts", b"y", b"l", b"s", b"asm", b"lds", b"dts", b"dtsi", b"dtso", b"def", b"swift", b"kt",
})  # fmt: skip
_TREES = frozenset({b"dts", b"dtsi", b"dtso"})
_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?(?:\*/|\Z)|"((?:[^"\\\n]|\\.)*)"|\'(?:[^\'\\\n]|\\.){1,8}\'|R"([^\s()\\]{0,16})\((.{0,1000}?)\)\2"',
    re.DOTALL,
)
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)+)"|\'((?:[^\'\\\n]|\\.)+)\'')
_BETWEEN = re.compile(r"(?:\s|\\\n|[LuU]|u8)*\Z")
_NAME = re.compile(r"[A-Za-z_]\w+")
_TOKENS = re.compile(r"[A-Za-z_#][\w.,+#@/?-]{3,}")
_PASTED = re.compile(r"([A-Za-z_]\w*)\s*##|##\s*([A-Za-z_]\w*)")
_CLAIM = re.compile(
    r"\b\w*(?:assert|ASSERT|BUG_ON|WARN_ON|EXPECT|CHECK|VERIFY|REQUIRE)\w*\s*\(((?:[^;\"]|\"(?:[^\"\\\n]|\\.)*\"){2,500}?)\)\s*;"
)  # fmt: skip
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,8})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SINGLE = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
_SPLIT = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+")
_WORD = re.compile(r"[A-Za-z_]\w*|%[-+ #0-9.*hlzjtL]*[A-Za-z]|[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Said:
    """What one file says: pieces of its literals or its lines, its names, the parts that it pastes names from, and the
    texts whose words count in their order."""

    strings: set[str]
    names: set[str]
    pasted: set[str]
    texts: tuple[str, ...]


def said(path: bytes, text: str) -> Said:
    """Read one file's text."""
    kind = path.rsplit(b"/", 1)[-1].rpartition(b".")[2].lower()
    text = text[:_MOST_TEXT]
    if kind in _CLIKE:
        literals = tuple(_literals(text))
        names = set(_NAME.findall(text)) if kind not in _TREES else set(_TOKENS.findall(text))
        pasted = {one or other for one, other in _PASTED.findall(text)} if "##" in text else set[str]()
        claims = tuple(" ".join(each.split()) for each in _CLAIM.findall(text))
        strings = _pieces(literals)
        for each in claims:
            strings.update((plain(each), plain(each.partition(",")[2]), *map(plain, each.split(","))))
        return Said(strings, names, pasted, (*literals, *claims))
    quoted = [_unescaped(one or other) for one, other in _QUOTED.findall(text)]
    strings = _pieces(quoted)
    strings.update(line.strip() for line in text.split("\n"))
    return Said(strings, {*_NAME.findall(text), *_TOKENS.findall(text)}, set(), (text,))


def words(text: str) -> list[str]:
    """Give the words of a text: names, conversions of printf, Chinese characters; no numbers, which builds change."""
    return _WORD.findall(text)


def plain(text: str) -> str:
    """Give a string as it is compared."""
    return text.strip()[:LONGEST]


def _pieces(literals: tuple[str, ...] | list[str]) -> set[str]:
    """Cut literals where a string of an image ends."""
    found: set[str] = set()
    for each in literals:
        found.update(plain(piece) for piece in _SPLIT.split(each))
    return found


def _literals(text: str) -> Iterator[str]:
    """Give the string literals, joined where they stand beside each other."""
    held: list[str] = []
    ended = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        if held and not _BETWEEN.match(text[ended:start] if start - ended < LONGEST else "x"):
            yield "".join(held)
            held = []
        ended = match.end()
        if match.group(3) is not None:
            held.append(match.group(3))
        elif match.group(1) is not None:
            held.append(_unescaped(match.group(1)))
    if held:
        yield "".join(held)


def _unescaped(literal: str) -> str:
    return _ESCAPE.sub(_character, literal) if "\\" in literal else literal


def _character(match: re.Match[str]) -> str:
    octal, short, four, eight, single = match.groups()
    if octal:
        return chr(int(octal, 8) & 0xFF)
    point = short or four or eight
    if point:
        value = int(point, 16)
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else " "
    if single == "\n":
        return ""
    return _SINGLE.get(single, single)
