"""A workbook of an older version in the window: it is told what was done to it, and a held one is shown as it stood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.ui.main_window import MainWindow
from codebinder.workbook import Workbook
from codebinder.workbook.lock import WriterLock
from codebinder.workflow.views import Step
from helpers import oldbooks
from helpers.books import StillClock

Settle = Callable[[MainWindow], None]


@pytest.fixture
def said(window: MainWindow) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    window.desk.message.connect(lambda level, text: found.append((level, text)))
    return found


def test_it_is_told_what_was_done_and_where_it_is_kept(
    window: MainWindow, said: list[tuple[str, str]], settle: Settle, tmp_path: Path
) -> None:
    book = oldbooks.unpack(2, tmp_path / "old")
    window.desk.open_workbook(book)
    settle(window)
    assert [text for level, text in said if level == "info" and "meridian.codebinder.format-2" in text]
    assert window.desk.can_write
    assert oldbooks.version_of(book) == oldbooks.FORMATS[-1]


def test_a_held_one_is_shown_in_every_step_and_not_touched(
    window: MainWindow, said: list[tuple[str, str]], settle: Settle, tmp_path: Path
) -> None:
    book = oldbooks.unpack(3, tmp_path / "old")
    before = book.read_bytes()
    held = WriterLock(book)
    held.take("2026-11-22T00:00:00Z")
    try:
        window.desk.open_workbook(book)
        settle(window)
        assert not window.desk.can_write
        assert any("as it stood when it was opened" in text for _, text in said)
        for step in Step:
            window.show_step(step)
            settle(window)
        # Its repository is not here, which pages say; nothing else is wrong.
        assert not [text for level, text in said if level == "error" and "source relink" not in text]
    finally:
        held.release()
    window.desk.close_workbook()
    assert book.read_bytes() == before
    with Workbook.open(book, clock=StillClock()) as again:
        assert again.check() == ()
