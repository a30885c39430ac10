"""The history: what was done in the open workbook, to be taken back and done again, step by step."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from codebinder.errors import CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.ui.undoing.steps import SIGNED, Entry, RowStep
from codebinder.workflow import filings, undoing
from codebinder.workflow.session import Session
from codebinder.workflow.undoing import Done
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.desk import Desk

_STEPS = 200
_BYTES = 256 * 1024 * 1024
"""How much is remembered; beyond it the oldest steps are forgotten."""


class Turned(NamedTuple):
    """What was taken back, or (`forth`) done again, None: there was nothing; and the filings that there are now."""

    entry: Entry | None
    forth: bool
    slugs: frozenset[str]


class History(QObject):
    """Two stacks. Whatever the workflow writes and can take back stands here by itself; verdicts are pushed.

    Steps are taken back by jobs, so that one that is still being written is the first to go.
    """

    changed = Signal()
    """What could be undone or redone is another step now."""
    moved = Signal(object)
    """An Entry was taken back, or done again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._lock = threading.Lock()
        self._back: list[Entry] = []
        self._forth: list[Entry] = []
        self._pushed = 0
        self._barred = ""
        self.shown: Callable[[], Step | None] = lambda: None
        """Gives the step that the window shows; the window says so."""
        desk.session_changed.connect(self._session_changed)

    # -- what there is

    @property
    def undo_title(self) -> str:
        """The name of what would be undone; "" where there is nothing."""
        return self._title(self._back)

    @property
    def redo_title(self) -> str:
        """The name of what would be done again; "" where there is nothing."""
        return self._title(self._forth)

    @property
    def can_undo(self) -> bool:
        """Is there anything to undo?"""
        return bool(self._back)

    @property
    def can_redo(self) -> bool:
        """Is there anything to do again?"""
        return bool(self._forth)

    def _title(self, stack: list[Entry]) -> str:
        with self._lock:
            return stack[-1].title() if stack else ""

    # -- what was done

    def push(self, entry: Entry) -> None:
        """Take up a step that was done; on any thread."""
        with self._lock:
            self._back.append(entry)
            self._forth.clear()
            self._pushed += 1
            self._barred = ""
            while len(self._back) > _STEPS or sum(each.size for each in self._back) > _BYTES:
                del self._back[0]
        self._tell()

    def bar(self, *, owner: str = "", filing: str, why: str) -> None:
        """Forget the steps of a filing (or of a packet, `owner`), since they can't be undone any more; on any thread."""

        def stays(entry: Entry) -> bool:
            # What belongs to all filings belongs to this one as well.
            return entry.owner != owner or (not owner and entry.filing not in {"", filing})

        with self._lock:
            before = len(self._back) + len(self._forth)
            self._back[:] = filter(stays, self._back)
            self._forth[:] = filter(stays, self._forth)
            gone = before - len(self._back) - len(self._forth)
            self._barred = why if gone else self._barred
        self._tell()

    def forget(self, owner: str = "") -> None:
        """Forget the steps of the open workbook, or of a packet."""
        with self._lock:
            for stack in (self._back, self._forth):
                stack[:] = [each for each in stack if each.owner != owner]
            self._barred = ""
        self.changed.emit()

    def _tell(self) -> None:
        if isValid(self):  # what is written while the window closes is written all the same
            self.changed.emit()

    @Slot()
    def _session_changed(self) -> None:
        self.forget()
        session = self._desk.session
        if session is not None and not session.read_only:
            undoing.follow(session, lambda done: self._told(session, done))

    def _told(self, session: Session, done: Done) -> None:
        if done.ends:
            self.bar(filing=done.filing, why=undoing.ended(done, self._desk.lang))
        else:
            self.push(RowStep(session, done))

    # -- taking back

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        self._turn(forth=False)

    @Slot()
    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._turn(forth=True)

    def _turn(self, *, forth: bool) -> None:
        stack = self._forth if forth else self._back
        if not stack and not self._desk.jobs.busy:
            self._none(forth=forth)
            return

        session = self._desk.session

        def work(progress: Progress, cancel: Cancel) -> Turned:
            entry = self._take(progress, cancel, forth=forth)
            slugs = (
                frozenset(each.slug for each in filings.filings(session)) if session is not None else frozenset[str]()
            )
            return Turned(entry, forth, slugs)

        self._desk.run_job(self.tr("Redoing") if forth else self.tr("Undoing"), work, self._turned, self._refused)

    def _take(self, progress: Progress, cancel: Cancel, *, forth: bool) -> Entry | None:
        """Take the newest step from its stack, turn it, and put it on the other one; on the thread of jobs."""
        stack, other = (self._forth, self._back) if forth else (self._back, self._forth)
        with self._lock:
            entry, pushed = (stack[-1] if stack else None), self._pushed
        if entry is None:
            return None
        try:
            if forth:
                entry.forth(progress, cancel)
            else:
                entry.back(progress, cancel)
        except CodebinderError as error:
            if entry.is_lost(error):
                with self._lock:
                    _lose(stack, entry)
            raise
        with self._lock:
            _drop(stack, entry)
            if forth or pushed == self._pushed:  # a gesture meanwhile has cleared what could be done again
                other.append(entry)
        return entry

    @Slot(object)
    def _turned(self, seen: Turned) -> None:
        entry, forth = seen.entry, seen.forth
        self.changed.emit()
        if entry is None:
            self._none(forth=forth)
            return
        text = self.tr("Done again: {title}.") if forth else self.tr("Undone: {title}.")
        self._desk.message.emit("info", text.format(title=entry.title()))
        if not entry.owner:
            self._follow(entry, seen.slugs)
        self.moved.emit(entry)

    def _follow(self, entry: Entry, slugs: frozenset[str]) -> None:
        """Show the filing and the step that were changed."""
        desk = self._desk
        if desk.session is None:
            return
        open_ = desk.filing.slug if desk.filing is not None else ""
        if entry.filing in slugs and entry.filing != open_:
            desk.select_filing(entry.filing)
        elif open_ and open_ not in slugs:
            desk.select_filing("")
        desk.changed(entry.changed)
        if entry.where is not None and desk.filing is not None and self.shown() is not entry.where:
            desk.go(entry.where)

    @Slot(object)
    def _refused(self, error: CodebinderError) -> None:
        self.changed.emit()
        self._desk.tell(error)

    def _none(self, *, forth: bool) -> None:
        text = self.tr("There is nothing to redo.") if forth else self.tr("There is nothing to undo.")
        self._desk.message.emit("info", text if forth or not self._barred else self._barred)


def _drop(stack: list[Entry], entry: Entry) -> None:
    if entry in stack:
        stack.remove(entry)


def _lose(stack: list[Entry], entry: Entry) -> None:
    """Drop a step that can't be turned; where it changed what verdicts are about, those behind it are not turned either:
    signed anew, they would approve what nobody has looked at."""
    _drop(stack, entry)
    if entry.changed != SIGNED:
        stack[:] = [each for each in stack if each.owner != entry.owner or each.changed != SIGNED]
