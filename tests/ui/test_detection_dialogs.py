"""Detection in the window: own rules with their test box, allowing, reports in and out, code's facts, crown jewels."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTreeWidget,
    QTreeWidgetItem,
)
from pytestqt.qtbot import QtBot

from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.ui.detection.adding import AddPanel
from codebinder.ui.detection.facts import FactsDialog
from codebinder.ui.detection.jewels import JewelsDialog, ProtectDialog
from codebinder.ui.detection.lists import RulesDialog
from codebinder.ui.detection.reports import ExportDialog, ImportDialog
from codebinder.ui.dialogs import Dialog
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.workflow import filings, importing, jewels, ownrules, scanning, sources, vendors
from codebinder.workflow.views import Step
from helpers.git_repo import RepoBuilder

Settle = Callable[[MainWindow], None]
D = TypeVar("D", bound=Dialog)
TOKEN_LINE = "TOKEN=ghp_" + "1fK9sQ2mZ7xB4vT6rW8yL3nP5dH0jC2aE1gU\n"
QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}


@pytest.fixture
def page(opened: MainWindow, settle: Settle) -> RedactionPage:
    """Give the redaction page of the sample."""
    opened.show_step(Step.REDACTION)
    settle(opened)
    made = opened.page()
    assert isinstance(made, RedactionPage)
    return made


def choose(page: RedactionPage, text: str) -> None:
    """Choose an entry of the step's menu of detection."""
    action = next(each for each in page.detection.menu().actions() if text in each.text())
    action.trigger()


