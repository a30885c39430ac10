"""A failure's sentence in the language of the window, so far as the failure can say it; and room for sentences."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from codebinder.errors import CodebinderError
from codebinder.ui.detection.words import fault_text

_HIGHEST = 680


def error_text(error: CodebinderError, lang: str) -> str:
    """Give what is wrong, where, and what to do next; of many faults the first."""
    return fault_text(error, lang)


def grow(dialog: QWidget) -> None:
    """Make a dialog as high as its words need, once they have been laid out; never smaller, never above the screen."""

    def now() -> None:
        if not shiboken6.isValid(dialog):
            return
        layout = dialog.layout()
        layout.activate()
        high = min(layout.totalHeightForWidth(dialog.width()), _HIGHEST)
        if high > dialog.height():
            dialog.resize(dialog.width(), high)

    QTimer.singleShot(0, dialog, now)


__all__ = ["error_text", "grow"]
