"""Draws the charts of `model.charts`: bars in grey, each with its label and figure, and the same in words."""

from __future__ import annotations

from codebinder.bundle import paper_words as words
from codebinder.bundle.book import number
from codebinder.bundle.prose import broken, text_width
from codebinder.bundle.sheet import GREY, SMALL, Sheet
from codebinder.model.charts import Bar, Chart
from codebinder.model.text import LangText

_TONES = (0.15, 0.55, 0.86)
_ROW, _THICK = 15.0, 8.0
_LABEL, _FIGURE = 150.0, 130.0


def draw_chart(sheet: Sheet, chart: Chart) -> None:
    """Draw a chart; it goes on to the next page between two bars where it is long. A reader who does not see it gets
    the same in a sentence, and so does everybody who prints it too small."""
    sheet.need(34 + _ROW * min(4, len(chart.bars)) + (14 if chart.legend else 0))
    sheet.subheading(chart.title)
    if chart.legend:
        _legend(sheet, chart)
    alt = " ".join(dict.fromkeys(chart.text.get(lang) for lang in sheet.languages))
    for at, bar in enumerate(chart.bars):
        sheet.need(_height(sheet, bar) + 4)
        with sheet.tagged("Figure", f"{sheet.both(chart.title)}. {alt}" if at == 0 else sheet.both(bar.figure)):
            _bar(sheet, bar)
    sheet.space(6)
    for lang in sheet.languages:
        text = chart.text.get(lang)
        if text:
            sheet.paragraph(words.CHART_TEXT.get(lang).format(text=text), size=SMALL, grey=GREY, after=2)
    sheet.space(8)


def _legend(sheet: Sheet, chart: Chart) -> None:
    x = sheet.left
    for label, tone in chart.legend:
        text = sheet.safe(sheet.both(label))
        if x + 14 + text_width(text, SMALL) > sheet.right and x > sheet.left:
            x = sheet.left
            sheet.space(12)
        sheet.box(x, sheet.y - 1, 8, 7, fill=_TONES[tone])
        sheet.box(x, sheet.y - 1, 8, 7)
        sheet.put(x + 12, sheet.y, text, SMALL)
        x += 12 + text_width(text, SMALL) + 16
    sheet.space(14)


def _lines(sheet: Sheet, text: LangText, width: float) -> list[str]:
    """Give a label in the paper's languages, one below the other where both do not fit in a line."""
    whole = sheet.safe(sheet.both(text))
    if text_width(whole, SMALL) <= width:
        return [whole]
    return [line for lang in dict.fromkeys(text.get(each) for each in sheet.languages)
            for line in broken(sheet.safe(lang), width, SMALL)]  # fmt: skip


def _height(sheet: Sheet, bar: Bar) -> float:
    rows = max(len(_lines(sheet, bar.label, _LABEL - 8)), len(_lines(sheet, bar.figure, _FIGURE - 8)))
    return max(_ROW, rows * 9.4 + 4)


def _bar(sheet: Sheet, bar: Bar) -> None:
    height = _height(sheet, bar)
    left, right = sheet.left + _LABEL, sheet.right - _FIGURE
    for down, line in enumerate(_lines(sheet, bar.label, _LABEL - 8)):
        sheet.put(sheet.left, sheet.y - 9.4 * down, line, SMALL + 0.4)
    width = right - left
    for part in bar.parts:
        area = (left + part.start * width, sheet.y - 1.2, max(part.length * width, 0.8), _THICK)
        sheet.box(*area, fill=_TONES[part.tone])
    outline = " ".join(number(value) for value in (left, sheet.y - 1.2, width, _THICK))
    sheet.draw(f"q 0.3 w 0.75 G {outline} re S Q")
    for down, line in enumerate(_lines(sheet, bar.figure, _FIGURE - 8)):
        sheet.put(right + 8, sheet.y - 9.4 * down, line, SMALL, grey=0.2)
    sheet.space(height)
