"""The grammar of what a template prints: segments, page layout, limits, Bates numbers."""

from __future__ import annotations

from codebinder.model.template_pages import (
    Bates,
    Blank,
    Limits,
    LineNumbers,
    Listing,
    PageLayout,
    PrintCaps,
    Segment,
    Stream,
)
from codebinder.templates.grammar_requirements import ID, SOURCE
from codebinder.templates.shapes import Decimal, Flag, Key, Languages, ListOf, NeededWith, OnlyWith, Record, Whole, Word

_MILLIMETRES = Decimal(most=100)


def _page(**keys: object) -> PageLayout:
    if "blank_lines" in keys:
        keys["blank_lines"] = Blank(str(keys["blank_lines"]))
    if "line_numbers" in keys:
        keys["line_numbers"] = LineNumbers(str(keys["line_numbers"]))
    return PageLayout(**keys)  # pyright: ignore[reportArgumentType]


_SLOTS = ("header_left", "header_centre", "header_right", "footer_left", "footer_centre", "footer_right")
PAGE = Record(
    name="a page layout",
    keys=(
        Key(name="paper", shape=Word(("A4", "Letter", "A3", "Legal"))),
        Key(name="landscape", shape=Flag()),
        Key(name="duplex", shape=Flag()),
        *(Key(name=f"margin_{side}", shape=_MILLIMETRES) for side in ("top", "bottom", "left", "right")),
        Key(name="binding_left", shape=_MILLIMETRES),
        Key(name="font_size", shape=Decimal(least=4, most=24)),
        Key(name="line_pitch", shape=Decimal(least=4, most=48)),
        Key(name="lines_per_page", shape=Whole(least=1, most=200)),
        Key(name="min_lines", shape=Whole(most=200)),
        Key(name="count", shape=Word(("physical", "non_blank", "wrapped"))),
        Key(name="max_columns", shape=Whole(most=1000)),
        Key(name="wrap", shape=Word(("wrap", "refuse"))),
        Key(name="blank_lines", shape=Word(tuple(Blank))),
        Key(name="tab_width", shape=Whole(least=1, most=16)),
        Key(name="line_numbers", shape=Word(tuple(LineNumbers))),
        Key(name="number_every", shape=Whole(least=1, most=100)),
        Key(name="file_heading", shape=Flag()),
        Key(name="new_page_per_file", shape=Flag()),
        Key(name="highlight", shape=Flag()),
        *(Key(name=slot, shape=Languages(longest=200)) for slot in _SLOTS),
        SOURCE,
    ),
    make=_page,
)
SEGMENT = Record(
    name="a segment",
    keys=(
        Key(name="stream", shape=Word(tuple(Stream)), required=True),
        Key(name="from", shape=Word(("start", "end", "any")), required=True, attribute="origin"),
        Key(name="pages", shape=Whole(least=1, most=100_000), required=True),
        Key(name="at", shape=ID),
        Key(name="unredacted", shape=Flag()),
        Key(name="requirement", shape=ID),
        Key(name="min_lines", shape=Whole(most=200)),
    ),
    make=Segment,
    rules=(
        NeededWith("at", "from", ("any",)),
        OnlyWith("at", "from", ("any",)),
        NeededWith("requirement", "stream", ("document",)),
        OnlyWith("requirement", "stream", ("document",)),
        OnlyWith("min_lines", "stream", ("document",)),
    ),
)
LIMITS = Record(
    name="the listing's limits",
    keys=(
        Key(name="lines", shape=Whole(least=1, most=10_000_000)),
        Key(name="pages", shape=Whole(least=1, most=100_000)),
        Key(name="columns", shape=Whole(least=1, most=10_000)),
        Key(name="file_bytes", shape=Whole(least=1)),
        Key(name="ascii", shape=Flag()),
    ),
    make=Limits,
)
CAPS = Record(
    name="the print caps",
    keys=tuple(Key(name=name, shape=ID) for name in ("consecutive", "total", "percent")),
    make=PrintCaps,
)
BATES = Record(
    name="Bates numbers",
    keys=(
        Key(name="prefix", shape=ID),
        Key(name="start", shape=ID),
        Key(name="digits", shape=Whole(least=3, most=12)),
    ),
    make=Bates,
)
_FORM = ("pages", "text")
LISTING = Record(
    name="the listing",
    keys=(
        Key(name="mode", shape=Word(("none", "whole", "excerpt", "selection")), required=True),
        Key(name="segments", shape=ListOf(item=SEGMENT, most=20)),
        Key(name="form", shape=Word(_FORM)),
        Key(name="line_ends", shape=Word(("keep", "lf", "crlf"))),
        Key(name="whole_below_pages", shape=Whole(most=100_000)),
        Key(name="whole_note", shape=Languages(longest=400)),
        *(Key(name=name, shape=ID) for name in ("selection", "entry", "must_include", "strip", "legend", "created")),
        Key(name="bates", shape=BATES),
        Key(name="caps", shape=CAPS),
        Key(name="limits", shape=LIMITS),
        Key(name="volume_pages", shape=Whole(least=1, most=2000)),
        Key(name="binary", shape=Word(("skip",))),
        Key(name="page", shape=PAGE),
        SOURCE,
    ),
    make=Listing,
    rules=(
        NeededWith("segments", "mode", ("excerpt",)),
        OnlyWith("segments", "mode", ("excerpt",)),
        OnlyWith("whole_below_pages", "mode", ("excerpt",)),
        OnlyWith("whole_note", "mode", ("excerpt",)),
        OnlyWith("must_include", "mode", ("excerpt",)),
        NeededWith("selection", "mode", ("selection",)),
        OnlyWith("selection", "mode", ("selection",)),
        OnlyWith("line_ends", "form", ("text",)),
        OnlyWith("created", "form", ("text",)),
    ),
)
