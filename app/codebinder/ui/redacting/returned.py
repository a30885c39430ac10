"""Redactions that came back when their source moved: what was hidden beside where it may stand now, and a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.redaction import RedactionKind
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.pages.deciding import Decider
from codebinder.ui.pages.writing import Work
from codebinder.ui.parts import Elided, button, label
from codebinder.ui.redacting.carryview import GLYPHS, outcome_meaning, outcome_name, place_words, why_text
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.ui.undoing.keys import history_keys
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.document import Document
from codebinder.ui.widgets.marks import Mark, MarkKind
from codebinder.workflow import redacting
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.carrying import ReturnedRow


@dataclass(frozen=True, slots=True)
class _Sides:
    """What was hidden, and the file in which it may stand now (None where none is named)."""

    id: str
    before: Document
    path: bytes
    now: Document | None


class ReturnedDialog(Dialog):
    """A queue: accept the place that is proposed, choose another one, or drop it with a note."""

    def __init__(self, desk: Desk, parent: QWidget | None, decider: Decider) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("ReturnedDialog", "Redactions that came back"),
            translate(
                "ReturnedDialog",
                "Their source moved to another commit, and what they hid reads differently there or stands in several places. They hide nothing now, and nothing can be submitted before each is decided.",
            ),
        )
        self.desk, self._decider = desk, decider
        self.resize(1080, 660)
        headers = (self.tr("Outcome"), self.tr("Redaction"), self.tr("Before"), self.tr("Proposed"), self.tr("Why"))
        self.table = RowTable(self.tr("Redactions that wait for a decision"), headers, (120, 84, 240, 240, 0))
        self.table.setObjectName("returned-table")
        self.table.setFixedHeight(170)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.body.addWidget(self.table)
        self.meaning = label("", "muted")
        self.body.addWidget(self.meaning)
        self.body.addWidget(self._views(), 1)
        self.body.addLayout(self._below())
        self._rows: dict[str, ReturnedRow] = {}
        self._path = b""
        self._empty = label(self.tr("Nothing waits: every redaction stands."), "muted")
        self.body.insertWidget(0, self._empty)
        self._empty.hide()
        desk.filing_changed.connect(self.reject)
        desk.data_changed.connect(self._read)
        history_keys(self, desk.history)
        self._enable()
        self._read()

    def _views(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self.before = CodeView(self.tr("What was hidden"))
        self.now = CodeView(self.tr("The file as it is now"))
        self.now.caret_moved.connect(self._enable)
        self.heads = (Elided(self.tr("What was hidden"), middle=True), Elided("", middle=True))
        for view, head in zip((self.before, self.now), self.heads, strict=True):
            side = QWidget()
            box = QVBoxLayout(side)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(GRID // 2)
            box.addWidget(head)
            box.addWidget(view, 1)
            split.addWidget(side)
        split.setSizes([420, 620])
        return split

    def _below(self) -> QHBoxLayout:
        self.note = entry(self.tr("Note"), hint=self.tr("Note; a drop needs one"))
        self.note.setObjectName("returned-note")
        self.note.textChanged.connect(self._enable)
        self.file = entry(self.tr("Another file"), hint=self.tr("another file of this source: its path, then Enter"))
        self.file.setObjectName("returned-file")
        self.file.returnPressed.connect(self._other_file)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.note, 1)
        row.addWidget(self.file, 1)
        self.accept_ = button(self.tr("Accept the proposed place"), self._accept, "primary", name="returned-accept")
        self.choose = button(self.tr("Use my selection"), self._choose, name="returned-choose")
        self.drop = button(self.tr("Drop it"), self._drop, name="returned-drop")
        self.drop.setToolTip(self.tr("What stands there now may be disclosed. This can't be undone."))
        for each in (self.drop, self.choose, self.accept_):
            self.buttons.addWidget(each)
        self.buttons.addWidget(button(self.tr("Close"), self.reject))
        return row

    # -- reading

    @Slot()
    def _read(self) -> None:
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None or self._decider.busy:
            return

        def work() -> tuple[ReturnedRow, ...]:
            from codebinder.workflow import carrying

            return carrying.returned(session, filing)

        self.desk.look(work, self._show, self._failed)

    @Slot(object)
    def _show(self, rows: tuple[ReturnedRow, ...]) -> None:
        at = max(0, self.table.currentIndex().row())
        self._rows = {each.redaction: each for each in rows}
        self.table.rows.show(returned_row(each, self.desk.lang) for each in rows)
        self._empty.setVisible(not rows)
        if rows:
            self.table.selectRow(min(at, len(rows) - 1))
        else:
            self.before.set_document(Document())
            self.now.set_document(Document())
            for each in self.heads:
                each.setText("")
            self.meaning.setText("")
        self._enable()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(error_text(error, self.desk.lang))

    def current(self) -> ReturnedRow | None:
        """Give what is being decided."""
        row = self.table.current()
        return self._rows.get(row.id) if row is not None else None

    @Slot()
    def _chosen(self) -> None:
        row = self.current()
        if row is None:
            return
        self.say("")
        self.file.clear()
        outcome = str(row.outcome)
        self.meaning.setText(f"{outcome_name(outcome)}: {outcome_meaning(outcome)} · {row.reason} {shown(row.note)}")
        self.heads[0].setText(self.tr("Was hidden in {place}").format(place=place_words(row.old_path, row.old_line)))
        self._look(row, row.path)

    def _look(self, row: ReturnedRow, path: bytes) -> None:
        session, filing = self.desk.need()
        self._path = path
        self.now.set_document(Document())
        self.desk.look(lambda: _sides(session, filing, row, path), self._seen, self._failed)

    @Slot(object)
    def _seen(self, sides: _Sides) -> None:
        row = self.current()
        if row is None or row.redaction != sides.id or sides.path != self._path:
            return
        self.before.set_document(sides.before)
        if sides.now is None:
            self.heads[1].setText(self.tr("No place is proposed; name a file below, or drop it."))
            self._enable()
            return
        self.now.set_document(sides.now)
        proposed = sides.path == row.path and row.end > row.start
        where = self.tr("Proposed: {place}") if proposed else self.tr("Now: {place}")
        self.heads[1].setText(where.format(place=place_words(sides.path, row.line if proposed else 0)))
        if proposed:
            self.now.set_marks([Mark(start=row.start, end=row.end, kind=MarkKind.FINDING, name=row.redaction,
                                     label=self.tr("proposed"))])  # fmt: skip
            self.now.set_current(row.redaction)
            self.now.reveal(row.start)
        self._enable()

    @Slot()
    def _other_file(self) -> None:
        row, text = self.current(), self.file.text().strip()
        if row is not None and text:
            self.say("")
            self._look(row, text.encode("utf-8", "surrogateescape"))

    # -- deciding

    @Slot()
    def _enable(self) -> None:
        row, can = self.current(), self.desk.can_write and not self._decider.busy
        start, end = self.now.selection
        self.accept_.setEnabled(can and row is not None and bool(row.path))
        self.choose.setEnabled(can and row is not None and end > start and bool(self.now.data))
        self.drop.setEnabled(can and row is not None and bool(self.note.text().strip()))
        self.choose.setToolTip(
            "" if self.choose.isEnabled() else self.tr("Select the range in the file at the right first.")
        )

    @Slot()
    def _accept(self) -> None:
        row, note = self.current(), self.note.text().strip()
        if row is None:
            return

        def work(session: Session, filing: Filing, key: str) -> object:
            from codebinder.workflow import carrying

            return carrying.accept(session, filing, row.redaction, key=key, note=note)

        self._decide(self.tr("Accepting a redaction's new place"), work)

    @Slot()
    def _choose(self) -> None:
        row, note, path, span = self.current(), self.note.text().strip(), self._path, self.now.selection
        if row is None:
            return

        def work(session: Session, filing: Filing, key: str) -> object:
            from codebinder.workflow import carrying

            return carrying.accept(session, filing, row.redaction, key=key, path=path, span=span, note=note)

        self._decide(self.tr("Choosing a redaction's new place"), work)

    @Slot()
    def _drop(self) -> None:
        row, note = self.current(), self.note.text().strip()
        if row is None or not note:
            return

        def work(session: Session, filing: Filing, key: str) -> object:
            from codebinder.workflow import carrying

            carrying.drop(session, filing, row.redaction, note=note, key=key)
            return None

        self._decide(self.tr("Dropping a redaction"), work)

    def _decide(self, title: str, work: Work) -> None:
        if self._decider.run(title, work):
            self.note.clear()
        self._enable()


def returned_row(row: ReturnedRow, lang: str) -> Row:
    """Give one row of the queue."""
    outcome = str(row.outcome)
    return Row(
        id=row.redaction,
        texts=(
            outcome_name(outcome), row.redaction, place_words(row.old_path, row.old_line),
            place_words(row.path, row.line), why_text(row.why, lang),
        ),
        glyph=GLYPHS.get(outcome, "info"),
        kind=outcome,
    )  # fmt: skip


def _sides(session: Session, filing: Filing, row: ReturnedRow, path: bytes) -> _Sides:
    """Read both sides; a withheld file was hidden whole and isn't shown again."""
    from codebinder.workflow import carrying

    before = Document()
    if row.kind is not RedactionKind.FILE:
        before = Document(*carrying.hidden(session, filing, row.redaction))
    if not path:
        return _Sides(row.redaction, before, path, None)
    view = redacting.file_view(session, filing, row.component, path)
    return _Sides(row.redaction, before, path, Document(view.data, view.encoding, view.language))
