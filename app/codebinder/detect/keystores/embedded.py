"""Private keys inside bigger binaries (firmware images, programs, dumps), known by structure and by their numbers.

A key's own arithmetic is checked where it has any (the primes of RSA, the order of DSA), so that chance finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Protocol, cast

import re2

from codebinder.detect import der
from codebinder.detect.keystores.blobs import DPAPI, OPENSSH, bcrypt_key, capi_key, dpapi_blob, openssh_key
from codebinder.detect.keystores.javastores import java_store
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_MOST = 10_000
"""Findings in one file: more than that is a file made to fill the memory."""
_TRIES = 50_000
"""Places of one file at which a key is tried; 32 MiB of random bytes have a few hundred."""
_LUKS_HEADER = 592


class _Match(Protocol):
    def start(self) -> int: ...


class _Pattern(Protocol):
    def finditer(self, text: bytes) -> Iterator[_Match]: ...


def _pattern(text: bytes) -> _Pattern:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.dot_nl = True
    return cast("_Pattern", re2.compile(text, options))


# The first number of every unencrypted key is its version, 0 or 1; what follows is a number, octets or a sequence.
_VERSION = _pattern(rb"\x02\x01[\x00\x01][\x02\x04\x30]")
_PASSWORD_BASED = _pattern(rb"\x2a\x86\x48\x86\xf7\x0d\x01(?:\x05[\x01-\x0d]|\x0c\x01[\x01-\x06])")


def embedded(data: bytes) -> Iterator[Sight]:
    """Give every private key in `data`, in no order; ranges may overlap where one holds the other."""
    count = 0
    for search in (_keys, _encrypted_keys, _blobs, _stores):
        for one in search(data):
            yield one
            count += 1
            if count == _MOST:
                return


def _keys(data: bytes) -> Iterator[Sight]:
    done = 0
    for match in islice(_VERSION.finditer(data), _TRIES):
        at = match.start()
        if at < done:
            continue
        found = _begin(data, at, done)
        if found is not None:
            start, key = found
            done = key.end
            yield _sight(start, key.end, "der-private-key", f"{key.what} inside a binary")


def _begin(data: bytes, at: int, done: int) -> tuple[int, der.Key] | None:
    """Look for the header in front of a version: 30 82 xx xx, 30 81 xx or 30 xx."""
    for width, mark in ((4, 0x82), (3, 0x81), (2, 0)):
        start = at - width
        if start < done or data[start] != der.SEQUENCE or (mark and data[start + 1] != mark):
            continue
        if not mark and data[start + 1] >= 0x80:
            continue
        key = der.private_key(data, start)
        if key is not None:
            return start, key
    return None


def _encrypted_keys(data: bytes) -> Iterator[Sight]:
    done = 0
    for match in islice(_PASSWORD_BASED.finditer(data), _TRIES):
        at = match.start() - 2  # where the object identifier begins
        for inner in (2, 3, 4):
            for outer in (2, 3, 4):
                start = at - inner - outer
                if start < done or data[start] != der.SEQUENCE or data[at - inner] != der.SEQUENCE:
                    continue
                key = der.private_key(data, start)
                if key is not None and key.encrypted and key.end > at:
                    done = key.end
                    yield _sight(start, key.end, "der-private-key", f"{key.what}, inside a binary")
                    break
            if done > at:
                break


def _blobs(data: bytes) -> Iterator[Sight]:
    for magic in (b"RSA2", b"RSA3"):
        for at in _places(data, magic):
            start = at - 8 if magic == b"RSA2" and at >= 8 else at
            end = (capi_key(data, start) if start < at else 0) or 0
            if not end:
                start, end = at, bcrypt_key(data, at)
            if end:
                yield _sight(start, end, "microsoft-key-blob", "RSA private key (key blob) inside a binary")
    for at in _places(data, OPENSSH):
        end, encrypted = openssh_key(data, at)
        if end:
            what = "OpenSSH private key, encrypted, inside a binary" if encrypted else "OpenSSH private key in a binary"
            yield _sight(at, end, "openssh-binary-key", what)
    for at in _places(data, DPAPI):
        end = dpapi_blob(data, at)
        if end:
            yield _sight(at, end, "dpapi-blob", "secret protected by Windows (DPAPI)")


def _stores(data: bytes) -> Iterator[Sight]:
    for at in _places(data, b"LUKS\xba\xbe\0"):
        if data[at + 7 : at + 8] in {b"\1", b"\2"} and at + _LUKS_HEADER <= len(data):
            reason = "header of an encrypted disk (LUKS)"
            yield _sight(at, at + _LUKS_HEADER, "luks-header", reason, Confidence.MEDIUM)
    for magic in (b"\xfe\xed\xfe\xed\0\0\0\2", b"\xce\xce\xce\xce\0\0\0\2"):
        for at in _places(data, magic):
            if _java_entry(data, at):
                yield _sight(at, at + 12, "java-keystore", "key store for Java inside a binary")


def _java_entry(data: bytes, at: int) -> bool:
    head = data[at : at + 512]
    if len(head) < 32 or not 1 <= int.from_bytes(head[8:12], "big") <= 1000:
        return False
    alias = int.from_bytes(head[16:18], "big")
    if head[12:16] not in {b"\0\0\0\1", b"\0\0\0\3"} or not 1 <= alias <= 200 or not head[18 : 18 + alias].isascii():
        return False
    store: Callable[[bytes, bytes], Sight | None] = java_store
    return store(b"", head) is not None


def _places(data: bytes, magic: bytes) -> Iterator[int]:
    at = data.find(magic)
    while at >= 0:
        yield at
        at = data.find(magic, at + 1)


def _sight(start: int, end: int, rule: str, reason: str, confidence: Confidence = Confidence.HIGH) -> Sight:
    return Sight(start=start, end=end, rule=rule, confidence=confidence, reason=reason, firm=True)
