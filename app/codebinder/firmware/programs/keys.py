"""Public and private keys as facts: what kind, how many bits, a fingerprint of the public half. Never the key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from codebinder.firmware.programs.common import Facts, facts
from codebinder.firmware.programs.der import (
    BITS,
    INTEGER,
    NULL,
    OCTETS,
    OID,
    SEQUENCE,
    Tlv,
    algorithm,
    children,
    element,
    header,
    integer,
    number,
    oid,
    tags,
)

PRIVATE, PUBLIC = "private key", "public key"
_RSA, _DSA, _EC, _DH = "1.2.840.113549.1.1.1", "1.2.840.10040.4.1", "1.2.840.10045.2.1", "1.2.840.113549.1.3.1"
_PSS = "1.2.840.113549.1.1.10"
_RSA_OID = bytes.fromhex("06092a864886f70d010101")
_CURVES = {
    "1.2.840.10045.3.1.1": ("P-192", 192), "1.3.132.0.33": ("P-224", 224), "1.2.840.10045.3.1.7": ("P-256", 256),
    "1.3.132.0.34": ("P-384", 384), "1.3.132.0.35": ("P-521", 521), "1.3.132.0.10": ("secp256k1", 256),
    "1.3.36.3.3.2.8.1.1.7": ("brainpoolP256r1", 256), "1.3.36.3.3.2.8.1.1.11": ("brainpoolP384r1", 384),
    "1.3.36.3.3.2.8.1.1.13": ("brainpoolP512r1", 512), "1.2.156.10197.1.301": ("SM2", 256),
}  # fmt: skip
_FIXED = {
    "1.3.101.110": ("X25519", 32), "1.3.101.111": ("X448", 56), "1.3.101.112": ("Ed25519", 32),
    "1.3.101.113": ("Ed448", 57),
}  # fmt: skip
_ENCRYPTED = ("1.2.840.113549.1.5.", "1.2.840.113549.1.12.1.")


@dataclass(frozen=True, slots=True)
class Key:
    """What a key is. `public` is its public half as SubjectPublicKeyInfo, empty where that is not at hand."""

    kind: str
    bits: int
    public: bytes = b""

    @property
    def name(self) -> str:
        """Name kind and size."""
        return f"{self.kind} {self.bits}" if self.bits and not self.kind.startswith("E") else self.kind

    def facts(self) -> Facts:
        """Tell kind, bits and fingerprint."""
        print_ = hashlib.sha256(self.public).hexdigest() if self.public else ""
        return facts(("key", self.kind), ("bits", self.bits or ""), ("public key fingerprint", print_))


def _rsa(modulus: int, exponent: int) -> Key | None:
    bits = modulus.bit_length()
    if modulus < 0 or not 384 <= bits <= 16_384 or not modulus & 1 or not 3 <= exponent < 1 << 64 or not exponent & 1:
        return None
    numbers = element(INTEGER, integer(modulus)) + element(INTEGER, integer(exponent))
    inner = element(BITS, b"\0" + element(SEQUENCE, numbers))
    return Key("RSA", bits, element(SEQUENCE, element(SEQUENCE, _RSA_OID + bytes((NULL, 0))) + inner))


def rsa_public(data: bytes, rows: list[Tlv]) -> Key | None:
    """Read PKCS #1: modulus and exponent."""
    if tags(rows) != (INTEGER, INTEGER):
        return None
    return _rsa(number(data, rows[0]), number(data, rows[1]))


def rsa_private(data: bytes, rows: list[Tlv]) -> Key | None:
    """Read PKCS #1: a version and eight numbers (more for more than two primes)."""
    if tags(rows[:9]) != (INTEGER,) * 9 or number(data, rows[0]) not in {0, 1}:
        return None
    if any(each.end - each.start > 2049 for each in rows):
        return None
    modulus, exponent, _, one, other = (number(data, each) for each in rows[1:6])
    return _rsa(modulus, exponent) if len(rows) > 9 or one * other == modulus else None


def dsa_private(data: bytes, rows: list[Tlv]) -> Key | None:
    """Read the form that OpenSSL gives DSA keys: a version, p, q, g, the public and the private number."""
    if tags(rows) != (INTEGER,) * 6 or number(data, rows[0]) != 0:
        return None
    prime, order = number(data, rows[1]), number(data, rows[2])
    if (
        prime < 0
        or not 512 <= prime.bit_length() <= 4096
        or not 150 <= order.bit_length() <= 260
        or (prime - 1) % order
    ):
        return None
    return Key("DSA", prime.bit_length())


