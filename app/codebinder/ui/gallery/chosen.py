"""What the new-filing dialog says of the template that is marked, and the screens that go along from the beginning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from codebinder.model.template import FIELD_KINDS, FilingTemplate, Level
from codebinder.model.template_papers import TemplateKind
from codebinder.model.text import shown
from codebinder.ui.gallery.grouping import group_name, group_of, kind_word
from codebinder.ui.parts import clear, label
from codebinder.ui.regimes import inferred, place_name, status_look, status_of
from codebinder.ui.standing import strips
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow.gallery import Choice
from codebinder.workflow.standing import Warned

if TYPE_CHECKING:
    from codebinder.workflow.gallery import Head


def words_of_head(head: Head) -> str:
    """Give everything of a template's head that a search looks at, in small letters."""
    parts = [head.id, head.jurisdiction, place_name(head.jurisdiction), kind_word(head.kind)]
    parts.append(group_name(group_of(head.task, head.kind)))
    parts += [text for part in (head.names, head.summary, head.authority) for _, text in part.pairs]
    return " ".join(parts).casefold()


class ChosenPane(QWidget):
    """At once what the head says, and the rest when the whole template has been read."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, GRID, 0)
        self._box.setSpacing(GRID)

    def nothing(self, text: str) -> None:
        """Say why nothing is shown."""
        clear(self._box)
        self._box.addWidget(label(text, "muted"))
        self._box.addStretch(1)

    def show_head(self, head: Head, rows: Iterable[Warned]) -> None:
        """Show what is known without reading the whole."""
        self._begin(head, "", rows)
        self._box.addStretch(1)

    def show_template(self, template: FilingTemplate, rows: Iterable[Warned]) -> None:
        """Show all of it."""
        self._begin(template, shown(template.status_note.get(self._lang)), rows)
        for name, text in self._facts(template):
            self._box.addWidget(label(name, "caption"))
            self._box.addWidget(label(shown(text) if "\n" not in text else text))
        self._box.addStretch(1)

    def _begin(self, held: Head | FilingTemplate, note: str, rows: Iterable[Warned]) -> None:
        clear(self._box)
        self._box.addWidget(label(shown(held.names.get(self._lang)), "heading"))
        tags = FlowLayout()
        tags.setSpacing(GRID)
        tags.addWidget(label(status_of(held.status), status_look(held.status)))
        tags.addWidget(label(place_name(shown(held.jurisdiction)), "tag"))
        tags.addWidget(label(kind_word(held.kind), "tag"))
        tags.addWidget(label(f"{shown(held.id)} {shown(held.version)}", "tag"))
        self._box.addLayout(tags)
        for strip in strips(rows, note, self._lang):
            self._box.addWidget(strip)
        self._box.addWidget(label(shown(held.summary.get(self._lang))))

    def _facts(self, template: FilingTemplate) -> list[tuple[str, str]]:
        rows = [each for each in template.requirements if each.level is Level.REQUIRED]
        fields = sum(each.kind in FIELD_KINDS for each in rows)
        asks = self.tr("{fields} answers and {others} other things, depending on the product").format(
            fields=fields, others=len(rows) - fields
        )
        policy = template.redaction
        hide = self.tr("Nothing may be hidden.")
        if policy.allowed and policy.ceiling:
            hide = self.tr("Parts may be hidden, up to a share of {ceiling}.").format(ceiling=policy.ceiling)
        elif policy.allowed:
            hide = self.tr("Parts may be hidden; no ceiling is stated.")
        guessed = inferred(template)
        sure = template.confidence or self.tr("not stated")
        if guessed:
            sure += self.tr(" · {count} rules are inferred by this template, not read in a source").format(
                count=guessed
            )
        found = [
            (self.tr("Authority"), template.authority.get(self._lang)),
            (self.tr("Asks for"), asks),
            (self.tr("Redaction"), hide),
            (self.tr("How sure the rules are"), sure),
        ]
        if template.legal_basis:
            basis = "\n".join(
                shown(" · ".join(part for part in (each.title.get(self._lang), each.number, each.date) if part))
                for each in template.legal_basis
            )
            found.append((self.tr("Legal basis"), basis))
        return found


class _Tick(QCheckBox):
    """A tick whose words end in an ellipsis where there is no room; whole they stand in its tooltip and its name."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.ensurePolished()
        self._words, self._wide = words, super().sizeHint()
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Ask for the room of all the words."""
        return self._wide

    def minimumSizeHint(self) -> QSize:
        """Get by with a few of them."""
        return QSize(min(self._wide.width(), 160), self._wide.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many of the words as there is room for."""
        super().resizeEvent(event)
        room = event.size().width() - (self._wide.width() - self.fontMetrics().horizontalAdvance(self._words))
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class ScreenTicks(QWidget):
    """A tick for every screen; those that the template proposes are ticked when it is marked."""

    told = Signal(bool)
    """Is there any screen at all?"""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.choices: tuple[Choice, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        box.addWidget(label(self.tr("Screens: questions that are added and signed with it"), "muted"))
        self._row = FlowLayout()
        self._row.setSpacing(GRID)
        box.addLayout(self._row)

    def offer(self, choices: Iterable[Choice]) -> None:
        """Offer the screens among these."""
        clear(self._row)
        self._boxes.clear()
        self.choices = tuple(each for each in choices if each.head.kind == TemplateKind.SCREEN)
        for each in self.choices:
            name = shown(each.head.names.get(self._lang))
            box = _Tick(name)
            box.setToolTip(f"{name}\n{shown(each.head.summary.get(self._lang))}")
            self._boxes[each.ref] = box
            self._row.addWidget(box)
        self.told.emit(bool(self.choices))

    def propose(self, ids: Iterable[str]) -> None:
        """Tick those that a template proposes, and no others."""
        wanted = set(ids)
        for name, box in self._boxes.items():
            box.setChecked(name in wanted)

    def ticked(self) -> tuple[str, ...]:
        """Give those that are ticked."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())
