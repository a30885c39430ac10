"""The templates' window: what there is, a new one from another, faults beside the lines, previews, nothing lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from codebinder.model.shelf import Origin
from codebinder.ui.gallery import prose
from codebinder.ui.gallery.cards import rows_of
from codebinder.ui.gallery.copying import CopyDialog
from codebinder.ui.gallery.editor import Editor
from codebinder.ui.gallery.page import GalleryPage
from codebinder.ui.main_window import MainWindow
from codebinder.workflow import gallery, shelves
from helpers.effort import within

Settle = Callable[[MainWindow], None]


@pytest.fixture
def own(window: MainWindow) -> Path:
    """Make a template of one's own."""
    return shelves.copy_new(window.desk.environment, "escrow-deposit", "our-escrow", {"en": "Ours", "zh": "我们的"})


@pytest.fixture
def page(window: MainWindow, own: Path, settle: Settle) -> GalleryPage:
    made = window.templates.show(str(own))
    settle(window)
    return made


@pytest.fixture
def editor(page: GalleryPage, settle: Settle) -> Editor:
    page.details.edit_wanted.emit(page.browser.current(), 0)
    settle(page.desk.parent())
    assert page.editor is not None
    return page.editor


def checked(editor: Editor, qtbot: QtBot) -> None:
    """Wait until what was typed last has been checked."""
    token = editor._token
    qtbot.waitUntil(lambda: editor._token > token and not editor.desk.gauges.busy)


def rows(page: GalleryPage) -> list[str]:
    held = page.browser.list
    return [held.item(at).text() for at in rows_of(held)]


def press(widget: object, name: str) -> None:
    widget.findChild(QPushButton, name).click()


def test_the_gallery_shows_whose_a_template_is_its_status_and_its_faults(
    window: MainWindow, page: GalleryPage, own: Path, qtbot: QtBot, settle: Settle
) -> None:
    assert "Ours\n我们的\ninternational · draft · 0.1 · your own" in rows(page)
    assert any("suspended" in row and "shipped" in row for row in rows(page))
    page.browser.search.setText("银监会")
    assert len(rows(page)) == 1
    page.browser.search.clear()
    first, second, *_ = rows_of(page.browser.list)
    page.browser.list.setCurrentRow(first)
    qtbot.keyClick(page.browser.search, Qt.Key.Key_Down)
    assert page.browser.list.currentRow() == second
    page.browser.status.setCurrentIndex(page.browser.status.findData("draft"))
    page.browser.status.activated.emit(1)
    assert rows(page)
    assert all(" · draft · " in row for row in rows(page))
    own.write_bytes(own.read_bytes().replace(b"status: draft", b"state: draft"))
    page.refresh(str(own))
    settle(window)
    assert any("our-escrow" in row and "unknown" in row for row in rows(page))
    qtbot.waitUntil(lambda: page.details.faults.count() == 2)
    assert re.match(r'Line \d+, column 1: Unknown key "state"', page.details.faults.item(1).text())


def test_a_new_one_is_made_from_a_shipped_one_and_opened(
    window: MainWindow, page: GalleryPage, qtbot: QtBot, settle: Settle
) -> None:
    shipped = next(each for each in page._rows if each.id == "cn-cbrc-317")
    page.details.edit_wanted.emit(shipped, 0)
    settle(window)
    assert page.editor.code.isReadOnly()
    assert page.editor.verb.isHidden()
    press(page.editor, "make-a-copy")
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, CopyDialog) and each.isVisible())
    settle(window)
    assert dialog.id.text() == "cn-cbrc-317-own"
    dialog.id.setText("our-escrow")
    dialog.go()
    settle(window)
    assert "already" in dialog.fault.text()
    dialog.findChild(QLineEdit, "template-id").setText("bank-annex")
    dialog.go()
    settle(window)
    assert page.editor.placed.id == "bank-annex"
    assert page.editor.placed.origin is Origin.OWN
    assert not page.editor.code.isReadOnly()


def test_faults_stand_beside_the_lines_while_one_types_and_a_likely_word_mends_them(
    editor: Editor, qtbot: QtBot, settle: Settle
) -> None:
    assert editor.faults.summary.text() == "No faults."
    text = editor.code.toPlainText()
    before = text.split("\n")
    line = before.index("    kind: text") + 1
    editor.code.go_to(line, 11)
    qtbot.keyClicks(editor.code, "x")
    checked(editor, qtbot)
    assert list(editor.code._faults) == [line]
    assert editor.faults.list.count() == 1
    assert not editor.preview.note.isHidden()
    assert editor.preview.tree.topLevelItemCount() > 10
    editor.faults.list.setCurrentRow(0)
    editor.faults.mend.click()
    checked(editor, qtbot)
    assert editor.code.toPlainText() == text
    assert editor.preview.note.isHidden()
    qtbot.keyClick(editor.code, Qt.Key.Key_Tab)
    qtbot.keyClick(editor.code, Qt.Key.Key_Return)
    assert "\t" not in editor.code.toPlainText()
    assert editor.code.find_text("Questionnaire", again=False) or editor.code.find_text("questionnaire")


