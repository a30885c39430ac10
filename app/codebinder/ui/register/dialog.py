"""After it is sent: everything that the register has of one filing, and what can be written into it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.filing import BuildRow, Filing, FilingState
from codebinder.model.register import ErasureReport, RegisterView
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import banner, button, clear, glyph_label, label
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.register.acts import RegisterAct
from codebinder.ui.register.clawview import ClawView
from codebinder.ui.register.keepview import KeepView
from codebinder.ui.register.sentview import SentView
from codebinder.ui.register.words import (
    STATE_GLYPH,
    STATE_LOOK,
    days_text,
    digest_text,
    event_name,
    event_text,
    state_name,
    when,
)
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.undoing.keys import history_keys
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow import building, filings

if TYPE_CHECKING:
    from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True)
class Seen:
    """What the dialog read."""

    filing: Filing
    view: RegisterView
    builds: tuple[BuildRow, ...]
    slugs: tuple[str, ...]


def read(session: Session, slug: str) -> Seen:
    """Read the register of one filing."""
    from codebinder.workflow import register

    filing = filings.resolve(session, slug)
    slugs = tuple(each.slug for each in filings.filings(session))
    return Seen(filing, register.show(session, filing), building.builds(session, filing), slugs)


class AfterDialog(Dialog):
    """Where it stands, what went out, claw-back, and how long it is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None, filing: Filing) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("AfterDialog", "{filing}: after it is sent").format(filing=shown(filing.slug)),
            translate(
                "AfterDialog",
                "The register: what went to whom, what came back, and what is owed. It stays in the workbook.",
            ),
        )
        self.desk, self._slug = desk, filing.slug
        self.seen: Seen | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.sent, self.claws, self.keeping = SentView(desk), ClawView(desk), KeepView(desk)
        self.tabs.addTab(self._standing(), self.tr("Where it stands"))
        self.tabs.addTab(self.sent, self.tr("Sent and received"))
        self.tabs.addTab(self.claws, self.tr("Claw-back"))
        self.tabs.addTab(self.keeping, self.tr("Kept and erased"))
        for each in (self.sent, self.claws, self.keeping):
            each.wanted.connect(self.act)
        self.body.addWidget(self.tabs, 1)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, name="close"))
        self.resize(1000, 620)
        desk.session_changed.connect(self.reject)
        desk.history.moved.connect(self.refresh)
        history_keys(self, desk.history)
        self.refresh()

    def _standing(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        self._now = QHBoxLayout()
        self._now.setSpacing(GRID)
        box.addLayout(self._now)
        self._notes = QVBoxLayout()
        box.addLayout(self._notes)
        box.addWidget(label(self.tr("What can happen now"), "caption"))
        holder = QWidget()
        self._moves = FlowLayout(holder)
        self._moves.setSpacing(GRID)
        box.addWidget(holder)
        headers = (self.tr("On"), self.tr("What"), self.tr("In detail"), self.tr("Written down"))
        self.events = RowTable(self.tr("Everything that was written down"), headers, (100, 150, 540, 0))
        self.events.setObjectName("register-events")
        box.addWidget(self.events, 1)
        return inner

    @Slot()
    def refresh(self) -> None:
        """Read the register, off the window's thread."""
        session, slug = self.desk.session, self._slug
        if session is not None:
            self.desk.look(lambda: read(session, slug), self._show, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))

    @Slot(object)
    def _show(self, seen: Seen) -> None:
        self.seen = seen
        view = seen.view
        self._show_now(view)
        clear(self._moves)
        for state in view.allowed:
            self._moves.addWidget(self._move(state))
        due = button(self.tr("Due date…"), lambda: self.act("due", None), name="move-due")
        due.setEnabled(self.desk.can_write and not view.erased)
        self._moves.addWidget(due)
        self.events.rows.show(
            Row(
                id=str(each.id),
                texts=(each.day, event_name(each.kind), event_text(each), when(each.at)),
            )
            for each in reversed(view.events)
        )
        self.sent.show_view(view, seen.builds)
        self.claws.show_view(view)
        self.keeping.show_view(view)
        open_ = sum(each.open for each in view.clawbacks)
        self.tabs.setTabText(1, self.tr("Sent and received ({count})").format(count=count_text(len(view.deliveries))))
        self.tabs.setTabText(
            2, self.tr("Claw-back ({count} open)").format(count=open_) if open_ else self.tr("Claw-back")
        )

    def _show_now(self, view: RegisterView) -> None:
        clear(self._now)
        clear(self._notes)
        self._now.addWidget(glyph_label(STATE_GLYPH[view.state], state_name(view.state), 20))
        self._now.addWidget(label(state_name(view.state), STATE_LOOK[view.state]))
        due = self.tr("due {date}").format(date=view.due) if view.due else self.tr("no due date")
        days = days_text(view.days)
        late = view.days is not None and view.days < 0
        self._now.addWidget(label(f"{due} · {days}" if days else due, "fault" if late else "muted", wrap=False))
        self._now.addStretch(1)
        if view.erased:
            text = self.tr("What this filing hid was erased on {day}. Its proof is left.")
            self._notes.addWidget(banner("info", text.format(day=view.erased)))
        if view.held:
            text = self.tr("Under a legal hold: {matter}").format(matter=shown(view.hold_reference))
            self._notes.addWidget(banner("warn", text))
        if view.supersedes:
            text = self.tr("It supersedes the package with SHA-256 {digest}.").format(
                digest=digest_text(view.supersedes)
            )
            self._notes.addWidget(banner("info", text))

    def _move(self, state: FilingState) -> QWidget:
        names = {
            FilingState.SENT: self.tr("Sent…"),
            FilingState.CORRECTION: self.tr("Correction asked for…"),
            FilingState.CLEARED: self.tr("Cleared…"),
            FilingState.REVOKED: self.tr("Revoked…"),
            FilingState.SUSPENDED: self.tr("Suspended…"),
            FilingState.SUPERSEDED: self.tr("Superseded…"),
            FilingState.WITHDRAWN: self.tr("Withdraw…"),
            FilingState.PREPARING: state_name(state),
        }
        made = button(names[state], lambda _=False: self.act("state", state), name=f"move-{state.value}")
        made.setEnabled(self.desk.can_write)
        return made

    # -- what is written

    @Slot(str, object)
    def act(self, name: str, about: object) -> None:
        """Open the dialog of one entry."""
        if self.seen is None:
            return
        dialog = self._dialog(name, about, self.seen)
        if dialog is not None:
            dialog.written.connect(self._written)
            dialog.open()

    def _dialog(self, name: str, about: object, seen: Seen) -> RegisterAct | None:
        from codebinder.ui.register import clawing, keeping, moving, sending

        desk, filing, view = self.desk, seen.filing, seen.view
        if name == "state" and isinstance(about, FilingState):
            return self._state(about, seen)
        if name == "sent":
            return sending.SentAct(desk, self, filing, view, seen.builds)
        if name == "replaced":
            return clawing.ReplacedAct(desk, self, filing, about, seen.slugs)  # pyright: ignore[reportArgumentType]  (checked just before)
        plain = {
            "due": moving.DueAct, "answer": sending.AnswerAct, "clawback": clawing.ClawbackAct,
            "hold": keeping.HoldAct, "release": keeping.ReleaseAct, "retain": keeping.RetainAct,
            "erase": keeping.EraseAct,
        }  # fmt: skip
        if name in plain:
            return plain[name](desk, self, filing, view)
        special = {
            "receipt": sending.ReceiptAct, "custody": sending.CustodyAct, "step": clawing.StepAct,
            "destroyed": clawing.DestroyedAct,
        }  # fmt: skip
        return special[name](desk, self, filing, about) if name in special else None

    def _state(self, state: FilingState, seen: Seen) -> RegisterAct:
        from codebinder.ui.register import moving, sending

        if state is FilingState.WITHDRAWN:
            return moving.WithdrawAct(self.desk, self, seen.filing, seen.view)
        resumed = seen.view.state is FilingState.SUSPENDED and bool(seen.view.deliveries)
        if state is FilingState.SENT and not resumed:
            return sending.SentAct(self.desk, self, seen.filing, seen.view, seen.builds)
        return moving.StateAct(self.desk, self, seen.filing, seen.view, state)

    @Slot(object)
    def _written(self, result: object) -> None:
        self.refresh()
        self._papers(result)
        if isinstance(result, ErasureReport):
            from codebinder.ui.register.keeping import ErasedDialog

            ErasedDialog(self.desk, self, result).open()

    def _papers(self, result: object) -> None:
        """Show the papers that an entry wrote."""
        from codebinder.ui.register.papers import PapersDialog, papers_of

        made = papers_of(result)
        if made:
            PapersDialog(self.desk, self, made).open()


__all__ = ["AfterDialog", "Seen", "read"]
