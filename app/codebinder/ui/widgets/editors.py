"""One editor for each kind of answer that a form may ask for; each gives and takes the answer's canonical text."""

from __future__ import annotations

import json
from typing import cast

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from codebinder.model.template import Requirement, RequirementKind
from codebinder.model.text import shown
from codebinder.ui.parts import button, label, restyle
from codebinder.ui.theme import GRID


class Editor(QWidget):
    """An editor. `committed` comes when the person leaves it (or chooses something); `edited` while she types."""

    committed = Signal()
    edited = Signal()

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__()
        self.requirement, self.lang = requirement, lang
        self.name = requirement.label.get(lang)

    def value(self) -> str:
        """Give the answer as it stands in the editor; "" for none."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Show an answer."""
        raise NotImplementedError

    def fields(self) -> list[QWidget]:
        """Give the widgets that can have the focus, the first first."""
        return []

    def mark(self, *, fault: bool) -> None:
        """Show that there is a fault, or none."""
        for each in self.fields():
            restyle(each, fault=fault)

    def is_busy(self) -> bool:
        """Is the person at it?"""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))


class LineEditor(Editor):
    """Text, numbers."""

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__(requirement, lang)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.line = QLineEdit()
        self.line.setObjectName(f"field-{requirement.id}")
        self.line.setAccessibleName(self.name)
        self.line.editingFinished.connect(self.committed)
        self.line.textEdited.connect(self.edited)
        if requirement.kind is RequirementKind.NUMBER:
            self.line.setFixedWidth(200)
        box.addWidget(self.line)
        if requirement.kind is RequirementKind.NUMBER:
            box.addStretch(1)

    def value(self) -> str:
        return self.line.text().strip()

    def put(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def fields(self) -> list[QWidget]:
        return [self.line]


class DateEditor(LineEditor):
    """A date, typed as 2026-12-31 or taken from a calendar."""

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__(requirement, lang)
        self.line.setPlaceholderText(self.tr("YYYY-MM-DD"))
        self.line.setMaximumWidth(160)
        row = cast("QHBoxLayout", self.layout())
        row.setSpacing(GRID)
        calendar = button(self.tr("Calendar…"), self._choose, "flat")
        calendar.setAccessibleName(f"{self.name}: {calendar.text()}")
        row.addWidget(calendar)
        row.addStretch(1)

    def _choose(self) -> None:
        dialog = QDialog(self)
        dialog.setWindowTitle(self.name)
        box = QVBoxLayout(dialog)
        calendar = QCalendarWidget()
        held = QDate.fromString(self.line.text(), "yyyy-MM-dd")
        if held.isValid():
            calendar.setSelectedDate(held)
        calendar.activated.connect(dialog.accept)
        box.addWidget(calendar)
        box.addWidget(button(self.tr("Use this date"), dialog.accept, "primary"))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.line.setText(calendar.selectedDate().toString("yyyy-MM-dd"))
            self.committed.emit()


class Area(QPlainTextEdit):
    """Lines of text that say when the person leaves them, grow with what they hold, and let Tab move on."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._grow)
        self._grow()

    @Slot()
    def _grow(self) -> None:
        lines = min(max(self.document().blockCount(), int(self.document().size().height())), 14)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * max(lines, 3) + 20)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class AreaEditor(Editor):
    """Text of several lines, with a count where there is a limit."""

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__(requirement, lang)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self.area = Area()
        self.area.setObjectName(f"field-{requirement.id}")
        self.area.setAccessibleName(self.name)
        self.area.left.connect(self.committed)
        self.area.textChanged.connect(self._count)
        self._left = label("", "second")
        box.addWidget(self.area)
        box.addWidget(self._left)
        self._left.setVisible(bool(requirement.max_chars))
        self._count()

    @Slot()
    def _count(self) -> None:
        if self.requirement.max_chars:
            size = len(self.area.toPlainText())
            self._left.setText(
                self.tr("{count} of at most {most} characters").format(count=size, most=self.requirement.max_chars)
            )
        self.edited.emit()

    def value(self) -> str:
        return self.area.toPlainText().strip()

    def put(self, text: str) -> None:
        self.area.setPlainText(text)

    def fields(self) -> list[QWidget]:
        return [self.area]


class NoWheelBox(QComboBox):
    """A choice that the wheel does not change by mistake while the page scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class ChoiceEditor(Editor):
    """One of several."""

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__(requirement, lang)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.box = NoWheelBox()
        self.box.setObjectName(f"field-{requirement.id}")
        self.box.setAccessibleName(self.name)
        self.box.addItem(self.tr("Choose…"), "")
        for each in requirement.choices:
            self.box.addItem(shown(each.label.get(lang)), each.value)
        self.box.activated.connect(self.committed)
        box.addWidget(self.box)
        box.addStretch(1)

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def put(self, text: str) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(text)))

    def fields(self) -> list[QWidget]:
        return [self.box]