def test_what_is_typed_is_never_lost_and_never_overwrites_another_program(
    page: GalleryPage, editor: Editor, own: Path, qtbot: QtBot, settle: Settle
) -> None:
    window = page.desk.parent()
    saved = own.read_text()
    qtbot.keyClicks(editor.code, "# typed ")
    assert editor.state.text() == "not saved"
    page.leave_editor()
    assert own.read_text() == saved
    page.details.edit_wanted.emit(page.browser.current(), 0)
    settle(window)
    again = page.editor
    assert again.code.toPlainText() == "# typed " + saved
    again.save()
    settle(window)
    assert (own.read_text(), again.state.text()) == ("# typed " + saved, "saved")
    assert not own.with_name("template.yaml.draft").exists()
    qtbot.keyClicks(again.code, "# more ")
    own.write_text("# of another program\n" + saved)
    qtbot.waitUntil(lambda: again.findChild(QPushButton, "load-other") is not None)
    again.save()
    settle(window)
    assert own.read_text() == "# of another program\n" + saved
    press(again, "save-over")
    settle(window)
    assert own.read_text() == again.code.toPlainText()


def test_nothing_takes_the_place_of_a_text_that_is_not_shown(
    page: GalleryPage, own: Path, qtbot: QtBot, settle: Settle
) -> None:
    saved, draft = own.read_bytes() + b"# " + b"x" * 30_000, own.with_name("template.yaml.draft")
    own.write_bytes(saved)
    page.details.edit_wanted.emit(page.browser.current(), 0)
    page.editor.save()
    settle(page.desk.parent())
    qtbot.keyClicks(page.editor.code, "id: x")
    page.editor.save()
    settle(page.desk.parent())
    page.leave_editor()
    settle(page.desk.parent())
    assert own.read_bytes() == saved
    assert not draft.exists()


def test_what_could_not_be_saved_is_kept_beside_the_template(
    page: GalleryPage, editor: Editor, own: Path, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClicks(editor.code, "# typed ")
    own.write_text("# of another program\n", encoding="utf-8")
    editor.save()
    settle(page.desk.parent())
    assert own.read_text(encoding="utf-8") == "# of another program\n"
    page.leave_editor()
    settle(page.desk.parent())
    assert own.with_name("template.yaml.draft").read_text(encoding="utf-8").startswith("# typed ")


def test_a_draft_does_not_overwrite_what_another_program_wrote_after_it(
    page: GalleryPage, own: Path, qtbot: QtBot, settle: Settle
) -> None:
    shelves.keep_draft(own, "# typed\n")
    os.utime(own.with_name("template.yaml.draft"), (1, 1))
    written = own.read_text(encoding="utf-8")
    page.details.edit_wanted.emit(page.browser.current(), 0)
    settle(page.desk.parent())
    qtbot.waitUntil(lambda: page.editor.findChild(QPushButton, "load-other") is not None)
    assert page.editor.code.toPlainText() == "# typed\n"
    page.editor.save()
    settle(page.desk.parent())
    assert own.read_text(encoding="utf-8") == written
    press(page.editor, "save-over")
    settle(page.desk.parent())
    assert own.read_text(encoding="utf-8") == "# typed\n"


def test_the_form_can_be_tried_and_the_pages_seen_and_nothing_is_written(
    editor: Editor, own: Path, qtbot: QtBot, settle: Settle
) -> None:
    window = editor.desk.parent()
    held = {path: path.read_bytes() for path in own.parent.iterdir()}
    form = editor.preview.form
    qtbot.waitUntil(lambda: not form._todo and bool(form.rows))
    asked = [each.id for each in editor.preview._template.requirements]
    assert set(form.rows) <= set(asked)
    assert form.rows["beneficiary"].editor.value() == "Example Bank"
    line = form.rows["agreement_date"].editor
    line.put("2026-02-30")
    line.committed.emit()
    assert "2026-02-30" in form.rows["agreement_date"]._fault.text()
    assert form.rows["third_party"].isHidden() is False
    form.fact_tried.emit("has_third_party", "no")
    settle(window)
    assert form.rows["third_party"].isHidden() is True
    editor.preview.tabs.setCurrentWidget(editor.preview.pages)
    settle(window)
    assert editor.preview.pages.count >= 1
    assert {path: path.read_bytes() for path in own.parent.iterdir()} == held


def test_a_dropped_template_is_checked_and_offered(
    window: MainWindow, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    path = tmp_path / "given.yaml"
    text = gallery.find(window.desk.environment, "escrow-deposit").text.replace(b"id: escrow-deposit", b"id: given", 1)
    path.write_bytes(text)
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.templates.shown)
    page = window.templates.page
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "take-in") is not None)
    press(page, "take-in")
    settle(window)
    assert (shelves.own_folder(window.desk.environment) / "given" / "template.yaml").read_bytes() == text
    window.set_language("zh")
    settle(window)
    assert window.templates.shown
    assert any("自有" in row for row in rows(window.templates.page))


def test_a_readme_is_plain_text_whatever_it_says() -> None:
    text = "# A *head*\nSee [here](http://evil.example/x) and\n`code`.\n- one\n  more\n- <img src=file:///x>\n"
    text += "```\na  b\n```\n"
    assert list(prose.blocks(text)) == [
        ("heading", "A head"),
        ("text", "See [here](http://evil.example/x) and `code`."),
        ("item", "one more"),
        ("item", "<img src=file:///x>"),
        ("code", "a  b"),
    ]
    assert prose.plain("See [here](http://evil.example/x) and `code`.") == "See here and code."
    assert len(within(80, lambda: list(prose.blocks("[" * 50_000 + "\n`**" * 20_000)))) < 200
    within(80, lambda: prose.plain("[" * 4000 + "**`" * 4000))
