"""Draws the map of a firmware image on paper: greys and patterns that a black-and-white printer keeps apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codebinder.bundle import firmware_paper_words as words
from codebinder.bundle.book import number, text_at
from codebinder.bundle.fonts import text_face
from codebinder.bundle.prose import text_width
from codebinder.bundle.sheet import GREY, SMALL, Sheet
from codebinder.bundle.words import Pair
from codebinder.model.firmware import Analysis, RegionKind
from codebinder.model.firmware_map import Box, Cell, FirmwareMap, Row, Style, lay_out
from codebinder.model.firmware_words import KINDS
from codebinder.model.text import LangText

_GUTTER = 18
_SIZE, _ADDRESS = 6.2, 5.6
_INSETS = 2
_STEP = {RegionKind.COMPRESSED: 4.0, RegionKind.ENCRYPTED: 4.0, RegionKind.UNKNOWN: 3.2, RegionKind.PADDING: 5.0}


def draw_firmware_map(
    sheet: Sheet, analysis: Analysis, title: Pair | LangText, hidden: Sequence[tuple[int, int]] = ()
) -> None:
    """Draw the map with its legend and the same in words; where regions stand too close, some of them magnified."""
    style = paper_style(sheet)
    whole = lay_out(analysis, style, hidden=hidden)
    if not whole.rows:
        sheet.prose(whole.text)
        return
    drawn = [whole]
    inset = replace(style, rows=2)
    drawn += [lay_out(analysis, inset, span=(cell.start, cell.end)) for cell in whole.biggest(_INSETS)]
    sheet.need(34 + whole.height + 40)
    sheet.subheading(title)
    _legend(sheet, drawn, hidden=bool(whole.hidden))
    alt = " ".join(dict.fromkeys(whole.text.get(lang) for lang in sheet.languages))
    for at, each in enumerate(drawn):
        if at:
            sheet.need(each.height + 26)
            place = {"start": f"0x{each.start:X}", "end": f"0x{each.end:X}"}
            sheet.paragraph(sheet.both(words.MAGNIFIED.fill(**place)), size=SMALL, grey=GREY, after=2)
        with sheet.tagged("Figure", f"{sheet.both(title)}. {alt}" if not at else each.text.get(sheet.languages[0])):
            _draw(sheet, each)
        sheet.space(each.height + 14)
    for lang in sheet.languages:
        sheet.paragraph(whole.text.get(lang), size=SMALL, grey=GREY, after=2)
    sheet.space(8)


def paper_style(sheet: Sheet) -> Style:
    """Give the measures of a map over the width of a paper, in points."""
    return Style(width=int(sheet.right - sheet.left) - _GUTTER, letter=31, lang=sheet.languages[0])


def _legend(sheet: Sheet, drawn: Sequence[FirmwareMap], *, hidden: bool) -> None:
    kinds = {kind for each in drawn for kind in each.kinds}
    entries: list[tuple[Pair | LangText, RegionKind | str]] = [
        (KINDS[kind], kind) for kind in RegionKind if kind in kinds
    ]
    if hidden:
        entries.append((words.HIDDEN_MARK, "hidden"))
    if any(each.raised for each in drawn):
        entries.append((words.RAISED, "raised"))
    if any(cell.mix for each in drawn for cell in each.cells):
        entries.append((words.TOGETHER, "together"))
    if any(each.packed for each in drawn):
        entries.append((words.PACKED, "packed"))
    if any(row.curve for each in drawn for row in each.rows):
        entries.append((words.CURVE, "curve"))
    x = sheet.left
    for label, what in entries:
        text = sheet.safe(sheet.both(label))
        wide = 20 + text_width(text, SMALL)
        if x + wide > sheet.right and x > sheet.left:
            x = sheet.left
            sheet.need(24)
            sheet.space(12)
        sheet.draw(" ".join(_sample(x, sheet.y - 1.6, what)))
        sheet.put(x + 20, sheet.y, text, SMALL)
        x += wide + 14
    sheet.space(12)


def _sample(x: float, y: float, what: RegionKind | str) -> Iterator[str]:
    if isinstance(what, RegionKind):
        yield from pattern(what, (x, y, 15, 8))
        yield f"q 0.4 w 0.3 G {_rect((x, y, 15, 8))} S Q"
    elif what == "hidden":
        yield f"q 0 g {_rect((x, y + 4, 15, 4))} f Q"
    elif what == "raised":
        yield f"q 0.4 w 0.3 G {_rect((x, y, 15, 8))} S Q {_wedge(x + 7.5, y + 8)}"
    elif what == "together":
        yield from pattern(RegionKind.KNOWN, (x, y, 15, 5))
        yield from pattern(RegionKind.UNKNOWN, (x, y + 5, 15, 3))
        yield f"q 0.4 w 0.3 G {_rect((x, y, 15, 8))} S Q"
    elif what == "packed":
        yield f"q 0.4 w 0.3 G [1.6 1.2] 0 d {_rect((x, y, 15, 8))} S Q"
    else:
        bent = f"{number(x + 5)} {number(y + 7)} l {number(x + 15)} {number(y + 3)} l"
        yield f"q 0.7 w 0 G {number(x)} {number(y)} m {bent} S Q"


def _draw(sheet: Sheet, drawn: FirmwareMap) -> None:
    left, top = sheet.left, sheet.y + 8
    parts: list[str] = []
    for cell in drawn.cells:
        for box in cell.boxes:
            parts += _cell(cell, (left + box.x, top - box.y - box.height, box.width, box.height), box)
    for box in drawn.hidden:
        parts.append(f"q 0 g {_rect((left + box.x, top - box.y - box.height, box.width, box.height))} f Q")
    for cell in drawn.cells:
        parts += _label(sheet, cell, left, top)
    for row in drawn.rows:
        parts += _row(sheet, row, left, top)
    sheet.draw("\n".join(parts))


def _cell(cell: Cell, area: tuple[float, float, float, float], box: Box) -> Iterator[str]:
    x, y, width, height = area
    up = y
    for kind, share in cell.mix or ((cell.kind, 1000),):
        yield from pattern(kind, (x, up, width, height * share / 1000))
        up += height * share / 1000
    dash = "[1.6 1.2] 0 d " if cell.packed else ""
    low, high = number(y), number(y + height)
    lines = [f"{number(x)} {at} m {number(x + width)} {at} l" for at in (low, high)]
    ends = ((box.opens, x), (box.closes, x + width))
    lines += [f"{number(at)} {low} m {number(at)} {high} l" for shut, at in ends if shut]
    yield f"q {0.5 if not cell.level else 0.35} w 0.25 G {dash}{' '.join(lines)} S Q"
    if cell.raised and not cell.level:
        yield _wedge(x + width / 2, y + height)


def _wedge(x: float, y: float) -> str:
    """A small black wedge: this is wider than to scale."""
    return f"q 0 g {number(x - 2)} {number(y)} m {number(x + 2)} {number(y)} l {number(x)} {number(y - 2.6)} l f Q"


def pattern(kind: RegionKind, area: tuple[float, float, float, float]) -> Iterator[str]:
    """Give the pattern of a kind over an area (left, bottom, width, height)."""
    x, y, width, height = area
    if kind is RegionKind.KNOWN:
        yield f"q 0.88 g {_rect(area)} f Q"
        return
    yield f"q 1 g {_rect(area)} f Q"
    step, lines = _STEP[kind], list[str]()
    if kind is RegionKind.UNKNOWN:
        at = y + step / 2
        while at < y + height:
            lines.append(f"{number(x)} {number(at)} m {number(x + width)} {number(at)} l")
            at += step
    elif kind is not RegionKind.PADDING:
        at = x - height
        while at < x + width:
            lines.append(f"{number(at)} {number(y)} m {number(at + height)} {number(y + height)} l")
            if kind is RegionKind.ENCRYPTED:
                lines.append(f"{number(at + height)} {number(y)} m {number(at)} {number(y + height)} l")
            at += step
    else:
        yield f"q 0.9 w 0.45 G 1 J [0 {step:g}] 0 d {_rect(area)} W n {_dotted(area, step)} S Q"
        return
    yield f"q {_rect(area)} W n 0.45 w 0.45 G {' '.join(lines)} S Q"


def _dotted(area: tuple[float, float, float, float], step: float) -> str:
    x, y, width, height = area
    lines: list[str] = []
    at, row = y + step / 2, 0
    while at < y + height:
        lines.append(f"{number(x + 1 + row % 2 * step / 2)} {number(at)} m {number(x + width)} {number(at)} l")
        at, row = at + step, row + 1
    return " ".join(lines)


def _label(sheet: Sheet, cell: Cell, left: float, top: float) -> Iterator[str]:
    """Set what fits: on a white plate where a pattern would run through the letters."""
    text = sheet.safe(cell.label)
    if not text:
        return
    box = max(cell.boxes, key=lambda each: each.width)
    wide = text_width(text, _SIZE)
    while wide > box.width - 1 and text:
        text = text[:-1]
        wide = text_width(text, _SIZE)
    x = left + box.x + (2 if wide < box.width - 4 else (box.width - wide) / 2)
    y = top - box.y - box.height / 2 - _SIZE * 0.34
    if cell.mix or cell.kind is not RegionKind.KNOWN:
        yield f"q 1 g {_rect((x - 0.8, y - 1.5, wide + 1.6, _SIZE + 1))} f Q"
    yield f"0 g {text_at(x, y, text_face().runs(text, sheet.book.doc), _SIZE)}"


def _row(sheet: Sheet, row: Row, left: float, top: float) -> Iterator[str]:
    ruler = top - row.top - 9
    for tick in row.ticks:
        at = number(left + tick.x)
        yield f"q 0.4 w 0.3 G {at} {number(ruler - 1)} m {at} {number(ruler + 2)} l S Q"
        shift = 2 if tick.left == tick.x else -2
        x = left + tick.left + shift
        if shift < 0:
            x = left + tick.x - 2 - text_width(tick.text, _ADDRESS)
        yield f"0.25 g {text_at(x, ruler + 1, text_face().runs(tick.text, sheet.book.doc), _ADDRESS)}"
    if not row.curve:
        return
    base, crown = top - row.base, top - row.crown
    right = number(left + row.width)
    for at in (base, (base + crown) / 2, crown):
        yield f"q 0.25 w 0.75 G {number(left)} {number(at)} m {right} {number(at)} l S Q"
    for text, at in (("8", crown), ("0", base)):
        x = left + row.width + 3
        yield f"{GREY} g {text_at(x, at - 2, text_face().runs(text, sheet.book.doc), _ADDRESS)}"
    points = [f"{number(left + x)} {number(top - y)}" for x, y in row.curve]
    yield f"q 0.7 w 0 G {points[0]} m {' '.join(f'{point} l' for point in points[1:])} S Q"


def _rect(area: tuple[float, float, float, float]) -> str:
    return f"{' '.join(number(value) for value in area)} re"
