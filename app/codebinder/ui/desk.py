"""The desk: the open workbook and filing that all pages share, the jobs, and who is told when something changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QEventLoop, QObject, Signal, Slot

from codebinder.base.messages import error_text as whole_text
from codebinder.base.messages import text_of
from codebinder.errors import Cancelled, CodebinderError, UserError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Role
from codebinder.model.text import shown
from codebinder.ui import collecting
from codebinder.ui.frame.door import Door, identity
from codebinder.ui.history import History
from codebinder.ui.jobs import Job, JobQueue
from codebinder.ui.settings import Settings
from codebinder.workflow import filings, overview, vendors
from codebinder.workflow.environment import Environment
from codebinder.workflow.session import Session
from codebinder.workflow.views import FilingView, Step

if TYPE_CHECKING:
    from codebinder.ui.reviewing.holding import HeldPacket

T = TypeVar("T")


class Desk(QObject):
    """Everything that pages share. Signals tell what changed; pages never call each other."""

    session_changed = Signal()
    filing_changed = Signal()
    data_changed = Signal(str)
    view_changed = Signal()
    message = Signal(str, str)
    """Level (info, warning, error) and text, for the bottom bar."""
    goto = Signal(object, str)
    """A step, and the requirement (or finding) to go to there."""
    start_wanted = Signal()
    templates_wanted = Signal()
    packet_changed = Signal()
    """A review packet was opened, or closed."""
    files_wanted = Signal(object)
    """Files (a list of paths) that the frame shall do the obvious thing with."""
    leaving = Signal()
    """The workbook is about to be let go: whoever holds something unsaved saves it now."""

    def __init__(self, environment: Environment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base = environment.with_vault(_once(environment.open_vault))
        self.settings = Settings(environment.config_dir)
        self.door: Door | None = None
        """Where this person's other windows are found; None where this one stays alone."""
        self.jobs = JobQueue(self)
        """Work that a person asked for: shown in the bottom bar, can be cancelled."""
        self.looks = JobQueue(self)
        """Short reads of the workbook behind the scenes, beside a long job."""
        self.gauges = JobQueue(self)
        """Measures that are taken again after every gesture; they may take seconds, and hold up no page."""
        self.lang = "en"
        self._session: Session | None = None
        self._filing: Filing | None = None
        self.packet: HeldPacket | None = None
        """The review packet that is open, beside the workbook or without one."""
        self.history = History(self)
        """What was done in the open workbook, to be undone and redone."""
        self.register: tuple[FilingView, ...] = ()
        """Every filing of the workbook at a glance, as of the last change."""
        self.jobs.unhandled.connect(self._report)
        self.looks.unhandled.connect(self._report)
        self.gauges.unhandled.connect(self._report)

    # -- what is open

    @property
    def environment(self) -> Environment:
        """The environment; of the open workbook, where one is open."""
        return self._session.environment if self._session is not None else self._base

    @property
    def session(self) -> Session | None:
        """The open workbook."""
        return self._session

    @property
    def filing(self) -> Filing | None:
        """The filing that is being worked on."""
        return self._filing

    @property
    def view(self) -> FilingView | None:
        """The open filing at a glance, as of the last change; None before it has been read."""
        slug = self._filing.slug if self._filing is not None else ""
        return next((each for each in self.register if each.filing.slug == slug), None)

    def vendor_name(self) -> str:
        """Give the vendor's name, the Chinese one where the window speaks Chinese and there is one."""
        held = vendors.vendor(self._session) if self._session is not None else {}
        return shown((self.lang == "zh" and held.get("name_zh")) or held.get("name", ""))

    def need(self) -> tuple[Session, Filing]:
        """Give the open workbook and filing; UserError where there is none."""
        if self._session is None or self._filing is None:
            raise UserError(self.tr("No filing is open."), next_step=self.tr("Open or begin one first."))
        return self._session, self._filing

    @property
    def can_write(self) -> bool:
        """Is a workbook open, and may it be written to?"""
        return self._session is not None and not self._session.read_only

    # -- opening and closing

    def open_workbook(self, path: Path) -> None:
        """Open the workbook at `path` in place of the one that is open."""
        held = self._session
        self.run_job(
            self.tr("Opening the workbook"),
            lambda _progress, _cancel: _open(self._base, path, held, self.door),
            self._opened,
        )

    def create_workbook(
        self,
        path: Path,
        *,
        vendor: str,
        vendor_zh: str = "",
        failed: Callable[[CodebinderError], None] | None = None,
    ) -> None:
        """Make a new workbook and open it."""
        self.run_job(
            self.tr("Making the workbook"),
            lambda _progress, _cancel: Session.create(self._base, path, vendor=vendor, vendor_zh=vendor_zh),
            self._opened,
            failed,
        )

    @Slot(object)
    def _opened(self, session: Session | None) -> None:
        if session is None:
            self.message.emit("info", self.tr("It is open in another window of yours, which was brought to front."))
            return
        if session is self._session:
            return
        self._let_go()
        self._session = session
        self.settings.add_recent(session.path)
        held = filings.filings(session)
        self._filing = held[0] if len(held) == 1 else None
        self.session_changed.emit()
        self.filing_changed.emit()
        self.refresh_view()
        if session.read_only:
            self.message.emit("warning", text_of(session.why_read_only, self.lang))
        if session.upgraded is not None:
            self.message.emit("info", text_of(session.upgraded, self.lang))

    def close_workbook(self) -> None:
        """Close the workbook; the start page is what is left."""
        self._let_go()
        self.session_changed.emit()
        self.filing_changed.emit()

    def _let_go(self) -> None:
        if self._session is not None:
            self.leaving.emit()
        self.gauges.cancel()
        held, self._session, self._filing, self.register = self._session, None, None, ()
        if held is not None:
            held.close()
            collecting.everything()

    def claim(self, kind: str, path: Path | None) -> None:
        """Say that this window shows the file at `path` as its `kind` (workbook, packet, package): whoever opens it
        again is led here."""
        door = self.door
        if door is not None:
            self.look(lambda: door.claim(kind, path, hand_over=False), _nothing)

    def hold_packet(self, packet: HeldPacket | None) -> None:
        """Show another packet, or none; the one before is let go."""
        held, self.packet = self.packet, packet
        self.packet_changed.emit()
        if held is not None:
            self.history.forget(held.source.uid)
            held.close()

    def select_filing(self, slug: str) -> None:
        """Work on the filing named `slug`; "" for none."""
        self._filing = filings.resolve(self._session, slug) if self._session is not None and slug else None
        self.filing_changed.emit()

    def changed(self, what: str) -> None:
        """Tell everybody that something of the workbook was written ("product", "form", "sources", "findings", …).

        The rail and the shown page follow."""
        if self._session is not None and self._filing is not None:
            self._filing = filings.resolve(self._session, self._filing.slug)
        self.data_changed.emit(what)
        self.refresh_view()

    def refresh_view(self) -> None:
        """Read again how every filing stands; `view_changed` follows."""
        session = self._session
        if session is not None:
            self.look(lambda: (session, overview.register(session)), self._viewed)

    @Slot(object)
    def _viewed(self, seen: tuple[Session, tuple[FilingView, ...]]) -> None:
        if seen[0] is self._session:
            self.register = seen[1]
            self.view_changed.emit()

    # -- work

    def run_job(
        self,
        title_id: str,
        work: Callable[[Progress, Cancel], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[CodebinderError], None] | None = None,
        *,
        aside: bool = False,
    ) -> Job:
        """Run long work off the window's thread, shown in the bottom bar as `title_id` (a text that was translated,
        or an id of the message catalogue). Without `failed`, the bar shows the error's sentence. After what is begun
        `aside`, for what the person looks at, the bar says again what it said before."""
        return self.jobs.submit(title_id, work, done, failed, aside=aside)

    def look(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CodebinderError], None] | None = None,
    ) -> None:
        """Read something from the workbook off the window's thread, unseen; for reads that take a moment."""
        self.looks.submit("", lambda _progress, _cancel: work(), done, failed)

    def wait(self, title: str, work: Callable[[Progress, Cancel], T]) -> T:
        """Run work off the window's thread and wait for it while the window lives on; raise its error.

        What the person types and clicks meanwhile comes after it, in its order: the next key of somebody who decides
        fast is meant for what she sees next, and not for what still waits for a key to sign with.
        """
        loop = QEventLoop()
        out: list[Any] = []
        error: list[CodebinderError] = []

        def done(result: object) -> None:
            out.append(result)
            loop.quit()

        def failed(fault: CodebinderError) -> None:
            error.append(fault)
            loop.quit()

        self.looks.submit(title, work, done, failed)
        if not out and not error:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if error:
            raise error[0]
        if not out:
            raise Cancelled
        return cast("T", out[0])

    @Slot(object)
    def _report(self, job: Job) -> None:
        if job.error is not None:
            self.tell(job.error)

    def tell(self, error: CodebinderError) -> None:
        """Show a failure in the bottom bar: its sentence, where, what next; lists of faults as lists."""
        if isinstance(error, Cancelled):
            self.message.emit("info", self.tr("Cancelled. Nothing half-done was kept."))
        else:
            self.message.emit("error", whole_text(error, self.lang))

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do something quick on the window's thread; show its error, and say whether it went well."""
        try:
            work()
        except CodebinderError as error:
            self.tell(error)
            return False
        return True

    # -- keys

    def ask_key(self, role: Role | None = None) -> str | None:
        """Give the name of the key to sign with: the one used before in this workbook for `role`, else the person
        chooses or makes one, and it is put on the roster. None where she thinks better of it."""
        from codebinder.ui.keys import choose_key

        return choose_key(self, role)

    def go(self, step: Step, target: str = "") -> None:
        """Show a step of the open filing, and there the requirement or thing named `target`."""
        self.goto.emit(step, target)

    def close(self) -> None:
        """Stop the work and let go of the workbook."""
        self.jobs.close()
        self.looks.close()
        self.gauges.close()
        held, self.packet = self.packet, None
        if held is not None:
            held.close()
        self._let_go()


def _nothing(_result: object) -> None:
    """Nobody waits for this."""


def _open(environment: Environment, path: Path, held: Session | None, door: Door | None) -> Session | None:
    """Open a workbook; the sample has throw-away keys beside it, which stand in for the person's own.

    Give `held` where that is this very workbook, and None where another window has it and was brought to front."""
    from codebinder.workflow import demo

    if held is not None and not held.read_only and identity(held.path) == identity(path):
        return held
    if door is not None:
        other = door.claim("workbook", path)
        if other is not None:
            if door.ask(other, [path]):
                return None
            door.claim("workbook", path, hand_over=False)
    try:
        opened = Session.open(demo.home_of(environment, path), path)
        held_there = filings.filings(opened)
        if len(held_there) == 1:
            filings.template(opened, held_there[0])  # its pages come at once, and wait for nothing
        return opened
    except CodebinderError:
        if door is not None:
            door.claim("workbook", held.path if held is not None else None, hand_over=False)
        raise


def _once(open_vault: Callable[[], T]) -> Callable[[], T]:
    """Open the vault once, whichever of two threads asks first."""
    lock = threading.Lock()
    held: list[T] = []

    def opened() -> T:
        with lock:
            if not held:
                held.append(open_vault())
            return held[0]

    return opened
