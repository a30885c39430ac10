"""Files that are key containers as a whole, known by magic and structure; the name decides where a format has none."""

from __future__ import annotations

import re
from collections.abc import Callable

from codebinder.detect import der
from codebinder.detect.keystores.blobs import DPAPI, OPENSSH, PVK, capi_key, dpapi_blob, openssh_key
from codebinder.detect.keystores.javastores import java_store
from codebinder.detect.keystores.openpgp import secret_key
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW

_KEEPASS = b"\x03\xd9\xa2\x9a"
_SQLITE = b"SQLite format 3\0"
_AGENT_KEY = re.compile(rb"\s*(?:Created: [^\n]*\n)?(?:Key: )?\((?:\d+:)?(protected-|shadowed-)?private-key[\s(]")
_TRUST = re.compile(rb"(?i)trust|(?:^|[-_.])(?:ca|cacerts?|roots?)(?:[-_.]|$)")
_DER_NAMES = {
    "pkcs7": "signed data with certificates",
    "certificate": "certificate",
    "request": "certificate request",
    "public-key": "public key",
}
_DER_SLACK = 64
"""Bytes that may follow the DER of a file that is a key: padding, a line end."""


def whole(name: bytes, path: bytes, data: bytes) -> Sight | None:
    """Give the file itself where it is a key container."""
    if len(data) < 16:
        return None
    look = _BY_FIRST.get(data[0])
    return look(name, path, data) if look is not None else None


def _sight(data: bytes, rule: str, reason: str, confidence: Confidence = HIGH) -> Sight:
    return Sight(start=0, end=len(data), rule=rule, confidence=confidence, reason=reason, firm=True)


def _der(name: bytes, _path: bytes, data: bytes) -> Sight | None:
    key = der.private_key(data)
    if key is not None and key.end + _DER_SLACK >= len(data):
        return _sight(data, "tpm-key" if "TPM" in key.what else "der-private-key", key.what)
    what = der.describes(data)
    if what == "pkcs12":
        return _pkcs12(name, data)
    return _sight(data, "certificate-file", _DER_NAMES[what], LOW) if what else None


def _pkcs12(name: bytes, data: bytes) -> Sight:
    keys = der.pkcs12_holds_keys(data)
    if keys:
        return _sight(data, "pkcs12-keystore", "PKCS#12 container with a private key, encrypted")
    if keys is None and _TRUST.search(name) is None:
        return _sight(data, "pkcs12-keystore", "PKCS#12 container, all of it encrypted: it may hold a key", MEDIUM)
    reason = "PKCS#12 container with certificates only" if keys is False else "PKCS#12 container, by its name of trust"
    return _sight(data, "pkcs12-certificates", reason, LOW)


def _java(name: bytes, _path: bytes, data: bytes) -> Sight | None:
    return java_store(name, data)


def _zero(name: bytes, path: bytes, data: bytes) -> Sight | None:
    if data[:4] == b"\x00\x06\x15\x61" and name in {b"key3.db", b"cert8.db"}:
        return _nss(name, data)
    if name == b"wallet.dat" and data[12:16] in {b"\x62\x31\x05\x00", b"\x00\x05\x31\x62"}:
        return _wallet(data)
    if data[:4] == b"\xba\xdc\xc0\xde"[::-1]:
        return _sight(data, "tpm-key", "saved object of a TPM", MEDIUM)
    return _java(name, path, data)


def _nss(name: bytes, data: bytes) -> Sight:
    if name.startswith(b"cert"):
        return _sight(data, "certificate-file", "certificate database", LOW)
    return _sight(data, "nss-key-database", "key database of NSS (Firefox, Thunderbird)")


def _wallet(data: bytes) -> Sight:
    encrypted = b"\x04mkey" in data
    return _sight(data, "wallet-file", "wallet, encrypted" if encrypted else "wallet with private keys")


