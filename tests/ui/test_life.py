"""A filing's template while the filing is open: screens put to it and taken off, and another version moved over to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from codebinder import templates
from codebinder.ui.chooser import TemplateDialog
from codebinder.ui.gallery.cards import rows_of
from codebinder.ui.life.aside import AsideDialog
from codebinder.ui.life.attach import AttachDialog, DetachDialog
from codebinder.ui.life.migrate import MigrateDialog
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.filing import FilingPage
from codebinder.workflow import filings, refitting, shelves
from codebinder.workflow.views import Step
from helpers.small_template import HEAD, SOURCE

Settle = Callable[[MainWindow], None]
_W = TypeVar("_W", bound=QWidget)

TOP = HEAD.replace("id: small", "id: our-screen").replace("schema: 1\n", "schema: 1\nkind: screen\n")
SCREEN = f"""{TOP}requirements:
  - {{id: os_held, kind: text, level: required, label: {{en: Is any held?}}, {SOURCE}}}
listing: {{mode: none}}
redaction: {{allowed: no, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, {SOURCE}}}
"""


@pytest.fixture
def shelf(window: MainWindow) -> Path:
    folder = shelves.own_folder(window.desk.environment)
    (folder / "our-screen").mkdir(parents=True)
    (folder / "our-screen" / "template.yaml").write_text(SCREEN, encoding="utf-8")
    return folder


@pytest.fixture
def page(shelf: Path, opened: MainWindow, settle: Settle) -> FilingPage:
    assert shelf
    opened.desk.go(Step.FILING)
    settle(opened)
    made = opened.page()
    assert isinstance(made, FilingPage)
    return made


def shown(kind: type[_W]) -> _W:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    assert found
    return found[-1]


def click(qtbot: QtBot, where: QWidget, name: str) -> None:
    found = where.findChild(QPushButton, name)
    assert found is not None, name
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_screen_is_added_answered_and_taken_off_in_the_window(
    page: FilingPage, opened: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    session, filing = opened.desk.need()
    click(qtbot, page, "add-screen")
    dialog = shown(AttachDialog)
    while dialog.list.currentItem() is not None and "our-screen" not in str(dialog.list.currentItem().data(256)):
        dialog.list.setCurrentRow(dialog.list.currentRow() + 1)
    click(qtbot, dialog, "attach-screen")
    settle(opened)
    assert [each.id for each in filings.frozen(session, filing).attached] == ["our-screen"]
    qtbot.waitUntil(lambda: "os_held" in page._rows)
    filings.set_fields(session, filing, {"os_held": "nothing"})
    click(qtbot, page, "detach-our-screen")
    click(qtbot, shown(DetachDialog), "detach-screen")
    settle(opened)
    assert "os_held" not in page._rows
    assert [each.requirement for each in refitting.asides(session, filing)] == ["os_held"]
    click(qtbot, page, "aside")
    aside = shown(AsideDialog)
    assert aside.text.toPlainText() == "nothing"
    click(qtbot, aside, "drop-aside")
    assert refitting.asides(session, filing) == ()


def test_a_filing_moves_over_by_choice_and_sees_before_what_that_means(
    page: FilingPage, shelf: Path, opened: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    session, filing = opened.desk.need()
    assert page.findChild(QPushButton, "migrate") is None
    held = filings.frozen(session, filing)
    newer = held.text.replace(f'version: "{held.version}"'.encode(), b'version: "99.0"', 1)
    (shelf / held.id).mkdir()
    (shelf / held.id / "template.yaml").write_bytes(newer)
    opened.desk.changed("filing")
    settle(opened)
    click(qtbot, page, "migrate")
    dialog = shown(MigrateDialog)
    settle(opened)
    qtbot.waitUntil(dialog.verb.isEnabled)
    assert [dialog.tabs.tabText(at) for at in range(dialog.tabs.count())][-1] == "What becomes of the answers"
    click(qtbot, dialog, "migrate-now")
    settle(opened)
    assert filings.frozen(session, filing).version == "99.0"
    assert page.findChild(QPushButton, "migrate") is None
    assert page._rows


def test_a_new_filing_is_chosen_by_what_there_is_to_do_and_begins_with_its_screens(
    shelf: Path, opened: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    assert shelf
    dialog = TemplateDialog(opened.desk, opened)
    dialog.open()
    settle(opened)
    headings = [dialog.list.item(at).text() for at in range(dialog.list.count()) if at not in rows_of(dialog.list)]
    assert headings
    assert all("our-screen" not in dialog.list.item(at).data(256).ref for at in rows_of(dialog.list))
    dialog.search.setText("escrow-deposit")
    settle(opened)
    next(box for name, box in dialog.screens._boxes.items() if name == "our-screen").setChecked(True)
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle(opened)
    session, filing = opened.desk.need()
    template = filings.template(session, filing)
    assert (template.id, [each.id for each in template.attached]) == ("escrow-deposit", ["our-screen"])


def test_what_a_chooser_needs_is_read_without_the_rest() -> None:
    for head in templates.heads():
        template = templates.find(head.id)
        assert (head.kind, head.status, head.jurisdiction, head.confidence, head.check_by) == (
            template.kind.value, template.status.value, template.jurisdiction, template.confidence, template.check_by,
        )  # fmt: skip
        assert (head.names, head.authority, head.verify_before_use) == (
            template.names, template.authority, template.verify_before_use,
        )  # fmt: skip
