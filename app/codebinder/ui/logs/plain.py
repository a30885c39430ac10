"""The internal and the published log: rows, all of what the chosen one says, and export."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QSplitter, QVBoxLayout, QWidget

from codebinder.base.messages import said
from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.package import LogRow
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import RedactionKind
from codebinder.model.text import Message, shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.logs.exporting import ExportRow
from codebinder.ui.logs.words import column_name
from codebinder.ui.parts import banner, clear, label, scrolled
from codebinder.ui.redacting.openingwords import kind_word
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow import logrows, logs
from codebinder.workflow.logrows import InternalRow
from codebinder.workflow.logs import LogReport

_SHOWN = ("number", "redactions", "path", "first_line", "information", "proposer", "decision")
_STATUS = {logrows.IDLE: "idle"}
_CODED = frozenset({"decision", "decision_1", "decision_2", "shown_1", "shown_2", "further", "settlement"})


class PlainLog(QWidget):
    """One of the two."""

    failed = Signal(str)
    counted = Signal(int)

    def __init__(self, desk: Desk, which: logs.Which) -> None:
        super().__init__()
        self._desk, self._which = desk, which
        self._rows: tuple[InternalRow, ...] | tuple[LogRow, ...] = ()
        inside = which is logs.Which.INTERNAL
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        text = (
            self.tr(
                "This log shows what is hidden, where it stands and how long it is. It is for this house only: it leaves with nobody."
            )
            if inside
            else self.tr("Exactly what the next package says of what is hidden, and nothing more.")
        )
        box.addWidget(banner("warn" if inside else "info", text))
        self.search = entry(self.tr("Filter"), hint=self.tr("Filter by any text"))
        box.addWidget(self.search)
        inner = QWidget()
        self._detail = QGridLayout(inner)
        self._detail.setContentsMargins(2 * GRID, 0, GRID, 0)
        self._detail.setHorizontalSpacing(2 * GRID)
        self._detail.setVerticalSpacing(GRID // 2)
        self.table = self._table(inside=inside)
        self.search.textChanged.connect(self.table.rows.find)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setProperty("look", "plain")
        split.addWidget(self.table)
        area = scrolled(inner, self.tr("The chosen row in full"))
        split.addWidget(area)
        split.setSizes([680, 340] if inside else [1020, 0])
        split.setChildrenCollapsible(not inside)
        area.setVisible(inside)
        box.addWidget(split, 1)
        filing = desk.filing
        stem = f"{filing.slug}-{which.value}-log" if filing is not None else f"{which.value}-log"
        self.export = ExportRow(desk, stem, self._write)
        self.export.failed.connect(self.failed)
        box.addWidget(self.export)

    def _table(self, *, inside: bool) -> RowTable:
        if inside:
            headers = [column_name(each) for each in _SHOWN]
            made = RowTable(self.tr("Internal log"), headers, (72, 84, 140, 76, 118, 84, 0))
            made.selectionModel().currentChanged.connect(self._chosen)
            return made
        headers = (
            self.tr("Number"), self.tr("File in the package"), self.tr("Label"), self.tr("Published reason"),
            self.tr("Commitment"),
        )  # fmt: skip
        return RowTable(self.tr("Published log"), headers, (72, 320, 180, 230, 0))

    def read(self) -> None:
        """Read the log as a job: every hidden range is gone through."""
        session, filing = self._desk.session, self._desk.filing
        if session is None or filing is None:
            return
        which, lang = self._which, self._desk.lang

        def work(progress: Progress, cancel: Cancel) -> object:
            if which is logs.Which.INTERNAL:
                return logs.internal(session, filing, lang=lang, progress=progress, cancel=cancel)
            return logs.published(session, filing, progress=progress, cancel=cancel)

        self._desk.run_job(self.tr("Reading the log"), work, self._show, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error_text(error, self._desk.lang))

    @Slot(object)
    def _show(self, rows: tuple[InternalRow, ...] | tuple[LogRow, ...]) -> None:
        self._rows = rows
        self.counted.emit(len(rows))
        made: list[Row] = []
        for at, row in enumerate(rows):
            if isinstance(row, InternalRow):
                texts = [self._cell(row, name) for name in _SHOWN]
            else:
                reason = row.reason_label or row.reason
                texts = [str(row.ordinal), row.payload_path, row.label, reason, row.commitment or "–"]
            made.append(Row(id=str(at), texts=texts))
        self.table.rows.show(made)
        if made:
            self.table.selectRow(0)
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        clear(self._detail)
        held = self.table.current()
        row = self._rows[int(held.id)] if held is not None else None
        if not isinstance(row, InternalRow):
            return
        at = 0
        for each in fields(row):
            text = self._cell(row, each.name)
            if not text:
                continue
            self._detail.addWidget(label(column_name(each.name), "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._detail.addWidget(label(breakable(text)), at, 1)
            at += 1
        self._detail.setColumnStretch(1, 1)
        self._detail.setColumnMinimumWidth(0, 110)
        self._detail.setRowStretch(at, 1)

    def _cell(self, row: InternalRow, name: str) -> str:
        if name == "status":
            return said(Message(f"log.status-{_STATUS.get(row.status, row.status)}"), self._desk.lang)
        if name == "kind" and row.kind in {each.value for each in RedactionKind}:
            return kind_word(RedactionKind(row.kind))
        text = logs.cell(getattr(row, name))
        return shown(logrows.in_words(text, self._desk.lang) if name in _CODED else text)

    def _write(self, out: Path, form: str, progress: Progress, cancel: Cancel) -> LogReport:
        session, filing = self._desk.need()
        langs = (self._desk.lang,)
        return logs.write(
            session, filing, which=self._which, form=form, out=out, languages=langs, progress=progress, cancel=cancel
        )


def breakable(text: str) -> str:
    """Let a long word (a digest, a path) be parted where a line ends."""
    if max((len(each) for each in text.split()), default=0) <= 24:
        return text
    return "\u200b".join(text[at : at + 8] for at in range(0, len(text), 8))


__all__ = ["PlainLog", "breakable"]
