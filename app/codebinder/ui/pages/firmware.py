"""The Firmware step: which images belong to the product, and how each is disclosed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.source import Component, ComponentKind, Disclosure
from codebinder.model.text import shown
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.pages.base import StepPage
from codebinder.ui.parts import Elided, button, card, clear, empty_state, label, scrolled
from codebinder.ui.saying import error_text
from codebinder.ui.strings import size_text
from codebinder.ui.theme import GRID
from codebinder.workflow import attachments, filings, overview, sources
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step


def disclosure_name(disclosure: Disclosure) -> str:
    """Say how an image is disclosed."""
    return {
        Disclosure.WHOLE: QCoreApplication.translate("Disclosure", "whole"),
        Disclosure.REDACTED: QCoreApplication.translate("Disclosure", "redacted"),
        Disclosure.DIGEST: QCoreApplication.translate("Disclosure", "digest only"),
        Disclosure.WITHHELD: QCoreApplication.translate("Disclosure", "withheld"),
        Disclosure.PRINTED: QCoreApplication.translate("Disclosure", "printed pages only"),
    }[disclosure]


class ImageDialog(FormDialog):
    """Add an image: which, how disclosed, built from which source."""

    def __init__(self, desk: Desk, parent: QWidget | None, path: Path | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("ImageDialog", "Add a firmware image"),
            QCoreApplication.translate(
                "ImageDialog", "The image stays where it is. It is read once now, and a build is refused if it changes."
            ),
            QCoreApplication.translate("ImageDialog", "Add the image"),
        )
        self.desk = desk
        self.path: QLineEdit = entry(self.tr("Image"), str(path) if path else "")
        self.how = QComboBox()
        self.how.setAccessibleName(self.tr("How it is disclosed"))
        texts = {
            Disclosure.WHOLE: self.tr("whole: the image goes into the package"),
            Disclosure.REDACTED: self.tr("redacted: it goes into the package, with stretches of it hidden"),
            Disclosure.DIGEST: self.tr("digest only: its size and digests are printed"),
            Disclosure.WITHHELD: self.tr("withheld: a commitment stands for it"),
            Disclosure.PRINTED: self.tr("printed pages only: some of its bytes, as a hex dump"),
        }
        for key, text in texts.items():
            self.how.addItem(text, key)
        self.built = QComboBox()
        self.built.setAccessibleName(self.tr("Built from"))
        self.built.addItem(self.tr("not stated"), "")
        if desk.session is not None and desk.filing is not None:
            for each in sources.components(desk.session, desk.filing):
                self.built.addItem(each.slug, each.slug)
        self.add_path(self.tr("Image"), self.path, self._browse)
        self.add(self.tr("Disclosed"), self.how)
        self.confirmed = QCheckBox(self.tr("Nothing in it can be guessed by somebody who knows the rest"))
        self.confirmed.setObjectName("confirm-digest")
        self.confirmed.setToolTip(
            self.tr(
                "A digest confirms every right guess at what is unknown in the image. It leaves only where detection has found nothing inside that could be guessed."
            )
        )
        self.confirmed.hide()
        self.how.currentIndexChanged.connect(self._chosen)
        self.form.addRow(self.confirmed)
        self.add(self.tr("Built from"), self.built)

    @Slot()
    def _chosen(self) -> None:
        """A digest alone is an exception, which a person confirms."""
        self.confirmed.setVisible(Disclosure(self.how.currentData()) is Disclosure.DIGEST)
        self.confirmed.setChecked(False)

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Firmware image"), self.path.text() or str(Path.home()))
        if chosen:
            self.path.setText(chosen)

    def go(self) -> None:
        """Add it in a job."""
        image = Path(self.path.text().strip()).expanduser()
        if not self.path.text().strip() or not image.is_file():
            self.say(self.tr("Choose the image's file first."))
            return
        session, filing = self.desk.need()
        how = Disclosure(self.how.currentData())  # Qt gives a plain str back
        built, confirmed = str(self.built.currentData() or ""), self.confirmed.isChecked()
        if how is Disclosure.DIGEST and not confirmed:
            self.say(self.tr("Confirm that nothing in it can be guessed, or withhold it."))
            return
        self.verb.setEnabled(False)
        self.desk.run_job(
            self.tr("Reading the image"),
            lambda progress, cancel: attachments.add_firmware(
                session,
                filing,
                image=image,
                disclose=how,
                built_from=built,
                confirmed=confirmed,
                progress=progress,
                cancel=cancel,
            ),
            self._done,
            self._failed,
        )

    @Slot(object)
    def _done(self, _component: Component) -> None:
        self.accept()
        self.desk.changed("firmware")

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        self.say(error_text(error, self.desk.lang))


class FirmwarePage(StepPage):
    """The images of the filing."""

    step = Step.FIRMWARE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._add = button(self.tr("Add an image…"), lambda: self.ask(None), name="add-image")
        self.header.addWidget(self._add)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, GRID, 0)
        self._box.setSpacing(2 * GRID)
        self.body.addWidget(scrolled(inner), 1)

    def refresh(self) -> None:
        """Show the filing's images."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None:
            return
        clear(self._box)
        held = filings.components(session, filing, ComponentKind.FIRMWARE)
        self._add.setVisible(bool(held))
        self._add.setEnabled(self.desk.can_write)
        for each in held:
            self._box.addWidget(self._card(session, filing, each))
        if not held:
            wanted = overview.wants(filings.checklist_without_approvals(session, filing), self.step)
            look = "primary" if wanted else ""
            first = button(self.tr("Add an image…"), lambda: self.ask(None), look, name="first-image")
            first.setEnabled(self.desk.can_write)
            self._box.addWidget(
                empty_state(
                    self.tr("Which firmware belongs to the product?")
                    if wanted
                    else self.tr("Firmware is not required here"),
                    self.tr(
                        "Add its images, or drop them here. For each you say whether it goes in whole, by its digest "
                        "only, or is withheld."
                    ),
                    first,
                )
            )
        self._box.addStretch(1)

    def _card(self, session: Session, filing: Filing, part: Component) -> QFrame:
        frame, box = card()
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(label(part.slug, "heading", wrap=False))
        top.addWidget(label(disclosure_name(part.disclosure), "tag"))
        top.addStretch(1)
        top.addWidget(label(size_text(part.size), "muted", wrap=False))
        box.addLayout(top)
        box.addWidget(Elided(shown(part.location), middle=True, look="muted"))
        low = QHBoxLayout()
        built = (
            self.tr("built from {name}").format(name=part.built_from)
            if part.built_from
            else self.tr("built from: not stated")
        )
        low.addWidget(label(built, "muted"))
        low.addStretch(1)

        def remove() -> None:
            if self.desk.attempt(lambda: attachments.remove(session, filing, part.slug)):
                self.desk.changed("firmware")

        gone = button(self.tr("Remove"), remove, "flat")
        gone.setEnabled(self.desk.can_write)
        low.addWidget(gone)
        box.addLayout(low)
        frame.setAccessibleName(part.slug)
        return frame

    def ask(self, path: Path | None) -> None:
        """Ask how an image is disclosed, and add it."""
        if self.desk.can_write:
            ImageDialog(self.desk, self.window(), path).open()

    def drop(self, paths: list[str]) -> bool:
        """Take one image."""
        path = Path(paths[0])
        if not path.is_file() or not self.desk.can_write:
            return False
        self.ask(path)
        return True


PAGE = FirmwarePage
