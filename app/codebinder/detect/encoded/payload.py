"""What decoded bytes are: text, UTF-16, something packed, a key container; and how much may be decoded at all."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from codebinder.detect.archives import Limits, Member, members
from codebinder.detect.keystores.blobs import DPAPI
from codebinder.detect.keystores.whole import whole
from codebinder.detect.sight import Sight

Again = Callable[[bytes], Sequence[Sight]]

_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\t\n\r\f"
_UNPACKED_MOST = 8 << 20
_BINARY_HEADS = (b"\x30", b"\xfe\xed\xfe\xed", b"openssh-key-v1\0", b"\x03\xd9\xa2\x9a", DPAPI)
_LEAST = 10
_TOGETHER = 1 << 20
_BETWEEN = b"\n\n"


@dataclass(slots=True)
class Budget:
    """How much more may be decoded: a few times what the file holds."""

    left: int

    @classmethod
    def of(cls, size: int) -> Budget:
        """Give the budget of a file of `size` bytes."""
        return cls(4 * size + (1 << 20))

    def take(self, size: int) -> bool:
        """Count `size` bytes; False once there is nothing left."""
        self.left -= size
        return self.left >= 0


def plausible(head: bytes) -> bool:
    """May something that begins so be worth decoding whole?"""
    return not head.translate(None, _PRINTABLE) or _packed(head) or head.startswith(_BINARY_HEADS) or _wide(head)


@dataclass(frozen=True, slots=True)
class Payload:
    """What decoded bytes hold: texts to search, or a key container that is known at once; `how` they were packed."""

    how: str = ""
    texts: tuple[bytes, ...] = ()
    known: Sight | None = None


_NOTHING = Payload()


def payload(decoded: bytes, budget: Budget) -> Payload:
    """Tell what `decoded` holds."""
    if len(decoded) < _LEAST or budget.left <= 0:
        return _NOTHING
    if decoded.startswith(_BINARY_HEADS):
        found = whole(b"", b"", decoded)
        if found is not None:
            bare = found.rule == "der-private-key"  # a rule that knows whose key it is says more
            return Payload(known=replace(found, firm=not bare))
    if decoded.startswith(b"PK\3\4"):
        return Payload("ZIP, ", _affordable(_unzipped(decoded, budget.left), budget))
    if _packed(decoded):
        return Payload("compressed, ", _affordable(iter([_inflated(decoded, budget.left)]), budget))
    if _wide(decoded):
        low = decoded[::2] if decoded[1:2] == b"\0" else decoded[1::2]
        return Payload("UTF-16, ", _affordable(iter([low]), budget))
    strange = len(decoded.translate(None, _PRINTABLE))
    if strange * 10 > len(decoded) or (strange and not _utf8(decoded)):
        return _NOTHING
    return Payload("", _affordable(iter([decoded]), budget))


def _affordable(texts: Iterator[bytes], budget: Budget) -> tuple[bytes, ...]:
    return tuple(takewhile(lambda text: budget.take(len(text)), texts))


class Batch:
    """Decoded texts that are searched together: a search costs more than a short text does."""

    def __init__(self, again: Again) -> None:
        self._again = again
        self._pieces: list[bytes] = []
        self._starts: list[int] = []
        self._places: list[tuple[int, int, str]] = []
        self._size = 0

    def add(self, texts: Sequence[bytes], start: int, end: int, how: str) -> Iterator[Sight]:
        """Note texts that stand encoded at [start, end); give what earlier ones hold, once they are many."""
        for text in texts:
            self._starts.append(self._size)
            self._places.append((start, end, how))
            self._pieces.append(text)
            self._size += len(text) + len(_BETWEEN)
        if self._size > _TOGETHER:
            yield from self.flush()

    def flush(self) -> Iterator[Sight]:
        """Give what the texts hold, each at the place of its encoded form; each rule once for a place."""
        found: dict[int, list[Sight]] = {}
        for one in self._again(_BETWEEN.join(self._pieces)) if self._pieces else ():
            number = bisect_right(self._starts, one.start) - 1
            if one.end <= self._starts[number] + len(self._pieces[number]):
                found.setdefault(number, []).append(one)
        places, self._places = self._places, []
        self._pieces, self._starts, self._size = [], [], 0
        for number, inner in found.items():
            yield from outward(inner, *places[number])


def _packed(data: bytes) -> bool:
    return data[:3] == b"\x1f\x8b\x08" or data[:4] == b"PK\3\4" or (data[:1] == b"\x78" and _is_zlib(data))


def _is_zlib(data: bytes) -> bool:
    return len(data) > 2 and (data[0] << 8 | data[1]) % 31 == 0 and data[1] in {0x01, 0x5E, 0x9C, 0xDA}


def _inflated(data: bytes, most: int) -> bytes:
    """Unpack as far as it goes; text that is cut short is still text."""
    try:
        return zlib.decompressobj(47).decompress(data, min(most, _UNPACKED_MOST))
    except zlib.error:
        return b""


def _unzipped(data: bytes, most: int) -> Iterator[bytes]:
    limits = Limits(depth=2, members=1_000, member=4 << 20, total=min(most, _UNPACKED_MOST))
    for one in members(b"encoded.zip", data, limits):
        if isinstance(one, Member):
            yield one.data


def _wide(data: bytes) -> bool:
    """Is this ASCII text in UTF-16?"""
    low, high = data[0:64:2], data[1:64:2]
    if len(low) < 6:
        return False
    return (not any(high) and not low.translate(None, _PRINTABLE)) or (
        not any(low) and not high.translate(None, _PRINTABLE)
    )


def _utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def outward(inner: Sequence[Sight], start: int, end: int, how: str) -> Iterator[Sight]:
    """Give the sights of decoded text at the place of the encoded one, each rule once."""
    seen: set[str] = set()
    for one in sorted(inner, key=lambda sight: _ORDER[str(sight.confidence)]):
        if one.rule not in seen:
            seen.add(one.rule)
            reason = f"{how}: {one.reason}" if one.reason else f"found in {how}"
            yield replace(one, start=start, end=end, reason=reason)


_ORDER = {"high": 0, "medium": 1, "low": 2}
