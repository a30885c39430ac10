"""Reads PKCS#12 files: one person's certificate, its private key, and whoever stands above it. Nothing is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from codebinder.base.messages import SaidError, Text
from codebinder.errors import UserError
from codebinder.model.certificates import CertificateFacts
from codebinder.model.text import Message, shown

LARGEST = 1 << 20
_SHORTEST_RSA = 2048
_KEY_BAGS = (bytes.fromhex("060b2a864886f70d010c0a0101"), bytes.fromhex("060b2a864886f70d010c0a0102"))
"""The types keyBag and pkcs8ShroudedKeyBag as they stand in the file (RFC 7292): the bags lie open, the keys do not."""

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A certificate with its private key (both as DER), and the certificates that came along."""

    certificate: bytes
    key: bytes = field(repr=False)
    others: tuple[bytes, ...]
    facts: CertificateFacts


def open_holder(data: bytes, passphrase: str, *, where: str = "") -> Holder:
    """Open a PKCS#12 file; UserError in a sentence where that cannot be, or where it cannot sign."""
    if len(data) > LARGEST or not data.startswith(b"\x30"):
        raise _refused("certificate.no-pkcs12", where, Message("fault.pkcs12.file-such-anna-p12-anna"))
    if sum(data.count(kind) for kind in _KEY_BAGS) > 1:
        raise _refused("certificate.two-keys", where, Message("fault.pkcs12.export-one-certificate-sign-into"))
    try:
        loaded = pkcs12.load_pkcs12(data, passphrase.encode("utf-8", "surrogatepass") if passphrase else None)
    except (ValueError, TypeError) as error:
        if "password" in str(error).lower() or "mac" in str(error).lower():
            raise _refused("certificate.wrong-passphrase", where, Message("fault.pkcs12.try-again")) from None
        raise _refused("certificate.no-pkcs12", where, Message("fault.pkcs12.file-such-anna-p12-anna")) from None
    except UnsupportedAlgorithm:
        raise _refused(
            "certificate.old-encryption", where, Message("fault.pkcs12.export-anew-aes-256-openssl")
        ) from None
    if loaded.key is None or loaded.cert is None:  # the library gives only a certificate that fits the key
        raise _refused("certificate.no-key", where, Message("fault.pkcs12.export-together-private-key"))
    key, certificate = loaded.key, loaded.cert.certificate
    if not isinstance(key, PrivateKey) or (isinstance(key, rsa.RSAPrivateKey) and key.key_size < _SHORTEST_RSA):
        raise _refused("certificate.other-key", where, Message("fault.pkcs12.use-rsa-key-2048-bits"))
    return Holder(
        certificate=certificate.public_bytes(serialization.Encoding.DER),
        key=key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        others=tuple(each.certificate.public_bytes(serialization.Encoding.DER) for each in loaded.additional_certs),
        facts=facts_of(certificate.public_bytes(serialization.Encoding.DER)),
    )


def check_may_sign(holder: Holder, moment: datetime, *, where: str = "") -> None:
    """Refuse a certificate that at `moment` is not valid, or that was not issued for signing."""
    certificate = x509.load_der_x509_certificate(holder.certificate)
    days = {"begins": holder.facts.begins[:10], "ends": holder.facts.ends[:10]}
    if moment > certificate.not_valid_after_utc:
        raise _refused("certificate.expired", where, Message("fault.pkcs12.get-new-one-bind-your"), **days)
    if moment < certificate.not_valid_before_utc:
        raise _refused("certificate.too-early", where, Message("fault.pkcs12.look-computer-clock"), **days)
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    except ValueError:
        raise _unreadable(where) from None
    if not (usage.digital_signature or usage.content_commitment):
        raise _refused("certificate.not-for-signing", where, Message("fault.pkcs12.use-one-whose-key-usage"))


def chained(certificate: bytes, others: Sequence[bytes]) -> bool:
    """Did each of these certificates (DER) sign what it stands above, so far as that can be seen from them alone?"""
    try:
        every = [x509.load_der_x509_certificate(each) for each in (certificate, *others)]
        issuers = [(each, above) for each in every for above in every if each.issuer == above.subject]
        for each, above in issuers:
            each.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return {each.subject for each in every[1:]} <= {each.issuer for each in every}


def facts_of(certificate: bytes, *, where: str = "") -> CertificateFacts:
    """Read what a certificate (DER) says; UserError where it is none."""
    try:
        read = x509.load_der_x509_certificate(certificate)
        return CertificateFacts(
            sha256=hashlib.sha256(certificate).hexdigest(),
            subject=_named(read.subject),
            issuer=_named(read.issuer),
            serial=f"{read.serial_number:x}",
            begins=_stamp(read.not_valid_before_utc),
            ends=_stamp(read.not_valid_after_utc),
            key=_kind(read),
        )
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _unreadable(where) from None


def _kind(certificate: x509.Certificate) -> str:
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return ""
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"ECDSA {key.curve.name}"
    return "Ed25519" if isinstance(key, ed25519.Ed25519PublicKey) else ""


def _named(name: x509.Name) -> str:
    """Give a distinguished name as people read it, made safe to show."""
    parts: Iterable[x509.NameAttribute[str | bytes]] = name
    return ", ".join(f"{each.rfc4514_attribute_name}={shown(str(each.value))}" for each in parts)[:500]


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _unreadable(where: str) -> UserError:
    return _refused("certificate.unreadable", where, Message("fault.pkcs12.export-anew"))


def _refused(sentence: str, where: str, next_step: Text, **params: str) -> UserError:
    return SaidError(Message(sentence, dict(params)), where=where, next_step=next_step)
