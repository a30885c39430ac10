"""Pages of the preferences that show what is kept on this computer, and lead to where it is changed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from codebinder.model.text import shown
from codebinder.ui.frame.associating import AssociationPanel
from codebinder.ui.parts import Elided, button, clear, label
from codebinder.ui.settings import KINDS
from codebinder.ui.theme import GRID
from codebinder.workflow import shelves

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, GRID, 0)
    box.setSpacing(GRID)
    return page, box


def _row(box: QVBoxLayout, *made: QPushButton) -> None:
    row = QHBoxLayout()
    row.setSpacing(GRID)
    for each in made:
        row.addWidget(each)
    row.addStretch(1)
    box.addLayout(row)


def keys_page(window: MainWindow) -> QWidget:
    """Which key signs for which role in this workbook, and where keys and passwords are kept."""
    page, box = _page()
    box.addWidget(label(QCoreApplication.translate("Preferences", "Which key signs"), "heading"))
    box.addWidget(label(QCoreApplication.translate(
        "Preferences",
        "The first time something is signed in a workbook you are asked with which key. The choice is remembered for "
        "this workbook and role; forget it to be asked again.",
    ), "muted"))  # fmt: skip
    box.addWidget(_Remembered(window))
    opened = button(
        QCoreApplication.translate("Preferences", "Keys and roster…"), window.menus.keys_dialog, name="pref-keys"
    )
    _row(box, opened)
    box.addSpacing(GRID)
    box.addWidget(label(QCoreApplication.translate("Preferences", "Where they are kept"), "heading"))
    box.addWidget(label(QCoreApplication.translate(
        "Preferences",
        "Private keys and the workbook's own key are kept by the keychain of your operating system, behind your "
        "password. A key is asked for again before a round is signed, a range is opened or the roster is changed. "
        "A new computer has neither: make a recovery file, and keep it apart from the workbook.",
    )))  # fmt: skip
    box.addStretch(1)
    return page


class _Remembered(QWidget):
    """Role by role, the key that signs in the open workbook."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._desk = window.desk
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._fill()

    def _fill(self) -> None:
        clear(self._rows)
        session = self._desk.session
        if session is None:
            text = QCoreApplication.translate("Preferences", "Open a workbook to see which keys it remembers.")
            self._rows.addWidget(label(text))
            return
        for role, words in (
            ("engineer", QCoreApplication.translate("Preferences", "As engineer")),
            ("legal", QCoreApplication.translate("Preferences", "As legal reviewer")),
            ("any", QCoreApplication.translate("Preferences", "For anything else")),
        ):
            memory = f"key:{session.book.uid}:{role}"
            held = self._desk.settings.text(memory)
            line = QHBoxLayout()
            line.addWidget(label(words, wrap=False))
            none = QCoreApplication.translate("Preferences", "you will be asked")
            line.addWidget(Elided(shown(held) if held else none, look="muted"), 1)
            forget = button(
                QCoreApplication.translate("Preferences", "Forget"),
                lambda _=False, memory=memory: self._drop(memory),
                "link",
            )
            forget.setAccessibleName(f"{forget.text()}: {words}")
            forget.setEnabled(bool(held))
            line.addWidget(forget)
            self._rows.addLayout(line)

    def _drop(self, memory: str) -> None:
        self._desk.settings.put(memory, "")
        self._fill()


def files_page(window: MainWindow) -> QWidget:
    """What a double click in the file manager opens."""
    page, box = _page()
    box.addWidget(label(QCoreApplication.translate("Preferences", "Files of Codebinder"), "heading"))
    box.addWidget(label(QCoreApplication.translate(
        "Preferences",
        "Workbooks, review packets and answers can be opened by a double click in your file manager. Only your own "
        "account is changed.",
    ), "muted"))  # fmt: skip
    box.addWidget(AssociationPanel(window.desk))
    box.addStretch(1)
    return page


