"""Every pair of colours that the window really uses is far enough apart: WCAG 2 AA, in both themes.

What is used is read from the style sheet and from the code that paints, so that a new colour is in the test at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from codebinder.assets import resources
from codebinder.ui import strings, theme
from codebinder.ui.main_window import MainWindow
from codebinder.workflow.views import Step

TEXT, SHAPE = 4.5, 3.0
LOOKS = ("light", "dark")
UI = Path(strings.__file__).parent
NO_INK = {"on_accent", "border", "strong_border", "finding", "approved", "redaction", "surface"}
"""Colours of shapes, or of text that stands on one ground only; these are looked at by themselves."""
CODE_GROUNDS = {"code", "code_gutter", "redaction", "warn_soft", "bad_soft", "sunken"}


def contrast(one: str, two: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    """Give each rule of the style sheet: its selectors and what it sets."""
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", theme._sheet()):
        parts = (each.split(":", 1) for each in body.split(";") if ":" in each)
        yield selectors.strip(), {name.strip(): value.strip() for name, value in parts}


def tokens_in(text: str) -> list[str]:
    return re.findall(r"@([a-z_]+)", text)


@cache
def painted(*calls: str) -> set[str]:
    """Give the colours that code hands to these calls."""
    call = re.compile(rf"(?:{'|'.join(calls)})\((.*)\)")
    return {
        name
        for path in UI.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        for found in call.findall(line)
        for part in re.findall(r"theme\.colour\(([^)]*)\)", found)
        for name in re.findall(r'"([a-z_]+)"', part)
    } & set(theme._tokens()["light"])


def grounds() -> set[str]:
    """Give everything that text may stand on, but for what has a text colour of its own."""
    of_sheet = {
        name
        for selectors, held in rules()
        for key, value in held.items()
        if "background" in key and ":disabled" not in selectors and "::" not in selectors
        for name in tokens_in(value)
    }
    return (of_sheet | painted("fillRect", "setBackground", r"\.fill")) - {
        "accent",
        "accent_hover",
        "border",
        "redaction",
    }


def inks() -> set[str]:
    of_sheet = {
        name for selectors, held in rules() if ":disabled" not in selectors for name in tokens_in(held.get("color", ""))
    }
    return (of_sheet | painted("setPen", "setForeground", "return ") | {"faint"}) - NO_INK


@pytest.fixture(params=LOOKS)
def tokens(request: pytest.FixtureRequest) -> dict[str, str]:
    return theme._tokens()[request.param]


def test_text_stands_out_from_every_ground(tokens: dict[str, str]) -> None:
    assert {"text", "muted", "accent", "bad"} <= inks()
    assert {"window", "surface", "sunken", "hover", "accent_soft", "code"} <= grounds()
    poor = [
        (ink, ground, round(contrast(tokens[ink], tokens[ground]), 2))
        for ink in inks()
        for ground in grounds()
        if ink != ground and contrast(tokens[ink], tokens[ground]) < TEXT
    ]
    assert not poor


def test_text_with_a_ground_of_its_own_stands_out(tokens: dict[str, str]) -> None:
    pairs = {
        (held[ink], held[ground])
        for selectors, held in rules()
        if ":disabled" not in selectors
        for ink, ground in (("color", "background"), ("selection-color", "selection-background-color"))
        if "@" in held.get(ink, "") and "@" in held.get(ground, "")
    }
    pairs |= {("@on_accent", "@accent"), ("@on_accent", "@accent_hover")}
    assert len(pairs) > 5
    poor = [pair for pair in pairs if contrast(*(tokens[tokens_in(each)[0]] for each in pair)) < TEXT]
    assert not poor


def test_code_is_legible_in_every_colour_under_every_mark(tokens: dict[str, str]) -> None:
    colours = [name for name in tokens if name.startswith("code_") and name != "code_gutter"]
    assert len(colours) > 6
    poor = [
        (name, ground, round(contrast(tokens[name], tokens[ground]), 2))
        for name in ("text", *colours)
        for ground in CODE_GROUNDS
        if contrast(tokens[name], tokens[ground]) < TEXT
    ]
    assert not poor
    for name in ("finding", "good", "bad", "accent", "approved"):
        assert contrast(tokens[name], tokens["code"]) >= SHAPE, name


def test_edges_of_controls_and_the_focus_stand_out(tokens: dict[str, str]) -> None:
    edges = {
        name
        for selectors, held in rules()
        if re.match(r"Q(PushButton|LineEdit|ComboBox|TableView::indicator|RadioButton|CheckBox|ToolButton)", selectors)
        and ":disabled" not in selectors
        for name in tokens_in(held.get("border", ""))
    }
    assert edges >= {"strong_border", "accent"}
    poor = [
        (edge, ground, round(contrast(tokens[edge], tokens[ground]), 2))
        for edge in edges
        for ground in grounds()
        if edge != ground and contrast(tokens[edge], tokens[ground]) < SHAPE
    ]
    assert not poor


def test_glyphs_stand_out(tokens: dict[str, str]) -> None:
    for name in set(theme._COLOURS.values()):
        for ground in grounds():
            assert contrast(tokens[name], tokens[ground]) >= SHAPE, (name, ground)
    for look in LOOKS:
        for each in ("arrow", "check"):
            drawn = re.search(r'stroke="(#[0-9a-f]{6})"', (resources() / "theme" / f"{each}-{look}.svg").read_text())
            on = theme._tokens()[look]["surface" if each == "arrow" else "accent"]
            assert drawn is not None
            assert contrast(drawn[1], on) >= SHAPE, (each, look)


def legible(picture: QImage, area: QRect) -> float:
    """Give the contrast of a text in a picture: of its ground, which is most of it, and the pixel furthest from it."""
    pixels = Counter(picture.copy(area).constBits().cast("I"))  # whole numbers, with a byte of no meaning
    colours = Counter[int]()
    for each, count in pixels.items():
        colours[each & 0xFFFFFF] += count
    ground = f"#{colours.most_common(1)[0][0]:06x}"
    return max(contrast(f"#{each:06x}", ground) for each in colours)


def seen(label: QLabel) -> QRect:
    """Give where in its window a text is seen; at most a few words of it."""
    window = label.window()
    whole = label.visibleRegion().boundingRect().intersected(QRect(0, 0, 120, 24))
    return QRect(label.mapTo(window, whole.topLeft()), whole.size())


@pytest.mark.parametrize("look", LOOKS)
def test_texts_on_pictures_of_the_pages_are_legible(
    look: str, open_window: Callable[..., MainWindow], sample: Path, settle: Callable[[MainWindow], None]
) -> None:
    window = open_window(look=look)
    window.desk.open_workbook(sample)
    settle(window)
    poor, count = [], 0
    for step in (Step.FILING, Step.DOCUMENTS, Step.REDACTION):
        window.show_step(step)
        settle(window)
        picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        for each in window.findChildren(QLabel):
            if each.isVisible() and each.isEnabled() and each.text() and seen(each).height() > 10:
                count += 1
                found = legible(picture, seen(each))
                if found < TEXT:
                    poor.append((step.value, each.text()[:40], round(found, 2)))
    assert count > 30
    assert not poor
