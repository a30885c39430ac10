"""Finds array literals in one pass: lists of numbers, escaped strings, hex pairs in brackets or quotes, HDL vectors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from codebinder.detect.patterns import Pattern, compile_pattern, spans

_FILL = rb"(?:\s|/\*[^*]*\*/|//[^\n]*\n)*"
_CAST = rb"(?:\(\s?(?:unsigned char|signed char|u?int8_t|[Bb]yte|sbyte|u8|char|BYTE|UCHAR)\s?\)\s?)?"
_HEX = rb"0[xX][0-9a-fA-F]{1,8}(?:[uUlL]{1,3}|_?u8|_?u32)?"
_ANY = _CAST + rb"(?:" + _HEX + rb"|-?[0-9]{1,3}(?:u8)?|[bu]?'(?:\\[^\n][0-9a-fA-F]{0,3}|[^'\\\n])')"
_NEXT = _FILL + b"," + _FILL
_LIST = b"(?:%b%b(?:%b%b){3}|%b(?:%b%b){5})(?:%b%b)*" % (_CAST, _HEX, _NEXT, _ANY, _ANY, _NEXT, _ANY, _NEXT, _ANY)
_ESCAPED = rb"\\x[0-9a-fA-F]{2}(?:[^\"'\\\n]{0,8}\\(?:x[0-9a-fA-F]{2}|[0-7]{1,3}|[nrtabfv\\\"'])){4,}"
_PAIRS = rb"\[\s*[0-9a-fA-F]{2}(?:\s*[0-9a-fA-F]{2}){7,}\s*\]"
_CELLS = (
    rb"(?:[kK][eE][yY]|secret|seed|salt|password|token|psk|iv|hmac)[\w-]{0,16}\s*=\s*(?:/bits/\s*\d{1,2}\s*)?"
    rb"<\s*0x[0-9a-fA-F]{1,8}(?:\s+0x[0-9a-fA-F]{1,8}){3,}\s*>"
)
_QUOTED = rb"romhex\(\s*b?[\"'][0-9a-fA-F]{2}(?:[ :]?[0-9a-fA-F]{2}){7,}[\"'](?:\s*b?[\"'][0-9a-fA-F :]+[\"'])*"
_VERILOG = rb"'[sS]?[hH][0-9a-fA-F_]{16,}"
_VHDL = rb"[xX]\"[0-9a-fA-F_]{16,}\""


# Each pattern begins with one fixed byte: such a pass over bytes that don't have it costs a fifth of any other.
_BRACED = (compile_pattern(rb"\{" + _FILL + _LIST), "list")
_BRACKETED = (compile_pattern(rb"\[" + _FILL + _LIST), "list")
_CALLED = (compile_pattern(rb"rrayOf\(" + _FILL + _LIST), "list")
_DEFINED = (compile_pattern(rb"#define[ \t]+\w{1,80}[ \t]+(?:\\\r?\n[ \t]*)?" + _LIST), "defined")
_ASSEMBLED = (compile_pattern(rb"\.byte[ \t]+" + _LIST), "defined")
_STRINGS = (compile_pattern(_ESCAPED), "string")
_TREE = ((compile_pattern(_PAIRS), "pairs"), (compile_pattern(_CELLS), "cells"))
_PYTHON = (compile_pattern(_QUOTED), "quoted")
_HARDWARE = ((compile_pattern(_VERILOG), "vector"), (compile_pattern(_VHDL), "vector"))

_ONLY_BRACES = frozenset(
    b".c .h .cc .cpp .cxx .hpp .hh .hxx .ino .pde .java .cs .go .m .mm .inc .cu .s .asm .y .l".split()
)
_ONLY_BRACKETS = frozenset(
    b".py .rs .js .ts .json .mjs .tsx .jsx .rb .php .swift .dart .kt .kts .scala .ex .lua".split()
)
_ASSEMBLY = frozenset(b".s .asm".split())
_TREES = frozenset(b".dts .dtsi .dtso .its .overlay".split())
_PROSE = frozenset(b".md .rst .txt .adoc .html .htm .xml .yml .yaml .css .scss .less .svg .po .csv .properties".split())
_SMALL = 2048
"""Below this one pass for everything costs less than several passes, each of which has to be begun."""
_ANYTHING = compile_pattern(rb"(?:[{\[]|rrayOf\()" + _FILL + _LIST + b"|" + _ESCAPED)
_FURTHER = {
    b".py": _PYTHON,
    **dict.fromkeys((b".c", b".h", b".cpp", b".hpp", b".ino", b".inc"), _DEFINED),
    **dict.fromkeys(_ASSEMBLY, _ASSEMBLED),
}
_HDL = frozenset(b".v .sv .vh .svh .vhd .vhdl".split())

_ELEMENT = re.compile(
    rb"0[xX]([0-9a-fA-F]{1,8})|(-?\d{1,3})(?!\d)|'\\x([0-9a-fA-F]{1,2})'|'\\([0-7]{1,3})'|'(\\?[^\n])'"
    rb"|/\*[^*]*\*/|//[^\n]*\n"
)
_PAIR = re.compile(rb"[0-9a-fA-F]{2}")
_STRING_TOKEN = re.compile(rb"\\x([0-9a-fA-F]{1,2})|\\([0-7]{1,3})|\\(.)|([^\\])", re.DOTALL)
_LETTERS = {b"n": 10, b"r": 13, b"t": 9, b"a": 7, b"b": 8, b"f": 12, b"v": 11, b"e": 27}
_HOLDS = re.compile(
    rb"(?:\([a-zA-Z_0-9 ]{1,14}\)\s?)?(?:(?:0[xX]30|48|'0')\s?,\s*(?:\([a-zA-Z_0-9 ]{1,14}\)\s?)?"
    rb"(?:0[xX](?:8[12]|[2-7][0-9a-fA-F])|-12[67]|13[01]|129|[3-9][0-9]|1[01][0-9])(?![0-9a-fA-F])"
    rb"|(?:0[xX]2[dD]|45|'-')\s?,\s*(?:0[xX]2[dD]|45|'-')|0[xX]3082[0-9a-fA-F]{4})"
    rb"|(?:\\x30|0)\\x(?:8[12]|[2-7][0-9a-fA-F])|[\[\"'<]?\s*(?:0x)?30[ :]?8[12]"
)
_PREFIXED = re.compile(rb"\bb[\"']")
_DEFINED_LEAD = re.compile(rb"(?:#define\s+\w+|\.byte)[\s\\]+")
_LEAD = re.compile(_FILL)
_QUOTES = b"\"'`"
_JOIN = re.compile(rb"\s*[\"'](?=[^\n])")
_MOST = 100_000
"""Arrays in one notation that are looked at in one file."""
_LONGEST_STRING = 64 << 10
_LONGEST_LEAD = 512


@dataclass(frozen=True, slots=True)
class Literal:
    """An array's elements at [start, end) of `flat`. `form`: list, string, pairs or vector."""

    flat: bytes
    start: int
    end: int
    form: str

    @property
    def may_hold_key(self) -> bool:
        """Do its first elements look like those of a key in DER or PEM?"""
        return _HOLDS.match(self.flat, self.start) is not None

    def values(self, most: int) -> bytes | None:
        """Give the bytes that it lists; None where it lists none, or more than `most` are there."""
        if self.end - self.start > most * 64:
            return None
        text = self.flat[self.start : self.end]
        if self.form == "list":
            return _list_values(text, most)
        if self.form == "string":
            return _string_values(text)
        if self.form == "cells":
            return _words([word[2:] for word in text.split()], most)
        text = _PREFIXED.sub(b"", text)
        digits = bytes(byte for byte in text if byte in b"0123456789abcdefABCDEF")
        return bytes.fromhex(digits[: len(digits) // 2 * 2].decode()) if len(digits) <= 2 * most else None


def literals(flat: bytes, suffix: bytes) -> Iterator[Literal]:
    """Give all array literals, in order, none overlapping. The suffix tells which notations its language has."""
    found: list[tuple[int, int, str]] = []
    if len(flat) < _SMALL and suffix not in _TREES | _HDL:
        for start, end in spans(_ANYTHING, flat):
            found.append((start, end, "string" if flat[start] == 0x5C else "list"))
        more = _FURTHER.get(suffix)
        if more is not None:
            found.extend((*span, more[1]) for span in spans(more[0], flat))
    else:
        for pattern, form in _passes(suffix):
            found.extend((*span, form) for span in islice(spans(pattern, flat), _MOST))
    done = 0
    for start, end, form in sorted(found):
        if start < done:
            continue
        one = _literal(flat, start, end, form)
        done = one.end
        yield one


def _passes(suffix: bytes) -> list[tuple[Pattern, str]]:
    if suffix in _TREES:
        return list(_TREE)
    if suffix in _HDL:
        return [_BRACED, *_HARDWARE]
    if suffix in _ONLY_BRACES:
        return [_BRACED, _STRINGS, _ASSEMBLED if suffix in _ASSEMBLY else _DEFINED]
    if suffix in _ONLY_BRACKETS:
        return [_BRACKETED, _STRINGS, _PYTHON] if suffix == b".py" else [_BRACKETED, _STRINGS, _CALLED]
    if suffix in _PROSE:
        return [_BRACED]
    return [_BRACED, _BRACKETED, _STRINGS]


def _literal(flat: bytes, start: int, end: int, form: str) -> Literal:
    if form == "string":
        return _string(flat, start, end)
    if form == "list":
        first = _LEAD.match(flat, flat.find(b"(", start, end) + 1 if flat[start] == 0x72 else start + 1)
        return Literal(flat, first.end() if first is not None else start, end, form)
    if form == "defined":
        first = _DEFINED_LEAD.match(flat, start, end)
        return Literal(flat, first.end() if first is not None else start, end, "list")
    if form == "vector":
        low = flat.find(b'"' if flat[end - 1] == 0x22 else b"h", start, end)
        low = low if low >= 0 else flat.find(b"H", start, end)
        return Literal(flat, low + 1, end - (flat[end - 1] == 0x22), "pairs")
    if form == "quoted":
        low = flat.find(flat[end - 1 : end], start, end)
        return Literal(flat, low + 1, end - 1, "pairs")
    if form == "cells":
        start = flat.find(b"<", start, end)
    inner = flat[start + 1 : end - 1]
    lead = len(inner) - len(inner.lstrip())
    return Literal(flat, start + 1 + lead, start + 1 + len(inner.rstrip()), form)


def _string(flat: bytes, start: int, end: int) -> Literal:
    """Widen a run of escapes to its quotes, and on over strings that follow with nothing between them."""
    lead = max(
        flat.rfind(b'"', max(0, start - _LONGEST_LEAD), start), flat.rfind(b"'", max(0, start - _LONGEST_LEAD), start)
    )
    begin = lead + 1 if lead >= 0 and b"\n" not in flat[lead:start] else start
    quote = flat[begin - 1 : begin] if begin > 0 and flat[begin - 1] in _QUOTES else b'"'
    limit = min(len(flat), start + _LONGEST_STRING)
    while True:
        close = _closing(flat, end, limit, quote)
        if close < 0:
            return Literal(flat, begin, end, "string")
        joined = _JOIN.match(flat, close + 1, limit)
        if joined is None or joined.group()[-1:] != quote or flat[joined.end()] != 0x5C:
            return Literal(flat, begin, close, "string")
        end = joined.end()


def _closing(flat: bytes, at: int, limit: int, quote: bytes) -> int:
    """Give where the string that goes on at `at` ends; -1 where its line does first."""
    stop = flat.find(b"\n", at, limit)
    stop = limit if stop < 0 else stop
    close = flat.find(quote, at, stop)
    while close > 0 and flat[close - 1] == 0x5C and flat[close - 2] != 0x5C:
        close = flat.find(quote, close + 1, stop)
    return close


def _list_values(text: bytes, most: int) -> bytes | None:
    out: list[int] = []
    wide: list[bytes] = []
    for found in _ELEMENT.finditer(text):
        hexed, number, escaped, octal, char = found.groups()
        if hexed:
            wide.append(hexed)
            out.append(int(hexed, 16))
        elif number:
            out.append(int(number) & 0x1FF if -129 < int(number) < 256 else 999)
        elif escaped or octal:
            out.append(int(escaped, 16) if escaped else int(octal, 8))
        elif char:
            out.append(char[0] if len(char) == 1 else _LETTERS.get(char[1:], char[1]))
        if len(out) > most:
            return None
    if len(wide) == len(out) and max(out, default=0) > 0xFF:
        return _words(wide, most)
    out = [value - 256 if value > 0x17F and value < 0x200 else value for value in out]
    return bytes(out) if out and all(0 <= value < 256 for value in out) else None


def _words(digits: list[bytes], most: int) -> bytes | None:
    """Read words of two or four bytes, the first byte first."""
    width = 8 if max(map(len, digits)) > 4 else 4 if max(map(len, digits)) > 2 else 2
    if len(digits) * width // 2 > most or any(len(one) > 8 for one in digits):
        return None
    return bytes.fromhex("".join(one.decode().rjust(width, "0") for one in digits))


def _string_values(text: bytes) -> bytes:
    out = bytearray()
    for piece in re.split(rb"(?<!\\)[\"']\s*[\"']", text):
        for found in _STRING_TOKEN.finditer(piece):
            hexed, octal, letter, plain = found.groups()
            if hexed:
                out.append(int(hexed, 16))
            elif octal:
                out.append(int(octal, 8) & 0xFF)
            elif letter:
                out.append(_LETTERS.get(letter, letter[0]))
            else:
                out += plain
    return bytes(out)
