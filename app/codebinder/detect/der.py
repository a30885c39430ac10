"""A bounded walker for DER (X.690): tells what key, certificate or container begins at an offset, and where it ends.

Nothing here raises or recurses; every look reads a fixed number of headers, so that any input costs the same.
"""

from __future__ import annotations

from dataclasses import dataclass

INTEGER, BITS, OCTETS, OID, SEQUENCE, SET, FIRST, SECOND = 0x02, 0x03, 0x04, 0x06, 0x30, 0x31, 0xA0, 0xA1

_RSADSI = bytes.fromhex("2a864886f70d01")
_DATA = _RSADSI + b"\x07\x01"
_SIGNED = _RSADSI + b"\x07\x02"
_ENCRYPTED = _RSADSI + b"\x07\x06"
KEY_BAGS = tuple(_RSADSI + b"\x0c\x0a\x01" + kind for kind in (b"\1", b"\2"))
_KEY_OIDS = tuple(
    bytes.fromhex(text)
    for text in (
        "2a864886f70d0101",  # RSA and its kin
        "2a864886f70d010301", "2a8648ce3e0201",  # Diffie-Hellman
        "2a8648ce3d0201", "2a811ccf5501",  # elliptic curves, SM2
        "2a8648ce380401",  # DSA
        "2b656e", "2b656f", "2b6570", "2b6571",  # X25519, X448, Ed25519, Ed448
        "2a850302", "2a85030701",  # GOST
        "6086480165030403", "6086480165030404",  # ML-DSA, SLH-DSA, ML-KEM
    )
)  # fmt: skip
_TPM_KEY = bytes.fromhex("6781050a01")
_SMALLEST_PRIME = 1 << 120
_LARGEST_NUMBER = 2049
"""Bytes of a number in a key of 16,384 bits: the arithmetic of larger ones would take long."""
_PARTS = 16


@dataclass(frozen=True, slots=True)
class Part:
    """One tag with its content at [start, end)."""

    tag: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Key:
    """A private key up to `end`; `what` is a phrase without any of its content. `checked`: its numbers fit."""

    end: int
    what: str
    encrypted: bool = False
    checked: bool = False


def part(data: bytes, at: int, limit: int) -> Part | None:
    """Give the part whose header stands at `at`; None where it is none, or reaches beyond `limit`."""
    if at + 2 > limit:
        return None
    size, start = data[at + 1], at + 2
    if size >= 0x80:
        count = size & 0x7F
        if not 1 <= count <= 4 or start + count > limit:
            return None
        size = int.from_bytes(data[start : start + count], "big")
        start += count
    return Part(data[at], start, start + size) if start + size <= limit else None


def parts(data: bytes, outer: Part, most: int = _PARTS) -> list[Part] | None:
    """Give the parts that fill `outer` exactly; None where they don't, or are more than `most`."""
    found: list[Part] = []
    at = outer.start
    while at < outer.end:
        inner = part(data, at, outer.end)
        if inner is None or len(found) == most:
            return None
        found.append(inner)
        at = inner.end
    return found


def private_key(data: bytes, at: int = 0) -> Key | None:
    """Give the private key that begins at `at`: PKCS#1, PKCS#8 (encrypted or not), SEC 1, DSA, TPM 2; else None."""
    outer = part(data, at, len(data))
    if outer is None or outer.tag != SEQUENCE:
        return None
    inner = parts(data, outer)
    if not inner or len(inner) < 2:
        return None
    if inner[0].tag == SEQUENCE:
        return _encrypted(data, inner, outer.end)
    if inner[0].tag == OID:
        known = data.startswith(_TPM_KEY, inner[0].start) and inner[-1].tag == OCTETS
        return Key(outer.end, "key for a TPM", encrypted=True) if known else None
    if inner[0].tag != INTEGER or inner[0].end - inner[0].start != 1:
        return None
    return _versioned(data, inner, outer.end)


def _versioned(data: bytes, inner: list[Part], end: int) -> Key | None:
    version = data[inner[0].start]
    if inner[1].tag == INTEGER:
        return _numbers(data, inner, end)
    if inner[1].tag == OCTETS and version == 1:
        return _elliptic(data, inner, end)
    if inner[1].tag == SEQUENCE and version in {0, 1} and len(inner) >= 3 and inner[2].tag == OCTETS:
        return _wrapped(data, inner, end)
    return None


def _number(data: bytes, one: Part) -> int:
    return int.from_bytes(data[one.start : one.end], "big")


