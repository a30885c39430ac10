"""The window's life: where it opens, what it was doing, who else knocks, and how it ends without losing anything."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from codebinder.ui.frame.arrivals import Application
from codebinder.ui.frame.door import Door, Request, identity
from codebinder.ui.frame.doorkeeper import Doorkeeper
from codebinder.ui.frame.memory import Box, fitted, keep_box, keep_place, place_of, remembered_box
from codebinder.ui.frame.starting import hand_over
from codebinder.ui.jobs import Job
from codebinder.ui.pages.base import preload
from codebinder.workflow import filings
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.frame.closing import CloseDialog
    from codebinder.ui.main_window import MainWindow

_LONG = 5.0
"""Seconds after which somebody may have gone for coffee: the end of the work is shown in the task bar."""
_ASKED = 1.0
_TOO_LONG = 10_000
_CASCADE = 28


class Life(QObject):
    """Holds what belongs to one window from its opening to its end."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._keeper: Doorkeeper | None = None
        self._stopping = self._waiting = self._over = False
        self.question: CloseDialog | None = None
        self._note = QTimer(self)
        self._note.setSingleShot(True)
        self._note.setInterval(800)
        self._note.timeout.connect(self._write_place)
        self._place_window()
        window.installEventFilter(self)
        self._come = QTimer(self)
        self._come.setSingleShot(True)
        self._come.setInterval(50)  # several come one by one
        self._come.timeout.connect(self._hand_over)
        self._app = QApplication.instance()
        if isinstance(self._app, Application):
            self._app.files_came.connect(self._come.start)
            self._come.start()  # some came before there was a window
        self._desk.session_changed.connect(self._session_changed)
        self._desk.filing_changed.connect(self.moved)
        self._desk.packet_changed.connect(self._packet_changed)
        self._desk.jobs.ended.connect(self._job_ended)

    # -- the place on the screen

    def _place_window(self) -> None:
        held = remembered_box(self._desk.settings)
        if held is None:
            return
        screens = [each.availableGeometry() for each in QGuiApplication.screens()]
        least = self._window.minimumSize()
        box = fitted(held, screens, (least.width(), least.height()))
        self._window.setGeometry(QRect(box.x, box.y, box.width, box.height))
        if box.maximised:
            self._window.setWindowState(self._window.windowState() | Qt.WindowState.WindowMaximized)

    def aside(self) -> None:
        """Stand a little beside another window of ours, which opened at the same place."""
        self._window.move(self._window.x() + _CASCADE, self._window.y() + _CASCADE)

    def _keep_window(self) -> None:
        window = self._window
        whole = window.isMaximized() or window.isFullScreen()
        place = window.normalGeometry() if whole else window.geometry()
        if place.isValid():
            box = Box(
                x=place.x(), y=place.y(), width=place.width(), height=place.height(), maximised=window.isMaximized()
            )
            keep_box(self._desk.settings, box)

    # -- what was being done

    @Slot()
    def moved(self) -> None:
        """Another step or filing is shown: it is remembered in a moment."""
        if self._desk.session is not None:
            self._note.start()

    def _write_place(self) -> None:
        session, filing, step = self._desk.session, self._desk.filing, self._window.step
        if session is not None:
            keep_place(
                self._desk.settings,
                session.book.uid,
                filing.slug if filing is not None else "",
                step.value if step is not None else "",
            )

    @Slot()
    def _session_changed(self) -> None:
        session = self._desk.session
        self._desk.claim("workbook", session.path if session is not None else None)
        if session is None:
            self._note.stop()
            return
        slug, step = place_of(self._desk.settings, session.book.uid)
        if slug and any(each.slug == slug for each in filings.filings(session)):
            # The page's code is read aside first: at the very start nothing of it is there yet.
            self._desk.look(preload, lambda _: self._return_to(slug, step))

    def _return_to(self, slug: str, step: str) -> None:
        if self._desk.session is None:
            return
        self._desk.select_filing(slug)
        if step in {each.value for each in Step} and self._window.stack.currentWidget() is self._window.start:
            self._window.prepare(Step(step))
            QTimer.singleShot(0, self, lambda: self._window.show_step(Step(step)))

    @Slot()
    def _packet_changed(self) -> None:
        packet = self._desk.packet
        path = packet.path if packet is not None else None
        if path is not None:
            self._desk.settings.add_recent(path, "packet")
        self._desk.claim("packet", path)

    # -- who knocks

    def open_door(self, door: Door) -> None:
        """Let other programs of this person's find this window."""
        self._desk.door = door
        self._keeper = Doorkeeper(door, self)
        self._keeper.came.connect(self._asked)

    @Slot(object)
    def _asked(self, request: Request) -> None:
        self.to_front(request.token)
        self._open(list(request.paths))

    def _open(self, paths: list[Path]) -> None:
        """Open files, unless they are what this window shows already."""
        shown = [each.path for each in (self._desk.session, self._desk.packet) if each is not None]
        held = {identity(path) for path in shown if path is not None}  # a name may be spelt in several ways
        wanted = [path for path in paths if identity(path) not in held]
        if wanted:
            self._window.open_paths(wanted)

    def to_front(self, token: str = "") -> None:
        """Bring the window to front; where the desktop forbids it, have it marked in the task bar."""
        window = self._window
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt hands it to the desktop with its next request
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
        window.show()
        window.raise_()
        window.activateWindow()
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = ""  # it counts once; and nothing is taken out while threads run
        if not window.isActiveWindow():
            QApplication.alert(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See that the person works in this window."""
        if event.type() == QEvent.Type.WindowActivate and watched is self._window and self._keeper is not None:
            self._keeper.used()
        return False

    @Slot()
    def _hand_over(self) -> None:
        """Show what the desktop asked for (macOS): here, unless another window of ours has it open."""
        paths = self._app.take_files() if isinstance(self._app, Application) and not self._over else []
        door = self._desk.door
        if paths and not (door is not None and hand_over(door, paths)):
            self.to_front()
            self._open(paths)

    # -- work and the end

    @Slot(object)
    def _job_ended(self, job: Job) -> None:
        if job.began and time.monotonic() - job.began > _LONG and not self._window.isActiveWindow():
            QApplication.alert(self._window)
        if (self._stopping or self._waiting) and not self._desk.jobs.busy:
            QTimer.singleShot(0, self._window, self._window.close)

    def may_close(self) -> bool:
        """May the window go now? Where work is under way the person is asked, and the answer closes it."""
        view = self._desk.jobs.view()
        if view is None or self._stopping or (view.elapsed < _ASKED and not view.waiting):
            return True
        app = QApplication.instance()
        if isinstance(app, QApplication) and app.isSavingSession():
            return True  # the desktop is about to end, and waits for nobody's answer
        QTimer.singleShot(0, self, self._ask)
        return False

    def _ask(self) -> None:
        view = self._desk.jobs.view()
        if view is None:
            self._window.close()
        elif self.question is None:
            from codebinder.ui.frame.closing import CloseDialog

            self.question = CloseDialog(self._window, view, self._desk.lang)
            self.question.stop.connect(self.stop_and_close)
            self.question.wait.connect(self.wait_and_close)
            self.question.finished.connect(self._answered)
            self.question.open()

    @Slot()
    def _answered(self) -> None:
        self.question = None

    @Slot()
    def stop_and_close(self) -> None:
        """Stop the work, and close when it has stopped; after a while in any case."""
        self._stopping = True
        QTimer.singleShot(_TOO_LONG, self._window, self._window.close)
        self._desk.jobs.cancel_all()
        if not self._desk.jobs.busy:
            self._window.close()

    @Slot()
    def end_now(self) -> None:
        """Close without a question: nobody is there to answer it."""
        self._stopping = True
        self._window.close()

    @Slot()
    def wait_and_close(self) -> None:
        """Close when all work is done."""
        self._waiting = True
        if not self._desk.jobs.busy:
            self._window.close()
        else:
            self._desk.message.emit("info", self.tr("This window closes when the work is done."))

    def end(self) -> None:
        """Remember how the window stands, and give up its door."""
        self._over = True
        self._keep_window()
        if self._note.isActive():
            self._note.stop()
            self._write_place()

    def gone(self) -> None:
        """Give up the door, once the workbook has been let go."""
        keeper, self._keeper, self._desk.door = self._keeper, None, None
        if keeper is not None:
            with suppress(RuntimeError):
                keeper.close()
