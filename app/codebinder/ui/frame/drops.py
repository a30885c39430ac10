"""Takes files from outside: dropped on the window, named on the command line, handed over by another program."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from codebinder.model.text import shown
from codebinder.ui.dropping import what_is
from codebinder.ui.frame.aside import look_aside
from codebinder.ui.frame.overlay import DropOverlay
from codebinder.ui.frame.plan import Act, Coming, No, State, no_text, planned
from codebinder.ui.strings import count_text
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_MOST = 200
_SLOW = 1500
_NEXT = 200
_PAGES = {
    Act.SOURCE: Step.SOURCES,
    Act.FIRMWARE: Step.FIRMWARE,
    Act.DOCUMENT: Step.DOCUMENTS,
    Act.VERIFY: Step.VERIFY,
    Act.OPENING: Step.VERIFY,
    Act.ANSWER: Step.REVIEW,
}


class Drops(QObject):
    """Looks what files are (off the window's thread: they may lie on a share that hangs), then acts."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._number = 0
        self._wanted: set[int] = set()
        self._hovering = 0
        self._hovered: tuple[tuple[Path, str], ...] | None = None
        self._queue: deque[Coming] = deque()
        self._overlay: DropOverlay | None = None
        self._kept: Path | None = None
        self._last: Act | No | None = None
        self._desk.session_changed.connect(self._opened)
        self._next = QTimer(self)
        self._next.setInterval(_NEXT)
        self._next.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Is it still being looked what something is?"""
        return bool(self._wanted)

    def state(self) -> State:
        """Give what is open now, as far as it matters."""
        desk = self._desk
        return State(
            book=desk.session is not None, filing=desk.filing is not None, write=desk.can_write, step=self._window.step
        )

    # -- files come

    def take(self, paths: Sequence[Path]) -> None:
        """Do the obvious thing with files, once it has been looked what they are."""
        if paths:
            self._too_many(paths)
            number = self._look(paths)
            self._wanted.add(number)
            QTimer.singleShot(_SLOW, self, lambda: self._still(number))

    def _too_many(self, paths: Sequence[Path]) -> None:
        if len(paths) > _MOST:
            text = self.tr(
                "Only the first {most} of {count} files are taken at once; the others are left where they are."
            )
            text = text.format(most=count_text(_MOST), count=count_text(len(paths)))
            self._desk.message.emit("warning", text)

    def later(self, path: Path) -> None:
        """Take a file once a filing is open, which the person is about to open."""
        self._kept = path

    @Slot()
    def _opened(self) -> None:
        if self._kept is not None and self._desk.session is not None:
            path, self._kept = self._kept, None
            QTimer.singleShot(0, self, lambda: self.take([path]))

    def _still(self, number: int) -> None:
        if number in self._wanted:
            self._desk.message.emit("info", self.tr("Looking what this is… (the disk or network is slow)"))

    def _look(self, paths: Sequence[Path]) -> int:
        self._number += 1
        number, wanted = self._number, tuple(paths)[:_MOST]

        look_aside(lambda: (number, tuple((path, what_is(path)) for path in wanted)), self._seen)
        return number

    @Slot(object)
    def _seen(self, seen: tuple[int, tuple[tuple[Path, str], ...]]) -> None:
        number, kinds = seen
        if number == self._hovering:
            self._hovered = kinds
            if self._overlay is not None:
                self._overlay.show_plan(planned(kinds, self.state()))
        if number in self._wanted:
            self._wanted.discard(number)
            self.act(planned(kinds, self.state()))

    # -- while files are dragged over the window

    def enter(self, event: QDragEnterEvent) -> None:
        """Begin to look, and say what would happen."""
        paths = _paths(event.mimeData())
        if not paths:
            return
        event.acceptProposedAction()
        self._hovered = None
        self._hovering = self._look(paths)
        if self._overlay is None:
            self._overlay = DropOverlay(self._window)
        self._overlay.begin(paths)

    def move(self, event: QDragMoveEvent) -> None:
        """Refuse what nothing can be done with, as soon as that is known."""
        if self._hovered is not None and not _taken(planned(self._hovered, self.state())):
            event.ignore()
        elif _paths(event.mimeData()):
            event.acceptProposedAction()

    @Slot()
    def leave(self) -> None:
        """Say nothing any more."""
        self._hovering = 0
        if self._overlay is not None:
            self._overlay.hide()

    def drop(self, event: QDropEvent) -> None:
        """Take the files."""
        paths = _paths(event.mimeData())
        known = self._hovered if self._hovering else None
        self.leave()
        event.acceptProposedAction()
        if known is not None and tuple(path for path, _ in known) == tuple(paths[:_MOST]):
            self._too_many(paths)
            self.act(planned(known, self.state()))
        else:
            self.take(paths)

    # -- acting

    def act(self, coming: Sequence[Coming]) -> None:
        """Do what was planned: one after another, since most of it asks something."""
        for each in coming:
            if isinstance(each.does, No):
                text = self.tr("{name} was not taken: {why}").format(name=shown(each.path.name), why=no_text(each.does))
                self._desk.message.emit("warning", text)
        self._queue.extend(each for each in coming if isinstance(each.does, Act))
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        while self._queue and not self._asking():
            self._do(self._queue.popleft())
        if self._queue:
            self._next.start()
        else:
            self._next.stop()

    def _asking(self) -> bool:
        """Does something that came before still ask the person?"""
        modal = QApplication.activeModalWidget()
        if modal is not None and modal.isVisible() and _of(modal, self._window):
            return True
        if self._last is Act.OPEN and self._desk.jobs.busy:
            return True  # what comes beside a workbook belongs to it
        adder = getattr(self._window.page(), "adder", None)
        return adder is not None and adder.isVisible() and self._queue[0].does is Act.SOURCE

    def _do(self, coming: Coming) -> None:
        path, does = coming.path, coming.does
        window, self._last = self._window, coming.does
        if does is Act.OPEN:
            self._desk.open_workbook(path)
        elif does is Act.BESIDE:
            from codebinder.ui.frame.launch import launch

            launch([path])
        elif does is Act.PACKET:
            window.arrivals.packet(path)
        elif does is Act.ASK:
            window.arrivals.ask(path, filing=window.desk.filing is not None and window.desk.can_write)
        elif does in {Act.BEGIN, Act.CHOOSE}:
            from codebinder.ui.frame.beginning import offer

            offer(window, path, coming.kind)
        elif does is Act.TEMPLATE:
            window.templates.take(path)
        elif isinstance(does, Act):
            self.hand_over(path, _PAGES[does])

    def hand_over(self, path: Path, step: Step) -> None:
        """Give a file to a step's page."""
        self._window.show_step(step)
        page = self._window.page()
        if page is not None and not page.drop([str(path)]):
            self._desk.message.emit("warning", self.tr("Nothing here takes {name}.").format(name=shown(path.name)))


def _of(dialog: QObject, window: QObject) -> bool:
    """Does a dialog belong to a window, or to a dialog of it?"""
    above: QObject | None = dialog
    while above is not None and above is not window:
        above = above.parent()
    return above is window


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


def _taken(coming: Sequence[Coming]) -> bool:
    return any(isinstance(each.does, Act) for each in coming)
