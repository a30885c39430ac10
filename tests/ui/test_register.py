"""The register in the window: the start page's filings by state, and everything after a filing is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from codebinder.model.filing import Filing, FilingState
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.register import AnswerKind, Medium, Stage
from codebinder.ui.main_window import MainWindow
from codebinder.ui.register.clawing import ClawbackAct, DestroyedAct, ReplacedAct, StepAct
from codebinder.ui.register.dialog import AfterDialog
from codebinder.ui.register.keeping import EraseAct, ErasedDialog, HoldAct, ReleaseAct, RetainAct
from codebinder.ui.register.moving import DueAct, StateAct, WithdrawAct
from codebinder.ui.register.papers import PapersDialog
from codebinder.ui.register.sending import AnswerAct, CustodyAct, ReceiptAct, SentAct
from codebinder.workflow import filings, register, reviewing
from codebinder.workflow.session import Session

Settle = Callable[[MainWindow], None]
T = TypeVar("T")


def top(kind: type[T]) -> T:
    """Give the visible dialog of a kind."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def put(act: Any, **values: str) -> None:
    """Fill fields by their names."""
    for name, text in values.items():
        field = act.findChild(QWidget, name.replace("__", "-"))
        if isinstance(field, QLineEdit):
            field.setText(text)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        elif isinstance(field, QDateEdit):
            field.setDate(QDate.fromString(text, "yyyy-MM-dd"))
        else:
            assert isinstance(field, QComboBox), name
            assert field.findData(text) >= 0, text
            field.setCurrentIndex(field.findData(text))


@dataclass
class After:
    """The dialog, and how to go on with it."""

    window: MainWindow
    dialog: AfterDialog
    settle: Settle

    @property
    def session(self) -> Session:
        assert self.window.desk.session is not None
        return self.window.desk.session

    @property
    def filing(self) -> Filing:
        return filings.resolve(self.session, None)

    @property
    def view(self) -> Any:
        return register.show(self.session, self.filing)

    def open(self, name: str, about: object, kind: type[T]) -> T:
        self.dialog.act(name, about)
        made = top(kind)
        self.settle(self.window)
        return made

    def write(self, act: Any) -> None:
        assert act.verb.isEnabled(), act.told()
        act.verb.click()
        self.settle(self.window)

    def sent(self, stage: Stage = Stage.PACKAGE, to: str = "The Authority") -> None:
        """Record a delivery that no build has: building takes long, and is tested elsewhere."""
        digest = hashlib.sha256(f"{stage}{to}".encode()).hexdigest()
        parcel = register.Parcel(to=to, medium=Medium.DISC)
        ways = {Stage.PACKAGE: register.sent, Stage.PROPOSAL: register.proposal, Stage.FINAL: register.final}
        ways[stage](self.session, self.filing, parcel, digest=digest, force=True)
        self.dialog.refresh()
        self.settle(self.window)


@pytest.fixture
def after(opened: MainWindow, settle: Settle) -> After:
    filing = opened.desk.filing
    assert filing is not None
    dialog = AfterDialog(opened.desk, opened, filing)
    dialog.open()
    settle(opened)
    return After(opened, dialog, settle)


def moves(after: After) -> set[str]:
    found = after.dialog.findChildren(QPushButton)
    return {each.objectName() for each in found if each.objectName().startswith("move-") and each.isVisible()}


# -- where it stands


def test_only_the_changes_that_are_allowed_now_are_offered(after: After) -> None:
    assert moves(after) == {"move-sent", "move-withdrawn", "move-due"}
    after.sent()
    assert moves(after) == {
        "move-correction", "move-cleared", "move-revoked", "move-suspended", "move-superseded", "move-withdrawn",
        "move-due",
    }  # fmt: skip
    after.dialog.reject()


