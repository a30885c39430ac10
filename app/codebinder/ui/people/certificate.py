"""Binding a certificate to a person, so that what she signs as a PDF can be told to be hers."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from codebinder.errors import UserError
from codebinder.model.review import PublicKey
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import choose_file
from codebinder.ui.people.acts import Held, Said
from codebinder.ui.people.duties import KeeperAct
from codebinder.ui.people.words import name_of

if TYPE_CHECKING:
    from codebinder.workflow.session import Session

_LARGEST = 65536
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)


class CertificateDialog(KeeperAct):
    """The certificate itself (DER or PEM), never its private half."""

    def __init__(self, desk: Desk, parent: QWidget | None, held: Held, who: PublicKey) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            desk,
            parent,
            held,
            translate("CertificateDialog", "Certificate of {name}").format(name=name_of(who)),
            translate(
                "CertificateDialog",
                "Only the certificate is read, never its private key. She signs approval.pdf with it where she reviews.",
            ),
            translate("CertificateDialog", "Sign the binding"),
        )
        self._who = who
        self.file = entry(self.tr("Certificate (.cer, .crt, .pem)"))
        self.file.setObjectName("certificate-file")
        self.file.textChanged.connect(self.again)
        self.add_path(self.tr("Certificate (.cer, .crt, .pem)"), self.file, self._browse)
        self.resize(680, 360)
        self.again()

    @Slot()
    def _browse(self) -> None:
        kinds = self.tr("Certificates (*.cer *.crt *.der *.pem);;All files (*)")
        chosen = choose_file(self, self.tr("Certificate"), kinds)
        if chosen is not None:
            self.file.setText(str(chosen))

    def sentences(self) -> list[Said]:
        """Say what is bound."""
        text = self.tr("The roster will say that this certificate is {name}'s: {file}").format(
            name=name_of(self._who), file=shown(Path(self.file.text().strip()).name) or "…"
        )
        said: list[Said] = [("info", text)]
        held = self.held.roster.certificates if self.held.roster is not None else ()
        before = next((each for each in held if each.fingerprint == self._who.fingerprint), None)
        if before is not None:
            said.append(("warning", self.tr("It takes the place of {subject}.").format(subject=shown(before.subject))))
        said.append(("info", self.tr("Whoever issued it vouches for the name in it; Codebinder does not ask them.")))
        return said

    def ready(self) -> bool:
        """Is a file named?"""
        return bool(self.file.text().strip())

    def task(self, session: Session, key: str) -> Callable[[], object]:
        """Read it and sign."""
        from codebinder.workflow import people

        path, who = Path(self.file.text().strip()).expanduser(), self._who.fingerprint
        missing, large = self.tr("There is no such file."), self.tr("This is too large for a certificate.")

        def work() -> object:
            if not path.is_file():
                raise UserError(missing, where=shown(str(path)))
            with path.open("rb") as stream:
                data = stream.read(_LARGEST + 1)
            if len(data) > _LARGEST:
                raise UserError(large, where=shown(path.name))
            return people.bind_certificate(session, who, as_der(data), key=key)

        return work


def as_der(data: bytes) -> bytes:
    """Give a certificate's own bytes, out of the armour of PEM where it wears that."""
    found = _PEM.search(data)
    if found is None:
        return data
    try:
        return base64.b64decode(b"".join(found[1].split()), validate=True)
    except ValueError:
        return data


__all__ = ["CertificateDialog"]
