"""People in the window: a key in two clicks, fingerprints read aloud, and everything that the keeper signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from codebinder.errors import UserError
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Duty, Loss, PublicKey, Role, SignedType
from codebinder.ui.keys import fits
from codebinder.ui.main_window import MainWindow
from codebinder.ui.people.dialog import KeysDialog
from codebinder.ui.people.duties import DelegateDialog, DutiesDialog, EndDialog
from codebinder.ui.people.fingerprint import FingerprintPanel, compare
from codebinder.ui.people.losing import KeeperDialog, RemoveDialog, RevokeDialog
from codebinder.ui.people.newkey import NewKeyDialog
from codebinder.ui.people.succession import EndorseDialog, SuccessorsDialog, TakeOverDialog
from codebinder.ui.people.trusting import TrustDialog
from codebinder.ui.people.words import signed_name
from codebinder.workflow import filings, people, reviewing
from codebinder.workflow.environment import Environment

Settle = Callable[[MainWindow], None]
T = TypeVar("T")
ONE = "0123456789abcdef" * 4


def shown_dialog(kind: type[T]) -> T:
    """Give the visible dialog of a kind."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


@pytest.fixture
def dialog(opened: MainWindow, settle: Settle) -> KeysDialog:
    made = KeysDialog(opened.desk, opened)
    made.open()
    settle(opened)
    return made


@pytest.fixture
def third(opened: MainWindow, dialog: KeysDialog, settle: Settle) -> PublicKey:
    """Put a third person on the sample's roster."""
    session = opened.desk.session
    assert session is not None
    key = people.create_key(session.environment, "zhao-min", role=Role.LEGAL, person="Zhao Min")
    people.trust(session, "zhao-min")
    dialog.refresh()
    settle(opened)
    return key


def keeper(dialog: KeysDialog) -> PublicKey:
    held = dialog.seen.held.keeper
    assert held is not None
    return held


def other(dialog: KeysDialog) -> PublicKey:
    roster = dialog.seen.held.roster
    assert roster is not None
    return next(each for each in roster.members if each.fingerprint != roster.keeper)


def sign(opened: MainWindow, act: Any, settle: Settle) -> None:
    assert act.verb.isEnabled(), act.said()
    act.verb.click()
    settle(opened)


# -- keys


