"""The tab that lays the pages out: per stream a strip of its pages, a table of its stretches, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.pageplan import PagePlan
from codebinder.model.ports import Cancel, Progress
from codebinder.ui.desk import Desk
from codebinder.ui.paging.stream import StreamBox
from codebinder.ui.parts import banner, button, clear, label, scrolled
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.ui.whys import by_labels
from codebinder.workflow import filings, paging
from codebinder.workflow.session import Session

_MOST = 20
"""Faults that are listed."""
Seen = tuple[str, PagePlan]


class PagesBoard(QWidget):
    """What would be printed, laid out on demand; where a stretch may begin anywhere, this is where it is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._uid = ""
        self.streams: list[StreamBox] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.summary = label("", "muted")
        self.summary.setObjectName("pages-summary")
        row.addWidget(self.summary, 1)
        self.lay = button(self.tr("Lay the pages out"), self.lay_out, name="lay-pages")
        row.addWidget(self.lay)
        box.addLayout(row)
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(0, 0, GRID, 0)
        self._body.setSpacing(GRID)
        box.addWidget(scrolled(inner), 1)
        self._old()

    def refresh(self, uid: str) -> None:
        """Keep what was laid out while it holds; of another filing, or after a change, it goes."""
        session, filing = self._desk.session, self._desk.filing
        if session is None or filing is None:
            return
        if uid != self._uid:
            self._uid = uid
            self._old()
            return
        self._desk.look(lambda: (uid, _holds(session, filing)), self._checked, self._failed)

    @Slot(object)
    def _checked(self, seen: tuple[str, bool]) -> None:
        if seen == (self._uid, False) and self.streams:
            self.summary.setText(self.tr("Something has changed since these pages were laid out."))

    def _old(self) -> None:
        clear(self._body)
        self.streams = []
        self.summary.setText(self.tr("Nothing is laid out yet: see which pages would be printed, before a round."))

    # -- laying out

    @Slot()
    def lay_out(self) -> None:
        """Lay everything out, off the window's thread."""
        session, filing = self._desk.need()
        filing = filings.resolve(session, filing.slug)
        uid = self._uid
        self.lay.setEnabled(False)

        def work(progress: Progress, cancel: Cancel) -> Seen:
            return uid, paging.plan(session, filing, progress=progress, cancel=cancel)

        self._desk.run_job(self.tr("Laying the pages out"), work, self.show_plan, self._failed)

    @Slot(object)
    def _failed(self, error: CodebinderError) -> None:
        self.lay.setEnabled(True)
        self._desk.tell(error)

    @Slot(object)
    def show_plan(self, seen: Seen) -> None:
        """Show a plan, where it is still of the filing that is shown."""
        self.lay.setEnabled(True)
        uid, plan = seen
        if uid != self._uid:
            return
        clear(self._body)
        self.streams = []
        self.summary.setText(self._summed(plan))
        session, filing = self._desk.need()
        template = filings.template(session, filing)
        for fault in plan.faults[:_MOST]:
            text = by_labels(message_text(fault, self._desk.lang), template, self._desk.lang)
            self._body.addWidget(banner("bad", text))
        if len(plan.faults) > _MOST:
            more = self.tr("and {count} more").format(count=len(plan.faults) - _MOST)
            self._body.addWidget(label(more, "fault"))
        for warning in plan.warnings:
            self._body.addWidget(banner("warn", message_text(warning, self._desk.lang)))
        for stream in plan.streams:
            each = StreamBox(stream, writable=self._desk.can_write)
            each.placed.connect(self._place)
            self.streams.append(each)
            self._body.addWidget(each)
        self._body.addStretch(1)
        self._keep()

    def _keep(self) -> None:
        """The checklist knows of the pages what was laid out last: in the workbook, where it may be written to."""
        session, filing = self._desk.need()
        last = paging.noted(session, filing)
        if not self._desk.can_write or last is None:
            self._desk.refresh_view()
        elif self._desk.attempt(lambda: paging.keep_now(session, filing, last)):
            self._desk.changed("pages")

    def _summed(self, plan: PagePlan) -> str:
        if not plan.streams:
            return self.tr("No pages are printed in this filing.")
        text = self.tr(
            "{printed} pages are printed. Lines: {physical}, not blank {non_blank}, printed rows {wrapped}."
        ).format(
            printed=count_text(plan.printed),
            physical=count_text(plan.physical),
            non_blank=count_text(plan.non_blank),
            wrapped=count_text(plan.wrapped),
        )
        kept = self.tr("Every rule of the template for pages is kept.")
        return f"{text} {kept}" if plan.ruled and not plan.faults else text

    @Slot(str, str)
    def _place(self, requirement: str, text: str) -> None:
        """Write where a stretch begins into the form, and lay out again."""
        session, filing = self._desk.need()
        if self._desk.attempt(lambda: filings.set_fields(session, filing, {requirement: text})):
            self._desk.changed("form")
            self.lay_out()


def _holds(session: Session, filing: Filing) -> bool:
    return paging.last(session, filing, filings.template(session, filing)) is not None
