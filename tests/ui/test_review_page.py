"""Review: submit, decide with A and X, before and as filed side by side, and a signing panel that hides nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import RoundState, Verdict
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction_data import mask_lengths, read_filed, to_filed, to_original
from codebinder.ui.pages.review import ReviewPage
from codebinder.ui.reviewing.submitting import SubmitDialog
from codebinder.workflow import filings, redacting, reviewing
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]


@pytest.fixture
def page(opened: MainWindow, settle: Settle, qtbot: QtBot) -> ReviewPage:
    """Give the page with a round submitted."""
    session, filing = opened.desk.need()
    reviewing.submit(session, filing, key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    opened.show_step(Step.REVIEW)
    settle(opened)
    made = opened.page()
    assert isinstance(made, ReviewPage)
    opened.activateWindow()
    qtbot.waitActive(opened)
    return made


def verdicts(page: ReviewPage) -> list[Verdict | None]:
    session, filing = page.desk.need()
    return [view.decision.verdict if view.decision else None for view in reviewing.subjects(session, filing)]


def said(page: ReviewPage) -> str:
    return "\n".join(each.text() for each in page.board.panel.findChildren(QLabel))


def test_submitting_is_one_button(opened: MainWindow, settle: Settle) -> None:
    opened.show_step(Step.REVIEW)
    settle(opened)
    page = opened.page()
    assert isinstance(page, ReviewPage)
    page._submit()
    settle(opened)
    dialog = next(each for each in opened.findChildren(SubmitDialog) if each.isVisible())
    dialog.verb.click()
    settle(opened)
    session, filing = opened.desk.need()
    row = reviewing.current_round(session, filing)
    assert row is not None
    assert row.state is RoundState.OPEN
    assert "1" in page.strip.line.text()


def test_both_sides_show_what_the_workflow_gives_and_scroll_together(
    page: ReviewPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    session, filing = opened.desk.need()
    place = next(row for row in redacting.redactions(session, filing) if row.path == b"src/qos.c")
    page.board.list.go_to(place.id)
    settle(opened)
    filed = redacting.as_filed(session, filing, place.path, progress=NoProgress(), cancel=NeverCancel())
    qtbot.waitUntil(lambda: not page.board.showing.rest.isActive())
    settle(opened)
    assert page.board.showing.sides.after.data == filed.data
    assert page.board.showing.sides.before.data[place.start : place.end] not in filed.data
    before, after = page.board.showing.sides.before, page.board.showing.sides.after
    for each in (before, after):
        each.setFixedHeight(90)
    settle(opened)
    after_hidden = before.document.line_of(place.end) + 4
    before.verticalScrollBar().setValue(after_hidden)
    line = before.document.line_of(before.top())
    text = before.document.row(line).text
    assert after.document.row(after.document.line_of(after.top())).text == text


def test_places_map_both_ways_outside_what_is_hidden(opened: MainWindow) -> None:
    session, filing = opened.desk.need()
    place = next(row for row in redacting.redactions(session, filing) if row.path == b"src/qos.c")
    data = redacting.file_view(session, filing, place.component, place.path).data
    filed = read_filed(session, filing, place.component, place.path, len(data), NoProgress(), NeverCancel()).filed
    lengths = mask_lengths(filed, len(data))
    for each, size in zip(filed.ranges, lengths, strict=True):
        assert filed.data[each.offset : each.offset + size].decode() == each.label
    for offset in (*range(place.start), *range(place.end, len(data))):
        there = to_filed(filed, lengths, offset)
        assert filed.data[there] == data[offset]
        assert to_original(filed, lengths, there) == offset


def test_a_approves_and_moves_on(page: ReviewPage, opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    first = page.board.list.current()
    page.board.list.setFocus()
    qtbot.keyClick(page.board.list, Qt.Key.Key_A)
    qtbot.keyClick(page.board.list, Qt.Key.Key_A)
    settle(opened)
    assert verdicts(page)[:3] == [Verdict.APPROVE, Verdict.APPROVE, None]
    assert page.board.list.current() != first


def test_x_rejects_with_a_comment_and_not_without(
    page: ReviewPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page.board.list.setFocus()
    qtbot.keyClick(page.board.list, Qt.Key.Key_X)
    qtbot.keyClick(page.board.ask.field, Qt.Key.Key_Return)
    assert page.board.ask.isVisible()
    qtbot.keyClicks(page.board.ask.field, "axnp: too wide")
    qtbot.keyClick(page.board.ask.field, Qt.Key.Key_Return)
    settle(opened)
    assert verdicts(page)[0] is Verdict.REJECT
    session, filing = page.desk.need()
    decision = reviewing.subjects(session, filing)[0].decision
    assert decision is not None
    assert decision.comment == "axnp: too wide"


def test_approving_all_that_is_shown_says_first_how_many_nobody_opened(
    page: ReviewPage, opened: MainWindow, settle: Settle
) -> None:
    page.board.approve_all()
    count = len(verdicts(page))
    assert f" {count} " in page.board.ask.accessibleName()
    assert f" {count - 1} " in page.board.ask.accessibleName()
    settle(opened)
    assert not any(verdicts(page))
    page.board.ask._first()
    settle(opened)
    assert set(verdicts(page)) == {Verdict.APPROVE}


def test_the_signing_panel_says_everything_and_refuses_what_is_undecided(
    page: ReviewPage, opened: MainWindow, settle: Settle
) -> None:
    page.board.show_signing()
    settle(opened)
    row = page.board.review.round  # type: ignore[union-attr]
    assert row is not None
    text = said(page)
    assert f"{row.files}, " in text
    count = len(verdicts(page))
    assert f"Undecided: {count}" in text
    assert f"Not shown to you: {count - 1}" in text
    assert row.digest[:4] in text
    assert "same account" in text
    assert not page.board.panel.sign.isEnabled()


def test_signing_approves_the_round(page: ReviewPage, opened: MainWindow, settle: Settle) -> None:
    session, filing = opened.desk.need()
    reviewing.decide(session, filing, ids=None, verdict=Verdict.APPROVE, key="chen-yu")
    opened.desk.changed("review")
    settle(opened)
    page.board.show_signing()
    settle(opened)
    assert page.board.panel.sign.isEnabled()
    page.board.panel.sign.click()
    settle(opened)
    row = reviewing.current_round(session, filing)
    assert row is not None
    assert row.state is RoundState.SIGNED
    assert "approved" in page.strip.line.text()


def test_a_change_makes_the_round_void_and_the_page_says_so(
    page: ReviewPage, opened: MainWindow, settle: Settle
) -> None:
    session, filing = opened.desk.need()
    redacting.withdraw(session, filing, redacting.redactions(session, filing)[-1].id, key="lin-wei")
    opened.desk.changed("findings")
    settle(opened)
    assert "void" in page.strip.line.text()
    assert not page.board.actions.approve.isEnabled()
    assert page.submit.isEnabled()


def test_a_filing_of_answers_alone_is_submitted_read_and_signed(opened: MainWindow, settle: Settle) -> None:
    session, filing = opened.desk.need()
    filings.add_filing(session, product=filing.product, template="us-fcc-software-security", slug="asked")
    opened.desk.changed("register")
    settle(opened)
    opened.desk.select_filing("asked")
    opened.show_step(Step.REVIEW)
    settle(opened)
    page = opened.page()
    assert isinstance(page, ReviewPage)
    assert page.notes.findChild(QPushButton, "submit-first").isEnabled()
    page.submit_to([], [])
    settle(opened)
    assert not page.board.isVisible()
    assert page.notes.findChild(QPushButton, "read-papers").isVisible()
    page.sign.click()
    settle(opened)
    assert page.board.panel.isVisible()
    assert not page.notes.isVisible()
