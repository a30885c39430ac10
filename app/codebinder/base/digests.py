"""The digests that a package prints (SHA-256, SM3, CRC-32), computed together, with an SM3 for OpenSSLs without one."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from typing import Protocol

_M32 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """Digests of one file: lower-case hex, CRC as in ZIP, size in bytes."""

    sha256: str
    sm3: str
    crc32: int
    size: int


class Hash(Protocol):
    """What hashlib gives."""

    def update(self, data: bytes, /) -> None:
        """Take more bytes in."""
        ...

    def digest(self) -> bytes:
        """Give the digest so far."""
        ...

    def hexdigest(self) -> str:
        """Give the digest so far in lower-case hex."""
        ...


def sm3(data: bytes = b"") -> Hash:
    """Start an SM3 (GB/T 32905-2016) over `data`: OpenSSL's where it has one, else our own (slow)."""
    try:
        return hashlib.new("sm3", data, usedforsecurity=False)
    except ValueError:
        return PlainSm3(data)


def digest(data: bytes) -> Digests:
    """Give all digests of `data`."""
    return Digests(
        sha256=hashlib.sha256(data).hexdigest(), sm3=sm3(data).hexdigest(), crc32=zlib.crc32(data), size=len(data)
    )


class DigestStream:
    """The same digests, piece by piece."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()
        self._sm3 = sm3()
        self._crc32 = 0
        self._size = 0

    def update(self, data: bytes) -> None:
        """Take `data` into every digest."""
        self._sha256.update(data)
        self._sm3.update(data)
        self._crc32 = zlib.crc32(data, self._crc32)
        self._size += len(data)

    def finish(self) -> Digests:
        """Give the digests of everything so far."""
        return Digests(sha256=self._sha256.hexdigest(), sm3=self._sm3.hexdigest(), crc32=self._crc32, size=self._size)


class PlainSm3:
    """SM3 in plain Python, for machines whose OpenSSL was built without it."""

    _START = (
        0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
    )  # fmt: skip

    def __init__(self, data: bytes = b"") -> None:
        self._state = self._START
        self._rest = b""
        self._size = 0
        self.update(data)

    def update(self, data: bytes, /) -> None:
        """Take more bytes in."""
        self._size += len(data)
        data = self._rest + data
        whole = len(data) // 64 * 64
        for at in range(0, whole, 64):
            self._state = _sm3_block(self._state, data[at : at + 64])
        self._rest = data[whole:]

    def digest(self) -> bytes:
        """Give the digest so far."""
        tail = self._rest + b"\x80" + b"\0" * ((55 - self._size) % 64) + struct.pack(">Q", self._size * 8)
        state = self._state
        for at in range(0, len(tail), 64):
            state = _sm3_block(state, tail[at : at + 64])
        return struct.pack(">8I", *state)

    def hexdigest(self) -> str:
        """Give the digest so far in lower-case hex."""
        return self.digest().hex()


def _rotate(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & _M32


def _expand(block: bytes) -> list[int]:
    words = list(struct.unpack(">16I", block))
    for j in range(16, 68):
        mixed = words[j - 16] ^ words[j - 9] ^ _rotate(words[j - 3], 15)
        mixed ^= _rotate(mixed, 15) ^ _rotate(mixed, 23)
        words.append(mixed ^ _rotate(words[j - 13], 7) ^ words[j - 6])
    return words


def _sm3_block(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = _expand(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = 0x79CC4519 if j < 16 else 0x7A879D8A
        turned = _rotate(a, 12)
        ss1 = _rotate((turned + e + _rotate(constant, j)) & _M32, 7)
        ss2 = ss1 ^ turned
        ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
        tt1 = (ff + d + ss2 + (words[j] ^ words[j + 4])) & _M32
        tt2 = (gg + h + ss1 + words[j]) & _M32
        a, b, c, d = tt1, a, _rotate(b, 9), c
        e, f, g, h = tt2 ^ _rotate(tt2, 9) ^ _rotate(tt2, 17), e, _rotate(f, 19), g
    return tuple(x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h), strict=True))