def ec_private(data: bytes, rows: list[Tlv], curve: str = "") -> Key | None:
    """Read SEC 1: a number, and its curve and public point unless what is around it names them."""
    if tags(rows[:2]) != (INTEGER, OCTETS) or number(data, rows[0]) != 1 or len(rows) > 4:
        return None
    point = b""
    for each in rows[2:]:
        inner = children(data, each)
        if inner is None or len(inner) != 1:
            return None
        if each.tag == 0xA0:
            curve = oid(data, inner[0]) or curve
        elif each.tag == 0xA1 and inner[0].tag == BITS:
            point = data[inner[0].start + 1 : inner[0].end]
        else:
            return None
    named, bits = _CURVES.get(curve, ("", 0))
    size = rows[1].end - rows[1].start
    if not (named and size == (bits + 7) // 8):
        return None
    return Key(f"EC {named}", bits, _ec_info(curve, point))


def _ec_info(curve: str, point: bytes) -> bytes:
    if not point:
        return b""
    names = element(OID, bytes.fromhex("2a8648ce3d0201")) + element(OID, _oid_bytes(curve))
    return element(SEQUENCE, element(SEQUENCE, names) + element(BITS, b"\0" + point))


def _oid_bytes(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray()
    for value in (first * 40 + second, *rest):
        septets = [value & 0x7F]
        while value := value >> 7:
            septets.append(0x80 | value & 0x7F)
        out += bytes(reversed(septets))
    return bytes(out)


def public_info(data: bytes, each: Tlv) -> Key | None:
    """Read SubjectPublicKeyInfo."""
    rows = children(data, each)
    if rows is None or tags(rows) != (SEQUENCE, BITS) or rows[1].end - rows[1].start < 2 or data[rows[1].start]:
        return None
    found = algorithm(data, rows[0])
    if found is None:
        return None
    name, parameters = found
    whole, start = data[each.at : each.end], rows[1].start + 1
    if name in {_RSA, _PSS}:
        inner = header(data, start)
        numbers = children(data, inner) if inner is not None and inner.end == rows[1].end else None
        key = rsa_public(data, numbers) if numbers is not None else None
        return Key("RSA", key.bits, whole) if key is not None else None
    size = rows[1].end - start
    if name == _EC and parameters is not None:
        curve = oid(data, parameters)
        named, bits = _CURVES.get(curve, (curve, (size - 1) * 4 if data[start] == 4 else 0))
        return Key(f"EC {named}".strip(), bits, whole) if data[start] in {2, 3, 4} else None
    if name in _FIXED:
        kind, wanted = _FIXED[name]
        return Key(kind, wanted * 8, whole) if size == wanted else None
    if name in {_DSA, _DH} and parameters is not None:
        numbers = children(data, parameters)
        if numbers and numbers[0].tag == INTEGER:
            return Key("DSA" if name == _DSA else "DH", number(data, numbers[0]).bit_length(), whole)
    return None


def private_info(data: bytes, rows: list[Tlv]) -> Key | None:
    """Read PKCS #8."""
    if tags(rows[:3]) != (INTEGER, SEQUENCE, OCTETS) or len(rows) > 5 or number(data, rows[0]) not in {0, 1}:
        return None
    found = algorithm(data, rows[1])
    if found is None:
        return None
    name, parameters = found
    inner = header(data, rows[2].start)
    if inner is None or inner.end != rows[2].end:
        return None
    if name in _FIXED:
        kind, wanted = _FIXED[name]
        secret = data[inner.start : inner.end]
        # Programs hold the head of this form as a constant, with whatever follows: a key is as uneven as chance.
        sure = inner.tag == OCTETS and len(secret) == wanted and len(set(secret)) >= wanted // 2
        return Key(kind, wanted * 8) if sure else None
    held = children(data, inner) or []
    if name in {_RSA, _PSS}:
        return rsa_private(data, held)
    if name == _EC and parameters is not None:
        return ec_private(data, held, oid(data, parameters))
    if name in {_DSA, _DH} and parameters is not None:
        numbers = children(data, parameters)
        if numbers and numbers[0].tag == INTEGER:
            return Key("DSA" if name == _DSA else "DH", number(data, numbers[0]).bit_length())
    return None


def encrypted(data: bytes, rows: list[Tlv]) -> bool:
    """Is it PKCS #8 under a passphrase?"""
    if tags(rows) != (SEQUENCE, OCTETS):
        return False
    found = algorithm(data, rows[0])
    return found is not None and found[0].startswith(_ENCRYPTED)
