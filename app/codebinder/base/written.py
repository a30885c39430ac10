"""Finds digests that stand written in bytes: in hex or base64, and git's object ids, abbreviated where git writes them.

Every candidate is taken down once and looked up later, so that the digests looked for need not be known in advance.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

SIZES = frozenset({16, 20, 28, 32, 48, 64})
"""Sizes in bytes of the digests that people write: MD5, SHA-1, SHA-2, SHA-3, SM3, BLAKE2."""

_SHORTEST = 22
"""Characters of the shortest candidate, a base64 MD5 without its padding."""
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
_CLASS = bytes(0x78 if byte in _ALPHABET else 0x20 for byte in range(256))
_RUN = b"x" * _SHORTEST
_HEX = re.compile(rb"(?<![0-9A-Fa-f])[0-9A-Fa-f]{32,128}(?![0-9A-Fa-f])")
_BASE64 = re.compile(rb"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{22,86}={0,2}(?![A-Za-z0-9+/=])")
_URL_SAFE = re.compile(rb"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22,86}={0,2}(?![A-Za-z0-9_=-])")
_FROM_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_INDEX = re.compile(rb"(?m)^index ([0-9a-f]{7,64})(?:,([0-9a-f]{7,64}))*\.\.([0-9a-f]{7,64})\b")
_DESCRIBED = re.compile(rb"-g([0-9a-f]{7,64})(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Written:
    """Something that may be a digest: where it stands, and what it says. `digits` are those of a git id that may be
    abbreviated (then `digest` is empty)."""

    start: int
    end: int
    digest: bytes
    digits: bytes = b""


def written_digests(data: bytes) -> tuple[Written, ...]:
    """Give every candidate in `data`, by place, also in UTF-16 text of either order."""
    if b"\0" not in data:
        return tuple(sorted(set(_candidates(data)), key=_order))
    found = set(_candidates(data))
    for side in (0, 1):
        for each in _candidates(data[side::2]):
            start, end = 2 * each.start + side, 2 * each.end + side - 1
            if not any(data[start + 1 : end : 2]):
                low = start - 1 if side else start  # whole characters of the order in which the NUL comes first
                found.add(Written(low, end + (not side), each.digest, each.digits))
    return tuple(sorted(found, key=_order))


def _order(each: Written) -> tuple[int, int, bytes, bytes]:
    return each.start, each.end, each.digest, each.digits


def _candidates(data: bytes) -> Iterator[Written]:
    marked = data.translate(_CLASS)
    at = marked.find(_RUN)
    while at >= 0:
        end = marked.find(b" ", at)
        end = len(data) if end < 0 else end
        stop = end + 2 if data[end : end + 2] == b"==" else end + 1 if data[end : end + 1] == b"=" else end
        yield from _in_run(data[at:stop], at)
        at = marked.find(_RUN, end)
    for match in _INDEX.finditer(data) if b"index " in data else ():
        for group in range(1, 4):
            if match[group]:
                yield Written(*match.span(group), b"", match[group])
    for match in _DESCRIBED.finditer(data) if b"-g" in data else ():
        yield Written(*match.span(1), b"", match[1])


def _in_run(run: bytes, base: int) -> Iterator[Written]:
    for match in _HEX.finditer(run):
        if len(match[0]) // 2 in SIZES and not len(match[0]) % 2:
            yield Written(base + match.start(), base + match.end(), bytes.fromhex(match[0].decode()))
    for match in _BASE64.finditer(run):
        yield from _decoded(match[0], base + match.start())
    if b"-" in run or b"_" in run:
        for match in _URL_SAFE.finditer(run):
            yield from _decoded(match[0].translate(_FROM_URL_SAFE), base + match.start())


def _decoded(text: bytes, start: int) -> Iterator[Written]:
    bare = text.rstrip(b"=")
    # Long names are made of the same letters; a digest is in one case by a chance of one in a hundred thousand.
    if len(bare) % 4 == 1 or len(bare) * 3 // 4 not in SIZES or bare.islower() or bare.isupper():
        return
    try:
        digest = binascii.a2b_base64(bare + b"=" * (-len(bare) % 4))
    except binascii.Error:
        return
    yield Written(start, start + len(text), digest)
