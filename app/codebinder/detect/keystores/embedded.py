"""Private keys inside bigger binaries (firmware images, programs, dumps), known by structure and by their numbers.

A key's own arithmetic is checked where it has any (the primes of RSA, the order of DSA), and where it has none its
bytes must look drawn by chance, so that programs which write or read keys are not taken for ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from codebinder.detect import der
from codebinder.detect.keystores.blobs import (
    DPAPI,
    OPENSSH,
    bcrypt_key,
    capi_key,
    dpapi_blob,
    dropbear_key,
    openssh_key,
)
from codebinder.detect.keystores.javastores import java_store
from codebinder.detect.patterns import compile_pattern, spans
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_TRIES = 50_000
"""Places of one file at which a key is tried; 32 MiB of random bytes have a few."""
_LUKS_HEADER = 592
_DRAWN = 24
_PRINTABLE = bytes(range(0x20, 0x7F))


# One pass for all. The first number of every unencrypted key in DER is its version, 0 or 1; what follows is a number,
# octets or a sequence. An encrypted one names a scheme that is based on a password.
_MARKS = compile_pattern(
    rb"(?s)\x02\x01[\x00\x01][\x02\x04\x30]"
    rb"|\x2a\x86\x48\x86\xf7\x0d\x01(?:\x05[\x01-\x0d]|\x0c\x01[\x01-\x06])"
    rb"|RSA[23]..\x00\x00|openssh-key-v1\x00|\x01\x00\x00\x00\xd0\x8c\x9d\xdf\x01\x15\xd1\x11"
    rb"|\x00\x00\x00(?:\x07ssh-rsa|\x0bssh-ed25519|\x13ecdsa-sha2-nistp)"
    rb"|LUKS\xba\xbe\x00[\x01\x02]|(?:\xfe\xed\xfe\xed|\xce\xce\xce\xce)\x00\x00\x00\x02"
)


def embedded(data: bytes) -> Iterator[Sight]:
    """Give the private keys in `data`, in order, none inside another."""
    done = 0
    for at, _end in islice(spans(_MARKS, data), _TRIES):
        if at < done:
            continue
        found = _TRIED[data[at]](data, at, done)
        if found is not None:
            done = found.end
            yield found


def _plain(data: bytes, at: int, done: int) -> Sight | None:
    """Look for the header in front of a version: 30 82 xx xx, 30 81 xx or 30 xx."""
    for width, mark in ((4, 0x82), (3, 0x81), (2, 0)):
        start = at - width
        if start < done or data[start] != der.SEQUENCE or (mark and data[start + 1] != mark):
            continue
        if not mark and data[start + 1] >= 0x80:
            continue
        key = der.private_key(data, start)
        if key is not None and _drawn(data, key):
            return _sight(start, key.end, "der-private-key", f"{key.what} inside a binary")
    return None


def _drawn(data: bytes, key: der.Key) -> bool:
    tail = data[key.end - _DRAWN : key.end]
    return key.checked or (len(set(tail)) >= 14 and len(tail.translate(None, _PRINTABLE)) >= 6)


def _encrypted(data: bytes, at: int, done: int) -> Sight | None:
    scheme = at - 2  # where the object identifier begins
    for inner in (2, 3, 4):
        for outer in (2, 3, 4):
            start = scheme - inner - outer
            if start < done or data[start] != der.SEQUENCE or data[scheme - inner] != der.SEQUENCE:
                continue
            key = der.private_key(data, start)
            if key is not None and key.encrypted and key.end > scheme:
                return _sight(start, key.end, "der-private-key", f"{key.what}, inside a binary")
    return None


def _blob(data: bytes, at: int, done: int) -> Sight | None:
    start = at - 8
    end = capi_key(data, start) if start >= done else 0
    if not end:
        start, end = at, bcrypt_key(data, at)
    return _sight(start, end, "microsoft-key-blob", "RSA private key (key blob) inside a binary") if end else None


def _openssh(data: bytes, at: int, _done: int) -> Sight | None:
    end, encrypted = openssh_key(data, at)
    what = "OpenSSH private key, encrypted, inside a binary" if encrypted else "OpenSSH private key inside a binary"
    return _sight(at, end, "openssh-binary-key", what) if end else None


def _dropbear(data: bytes, at: int, _done: int) -> Sight | None:
    end, kind = dropbear_key(data, at)
    return _sight(at, end, "dropbear-key", f"host key of Dropbear ({kind})") if end else None


def _dpapi(data: bytes, at: int, _done: int) -> Sight | None:
    end = dpapi_blob(data, at) if data.startswith(DPAPI, at) else 0
    return _sight(at, end, "dpapi-blob", "secret protected by Windows (DPAPI)") if end else None


def _luks(data: bytes, at: int, _done: int) -> Sight | None:
    if at + _LUKS_HEADER > len(data):
        return None
    reason = "header of an encrypted disk (LUKS)"
    return _sight(at, at + _LUKS_HEADER, "luks-header", reason, Confidence.MEDIUM)


def _java(data: bytes, at: int, _done: int) -> Sight | None:
    """A store whose first entry is a key: where it ends is not told, so its head stands for it."""
    head = data[at : at + 512]
    alias = int.from_bytes(head[16:18], "big")
    fits = len(head) >= 32 and 1 <= int.from_bytes(head[8:12], "big") <= 1000 and 1 <= alias <= 200
    if not fits or head[12:16] not in {b"\0\0\0\1", b"\0\0\0\3"} or not head[18 : 18 + alias].isascii():
        return None
    if java_store(b"", head) is None:
        return None
    return _sight(at, at + 18 + alias, "java-keystore", "key store of Java inside a binary")


def _sight(start: int, end: int, rule: str, reason: str, confidence: Confidence = Confidence.HIGH) -> Sight:
    return Sight(start=start, end=end, rule=rule, confidence=confidence, reason=reason, firm=True)


_TRIED: dict[int, Callable[[bytes, int, int], Sight | None]] = {
    0x00: _dropbear,
    0x02: _plain,
    0x2A: _encrypted,
    ord("R"): _blob,
    ord(OPENSSH[:1]): _openssh,
    0x01: _dpapi,
    ord("L"): _luks,
    0xFE: _java,
    0xCE: _java,
}
