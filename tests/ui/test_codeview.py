"""The code viewer: any size at once, marks and places that follow CJK and tabs, selection, find, nothing that acts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from codebinder.ui.app import application, set_language
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.document import LONGEST, Document
from codebinder.ui.widgets.marks import Mark, MarkKind, Marks
from helpers.effort import reference, within

CHINESE = "\tint 变量 = 5; // 注释 𝒳\nint b = 2;\n"


@pytest.fixture
def view(qtbot: QtBot) -> CodeView:
    application()
    set_language("en")
    made = CodeView("code")
    made.resize(800, 400)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_every_unit_of_a_line_knows_its_byte(codec: str) -> None:
    document = Document(CHINESE.encode(codec), codec)
    row = document.row(0)
    assert row.text == CHINESE.splitlines()[0]
    for place, char in enumerate(CHINESE.splitlines()[0]):
        units = len(CHINESE[:place].encode("utf-16-le")) // 2
        assert row.offsets[units] == len(CHINESE[:place].encode(codec)), char
    assert row.offsets[-1] == document.span(0)[1]


@given(st.binary(max_size=200), st.sampled_from(["binary", "utf-8", "latin-1", "gb18030", "shift_jis"]))
def test_whatever_the_bytes_lines_cover_them_and_offsets_never_go_back(data: bytes, codec: str) -> None:
    document = Document(data, codec)
    for line in range(document.lines):
        row = document.row(line)
        assert list(row.offsets) == sorted(row.offsets)
        assert (row.offsets[0], row.offsets[-1]) == document.span(line)
        assert len(row.text.encode("utf-16-le")) // 2 == len(row.offsets) - 1


def test_what_would_turn_the_text_round_is_shown_as_a_sign() -> None:
    assert "\u202e" not in Document(b"a\xe2\x80\xaeb\x1b[2J").row(0).text


def test_an_endless_line_is_cut_and_says_by_how_much() -> None:
    row = Document("变".encode() * 100_000).row(0)
    assert len(row.text) == LONGEST // 3
    assert row.more == 300_000 - row.offsets[-1]


def frame(view: CodeView, data: bytes) -> float:
    """Give what a frame takes while a file is scrolled through, in units: that of thirty in their middle."""
    view.set_document(Document(data))
    lines = data.count(b"\n")
    taken: list[float] = []
    unit = reference()
    for at in range(0, lines * 9 // 10, lines * 3 // 100):
        begun = time.process_time()
        view.verticalScrollBar().setValue(at)
        view.viewport().repaint()
        taken.append(time.process_time() - begun)
    return sorted(taken)[len(taken) // 2] / max(unit, reference())


def test_fifty_megabytes_open_soon_and_scroll_like_fifty_kilobytes(view: CodeView) -> None:
    data = b"static int value_of_something = 12345; // a line\n" * 1_000_000
    few = frame(view, data[:50_000])

    def opens() -> None:
        view.set_document(Document(data))
        view.viewport().repaint()

    within(160, opens)
    assert frame(view, data) < 5 * few, "a frame costs what is seen, however long the file is"


def test_a_place_is_drawn_where_its_text_is(view: CodeView) -> None:
    data = CHINESE.encode()
    view.set_document(Document(data))
    for text in ("变量", "注释", "5;"):
        offset = data.index(text.encode())
        assert view.offset_at(view.point_of(offset)) == offset


def test_the_mouse_selects_whole_characters(view: CodeView, qtbot: QtBot) -> None:
    data = CHINESE.encode()
    view.set_document(Document(data))
    start, end = data.index("变".encode()), data.index(b" = 5")
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=view.point_of(start))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=view.point_of(start))
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, shift, view.point_of(end))
    assert data[slice(*view.selection)].decode() == "变量"
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "变量"


def test_the_keyboard_walks_over_characters_of_any_width(view: CodeView, qtbot: QtBot) -> None:
    view.set_document(Document("a变𝒳b\nc".encode()))
    seen = []
    for _ in range(6):
        qtbot.keyClick(view, Qt.Key.Key_Right)
        seen.append(view.caret)
    assert seen == [1, 4, 8, 9, 10, 11]
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert view.selection == (0, 11)


def test_marks_are_found_by_place_whatever_their_length() -> None:
    marks = Marks(
        [
            Mark(start=0, end=100_000, kind=MarkKind.REDACTION, name="whole"),
            Mark(start=50, end=60, kind=MarkKind.FINDING, name="short"),
        ]
    )
    assert {mark.name for mark in marks.within(55, 56)} == {"whole", "short"}
    assert marks.at(55) is marks.named("short")
    assert marks.at(70) is marks.named("whole")
    assert marks.at(100_000) is None


def test_going_to_a_line_shows_it(view: CodeView) -> None:
    view.set_document(Document(b"x\n" * 5000))
    view.go_to_line(4000)
    assert view.document.line_of(view.caret) == 3999
    first = view.document.line_of(view.top())
    assert first <= 3999 < first + 60
