"""Rows that the code proposes for a table of the form: how many, which, and the button that takes them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import Elided, button
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow import codefacts
from codebinder.workflow.codefacts import TableView

_NAMED = 8
_TIP = 40


class ProposalLine(QWidget):
    """Hidden while the code proposes nothing. What a person wrote stays; the rows are hers to edit or remove."""

    taken = Signal()

    def __init__(self, desk: Desk, requirement: str) -> None:
        super().__init__()
        self._desk, self._requirement = desk, requirement
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.take = button("", self._take, name=f"take-{requirement}")
        self.which = Elided("", look="muted")
        row.addWidget(self.take)
        row.addWidget(self.which, 1)
        self.hide()

    def put(self, table: TableView | None) -> None:
        """Show what is proposed."""
        rows = table.rows if table is not None else ()
        if rows:
            text = self.tr("Take rows from the code ({count})").format(count=count_text(len(rows)))
            self.take.setText(text)
            self.take.setAccessibleName(text)
            self.take.setEnabled(self._desk.can_write)
            firsts = [next((shown(cell) for _, cell in cells if cell), "") for cells in rows]
            more = ", …" if len(firsts) > _NAMED else ""
            self.which.setText(", ".join(firsts[:_NAMED]) + more)
            lines = ["  ·  ".join(shown(cell) for _, cell in cells if cell) for cells in rows[:_TIP]]
            self.take.setToolTip("\n".join(lines))
        self.setVisible(bool(rows))

    @Slot()
    def _take(self) -> None:
        session, filing = self._desk.need()

        def work(_progress: Progress, _cancel: Cancel) -> object:
            return codefacts.prefill(session, filing, only=self._requirement)

        self.take.setEnabled(False)
        self._desk.run_job(self.tr("Filling the table"), work, self._done)

    @Slot(object)
    def _done(self, _tables: tuple[TableView, ...]) -> None:
        self.taken.emit()
