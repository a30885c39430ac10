"""The editor for answers of several named parts: a person, an address."""

from __future__ import annotations

import json
from typing import cast

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from codebinder.model.template import Requirement, RequirementKind
from codebinder.ui.parts import label
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.editors import Editor, parsed

PERSON = ("name", "role", "email", "phone", "organisation")
ADDRESS = ("country", "province", "city", "street", "postcode")


def part_name(part: str) -> str:
    """Give the label of one part of a person or an address."""
    return {
        "name": QCoreApplication.translate("Part", "Name"),
        "role": QCoreApplication.translate("Part", "Role"),
        "email": QCoreApplication.translate("Part", "E-mail"),
        "phone": QCoreApplication.translate("Part", "Telephone"),
        "organisation": QCoreApplication.translate("Part", "Organisation"),
        "country": QCoreApplication.translate("Part", "Country"),
        "province": QCoreApplication.translate("Part", "Province"),
        "city": QCoreApplication.translate("Part", "City"),
        "street": QCoreApplication.translate("Part", "Street"),
        "postcode": QCoreApplication.translate("Part", "Postcode"),
    }[part]


class PartsEditor(Editor):
    """A person or an address: named parts. A plain text (taken over from the vendor) stands in the main part."""

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__(requirement, lang)
        person = requirement.kind is RequirementKind.PERSON
        self._parts = PERSON if person else ADDRESS
        self._main = "name" if person else "street"
        self._loaded = ""
        self._shown: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        self._lines: dict[str, QLineEdit] = {}
        for at, part in enumerate(self._parts):
            made = QLineEdit()
            made.setObjectName(f"field-{requirement.id}-{part}")
            made.setAccessibleName(f"{self.name}: {part_name(part)}")
            made.textEdited.connect(self.edited)
            made.editingFinished.connect(self._left)
            column = 2 * (at % 2)
            name = label(part_name(part), "second", wrap=False)
            name.setBuddy(made)
            grid.addWidget(name, at // 2, column)
            grid.addWidget(made, at // 2, column + 1)
            self._lines[part] = made
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    @Slot()
    def _left(self) -> None:
        QTimer.singleShot(0, self._commit)

    @Slot()
    def _commit(self) -> None:
        """Commit once the person has left all parts: half an address is no fault while she types the rest."""
        if not self.is_busy():
            self.committed.emit()

    def value(self) -> str:
        held = {part: made.text().strip() for part, made in self._lines.items()}
        if held == self._shown:
            return self._loaded
        held = {part: text for part, text in held.items() if text}
        return json.dumps(held, ensure_ascii=False) if held else ""

    def put(self, text: str) -> None:
        held = parsed(text) if text.lstrip().startswith("{") else None
        table = (
            {str(key): str(value) for key, value in cast("dict[object, object]", held).items()}
            if isinstance(held, dict)
            else {self._main: text}
        )
        for part, made in self._lines.items():
            made.setText(table.get(part, ""))
            made.setCursorPosition(0)
        self._loaded = text
        self._shown = {part: made.text().strip() for part, made in self._lines.items()}

    def fields(self) -> list[QWidget]:
        return list(self._lines.values())
