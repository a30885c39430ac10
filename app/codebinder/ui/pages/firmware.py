"""The Firmware step: which images belong to the product, what is in each, and how each is disclosed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from codebinder.model.source import ComponentKind
from codebinder.ui.desk import Desk
from codebinder.ui.imaging.adding import ImageDialog, ReplaceDialog
from codebinder.ui.imaging.board import Board
from codebinder.ui.imaging.listing import ImageList
from codebinder.ui.pages.base import StepPage
from codebinder.ui.parts import button, clear, empty_state, scrolled
from codebinder.ui.theme import GRID
from codebinder.workflow import attachments, filings, imageviews, overview
from codebinder.workflow.imageviews import ImageRow
from codebinder.workflow.views import Step


class FirmwarePage(StepPage):
    """The images of the filing: a list, and all about the chosen one below."""

    step = Step.FIRMWARE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._remove = button(self.tr("Remove"), self._take_out, "flat", name="remove-image")
        self._add = button(self.tr("Add an image…"), lambda: self.ask(None), name="add-image")
        self._replace = button(self.tr("Replace…"), self._exchange, "flat", name="replace-image")
        self.header.addWidget(self._remove)
        self.header.addWidget(self._replace)
        self.header.addWidget(self._add)
        self.stack = QStackedWidget()
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, GRID, 0)
        self._box.setSpacing(2 * GRID)
        self.stack.addWidget(scrolled(inner))
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.list = ImageList()
        self.board = Board(desk)
        box.addWidget(self.list)
        box.addWidget(self.board, 1)
        self.stack.addWidget(whole)
        self.body.addWidget(self.stack, 1)
        self.list.turned.connect(self.board.show_image)
        self._asked = 0
        self._fresh = ""

    def refresh(self) -> None:
        """Show the filing's images."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None:
            return
        held = filings.components(session, filing, ComponentKind.FIRMWARE)
        for each in (self._add, self._replace, self._remove):
            each.setVisible(bool(held))
            each.setEnabled(self.desk.can_write)
        self.stack.setCurrentIndex(1 if held else 0)
        self._asked += 1
        if not held:
            self._empty()
            return
        asked = self._asked

        def done(rows: tuple[ImageRow, ...]) -> None:
            if asked == self._asked:
                self.list.show_images(rows)
                self._read_fresh(rows)

        self.desk.look(lambda: imageviews.rows(session, filing), done, self.desk.tell)

    def _empty(self) -> None:
        session, filing = self.desk.need()
        clear(self._box)
        wanted = overview.wants(filings.checklist_without_approvals(session, filing), self.step)
        first = button(
            self.tr("Add an image…"), lambda: self.ask(None), "primary" if wanted else "", name="first-image"
        )
        first.setEnabled(self.desk.can_write)
        text = self.tr(
            "Add its images, or drop them here. You see what is in each, whether it is built from the sources that are "
            "filed, and say how it is disclosed: whole, with parts hidden, by its digest only, or withheld."
        )
        title = (
            self.tr("Which firmware belongs to the product?") if wanted else self.tr("Firmware is not required here")
        )
        self._box.addWidget(empty_state(title, text, first))
        self._box.addStretch(1)

    # -- adding and taking out

    def ask(self, path: Path | None) -> None:
        """Ask how an image is disclosed, and add it."""
        if self.desk.can_write:
            dialog = ImageDialog(self.desk, self.window(), path)
            dialog.added.connect(self._added)
            dialog.open()

    @Slot(str)
    def _added(self, slug: str) -> None:
        self.list.wish(slug)
        self._fresh = slug

    def _read_fresh(self, rows: tuple[ImageRow, ...]) -> None:
        """Read an image that was just added: nobody adds one to see nothing of it."""
        fresh, self._fresh = self._fresh, ""
        if any(row.part.slug == fresh and not row.read for row in rows) and self.board.slug == fresh:
            self.board.read()

    @Slot()
    def _take_out(self) -> None:
        session, filing = self.desk.need()
        slug = self.board.slug
        if slug and self.desk.attempt(lambda: attachments.remove(session, filing, slug)):
            self.desk.message.emit("info", self.tr("{name} is removed. Undo brings it back.").format(name=slug))
            self.desk.changed("firmware")

    @Slot()
    def _exchange(self) -> None:
        row = next((row for row in self.list.held if row.part.slug == self.board.slug), None)
        if row is not None:
            ReplaceDialog(self.desk, self.window(), row.part).open()

    def reveal(self, target: str) -> None:
        """Show the image of this name; anything that a requirement asks for stands here as well."""
        if any(row.part.slug == target for row in self.list.held):
            self.list.wish(target)
            self.list.show_images(self.list.held)
        (self.list if self.stack.currentIndex() else self._box.itemAt(0).widget()).setFocus()

    def drop(self, paths: list[str]) -> bool:
        """Take one image."""
        path = Path(paths[0])
        if not path.is_file() or not self.desk.can_write:
            return False
        self.ask(path)
        return True


PAGE = FirmwarePage
