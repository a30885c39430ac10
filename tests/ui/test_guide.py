"""The palette, the legend, help, preferences and the bar of what comes next, in a real window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from codebinder.ui.guide.about import AboutDialog
from codebinder.ui.guide.helpwindow import HelpWindow
from codebinder.ui.guide.legend import groups
from codebinder.ui.guide.letterwords import firmware_letters, redaction_letters, review_letters
from codebinder.ui.guide.palette import Palette, open_palette
from codebinder.ui.guide.preferences import Preferences, preferences
from codebinder.ui.main_window import MainWindow
from codebinder.ui.widgets.letters import Letters
from codebinder.workflow.views import Step
from helpers.effort import within

Settle = Callable[[MainWindow], None]


def palette(window: MainWindow, qtbot: QtBot) -> Palette:
    """Open the palette, and wait for what it reads."""
    open_palette(window)
    made = window.findChild(Palette)
    assert isinstance(made, Palette)
    qtbot.waitUntil(lambda: not made.finder.busy)
    return made


def ask(made: Palette, text: str, qtbot: QtBot) -> list[str]:
    """Type something, and give what is offered."""
    made.field.setText(text)
    qtbot.waitUntil(lambda: not made.finder.busy and not made.finder.behind)
    entries = (made.rows.entry(row) for row in range(made.rows.rowCount()))
    return [each.text for each in entries if each is not None]


def test_the_palette_finds_everything_and_goes_there(opened: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    opened.show_step(Step.SOURCES)
    settle(opened)
    within(80, lambda: open_palette(opened), tries=1)
    made = palette(opened, qtbot)
    first = {row.text: row for row in (made.rows.entry(at) for at in range(made.rows.rowCount())) if row is not None}
    assert "Add a folder" in first  # the page's own
    assert "Review packet" in ask(made, "review packet", qtbot)
    whys = [each.why for at in range(made.rows.rowCount()) if (each := made.rows.entry(at)) is not None]
    assert "Open a review packet first." in whys
    assert ask(made, "scan for", qtbot)[0] == "Scan for secrets"
    assert "Submit for review" in ask(made, "subm", qtbot)
    assert "src/main.c" in ask(made, "mainc", qtbot)
    assert ask(made, "f-3", qtbot)[0].startswith("F-3 · ")
    assert any(text.startswith("R-1 · ") for text in ask(made, "r1", qtbot))
    assert "What the words mean" in ask(made, "glossary words", qtbot) or ask(made, "words mean", qtbot)
    assert "gateway-317 · Meridian Gateway 2.4.1" in ask(made, "gateway-317", qtbot)
    assert any("Approval" in text for text in ask(made, "approval", qtbot))  # a requirement that is not met
    assert ask(made, "qqqqzz", qtbot) == []
    assert made.none.isVisible()
    qtbot.keyClicks(made.field, "")
    ask(made, "redaction", qtbot)
    qtbot.keyClick(made.field, Qt.Key.Key_Down)
    assert made.list.currentIndex().row() == 1
    qtbot.keyClick(made.field, Qt.Key.Key_Up)
    qtbot.keyClick(made.field, Qt.Key.Key_Return)
    assert not made.isVisible()
    qtbot.waitUntil(lambda: opened.step is Step.REDACTION)
    settle(opened)
    again = palette(opened, qtbot)
    entry = again.rows.entry(0)
    assert entry is not None
    assert entry.text == "Redaction"  # what was used last stands first
    qtbot.keyClick(again.field, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_what_cannot_be_done_says_why_and_english_finds_it_in_chinese(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window("zh")
    made = palette(window, qtbot)
    assert ask(made, "new filing", qtbot)[0] == "新建申报"
    entry = made.rows.entry(0)
    assert entry is not None
    assert entry.why == "请先打开或新建工作簿。"
    qtbot.keyClick(made.field, Qt.Key.Key_Return)
    assert made.isVisible()  # nothing happens
    assert ask(made, "preferences", qtbot)[0] == "首选项"
    made.close_()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    held = window.findChild(HelpWindow)
    assert isinstance(held, HelpWindow)
    assert held.name == "start"
    held.search.setText("指纹")
    assert held.contents.topLevelItemCount() > 0
    held.show_name("words")
    held.go_back()
    assert held.name == "start"
    preferences(window, 1)
    preferences(window).language.setCurrentIndex(0)
    dialog = window.findChild(Preferences)
    assert dialog is not None
    dialog.language.activated.emit(0)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(Preferences)))
    assert window.desk.settings.text("lang") == "en"
    assert window.desk.lang == "en"
    assert window.findChild(HelpWindow) is None  # the next one speaks English


def keys_of(window: MainWindow) -> Counter[str]:
    """Count the shortcuts that hold on the shown page, menus and all."""
    found = [
        action.shortcut().toString()
        for action in window.findChildren(QAction)
        if action.associatedObjects() and not action.shortcut().isEmpty()
    ]
    for each in window.findChildren(QShortcut):
        home = each.parent()
        whole = each.context() is Qt.ShortcutContext.WindowShortcut
        if isinstance(home, QWidget) and home.isVisible() and home.window() is window and whole:
            found.append(each.key().toString())
    return Counter(found)


def window_page(window: MainWindow) -> QWidget:
    """Give the page that is shown."""
    page = window.stack.currentWidget()
    assert isinstance(page, QWidget)
    return page


def letters_of(page: QWidget) -> set[str]:
    """Give every letter that does something on a page."""
    return {name for each in page.findChildren(Letters) for name in each.names}


def test_the_legend_lacks_no_shortcut_and_no_two_do_different_things(
    opened: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    for step in Step:
        opened.show_step(step)
        settle(opened)
        counted = keys_of(opened)
        assert not {keys: count for keys, count in counted.items() if count > 1}, step
        native = QKeySequence.SequenceFormat.NativeText
        shown = {keys for _, _, lines in groups(opened) for _, keys in lines}
        assert {QKeySequence(keys).toString(native) for keys in counted} <= shown, step
        narrow = {each.key().toString() for each in window_page(opened).findChildren(QShortcut)}
        said = {part for keys in shown for part in keys.split(", ")}
        assert narrow <= said | {"Esc"}, step
    redaction, review = opened.show_step(Step.REDACTION) or opened.page(), None
    assert redaction is not None
    assert letters_of(redaction) == set(redaction_letters())
    opened.show_step(Step.REVIEW)
    review = opened.page()
    assert review is not None
    assert letters_of(review) == set(review_letters())
    opened.show_step(Step.FIRMWARE)
    firmware = opened.page()
    assert firmware is not None
    assert letters_of(firmware) == set(firmware_letters())


def test_letters_and_the_question_mark_are_text_where_text_is_typed(
    opened: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    opened.show_step(Step.REDACTION)
    settle(opened)
    page = opened.page()
    assert page is not None
    field = page.findChild(QLineEdit, "file-filter")
    assert field is not None
    opened.activateWindow()
    field.setFocus()
    before = opened.desk.register
    qtbot.keyClicks(field, "rkw?1/")
    assert field.text() == "rkw?1/"
    assert opened.desk.register == before
    assert not [each for each in QApplication.topLevelWidgets() if each.objectName() == "legend" and each.isVisible()]


def test_the_bar_leads_on_and_the_licences_are_searched(opened: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    opened.show_step(Step.REDACTION)
    settle(opened)
    assert opened.next_bar.isVisible()
    assert "Review" in opened.next_bar.text.text()
    qtbot.mouseClick(opened.next_bar.go, Qt.MouseButton.LeftButton)
    settle(opened)
    assert opened.step is Step.REVIEW
    assert opened.next_bar.next is not None
    made = opened.page()
    assert made is not None
    assert made.findChild(QPushButton, opened.next_bar.next.press) is not None
    opened.show_start()
    assert not opened.next_bar.isVisible()
    dialog = AboutDialog(opened)
    dialog.open()
    settle(opened)
    assert dialog.list.count() > 60
    dialog.search.setText("pikepdf")
    rows = [dialog.list.item(at) for at in range(dialog.list.count())]
    dialog.list.setCurrentItem(next(row for row in rows if row.text().startswith("pikepdf ")))
    assert "Mozilla Public License" in dialog.text.toPlainText()
    dialog.accept()


def test_every_page_of_the_preferences_opens(window: MainWindow) -> None:
    for at in range(6):
        dialog = preferences(window, at)
        assert dialog.stack.currentIndex() == at
        assert not [each for each in dialog.findChildren(QPushButton) if not each.accessibleName()]
    preferences(window, 1)
    dialog.wrap.setChecked(True)
    assert window.desk.settings.text("wrap") == "yes"
    dialog.wrap.setChecked(False)
    dialog.accept()


def test_about_tells_what_is_installed_and_it_can_be_copied_and_checked(
    opened: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    dialog = AboutDialog(opened)
    dialog.open()
    dialog.tabs.setCurrentIndex(1)
    settle(opened)
    page = dialog.installation
    told = page.text.toPlainText()
    assert "checkout of the sources" in told
    assert str(opened.desk.environment.config_dir) in told
    assert all(str(each) not in told for each in opened.desk.settings.recent())
    qtbot.mouseClick(page.verb, Qt.MouseButton.LeftButton)
    settle(opened)
    assert "git tells" in page.result.text()
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    assert copied.startswith("codebinder ")
    assert "git tells" in copied
    assert not [each for each in (page.text, page.copy, page.verb) if not each.accessibleName()]
    dialog.accept()
