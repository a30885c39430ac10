"""The package step's look at pages: laid out on demand, stretches shown, and one placed by pointing at a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.package import PackagePage
from codebinder.ui.paging.board import PagesBoard
from codebinder.workflow import filings, sources
from codebinder.workflow.views import Step
from helpers.git_repo import RepoBuilder
from helpers.small_template import HEAD, SOURCE

Settle = Callable[[MainWindow], None]
TEMPLATE = f"""{HEAD}requirements:
  - {{id: begin, kind: text, level: optional, label: {{en: Begin}}, {SOURCE}}}
  - {{id: code, kind: source, level: required, label: {{en: Source}}, {SOURCE}}}
listing:
  mode: excerpt
  segments:
    - {{stream: source, from: start, pages: 10}}
    - {{stream: source, from: any, pages: 50, at: begin}}
  page: {{min_lines: 50, file_heading: no, {SOURCE}}}
  {SOURCE}
redaction: {{allowed: yes, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{{SOURCE}}}
"""


@pytest.fixture
def board(opened: MainWindow, tmp_path: Path, settle: Settle) -> PagesBoard:
    """Give the board of a filing that takes ten pages and fifty from anywhere, of a hundred."""
    (tmp_path / "small.yaml").write_text(TEMPLATE, encoding="utf-8")
    session, filing = opened.desk.need()
    held = filings.add_filing(session, product=filing.product, template=str(tmp_path / "small.yaml"), slug="pages")
    repo = RepoBuilder(tmp_path / "code.git", bare=True)
    repo.tag("v1", repo.commit({b"src/main.c": b"".join(b"int a%d;\n" % at for at in range(5000))}))
    quiet = {"progress": NoProgress(), "cancel": NeverCancel()}
    sources.add_repository(session, held, repo=repo.path, rev="v1", slug="app", **quiet)  # type: ignore[arg-type]
    opened.desk.select_filing("pages")
    opened.show_step(Step.PACKAGE)
    settle(opened)
    page = opened.page()
    assert isinstance(page, PackagePage)
    page.reveal("listing_pages")
    assert page.tabs.currentWidget() is page.paging
    return page.paging


def test_a_stretch_is_placed_by_pointing_at_its_first_page(
    opened: MainWindow, board: PagesBoard, settle: Settle, qtbot: QtBot
) -> None:
    board.lay.click()
    settle(opened)
    (stream,) = board.streams
    assert stream.table.item(1, 1).text() == "–"
    qtbot.keyClick(stream.strip, Qt.Key.Key_Home)
    for _ in range(2):
        qtbot.keyClick(stream.strip, Qt.Key.Key_PageDown)
    assert stream.where.text() == "app/src/main.c:1001"
    qtbot.keyClick(stream.strip, Qt.Key.Key_Return)
    settle(opened)
    session, filing = opened.desk.need()
    assert filings.answers(session, filing)["begin"] == "app/src/main.c:1001"
    (stream,) = board.streams
    assert [stream.table.item(1, column).text() for column in (1, 2)] == ["21–70", "11–60"]
    assert "Every rule of the template for pages is kept." in board.summary.text()
    middle = stream.strip.rect().center()
    qtbot.mouseClick(stream.strip, Qt.MouseButton.LeftButton, pos=middle)
    assert 49 <= stream.strip.page <= 52
    assert "page 5" in stream.strip.accessibleDescription()


def test_what_was_laid_out_is_named_old_after_a_change(opened: MainWindow, board: PagesBoard, settle: Settle) -> None:
    board.lay.click()
    settle(opened)
    session, filing = opened.desk.need()
    filings.set_fields(session, filing, {"begin": "11"})
    opened.desk.changed("form")
    settle(opened)
    assert "Something has changed" in board.summary.text()