def dialog(kind: type[D]) -> D:
    """Give the dialog that has opened."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def all_items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """Give every row of a tree, children behind their parents."""

    def below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        return [item, *(each for at in range(item.childCount()) for each in below(item.child(at)))]

    return [each for at in range(tree.topLevelItemCount()) for each in below(tree.topLevelItem(at))]


def texts(tree: QTreeWidget) -> list[str]:
    return [item.text(0) for item in all_items(tree)]


def findings(page: RedactionPage) -> tuple[Finding, ...]:
    session, filing = page.desk.need()
    return scanning.findings(session, filing).items


def tried(panel: AddPanel, window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    """Wait until what was typed has been tried."""
    qtbot.waitUntil(lambda: not panel.box._timer.isActive())
    settle(window)


@pytest.fixture
def rules(page: RedactionPage, opened: MainWindow, settle: Settle) -> RulesDialog:
    """Give the dialog of detection rules, opened from the step."""
    choose(page, "Detection rules")
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
        assert reasons
        assert any("allowed" in each for each in reasons) == allowed


def test_an_entry_that_matched_nothing_is_shown_and_a_list_is_removed_after_a_word(
    rules: RulesDialog, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    session, _ = opened.desk.need()
    ownrules.add(session, "allow", b'[[allow]]\npath = "no/where/**"\n', file="allow.toml", name="samples")
    opened.desk.changed("rules")
    settle(opened)
    assert "allow.toml" in rules.unmatched.text()
    rules.tree.setCurrentItem(rules.tree.topLevelItem(0))
    qtbot.mouseClick(rules.remove, Qt.MouseButton.LeftButton)
    assert "samples" in rules.ask.accessibleName()
    assert ownrules.lists(session).total == 1
    rules.ask._answers[0].click()
    settle(opened)
    assert ownrules.lists(session).total == 0
    assert not rules.unmatched.isVisible()


def test_own_rules_keep_people_s_names_in_the_queue(page: RedactionPage, opened: MainWindow, settle: Settle) -> None:
    session, filing = page.desk.need()
    toml = b"[[rules]]\nid = \"curve\"\ndescription = \"c\"\nregex = '''mgd_[a-z]+'''\nkeywords = [\"mgd_\"]\n"
    ownrules.add(session, "gitleaks", toml, file="gitleaks.toml", name="ours")
    scanning.scan(session, filing, **QUIET)
    opened.desk.changed("findings")
    settle(opened)
    own = next(each for each in findings(page) if each.rule.startswith("own:") and each.state is FindingState.OPEN)
    name = ownrules.names(session)[own.rule]
    assert name != own.rule
    page.queue.only.setCurrentIndex(page.queue.only.findData("all"))
    rows = [page.queue.model.index(at, 0).data() for at in range(page.queue.model.rowCount())]
    assert name in rows
    assert own.rule not in rows
    page.queue.go_to(own.id)
    settle(opened)
    assert name in page.panes.card.text()
    mark = page.view.marks.named(own.id)
    assert mark is not None
    assert mark.label == name


@pytest.mark.parametrize(("answer", "everywhere"), [(0, False), (1, True)])
def test_a_value_is_allowed_here_or_everywhere_with_a_note(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot, answer: int, everywhere: bool
) -> None:
    finding = next(
        each for each in findings(page) if each.rule == "private-address" and each.confidence is not Confidence.LOW
    )
    page.queue.only.setCurrentIndex(page.queue.only.findData("all"))
    assert page.queue.go_to(finding.id)
    page.actions.allow.trigger()
    qtbot.keyClicks(page.panes.ask.field, "a test bench, krnp")
    page.panes.ask._answers[answer].click()
    settle(opened)
    session, filing = page.desk.need()
    (view,) = ownrules.lists(session).items
    assert (view.kind, view.note) == (
        "allowed-finding" if view.kind == "allowed-finding" else ownrules.FINDING,
        "a test bench, krnp",
    )
    body = ownrules.unsealed(session, ownrules.find(session, view.id))
    assert (body["context_tag"] == "") == everywhere
    scanning.scan(session, filing, **QUIET)
    after = next(each for each in findings(page) if each.path == finding.path and each.start == finding.start)
    assert after.confidence is Confidence.LOW


def test_what_stands_inside_an_archive_is_shown_with_its_member(
    page: RedactionPage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conf/deep.env", TOKEN_LINE)
    repo = RepoBuilder(tmp_path / "more.git", bare=True)
    repo.tag("v1", repo.commit({b"vendor/pack.zip": packed.getvalue(), b"a.c": b"int a;\n"}))
    session, filing = page.desk.need()
    sources.add_repository(session, filing, repo=repo.path, rev="v1", slug="more", **QUIET)
    scanning.scan(session, filing, **QUIET)
    opened.desk.changed("findings")
    settle(opened)
    finding = next(each for each in findings(page) if each.member)
    page.queue.only.setCurrentIndex(page.queue.only.findData("all"))
    assert page.queue.go_to(finding.id)
    settle(opened)
    assert "inside the archive: conf/deep.env" in page.panes.card.text()
    assert "line" not in page.panes.card.text()
    where = page.queue.view.currentIndex().siblingAtColumn(1).data()
    assert where == "pack.zip › deep.env"
    page.actions.allow.trigger()
    assert not page.panes.ask.isVisible(), "no entry can tell such a place"


def sarif(places: list[tuple[str, int]]) -> dict[str, object]:
    results = [
        {
            "ruleId": "secret",
            "message": {"text": "a secret"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": path},
                        "region": {"startLine": line, "startColumn": 1, "endLine": line, "endColumn": 12},
                    }
                }
            ],
        }
        for path, line in places
    ]
    return {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "othertool"}}, "results": results}]}


def test_a_report_is_imported_told_in_words_and_removed(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    report = tmp_path / "other.sarif"
    report.write_text(json.dumps(sarif([("src/qos.c", 12), ("no/such.c", 1)])), encoding="utf-8")
    before = len(findings(page))
    choose(page, "Import")
    settle(opened)
    made = dialog(ImportDialog)
    assert not made.verb.isEnabled()
    qtbot.keyClicks(made.path, str(report))
    qtbot.mouseClick(made.verb, Qt.MouseButton.LeftButton)
    settle(opened)
    assert "othertool names 2 places" in made.result.text()
    assert "New findings: 1" in made.result.text()
    assert "no/such.c" in made.faults.toPlainText()
    assert len(findings(page)) == before + 1
    session, filing = page.desk.need()
    (held,) = importing.imports(session, filing)
    made.held.setCurrentItem(made.held.topLevelItem(0))
    made.forget.click()
    settle(opened)
    assert held.name not in " ".join(texts(made.held))
    assert len(findings(page)) == before


def test_a_report_of_no_known_form_is_refused_in_the_dialog(
    page: RedactionPage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    report = tmp_path / "notes.txt"
    report.write_text("nothing of use", encoding="utf-8")
    choose(page, "Import")
    made = dialog(ImportDialog)
    made.path.setText(str(report))
    made.verb.click()
    settle(opened)
    assert made.fault.isVisible()
    assert "notes.txt" in made.fault.text()
    assert made.verb.isEnabled()


def test_findings_are_exported_as_sarif_and_compared_with_an_earlier_log(
    page: RedactionPage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    out = tmp_path / "filing.sarif"
    for earlier in ("", str(out)):
        choose(page, "Export")
        made = dialog(ExportDialog)
        made.path.setText(str(out))
        made.previous.setText(earlier)
        made.verb.click()
        settle(opened)
        rows = json.loads(out.read_text(encoding="utf-8"))["runs"][0]["results"]
        assert len(rows) == len(findings(page))
        assert {row.get("baselineState") for row in rows} == ({"unchanged"} if earlier else {None})


def test_what_the_code_says_stands_by_kind_and_leads_to_file_and_line(
    page: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    choose(page, "What the code says")
    settle(opened)
    made = dialog(FactsDialog)
    assert not made.isModal()
    said = texts(made.tree)
    assert any(each.startswith("Cryptography (") for each in said)
    item = next(each for each in all_items(made.tree) if each.text(0) == "src/update.c:58")
    made.tree.itemActivated.emit(item, 0)
    settle(opened)
    assert page.place == ("gateway", b"src/update.c")
    assert page.view.document.line_of(page.view.caret) == 57
    made.text.setText("postgres")
    assert [each for each in texts(made.tree) if each.isdecimal()] == ["5432"]


def test_rows_that_the_code_proposes_are_taken_into_the_table(opened: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    session, filing = opened.desk.need()
    vendors.set_product(session, filing.product, {"uses_crypto": "yes"})
    mine = [{"algorithm": "AES", "strength": "256", "purpose": "the tunnel"}]
    filings.set_fields(session, filing, {"crypto_algorithms": json.dumps(mine)})
    opened.show_step(Step.FILING)
    settle(opened)
    take = opened.page().findChild(QPushButton, "take-crypto_algorithms")
    assert take.isVisible()
    assert not opened.page().findChild(QPushButton, "take-management_ports").isVisible()
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    settle(opened)
    rows = json.loads(filings.answers(session, filing)["crypto_algorithms"])
    assert rows[0] == mine[0]
    assert "SM4" in [row["algorithm"] for row in rows]
    table = opened.page().findChild(QTableWidget, "field-crypto_algorithms")
    assert table.rowCount() == len(rows)
    assert not take.isVisible()


def test_a_contradiction_leads_to_its_row_and_is_decided_there(
    opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    session, filing = opened.desk.need()
    name = "contradicted_uses_crypto"
    filings.set_fields(session, filing, {}, rulings={name: ""})
    opened.desk.changed("form")
    settle(opened)
    opened.show_step(Step.FILING, name)
    settle(opened)
    row = opened.page().findChild(QFrame, f"contradiction-{name}")
    said = " ".join(each.text() for each in row.findChildren(QLabel))
    assert "OpenSSL (library) at src/update.c:58" in said
    assert not row.visibleRegion().isEmpty()
    row.findChildren(QPushButton)[1].click()
    line = row.findChild(QLineEdit)
    qtbot.keyClicks(line, "the system library does it, krnp")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(opened)
    assert dict(filings.facts(session, filing).rulings)[name] == "the system library does it, krnp"


def test_a_place_is_shown_even_when_the_page_was_never_open(opened: MainWindow, settle: Settle) -> None:
    action = next(
        each for each in opened.findChildren(type(opened.menuBar().actions()[0])) if "code says" in each.text()
    )
    action.trigger()
    settle(opened)
    made = dialog(FactsDialog)
    item = next(each for each in all_items(made.tree) if each.text(0) == "src/update.c:58")
    made.tree.setCurrentItem(item)
    made.goto.click()
    settle(opened)
    assert opened.step is Step.REDACTION
    shown = opened.page()
    assert isinstance(shown, RedactionPage)
    assert shown.place == ("gateway", b"src/update.c")
    assert shown.view.document.line_of(shown.view.caret) == 57


def test_selected_code_is_protected_listed_found_elsewhere_and_removed(
    page: RedactionPage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    page.open_at("gateway", b"src/qos.c", 1)
    settle(opened)
    document = page.view.document
    page.view.select(document.span(9)[0], document.span(document.lines - 2)[1])
    page.actions.protect.trigger()
    asked = dialog(ProtectDialog)
    assert not asked.verb.isEnabled(), "a jewel needs a name"
    asked.label.setText("the shaper")
    assert asked.what.currentData() == "lines"
    asked.verb.click()
    settle(opened)
    session, _ = page.desk.need()
    (row,) = jewels.jewels(session)
    assert (row.label, row.path, row.first, row.last) == ("the shaper", b"src/qos.c", 10, document.lines - 1)
    choose(page, "Crown jewels")
    settle(opened)
    made = dialog(JewelsDialog)
    assert texts(made.tree)[0] == "the shaper (J-1)"
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "copy.c").write_bytes(page.view.data)
    made.look_in(tmp_path / "there")
    settle(opened)
    assert texts(made.hits) == ["copy.c"]
    made.tree.setCurrentItem(made.tree.topLevelItem(0))
    made.remove.click()
    assert jewels.jewels(session)
    made.ask._answers[0].click()
    settle(opened)
    assert not jewels.jewels(session)


def test_a_function_that_is_not_there_is_told_in_the_dialog(
    page: RedactionPage, opened: MainWindow, settle: Settle
) -> None:
    page.open_at("gateway", b"src/qos.c", 1)
    settle(opened)
    page.actions.protect.trigger()
    asked = dialog(ProtectDialog)
    asked.what.setCurrentIndex(asked.what.findData("function"))
    asked.label.setText("a name")
    asked.function.setText("no_such_function")
    asked.verb.click()
    settle(opened)
    assert "no_such_function" in asked.fault.text()
    assert asked.isVisible()


@pytest.mark.parametrize("entry", ["Detection rules", "Crown jewels", "What the code says", "Import", "Export"])
def test_every_control_of_the_dialogs_has_a_name(
    page: RedactionPage, opened: MainWindow, settle: Settle, entry: str
) -> None:
    choose(page, entry)
    settle(opened)
    made = dialog(Dialog)
    for kind in (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit):
        for each in made.findChildren(kind):
            inside = each.objectName().startswith("qt_") or "QComboBoxPrivate" in type(each).__name__
            within = isinstance(each.parent(), QAbstractItemView | QLineEdit | QComboBox)
            if each.isVisible() and not inside and not within:
                assert each.accessibleName() or getattr(each, "text", str)(), each


@pytest.mark.usefixtures("page")
def test_the_menu_bar_holds_them_only_where_there_is_something_to_work_on(opened: MainWindow, settle: Settle) -> None:
    top = next(each for each in opened.menuBar().actions() if each.text() == "&Detection")
    entries = [each for each in top.menu().actions() if not each.isSeparator()]  # type: ignore[union-attr]
    assert len(entries) == 5
    assert all(each.isEnabled() for each in entries)
    opened.desk.close_workbook()
    settle(opened)
    assert not any(each.isEnabled() for each in entries)


def test_a_workbook_that_is_held_elsewhere_lets_nobody_add(
    page: RedactionPage, opened: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(page.desk), "can_write", property(lambda _self: False))
    choose(page, "Detection rules")
    settle(opened)
    made = dialog(RulesDialog)
    made.adding.text.setPlainText("Project Kestrel")
    assert not made.adding.verb.isEnabled()
    assert not made.findChild(QPushButton, "remove-list").isEnabled()
