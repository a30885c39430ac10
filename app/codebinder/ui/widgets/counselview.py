"""What counsel should look at, in a dialog that can be copied; and the days that the filing has to keep."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.model.checklist import DueRow
from codebinder.model.package import CounselRow
from codebinder.model.template import FilingTemplate
from codebinder.model.text import shown
from codebinder.ui.inspector import source_text
from codebinder.ui.parts import button, card, clear, empty_state, label, scrolled
from codebinder.ui.theme import GRID
from codebinder.ui.whys import why_text

_SOON = 14


def kind_name(kind: str) -> str:
    """Give the word for what counsel should look at."""
    return {
        "unclear": QCoreApplication.translate("Counsel", "rule unclear"),
        "omitted": QCoreApplication.translate("Counsel", "left out"),
        "contradiction": QCoreApplication.translate("Counsel", "contradiction"),
    }.get(kind, kind)


class CounselDialog(QDialog):
    """Every unclear rule, decided or not, everything left out, every contradiction: who settled it, when and why."""

    def __init__(self, parent: QWidget, rows: Sequence[CounselRow], template: FilingTemplate | None, lang: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("For counsel"))
        self.setObjectName("counsel")
        self.resize(760, 560)
        self._text = ""
        outer = QVBoxLayout(self)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setSpacing(2 * GRID)
        texts: list[str] = []
        for row in rows:
            frame, texts_of = self._row(row, template, lang)
            texts.append(texts_of)
            box.addWidget(frame)
        if not rows:
            box.addWidget(
                empty_state(
                    self.tr("Nothing to look at"),
                    self.tr("No rule is unclear here, nothing was left out, and nothing is contradicted."),
                )
            )
        box.addStretch(1)
        outer.addWidget(scrolled(inner), 1)
        self._text = "\n\n".join(texts)
        low = QHBoxLayout()
        low.addStretch(1)
        copy = button(self.tr("Copy as text"), self._copy, "flat")
        copy.setEnabled(bool(rows))
        low.addWidget(copy)
        low.addWidget(button(self.tr("Close"), self.accept, "primary"))
        outer.addLayout(low)

    def _row(self, row: CounselRow, template: FilingTemplate | None, lang: str) -> tuple[QFrame, str]:
        frame, box = card()
        title = f"{shown(row.label.get(lang))}  ·  {kind_name(row.kind)}"
        why = "\n".join(map(shown, why_text(row.why, template, lang).split("\n")))
        who = shown(", ".join(each for each in (row.by, row.at[:10]) if each))
        sources = "\n".join(map(shown, _sources(row, template, lang).split("\n")))
        frame.setAccessibleName(title)
        box.addWidget(label(title, "label"))
        box.addWidget(label(why))
        for text, look in ((who, "second"), (sources, "muted")):
            if text:
                box.addWidget(label(text, look))
        return frame, "\n".join(each for each in (f"{row.requirement}: {title}", why, who, sources) if each)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._text)


def _sources(row: CounselRow, template: FilingTemplate | None, lang: str) -> str:
    """Say what the sources say of a rule, and where; of a contradiction what the code shows."""
    rules = template.requirements if template is not None and row.kind != "contradiction" else ()
    rule = next((each for each in rules if each.id == row.requirement), None)
    if rule is None:
        return why_text(row.sources, template, lang)
    return "\n".join(each for each in (rule.unclear.get(lang), source_text(rule.source, lang)) if each)


class Deadlines(QWidget):
    """The template's deadlines, each with its day and how many days are left, by today's clock."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, box = card()
        outer.addWidget(frame)
        box.addWidget(label(self.tr("Deadlines"), "heading"))
        self._box = QVBoxLayout()
        self._box.setSpacing(GRID)
        box.addLayout(self._box)
        self.hide()

    def load(self, rows: Sequence[DueRow], template: FilingTemplate, lang: str) -> None:
        """Show the deadlines."""
        clear(self._box)
        for row in rows:
            near = row.days_left is not None and row.days_left <= _SOON
            words = shown(row.label.get(lang))
            day = f"{row.day}  ·  " if row.day else ""
            made = label(f"{day}{words}", "label")
            made.setToolTip(source_text(row.source, lang))
            self._box.addWidget(made)
            why = shown(why_text(row.why, template, lang))
            if why:
                self._box.addWidget(label(why, "warn" if near else "second"))
            note = shown(row.note.get(lang))
            if note:
                self._box.addWidget(label(note, "second"))
        self.setVisible(bool(rows))
