"""Shows a picture: decoded off the window's thread, of five formats only, and never more of it than memory allows."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from codebinder.ui import theme
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.viewing.speech import Speech

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (b"\xff\xd8\xff", b"jpeg"),
    (b"GIF87a", b"gif"),
    (b"GIF89a", b"gif"),
    (b"BM", b"bmp"),
)
MOST_PIXELS = 64_000_000
_MOST_BYTES = 128 << 20
_MEGABYTES = 300
_LARGEST = 8.0
_STEP = 1.25


def format_of(data: bytes) -> bytes:
    """Give the format of a picture by its first bytes: png, jpeg, gif, bmp, webp; empty where it is none of these."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"webp"
    found = next((name for magic, name in _MAGIC if data.startswith(magic)), b"")
    if found == b"bmp" and int.from_bytes(data[6:10], "little"):
        return b""  # two letters are little: the four bytes that are always zero must be
    return found


def decoded(data: bytes) -> QImage | None:
    """Decode a picture; None where it is damaged, of another format, or larger than anybody should decode."""
    kind = format_of(data[:32])
    if not kind or len(data) > _MOST_BYTES:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MEGABYTES)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    image = reader.read()
    return None if image.isNull() else image


@dataclass(frozen=True, slots=True)
class _Read:
    token: int
    image: QImage | None


class ImageView(QAbstractScrollArea):
    """One picture, fitted to the view or at a size of its own."""

    failed = Signal()
    shown = Signal(int, int)
    """Width and height in pixels."""
    _ready = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._speech = Speech(self)
        self._token = 0
        self.image: QImage | None = None
        self._scale = 0.0
        self._ready.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def show_image(self, data: bytes) -> None:
        """Show another picture, when it has been decoded."""
        self._token += 1
        self.image, self._scale = None, 0.0
        threading.Thread(target=self._decode, args=(self._token, data), name="codebinder-image", daemon=True).start()
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._token += 1
        self.image = None

    def _decode(self, token: int, data: bytes) -> None:
        read = _Read(token, decoded(data))
        try:
            self._ready.emit(read)
        except RuntimeError:
            return  # the window has gone

    @Slot(object)
    def _take(self, read: _Read) -> None:
        if read.token != self._token:
            return
        self.image = read.image
        if read.image is None:
            self.failed.emit()
            return
        wide, high = read.image.width(), read.image.height()
        text = self.tr("{wide} × {high} pixels").format(wide=count_text(wide), high=count_text(high))
        self.setAccessibleDescription(text)
        self.shown.emit(wide, high)
        self._bars()

    @property
    def scale(self) -> float:
        """How large a pixel of the picture is drawn."""
        if self._scale or self.image is None:
            return self._scale or 1.0
        room = self.viewport().size() - QSize(4 * GRID, 4 * GRID)
        fit = min(room.width() / max(1, self.image.width()), room.height() / max(1, self.image.height()))
        return max(0.001, min(1.0, fit))

    def set_scale(self, scale: float) -> None:
        """Draw a pixel of the picture so large; 0: the whole picture fits."""
        self._scale = max(0.0, min(_LARGEST, scale))
        self._bars()

    def _size(self) -> tuple[float, float]:
        image, scale = self.image, self.scale
        return (image.width() * scale, image.height() * scale) if image is not None else (0.0, 0.0)

    def _bars(self) -> None:
        wide, high = self._size()
        for bar, size, room in (
            (self.horizontalScrollBar(), wide, self.viewport().width()),
            (self.verticalScrollBar(), high, self.viewport().height()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(3 * GRID)
            bar.setRange(0, max(0, int(size) + 4 * GRID - room) if self._scale else 0)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._bars()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture over a chequered ground, which shows where it is transparent."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("sunken"))
        if self.image is not None:
            wide, high = self._size()
            room = self.viewport().rect()
            left = max(2.0 * GRID, (room.width() - wide) / 2) - self.horizontalScrollBar().value()
            top = max(2.0 * GRID, (room.height() - high) / 2) - self.verticalScrollBar().value()
            box = QRectF(left, top, wide, high)
            painter.fillRect(box, theme.colour("surface"))
            painter.fillRect(box, Qt.BrushStyle.Dense6Pattern)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.scale < 1)
            painter.drawImage(box, self.image)
            painter.setPen(theme.colour("border"))
            painter.drawRect(box)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl draw it larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_scale(self.scale * (_STEP if event.angleDelta().y() > 0 else 1 / _STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Larger, smaller, fitted."""
        factor = {Qt.Key.Key_Plus: _STEP, Qt.Key.Key_Equal: _STEP, Qt.Key.Key_Minus: 1 / _STEP}.get(Qt.Key(event.key()))
        if factor is not None:
            self.set_scale(self.scale * factor)
        elif event.key() == Qt.Key.Key_0:
            self.set_scale(0)
        else:
            super().keyPressEvent(event)
