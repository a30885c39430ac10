"""Small dialogs of the frame: open, help, shortcuts, about with the licences in short."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)

from codebinder.ui import icon
from codebinder.ui.desk import Desk
from codebinder.ui.pages.base import step_name
from codebinder.ui.parts import button, label, line, scrolled
from codebinder.ui.theme import GRID
from codebinder.workflow.views import Step


class Dialog(QDialog):
    """A dialog with a heading, a body and a row of buttons. It is window-modal and never blocks the program."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(2 * GRID)
        self._heading, self._about = label(title, "heading"), label(text, "muted")
        outer.addWidget(self._heading)
        outer.addWidget(self._about)
        self._about.setVisible(bool(text))
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        outer.addLayout(self.body, 1)
        self.fault = label("", "fault")
        self.fault.hide()
        outer.addWidget(self.fault)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GRID)
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)

    def name(self, title: str, text: str = "") -> None:
        """Give the dialog its heading, and what it is for."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self._about.setText(text)
        self._about.setVisible(bool(text))

    def say(self, text: str) -> None:
        """Show a fault inside the dialog."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))


def open_workbook(parent: QWidget, desk: Desk) -> None:
    """Let the person choose a workbook, and open it."""
    recent = desk.settings.recent()
    folder = str(recent[0].parent) if recent else str(Path.home())
    kinds = QCoreApplication.translate("Dialogs", "Workbooks (*.codebinder);;All files (*)")
    title = QCoreApplication.translate("Dialogs", "Open workbook")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    if chosen:
        desk.open_workbook(Path(chosen))


def _start_text() -> str:
    return QCoreApplication.translate(
        "Help",
        "The start page lists the workbook's filings by due date. A workbook is one file about one vendor; it"
        " holds products, filings and decisions, never the sources themselves.",
    )


def _help_text(step: Step) -> str:
    return {
        Step.FILING: QCoreApplication.translate(
            "Help",
            "State the product's facts, then fill in the form. Facts switch requirements on and off. Everything "
            "saves itself when you leave a field; a fault is shown beside the field and nothing wrong is kept.",
        ),
        Step.SOURCES: QCoreApplication.translate(
            "Help",
            "Add the repository at the exact tag, branch or commit that is filed. Include and exclude rules are "
            "written as in .gitignore; the tree shows at once what is in, what is out, and by which rule. The "
            "work tree is never read.",
        ),
        Step.FIRMWARE: QCoreApplication.translate(
            "Help",
            "Add the firmware images that belong to the product, and say for each how it is disclosed: whole, by "
            "its digest only, or withheld.",
        ),
        Step.DOCUMENTS: QCoreApplication.translate(
            "Help",
            "Each row is a document that the template asks for. Drop a file on its row. What does not meet the "
            "eye in a file (author names, comments, revisions) is listed, and leaves only after you accept it.",
        ),
        Step.REDACTION: QCoreApplication.translate(
            "Help",
            "Decide every finding: redact hides it, keep discloses it with a note. What you hide by hand is a "
            "redaction too: a selection (E extends it), a function, all comments, whole files and folders. The meter "
            "says how much is hidden against the template's ceiling. As filed shows exactly the bytes that would "
            "leave.",
        ),
        Step.REVIEW: QCoreApplication.translate(
            "Help",
            "Submit a round to legal. Every redaction and keep is approved or rejected, and then the round is "
            "signed: one digest over every byte that would leave. A reviewer without this workbook gets a packet, and "
            "her answer is imported; who disagrees with whom is shown until it is settled.",
        ),
        Step.PACKAGE: QCoreApplication.translate(
            "Help",
            "When every requirement is met and the round is approved, build the package. The finished output is "
            "searched for every hidden value; one hit, and there is no package. Later a hidden range can be opened to "
            "one recipient; the recovery file keeps that possible.",
        ),
        Step.VERIFY: QCoreApplication.translate(
            "Help",
            "Check any package, also one from somebody else. Nothing in it is trusted, nothing is unpacked "
            "outside, and no network is needed. An opening that you were sent is dropped beside its package.",
        ),
    }[step]


