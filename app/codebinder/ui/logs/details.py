"""The form of one entry of the privilege log."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.parts import label
from codebinder.ui.theme import GRID
from codebinder.workflow.privilege import Author, Details

_ATTORNEY = "*"


class DetailsForm(QWidget):
    """Every field of an entry; authors one a line."""

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 0, GRID, 0)
        box.setSpacing(GRID)
        self.heading, self.note = label("", "heading"), label("", "muted")
        box.addWidget(self.heading)
        box.addWidget(self.note)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        names = {
            "date": self.tr("Date"),
            "basis": self.tr("Basis"),
            "to": self.tr("To"),
            "cc": self.tr("Cc"),
            "bcc": self.tr("Bcc"),
            "subject": self.tr("Subject"),
            "custodian": self.tr("Custodian"),
            "attorneys": self.tr("Attorneys"),
            "doc_type": self.tr("Type of document"),
        }
        self.fields: dict[str, QLineEdit] = {name: entry(text) for name, text in names.items()}
        self.fields["date"].setPlaceholderText("2026-12-31")
        self.authors = self._several(self.tr("Authors, one a line: name; affiliation; * for an attorney"), 72)
        self.description = self._several(self.tr("Description that does not reveal the content"), 72)
        form.addRow(names["date"], self.fields["date"])
        form.addRow(self.tr("Authors"), self.authors)
        form.addRow(names["basis"], self.fields["basis"])
        form.addRow(self.tr("Description"), self.description)
        for name, text in names.items():
            if name not in {"date", "basis"}:
                form.addRow(text, self.fields[name])
        box.addLayout(form)
        box.addStretch(1)

    @staticmethod
    def _several(text: str, high: int) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setAccessibleName(text)
        made.setToolTip(text)
        made.setPlaceholderText(text)
        made.setTabChangesFocus(True)
        made.setMaximumHeight(high)
        return made

    def empty(self, text: str) -> None:
        """Say why there is nothing."""
        self.heading.setText("")
        self.note.setText(text)

    def put(self, heading: str, note: str, details: Details) -> None:
        """Show an entry."""
        self.heading.setText(heading)
        self.note.setText(note)
        for name, field in self.fields.items():
            field.setText(shown(str(getattr(details, name))))
        lines = [author_line(each) for each in details.authors]
        self.authors.setPlainText("\n".join(lines))
        self.description.setPlainText(details.description)

    def value(self, before: Details) -> Details:
        """Give what the form says now."""
        texts = {name: field.text().strip() for name, field in self.fields.items()}
        authors = tuple(read_author(each) for each in self.authors.toPlainText().splitlines() if each.strip())
        return replace(before, **texts, authors=authors, description=self.description.toPlainText().strip())


def author_line(author: Author) -> str:
    """Give an author as a line to edit."""
    parts = [shown(author.name), shown(author.affiliation), _ATTORNEY if author.attorney else ""]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return "; ".join(parts)


def read_author(text: str) -> Author:
    """Read an author from a line: name; affiliation; * for an attorney."""
    parts = [each.strip() for each in text.replace("；", ";").split(";")]
    attorney = parts[-1] == _ATTORNEY and len(parts) > 1
    rest = parts[:-1] if attorney else parts
    return Author(name=rest[0], affiliation="; ".join(each for each in rest[1:] if each), attorney=attorney)


__all__ = ["DetailsForm", "author_line", "read_author"]
