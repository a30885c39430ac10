"""The redaction step: findings, files and code; every finding is redacted or kept, by key or by button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Slot

from codebinder.model.findings import Finding, FindingState, suggested_reason
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import read_target
from codebinder.ui.pages.base import StepPage
from codebinder.ui.pages.deciding import Decider
from codebinder.ui.pages.redaction_data import OpenFile, State, read_file, read_files, read_state, reasons
from codebinder.ui.pages.redaction_more import DetectionButton, Further
from codebinder.ui.pages.redaction_view import Actions, Notes, Panes, card_text
from codebinder.ui.pages.writing import on_key, which
from codebinder.ui.parts import button, label
from codebinder.ui.redacting.extending import Extender
from codebinder.ui.redacting.filed import FiledSwitch
from codebinder.ui.redacting.hiding import Hider
from codebinder.ui.redacting.meter import MeterWatch
from codebinder.ui.redacting.questions import Questions
from codebinder.ui.redacting.seeking import Seeker
from codebinder.ui.redacting.sitting import Sitting
from codebinder.ui.widgets.letters import Letters
from codebinder.workflow.views import Step


class RedactionPage(StepPage):
    """Queue and files at the left, code at the right, what can be done above."""

    step = Step.REDACTION

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.decider = Decider(desk, self)
        self.decider.settled.connect(self._settled)
        desk.history.changed.connect(self._enable)
        self._state: State | None = None
        self._place: tuple[str, bytes] | None = None
        self._file: OpenFile | None = None
        self._target: Finding | None = None
        self._slug = ""
        self._line: int | None = None
        self._build()

    def _build(self) -> None:
        self.summary = label("", "muted", wrap=False)
        self.summary.setObjectName("redaction-summary")
        self.further = Further(self.desk, self)
        self.scan = button(self.tr("Scan"), self.further.scan, name="scan")
        self.detection = DetectionButton(self.further.tools)
        for each in (self.summary, self.scan, self.detection):
            self.header.addWidget(each)
        self.actions = Actions()
        self.panes = Panes(self.desk, self)
        self.queue, self.files, self.view = self.panes.queue, self.panes.files, self.panes.view
        self.extender = Extender(self.desk, self.view, self)
        self.extender.told.connect(self.panes.tell_extent)
        self.filed = FiledSwitch(self.desk, self)
        self.questions = Questions(self.desk, self, self._decide)
        self.meter = MeterWatch(self.desk, self.panes.meter, self)
        self.seeker = Seeker(self.desk, self.queue, self)
        self.seeker.elsewhere.connect(self._finding_chosen)
        self.sitting = Sitting(self)
        self.notes = Notes()
        self.notes.scan_wanted.connect(self.further.scan)
        self.notes.sources_wanted.connect(self.further.to_sources)
        self.notes.returned_wanted.connect(self.further.returned)
        self.body.addWidget(self.notes)
        self.body.addWidget(self.actions)
        self.body.addWidget(self.panes.ask)
        self.body.addWidget(self.panes.meter)
        self.body.addWidget(self.panes, 1)
        self._connect()

    def _connect(self) -> None:
        acts = self.actions
        self.hider = Hider(self.desk, self, acts.hide_more)
        keys = {
            "N": self.next, "P": self.previous, "R": self.redact, "K": self.keep, "V": self.actions.filed.toggle,
            "U": self.desk.history.undo, "/": self.panes.find.begin, "Shift+R": self.redact_same, "Shift+K": self.keep_same,
            "E": self.extend, "Shift+E": self.extender.back,
            **{str(number): lambda number=number: self.actions.choose_reason(number) for number in range(1, 10)},
        }  # fmt: skip
        Letters(self, {**keys, "W": self.hider.file}, (self.queue.view, self.view))
        Letters(self, {"W": self.further.withhold}, (self.files.view,))
        on_key(self, "Ctrl+Return", self.further.scan, self.scan)
        for made, slot in (
            (acts.next, self.next), (acts.previous, self.previous), (acts.redact, self.redact), (acts.keep, self.keep),
            (acts.undo, self.desk.history.undo), (acts.extend, self.extend), (acts.find, self.panes.find.begin),
        ):  # fmt: skip
            made.clicked.connect(slot)
        acts.filed.toggled.connect(self.filed.show)
        acts.redact_same.triggered.connect(self.redact_same)
        acts.keep_same.triggered.connect(self.keep_same)
        acts.withdraw.triggered.connect(self.withdraw)
        acts.allow.triggered.connect(self.further.allow)
        acts.protect.triggered.connect(self.further.protect)
        acts.hide_more.outward.triggered.connect(self.extend)
        acts.hide_more.inward.triggered.connect(self.extender.back)
        acts.hide_more.proposals.triggered.connect(self.further.take_over)
        acts.hide_more.returned.triggered.connect(self.further.returned)
        self.panes.meter.details_wanted.connect(self.further.measures)
        self.files.withhold_wanted.connect(self.hider.withhold)
        self.queue.chosen.connect(self._finding_chosen)
        self.decider.written.connect(self.queue.written)
        self.decider.refused.connect(self.queue.refused)
        self.files.chosen.connect(self._file_chosen)
        self.view.mark_chosen.connect(self._mark_chosen)
        self.view.caret_moved.connect(self._caret)

    # -- reading

    def refresh(self) -> None:
        """Read findings, files and the open file again."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None or self.decider.busy:
            return
        name = which(session, filing)
        if name != self._slug:
            self.sitting.turn(self._slug, name, self._target)
            self._slug = name
            self._state = self._place = self._file = self._target = None
            self.decider.forget()
            self.meter.forget()
            self.panes.empty()
            self.actions.set_reasons(reasons(session, filing, self.desk.lang))
        # What was read once is read again only where something was written since.
        since = self._state.queue.serial if self._state is not None else None
        self.desk.look(lambda: (name, since, read_state(session, filing, since)), self._loaded, self.desk.tell)

    @Slot(object)
    def _loaded(self, seen: tuple[str, int | None, State]) -> None:
        slug, since, state = seen
        if slug != self._slug or self.decider.busy or self.desk.session is None:
            return
        before = self._state
        if not state.queue.whole and (before is None or before.queue.serial != since):
            return  # another reading came before it, from an earlier time
        self._state = state
        self.notes.show_state(state)
        for each in (self.actions, self.panes, self.scan, self.detection):
            each.setVisible(bool(state.sources))
        if state.sources:
            self.meter.ask()
        else:
            self.meter.forget()
        self.summary.setText(self.notes.summary(state))
        self._show_queue(state)
        if before is None or before.stamp != state.stamp:
            session, filing = self.desk.need()
            self.desk.look(lambda: (slug, read_files(session, filing)), self._files_read, self.desk.tell)
        if self._place is not None:
            self._read(*self._place)
        by_hand = self._place is not None and self._target is None  # who opened a file stays there
        anew = not by_hand and self.queue.current() is None and not self.sitting.to_finding()
        if anew and not self.queue.step(1):
            self.queue.begin()
        self._enable()

    def _show_queue(self, state: State) -> None:
        """Show all findings, or only what changed of them."""
        held = state.queue
        if state.groups is not None:
            self.queue.show_groups(state.groups, state.names)
            self.files.model.set_counts(state.by_file)
        elif self.queue.change(held.groups, held.gone):
            self.files.model.change_counts(state.by_file)
        else:
            self._state = None
            self.refresh()

    @Slot(object)
    def _files_read(self, seen: tuple[str, dict[str, Sequence[bytes]]]) -> None:
        if seen[0] == self._slug and self._state is not None:
            self.files.show_files(seen[1], self.files.model.counts)
            if self._place is not None:
                self.files.select(*self._place)
            self.sitting.to_file()

    def _read(self, component: str, path: bytes) -> None:
        session, filing = self.desk.session, self.desk.filing
        if session is not None and filing is not None:
            if self._place != (component, path):
                self.extender.forget()
            self._place = (component, path)
            self.panes.meter.show_place(self._place)
            self.desk.look(lambda: read_file(session, filing, component, path), self._opened, self.desk.tell)

    @Slot(object)
    def _opened(self, file: OpenFile) -> None:
        if (file.view.component, file.view.path) != self._place:
            return
        self._file = file
        if self.filed.shown:
            self.filed.read()
            return
        if self.view.document is not file.document:  # of the same bytes it is the same one, however often it is read
            self.view.set_document(file.document)
            self.extender.forget()
        self.view.set_marks(file.marks)
        self.panes.tell_file(file.view)
        if self._target is not None and (self._target.component, self._target.path) == self._place:
            self._aim(self._target)
        if self._line is not None:
            self.view.go_to_line(self._line)
            self._line = None

    def _aim(self, finding: Finding) -> None:
        mark = self.view.marks.named(finding.id) or self.view.marks.at(finding.start)
        self.view.set_current(mark.name if mark else "")
        self.view.reveal(finding.start)

    @Slot()
    def _enable(self) -> None:
        can = self.desk.can_write
        finding = self.queue.current()
        self.actions.enable(writable=can, undo=can and self.desk.history.can_undo, finding=finding is not None)
        self.scan.setEnabled(can)
        if finding is not None:
            self.panes.card.tell(finding, card_text(finding, self.names))
        else:
            self.panes.card.setText("")

    # -- going about

    @Slot(object)
    def _finding_chosen(self, finding: Finding) -> None:
        if self._target is None or self._target.kind != finding.kind:  # what a person chose stays for findings alike
            self.actions.suggest_reason(suggested_reason(finding.kind))
        self._target = finding
        if self._place == (finding.component, finding.path) and self._file is not None and not self.filed.shown:
            self._aim(finding)
        else:
            self._read(finding.component, finding.path)
        self.files.select(finding.component, finding.path)
        self._enable()

    @Slot(str, bytes)
    def _file_chosen(self, component: str, path: bytes) -> None:
        self._target = None
        self.queue.stay()
        self._read(component, path)

    @Slot(str)
    def _mark_chosen(self, name: str) -> None:
        self.view.set_current(name)
        rows = self._file.view.findings if self._file is not None else ()
        finding = next((each for each in rows if each.id == name), None)
        if finding is not None:
            self.queue.go_to(name, (finding.value_tag, finding.rule), quiet=True)
        self._enable()

    @Slot(int)
    def _caret(self, offset: int) -> None:
        self.panes.tell_line(self.view.document.line_of(offset) + 1)

    @Slot()
    def next(self) -> None:
        """Go to the next undecided finding."""
        if not self.queue.step(1):
            self.desk.message.emit("info", self.tr("Nothing here is undecided."))

    @Slot()
    def previous(self) -> None:
        """Go to the previous undecided finding."""
        self.queue.step(-1)

    def open_at(self, component: str, path: bytes, line: int) -> None:
        """Open a file at a line."""
        self._line = line
        self._file_chosen(component, path)
        self.files.select(component, path)

    @property
    def place(self) -> tuple[str, bytes] | None:
        """The file that is open: its source and path."""
        return self._place

    @property
    def file(self) -> OpenFile | None:
        """The file that is open, as it was read last."""
        return self._file

    @property
    def names(self) -> Mapping[str, str]:
        """People's own names of their rules."""
        return self._state.names if self._state else {}

    def original_place(self) -> tuple[str, bytes] | None:
        """Give the open file where something of its original may be hidden now; else say why not."""
        if self._place is None:
            self.desk.message.emit("info", self.tr("Open a file first."))
        elif self.filed.shown:
            self.desk.message.emit("info", self.tr("Go back from the view as filed first (V)."))
        elif self.desk.can_write:
            return self._place
        return None

    def here(self) -> int:
        """Give the line of the original (from 0) that is worked on: of the cursor, or of the chosen finding."""
        start = self._start()
        return self.view.document.line_of(self.view.selection[0] if start is None else start[0])

    def _start(self) -> tuple[int, int] | None:
        """Give the range of the chosen finding, while the queue has the focus and its file is open."""
        finding = self._target
        if finding is None or self.view.hasFocus() or (finding.component, finding.path) != self._place:
            return None
        return finding.start, finding.end

    def show_original(self) -> None:
        """Show the open file's original again."""
        if self._file is not None:
            self.view.set_document(self._file.document)
            self._opened(self._file)

    @property
    def can_scan(self) -> bool:
        """Is there something to scan, and may it be written?"""
        return self.scan.isEnabled() and self._state is not None and bool(self._state.sources)

    def reveal(self, target: str) -> None:
        """Go to a finding, or to a place in a file."""
        place = read_target(target)
        if place is not None:
            self.further.show_place(*place)
            return
        self.queue.view.setFocus()
        self.seeker.find(target)

    # -- deciding

    @Slot()
    def redact(self) -> None:
        """Redact the chosen finding with its value, or what is selected in the code."""
        start, end = self.view.selection
        if start != end and self.view.hasFocus() and not self.filed.shown:
            self.questions.selection(start, end)
            return
        self.queue.with_selected(self._redact)

    def _redact(self, found: Sequence[Finding]) -> None:
        redacted = FindingState.REDACTED
        self._decide([each.id for each in found if each.state is not redacted], redacted)

    def _decide(self, ids: Sequence[str], state: FindingState, note: str = "") -> None:
        reason = self.actions.reason()
        ids = self.queue.at_rest(ids)
        if not ids or not self.desk.can_write:
            return
        good = (
            self.decider.redact(ids, reason, note) if state is FindingState.REDACTED else self.decider.keep(ids, note)
        )
        # It is shown as decided when it is on the disk; deciding moves on meanwhile.
        if good:
            self.queue.writing(ids)
            self.queue.step(1)

    @Slot()
    def extend(self) -> None:
        """Extend the selection by one step outward."""
        place = self.original_place()
        if place is not None:
            self.extender.outward(place, self._start())

    @Slot()
    def keep(self) -> None:
        """Keep the chosen finding, with a reason that the reviewer reads."""
        self.queue.with_selected(self.questions.keep)

    @Slot()
    def redact_same(self) -> None:
        """Redact every undecided finding of the same value, after showing how many and where."""
        self.seeker.alike(self.questions.redact)

    @Slot()
    def keep_same(self) -> None:
        """Keep every undecided finding of the same value."""
        self.seeker.alike(self.questions.keep)

    @Slot()
    def withdraw(self) -> None:
        """Withdraw the redaction under the cursor, or the chosen keeps."""
        mark = self.view.marks.named(self.view.current) or self.view.marks.at(self.view.caret)
        if mark is not None and mark.name.startswith("R-"):
            self.decider.withdraw(mark.name)
        else:
            self.queue.with_selected(self.questions.unkeep)

    @Slot()
    def _settled(self) -> None:
        self.desk.changed("findings")


PAGE = RedactionPage
