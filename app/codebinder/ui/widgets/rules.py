"""Include and exclude rules, one a line; a rule that matches nothing is marked where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from codebinder.ui import theme
from codebinder.ui.parts import label
from codebinder.ui.theme import GRID


class Rules(QWidget):
    """Two short lists side by side."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.include = self._list(row, self.tr("Include"), self.tr("empty: everything"), "include-rules")
        self.exclude = self._list(
            row, self.tr("Exclude"), self.tr("as in .gitignore: /tests/ or *.bin"), "exclude-rules"
        )
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(250)
        self._wait.timeout.connect(self.changed)

    def _list(self, row: QHBoxLayout, name: str, hint: str, key: str) -> QPlainTextEdit:
        column = QVBoxLayout()
        column.setSpacing(2)
        title = label(name, "caption")
        edit = QPlainTextEdit()
        edit.setObjectName(key)
        edit.setPlaceholderText(hint)
        edit.setAccessibleName(name)
        edit.setTabChangesFocus(True)
        edit.setFont(theme.mono())
        edit.setFixedHeight(76)
        edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        edit.textChanged.connect(self._typed)
        title.setBuddy(edit)
        column.addWidget(title)
        column.addWidget(edit)
        row.addLayout(column, 1)
        return edit

    def _typed(self) -> None:
        self._wait.start()

    def put(self, include: Sequence[str], exclude: Sequence[str]) -> None:
        """Show rules."""
        self.include.setPlainText("\n".join(include))
        self.exclude.setPlainText("\n".join(exclude))

    def add_exclude(self, rule: str) -> None:
        """Add an exclude rule."""
        held = self.values()[1]
        if rule not in held:
            self.exclude.setPlainText("\n".join([*held, rule]))

    def values(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the include and the exclude rules."""

        def lines(edit: QPlainTextEdit) -> tuple[str, ...]:
            return tuple(text for each in edit.toPlainText().splitlines() if (text := each.strip()))

        return lines(self.include), lines(self.exclude)

    def mark(self, unmatched: Sequence[str]) -> None:
        """Mark the rules that match nothing."""
        wrong = set(unmatched)
        look = QTextCharFormat()
        look.setBackground(theme.colour("bad_soft"))
        look.setForeground(theme.colour("bad"))
        for edit in (self.include, self.exclude):
            marks: list[QTextEdit.ExtraSelection] = []
            block = edit.document().firstBlock()
            while block.isValid():
                if block.text().strip() in wrong:
                    mark = QTextEdit.ExtraSelection()
                    mark.format = look  # pyright: ignore[reportAttributeAccessIssue]
                    cursor = QTextCursor(block)
                    cursor.select(QTextCursor.SelectionType.LineUnderCursor)
                    mark.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
                    marks.append(mark)
                block = block.next()
            edit.setExtraSelections(marks)
