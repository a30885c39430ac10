"""The command palette (Ctrl+K): type a few letters of anything, and Enter does it or goes there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from codebinder.ui import theme
from codebinder.ui.guide.entries import Entry, filing_entries, menu_entries, page_entries, step_entries
from codebinder.ui.guide.finder import Finder, Rows
from codebinder.ui.parts import label
from codebinder.ui.theme import GRID

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from codebinder.ui.main_window import MainWindow

_WIDE, _HIGH = 640, 440
_FEW = 24
_KEPT = 24
"""So many of what was used last are remembered."""


class _Delegate(QStyledItemDelegate):
    """Draws a row: its name; at the right its shortcut or kind; below, why it can't be done now."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give one line, or two where a reason stands below."""
        size = super().sizeHint(option, index)
        lines = 2 if index.data(Rows.WHY) else 1
        return QSize(size.width(), lines * option.fontMetrics.height() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        painter.save()
        area: QRect = option.rect
        theme.draw_ground(painter, option)
        painter.setFont(option.font)
        metrics, why = painter.fontMetrics(), str(index.data(Rows.WHY) or "")
        inner = area.adjusted(12, 5, -12, -5)
        side = metrics.elidedText(str(index.data(Rows.SIDE) or ""), Qt.TextElideMode.ElideRight, inner.width() // 2)
        room = inner.width() - metrics.horizontalAdvance(side) - 2 * GRID
        middle = Qt.TextElideMode.ElideMiddle if index.data(Rows.PATH) else Qt.TextElideMode.ElideRight
        first = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
        painter.setPen(theme.colour("muted" if why else "text"))
        painter.drawText(first, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(str(index.data()), middle, room))
        painter.setPen(theme.colour("muted"))
        painter.drawText(first, Qt.AlignmentFlag.AlignRight, side)
        if why:
            below = first.translated(0, metrics.height())
            text = metrics.elidedText(why, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class Palette(QFrame):
    """A field and a list above the page. It is made once, and filled anew whenever it is opened."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self.desk = window, window.desk
        self.setObjectName("palette")
        self.setProperty("look", "palette")
        self.setAccessibleName(self.tr("Command palette"))
        self.field = QLineEdit()
        self.field.setObjectName("palette-field")
        self.field.setPlaceholderText(
            self.tr("Do something, or go to a step, filing, file, finding (F-12), help page…")
        )
        self.field.setAccessibleName(self.tr("What to do or where to go"))
        self.rows = Rows(self)
        self.list = QListView()
        self.list.setObjectName("palette-list")
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.none = label(self.tr("Nothing fits."), "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID, GRID, GRID, GRID)
        box.setSpacing(GRID)
        box.addWidget(self.field)
        box.addWidget(self.list, 1)
        box.addWidget(self.none)
        self.finder = Finder(window, self)
        self._before: QWidget | None = None
        self._wanted = False
        self._used: list[str] = self._remembered()
        self.field.textChanged.connect(self._ask)
        self.field.installEventFilter(self)
        window.installEventFilter(self)
        self.list.clicked.connect(self.take)
        self.finder.found.connect(self._show)
        self.hide()

    # -- opening and closing

    @Slot()
    def open(self) -> None:
        """Show what can be done from here, what was used last in front."""
        window = self._window
        focus = QApplication.focusWidget()
        self._before = focus if focus is not None and not self.isAncestorOf(focus) else None
        page = window.stack.currentWidget()
        entries = [
            *page_entries(page, self.desk.lang),
            *step_entries(window),
            *menu_entries(window),
            *filing_entries(window, self.desk.register),
        ]
        self.finder.begin(entries, self._used)
        self._place()
        self._wanted = False
        self.field.clear()
        self._ask()
        self.show()
        self.raise_()
        self.field.setFocus()

    def _place(self) -> None:
        window = self._window
        wide = min(_WIDE, window.width() - 8 * GRID)
        high = min(_HIGH, window.height() - 16 * GRID)
        rows = sum(self.list.sizeHintForRow(at) for at in range(min(self.rows.rowCount(), _FEW))) or 2 * GRID
        high = min(high, rows + self.field.sizeHint().height() + 3 * GRID + 8)
        self.setGeometry((window.width() - wide) // 2, 8 * GRID, wide, high)

    @Slot()
    def close_(self) -> None:
        """Put it away, and the focus back."""
        self.hide()
        self.finder.stop()
        before, self._before = self._before, None
        try:
            if before is not None and before.isVisible():
                before.setFocus()
        except RuntimeError:
            return  # its page has gone meanwhile

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrow keys, Enter and Escape from the field; and go where the focus goes elsewhere."""
        if watched is self._window:
            if event.type() == QEvent.Type.Close:
                self.finder.close()
            return False
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._left)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key())
        return super().eventFilter(watched, event)

    @Slot()
    def _left(self) -> None:
        if QApplication.activeWindow() is self._window and not self.field.hasFocus():
            self._before = None
            self.close_()

    def _key(self, key: int) -> bool:
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
        }  # fmt: skip
        by = steps.get(Qt.Key(key))
        if by is not None:
            last = self.rows.rowCount() - 1
            now = self.list.currentIndex().row()
            wrapped = {(0, -1): last, (last, 1): 0}.get((now, by), now + by)
            self._choose(max(0, min(last, wrapped)))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take()
        elif key == Qt.Key.Key_Escape:
            self.close_()
        else:
            return key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def close_for_good(self) -> None:
        """Go, with the thread that searches."""
        self.hide()
        self.finder.close()
        self.setParent(None)
        self.deleteLater()

    # -- searching

    @Slot()
    def _ask(self) -> None:
        self._wanted = False
        self.finder.ask(self.field.text())

    @Slot(list)
    def _show(self, found: list[Entry]) -> None:
        self.rows.show(found)
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self._place()
        self._choose(0)
        if self._wanted:
            self.take()

    def _choose(self, row: int) -> None:
        index = self.rows.index(row, 0)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    @Slot()
    def take(self) -> None:
        """Do what is chosen. Who types fast and presses Enter before the list has followed gets what it then shows."""
        if self.finder.behind:
            self._wanted = True
            return
        self._wanted = False
        entry = self.rows.entry(self.list.currentIndex().row())
        if entry is None or entry.why:
            return
        self._remember(entry)
        self.close_()
        QTimer.singleShot(0, self._window, entry.run)

    # -- what was used last

    def _remembered(self) -> list[str]:
        try:
            held: object = json.loads(self.desk.settings.text("palette", "[]"))
        except ValueError:
            return []
        return [each for each in cast("list[object]", held) if isinstance(each, str)] if isinstance(held, list) else []

    def _remember(self, entry: Entry) -> None:
        if entry.key:  # names of filings and files are nobody's business outside the workbook
            self._used = [entry.key, *(each for each in self._used if each != entry.key)][:_KEPT]
            self.desk.settings.put("palette", json.dumps(self._used, ensure_ascii=False))


def open_palette(window: MainWindow) -> None:
    """Open the window's palette, made when it is first wanted."""
    made = window.findChild(Palette)
    if made is not None and made.finder.closed:
        made.close_for_good()  # the window was about to close, and stayed
        made = None
    if made is None:
        made = Palette(window)
    made.open()


__all__ = ["Palette", "open_palette"]