class ChoicesEditor(Editor):
    """Any of several."""

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__(requirement, lang)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self._checks: list[tuple[str, QCheckBox]] = []
        for each in requirement.choices:
            check = QCheckBox(shown(each.label.get(lang)).replace("&", "&&"))
            check.clicked.connect(self.committed)
            box.addWidget(check)
            self._checks.append((each.value, check))

    def value(self) -> str:
        chosen = [value for value, check in self._checks if check.isChecked()]
        return json.dumps(chosen, ensure_ascii=False) if chosen else ""

    def put(self, text: str) -> None:
        held = parsed(text)
        words = {str(each) for each in cast("list[object]", held)} if isinstance(held, list) else set[str]()
        for value, check in self._checks:
            check.setChecked(value in words)

    def fields(self) -> list[QWidget]:
        return [check for _, check in self._checks]


class DeclarationEditor(Editor):
    """A sentence that the vendor declares."""

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__(requirement, lang)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        for text in dict.fromkeys(text for _, text in requirement.statement.pairs):
            box.addWidget(label(shown(text)))
        self.check = QCheckBox(self.tr("We declare this"))
        self.check.setObjectName(f"field-{requirement.id}")
        self.check.setAccessibleName(self.name)
        self.check.clicked.connect(self.committed)
        box.addWidget(self.check)

    def value(self) -> str:
        return "yes" if self.check.isChecked() else ""

    def put(self, text: str) -> None:
        self.check.setChecked(text == "yes")

    def fields(self) -> list[QWidget]:
        return [self.check]


def parsed(text: str) -> object:
    """Read stored JSON; None where it is none."""
    try:
        return cast("object", json.loads(text)) if text else None
    except ValueError:
        return None


def same_answer(one: str, other: str) -> bool:
    """Say whether two answers are the same, however their JSON is spelt."""
    return one == other or (one[:1] in {"[", "{"} and parsed(one) is not None and parsed(one) == parsed(other))


def make_editor(requirement: Requirement, lang: str) -> Editor:
    """Make the editor for a requirement of the form."""
    from codebinder.ui.widgets.partseditor import PartsEditor
    from codebinder.ui.widgets.questions import QuestionsEditor
    from codebinder.ui.widgets.tables import TableEditor

    kinds: dict[RequirementKind, type[Editor]] = {
        RequirementKind.MULTILINE: AreaEditor,
        RequirementKind.ENUM: ChoiceEditor,
        RequirementKind.MULTI_ENUM: ChoicesEditor,
        RequirementKind.DATE: DateEditor,
        RequirementKind.DECLARATION: DeclarationEditor,
        RequirementKind.PERSON: PartsEditor,
        RequirementKind.ADDRESS: PartsEditor,
        RequirementKind.TABLE: TableEditor,
        RequirementKind.QUESTIONS: QuestionsEditor,
    }
    return kinds.get(requirement.kind, LineEditor)(requirement, lang)
