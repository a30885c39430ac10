"""The editor for a set of questions: each with a text of its own, in one of the revisions that the template knows."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codebinder.model.template import Question, QuestionSet, Requirement
from codebinder.model.text import shown
from codebinder.ui.parts import button, clear, label
from codebinder.ui.theme import GRID
from codebinder.ui.whys import why_text
from codebinder.ui.widgets.editors import Area, Editor, NoWheelBox
from codebinder.workflow import questioning


class QuestionField(QWidget):
    """One question with its answer, and how long that may be."""

    def __init__(
        self, number: int, question: Question, lang: str, edited: Callable[[], object], left: Callable[[], object]
    ) -> None:
        super().__init__()
        self.question = question
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        text = f"{number}. {shown(question.text.get(lang))}"
        optional = "" if question.required else QCoreApplication.translate("Questions", " (optional)")
        box.addWidget(label(text + optional))
        hint = shown(question.help.get(lang))
        if hint:
            box.addWidget(label(hint, "second"))
        self.area = Area()
        self.area.setAccessibleName(question.text.get(lang))
        self.area.setAccessibleDescription(hint)
        self.area.textChanged.connect(edited)
        self.area.textChanged.connect(self._count)
        self.area.left.connect(left)
        box.addWidget(self.area)
        self._size = label("", "second")
        self._size.setVisible(bool(question.max_chars))
        box.addWidget(self._size)
        self._count()

    @Slot()
    def _count(self) -> None:
        if self.question.max_chars:
            words = QCoreApplication.translate("Questions", "{count} of at most {most} characters")
            size = len(self.area.toPlainText().strip())
            self._size.setText(words.format(count=size, most=self.question.max_chars))


class QuestionsEditor(Editor):
    """A set of questions. Where the template has several revisions one is chosen, and equal questions keep answers."""

    csv_wanted = Signal()

    def __init__(self, requirement: Requirement, lang: str) -> None:
        super().__init__(requirement, lang)
        self._filling = False
        self._asked: Collection[str] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        sets = questioning.sets(requirement)
        self._set: QuestionSet = sets[-1]
        self._fields: dict[str, QuestionField] = {}
        self.revisions = NoWheelBox()
        if len(sets) > 1:
            for each in reversed(sets):
                name = shown(each.label.get(lang))
                self.revisions.addItem(f"{shown(each.revision)}{f' · {name}' if name else ''}", each.revision)
            row = QHBoxLayout()
            row.setSpacing(GRID)
            title = label(self.tr("Revision of the questions"), "second", wrap=False)
            title.setBuddy(self.revisions)
            self.revisions.setAccessibleName(f"{self.name}: {title.text()}")
            self.revisions.activated.connect(self._switch)
            row.addWidget(title)
            row.addWidget(self.revisions)
            row.addStretch(1)
            box.addLayout(row)
        elif self._set.revision:
            box.addWidget(label(self.tr("Questions as of {date}").format(date=shown(self._set.revision)), "second"))
        self._note = label("", "warn")
        self._note.hide()
        box.addWidget(self._note)
        self._box = QVBoxLayout()
        self._box.setSpacing(GRID // 2)
        box.addLayout(self._box)
        low = QHBoxLayout()
        from_file = button(self.tr("From CSV…"), self.csv_wanted.emit, "flat")
        from_file.setAccessibleName(f"{self.name}: {from_file.text()}")
        low.addWidget(from_file)
        low.addStretch(1)
        box.addLayout(low)
        self._build()

    def _build(self) -> None:
        clear(self._box)
        self._fields = {}
        for number, each in enumerate(self._set.questions, start=1):
            made = QuestionField(number, each, self.lang, self._edit, self.committed.emit)
            made.area.setObjectName(f"field-{self.requirement.id}-{each.id}")
            self._box.addWidget(made)
            self._fields[each.id] = made
        self._hide()

    @Slot()
    def _edit(self) -> None:
        if not self._filling:
            self.edited.emit()

    @Slot()
    def _switch(self) -> None:
        text, lost = questioning.switched(self.requirement, self.value(), str(self.revisions.currentData()))
        self._set = next(
            each for each in questioning.sets(self.requirement) if each.revision == self.revisions.currentData()
        )
        self._build()
        self.put(text)
        if lost:
            words = self.tr("These answers were not carried over, since their questions are other ones: {names}")
            self._note.setText(words.format(names=", ".join(lost)))
            self._note.show()
        self.committed.emit()

    def ask(self, names: Collection[str] | None) -> None:
        """Show only these questions (None: all); what was answered stays to be seen."""
        self._asked = names
        self._hide()

    def _hide(self) -> None:
        for name, each in self._fields.items():
            each.setVisible(self._asked is None or name in self._asked or bool(each.area.toPlainText().strip()))

    def value(self) -> str:
        return questioning.written(
            self._set, {name: each.area.toPlainText().strip() for name, each in self._fields.items()}
        )

    def put(self, text: str) -> None:
        chosen, answers = questioning.read(self.requirement, text)
        if text and chosen.revision != self._set.revision:
            self._set = chosen
            self._build()
        self.revisions.setCurrentIndex(max(0, self.revisions.findData(self._set.revision)))
        self._filling = True
        for name, each in self._fields.items():
            if each.area.toPlainText().strip() != answers.get(name, "").strip():
                each.area.setPlainText(answers.get(name, ""))
        self._filling = False
        note = questioning.note(self.requirement, text)
        self._note.setText(shown(why_text(note, None, self.lang)))
        self._note.setVisible(bool(note))
        self._hide()

    def fields(self) -> list[QWidget]:
        return [each.area for each in self._fields.values()]