def _sqlite(name: bytes, path: bytes, data: bytes) -> Sight | None:
    if not data.startswith(_SQLITE):
        return None
    if name == b"key4.db":
        return _nss(name, data)
    if name == b"cert9.db":
        return _nss(name, data)
    if name == b"wallet.dat":
        return _wallet(data)
    if name in {b"login data", b"login data for account", b"web data"} or b"password_value" in data[: 1 << 16]:
        return _sight(data, "browser-logins", "password database of a browser")
    return _sight(data, "nss-key-database", "key database of NSS") if path.endswith(b"/key4.db") else None


def _keepass(name: bytes, _path: bytes, data: bytes) -> Sight | None:
    if name.endswith((b".kdbx", b".kdb")):
        return None  # known by its name
    if data.startswith(_KEEPASS) and data[4:8] in {b"\x67\xfb\x4b\xb5", b"\x65\xfb\x4b\xb5", b"\x66\xfb\x4b\xb5"}:
        return _sight(data, "keepass-database", "KeePass password database, encrypted")
    return None


def _luks(_name: bytes, _path: bytes, data: bytes) -> Sight | None:
    if data[:6] != b"LUKS\xba\xbe" or data[6:8] not in {b"\0\1", b"\0\2"}:
        return None
    return _sight(data, "luks-header", "header of an encrypted disk (LUKS)", MEDIUM)


def _capi(_name: bytes, _path: bytes, data: bytes) -> Sight | None:
    if data[0] == 0x07 and capi_key(data, 0):
        return _sight(data, "microsoft-key-blob", "RSA private key (strong name or key blob)")
    if data.startswith(PVK) and data[4:8] == b"\0\0\0\0":
        encrypted = data[12:16] == b"\1\0\0\0"
        return _sight(data, "microsoft-key-blob", "private key file (PVK)" + (", encrypted" if encrypted else ""))
    return None


def _pgp(name: bytes, _path: bytes, data: bytes) -> Sight | None:
    what = secret_key(data)
    if not what:
        return None
    known = name.endswith((b".gpg", b".pgp", b".skr", b".asc", b".key", b".sec")) or b"secring" in name
    return _sight(data, "pgp-secret-key", what, HIGH if known else MEDIUM)


def _openssh(_name: bytes, _path: bytes, data: bytes) -> Sight | None:
    if not data.startswith(OPENSSH):
        return None
    end, encrypted = openssh_key(data, 0)
    what = "OpenSSH private key, encrypted" if encrypted else "OpenSSH private key"
    return _sight(data, "openssh-binary-key", what) if end else None


def _first(name: bytes, path: bytes, data: bytes) -> Sight | None:
    if data.startswith(DPAPI) and dpapi_blob(data, 0):
        return _sight(data, "dpapi-blob", "secret protected by Windows (DPAPI)")
    return _java(name, path, data)


def _agent(_name: bytes, path: bytes, data: bytes) -> Sight | None:
    found = _AGENT_KEY.match(data)
    if found is None or found[1] == b"shadowed-":
        return None
    sure = b"private-keys" in path or b"\0" in data or data.startswith((b"Created:", b"Key:"))
    what = "key of the GnuPG agent" + (", encrypted" if found[1] else "")
    return _sight(data, "gpg-agent-key", what, HIGH if sure or path.endswith(b".key") else MEDIUM)


_Look = Callable[[bytes, bytes, bytes], Sight | None]
_BY_FIRST: dict[int, _Look] = {
    0x30: _der,
    0xFE: _java,
    0xCE: _java,
    0x00: _zero,
    0xDE: _zero,
    0x01: _first,
    0x03: _keepass,
    0x07: _capi,
    0x1E: _capi,
    **dict.fromkeys((0x94, 0x95, 0x96, 0x9C, 0x9D, 0x9E, 0xC5, 0xC7), _pgp),
    ord("L"): _luks,
    ord("S"): _sqlite,
    ord("o"): _openssh,
    **dict.fromkeys(b"(CK", _agent),
}
