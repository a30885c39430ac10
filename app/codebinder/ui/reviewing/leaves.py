"""A plain statement of what will leave the house, every number a button to the list behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QWidget

from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import button, clear
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow.leaving import Part


class Leaves(QFrame):
    """One row of short sentences; nothing takes no room."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.setObjectName("what-leaves")
        self.setAccessibleName(self.tr("What will leave the house"))
        self._flow = FlowLayout(self)
        self._parts: tuple[Part, ...] = ()
        self.hide()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show what leaves."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        clear(self._flow)
        for each in self._parts:
            text = message_text(each.said, self._lang)
            self._flow.addWidget(self._part(each, text))
        self.setVisible(bool(self._parts))

    def _part(self, part: Part, text: str) -> QWidget:
        """Give a number's button; what has no list is a sentence, of as many lines as it needs."""
        if not part.items:
            return _Sentence(text, f"leaves-{part.name}")
        made = button(text, lambda: self._open(part), "link", name=f"leaves-{part.name}")
        made.setToolTip(self.tr("Show the list"))
        return made

    def words(self) -> str:
        """Give the whole statement."""
        return " ".join(message_text(each.said, self._lang) for each in self._parts)

    def _open(self, part: Part) -> None:
        PartDialog(self.window(), message_text(part.said, self._lang), part.items).open()


class _Sentence(QLabel):
    """As wide as its words in one line, or as high as they need in less; it stands in line with buttons."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", "muted")
        self.setObjectName(name)
        self.setContentsMargins(GRID // 2 + 1, GRID // 2, GRID // 2 + 1, GRID // 2)

    def sizeHint(self) -> QSize:
        """Give the size of one line."""
        edges = self.contentsMargins()
        wide = self.fontMetrics().horizontalAdvance(self.text()) + edges.left() + edges.right() + 2
        return QSize(wide, self.heightForWidth(wide))


class PartDialog(Dialog):
    """The list behind one number, with a search."""

    def __init__(self, parent: QWidget | None, title: str, items: Sequence[str]) -> None:
        super().__init__(parent, self.tr("What will leave the house"), title)
        self._items = list(items)
        self.setMinimumSize(560, 420)
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Search in this list"))
        self.search.setPlaceholderText(self.tr("Search in this list"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.body.addWidget(self.search)
        self.model = QStringListModel(self._items)
        view = QListView()
        view.setAccessibleName(title)
        view.setUniformItemSizes(True)
        view.setModel(self.model)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.body.addWidget(view, 1)
        self.count = QLabel(count_text(len(self._items)))
        self.body.addWidget(self.count)
        self.buttons.addWidget(button(self.tr("Close"), self.reject))

    @Slot(str)
    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        self.model.setStringList([each for each in self._items if all(word in each.casefold() for word in words)])
        self.count.setText(count_text(self.model.rowCount()))
