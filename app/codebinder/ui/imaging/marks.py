"""What an image says of itself: versions, build ids, banners, licences, accounts, keys and certificates."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.model.firmware import Analysis, Mark, MarkKind
from codebinder.model.firmware_words import clipped
from codebinder.model.text import shown
from codebinder.ui.begin import entry
from codebinder.ui.desk import Desk
from codebinder.ui.imaging import words
from codebinder.ui.imaging.tables import RowsTable
from codebinder.ui.parts import button, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.letters import Letters

_REST = 150


def mark_texts(analysis: Analysis, mark: Mark) -> tuple[str, ...]:
    """Give the cells of a mark."""
    name = " ".join(filter(None, (mark.name, mark.version)))
    text = shown(mark.text) if not name or name in mark.text else f"{shown(name)}: {shown(mark.text)}"
    place = f"{words.place_name(analysis, mark.node)} +0x{mark.offset:X}"
    return words.mark_kind(mark.kind), text, clipped(mark.detail, 80), count_text(mark.count), place


class MarksTab(QWidget):
    """The list, by kind or by what it holds."""

    opened = Signal(int, int)
    """A place (node, offset) is to be shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._reading: Analysis | None = None
        self._marks: list[Mark] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        self.kind = QComboBox()
        self.kind.setObjectName("marks-kind")
        self.kind.setAccessibleName(self.tr("Kind of mark"))
        self.filter = entry(self.tr("Filter the marks"), hint=self.tr("Text"))
        self.filter.setObjectName("marks-filter")
        self.filter.setClearButtonEnabled(True)
        self.told = label("", "muted", wrap=False)
        top.addWidget(self.kind)
        top.addWidget(self.filter, 1)
        top.addWidget(self.told)
        box.addLayout(top)
        headers = (
            self.tr("Kind"),
            self.tr("What it says"),
            self.tr("Beside it"),
            self.tr("Times"),
            self.tr("Where first"),
        )
        self.table = RowsTable(
            self.tr("What the image says of itself"),
            headers,
            (106, 220, 150, 60, 160),
            right=(3,),
            stretch=1,
            elide=Qt.TextElideMode.ElideRight,
        )
        self.table.setObjectName("marks")
        box.addWidget(self.table, 1)
        low = QHBoxLayout()
        self.show_it = button(self.tr("Show where it stands"), self._open, name="marks-open")
        low.addWidget(self.show_it)
        low.addStretch(1)
        box.addLayout(low)
        self._connect()

    def _connect(self) -> None:
        self.table.picked.connect(lambda row: self.show_it.setEnabled(row >= 0))
        self.table.acted.connect(self._open)
        Letters(self, {"B": self._open, "/": self.filter.setFocus}, (self.table,))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._fill)
        self.filter.textChanged.connect(self._rest.start)
        self.kind.currentIndexChanged.connect(self._fill)

    def show_reading(self, reading: Analysis | None) -> None:
        """Show another image's marks; the same ones stay."""
        if reading is self._reading and reading is not None:
            return
        self._reading = reading
        counts: dict[MarkKind, int] = {}
        for each in reading.marks if reading is not None else ():
            counts[each.kind] = counts.get(each.kind, 0) + 1
        held = self.kind.currentData()
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(self.tr("all kinds"), "")
        for kind in MarkKind:
            if kind in counts:
                self.kind.addItem(f"{words.mark_kind(kind)} ({count_text(counts[kind])})", kind.value)
        self.kind.setCurrentIndex(max(0, self.kind.findData(held)))
        self.kind.blockSignals(False)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        reading = self._reading
        if reading is None:
            self._marks = []
            self.table.show_rows(0, lambda _row: ())
            return
        kind, text = self.kind.currentData() or "", self.filter.text().strip().casefold()
        self._marks = [
            each
            for each in reading.marks
            if (not kind or each.kind.value == kind)
            and (not text or text in each.text.casefold() or text in each.detail.casefold())
        ]
        marks = self._marks
        self.table.show_rows(len(marks), lambda row: mark_texts(reading, marks[row]))
        none = self.tr("It says nothing of itself.") if not reading.marks else ""
        self.told.setText(none or self.tr("{count} marks").format(count=count_text(len(marks))))

    @Slot()
    def _open(self, _row: int = -1) -> None:
        row = self.table.chosen()
        if 0 <= row < len(self._marks):
            self.opened.emit(self._marks[row].node, self._marks[row].offset)
