"""Review among several: who was asked and has answered, conflicts, conditions, why a round is void, what is new."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import RoundState, Verdict
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.review import ReviewPage
from codebinder.ui.reviewing.submitting import SubmitDialog
from codebinder.workflow import people, redacting, reviewing
from codebinder.workflow.views import Step
from helpers.shots_review import ENGINEER, LEGAL, SECOND, second_reviewer

Settle = Callable[[MainWindow], None]
QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}


@pytest.fixture
def page(opened: MainWindow, settle: Settle, qtbot: QtBot) -> ReviewPage:
    """Give the page with a round that asks two lawyers by name; Chen Yu sits here."""
    session, filing = opened.desk.need()
    second_reviewer(session)
    opened.desk.settings.put(f"key:{session.book.uid}:legal", LEGAL)
    reviewing.submit(session, filing, key=ENGINEER, reviewers=[LEGAL, SECOND], **QUIET)
    opened.show_step(Step.REVIEW)
    settle(opened)
    made = opened.page()
    assert isinstance(made, ReviewPage)
    opened.activateWindow()
    qtbot.waitActive(opened)
    return made


def decide(page: ReviewPage, which: slice, verdict: Verdict, key: str, comment: str = "") -> list[str]:
    session, filing = page.desk.need()
    ids = [view.subject.id for view in reviewing.subjects(session, filing)][which]
    reviewing.decide(session, filing, ids=ids, verdict=verdict, comment=comment, key=key)
    return ids


def again(page: ReviewPage, settle: Settle) -> None:
    page.desk.changed("review")
    settle(page.window())  # type: ignore[arg-type]


def chips(page: ReviewPage) -> list[str]:
    return [each.text() for each in page.strip.findChildren(QPushButton, "reviewer") if not each.isHidden()]


def test_who_was_asked_stands_above_with_how_far_she_is(page: ReviewPage, settle: Settle) -> None:
    assert chips(page) == ["Chen Yu: waiting", "Zhao Min: waiting"]
    decide(page, slice(2), Verdict.REJECT, SECOND, "too wide")
    again(page, settle)
    assert chips(page)[1] == "Zhao Min: waiting · rejected 2"


def test_submitting_asks_whom_and_what(opened: MainWindow, settle: Settle) -> None:
    opened.show_step(Step.REVIEW)
    settle(opened)
    page = opened.page()
    assert isinstance(page, ReviewPage)
    page._submit()
    settle(opened)
    dialog = next(each for each in opened.findChildren(SubmitDialog) if each.isVisible())
    for each, name in dialog._parts:
        each.setChecked(name == "gateway")
    for each, _ in dialog._people:
        each.setChecked(True)
    dialog.verb.click()
    settle(opened)
    session, filing = opened.desk.need()
    row = reviewing.current_round(session, filing)
    assert row is not None
    assert row.scope == ("gateway",)
    assert len(row.reviewers) == 1


def test_the_keeper_lets_a_reviewer_off_with_a_reason(page: ReviewPage, opened: MainWindow, settle: Settle) -> None:
    session, filing = opened.desk.need()
    row = next(each for each in reviewing.reviewers(session, filing) if each.key.name == SECOND)
    page._excuse(row)
    assert not page.board.ask._answers[0].isEnabled()
    page.board.ask.field.setText("on leave")
    page.board.ask._first()
    settle(opened)
    assert chips(page)[1] == "Zhao Min: let off"


def test_a_conflict_shows_both_sides_and_the_arbiter_settles_it(
    page: ReviewPage, opened: MainWindow, settle: Settle
) -> None:
    (name,) = decide(page, slice(1), Verdict.APPROVE, LEGAL)
    decide(page, slice(1), Verdict.REJECT, SECOND, "it is public already")
    again(page, settle)
    board = page.board
    assert board.review is not None
    assert board.review.states[name] == "conflict"
    assert "1" in board.actions.disputes.text()
    board.show_disputes()
    texts = board.disputes.conflicts.rows.rows[0].texts
    assert "Chen Yu approves" in texts
    assert any("it is public already" in text for text in texts)
    board.disputes.uphold.click()
    board.disputes.ask.field.setText("it is not")
    board.disputes.ask._first()
    settle(opened)
    assert board.review.states[name] == "approved"
    assert "it is not" in board.list.rows.verdicts(0)


def test_a_condition_holds_until_the_proposer_signs_that_it_is_met(
    page: ReviewPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    board = page.board
    board.list.setFocus()
    qtbot.keyClick(board.list, Qt.Key.Key_C)
    qtbot.keyClicks(board.ask.field, "the key is a test key")
    qtbot.keyClick(board.ask.field, Qt.Key.Key_Return)
    settle(opened)
    assert board.review is not None
    name = board.list.rows.rows[0].subject.id
    assert board.review.states[name] == "condition"
    board.show_signing()
    settle(opened)
    assert not board.panel.sign.isEnabled()
    board.show_disputes()
    board.disputes.tabs.setCurrentIndex(1)
    board.disputes.is_met.click()
    board.disputes.ask.field.setText("letter of 3 May")
    board.disputes.ask._first()
    settle(opened)
    assert board.review.states[name] == "approved"
    assert "(declared met)" in board.list.rows.verdicts(0)


def test_taking_back_leaves_the_other_s_verdict(
    page: ReviewPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    (name,) = decide(page, slice(1), Verdict.APPROVE, LEGAL)
    decide(page, slice(1), Verdict.REJECT, SECOND, "no")
    again(page, settle)
    page.board.list.go_to(name)
    page.board.list.setFocus()
    qtbot.keyClick(page.board.list, Qt.Key.Key_T)
    settle(opened)
    assert page.board.review is not None
    assert page.board.review.states[name] == "rejected"


def test_a_void_round_says_what_changed_and_the_next_says_what_is_new(
    page: ReviewPage, opened: MainWindow, settle: Settle
) -> None:
    session, filing = opened.desk.need()
    decide(page, slice(None), Verdict.APPROVE, LEGAL)
    place = next(row for row in redacting.redactions(session, filing) if row.kind is RedactionKind.PLACE)
    redacting.withdraw(session, filing, place.id, key=ENGINEER)
    again(page, settle)
    said = " ".join(each.text() for each in page.notes.findChildren(QLabel))
    assert place.id in said
    assert page.submit.isEnabled()
    lines = {"first": 14, "last": 20, "component": "gateway", "path": b"src/session.c"}
    redacting.redact_lines(session, filing, reason="TS", key=ENGINEER, **lines)
    reviewing.submit(session, filing, key=ENGINEER, **QUIET)
    again(page, settle)
    assert "since round 1" in page.strip.line.text()
    assert "1 new" in page.strip.line.text()
    page.board.actions.only.setCurrentIndex(page.board.actions.only.findData("new"))
    assert [view.since for view in page.board.list.rows.rows] == ["new"]


def test_filters_narrow_by_state_and_by_reason(page: ReviewPage, settle: Settle) -> None:
    ids = decide(page, slice(2), Verdict.REJECT, LEGAL, "no")
    again(page, settle)
    board = page.board
    board.actions.only.setCurrentIndex(board.actions.only.findData("rejected"))
    assert [view.subject.id for view in board.list.rows.rows] == ids
    board.actions.only.setCurrentIndex(0)
    board.actions.reason.setCurrentIndex(board.actions.reason.findData("CRY"))
    assert {view.internal_reason for view in board.list.rows.rows} == {"CRY"}


def test_a_round_waits_for_who_was_asked_until_she_says_that_she_has_answered(
    page: ReviewPage, opened: MainWindow, settle: Settle
) -> None:
    session, filing = opened.desk.need()
    decide(page, slice(None), Verdict.APPROVE, SECOND)
    again(page, settle)
    assert page.answered.isVisible()
    page.answered.click()
    page.board.ask._answers[0].click()
    settle(opened)
    assert chips(page)[0] == "Chen Yu: answered"
    assert not page.answered.isVisible()
    reviewing.sign(session, filing, key=SECOND, **QUIET)
    again(page, settle)
    row = reviewing.current_round(session, filing)
    assert row is not None
    assert row.state is RoundState.SIGNED
    assert people.roster(session) is not None