def test_a_key_is_made_in_two_clicks(
    dialog: KeysDialog, opened: MainWindow, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("codebinder.ui.people.newkey.account_name", lambda: "Sun Li")
    qtbot.mouseClick(dialog.new, Qt.MouseButton.LeftButton)
    asked = shown_dialog(NewKeyDialog)
    qtbot.mouseClick(asked.verb, Qt.MouseButton.LeftButton)
    settle(opened)
    assert "sun-li" in {each.name for each in people.keys(opened.desk.environment)}
    assert dialog.mine.name() == "sun-li"
    dialog.reject()


def test_the_public_line_can_be_copied_and_saved(
    dialog: KeysDialog, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    dialog.mine.copy()
    settle(opened)
    copied = QApplication.clipboard().text()
    assert copied.startswith("codebinder-key1:")
    dialog.mine.save(tmp_path / "line.txt")
    settle(opened)
    assert (tmp_path / "line.txt").read_text(encoding="utf-8").startswith("codebinder-key1:")
    dialog.reject()


def test_without_a_workbook_there_are_only_keys(window: MainWindow, settle: Settle) -> None:
    made = KeysDialog(window.desk, window)
    made.open()
    settle(window)
    assert [made.tabs.isTabVisible(at) for at in range(3)] == [True, False, False]
    assert made.mine.findChild(QPushButton, "first-key") is not None
    assert not made.trust.isVisible()
    made.reject()


def test_a_keychain_that_cannot_be_read_hides_the_keys_only(
    opened: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_environment: Environment) -> tuple[PublicKey, ...]:
        raise UserError("The keychain is locked.")

    monkeypatch.setattr(people, "keys", locked)
    made = KeysDialog(opened.desk, opened)
    made.open()
    settle(opened)
    assert "locked" in made.fault.text()
    assert made.roster.tree.topLevelItemCount() == 2
    assert not made.trust.isEnabled()
    made.reject()


# -- fingerprints by voice


def test_a_fingerprint_heard_right_matches() -> None:
    spoken = people.spelled(ONE)
    assert compare(spoken, ONE).whole
    assert compare(spoken.replace("-", " "), ONE).whole
    assert compare(ONE.upper(), ONE).whole


@pytest.mark.parametrize("group", [1, 4, 8])
def test_a_group_misheard_is_named(group: int) -> None:
    groups = people.spelled(ONE).split()
    wrong = groups[group - 1]
    groups[group - 1] = ("1" if wrong[0] == "0" else "0") + wrong[1:]
    found = compare(" ".join(groups), ONE)
    assert (found.whole, found.at) == (False, group)


def test_what_is_heard_so_far_is_no_verdict() -> None:
    groups = people.spelled(ONE).split()
    found = compare(" ".join(groups[:3]), ONE)
    assert (found.whole, found.at, found.left) == (False, 0, 5)


def test_more_than_the_fingerprint_is_no_match() -> None:
    assert not compare(people.spelled(ONE) + " 1", ONE).whole


def test_the_panel_says_match_or_where_it_differs(window: MainWindow, qtbot: QtBot) -> None:
    panel = FingerprintPanel()
    qtbot.addWidget(panel)
    panel.put(ONE)
    qtbot.keyClicks(panel.heard, people.spelled(ONE))
    assert panel.compared
    assert panel.verdict.text().startswith("Match")
    panel.heard.setText("9" * 20)
    assert not panel.compared
    assert "group 1" in panel.verdict.text()
    panel.put(ONE[::-1])
    assert panel.heard.text() == ""


# -- what the keeper signs


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the line of somebody whose key was made on another computer."""
    from codebinder import app

    folder = tmp_path / "other-keys"
    folder.mkdir(mode=0o700)
    with monkeypatch.context() as patch:
        patch.setenv("CODEBINDER_KEY_DIR", str(folder))
        patch.setenv("CODEBINDER_KEY_PASSPHRASE", "another computer")
        away = app.environment(ask=False)
        people.create_key(away, "qian-yu", role=Role.LEGAL, person="Qian Yu")
        return people.export_key(away, "qian-yu")


def test_somebody_is_trusted_only_after_her_fingerprint_was_compared(
    dialog: KeysDialog, opened: MainWindow, settle: Settle, qtbot: QtBot, stranger: str
) -> None:
    dialog.act("trust", stranger)
    asked = shown_dialog(TrustDialog)
    settle(opened)
    assert "Qian Yu" in asked.who.text()
    assert "not been compared" in asked.said()
    assert not asked.verb.isEnabled()
    spoken = people.spelled(asked._public.fingerprint)  # what she reads from her own screen
    qtbot.keyClicks(asked.panel.heard, spoken)
    assert "was compared" in asked.said()
    sign(opened, asked, settle)
    assert "Qian Yu" in {each.person for each in people.roster(opened.desk.session).members}
    assert dialog.history.rows.total == people.roster(opened.desk.session).version
    dialog.reject()


def test_a_line_from_a_file_is_read(
    dialog: KeysDialog, opened: MainWindow, settle: Settle, tmp_path: Path, stranger: str
) -> None:
    path = tmp_path / "qian-yu.txt"
    path.write_text(f"# from Qian Yu\n{stranger}\n", encoding="utf-8")
    dialog.act("trust", str(path))
    asked = shown_dialog(TrustDialog)
    settle(opened)
    assert "Qian Yu" in asked.who.text()
    asked.reject()
    dialog.reject()


@pytest.mark.parametrize("text", ["codebinder-key1:nonsense", "no such file", "age1xyz"])
def test_a_line_that_is_none_is_refused(dialog: KeysDialog, opened: MainWindow, settle: Settle, text: str) -> None:
    dialog.act("trust", text)
    asked = shown_dialog(TrustDialog)
    settle(opened)
    assert asked.fault.isVisible()
    assert not asked.verb.isEnabled()
    asked.reject()
    dialog.reject()


def test_duties_are_said_before_they_are_signed(dialog: KeysDialog, opened: MainWindow, settle: Settle) -> None:
    who = other(dialog)
    dialog.act("duties", who)
    asked = shown_dialog(DutiesDialog)
    assert not asked.verb.isEnabled()  # nothing is changed yet
    held = asked.boxes.value()
    asked.boxes.boxes[held[-1]].setChecked(False)
    assert "Not any more" in asked.said()
    sign(opened, asked, settle)
    roster = people.roster(opened.desk.session)
    assert dict(roster.duties)[who.fingerprint] == held[:-1]
    dialog.reject()


def test_a_delegation_names_both_what_where_and_how_long(
    dialog: KeysDialog, third: PublicKey, opened: MainWindow, settle: Settle
) -> None:
    roster = people.roster(opened.desk.session)
    giver = next(each for each in roster.members if each.role is Role.LEGAL and each != third)
    dialog.act("delegate", giver)
    asked = shown_dialog(DelegateDialog)
    asked.taker.setCurrentIndex(asked.taker.findData(third.fingerprint))
    asked.filing.setCurrentIndex(1)
    assert "Zhao Min" in asked.said()
    assert asked.until.value() in asked.said()
    asked.boxes.put((Duty.APPROVE,))
    sign(opened, asked, settle)
    made = people.roster(opened.desk.session).delegations
    assert [(each.giver, each.taker, each.duties) for each in made] == [
        (giver.fingerprint, third.fingerprint, (Duty.APPROVE,))
    ]
    assert made[0].filing
    dialog.act("end", made[0])
    ending = shown_dialog(EndDialog)
    ending.void.setChecked(True)
    assert "open again" in ending.said()
    sign(opened, ending, settle)
    assert not people.roster(opened.desk.session).delegations
    dialog.reject()


def test_a_delegation_that_was_ended_is_said_to_be_over(
    dialog: KeysDialog, third: PublicKey, opened: MainWindow, settle: Settle
) -> None:
    session = opened.desk.session
    people.delegate(session, giver=keeper(dialog).name, taker="lin-wei", duties=(Duty.APPROVE,))
    engineer = next(each for each in people.roster(session).members if each.name == "lin-wei")
    assert fits(engineer, Role.LEGAL, people.roster(session), session.environment.stamp()[:10])
    people.end_delegation(session, giver=keeper(dialog).name, taker="lin-wei")
    dialog.refresh()
    settle(opened)
    assert not fits(engineer, Role.LEGAL, people.roster(session), session.environment.stamp()[:10])
    assert "in the place of" not in dialog.roster.may(engineer)
    dialog.reject()


def test_nobody_stands_in_for_herself(dialog: KeysDialog, opened: MainWindow) -> None:
    dialog.act("delegate", other(dialog))
    asked = shown_dialog(DelegateDialog)
    asked.taker.setCurrentIndex(asked.giver.currentIndex())
    assert not asked.verb.isEnabled()
    asked.reject()
    dialog.reject()


def test_a_revocation_says_what_stops_counting(dialog: KeysDialog, opened: MainWindow, settle: Settle) -> None:
    who, session = other(dialog), opened.desk.session
    filing = filings.resolve(session, None)
    reviewing.submit(session, filing, key=who.name, progress=NoProgress(), cancel=NeverCancel())
    dialog.act("revoke", who)
    settle(opened)
    asked = shown_dialog(RevokeDialog)
    assert "Nothing that counts now stops counting" in asked.said()
    asked.compromised.setChecked(True)
    asked.last.setChecked(False)
    asked.number.setValue(0)
    QApplication.processEvents()
    assert not asked.verb.isEnabled()  # what would be lost is not known yet
    asked.ask()
    settle(opened)
    assert "submissions: 1" in asked.said()
    assert f"{filing.slug} round 1" in asked.said()
    sign(opened, asked, settle)
    revoked = people.roster(opened.desk.session).revoked
    assert [(each.fingerprint, each.loss, each.after) for each in revoked] == [(who.fingerprint, Loss.COMPROMISED, 0)]
    assert "nothing any more" in dialog.roster.may(who)
    dialog.reject()


def test_the_keeper_does_not_revoke_or_remove_herself(dialog: KeysDialog, opened: MainWindow, settle: Settle) -> None:
    for name, kind in (("revoke", RevokeDialog), ("remove", RemoveDialog)):
        dialog.act(name, keeper(dialog))
        settle(opened)
        asked = shown_dialog(kind)
        assert not asked.verb.isEnabled()
        assert "hand on the keeping" in asked.said().lower()
        asked.reject()
    dialog.reject()


def test_taking_off_says_that_nothing_of_hers_counts(
    dialog: KeysDialog, third: PublicKey, opened: MainWindow, settle: Settle
) -> None:
    dialog.act("remove", third)
    settle(opened)
    asked = shown_dialog(RemoveDialog)
    assert "ever signed counts" in asked.said()
    sign(opened, asked, settle)
    assert third not in people.roster(opened.desk.session).members
    dialog.reject()


def test_the_keeping_is_handed_on(dialog: KeysDialog, opened: MainWindow, settle: Settle) -> None:
    who = other(dialog)
    dialog.act("keeper", who)
    asked = shown_dialog(KeeperDialog)
    assert "can't take that back" in asked.said()
    sign(opened, asked, settle)
    assert people.roster(opened.desk.session).keeper == who.fingerprint
    dialog.reject()


def test_successors_endorse_and_the_new_keeper_takes_over(
    dialog: KeysDialog, third: PublicKey, opened: MainWindow, settle: Settle
) -> None:
    dialog.act("successors", None)
    asked = shown_dialog(SuccessorsDialog)
    for box in asked.boxes.values():
        box.setChecked(True)
    asked.need.setValue(2)
    assert "2 of 2" in asked.said()
    sign(opened, asked, settle)
    new = other(dialog)
    for fingerprint in people.roster(opened.desk.session).successors.keys:
        dialog.act("endorse", None)
        one = shown_dialog(EndorseDialog)
        settle(opened)
        one.mine.setCurrentIndex(one.mine.findData(fingerprint))
        one.who.setCurrentIndex(one.who.findData(new.fingerprint))
        settle(opened)
        sign(opened, one, settle)
    dialog.act("take-over", None)
    last = shown_dialog(TakeOverDialog)
    last.mine.setCurrentIndex(last.mine.findData(new.fingerprint))
    settle(opened)
    assert "Endorsed by 2" in last.said()
    sign(opened, last, settle)
    assert people.roster(opened.desk.session).keeper == new.fingerprint
    dialog.reject()


def test_who_is_not_endorsed_takes_nothing_over(
    dialog: KeysDialog, third: PublicKey, opened: MainWindow, settle: Settle
) -> None:
    people.set_successors(opened.desk.session, [third.fingerprint], 1)
    dialog.refresh()
    settle(opened)
    dialog.act("take-over", None)
    last = shown_dialog(TakeOverDialog)
    settle(opened)
    assert not last.verb.isEnabled()
    last.reject()
    dialog.reject()


def test_whoever_is_not_the_keeper_looks_and_changes_nothing(
    dialog: KeysDialog, opened: MainWindow, settle: Settle
) -> None:
    held = dialog.seen.held
    dialog.roster.show_held(replace(held, keys=tuple(each for each in held.keys if each != keeper(dialog))))
    buttons = dialog.roster.findChildren(QPushButton)
    acts = [
        each for each in buttons if each.objectName().startswith("roster-") and each.isVisible() and each.isEnabled()
    ]
    assert acts == []
    dialog.reject()


def test_the_history_is_in_words_in_both_languages(
    open_window: Callable[..., MainWindow], sample: Path, settle: Settle
) -> None:
    window = open_window("zh", "dark")
    window.desk.open_workbook(sample)
    settle(window)
    made = KeysDialog(window.desk, window)
    made.open()
    settle(window)
    said = made.history.rows.rows[-1].texts[3]
    assert any("\u4e00" <= each <= "\u9fff" for each in said)
    made.reject()


@pytest.mark.parametrize("kind", list(SignedType), ids=[each.value for each in SignedType])
def test_every_kind_of_signed_object_has_a_word(kind: SignedType) -> None:
    assert signed_name(kind)
