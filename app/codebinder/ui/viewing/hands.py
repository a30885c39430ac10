"""Mouse and keyboard of the code viewer: the cursor, the selection, the wheel, the text's size, copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from codebinder.ui.strings import size_text

if TYPE_CHECKING:
    from codebinder.ui.widgets.codeview import CodeView

MOST_COPIED = 8 << 20
"""More than this is not put on the clipboard at once: it would stop the window."""
_NOTCH = 40
_DRAG = 30
_LARGER = {Qt.Key.Key_Plus, Qt.Key.Key_Equal}


class Hands(QObject):
    """Belongs to one viewer."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view
        self._wheel = 0
        self._goal: float | None = None
        self._point = QPointF()
        self._clicked = QElapsedTimer()
        self._drag = QTimer(self)
        self._drag.setInterval(_DRAG)
        self._drag.timeout.connect(self._drag_on)

    # -- the mouse

    def pressed(self, event: QMouseEvent) -> None:
        """Put the cursor; with Shift extend the selection; a third click takes the line."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        view, self._goal = self._view, None
        offset = view.offset_at(event.position())
        third = self._clicked.isValid() and self._clicked.elapsed() < QApplication.doubleClickInterval()
        self._clicked.invalidate()
        if third and (event.position() - self._point).manhattanLength() < 8:
            line = view.document.line_of(offset)
            after = view.document.starts[line + 1] if line + 1 < view.document.lines else len(view.data)
            view.put_caret(after, view.document.starts[line], follow=False)
            return
        held = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        view.put_caret(offset, view.anchor if held else None, follow=False)
        mark = view.marks.at(offset)
        if mark is not None and mark.name:
            view.mark_chosen.emit(mark.name)

    def dragged(self, event: QMouseEvent) -> None:
        """Select up to the pointer; beyond the view's edge the view follows."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point = event.position()
            view = self._view
            if 0 <= self._point.y() <= view.viewport().height():
                self._drag.stop()
                view.put_caret(view.offset_at(self._point), view.anchor, follow=False)
            elif not self._drag.isActive():
                self._drag_on()
                self._drag.start()

    def released(self) -> None:
        """Let go."""
        self._drag.stop()

    @Slot()
    def _drag_on(self) -> None:
        view, y = self._view, self._point.y()
        away = y if y < 0 else y - view.viewport().height()
        view.scroll_rows(int(away / view.pitch) + (1 if away > 0 else -1))
        inside = QPointF(self._point.x(), max(0.0, min(y, view.viewport().height() - 1.0)))
        view.put_caret(view.offset_at(inside), view.anchor, follow=False)

    def double_clicked(self, event: QMouseEvent) -> None:
        """Select the word."""
        view = self._view
        start, end = view.layouts.word(view.offset_at(event.position()))
        view.put_caret(end, start, follow=False)
        self._point = event.position()
        self._clicked.start()

    def wheeled(self, event: QWheelEvent) -> None:
        """Scroll three rows a notch; touch pads add up. With Ctrl the text grows or shrinks."""
        view, turn = self._view, event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            view.set_zoom(view.zoom + (turn.y() > 0) - (turn.y() < 0))
            event.accept()
            return
        self._wheel += turn.y()
        if turn.x():
            bar = view.horizontalScrollBar()
            bar.setValue(bar.value() - turn.x() // 2)
        rows = int(self._wheel / _NOTCH)
        if rows:
            self._wheel -= rows * _NOTCH
            view.scroll_rows(-rows)
        event.accept()

    def menu(self, where: QPoint) -> None:
        """Offer copy, select all, wrap."""
        view, menu = self._view, QMenu(self._view)
        start, end = view.selection
        copy = QAction(self.tr("Copy") + "\tCtrl+C", menu)
        copy.setEnabled(start != end)
        copy.triggered.connect(self.copy)
        whole = QAction(self.tr("Select all") + "\tCtrl+A", menu)
        whole.triggered.connect(self.select_all)
        wrap = QAction(self.tr("Wrap long lines") + "\tAlt+Z", menu)
        wrap.setCheckable(True)
        wrap.setChecked(view.wraps)
        wrap.toggled.connect(view.set_wrap)
        menu.addActions([copy, whole, wrap])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    # -- the keyboard

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False where it is none of ours."""
        modifiers, view = event.modifiers(), self._view
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            if event.key() != Qt.Key.Key_Z:
                return False
            view.set_wrap(not view.wraps)
        elif modifiers & Qt.KeyboardModifier.ControlModifier and self._with_control(event.key()):
            return True
        else:
            return self._moved(event)
        return True

    def _with_control(self, key: int) -> bool:
        view = self._view
        if key in _LARGER:
            view.set_zoom(view.zoom + 1)
        elif key == Qt.Key.Key_Minus:
            view.set_zoom(view.zoom - 1)
        elif key == Qt.Key.Key_0:
            view.set_zoom(0)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            view.scroll_rows(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    @Slot()
    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        view = self._view
        start, end = view.selection
        if end - start > MOST_COPIED:
            text = self.tr("Too much to copy at once: {size}. Up to {most} go.")
            text = text.format(size=size_text(end - start), most=size_text(MOST_COPIED))
            QToolTip.showText(view.mapToGlobal(QPoint(view.gutter, 0)), text, view)
        elif start != end:
            QApplication.clipboard().setText(view.document.text(start, end))

    @Slot()
    def select_all(self) -> None:
        """Select the whole file."""
        self._view.put_caret(len(self._view.data), 0, follow=False)

    def _moved(self, event: QKeyEvent) -> bool:
        view, modifiers = self._view, event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        rows = self._rows(event.key())
        if rows is not None:
            target = self._above_or_below(rows)
        else:
            self._goal = None
            found = self._target(event.key(), control=control)
            if found is None:
                return False
            target = found
        view.put_caret(target, view.anchor if modifiers & Qt.KeyboardModifier.ShiftModifier else None)
        return True

    def _rows(self, key: int) -> int | None:
        page = max(1, self._view.seen_rows - 1)
        up, down = Qt.Key.Key_PageUp, Qt.Key.Key_PageDown
        return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, up: -page, down: page}.get(Qt.Key(key))

    def _above_or_below(self, by: int) -> int:
        """Give the byte so many rows further down, at the height at which the cursor began to move."""
        view = self._view
        place = view.place_of(view.caret)
        if self._goal is None:
            self._goal = view.layouts.line(place[0]).x_of(view.caret)
        line, row = view.rows.move(place, by)
        return view.layouts.line(line).offset_at(self._goal, row)

    def _target(self, key: int, *, control: bool) -> int | None:
        view = self._view
        start, end = view.document.span(view.document.line_of(view.caret))
        if key == Qt.Key.Key_Home:
            return 0 if control else start
        if key == Qt.Key.Key_End:
            return len(view.data) if control else end
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            by = 1 if key == Qt.Key.Key_Right else -1
            return view.layouts.word_beside(view.caret, by) if control else view.layouts.beside(view.caret, by)
        return None
