"""Letters typed where text is typed are text, whatever the field; those of an input method decide nothing, or once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.ui.widgets.letters import Letters
from codebinder.workflow import redacting, reviewing
from codebinder.workflow.views import Step

Settle = Callable[[MainWindow], None]
LETTERS = "axcstnpurkvewRKN/123456789"
FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox)


def fields(window: QWidget) -> list[QWidget]:
    """Give everything in a window that takes text now; a hidden field is shown by what shows it."""
    return [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, FIELDS)
        and each.objectName() != "current-line"
        and (not isinstance(each, QComboBox) or each.isEditable())
        and each.isEnabled()
    ]


def type_into(field: QWidget, qtbot: QtBot) -> None:
    """Type every letter that decides somewhere, then have an input method compose one and give it."""
    shown = field.isVisible()
    field.setVisible(True)
    field.setFocus()
    qtbot.keyClicks(field, LETTERS)
    QApplication.sendEvent(field, QInputMethodEvent("r", []))
    qtbot.keyClick(field, Qt.Key.Key_R)
    done = QInputMethodEvent("", [])
    done.setCommitString("人")
    QApplication.sendEvent(field, done)
    if isinstance(field, QLineEdit):
        field.clear()
    field.setVisible(shown)


def test_nothing_is_decided_by_what_is_typed_into_any_field_of_the_two_pages_that_decide(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    def stand() -> tuple[object, ...]:
        session, filing = opened.desk.need()
        kept = [each.finding.id for each in redacting.keeps(session, filing)]
        hidden = [each.id for each in redacting.redactions(session, filing)]
        verdicts = [each.decision for each in reviewing.subjects(session, filing)]
        return kept, hidden, verdicts

    before = stand()
    redaction.panes.find.begin()
    seen: set[str] = set()
    for step in (Step.REDACTION, Step.REVIEW):
        opened.show_step(step)
        settle(opened)
        page = opened.page()
        assert page is not None
        for field in fields(page):
            seen.add(type(field).__name__)
            type_into(field, qtbot)
            settle(opened)
    assert "QLineEdit" in seen
    assert stand() == before
    assert not opened.desk.history.can_undo


def test_no_kind_of_field_inside_a_page_with_letters_hands_them_on(qtbot: QtBot) -> None:
    page, done = QWidget(), list[str]()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    queue = QWidget()
    queue.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.addWidget(queue)
    for kind in FIELDS:
        made = kind()
        if isinstance(made, QComboBox):
            made.setEditable(True)
        box.addWidget(made)
    Letters(page, {each.upper(): lambda each=each: done.append(each) for each in "rknpa1"}, (queue,))
    page.show()
    for field in fields(page):
        type_into(field, qtbot)
    assert not done
    # The queue takes no input method: the letter that would begin a word comes as a key, and decides, once.
    assert not queue.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(queue, QKeyEvent(kind, Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, "r"))
    assert done == ["r"]
