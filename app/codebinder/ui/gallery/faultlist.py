"""The faults of a text below it: one line each, a click goes there, and a likely word can be put in at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from codebinder.model.shelf import TemplateFault
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.gallery.words import fault_line
from codebinder.ui.parts import button, label
from codebinder.ui.theme import GRID

_ROLE = Qt.ItemDataRole.UserRole
_INSTEAD = re.compile(r'Did you mean "([^"]+)"\?$')


class FaultList(QWidget):
    """The list, how many there are, and the mending of a misspelt word."""

    chosen = Signal(object)
    """A TemplateFault to go to."""
    mended = Signal(object, str)

    def __init__(self, lang: str, *, read_only: bool) -> None:
        super().__init__()
        self._lang = lang
        self._read_only = read_only
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        row = QHBoxLayout()
        self.summary = label("", "muted")
        row.addWidget(self.summary, 1)
        self.mend = button("", self._mend, "link", name="mend-fault")
        self.mend.hide()
        row.addWidget(self.mend)
        box.addLayout(row)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Faults of the template"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setFixedHeight(112)
        self.list.hide()
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.list.currentItemChanged.connect(self._offer)
        box.addWidget(self.list)

    def show_faults(self, faults: Sequence[TemplateFault]) -> None:
        """Show these faults."""
        count = len(faults)
        many = self.tr("{count} faults").format(count=count)
        self.summary.setText(self.tr("No faults.") if not count else self.tr("1 fault") if count == 1 else many)
        held = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for fault in faults:
            item = QListWidgetItem(theme.glyph("error"), fault_line(fault, self._lang))
            item.setData(_ROLE, fault)
            self.list.addItem(item)
        self.list.setVisible(bool(faults))
        self.list.setCurrentRow(min(max(0, held), count - 1))
        self.list.blockSignals(False)
        self._offer()

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ROLE))

    def _suggested(self) -> tuple[TemplateFault | None, str]:
        item = self.list.currentItem()
        fault: TemplateFault | None = item.data(_ROLE) if item is not None else None
        found = _INSTEAD.search(fault.text) if fault is not None else None
        return fault, found[1] if found is not None else ""

    @Slot()
    def _offer(self, *_: object) -> None:
        _, word = self._suggested()
        self.mend.setText(self.tr("Write “{word}” instead").format(word=shown(word)))
        self.mend.setAccessibleName(self.mend.text())
        self.mend.setVisible(bool(word) and not self._read_only)

    def _mend(self) -> None:
        fault, word = self._suggested()
        if fault is not None and word:
            self.mended.emit(fault, word)
