"""From source code that was dropped on an empty window to a filing that holds it: three questions, each asked once."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QDialog

from codebinder.model.text import shown
from codebinder.ui.chooser import TemplateDialog
from codebinder.ui.dialogs import Dialog, open_workbook
from codebinder.ui.parts import Elided, button
from codebinder.workflow import filings, vendors
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.model.filing import Filing
    from codebinder.ui.main_window import MainWindow

_MOST = 8
_STEPS = {"repository": Step.SOURCES, "folder": Step.SOURCES, "document": Step.DOCUMENTS}


def offer(window: MainWindow, path: Path, kind: str) -> None:
    """Ask what shall be done with a file while no filing is open."""
    OfferDialog(window, path, kind).open()


class OfferDialog(Dialog):
    """A new filing with it, one of the filings that there are, or another workbook."""

    def __init__(self, window: MainWindow, path: Path, kind: str) -> None:
        super().__init__(window, "")
        self._window, self._path, self._step = window, path, _STEPS.get(kind, Step.FIRMWARE)
        self.name(
            self.tr("What is it for?"),
            self.tr("Sources, firmware and documents belong to a filing: one package for one recipient."),
        )
        self.body.addWidget(Elided(shown(path.name), middle=True, mono=True))
        session = window.desk.session
        fresh = button(self.tr("Begin a new filing with it"), self._begin, "primary", name="offer-begin")
        self.body.addWidget(fresh)
        held: tuple[Filing, ...] = tuple(filings.filings(session)) if session is not None else ()
        for each in held[:_MOST]:
            text = self.tr("Add it to {filing}").format(filing=shown(each.slug))
            self.body.addWidget(button(text, partial(self._add, each.slug), "row", name=f"offer-{each.slug}"))
        if session is None:
            self.body.addWidget(button(self.tr("Open a workbook first…"), self._open, "row", name="offer-open"))
        self.buttons.addWidget(button(self.tr("Cancel"), self.reject))
        fresh.setFocus()

    def _begin(self) -> None:
        self.accept()
        Beginning(self._window, self._path, self._step).go_on()

    def _add(self, slug: str, *_: object) -> None:
        self.accept()
        self._window.desk.select_filing(slug)
        self._window.drops.hand_over(self._path, self._step)

    def _open(self) -> None:
        self.accept()
        self._window.drops.later(self._path)
        open_workbook(self._window, self._window.desk)


class Beginning(QObject):
    """Asks for what is missing (workbook, product, template), and then hands the file over."""

    def __init__(self, window: MainWindow, path: Path, step: Step) -> None:
        super().__init__(window)
        self._window, self._path, self._step = window, path, step
        self._desk = window.desk
        self._dialog: QDialog | None = None
        self._before = {each.uid for each in filings.filings(self._desk.session)} if self._desk.session else set()
        self._desk.session_changed.connect(self._later)
        self._desk.data_changed.connect(self._later)
        self._desk.filing_changed.connect(self._later)

    @Slot()
    def _later(self) -> None:
        QTimer.singleShot(0, self, self.go_on)

    def go_on(self) -> None:
        """Ask the next question, or be done."""
        session, filing = self._desk.session, self._desk.filing
        if filing is not None and filing.uid not in self._before:
            self._window.drops.hand_over(self._path, self._step)
            self.deleteLater()
            return
        if self._dialog is not None:
            return
        self._ask("workbook" if session is None else "product" if not vendors.products(session) else "template")

    def _ask(self, what: str) -> None:
        from codebinder.ui.begin import ProductDialog, WorkbookDialog

        desk, window = self._desk, self._window
        dialog: QDialog
        if what == "workbook":
            dialog = WorkbookDialog(desk, window)
        elif what == "product":
            made = ProductDialog(desk, window, None)
            made.name.setText(product_name(self._path.name))
            dialog = made
        else:
            dialog = TemplateDialog(desk, window)
        self._dialog = dialog
        dialog.finished.connect(self._answered)
        dialog.open()

    @Slot(int)
    def _answered(self, result: int) -> None:
        self._dialog = None
        if result == QDialog.DialogCode.Accepted:
            self._later()
        else:
            self._desk.message.emit(
                "info", self.tr("{name} was not added; drop it again whenever you like.").format(name=self._name())
            )
            self.deleteLater()

    def _name(self) -> str:
        return shown(self._path.name)


def product_name(folder: str) -> str:
    """Make a product's name, to begin with, of a repository's."""
    plain = re.sub(r"[-_.\s]+", " ", folder.removesuffix(".git")).strip()
    return plain[:1].upper() + plain[1:60]
