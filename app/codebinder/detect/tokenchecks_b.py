"""Checks by calculation for tokens of services, as their makers have published them: checksums and inner structure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib

from codebinder.detect.verdict import DROP, PASS, Validator, Verdict
from codebinder.model.findings import Confidence

_BASE58 = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE62 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SWAPPED62 = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RIGHT = "token with a right checksum"
_DER_HEAD = 4
"""Bytes of a DER sequence's head whose length takes two bytes."""
_SNOWFLAKE = re.compile(rb"[0-9]{17,20}")
_FILLED = re.compile(rb"A{8}|(.)\1{6}|/{4}")
_EXPONENT = re.compile(rb"[<;]D(?:>|&gt;)([A-Za-z0-9+/=\s]+)")
_ATLASSIAN = re.compile(rb"[0-9]{9,15}:")


def _decoded(text: bytes) -> bytes:
    """Give what base 64 of either alphabet says, without padding; empty where it is none."""
    try:
        return base64.b64decode(text.replace(b"-", b"+").replace(b"_", b"/") + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


def check_discord(value: bytes) -> Verdict:
    """Discord: the first part of a bot's token is its account's number, a snowflake, in base 64."""
    return PASS if _SNOWFLAKE.fullmatch(_decoded(value.split(b".", 1)[0])) else DROP


def _base58(text: bytes) -> bytes:
    number = 0
    for char in text:
        digit = _BASE58.find(char)
        if digit < 0:
            return b""
        number = number * 58 + digit
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def check_base58(value: bytes) -> Verdict:
    """Wallet keys: base 58 whose last four bytes are the double SHA-256 of the rest."""
    raw = _base58(value)
    if len(raw) > 4 and hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]:
        return Verdict(confidence=Confidence.HIGH, reason="wallet key with a right checksum")
    return DROP


def check_stellar(value: bytes) -> Verdict:
    """SEP-23: base 32 of a version byte, 32 bytes and CRC-16/XMODEM of both, low byte first."""
    try:
        raw = base64.b32decode(value)
    except (binascii.Error, ValueError):
        return DROP
    if binascii.crc_hqx(raw[:-2], 0).to_bytes(2, "little") == raw[-2:]:
        return Verdict(confidence=Confidence.HIGH, reason="wallet key with a right checksum")
    return DROP


def check_matrix(value: bytes) -> Verdict:
    """Synapse: the last part is the CRC-32 of all before it, in base 62; implementations differ in its alphabet."""
    body, _, tail = value.rpartition(b"_")
    number = zlib.crc32(body)
    digits: list[int] = []
    while number:
        number, digit = divmod(number, 62)
        digits.append(digit)
    digits += [0] * (6 - len(digits))
    if tail in {bytes(alphabet[digit] for digit in reversed(digits)) for alphabet in (_BASE62, _SWAPPED62)}:
        return Verdict(confidence=Confidence.HIGH, reason=_RIGHT)
    return PASS


def check_unfilled(value: bytes) -> Verdict:
    """Random base 64 has no long run of one character; encoded files are full of them."""
    return DROP if _FILLED.search(value) else PASS


def check_mapbox(value: bytes) -> Verdict:
    """Mapbox: the middle part is a JSON object that names a user and a key."""
    middle = _decoded(value.partition(b".")[2].partition(b".")[0])
    return PASS if middle.startswith(b'{"u":"') and middle.endswith(b"}") else DROP


def check_bare_der(value: bytes) -> Verdict:
    """A private key in base 64 without its armour: the length that its first bytes state is its length."""
    raw = _decoded(value.rstrip(b"="))
    long = raw[1:2] == b"\x82"
    stated = _DER_HEAD + int.from_bytes(raw[2:4], "big") if long else 3 + int.from_bytes(raw[2:3], "big")
    if raw[:1] == b"0" and raw[1:2] not in {b"\x81", b"\x82"}:
        stated = 2 + int.from_bytes(raw[1:2], "big")
    if stated == len(raw):
        return Verdict(confidence=Confidence.HIGH, reason="private key without armour")
    return Verdict(confidence=Confidence.MEDIUM, reason="beginning of a private key without armour")


def check_atlassian(value: bytes) -> Verdict:
    """Jira and Confluence on one's own server: base 64 of a number, a colon and random bytes."""
    return PASS if _ATLASSIAN.match(_decoded(value)) else DROP


def check_bearer_text(value: bytes) -> Verdict:
    """Intercom: base 64 of a text that begins with tok:."""
    return PASS if _decoded(value.rstrip(b"=")).startswith(b"tok:") else DROP


def check_xml_key(value: bytes) -> Verdict:
    """XML signatures: the private exponent of an RSA key is a number in base 64."""
    exponent = _EXPONENT.search(value)
    return PASS if exponent is not None and len(set(_decoded(b"".join(exponent[1].split())))) >= 16 else DROP


CHECKS: dict[str, Validator] = {
    "atlassian-pat": check_atlassian,
    "bare-der": check_bare_der,
    "base58check": check_base58,
    "discord": check_discord,
    "intercom": check_bearer_text,
    "mapbox": check_mapbox,
    "matrix": check_matrix,
    "stellar": check_stellar,
    "unfilled": check_unfilled,
    "xml-key": check_xml_key,
}
"""The checks by the names that rules use."""
