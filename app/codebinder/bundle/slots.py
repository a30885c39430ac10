"""Header and footer of a page: template texts with fields in braces, set left, centred and right, never cut off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from codebinder.bundle.fonts import legible, text_face
from codebinder.model.package import Identity
from codebinder.model.template_pages import PageLayout
from codebinder.model.text import LangText

_FIELD = re.compile(r"\{([a-z]+)\}")
_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
_GAP = 14.0

Three = tuple[str, str, str]
"""Left, centre, right."""

_PAGE_OF = LangText((("en", "Page {page} of {pages}"), ("zh", "第 {page} 页　共 {pages} 页")))
_NAME = LangText((("en", "{name} {version}"),))


@dataclass(frozen=True, slots=True)
class Slots:
    """The texts of a page's margins."""

    header: Three
    footer: Three

    def filled(self, values: Mapping[str, str]) -> Slots:
        """Put values into fields; a field without a value stays as it is."""
        return replace(
            self,
            header=(_fill(self.header[0], values), _fill(self.header[1], values), _fill(self.header[2], values)),
            footer=(_fill(self.footer[0], values), _fill(self.footer[1], values), _fill(self.footer[2], values)),
        )


@dataclass(frozen=True, slots=True)
class SlotLines:
    """Where the lines of a header or footer go: (x, line from 0 at the top, text), all in one size."""

    lines: tuple[tuple[float, int, str], ...]
    size: float
    pitch: float
    height: float


def slots_of(layout: PageLayout, identity: Identity, lang: str, legend: str) -> Slots:
    """Give the margins of a listing. A template that says nothing gets name and version, page x of y, and the path."""
    header = (layout.header_left.get(lang), layout.header_centre.get(lang), layout.header_right.get(lang))
    footer = (layout.footer_left.get(lang), layout.footer_centre.get(lang), layout.footer_right.get(lang))
    if not any(header) and not any(footer):
        header = (_NAME.get(lang), "", _PAGE_OF.get(lang))
        footer = ("{path}", "", "")
    elif not any("{page}" in text for text in (*header, *footer)):
        footer = (footer[0], footer[1], f"{footer[2]} {_PAGE_OF.get(lang)}".strip())
    vendor = identity.vendor_zh if lang == "zh" and identity.vendor_zh else identity.vendor
    values = {
        "name": identity.product,
        "version": identity.version,
        "vendor": vendor,
        "owner": vendor,
        "legend": legend,
    }
    return Slots(header, footer).filled(values)


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda match: values.get(match[1], match[0]), text)


def slot_lines(texts: Three, left: float, right: float, *, room: float) -> SlotLines:
    """Set three texts between two edges, in as many lines as they need; the size gives way where `room` is short."""
    face = text_face()
    shown = [legible(" ".join(text.split()), face)[0] for text in texts]
    size, pieces = _SIZES[0], _pieces(shown, right - left, _SIZES[0])
    for smaller in _SIZES[1:]:
        if max(map(len, pieces)) * size * 1.25 <= room:
            break
        size, pieces = smaller, _pieces(shown, right - left, smaller)
    pitch = size * 1.25
    lines: list[tuple[float, int, str]] = []
    for slot, rows in enumerate(pieces):
        for line, row in enumerate(rows):
            width = face.width(row, size)
            x = (left, (left + right - width) / 2, right - width)[slot]
            lines.append((x, line, row))
    return SlotLines(tuple(lines), size, pitch, max(map(len, pieces)) * pitch)


def _pieces(texts: list[str], width: float, size: float) -> list[list[str]]:
    return [_broken(text, part, size) for text, part in zip(texts, _columns(texts, width, size), strict=True)]


def _columns(texts: list[str], width: float, size: float) -> tuple[float, float, float]:
    face = text_face()
    left, centre, right = (face.width(text, size) for text in texts)
    if centre:
        centre = min(centre, width * 0.4)
        side = (width - centre) / 2 - _GAP
        return side, centre + 0.1, side
    right = min(right, width * 0.45)
    left = min(left, width - (right + _GAP if right else 0.0))
    return left + 0.1, 0.0, right + 0.1


def _broken(text: str, width: float, size: float) -> list[str]:
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
    return rows
