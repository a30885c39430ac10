"""Shows the queue's rows: a table without a grid, whose groups are folded by a triangle, by Left, Right and Enter."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPolygon, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from codebinder.ui import theme
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.queuemodel import QueueModel

_INDENT = 2 * GRID


class _Rows(QStyledItemDelegate):
    """Draws a row with room for the triangle, members further in."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell; a member's place has the whole row."""
        model = index.model()
        if not isinstance(model, QueueModel):
            super().paint(painter, option, index)
            return
        group, member = model.group(index), model.is_member(index)
        view = option.widget
        if index.column():
            if not member or model.state_word(index):
                super().paint(painter, option, index)
            elif isinstance(view, QueueView) and option.state & QStyle.StateFlag.State_Selected:
                # The chosen row's ground was drawn over the rest of the place, which begins in the first column.
                painter.save()
                painter.setClipRect(option.rect)
                option.rect = view.visualRect(index.siblingAtColumn(0))
                self.paint(painter, option, index.siblingAtColumn(0))
                painter.restore()
            return
        whole = QRect(option.rect)
        if isinstance(view, QueueView):
            if member and not model.state_word(index):
                whole.setRight(view.viewport().width())
            option.rect = whole
            view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, view)
        option.rect = whole.adjusted(_INDENT * (2 if member else 1), 0, 0, 0)
        super().paint(painter, option, index)
        if group is not None and not member and group.row.total > 1:
            _triangle(painter, QRect(whole.left(), whole.top(), _INDENT, whole.height()), unfolded=group.unfolded)


def _triangle(painter: QPainter, area: QRect, *, unfolded: bool) -> None:
    middle = area.center()
    x, y = middle.x(), middle.y()
    points = (
        [QPoint(x - 4, y - 2), QPoint(x + 4, y - 2), QPoint(x, y + 3)]
        if unfolded
        else [QPoint(x - 2, y - 4), QPoint(x - 2, y + 4), QPoint(x + 3, y)]
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("muted"))
    painter.drawPolygon(QPolygon(points))
    painter.restore()


class QueueView(QTableView):
    """The rows. What stands outside of the window costs nothing, however much it is."""

    row_chosen = Signal(QModelIndex)
    fold_wanted = Signal(object, bool)

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(_Rows(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(16)
        side.setDefaultSectionSize(max(20, self.fontMetrics().height() + 6))
        head.hide()
        head.setMinimumSectionSize(40)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(1, 128)
        self._quiet = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the rule's name, which says what was found, more room than the place."""
        super().resizeEvent(event)
        room = self.viewport().width()
        self.horizontalHeader().resizeSection(1, max(72, min(room * 2 // 5, room - 160)))

    def choose(self, index: QModelIndex, *, quiet: bool = False) -> None:
        """Choose a row and bring it into view; `quiet`: without telling."""
        held, self._quiet = self._quiet, quiet
        self.setCurrentIndex(index)
        self._quiet = held
        self.scrollTo(index)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell of another row."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet and (not previous.isValid() or current.row() != previous.row()):
            self.row_chosen.emit(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and unfold by the arrow keys, as in a tree."""
        group = self._rows.group(self.currentIndex())
        key = event.key()
        if group is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if key in {Qt.Key.Key_Right, Qt.Key.Key_Plus}:
                self.fold_wanted.emit(group, True)
                return
            if key in {Qt.Key.Key_Left, Qt.Key.Key_Minus}:
                self.fold_wanted.emit(group, False)
                return
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and group.row.total > 1:
                self.fold_wanted.emit(group, not group.unfolded)
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the triangle folds."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._on_triangle(index, event.position().toPoint()):
            group = self._rows.group(index)
            if group is not None:
                self.fold_wanted.emit(group, not group.unfolded)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a group folds as well."""
        index = self.indexAt(event.position().toPoint())
        group = self._rows.group(index)
        if group is not None and group.row.total > 1 and not self._rows.is_member(index):
            self.fold_wanted.emit(group, not group.unfolded)
            return
        super().mouseDoubleClickEvent(event)

    def _on_triangle(self, index: QModelIndex, at: QPoint) -> bool:
        group = self._rows.group(index)
        left = self.columnViewportPosition(0)
        return (
            group is not None
            and group.row.total > 1
            and not self._rows.is_member(index)
            and left <= at.x() < left + _INDENT
        )

    def keyboardSearch(self, _text: str) -> None:
        """No search by typing: it would walk through every row, and letters mean something else here."""
