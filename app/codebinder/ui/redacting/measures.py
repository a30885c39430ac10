"""What stands behind the meter: every count, the files and pages above the ceiling, the pages with black-out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QTabWidget, QTreeWidget, QTreeWidgetItem, QWidget

from codebinder.model.measure import FileMeasure, Measure, Measured, PageCover
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import shown, shown_path
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import place_target, row, tree
from codebinder.ui.dialogs import Dialog
from codebinder.ui.parts import banner, button, glyph_label, label
from codebinder.ui.redacting.words import (
    BASES,
    above,
    amount_text,
    basis_name,
    ceiling_text,
    number_text,
    percent,
)
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.workflow.views import Step

_MOST = 2000
_TARGET = 256


class MeasureDialog(Dialog):
    """Shows one measure; a click on a file opens it."""

    def __init__(self, desk: Desk, parent: QWidget | None, measured: Measured, policy: RedactionPolicy) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("MeasureDialog", "How much is hidden"),
            QCoreApplication.translate(
                "MeasureDialog",
                "Exact counts, as of the last measure. They stay in the workbook; of them only what the template asks for is published.",
            ),
        )
        self.desk, self.measured, self.policy = desk, measured, policy
        self.resize(820, 600)
        self.body.addLayout(self._counts())
        if measured.problems:
            text = "\n".join(shown(message_text(each, desk.lang)) for each in measured.problems[:3])
            more = len(measured.problems) - 3
            if more > 0:
                text += "\n" + self.tr("… and {count} more").format(count=count_text(more))
            self.body.addWidget(banner("bad", text))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.over, self.files, self.pages = self._over(), self._files(measured.files), self._pages(measured.pages)
        for widget, name in (
            (self.over, self.tr("Above the ceiling ({count})").format(count=self.over.topLevelItemCount())),
            (self.files, self.tr("Files")),
            (self.pages, self.tr("Pages with black-out ({count})").format(count=len(measured.blackout_pages))),
        ):
            self.tabs.addTab(widget, name)
        self.body.addWidget(self.tabs, 1)
        self.tabs.setTabVisible(0, self.over.topLevelItemCount() > 0)
        self.tabs.setTabVisible(2, bool(measured.pages))
        copy = button(self.tr("Copy the page numbers"), self._copy, name="copy-pages")
        copy.setVisible(bool(measured.blackout_pages))
        self.buttons.insertWidget(0, copy)
        self.buttons.addWidget(button(self.tr("Close"), self.accept, "primary"))
        desk.filing_changed.connect(self.reject)

    def _counts(self) -> QGridLayout:
        """Give the table of every basis over deposit and package; the one that the ceiling is about is marked."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(2)
        parts: list[tuple[str, Measure]] = [(self.tr("Package"), self.measured.package)]
        if self.measured.deposit != Measure():
            parts.insert(0, (self.tr("Deposit (what is printed)"), self.measured.deposit))
        for column, (name, _) in enumerate(parts, start=1):
            grid.addWidget(label(name, "caption"), 0, column)
        for at, basis in enumerate(BASES, start=1):
            mine = bool(self.policy.ceiling) and basis == self.policy.basis
            grid.addWidget(label(basis_name(basis), "label" if mine else "muted", wrap=False), at, 0)
            for column, (_, measure) in enumerate(parts, start=1):
                grid.addWidget(label(amount_text(measure, basis), "label" if mine else "", wrap=False), at, column)
        verdict = self.tr("within the ceiling") if self.measured.within else self.tr("ABOVE THE CEILING")
        text = f"{verdict}: {ceiling_text(self.policy)}" if self.policy.ceiling else ceiling_text(self.policy)
        good = self.measured.within
        last = len(BASES) + 1
        grid.addWidget(glyph_label("complete" if good else "problem", verdict), last, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label(text, "" if good else "fault"), last, 1, 1, 3)
        grid.setColumnStretch(len(parts) + 1, 1)
        return grid

    def _tree(self, name: str, headers: Sequence[str], widths: Sequence[int]) -> QTreeWidget:
        made = tree(name, headers, widths)
        made.setRootIsDecorated(False)
        made.itemActivated.connect(self._open)
        made.itemClicked.connect(self._open)
        return made

    def _over(self) -> QTreeWidget:
        """List the files or pages above the ceiling, as its scope asks."""
        basis = self.policy.basis
        if self.policy.scope == "page":
            rows = [each for each in self.measured.pages if above(cover(each).share(basis), self.policy)]
            made = self._pages(rows, all_of_them=True)
            made.setAccessibleName(self.tr("Pages above the ceiling"))
            return made
        if self.policy.scope != "file" or not self.policy.ceiling:
            return self._files(())
        return self._files(
            [each for each in self.measured.files
             if not each.withheld and above(each.measure.share(basis), self.policy)]
        )  # fmt: skip

    def _files(self, files: Sequence[FileMeasure]) -> QTreeWidget:
        made = self._tree(
            self.tr("Files and what of them is hidden"),
            (self.tr("Hidden"), self.tr("Amount"), self.tr("Source"), self.tr("File")),
            (90, 190, 90),
        )
        basis = self.policy.basis if self.policy.basis in {"chars", "lines"} else "chars"

        def key(each: FileMeasure) -> tuple[bool, Fraction, bytes]:
            return not each.withheld, -each.measure.share(basis), each.path

        held = sorted((each for each in files if each.withheld or each.measure.hidden_chars), key=key)
        for each in held[:_MOST]:
            share = self.tr("withheld") if each.withheld else percent(each.measure.share(basis))
            amount = "" if each.withheld else number_text(each.measure, basis)
            item = row(made, share, amount, each.component, shown_path(each.path))
            item.setData(0, _TARGET, place_target(each.component, each.path))
        self._rest(made, len(held))
        return made

    def _pages(self, pages: Sequence[PageCover], *, all_of_them: bool = False) -> QTreeWidget:
        made = self._tree(
            self.tr("Pages with black-out"), (self.tr("Page"), self.tr("Hidden"), self.tr("Files")), (90, 130)
        )
        basis = "lines" if self.policy.basis == "lines" else "area"
        known = {f"{each.component}/{shown_path(each.path)}": each for each in self.measured.files}
        dark = set(self.measured.blackout_pages)
        held = [each for each in pages if all_of_them or each.number in dark]
        for each in held[:_MOST]:
            names = ", ".join(shown(path) for path in each.paths[:20])
            item = row(made, count_text(each.number), percent(cover(each).share(basis)), names)
            file = known.get(each.paths[0]) if each.paths else None
            if file is not None:
                item.setData(0, _TARGET, place_target(file.component, file.path))
        self._rest(made, len(held))
        return made

    def _rest(self, made: QTreeWidget, count: int) -> None:
        if count > _MOST:
            row(made, self.tr("… and {count} more").format(count=count_text(count - _MOST)))

    @Slot(QTreeWidgetItem, int)
    def _open(self, item: QTreeWidgetItem, _column: int) -> None:
        target = item.data(0, _TARGET)
        if target:
            self.desk.go(Step.REDACTION, str(target))

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText(page_numbers(self.measured.blackout_pages))
        self.desk.message.emit("info", self.tr("The page numbers are on the clipboard."))


def cover(page: PageCover) -> Measure:
    """Give a page's counts as a measure."""
    return Measure(
        lines=page.lines, hidden_lines=page.hidden_lines, area=page.cells, hidden_area=page.hidden_cells, pages=1,
        hidden_pages=int(page.hidden_cells > 0),
    )  # fmt: skip


def page_numbers(pages: Sequence[int]) -> str:
    """Give page numbers as people write them: 1, 3-5."""
    out = list[str]()
    at = 0
    while at < len(pages):
        last = at
        while last + 1 < len(pages) and pages[last + 1] == pages[last] + 1:
            last += 1
        out.append(str(pages[at]) if last == at else f"{pages[at]}-{pages[last]}")
        at = last + 1
    return ", ".join(out)
