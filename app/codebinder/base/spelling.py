"""Fingerprints as people read them to each other: figures only, in eight groups, each with check figures of its own.

Hex digits are misheard (b, d and e sound alike, and differ from language to language); figures are not. A group is
four bytes as ten decimal figures and two check figures (ISO 7064, mod 97-10) over the group's number and the ten: a
figure misheard, two swapped, or a group at the wrong place shows at once, and where.
"""

from __future__ import annotations

import re
import unicodedata

from codebinder.base.messages import SaidError
from codebinder.model.text import Message

GROUPS = 8
_BYTES = 4
_FIGURES = 12
_HEX64 = re.compile(r"[0-9a-f]{64}")


def spelled(fingerprint: str) -> str:
    """Give 64 hex digits as eight groups of figures, such as 12345-67890-12."""
    digest = bytes.fromhex(fingerprint)
    if len(digest) != GROUPS * _BYTES:
        raise ValueError(fingerprint)
    groups: list[str] = []
    for number in range(GROUPS):
        value = f"{int.from_bytes(digest[number * _BYTES : (number + 1) * _BYTES], 'big'):010d}"
        groups.append(f"{value[:5]}-{value[5:]}-{_check(number, value)}")
    return " ".join(groups)


def _check(number: int, value: str) -> str:
    return f"{98 - int(f'{number + 1}{value}00') % 97:02d}"


def fingerprint_of(text: str) -> str:
    """Give the fingerprint that somebody typed, in figures as `spelled` gives them or as 64 hex digits.

    Blanks, hyphens, colons, points and commas make no difference, nor does the width of the characters. UserError
    where it is neither, or a group was misheard: the sentence says which.
    """
    plain = re.sub(r"[\s:.,;·-]", "", unicodedata.normalize("NFKC", text)).lower()
    if _HEX64.fullmatch(plain):
        return plain
    if len(plain) != GROUPS * _FIGURES or not (plain.isascii() and plain.isdigit()):
        raise SaidError(
            Message("refuse.spelling.no-fingerprint-eight-groups-twelve"),
            next_step=Message("next.read-you-again"),
        )
    out, wrong = bytearray(), list[str]()
    for number in range(GROUPS):
        group = plain[number * _FIGURES : (number + 1) * _FIGURES]
        value = int(group[:10])
        if _check(number, group[:10]) != group[10:] or value >= 1 << 8 * _BYTES:
            wrong.append(str(number + 1))
        else:
            out += value.to_bytes(_BYTES, "big")
    if wrong:
        raise SaidError(
            Message("refuse.spelling.group-fingerprint-misheard-mistyped-check", {"names": ", ".join(wrong)}),
            next_step=Message("next.group-read-you-again"),
        )
    return out.hex()


def matches(text: str, fingerprint: str) -> bool:
    """Is what somebody heard or typed this fingerprint? UserError where it is none, or a group was misheard."""
    return fingerprint_of(text) == fingerprint
