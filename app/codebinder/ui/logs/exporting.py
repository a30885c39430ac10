"""Writing a log as a file: the form is the button, the name is asked, the work is a job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import button, label
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow.logs import LogReport

Writer = Callable[[Path, str, Progress, Cancel], LogReport]
FORMS = ("pdf", "csv", "json")


class ExportRow(QWidget):
    """PDF, CSV, JSON."""

    failed = Signal(str)

    def __init__(self, desk: Desk, stem: str, write: Writer) -> None:
        super().__init__()
        self._desk, self._stem, self._write = desk, stem, write
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(label(self.tr("Save as"), "muted", wrap=False))
        for form in FORMS:
            made = button(f"{form.upper()}…", lambda _=False, form=form: self.ask(form), name=f"export-{form}")
            made.setAccessibleName(self.tr("Save as {form}").format(form=form.upper()))
            row.addWidget(made)
        row.addStretch(1)

    def ask(self, form: str) -> None:
        """Ask for a name, and write."""
        session = self._desk.session
        folder = session.path.resolve().parent if session is not None else Path.home()
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as {form}").format(form=form.upper()), str(folder / f"{self._stem}.{form}")
        )
        if chosen:
            self.save(Path(chosen), form)

    def save(self, out: Path, form: str) -> None:
        """Write to `out`."""
        write = self._write
        self.failed.emit("")
        title = QCoreApplication.translate("ExportRow", "Writing the log")
        self._desk.run_job(
            title, lambda progress, cancel: write(out, form, progress, cancel), self._done, self._not_done
        )

    @Slot(object)
    def _done(self, report: LogReport) -> None:
        text = self.tr("Written: {name}, {count} rows")
        self._desk.message.emit("done", text.format(name=shown(Path(report.path).name), count=report.rows))

    @Slot(object)
    def _not_done(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error_text(error, self._desk.lang))


__all__ = ["ExportRow", "Writer"]
