"""The live preview of a source: the tree, its sums, rules that match nothing, and warnings with their remedies."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QListWidget, QListWidgetItem, QTreeView, QVBoxLayout, QWidget

from codebinder.base.messages import text_of
from codebinder.model.source import SourceWarning
from codebinder.model.text import Message, shown, shown_path
from codebinder.ui import theme
from codebinder.ui.parts import Elided, button, label
from codebinder.ui.strings import count_text, message_text, size_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.selection import Laid, SelectionModel
from codebinder.workflow.views import SelectionView

_SHOWN = 200
_CLOSE, _ROOMY = 320, 440
"""Pixels under which the tree has less room than it would like."""
_PATH = 60
"""Characters of a path in a warning; the whole stands in the tooltip."""


def warning_text(warning: SourceWarning, lang: str, room: int = 0) -> str:
    """Give a warning as a sentence; with `room` a path of more characters is cut in its middle."""
    path = shown_path(warning.path)
    if room and len(path) > room:
        path = f"{path[: room // 2]}…{path[-room // 2 :]}"
    text = message_text(Message(warning.id, {"path": path, "detail": shown(warning.detail)}), lang)
    return text if text != warning.id else f"{path}: {warning.id.rpartition('.')[2]} {shown(warning.detail)}".strip()


class Preview(QWidget):
    """What is in, what is out, and by which rule."""

    rule_wanted = Signal(str)
    """An exclude rule for the row that is marked."""

    def __init__(self, lang: str, *, editable: bool = True) -> None:
        super().__init__()
        self._lang = lang
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        top = QHBoxLayout()
        self._sum = label("", "muted")
        top.addWidget(self._sum, 1)
        self._leave_out = button(self.tr("Leave this out"), self._wish, "flat", name="leave-out")
        self._leave_out.setEnabled(False)
        top.addWidget(self._leave_out)
        if not editable:  # shown before it has a parent, it would be a window for a moment, and take the focus
            self._leave_out.hide()
        box.addLayout(top)
        self._languages = Elided("", look="muted")
        self._languages.setObjectName("languages")
        self._languages.hide()
        box.addWidget(self._languages)
        self.model = SelectionModel(self)
        self.tree = QTreeView()
        self.tree.setAccessibleName(self.tr("Files and what the rules make of them"))
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(56)
        self.tree.setColumnWidth(1, 72)
        self.tree.setColumnWidth(2, 112)
        self.tree.setColumnWidth(3, 84)
        head.moveSection(3, 2)
        head.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.tree.setSortingEnabled(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.selectionModel().currentChanged.connect(self._chosen)
        box.addWidget(self.tree, 1)
        self._unmatched = label("", "fault")
        self._unmatched.hide()
        box.addWidget(self._unmatched)
        self._warnings = QListWidget()
        self._warnings.setAccessibleName(self.tr("Warnings"))
        self._warnings.setMaximumHeight(96)
        self._warnings.setWordWrap(True)
        self._warnings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._warnings.hide()
        box.addWidget(self._warnings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names room: the language goes first, then the words about the rule are cut."""
        super().resizeEvent(event)
        room = self.tree.viewport().width()
        self.tree.setColumnHidden(3, room < _ROOMY)
        self.tree.setColumnWidth(1, 72 if room >= _CLOSE else 60)
        self.tree.setColumnWidth(2, max(56, min(room // 4, 160)))

    def show_view(self, view: SelectionView, laid: Laid | None = None) -> None:
        """Show what the rules make of the tree now; `laid` are its rows, made ready off the window's thread."""
        fresh = not self.model.hasChildren()
        if not view.faults:
            self.model.set_rows(view.rows if laid is None else laid)
        if fresh and self.model.rowCount() == 1:
            self.tree.expand(self.model.index(0, 0))
        self._sum.setText(
            self.tr("{files} files in ({size}), {out} out").format(
                files=count_text(view.included), size=size_text(view.included_size), out=count_text(view.excluded)
            )
        )
        told = " · ".join(f"{shown(name)} {count_text(many)}" for name, many in view.languages)
        self._languages.setText(told)
        self._languages.setVisible(bool(told))
        faults = [shown(text_of(fault, self._lang)) for fault in view.faults]
        faults += [self.tr("The rule {rule} matches nothing.").format(rule=shown(rule)) for rule in view.unmatched]
        self._unmatched.setText("\n".join(faults))
        self._unmatched.setVisible(bool(faults))
        self._warnings.clear()
        for each in view.warnings[:_SHOWN]:
            row = QListWidgetItem(theme.glyph("warning"), warning_text(each, self._lang, _PATH))
            row.setToolTip(warning_text(each, self._lang))
            self._warnings.addItem(row)
        if len(view.warnings) > _SHOWN:
            self._warnings.addItem(self.tr("and {count} more").format(count=count_text(len(view.warnings) - _SHOWN)))
        self._warnings.setVisible(bool(view.warnings))

    def clear(self) -> None:
        """Show nothing."""
        self.model.set_rows(())
        self._sum.setText("")
        self._languages.hide()
        self._unmatched.hide()
        self._warnings.hide()

    @Slot(QModelIndex, QModelIndex)
    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._leave_out.setEnabled(bool(self.model.path(index)))

    def _wish(self) -> None:
        path = self.model.path(self.tree.currentIndex())
        if path:
            text = path.decode("utf-8", "replace")
            special = "".join("\\" + char if char in "*?[]!#\\" else char for char in text)
            self.rule_wanted.emit("/" + special)
