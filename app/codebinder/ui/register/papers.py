"""Papers that the register wrote, page by page: letters, notices, custody forms."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QWidget

from codebinder.errors import CodebinderError, UserError
from codebinder.model.register import Papered
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import Elided, banner, button, label
from codebinder.ui.saying import error_text
from codebinder.ui.strings import grouped
from codebinder.ui.theme import mono
from codebinder.ui.traitwords import unsearched_text
from codebinder.ui.widgets.pdfview import PdfView

_LARGEST = 64 << 20


def papers_of(result: object) -> tuple[Papered, ...]:
    """Give the papers among what an entry gave back."""
    if isinstance(result, Papered):
        return (result,)
    if isinstance(result, tuple):
        inner = cast("tuple[object, ...]", result)
        return tuple(paper for each in inner for paper in papers_of(each))
    return ()


class PapersDialog(Dialog):
    """One of them at a time, with its digest."""

    def __init__(self, desk: Desk, parent: QWidget | None, papers: tuple[Papered, ...]) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            parent,
            translate("PapersDialog", "Written"),
            translate("PapersDialog", "It was searched for everything that the workbook hides before it was written."),
        )
        self.desk, self._papers = desk, papers
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Which paper"))
        for each in papers:
            self.choice.addItem(shown(Path(each.path).name), each.path)
        self.choice.setVisible(len(papers) > 1)
        self.choice.currentIndexChanged.connect(self._chosen)
        self.body.addWidget(self.choice)
        self.place = Elided("", middle=True, mono=True)
        self.body.addWidget(self.place)
        self.digest = label("", "muted")
        self.digest.setFont(mono(9))
        self.body.addWidget(self.digest)
        unsearched = tuple(dict.fromkeys(text for each in papers for text in each.unsearched))
        if unsearched:
            text = self.tr("The search for hidden values could not look into everything: {list}")
            self.body.addWidget(banner("warn", text.format(list=unsearched_text(unsearched, desk.lang))))
        self.pdf = PdfView(desk)
        self.body.addWidget(self.pdf, 1)
        self.buttons.addWidget(button(self.tr("Open folder"), self._folder, name="open-folder"))
        self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary", name="close"))
        self.resize(760, 660)
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        paper = self._papers[max(self.choice.currentIndex(), 0)]
        self.place.setText(shown(paper.path))
        self.digest.setText(f"SHA-256 {grouped(paper.sha256)}")
        self.desk.look(lambda: read_pdf(Path(paper.path)), self.pdf.show_pdf, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.say(error_text(error, self.desk.lang))

    @Slot()
    def _folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._papers[0].path).parent)))


def read_pdf(path: Path) -> bytes:
    """Read a paper; UserError where it has gone."""
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST)
    except OSError as error:
        raise UserError(
            QCoreApplication.translate("PapersDialog", "The paper is not where it was written."), where=shown(str(path))
        ) from error


__all__ = ["PapersDialog", "papers_of"]
