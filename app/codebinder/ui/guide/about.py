"""About: what the program is, every component that ships with it with its licence in full, and this installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from codebinder.ui import icon, theme
from codebinder.ui.dialogs import Dialog
from codebinder.ui.guide.installation import InstallationPage
from codebinder.ui.parts import button, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow import licences

if TYPE_CHECKING:
    from codebinder.ui.main_window import MainWindow

_PART = Qt.ItemDataRole.UserRole
_Texts = dict[str, str]


class AboutDialog(Dialog):
    """The program's picture and purpose above; components at the left, the licence of the chosen one at the right."""

    def __init__(self, window: MainWindow) -> None:
        from codebinder import __version__

        super().__init__(window, f"Codebinder {__version__}")
        self.setObjectName("about")
        self._parts: tuple[licences.Part, ...] = ()
        self._texts: _Texts = {}
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        picture = QLabel()
        picture.setPixmap(icon.picture(64))
        picture.setAccessibleName("Codebinder")
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(self.tr(
            "An offline workbook that assembles, reviews and verifies source-code and firmware disclosure packages. "
            "It never uses a network. Template facts are as found in public sources; they are no legal advice."
        )), 1)  # fmt: skip
        self.body.addLayout(head)
        self.summary = label("", "muted")
        self.search = QLineEdit()
        self.search.setObjectName("about-search")
        self.search.setPlaceholderText(self.tr("Search components and licences"))
        self.search.setAccessibleName(self.tr("Search components and licences"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setObjectName("about-list")
        self.list.setAccessibleName(self.tr("Components"))
        self.list.currentItemChanged.connect(self._chosen)
        self.text = QPlainTextEdit()
        self.text.setObjectName("about-text")
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Licence"))
        self.text.setFont(theme.mono(9))
        self.text.setTabChangesFocus(True)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("about-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What is inside"))
        self.tabs.addTab(self._components(), self.tr("Components and licences"))
        self.installation = InstallationPage(window.desk)
        self.tabs.addTab(self.installation, self.tr("This installation"))
        self.body.addWidget(self.tabs, 1)
        self.buttons.addWidget(button(QCoreApplication.translate("Dialogs", "Close"), self.accept, "primary"))
        self.resize(960, 640)
        window.desk.look(_read, self._loaded)

    def _components(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.summary)
        box.addWidget(self._split(), 1)
        return page

    def _split(self) -> QSplitter:
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # what is cut has a tooltip
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, GRID, 0)
        box.setSpacing(GRID)
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.text)
        split.setSizes([250, 640])
        split.setStretchFactor(1, 1)
        return split

    @Slot(object)
    def _loaded(self, seen: tuple[tuple[licences.Part, ...], _Texts]) -> None:
        self._parts, self._texts = seen
        text = self.tr("{count} components ship with it. Each is shown with its licence in full.")
        self.summary.setText(text.format(count=count_text(len(self._parts))))
        self._fill("")

    @Slot(str)
    def _fill(self, wanted: str) -> None:
        words = wanted.lower().split()
        self.list.clear()
        for part in self._parts:
            name = f"{part.name} {part.version}".strip()
            if all(word in f"{name} {part.licence}\n{self._texts[part.name]}".lower() for word in words):
                row = QListWidgetItem(f"{name}\n{part.licence}")
                row.setData(_PART, part.name)
                row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {part.licence}")
                row.setToolTip(f"{name}: {part.licence}")
                self.list.addItem(row)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self.text.setPlainText(self.tr("Nothing found."))

    @Slot(QListWidgetItem, QListWidgetItem)
    def _chosen(self, row: QListWidgetItem | None, _before: QListWidgetItem | None = None) -> None:
        if row is not None:
            self.text.setPlainText(self._texts.get(str(row.data(_PART)), ""))
            words = self.search.text().split()
            if words:
                self.text.find(words[0])


def _read() -> tuple[tuple[licences.Part, ...], _Texts]:
    held = licences.parts()
    return held, {part.name: "\n\n".join(f"{name}\n\n{text}" for name, text in part.texts()) for part in held}


def about(window: MainWindow) -> AboutDialog:
    """Show what the program is, and under which licences its parts come."""
    dialog = AboutDialog(window)
    dialog.open()
    return dialog
