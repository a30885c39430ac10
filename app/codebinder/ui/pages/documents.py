"""The Documents step: what the template wants, each with its state; drop a file on its row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState, Settled
from codebinder.model.filing import Filing
from codebinder.model.source import Component, ComponentKind
from codebinder.model.template import FilingTemplate, Level, Requirement, RequirementKind
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.inspector import source_text, state_name
from codebinder.ui.pages.base import StepPage
from codebinder.ui.parts import Elided, button, clear, empty_state, glyph_label, label, restyle, scrolled
from codebinder.ui.strings import size_text
from codebinder.ui.theme import GRID
from codebinder.ui.traitwords import trait_text
from codebinder.ui.whys import why_text
from codebinder.ui.widgets.billoffer import BillOffer
from codebinder.ui.widgets.form import both, level_name
from codebinder.ui.widgets.groupchoice import GroupChoice
from codebinder.ui.widgets.reasons import ReasonLine
from codebinder.ui.widgets.stated import StatedForm, rules_text
from codebinder.workflow import attachments, bills, filings
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step

_KINDS = frozenset({RequirementKind.DOCUMENT, RequirementKind.SBOM})
_TRAITS = 12


class DocumentRow(QFrame):
    """One wanted document: its state, what was given for it, and the place to drop a file on."""

    dropped = Signal(str, str)

    def __init__(self, page: DocumentsPage, requirement: Requirement, row: ChecklistRow | None) -> None:
        super().__init__()
        desk = page.desk
        self.requirement = requirement
        self._title = requirement.label.get(desk.lang)
        self.setProperty("look", "drop")
        self.setAcceptDrops(desk.can_write)
        self.setToolTip(source_text(requirement.source, desk.lang))
        self.setAccessibleName(requirement.label.get(desk.lang))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        outer.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        state = row.state if row is not None else RequirementState.UNMET
        head.addWidget(glyph_label(state.value, state_name(state)))
        head.addWidget(label(both(requirement.label, desk.lang), "label"), 1)
        head.addWidget(label(level_name(requirement), "second", wrap=False))
        self.add = button(self.tr("Add a file…"), self._choose, name=f"add-{requirement.id}")
        self.add.setAccessibleName(self.tr("Add a file for {name}").format(name=requirement.label.get(desk.lang)))
        self.add.setEnabled(desk.can_write)
        head.addWidget(self.add)
        outer.addLayout(head)
        self.box = QVBoxLayout()
        self.box.setContentsMargins(26, 0, 0, 0)
        self.box.setSpacing(GRID // 2)
        outer.addLayout(self.box)
        for hint in (requirement.help.get(desk.lang), rules_text(requirement.document)):
            if hint:
                self.box.addWidget(label(shown(hint), "second"))
        told = shown(requirement.unclear.get(desk.lang))
        if told:
            self.box.addWidget(label(self.tr("The sources say: {text}").format(text=told), "warn"))
        if row is not None and state in {RequirementState.UNMET, RequirementState.NOT_APPLICABLE}:
            why = why_text(row.why, page.template, desk.lang)
            self.box.addWidget(label(shown(f"{state_name(state)}: {why}"), "second"))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._title, str(Path.home()))
        if chosen:
            self.dropped.emit(self.requirement.id, chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            restyle(self, over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, over=False)
        event.acceptProposedAction()
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.dropped.emit(self.requirement.id, url.toLocalFile())


class DocumentsPage(StepPage):
    """The documents that the template wants."""

    step = Step.DOCUMENTS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, GRID, GRID)
        self._box.setSpacing(12)
        self.area = scrolled(inner)
        self.body.addWidget(self.area, 1)
        self._rows: dict[str, DocumentRow] = {}
        self._settled: dict[str, Settled] = {}
        self._groups: dict[str, GroupChoice] = {}
        self.template: FilingTemplate | None = None

    def refresh(self) -> None:
        """Show what is wanted, and what was given."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None:
            return
        keep = self.area.verticalScrollBar().value()
        clear(self._box)
        self._rows.clear()
        self._groups.clear()
        checks = {row.requirement: row for row in filings.checklist_without_approvals(session, filing)}
        held = filings.components(session, filing, ComponentKind.DOCUMENT)
        facts = filings.facts(session, filing)
        self._settled = {each.requirement: each for each in facts.settled}
        reasons = {"justification": dict(facts.justifications), "ruling": dict(facts.rulings)}
        self.template = filings.template(session, filing)
        wanted = [each for each in self.template.requirements if each.kind in _KINDS]
        later: list[str] = []
        for each in wanted:
            mine = [part for part in held if part.requirement == each.id]
            check = checks.get(each.id)
            idle = check is not None and check.state is RequirementState.NOT_APPLICABLE and not mine
            if idle and each.level is not Level.OPTIONAL:
                later.append(each.label.get(self.desk.lang))
                continue
            self._group(each, facts)
            self._box.addWidget(self._row(session, filing, each, check, mine, reasons))
        if not wanted:
            self._box.addWidget(
                empty_state(
                    self.tr("No documents are wanted"), self.tr("This template asks for no supplied documents.")
                )
            )
        if later:
            self._box.addWidget(label(self.tr("Not asked for here: {names}").format(names=", ".join(later)), "second"))
        self._box.addStretch(1)
        self.area.verticalScrollBar().setValue(keep)

    def _group(self, requirement: Requirement, facts: FilingFacts) -> None:
        """Offer the choice of a group before its first member."""
        template, name = self.template, requirement.one_of
        group = next((each for each in template.groups if each.id == name), None) if template is not None else None
        if template is not None and group is not None and name not in self._groups:
            choice = self._groups[name] = GroupChoice(self.desk, template, group)
            choice.load(dict(facts.answers).get(name, ""))
            choice.saved.connect(self._stated)
            self._box.addWidget(choice)

    def _row(
        self,
        session: Session,
        filing: Filing,
        requirement: Requirement,
        check: ChecklistRow | None,
        parts: list[Component],
        reasons: dict[str, dict[str, str]],
    ) -> DocumentRow:
        row = DocumentRow(self, requirement, check)
        row.dropped.connect(self._add)
        self._rows[requirement.id] = row
        for part in parts:
            row.box.addWidget(self._given(session, filing, part))
            stated = StatedForm(self.desk, requirement, part)
            stated.saved.connect(self._stated)
            row.box.addWidget(stated)
        if requirement.kind is RequirementKind.SBOM and not parts and bills.tables(session, filing):
            offer = BillOffer(self.desk, requirement)
            offer.written.connect(lambda path: self._add(requirement.id, path))
            row.box.addWidget(offer)
        offers = {
            "justification": (requirement.level is Level.OMITTABLE, self.tr("Leave it out, with a reason…")),
            "ruling": (requirement.rule_unclear, self.tr("Decide the unclear rule…")),
        }
        for kind, (fits, offer) in offers.items():
            if fits and not parts:
                about = requirement.label.get(self.desk.lang)
                line = ReasonLine(offer, self.tr("What was decided, and why"), about)
                line.put(reasons[kind].get(requirement.id, ""), self._settled.get(requirement.id))
                line.setEnabled(self.desk.can_write)
                line.saved.connect(
                    lambda text, kind=kind, line=line: self._reason(kind, requirement.id, text, line.by())
                )
                row.box.addWidget(line)
        return row

    def _given(self, session: Session, filing: Filing, part: Component) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, GRID // 2, 0, 0)
        box.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(Elided(shown(part.location), middle=True), 1)
        top.addWidget(label(size_text(part.size), "muted", wrap=False))

        def act(work: Callable[[], object]) -> None:
            if self.desk.attempt(work):
                self.desk.changed("documents")

        remove = button(self.tr("Remove"), lambda: act(lambda: attachments.remove(session, filing, part.slug)), "flat")
        remove.setEnabled(self.desk.can_write)
        remove.setAccessibleName(self.tr("Remove {name}").format(name=part.slug))
        top.addWidget(remove)
        box.addLayout(top)
        if part.traits:
            look = "muted" if part.traits_accepted else "warn"
            text = (
                self.tr("You accepted what does not meet the eye in it:")
                if part.traits_accepted
                else self.tr("This does not meet the eye, and would leave with it:")
            )
            box.addWidget(label(text, look))
            for trait in part.traits[:_TRAITS]:
                box.addWidget(Elided(trait_text(trait, self.desk.lang), look="muted"))
            if len(part.traits) > _TRAITS:
                box.addWidget(label(self.tr("and {count} more").format(count=len(part.traits) - _TRAITS), "second"))
            if not part.traits_accepted:
                low = QHBoxLayout()
                accept = button(
                    self.tr("Accept"),
                    lambda: act(lambda: attachments.accept_document(session, filing, part.slug)),
                    name=f"accept-{part.slug}",
                )
                accept.setEnabled(self.desk.can_write)
                accept.setAccessibleName(f"{part.slug}: {accept.text()}")
                low.addWidget(accept)
                low.addStretch(1)
                box.addLayout(low)
        return made

    @Slot()
    def _stated(self) -> None:
        self.desk.changed("documents")

    def _reason(self, kind: str, requirement: str, text: str, by: str) -> None:
        session, filing = self.desk.need()
        left_out = {requirement: text} if kind == "justification" else {}
        decided = {requirement: text} if kind == "ruling" else {}
        if self.desk.attempt(
            lambda: filings.set_fields(session, filing, {}, justifications=left_out, rulings=decided, by=by)
        ):
            self.desk.changed("documents")

    @Slot(str, str)
    def _add(self, requirement: str, path: str) -> None:
        session, filing = self.desk.need()
        self.desk.run_job(
            self.tr("Looking into the document"),
            lambda _progress, cancel: attachments.add_document(
                session, filing, requirement=requirement, path=Path(path), cancel=cancel
            ),
            self._added,
        )

    @Slot(object)
    def _added(self, _component: Component) -> None:
        self.desk.changed("documents")

    def drop(self, paths: list[str]) -> bool:
        """A file that was dropped beside the rows goes to the one document that is missing, if it is the only one."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None or not self.desk.can_write:
            return False
        rows = filings.checklist_without_approvals(session, filing)
        open_ = [
            row.requirement for row in rows if row.requirement in self._rows and row.state is RequirementState.UNMET
        ]
        if len(open_) != 1:
            self.desk.message.emit("info", self.tr("Drop the file on the row that it belongs to."))
            return True
        self._add(open_[0], paths[0])
        return True

    def reveal(self, target: str) -> None:
        """Scroll to a document's row."""
        row = self._rows.get(target)
        if row is not None:
            self.area.ensureWidgetVisible(row)
            row.add.setFocus()


PAGE = DocumentsPage
