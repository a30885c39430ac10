"""The pages in the window's centre, of which only the one that is shown says how small the window may be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class Centre(QStackedWidget):
    """A stack in which a page that was shown once takes no room from the others."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the page needs that is seen."""
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize(0, 0)


class _Floor(QWidget):
    """What the stack stands on. It has no layout: of one with wrapped text a scroll area takes the height that it would
    like for the least that it needs."""

    def __init__(self, stack: Centre) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the stack needs."""
        return self._stack.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        """Hear that the stack needs another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stack all of it."""
        super().resizeEvent(event)
        self._stack.setGeometry(self.rect())


def rolling(stack: Centre) -> QScrollArea:
    """Give the stack in an area that scrolls where the window is smaller than the page can be; else nothing is seen."""
    area = QScrollArea()
    area.setObjectName("centre")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(_Floor(stack))
    return area
