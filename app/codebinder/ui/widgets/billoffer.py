"""The offer beside a bill of materials: write one from the form's table of components, and supply it at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from codebinder.model.bill import BillFormat
from codebinder.model.ports import Cancel, Progress
from codebinder.model.template import Requirement
from codebinder.ui.desk import Desk
from codebinder.ui.parts import button, label
from codebinder.workflow import bills

_NAMES = {BillFormat.SPDX: ("SPDX 2.3", "spdx.json"), BillFormat.CYCLONEDX: ("CycloneDX 1.6", "cdx.json")}


class BillOffer(QWidget):
    """A line with a button for each format that is taken; `written` tells the file that was made."""

    written = Signal(str)

    def __init__(self, desk: Desk, requirement: Requirement) -> None:
        super().__init__()
        self.desk = desk
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self.tr("Or write it from the form's table of components:"), "second", wrap=False))
        self.buttons: dict[BillFormat, QPushButton] = {}
        for form in BillFormat:
            if not requirement.formats or form.value in requirement.formats:
                made = button(_NAMES[form][0], lambda form=form: self._choose(form), "flat", name=f"bill-{form.value}")
                made.setAccessibleName(self.tr("Write a bill of materials, {format}").format(format=_NAMES[form][0]))
                made.setEnabled(desk.can_write)
                self.buttons[form] = made
                row.addWidget(made)
        row.addStretch(1)

    def _choose(self, form: BillFormat) -> None:
        session, filing = self.desk.need()
        start = session.path.resolve().parent / f"{filing.slug}.{_NAMES[form][1]}"
        title = self.tr("Write a bill of materials")
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(start), "JSON (*.json)")
        if chosen:
            self.write(form, Path(chosen))

    def write(self, form: BillFormat, out: Path) -> None:
        """Write the bill to `out`."""
        session, filing = self.desk.need()

        def work(_progress: Progress, cancel: Cancel) -> bills.Written:
            return bills.write(session, filing, out=out, form=form, cancel=cancel)

        self.desk.run_job(self.tr("Writing a bill of materials"), work, self._done)

    @Slot(object)
    def _done(self, made: bills.Written) -> None:
        text = self.tr("Written: {path} ({count} components beside the product).")
        self.desk.message.emit("info", text.format(path=made.path, count=made.parts))
        self.written.emit(made.path)
