"""Findings in and out: the reports of other tools, and a SARIF log of our own."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QPlainTextEdit, QWidget

from codebinder.base.messages import SaidError, place_why, text_of
from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import ComponentKind
from codebinder.model.text import Message, shown
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import choose_file, fault_text, row, tree
from codebinder.ui.pages.start import documents_folder
from codebinder.ui.parts import button, label
from codebinder.ui.strings import count_text
from codebinder.workflow import exporting, filings, importing, pathscan
from codebinder.workflow.importing import ImportReport
from codebinder.workflow.ownrules import RuleListView
from codebinder.workflow.session import Session

_ID = 257


class ImportDialog(FormDialog):
    """Takes a report in, says what came of it, and lists the reports that were taken in before."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("ImportDialog", "Import findings of another tool"),
            QCoreApplication.translate(
                "ImportDialog",
                "A SARIF log, or the JSON of gitleaks, trufflehog, detect-secrets or kingfisher. Its places are found in the sources as they are filed; secrets in it are dropped as it is read.",
            ),
            QCoreApplication.translate("ImportDialog", "Import"),
        )
        self.desk = desk
        self.path = entry(self.tr("Report"), hint=self.tr("the file that the tool wrote"))
        self.path.setObjectName("report-path")
        self.path.textChanged.connect(self._enable)
        self.add_path(self.tr("Report"), self.path, self._browse)
        self.source = QComboBox()
        self.source.setObjectName("report-source")
        self.source.setAccessibleName(self.tr("Source"))
        session, filing = desk.need()
        parts = filings.components(session, filing, ComponentKind.SOURCE)
        self.source.addItem(self.tr("wherever its paths stand"), "")
        for part in parts:
            self.source.addItem(shown(part.slug), part.slug)
        if len(parts) > 1:
            self.add(self.tr("Source"), self.source)
        self._below()
        self.resize(680, 520)
        desk.filing_changed.connect(self.reject)
        self._enable()
        self._refresh()

    def _below(self) -> None:
        """Build what stands below the form: what came of the import, and the reports that there are."""
        self.result = label("")
        self.result.setObjectName("report-result")
        self.body.addWidget(self.result)
        self.faults = QPlainTextEdit()
        self.faults.setObjectName("report-faults")
        self.faults.setAccessibleName(self.tr("Places that could not be used"))
        self.faults.setReadOnly(True)
        self.faults.setMaximumHeight(112)
        self.body.addWidget(self.faults)
        headers = (self.tr("Report"), self.tr("Tool"), self.tr("File"))
        self.held = tree(self.tr("Reports in this filing"), headers, (152, 180))
        self.held.setRootIsDecorated(False)
        self.held.setMinimumHeight(96)
        self.held.currentItemChanged.connect(self._enable)
        self.body.addWidget(label(self.tr("Reports in this filing"), "caption"))
        self.body.addWidget(self.held, 1)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setAccessibleName(self.tr("Close"))
        self.forget = button(
            self.tr("Remove the report"), self._forget, name="forget-report",
            tip=self.tr("Its own findings go with it; import it again to have them back."),
        )  # fmt: skip
        self.buttons.insertWidget(0, self.forget)
        for each in (self.result, self.faults):
            each.hide()

    @Slot()
    def _enable(self) -> None:
        self.verb.setEnabled(self.desk.can_write and bool(self.path.text().strip()))
        item = self.held.currentItem()
        self.forget.setEnabled(self.desk.can_write and item is not None and bool(item.data(0, _ID)))

    @Slot()
    def _browse(self) -> None:
        chosen = choose_file(
            self, self.tr("Report of another tool"), self.tr("Reports (*.sarif *.json);;All files (*)")
        )
        if chosen is not None:
            self.path.setText(str(chosen))

    def _refresh(self) -> None:
        session, filing = self.desk.need()
        self.desk.look(lambda: importing.imports(session, filing), self._show, self._failed)

    @Slot(object)
    def _show(self, rows: tuple[RuleListView, ...]) -> None:
        self.held.clear()
        for each in rows:
            tool = shown(each.title.removeprefix("report of "))
            row(self.held, f"{each.name} ({each.id})", tool, shown(each.file)).setData(0, _ID, each.id)
        if not rows:
            row(self.held, self.tr("None yet.")).setFirstColumnSpanned(True)
        self._enable()

    @Slot()
    def go(self) -> None:
        """Import the report."""
        session, filing = self.desk.need()
        path, source = Path(self.path.text().strip()), str(self.source.currentData())

        def work(progress: Progress, cancel: Cancel) -> ImportReport:
            data = pathscan.file_bytes(path)
            return importing.import_report(
                session, filing, data, path.name, source=source, progress=progress, cancel=cancel
            )

        self.verb.setEnabled(False)
        self.say("")
        self.desk.run_job(self.tr("Importing findings"), work, self._imported, self._failed)

    @Slot(object)
    def _imported(self, report: ImportReport) -> None:
        self.result.setText(self.words(report))
        self.faults.setPlainText("\n".join(shown(text_of(each, self.desk.lang)) for each in report.faults))
        self.result.show()
        self.faults.setVisible(bool(report.faults))
        self.desk.changed("findings")
        self._refresh()

    def words(self, report: ImportReport) -> str:
        """Say what came of a report."""
        text = self.tr(
            "{tool} names {places} places. Confirmed findings of ours: {confirmed}. New findings: {new}."
        ).format(
            tool=shown(report.tool),
            places=count_text(report.places),
            confirmed=count_text(report.confirmed),
            new=count_text(report.new),
        )
        if report.faults:
            more = self.tr("Not used: {count}, for these reasons.").format(count=count_text(len(report.faults)))
            text = f"{text}\n{more}"
        return text

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(fault_text(error, self.desk.lang))
        self._enable()

    @Slot()
    def _forget(self) -> None:
        session, filing = self.desk.need()
        item = self.held.currentItem()
        name = str(item.data(0, _ID) or "") if item is not None else ""
        if not name:
            return

        def work(_progress: Progress, _cancel: Cancel) -> int:
            return importing.forget(session, filing, name)

        self.desk.run_job(self.tr("Removing the report"), work, self._forgotten, self._failed)

    @Slot(object)
    def _forgotten(self, gone: int) -> None:
        self.result.setText(self.tr("The report is removed. Findings that only it brought: {count}").format(count=gone))
        self.result.show()
        self.faults.hide()
        self.desk.changed("findings")
        self._refresh()


