"""The inks of a highlighted listing, and the pages that carry what is written in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from codebinder.base.lexing import KINDS
from codebinder.bundle.lexing import Run
from codebinder.bundle.listing_pages import Page

_WEIGHT = 0.022
"""How thick the outline of a heavy letter is, in parts of the type size."""

INKS: Mapping[str, tuple[float, float, float]] = {
    "": (0, 0, 0),
    "comment": (0.4, 0.4, 0.4),
    "keyword": (0.05, 0.1, 0.45),
    "type": (0, 0.33, 0.36),
    "string": (0.5, 0.11, 0.06),
    "number": (0.35, 0.1, 0.45),
    "name": (0, 0.2, 0.55),
    "macro": (0.42, 0.24, 0),
    "tag": (0, 0.3, 0.1),
}
"""Red, green, blue of each kind: dark enough on white paper, also where a printer knows grey only."""
HEAVY = frozenset({"keyword", "name", "tag"})
"""Kinds that are told apart by weight, too."""


def _pen(kind: str) -> str:
    ink = " ".join(f"{part:g}" for part in INKS[kind])
    return f"{ink} rg {ink} RG 2 Tr" if kind in HEAVY else f"{ink} rg 0 Tr"


PENS = tuple(_pen(kind) if kind else "0 g 0 Tr" for kind in KINDS)
"""The operators that take up the pen of each kind; that of no kind puts it down again."""


def heaviness(size: float) -> float:
    """Give the width of the outline of heavy letters."""
    return size * _WEIGHT


def pieces(text: str, runs: Sequence[Run]) -> Iterator[tuple[str, int]]:
    """Give a row's text in pieces with their kinds: all of it, whatever the runs say."""
    at = 0
    for size, kind in runs:
        if text[at : at + size]:
            yield text[at : at + size], kind
        at += size
    if text[at:]:
        yield text[at:], 0


def between(runs: Sequence[Run], first: int, end: int) -> list[Run]:
    """Give the runs of a part of a row."""
    at, part = 0, list[Run]()
    for size, kind in runs:
        shown = min(at + size, end) - max(at, first)
        if shown > 0:
            part.append((shown, kind))
        at += size
    return part


@dataclass(frozen=True, slots=True)
class Coloured(Page):
    """A page with the runs of each of its rows."""

    colours: tuple[Sequence[Run], ...]
