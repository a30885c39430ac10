"""Everything about one image: what was recognised in a sentence, where it stands, and its parts as tabs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from codebinder.base.messages import said
from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis, Tie
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.model.text import shown
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import place_target
from codebinder.ui.imaging import words
from codebinder.ui.imaging.acting import ImageJobs
from codebinder.ui.imaging.adding import disclosure_name
from codebinder.ui.imaging.building import BuildTab
from codebinder.ui.imaging.comparing import Beside, CompareTab
from codebinder.ui.imaging.contents import ContentsTab
from codebinder.ui.imaging.disclosing import DiscloseTab, HiddenView, HideDialog
from codebinder.ui.imaging.mapping import MapTab
from codebinder.ui.imaging.marks import MarksTab
from codebinder.ui.imaging.nodeview import NodeOpener
from codebinder.ui.imaging.places import own_stretch
from codebinder.ui.imaging.reporting import ReportsTab
from codebinder.ui.imaging.ties import TieTab, TieView, tie_view
from codebinder.ui.imaging.treerows import Rows
from codebinder.ui.parts import Elided, button, label
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow import filings, imagehiding, imageviews
from codebinder.workflow.imageviews import ImageState
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step

MAP, CONTENTS, MARKS, TIE, DISCLOSE, BUILD, COMPARE, REPORTS = range(8)
_WHERE = 220


@dataclass(frozen=True, slots=True)
class Seen:
    """One image as it was read off the window's thread, with what takes a moment to say of it."""

    state: ImageState
    others: tuple[str, ...]
    rows: Rows | None
    sentence: str
    account: tuple[str, str]
    stopped: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What takes longer: the tie, and what leaves hidden."""

    slug: str
    tie: TieView
    hidden: HiddenView


def see(session: Session, filing: Filing, slug: str, before: Seen | None, lang: str) -> Seen:
    """Read one image; what was built of the same reading before is taken over."""
    state = imageviews.state(session, filing, slug, before.state if before is not None else None)
    others = tuple(
        part.slug for part in filings.components(session, filing, ComponentKind.FIRMWARE) if part.slug != slug
    )
    reading = state.reading
    if reading is None:
        return Seen(state, others, None, "", ("", ""), "")
    if before is not None and before.rows is not None and before.rows.analysis is reading:
        return Seen(state, others, before.rows, before.sentence, before.account, before.stopped)
    stopped = " ".join(said(each, lang) for each in reading.stopped)
    return Seen(
        state, others, Rows(reading), words.recognised(reading, lang), words.accounted(reading, lang), shown(stopped)
    )


def measure(session: Session, filing: Filing, slug: str) -> Measured:
    """Find out whether the tie still holds, and what leaves hidden."""
    tie, stale = imageviews.tie(session, filing, slug)
    sources = len(filings.components(session, filing, ComponentKind.SOURCE))
    try:
        hidden = HiddenView(imagehiding.rows(session, filing, slug, progress=NoProgress(), cancel=NeverCancel()))
    except CodebinderError as error:
        hidden = HiddenView((), error)
    return Measured(slug, tie_view(tie, stale=stale, sources=sources), hidden)


class Board(ImageJobs):
    """The chosen image."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen: Seen | None = None
        self._measured: Measured | None = None
        self._asked = 0
        self.opener = NodeOpener(desk, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.sentence = label("", "text")
        self.sentence.setObjectName("recognised")
        self.where = Elided("", middle=True, look="muted")
        self.where.setMaximumWidth(_WHERE)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(self.sentence, 1)
        top.addWidget(self.where, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        box.addWidget(self._strip())
        self.tabs = QTabWidget()
        self.tabs.setObjectName("image-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.map, self.contents, self.marks, self.tie = MapTab(desk), ContentsTab(desk), MarksTab(desk), TieTab(desk)
        self.disclose, self.build = DiscloseTab(desk), BuildTab(desk)
        self.compare, self.reports = CompareTab(desk), ReportsTab(desk)
        for tab, name in (
            (self.map, self.tr("Map")), (self.contents, self.tr("Contents")), (self.marks, self.tr("What it says")),
            (self.tie, self.tr("Sources")), (self.disclose, self.tr("Disclosure")), (self.build, self.tr("How built")),
            (self.compare, self.tr("Compare")), (self.reports, self.tr("Other programs")),
        ):  # fmt: skip
            self.tabs.addTab(tab, name)
        box.addWidget(self.tabs, 1)
        self._connect()

    def _strip(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        flow.setSpacing(GRID)
        self.found = button("", self._findings, "link", name="image-findings")
        self.tied = button("", lambda: self.tabs.setCurrentIndex(TIE), "link", name="image-tie")
        self.way = button("", lambda: self.tabs.setCurrentIndex(DISCLOSE), "link", name="image-disclosure")
        for each in (self.found, self.tied, self.way):
            flow.addWidget(each)
        return row

    def _connect(self) -> None:
        self.map.read_wanted.connect(self.read)
        self.map.bytes_wanted.connect(self._region_bytes)
        self.map.hide_wanted.connect(self._hide_region)
        self.map.tree_wanted.connect(self._to_tree)
        self.contents.opened.connect(self._open)
        self.contents.saved.connect(self._save)
        self.contents.mapped.connect(self._to_map)
        self.marks.opened.connect(self._mark)
        self.tie.wanted.connect(self.compute_tie)
        self.tie.opened.connect(self._to_tree)
        self.tie.filed.connect(self._file)
        self.tie.sources_wanted.connect(lambda: self.desk.go(Step.SOURCES))
        self.disclose.hide_wanted.connect(self._hide)
        self.disclose.map_wanted.connect(self._stretch)
        self.build.rebuilt.connect(self.compare_rebuilt)
        self.compare.wanted.connect(self.compare_with)
        self.reports.taken.connect(self.take_report)
        self.reports.placed.connect(self._offset)

    # -- what is shown

    def show_image(self, slug: str) -> None:
        """Show an image, or the same one as it is now."""
        session, filing = self.desk.session, self.desk.filing
        if session is None or filing is None:
            return
        if slug != self.slug:
            self._measured = None
        self.slug = slug
        self._asked += 1
        asked, before, lang = self._asked, self._seen, self.desk.lang

        def done(seen: Seen) -> None:
            if asked == self._asked:
                self._show(seen)

        def measured(seen: Measured) -> None:
            if asked == self._asked:
                self._measure(seen)

        self.desk.look(lambda: see(session, filing, slug, before, lang), done, self.desk.tell)
        self.desk.gauges.submit(
            "", lambda _progress, _cancel: measure(session, filing, slug), measured, self._unmeasured
        )

    @Slot(object)
    def _unmeasured(self, error: CodebinderError) -> None:
        """What was called off is measured when the page is shown next; nobody asked for it."""
        if not isinstance(error, Cancelled):
            self.desk.tell(error)

    def _show(self, seen: Seen) -> None:
        other = self._seen is None or self._seen.state.slug != seen.state.slug
        self._seen = seen
        state, reading = seen.state, seen.state.reading
        part = state.row.part
        self.where.setText(shown(part.location))
        self.sentence.setText(seen.sentence or self.tr("{name} has not been read yet.").format(name=part.slug))
        if reading is None:
            self.map.show_unread(outdated=state.row.outdated)
        else:
            self.map.show_reading(reading, seen.account, seen.stopped)
        for tab in (CONTENTS, MARKS, COMPARE):
            self.tabs.setTabEnabled(tab, reading is not None)
        if other:
            self.tabs.setCurrentIndex(MAP)
        self.contents.show_rows(seen.rows)
        self.marks.show_reading(reading)
        self.disclose.show_part(part)
        self.build.show_state(state)
        self.compare.show_others(state.slug, seen.others)
        self.reports.show_state(state)
        self._tie()
        self._tell(state)

    def _measure(self, seen: Measured) -> None:
        self._measured = seen
        self.disclose.show_hidden(seen.hidden)
        self.map.show_hidden([(each.start, each.end) for each in seen.hidden.rows])
        self._tie()
        if self._seen is not None:
            self._tell(self._seen.state)

    def _tie(self) -> None:
        seen, measured = self._seen, self._measured
        if seen is not None and (measured is None or measured.slug == seen.state.slug):
            self.tie.show_view(seen.state.reading, measured.tie if measured is not None else None)

    def _tell(self, state: ImageState) -> None:
        """Say where things stand, each as a link to where more stands."""
        row = state.row
        if not row.scanned:
            text = self.tr("Not scanned for secrets yet: scan")
        elif row.counts.undecided:
            text = self.tr("Findings inside: {count} to decide").format(count=count_text(row.counts.undecided))
        else:
            decided = row.counts.redacted + row.counts.kept
            text = self.tr("Findings inside: {count}, all decided").format(count=count_text(decided)) if decided else ""
        self._link(self.found, text or self.tr("No secret was found inside"))
        self.found.setEnabled(bool(text) and (row.scanned or self.desk.can_write))
        view = self._measured.tie if self._measured is not None else None
        tie: Tie | None = view.tie if view is not None else None
        if tie is not None:
            text = self.tr("Sources explain {percent} of its strings").format(percent=words.percent(tie))
        elif view is not None and view.stale:
            text = self.tr("Compared with the sources: outdated")
        else:
            text = self.tr("Not compared with the sources yet")
        self._link(self.tied, text)
        text = self.tr("Disclosed: {how}").format(how=disclosure_name(row.part.disclosure))
        hidden = len(self._measured.hidden.rows) if self._measured is not None else 0
        if hidden:
            text = self.tr("{disclosed}, {count} hidden").format(disclosed=text, count=count_text(hidden))
        self._link(self.way, text)

    @staticmethod
    def _link(made: QWidget, text: str) -> None:
        made.setText(text)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        made.setAccessibleName(text)

    @property
    def reading(self) -> Analysis | None:
        """What was read of the image that is shown."""
        return self._seen.state.reading if self._seen is not None else None

    def _findings(self) -> None:
        """Go to the findings inside; scan first where nobody has."""
        seen = self._seen
        if seen is None:
            return
        if not seen.state.row.scanned:
            self.scan()
        elif seen.state.first_open:
            self.desk.go(Step.REDACTION, seen.state.first_open)
        else:
            self.desk.go(Step.REDACTION)

    @Slot(object)
    def _compared(self, seen: Beside) -> None:
        if seen.slug == self.slug:
            self.compare.show_result(seen)
            self.tabs.setCurrentIndex(COMPARE)
        if seen.rebuilt:
            self.desk.changed("firmware")

    # -- from one place to another

    @Slot(int)
    def _open(self, number: int) -> None:
        if self.reading is not None:
            self.opener.show(self.slug, self.reading, number)

    @Slot(int)
    def _save(self, number: int) -> None:
        if self.reading is not None:
            self.opener.save(self.slug, self.reading.path(number))

    @Slot(int, int)
    def _mark(self, number: int, offset: int) -> None:
        if self.reading is not None:
            end = min(self.reading.nodes[number].size, offset + 16)
            self.opener.show(self.slug, self.reading, number, (offset, end))

    @Slot(int, int)
    def _region_bytes(self, number: int, index: int) -> None:
        if self.reading is not None:
            region = self.reading.nodes[number].regions[index]
            self.opener.show(self.slug, self.reading, number, (region.start, region.end))

    @Slot(int, int)
    def _stretch(self, start: int, end: int) -> None:
        if self.reading is not None:
            self.opener.show(self.slug, self.reading, 0, (start, end))

    @Slot(int)
    def _to_tree(self, number: int) -> None:
        self.tabs.setCurrentIndex(CONTENTS)
        self.contents.choose(number)
        self.contents.view.setFocus()

    @Slot(int)
    def _to_map(self, number: int) -> None:
        reading = self.reading
        place = self.contents.region_of(reading.nodes[number]) if reading is not None else None
        if place is not None:
            self.tabs.setCurrentIndex(MAP)
            self.map.choose(*place)
            self.map.map.setFocus()

    @Slot(int)
    def _offset(self, offset: int) -> None:
        reading = self.reading
        regions = reading.nodes[0].regions if reading is not None else ()
        at = next((at for at, each in enumerate(regions) if each.start <= offset < each.end), -1)
        if at >= 0:
            self.tabs.setCurrentIndex(MAP)
            self.map.choose(0, at)
            self.map.map.setFocus()

    @Slot(str, bytes)
    def _file(self, component: str, path: bytes) -> None:
        self.desk.go(Step.REDACTION, place_target(component, path, 1))

    @Slot()
    def _hide(self) -> None:
        self._ask_hide(None, "")

    @Slot(int, int)
    def _hide_region(self, number: int, index: int) -> None:
        reading, seen = self.reading, self._seen
        if reading is None or seen is None:
            return
        if seen.state.row.part.disclosure is not Disclosure.REDACTED:
            self.tabs.setCurrentIndex(DISCLOSE)
            self.desk.message.emit(
                "info", self.tr("Only an image that is disclosed redacted has hidden stretches: choose that first.")
            )
            return
        region = reading.nodes[number].regions[index]
        start, end, packed = own_stretch(reading, number, region.start, region.end)
        text = self.tr("This is packed: the whole packed part that holds it is hidden.") if packed else ""
        self._ask_hide((start, end), text)

    def _ask_hide(self, stretch: tuple[int, int] | None, text: str) -> None:
        if not self.desk.can_write:
            return
        dialog = HideDialog(self.desk, self.window(), self.slug, self.disclose.writer, text)
        if stretch is not None:
            dialog.put(*stretch)
        dialog.open()
