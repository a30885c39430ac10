"""The package step: the whole checklist, Build or why not, then the result with its papers and its contents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.checklist import RequirementState
from codebinder.model.package import BuildReport
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Role, RoundState
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.inspector import PAGES_ROW, PAPERS, RuleRow
from codebinder.ui.pages.base import StepPage, step_name
from codebinder.ui.pages.package_data import Made, Readiness, read_made, read_readiness, read_recovery
from codebinder.ui.pages.package_result import Result
from codebinder.ui.pages.writing import on_key, which
from codebinder.ui.paging.board import PagesBoard
from codebinder.ui.papering.board import PapersBoard
from codebinder.ui.parts import Elided, banner, button, clear, label, scrolled
from codebinder.ui.redacting.opening import OpeningDialog
from codebinder.ui.redacting.recovery import RecoveryStrip
from codebinder.ui.reviewing.data import round_word
from codebinder.ui.reviewing.leaves import Leaves
from codebinder.ui.theme import GRID
from codebinder.workflow import building, filings
from codebinder.workflow.views import Step

_ORDER = (
    RequirementState.UNMET,
    RequirementState.DECIDED,
    RequirementState.OMITTED,
    RequirementState.MET,
    RequirementState.NOT_APPLICABLE,
)
_LINKS = 4


class PackagePage(StepPage):
    """Checklist and result as tabs; what stands in the way of building above them."""

    step = Step.PACKAGE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._uid = ""
        self._out: Path | None = None
        self._ready: Readiness | None = None
        self._building = False
        self._build_page()

    def _build_page(self) -> None:
        self.draft = button(self.tr("Build a draft"), self._draft, name="build-draft")
        self.build = button(self.tr("Build"), self._final, "primary", name="build")
        on_key(self, "Ctrl+Return", self.build.click, self.build)
        self.openings = button(self.tr("Open a hidden range…"), self._open_range, name="open-range")
        self.after = button(self.tr("After it is sent…"), self._after, name="after-sent")
        self.header.addWidget(self.after)
        self.header.addWidget(self.openings)
        self.header.addWidget(self.draft)
        self.header.addWidget(self.build)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(GRID)
        self.body.addLayout(self._notes)
        self.leaves = Leaves(self.desk.lang)
        self.body.addWidget(self.leaves)
        where = QHBoxLayout()
        where.setSpacing(GRID)
        where.addWidget(label(self.tr("Into the folder"), "muted", wrap=False))
        self.folder = Elided("", middle=True, mono=True)
        self.folder.setObjectName("out-folder")
        where.addWidget(self.folder, 1)
        where.addWidget(button(self.tr("Choose…"), self._choose, name="choose-out"))
        self.body.addLayout(where)
        self.recovery = RecoveryStrip(self.desk)
        self.body.addWidget(self.recovery)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(GRID, GRID, GRID, GRID)
        self._rows.setSpacing(2)
        self.tabs.addTab(scrolled(inner), self.tr("Checklist"))
        self.result = Result(self.desk)
        self.result.verify.clicked.connect(self._verify)
        self.result.open_folder.clicked.connect(self._open_folder)
        self.result.copies.clicked.connect(self._copies)
        for widget, name in self.result.tabs():
            self.tabs.addTab(widget, name)
        self.board = PapersBoard(self.desk)
        self.tabs.addTab(self.board, self.tr("Look at the papers"))
        self.paging = PagesBoard(self.desk)
        self.tabs.addTab(self.paging, self.tr("Pages"))
        self.body.addWidget(self.tabs, 1)
        self._show_tabs(made=False)

    # -- reading

    def refresh(self) -> None:
        """Read checklist, round and the last package."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None:
            return
        name = which(session, filing)
        if name != self._uid:
            self._uid = name
            self._ready = None
            self.result.made = None
            self._show_tabs(made=False)
            held = self.desk.settings.text(self._memory("out"))
            self._set_out(Path(held) if held and Path(held).is_dir() else session.path.resolve().parent)
            last = self.desk.settings.text(self._memory("package"))
            if last and Path(last).is_file():
                self.desk.look(lambda: read_made(Path(last)), self._made_before, self._gone)
        self.recovery.read()
        self.board.refresh(name)
        self.paging.refresh(name)
        self.desk.look(lambda: (name, read_readiness(session, filing)), self._loaded, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.desk.tell(error)

    @Slot(object)
    def _gone(self, _error: CodebinderError) -> None:
        """An earlier package that has gone, or is damaged, is simply not shown."""

    @Slot(object)
    def _loaded(self, seen: tuple[str, Readiness]) -> None:
        if seen[0] != self._uid:
            return
        self._ready = ready = seen[1]
        clear(self._rows)
        session, filing = self.desk.need()
        template = filings.template(session, filing)
        self.tabs.setTabVisible(self.tabs.indexOf(self.paging), template.listing.mode != "none")
        for state in _ORDER:
            for row in (each for each in ready.rows if each.state is state):
                shown_row = RuleRow(row, self.desk.lang, template)
                shown_row.chosen.connect(self._go)
                self._rows.addWidget(shown_row)
        self._rows.addStretch(1)
        self.tabs.setTabText(
            0,
            self.tr("Checklist ({missing} missing)").format(missing=len(ready.missing))
            if ready.missing
            else self.tr("Checklist: all met"),
        )
        self.leaves.show_parts(ready.leaving)
        self._show_notes(ready)

    def _show_notes(self, ready: Readiness) -> None:
        clear(self._notes)
        reason, step = self._obstacle(ready)
        if reason:
            text = self.tr("Go to {step}").format(step=step_name(step))
            go = button(text, lambda: self.desk.go(step), name="go-there")
            if step is self.step:
                go = button(self.tr("See the pages"), lambda: self.reveal(PAGES_ROW), name="go-there")
            self._notes.addWidget(banner("warn", reason, go))
        else:
            self._notes.addWidget(banner("info", self.tr("Everything is met and approved: the package can be built.")))
        self._enable()

    def _obstacle(self, ready: Readiness) -> tuple[str, Step]:
        """Say the first thing that stands in the way of building, and which step mends it."""
        missing = [row for row in ready.missing if row.step != Step.REVIEW.value]
        missing.sort(key=lambda row: row.step == self.step.value)  # the pages can be laid out when the rest is there
        if missing:
            names = "; ".join(row.label.get(self.desk.lang) for row in missing[:_LINKS])
            more = "; …" if len(missing) > _LINKS else ""
            text = self.tr("{count} requirements are not met: {names}").format(count=len(missing), names=names + more)
            return text, Step(missing[0].step)
        row = ready.round
        if row is None or row.state is not RoundState.SIGNED:
            return self.tr("Not approved: {round}.").format(round=round_word(row)), Step.REVIEW
        if ready.missing:
            return self.tr("Not everybody who must approve has signed."), Step.REVIEW
        return "", Step.PACKAGE

    def _enable(self) -> None:
        ready, can = self._ready, self.desk.can_write and not self._building
        blocked = ready is None or bool(self._obstacle(ready)[0])
        self.build.setEnabled(can and not blocked)
        self.openings.setEnabled(self.desk.can_write and ready is not None and ready.opens)
        self.openings.setToolTip("" if self.openings.isEnabled() else self.tr("First a round must have been signed."))
        self.draft.setEnabled(can and ready is not None)

    @Slot(str)
    def _go(self, requirement: str) -> None:
        rows = self._ready.rows if self._ready else ()
        row = next((each for each in rows if each.requirement == requirement), None)
        if row is not None:
            self.desk.go(Step(row.step), requirement)

    def reveal(self, target: str) -> None:
        """Show the checklist, or the pages or papers that it is about."""
        if target == PAPERS:
            self.tabs.setCurrentWidget(self.board)
        elif target:
            self.tabs.setCurrentWidget(self.paging if target == PAGES_ROW else self.tabs.widget(0))

    @Slot()
    def _open_range(self) -> None:
        if self.desk.filing is not None:
            OpeningDialog(self.desk, self.window()).open()

    @Slot()
    def _after(self) -> None:
        from codebinder.ui.register.dialog import AfterDialog

        if self.desk.filing is not None:
            AfterDialog(self.desk, self.window(), self.desk.filing).open()

    # -- building

    def _memory(self, what: str) -> str:
        return memory(self.desk, what)

    def _set_out(self, folder: Path) -> None:
        self._out = folder
        self.folder.setText(shown(str(folder)))

    @Slot()
    def _choose(self) -> None:
        start = str(self._out or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for the package"), start)
        if chosen:
            self.set_out(Path(chosen))

    def set_out(self, folder: Path) -> None:
        """Build into this folder from now on."""
        self._set_out(folder)
        self.desk.settings.put(self._memory("out"), str(folder))

    @Slot()
    def _final(self) -> None:
        self._start(draft=False)

    @Slot()
    def _draft(self) -> None:
        self._start(draft=True)

    def _start(self, *, draft: bool) -> None:
        session, filing = self.desk.need()
        out = self._out
        key = self.desk.ask_key(Role.ENGINEER)
        if key is None or out is None:
            return
        self._building = True
        self._enable()

        def work(progress: Progress, cancel: Cancel) -> tuple[BuildReport, Made, str]:
            report = building.build(session, filing, out=out, key=key, draft=draft, progress=progress, cancel=cancel)
            return report, read_made(Path(report.archive)), read_recovery(session)

        title = self.tr("Building a draft") if draft else self.tr("Building the package")
        self.desk.run_job(title, work, self._built, self._not_built)

    @Slot(object)
    def _built(self, seen: tuple[BuildReport, Made, str]) -> None:
        report, made, recovery = seen
        self._building = False
        self.desk.settings.put(self._memory("package"), report.archive)
        self._show_made(made, seconds=report.seconds, unsearched=report.unsearched, recovery=recovery)
        self.tabs.setCurrentIndex(1)
        self.desk.changed("build")

    @Slot(object)
    def _not_built(self, error: CodebinderError) -> None:
        self._building = False
        self._enable()
        self.desk.tell(error)

    @Slot(object)
    def _made_before(self, made: Made) -> None:
        self._show_made(made, seconds=0, unsearched=())

    def _show_made(self, made: Made, *, seconds: float, unsearched: tuple[str, ...], recovery: str = "") -> None:
        self.result.show_made(made, seconds=seconds, unsearched=unsearched, recovery=recovery)
        self._show_tabs(made=True)

    def _show_tabs(self, *, made: bool) -> None:
        for at in range(1, self.tabs.indexOf(self.board)):
            self.tabs.setTabVisible(at, made)

    @Slot()
    def _verify(self) -> None:
        if self.result.made is not None:
            self.desk.go(Step.VERIFY, str(self.result.made.archive))

    @Slot()
    def _copies(self) -> None:
        from codebinder.ui.handing.dialog import CopiesDialog

        if self.result.made is not None:
            CopiesDialog(self.desk, self.result.made.archive, self.result.made.digest, self.window()).open()

    @Slot()
    def _open_folder(self) -> None:
        if self.result.made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.result.made.archive.parent)))


def memory(desk: Desk, what: str) -> str:
    """Name a setting of the open filing; copies of a workbook have their own."""
    session, filing = desk.session, desk.filing
    return f"{what}:{which(session, filing)}" if session is not None and filing is not None else what


PAGE = PackagePage