class ExportDialog(FormDialog):
    """Writes the findings as a SARIF log, compared with an earlier one where one is given."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("ExportDialog", "Export findings as SARIF"),
            QCoreApplication.translate(
                "ExportDialog",
                "Places, rules and keyed fingerprints, for other tools. It holds paths of your sources, but none of their content.",
            ),
            QCoreApplication.translate("ExportDialog", "Export"),
        )
        self.desk = desk
        _, filing = desk.need()
        self.path = entry(self.tr("Write to"), str(documents_folder() / f"{filing.slug}.sarif"))
        self.path.setObjectName("sarif-path")
        self.previous = entry(self.tr("Compare with"), hint=self.tr("an earlier log of this workbook (optional)"))
        self.previous.setObjectName("sarif-previous")
        self.add_path(self.tr("Write to"), self.path, self._browse)
        self.add_path(self.tr("Compare with"), self.previous, self._browse_previous)
        desk.filing_changed.connect(self.reject)
        self.resize(640, 240)

    @Slot()
    def _browse(self) -> None:
        kinds = self.tr("SARIF logs (*.sarif);;All files (*)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Write the log to"), self.path.text(), kinds)
        if chosen:
            self.path.setText(chosen)

    @Slot()
    def _browse_previous(self) -> None:
        chosen = choose_file(self, self.tr("An earlier log"), self.tr("SARIF logs (*.sarif);;All files (*)"))
        if chosen is not None:
            self.previous.setText(str(chosen))

    @Slot()
    def go(self) -> None:
        """Write the log."""
        session, filing = self.desk.need()
        out, earlier = self.path.text().strip(), self.previous.text().strip()
        if not out:
            self.say(self.tr("Say where to write it."))
            return
        lang = self.desk.lang
        self.verb.setEnabled(False)
        self.desk.run_job(
            self.tr("Exporting findings"),
            lambda _progress, cancel: write_log(session, filing, Path(out), earlier, lang, cancel),
            self._written,
            self._failed,
        )

    @Slot(object)
    def _written(self, path: Path) -> None:
        self.desk.message.emit("info", self.tr("The findings are written to {name}.").format(name=shown(str(path))))
        self.accept()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(fault_text(error, self.desk.lang))
        self.verb.setEnabled(True)


def write_log(session: Session, filing: Filing, out: Path, earlier: str, lang: str, cancel: Cancel) -> Path:
    """Write the findings as SARIF; the earlier log is read first, so it may be the same file."""
    previous = None
    if earlier:
        before = Path(earlier)
        previous = exporting.earlier_log(pathscan.file_bytes(before), before.name)
    log = exporting.sarif(session, filing, previous=previous, lang=lang, cancel=cancel)
    try:
        out.write_text(json.dumps(log, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise SaidError(
            Message("refuse.scan.log-cannot-written"), where=place_why(shown(str(out)), error),
            next_step=Message("window.another-file"),
        ) from error  # fmt: skip
    return out
