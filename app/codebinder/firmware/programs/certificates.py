"""Certificates, requests, revocation lists, signatures and keys in DER: what they are, and what they state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from codebinder.firmware.programs import keys
from codebinder.firmware.programs.common import Facts, facts, listed, yes
from codebinder.firmware.programs.der import (
    BITS,
    INTEGER,
    OCTETS,
    OID,
    SEQUENCE,
    TIME,
    UTC_TIME,
    Tlv,
    algorithm,
    children,
    header,
    name,
    number,
    oid,
    tags,
    time,
)
from codebinder.model.firmware import Check

CERTIFICATE, REQUEST, REVOCATION = "certificate", "certificate request", "revocation list"
_SIGNED, _DATA = "1.2.840.113549.1.7.2", "1.2.840.113549.1.7.1"
_ALGORITHMS = {
    "1.2.840.113549.1.1.4": "RSA with MD5", "1.2.840.113549.1.1.5": "RSA with SHA-1",
    "1.2.840.113549.1.1.10": "RSA-PSS", "1.2.840.113549.1.1.11": "RSA with SHA-256",
    "1.2.840.113549.1.1.12": "RSA with SHA-384", "1.2.840.113549.1.1.13": "RSA with SHA-512",
    "1.2.840.10045.4.1": "ECDSA with SHA-1", "1.2.840.10045.4.3.2": "ECDSA with SHA-256",
    "1.2.840.10045.4.3.3": "ECDSA with SHA-384", "1.2.840.10045.4.3.4": "ECDSA with SHA-512",
    "1.2.840.10040.4.3": "DSA with SHA-1", "1.3.101.112": "Ed25519", "1.3.101.113": "Ed448",
    "1.2.156.10197.1.501": "SM2 with SM3",
}  # fmt: skip
_KEY_IDENTIFIER, _CONSTRAINTS, _ALTERNATIVE = "2.5.29.14", "2.5.29.19", "2.5.29.17"


@dataclass(frozen=True, slots=True)
class Told:
    """What a structure of DER is. `parts` are (name, start, end) of structures inside; offsets from its beginning."""

    format: str
    label: str
    facts: Facts
    checks: tuple[Check, ...] = ()
    parts: tuple[tuple[bytes, int, int], ...] = ()


def told(data: bytes) -> Told | None:
    """Say what `data`, one whole element, is; None unless that is sure."""
    root = header(data)
    if root is None or root.tag != SEQUENCE or root.end != len(data):
        return None
    rows = children(data, root)
    if not rows or len(rows) > 12:
        return None
    for kind in _KINDS.get(rows[0].tag, ()):
        found = kind(data, root, rows)
        if found is not None:
            return found
    return None


def _signed(data: bytes, rows: list[Tlv]) -> tuple[list[Tlv], str, Check] | None:
    """Take apart what is signed: contents, an algorithm, a value."""
    if tags(rows) != (SEQUENCE, SEQUENCE, BITS):
        return None
    signature = algorithm(data, rows[1])
    inner = children(data, rows[0])
    if signature is None or not inner or rows[2].end - rows[2].start < 9:
        return None
    check = Check(name="signature", start=rows[2].start + 1, end=rows[2].end, covers=((rows[0].at, rows[0].end),))
    return inner, _ALGORITHMS.get(signature[0], signature[0]), check


def _certificate(data: bytes, _: Tlv, rows: list[Tlv]) -> Told | None:
    parts = _signed(data, rows)
    if parts is None:
        return None
    inner, signature, check = parts
    versioned = inner[0].tag == 0xA0
    fields = inner[1 if versioned else 0 :]
    if tags(fields[:6]) != (INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE):
        return None
    serial, inner_signature, issuer_at, validity, subject_at, key_at = fields[:6]
    times = children(data, validity)
    issuer, subject = name(data, issuer_at), name(data, subject_at)
    if times is None or len(times) != 2 or issuer is None or subject is None:
        return None
    before, after = time(data, times[0]), time(data, times[1])
    if before is None or after is None or algorithm(data, inner_signature) is None or algorithm(data, rows[1]) is None:
        return None
    key = keys.public_info(data, key_at)
    extensions = _extensions(data, fields[6:])
    checks = (check, *_identifier(data, extensions, key_at))
    return Told(
        CERTIFICATE, _short(subject) or subject,
        facts(
            ("subject", subject), ("issuer", issuer), ("not before", before), ("not after", after),
            ("serial number", data[serial.start : serial.end][:40].hex()),
            ("version", data[inner[0].end - 1] + 1 if versioned else 1), ("key", key.kind if key else ""),
            ("bits", key.bits if key else ""), ("signature", signature),
            ("self-issued", yes(data[issuer_at.at : issuer_at.end] == data[subject_at.at : subject_at.end])),
            ("authority", _authority(data, extensions)), ("names", _alternative(data, extensions)),
            ("fingerprint", hashlib.sha256(data).hexdigest()),
            ("public key fingerprint", hashlib.sha256(key.public).hexdigest() if key else ""),
        ),
        checks,
    )  # fmt: skip


def _short(subject: str) -> str:
    return next((part[3:] for part in subject.split(", ") if part.startswith("CN=")), "")


def _extensions(data: bytes, fields: list[Tlv]) -> dict[str, Tlv]:
    """Give the contents of a certificate's extensions."""
    found: dict[str, Tlv] = {}
    for field in fields:
        outer = children(data, field) if field.tag == 0xA3 else None
        for row in children(data, outer[0], 200) or () if outer else ():
            parts = children(data, row)
            if parts and len(parts) >= 2 and parts[-1].tag == OCTETS:
                inner = header(data, parts[-1].start)
                if inner is not None and inner.end == parts[-1].end:
                    found[oid(data, parts[0])] = inner
    return found


