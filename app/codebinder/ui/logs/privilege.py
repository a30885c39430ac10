"""The privilege log: what the history proposes for each entry, confirmed or corrected one by one or many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError, UserError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.logs.details import DetailsForm
from codebinder.ui.logs.exporting import ExportRow
from codebinder.ui.parts import banner, button, scrolled
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.register.acts import who
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow import privilege
from codebinder.workflow.logs import LogReport
from codebinder.workflow.privilege import By, Details, Entry, Standing
from codebinder.workflow.session import Session

_GLYPH = {Standing.CONFIRMED: "complete", Standing.UNCONFIRMED: "nothing", Standing.VOID: "unmet"}


class PrivilegeLog(QWidget):
    """Entries at the left, what the chosen one says at the right."""

    failed = Signal(str)
    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._entries: tuple[Entry, ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        text = self.tr(
            "Dates, authors and affiliations are proposed from what the history claims. They stand in the log once a person has confirmed them."
        )
        self.people = button(self.tr("Affiliations and attorneys…"), self._people, name="privilege-people")
        box.addWidget(banner("info", text, self.people))
        headers = (self.tr("Entry"), self.tr("State"), self.tr("File"), self.tr("Date"), self.tr("Authors"))
        self.table = RowTable(self.tr("Entries of the privilege log"), headers, (90, 110, 190, 90, 0))
        self.table.setObjectName("privilege-entries")
        self.table.selectionModel().currentChanged.connect(self._chosen)
        self.table.rows.ticks_changed.connect(self._enable)
        self.form = DetailsForm()
        self.form.setEnabled(False)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setProperty("look", "plain")
        split.addWidget(self.table)
        split.addWidget(scrolled(self.form))
        split.setSizes([620, 420])
        split.setChildrenCollapsible(False)
        box.addWidget(split, 1)
        box.addLayout(self._buttons())
        self._say_count()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.all = button(self.tr("Tick all that are open"), self._tick, "flat", name="privilege-tick")
        self.bulk = button(self.tr("Confirm the ticked as proposed"), self._confirm_ticked, name="privilege-bulk")
        self.one = button(self.tr("Confirm this one"), self._confirm, "primary", name="privilege-confirm")
        self.by = QComboBox()
        self.by.setAccessibleName(self.tr("One row for each"))
        for word, value in (
            (self.tr("by entry"), By.ENTRY), (self.tr("by category"), By.CATEGORY), (self.tr("metadata only"), By.METADATA),
        ):  # fmt: skip
            self.by.addItem(word, value.value)
        filing = self._desk.filing
        stem = f"{filing.slug}-privilege-log" if filing is not None else "privilege-log"
        self.export = ExportRow(self._desk, stem, self._write)
        self.export.failed.connect(self.failed)
        row.addWidget(self.by)
        row.addWidget(self.export, 1)
        for each in (self.all, self.bulk, self.one):
            row.addWidget(each)
        return row

    # -- reading

    @Slot()
    def read(self) -> None:
        """Read the entries as a job: the history of each source is asked for who wrote what."""
        session, filing = self._desk.session, self._desk.filing
        if session is None or filing is None:
            return
        lang = self._desk.lang

        def work(progress: Progress, cancel: Cancel) -> tuple[Entry, ...]:
            return privilege.entries(session, filing, lang=lang, progress=progress, cancel=cancel)

        self._desk.run_job(self.tr("Asking the history who wrote what"), work, self._show, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._enable()
        if not isinstance(error, Cancelled):
            self.failed.emit(error_text(error, self._desk.lang))

    @Slot(object)
    def _show(self, entries: tuple[Entry, ...]) -> None:
        held = self.table.current()
        before = held.id if held is not None else ""
        self._entries = entries
        self.counted.emit(len(entries))
        rows = [
            Row(
                id=each.id,
                texts=(
                    each.id,
                    self.standing(each.standing),
                    shown(each.path),
                    shown(each.details.date),
                    "; ".join(shown(author.name) for author in each.details.authors),
                ),
                glyph=_GLYPH[each.standing],
                ticked=False,
                enabled=each.standing is not Standing.CONFIRMED,
            )
            for each in entries
        ]
        self.table.rows.show(rows)
        at = next((number for number, each in enumerate(rows) if each.id == before), 0)
        if rows:
            self.table.selectRow(at)
        self._say_count()
        self._chosen()

    def _say_count(self) -> None:
        if not self._entries:
            self.form.empty(self.tr("No redaction has the reason AC (attorney-client) or WP (work product)."))

    def standing(self, standing: Standing) -> str:
        """Give the word for how far an entry is."""
        return {
            Standing.CONFIRMED: self.tr("confirmed"),
            Standing.UNCONFIRMED: self.tr("proposed"),
            Standing.VOID: self.tr("changed since"),
        }[standing]

    def entry(self) -> Entry | None:
        """Give the chosen entry."""
        row = self.table.current()
        return next((each for each in self._entries if row is not None and each.id == row.id), None)

    @Slot()
    def _chosen(self) -> None:
        each = self.entry()
        if each is not None:
            note = self.standing(each.standing)
            if each.standing is not Standing.UNCONFIRMED:
                note = self.tr("{state} by {who}, {at}").format(
                    state=note, who=shown(each.confirmed_by), at=shown(each.confirmed_at[:10])
                )
            self.form.put(f"{each.id} · {shown(each.path)}", note, each.details)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        can = self._desk.can_write
        ticked = len(self.table.rows.ticked())
        self.form.setEnabled(self.entry() is not None and can)
        self.one.setEnabled(self.entry() is not None and can)
        self.bulk.setEnabled(bool(ticked) and can)
        text = (
            self.tr("Confirm the ticked as proposed ({count})") if ticked else self.tr("Confirm the ticked as proposed")
        )
        self.bulk.setText(text.format(count=count_text(ticked)))
        self.all.setEnabled(can and any(each.standing is not Standing.CONFIRMED for each in self._entries))

    # -- confirming

    @Slot()
    def _tick(self) -> None:
        self.table.rows.tick_all(ticked=True)

    @Slot()
    def _confirm(self) -> None:
        each = self.entry()
        if each is not None:
            self._write_down([(each, self.form.value(each.details))])

    @Slot()
    def _confirm_ticked(self) -> None:
        wanted = set(self.table.rows.ticked())
        self._write_down([(each, each.details) for each in self._entries if each.id in wanted])

    def _write_down(self, pairs: Sequence[tuple[Entry, Details]]) -> None:
        session, filing = self._desk.need()
        absent = self.tr("None of your keys is on the roster: nobody would stand for what is confirmed.")
        remembered = self._desk.settings.text(f"key:{session.book.uid}:legal")

        def work(_progress: Progress, _cancel: Cancel) -> None:
            name = who(session, remembered)
            if not name:
                raise UserError(absent)
            for _, details in pairs:
                privilege.check_details(details)
            privilege.confirm_entries(session, filing, pairs, actor=session.member(name).fingerprint)

        self.failed.emit("")
        self.one.setEnabled(False)
        self.bulk.setEnabled(False)
        self._desk.run_job(self.tr("Confirming entries"), work, self._confirmed, self._failed)

    @Slot(object)
    def _confirmed(self, _result: object) -> None:
        self._desk.changed("logs")
        self.read()

    @Slot()
    def _people(self) -> None:
        from codebinder.ui.logs.affiliations import AffiliationsDialog

        if self._desk.filing is not None:
            dialog = AffiliationsDialog(self._desk, self.window(), self._desk.filing)
            dialog.written.connect(self.read)
            dialog.open()

    def _write(self, out: Path, form: str, progress: Progress, cancel: Cancel) -> LogReport:
        session, filing = self._desk.need()
        return writer(session, filing, str(self.by.currentData()), self._desk.lang)(out, form, progress, cancel)


def writer(session: Session, filing: Filing, by: str, lang: str) -> Callable[[Path, str, Progress, Cancel], LogReport]:
    """Give the work of writing the log."""

    def write(out: Path, form: str, progress: Progress, cancel: Cancel) -> LogReport:
        return privilege.write(
            session, filing, by=by, form=form, out=out, languages=(lang,), progress=progress, cancel=cancel
        )

    return write


__all__ = ["PrivilegeLog"]
