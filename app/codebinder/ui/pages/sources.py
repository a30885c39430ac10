"""The Sources step: what is filed as source, at which commit, by which rules; adding, moving on, scanning."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from codebinder.model.checklist import ChecklistRow
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.dropping import is_repository
from codebinder.ui.pages.base import StepPage
from codebinder.ui.parts import Elided, button, card, clear, empty_state, label, scrolled
from codebinder.ui.redacting.carryview import CarryDialog
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.adder import Adder
from codebinder.ui.widgets.preview import Preview
from codebinder.ui.widgets.selection import Laid
from codebinder.workflow import filings, overview, scanning, sources
from codebinder.workflow.session import Session
from codebinder.workflow.views import ScanReport, SelectionView, Step

if TYPE_CHECKING:
    from codebinder.workflow.views import CarryReport


class SourcesPage(StepPage):
    """The sources of the filing, or the panel that adds one."""

    step = Step.SOURCES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._more = button(self.tr("Add a repository…"), self._add_repository, name="add-repository")
        self._folder = button(self.tr("Add a folder…"), self._add_folder, "flat", name="add-folder")
        self._scan = button(self.tr("Scan for secrets"), self._start_scan, "primary", name="scan")
        for each in (self._folder, self._more, self._scan):
            self.header.addWidget(each)
        self.stack = QStackedWidget()
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, GRID, 0)
        self._box.setSpacing(2 * GRID)
        self.stack.addWidget(scrolled(inner))
        self.body.addWidget(self.stack, 1)
        self._filing = ""

    @cached_property
    def adder(self) -> Adder:
        """The panel that adds a source, made when it is wanted first."""
        made = Adder(self.desk)
        made.closed.connect(self._overview)
        self.stack.addWidget(made)
        return made

    def refresh(self) -> None:
        """Show the filing's sources."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None:
            return
        if filing.uid != self._filing:
            self._filing = filing.uid
            self._overview()
        clear(self._box)
        held = sources.components(session, filing)
        waiting = scanning.unscanned(session, filing)
        self._tools(bool(held))
        for each in held:
            self._box.addWidget(self._card(each, scanned=each.slug not in waiting))
        if not held:
            self._box.addWidget(self._empty(filings.checklist_without_approvals(session, filing)))
        self._box.addStretch(1)

    def _empty(self, rows: tuple[ChecklistRow, ...]) -> QWidget:
        """Give what stands where no source is: none may be, or none needs to be, or which it shall be."""
        if overview.refuses(rows, Step.SOURCES):
            text = self.tr("The template is for answers and documents, and its rules leave no room for source code.")
            return empty_state(self.tr("No source code belongs in this filing"), text)
        how = self.tr(
            "Choose the repository and the exact tag, branch or commit. It is read from git's own store; "
            "the work tree is never looked at, and nothing in it is run or changed."
        )
        wanted = overview.wants(rows, Step.SOURCES)
        return empty_state(
            self.tr("Which source code is filed?") if wanted else self.tr("Source code is not required here"),
            how if wanted else self.tr("You may go on without. Or add some:") + " " + how,
            self._made(
                self.tr("Add a repository…"), self._add_repository, "primary" if wanted else "", "first-repository"
            ),
            self._made(self.tr("Add a folder…"), self._add_folder, "", "first-folder"),
        )

    def _made(self, text: str, slot: Callable[..., object], look: str, name: str) -> QPushButton:
        made = button(text, slot, look, name=name)
        made.setEnabled(self.desk.can_write)
        return made

    def _tools(self, some: bool) -> None:  # noqa: FBT001  (private)
        shown_ = some and self.stack.currentIndex() == 0
        for each in (self._more, self._folder, self._scan):
            each.setVisible(shown_)
            each.setEnabled(self.desk.can_write)

    def _card(self, part: Component, *, scanned: bool) -> QFrame:
        frame, box = card()
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(label(part.slug, "heading", wrap=False))
        top.addWidget(label(shown(part.rev) if part.is_git else self.tr("folder"), "tag"))
        look, word = ("tag-good", self.tr("scanned")) if scanned else ("tag-warn", self.tr("not scanned yet"))
        top.addWidget(label(word, look))
        top.addStretch(1)
        top.addWidget(label(size_text(part.size), "muted", wrap=False))
        box.addLayout(top)
        box.addWidget(Elided(shown(part.location), middle=True, look="muted"))
        rules = [self.tr("include {rule}").format(rule=shown(rule)) for rule in part.include]
        rules += [self.tr("exclude {rule}").format(rule=shown(rule)) for rule in part.exclude]
        box.addWidget(Elided("   ".join(rules) if rules else self.tr("no rules: everything is in"), look="muted"))
        low = QHBoxLayout()
        low.setSpacing(GRID)
        low.addWidget(button(self.tr("Show the files"), lambda _=False: self._show(part), "link"))
        if part.is_git:
            low.addWidget(button(self.tr("Another commit or other rules…"), lambda _=False: self._move(part), "link"))
            low.addWidget(button(self.tr("Last move…"), lambda _=False: self._last(part), "link", name="last-carry"))
        low.addWidget(button(self.tr("It is elsewhere now…"), lambda _=False: self._relink(part), "link"))
        low.addStretch(1)
        low.addWidget(button(self.tr("Remove"), lambda _=False: self._remove(part), "flat"))
        box.addLayout(low)
        frame.setAccessibleName(part.slug)
        return frame

    # -- adding

    @Slot()
    def _overview(self) -> None:
        self.stack.setCurrentIndex(0)
        session, filing = self.desk.session, self.desk.filing
        self._tools(bool(session is not None and filing is not None and sources.components(session, filing)))

    def begin(self, path: Path | None, *, git: bool, component: Component | None = None) -> None:
        """Open the panel that adds a source."""
        self.stack.setCurrentWidget(self.adder)
        self._tools(some=False)
        self.adder.begin(path, git=git, component=component)

    def _add_repository(self) -> None:
        self.begin(None, git=True)

    def _add_folder(self) -> None:
        self.begin(None, git=False)

    def drop(self, paths: list[str]) -> bool:
        """Take a repository or a folder."""
        path = Path(paths[0])
        if not path.is_dir() or not self.desk.can_write:
            return False
        self.begin(path, git=is_repository(path))
        return True

    def reveal(self, target: str) -> None:
        """Everything that a requirement of this step can ask for stands here."""
        del target
        (self._more if self._more.isVisible() else self).setFocus()

    # -- what is there

    def _located(self, part: Component) -> Path:
        session = self.desk.session
        base = session.path.parent if session is not None else Path()
        return (base / part.location).resolve()

    def _move(self, part: Component) -> None:
        self.begin(self._located(part), git=True, component=part)

    def _last(self, part: Component) -> None:
        session, filing = self.desk.need()

        def work(_progress: Progress, _cancel: Cancel) -> CarryReport | None:
            from codebinder.workflow import carrying

            return carrying.last(session, filing, part.slug)

        self.desk.run_job(self.tr("Reading the last move"), work, self._carried)

    @Slot(object)
    def _carried(self, report: CarryReport | None) -> None:
        if report is None:
            self.desk.message.emit("info", self.tr("This source has not moved to another commit yet."))
        else:
            CarryDialog(self.desk, self.window(), report).open()

    def _relink(self, part: Component) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where is it now?"), str(Path.home()))
        if chosen:
            session, filing = self.desk.need()
            self.desk.run_job(
                self.tr("Looking for the same commit"),
                lambda _progress, _cancel: sources.relink(session, filing, part.slug, repo=Path(chosen)),
                self._changed,
            )

    def _remove(self, part: Component) -> None:
        session, filing = self.desk.need()
        self.desk.run_job(
            self.tr("Removing {name}").format(name=part.slug),
            lambda _progress, _cancel: (part.slug, sources.remove(session, filing, part.slug)),
            self._removed,
        )

    @Slot(object)
    def _removed(self, seen: tuple[str, int]) -> None:
        slug, gone = seen
        text = self.tr(
            "{name} is removed, with its findings, keeps and {count} redactions. Undo brings all of it back."
        )
        self.desk.message.emit("info", text.format(name=slug, count=count_text(gone)))
        self.desk.changed("sources")

    def _show(self, part: Component) -> None:
        session, filing = self.desk.need()
        self.desk.run_job(
            self.tr("Listing the files"),
            lambda _progress, _cancel: _tree(session, filing, part.slug),
            self._listed,
        )

    @Slot(object)
    def _listed(self, seen: tuple[str, SelectionView, Laid]) -> None:
        slug, view, laid = seen
        dialog = Dialog(self.window(), self.tr("Files of {name}").format(name=slug))
        preview = Preview(self.desk.lang, editable=False)
        preview.show_view(view, laid)
        dialog.body.addWidget(preview, 1)
        dialog.buttons.addWidget(button(self.tr("Close"), dialog.accept, "primary"))
        dialog.resize(820, 560)
        dialog.open()

    @Slot(object)
    def _changed(self, _result: object) -> None:
        self.desk.changed("sources")

    # -- scanning

    def _start_scan(self) -> None:
        session, filing = self.desk.need()
        self.desk.run_job(
            self.tr("Scanning for secrets"),
            lambda progress, cancel: scanning.scan(session, filing, progress=progress, cancel=cancel),
            self._scanned,
        )

    @Slot(object)
    def _scanned(self, report: ScanReport) -> None:
        self.desk.message.emit(
            "info",
            self.tr("{files} files scanned: {open} findings wait for a decision.").format(
                files=count_text(report.files), open=count_text(report.open)
            ),
        )
        self.desk.changed("findings")


def _tree(session: Session, filing: Filing, slug: str) -> tuple[str, SelectionView, Laid]:
    view = sources.tree(session, filing, slug)
    return slug, view, Laid(view.rows)


PAGE = SourcesPage