def _identifier(data: bytes, extensions: dict[str, Tlv], key: Tlv) -> tuple[Check, ...]:
    found = extensions.get(_KEY_IDENTIFIER)
    if found is None or found.tag != OCTETS or len(data) < found.end:
        return ()
    return (Check(name="key identifier", start=found.start, end=found.end, covers=((key.at, key.end),)),)


def _authority(data: bytes, extensions: dict[str, Tlv]) -> str:
    found = extensions.get(_CONSTRAINTS)
    rows = children(data, found) if found is not None else None
    return yes(rows and data[rows[0].at : rows[0].end] == b"\x01\x01\xff") if rows is not None else ""


def _alternative(data: bytes, extensions: dict[str, Tlv]) -> str:
    found = extensions.get(_ALTERNATIVE)
    rows = children(data, found, 2000) if found is not None else None
    texts = (data[row.start : row.end] for row in rows or () if row.tag in {0x81, 0x82, 0x86})
    return listed(each[:200].decode("latin-1") for each in texts)


def _request(data: bytes, _: Tlv, rows: list[Tlv]) -> Told | None:
    parts = _signed(data, rows)
    if parts is None:
        return None
    inner, signature, check = parts
    if tags(inner[:3]) != (INTEGER, SEQUENCE, SEQUENCE) or len(inner) > 4 or number(data, inner[0]) != 0:
        return None
    subject, key = name(data, inner[1]), keys.public_info(data, inner[2])
    if subject is None or key is None:
        return None
    return Told(
        REQUEST, _short(subject) or subject,
        (*facts(("subject", subject)), *key.facts(), *facts(("signature", signature))), (check,),
    )  # fmt: skip


