"""What every step's page has in common, and how the frame finds it."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from codebinder.ui.desk import Desk
from codebinder.ui.parts import button, label
from codebinder.ui.theme import GRID
from codebinder.workflow.views import Step


def step_name(step: Step) -> str:
    """Give a step's name in the language of the window."""
    return {
        Step.FILING: QCoreApplication.translate("Step", "Filing"),
        Step.SOURCES: QCoreApplication.translate("Step", "Sources"),
        Step.FIRMWARE: QCoreApplication.translate("Step", "Firmware"),
        Step.DOCUMENTS: QCoreApplication.translate("Step", "Documents"),
        Step.REDACTION: QCoreApplication.translate("Step", "Redaction"),
        Step.REVIEW: QCoreApplication.translate("Step", "Review"),
        Step.PACKAGE: QCoreApplication.translate("Step", "Package"),
        Step.VERIFY: QCoreApplication.translate("Step", "Verify"),
    }[step]


_LEAST = {Step.REDACTION: 520, Step.REVIEW: 520, Step.PACKAGE: 480}
"""Pixels that a page with lists and code of its own needs to be worked with; a smaller window scrolls it."""


class StepPage(QWidget):
    """One step's page. The frame makes it when it is first shown, calls `refresh` then and whenever data changed.

    A module codebinder.ui.pages.<step> names its class PAGE: that is how the frame, and the pictures, find it.
    """

    step: ClassVar[Step]
    home: ClassVar[QWidget | None] = None
    """What the page that is being made will stand in: to be put there when it is whole would style it once more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(StepPage.home)
        self.setMinimumHeight(_LEAST.get(self.step, 0))
        self.desk = desk
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self.body.setSpacing(2 * GRID)
        self.header = QHBoxLayout()
        self.header.setSpacing(GRID)
        self._title = label(self.title(), "title")
        self.header.addWidget(self._title)
        self.header.addWidget(self._help_button())
        self.header.addStretch(1)
        self.body.addLayout(self.header)

    def title(self) -> str:
        """Give the page's heading."""
        return step_name(self.step)

    def _help_button(self) -> QPushButton:
        made = button("?", self._help, "flat", name="step-help", tip=self.tr("Help on this step (F1)"))
        made.setAccessibleName(self.tr("Help on this step"))
        return made

    def _help(self) -> None:
        from codebinder.ui.guide.helpwindow import open_help
        from codebinder.ui.guide.pages import name_of
        from codebinder.ui.main_window import MainWindow

        window = self.window()
        if isinstance(window, MainWindow):
            open_help(window, name_of(self.step))

    def refresh(self) -> None:
        """Show the workbook as it is now. Called when the page is shown and when data changed while it is shown."""

    def hands(self) -> QWidget | None:
        """Give what takes the keys when somebody comes here by a key, by its property `hands`: the list that letters
        decide in, say; None for the first thing there is."""
        return next((each for each in self.findChildren(QWidget) if each.property("hands")), None)

    def reveal(self, target: str) -> None:
        """Bring the thing named `target` (a requirement, a slug) into view and give it the focus."""

    def drop(self, paths: list[str]) -> bool:
        """Take files that were dropped on the window while this page is shown; False leaves them to the frame."""
        return not paths


def preload() -> None:
    """Read the code of every page: off the window's thread, before one is asked for."""
    for step in Step:
        import_module(f"codebinder.ui.pages.{step.value}")


def make_page(step: Step, desk: Desk, home: QWidget | None = None) -> StepPage:
    """Make the page of a step, inside of `home`."""
    name = f"codebinder.ui.pages.{step.value}"
    StepPage.home = home
    try:
        return cast("type[StepPage]", import_module(name).PAGE)(desk)
    finally:
        StepPage.home = None
