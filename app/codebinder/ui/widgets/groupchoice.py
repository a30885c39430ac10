"""The choice of the one of a group: by what was given, or by saying which."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from codebinder.model.template import FilingTemplate, OneOf
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import label
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.editors import NoWheelBox
from codebinder.workflow import filings


class GroupChoice(QWidget):
    """A group's heading, with a list of its members to choose the wanted one from."""

    saved = Signal(str)

    def __init__(self, desk: Desk, template: FilingTemplate, group: OneOf) -> None:
        super().__init__()
        self._desk, self.group = desk, group
        lang = desk.lang
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        title = label(self.tr("One of these: {name}").format(name=shown(group.label.get(lang))), "caption")
        box.addWidget(title, 1)
        self.box = NoWheelBox()
        self.box.setObjectName(f"group-{group.id}")
        self.box.setAccessibleName(title.text())
        self.box.setEnabled(desk.can_write)
        self.box.addItem(self.tr("whichever is given"), "")
        for each in template.requirements:
            if each.one_of == group.id:
                self.box.addItem(shown(each.label.get(lang)), each.id)
        self.box.activated.connect(self._chosen)
        box.addWidget(self.box)

    def load(self, answer: str) -> None:
        """Show what was chosen."""
        self.box.setCurrentIndex(max(0, self.box.findData(answer)))

    @Slot()
    def _chosen(self) -> None:
        session, filing = self._desk.need()
        chosen = str(self.box.currentData() or "")
        if self._desk.attempt(lambda: filings.set_fields(session, filing, {self.group.id: chosen})):
            self.saved.emit(self.group.id)
