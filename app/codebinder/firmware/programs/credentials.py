"""Finds certificates and keys inside images: in DER, in PEM, and as SSH writes them. Each is a part of its own.

Key material stands in no fact: what is told of a key is its kind, its size, and a fingerprint of its public half.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from codebinder.firmware.programs import keys, ssh
from codebinder.firmware.programs.certificates import CERTIFICATE, REQUEST, REVOCATION, Told, signed_data, told
from codebinder.firmware.programs.common import facts, moved, plain
from codebinder.firmware.programs.der import INTEGER, MOST, OID, SEQUENCE, Tlv, children, header
from codebinder.firmware.reading import Blob, Budget, Found, Member, Reader
from codebinder.model.firmware import Check, NodeKind

_HEAD = 32
_LONGEST_PEM = 1 << 17
_BEGIN = re.compile(rb"-----BEGIN ([A-Z0-9 ]{3,40})-----")
_LABELS = {
    b"CERTIFICATE": CERTIFICATE, b"X509 CERTIFICATE": CERTIFICATE, b"TRUSTED CERTIFICATE": CERTIFICATE,
    b"CERTIFICATE REQUEST": REQUEST, b"NEW CERTIFICATE REQUEST": REQUEST, b"X509 CRL": REVOCATION,
    b"PUBLIC KEY": keys.PUBLIC, b"RSA PUBLIC KEY": keys.PUBLIC, b"PGP PUBLIC KEY BLOCK": keys.PUBLIC,
    b"PRIVATE KEY": keys.PRIVATE, b"RSA PRIVATE KEY": keys.PRIVATE, b"EC PRIVATE KEY": keys.PRIVATE,
    b"DSA PRIVATE KEY": keys.PRIVATE, b"ENCRYPTED PRIVATE KEY": keys.PRIVATE, b"OPENSSH PRIVATE KEY": keys.PRIVATE,
    b"ANY PRIVATE KEY": keys.PRIVATE, b"PGP PRIVATE KEY BLOCK": keys.PRIVATE, b"PKCS7": "signature",
}  # fmt: skip
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")


def _plausible(head: bytes, root: Tlv) -> bool:
    """Do the first bytes look like any of the structures? Asked before more is read."""
    inner = header(head, root.start)
    if inner is None or inner.end > root.end or root.end - root.at < 30:
        return False
    if inner.tag == SEQUENCE:
        return head[inner.start : inner.start + 1] in {b"\xa0", b"\x02", b"\x06", b"\x30"}
    following = header(head, inner.end)
    if inner.tag == INTEGER and following is not None and following.end <= root.end:
        return following.tag in {0x02, 0x04, 0x30}
    # The modulus of a public key is longer than what is looked at; its first byte is its sign.
    long_number = inner.tag == INTEGER and inner.end - inner.start > 40 and head[inner.start : inner.start + 1] == b"\0"
    return long_number or (inner.tag == OID and inner.end - inner.start == 9)


def _read_der(blob: Blob, at: int, budget: Budget) -> Found | None:
    head = blob.read(at, _HEAD)
    root = header(head)
    if root is None or root.tag != SEQUENCE or root.end > min(MOST, blob.size - at) or not _plausible(head, root):
        return None
    budget.read(root.end)
    budget.step(8 + root.end // 256)
    data = blob.read(at, root.end)
    found = told(data)
    return _found(found, at, root.end) if found is not None else None


def _found(found: Told, at: int, size: int) -> Found:
    def members() -> Iterator[Member]:
        for name, start, end in found.parts:
            yield Member(name=name, kind=NodeKind.PART, size=end - start, start=at + start)

    checks = tuple(moved(each, at) for each in found.checks)
    return Found(
        start=at, end=at + size, format=found.format, label=found.label, facts=found.facts, checks=checks,
        members=members if found.parts else None,
    )  # fmt: skip


def _read_pem(blob: Blob, at: int, budget: Budget) -> Found | None:
    begin = _BEGIN.match(blob.read(at, 80))
    form = _LABELS.get(begin.group(1)) if begin is not None else None
    if begin is None or form is None:
        return None
    text = blob.read(at, 4096)
    ending = b"-----END " + begin.group(1) + b"-----"
    if ending not in text:
        budget.read(_LONGEST_PEM)
        budget.step(64)
        text = blob.read(at, _LONGEST_PEM)
    stop = text.find(ending)
    if stop < 0 or b"-----BEGIN " in text[begin.end() : stop]:
        return None
    size = stop + len(ending)
    budget.step(8 + size // 256)
    body = text[begin.end() : stop].strip()
    if b"PGP" in begin.group(1):
        return _pgp(form, at, size, body)
    head, _, rest = body.partition(b"\n\n") if b":" in body else (b"", b"", body)
    if not rest and b":" in body:
        head, _, rest = body.partition(b"\r\n\r\n")
    data = _decoded(rest)
    if data is None or len(data) < 16:
        return None
    label, stated, covers = _inside(form, begin.group(1), data, b"ENCRYPTED" in head)
    whole = (at + begin.end(), at + stop)
    checks = (Check(name="signature", start=whole[0], end=whole[1], covers=(whole,)),) if covers else ()
    return Found(start=at, end=at + size, format=form, label=label, facts=stated, checks=checks)


def _decoded(body: bytes) -> bytes | None:
    """Give what Base64 spells; None for what is none."""
    joined = b"".join(body.replace(b"\\n", b"\n").split())
    if len(joined) < 16 or len(joined) % 4 or _BASE64.fullmatch(joined) is None:
        return None
    try:
        return binascii.a2b_base64(joined)
    except binascii.Error:
        return None


def _inside(form: str, title: bytes, data: bytes, sealed: bool) -> tuple[str, tuple[tuple[str, str], ...], bool]:  # noqa: FBT001  (a fact)
    """Say what stands in a PEM text: a label, facts, and whether it holds a signature over itself."""
    pem = facts(("text", "PEM"))
    if sealed:  # the old form: a cipher in the text's own head
        kind = plain(title).removesuffix(" PRIVATE KEY")
        return kind, (*pem, *facts(("key", kind), ("encrypted", "yes"))), False
    if data.startswith(ssh.OPENSSH):
        found = ssh.openssh(data)
        return (found[0], (*pem, *found[1]), False) if found is not None else ("", pem, False)
    root = header(data)
    rows = children(data, root) if root is not None and root.end == len(data) else None
    inner = told(data)
    if inner is None and root is not None and form == CERTIFICATE and root.end < len(data):
        inner = told(data[: root.end])  # what OpenSSL calls trusted has more behind the certificate
    if inner is None and rows and root is not None and rows[0].tag == OID:
        inner = signed_data(data, root, rows)
    if inner is None:
        return "", (*pem, *facts(("unread", plain(title)))), False
    return inner.label, (*pem, *inner.facts), bool(inner.checks)


def _pgp(form: str, at: int, size: int, body: bytes) -> Found | None:
    """Recognise armoured OpenPGP: lines of Base64 and, mostly, a checksum behind them."""
    lines = [line for line in body.splitlines() if line and b":" not in line]
    if not lines or not all(re.fullmatch(rb"=?[A-Za-z0-9+/]+={0,2}", line) for line in lines):
        return None
    return Found(start=at, end=at + size, format=form, label="OpenPGP", facts=facts(("text", "OpenPGP armour")))


_SSH_LINE = re.compile(rb"(ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp(?:256|384|521)) ([A-Za-z0-9+/]{40,}={0,2})")


def _read_ssh_line(blob: Blob, at: int, budget: Budget) -> Found | None:
    """Read a line of authorised keys: kind, key, and mostly whose it is."""
    text = blob.read(at, 4096)
    line = _SSH_LINE.match(text)
    data = _decoded(line.group(2)) if line is not None else None
    found = ssh.public_key(data) if data is not None else None
    if line is None or data is None or found is None or found[2] != len(data):
        return None
    budget.step(8)
    owner = re.compile(rb" ([!-~\x80-\xff]{1,200})").match(text, line.end())
    end = owner.end() if owner is not None else line.end()
    told_of = facts(("for", plain(owner.group(1)) if owner is not None else ""))
    return Found(
        start=at, end=at + end, format=keys.PUBLIC, label=found[0],
        facts=(*ssh.key_facts("OpenSSH", found, data), *told_of),
    )  # fmt: skip


def _read_host_key(blob: Blob, at: int, budget: Budget) -> Found | None:
    data = blob.read(at, 8192)
    found = ssh.host_key(data)
    if found is None:
        return None
    budget.step(8)
    private, label, stated, end = found
    return Found(
        start=at, end=at + end, format=keys.PRIVATE if private else keys.PUBLIC, label=label, facts=stated
    )  # fmt: skip


_EC = bytes.fromhex("06072a8648ce3d0201")
_SHORT = (
    (b"\x30\x59\x30\x13" + _EC, 0), (b"\x30\x56\x30\x10" + _EC, 0), (b"\x30\x76\x30\x10" + _EC, 0),
    (b"\x30\x2a\x30\x05\x06\x03\x2b\x65", 0), (b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65", 0),
    (b"\x30\x77\x02\x01\x01\x04\x20", 0), (b"\x30\x74\x02\x01\x01\x04\x20", 0), (b"\x30\x31\x02\x01\x01\x04\x20", 0),
    (b"\x30\x41\x02\x01\x00\x30\x13" + _EC, 0), (b"\x30\x5c\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d", 0),
)  # fmt: skip
"""How the structures begin that are shorter than 128 bytes: keys on curves. Longer ones have longer lengths."""
_SSH = (b"ssh-rsa AAAA", b"ssh-dss AAAA", b"ssh-ed25519 AAAA", b"ecdsa-sha2-nistp")
_WIRE = (b"\0\0\0\x07ssh-rsa\0\0\0", b"\0\0\0\x0bssh-ed25519\0\0\0", b"\0\0\0\x13ecdsa-sha2-nistp")

DER = Reader(format=CERTIFICATE, read=_read_der, magics=((b"\x30\x82", 0), (b"\x30\x81", 0), *_SHORT))
PEM = Reader(format=CERTIFICATE, read=_read_pem, magics=((b"-----BEGIN ", 0),))
SSH_LINE = Reader(format=keys.PUBLIC, read=_read_ssh_line, magics=tuple((each, 0) for each in _SSH))
HOST_KEY = Reader(format=keys.PRIVATE, read=_read_host_key, magics=tuple((each, 0) for each in _WIRE))
