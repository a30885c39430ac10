"""The find bar of a viewer: text or regular expression, case, whole words, every hit marked and counted; go to line."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from codebinder.base.textfind import Hits, PatternFault, Wanted, find_all
from codebinder.errors import Cancelled
from codebinder.ui.jobs import Flag
from codebinder.ui.parts import button, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.codeview import CodeView
from codebinder.ui.widgets.document import Document

_REST = 120
_SMALL = 16 << 10


@dataclass(frozen=True, slots=True)
class _Found:
    """The outcome of one search; None: the text is no pattern."""

    number: int
    hits: Hits | None


class _Search(QObject):
    """Searches on a thread of its own; a new search ends the one before."""

    ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._flag = Flag()
        self.number = 0

    def begin(self, document: Document, wanted: Wanted) -> _Found | None:
        """Search; a small file is searched at once."""
        self.stop()
        self._flag, self.number = Flag(), self.number + 1
        if len(document.data) <= _SMALL:
            return _searched(self.number, document, wanted, self._flag)
        threading.Thread(
            target=self._run, args=(self.number, document, wanted, self._flag), name="codebinder-find", daemon=True
        ).start()
        return None

    def stop(self) -> None:
        self._flag.pull()

    def _run(self, number: int, document: Document, wanted: Wanted, flag: Flag) -> None:
        try:
            found = _searched(number, document, wanted, flag)
        except Cancelled:
            return
        try:
            self.ended.emit(found)
        except RuntimeError:
            return  # the window has gone


def _searched(number: int, document: Document, wanted: Wanted, flag: Flag) -> _Found:
    try:
        return _Found(number, find_all(document.data, document.encoding, document.starts, wanted, cancel=flag))
    except PatternFault:
        return _Found(number, None)


class FindBar(QFrame):
    """Belongs to one viewer. Finds as one types; Enter and F3 go on, with Shift back; Escape closes."""

    def __init__(self, view: CodeView, keys: QWidget | None = None) -> None:
        """`keys` is the widget within which Ctrl+F, Ctrl+G and F3 count; without one, the viewer and this bar."""
        super().__init__()
        self._view = view
        self._stale = self._going = False
        self._back = False
        self._search = _Search(self)
        self._search.ended.connect(self._ended, Qt.ConnectionType.QueuedConnection)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._begin)
        self._build()
        view.document_changed.connect(self._other_file)
        view.wrap_changed.connect(self.wrap.setChecked)
        for each in (view, self) if keys is None else (keys,):
            self._shortcuts(each)
        self.hide()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self.field = QLineEdit()
        self.field.setObjectName("find-field")
        self.field.setPlaceholderText(self.tr("Find in this file"))
        self.field.setAccessibleName(self.tr("Find in this file"))
        self.field.setMinimumWidth(10 * GRID)
        self.field.textChanged.connect(self._changed)
        self.field.returnPressed.connect(self._entered)
        self.regex = self._toggle(".*", self.tr("Regular expression"), "find-regex")
        self.case = self._toggle("Aa", self.tr("Upper and lower case differ"), "find-case")
        self.words = self._toggle("[w]", self.tr("Whole words"), "find-words")
        self.note = label("", "muted", wrap=False)
        self.note.setObjectName("find-note")
        self.line = QLineEdit()
        self.line.setObjectName("line-field")
        self.line.setPlaceholderText(self.tr("Line"))
        self.line.setAccessibleName(self.tr("Go to line"))
        self.line.setMaximumWidth(80)
        self.line.returnPressed.connect(self._go_to_line)
        self.wrap = QToolButton()
        self.wrap.setText(self.tr("Wrap"))
        self.wrap.setObjectName("find-wrap")
        self.wrap.setCheckable(True)
        self.wrap.setChecked(self._view.wraps)
        self.wrap.setAccessibleName(self.tr("Wrap long lines"))
        self.wrap.setToolTip(self.tr("Wrap long lines") + " (Alt+Z)")
        self.wrap.toggled.connect(self._view.set_wrap)
        row.addWidget(self.field, 1)
        for each in (self.regex, self.case, self.words):
            row.addWidget(each)
        row.addWidget(button(self.tr("Previous"), self.previous, "flat", tip=self.tr("Previous hit (Shift+F3)")))
        row.addWidget(button(self.tr("Next"), self.next, "flat", tip=self.tr("Next hit (F3)")))
        row.addWidget(self.note)
        row.addWidget(self.line)
        row.addWidget(self.wrap)
        row.addWidget(button(self.tr("Close"), self.dismiss, "flat"))

    def _toggle(self, text: str, name: str, key: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(key)
        made.setText(text)
        made.setCheckable(True)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.toggled.connect(self._changed)
        return made

    def _shortcuts(self, home: QWidget) -> None:
        for keys, slot in (
            ("Ctrl+F", self.begin), ("Ctrl+G", self.begin_line), ("F3", self.next), ("Shift+F3", self.previous),
        ):  # fmt: skip
            made = QShortcut(QKeySequence(keys), home)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(slot)

    # -- showing and hiding

    @Slot()
    def begin(self) -> None:
        """Show the bar, ready to type; what is selected on one line is what to find."""
        start, end = self._view.selection
        line = self._view.document.line_of
        if start < end <= start + 200 and line(start) == line(end):
            self.field.setText(self._view.document.text(start, end))
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text() and not self._view.hits:
            self._changed()

    @Slot()
    def begin_line(self) -> None:
        """Show the bar, ready for the number of a line."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    @Slot()
    def dismiss(self) -> None:
        """Hide the bar, and no hit is marked any more."""
        self._rest.stop()
        self._search.stop()
        self.hide()
        self._view.set_hits(Hits())
        self._stale = bool(self.field.text())
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    # -- finding

    @property
    def settled(self) -> bool:
        """Is no search under way?"""
        return not self._stale

    @Slot()
    def _changed(self) -> None:
        self._stale, self._back, self._going = True, False, self.isVisible()
        self._rest.start()

    @Slot()
    def _other_file(self) -> None:
        self._search.stop()
        self.note.setText("")
        self._stale = True
        if self.isVisible() and self.field.text():
            self._going = False
            self._rest.start()

    @Slot()
    def _begin(self) -> None:
        self._rest.stop()
        text = self.field.text()
        if not text:
            self._search.stop()
            self._stale = False
            self._view.set_hits(Hits())
            self.note.setText("")
            return
        self.note.setText(self.tr("searching…"))
        wanted = Wanted(
            text=text, regex=self.regex.isChecked(), case=self.case.isChecked(), words=self.words.isChecked()
        )
        found = self._search.begin(self._view.document, wanted)
        if found is not None:
            self._ended(found)

    @Slot(object)
    def _ended(self, found: _Found) -> None:
        if found.number != self._search.number:
            return
        self._stale = False
        hits = found.hits
        self._view.set_hits(hits or Hits())
        if hits is None:
            self.note.setText(self.tr("not a valid pattern"))
        elif not hits:
            self.note.setText(self.tr("not found"))
        elif self._going:
            self._go(back=self._back, here=not self._back)
        else:
            self._count(-1)

    @Slot()
    def _entered(self) -> None:
        self._step(back=bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier))

    @Slot()
    def next(self) -> None:
        """Go to the next hit."""
        self._step(back=False)

    @Slot()
    def previous(self) -> None:
        """Go to the hit before."""
        self._step(back=True)

    def _step(self, *, back: bool) -> None:
        if not self.field.text():
            self.begin()
        elif self._stale:
            self._going, self._back = True, back
            self._begin()
        else:
            self._go(back=back, here=False)

    def _go(self, *, back: bool, here: bool) -> None:
        view = self._view
        start, end = view.selection
        hits = view.hits
        at = hits.before(start) if back else hits.after(start if here or start == end else max(end, start + 1))
        if at >= 0:
            view.select(hits.starts[at], hits.ends[at])
            self._count(at)

    def _count(self, at: int) -> None:
        hits = self._view.hits
        count = count_text(len(hits)) + ("+" if hits.more else "")
        text = self.tr("{at} of {count}") if at >= 0 else self.tr("hits: {count}")
        self.note.setText(text.format(at=count_text(at + 1), count=count))

    @Slot()
    def _go_to_line(self) -> None:
        text = self.line.text().strip()
        if text.isdecimal():
            self._view.go_to_line(int(text[:12]))
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
