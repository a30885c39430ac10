"""The editor of a template: its YAML with the faults beside the lines, and what comes of it at the right.

Saving is explicit (Ctrl+S): a filing must never freeze a half-typed text. But what is typed goes into a draft beside
the template within a second, so that neither a crash nor a closed window takes any of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QFileSystemWatcher, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.shelf import Origin, OutlineRow, Placed, TemplateFault
from codebinder.model.template import FilingTemplate
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.gallery.faultlist import FaultList
from codebinder.ui.gallery.findline import FindLine
from codebinder.ui.gallery.preview import Preview
from codebinder.ui.gallery.yamledit import YamlEdit
from codebinder.ui.jobs import Job
from codebinder.ui.parts import Elided, banner, button, clear, label
from codebinder.ui.saying import error_text
from codebinder.ui.theme import GRID
from codebinder.workflow import gallery, shelves
from codebinder.workflow.shelves import Opened

_CHECK, _DRAFT = 250, 700
"""Milliseconds of quiet after the last key before the text is checked, and before the draft is kept."""
_LONGEST = 20_000
_SHORT = 64 * 1024
_OTHER = "another"
"""The digest of no text: what is typed was typed over another text than the one that lies there now."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a check found."""

    token: int
    template: FilingTemplate | None
    faults: tuple[TemplateFault, ...]
    outline: tuple[OutlineRow, ...]


