"""Finds the bytes that a hidden value spells: a key written as hex or base64 is the same key as its bytes."""

from __future__ import annotations

import binascii
import re
from enum import StrEnum

from codebinder.base.forms import value_text
from codebinder.model.redaction import SHORT_VALUE

_HEX = re.compile(r"(?:0[xX])?[0-9a-fA-F]{2}(?:[:\- ]?[0-9a-fA-F]{2})+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_TELLING = 32
"""Shorter texts count as base64 only where they have a sign that words and passwords seldom have."""
_ARMOUR = re.compile(r"-----[^-\n]{1,60}-----")
_HEADER = re.compile(r"(?m)^[A-Za-z0-9-]{1,40}:.*$")
_DIFFERENT = 5
"""Fewer different bytes than this stand everywhere (zeros, a repeated pattern)."""
_LONGEST = 1 << 16


class Spelt(StrEnum):
    """How a value spells bytes."""

    HEX = "hex"
    BASE64 = "base64"


def spelt_bytes(value: bytes, encoding: str) -> list[tuple[Spelt, bytes]]:
    """Give the bytes that `value` spells as hex (with separators too), base64 or a PEM body; none where it spells none
    or where they are too few or too alike to be searched."""
    text = value_text(value, encoding) if len(value) <= _LONGEST else None
    if text is None or not text.isascii():
        return []
    text = text.strip()
    found: list[tuple[Spelt, bytes]] = []
    if _HEX.fullmatch(text):
        digits = re.sub("[^0-9a-fA-F]", "", text.lower().removeprefix("0x"))
        found.append((Spelt.HEX, bytes.fromhex(digits[: len(digits) // 2 * 2])))
    body = text
    if _ARMOUR.search(text):
        body = "".join(_HEADER.sub("", _ARMOUR.sub("", text)).split())
    telling = len(body) >= _TELLING or any(sign in body for sign in "+/=")
    if not found and telling and _BASE64.fullmatch(body) and len(body.rstrip("=")) % 4 != 1:
        plain = body.rstrip("=").replace("-", "+").replace("_", "/")
        found.append((Spelt.BASE64, binascii.a2b_base64(plain + "=" * (-len(plain) % 4))))
    return [(how, raw) for how, raw in found if len(raw) >= SHORT_VALUE and len(set(raw)) >= _DIFFERENT]
