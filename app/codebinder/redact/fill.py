"""What stands in an image where something is hidden: as many bytes of one filling, so that nothing else moves.

Its two bytes are no text in any encoding that strings are looked for in, and no erased flash: FF alone is that.
"""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.base.messages import SaidError
from codebinder.model.text import Message

FILL = b"\xff\xdf"
_PIECE = 1 << 20
_PIECES = FILL * (_PIECE // len(FILL))


def filling(size: int, at: int = 0) -> bytes:
    """Give `size` bytes of the filling, from `at` bytes behind its beginning on."""
    begin = at % len(FILL)
    return (FILL * (size // len(FILL) + 2))[begin : begin + size]


def filling_pieces(size: int) -> Iterator[bytes]:
    """Give the whole filling of a hidden stretch, piece by piece."""
    while size > 0:
        yield _PIECES[:size]
        size -= _PIECE


def is_filling(data: bytes) -> bool:
    """Is this a filling, from its beginning on?"""
    return bool(data) and data == filling(len(data))


def check_stretch(start: int, end: int, size: int) -> None:
    """Refuse a stretch of an image that is empty, lies outside of it, or leaves nothing of it."""
    where = f"bytes {start}-{end}"
    if not 0 <= start < end <= size:
        raise SaidError(
            Message("firmware.hide.no-stretch", {"size": size}),
            where=where,
            next_step=Message("next.choose-range-between-0", {"size": size}),
        )
    if (start, end) == (0, size):
        raise SaidError(Message("firmware.hide.all-of-it"), where=where, next_step=Message("firmware.hide.withhold"))
