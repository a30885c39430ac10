"""Checks by calculation for tokens of clouds, developers' tools and databases, as their makers have published them."""

from __future__ import annotations

import base64
import binascii
import json
import re

from codebinder.detect.verdict import DROP, PASS, Validator, Verdict
from codebinder.model.findings import Confidence

_UUID = re.compile(rb"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[1-8][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}")
_SCATTERED = re.compile(rb"[a-z][A-Z]|[A-Z][a-z]")
_CHANGES = 6
"""Changes of case that 34 random letters always have (17 are to be expected) and names in camel case rarely."""
_JSON_TAIL = re.compile(rb"eyJ[A-Za-z0-9+/_-]*")
_PAIR = re.compile(rb"[A-Za-z0-9_-]{8,64}:[A-Za-z0-9_-]{16,64}")


def _decoded(text: bytes) -> bytes:
    """Give what base 64 of either alphabet says; empty where it is none."""
    plain = text.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return b""


def check_nkey(value: bytes) -> Verdict:
    """NATS: base 32 of two bytes of kind, 32 random ones and their CRC-16/XMODEM, low byte first."""
    try:
        raw = base64.b32decode(value + b"=" * (-len(value) % 8))
    except (binascii.Error, ValueError):
        return DROP
    if binascii.crc_hqx(raw[:-2], 0).to_bytes(2, "little") == raw[-2:]:
        return Verdict(confidence=Confidence.HIGH, reason="key seed with a right checksum")
    return DROP


def check_json_body(value: bytes) -> Verdict:
    """Tokens that are base 64 of a JSON object, behind a prefix or without one."""
    body = _JSON_TAIL.search(value)
    try:
        parsed: object = json.loads(_decoded(body[0])) if body else None
    except (ValueError, RecursionError):
        parsed = None
    if isinstance(parsed, dict):
        return PASS
    return Verdict(confidence=Confidence.LOW, reason="has the outline of the format, but not its content")


def check_two_parts(value: bytes) -> Verdict:
    """Elasticsearch: base 64 of an identifier, a colon and a secret."""
    return PASS if _PAIR.fullmatch(_decoded(value)) else DROP


def check_uuid(value: bytes) -> Verdict:
    """RFC 9562: a generated UUID says its version and variant; hand-made ones hardly ever do."""
    if _UUID.search(value):
        return PASS
    return Verdict(confidence=Confidence.LOW, reason="no generated UUID")


def check_scattered(value: bytes) -> Verdict:
    """Random letters change their case all the time; names don't."""
    body = value.rsplit(b"_", 1)[-1]
    if len(_SCATTERED.findall(body)) >= _CHANGES:
        return PASS
    return Verdict(confidence=Confidence.LOW, reason="reads like a name")


CHECKS: dict[str, Validator] = {
    "json-body": check_json_body,
    "nkey": check_nkey,
    "scattered": check_scattered,
    "two-parts": check_two_parts,
    "uuid": check_uuid,
}
"""The checks by the names that rules use."""
