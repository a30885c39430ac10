"""What leaving blank and comment lines out of the listing comes to, shown beside the form before anybody chooses it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from codebinder.base.messages import said
from codebinder.errors import CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.model.template import Requirement
from codebinder.model.template_pages import Strip
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import button, label
from codebinder.ui.redacting.rows import Row, RowTable
from codebinder.ui.saying import error_text
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.workflow import filings, strippreview
from codebinder.workflow.strippreview import FilePreview, Preview


class StripLine(QWidget):
    """The button below the field: it opens the look."""

    def __init__(self, desk: Desk, requirement: Requirement) -> None:
        super().__init__()
        self._desk, self._requirement = desk, requirement
        box = QHBoxLayout(self)
        box.setContentsMargins(26, 0, 0, 0)
        self.look = button(self.tr("Look what each choice leaves out…"), self._open, name="strip-look")
        box.addWidget(self.look)
        box.addStretch(1)

    @Slot()
    def _open(self) -> None:
        StripDialog(self._desk, self._requirement, self.window()).open()


class StripDialog(Dialog):
    """One choice at a time: counts by file, the first lines that would not be printed, pages before and after."""

    def __init__(self, desk: Desk, requirement: Requirement, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("StripDialog", "Lines left out of the listing"),
            QCoreApplication.translate(
                "StripDialog",
                "Files leave as they are, and line numbers stay those of the files; only the printed listing is "
                "shorter, and says so. A line that carries a mask is always printed.",
            ),
        )
        self.desk, self._requirement = desk, requirement
        self.seen: Preview | None = None
        self.resize(880, 600)
        self.choice = QComboBox()
        self.choice.setObjectName("strip-choice")
        self.choice.setAccessibleName(self.tr("What is left out"))
        for each in requirement.choices:
            self.choice.addItem(shown(each.label.get(desk.lang)), each.value)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.choice)
        self.show_it = button(self.tr("Show what it comes to"), self._look, name="strip-show")
        row.addWidget(self.show_it)
        row.addStretch(1)
        self.body.addLayout(row)
        self.summary = label(self.tr("Choose, and look: nothing is changed by looking."), "muted")
        self.body.addWidget(self.summary)
        self.body.addWidget(self._both(), 1)
        self.buttons.addWidget(button(self.tr("Close"), self.reject))
        self.take = button(self.tr("Leave these lines out"), self._take, "primary", name="strip-take")
        self.take.setEnabled(False)
        self.buttons.addWidget(self.take)

    def _both(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        headers = [self.tr("File"), self.tr("Blank"), self.tr("Comments"), self.tr("Of")]
        self.table = RowTable(self.tr("Files of which lines would be left out"), headers, [430, 90, 100, 0])
        self.table.selectionModel().currentRowChanged.connect(self._samples)
        split.addWidget(self.table)
        under = QWidget()
        box = QVBoxLayout(under)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label(self.tr("The first lines of the file that would not be printed"), "second"))
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setFont(theme.mono())
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setAccessibleName(self.tr("Sample lines"))
        box.addWidget(self.lines)
        split.addWidget(under)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        return split

    @Slot()
    def _look(self) -> None:
        session, filing = self.desk.need()
        strip = Strip(str(self.choice.currentData()))
        self.show_it.setEnabled(False)

        def work(progress: Progress, cancel: Cancel) -> Preview:
            return strippreview.preview(session, filing, strip, progress=progress, cancel=cancel)

        self.desk.run_job(self.tr("Counting what is left out"), work, self._loaded, self._failed)

    @Slot(object)
    def _loaded(self, seen: Preview) -> None:
        self.seen = seen
        lang, field = self.desk.lang, shown(self._requirement.label.get(self.desk.lang))
        self.show_it.setEnabled(True)
        self.take.setEnabled(self.desk.can_write)
        words = {each.value: shown(each.label.get(lang)) for each in self._requirement.choices}
        self.summary.setText(" ".join(said(each, lang) for each in strippreview.told(seen, field, words)))
        self.table.rows.show(self._row(at, each) for at, each in enumerate(seen.files))
        self.lines.clear()
        if seen.files:
            self.table.selectRow(0)

    def _row(self, at: int, each: FilePreview) -> Row:
        comments = self.tr("stay") if each.unread else count_text(each.comments)
        texts = (shown(each.path), count_text(each.blank), comments, count_text(each.lines))
        return Row(id=str(at), texts=texts, glyph="warning" if each.unread else "")

    @Slot()
    def _samples(self) -> None:
        at = self.table.currentIndex()
        if self.seen is None or not at.isValid():
            return
        file = self.seen.files[int(self.table.rows.rows[at.row()].id)]
        self.lines.setPlainText("\n".join(f"{number:>6}  {shown(text)}" for number, text in file.samples))

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.show_it.setEnabled(True)
        self.say(error_text(error, self.desk.lang))

    @Slot()
    def _take(self) -> None:
        if self.seen is None:
            return
        session, filing = self.desk.need()
        answer = {self._requirement.id: self.seen.strip.value}
        if self.desk.attempt(lambda: filings.set_fields(session, filing, answer)):
            self.accept()
            self.desk.changed("form")
