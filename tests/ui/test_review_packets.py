"""Reviewer mode in the window: a packet goes out, is decided in apart from the workbook, signed, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from codebinder import vault
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Role, RoundState, ShownHow, Verdict
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.review import ReviewPage
from codebinder.ui.reviewing.answering import AnswerDialog
from codebinder.ui.reviewing.banner import AboutPacket
from codebinder.ui.reviewing.importing import ImportDialog
from codebinder.ui.reviewing.opening import OpenPacket
from codebinder.ui.reviewing.packetpage import PacketPage
from codebinder.ui.reviewing.sending import SendDialog
from codebinder.workflow import people, reviewing
from codebinder.workflow.views import Step
from helpers.books import Counted

Settle = Callable[[MainWindow], None]
ENGINEER, LEGAL = "lin-wei", "chen-yu"
QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}


@pytest.fixture
def page(opened: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ReviewPage:
    """Give the review page of the sample with a round that asks its lawyer by name."""
    monkeypatch.setenv("CODEBINDER_REVIEW_DIR", str(tmp_path / "reviews"))
    session, filing = opened.desk.need()
    reviewing.submit(session, filing, key=ENGINEER, reviewers=[LEGAL], **QUIET)
    opened.show_step(Step.REVIEW)
    settle(opened)
    made = opened.page()
    assert isinstance(made, ReviewPage)
    return made


def shown(kind: type[QDialog]) -> QDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def words(widget: QDialog) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def send(page: ReviewPage, opened: MainWindow, settle: Settle, **ways: object) -> Path:
    """Write a packet through the dialog; give its file."""
    page.send_packet()
    settle(opened)
    dialog = shown(SendDialog)
    assert isinstance(dialog, SendDialog)
    out = opened.desk.session.path.parent / "to-review.age"  # type: ignore[union-attr]
    dialog.out.setText(str(out))
    if ways.get("ranges"):
        dialog.ranges.setChecked(True)
    if "passphrase" in ways:
        for each, _ in dialog._ticks:
            each.setChecked(False)
        dialog.passphrase.setText(str(ways["passphrase"]))
    dialog.questions.setPlainText("Is the session table a trade secret?")
    assert dialog.verb.isEnabled()
    dialog.verb.click()
    settle(opened)
    assert "SHA-256" in words(dialog)
    dialog.reject()
    return out


def receive(opened: MainWindow, path: Path, settle: Settle, passphrase: str = "") -> PacketPage:
    """Open a packet through the dialog; give its page."""
    opened.open_paths([path])
    settle(opened)
    dialog = shown(OpenPacket)
    assert isinstance(dialog, OpenPacket)
    dialog.passphrase.setText(passphrase)
    dialog.verb.click()
    settle(opened)
    made = opened.packet_page
    assert made is not None, words(dialog)
    assert opened.stack.currentWidget() is made
    return made


def answer(opened: MainWindow, page: PacketPage, settle: Settle) -> Path:
    page.answer.click()
    settle(opened)
    dialog = shown(AnswerDialog)
    assert isinstance(dialog, AnswerDialog)
    dialog.verb.click()
    settle(opened)
    assert "Lin Wei" in words(dialog)
    dialog.reject()
    return Path(dialog.out.text())


def test_a_packet_is_decided_signed_answered_and_imported(
    page: ReviewPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    there = receive(opened, send(page, opened, settle), settle)
    board = there.board
    opened.activateWindow()
    qtbot.waitActive(opened)
    assert board.review is not None
    assert set(board.review.states.values()) == {"undecided"}
    qtbot.waitUntil(lambda: ShownHow.WHOLE in board.showing.seen.values())
    assert b"REDACTED" in board.showing.sides.after.data
    board.list.setFocus()
    qtbot.keyClick(board.list, Qt.Key.Key_A)
    settle(opened)
    board.approve_all()
    board.ask._first()
    settle(opened)
    assert set(board.review.states.values()) == {"approved"}
    count = len(board.review.subjects)
    for expected in (1, 0):  # the bulk is one step, and the one before it another
        qtbot.keyClick(board.list, Qt.Key.Key_U)
        settle(opened)
        assert board.review.count("approved") == expected
    for expected in (1, count):
        opened.desk.history.redo()
        settle(opened)
        assert board.review.count("approved") == expected
    board.show_signing()
    settle(opened)
    board.panel.sign.click()
    settle(opened)
    opened.desk.history.undo()
    settle(opened)
    assert board.review.count("approved") == count
    assert "The round is signed" in opened.jobbar.log.toPlainText()
    made = answer(opened, there, settle)
    session, filing = opened.desk.need()
    assert not any(view.decision for view in reviewing.subjects(session, filing))
    opened.open_paths([made])
    settle(opened)
    report = words(shown(ImportDialog))
    assert "Chen Yu" in report
    assert "approves the round" in report
    row = reviewing.current_round(session, filing)
    assert row is not None
    assert row.state is RoundState.SIGNED
    how = {each.shown for view in reviewing.subjects(session, filing) for each in view.judgement.decisions}  # type: ignore[union-attr]
    assert how == {ShownHow.WHOLE, ShownHow.CONTEXT, ShownHow.BULK}


def test_an_answer_that_is_imported_twice_changes_nothing(page: ReviewPage, opened: MainWindow, settle: Settle) -> None:
    there = receive(opened, send(page, opened, settle), settle)
    there.board.reject()
    there.board.ask.field.setText("hide less")
    there.board.ask._first()
    settle(opened)
    made = answer(opened, there, settle)
    for expected in ("taken in: 2", "taken in: 0"):
        page.import_answer(made)
        settle(opened)
        dialog = shown(ImportDialog)
        assert expected in words(dialog)
        dialog.reject()
    session, filing = opened.desk.need()
    assert [view.decision.comment for view in reviewing.subjects(session, filing) if view.decision] == ["hide less"]


def test_ranges_permit_decisions_and_no_signature(page: ReviewPage, opened: MainWindow, settle: Settle) -> None:
    there = receive(opened, send(page, opened, settle, ranges=True), settle)
    there.board.approve()
    settle(opened)
    assert there.board.review is not None
    assert there.board.review.count("approved") == 1
    assert there.board.showing.sides.before.data
    there.board.show_signing()
    settle(opened)
    assert not there.board.panel.sign.isEnabled()
    assert "ranges" in "\n".join(each.text() for each in there.board.panel.findChildren(QLabel))
    assert ShownHow.WHOLE not in there.board.showing.seen.values()


def test_a_packet_with_a_passphrase_asks_for_it_and_refuses_another(
    page: ReviewPage, opened: MainWindow, settle: Settle
) -> None:
    path = send(page, opened, settle, passphrase="correct horse")
    opened.open_paths([path])
    settle(opened)
    dialog = shown(OpenPacket)
    assert isinstance(dialog, OpenPacket)
    assert dialog.passphrase.isVisible()
    dialog.passphrase.setText("wrong")
    dialog.verb.click()
    settle(opened)
    assert opened.desk.packet is None
    assert dialog.fault.text()
    dialog.reject()
    assert receive(opened, path, settle, "correct horse").board.review is not None


def test_a_damaged_packet_is_refused_with_a_sentence(page: ReviewPage, opened: MainWindow, settle: Settle) -> None:
    path = send(page, opened, settle)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    opened.open_paths([path])
    settle(opened)
    dialog = shown(OpenPacket)
    assert isinstance(dialog, OpenPacket)
    dialog.verb.click()
    settle(opened)
    assert opened.desk.packet is None
    assert dialog.fault.text()
    assert dialog.verb.isEnabled()


def test_what_the_packet_says_of_itself_can_be_read_at_length(
    page: ReviewPage, opened: MainWindow, settle: Settle
) -> None:
    there = receive(opened, send(page, opened, settle), settle)
    assert "Lin Wei" in there.banner.line.text()
    there._about(2)
    text = words(shown(AboutPacket))
    assert "Is the session table a trade secret?" in text
    assert opened.desk.packet is not None
    assert opened.desk.packet.source.check.digest[:4] in text


def test_the_language_can_change_while_a_packet_is_open(page: ReviewPage, opened: MainWindow, settle: Settle) -> None:
    receive(opened, send(page, opened, settle), settle)
    opened.set_language("zh")
    settle(opened)
    assert opened.packet_page is not None
    assert opened.stack.currentWidget() is opened.packet_page
    assert opened.packet_page.board.list.rows.rowCount()
    opened.desk.hold_packet(None)
    settle(opened)
    assert opened.stack.currentWidget() is opened.start


def test_somebody_who_is_not_on_the_roster_is_told_so(page: ReviewPage, opened: MainWindow, settle: Settle) -> None:
    path = send(page, opened, settle, passphrase="correct horse")
    desk = opened.desk
    desk.close_workbook()
    held = vault.MemoryVault(randomness=Counted("stranger"))
    desk._base = desk._base.with_vault(lambda: held)
    people.create_key(desk._base, "stranger", role=Role.LEGAL, person="A Stranger")
    there = receive(opened, path, settle, "correct horse")
    said: list[str] = []
    desk.message.connect(lambda _level, text: said.append(text))
    there.board.approve()
    settle(opened)
    assert any("roster" in text for text in said)
    assert there.board.review is not None
    assert there.board.review.count("approved") == 0


def test_every_verdict_can_be_taken_back(page: ReviewPage, opened: MainWindow, settle: Settle) -> None:
    there = receive(opened, send(page, opened, settle), settle)
    board = there.board
    first = board.list.rows.rows[0].subject.id
    board.list.go_to(first)
    board.recuse()
    board.ask._first()
    settle(opened)
    assert board.review is not None
    assert board.review.states[first] == "recused"
    board.list.go_to(first)
    board.take_back()
    settle(opened)
    assert board.review.states[first] == "undecided"
    assert not any(
        each.verdict is Verdict.RECUSED for view in board.review.subjects for each in view.judgement.decisions
    )  # type: ignore[union-attr]