def step_help(parent: QWidget, step: Step | None) -> None:
    """Show what a step is for."""
    title = QCoreApplication.translate("Help", "Start page") if step is None else step_name(step)
    dialog = Dialog(parent, title)
    dialog.body.addWidget(label(_start_text() if step is None else _help_text(step)))
    dialog.buttons.addWidget(button(QCoreApplication.translate("Dialogs", "Close"), dialog.accept, "primary"))
    dialog.open()


def shortcut_legend(window: QMainWindow) -> None:
    """Show every shortcut: those of the menus, and the letters of the redaction and review pages."""
    dialog = Dialog(window, QCoreApplication.translate("Dialogs", "Shortcuts"))
    inner = QWidget()
    grid = QGridLayout(inner)
    grid.setHorizontalSpacing(3 * GRID)
    grid.setVerticalSpacing(GRID // 2)
    letters = (
        (QCoreApplication.translate("Dialogs", "Next or previous undecided"), "N / P"),
        (QCoreApplication.translate("Dialogs", "Redact"), "R"),
        (QCoreApplication.translate("Dialogs", "Keep"), "K"),
        (QCoreApplication.translate("Dialogs", "Extend the selection, or back"), "E / Shift+E"),
        (QCoreApplication.translate("Dialogs", "Withhold the file or folder"), "W"),
        (QCoreApplication.translate("Dialogs", "As filed"), "V"),
        (QCoreApplication.translate("Dialogs", "Approve or reject"), "A / X"),
        (QCoreApplication.translate("Dialogs", "Approve if, recuse, take back"), "C / S / T"),
    )
    rows = [*_menu_keys(window.menuBar()), *letters]
    for at, (text, keys) in enumerate(rows):
        grid.addWidget(label(text), at, 0)
        grid.addWidget(label(keys, "muted"), at, 1, Qt.AlignmentFlag.AlignRight)
    dialog.body.addWidget(scrolled(inner))
    dialog.resize(520, 560)
    dialog.buttons.addWidget(button(QCoreApplication.translate("Dialogs", "Close"), dialog.accept, "primary"))
    dialog.open()


def _menu_keys(bar: QMenuBar) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for top in bar.actions():
        menu = top.menu()
        if menu is None:
            continue
        for action in menu.actions():  # pyright: ignore[reportAttributeAccessIssue]
            keys = action.shortcut().toString()
            if keys:
                rows.append((action.text().replace("&", "").rstrip("…"), keys))
    return rows


_LICENCES = (
    ("Codebinder", "Apache-2.0"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("GitPython", "BSD-3-Clause"),
    ("Pygments", "BSD-2-Clause"),
    ("ReportLab", "BSD"),
    ("pypdfium2, PDFium", "Apache-2.0, BSD-3-Clause"),
    ("pikepdf, qpdf", "MPL-2.0, Apache-2.0"),
    ("cryptography", "Apache-2.0, BSD-3-Clause"),
    ("pyrage", "MIT"),
    ("RE2 (google-re2)", "BSD-3-Clause"),
    ("ruamel.yaml, pydantic, keyring, platformdirs", "MIT"),
    ("WenQuanYi Micro Hei", "Apache-2.0"),
)


def about(parent: QWidget) -> None:
    """Say what the program is, and under which licences its parts come."""
    from codebinder import __version__

    dialog = Dialog(parent, f"Codebinder {__version__}")
    head = QHBoxLayout()
    head.setSpacing(2 * GRID)
    picture = QLabel()
    picture.setPixmap(icon.picture(64))
    picture.setAccessibleName("Codebinder")
    head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    text = QCoreApplication.translate(
        "Dialogs",
        "An offline workbook that assembles, reviews and verifies source-code and firmware disclosure packages. "
        "It never uses a network. Template facts are as found in public sources; they are no legal advice.",
    )
    head.addWidget(label(text), 1)
    dialog.body.addLayout(head)
    dialog.body.addWidget(line())
    grid = QGridLayout()
    grid.setVerticalSpacing(2)
    for at, (what, licence) in enumerate(_LICENCES):
        grid.addWidget(label(what), at, 0)
        grid.addWidget(label(licence, "muted"), at, 1)
    dialog.body.addLayout(grid)
    dialog.body.addWidget(
        label(QCoreApplication.translate("Dialogs", "The full texts come with the program."), "muted")
    )
    dialog.buttons.addWidget(button(QCoreApplication.translate("Dialogs", "Close"), dialog.accept, "primary"))
    dialog.open()
