"""Redactions of another filing: shown with what stands in the way, taken over in one step, and taken back in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.ui.redacting.takeover import TakeOverDialog
from codebinder.workflow import filings, redacting, sources
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]


@pytest.fixture
def page(opened: MainWindow, sample: Path, settle: Settle) -> RedactionPage:
    """Give the redaction page of a second filing with the same source and nothing hidden."""
    session, filing = opened.desk.need()
    assert len(redacting.redactions(session, filing)) > 2
    second = filings.add_filing(session, product=filing.product, template=filing.template_id, recipient="Another court")
    sources.add_repository(
        session, second, repo=sample.parent / "gateway.git", rev="v2.4.1", include=(), exclude=(), slug="gateway",
        progress=NoProgress(), cancel=NeverCancel(),
    )  # fmt: skip
    opened.desk.select_filing(second.slug)
    opened.show_step(Step.REDACTION)
    settle(opened)
    made = opened.page()
    assert isinstance(made, RedactionPage)
    return made


@pytest.fixture
def shown(page: RedactionPage, opened: MainWindow, settle: Settle) -> TakeOverDialog:
    """Give the dialog, with what the first filing hides."""
    page.actions.hide_more.proposals.trigger()
    settle(opened)
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, TakeOverDialog) and each.isVisible()
    )


def held(window: MainWindow) -> int:
    session, filing = window.desk.need()
    return len(redacting.redactions(session, filing))


def of_first(window: MainWindow) -> int:
    session, _ = window.desk.need()
    return len(redacting.redactions(session, filings.filings(session)[0]))


def test_every_redaction_is_told_with_its_outcome_and_reason(shown: TakeOverDialog, opened: MainWindow) -> None:
    rows = shown.table.rows.rows
    assert len(rows) == of_first(opened)
    assert all("known" in row.texts[4] for row in rows)
    assert {row.texts[1] for row in rows} == {"same"}
    assert shown.verb.isEnabled()
    shown.reject()


def test_ticked_ones_are_hidden_here_in_one_step_and_taken_back_in_one(
    shown: TakeOverDialog, page: RedactionPage, opened: MainWindow, settle: Settle
) -> None:
    shown.table.rows.tick_all(ticked=False)
    assert not shown.verb.isEnabled()
    shown.table.rows.tick_all(ticked=True)
    first = shown.table.rows.index(0, 0)
    assert shown.table.rows.setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    wanted = of_first(opened) - 1
    assert str(wanted) in shown.verb.text()
    shown.verb.click()
    settle(opened)
    assert held(opened) == wanted
    page.desk.history.undo()
    settle(opened)
    assert held(opened) == 0


def test_what_is_hidden_here_already_is_not_offered_again(
    shown: TakeOverDialog, page: RedactionPage, opened: MainWindow, settle: Settle
) -> None:
    shown.verb.click()
    settle(opened)
    page.actions.hide_more.proposals.trigger()
    settle(opened)
    again = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, TakeOverDialog) and each.isVisible()
    )
    assert not again.verb.isEnabled()
    assert all("already" in row.texts[5] for row in again.table.rows.rows)
    again.only.setCurrentIndex(0)
    assert again.table.rows.rowCount() == 0
    again.reject()


def test_a_workbook_of_one_filing_says_so(redaction: RedactionPage, opened: MainWindow, settle: Settle) -> None:
    redaction.actions.hide_more.proposals.trigger()
    settle(opened)
    found = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, TakeOverDialog) and each.isVisible()
    )
    assert "no other filing" in found.summary.text()
    assert not found.verb.isEnabled()
    found.reject()
