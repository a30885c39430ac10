"""How a template looks in a list: its status as a glyph, its name in two languages, and the facts below them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from codebinder.ui import theme
from codebinder.ui.theme import GRID

_GLYPH = Qt.ItemDataRole.UserRole + 1
_LINES = Qt.ItemDataRole.UserRole + 2
_HEADING = Qt.ItemDataRole.UserRole + 3


class CardDelegate(QStyledItemDelegate):
    """Draws one template: every line is cut where there is no room, and whole in the tooltip."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give room for the lines."""
        if index.data(_HEADING):
            return QSize(80, QFontMetrics(option.font).height() + 2 * GRID)
        lines = index.data(_LINES) or ()
        return QSize(80, len(lines) * (QFontMetrics(option.font).height() + 1) + 2 * GRID)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        if index.data(_HEADING):
            _paint_heading(painter, option, str(index.data()))
            return
        painter.save()
        area: QRect = option.rect
        theme.draw_ground(painter, option, area.left())
        theme.glyph(str(index.data(_GLYPH))).paint(painter, QRect(area.left() + 12, area.top() + GRID + 1, 16, 16))
        high = QFontMetrics(option.font).height() + 1
        left, top = area.left() + 38, area.top() + GRID
        for at, text in enumerate(index.data(_LINES) or ()):
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold if at == 0 else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(theme.colour("text" if at == 0 else "muted"))
            room = QRect(left, top + at * high, area.right() - left - GRID, high)
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)
        painter.restore()


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
    painter.save()
    area: QRect = option.rect
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.colour("muted"))
    room = QRect(area.left() + 12, area.top() + GRID, area.width() - 12 - GRID, area.height() - GRID)
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)
    painter.restore()


def card_list(name: str) -> QListWidget:
    """Give a list that shows cards."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setItemDelegate(CardDelegate(made))
    made.setMouseTracking(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    return made


def card(glyph: str, lines: tuple[str, ...]) -> QListWidgetItem:
    """Give one card; whoever can't see it hears all its lines."""
    shown = tuple(line for line in lines if line)
    item = QListWidgetItem("\n".join(shown))
    item.setToolTip(item.text())
    item.setData(_GLYPH, glyph)
    item.setData(_LINES, shown)
    return item


def heading(text: str) -> QListWidgetItem:
    """Give the heading of a group: it is read, and cannot be marked."""
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setData(_HEADING, True)
    item.setToolTip(text)
    return item


def rows_of(cards: QListWidget) -> list[int]:
    """Give the rows that can be marked."""
    return [at for at in range(cards.count()) if not cards.item(at).data(_HEADING)]


def runs(cards: QListWidget, event: QEvent) -> bool:
    """Take a key that moves in a list while somebody types into its search; say whether it was one."""
    if event.type() is not QEvent.Type.KeyPress:
        return False
    key = cast("QKeyEvent", event).key()
    by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}.get(Qt.Key(key), 0)
    rows = rows_of(cards)
    if by and rows:
        at = rows.index(cards.currentRow()) if cards.currentRow() in rows else -1
        row = rows[min(max(0, at + by), len(rows) - 1)]
        cards.setCurrentRow(row)
        if row == rows[0]:
            cards.scrollToTop()  # with the heading above it
    return bool(by)
