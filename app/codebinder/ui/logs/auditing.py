"""The audit report in the window: is the chain whole, who did what when, what was signed, and what others say of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from codebinder.base.messages import said, text_of
from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import Message, shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.logs.exporting import ExportRow
from codebinder.ui.logs.words import particular
from codebinder.ui.parts import banner, button, clear
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.register.words import digest_text, when
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.workflow import auditreport
from codebinder.workflow.auditreport import ActRow, AuditReport, RoundRow, SignedRow
from codebinder.workflow.logs import LogReport

_FAULTS = 8


class AuditDialog(Dialog):
    """The verdict on top, the tables below."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("AuditDialog", "Audit report"),
            translate(
                "AuditDialog",
                "Times are claims of the computers that wrote them. It holds ids, counts and names of people, nothing of any content.",
            ),
        )
        self.desk = desk
        self.report: AuditReport | None = None
        self._verdict = QVBoxLayout()
        self.body.addLayout(self._verdict)
        self.search = entry(self.tr("Filter"), hint=self.tr("Filter by any text"))
        self.body.addWidget(self.search)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._tables()
        self.body.addWidget(self.tabs, 1)
        self.export = ExportRow(desk, "audit-report", self._write)
        self.export.failed.connect(self.say)
        self.buttons.insertWidget(0, self.export)
        self.against = button(self.tr("Check against a packet or package…"), self._against, name="audit-against")
        self.buttons.insertWidget(1, self.against)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, name="close"))
        self.resize(1080, 650)
        desk.session_changed.connect(self.reject)
        self.refresh()

    def _tables(self) -> None:
        self.acts = self._table(
            self.tr("Who did what when"),
            (
                self.tr("Row"),
                self.tr("When"),
                self.tr("Who"),
                self.tr("What"),
                self.tr("About"),
                self.tr("Particulars"),
            ),
            (60, 150, 140, 220, 160, 0),
        )
        self.signed = self._table(
            self.tr("What was signed"),
            (
                self.tr("Type"),
                self.tr("Who"),
                self.tr("Filing"),
                self.tr("When"),
                self.tr("Number"),
                self.tr("SHA-256"),
            ),
            (140, 150, 150, 150, 80, 0),
        )
        self.rounds = self._table(
            self.tr("Rounds"),
            (
                self.tr("Filing"),
                self.tr("Submitted"),
                self.tr("Submitted by"),
                self.tr("Files"),
                self.tr("Outcome"),
                self.tr("SHA-256"),
            ),
            (150, 150, 140, 70, 230, 0),
        )

    def _table(self, name: str, headers: tuple[str, ...], widths: tuple[int, ...]) -> RowTable:
        made = RowTable(name, headers, widths)
        self.search.textChanged.connect(made.rows.find)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, GRID, 0, 0)
        box.addWidget(made)
        self.tabs.addTab(holder, name)
        return made

    @Slot()
    def refresh(self) -> None:
        """Read and check, as a job: a long chain takes a moment."""
        session = self.desk.session
        if session is not None:
            title = self.tr("Checking the audit chain")
            self.desk.run_job(title, lambda _p, _c: auditreport.report(session), self._show, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.say(error_text(error, self.desk.lang))

    @Slot(object)
    def _show(self, report: AuditReport) -> None:
        self.report = report
        clear(self._verdict)
        if report.faults:
            self._verdict.addWidget(banner("bad", self.tr("The audit chain is not whole: {count} faults.").format(
                count=count_text(len(report.faults)))))  # fmt: skip
            for each in report.faults[:_FAULTS]:
                self._verdict.addWidget(banner("bad", shown(text_of(each, self.desk.lang))))
        else:
            text = self.tr("The chain is whole: {count} rows, none missing or changed. Newest row {row}: {digest}")
            self._verdict.addWidget(
                banner("info", text.format(
                    count=count_text(len(report.rows)), row=count_text(report.newest[0]),
                    digest=digest_text(report.newest[1]),
                ))
            )  # fmt: skip
        self.acts.rows.show(self._act(each) for each in reversed(report.rows))
        self.signed.rows.show(self._of_signed(each) for each in reversed(report.signed))
        self.rounds.rows.show(self._round(each) for each in report.rounds)
        for at, (table, name) in enumerate(
            (
                (self.acts, self.tr("Who did what when")),
                (self.signed, self.tr("What was signed")),
                (self.rounds, self.tr("Rounds")),
            )
        ):
            self.tabs.setTabText(at, f"{name} ({count_text(table.rows.total)})")

    def _act(self, row: ActRow) -> Row:
        lang = self.desk.lang
        detail = ", ".join(f"{particular(name)} {value}" for name, value in row.detail)
        who = row.who or said(Message("report.program"), lang)
        return Row(id=str(row.row), texts=(
            count_text(row.row), when(row.at), who, auditreport.words(row.action, lang), row.about, detail,
        ))  # fmt: skip

    def _of_signed(self, row: SignedRow) -> Row:
        name = message_text(Message(f"report.type-{row.type}"), self.desk.lang)
        where = f"{row.filing} {row.round or ''}".strip()
        return Row(id=row.digest, texts=(name, row.who, where, when(row.at), count_text(row.sequence), row.digest))

    def _round(self, row: RoundRow) -> Row:
        who = ", ".join(row.signed_by)
        name = {
            "signed": "report.outcome-signed",
            "void": "report.outcome-was-signed" if who else "report.outcome-void",
        }
        outcome = said(Message(name.get(row.state, "report.outcome-open"), {"who": who}), self.desk.lang)
        return Row(id=f"{row.filing}-{row.number}", texts=(
            f"{row.filing} {row.number}", when(row.submitted_at), row.submitter, count_text(row.files), outcome,
            row.digest,
        ))  # fmt: skip

    def _write(self, out: Path, form: str, _progress: Progress, _cancel: Cancel) -> LogReport:
        session = self.desk.session
        if session is None:
            raise Cancelled
        return auditreport.write(session, out, form, languages=(self.desk.lang,))

    @Slot()
    def _against(self) -> None:
        from codebinder.ui.logs.againstdialog import AgainstDialog

        AgainstDialog(self.desk, self).open()


__all__ = ["AuditDialog"]
