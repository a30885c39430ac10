"""What another tool reported, as values: places and rule names, and never the secret or the text around it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

_KEY = secrets.token_bytes(32)
"""Signs mean something in this process alone."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Recognises a value that was dropped: its size in bytes and a digest under a key that dies with the process."""

    size: int
    digest: bytes = field(repr=False)

    @classmethod
    def of(cls, value: bytes) -> Sign | None:
        """Give the sign of a value; None where there is none, or it is too short to tell anything."""
        return cls(len(value), _digest(value)) if len(value) >= 4 else None

    def find(self, data: bytes, places: Iterable[int]) -> int:
        """Give at which of these offsets the value stands, or -1."""
        whole, last = memoryview(data), len(data) - self.size
        for at in places:
            if at <= last and _digest(whole[at : at + self.size]) == self.digest:
                return at
        return -1


def _digest(value: bytes | memoryview) -> bytes:
    return hashlib.blake2b(value, digest_size=16, key=_KEY).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One place that a tool reported. `line` and `end_line` from 1 (0: the tool names none); `columns` from 1 in
    characters, end exclusive (0: the line's end), `units` "utf-16" or "points"; `span` in bytes, end exclusive.

    `sign` recognises the value; `sha1` is the digest that a tool gives in its place. `noise` says why the tool itself
    does not hold it for one; `past` that the place is one of an earlier commit. `where` is the place in the report.
    """

    path: bytes
    line: int
    end_line: int
    rule: str
    kind: str
    message: str
    columns: tuple[int, int] | None = None
    units: str = "points"
    span: tuple[int, int] | None = None
    sign: Sign | None = field(default=None, repr=False)
    sha1: str = field(default="", repr=False)
    noise: str = ""
    past: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it was read: the tool's short name, its places, and what could not be used, each with its place."""

    tool: str
    results: tuple[Reported, ...]
    faults: tuple[str, ...] = ()
