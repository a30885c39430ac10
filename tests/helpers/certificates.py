"""A certification authority of our own, and PKCS#12 files that it issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "ein Geheimnis 密码"
PERSON = "陈宇 Chen Yu"
NOW = datetime(2026, 11, 20, 8, 0, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Issued:
    """A certificate with its key and the file that a person is handed."""

    certificate: x509.Certificate
    key: object
    pkcs12: bytes

    @property
    def sha256(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def write(self, folder: Path, name: str = "anna.p12") -> Path:
        path = folder / name
        path.write_bytes(self.pkcs12)
        return path


@cache
def private_key(kind: str) -> object:
    if kind.startswith("rsa"):
        return rsa.generate_private_key(65537, int(kind[3:] or "2048"))
    if kind == "dsa":
        return dsa.generate_private_key(2048)
    return ec.generate_private_key(ec.SECP256R1()) if kind == "ecdsa" else ed25519.Ed25519PrivateKey.generate()


@cache
def authority() -> tuple[x509.Certificate, object]:
    key = private_key("rsa2048")
    name = _name("Test Authority")
    return _built(name, name, key.public_key(), key, NOW, 3650, signing=None), key  # type: ignore[attr-defined]


def issue(
    kind: str = "ecdsa", person: str = PERSON, *, at: datetime = NOW, days: int = 365, signing: bool = True
) -> Issued:
    """Issue a certificate valid from `days` before `at` to `days` after it; for the same wish the same one."""
    return _issued(kind, person, at, days, signing)


@cache
def _issued(kind: str, person: str, at: datetime, days: int, signing: bool) -> Issued:
    root, root_key = authority()
    key = private_key(kind)
    public = key.public_key()  # type: ignore[attr-defined]
    certificate = _built(_name(person), root.subject, public, root_key, at, days, signing=signing)
    protection = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    data = pkcs12.serialize_key_and_certificates(person.encode(), key, certificate, [root], protection)  # type: ignore[arg-type]
    return Issued(certificate, key, data)


def _name(person: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, person)])


def _built(
    subject: x509.Name, issuer: x509.Name, public: object, key: object, at: datetime, days: int, *, signing: bool | None
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)  # type: ignore[arg-type]
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=days))
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=signing is None, path_length=None), critical=True)
    )
    if signing is not None:
        flags = dict.fromkeys(
            (
                "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
                "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
            ),
            False,
        )  # fmt: skip
        usage = {"digital_signature": True, "content_commitment": True} if signing else {"key_encipherment": True}
        builder = builder.add_extension(x509.KeyUsage(**{**flags, **usage}), critical=True)
    return builder.sign(key, hashes.SHA256())  # type: ignore[arg-type]
