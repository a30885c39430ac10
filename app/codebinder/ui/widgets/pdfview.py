"""Shows a PDF: pages are drawn by PDFium off the window's thread, as they come into view."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from codebinder.base.messages import SaidError
from codebinder.base.workers import PDFIUM
from codebinder.errors import CodebinderError
from codebinder.model.text import Message
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID

_KEEP = 16
_PATIENCE = 0.05
_AGAIN = 250
_WIDEST = 2400
_MOST_PIXELS = 24_000_000
"""A page that would take more (a few bytes make one of any size) is drawn more coarsely."""
_TALLEST = 1 << 17
_FURTHEST = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One page as a picture; `image` is None where somebody else holds PDFium at the moment."""

    token: int
    page: int
    wide: int
    image: QImage | None


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Give the size of every page, in points."""
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise SaidError(Message("leak.pdf-locked")) from None
        try:
            return [document.get_page_size(at) for at in range(len(document))]
        finally:
            document.close()


def draw_page(data: bytes, page: int, wide: int) -> QImage | None:
    """Draw one page `wide` pixels wide; None where PDFium is busy."""
    import pypdfium2

    if not PDFIUM.acquire(timeout=_PATIENCE):
        return None
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            held = document[page]
            across, high = (max(each, 0.001) for each in held.get_size())
            scale = min(wide / across, (_MOST_PIXELS / (across * high)) ** 0.5, _MOST_PIXELS / high)
            bitmap = held.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            ).copy()
            bitmap.close()
            held.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        raise SaidError(Message("leak.pdf-locked")) from None
    finally:
        PDFIUM.release()
    return image


def _tall(wide: int, across: float, high: float) -> int:
    """Give how tall a page is drawn."""
    return max(1, int(min(wide * high / max(across, 1), _TALLEST)))


class PdfView(QAbstractScrollArea):
    """Pages one below the other, as wide as the view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(self.tr("Pages of the PDF"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._data = b""
        self._token = self._from = 0
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[int] = []
        self._pages: OrderedDict[int, QImage] = OrderedDict()
        self._asked: set[int] = set()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN)
        self._again.timeout.connect(self.viewport().update)
        self._note = ""

    def show_pdf(self, data: bytes, *, keep: bool = False) -> None:
        """Show another document, from its beginning, or (`keep`) from where the one before was being read."""
        self._from = self.verticalScrollBar().value() if keep else 0
        self._token += 1
        token = self._token
        self._data, self._sizes, self._note = data, [], self.tr("Reading the pages…")
        self._tops = []  # painting asks for both, and may come before the new sizes
        self._pages.clear()
        self._asked.clear()
        self._desk.look(lambda: (token, page_sizes(data)), self._sized, self._failed)
        self.viewport().update()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def drawn(self) -> int:
        """How many pages have been drawn and are kept."""
        return len(self._pages)

    @Slot(object)
    def _sized(self, seen: tuple[int, list[tuple[float, float]]]) -> None:
        if seen[0] == self._token:
            self._sizes, self._note = seen[1], ""
            self._place()
            self.verticalScrollBar().setValue(self._from)
            self.setAccessibleDescription(self.tr("{count} pages").format(count=self.count))

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._note = error_text(error, self._desk.lang)
        self.viewport().update()

    def _wide(self) -> int:
        return max(120, self.viewport().width() - 4 * GRID)

    def _place(self) -> None:
        top, wide = GRID, self._wide()
        self._tops = []
        for across, high in self._sizes:
            self._tops.append(top)
            top += _tall(wide, across, high) + GRID
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(6 * GRID)
        self.verticalScrollBar().setRange(0, max(0, min(_FURTHEST, top - self.viewport().height())))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the pages again at another width."""
        super().resizeEvent(event)
        self._asked.clear()
        self._place()

    def sizeHint(self) -> QSize:
        """Ask for half a page."""
        return QSize(420, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages that are seen, and ask for those that are missing."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._note:
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._note)
        top, wide = self.verticalScrollBar().value(), self._wide()
        for page in range(max(0, bisect_right(self._tops, top) - 1), len(self._tops)):
            at, tall = self._tops[page], _tall(wide, *self._sizes[page])
            if at > top + self.viewport().height():
                break
            box = QRect(2 * GRID, at - top, wide, tall)
            painter.fillRect(box, Qt.GlobalColor.white)
            held = self._pages.get(page)
            if held is not None:
                self._pages.move_to_end(page)
                painter.drawImage(box, held)
            self._ask(page, held)
            painter.setPen(theme.colour("border"))
            painter.drawRect(box)
        painter.end()

    def _ask(self, page: int, held: QImage | None) -> None:
        wide = min(_WIDEST, round(self._wide() * self.devicePixelRatioF()))
        if page in self._asked or (held is not None and held.width() == wide):
            return
        self._asked.add(page)
        token, data = self._token, self._data
        self._desk.look(lambda: _Drawn(token, page, wide, draw_page(data, page, wide)), self._drawn_page, self._failed)

    @Slot(object)
    def _drawn_page(self, drawn: _Drawn) -> None:
        if drawn.token != self._token:
            return
        if drawn.image is None:
            self._asked.discard(drawn.page)
            self._again.start()
            return
        self._pages[drawn.page] = drawn.image
        while len(self._pages) > _KEEP:
            old, _ = self._pages.popitem(last=False)
            self._asked.discard(old)
        self.viewport().update()
