"""The line in which one types what to find in the text of a template."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from codebinder.ui.begin import entry
from codebinder.ui.gallery.yamledit import YamlEdit
from codebinder.ui.parts import button, label, restyle
from codebinder.ui.theme import GRID


class FindLine(QWidget):
    """Find, next, previous; Escape goes back to the text."""

    def __init__(self, code: YamlEdit) -> None:
        super().__init__()
        self._code = code
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.words = entry(self.tr("Find in the text"), hint=self.tr("Find in the text"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._typed)
        self.words.returnPressed.connect(self.next)
        row.addWidget(self.words, 1)
        self._none = label("", "muted", wrap=False)
        row.addWidget(self._none)
        row.addWidget(button(self.tr("Previous"), self.previous, tip="Shift+F3"))
        row.addWidget(button(self.tr("Next"), self.next, tip="F3"))
        row.addWidget(button(self.tr("Close"), self.leave, "flat"))
        self.hide()

    def begin(self) -> None:
        """Show it, with what is marked in the text."""
        marked = self._code.textCursor().selectedText()
        self.show()
        if marked and "\u2029" not in marked:
            self.words.setText(marked)
        self.words.setFocus()
        self.words.selectAll()

    @Slot()
    def leave(self) -> None:
        """Go back to the text."""
        self.hide()
        self._code.setFocus()

    @Slot()
    def next(self) -> None:
        """Go to the next place."""
        self._tell(found=self._code.find_text(self.words.text()))

    @Slot()
    def previous(self) -> None:
        """Go to the previous place."""
        self._tell(found=self._code.find_text(self.words.text(), back=True))

    @Slot(str)
    def _typed(self, words: str) -> None:
        self._tell(found=not words or self._code.find_text(words, again=False))

    def _tell(self, *, found: bool) -> None:
        self._none.setText("" if found else self.tr("not found"))
        restyle(self.words, fault=not found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
