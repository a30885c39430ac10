"""Openings and recovery: nothing is revealed before it was told in words, and each file does what it is for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Verdict
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.package import PackagePage
from codebinder.ui.pages.verify import VerifyPage
from codebinder.ui.redacting.opening import OpeningDialog
from codebinder.ui.redacting.recovery import ExportRecovery, ImportRecovery
from codebinder.workflow import openings, recovery, redacting, reviewing
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]
ENGINEER, LEGAL = "lin-wei", "chen-yu"


@pytest.fixture
def page(opened: MainWindow, settle: Settle, tmp_path: Path) -> PackagePage:
    """Give the package page with a round that is signed."""
    session, filing = opened.desk.need()
    reviewing.submit(session, filing, key=ENGINEER, progress=NoProgress(), cancel=NeverCancel())
    reviewing.decide(session, filing, ids=None, verdict=Verdict.APPROVE, key=LEGAL)
    reviewing.sign(session, filing, key=LEGAL, progress=NoProgress(), cancel=NeverCancel())
    opened.show_step(Step.PACKAGE)
    settle(opened)
    made = opened.page()
    assert isinstance(made, PackagePage)
    (tmp_path / "out").mkdir()
    made.set_out(tmp_path / "out")
    return made


def dialog(kind: type[QDialog]) -> QDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def secret(window: MainWindow) -> str:
    """Name the redaction of the trade secret."""
    session, filing = window.desk.need()
    return next(each.id for each in redacting.redactions(session, filing) if each.path == b"src/qos.c")


@pytest.fixture
def asking(page: PackagePage, opened: MainWindow, settle: Settle, tmp_path: Path) -> OpeningDialog:
    """Give the dialog with one redaction chosen for one recipient."""
    page.openings.click()
    settle(opened)
    found = dialog(OpeningDialog)
    assert isinstance(found, OpeningDialog)
    assert not found.verb.isEnabled()
    found.tick({secret(opened)})
    found.to.setText(ENGINEER)
    found.out.setText(str(tmp_path / "one.age"))
    assert found.verb.isEnabled()
    return found


def texts(found: QDialog) -> str:
    return "\n".join(each.text() for each in found.findChildren(QLabel) if each.isVisible())


def test_without_a_signed_round_nothing_can_be_opened(opened: MainWindow, settle: Settle) -> None:
    opened.show_step(Step.PACKAGE)
    settle(opened)
    made = opened.page()
    assert isinstance(made, PackagePage)
    assert not made.openings.isEnabled()
    assert "signed" in made.openings.toolTip()


def test_before_the_key_it_says_what_is_revealed_to_whom_and_that_it_stays(
    asking: OpeningDialog, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    asking.verb.click()
    settle(opened)
    said = texts(asking)
    assert secret(opened) in said
    assert "src/qos.c" in said
    assert "console.key" not in said
    assert "Lin Wei" in said
    assert "age1" in said
    assert "Of round 1: ranges" in said
    assert "can't be taken back" in said
    session, filing = opened.desk.need()
    assert openings.made(session, filing) == ()
    assert not (tmp_path / "one.age").exists()
    asking.back.click()
    assert asking.stack.currentIndex() == 0
    asking.reject()


def test_an_unknown_recipient_is_refused_in_the_dialog(
    asking: OpeningDialog, opened: MainWindow, settle: Settle
) -> None:
    asking.to.setText("nobody at all")
    asking.verb.click()
    settle(opened)
    assert asking.fault.isVisible()
    assert asking.stack.currentIndex() == 0
    asking.reject()


def write(asking: OpeningDialog, window: MainWindow, settle: Settle) -> None:
    asking.verb.click()
    settle(window)
    asking.verb.click()
    settle(window)


def test_an_opening_is_written_and_stands_in_the_register(
    asking: OpeningDialog, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    write(asking, opened, settle)
    assert (tmp_path / "one.age").is_file()
    session, filing = opened.desk.need()
    (row,) = openings.made(session, filing)
    assert "Lin Wei" in row.recipient_name
    assert asking.register.rows.rowCount() == 1
    assert "is written" in texts(asking)
    asking.reject()


def verify_page(window: MainWindow, settle: Settle) -> VerifyPage:
    window.show_step(Step.VERIFY)
    settle(window)
    made = window.page()
    assert isinstance(made, VerifyPage)
    return made


def test_an_opening_dropped_beside_its_package_shows_what_was_hidden(
    asking: OpeningDialog, page: PackagePage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    write(asking, opened, settle)
    asking.reject()
    page.build.click()
    settle(opened)
    assert page.result.made is not None
    verify = verify_page(opened, settle)
    assert verify.drop([str(tmp_path / "one.age"), str(page.result.made.archive)])
    settle(opened)
    check = verify.opening
    assert check.verdict is not None
    assert check.verdict.exit_code == 0
    assert check.table.rows.rowCount() == 1
    assert "curve_alpha = 0.618" in check.text.toPlainText()
    (tmp_path / "rebuilt").mkdir()
    check.rebuild_into(tmp_path / "rebuilt")
    settle(opened)
    assert check.verdict is not None
    assert check.verdict.rebuilt
    rebuilt = next((tmp_path / "rebuilt").rglob("qos.c"))
    session, filing = opened.desk.need()
    assert rebuilt.read_bytes() == redacting.file_view(session, filing, "gateway", b"src/qos.c").data


def test_an_opening_of_something_else_is_refused_in_words(
    asking: OpeningDialog, page: PackagePage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    write(asking, opened, settle)
    asking.reject()
    page.build.click()
    settle(opened)
    assert page.result.made is not None
    data = bytearray((tmp_path / "one.age").read_bytes())
    data[-3] ^= 1
    (tmp_path / "one.age").write_bytes(data)
    verify = verify_page(opened, settle)
    verify.drop([str(page.result.made.archive)])
    verify.drop([str(tmp_path / "one.age")])
    settle(opened)
    assert verify.opening.verdict is None
    assert not verify.opening.rebuild.isVisible()
    assert any("open" in each.text() for each in verify.opening.findChildren(QLabel) if each.isVisible())


def test_the_build_tells_of_its_recovery_file(page: PackagePage, opened: MainWindow, settle: Settle) -> None:
    assert "none yet" in page.recovery.words.text() or "test-opened" in page.recovery.words.text()
    page.build.click()
    settle(opened)
    session, _ = opened.desk.need()
    state = recovery.state(session)
    assert state.made
    found = page.result.summary.findChild(QLabel, "recovery-file")
    assert found is not None
    assert state.name in found.text()
    assert state.name in page.recovery.words.text()


def test_a_recovery_file_is_exported_by_passphrase_and_brings_a_workbook_back(
    page: PackagePage, opened: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    page.recovery.export.click()
    settle(opened)
    export = dialog(ExportRecovery)
    assert isinstance(export, ExportRecovery)
    out = tmp_path / "safe.recovery"
    export.out.setText(str(out))
    export.passphrase.setText("long enough to hold")
    export.again.setText("long enough to fold")
    assert not export.verb.isEnabled()
    assert "differ" in export.fault.text()
    export.again.setText("long enough to hold")
    export.whole.setChecked(True)
    export.verb.click()
    settle(opened)
    assert out.is_file()
    assert out.name in page.recovery.words.text()
    action = next(
        action
        for menu in opened.menuBar().actions()
        for action in menu.menu().actions()  # type: ignore[attr-defined]
        if "recovery" in action.text()
    )
    action.trigger()
    bring = dialog(ImportRecovery)
    assert isinstance(bring, ImportRecovery)
    bring.source.setText(str(out))
    bring.workbook.setText(str(tmp_path / "back.codebinder"))
    assert not bring.verb.isEnabled()
    bring.passphrase.setText("long enough to hold")
    bring.verb.click()
    settle(opened)
    assert (tmp_path / "back.codebinder").is_file()
    assert opened.desk.session is not None
    assert opened.desk.session.path.name == "back.codebinder"


def test_the_dialogs_can_be_left_by_their_buttons(page: PackagePage, opened: MainWindow, settle: Settle) -> None:
    page.openings.click()
    settle(opened)
    found = dialog(OpeningDialog)
    close = found.findChild(QPushButton, "opening-close")
    assert close is not None
    close.click()
    settle(opened)
    assert not any(isinstance(each, OpeningDialog) and each.isVisible() for each in QApplication.topLevelWidgets())
