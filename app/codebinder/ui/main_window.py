"""The window: rail at the left, the page in the centre, the inspector at the right, the running job below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from codebinder.model.text import shown
from codebinder.ui import tabbing, theme
from codebinder.ui.asking import retire
from codebinder.ui.desk import Desk
from codebinder.ui.frame.centre import Centre, rolling
from codebinder.ui.frame.drops import Drops
from codebinder.ui.frame.life import Life
from codebinder.ui.frame.memory import keep_splitter
from codebinder.ui.gallery.room import TemplatesRoom
from codebinder.ui.guide.nextstep import NextBar, under_bar
from codebinder.ui.guide.turns import in_turns
from codebinder.ui.inspector import Inspector
from codebinder.ui.jobbar import JobBar
from codebinder.ui.menus import Menus
from codebinder.ui.pages.base import StepPage, make_page, preload
from codebinder.ui.pages.start import StartPage
from codebinder.ui.rail import Rail
from codebinder.ui.reviewing.arrivals import Arrivals
from codebinder.ui.theme import FRAME
from codebinder.ui.viewing import colourist
from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.reviewing.packetpage import PacketPage

_NARROW = 1100
"""A window of fewer pixels (a screen of 1280 at 150 %) has no room for the inspector; the checklist says the same."""
_ROOM = {Step.REDACTION: 1400, Step.REVIEW: 1400}
"""Where two files stand side by side, or a file beside two lists, room is short sooner."""


class MainWindow(QMainWindow):
    """The frame. Pages are made when first shown, and made anew when the language changes."""

    language_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        desk.setParent(self)
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry().size()
        # The window manager's frame takes some of the screen as well; on a screen of 1280×720 nothing may be cut off.
        self.resize(min(1280, room.width()), min(720, room.height() - FRAME))
        self.setMinimumSize(min(960, room.width()), min(600, room.height() - FRAME))
        self._pages: dict[Step, StepPage] = {}
        self.packet_page: PacketPage | None = None
        self.arrivals = Arrivals(self)
        self.templates = TemplatesRoom(self)
        self._step: Step | None = None
        self._turning = False
        """Is the window being built anew at the moment?"""
        self._inspector_wanted = desk.settings.flag("inspector", default=True)
        self._inspector_filled = True
        self._inspector_asked = False
        """Did somebody ask for it in this window? Then it is there, however little room is left."""
        self._build()
        self.drops = Drops(self)
        desk.session_changed.connect(self._session_changed)
        desk.filing_changed.connect(self._filing_changed)
        desk.data_changed.connect(self._data_changed)
        desk.goto.connect(self.show_step)
        desk.start_wanted.connect(self.show_start)
        desk.packet_changed.connect(self._packet_changed)
        desk.leaving.connect(self.save_now)
        desk.files_wanted.connect(self.open_paths)
        desk.history.shown = lambda: self._step
        self.life = Life(self)

    def _build(self) -> None:
        self.rail = Rail(self.desk)
        self.inspector = Inspector(self.desk)
        self.jobbar = JobBar(self.desk)
        self.stack = Centre()
        self.start = StartPage(self.desk)
        self.stack.addWidget(self.start)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self.next_bar = NextBar(self)
        for each in (self.rail, under_bar(self.next_bar, rolling(self.stack)), self.inspector):
            self._split.addWidget(each)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([232, 760, 288])
        keep_splitter(self.desk.settings, "frame", self._split)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._split, 1)
        box.addWidget(self.jobbar)
        self.setCentralWidget(whole)
        self.inspector.filled.connect(self._filled)
        self.rail.step_chosen.connect(self.show_step)
        self.rail.start_chosen.connect(self.show_start)
        self.rail.new_filing_wanted.connect(self.start.new_filing)
        self.rail.new_product_wanted.connect(self.start.new_product)
        self.rail.product_chosen.connect(self.start.show_product)
        self.menus = Menus(self)
        self.rail.tree.setFocus()
        self._title()
        self._place()

    # -- what the centre shows

    @property
    def step(self) -> Step | None:
        """The step that is shown; None on the start page."""
        return self._step

    def page(self) -> StepPage | None:
        """Give the page that is shown; None on the start page."""
        return self._pages.get(self._step) if self._step is not None else None

    @Slot()
    def show_start(self) -> None:
        """Show the start page."""
        self._step = None
        self.start.refresh()
        self.stack.setCurrentWidget(self.start)
        self._place()

    @Slot(object)
    @Slot(object, str)
    def show_step(self, step: Step, target: str = "") -> None:
        """Show a step of the open filing (Verify needs none), and there what `target` names."""
        if self._turning:
            in_turns(self, (lambda: self.show_step(step, target),))
            return
        if self.desk.filing is None and step is not Step.VERIFY:
            self.show_start()
            return
        page = self._made(step)
        self._step = step
        self.stack.setCurrentWidget(page)
        page.refresh()
        self._place()
        if target:
            page.reveal(target)

    def _made(self, step: Step) -> StepPage:
        page = self._pages.get(step)
        if page is None:
            page = self._pages[step] = make_page(step, self.desk, self.stack)
            self.stack.addWidget(page)
        return page

    def prepare(self, step: Step) -> None:
        """Make a step's page before it is asked for, so that its first click finds it ready."""
        if not self._turning and self.desk.filing is not None:
            self._made(step)

    def show_centre(self, page: QWidget) -> None:
        """Show something that is no step: the templates, say."""
        self._step = None
        self.stack.setCurrentWidget(page)
        self._place()

    @Slot()
    def show_packet(self) -> None:
        """Show the review packet that is open."""
        if self.desk.packet is None:
            self.show_start()
            return
        if self.packet_page is None:
            from codebinder.ui.reviewing.packetpage import PacketPage

            self.packet_page = PacketPage(self.desk, self.stack)
            self.stack.addWidget(self.packet_page)
            in_turns(self, (self.show_packet,))  # made in one turn, shown in the next
            return
        self._step = None
        self.stack.setCurrentWidget(self.packet_page)
        self.packet_page.refresh()
        self.packet_page.board.picker.view.setFocus()
        self._place()

    @Slot()
    def _packet_changed(self) -> None:
        shown_ = self.packet_page is not None and self.stack.currentWidget() is self.packet_page
        if self.desk.packet is not None:
            self.show_packet()
        elif self.packet_page is not None:
            self.packet_page.refresh()
            if shown_:
                self.show_start()
        self.menus.update_state()

    @Slot()
    def add_repository(self) -> None:
        """Show the Sources step with its panel for a new repository."""
        from codebinder.ui.pages.sources import SourcesPage

        self.show_step(Step.SOURCES)
        page = self.page()
        if isinstance(page, SourcesPage) and self.desk.can_write:
            page.begin(None, git=True)

    def _place(self) -> None:
        """Set the rail's mark and the inspector for what is shown."""
        self.rail.set_step(self._step)
        self._title()
        self._fold()
        self.inspector.set_step(self._step)
        self.menus.update_state()
        self.next_bar.refresh()

    @Slot(bool)
    def _filled(self, filled: bool) -> None:  # noqa: FBT001  (a slot)
        self._inspector_filled = filled
        self._fold()

    def _fold(self) -> None:
        room = self._inspector_asked or self.width() >= _ROOM.get(self._step or Step.FILING, _NARROW)
        shown_ = self._inspector_wanted and self._inspector_filled and room
        self.menus.fold.setChecked(self._inspector_wanted and room)
        self.inspector.setVisible(shown_ and self._step is not None and self.desk.filing is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the inspector where it would leave the page no room."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width() and not self._turning:
            self._fold()

    def fold_inspector(self, shown_: bool) -> None:  # noqa: FBT001  (a slot of a checkable action)
        """Show or fold the inspector."""
        self._inspector_wanted = self._inspector_asked = shown_
        self.desk.settings.put_flag("inspector", shown_)
        self._place()

    # -- what changed

    @Slot()
    def _session_changed(self) -> None:
        self._title()
        if self.desk.session is not None:
            self.desk.look(preload, _nothing)
        if self._step is not Step.VERIFY:
            self.show_start()

    @Slot()
    def _filing_changed(self) -> None:
        self._title()
        page = self.page()
        if self.desk.filing is None and self._step is not Step.VERIFY:
            self.show_start()
        elif page is not None:
            page.refresh()
        self._place()

    @Slot(str)
    def _data_changed(self, _what: str) -> None:
        self._title()
        page = self.page()
        if page is not None:
            page.refresh()
        elif self.stack.currentWidget() is self.start:
            self.start.refresh()

    def _title(self) -> None:
        session, filing = self.desk.session, self.desk.filing
        names = [shown(session.path.name)] if session else []
        if filing is not None:
            names.insert(0, filing.slug)
        held = self.desk.packet
        if held is not None and self.packet_page is not None and self.stack.currentWidget() is self.packet_page:
            names = [shown(held.path.name)]
        self.setWindowTitle(" - ".join([*names, "Codebinder"]))
        self.setWindowFilePath("")

    def set_language(self, lang: str) -> None:
        """Build everything anew in another language."""
        if lang != self.desk.lang:
            self.desk.lang = lang
            self.desk.settings.put("lang", lang)
            self._anew(lambda: self.language_wanted.emit(lang))

    def set_theme(self, wanted: str) -> None:
        """Paint everything in another theme."""
        self.desk.settings.put("theme", wanted)
        self._anew(lambda: theme.apply(wanted))

    @Slot()
    def follow_system(self) -> None:
        """Follow the system's light and dark."""
        if self.desk.settings.text("theme", "system") == "system":
            self._anew(lambda: theme.apply("system"))

    def _anew(self, change: Callable[[], object]) -> None:
        """Build everything anew after a change, in turns that each leave the window able to answer.

        The pages go first: a style sheet takes a millisecond for each widget that there is."""
        if self._turning:
            in_turns(self, (lambda: self._anew(change),))
            return
        self.save_now()
        step, bar = self._step, self.jobbar
        packet = self.packet_page is not None and self.stack.currentWidget() is self.packet_page
        gallery = self.templates.leave()
        self._turning = True
        self.setUpdatesEnabled(False)
        if self.packet_page is not None:
            self.packet_page.deleteLater()
            self.packet_page = None
        for page in self._pages.values():
            page.deleteLater()
        self._pages.clear()
        self._step = None

        def build() -> None:
            self.menuBar().clear()
            self._build()
            self.jobbar.follow(bar)
            self._turning = False

        def come_back() -> None:
            if packet:
                self.show_packet()
            elif not self.templates.come_back(gallery) and step is not None and self._step is None:
                self.show_step(step)
            self.setUpdatesEnabled(True)

        in_turns(self, (change, build, come_back))

    # -- files from outside

    @Slot(object)
    def open_paths(self, paths: list[Path]) -> None:
        """Do the obvious thing with files, once it has been looked what they are."""
        self.drops.take(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what would happen with the files."""
        self.drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take what can be taken."""
        self.drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Say nothing any more."""
        self.drops.leave()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Do the obvious thing with the files."""
        self.drops.drop(event)

    @Slot()
    def save_now(self) -> None:
        """Take the focus away from a field that somebody is typing in, so that it saves itself."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
            # A person or an address saves itself one turn later, when its last part has been left.
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's own signature)
        """Go on with Tab the way one reads."""
        return tabbing.tab(self, forward=forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work, let go of the workbook; everything is saved already. Where work is under way, ask first."""
        if not self.life.may_close():
            event.ignore()
            return
        self.life.end()
        self.templates.close_down()
        retire(self)
        self.desk.close()
        self.life.gone()
        colourist.stop()
        event.accept()


def _nothing(_result: object) -> None:
    """What was done has no result to show."""
