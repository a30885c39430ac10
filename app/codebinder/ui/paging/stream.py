"""One stream of the plan: its pages as a strip, its stretches as a table, and where one that may begin anywhere does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidgetItem,
    QVBoxLayout,
)

from codebinder.model.pageplan import PlannedSegment, PlannedStream
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.paging.strip import PageStrip
from codebinder.ui.parts import button, label, offer
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.tables import Cells

_PART, _PAGES, _NUMBERS, _BEGINS, _ENDS = range(5)
_SHOWN = 200
"""Stretches that are listed."""


class StreamBox(QFrame):
    """A stream with its strip. `placed` gives the requirement that places a stretch, and the answer to write there."""

    placed = Signal(str, str)

    def __init__(self, stream: PlannedStream, *, writable: bool) -> None:
        super().__init__()
        self._stream, self._writable = stream, writable
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, GRID)
        box.setSpacing(GRID)
        name = f"{stream_name(stream.stream)} {shown(stream.name)}".strip()
        head = self.tr("{name}: {printed} of {pages} pages are printed").format(
            name=name, printed=count_text(stream.printed), pages=count_text(stream.pages)
        )
        box.addWidget(label(head, "heading"))
        self.strip = PageStrip()
        self.strip.setObjectName(f"strip-{stream.stream}")
        self.strip.show_stream(stream, head)
        self.strip.setVisible(stream.pages > 0)
        box.addWidget(self.strip)
        self.table = self._table()
        box.addWidget(self.table)
        self.at = QComboBox()
        self.at.setAccessibleName(self.tr("The stretch to place"))
        self.where = QLineEdit()
        self.where.setObjectName("stretch-begins")
        self.where.setAccessibleName(self.tr("Where it begins: a page, or file:line"))
        self.where.setPlaceholderText(self.tr("a page, or file:line"))
        self.begin = button(self.tr("Begin there"), self._begin, name="stretch-begin")
        loose = list(dict.fromkeys(each.at for each in stream.segments if each.at))
        for name in loose:
            offer(self.at, shown(name), name)
        if loose and writable:
            box.addLayout(self._chooser())

    def _chooser(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(label(self.tr("Point at a page, or write where the stretch begins:"), "muted", wrap=False))
        row.addWidget(self.at)
        self.at.setVisible(self.at.count() > 1)
        row.addWidget(self.where, 1)
        row.addWidget(self.begin)
        self.strip.pointed.connect(self._pointed)
        self.strip.chosen.connect(self._chosen)
        self.where.returnPressed.connect(self._begin)
        return row

    @Slot(int)
    def _pointed(self, page: int) -> None:
        """Offer the place that the page begins with: it stays where the code stays, a page number does not."""
        place = self.strip.place(page) if self._stream.stream == "source" else ""
        self.where.setText(place if ":" in place else str(page))

    @Slot(int)
    def _chosen(self, page: int) -> None:
        self._pointed(page)
        self._begin()

    @Slot()
    def _begin(self) -> None:
        text = self.where.text().strip()
        if text and self._writable:
            self.placed.emit(str(self.at.currentData()), text)

    def _table(self) -> Cells:
        rows = self._stream.segments[:_SHOWN]
        table = Cells(len(rows), 5)
        table.setObjectName(f"stretches-{self._stream.stream}")
        table.setAccessibleName(self.tr("Stretches of pages"))
        table.setHorizontalHeaderLabels(
            [self.tr("Part"), self.tr("Pages"), self.tr("Printed as"), self.tr("Begins"), self.tr("Ends")]
        )
        table.verticalHeader().setVisible(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for at, each in enumerate(rows):
            for column, text in enumerate(_cells(each)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(text)
                table.setItem(at, column, item)
        for column in (_PART, _PAGES, _NUMBERS):
            table.resizeColumnToContents(column)
        for column in (_BEGINS, _ENDS):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        line = table.verticalHeader().defaultSectionSize()
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + line * len(rows) + theme.FRAME // 4)
        table.setVisible(bool(rows))
        return table


def _cells(segment: PlannedSegment) -> tuple[str, ...]:
    count = segment.last - segment.first
    pages = _ranged(segment.first, segment.last) if segment.first else "–"
    numbers = _ranged(segment.number, segment.number + count) if segment.number else "–"
    return origin_name(segment.origin), pages, numbers, shown(segment.begins) or "–", shown(segment.ends) or "–"


def _ranged(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def stream_name(stream: str) -> str:
    """Name a stream."""
    return {
        "source": QCoreApplication.translate("Stream", "Source"),
        "object": QCoreApplication.translate("Stream", "Object code"),
        "document": QCoreApplication.translate("Stream", "Document"),
    }[stream]


def origin_name(origin: str) -> str:
    """Say where in its stream a stretch lies."""
    return {
        "start": QCoreApplication.translate("Stream", "from the start"),
        "end": QCoreApplication.translate("Stream", "up to the end"),
        "any": QCoreApplication.translate("Stream", "chosen"),
        "whole": QCoreApplication.translate("Stream", "all of it"),
        "named": QCoreApplication.translate("Stream", "named page"),
    }[origin]