def _revocation(data: bytes, _: Tlv, rows: list[Tlv]) -> Told | None:
    parts = _signed(data, rows)
    if parts is None:
        return None
    inner, signature, check = parts
    fields = inner[1 if inner[0].tag == INTEGER else 0 :]
    if len(fields) < 3 or tags(fields[:2]) != (SEQUENCE, SEQUENCE) or fields[2].tag not in {UTC_TIME, TIME}:
        return None
    issuer, updated = name(data, fields[1]), time(data, fields[2])
    if issuer is None or updated is None or algorithm(data, fields[0]) is None:
        return None
    following = time(data, fields[3]) if len(fields) > 3 else ""
    stated = (("issuer", issuer), ("updated", updated), ("next update", following), ("signature", signature))
    return Told(REVOCATION, _short(issuer) or issuer, facts(*stated), (check,))


def _key(form: str, label: str, key: keys.Key | None) -> Told | None:
    return Told(form, key.name, facts(("form", label)) + key.facts()) if key is not None else None


def _public(data: bytes, root: Tlv, _: list[Tlv]) -> Told | None:
    return _key(keys.PUBLIC, "SubjectPublicKeyInfo", keys.public_info(data, root))


def _encrypted(data: bytes, _: Tlv, rows: list[Tlv]) -> Told | None:
    if not keys.encrypted(data, rows):
        return None
    return Told(keys.PRIVATE, "", facts(("form", "PKCS #8"), ("encrypted", "yes")))


def _bare(data: bytes, _: Tlv, rows: list[Tlv]) -> Told | None:
    return (
        _key(keys.PRIVATE, "PKCS #1", keys.rsa_private(data, rows))
        or _key(keys.PUBLIC, "PKCS #1", keys.rsa_public(data, rows))
        or _key(keys.PRIVATE, "PKCS #8", keys.private_info(data, rows))
        or _key(keys.PRIVATE, "SEC 1", keys.ec_private(data, rows))
        or _key(keys.PRIVATE, "DSA", keys.dsa_private(data, rows))
    )


def _store(data: bytes, _: Tlv, rows: list[Tlv]) -> Told | None:
    """Recognise PKCS #12, which holds keys and certificates under a passphrase."""
    if tags(rows[:2]) != (INTEGER, SEQUENCE) or number(data, rows[0]) != 3 or len(rows) > 3:
        return None
    inner = children(data, rows[1])
    if not inner or oid(data, inner[0]) not in {_DATA, _SIGNED}:
        return None
    return Told(keys.PRIVATE, "PKCS #12", facts(("form", "PKCS #12"), ("encrypted", "yes")))


def signed_data(data: bytes, root: Tlv, rows: list[Tlv]) -> Told | None:
    """Read PKCS #7: a signature over something else, and the certificates that came with it."""
    del root
    inner = (
        children(data, rows[1]) if len(rows) == 2 and oid(data, rows[0]) == _SIGNED and rows[1].tag == 0xA0 else None
    )
    fields = children(data, inner[0]) if inner and len(inner) == 1 else None
    if not fields or tags(fields[:3]) != (INTEGER, 0x31, SEQUENCE):
        return None
    content = children(data, fields[2])
    held = next((each for each in fields[3:] if each.tag == 0xA0), None)
    parts: list[tuple[bytes, int, int]] = []
    subjects: list[str] = []
    for each in children(data, held, 500) or () if held is not None else ():
        rows_inside = children(data, each) if each.tag == SEQUENCE else None
        certificate = _certificate(data, each, rows_inside) if rows_inside else None
        if certificate is not None:
            parts.append((b"certificate-%d" % (len(parts) + 1), each.at, each.end))
            subjects.append(dict(certificate.facts).get("subject", ""))
    about = oid(data, content[0]) if content else ""
    return Told(
        "signature", "PKCS #7", facts(("form", "PKCS #7"), ("certificates", listed(subjects)), ("signs", about)),
        parts=tuple(parts),
    )  # fmt: skip


_Kind = Callable[[bytes, Tlv, list[Tlv]], Told | None]
_KINDS: dict[int, tuple[_Kind, ...]] = {
    SEQUENCE: (_certificate, _request, _revocation, _public, _encrypted),
    INTEGER: (_bare, _store),
    OID: (signed_data,),
}
