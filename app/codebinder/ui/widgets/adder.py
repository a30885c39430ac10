"""Adding a source: where it is, at which revision, by which rules, and beside it the tree that follows every change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component, Snapshot
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.frame.memory import keep_splitter
from codebinder.ui.jobs import Job
from codebinder.ui.parts import button, label
from codebinder.ui.redacting.carryview import CarryDialog
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.preview import Preview
from codebinder.ui.widgets.revisions import Revisions
from codebinder.ui.widgets.rules import Rules
from codebinder.ui.widgets.selection import Laid
from codebinder.workflow import sources
from codebinder.workflow.views import RefsView, SelectionView, SourceReport

if TYPE_CHECKING:
    from codebinder.workflow.views import CarryReport


_Chosen = tuple[tuple[tuple[str, ...], tuple[str, ...]], SelectionView, Laid]
"""Rules, what they make of the tree, and its rows ready to be shown."""


class Adder(QWidget):
    """One panel for all of it: a repository or a folder, to be added or (with `component`) moved to another commit."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._git = True
        self._component: Component | None = None
        self._snapshot: Snapshot | None = None
        self._wanted = ""
        self._job: Job | None = None
        self._agreed = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self._heading = label("", "heading")
        box.addWidget(self._heading)
        box.addLayout(self._top())
        box.addWidget(self._middle(), 1)
        self._fault = label("", "fault")
        self._fault.hide()
        box.addWidget(self._fault)
        low = QHBoxLayout()
        low.setSpacing(GRID)
        low.addWidget(button(self.tr("Back"), self._back, name="source-back"))
        low.addStretch(1)
        self.verb = button("", self._add, "primary", name="add-source")
        self.verb.setToolTip("Ctrl+Return")
        self._enter = QShortcut(QKeySequence("Ctrl+Return"), self)
        self._enter.activated.connect(self.verb.click)
        self._enter.setWhatsThis(self.tr("Add the source, as it is chosen"))
        low.addWidget(self.verb)
        box.addLayout(low)

    def _top(self) -> QHBoxLayout:
        where = QHBoxLayout()
        where.setSpacing(GRID)
        self.path = QLineEdit()
        self.path.setObjectName("source-path")
        self.path.setAccessibleName(self.tr("Path"))
        self.path.returnPressed.connect(self._read)
        self._browse = button(self.tr("Browse…"), self._choose)
        where.addWidget(self.path, 1)
        where.addWidget(self._browse)
        where.addWidget(button(self.tr("Read"), self._read, name="read-source"))
        return where

    def _middle(self) -> QSplitter:
        split = QSplitter()
        split.setHandleWidth(2 * GRID)
        split.setProperty("look", "plain")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.revisions = Revisions(self.desk)
        self.revisions.chosen.connect(self._revision)
        column.addWidget(self.revisions, 1)
        self.rules = Rules()
        self.rules.changed.connect(self._select)
        column.addWidget(self.rules)
        self._space = QWidget()
        column.addWidget(self._space, 1)
        self.preview = Preview(self.desk.lang)
        self.preview.rule_wanted.connect(self.rules.add_exclude)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([360, 400])
        split.setChildrenCollapsible(False)
        keep_splitter(self.desk.settings, "sources", split)
        return split

    def begin(self, path: Path | None, *, git: bool, component: Component | None = None) -> None:
        """Start afresh: a repository or a folder at `path`, or one that is to be chosen."""
        self._git, self._component, self._snapshot, self._wanted = git, component, None, ""
        self._agreed = False
        if component is not None:
            self._heading.setText(self.tr("Another commit of {name}").format(name=component.slug))
            self.verb.setText(self.tr("Move to this commit"))
        else:
            self._heading.setText(self.tr("Add a repository") if git else self.tr("Add a folder"))
            self.verb.setText(self.tr("Add this source"))
        self.path.setPlaceholderText(
            self.tr("A local git repository, bare ones too") if git else self.tr("A folder with sources")
        )
        self.path.setText(str(path) if path is not None else "")
        self.path.setEnabled(component is None)
        self._browse.setEnabled(component is None)
        self.revisions.setVisible(git)
        self._space.setVisible(not git)
        self.revisions.setEnabled(False)
        self.rules.put(component.include if component else (), component.exclude if component else ())
        self.preview.clear()
        self._say("")
        self.verb.setEnabled(False)
        if path is not None:
            self._read()
        else:
            self.path.setFocus()

    def _choose(self) -> None:
        title = self.tr("A repository") if self._git else self.tr("A folder")
        chosen = QFileDialog.getExistingDirectory(self, title, self.path.text() or str(Path.home()))
        if chosen:
            self.path.setText(chosen)
            self._read()

    def _where(self) -> Path:
        return Path(self.path.text().strip()).expanduser()

    @Slot()
    def _read(self) -> None:
        """Read what is there: a repository's revisions, or the folder's files."""
        if not self.path.text().strip():
            self._say(self.tr("Type or choose a path first."))
            return
        self._say("")
        where = self._where()
        if self._git:
            self.desk.run_job(
                self.tr("Reading the repository"),
                lambda _progress, _cancel: (where, sources.refs(where)),
                self._refs,
                self._failed,
            )
        else:
            self.desk.run_job(
                self.tr("Reading the folder"),
                lambda progress, cancel: (
                    "",
                    sources.preview_folder(where, include=(), exclude=(), progress=progress, cancel=cancel),
                ),
                self._listed,
                self._failed,
            )

    @Slot(object)
    def _refs(self, seen: tuple[Path, RefsView]) -> None:
        self.revisions.setEnabled(True)
        self.revisions.show_refs(*seen)

    @Slot(str)
    def _revision(self, rev: str) -> None:
        if rev == self._wanted and self._snapshot is not None:
            return
        self._wanted, self._snapshot = rev, None
        self.verb.setEnabled(False)
        self._say("")
        if self._job is not None:
            self._job.flag.pull()  # nobody waits for the tree of the revision that was marked before
        where = self._where()
        self._job = self.desk.run_job(
            self.tr("Reading the tree"),
            lambda progress, cancel: (
                rev,
                sources.preview(where, rev=rev, include=(), exclude=(), progress=progress, cancel=cancel),
            ),
            self._listed,
            self._failed,
        )

    @Slot(object)
    def _listed(self, seen: tuple[str, SelectionView]) -> None:
        rev, view = seen
        if self._git and rev != self._wanted:
            return
        self._snapshot = Snapshot(entries=tuple(row.entry for row in view.rows), warnings=view.warnings)
        self._select()

    @Slot()
    def _select(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        rules, before = self.rules.values(), self.preview.model.laid

        def work() -> _Chosen:
            view = sources.reselect(snapshot, *rules)
            return rules, view, Laid(view.rows, before)

        self.desk.look(work, self._selected, self._failed)

    @Slot(object)
    def _selected(self, seen: _Chosen) -> None:
        rules, view, laid = seen
        if rules != self.rules.values():
            return
        self.preview.show_view(view, laid)
        self.rules.mark(view.unmatched)
        good = bool(view.included) and not view.unmatched and not view.faults
        self.verb.setEnabled(good and self.desk.can_write)
        if not view.included and not view.faults:
            self._say(self.tr("These rules leave nothing in."))
        else:
            self._say("")

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self._say(error_text(error, self.desk.lang))
        self.verb.setEnabled(self._snapshot is not None)

    def _say(self, text: str) -> None:
        self._fault.setText(shown(text) if "\n" not in text else "\n".join(shown(line) for line in text.splitlines()))
        self._fault.setVisible(bool(text))

    def _add(self) -> None:
        session, filing = self.desk.need()
        include, exclude = self.rules.values()
        where, rev, held = self._where(), self._wanted, self._component
        self.verb.setEnabled(False)
        if held is not None and not self._agreed:
            self._carry(held, rev)
            return
        self._agreed = False

        def work(progress: object, cancel: object) -> SourceReport:
            ports = {"progress": progress, "cancel": cancel}
            rules = {"include": include, "exclude": exclude}
            if held is not None:
                return sources.update(session, filing, held.slug, rev=rev, **rules, **ports)
            if self._git:
                return sources.add_repository(session, filing, repo=where, rev=rev, **rules, **ports)
            return sources.add_folder(session, filing, folder=where, **rules, **ports)

        self.desk.run_job(self.tr("Adding the source"), work, self._added, self._failed)

    def _carry(self, held: Component, rev: str) -> None:
        """Show what becomes of the redactions before anything moves."""
        session, filing = self.desk.need()

        def work(progress: Progress, cancel: Cancel) -> CarryReport:
            from codebinder.workflow import carrying

            return carrying.preview(session, filing, held.slug, rev=rev, progress=progress, cancel=cancel)

        self.desk.run_job(self.tr("Looking for the redactions in the other commit"), work, self._foreseen, self._failed)

    @Slot(object)
    def _foreseen(self, report: CarryReport) -> None:
        self.verb.setEnabled(True)
        if not report.rows:
            self._move()
            return
        CarryDialog(self.desk, self.window(), report, self._move).open()

    def _move(self) -> None:
        self._agreed = True
        self._add()

    @Slot(object)
    def _added(self, report: SourceReport) -> None:
        text = self.tr("{name}: {files} files are in, {out} out.").format(
            name=report.component.slug, files=count_text(report.files), out=count_text(report.excluded)
        )
        if report.returned:
            text += " " + self.tr("Redactions that wait for your decision: {count}.").format(
                count=count_text(len(report.returned))
            )
        if report.gone:
            text += " " + self.tr("Redactions whose content is gone: {count}.").format(
                count=count_text(len(report.gone))
            )
        self.closed.emit()
        self.desk.message.emit("info", text)
        self.desk.changed("sources")

    def _back(self) -> None:
        if self._job is not None:
            self._job.flag.pull()
        self.closed.emit()