def templates_page(window: MainWindow) -> QWidget:
    """Where one's own templates lie."""
    environment = window.desk.environment
    page, box = _page()
    box.addWidget(label(QCoreApplication.translate("Preferences", "Your own templates"), "heading"))
    box.addWidget(label(QCoreApplication.translate(
        "Preferences",
        "Templates that you write or copy lie in a folder of your own, and are offered beside those that come with "
        "the program. A filing keeps the template that it was begun with, whatever becomes of the file.",
    ), "muted"))  # fmt: skip
    where = Elided(middle=True)
    where.setObjectName("templates-folder")
    box.addWidget(where)

    def tell() -> None:
        where.setText(shown(str(shelves.own_folder(environment))))

    def choose(folder: Path | None) -> None:
        if window.desk.attempt(lambda: shelves.choose_folder(environment, folder)):
            tell()

    def ask() -> None:
        title = QCoreApplication.translate("Preferences", "A folder for your own templates")
        chosen = QFileDialog.getExistingDirectory(page, title, str(shelves.own_folder(environment)))
        if chosen:
            choose(Path(chosen))

    tell()
    _row(
        box,
        button(QCoreApplication.translate("Preferences", "Another folder…"), ask, name="pref-templates-folder"),
        button(QCoreApplication.translate("Preferences", "The usual folder"), lambda: choose(None), "flat"),
        button(QCoreApplication.translate("Preferences", "Open folder"),
               lambda: _open(shelves.own_folder(environment)), "flat", name="pref-templates"),
    )  # fmt: skip
    box.addStretch(1)
    return page


def _open(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def privacy_page(window: MainWindow) -> QWidget:
    """What the program remembers on this computer, and how to make it forget."""
    page, box = _page()
    box.addWidget(label(QCoreApplication.translate("Preferences", "Nothing leaves this computer"), "heading"))
    box.addWidget(label(QCoreApplication.translate(
        "Preferences", "Codebinder uses no network: it reports nothing, looks for no updates and loads no help pages."
    )))  # fmt: skip
    box.addSpacing(GRID)
    _recent(window, box)
    box.addSpacing(GRID)
    _crashes(window, box)
    box.addStretch(1)
    return page


def _recent(window: MainWindow, box: QVBoxLayout) -> None:
    settings = window.desk.settings
    box.addWidget(label(QCoreApplication.translate("Preferences", "Recent files"), "heading"))
    box.addWidget(label(QCoreApplication.translate(
        "Preferences",
        "The start page lists the files that you opened last, and the command palette what you did last. "
        "Paths and names of actions are kept, nothing of what is in the files.",
    ), "muted"))  # fmt: skip
    cleared = button(QCoreApplication.translate("Preferences", "Clear both lists"), lambda: None, name="clear-recent")

    def clear_recent() -> None:
        for kind in KINDS:
            for path in settings.recent(kind):
                settings.forget(path, kind)
        settings.put("palette", "")
        cleared.setEnabled(False)
        window.start.refresh()

    cleared.clicked.connect(clear_recent)
    cleared.setEnabled(any(settings.recent(kind) for kind in KINDS) or bool(settings.text("palette")))
    _row(box, cleared)


def _crashes(window: MainWindow, box: QVBoxLayout) -> None:
    folder = window.desk.environment.config_dir / "reports"
    box.addWidget(label(QCoreApplication.translate("Preferences", "Crash reports"), "heading"))
    box.addWidget(label(QCoreApplication.translate(
        "Preferences",
        "After a crash a report is written on this computer: kinds of errors and where in the program they arose, "
        "never a text of yours. It goes nowhere by itself.",
    ), "muted"))  # fmt: skip
    removed = button(
        QCoreApplication.translate("Preferences", "Delete the reports"), lambda: None, name="delete-crashes"
    )

    def remove() -> None:
        for each in folder.glob("*.txt"):
            with suppress(OSError):
                each.unlink()
        removed.setEnabled(False)

    removed.clicked.connect(remove)
    removed.setEnabled(any(folder.glob("*.txt")))
    shown_ = button(
        QCoreApplication.translate("Preferences", "Open folder"), lambda: _open(folder), name="pref-crashes"
    )
    _row(box, shown_, removed)
