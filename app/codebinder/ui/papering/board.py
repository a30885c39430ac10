"""The package step's look at papers: which there are, in which languages, drawn on demand; and what folders are for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.parts import button, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.pdfview import PdfView
from codebinder.ui.widgets.tables import Cells
from codebinder.workflow import filings, papering, paperlook
from codebinder.workflow.papering import Sheet
from codebinder.workflow.paperlook import Drawn, FolderRow
from codebinder.workflow.session import Session

_NAME, _FILES, _PURPOSE = range(3)
Seen = tuple[str, tuple[Sheet, ...], tuple[FolderRow, ...], tuple[tuple[str, ...], ...], tuple[str, ...]]


class PapersBoard(QWidget):
    """A list of papers beside their pages, and below the list the folders with their purposes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._uid = ""
        self._drawn: dict[str, Drawn] = {}
        self._choices: tuple[tuple[str, ...], ...] = ()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(label(self.tr("Languages of the papers"), "muted", wrap=False))
        self.languages = QComboBox()
        self.languages.setObjectName("paper-languages")
        self.languages.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.languages.setAccessibleName(self.tr("Languages of the papers"))
        self.languages.currentIndexChanged.connect(self._language_chosen)
        row.addWidget(self.languages)
        row.addStretch(1)
        self.draw = button(self.tr("Draw the papers"), self._draw, name="draw-papers")
        row.addWidget(self.draw)
        box.addLayout(row)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left())
        self.pdf = PdfView(desk)
        hint = label(self.tr("Draw the papers to see each of them as the next round would have it."), "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.right = QStackedWidget()
        self.right.addWidget(hint)
        self.right.addWidget(self.pdf)
        split.addWidget(self.right)
        split.setStretchFactor(1, 1)
        split.setSizes([400, 400])  # most of the left is for the sentences about the folders
        box.addWidget(split, 1)

    def _left(self) -> QWidget:
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, GRID, 0)
        box.setSpacing(GRID)
        self.papers = QListWidget()
        self.papers.setObjectName("papers-to-come")
        self.papers.setAccessibleName(self.tr("Papers of the filing"))
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papers.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.papers.currentRowChanged.connect(self._show)
        box.addWidget(self.papers, 1)
        box.addWidget(label(self.tr("What each folder is for: a sentence for somebody who is no engineer"), "muted"))
        self.folders = Cells(0, 3)
        self.folders.setObjectName("folder-purposes")
        self.folders.setAccessibleName(self.tr("Folders and what they are for"))
        self.folders.setHorizontalHeaderLabels([self.tr("Folder"), self.tr("Files"), self.tr("What it is for")])
        self.folders.horizontalHeader().setSectionResizeMode(_PURPOSE, QHeaderView.ResizeMode.Stretch)
        self.folders.verticalHeader().setVisible(False)
        self.folders.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.folders.setColumnWidth(_NAME, 140)
        self.folders.setColumnWidth(_FILES, 60)
        self.folders.cellChanged.connect(self._purpose_given)
        box.addWidget(self.folders, 1)
        left.setMinimumWidth(340)
        return left

    # -- reading

    def refresh(self, uid: str) -> None:
        """Read which papers there are; what was drawn of another filing goes."""
        session, filing = self._desk.session, self._desk.filing
        if session is None or filing is None:
            return
        if uid != self._uid:
            self._uid = uid
            self._drawn = {}
        self._desk.look(lambda: _read(uid, session, filing), self._loaded, self._failed)

    @Slot(object)
    def _loaded(self, seen: Seen) -> None:
        uid, sheets, folders, choices, chosen = seen
        if uid != self._uid:
            return
        writable = self._desk.can_write
        with QSignalBlocker(self.languages):
            self._choices = choices
            self.languages.clear()
            self.languages.addItems([" + ".join(map(_language, each)) for each in choices])
            self.languages.setCurrentIndex(choices.index(chosen))
        self.languages.setEnabled(writable and len(choices) > 1)
        row = max(0, self.papers.currentRow())
        with QSignalBlocker(self.papers):
            self.papers.clear()
            for sheet in sheets:
                text = shown(sheet.title.get(self._desk.lang))
                if sheet.beside:
                    text = self.tr("{title} (beside the package)").format(title=text)
                item = QListWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, sheet.name)
                item.setToolTip(f"{text}\n{sheet.name}")
                self.papers.addItem(item)
            self.papers.setCurrentRow(min(row, len(sheets) - 1))
        self._show_folders(folders, writable=writable)
        self._show(self.papers.currentRow())

    def _show_folders(self, folders: tuple[FolderRow, ...], *, writable: bool) -> None:
        with QSignalBlocker(self.folders):
            self.folders.setRowCount(len(folders))
            for at, folder in enumerate(folders):
                fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                for column, text in ((_NAME, shown(folder.place)), (_FILES, count_text(folder.files))):
                    item = QTableWidgetItem(text)
                    item.setFlags(fixed)
                    item.setToolTip(text)
                    item.setData(Qt.ItemDataRole.UserRole, folder.place)
                    self.folders.setItem(at, column, item)
                purpose = QTableWidgetItem(shown(folder.purpose))
                purpose.setFlags(fixed | Qt.ItemFlag.ItemIsEditable if writable else fixed)
                purpose.setToolTip(shown(folder.purpose))
                self.folders.setItem(at, _PURPOSE, purpose)
            self.folders.resizeColumnToContents(_FILES)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.draw.setEnabled(True)
        self._desk.tell(error)

    # -- changing

    @Slot(int)
    def _language_chosen(self, at: int) -> None:
        session, filing = self._desk.need()
        chosen = self._choices[at]
        if self._desk.attempt(lambda: papering.set_languages(session, filing, chosen)):
            self._changed()

    @Slot(int, int)
    def _purpose_given(self, row: int, column: int) -> None:
        if column != _PURPOSE:
            return
        session, filing = self._desk.need()
        place = str(self.folders.item(row, _NAME).data(Qt.ItemDataRole.UserRole))
        text = self.folders.item(row, _PURPOSE).text()
        if self._desk.attempt(lambda: papering.set_purposes(session, filing, {place: text})):
            self._changed()

    def _changed(self) -> None:
        self._drawn = {}
        self._desk.changed("filing")

    # -- drawing

    @Slot()
    def _draw(self) -> None:
        session, filing = self._desk.need()
        filing = filings.resolve(session, filing.slug)
        self.draw.setEnabled(False)

        def work(progress: Progress, cancel: Cancel) -> tuple[str, tuple[Drawn, ...]]:
            return uid, paperlook.draw(session, filing, draft=True, progress=progress, cancel=cancel)

        uid = self._uid
        self._desk.run_job(self.tr("Drawing the papers"), work, self._painted, self._failed)

    @Slot(object)
    def _painted(self, seen: tuple[str, tuple[Drawn, ...]]) -> None:
        self.draw.setEnabled(True)
        if seen[0] != self._uid:
            return
        self._drawn = {each.name: each for each in seen[1]}
        self._show(self.papers.currentRow())

    @Slot(int)
    def _show(self, row: int) -> None:
        item = self.papers.item(row)
        drawn = self._drawn.get(str(item.data(Qt.ItemDataRole.UserRole))) if item is not None else None
        self.right.setCurrentIndex(0 if drawn is None else 1)
        if drawn is not None:
            self.pdf.show_pdf(drawn.data)


def _read(uid: str, session: Session, filing: Filing) -> Seen:
    template = filings.template(session, filing)
    chosen = papering.languages(session, filing, template)
    return uid, papering.listed(session, filing), paperlook.folders(session, filing), papering.choices(template), chosen


def _language(tag: str) -> str:
    translate = QCoreApplication.translate
    names = {
        "en": translate("PapersBoard", "English"),
        "zh": translate("PapersBoard", "Chinese"),
        "ru": translate("PapersBoard", "Russian"),
        "fr": translate("PapersBoard", "French"),
    }
    return names.get(tag, tag)
