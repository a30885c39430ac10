"""People's own rules in the window: read and tried while one types, kept, named in findings; values allowed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPushButton,
)
from pytestqt.qtbot import QtBot

from codebinder.model.findings import Confidence, FindingState
from codebinder.ui.detection.lists import RulesDialog
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.workflow import ownrules, scanning, sources
from helpers.detection_dialogs import QUIET, TOKEN_LINE, Settle, all_items, choose, dialog, findings, texts, tried
from helpers.git_repo import RepoBuilder


@pytest.fixture
def rules(redaction: RedactionPage, opened: MainWindow, settle: Settle) -> RulesDialog:
    """Give the dialog of detection rules, opened from the step."""
    choose(redaction, "Detection rules")
    settle(opened)
    return dialog(RulesDialog)


def test_words_are_tried_on_a_text_marked_and_added(
    rules: RulesDialog, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    assert texts(rules.tree) == ["None yet."]
    qtbot.mouseClick(rules.add, Qt.MouseButton.LeftButton)
    panel = rules.adding
    panel.text.setPlainText("Project Kestrel\n*kestrel_*")
    panel.box.text.setPlainText("/* 不得 𝒳 Project Kestrel */\nint kestrel_mode;\nint other;")
    tried(panel, opened, settle, qtbot)
    assert panel.box.marked() == ["Project Kestrel", "kestrel_"]
    assert [item.text(0) for item in all_items(panel.box.hits)] == ["1", "2"]
    panel.title.setText("Code names")
    qtbot.mouseClick(panel.verb, Qt.MouseButton.LeftButton)
    settle(opened)
    session, _ = opened.desk.need()
    (view,) = ownrules.lists(session).items
    assert (view.kind, view.title, view.words) == ("words", "Code names", 2)
    assert rules.tabs.currentIndex() == 0
    assert [item.text(3) for item in all_items(rules.tree)] == ["words: 2"]


def test_a_faulty_pattern_is_told_while_it_is_typed_and_never_added(
    rules: RulesDialog, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    panel = rules.adding
    rules.tabs.setCurrentIndex(1)
    panel.kind.setCurrentIndex(panel.kind.findData("pattern"))
    panel.text.setPlainText("SN-(broken")
    panel.id.setText("serial")
    tried(panel, opened, settle, qtbot)
    assert panel.fault.isVisible()
    assert "RE2" in panel.fault.text()
    panel.verb.click()
    settle(opened)
    session, _ = opened.desk.need()
    assert ownrules.lists(session).total == 0
    panel.text.setPlainText("SN-([0-9]{8})")
    panel.box.text.setPlainText("id = SN-12345678")
    tried(panel, opened, settle, qtbot)
    assert not panel.fault.isVisible()
    assert panel.box.marked() == ["12345678"]


def test_a_pattern_needs_an_id(rules: RulesDialog, opened: MainWindow, settle: Settle) -> None:
    panel = rules.adding
    rules.tabs.setCurrentIndex(1)
    panel.kind.setCurrentIndex(panel.kind.findData("pattern"))
    panel.text.setPlainText("SN-([0-9]{8})")
    panel.verb.click()
    settle(opened)
    assert "needs an id" in panel.fault.text()


@pytest.mark.parametrize(
    ("kind", "bad", "word"),
    [
        ("words", "ab\n", "words:1"),
        ("gitleaks", "[[rules]]\nid = 3\n", "gitleaks"),
        ("pack", "schema: 1\nrules: 7\n", "pack"),
        ("allow", "[[allow]]\nnothing = 1\n", "allow:2"),
    ],
)
def test_every_kind_of_list_tells_its_faults(
    rules: RulesDialog, opened: MainWindow, settle: Settle, qtbot: QtBot, kind: str, bad: str, word: str
) -> None:
    panel = rules.adding
    rules.tabs.setCurrentIndex(1)
    panel.kind.setCurrentIndex(panel.kind.findData(kind))
    panel.text.setPlainText(bad)
    tried(panel, opened, settle, qtbot)
    assert word in panel.fault.text()


def test_an_allow_list_is_tried_with_the_shipped_rules(
    rules: RulesDialog, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    panel = rules.adding
    rules.tabs.setCurrentIndex(1)
    panel.kind.setCurrentIndex(panel.kind.findData("allow"))
    panel.text.setPlainText('[[allow]]\npath = "samples/**"\n')
    panel.box.text.setPlainText('token = "ghp_' + '1fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gU"\n')
    for path, allowed in (("src/a.c", False), ("samples/a.c", True)):
        panel.box.path.setText(path)
        panel.box.wait()
        tried(panel, opened, settle, qtbot)
        reasons = [item.text(4) for item in all_items(panel.box.hits)]
        assert reasons, panel.fault.text()
        assert any("allowed" in each for each in reasons) == allowed


def test_an_entry_that_matched_nothing_is_shown_and_a_removed_list_comes_back_by_undo(
    rules: RulesDialog, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    session, _ = opened.desk.need()
    ownrules.add(session, "allow", b'[[allow]]\npath = "no/where/**"\n', file="allow.toml", name="samples")
    opened.desk.changed("rules")
    settle(opened)
    assert "allow.toml" in rules.unmatched.text()
    rules.tree.setCurrentItem(rules.tree.topLevelItem(0))
    qtbot.mouseClick(rules.remove, Qt.MouseButton.LeftButton)
    settle(opened)
    assert ownrules.lists(session).total == 0
    assert not rules.unmatched.isVisible()
    qtbot.keyClick(rules, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(opened)
    assert "allow.toml" in rules.unmatched.text()


def test_own_rules_keep_people_s_names_in_the_queue(
    redaction: RedactionPage, opened: MainWindow, settle: Settle
) -> None:
    session, filing = redaction.desk.need()
    toml = b"[[rules]]\nid = \"curve\"\ndescription = \"c\"\nregex = '''mgd_[a-z]+'''\nkeywords = [\"mgd_\"]\n"
    ownrules.add(session, "gitleaks", toml, file="gitleaks.toml", name="ours")
    scanning.scan(session, filing, **QUIET)
    opened.desk.changed("findings")
    settle(opened)
    own = next(each for each in findings(redaction) if each.rule.startswith("own:") and each.state is FindingState.OPEN)
    name = ownrules.names(session)[own.rule]
    assert name != own.rule
    redaction.queue.only.setCurrentIndex(redaction.queue.only.findData("all"))
    rows = [redaction.queue.model.index(at, 0).data() for at in range(redaction.queue.model.rowCount())]
    assert name in rows
    assert own.rule not in rows
    redaction.queue.go_to(own.id)
    settle(opened)
    assert name in redaction.panes.card.text()
    mark = redaction.view.marks.named(own.id)
    assert mark is not None
    assert mark.label == name


@pytest.mark.parametrize(("answer", "everywhere"), [(0, False), (1, True)])
def test_a_value_is_allowed_here_or_everywhere_with_a_note(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot, answer: int, everywhere: bool
) -> None:
    finding = next(
        each for each in findings(redaction) if each.rule == "private-address" and each.confidence is not Confidence.LOW
    )
    redaction.queue.only.setCurrentIndex(redaction.queue.only.findData("all"))
    assert redaction.queue.go_to(finding.id)
    redaction.actions.allow.trigger()
    qtbot.keyClicks(redaction.panes.ask.field, "a test bench, krnp")
    redaction.panes.ask._answers[answer].click()
    settle(opened)
    session, filing = redaction.desk.need()
    (view,) = ownrules.lists(session).items
    assert (view.kind, view.note) == (
        "allowed-finding" if view.kind == "allowed-finding" else ownrules.FINDING,
        "a test bench, krnp",
    )
    body = ownrules.unsealed(session, ownrules.find(session, view.id))
    assert (body["context_tag"] == "") == everywhere
    scanning.scan(session, filing, **QUIET)
    after = next(each for each in findings(redaction) if each.path == finding.path and each.start == finding.start)
    assert after.confidence is Confidence.LOW


def test_what_stands_inside_an_archive_is_shown_with_its_member(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conf/deep.env", TOKEN_LINE)
    repo = RepoBuilder(tmp_path / "more.git", bare=True)
    repo.tag("v1", repo.commit({b"vendor/pack.zip": packed.getvalue(), b"a.c": b"int a;\n"}))
    session, filing = redaction.desk.need()
    sources.add_repository(session, filing, repo=repo.path, rev="v1", slug="more", **QUIET)
    scanning.scan(session, filing, **QUIET)
    opened.desk.changed("findings")
    settle(opened)
    finding = next(each for each in findings(redaction) if each.member)
    redaction.queue.only.setCurrentIndex(redaction.queue.only.findData("all"))
    assert redaction.queue.go_to(finding.id)
    settle(opened)
    assert "inside the archive: conf/deep.env" in redaction.panes.card.text()
    assert "line" not in redaction.panes.card.text()
    where = redaction.queue.view.currentIndex().siblingAtColumn(1).data()
    assert where == "pack.zip › deep.env"
    redaction.actions.allow.trigger()
    assert not redaction.panes.ask.isVisible(), "no entry can tell such a place"


def test_a_workbook_that_is_held_elsewhere_lets_nobody_add(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(redaction.desk), "can_write", property(lambda _self: False))
    choose(redaction, "Detection rules")
    settle(opened)
    made = dialog(RulesDialog)
    made.adding.text.setPlainText("Project Kestrel")
    assert not made.adding.verb.isEnabled()
    assert not made.findChild(QPushButton, "remove-list").isEnabled()
