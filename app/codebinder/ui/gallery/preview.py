"""What comes of a template while it is written: its outline, the form, the pages, the checklist.

Everything is made off the window's thread; the last good one stays, with a note, while the text has faults.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.shelf import OutlineRow
from codebinder.model.template import FilingTemplate
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.gallery.sampleform import SampleForm
from codebinder.ui.inspector import state_name
from codebinder.ui.jobs import Job, Work
from codebinder.ui.parts import label
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.ui.whys import why_text
from codebinder.ui.widgets.pdfview import PdfView
from codebinder.workflow import trying
from codebinder.workflow.trying import Tried

_ROLE = Qt.ItemDataRole.UserRole
_KEYS_OPEN = {"requirements"}


@dataclass(frozen=True, slots=True)
class _Given:
    """What was made of a template off the window's thread."""

    template: FilingTemplate
    tried: Tried
    rows: tuple[ChecklistRow, ...]


class Preview(QWidget):
    """The right side of the editor."""

    line_wanted = Signal(int)

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__()
        self._desk, self._folder = desk, folder
        self._template: FilingTemplate | None = None
        self._tried: Tried | None = None
        self._given: _Given | None = None
        self._outline: tuple[OutlineRow, ...] = ()
        self._drawn = ""
        self._jobs: dict[str, Job] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        self.note = label("", "warn")
        self.note.hide()
        box.addWidget(self.note)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What comes of the text"))
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(self.tr("Outline of the template"))
        self.tree.itemClicked.connect(self._to_line)
        self.tree.itemActivated.connect(self._to_line)
        self.tabs.addTab(self.tree, self.tr("Outline"))
        self.form = SampleForm(desk)
        self.form.fact_tried.connect(self._fact)
        self.form.answer_tried.connect(self._answer)
        self.tabs.addTab(self.form, self.tr("Form"))
        self.pages = PdfView(desk)
        self._pages_at = self.tabs.addTab(self.pages, self.tr("Pages"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Checklist with the sample answers"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.itemActivated.connect(self._to_requirement)
        self.tabs.addTab(self.list, self.tr("Checklist"))
        self.tabs.currentChanged.connect(self._shown)
        box.addWidget(self.tabs, 1)

    # -- what comes in

    def show_outline(self, rows: tuple[OutlineRow, ...]) -> None:
        """Show another outline; one that could not be read leaves the last one."""
        if not rows or rows == self._outline:
            return
        self._outline = rows
        held = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        open_ = {each.text(0): each.isExpanded() for each in held}
        keep = self.tree.verticalScrollBar().value()
        self.tree.clear()
        top: QTreeWidgetItem | None = None
        tops: list[QTreeWidgetItem] = []
        for row in rows:
            if row.level == 0 or top is None:
                top = QTreeWidgetItem([row.key])
                tops.append(top)
                top.setData(0, _ROLE, row.line)
            else:
                item = QTreeWidgetItem(top, [f"{row.name}  ·  {row.kind}" if row.kind else row.name])
                item.setData(0, _ROLE, row.line)
        self.tree.addTopLevelItems(tops)
        for each in tops:
            each.setExpanded(open_.get(each.text(0), each.text(0) in _KEYS_OPEN))
        self.tree.verticalScrollBar().setValue(keep)

    def show_template(self, template: FilingTemplate | None) -> None:
        """Show what comes of a text; None: it has faults, and the last good one stays."""
        if template is None:
            self.note.setText(
                self.tr("The text has faults: this is from the last one without.")
                if self._template is not None
                else self.tr("The text has faults: form, pages and checklist come when they are mended.")
            )
            self.note.show()
            return
        self.note.hide()
        if self._template is not None and template.digest == self._template.digest:
            return
        self._template = template
        self._make()
        self._shown()

    def _make(self) -> None:
        template, folder, tried = self._template, self._folder, self._tried
        if template is None:
            return
        today = self._desk.environment.stamp()[:10]

        def work() -> _Given:
            base = trying.sample_of(template, folder)
            given = trying.laid_over(base, tried) if tried is not None else base
            return _Given(template, given, trying.checklist(template, given, today=today))

        self._ask("form", lambda _progress, _cancel: work(), self._made)

    def _ask(self, name: str, work: Work, done: Callable[[Any], None]) -> None:
        held = self._jobs.get(name)
        if held is not None:
            held.flag.pull()  # what is no longer wanted is not waited for
        self._jobs[name] = self._desk.gauges.submit("", work, done, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.note.setText(error_text(error, self._desk.lang))
            self.note.show()

    @Slot(object)
    def _made(self, given: _Given) -> None:
        if given.template is not self._template:
            return
        self._given = given
        states = {row.requirement: row for row in given.rows}
        self.form.show_form(given.template, given.tried, states)
        self._fill_checklist(given)

    def _fill_checklist(self, given: _Given) -> None:
        keep, lang = self.list.currentRow(), self._desk.lang
        self.list.clear()
        for row in sorted(given.rows, key=lambda each: each.state is not RequirementState.UNMET):
            why = shown(why_text(row.why, given.template, lang))
            text = f"{shown(row.label.get(lang))}\n{state_name(row.state)}: {why}"
            item = QListWidgetItem(theme.glyph(row.state.value), text)
            item.setData(_ROLE, row.requirement)
            self.list.addItem(item)
        self.list.setCurrentRow(max(0, keep))

    # -- pages

    @Slot()
    def _shown(self, *_: object) -> None:
        template = self._template
        if template is None or self.tabs.currentIndex() != self._pages_at or template.digest == self._drawn:
            return
        environment, digest = self._desk.environment, template.digest
        self._ask("pages", lambda _progress, cancel: (digest, trying.pages(environment, template, cancel)), self._paged)

    @Slot(object)
    def _paged(self, seen: tuple[str, bytes]) -> None:
        if self._template is not None and seen[0] == self._template.digest:
            self._drawn = seen[0]
            self.pages.show_pdf(seen[1], keep=True)

    # -- what goes out

    @Slot(str, str)
    def _fact(self, name: str, value: str) -> None:
        if self._given is not None:
            self._tried = trying.with_fact(self._tried or self._given.tried, name, value)
            self._make()

    @Slot(str, str)
    def _answer(self, name: str, text: str) -> None:
        if self._given is not None:
            self._tried = trying.with_answer(self._tried or self._given.tried, name, text)
            self._make()

    @Slot(QTreeWidgetItem)
    def _to_line(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        self.line_wanted.emit(int(item.data(0, _ROLE)))

    @Slot(QListWidgetItem)
    def _to_requirement(self, item: QListWidgetItem) -> None:
        name = str(item.data(_ROLE))
        rows = [row for row in self._outline if row.name in {name, name.removeprefix("fact_")}]
        if rows:
            self.line_wanted.emit(rows[0].line)
