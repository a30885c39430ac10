"""From nothing to a filing: workbook, product, template, by the window's own dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from codebinder.ui.begin import ProductDialog, SampleDialog, WorkbookDialog
from codebinder.ui.chooser import TemplateDialog
from codebinder.ui.main_window import MainWindow
from codebinder.workflow import filings, vendors
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]


def press(window: MainWindow, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(window.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def shown(kind: type[QDialog]) -> QDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def put(dialog: QDialog, name: str, text: str) -> None:
    dialog.findChild(QLineEdit, name).setText(text)


def new_workbook(window: MainWindow, qtbot: QtBot, path: Path, settle: Settle) -> None:
    press(window, qtbot, "new-workbook")
    dialog = shown(WorkbookDialog)
    put(dialog, "vendor", "Example Devices Ltd.")
    put(dialog, "workbook-path", str(path))
    qtbot.mouseClick(dialog.findChild(QPushButton, "do-it"), Qt.MouseButton.LeftButton)
    settle(window)


def new_product(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    press(window, qtbot, "first-product")
    dialog = shown(ProductDialog)
    put(dialog, "product-name", "Example Router")
    put(dialog, "product-version", "1.2")
    qtbot.mouseClick(dialog.findChild(QPushButton, "do-it"), Qt.MouseButton.LeftButton)
    settle(window)


def test_a_newcomer_gets_to_the_form_by_four_clicks_and_four_words(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    new_workbook(window, qtbot, tmp_path / "first.codebinder", settle)
    assert window.desk.session is not None
    new_product(window, qtbot, settle)
    press(window, qtbot, "first-filing")
    settle(window)
    dialog = shown(TemplateDialog)
    assert isinstance(dialog, TemplateDialog)
    dialog.search.setText("escrow")
    assert dialog.chosen() is not None
    assert dialog.chosen().id == "escrow-deposit"
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.step is Step.FILING
    assert filings.template(window.desk.session, window.desk.filing).id == "escrow-deposit"
    assert [each.name for each in vendors.products(window.desk.session)] == ["Example Router"]


def test_a_workbook_without_a_vendor_is_refused_in_the_dialog(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    press(window, qtbot, "new-workbook")
    dialog = shown(WorkbookDialog)
    put(dialog, "workbook-path", str(tmp_path / "none.codebinder"))
    qtbot.mouseClick(dialog.findChild(QPushButton, "do-it"), Qt.MouseButton.LeftButton)
    assert "vendor" in dialog.fault.text()
    assert not (tmp_path / "none.codebinder").exists()
    dialog.reject()


def test_a_workbook_that_is_there_already_is_refused_with_its_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    path = tmp_path / "held.codebinder"
    path.write_bytes(b"something else")
    new_workbook(window, qtbot, path, settle)
    dialog = shown(WorkbookDialog)
    assert dialog.fault.isVisible()
    assert path.read_bytes() == b"something else"
    dialog.reject()


def test_a_file_that_is_no_workbook_is_told_in_the_bar(window: MainWindow, tmp_path: Path, settle: Settle) -> None:
    path = tmp_path / "odd.codebinder"
    path.write_bytes(b"no database at all")
    window.desk.open_workbook(path)
    settle(window)
    assert window.desk.session is None
    assert "odd.codebinder" in window.jobbar.text()


def test_the_sample_is_made_and_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path, settle: Settle) -> None:
    press(window, qtbot, "try-sample")
    dialog = shown(SampleDialog)
    put(dialog, "sample-path", str(tmp_path / "try"))
    qtbot.mouseClick(dialog.findChild(QPushButton, "do-it"), Qt.MouseButton.LeftButton)
    settle(window)
    assert window.desk.session is not None
    assert window.desk.session.path.parent == tmp_path / "try"
    assert window.desk.view is not None
    assert window.desk.view.redactions > 0


def test_recent_workbooks_are_remembered(opened: MainWindow, sample: Path, settle: Settle, qtbot: QtBot) -> None:
    opened.desk.close_workbook()
    settle(opened)
    opened.start.refresh()
    names = [each.accessibleName() for each in opened.start.findChildren(QPushButton)]
    assert f"Open {sample.name}" in names


@pytest.mark.parametrize(("name", "kind"), [("a.codebinder", "workbook"), ("a.pdf", "document"), ("a.bin", "image")])
def test_what_is_dropped_is_told_by_name_and_beginning(tmp_path: Path, name: str, kind: str) -> None:
    from codebinder.ui.dropping import what_is

    (tmp_path / name).write_bytes(b"\x7fELF something")
    assert what_is(tmp_path / name) == kind
