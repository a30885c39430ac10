"""Files that were open lately: on the start page, where what is missing can be removed, and in the File menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.frame.aside import look_aside
from codebinder.ui.parts import Elided, button, clear, label, line
from codebinder.ui.settings import KINDS
from codebinder.ui.theme import GRID

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_SHOWN = 6
Opens = Callable[[Path, str], None]


def kind_name(kind: str) -> str:
    """Give the heading of a kind of recent files."""
    return {
        "workbook": QCoreApplication.translate("Recent", "Recent workbooks"),
        "packet": QCoreApplication.translate("Recent", "Recent packets"),
        "package": QCoreApplication.translate("Recent", "Recent packages"),
    }[kind]


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


class RecentFiles(QWidget):
    """The recent files by kind; what is missing says so, and can be removed."""

    def __init__(self, desk: Desk, opens: Opens) -> None:
        super().__init__()
        self._desk, self._opens = desk, opens
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)
        self._gone: frozenset[Path] = frozenset()
        self.refresh()
        paths = tuple(path for kind in KINDS for path in desk.settings.recent(kind)[:_SHOWN])
        look_aside(lambda: frozenset(path for path in paths if not _there(path)), self._known)

    @Slot(object)
    def _known(self, gone: frozenset[Path]) -> None:
        if gone != self._gone:
            self._gone = gone
            self.refresh()

    def refresh(self) -> None:
        """List the files."""
        clear(self._box)
        for kind in KINDS:
            recent = self._desk.settings.recent(kind)[:_SHOWN]
            if recent and kind != "workbook":
                self._box.addSpacing(GRID)
            if recent or kind == "workbook":
                self._box.addWidget(label(kind_name(kind), "heading"))
            for path in recent:
                self._box.addWidget(line())
                self._box.addLayout(self._row(path, kind))
            if not recent and kind == "workbook":
                self._box.addWidget(label(self.tr("None yet. Workbooks that you open appear here."), "muted"))

    def _row(self, path: Path, kind: str) -> QHBoxLayout:
        name = shown(path.name)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(name, middle=True, look="faint" if path in self._gone else "text"))
        words.addWidget(Elided(shown(str(path.parent)), middle=True, look="muted"))
        row.addLayout(words, 1)
        if path in self._gone:
            row.addWidget(label(self.tr("missing"), "tag-warn"))
            made = button(self.tr("Remove"), partial(self._forget, path, kind), "link")
            made.setAccessibleName(self.tr("Remove {name} from this list").format(name=name))
        else:
            made = button(self.tr("Open"), lambda _=False: self._opens(path, kind), "link")
            made.setAccessibleName(self.tr("Open {name}").format(name=name))
        row.addWidget(made)
        return row

    def _forget(self, path: Path, kind: str, *_: object) -> None:
        self._desk.settings.forget(path, kind)
        self.refresh()
        self.setFocus()


class RecentMenu(QMenu):
    """File > Recent, filled when it is opened."""

    def __init__(self, window: MainWindow, parent: QMenu) -> None:
        super().__init__(QCoreApplication.translate("Recent", "&Recent"), parent)
        self._window = window
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """List the files anew."""
        self.clear()
        settings = self._window.desk.settings
        for kind in KINDS:
            recent = settings.recent(kind)
            if recent:
                self.addSection(kind_name(kind))
            for path in recent:
                action = QAction(shown(path.name).replace("&", "&&"), self)
                action.setToolTip(shown(str(path)))
                action.triggered.connect(partial(self._open, path))
                self.addAction(action)
        if self.isEmpty():
            none = self.addAction(QCoreApplication.translate("Recent", "None yet"))
            none.setEnabled(False)
        else:
            self.addSeparator()
            self.addAction(QCoreApplication.translate("Recent", "&Clear this list"), self._clear)
        for action in self.actions():
            action.setMenuRole(QAction.MenuRole.NoRole)  # macOS would move a file whose name begins with "Settings"

    def _open(self, path: Path, *_: object) -> None:
        self._window.open_paths([path])

    def _clear(self) -> None:
        settings = self._window.desk.settings
        for kind in KINDS:
            for path in settings.recent(kind):
                settings.forget(path, kind)
