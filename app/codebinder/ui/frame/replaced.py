"""Tells a person that the program was updated under the running window: it goes on, and wants to be started again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from codebinder import assets
from codebinder.base.messages import LANGUAGES, catalogue
from codebinder.ui.frame.aside import look_aside

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_EVERY = 20_000
"""Milliseconds: an installer takes longer, and nobody starts anything long sooner after it."""


class Replaced(QObject):
    """Looks now and then, and whenever the window comes to front, whether the installation is still the same build."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = window.desk
        self.known = False
        for lang in LANGUAGES:
            catalogue(lang)  # so that nothing said later is looked up in another version's
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY)
        QGuiApplication.instance().applicationStateChanged.connect(self._state)  # type: ignore[union-attr]  (it is there)

    @Slot(Qt.ApplicationState)
    def _state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    @Slot()
    def look(self) -> None:
        """Look once, off the window's thread: the program may lie on a share."""
        if not self.known:
            look_aside(assets.replaced, self._seen)

    @Slot(object)
    def _seen(self, replaced: bool) -> None:  # noqa: FBT001  (what was seen)
        if replaced and not self.known:
            self.known = True
            self._timer.stop()
            self._desk.message.emit("warning", text())


def text() -> str:
    """Give the sentence."""
    return QCoreApplication.translate(
        "Replaced",
        "Codebinder was updated while this window was open. Your work is saved: close the window and start Codebinder "
        "again before you go on.",
    )
