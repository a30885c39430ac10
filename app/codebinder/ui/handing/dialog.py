"""Delivery copies of a built package: who gets one, encrypted or not, cut or not, and where copies and slips go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.copies import CopiesReport
from codebinder.model.ports import Cancel, Progress
from codebinder.model.template_papers import Delivery
from codebinder.model.text import shown
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.parts import banner, button, label
from codebinder.ui.saying import error_text
from codebinder.ui.strings import grouped, size_text
from codebinder.workflow import copies, filings

_MEGABYTE = 1_000_000
_USUAL = 25 * _MEGABYTE


class CopiesDialog(FormDialog):
    """One page: recipients, wrapping, folders; then what was made."""

    def __init__(self, desk: Desk, package: Path, digest: str, parent: QWidget | None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("CopiesDialog", "Delivery copies"),
            translate(
                "CopiesDialog",
                "Each recipient gets a numbered copy of the same package. The package's SHA-256 identifies all of them.",
            ),
            translate("CopiesDialog", "Make copies"),
        )
        self.desk, self._package = desk, package
        self.resize(660, 560)
        self._busy = False
        self._made: CopiesReport | None = None
        session, filing = desk.need()
        usual = copies.usual(session, filing)
        self._fields(usual)
        self.names.setPlainText("\n".join((filings.recipient(session, filing),) * max(1, usual.copies)))
        self.body.addWidget(label(self.tr("SHA-256 {digest}").format(digest=grouped(digest)), "second"))
        self._result = QVBoxLayout()
        self.body.addLayout(self._result)
        self.body.addStretch(1)
        self.cancel.setText(self.tr("Close"))
        self.open_ = button(self.tr("Open folder"), self._open_folder, name="copies-open")
        self.open_.hide()
        self.buttons.insertWidget(self.buttons.count() - 1, self.open_)
        desk.filing_changed.connect(self.reject)
        self._enable()

    def _fields(self, usual: Delivery) -> None:
        self.names = QPlainTextEdit()
        self.names.setObjectName("copies-recipients")
        self.names.setAccessibleName(self.tr("Recipients, one a line"))
        self.names.setTabChangesFocus(True)
        self.names.setMaximumHeight(96)
        self.names.textChanged.connect(self._enable)
        self.encrypted = QCheckBox(self.tr("Encrypted (AES-256), with a passphrase slip for each copy"))
        self.encrypted.setObjectName("copies-encrypted")
        self.encrypted.setChecked(usual.encrypted)
        self.encrypted.toggled.connect(self._enable)
        self.cut = QCheckBox(self.tr("Cut into files of at most"))
        self.cut.setObjectName("copies-cut")
        self.cut.setChecked(bool(usual.volume_bytes))
        self.cut.toggled.connect(self._enable)
        self.size = QDoubleSpinBox()
        self.size.setObjectName("copies-size")
        self.size.setAccessibleName(self.tr("Megabytes a file"))
        self.size.setRange(0.1, 1_000_000)
        self.size.setDecimals(1)
        self.size.setSuffix(self.tr(" MB"))
        self.size.setValue((usual.volume_bytes or _USUAL) / _MEGABYTE)
        start = str(self._package.parent)
        self.out = entry(self.tr("Folder for the copies"), start)
        self.slips = entry(self.tr("Folder for the slips"), hint=self.tr("another folder, never with the copies"))
        for field in (self.out, self.slips):
            field.textChanged.connect(self._enable)
        self.add(self.tr("Recipients, one a line"), self.names)
        self.add("", self.encrypted)
        cut = QWidget()
        row = QHBoxLayout(cut)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.cut)
        row.addWidget(self.size)
        row.addStretch(1)
        self.add("", cut)
        self.add_path(self.tr("Folder for the copies"), self.out, self._choose_out)
        self.add_path(self.tr("Folder for the slips"), self.slips, self._choose_slips)

    def recipients(self) -> tuple[str, ...]:
        """Give the recipients as typed, a line each; empty lines are none."""
        return tuple(line.strip() for line in self.names.toPlainText().split("\n") if line.strip())

    @Slot()
    def _enable(self) -> None:
        self.size.setEnabled(self.cut.isChecked())
        self.slips.setEnabled(self.encrypted.isChecked())
        ready = bool(self.recipients() and self.out.text().strip())
        ready = ready and (bool(self.slips.text().strip()) or not self.encrypted.isChecked())
        self.verb.setEnabled(ready and not self._busy and self._made is None and self.desk.can_write)

    @Slot()
    def _choose_out(self) -> None:
        self._choose(self.out, self.tr("Folder for the copies"))

    @Slot()
    def _choose_slips(self) -> None:
        self._choose(self.slips, self.tr("Folder for the slips"))

    def _choose(self, field: QLineEdit, title: str) -> None:
        chosen = QFileDialog.getExistingDirectory(self, title, field.text() or str(self._package.parent))
        if chosen:
            field.setText(chosen)

    @Slot()
    def go(self) -> None:
        """Make the copies."""
        session, filing = self.desk.need()
        package, out = self._package, Path(self.out.text().strip())
        encrypted = self.encrypted.isChecked()
        slips = Path(self.slips.text().strip()) if encrypted else None
        wanted = copies.Wanted(
            recipients=self.recipients(), encrypted=encrypted,
            volume_bytes=round(self.size.value() * _MEGABYTE) if self.cut.isChecked() else 0,
        )  # fmt: skip

        def work(progress: Progress, cancel: Cancel) -> CopiesReport:
            return copies.deliver(
                session, filing, package, out=out, slips=slips, wanted=wanted, progress=progress, cancel=cancel
            )

        self._busy = True
        self.say("")
        self._enable()
        self.desk.run_job(self.tr("Delivery copies"), work, self._done, self._failed)

    @Slot(object)
    def _done(self, report: CopiesReport) -> None:
        self._busy, self._made = False, report
        first = report.copies[0]
        size = size_text(sum(each.size for each in first.volumes))
        text = self.tr("{count} copies made, each of {files} files ({size}).").format(
            count=len(report.copies), files=len(first.volumes), size=size
        )
        self._result.addWidget(banner("info", text))
        self._result.addWidget(label(self.tr("Copies: {folder}").format(folder=shown(report.folder)), "second"))
        if report.slips:
            text = self.tr("Passphrase slips, to go by another way: {folder}").format(folder=shown(report.slips))
            self._result.addWidget(label(text, "second"))
        self.open_.show()
        self._enable()

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._busy = False
        cancelled = isinstance(error, Cancelled)
        self.say(self.tr("Cancelled. Nothing half-done was kept.") if cancelled else error_text(error, self.desk.lang))
        self._enable()

    @Slot()
    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._made.folder))
