"""The list of what was answered and fits the template no more: read it, copy it, or throw it away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from codebinder.base.messages import said
from codebinder.model.text import Message, shown
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import button
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.workflow import refitting


class AsideDialog(Dialog):
    """A table, and below it the whole of what is marked."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("AsideDialog", "Kept aside"),
            QCoreApplication.translate(
                "AsideDialog",
                "These fit the template no more. They leave with no package, and come back by themselves when a "
                "version or a screen asks for them again.",
            ),
        )
        self.desk = desk
        self.resize(760, 480)
        headers = [self.tr("What was asked"), self.tr("Of"), self.tr("Template")]
        self.table = RowTable(self.tr("Kept aside"), headers, [320, 120, 0])
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self.body.addWidget(self.table, 1)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("What was answered"))
        self.text.setFixedHeight(110)
        self.body.addWidget(self.text)
        self.drop = button(self.tr("Throw it away"), self._drop, name="drop-aside")
        self.buttons.addWidget(self.drop)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary"))
        self._load()

    def _load(self) -> None:
        session, filing = self.desk.need()
        lang = self.desk.lang
        self._held = {each.key: each for each in refitting.asides(session, filing)}
        self.table.rows.show(
            Row(
                id=each.key,
                glyph="some",
                texts=(
                    shown(each.label.get(lang)) or shown(each.requirement),
                    said(Message(f"aside.{each.kind}"), lang),
                    shown(each.template),
                ),
            )
            for each in self._held.values()
        )
        if self._held:
            self.table.selectRow(0)
        self._show()

    @Slot()
    def _show(self, *_: object) -> None:
        row = self.table.current() if self._held else None
        held = self._held.get(row.id) if row is not None else None
        self.text.setPlainText("" if held is None else refitting.aside_text(held))
        self.drop.setEnabled(held is not None and self.desk.can_write)

    def _drop(self) -> None:
        row = self.table.current()
        session, filing = self.desk.need()
        if row is not None and self.desk.attempt(lambda: refitting.drop_aside(session, filing, row.id)):
            self._load()
            self.desk.changed("form")
