"""The shapes in which a hidden value may come back (proof.md §1): encodings, base64 at every alignment, hex."""

from __future__ import annotations

import base64
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from codebinder.model.redaction import SHORT_VALUE

BASE64_ALPHABET = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_")

ANCHOR = 10
_LONG_ANCHOR = 20
_LONG_NEEDLE = 256
_CHOICE = 128
_GRAM = 6
_FEW = 3
_WIDE_ENOUGH = 7
"""As telling as five different letters of UTF-16 are."""
_TEXT_CODECS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_OLDER_CODECS = ("big5", "shift_jis", "euc_kr", "latin-1")
"""A tree may hold the same text in files of these too; `encoding.detect` names them."""
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
"""Full-width letters, which a person reads as the plain ones."""
_SHORT_WIDE = 4
"""A form without ASCII (GB18030 of two characters) is rare enough in ordinary files at four bytes already."""
_SHORT_BASE64 = 7  # what is left of six bytes at an odd alignment
_SHORTEST_HALF = 4
_SHORT_HEX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One needle. `before`/`after`: the base64 character beside it carries bits of the value too."""

    name: str
    data: bytes
    before: bool = False
    after: bool = False


def needle_forms(value: bytes, encoding: str) -> dict[str, bytes]:
    """Give the fixed needles of `value`, whose file is in `encoding`, by a name that says how each was made."""
    return {form.name: form.data for form in fixed_forms(value, encoding)}


def value_text(value: bytes, encoding: str) -> str | None:
    """Give the text that `value` is in its file's encoding; None where it is none."""
    try:
        return value.decode("utf-8" if encoding in {"binary", "utf-8-sig"} else encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def byte_forms(value: bytes, encoding: str) -> dict[str, bytes]:
    """Give `value` as it is and in every text encoding, each byte string once, none too short to mean anything."""
    text = value_text(value, encoding)
    forms: dict[str, bytes] = {}
    if text is not None:
        for codec in _TEXT_CODECS:
            try:
                forms[codec] = text.encode(codec)
            except UnicodeEncodeError:
                continue
    forms["own"] = value
    unique: dict[bytes, str] = {}
    for name, data in forms.items():
        if len(data) >= SHORT_VALUE or (len(data) >= _SHORT_WIDE and min(data) > 0x7F):
            unique.setdefault(data, name)
    if text is not None and not text.isascii():
        for codec in _OLDER_CODECS:
            older = _encoded(text, codec)
            if len(older) >= SHORT_VALUE:
                unique.setdefault(older, codec)
    return {name: data for data, name in unique.items()}


def width_forms(value: bytes, encoding: str) -> list[Form]:
    """Give `value` in full-width letters, and in plain ones where it has full-width ones itself."""
    text = value_text(value, encoding)
    if text is None:
        return []
    others = {text.translate(_WIDE), unicodedata.normalize("NFKC", text)} - {text}
    forms = {
        (codec, data)
        for other in others
        for codec in (*_TEXT_CODECS, *_OLDER_CODECS)
        if len(other) >= SHORT_VALUE and len(data := _encoded(other, codec)) >= SHORT_VALUE
    }
    # UTF-16 keeps its name: read one byte off, text of one order looks like text of the other.
    return [
        Form(name=codec if codec.startswith("utf-16") else f"other width ({codec})", data=data)
        for codec, data in sorted(forms)
    ]


def _encoded(text: str, codec: str) -> bytes:
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return b""


def is_short(value: bytes, encoding: str) -> bool:
    """Is `value` too short to be searched (proof.md §1), as it is or as plain text?"""
    text = value_text(value, encoding)
    shortest = len(value) if text is None else min(len(value), len(text.encode("utf-8", "replace")))
    return shortest < SHORT_VALUE


def fixed_forms(value: bytes, encoding: str) -> list[Form]:
    """Give every needle of `value` that has one spelling; escapes and byte arrays have many and are matched apart."""
    forms: list[Form] = []
    for name, data in byte_forms(value, encoding).items():
        forms.append(Form(name=name, data=data))
        inner = "" if name == "utf-8" else f"({name})"
        forms += _base64_forms(data, inner)
        digits = data.hex().encode("ascii")
        if len(digits) >= _SHORT_HEX:
            forms.append(Form(name=f"hex{inner}", data=digits))
            if digits.upper() != digits:
                forms.append(Form(name=f"hex-upper{inner}", data=digits.upper()))
        if b" " in data and name in {"utf-8", "own"}:
            forms.append(Form(name=f"url-plus{inner}", data=data.replace(b" ", b"+")))
    return forms + width_forms(value, encoding)


def _base64_forms(data: bytes, inner: str) -> list[Form]:
    """Encode at the three alignments, keeping only characters that `data` alone determines."""
    forms: list[Form] = []
    for shift in range(3):
        first = -(-shift * 8 // 6)
        end = (shift + len(data)) * 8 // 6
        encoded = base64.b64encode(b"\0" * shift + data)[first:end]
        if len(encoded) < _SHORT_BASE64:
            continue
        after = (shift + len(data)) % 3 != 0
        forms.append(Form(name=f"base64-{shift}{inner}", data=encoded, before=shift > 0, after=after))
        safe = encoded.translate(bytes.maketrans(b"+/", b"-_"))
        if safe != encoded:
            forms.append(Form(name=f"base64url-{shift}{inner}", data=safe, before=shift > 0, after=after))
    return forms


def common_pieces(texts: Iterable[bytes]) -> Mapping[bytes, int]:
    """Count the short pieces of `texts`: what stands in several hidden places stands all over their tree."""
    return Counter(text[at : at + _GRAM] for text in texts for at in range(len(text) - _GRAM + 1))


def anchors(needle: bytes, *, plain: bool = False, common: Mapping[bytes, int] | None = None) -> list[tuple[int, int]]:
    """Give (offset, length) of the pieces of `needle` by which the automaton finds it: several in a long one, far
    enough apart that a wrapped line cannot break all of them, each at the most telling place of its part. A `plain`
    needle, one of many lines of source, gets a single long piece, since short ones stand everywhere. `common` tells
    how often short pieces of text are seen; without it (base64, hex, UTF-16) nearly any place is as good as another."""
    length = _LONG_ANCHOR if plain or len(needle) > _LONG_NEEDLE else ANCHOR
    if len(needle) <= length:
        return [(0, len(needle))]
    parts = 1 if plain or len(needle) < 2 * ANCHOR else 2 if len(needle) < 6 * ANCHOR else 4
    parts = 8 if length == _LONG_ANCHOR and not plain else parts
    seen = [common.get(needle[at : at + _GRAM], 0) for at in range(len(needle) - _GRAM + 1)] if common else []
    found: list[tuple[int, int]] = []
    telling: list[tuple[int, int]] = []
    for part in range(parts):
        low, high = len(needle) * part // parts, len(needle) * (part + 1) // parts - length
        high = max(low, min(high, low + _CHOICE))
        if seen:
            at, score = _rarest(needle, range(low, high + 1), length, seen)
        else:
            # In a long needle one place in eight is choice enough: hundreds of keys have thousands of long forms.
            places = range(low, high + 1, 4 if length == ANCHOR else 8)
            at, score = _most_telling(needle, places, length, _WIDE_ENOUGH if b"\0" in needle[:4] else length)
        found.append((at, length))
        if score > 0:
            telling.append((at, length))
    # A part of nothing but white space or dashes would be looked at everywhere; another part finds the needle as well.
    return telling or found[:1]


def halves(needle: bytes) -> list[tuple[int, int]]:
    """Give (offset, length) of the two halves of a short needle of base64: whatever line break parts it, one of them
    stands. Too short ones would stand in any text; such a needle is looked for as it is."""
    half = len(needle) // 2
    return [(0, half), (len(needle) - half, half)] if half >= _SHORTEST_HALF else [(0, len(needle))]


def _rarest(needle: bytes, places: range, length: int, seen: Sequence[int]) -> tuple[int, int]:
    """Give the most telling of the places whose rarest piece is seen least, or of the next ones, and how telling."""
    by_count: dict[int, list[int]] = {}
    for at in places:
        by_count.setdefault(min(seen[at : at + length - _GRAM + 1]), []).append(at)
    best, most = places.start, -length - 1
    for count in sorted(by_count):
        at, score = _most_telling(needle, by_count[count], length, length)
        if score > 0:
            return at, score
        if score > most:
            best, most = at, score
    return best, most


def _most_telling(needle: bytes, places: Iterable[int], length: int, enough: int) -> tuple[int, int]:
    """Give the first of the most telling places, or the first one that is telling `enough`, and how telling it is."""
    best, most = 0, -2 * length
    for at in places:
        score = _telling(needle[at : at + length])
        if score > most:
            best, most = at, score
            if score >= enough:
                break
    return best, most


def _telling(piece: bytes) -> int:
    """Count different bytes, with a malus for what source files are full of. One or two over and over say nothing:
    erased flash has megabytes of them, and each would be a place to look at."""
    different = len(set(piece))
    if different < _FEW:
        return -len(piece)
    return 2 * different - len(piece) + len(piece.translate(None, b" \t\r\n-=*/_\0"))