def test_what_went_to_whom_makes_a_filing_sent(after: After, tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(b"not of ours")
    act = after.open("state", FilingState.SENT, SentAct)
    put(act, sent__package="\0file", sent__file=str(package), sent__to="CPCC", sent__medium=Medium.USB.value)
    put(act, sent__seals="A-1, A-2", sent__tracking="SF 123")
    act.force.setChecked(True)
    assert "foreign" in act.told()
    after.write(act)
    made = after.view.deliveries[0]
    assert (made.to, made.medium, made.seals, made.foreign) == ("CPCC", Medium.USB, ("A-1", "A-2"), True)
    assert made.digest == hashlib.sha256(b"not of ours").hexdigest()
    assert after.view.state is FilingState.SENT
    assert after.dialog.sent.table.rows.total == 1
    after.dialog.reject()


def test_a_package_that_no_build_has_is_refused_and_nothing_is_lost(after: After, tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(b"not of ours")
    act = after.open("sent", None, SentAct)
    put(act, sent__package="\0file", sent__file=str(package), sent__to="CPCC")
    after.write(act)
    assert act.isVisible()
    assert act.fault.text()
    assert act.value("sent-to") == "CPCC"
    assert not after.view.deliveries
    act.reject()
    after.dialog.reject()


def test_a_correction_has_its_own_due_date(after: After) -> None:
    after.sent()
    act = after.open("state", FilingState.CORRECTION, StateAct)
    put(act, state__due="2099-03-31", state__who="Ms Wang", state__reference="2026-77", state__note="pages 3 and 4")
    assert "goes from" in act.told()
    after.write(act)
    assert (after.view.state, after.view.due) == (FilingState.CORRECTION, "2099-03-31")
    said = after.dialog.events.rows.rows[0].texts[2]
    for each in ("Ms Wang", "2026-77", "pages 3 and 4", "2099-03-31"):
        assert each in said
    after.dialog.reject()


def test_the_due_date_is_set_and_taken_away(after: After) -> None:
    act = after.open("due", None, DueAct)
    assert not act.verb.isEnabled()
    act.due.put("2099-01-02")
    after.write(act)
    assert after.view.due == "2099-01-02"
    act = after.open("due", None, DueAct)
    act.due.put("")
    after.write(act)
    assert after.view.due == ""
    after.dialog.reject()


def test_withdrawing_before_sending_voids_the_round(after: After) -> None:
    reviewing.submit(after.session, after.filing, key="lin-wei", progress=NoProgress(), cancel=NeverCancel())
    act = after.open("state", FilingState.WITHDRAWN, WithdrawAct)
    assert "round becomes void" in act.told()
    after.write(act)
    assert after.view.state is FilingState.WITHDRAWN
    assert moves(after) == {"move-due"}
    after.dialog.reject()


def test_withdrawing_after_sending_writes_a_letter_that_is_shown(after: After, tmp_path: Path) -> None:
    after.sent()
    act = after.open("state", FilingState.WITHDRAWN, WithdrawAct)
    put(act, withdraw__out=str(tmp_path / "letter.pdf"), withdraw__basis="The product is not sold any more.")
    assert "takes nothing back" in act.told()
    after.write(act)
    shown = top(PapersDialog)
    after.settle(after.window)
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert shown.pdf._sizes
    shown.reject()
    after.dialog.reject()


# -- receipts, two stages, custody


def test_a_receipt_needs_a_number_or_a_scan(after: After) -> None:
    after.sent()
    act = after.open("receipt", after.view.deliveries[0], ReceiptAct)
    assert not act.verb.isEnabled()
    put(act, receipt__number="R-9", receipt__who="Window 3")
    after.write(act)
    assert [each.number for each in after.view.deliveries[0].receipts] == ["R-9"]
    assert after.dialog.sent.table.rows.rows[0].glyph == "complete"
    after.dialog.reject()


def test_two_stages_go_from_proposal_to_final(after: After) -> None:
    after.sent(Stage.PROPOSAL)
    assert after.dialog.sent.answer.isVisibleTo(after.dialog.sent)
    act = after.open("answer", None, AnswerAct)
    put(act, answer__kind=AnswerKind.ACCEPTED.value, answer__reference="ok-1")
    after.write(act)
    act = after.open("sent", None, SentAct)
    stages = act.findChild(QComboBox, "sent-stage")
    assert stages.findData(Stage.FINAL.value) >= 0
    act.reject()
    after.sent(Stage.FINAL)
    assert after.view.deliveries[-1].follows == after.view.deliveries[0].digest
    after.dialog.reject()


def test_a_final_is_not_offered_before_the_answer(after: After) -> None:
    after.sent(Stage.PROPOSAL)
    act = after.open("sent", None, SentAct)
    assert act.findChild(QComboBox, "sent-stage").findData(Stage.FINAL.value) < 0
    act.reject()
    after.dialog.reject()


def test_the_custody_form_is_written_and_shown(after: After, tmp_path: Path) -> None:
    after.sent()
    act = after.open("custody", "", CustodyAct)
    put(act, custody__out=str(tmp_path / "custody.pdf"))
    after.write(act)
    top(PapersDialog).reject()
    assert (tmp_path / "custody.pdf").read_bytes().startswith(b"%PDF")
    after.dialog.reject()


# -- claw-back


def begun(after: After, tmp_path: Path) -> None:
    after.sent()
    act = after.open("clawback", None, ClawbackAct)
    put(act, claw__basis="Confidentiality agreement of 2024, clause 7", claw__out=str(tmp_path / "notice.pdf"))
    assert "whole package" in act.told()
    after.write(act)
    top(PapersDialog).reject()


def test_a_claw_back_goes_step_by_step_until_every_recipient_confirmed(after: After, tmp_path: Path) -> None:
    begun(after, tmp_path)
    assert after.view.clawbacks[0].open
    act = after.open("step", after.view.clawbacks[0], StepAct)
    put(act, step__text="Called the case officer", step__who="Lin Wei")
    after.write(act)
    act = after.open("replaced", after.view.clawbacks[0], ReplacedAct)
    assert "is void" in act.told()
    after.write(act)
    act = after.open("destroyed", after.view.clawbacks[0], DestroyedAct)
    put(act, destroyed__number="D-1")
    after.write(act)
    claw = after.view.clawbacks[0]
    assert not claw.open
    assert [each.text for each in claw.steps] == ["Called the case officer"]
    assert claw.replacement == after.filing.slug
    after.dialog.reject()


def test_ranges_are_numbers(after: After, tmp_path: Path) -> None:
    after.sent()
    act = after.open("clawback", None, ClawbackAct)
    put(act, claw__basis="Agreement", claw__ranges="1, two")
    assert not act.verb.isEnabled()
    put(act, claw__ranges="1，2 3")
    assert act.numbers() == (1, 2, 3)
    act.reject()
    after.dialog.reject()


def test_nothing_sent_means_nothing_to_claw_back(after: After) -> None:
    assert not after.dialog.claws.begin.isEnabled()
    assert after.dialog.claws.begin.toolTip()
    after.dialog.reject()


# -- kept and erased


def test_a_hold_stands_in_the_way_of_erasing_until_the_keeper_ends_it(after: After) -> None:
    act = after.open("hold", None, HoldAct)
    put(act, hold__reference="Case 12")
    after.write(act)
    assert after.view.held
    erase = after.open("erase", None, EraseAct)
    put(erase, erase__confirm=after.filing.slug, erase__reason="because")
    assert not erase.verb.isEnabled()
    assert "legal hold" in erase.told()
    erase.reject()
    act = after.open("release", None, ReleaseAct)
    assert not act.verb.isEnabled()
    put(act, release__note="settled")
    after.write(act)
    assert not after.view.held
    after.dialog.reject()


def test_the_retention_is_years_or_a_day(after: After) -> None:
    act = after.open("retain", None, RetainAct)
    act.number.setValue(5)
    after.write(act)
    first = after.view.retain_until
    assert first
    act = after.open("retain", None, RetainAct)
    act.date.setDate(QDate.fromString(first, "yyyy-MM-dd").addYears(-2))
    assert "keeper" in act.told()
    after.write(act)
    assert after.view.retain_until < first
    after.dialog.reject()


def test_erasing_wants_the_name_typed_and_says_what_stays(after: After) -> None:
    act = after.open("erase", None, EraseAct)
    assert "Stays" in act.told()
    assert "Older copies" in act.told()
    put(act, erase__reason="The client asked for it")
    assert not act.verb.isEnabled()
    put(act, erase__confirm=after.filing.slug.upper())
    assert not act.verb.isEnabled()
    put(act, erase__confirm=after.filing.slug)
    after.write(act)
    report = top(ErasedDialog)
    assert after.view.erased
    report.reject()
    assert moves(after) == {"move-due"}
    after.dialog.reject()


# -- the start page


def test_the_start_page_narrows_to_a_state(opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    session = opened.desk.session
    filing = opened.desk.filing
    filings.add_filing(session, product=filing.product, template="escrow-deposit", slug="second")
    opened.desk.changed("filing")
    settle(opened)
    register.withdraw(session, filing, progress=NoProgress(), cancel=NeverCancel())
    opened.desk.changed("register")
    settle(opened)
    opened.show_start()
    settle(opened)
    assert {each.filing.slug for each in opened.start.list.views()} == {filing.slug, "second"}
    qtbot.mouseClick(opened.start.list.findChild(QPushButton, "only-withdrawn"), Qt.MouseButton.LeftButton)
    assert [each.filing.slug for each in opened.start.list.views()] == [filing.slug]
    opened.start.refresh()  # remembered
    assert [each.filing.slug for each in opened.start.list.views()] == [filing.slug]
    opened.start.list.narrow(None)
    assert len(opened.start.list.views()) == 2


def test_the_start_page_and_the_package_step_open_the_same(opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    from codebinder.workflow.views import Step

    opened.show_start()
    settle(opened)
    found = opened.start.findChild(QPushButton, f"after-{opened.desk.filing.slug}")
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    settle(opened)
    top(AfterDialog).reject()
    opened.show_step(Step.PACKAGE)
    settle(opened)
    qtbot.mouseClick(opened.page().findChild(QPushButton, "after-sent"), Qt.MouseButton.LeftButton)
    settle(opened)
    top(AfterDialog).reject()
