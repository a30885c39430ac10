"""The ground of the code viewer: which rows of a document are seen, and where in the viewport a byte is drawn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from codebinder.ui import theme
from codebinder.ui.strings import count_text
from codebinder.ui.viewing.colouring import Colouring, formats
from codebinder.ui.viewing.rows import Place, Rows
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.layouts import Layouts

PAD = 8
_SMALLEST, _LARGEST = -5, 20
_FAR = 2000


class Surface(QAbstractScrollArea):
    """A document laid out in rows, scrolled, wrapped or not, at a size. Offsets are bytes of the file, everywhere."""

    scrolled = Signal()
    wrap_changed = Signal(bool)
    zoomed = Signal(int)
    """The text's size was changed: by how many points it differs from the usual."""
    restyled = Signal()
    """Another theme holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.code_font())
        self.document = Document()
        self.zoom = 0
        self._top: Place = (0, 0)
        self._wraps = self._syncing = False
        self.colouring = Colouring(self)
        self.lay_anew()
        self.verticalScrollBar().valueChanged.connect(self._bar_moved)
        self.horizontalScrollBar().valueChanged.connect(self._moved)

    def put_document(self, document: Document) -> None:
        """Lay out another document, from its top."""
        self.document = document
        self._top = (0, 0)
        self.colouring.begin(document)
        self.lay_anew()
        self.horizontalScrollBar().setValue(0)

    def set_wrap(self, wrap: bool) -> None:  # noqa: FBT001  (a slot)
        """Wrap long lines, or let them run on; what is seen stays where it is."""
        if wrap != self._wraps:
            held, self._wraps = self.top(), wrap
            policy = Qt.ScrollBarPolicy
            self.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff if wrap else policy.ScrollBarAsNeeded)
            self.horizontalScrollBar().setValue(0)
            self._fit()
            self.set_top(held)
            self.wrap_changed.emit(wrap)

    def set_zoom(self, points: int) -> None:
        """Show the text larger or smaller than usual by so many points."""
        points = max(_SMALLEST, min(_LARGEST, points))
        if points != self.zoom:
            held, self.zoom = self.top(), points
            font = QFont(self.font())
            font.setPointSizeF(max(5.0, theme.code_font().pointSizeF() + points))
            self.setFont(font)
            self.lay_anew()
            self.set_top(held)
            self.zoomed.emit(points)

    @property
    def wraps(self) -> bool:
        """Are long lines wrapped?"""
        return self._wraps

    # -- places

    def place_of(self, offset: int) -> Place:
        """Give the line and the row of it in which a byte is drawn."""
        line = self.document.line_of(offset)
        return line, (self.layouts.line(line).row_of(offset) if self._wraps else 0)

    def top(self) -> int:
        """Give the offset of the first visible row."""
        line, row = self._top
        line = min(line, self.document.lines - 1)
        return self.layouts.line(line).row_span(row)[0] if row else self.document.starts[line]

    def set_top(self, offset: int, above: int = 0) -> None:
        """Scroll so that the row of `offset` is the first one; or has `above` rows above it."""
        self.scroll_to(self.rows.move(self.place_of(offset), -above))

    def row_seen(self, offset: int) -> int:
        """Give the row of the view in which a byte is drawn; -1 where it is out of view."""
        at = self.rows.distance(self._top, self.place_of(offset), self.seen_rows)
        return at if at < self.seen_rows else -1

    def offset_in_row(self, row: int) -> int:
        """Give the first byte of a row of the view."""
        line, sub = self.rows.move(self._top, row)
        return self.layouts.line(line).row_span(sub)[0]

    def scroll_rows(self, by: int) -> None:
        """Scroll by so many rows."""
        self.scroll_to(self.rows.move(self._top, by))

    def offset_at(self, point: QPoint | QPointF) -> int:
        """Give the byte at a place of the viewport."""
        at = int(point.y()) // self.pitch
        line, row = self.rows.move(self._top, at)
        if at > 0 and self.rows.distance(self._top, (line, row), at) < at:
            return len(self.document.data)  # below the last line
        return self.layouts.line(line).offset_at(point.x() - self.left, row)

    def point_of(self, offset: int) -> QPoint:
        """Give the place in the viewport where the byte `offset` is drawn (which may be out of view)."""
        place = self.place_of(offset)
        x = self.layouts.line(place[0]).x_of(offset)
        most = _FAR if self._wraps else self.document.lines
        away = self.rows.distance(self._top, place, most)
        if away < 0:
            away = -self.rows.distance(place, self._top, most)
        return QPoint(int(self.left + x) + 1, away * self.pitch + self.pitch // 2)

    # -- measures

    def lay_anew(self) -> None:
        """Another document, font or theme: nothing that was laid out holds any more."""
        self._laid = self._look()
        metrics = QFontMetricsF(self.font())
        self.pitch = max(1, round(metrics.height() + 2))
        self.char = metrics.horizontalAdvance("0")
        self.small = QFont(self.font())
        self.small.setPointSizeF(max(7.0, self.font().pointSizeF() - 2))
        self.layouts = Layouts(
            self.document, self.font(), pitch=self.pitch, runs=self.colouring.runs, formats=formats()
        )
        self.rows = Rows(self.layouts)
        self._fit()

    @property
    def gutter(self) -> int:
        """How wide the column of line numbers is."""
        return int(self.char * max(4, len(count_text(self.document.lines)))) + 2 * PAD

    @property
    def seen_rows(self) -> int:
        """How many rows fit into the view."""
        return max(1, self.viewport().height() // self.pitch)

    @property
    def left(self) -> int:
        """Where lines begin in the viewport."""
        return self.gutter + PAD - self.horizontalScrollBar().value()

    @property
    def first(self) -> Place:
        """The first row that is seen."""
        return self._top

    @property
    def room(self) -> int:
        """How wide the text may be."""
        return max(1, self.viewport().width() - self.gutter - 2 * PAD)

    def _fit(self) -> None:
        """Fit rows and scroll bars to the view."""
        self.layouts.set_width(float(self.room) if self._wraps else 0.0)
        line = self._top[0]
        if line < self.document.lines:
            self._top = line, min(self._top[1], self.layouts.line(line).rows - 1 if self._wraps else 0)
        side = self.horizontalScrollBar()
        wide = int(self.document.widest * self.char * 1.05) + 160
        side.setPageStep(self.viewport().width())
        side.setSingleStep(int(self.char * 4))
        side.setRange(0, 0 if self._wraps else max(0, wide - (self.viewport().width() - self.gutter)))
        bar, steps = self.verticalScrollBar(), self.rows.steps
        self._syncing = True
        bar.setPageStep(self.seen_rows * steps)
        bar.setSingleStep(steps)
        bar.setRange(0, self.rows.value(self.rows.last(self.seen_rows)))
        self._syncing = False
        self.scroll_to(self._top)
        self.colouring.soon()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Ask for room for eighty characters."""
        return QSize(int(self.char * 88), self.pitch * 24)

    def minimumSizeHint(self) -> QSize:
        """Make do with little."""
        return QSize(int(self.char * 24), self.pitch * 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bars; what is seen first stays first."""
        super().resizeEvent(event)
        held = self.top() if self._wraps else 0
        self._fit()
        if self._wraps:
            self.set_top(held)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the colours of what is seen."""
        super().showEvent(event)
        self.colouring.soon()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        # Every widget that it is put into tells it of a style; only another theme or font is one.
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange} and hasattr(self, "rows"):
            self._restyle_if_other()

    def _look(self) -> tuple[str, str]:
        """Say what was laid out depends on, beside the document."""
        return self.font().toString(), theme.token("text")

    def _restyle_if_other(self) -> None:
        if self._look() != self._laid:
            self._restyle()

    @Slot()
    def _restyle(self) -> None:
        held = self.top()
        self.lay_anew()
        self.set_top(held)
        self.restyled.emit()

    # -- scrolling

    def scroll_to(self, place: Place) -> None:
        """Let this row be the first one, as far as the document reaches."""
        self._top = min(place, self.rows.last(self.seen_rows)) if place != (0, 0) else place
        self._syncing = True
        self.verticalScrollBar().setValue(self.rows.value(self._top))
        self._syncing = False
        self._moved()

    @Slot(int)
    def _bar_moved(self, value: int) -> None:
        if not self._syncing:
            self._top = self.rows.place(value)
            self._moved()

    @Slot()
    def _moved(self) -> None:
        self.viewport().update()
        self.colouring.soon()
        self.scrolled.emit()
