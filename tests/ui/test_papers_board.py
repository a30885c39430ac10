"""The package step's look at papers: languages, purposes of folders, and each paper drawn and shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from codebinder.ui.guide.entries import press
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.package import PackagePage
from codebinder.workflow import papering
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]


def test_papers_are_drawn_on_demand_and_purposes_and_languages_are_kept(
    opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    opened.show_step(Step.PACKAGE)
    settle(opened)
    page = opened.page()
    assert isinstance(page, PackagePage)
    board = page.board
    press(opened, Step.PACKAGE, "draw-papers")  # the palette finds a button on a tab that is not in front
    settle(opened)
    qtbot.waitUntil(lambda: board.pdf.drawn > 0)
    assert page.tabs.currentWidget() is board
    assert board.papers.count() >= 2
    session, filing = opened.desk.need()
    place = str(board.folders.item(0, 0).data(Qt.ItemDataRole.UserRole))
    board.folders.item(0, 2).setText("the routing daemon")
    settle(opened)
    assert papering.purposes(session, filing) == {place: "the routing daemon"}
    last = board.languages.count() - 1
    board.languages.setCurrentIndex(last)
    settle(opened)
    assert len(papering.languages(session, opened.desk.need()[1])) == 1
    board.draw.click()
    settle(opened)
    assert board.right.currentIndex() == 1
    assert board.draw.isEnabled()
