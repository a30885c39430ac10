"""Where the window stood and what was open: kept as small numbers and ids, and right when a screen has gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from codebinder.ui.frame.memory import (
    Box,
    fitted,
    keep_box,
    keep_columns,
    keep_place,
    keep_splitter,
    place_of,
    remembered_box,
)
from codebinder.ui.main_window import MainWindow
from codebinder.ui.settings import Settings
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]
LEFT, RIGHT = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 720)
LEAST = (960, 600)


@pytest.mark.parametrize(
    ("box", "screens", "wanted"),
    [
        pytest.param(Box(x=100, y=50, width=1200, height=700), [LEFT], (100, 50, 1200, 700), id="as it was"),
        pytest.param(Box(x=2000, y=50, width=1200, height=700), [LEFT], (360, 170, 1200, 700), id="screen gone"),
        pytest.param(Box(x=2000, y=10, width=1200, height=700), [LEFT, RIGHT], (2000, 10, 1200, 700), id="second"),
        pytest.param(Box(x=0, y=0, width=3000, height=2000), [RIGHT], (1920, 0, 1280, 720), id="too large"),
        pytest.param(Box(x=0, y=-400, width=1000, height=700), [LEFT], (460, 170, 1000, 700), id="title above"),
        pytest.param(Box(x=5, y=5, width=10, height=10), [LEFT], (480, 220, 960, 600), id="too small"),
    ],
)
def test_a_window_opens_where_it_can_be_seen_and_moved(
    box: Box, screens: list[QRect], wanted: tuple[int, int, int, int]
) -> None:
    found = fitted(box, screens, LEAST)
    assert (found.x, found.y, found.width, found.height) == wanted


def test_the_settings_hold_numbers_and_ids_only(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    keep_box(settings, Box(x=-5, y=7, width=1000, height=700, maximised=True))
    for number in range(40):
        keep_place(settings, f"book-{number}", "filing", "sources")
    again = Settings(tmp_path)
    assert remembered_box(again) == Box(x=-5, y=7, width=1000, height=700, maximised=True)
    assert place_of(again, "book-39") == ("filing", "sources")
    assert place_of(again, "book-0") == ("", "")
    assert len(again.table("places")) == 30


@pytest.mark.parametrize("value", ["null", "[]", '{"window": "x", "recent": 5, "places": []}', "{", "[[[["])
def test_settings_of_any_kind_are_survived(tmp_path: Path, value: str) -> None:
    (tmp_path / "window.json").write_text(value)
    settings = Settings(tmp_path)
    assert remembered_box(settings) is None
    assert settings.recent() == ()
    assert place_of(settings, "x") == ("", "")
    settings.put_flag("drawer", value=True)
    assert Settings(tmp_path).flag("drawer", default=False)


def test_two_windows_do_not_forget_what_the_other_one_remembered(tmp_path: Path) -> None:
    first, second = Settings(tmp_path), Settings(tmp_path)
    first.add_recent(tmp_path / "a")
    second.add_recent(tmp_path / "b")
    second.put("theme", "dark")
    first.add_recent(tmp_path / "c", "packet")
    again = Settings(tmp_path)
    assert again.recent() == (tmp_path / "b", tmp_path / "a")
    assert again.recent("packet") == (tmp_path / "c",)
    assert again.text("theme") == "dark"


def test_columns_and_panes_are_as_the_person_left_them(tmp_path: Path, qtbot: QtBot) -> None:
    settings = Settings(tmp_path)

    def made() -> tuple[QSplitter, QTableWidget]:
        splitter, table = QSplitter(Qt.Orientation.Horizontal), QTableWidget(1, 3)
        for _ in range(2):
            splitter.addWidget(QWidget())
        splitter.resize(1000, 100)
        keep_splitter(settings, "x", splitter)
        keep_columns(settings, "x", table.horizontalHeader())
        for each in (splitter, table):
            qtbot.addWidget(each)
            each.show()
        return splitter, table

    splitter, table = made()
    splitter.setSizes([250, 750])
    splitter.splitterMoved.emit(250, 1)
    table.horizontalHeader().resizeSection(1, 321)
    qtbot.waitUntil(lambda: bool(settings.numbers("split.x") and settings.numbers("columns.x")))
    splitter, table = made()
    assert splitter.sizes()[0] == pytest.approx(250, abs=10)
    assert table.columnWidth(1) == 321


def test_a_workbook_opens_where_it_was_left_and_missing_files_can_be_removed(
    opened: MainWindow, settle: Settle, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    settings = opened.desk.settings
    opened.show_step(Step.SOURCES)
    opened.life.moved()
    settle(opened)
    slug = opened.desk.filing.slug
    opened.life._write_place()
    settings.add_recent(tmp_path / "gone-review.age", "packet")
    opened.desk.close_workbook()
    settle(opened)
    names = lambda: {each.accessibleName() for each in opened.start.findChildren(QPushButton)}  # noqa: E731
    qtbot.waitUntil(lambda: "Remove gone-review.age from this list" in names())
    assert f"Open {sample.name}" in names()
    opened.desk.open_workbook(sample)
    settle(opened)
    assert (opened.desk.filing.slug, opened.step) == (slug, Step.SOURCES)
    opened.desk.open_workbook(sample)  # once more: nothing happens to it
    settle(opened)
    assert not opened.desk.session.read_only
    assert opened.step is Step.SOURCES
    held = json.dumps(settings._values)
    assert "main.c" not in held
    assert str(sample) in held
