"""The window shows what leaving lines out of the listing comes to, before anybody chooses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.filing import FilingPage
from codebinder.ui.stripping import StripDialog
from codebinder.workflow import filings, sources, vendors
from codebinder.workflow.views import Step
from helpers.git_repo import RepoBuilder

Settle = Callable[[MainWindow], None]


@pytest.fixture
def page(opened: MainWindow, settle: Settle, tmp_path: Path) -> FilingPage:
    session, _ = opened.desk.need()
    repo = RepoBuilder(tmp_path / "r.git", bare=True)
    repo.tag("v1", repo.commit({b"a.c": b"/* one */\n\nint a;\n", b"q.sql": b"-- kept\n"}))
    product = vendors.products(session)[0].slug
    filing = filings.add_filing(session, product=product, template="cn-cpcc-deposit", slug="dep")
    sources.add_repository(
        session, filing, repo=repo.path, rev="v1", slug="src", progress=NoProgress(), cancel=NeverCancel()
    )
    opened.desk.changed("source")
    opened.desk.select_filing("dep")
    opened.desk.go(Step.FILING)
    settle(opened)
    made = opened.page()
    assert isinstance(made, FilingPage)
    return made


def test_a_choice_is_made_after_a_look_at_its_effect(page: FilingPage, opened: MainWindow, settle: Settle) -> None:
    (button,) = page.findChildren(QPushButton, "strip-look")
    button.click()
    (dialog,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, StripDialog)]
    assert not dialog.take.isEnabled()
    dialog.choice.setCurrentIndex(dialog.choice.findData("both"))
    dialog.show_it.click()
    settle(opened)
    assert "1 blank lines and 1 comment lines" in dialog.summary.text()
    rows = dialog.table.rows.rows
    assert [tuple(row.texts) for row in rows] == [("src/a.c", "1", "1", "3"), ("src/q.sql", "0", "stay", "1")]
    assert "1  /* one */" in dialog.lines.toPlainText()
    session, filing = opened.desk.need()
    assert filings.answers(session, filing).get("strip", "none") == "none"
    dialog.take.click()
    settle(opened)
    assert filings.answers(session, filing)["strip"] == "both"
