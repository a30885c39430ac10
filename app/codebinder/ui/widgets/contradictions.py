"""Where the code contradicts what the filing states: each with where it was seen, a way to it, and a way to decide it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.checklist import ChecklistRow, RequirementState, Settled
from codebinder.model.template import FilingTemplate
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.inspector import state_name
from codebinder.ui.parts import button, card, clear, glyph_label, label
from codebinder.ui.theme import GRID
from codebinder.ui.whys import why_text
from codebinder.ui.widgets.reasons import ReasonLine
from codebinder.workflow import filings

_HEADS = ("contradicted_", "undeclared_")
"""How the checklist names such rows: this, and the fact or requirement that they are about."""


def about(name: str) -> str:
    """Give the fact or requirement that a row is about; "" for a row of another kind."""
    head = next((each for each in _HEADS if name.startswith(each)), "")
    return name.removeprefix(head) if head else ""


class Contradictions(QWidget):
    """A card, hidden while code and filing agree."""

    saved = Signal(str)
    goto = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, QFrame] = {}
        self._held: tuple[object, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, box = card()
        outer.addWidget(frame)
        box.addWidget(label(self.tr("Where the code says otherwise"), "heading"))
        box.addWidget(
            label(self.tr("Correct what is stated, or decide it with a reason, which the reviewer reads."), "muted")
        )
        self._box = QVBoxLayout()
        self._box.setSpacing(2 * GRID)
        box.addLayout(self._box)
        self.hide()

    def load(
        self,
        template: FilingTemplate,
        rows: Iterable[ChecklistRow],
        decided: Mapping[str, str],
        settled: Mapping[str, Settled],
    ) -> None:
        """Show the rows of the checklist that contradict something; unchanged ones stay, with what is being typed."""
        mine = [row for row in rows if about(row.requirement)]
        seen = tuple(
            (row.requirement, row.state, row.why, decided.get(row.requirement, ""), settled.get(row.requirement))
            for row in mine
        )
        if seen != self._held:
            self._held = seen
            clear(self._box)
            self._rows = {}
            for row in mine:
                name = row.requirement
                made = self._rows[name] = self._row(template, row, decided.get(name, ""), settled.get(name))
                self._box.addWidget(made)
        self.setVisible(bool(mine))

    def row(self, name: str) -> QWidget | None:
        """Give the row with this name in the checklist."""
        return self._rows.get(name)

    def _row(self, template: FilingTemplate, row: ChecklistRow, ruling: str, settled: Settled | None) -> QFrame:
        lang = self._desk.lang
        frame = QFrame()
        frame.setObjectName(f"contradiction-{row.requirement}")
        frame.setAccessibleName(shown(row.label.get(lang)))
        outer = QHBoxLayout(frame)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GRID)
        outer.addWidget(glyph_label(row.state.value, state_name(row.state)), 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout()
        inner.setSpacing(GRID // 2)
        inner.addWidget(label(shown(row.label.get(lang)), "label"))
        why: QLabel = label(shown(why_text(row.why, template, lang)), "second")
        if row.state is not RequirementState.DECIDED:
            inner.addWidget(why)
        last = QHBoxLayout()
        last.setSpacing(GRID)
        there = button(self.tr("Go to what is stated"), lambda: self.goto.emit(about(row.requirement)), "link")
        reason = ReasonLine(
            self.tr("Decide it, with a reason…"),
            self.tr("Why what is stated holds"),
            frame.accessibleName(),
        )
        reason.put(ruling, settled)
        reason.line.setCursorPosition(0)
        reason.setEnabled(self._desk.can_write)
        reason.saved.connect(lambda text: self._decide(row.requirement, text, reason.by()))
        there.setAccessibleName(f"{frame.accessibleName()}: {there.text()}")
        frame.setFocusProxy(there)
        last.addWidget(there)
        last.addWidget(reason, 1)
        inner.addLayout(last)
        outer.addLayout(inner, 1)
        return frame

    def _decide(self, name: str, text: str, by: str) -> None:
        session, filing = self._desk.need()
        try:
            filings.set_fields(session, filing, {}, rulings={name: text}, by=by)
        except CodebinderError as error:
            self._desk.tell(error)
        else:
            self.saved.emit(name)
