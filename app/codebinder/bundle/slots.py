"""Header and footer of a page: template texts with fields in braces, set left, centred and right, never cut off.

Texts that are too long for one row take more rows; where their margin is too low for these, the type gives way, and
where that is not enough, the page's body does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from codebinder.bundle.fonts import legible, text_face
from codebinder.model.package import Identity
from codebinder.model.template_pages import Listing, PageLayout
from codebinder.model.text import LangText

_FIELD = re.compile(r"\{([a-z]+(?:\.[a-z][a-z0-9_]*)?)\}")
SIZES = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
READABLE = 6.0
"""Smaller type is used only where the body would become too small otherwise."""
LEADING = 1.25
_GAP = 14.0

Three = tuple[str, str, str]
"""Left, centre, right."""

_PAGE_OF = LangText((("en", "Page {page} of {pages}"), ("zh", "第 {page} 页　共 {pages} 页")))
_NAME = LangText((("en", "{name} {version}"),))


@dataclass(frozen=True, slots=True)
class Slots:
    """The texts of a page's margins, and what stands for their fields on every page."""

    header: Three
    footer: Three
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType[str, str]({}))

    def filled(self, values: Mapping[str, str]) -> Slots:
        """Put values into fields, all at once: braces in a value are text. A field without a value stays as it is."""
        known = {**self.values, **values}
        return replace(
            self,
            header=(_fill(self.header[0], known), _fill(self.header[1], known), _fill(self.header[2], known)),
            footer=(_fill(self.footer[0], known), _fill(self.footer[1], known), _fill(self.footer[2], known)),
        )


@dataclass(frozen=True, slots=True)
class SlotLines:
    """Where the lines of a header or footer go: (x, line from 0 at the top, text), all in one size."""

    lines: tuple[tuple[float, int, str], ...]
    size: float
    pitch: float
    height: float

    @property
    def rows(self) -> int:
        """How many rows they take."""
        return max((line for _, line, _ in self.lines), default=-1) + 1


def slots_of(listing: Listing, identity: Identity, lang: str, answers: Mapping[str, str]) -> Slots:
    """Give the margins of a listing. A template that says nothing gets name and version, page x of y, and the path;
    Bates numbers and a legend that it asks for stand in the footer where no slot has them."""
    header, footer = _with_legend(listing, *_with_bates(listing, *_texts(listing.page, lang)))
    vendor = identity.vendor_zh if lang == "zh" and identity.vendor_zh else identity.vendor
    given = {f"field.{name}": spoken(answers, name, lang) for name in answers if "." not in name}
    values = {
        **given,
        "name": identity.product,
        "version": identity.version,
        "model": identity.model,
        "vendor": vendor,
        "owner": vendor,
        "recipient": identity.recipient,
        "legend": spoken(answers, listing.legend, lang) if listing.legend else "",
    }
    missing = {name: "" for text in (*header, *footer) for name in _FIELD.findall(text) if name.startswith("field.")}
    return Slots(header, footer, {**missing, **values})


def spoken(answers: Mapping[str, str], name: str, lang: str) -> str:
    """Give an answer as it is printed: the label of a choice in the listing's language, else the answer itself."""
    return answers.get(f"{name}.{lang}") or answers.get(name, "")


def _texts(layout: PageLayout, lang: str) -> tuple[Three, Three]:
    header = (layout.header_left.get(lang), layout.header_centre.get(lang), layout.header_right.get(lang))
    footer = (layout.footer_left.get(lang), layout.footer_centre.get(lang), layout.footer_right.get(lang))
    if not any(header) and not any(footer):
        return (_NAME.get(lang), "", _PAGE_OF.get(lang)), ("{path}", "", "")
    if not any("{page}" in text for text in (*header, *footer)):
        footer = (footer[0], footer[1], f"{footer[2]} {_PAGE_OF.get(lang)}".strip())
    return header, footer


def _with_bates(listing: Listing, header: Three, footer: Three) -> tuple[Three, Three]:
    if listing.bates is None or any("{bates}" in text for text in (*header, *footer)):
        return header, footer
    return header, (footer[0], footer[1], f"{footer[2]} {{bates}}".strip())


def _with_legend(listing: Listing, header: Three, footer: Three) -> tuple[Three, Three]:
    if not listing.legend or any("{legend}" in text for text in (*header, *footer)):
        return header, footer
    return header, (footer[0], f"{footer[1]} {{legend}}".strip(), footer[2])


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda match: values.get(match[1], match[0]), text) if "{" in text else text


@lru_cache(maxsize=1024)
def slot_lines(texts: Three, left: float, right: float, *, size: float) -> SlotLines:
    """Set three texts between two edges in one size, in as many rows as they need."""
    if not any(texts):
        return SlotLines((), size, size * LEADING, 0.0)
    pitch = size * LEADING
    lines: list[tuple[float, int, str]] = []
    for slot, first, rows in _blocks([_shown(text) for text in texts], right - left, size):
        for line, row in enumerate(rows, start=first):
            width = _ems(row) * size
            x = (left, (left + right - width) / 2, right - width)[slot]
            lines.append((x, line, row))
    rows = max((line for _, line, _ in lines), default=-1) + 1
    return SlotLines(tuple(lines), size, pitch, rows * pitch)


@lru_cache(maxsize=4096)
def _shown(text: str) -> str:
    return legible(" ".join(text.split()), text_face())[0]


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    return text_face().width(text, 1.0)


def _blocks(texts: list[str], width: float, size: float) -> list[tuple[int, int, tuple[str, ...]]]:
    """Give the texts' rows as (slot, first row, rows): beside each other, or below where that takes fewer rows."""
    beside = [_rows(text, part, size) for text, part in zip(texts, _columns(texts, width, size), strict=True)]
    if max(map(len, beside)) > 1:
        below = [_rows(text, width, size) for text in texts]
        if sum(map(len, below)) < max(map(len, beside)):
            return [(slot, sum(map(len, below[:slot])), rows) for slot, rows in enumerate(below) if rows]
    return [(slot, 0, rows) for slot, rows in enumerate(beside) if rows]


def _columns(texts: list[str], width: float, size: float) -> tuple[float, float, float]:
    left, centre, right = (_ems(text) * size for text in texts)
    if centre:
        centre = min(centre, width * 0.4)
        side = (width - centre) / 2 - _GAP
        return side, centre + 0.1, side
    right = min(right, width * 0.45)
    left = min(left, width - (right + _GAP if right else 0.0))
    return left + 0.1, 0.0, right + 0.1


def _rows(text: str, width: float, size: float) -> tuple[str, ...]:
    if not text:
        return ()
    return (text,) if _ems(text) * size <= width else _broken(text, round(width, 2), size)


@lru_cache(maxsize=4096)
def _broken(text: str, width: float, size: float) -> tuple[str, ...]:
    """Break text at spaces and slashes where it can, else anywhere."""
    face, rows = text_face(), list[str]()
    while text:
        used, fit, soft = 0.0, 0, 0
        for index, char in enumerate(text):
            used += face.em(char) * size
            if used > width and index:
                break
            fit = index + 1
            if char in " /":
                soft = fit
        if fit < len(text) and soft > fit // 2:
            fit = soft
        rows.append(text[:fit])
        text = text[fit:].lstrip(" ")
    return tuple(rows)
