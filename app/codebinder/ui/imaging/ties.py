"""How an image answers to the disclosed sources: a share as a figure, and what lies behind it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from codebinder.base.messages import said
from codebinder.model.firmware import Analysis, Tie, TieRegion
from codebinder.model.text import shown, shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.imaging import words
from codebinder.ui.imaging.tables import RowsTable, Told
from codebinder.ui.parts import banner, button, empty_state, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID

REGIONS, FILES, STRINGS, WITHOUT, MATCHES, SYMBOLS = range(6)
_MUCH, _LITTLE = 60, 10
"""Percent of strings: from here on a share says much, below that next to nothing."""
_FEW = 30
"""Strings: fewer say little, whatever their share."""


@dataclass(frozen=True, slots=True)
class TieView:
    """A tie, with its regions in the order in which they are listed; `stale`: one was computed that holds no more."""

    tie: Tie | None
    stale: bool
    regions: tuple[TieRegion, ...]
    sources: int


def tie_view(tie: Tie | None, *, stale: bool, sources: int) -> TieView:
    """Sort what is listed; off the window's thread."""
    held = tie.regions if tie is not None else ()
    return TieView(tie, stale, tuple(sorted(held, key=lambda row: (-row.strings, row.node))), sources)


class TieTab(QWidget):
    """The figure, what it means and what not, and the lists."""

    wanted = Signal()
    """The tie is to be computed."""
    opened = Signal(int)
    """A node is to be shown in the contents."""
    filed = Signal(str, bytes)
    """A file of a source is to be shown."""
    sources_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._reading: Analysis | None = None
        self._view: TieView | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._begin())
        self.stack.addWidget(self._whole())
        box.addWidget(self.stack)

    def _begin(self) -> QWidget:
        outer = QWidget()
        box = QVBoxLayout(outer)
        box.setContentsMargins(0, 0, 0, 0)
        self.compute = button(self.tr("Compare with the sources"), self.wanted.emit, "primary", name="tie-image")
        self.to_sources = button(self.tr("To the sources"), self.sources_wanted.emit, "", name="tie-sources")
        self.stale = banner(
            "warn", self.tr("The image, the sources or what is disclosed of them changed since they were compared.")
        )
        box.addWidget(self.stale)
        box.addWidget(
            empty_state(
                self.tr("Is this image built from the sources that are filed?"),
                self.tr(
                    "The texts and symbols in the image are looked for in every disclosed file. You see what share the "
                    "sources explain, by part, and which parts no disclosed source explains."
                ),
                self.compute,
                self.to_sources,
            )
        )
        self.none = label(self.tr("There is no source in this filing yet."), "muted")
        box.addWidget(self.none)
        box.addStretch(1)
        return outer

    def _whole(self) -> QWidget:
        outer = QWidget()
        box = QVBoxLayout(outer)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        self.figure = label("", "title", wrap=False)
        self.figure.setObjectName("tie-figure")
        self.sentence = label("", "text")
        self.sentence.setObjectName("tie-sentence")
        top.addWidget(self.figure)
        top.addWidget(self.sentence, 1)
        box.addLayout(top)
        self.caution = label("", "muted")
        self.caution.setObjectName("tie-caution")
        box.addWidget(self.caution)
        self.extra = label("", "muted")
        box.addWidget(self.extra)
        row = QHBoxLayout()
        self.which = QComboBox()
        self.which.setObjectName("tie-which")
        self.which.setAccessibleName(self.tr("What of the comparison is listed"))
        row.addWidget(self.which)
        row.addStretch(1)
        self.go = button(self.tr("Show in the contents"), self._act, name="tie-open")
        row.addWidget(self.go)
        box.addLayout(row)
        self.lists = QStackedWidget()
        for made in self._tables():
            made.picked.connect(self._enable)
            made.acted.connect(self._act)
            self.lists.addWidget(made)
        box.addWidget(self.lists, 1)
        self.which.currentIndexChanged.connect(self._turn)
        return outer

    def _tables(self) -> tuple[RowsTable, ...]:
        part, strings, explained = self.tr("Part of the image"), self.tr("Strings"), self.tr("Explained")
        return (
            RowsTable(self.tr("Share by part"), (part, strings, explained, self.tr("Share"), self.tr("Third party")),
                      (300, 76, 84, 76, 96), right=(1, 2, 3, 4), stretch=0),
            RowsTable(self.tr("Files whose strings stand in the image"),
                      (self.tr("File"), self.tr("Source"), strings, self.tr("In no other file")),
                      (340, 120, 80, 120), right=(2, 3), stretch=0),
            RowsTable(self.tr("Strings that nothing disclosed explains"), (self.tr("String"),), (400,)),
            RowsTable(self.tr("Parts that no disclosed source explains"), (part, self.tr("Format"), self.tr("Size")),
                      (400, 140, 100), right=(2,), stretch=0),
            RowsTable(self.tr("Versions, build ids and dates"),
                      (self.tr("Kind"), self.tr("In the image"), self.tr("In the sources")), (90, 300, 240), stretch=2),
            RowsTable(self.tr("Symbols that nothing disclosed explains"), (self.tr("Symbol"),), (400,)),
        )  # fmt: skip

    # -- what is shown

    def show_view(self, reading: Analysis | None, view: TieView | None) -> None:
        """Show a tie, or offer to compute one."""
        if view is not None and view is self._view and reading is self._reading:
            return
        self._reading, self._view = reading, view
        tie = view.tie if view is not None else None
        if view is None or tie is None or reading is None:
            self.stack.setCurrentIndex(0)
            some = view is not None and view.sources > 0
            self.stale.setVisible(view is not None and view.stale)
            self.none.setVisible(view is not None and not some)
            self.to_sources.setVisible(view is not None and not some)
            self.compute.setEnabled(some and reading is not None and self.desk.can_write)
            return
        self.stack.setCurrentIndex(1)
        self._tell(tie)
        self._lists(reading, tie, view)
        self._turn()

    def _tell(self, tie: Tie) -> None:
        lang = self.desk.lang
        self.figure.setText(words.percent(tie) if tie.strings else "–")
        if tie.strings:
            text = self.tr(
                "of the meaningful strings in this image ({explained} of {strings}) stand in the disclosed sources as well: {sources}."
            )
            self.sentence.setText(
                text.format(
                    explained=count_text(tie.explained), strings=count_text(tie.strings), sources=", ".join(tie.sources)
                )
            )
        else:
            self.sentence.setText(
                self.tr("No meaningful string was found in this image: nothing can be said either way.")
            )
        self.caution.setText(self._caution(tie))
        more = [self.tr("{explained} of {symbols} symbols are names in these sources.").format(
            explained=count_text(tie.symbols_explained), symbols=count_text(tie.symbols))] if tie.symbols else []  # fmt: skip
        if tie.third_party:
            text = self.tr("{count} of the unexplained strings stand in parts that carry a third party's banner.")
            more.append(text.format(count=count_text(tie.third_party)))
        more += [said(each, lang) for each in tie.stopped]
        self.extra.setText(" ".join(more))
        self.extra.setVisible(bool(more))

    def _caution(self, tie: Tie) -> str:
        """Say what such a share supports, and what it does not."""
        if not tie.strings:
            return ""
        if tie.percent >= _MUCH:
            text = self.tr(
                "So much supports that the image was built from these sources. It does not prove it: texts say nothing "
                "of code that has none, and the same text can stand in another version."
            )
        elif tie.percent >= _LITTLE:
            text = self.tr(
                "A part of the image answers to these sources, and a part does not: see which parts have no disclosed "
                "source. It proves neither that they are its source, nor that they are not."
            )
        else:
            text = self.tr(
                "Next to nothing ties the image to these sources: others may belong to it, or what it holds is packed in "
                "a way that was not read."
            )
        few = self.tr("There are too few meaningful strings to conclude much.") if tie.strings < _FEW else ""
        return " ".join(filter(None, (text, few)))

    def _lists(self, reading: Analysis, tie: Tie, view: TieView) -> None:
        rows = view.regions
        nodes = reading.nodes

        def part(row: int) -> tuple[str, ...]:
            each = rows[row]
            share = f"{100 * each.explained / each.strings:.1f} %" if each.strings else "–"
            return (words.place_name(reading, each.node), count_text(each.strings), count_text(each.explained), share,
                    count_text(each.third_party) if each.third_party else "")  # fmt: skip

        def file(row: int) -> tuple[str, ...]:
            each = tie.files[row]
            return shown_path(each.path), each.component, count_text(each.strings), count_text(each.alone)

        def without(row: int) -> tuple[str, ...]:
            number = tie.without_source[row]
            return words.place_name(reading, number), nodes[number].format, count_text(nodes[number].size)

        def match(row: int) -> tuple[str, ...]:
            each = tie.matches[row]
            place = f"{each.component} {shown_path(each.path)}".strip()
            return self._kind(each.kind), shown(each.text), place or self.tr("nothing there says the same")

        lists: tuple[tuple[int, Told, str], ...] = (
            (len(rows), part, self.tr("By part ({count})")),
            (len(tie.files), file, self.tr("Files whose strings stand in the image ({count})")),
            (len(tie.unexplained), lambda row: (shown(tie.unexplained[row]),), self.tr("Strings that nothing explains ({count})")),
            (len(tie.without_source), without, self.tr("Parts without a disclosed source ({count})")),
            (len(tie.matches), match, self.tr("Versions, build ids and dates ({count})")),
            (len(tie.symbols_unexplained), lambda row: (shown(tie.symbols_unexplained[row]),),
             self.tr("Symbols that nothing explains ({count})")),
        )  # fmt: skip
        held = max(0, self.which.currentIndex())
        self.which.blockSignals(True)
        self.which.clear()
        for at, (count, told, name) in enumerate(lists):
            table = self.lists.widget(at)
            if isinstance(table, RowsTable):
                table.show_rows(count, told)
            self.which.addItem(name.format(count=count_text(count)))
        self.which.setCurrentIndex(held)
        self.which.blockSignals(False)

    def _kind(self, kind: str) -> str:
        return {
            "version": self.tr("version"), "build-id": self.tr("build id"), "date": self.tr("date"),
            "symbol": self.tr("symbol"), "commit": self.tr("commit"),
        }.get(kind, kind)  # fmt: skip

    # -- going on from here

    def table(self) -> RowsTable | None:
        """Give the list that is shown."""
        shown_ = self.lists.currentWidget()
        return shown_ if isinstance(shown_, RowsTable) else None

    @Slot()
    def _turn(self) -> None:
        at = max(0, self.which.currentIndex())
        self.lists.setCurrentIndex(at)
        self.go.setText(self.tr("Show the file") if at in {FILES, MATCHES} else self.tr("Show in the contents"))
        self.go.setAccessibleName(self.go.text())
        self.go.setVisible(at in {REGIONS, WITHOUT, FILES, MATCHES})
        self._enable()

    @Slot()
    def _enable(self) -> None:
        table = self.table()
        self.go.setEnabled(table is not None and table.chosen() >= 0 and self._target() is not None)

    def _target(self) -> int | tuple[str, bytes] | None:
        """Give what the chosen row leads to: a node, or a file of a source."""
        table, view, at = self.table(), self._view, self.lists.currentIndex()
        row = table.chosen() if table is not None else -1
        if view is None or view.tie is None or row < 0:
            return None
        if at == REGIONS:
            return view.regions[row].node
        if at == WITHOUT:
            return view.tie.without_source[row]
        if at in {FILES, MATCHES}:
            each = view.tie.files[row] if at == FILES else view.tie.matches[row]
            return (each.component, each.path) if each.component and each.path else None
        return None

    @Slot()
    def _act(self, _row: int = -1) -> None:
        target = self._target()
        if isinstance(target, int):
            self.opened.emit(target)
        elif target is not None:
            self.filed.emit(*target)
