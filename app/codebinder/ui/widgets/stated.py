"""What a person states of a supplied document: day of issue, seal, original, translation, copies, pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from codebinder.base.messages import error_rows
from codebinder.errors import CodebinderError, Faults
from codebinder.model.source import Component
from codebinder.model.template import DocumentRules, Requirement
from codebinder.ui.desk import Desk
from codebinder.ui.parts import button, label
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow import stating


def stated_name(key: str) -> str:
    """Give the word for what can be stated of a document."""
    return {
        stating.ISSUED: QCoreApplication.translate("Stated", "Issued on"),
        stating.SEALED: QCoreApplication.translate("Stated", "Bears a seal"),
        stating.ORIGINAL: QCoreApplication.translate("Stated", "Is the original"),
        stating.TRANSLATED: QCoreApplication.translate("Stated", "Comes with a translation"),
        stating.COPIES: QCoreApplication.translate("Stated", "Copies"),
        stating.PAGES: QCoreApplication.translate("Stated", "Pages"),
    }[key]


def wanted_of(rules: DocumentRules | None) -> frozenset[str]:
    """Give what the rules on a document ask a person to state."""
    if rules is None:
        return frozenset()
    asked = {
        stating.ISSUED: rules.valid_days > 0,
        stating.SEALED: rules.seal,
        stating.ORIGINAL: rules.original,
        stating.TRANSLATED: rules.translation,
        stating.COPIES: rules.copies > 1,
        stating.PAGES: rules.min_pages > 0 or rules.max_pages > 0,
    }
    return frozenset(key for key, is_asked in asked.items() if is_asked)


def rules_text(rules: DocumentRules | None) -> str:
    """Say beforehand what a document must be."""
    if rules is None:
        return ""
    parts: list[str] = []

    def add(count: int, words: str) -> None:
        if count:
            parts.append(words.format(count=count))

    add(rules.min_pages, QCoreApplication.translate("Stated", "at least {count} pages"))
    add(rules.max_pages, QCoreApplication.translate("Stated", "at most {count} pages"))
    add(int(rules.seal), QCoreApplication.translate("Stated", "with a seal"))
    add(int(rules.original), QCoreApplication.translate("Stated", "the original"))
    add(int(rules.translation), QCoreApplication.translate("Stated", "with a translation"))
    add(rules.copies, QCoreApplication.translate("Stated", "copies: {count}"))
    add(rules.valid_days, QCoreApplication.translate("Stated", "issued no more than {count} days ago"))
    return "; ".join(parts)


class StatedForm(QWidget):
    """The attributes of one document; those that are asked for, and on a click the others. Each saves itself."""

    saved = Signal()

    def __init__(self, desk: Desk, requirement: Requirement, part: Component) -> None:
        super().__init__()
        self._desk, self._part = desk, part
        self._lines: dict[str, QLineEdit] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2)
        holder = QWidget()
        self._flow = FlowLayout(holder)
        self._flow.setSpacing(2 * GRID)
        outer.addWidget(holder)
        held = dict(part.stated)
        asked = wanted_of(requirement.document)
        self._others: list[QWidget] = []
        for key in stating.KEYS:
            made = self._field(key, held.get(key, ""))
            self._flow.addWidget(made)
            if key not in asked and not held.get(key):
                made.hide()
                self._others.append(made)
        self._more = button(self.tr("State more of it…"), self._show_others, "link")
        self._more.setAccessibleName(f"{part.slug}: {self._more.text()}")
        self._more.setVisible(bool(self._others))
        outer.addWidget(self._more)
        self._fault = label("", "fault")
        self._fault.hide()
        outer.addWidget(self._fault)

    def _field(self, key: str, text: str) -> QWidget:
        name = stated_name(key)
        spoken = f"{self._part.slug}: {name}"
        if key in {stating.SEALED, stating.ORIGINAL, stating.TRANSLATED}:
            check = QCheckBox(name)
            check.setAccessibleName(spoken)
            check.setObjectName(f"stated-{self._part.slug}-{key}")
            check.setChecked(text == "yes")
            check.setEnabled(self._desk.can_write)
            check.clicked.connect(lambda checked, key=key: self._save(key, "yes" if checked else ""))
            return check
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        title = label(name, "second", wrap=False)
        line = QLineEdit(text)
        line.setAccessibleName(spoken)
        line.setObjectName(f"stated-{self._part.slug}-{key}")
        line.setMaximumWidth(150)
        line.setEnabled(self._desk.can_write and not (key == stating.PAGES and stating.counted(self._part)))
        if key == stating.ISSUED:
            line.setPlaceholderText(self.tr("YYYY-MM-DD"))
        line.editingFinished.connect(self._left(key))
        title.setBuddy(line)
        self._lines[key] = line
        box.addWidget(title)
        box.addWidget(line)
        return made

    def _left(self, key: str) -> Callable[[], None]:
        def left() -> None:
            text = self._lines[key].text().strip()
            if text != dict(self._part.stated).get(key, ""):
                self._save(key, text)

        return left

    @Slot()
    def _show_others(self) -> None:
        for each in self._others:
            each.show()
        self._more.hide()

    def _save(self, key: str, text: str) -> None:
        session, filing = self._desk.need()
        self._fault.hide()
        try:
            self._part = stating.state(session, filing, self._part.slug, {key: text})
        except Faults as error:
            self._fault.setText("\n".join(error_rows(error, self._desk.lang)))
            self._fault.show()
        except CodebinderError as error:
            self._desk.tell(error)
        else:
            self.saved.emit()
