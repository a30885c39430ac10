"""Arrays in the notations of further languages: Basic, PowerShell, PHP, Pascal, Ada, assemblers, MATLAB, Erlang, Perl.

Any run of numbers counts whose statement names a key; what such a run may begin with tells it from ordinary lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from codebinder.detect.bytearrays.naming import Meaning, meant
from codebinder.detect.fileview import FileView
from codebinder.detect.patterns import compile_pattern

__all__ = ["Run", "runs"]

_SCRIPTS = frozenset(
    b".vb .vbs .bas .cls .frm .vba .ps1 .psm1 .m .pas .dpr .pp .lpr .adb .ads .ada .st .scl .erl .hrl .ex .exs .pl .pm"
    b" .tcl .r .scala .hs .clj .cljs .lua".split()
)
_ONLY_WITH = {
    b".py": (b"bytearray((", b"struct.pack(", b".new(bytes(["),
    b".php": (b"array(0x", b"chr(", b"pack(", b"array(1", b"array(2"),
    b".go": (b"NewCipher([]byte{",),
    **dict.fromkeys((b".js", b".ts", b".mjs", b".jsx", b".tsx"), (b"fromCharCode(",)),
    **dict.fromkeys((b".kt", b".kts"), (b"rrayOf(",)),
    b".dart": (b"fromList([", b"<int>["),
    b".swift": (b"Data([",),
}
"""Languages whose usual lists are found elsewhere: what their further ones begin with."""
_ASSEMBLERS = frozenset(b".asm .s .a51 .a86 .nasm .inc .z80 .src".split())
_SETTINGS = frozenset(b".ini .cfg .conf .properties .config .prefs".split())

_NUMBER = (
    rb"(?:&H[0-9A-F]{1,2}|\$[0-9A-F]{1,2}|16#[0-9A-F]{1,2}#?"
    rb"|0x[0-9A-F]{1,2}(?:\.toByte\(\)|u8)?|0?[0-9A-F]{2}h|-?[0-9]{1,3})"
)
_NUMBERS = _NUMBER + rb"(?:(?:\s*,[ \t]*_?\s*|[ \t]+)" + _NUMBER + rb"){7,}"
_CHARACTER = rb"chrb?w?\(\s?(?:0x|&H|\$)?[0-9A-F]{1,3}\s?\)"
_CHAIN = _CHARACTER + rb"(?:\s*[.&+]\s*_?\s*" + _CHARACTER + rb"){7,}"
_LIST = compile_pattern(rb"(?i)(?:[(\[{=]|<<|[\"'],)\s*(?:" + _NUMBERS + rb")|(?:[=(.+&]\s*)(?:" + _CHAIN + rb")")
_DIRECTIVE = compile_pattern(
    rb"(?i)\b(?:d[bcdwl]|dc\.[bwl]|dc[bwd]|dt|fcb|byte|word|long|int|4byte|retlw|defb|ascii)[ \t]+(?:"
    rb"0x[0-9A-F]{5,8}(?:\s*,\s*0x[0-9A-F]{5,8}){3,}|" + _NUMBERS + rb")"
)
_PAIRS = compile_pattern(rb"(?i)=[ \t]*(?:[0-9A-F]{2}(?: [0-9A-F]{2}){7,}|" + _NUMBERS + rb")")
_TOKEN = re.compile(
    rb"(?i)&H([0-9A-F]{1,2})|\$([0-9A-F]{1,2})|16#([0-9A-F]{1,2})|0x([0-9A-F]{1,8})|\b0?([0-9A-F]{2})h\b|(-?\b[0-9]{1,3})\b"
)
_HEX_PAIR = re.compile(rb"(?i)[0-9A-F]{2}(?: [0-9A-F]{2})+$")
_IDENTIFIER = re.compile(rb"[A-Za-z_][\w-]{0,60}")
_CIPHER = re.compile(
    rb"(?:(?:AES|DES3?|Blowfish|ARC4|CAST)\.new|NewCipher|SecretKeySpec|Fernet|SymmetricKey)\W[^;]{0,40}$"
)
_REACH = 160
_MOST = 20_000
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Run:
    """The bytes that stand at [start, end) of a file, and what their statement names them."""

    start: int
    end: int
    values: bytes
    meaning: Meaning


def runs(file: FileView) -> Iterator[Run]:
    """Give the runs of numbers that a statement names as keys."""
    suffix, flat = file.suffix, file.flat
    patterns = [
        pattern
        for pattern, suffixes in ((_LIST, _SCRIPTS), (_DIRECTIVE, _ASSEMBLERS), (_PAIRS, _SETTINGS))
        if suffix in suffixes
    ]
    if any(mark in flat for mark in _ONLY_WITH.get(suffix, ())):
        patterns.append(_LIST)
    for pattern in patterns:
        for match in islice(pattern.finditer(flat), _MOST):
            start, end = match.span()
            if end - start > _LONGEST:
                continue
            meaning = _meaning(flat, start, above=pattern is _DIRECTIVE)
            if meaning is None:
                continue
            start = _first(flat, start, end)
            values = _values(flat[start:end])
            if values is not None:
                yield Run(start, end, values, meaning)


def _meaning(flat: bytes, start: int, *, above: bool) -> Meaning | None:
    """Judge the statement in front of a run; in assemblers the line above may hold its label."""
    head = flat[max(0, start - _REACH) : start].replace(b"_\n", b"  ")
    lines = re.split(rb"[\r\n]+", head)
    statement = lines[-1]
    if above and not statement.strip(b" \t.") and len(lines) > 1:
        statement = lines[-2]
        if b":" not in statement and statement[:1] in b" \t":
            return None
    statement = statement.rsplit(b";", 1)[-1]
    if _CIPHER.search(statement):
        return Meaning("key", strong=True, sample=False)
    found: Meaning | None = None
    for name in _IDENTIFIER.findall(statement):
        meaning = meant(name)
        if meaning is not None and (found is None or (meaning.strong and not found.strong)):
            found = meaning
    return found


def _first(flat: bytes, start: int, end: int) -> int:
    """Skip what a run begins with: brackets, an operator, a directive."""
    token = _TOKEN.search(flat, start, end)
    head = flat[start:end]
    if token is None:
        return start
    chained = re.search(rb"(?i)chrb?w?\(", head[: token.start() - start + 4])
    pair = re.match(rb"(?i)=[ \t]*(?=[0-9A-F]{2} )", head)
    if pair is not None:
        return start + pair.end()
    return start + chained.start() if chained is not None else token.start()


def _values(text: bytes) -> bytes | None:
    """Read the numbers of a run; None where they are no bytes and no words."""
    if _HEX_PAIR.match(text):
        return bytes.fromhex(text.decode())
    out = bytearray()
    for found in _TOKEN.finditer(text):
        number = found[6]
        if number is not None:
            value = int(number)
            if not -128 <= value <= 255:
                return None
            out.append(value & 0xFF)
            continue
        digits = next(group for group in found.groups()[:5] if group is not None).decode()
        out += bytes.fromhex(digits.rjust(8 if len(digits) > 4 else 4 if len(digits) > 2 else 2, "0"))
    return bytes(out)
