"""Looks inside the armour of a private key: is there key material, and is it of the kind that the armour says?"""

from __future__ import annotations

import base64
import binascii
import re

from codebinder.detect.verdict import DROP, Verdict
from codebinder.model.findings import Confidence

_ESCAPED_END = re.compile(rb"(?:\\+[nrt]|\\+u000[aAdD]|&#(?:x[aAdD]|1[03]);|%0[aAdD])+")
_ESCAPED_SLASH = re.compile(rb"\\+/")
_ARMOUR = re.compile(rb"-{4,5} ?(?:BEGIN|END) [A-Z0-9 ]{0,60}-{4,5}")
_HEADER = re.compile(rb"^[^A-Za-z0-9]*(?:[A-Z][A-Za-z0-9-]{2,20}): [^\n]*$", re.MULTILINE)
_MATERIAL = re.compile(rb"[A-Za-z0-9+/]{8,}={0,2}")
_DECORATION = b" \t\"'`,;\\#>|*.()"
_COMMENT = frozenset({b"//", b"///", b"/*", b"*/", b"/"})
_JOINED = re.compile(rb"[\"'`][+.&]$|^[+.&][\"'`]|^[+]$")
_PUTTY_BODY = re.compile(rb"Private-Lines: ?\d+\s")
_SMALLEST = 40
"""Characters of the shortest body that can hold a key (an Ed25519 PKCS#8 has 64); less than that is talk about keys."""


def check_key_block(value: bytes) -> Verdict:
    """Judge a block from BEGIN to END: drop what holds no material, score down what cannot be a key."""
    head = value[:80]
    plain = _ESCAPED_SLASH.sub(b"/", _ESCAPED_END.sub(b"\n", _ARMOUR.sub(b"\n", value)))
    body = _HEADER.sub(b"", plain)
    pieces = [piece for word in body.split() if (piece := _core(word))]
    material = b"".join(pieces)
    if len(material) < _SMALLEST:
        if b"..." in value or b"<" in body:
            return Verdict(confidence=Confidence.LOW, reason="key armour around a placeholder")
        return DROP
    if len(material) * 2 < len(b"".join(body.split())):
        return DROP
    if len(set(material)) <= 12:
        return Verdict(confidence=Confidence.LOW, reason="key armour around a placeholder")
    if b"ENCRYPTED" in value[:200]:
        return Verdict(reason="private key, encrypted")
    if _has_structure(head, material):
        return Verdict(reason="private key")
    return Verdict(confidence=Confidence.MEDIUM, reason="key armour, but its content is not what the armour says")


def check_putty(value: bytes) -> Verdict:
    """Judge a PuTTY key file: it must have a private part."""
    if _PUTTY_BODY.search(_ESCAPED_END.sub(b"\n", value)):
        return Verdict(reason="PuTTY private key")
    return DROP


def _core(word: bytes) -> bytes:
    if word in _COMMENT:
        return b""
    core = _JOINED.sub(b"", word).strip(_DECORATION)  # a plus may also be base 64
    if core.startswith(b"//") and len(core) > 2:
        core = core[2:]
    match = _MATERIAL.fullmatch(core)
    if match:
        return core
    return core if core and len(core) < 8 and re.fullmatch(rb"=?[A-Za-z0-9+/]+={0,2}", core) else b""


def _has_structure(head: bytes, material: bytes) -> bool:
    usable = material.split(b"=", 1)[0]
    try:
        decoded = base64.b64decode(usable[: len(usable) // 4 * 4], validate=True)
    except binascii.Error:
        return False
    if b"OPENSSH" in head:
        return decoded.startswith(b"openssh-key-v1\0")
    if b"PGP" in head:
        return decoded[0] & 0x80 != 0
    if b"SSH2" in head:
        return decoded.startswith(b"\x3f\x6f\xf9\xeb")
    return decoded[0] == 0x30
