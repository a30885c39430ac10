"""Two images beside each other: both maps one above the other, what differs as lists, and the report as a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from codebinder.model.firmware import Change, Mark
from codebinder.model.firmware_words import clipped
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import shown, shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.imaging import words
from codebinder.ui.imaging.marks import mark_texts
from codebinder.ui.imaging.tables import RowsTable, Told
from codebinder.ui.pages.start import documents_folder
from codebinder.ui.parts import button, empty_state, label, offer, scrolled
from codebinder.ui.strings import count_text, size_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.firmware_map import FirmwareMapView
from codebinder.workflow import comparereport
from codebinder.workflow.comparing import Compared

MAPS, REGIONS, FILES, STRINGS, MARKS = range(5)


@dataclass(frozen=True, slots=True)
class Beside:
    """A comparison as it is shown: with the names of both images."""

    slug: str
    names: tuple[str, str]
    both: Compared
    rebuilt: bool = False


class CompareTab(QWidget):
    """Chooses what to compare with, and shows what differs."""

    wanted = Signal(object)
    """The image is to be compared with another one of the filing (its name) or with a file (its path)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._shown: Beside | None = None
        self._slug = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        self.other = QComboBox()
        self.other.setObjectName("compare-other")
        self.other.setAccessibleName(self.tr("Compare with"))
        self.other.setMinimumContentsLength(16)
        self.compare = button(self.tr("Compare"), self._compare, name="compare")
        self.file = button(self.tr("Compare with a file…"), self._choose, name="compare-file")
        self.save = button(self.tr("Save as PDF or JSON…"), self._save, name="compare-save")
        self.save.setEnabled(False)
        for each in (self.other, self.compare, self.file):
            top.addWidget(each)
        top.addStretch(1)
        top.addWidget(self.save)
        box.addLayout(top)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty())
        self.stack.addWidget(self._result())
        box.addWidget(self.stack, 1)

    def _empty(self) -> QWidget:
        outer = QWidget()
        box = QVBoxLayout(outer)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            empty_state(
                self.tr("What differs from another image?"),
                self.tr(
                    "Two versions, the variants for two markets, or the filed image and one that was built again: "
                    "compared region by region, file by file, and by what they say. Nothing of it is published."
                ),
            )
        )
        box.addStretch(1)
        return outer

    def _result(self) -> QWidget:
        outer = QWidget()
        box = QVBoxLayout(outer)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.verdict = label("", "heading")
        self.verdict.setObjectName("compare-verdict")
        box.addWidget(self.verdict)
        box.addWidget(self._lists(), 1)
        return outer

    def _both(self) -> QWidget:
        """Build both maps, one above the other."""
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, GRID, 0)
        self.maps = (FirmwareMapView(self.desk), FirmwareMapView(self.desk))
        self.names = (label("", "caption"), label("", "caption"))
        for name, each in zip(self.names, self.maps, strict=True):
            box.addWidget(name)
            box.addWidget(each)
        box.addStretch(1)
        return scrolled(made)

    def _lists(self) -> QWidget:
        outer = QWidget()
        box = QVBoxLayout(outer)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        row = QHBoxLayout()
        self.which = QComboBox()
        self.which.setObjectName("compare-which")
        self.which.setAccessibleName(self.tr("What of the comparison is listed"))
        self.which.currentIndexChanged.connect(lambda at: self.lists.setCurrentIndex(max(0, at)))
        row.addWidget(self.which)
        row.addStretch(1)
        box.addLayout(row)
        self.lists = QStackedWidget()
        self.lists.addWidget(self._both())
        change, one, other = self.tr("Change"), self.tr("Here"), self.tr("There")
        for table in (
            RowsTable(self.tr("Regions that differ"),
                      (change, self.tr("Region"), one, other, self.tr("Differing bytes"), self.tr("Only")),
                      (84, 180, 150, 150, 110, 84), right=(4,), stretch=1),
            RowsTable(self.tr("Files that differ"), (change, self.tr("Path"), one, other), (110, 360, 100, 100),
                      right=(2, 3), stretch=1),
            RowsTable(self.tr("Strings that stand in one image only"), (self.tr("Stands"), self.tr("String")), (110, 400)),
            RowsTable(self.tr("What one image only says of itself"),
                      (self.tr("Stands"), self.tr("Kind"), self.tr("What it says"), self.tr("Beside it"), self.tr("Where first")),
                      (80, 120, 260, 120, 160), stretch=2),
        ):  # fmt: skip
            self.lists.addWidget(table)
            if self.lists.count() - 1 == REGIONS:
                table.acted.connect(self._follow)
        box.addWidget(self.lists, 1)
        return outer

    # -- what is shown

    def show_others(self, slug: str, others: tuple[str, ...]) -> None:
        """Offer the other images of the filing; what was compared of another image goes."""
        held = self.other.currentData()
        self.other.clear()
        for each in others:
            offer(self.other, each, each)
        self.other.setCurrentIndex(max(0, self.other.findData(held)))
        self.other.setVisible(bool(others))
        self.compare.setVisible(bool(others))
        if slug != self._slug:
            self._slug = slug
            self._shown = None
            self.save.setEnabled(False)
            self.stack.setCurrentIndex(0)

    def show_result(self, seen: Beside) -> None:
        """Show what differs."""
        self._shown = seen
        self.stack.setCurrentIndex(1)
        self.save.setEnabled(True)
        found = seen.both.found
        self.verdict.setText(self._verdict(seen))
        for name, text, view, reading, size in zip(
            self.names, seen.names, self.maps, (seen.both.one, seen.both.other), found.sizes, strict=True
        ):
            name.setText(self.tr("{name}: {size}").format(name=shown(text), size=size_text(size)))
            view.setAccessibleName(self.tr("Map of {name}").format(name=shown(text)))
            view.show_reading(reading)
        self._fill(seen)

    def _verdict(self, seen: Beside) -> str:
        found = seen.both.found
        if found.identical:
            return self.tr("Both images have the same bytes.")
        counts = dict.fromkeys(Change, 0)
        for row in found.regions:
            counts[row.change] += 1
        mark = "，" if self.desk.lang == "zh" else ", "
        told = mark.join(
            f"{count_text(count)} {words.change_word(change, self.desk.lang)}"
            for change, count in counts.items()
            if count
        )
        text = self.tr("The images differ. Regions: {regions}. Files: {files} differ, {same} are the same.")
        return text.format(regions=told, files=count_text(len(found.files)), same=count_text(found.files_same))

    def _fill(self, seen: Beside) -> None:
        found, lang = seen.both.found, self.desk.lang
        regions = [row for row in found.regions if row.change is not Change.SAME]
        self._regions = regions
        strings = [(0, each) for each in found.only_one] + [(1, each) for each in found.only_other]
        marks: list[tuple[int, Mark]] = [
            *((0, each) for each in found.marks_one),
            *((1, each) for each in found.marks_other),
        ]
        sides = (self.tr("only here"), self.tr("only there"))

        def region(row: int) -> tuple[str, ...]:
            each = regions[row]
            name = " · ".join(clipped(part, 40) for part in (each.format, each.label) if part)
            places = ["–" if place is None else f"0x{place[0]:X}–0x{place[1]:X}" for place in (each.one, each.other)]
            return (words.change_word(each.change, lang), name or "–", *places,
                    count_text(each.differing) if each.change is Change.CHANGED else "", shown(each.only))  # fmt: skip

        def file(row: int) -> tuple[str, ...]:
            each = found.files[row]
            sizes = ["–" if size < 0 else count_text(size) for size in (each.one, each.other)]
            return words.change_word(each.change, lang), shown_path(each.path), *sizes

        def mark(row: int) -> tuple[str, ...]:
            side, each = marks[row]
            cells = mark_texts((seen.both.one, seen.both.other)[side], each)
            return sides[side], cells[0], cells[1], cells[2], cells[4]

        lists: tuple[tuple[int, Told, str], ...] = (
            (len(regions), region, self.tr("Regions ({count})")),
            (len(found.files), file, self.tr("Files ({count})")),
            (len(strings), lambda row: (sides[strings[row][0]], shown(strings[row][1])), self.tr("Strings ({count})")),
            (len(marks), mark, self.tr("What they say ({count})")),
        )
        held = max(0, self.which.currentIndex())
        self.which.clear()
        self.which.addItem(self.tr("Both maps"))
        for at, (count, told, name) in enumerate(lists, start=REGIONS):
            table = self.lists.widget(at)
            if isinstance(table, RowsTable):
                table.show_rows(count, told)
            self.which.addItem(name.format(count=count_text(count)))
        self.which.setCurrentIndex(held)

    @Slot(int)
    def _follow(self, row: int) -> None:
        """Show a row's region on both maps."""
        seen = self._shown
        if seen is None or not 0 <= row < len(self._regions):
            return
        each = self._regions[row]
        self.which.setCurrentIndex(MAPS)
        for view, reading, place in zip(
            self.maps, (seen.both.one, seen.both.other), (each.one, each.other), strict=True
        ):
            if place is None:
                continue
            at = next(
                (at for at, region in enumerate(reading.nodes[0].regions) if region.start <= place[0] < region.end), -1
            )
            if at >= 0:
                view.choose(0, at)

    # -- acting

    @Slot()
    def _compare(self) -> None:
        other = str(self.other.currentData() or "")
        if other:
            self.wanted.emit(other)

    @Slot()
    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Compare with an image"), str(Path.home()))
        if chosen:
            self.wanted.emit(Path(chosen))

    @Slot()
    def _save(self) -> None:
        seen = self._shown
        if seen is None:
            return
        kinds = self.tr("PDF (*.pdf);;JSON (*.json)")
        start = documents_folder() / f"{seen.slug}-compared.pdf"
        chosen, kind = QFileDialog.getSaveFileName(self, self.tr("Save what differs to a new file"), str(start), kinds)
        if chosen:
            out = Path(chosen)
            if out.suffix.lower() not in {".pdf", ".json"}:
                out = out.with_name(out.name + (".json" if "json" in kind else ".pdf"))
            self.save_to(out)

    def save_to(self, out: Path) -> None:
        """Write the report to a new file."""
        seen = self._shown
        if seen is None:
            return
        temp_root = self.desk.environment.temp_root

        def work(_progress: Progress, _cancel: Cancel) -> Path:
            comparereport.write(seen.both.found, seen.names, out, temp_root=temp_root)
            return out

        self.desk.run_job(self.tr("Writing what differs"), work, self._saved)

    @Slot(object)
    def _saved(self, out: Path) -> None:
        self.desk.message.emit("info", self.tr("{name} is written. It stays in the house.").format(name=out.name))
