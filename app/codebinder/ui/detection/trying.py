"""The test box: a text, what rules find in it marked and listed; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.detection.words import row, tree
from codebinder.ui.findwords import reason_words
from codebinder.ui.parts import label
from codebinder.ui.redacting.findingwords import confidence_name
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow.rulebox import Hit

_WAIT = 300
_MOST = 400
"""Hits that are marked and listed; more of them help nobody to mend a rule."""


class TryBox(QWidget):
    """The text and its hits. `changed` comes a moment after the last key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        title = label(self.tr("Try it on a text"), "caption", wrap=False)
        self.path = QLineEdit()
        self.path.setObjectName("try-path")
        self.path.setAccessibleName(self.tr("As if it stood in the file"))
        self.path.setPlaceholderText(self.tr("as if in src/a.c (optional)"))
        self.path.setMinimumWidth(200)
        head.addWidget(title, 1)
        head.addWidget(self.path)
        box.addLayout(head)
        self.text = QPlainTextEdit()
        self.text.setObjectName("try-text")
        self.text.setAccessibleName(self.tr("Text to try it on"))
        self.text.setPlaceholderText(self.tr("Paste some code here. It is not kept."))
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.mono())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setMinimumHeight(72)
        title.setBuddy(self.text)
        box.addWidget(self.text, 2)
        self.said = label("", "second")
        self.said.setObjectName("try-said")
        box.addWidget(self.said)
        headers = (self.tr("Line"), self.tr("Found"), self.tr("Rule"), self.tr("How sure"), self.tr("Why"))
        self.hits = tree(self.tr("What was found in the text"), headers, (44, 140, 104, 80))
        self.hits.setRootIsDecorated(False)
        self.hits.setMinimumHeight(64)
        box.addWidget(self.hits, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self.changed)
        self._plain = ""
        self.text.textChanged.connect(self._typed)
        self.path.textEdited.connect(self.wait)
        self.show_hits("", None)

    def _typed(self) -> None:
        if self.text.toPlainText() != self._plain:  # marking is no change
            self._plain = self.text.toPlainText()
            self.wait()

    def wait(self) -> None:
        """Have it tried again in a moment."""
        self._timer.start()

    def values(self) -> tuple[str, bytes]:
        """Give the text, and the path that it would have."""
        return self.text.toPlainText(), self.path.text().strip().encode("utf-8", "surrogateescape") or b"text"

    def show_hits(self, text: str, hits: Sequence[Hit] | None) -> None:
        """Mark and list what was found in `text`; None: nothing has been tried."""
        self.hits.clear()
        self._mark(text, hits or ())
        for hit in (hits or ())[:_MOST]:
            value = shown(hit.value[:80].decode("utf-8", "backslashreplace"))
            row(
                self.hits,
                str(hit.line),
                value,
                shown(hit.rule),
                confidence_name(hit.confidence),
                shown(reason_words(hit.reason, hit.rule)),
            )
        if hits is None:
            self.said.setText(self.tr("Nothing has been tried yet."))
        elif hits:
            self.said.setText(self.tr("Found: {count}").format(count=count_text(len(hits))))
        else:
            self.said.setText(self.tr("Nothing is found in this text."))

    def _mark(self, text: str, hits: Sequence[Hit]) -> None:
        if text != self.text.toPlainText():
            self.text.setExtraSelections([])
            return
        look = QTextCharFormat()
        look.setBackground(theme.colour("warn_soft"))
        look.setForeground(theme.colour("warn"))
        look.setFontUnderline(True)
        data = text.encode("utf-8", "surrogatepass")
        marks: list[QTextEdit.ExtraSelection] = []
        for hit in hits[:_MOST]:
            mark = QTextEdit.ExtraSelection()
            mark.format = look  # pyright: ignore[reportAttributeAccessIssue]
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(_units(data[: hit.start]))
            cursor.setPosition(_units(data[: hit.end]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def marked(self) -> list[str]:
        """Give the texts that are marked."""
        return [mark.cursor.selectedText() for mark in self.text.extraSelections()]  # pyright: ignore[reportAttributeAccessIssue]


def _units(data: bytes) -> int:
    """Count the characters of UTF-8 as Qt does: those beyond the basic plane twice."""
    return len(data.decode("utf-8", "replace").encode("utf-16-le", "surrogatepass")) // 2