def _numbers(data: bytes, inner: list[Part], end: int) -> Key | None:
    if any(one.tag != INTEGER or not 0 < one.end - one.start <= _LARGEST_NUMBER for one in inner):
        return None
    if len(inner) == 6:  # DSA: 0, p, q, g, y, x
        p, q, x = (_number(data, inner[index]) for index in (1, 2, 5))
        right = q > _SMALLEST_PRIME and 0 < x < q and (p - 1) % q == 0
        return Key(end, "DSA private key", checked=True) if right else None
    if len(inner) in {9, 10}:  # RSA: 0, n, e, d, p, q, ...
        n, p, q = (_number(data, inner[index]) for index in (1, 4, 5))
        if p > _SMALLEST_PRIME and (p * q == n or (len(inner) == 10 and n % (p * q) == 0)):
            return Key(end, "RSA private key", checked=True)
    return None


def _elliptic(data: bytes, inner: list[Part], end: int) -> Key | None:
    size = inner[1].end - inner[1].start
    if not 16 <= size <= 72 or not any(data[inner[1].start : inner[1].end]):
        return None
    curve = next((one for one in inner[2:] if one.tag == FIRST), None)
    public = next((one for one in inner[2:] if one.tag == SECOND), None)
    for outer, tag in ((curve, OID), (public, BITS)):
        first = part(data, outer.start, outer.end) if outer is not None else None
        if outer is not None and (first is None or first.tag not in {tag, SEQUENCE} or first.end != outer.end):
            return None
    return Key(end, "EC private key") if curve is not None or public is not None else None


def _wrapped(data: bytes, inner: list[Part], end: int) -> Key | None:
    algorithm = part(data, inner[1].start, inner[1].end)
    if algorithm is None or algorithm.tag != OID or inner[2].end - inner[2].start < 16:
        return None
    known = data[algorithm.start : algorithm.end].startswith(_KEY_OIDS)
    return Key(end, "private key (PKCS#8)") if known else None


def _encrypted(data: bytes, inner: list[Part], end: int) -> Key | None:
    if len(inner) != 2 or inner[1].tag != OCTETS or inner[1].end - inner[1].start < 24:
        return None
    scheme = part(data, inner[0].start, inner[0].end)
    if scheme is None or scheme.tag != OID:
        return None
    name = data[scheme.start : scheme.end]
    known = name.startswith((_RSADSI + b"\x05", _RSADSI + b"\x0c\x01"))
    return Key(end, "private key (PKCS#8), encrypted", encrypted=True) if known else None


def describes(data: bytes) -> str:
    """Name what a whole file of DER is, if it holds no private key by itself.

    One of pkcs12, pkcs7, certificate, request, public-key, or empty. A few bytes may follow.
    """
    if data[:2] == b"\x30\x80":  # lengths left open, as some writers of PKCS#12 do
        return "pkcs12" if data[2:5] == b"\x02\x01\x03" and _DATA in data[:40] else _signed(data)
    outer = part(data, 0, len(data))
    first = part(data, outer.start, outer.end) if outer is not None and outer.tag == SEQUENCE else None
    if outer is None or first is None:
        return ""
    if first.tag == INTEGER and data[first.start : first.end] == b"\3":
        return "pkcs12" if data.find(_RSADSI + b"\x07", first.end, first.end + 32) >= 0 else ""
    if first.tag == OID:
        return _signed(data)
    inner = (parts(data, outer) or []) if first.tag == SEQUENCE else []
    if len(inner) == 2 and inner[1].tag == BITS:
        algorithm = part(data, first.start, first.end)
        return "public-key" if algorithm is not None and algorithm.tag == OID else ""
    if len(inner) == 3 and inner[1].tag == SEQUENCE and inner[2].tag == BITS:
        return _signed_body(data, first)
    return ""


def _signed(data: bytes) -> str:
    return "pkcs7" if data.find(_SIGNED, 2, 24) >= 0 else ""


def _signed_body(data: bytes, body: Part) -> str:
    inner = parts(data, body)
    if inner is None or len(inner) < 3:
        return ""
    if inner[0].tag == INTEGER and inner[1].tag == SEQUENCE and inner[2].tag == SEQUENCE and len(inner) <= 4:
        return "request" if data[inner[0].start : inner[0].end] == b"\0" else ""
    return "certificate" if len(inner) >= 6 else ""


def pkcs12_holds_keys(data: bytes) -> bool | None:
    """Does a PKCS#12 container hold a key? None where all of it is encrypted, so that nobody can tell."""
    if any(bag in data for bag in KEY_BAGS):
        return True
    return None if _ENCRYPTED in data else False
