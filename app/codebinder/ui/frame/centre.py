"""The pages in the window's centre, of which only the one that is shown says how small the window may be."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Centre(QStackedWidget):
    """A stack in which a page that was shown once takes no room from the others."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the page needs that is seen."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize(0, 0)
