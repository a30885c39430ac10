"""Cells of a table whose columns are typed: a list to choose from, or a line that says what it takes."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from codebinder.model.template import Column
from codebinder.model.text import shown

_Index = QModelIndex | QPersistentModelIndex


def choices_of(column: Column, lang: str) -> tuple[tuple[str, str], ...]:
    """Give value and label of everything that a cell of `column` can be; nothing where it is written freely."""
    if column.kind == "flag":
        return (
            ("yes", QCoreApplication.translate("Cells", "yes")),
            ("no", QCoreApplication.translate("Cells", "no")),
        )
    return tuple((each.value, shown(each.label.get(lang))) for each in column.choices) if column.kind == "enum" else ()


def hint_of(column: Column) -> str:
    """Say what a cell of `column` takes, where that is not any text."""
    parts = {
        "number": QCoreApplication.translate("Cells", "a number"),
        "date": QCoreApplication.translate("Cells", "a date, YYYY-MM-DD"),
        "flag": QCoreApplication.translate("Cells", "yes or no"),
        "enum": QCoreApplication.translate("Cells", "one of a list"),
    }
    found = [parts[column.kind]] if column.kind in parts else []
    if column.max_chars:
        found.append(QCoreApplication.translate("Cells", "at most {count} characters").format(count=column.max_chars))
    return ", ".join(found)


class ChoiceCells(QStyledItemDelegate):
    """Draws values as their labels, and lets the person choose one; a value that is none stays as it was written."""

    def __init__(self, parent: QWidget, choices: tuple[tuple[str, str], ...], name: str) -> None:
        super().__init__(parent)
        self._choices = choices
        self._labels = dict(choices)
        self._name = name

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        """Give the label of a value."""
        text = str(value or "")
        return self._labels.get(text) or super().displayText(text, locale)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002  (Qt's own signature)
        """Make the list to choose from."""
        box = QComboBox(parent)
        box.setAccessibleName(self._name)
        box.addItem("", "")
        for value, text in self._choices:
            box.addItem(text, value)
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Choose what the cell holds."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(str(index.data(Qt.ItemDataRole.EditRole) or ""))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Put the choice into the cell."""
        if isinstance(editor, QComboBox):
            model.setData(index, str(editor.currentData() or ""), Qt.ItemDataRole.EditRole)
