"""Detection in the window: reports in and out, what the code says and contradicts, crown jewels, names of controls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
)
from pytestqt.qtbot import QtBot

from codebinder.ui.detection.facts import FactsDialog
from codebinder.ui.detection.jewels import JewelsDialog, ProtectDialog
from codebinder.ui.detection.reports import ExportDialog, ImportDialog
from codebinder.ui.dialogs import Dialog
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.workflow import filings, importing, jewels, vendors
from codebinder.workflow.views import Step
from helpers.detection_dialogs import Settle, all_items, choose, dialog, findings, texts


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
    redaction: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    report = tmp_path / "other.sarif"
    report.write_text(json.dumps(sarif([("src/qos.c", 12), ("no/such.c", 1)])), encoding="utf-8")
    before = len(findings(redaction))
    choose(redaction, "Import")
    settle(opened)
    made = dialog(ImportDialog)
    assert not made.verb.isEnabled()
    qtbot.keyClicks(made.path, str(report))
    qtbot.mouseClick(made.verb, Qt.MouseButton.LeftButton)
    settle(opened)
    assert "othertool names 2 places" in made.result.text()
    assert "New findings: 1" in made.result.text()
    assert "no/such.c" in made.faults.toPlainText()
    assert len(findings(redaction)) == before + 1
    session, filing = redaction.desk.need()
    (held,) = importing.imports(session, filing)
    made.held.setCurrentItem(made.held.topLevelItem(0))
    made.forget.click()
    settle(opened)
    assert held.name not in " ".join(texts(made.held))
    assert len(findings(redaction)) == before


def test_a_report_of_no_known_form_is_refused_in_the_dialog(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    report = tmp_path / "notes.txt"
    report.write_text("nothing of use", encoding="utf-8")
    choose(redaction, "Import")
    made = dialog(ImportDialog)
    made.path.setText(str(report))
    made.verb.click()
    settle(opened)
    assert made.fault.isVisible()
    assert "notes.txt" in made.fault.text()
    assert made.verb.isEnabled()


def test_findings_are_exported_as_sarif_and_compared_with_an_earlier_log(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    out = tmp_path / "filing.sarif"
    for earlier in ("", str(out)):
        choose(redaction, "Export")
        made = dialog(ExportDialog)
        made.path.setText(str(out))
        made.previous.setText(earlier)
        made.verb.click()
        settle(opened)
        rows = json.loads(out.read_text(encoding="utf-8"))["runs"][0]["results"]
        assert len(rows) == len(findings(redaction))
        assert {row.get("baselineState") for row in rows} == ({"unchanged"} if earlier else {None})


def test_what_the_code_says_stands_by_kind_and_leads_to_file_and_line(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    choose(redaction, "What the code says")
    settle(opened)
    made = dialog(FactsDialog)
    assert not made.isModal()
    said = texts(made.tree)
    assert any(each.startswith("Cryptography (") for each in said)
    item = next(each for each in all_items(made.tree) if each.text(0) == "src/update.c:58")
    made.tree.itemActivated.emit(item, 0)
    settle(opened)
    assert redaction.place == ("gateway", b"src/update.c")
    assert redaction.view.document.line_of(redaction.view.caret) == 57
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
    redaction: RedactionPage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    redaction.open_at("gateway", b"src/qos.c", 1)
    settle(opened)
    document = redaction.view.document
    redaction.view.select(document.span(9)[0], document.span(document.lines - 2)[1])
    redaction.actions.protect.trigger()
    asked = dialog(ProtectDialog)
    assert not asked.verb.isEnabled(), "a jewel needs a name"
    asked.label.setText("the shaper")
    assert asked.what.currentData() == "lines"
    asked.verb.click()
    settle(opened)
    session, _ = redaction.desk.need()
    (row,) = jewels.jewels(session)
    assert (row.label, row.path, row.first, row.last) == ("the shaper", b"src/qos.c", 10, document.lines - 1)
    choose(redaction, "Crown jewels")
    settle(opened)
    made = dialog(JewelsDialog)
    assert texts(made.tree)[0] == "the shaper (J-1)"
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "copy.c").write_bytes(redaction.view.data)
    made.look_in(tmp_path / "there")
    settle(opened)
    assert texts(made.hits) == ["copy.c"]
    made.tree.setCurrentItem(made.tree.topLevelItem(0))
    made.remove.click()
    settle(opened)
    assert not jewels.jewels(session)


def test_a_function_that_is_not_there_is_told_in_the_dialog(
    redaction: RedactionPage, opened: MainWindow, settle: Settle
) -> None:
    redaction.open_at("gateway", b"src/qos.c", 1)
    settle(opened)
    redaction.actions.protect.trigger()
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
    redaction: RedactionPage, opened: MainWindow, settle: Settle, entry: str
) -> None:
    choose(redaction, entry)
    settle(opened)
    made = dialog(Dialog)
    for kind in (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit):
        for each in made.findChildren(kind):
            inside = each.objectName().startswith("qt_") or "QComboBoxPrivate" in type(each).__name__
            within = isinstance(each.parent(), QAbstractItemView | QLineEdit | QComboBox)
            if each.isVisible() and not inside and not within:
                assert each.accessibleName() or getattr(each, "text", str)(), each


@pytest.mark.usefixtures("redaction")
def test_the_menu_bar_holds_them_only_where_there_is_something_to_work_on(opened: MainWindow, settle: Settle) -> None:
    top = next(each for each in opened.menuBar().actions() if each.text() == "&Detection")
    entries = [each for each in top.menu().actions() if not each.isSeparator()]  # type: ignore[union-attr]
    assert len(entries) == 5
    assert all(each.isEnabled() for each in entries)
    opened.desk.close_workbook()
    settle(opened)
    assert not any(each.isEnabled() for each in entries)
