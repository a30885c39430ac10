"""How an image was built, as somebody declares it, and what came of building it again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from codebinder.errors import CodebinderError
from codebinder.model.build_facts import KEYS, rebuilt_of
from codebinder.model.firmware import BuildFacts
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component
from codebinder.ui.desk import Desk
from codebinder.ui.imaging import words
from codebinder.ui.parts import banner, button, clear, label, scrolled
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow import buildfacts
from codebinder.workflow.imageviews import ImageState

_LONG = frozenset({"flags", "commands"})


class Area(QPlainTextEdit):
    """Several lines; Tab leaves them."""

    left = Signal()
    """The focus went elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(64)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()


class BuildTab(QWidget):
    """A small form that saves itself, what the image says against it, and the comparison with one built again."""

    rebuilt = Signal(Path)
    """The image is to be compared with this one, which was built again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._slug = ""
        self._held: dict[str, str] = {}
        self._fields: dict[str, QLineEdit | QPlainTextEdit | QComboBox] = {}
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, GRID, GRID, 0)
        box.setSpacing(GRID)
        text = self.tr("You declare it, and it stands in the papers as a declaration. Nothing is built or run here.")
        box.addWidget(label(text, "muted"))
        self._doubts = QVBoxLayout()
        self._doubts.setSpacing(GRID)
        box.addLayout(self._doubts)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key in KEYS:
            field = self._field(key)
            field.setObjectName(f"build-{key.replace('_', '-')}")
            field.setAccessibleName(words.fact_name(key))
            self._fields[key] = field
            form.addRow(words.fact_name(key), field)
        box.addLayout(form)
        self.fault = label("", "fault")
        self.fault.setObjectName("build-fault")
        box.addWidget(self.fault)
        box.addWidget(label(self.tr("Built again"), "heading"))
        self.outcome = label("", "text")
        self.outcome.setObjectName("build-outcome")
        box.addWidget(self.outcome)
        row = QHBoxLayout()
        self.again = button(self.tr("Compare with one built again…"), self._choose, name="rebuilt")
        row.addWidget(self.again)
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def _field(self, key: str) -> QLineEdit | QPlainTextEdit | QComboBox:
        if key == "reproducible":
            choice = QComboBox()
            for value, text in (
                ("", self.tr("not stated")),
                ("yes", self.tr("yes: the same bytes each time")),
                ("no", self.tr("no")),
            ):
                choice.addItem(text, value)
            choice.activated.connect(lambda _at: self._commit(key))
            return choice
        if key in _LONG:
            area = Area()
            area.left.connect(lambda: self._commit(key))
            return area
        line = QLineEdit()
        hints = {"toolchain": "gcc 12.2.0, binutils 2.40", "built_on": self.tr("YYYY-MM-DD")}
        line.setPlaceholderText(hints.get(key, ""))
        line.editingFinished.connect(lambda: self._commit(key))
        return line

    # -- what is shown

    def show_state(self, state: ImageState) -> None:
        """Show what is declared of an image; a field that is being written in stays."""
        other = state.slug != self._slug
        self._slug = state.slug
        facts = state.build or BuildFacts()
        for key, field in self._fields.items():
            text = str(getattr(facts, key))
            if other or (text != self._held.get(key, "") and not field.hasFocus()) or self._text(key) == text:
                self._put(key, text)
            self._held[key] = text
            field.setEnabled(self.desk.can_write)
        if other:
            self._say("")
        clear(self._doubts)
        for doubt in state.doubts:
            self._doubts.addWidget(banner("warn", words.doubt_text(doubt)))
        self.again.setEnabled(self.desk.can_write)
        self.outcome.setText(self._outcome(facts.rebuilt))

    def _outcome(self, text: str) -> str:
        if not text:
            return self.tr("Nobody has compared this image with one that was built again yet.")
        differing, size, regions = rebuilt_of(text)
        if not differing and not regions:
            return self.tr("An image that was built again has the same bytes.")
        told = self.tr("An image that was built again differs: {bytes} of {size} bytes, in {regions} regions.")
        return told.format(bytes=count_text(differing), size=count_text(size), regions=count_text(regions))

    def _text(self, key: str) -> str:
        field = self._fields[key]
        if isinstance(field, QComboBox):
            return str(field.currentData() or "")
        return (field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()).strip()

    def _put(self, key: str, text: str) -> None:
        field = self._fields[key]
        if isinstance(field, QComboBox):
            field.setCurrentIndex(max(0, field.findData(text)))
        elif isinstance(field, QPlainTextEdit):
            if field.toPlainText() != text:
                field.setPlainText(text)
        elif field.text() != text:
            field.setText(text)

    # -- saving

    def _commit(self, key: str) -> None:
        text, slug = self._text(key), self._slug
        if text == self._held.get(key, "") or not slug or not self.desk.can_write:
            return
        session, filing = self.desk.need()
        self._held[key] = text

        def work(_progress: Progress, _cancel: Cancel) -> Component:
            return buildfacts.state(session, filing, slug, {key: text})

        self.desk.run_job(self.tr("Noting how it was built"), work, self._saved, self._refused)

    @Slot(object)
    def _saved(self, _part: Component) -> None:
        self._say("")
        self.desk.changed("firmware")

    @Slot(object)
    def _refused(self, error: CodebinderError) -> None:
        self._say(error_text(error, self.desk.lang))

    def _say(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("The image that was built again"), str(Path.home()))
        if chosen:
            self.rebuilt.emit(Path(chosen))
