"""The dialog that makes a template of one's own from another: its id, its names, and what is copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from codebinder.errors import CodebinderError
from codebinder.model.shelf import Placed
from codebinder.model.text import LangText, shown
from codebinder.ui.begin import FormDialog, entry
from codebinder.ui.desk import Desk
from codebinder.ui.saying import error_text
from codebinder.workflow import shelves


class CopyDialog(FormDialog):
    """New from an existing one."""

    made = Signal(object)
    """The path of the new template.yaml."""

    def __init__(self, desk: Desk, parent: QWidget | None, placed: Placed) -> None:
        names = placed.template.names if placed.template is not None else None
        name = shown(names.get(desk.lang)) if names is not None else placed.id
        super().__init__(
            parent,
            QCoreApplication.translate("CopyDialog", "New template from “{name}”").format(name=name),
            QCoreApplication.translate(
                "CopyDialog",
                "Its text, README and sample are copied into the folder of your own templates. The copy is a draft, "
                "version 0.1, says where it came from, and wants to be verified before use.",
            ),
            QCoreApplication.translate("CopyDialog", "Make it and open it"),
        )
        self.desk, self._placed = desk, placed
        self.id = entry(self.tr("Id"), hint=self.tr("small letters, digits, hyphens"))
        self.id.setObjectName("template-id")
        self.add(self.tr("Id"), self.id)
        languages = placed.template.languages if placed.template is not None else ()
        self.name_en = entry(self.tr("Name in English"), _copied(names, "en", " (copy)"))
        self.name_zh = entry(self.tr("Name in Chinese"), _copied(names, "zh", "（副本）"))
        for lang, text, field in (
            ("en", self.tr("Name in English"), self.name_en),
            ("zh", self.tr("Name in Chinese"), self.name_zh),
        ):
            field.setCursorPosition(0)
            field.setMaxLength(200)
            if lang in languages:
                self.add(text, field)
            else:
                field.setParent(self)
                field.hide()
        desk.look(lambda: shelves.proposed_id(desk.environment, placed.id), self._proposed, self._quiet)
        self.id.setFocus()

    @Slot(object)
    def _proposed(self, text: str) -> None:
        if not self.id.text():
            self.id.setText(text)
            self.id.selectAll()

    @Slot(object)
    def _quiet(self, _error: CodebinderError) -> None:
        """Without a proposal the person thinks of an id herself."""

    def go(self) -> None:
        """Make it."""
        self.verb.setEnabled(False)
        environment, origin = self.desk.environment, str(self._placed.folder)
        identifier = self.id.text().strip()
        names = {"en": self.name_en.text().strip(), "zh": self.name_zh.text().strip()}
        self.desk.look(lambda: shelves.copy_new(environment, origin, identifier, names), self._done, self._failed)

    @Slot(object)
    def _done(self, path: Path) -> None:
        self.accept()
        self.made.emit(path)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.verb.setEnabled(True)
        self.say(error_text(error, self.desk.lang))
        self.id.setFocus()


def _copied(names: LangText | None, lang: str, mark: str) -> str:
    text = names.get(lang) if names is not None else ""
    return text[:180] + mark if text else ""