class Editor(QWidget):
    """One template being written (or, where it is a shipped one, read)."""

    left = Signal()
    copy_wanted = Signal(object)

    def __init__(self, desk: Desk, placed: Placed, line: int) -> None:
        super().__init__()
        self.desk, self.placed = desk, placed
        self.read_only = placed.origin is Origin.SHIPPED
        self._line, self._digest, self._token = line, "", 0
        self._told = ""
        self._job: Job | None = None
        self._saving = self._dirty = self._ready = False
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        box.setSpacing(GRID)
        self.code = YamlEdit(desk.lang)
        self.code.setAccessibleName(self.tr("Text of the template"))
        self.code.setAccessibleDescription(self.tr("Tab types two spaces; Escape, then Tab, goes on."))
        self.code.setReadOnly(True)  # until the text is there: what is typed or saved before would take its place
        self.find = FindLine(self.code)
        self._head(box)
        self._strips = QVBoxLayout()
        self._strips.setSpacing(GRID // 2)
        box.addLayout(self._strips)
        self.preview = Preview(desk, placed.folder)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left())
        split.addWidget(self.preview)
        split.setSizes([590, 440])
        box.addWidget(split, 1)
        self._check = self._timer(_CHECK, self._ask)
        self._keep = self._timer(_DRAFT, self._keep_draft)
        self._look = self._timer(200, self._look_outside)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._look.start)
        self._watcher.directoryChanged.connect(self._look.start)
        self.code.textChanged.connect(self._typed)
        self.code.loaded.connect(self._loaded)
        self.code.document().modificationChanged.connect(self._mark)
        self.preview.line_wanted.connect(self._to_line)
        for keys, act in (
            (QKeySequence.StandardKey.Save, self.save),
            (QKeySequence.StandardKey.Find, self.find.begin),
            (QKeySequence.StandardKey.FindNext, self.find.next),
            (QKeySequence.StandardKey.FindPrevious, self.find.previous),
        ):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _timer(self, wait: int, slot: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(wait)
        made.timeout.connect(slot)
        return made

    def _head(self, box: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(button(self.tr("‹ All templates"), self.left.emit, "link", name="back-to-gallery"))
        row.addWidget(Elided(shown(str(self.placed.path)), middle=True, look="muted"), 1)
        self.state = label("", "tag", wrap=False)
        row.addWidget(self.state)
        row.addWidget(button(self.tr("Find"), self.find.begin, "flat", tip="Ctrl+F"))
        copy = button(self.tr("Make a copy…"), lambda: self.copy_wanted.emit(self.placed), name="make-a-copy")
        copy.setEnabled(self.placed.template is not None)
        row.addWidget(copy)
        self.verb: QPushButton = button(self.tr("Save"), self.save, "primary", name="save-template", tip="Ctrl+S")
        self.verb.setVisible(not self.read_only)
        row.addWidget(self.verb)
        box.addLayout(row)

    def _left(self) -> QWidget:
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        box.addWidget(self.find)
        box.addWidget(self.code, 1)
        self.faults = FaultList(self.desk.lang, read_only=self.read_only)
        self.faults.chosen.connect(self._to_fault)
        self.faults.mended.connect(self._mend)
        box.addWidget(self.faults)
        return whole

    # -- opening

    def begin(self) -> None:
        """Read the file."""
        path = self.placed.path
        self.desk.look(lambda: shelves.open_text(path), self._opened, self._failed)

    @Slot(object)
    def _opened(self, held: Opened) -> None:
        text = held.text if held.draft is None else held.draft
        longest = max((len(line) for line in text.split("\n")), default=0)
        if longest > _LONGEST:
            count = self.tr("A line of this file has {count} characters; mend it in another editor.")
            self._strip("warn", count.format(count=longest))
            return
        self._digest = held.digest if not held.newer else _OTHER
        if self.read_only:
            text = held.text
            self._strip(
                "info",
                self.tr("This one comes with the program and can't be changed. Make a copy, and change that."),
                button(self.tr("Make a copy…"), lambda: self.copy_wanted.emit(self.placed), "link"),
            )
        elif held.draft is not None:
            original = held.text
            self._strip(
                "info",
                self.tr("This is your text as you left it, not saved yet."),
                button(self.tr("Go back to the saved one"), lambda: self._undo_draft(original), "link"),
            )
        self._dirty = held.draft is not None and not self.read_only
        self.code.load(text, read_only=self.read_only)
        self._watch()

    @Slot()
    def _loaded(self) -> None:
        self._ready = True
        if self._dirty:
            self.code.document().setModified(True)
        if self._digest == _OTHER:
            self._look.start()
        self._mark()
        if self._line:
            self._to_line(self._line)
        self.code.setFocus()
        self._ask()

    def _watch(self) -> None:
        held = [*self._watcher.files(), *self._watcher.directories()]
        if held:
            self._watcher.removePaths(held)
        if not self.read_only:
            self._watcher.addPaths([str(self.placed.path), str(self.placed.folder)])

    def _undo_draft(self, text: str) -> None:
        clear(self._strips)
        self.code.replace_all(text)

    # -- checking

    @Slot()
    def _typed(self) -> None:
        if not self.code.whole:
            return
        self._check.start()
        if not self.read_only:
            self._keep.start()

    @Slot()
    def _ask(self) -> None:
        self._token += 1
        token, text, name = self._token, self.code.toPlainText(), self.placed.path.name

        def work() -> _Checked:
            data = text.encode("utf-8", "replace")
            template, faults = gallery.examine(data, name)
            return _Checked(token, template, faults, gallery.outline(data))

        if self._job is not None:
            self._job.flag.pull()
        self._job = self.desk.gauges.submit("", lambda _progress, _cancel: work(), self._checked, self._unchecked)

    @Slot(object)
    def _unchecked(self, error: CodebinderError) -> None:
        if not isinstance(error, Cancelled):
            self._failed(error)
        elif self._job is not None and not self._check.isActive() and not self._job.result:
            self._check.start()  # another workbook was opened meanwhile, which stops every measure

    @Slot(object)
    def _checked(self, found: _Checked) -> None:
        if found.token != self._token:
            return
        self.code.show_faults(found.faults)
        self.preview.show_outline(found.outline)
        self.preview.show_template(found.template)
        self.faults.show_faults(found.faults)

    @Slot(object)
    def _to_fault(self, fault: TemplateFault) -> None:
        if fault.line:
            self.code.go_to(fault.line, fault.column, select=True)
            self.code.setFocus()

    @Slot(int)
    def _to_line(self, line: int) -> None:
        self.code.go_to(line, 1)
        self.code.setFocus()

    @Slot(object, str)
    def _mend(self, fault: TemplateFault, word: str) -> None:
        self.code.go_to(fault.line, fault.column, select=True)
        quoted = self.code.textCursor().selectedText().startswith('"')
        self.code.textCursor().insertText(f'"{word}"' if quoted else word)
        self.code.setFocus()

    # -- saving

    @Slot()
    def _mark(self, *_: object) -> None:
        changed = self.code.document().isModified() and not self.read_only
        self.state.setText(
            self.tr("read only") if self.read_only else self.tr("not saved") if changed else self.tr("saved")
        )
        self.verb.setEnabled(changed and not self._saving)

    @Slot()
    def _keep_draft(self) -> None:
        if self.code.document().isModified() and not self._saving:
            path, text = self.placed.path, self.code.toPlainText()
            self.desk.look(lambda: shelves.keep_draft(path, text), _nothing, self._failed)

    @Slot()
    def save(self) -> None:
        """Write the template, unless another program has changed it."""
        self._save(self._digest)

    def _save(self, expected: str) -> None:
        if self.read_only or self._saving or not self._ready or not self.code.whole:
            return
        self._saving = True
        self._keep.stop()
        self._mark()
        path, text = self.placed.path, self.code.toPlainText()
        revision = self.code.document().revision()
        self.desk.look(lambda: (revision, shelves.save_text(path, text, expected)), self._saved, self._not_saved)

    @Slot(object)
    def _saved(self, seen: tuple[int, str]) -> None:
        revision, self._digest = seen
        self._saving = False
        clear(self._strips)
        if self.code.document().revision() == revision:
            self.code.document().setModified(False)
        else:
            self._keep.start()  # somebody typed on while it was written
        self._mark()
        self._watch()

    @Slot(object)
    def _not_saved(self, error: CodebinderError) -> None:
        self._saving = False
        self._keep_draft()
        self._mark()
        self._strip(
            "bad",
            error_text(error, self.desk.lang),
            button(self.tr("Save over it"), lambda: self._save(""), "link", name="save-over"),
        )

    # -- changed outside

    @Slot()
    def _look_outside(self) -> None:
        if not self._saving:
            path = self.placed.path
            self.desk.look(lambda: shelves.open_text(path), self._seen_outside, self._gone)

    @Slot(object)
    def _seen_outside(self, held: Opened) -> None:
        self._watch()
        if held.digest == self._digest or self._saving:
            return
        if not self.code.document().isModified():
            self._digest = held.digest
            self._put(held.text)
            self._strip("info", self.tr("Another program has changed the file: this is the new text."))
            return
        if held.digest == self._told:
            return  # our own draft was written beside it
        self._told = held.digest
        self._strip(
            "warn",
            self.tr("Another program has changed the file. Your text here is not touched."),
            button(self.tr("Load the other one"), lambda: self._take(held), "link", name="load-other"),
        )

    def _take(self, held: Opened) -> None:
        clear(self._strips)
        self._digest = held.digest
        self._put(held.text)
        self._keep.stop()
        path = self.placed.path
        self.desk.look(lambda: shelves.drop_draft(path), _nothing, self._failed)

    def _put(self, text: str) -> None:
        """Show the text that lies on the disk; a short one as a step that can be undone."""
        self._dirty = False
        self._line = self.code.textCursor().blockNumber() + 1
        if len(text) > _SHORT:
            self.code.load(text, read_only=False)
            return
        self.code.replace_all(text)
        self.code.document().setModified(False)
        self._to_line(self._line)

    @Slot(object)
    def _gone(self, error: CodebinderError) -> None:
        self._strip(
            "warn",
            error_text(error, self.desk.lang),
            button(self.tr("Save it again"), lambda: self._save(""), "link"),
        )

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self._strip("bad", error_text(error, self.desk.lang))

    def _strip(self, level: str, text: str, act: QPushButton | None = None) -> None:
        clear(self._strips)
        self._strips.addWidget(banner(level, text, act))

    def close_down(self) -> None:
        """Keep what is not saved, now: the window or the page goes away."""
        kept = not self._keep.isActive() and not self._saving  # what is being saved may yet be refused
        if self._ready and self.code.whole and self.code.document().isModified() and not kept:
            self._keep.stop()
            path, text = self.placed.path, self.code.toPlainText()
            self.desk.attempt(lambda: shelves.keep_draft(path, text))
        for each in (self._check, self._keep, self._look):
            each.stop()


def _nothing(_done: object) -> None:
    """What is written in the background needs no word."""
