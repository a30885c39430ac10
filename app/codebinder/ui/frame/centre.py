"""The pages in the window's centre, of which only the one that is shown says how small the window may be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget


class Centre(QStackedWidget):
    """A stack in which a page that was shown once takes no room from the others."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the page needs that is seen."""
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize(0, 0)


def rolling(stack: Centre) -> QScrollArea:
    """Give the stack in an area that scrolls where the window is smaller than the page can be; else nothing is seen."""
    area = QScrollArea()
    area.setObjectName("centre")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(stack)
    return area
