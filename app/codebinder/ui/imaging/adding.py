"""Adding a firmware image: which, how disclosed, built from which source; and what each way of disclosing means."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.source import Component, Disclosure
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.saying import error_text
from codebinder.workflow import attachments, imagereplacing, sources


def disclosure_name(disclosure: Disclosure) -> str:
    """Say how an image is disclosed."""
    return {
        Disclosure.WHOLE: QCoreApplication.translate("Disclosure", "whole"),
        Disclosure.REDACTED: QCoreApplication.translate("Disclosure", "redacted"),
        Disclosure.DIGEST: QCoreApplication.translate("Disclosure", "digest only"),
        Disclosure.WITHHELD: QCoreApplication.translate("Disclosure", "withheld"),
        Disclosure.PRINTED: QCoreApplication.translate("Disclosure", "printed pages only"),
    }[disclosure]


def disclosure_text(disclosure: Disclosure) -> str:
    """Say what a way of disclosing an image means."""
    return {
        Disclosure.WHOLE: QCoreApplication.translate("ImageDialog", "whole: the image goes into the package"),
        Disclosure.REDACTED: QCoreApplication.translate(
            "ImageDialog", "redacted: it goes into the package, with stretches of it hidden"
        ),
        Disclosure.DIGEST: QCoreApplication.translate("ImageDialog", "digest only: its size and digests are printed"),
        Disclosure.WITHHELD: QCoreApplication.translate("ImageDialog", "withheld: a commitment stands for it"),
        Disclosure.PRINTED: QCoreApplication.translate(
            "ImageDialog", "printed pages only: some of its bytes, as a hex dump"
        ),
    }[disclosure]


def digest_box() -> QCheckBox:
    """Give the box that confirms that nothing but a digest leaves: a deliberate exception."""
    made = QCheckBox(
        QCoreApplication.translate("ImageDialog", "Nothing in it can be guessed by somebody who knows the rest")
    )
    made.setObjectName("confirm-digest")
    made.setToolTip(
        QCoreApplication.translate(
            "ImageDialog",
            "A digest confirms every right guess at what is unknown in the image. It leaves only where detection has found nothing inside that could be guessed.",
        )
    )
    return made


class ImageDialog(FormDialog):
    """Add an image: which, how disclosed, built from which source."""

    added = Signal(str)
    """An image is in the filing now: its name there."""

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
        for key in Disclosure:
            self.how.addItem(disclosure_text(key), key)
        self.built = QComboBox()
        self.built.setAccessibleName(self.tr("Built from"))
        self.built.addItem(self.tr("not stated"), "")
        if desk.session is not None and desk.filing is not None:
            for each in sources.components(desk.session, desk.filing):
                self.built.addItem(each.slug, each.slug)
        self.add_path(self.tr("Image"), self.path, self._browse)
        self.add(self.tr("Disclosed"), self.how)
        self.confirmed = digest_box()
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
    def _done(self, component: Component) -> None:
        self.accept()
        self.desk.changed("firmware")
        self.added.emit(component.slug)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        self.say(error_text(error, self.desk.lang))


class ReplaceDialog(FormDialog):
    """Lets another file be the image: what is hidden goes along, as far as it stands in the new one."""

    def __init__(self, desk: Desk, parent: QWidget | None, part: Component) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("ReplaceDialog", "Replace the image by another file"),
            QCoreApplication.translate(
                "ReplaceDialog",
                "Another build of it, say. What is hidden goes along where it stands in the new file, and the exchange is refused where it does not. Reading and comparisons are done anew.",
            ),
            QCoreApplication.translate("ReplaceDialog", "Replace it"),
        )
        self.desk, self._part = desk, part
        self.path: QLineEdit = entry(self.tr("New file"))
        self.path.setObjectName("replace-path")
        self.add_path(self.tr("New file"), self.path, self._browse)
        self.confirmed = digest_box()
        self.confirmed.setVisible(part.disclosure is Disclosure.DIGEST)
        self.form.addRow(self.confirmed)

    def _browse(self) -> None:
        start = self.path.text() or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("The file that replaces it"), start)
        if chosen:
            self.path.setText(chosen)

    def go(self) -> None:
        """Replace it in a job."""
        image = Path(self.path.text().strip()).expanduser()
        if not self.path.text().strip() or not image.is_file():
            self.say(self.tr("Choose the new file first."))
            return
        session, filing = self.desk.need()
        slug, confirmed = self._part.slug, self.confirmed.isChecked()
        if self._part.disclosure is Disclosure.DIGEST and not confirmed:
            self.say(self.tr("Confirm that nothing in it can be guessed, or withhold it."))
            return
        self.verb.setEnabled(False)
        self.desk.run_job(
            self.tr("Replacing the image"),
            lambda progress, cancel: imagereplacing.replace_image(
                session, filing, slug, image, confirmed=confirmed, progress=progress, cancel=cancel
            ),
            self._done,
            self._failed,
        )

    @Slot(object)
    def _done(self, _seen: object) -> None:
        self.accept()
        self.desk.changed("firmware")

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        self.say(error_text(error, self.desk.lang))
