"""The report of redactions that move with a source to another commit: five outcomes, each with its places and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QVBoxLayout, QWidget

from codebinder.model.text import Message, shown, shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import place_target
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import banner, button, glyph_label, label
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.workflow.views import CarryReport, CarryRow

OUTCOMES = ("same", "moved", "changed", "ambiguous", "gone")
BACK = frozenset({"changed", "ambiguous"})
GLYPHS = {"same": "complete", "moved": "some", "changed": "decided", "ambiguous": "warning", "gone": "omitted"}


def outcome_name(outcome: str) -> str:
    """Give the word for what became of a redaction."""
    translate = QCoreApplication.translate
    return {
        "same": translate("Carry", "same"),
        "moved": translate("Carry", "moved"),
        "changed": translate("Carry", "changed"),
        "ambiguous": translate("Carry", "ambiguous"),
        "gone": translate("Carry", "gone"),
    }.get(outcome, shown(outcome))


def outcome_meaning(outcome: str) -> str:
    """Say what an outcome means for the decision."""
    translate = QCoreApplication.translate
    return {
        "same": translate("Carry", "the same bytes at the same place: the decision holds"),
        "moved": translate("Carry", "the same bytes at another place: carried over, look at them"),
        "changed": translate("Carry", "what was hidden reads differently now: back to you"),
        "ambiguous": translate("Carry", "several places fit: back to you"),
        "gone": translate("Carry", "what was hidden is nowhere any more"),
    }.get(outcome, "")


class CarryView(QWidget):
    """Counts that filter, and the table."""

    place_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        self.filters: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for at, key in enumerate(("", *OUTCOMES)):
            made = button("", lambda _=False, key=key: self.narrow(key), "flat", name=f"outcome-{key or 'all'}")
            made.setCheckable(True)
            self._group.addButton(made)
            self.filters[key] = made
            if key:
                grid.addWidget(glyph_label(GLYPHS[key], outcome_name(key)), at, 0)
                grid.addWidget(label(outcome_meaning(key), "muted"), at, 2)
            grid.addWidget(made, at, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(2, 1)
        box.addLayout(grid)
        headers = (self.tr("Outcome"), self.tr("Redaction"), self.tr("Before"), self.tr("Now"), self.tr("Why"))
        self.table = RowTable(self.tr("Redactions and what became of them"), headers, (112, 80, 210, 210, 0))
        self.table.setObjectName("carry-table")
        self.table.opened.connect(self.place_wanted)
        box.addWidget(self.table, 1)
        self.fresh = label("", "muted")
        self.fresh.setObjectName("carry-new")
        box.addWidget(self.fresh)

    def show_report(self, report: CarryReport, lang: str) -> None:
        """Show a report."""
        counts = dict.fromkeys(OUTCOMES, 0)
        for row in report.rows:
            counts[str(row.outcome)] += 1
        for key, made in self.filters.items():
            count = counts[key] if key else len(report.rows)
            text = (outcome_name(key) if key else self.tr("all")) + f": {count_text(count)}"
            made.setText(text)
            made.setAccessibleName(f"{text}, {outcome_meaning(key)}" if key else text)
            made.setEnabled(count > 0 or not key)
        self.table.rows.show([carry_row(each, report.component, lang) for each in report.rows])
        self.filters[""].setChecked(True)
        self.narrow("")
        if report.new_findings is None:
            self.fresh.setText(self.tr("New findings are known after the next scan."))
        else:
            text = self.tr("New findings that nobody has decided: {count}. They are listed apart, in the queue.")
            self.fresh.setText(text.format(count=count_text(report.new_findings)))

    def narrow(self, outcome: str) -> None:
        """Show only one outcome; "" for all."""
        self.filters[outcome].setChecked(True)
        self.table.rows.narrow([outcome] if outcome else None)


def place_words(path: bytes, line: int) -> str:
    """Give a place for people; nothing where there is none."""
    if not path:
        return "–"
    return f"{shown_path(path)}:{line}" if line else shown_path(path)


def why_text(why: Message, lang: str) -> str:
    """Give a reason in the language of the window."""
    return shown(message_text(why, lang))


def carry_row(row: CarryRow, component: str, lang: str) -> Row:
    """Give one redaction's row."""
    outcome = str(row.outcome)
    name = row.redaction
    return Row(
        id=name,
        texts=(
            outcome_name(outcome), name, place_words(row.old_path, row.old_line),
            place_words(row.new_path, row.new_line), why_text(row.why, lang),
        ),
        glyph=GLYPHS.get(outcome, "info"),
        kind=outcome,
        target=place_target(component, row.new_path, row.new_line) if row.new_path else "",
    )  # fmt: skip


class CarryDialog(Dialog):
    """Shows a report: before the move with the button that does it (`move`), or afterwards."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, report: CarryReport, move: Callable[[], object] | None = None
    ) -> None:
        translate = QCoreApplication.translate
        title = translate("CarryDialog", "What becomes of the redactions in {name}").format(
            name=shown(report.component)
        )
        old, new = shown(report.old_rev), shown(report.new_rev)
        text = (
            translate("CarryDialog", "From {old} to {new}. Nothing has been changed yet.")
            if move is not None
            else translate("CarryDialog", "From {old} to {new}, as it was done.")
        )
        super().__init__(parent, title, text.format(old=old, new=new))
        self.desk, self._move = desk, move
        self.resize(1000, 690)
        back = sum(str(each.outcome) in BACK for each in report.rows)
        if back:
            text = self.tr(
                "Redactions that come back to you: {count}. Choose their new place on the redaction page, or drop them with a note; until then nothing can be submitted."
            )
            self.body.addWidget(banner("warn", text.format(count=count_text(back))))
        self.view = CarryView()
        self.view.show_report(report, desk.lang)
        self.view.place_wanted.connect(self._go)
        self.body.addWidget(self.view, 1)
        if move is not None:
            self.buttons.addWidget(button(self.tr("Cancel"), self.reject))
            self.verb = button(self.tr("Move to this commit"), self._do, "primary", name="carry-move")
            self.buttons.addWidget(self.verb)
        else:
            self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary"))
        desk.filing_changed.connect(self.reject)

    @Slot()
    def _do(self) -> None:
        move = self._move
        self.accept()
        if move is not None:
            move()

    @Slot(str)
    def _go(self, target: str) -> None:
        if self._move is None:
            self.accept()
            self.desk.go(Step.REDACTION, target)
