"""From values and places to the ranges of one file that are hidden: found, widened to characters, merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebinder.model.redaction import RedactionKind, Span
from codebinder.redact.places import widen

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One redaction's claim on one range, before ranges are merged. `reason` is the published code."""

    start: int
    end: int
    kind: RedactionKind
    reason: str
    redaction: str


def id_order(redaction: str) -> tuple[tuple[int, str], ...]:
    """Sort key of a redaction id: by its number, so that R-7 comes before R-12."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(redaction) if part)


def merge(data: bytes, encoding: str, pieces: Iterable[Piece]) -> tuple[Span, ...]:
    """Give the union of `pieces` as spans in ascending order: whole characters, none overlapping or touching.

    Kind and reason of a span are those of its widest piece as it was asked for, ties going to the lowest id. The
    outcome depends on the set of pieces alone, never on their order.
    """
    widened = sorted(
        ((*widen(data, encoding, piece.start, piece.end), piece) for piece in pieces if piece.start < piece.end),
        key=lambda entry: (entry[0], entry[1]),
    )
    spans: list[Span] = []
    group: list[Piece] = []
    start = end = 0
    for low, high, piece in widened:
        if group and low > end:
            spans.append(_span(start, end, group))
            group = []
        if not group:
            start, end = low, high
        end = max(end, high)
        group.append(piece)
    if group:
        spans.append(_span(start, end, group))
    return tuple(spans)


def _span(start: int, end: int, group: Sequence[Piece]) -> Span:
    chosen = min(
        group,
        key=lambda piece: (piece.start - piece.end, id_order(piece.redaction), piece.start, piece.kind, piece.reason),
    )
    ids = sorted({piece.redaction for piece in group}, key=id_order)
    return Span(start=start, end=end, kind=chosen.kind, reason=chosen.reason, redactions=tuple(ids))
