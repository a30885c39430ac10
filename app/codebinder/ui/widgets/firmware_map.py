"""The map of a firmware image in the window: hover tells, a click or the arrow keys choose, Enter goes inside.

Laying it out takes a moment for an image of very many regions, so that happens off the window's thread; what is painted
is a value that stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from codebinder.model.firmware import Analysis
from codebinder.model.firmware_map import Cell, FirmwareMap, Style, lay_out
from codebinder.model.firmware_words import cluster_word, node_name, told_region
from codebinder.ui.desk import Desk
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID, colour
from codebinder.ui.widgets.firmware_paint import GUTTER, LINE, legend_places, paint_legend, paint_map

_REST = 60
_LEAST = 320


@dataclass(frozen=True, slots=True)
class View:
    """What of an image is shown: a node, and how much of it (None: all)."""

    node: int = 0
    span: tuple[int, int] | None = None


class FirmwareMapView(QWidget):
    """The picture of one image. It is as high as it needs to be: put it into something that scrolls."""

    chosen = Signal(int, int)
    """A region was chosen: the node's number, and the region's place in it (the first of several drawn as one)."""
    entered = Signal(int)
    """Another node, or another stretch, is shown now."""
    fitted = Signal(int)
    """It is of this height now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.drawn: FirmwareMap | None = None
        self.current = -1
        self._reading: Analysis | None = None
        self._hidden: tuple[tuple[int, int], ...] = ()
        self._views: list[View] = [View()]
        self._wanted: tuple[int, int] | None = None
        self._asked = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Map of the image"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._ask)

    # -- what is shown

    def show_reading(self, reading: Analysis | None, hidden: Sequence[tuple[int, int]] = ()) -> None:
        """Show an image from its beginning; None shows nothing. `hidden` are stretches that leave filled."""
        self._reading, self._hidden = reading, tuple(hidden)
        self._views, self._wanted = [View()], None
        self.drawn, self.current = None, -1
        self._ask()

    def set_hidden(self, hidden: Sequence[tuple[int, int]]) -> None:
        """Draw other stretches as hidden; what is shown and chosen stays."""
        if tuple(hidden) != self._hidden:
            self._hidden = tuple(hidden)
            cell = self.cell()
            self._wanted = (cell.node, cell.index) if cell is not None else self._wanted
            self._ask()

    @property
    def view(self) -> View:
        """What is shown now."""
        return self._views[-1]

    def way(self) -> str:
        """Name what is shown, for a line above the map; empty for the whole image."""
        if self._reading is None or len(self._views) == 1:
            return ""
        name = node_name(self._reading, self.view.node, 120)
        if self.view.span is None:
            return name
        start, end = self.view.span
        return " ".join(filter(None, (name, f"0x{start:X}–0x{end:X}")))

    def choose(self, node: int, index: int) -> None:
        """Choose a region from outside; what holds it is shown where it is not."""
        self._wanted = (node, index)
        if self.drawn is not None and self._find() < 0:
            self._views = [View(), *([View(node)] if node else [])]
            self._ask()
            return
        self._settle()

    def go_in(self) -> None:
        """Go into what is chosen: a node that has regions, or regions that are drawn as one."""
        cell = self.cell()
        if cell is None or self._reading is None:
            return
        if cell.count > 1:
            self._go(View(cell.node, (cell.start, cell.end)))
        elif cell.inner >= 0 and self._reading.nodes[cell.inner].regions:
            self._go(View(cell.inner))

    def go_out(self) -> None:
        """Go back to what was shown before."""
        if len(self._views) > 1:
            self._views.pop()
            self._ask()

    def can_go_in(self) -> bool:
        """Tell whether there is anything to go into."""
        cell = self.cell()
        if cell is None or self._reading is None:
            return False
        return cell.count > 1 or (cell.inner >= 0 and bool(self._reading.nodes[cell.inner].regions))

    def can_go_out(self) -> bool:
        """Tell whether anything was shown before."""
        return len(self._views) > 1

    def cell(self) -> Cell | None:
        """Give what is chosen."""
        drawn = self.drawn
        return drawn.cells[self.current] if drawn is not None and 0 <= self.current < len(drawn.cells) else None

    def words_of(self, cell: Cell) -> str:
        """Say a cell in a sentence."""
        reading, lang = self._reading, self.desk.lang
        if reading is None:
            return ""
        if cell.count > 1:
            text = self.tr("{regions}, 0x{start} to 0x{end}, {size} bytes; Enter magnifies them")
            return text.format(
                regions=cluster_word(cell.count, lang), start=f"{cell.start:X}", end=f"{cell.end:X}",
                size=count_text(cell.size),
            )  # fmt: skip
        region = reading.nodes[cell.node].regions[cell.index]
        told = f"{cell.number}: {told_region(region, reading).get(lang)}"
        if cell.inner >= 0 and reading.nodes[cell.inner].regions:
            told = self.tr("{told}; Enter goes inside").format(told=told)
        return told

    # -- laying out

    def _style(self) -> Style:
        metrics = QFontMetricsF(self.font())
        line = round(metrics.height())
        letter = max(10, round(metrics.horizontalAdvance("0") * 9.2))
        return Style(
            width=max(_LEAST, self.width()) - GUTTER - 1, letter=letter, ruler=line + 2, band=line + 12, inner=line + 4,
            curve=46, gap=2 * GRID, least=max(12, letter * 2 // 10 + 4), rows=6, lang=self.desk.lang,
        )  # fmt: skip

    def _go(self, view: View) -> None:
        self._views.append(view)
        self._ask()

    def _ask(self) -> None:
        reading = self._reading
        self._asked += 1
        if reading is None:
            self.drawn = None
            self._fit()
            return
        asked, style, view, hidden = self._asked, self._style(), self.view, self._hidden if not self.view.node else ()

        def done(drawn: FirmwareMap) -> None:
            if asked == self._asked:
                self._laid(drawn)

        self.desk.look(lambda: lay_out(reading, style, node=view.node, span=view.span, hidden=hidden), done)

    def _laid(self, drawn: FirmwareMap) -> None:
        before = self.drawn
        other = before is None or (before.node, before.start, before.end) != (drawn.node, drawn.start, drawn.end)
        self.drawn = drawn
        if other:
            self.current = -1
        self.setWhatsThis("")
        self.setAccessibleDescription(drawn.text.get(self.desk.lang))
        self._fit()
        self._settle()
        if other:
            self.entered.emit(drawn.node)

    def _find(self) -> int:
        if self._wanted is None or self.drawn is None:
            return -1
        node, index = self._wanted
        found = (
            at
            for at, cell in enumerate(self.drawn.cells)
            if cell.node == node and cell.index <= index < cell.index + cell.count
        )
        return next(found, -1)

    def _settle(self) -> None:
        at = self._find()
        self._wanted = None
        if at >= 0:
            self._set(at, tell=False)

    def _legend_height(self) -> int:
        if self.drawn is None:
            return 0
        places = legend_places(self.drawn, self.desk.lang, QFontMetricsF(self.font()), self.width())
        return int(places[-1][0].y()) + LINE + GRID if places else 0

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.fitted.emit(self.height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the height that the map takes at this width."""
        drawn = self.drawn
        tall = self._legend_height() + drawn.height + GRID if drawn is not None and drawn.rows else 4 * GRID
        return QSize(max(_LEAST, self.width()), tall)

    # -- people

    def _set(self, at: int, *, tell: bool = True) -> None:
        if at == self.current or self.drawn is None:
            return
        self.current = at
        cell = self.cell()
        words = self.words_of(cell) if cell is not None else self.drawn.text.get(self.desk.lang)
        self.setAccessibleDescription(words)
        if QAccessible.isActive() and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.update()
        if tell and cell is not None:
            self.chosen.emit(cell.node, cell.index)

    def _at(self, point: QPoint) -> int:
        if self.drawn is None:
            return -1
        return self.drawn.pick(point.x(), point.y() - self._legend_height())

    def event(self, event: QEvent) -> bool:
        """Tell what is under the mouse; take Tab-free keys before scroll areas do."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.drawn is not None:
            at = self._at(event.pos())
            if at >= 0:
                QToolTip.showText(event.globalPos(), self.words_of(self.drawn.cells[at]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        at = self._at(event.position().toPoint())
        if at >= 0:
            self._set(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go into what is clicked twice."""
        at = self._at(event.position().toPoint())
        if at >= 0:
            self._set(at)
            self.go_in()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between regions with the arrows, in and out with Enter and Backspace."""
        drawn, key = self.drawn, event.key()
        if drawn is None or not drawn.cells:
            super().keyPressEvent(event)
            return
        at = max(self.current, 0)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go_in()
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Escape} and self.can_go_out():
            self.go_out()
        elif key in _MOVES:
            self._set(_MOVES[key](drawn, at) if self.current >= 0 else 0)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the map out anew when the width has come to rest."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._rest.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rest.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the map, or why there is none."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn = self.drawn
        if drawn is None or not drawn.rows:
            text = drawn.text.get(self.desk.lang) if drawn is not None else self.tr("Reading the image …")
            painter.setPen(colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            painter.end()
            return
        places = legend_places(drawn, self.desk.lang, QFontMetricsF(self.font()), self.width())
        paint_legend(painter, places)
        painter.translate(QPoint(0, self._legend_height()))
        paint_map(painter, drawn, self.current, focused=self.hasFocus())
        painter.end()


_MOVES = {
    Qt.Key.Key_Right: lambda drawn, at: drawn.beside(at, 1),
    Qt.Key.Key_Left: lambda drawn, at: drawn.beside(at, -1),
    Qt.Key.Key_Down: lambda drawn, at: drawn.inside(at),
    Qt.Key.Key_Up: lambda drawn, at: drawn.cells[at].parent if drawn.cells[at].parent >= 0 else at,
    Qt.Key.Key_Home: lambda _drawn, _at: 0,
    Qt.Key.Key_End: lambda drawn, at: max(
        (place for place, cell in enumerate(drawn.cells) if cell.level == drawn.cells[at].level), default=at
    ),
}
