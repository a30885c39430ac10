"""A plain editor for a template's YAML: line numbers, faults in the margin and under the words, two spaces for a tab."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from codebinder.model.shelf import TemplateFault
from codebinder.ui import theme
from codebinder.ui.gallery.colouring import AT_ONCE, YamlColours
from codebinder.ui.gallery.words import fault_line
from codebinder.ui.theme import GRID

_SLICE = 64 * 1024
_INDENT = "  "
_WORD = re.compile(r'"[^"]*"|[^\s,:\[\]{}]+|\S')


class Margin(QWidget):
    """The strip with the line numbers; a fault's line has a mark there."""

    def __init__(self, editor: YamlEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        """As wide as the largest number."""
        return QSize(self._editor.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers that are seen."""
        self._editor.paint_margin(QPainter(self), event.rect())

    def event(self, event: QEvent) -> bool:
        """Tell a line's faults where somebody points at its number."""
        if event.type() is QEvent.Type.ToolTip:
            helped = cast("QHelpEvent", event)
            self._editor.tell(helped, self._editor.line_at(helped.pos().y()))
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the line."""
        self._editor.go_to(self._editor.line_at(int(event.position().y())), 1)


class YamlEdit(QPlainTextEdit):
    """The editor. `loaded` comes when a text is all there: long ones are put in slice by slice."""

    loaded = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.setObjectName("yaml")
        self.setFont(theme.mono())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabStopDistance(2 * self.fontMetrics().horizontalAdvance(" "))
        self._faults: dict[int, list[TemplateFault]] = {}
        self._rest = ""
        self._reading = False
        self.margin = Margin(self)
        self.colours = YamlColours(self.document())
        self._timer = QTimer(self)
        self._timer.setInterval(6)
        self._timer.timeout.connect(self._more)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._scrolled)
        self.cursorPositionChanged.connect(self._mark)
        self._fit()

    # -- text

    def load(self, text: str, *, read_only: bool) -> None:
        """Show another text; Ctrl+Z does not go back behind it."""
        self._reading = read_only
        self.setReadOnly(True)
        self.setTabChangesFocus(read_only)
        self.setUndoRedoEnabled(False)
        self.colours.ready = AT_ONCE
        self.setPlainText(text[:_SLICE])
        self._rest = text[_SLICE:]
        if self._rest:
            self._timer.start()
        else:
            self._whole()

    @Slot()
    def _more(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(self._rest[:_SLICE])
        self._rest = self._rest[_SLICE:]
        if not self._rest:
            self._timer.stop()
            self._whole()

    def _whole(self) -> None:
        self.setUndoRedoEnabled(True)
        self.setReadOnly(self._reading)
        flags = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        if self._reading:
            self.setTextInteractionFlags(flags)
        self.document().setModified(False)
        self.colours.start()
        self._mark()
        self.loaded.emit()

    @property
    def whole(self) -> bool:
        """Is the text all there?"""
        return not self._rest

    def replace_all(self, text: str) -> None:
        """Put another text in place of the whole, as one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def go_to(self, line: int, column: int, *, select: bool = False) -> None:
        """Go to a place, lines and columns from 1, columns in characters."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        if not block.isValid():
            return
        start, end = _span(block, column)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        if select:
            cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    # -- faults

    def show_faults(self, faults: Sequence[TemplateFault]) -> None:
        """Mark these faults, in the margin and under the words."""
        self._faults = {}
        for each in faults:
            self._faults.setdefault(max(1, each.line), []).append(each)
        self._mark()
        self.margin.update()

    @Slot()
    def _mark(self) -> None:
        made: list[QTextEdit.ExtraSelection] = []
        here = _selection(self.textCursor(), background=theme.colour("sunken"), whole_line=True)
        here.cursor.clearSelection()
        made.append(here)
        for faults in self._faults.values():
            made += [found for each in faults if (found := self._underline(each)) is not None]
        self.setExtraSelections(made)

    def _underline(self, fault: TemplateFault) -> QTextEdit.ExtraSelection | None:
        block = self.document().findBlockByNumber(max(0, fault.line - 1))
        if not block.isValid():
            return None
        start, end = _span(block, fault.column)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        return _selection(cursor, underline=theme.colour("bad"))

    def tell(self, event: QHelpEvent, line: int) -> None:
        """Show a line's faults as a tooltip."""
        text = "\n".join(fault_line(each, self._lang) for each in self._faults.get(line, []))
        QToolTip.showText(event.globalPos(), text, self)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell a fault where somebody points at its line."""
        if event.type() is QEvent.Type.ToolTip:
            helped = cast("QHelpEvent", event)
            self.tell(helped, self.cursorForPosition(helped.pos()).blockNumber() + 1)
            return True
        return super().viewportEvent(event)

    # -- the margin

    def margin_width(self) -> int:
        """Give its width in pixels."""
        digits = max(3, len(str(self.blockCount())))
        return digits * self.fontMetrics().horizontalAdvance("9") + 4 * GRID

    @Slot()
    def _fit(self, *_: object) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    @Slot(QRect, int)
    def _scrolled(self, rect: QRect, by: int) -> None:
        if by:
            self.margin.scroll(0, by)
        else:
            self.margin.update(0, rect.y(), self.margin.width(), rect.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin as high as the text."""
        super().resizeEvent(event)
        area = self.contentsRect()
        self.margin.setGeometry(QRect(area.left(), area.top(), self.margin_width(), area.height()))

    def line_at(self, y: int) -> int:
        """Give the line number at a height of the margin."""
        block, top = self.firstVisibleBlock(), self._top()
        while block.isValid():
            top += self.blockBoundingRect(block).height()
            if top > y:
                return block.blockNumber() + 1
            block = block.next()
        return self.blockCount()

    def _top(self) -> float:
        return self.blockBoundingGeometry(self.firstVisibleBlock()).translated(self.contentOffset()).top()

    def paint_margin(self, painter: QPainter, area: QRect) -> None:
        """Draw numbers and marks."""
        painter.fillRect(area, theme.colour("code_gutter"))
        painter.setFont(self.font())
        block, top, wide = self.firstVisibleBlock(), self._top(), self.margin_width()
        here, high = self.textCursor().blockNumber(), self.fontMetrics().height()
        while block.isValid() and top <= area.bottom():
            number = block.blockNumber() + 1
            if block.isVisible():
                faulty = number in self._faults
                painter.setPen(theme.colour("bad" if faulty else "text" if number - 1 == here else "faint"))
                room = QRect(0, int(top), wide - GRID, high)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignRight), str(number))
                if faulty:
                    painter.drawPixmap(2, int(top) + (high - 14) // 2, theme.glyph_pixmap("error", 14))
            top += self.blockBoundingRect(block).height()
            block = block.next()
        painter.end()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab is two spaces, Enter keeps the indentation, Escape lets Tab move on to the next control."""
        key, held = event.key(), event.modifiers()
        plain = held in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        if self.isReadOnly() or not plain:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.setTabChangesFocus(True)
        elif key == Qt.Key.Key_Tab and not self.tabChangesFocus():
            self._shift(1)
        elif key == Qt.Key.Key_Backtab and not self.tabChangesFocus():
            self._shift(-1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            line = self.textCursor().block().text()[: self.textCursor().positionInBlock()]
            self.textCursor().insertText("\n" + line[: len(line) - len(line.lstrip(" "))])
            self.ensureCursorVisible()
        else:
            if event.text():
                self.setTabChangesFocus(False)
            super().keyPressEvent(event)

    def _shift(self, by: int) -> None:
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(max(cursor.selectionStart(), cursor.selectionEnd() - 1))
        if by > 0 and not cursor.hasSelection():
            cursor.insertText(_INDENT[: 2 - cursor.positionInBlock() % 2])
            return
        cursor.beginEditBlock()
        block: QTextBlock = first
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            at = QTextCursor(block)
            if by > 0 and block.text().strip():
                at.insertText(_INDENT)
            elif by < 0:
                spaces = min(2, len(block.text()) - len(block.text().lstrip(" ")))
                at.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, spaces)
                at.removeSelectedText()
            block = block.next()
        cursor.endEditBlock()

    # -- find

    def find_text(self, words: str, *, back: bool = False, again: bool = True) -> bool:
        """Go to the next (or previous) place with these words, round the end; say whether there is one."""
        if not words:
            return False
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        start = self.textCursor()
        if not again:
            start.setPosition(start.selectionStart())
        found = self.document().find(words, start, flags)
        if found.isNull():
            start.movePosition(QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start)
            found = self.document().find(words, start, flags)
        if found.isNull():
            return False
        self.setTextCursor(found)
        self.centerCursor()
        return True


def _span(block: QTextBlock, column: int) -> tuple[int, int]:
    """Give where the word at a column begins and ends, in the units that the editor counts in."""
    text = block.text()
    at = min(max(0, column - 1), len(text))
    found = _WORD.match(text, at)
    end = found.end() if found is not None else len(text)
    return _units(text[:at]), max(_units(text[:end]), _units(text[:at]))


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _selection(
    cursor: QTextCursor, *, background: QColor | None = None, underline: QColor | None = None, whole_line: bool = False
) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    look = QTextCharFormat()
    if background is not None:
        look.setBackground(background)
    if underline is not None:
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(underline)
    look.setProperty(QTextCharFormat.Property.FullWidthSelection, whole_line)
    made.format = look  # pyright: ignore[reportAttributeAccessIssue]  (Qt's stubs have these as constants)
    made.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]  (likewise)
    return made
