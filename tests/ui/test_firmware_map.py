"""The map in the window: keys and mouse choose and go inside, and screen readers are told what is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from codebinder.model.firmware import Analysis
from codebinder.model.firmware_map import Box
from codebinder.ui import theme
from codebinder.ui.widgets.firmware_map import FirmwareMapView
from helpers import images


class Table:
    """Stands in for the desk: what it is asked for happens at once."""

    lang = "en"

    def look(self, work: Callable[[], Any], done: Callable[[Any], None], _failed: object = None) -> None:
        done(work())


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., FirmwareMapView]:
    def make(reading: Analysis, **more: Any) -> FirmwareMapView:
        theme.apply("light")
        view = FirmwareMapView(Table())  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(760, 300)
        view.show()
        view.show_reading(reading, **more)
        qtbot.wait(90)  # the width has come to rest
        return view

    return make


def number(view: FirmwareMapView) -> str:
    cell = view.cell()
    return cell.number if cell is not None else ""


def middle(view: FirmwareMapView, box: Box) -> QPoint:
    return QPoint(box.x + box.width // 2, view._legend_height() + box.y + box.height // 2)


def test_arrows_choose_and_the_description_says_what(shown: Callable[..., FirmwareMapView], qtbot: QtBot) -> None:
    view = shown(images.router())
    assert "10 regions" in view.accessibleDescription()
    chosen: list[tuple[int, int]] = []
    view.chosen.connect(lambda node, index: chosen.append((node, index)))
    walk = "Right 1, Right 2, Right 3, Down 3.1, Right 3.2, Down 3.2.1, Up 3.2, Up 3, Home 1, End 10, Right 10"
    for step in walk.split(", "):
        key, told = step.split(" ")
        qtbot.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        assert number(view) == told
    assert chosen[:3] == [(0, 0), (0, 1), (0, 2)]
    assert view.accessibleDescription().startswith("10: padding, 0xF70000 to 0x1000000")
    assert view.accessibleName()


def test_enter_goes_inside_and_backspace_back(shown: Callable[..., FirmwareMapView], qtbot: QtBot) -> None:
    view = shown(images.router())
    view.choose(0, 2)
    assert number(view) == "3"
    assert view.can_go_in()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.way() == "uImage"
    assert view.drawn is not None
    assert view.drawn.node == 2
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert view.way() == ""
    view.choose(4, 1)  # a section of what was unpacked: three levels down
    assert number(view) == "3.2.2"


def test_the_mouse_chooses_tells_and_goes_inside(shown: Callable[..., FirmwareMapView], qtbot: QtBot) -> None:
    view = shown(images.router(), hidden=((0x300000, 0x310000),))
    assert view.drawn is not None
    assert view.drawn.hidden
    cell = next(each for each in view.drawn.cells if each.number == "9")
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, cell.boxes[0]))
    assert number(view) == "9"
    assert "JFFS2 · overlay" in view.words_of(cell)
    packed = next(each for each in view.drawn.cells if each.number == "3")
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(view, packed.boxes[0]))
    assert view.can_go_out()


def test_regions_drawn_as_one_are_magnified(shown: Callable[..., FirmwareMapView], qtbot: QtBot) -> None:
    view = shown(images.crowded())
    view.choose(0, 300)
    cell = view.cell()
    assert cell is not None
    assert cell.count > 1
    assert "Enter magnifies" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.way().startswith("0x")
    assert view.drawn is not None
    assert sum(each.count for each in view.drawn.cells) == cell.count


@pytest.mark.parametrize("name", ["empty", "hostile", "huge"])
def test_absurd_images_are_painted(shown: Callable[..., FirmwareMapView], name: str) -> None:
    reading = {"empty": lambda: images.plain(0, images.PADDING), "hostile": images.hostile, "huge": images.huge}[name]()
    view = shown(reading)
    picture = view.grab().toImage()
    assert picture.height() == view.height() <= 900
    assert "\x1b" not in view.accessibleDescription()
    view.show_reading(None)
    assert view.cell() is None
