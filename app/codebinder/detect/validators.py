"""Checks by calculation, each from a published format: checksums, structures, hosts. Rules name them."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from typing import cast

from codebinder.detect import tokenchecks_a, tokenchecks_b
from codebinder.detect.assigned.values import Shape, look_at
from codebinder.detect.keyblocks import check_key_block, check_putty
from codebinder.detect.people import checks
from codebinder.detect.placeholders import entropy
from codebinder.detect.verdict import DROP, PASS, Validator, Verdict
from codebinder.model.findings import Confidence

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_WRONG_SUM = Verdict(confidence=Confidence.MEDIUM, reason="the format is right, its checksum is not")
_SHORTEST_NUMBER = 5


def base62(number: int) -> str:
    """Give `number` in base 62 with the digits 0-9, A-Z, a-z, without leading zeros."""
    digits = ""
    while number:
        number, digit = divmod(number, 62)
        digits = _BASE62[digit] + digits
    return digits


def check_crc_suffix(value: bytes) -> Verdict:
    """GitHub and npm: the last six characters are the CRC-32 of the thirty in front of them, in base 62."""
    body = value.rsplit(b"_", 1)[-1]
    if base62(zlib.crc32(body[:-6])).rjust(6, "0").encode() == body[-6:]:
        return Verdict(confidence=Confidence.HIGH, reason="token with a right checksum")
    return _WRONG_SUM


def check_crc_if_right(value: bytes) -> Verdict:
    """Formats whose checksum is not documented: a right one makes sure, another one says nothing."""
    verdict = check_crc_suffix(value)
    return verdict if verdict.confidence is Confidence.HIGH else PASS


def check_jwt(value: bytes) -> Verdict:
    """RFC 7519: the first part is a JSON object that names an algorithm, the second a JSON object."""
    parts = value.split(b".")
    header, claims = _json_part(parts[0]), _json_part(parts[1])
    if header is None or ("alg" not in header and "enc" not in header):
        return DROP
    if len(parts) == 3 and claims is None:
        return DROP
    if header.get("alg") == "none" or not parts[-1]:
        return Verdict(confidence=Confidence.LOW, reason="an unsigned token")
    return PASS


def _json_part(part: bytes) -> Mapping[str, object] | None:
    try:
        parsed: object = json.loads(base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    return cast("Mapping[str, object]", parsed) if isinstance(parsed, dict) else None


def check_bech32(value: bytes) -> Verdict:
    """BIP 173, as age uses it for its keys: the last six characters are a checksum over the whole."""
    text = value.decode("ascii", "replace").upper()
    prefix, _, data = text.rpartition("1")
    if any(char not in _BECH32 for char in data):
        return DROP
    prefix = prefix.lower()
    values = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    values += [_BECH32.index(char) for char in data]
    state = 1
    for number in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ number
        for bit, generator in enumerate(_GENERATORS):
            state ^= generator if top >> bit & 1 else 0
    return Verdict(reason="key with a right checksum") if state == 1 else _WRONG_SUM


def check_aws_id(value: bytes) -> Verdict:
    """AWS: identifiers since 2019 are base 32, which has no 0, 1, 8 or 9; names in capitals have no digits."""
    if re.search(rb"[0189]", value[4:]):
        return Verdict(confidence=Confidence.MEDIUM, reason="holds digits that newer identifiers do not have")
    if not re.search(rb"[2-7]", value[4:]):
        grade = Confidence.MEDIUM if value.startswith(b"AKIA") else Confidence.LOW
        return Verdict(confidence=grade, reason="letters only, may be a name")
    return PASS


def check_mixed(value: bytes) -> Verdict:
    """Random tokens mix letters and digits; names and paths don't. A few random ones have no digit by chance."""
    if re.search(rb"[0-9]", value) and re.search(rb"[A-Za-z]", value):
        return PASS
    if re.search(rb"[a-z][A-Z]", value) and re.search(rb"[A-Z][a-z]?[A-Z]", value):
        return Verdict(confidence=Confidence.MEDIUM, reason="the format is right, but there is no digit")
    return Verdict(confidence=Confidence.LOW, reason="no mixture of letters and digits")


def check_cased(value: bytes) -> Verdict:
    """Base 64 of a random secret mixes digits and both cases; hex digests and names don't."""
    if not (re.search(rb"[0-9]", value) and re.search(rb"[A-Z]", value) and re.search(rb"[a-z]", value)):
        return Verdict(confidence=Confidence.LOW, reason="no mixture of digits and both cases")
    return PASS


def check_password(value: bytes) -> Verdict:
    """A password in a URL: sure where it is random, less so where it is a word, hardly where it stands for any."""
    looked = look_at(value)
    if looked.shape is Shape.NUMBER and len(value) >= _SHORTEST_NUMBER:
        return PASS
    if looked.shape is Shape.GENERIC or looked.shape is Shape.NUMBER:
        return Verdict(confidence=Confidence.LOW, reason="a common word instead of a password")
    if looked.shape <= Shape.PLACEHOLDER:
        return Verdict(confidence=Confidence.LOW, reason=looked.reason or "reads like a placeholder")
    classes = sum(bool(re.search(chars, value)) for chars in (rb"[a-z]", rb"[A-Z]", rb"[0-9]", rb"[^A-Za-z0-9]"))
    if len(value) >= 8 and (classes >= 3 or (classes >= 2 and entropy(value) >= 3.0)):
        return Verdict(confidence=Confidence.HIGH, reason="password in a URL")
    return PASS


def check_drawn(value: bytes) -> Verdict:
    """A key behind a call or an option: drawn by a machine or made up with care; words and numbers are none."""
    looked = look_at(value)
    if looked.shape >= Shape.STRONG or (looked.shape is Shape.MIXED and not value.isalpha()):
        return PASS
    return Verdict(confidence=Confidence.LOW, reason=looked.reason or "too plain for a key")


VALIDATORS: dict[str, Validator] = {
    "aws-id": check_aws_id,
    "bech32": check_bech32,
    "cased": check_cased,
    "crc-suffix": check_crc_suffix,
    "crc-suffix-if-right": check_crc_if_right,
    "drawn": check_drawn,
    "jwt": check_jwt,
    "key-block": check_key_block,
    "mixed": check_mixed,
    "password": check_password,
    "putty": check_putty,
    **tokenchecks_a.CHECKS,
    **tokenchecks_b.CHECKS,
    **checks.CHECKS,
}
"""The checks by the names that rules use."""
