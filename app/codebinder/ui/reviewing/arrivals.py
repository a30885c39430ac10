"""An encrypted file that was dropped or opened: an opening, a packet to review, or a reviewer's answer.

All three look alike from outside: `frame.plan` decides by names and the page that is shown; in doubt the person is asked.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from codebinder.model.text import shown
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import Elided, button
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow


class Arrivals(QObject):
    """Takes encrypted files for the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def packet(self, path: Path, *_: object) -> None:
        """Open a packet."""
        from codebinder.ui.reviewing.opening import OpenPacket

        OpenPacket(self._window.desk, self._window, path).open()

    def answer(self, path: Path, *_: object) -> None:
        """Take an answer into the open filing."""
        self._window.show_step(Step.REVIEW)
        page = self._window.page()
        if page is not None:
            page.drop([str(path)])

    def opening(self, path: Path, *_: object) -> None:
        """Hand an opening to the verify page."""
        self._window.show_step(Step.VERIFY)
        page = self._window.page()
        if page is not None:
            page.drop([str(path)])

    def ask(self, path: Path, *, filing: bool) -> None:
        """Ask what an encrypted file is whose name doesn't say."""
        dialog = Dialog(
            self._window, self.tr("What is this file?"),
            self.tr("It is encrypted, so only its reader sees what it holds."),
        )  # fmt: skip
        dialog.body.addWidget(Elided(shown(path.name), middle=True, mono=True))
        choices = [(self.tr("A packet that I was asked to review"), self.packet, "arrival-packet")]
        if filing:
            choices.append((self.tr("A reviewer's answer to my packet"), self.answer, "arrival-answer"))
        choices.append((self.tr("An opening of a package"), self.opening, "arrival-opening"))
        for text, act, name in choices:
            made = button(text, dialog.accept, "row", name=name)
            made.clicked.connect(partial(act, path))
            dialog.body.addWidget(made)
        dialog.buttons.addWidget(button(self.tr("Cancel"), dialog.reject))
        dialog.open()
