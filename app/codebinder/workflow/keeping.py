"""Who is handed what a pass over the sources hides: the sealed map of a round, or a packet for its reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from codebinder.model.redaction import AsFiled, HiddenRange


class Bytes(Protocol):
    """An image's bytes, read by offset."""

    @property
    def size(self) -> int: ...

    def read(self, at: int, size: int) -> bytes:
        """Give up to `size` bytes from `at` on."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageKept:
    """A firmware image of which stretches are hidden: its ranges, its own bytes and those that leave."""

    ranges: Sequence[HiddenRange]
    original: Bytes
    filed: Bytes


class Keeping(Protocol):
    """Takes everything that is hidden, as the pass comes to it."""

    def filed(self, filed: AsFiled, *, original: int, encoding: str) -> None:
        """Take every range of one file; `original` is its size before, `encoding` what it was written in."""
        ...

    def image(self, image: ImageKept) -> None:
        """Take every range of one firmware image."""
        ...

    def withheld(
        self,
        *,
        component: str,
        path: bytes,
        data: bytes,
        salt: bytes,
        commitment: str,
        redactions: tuple[str, ...] = (),
    ) -> None:
        """Take a file or image that is withheld whole."""
        ...

    def commit(self, *, component: str, hidden: bytes, salt: bytes, commitment: str) -> None:
        """Take the ids of a commit that is committed to and not published."""
        ...

    def objects(self, component: str, objects: Iterable[tuple[str, str, bytes]]) -> None:
        """Take git objects (type, id, raw bytes)."""
        ...
