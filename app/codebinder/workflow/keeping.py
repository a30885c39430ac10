"""Who is handed what a pass over the sources hides: the sealed map of a round, or a packet for its reviewer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from codebinder.model.redaction import AsFiled


class Keeping(Protocol):
    """Takes everything that is hidden, as the pass comes to it."""

    def filed(self, filed: AsFiled, *, original: int, encoding: str) -> None:
        """Take every range of one file; `original` is its size before, `encoding` what it was written in."""
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
