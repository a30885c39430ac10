"""The fields by which whoever signs may put her certificate to the approval's page as well."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from codebinder.ui.parts import button
from codebinder.ui.reviewing.source import Certificate
from codebinder.ui.theme import GRID


class CertificateFields(QWidget):
    """A tick, a file and its passphrase; hidden where the program was set up without that part."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GRID, 0, GRID)
        row.setSpacing(GRID)
        self.wanted = QCheckBox(self.tr("Sign the approval page with my certificate too"))
        self.wanted.setObjectName("certificate-wanted")
        self.path = QLineEdit()
        self.path.setObjectName("certificate-path")
        self.path.setPlaceholderText(self.tr("PKCS#12 file (.p12, .pfx)"))
        self.path.setAccessibleName(self.tr("Certificate file"))
        self.passphrase = QLineEdit()
        self.passphrase.setObjectName("certificate-passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(self.tr("its passphrase"))
        self.passphrase.setAccessibleName(self.tr("Passphrase of the certificate"))
        self.browse = button(QCoreApplication.translate("Dialogs", "Browse…"), self._browse)
        row.addWidget(self.wanted)
        row.addWidget(self.path, 2)
        row.addWidget(self.browse)
        row.addWidget(self.passphrase, 1)
        self.wanted.toggled.connect(self._toggle)
        self._toggle(False)

    def _toggle(self, on: bool) -> None:  # noqa: FBT001  (a slot)
        for each in (self.path, self.browse, self.passphrase):
            each.setVisible(on)
        if on:
            self.path.setFocus()

    def offer(self, *, possible: bool) -> None:
        """Show the tick where a certificate can be used."""
        self.passphrase.clear()
        from codebinder.workflow import certificates

        self.setVisible(possible and certificates.available())

    def value(self) -> Certificate | None:
        """Give the certificate that was named; None for none."""
        text = self.path.text().strip()
        if self.isHidden() or not self.wanted.isChecked() or not text:
            return None
        return Certificate(path=Path(text).expanduser(), passphrase=self.passphrase.text())

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Certificate file"), self.path.text(), self.tr("Certificates (*.p12 *.pfx);;All files (*)")
        )
        if chosen:
            self.path.setText(chosen)
