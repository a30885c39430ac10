"""The map of an image with what stands around it: the way inside, what is chosen, what can be done with that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from codebinder.model.firmware import Analysis, Region
from codebinder.model.firmware_words import told_region
from codebinder.ui.desk import Desk
from codebinder.ui.imaging import words
from codebinder.ui.parts import Elided, button, empty_state, label, scrolled
from codebinder.ui.theme import GRID
from codebinder.ui.widgets.firmware_map import FirmwareMapView
from codebinder.ui.widgets.letters import Letters


class MapTab(QWidget):
    """The picture, or the one button that makes it."""

    read_wanted = Signal()
    bytes_wanted = Signal(int, int)
    """A region (its node, its place there) is to be shown as bytes."""
    hide_wanted = Signal(int, int)
    tree_wanted = Signal(int)
    """A node is to be shown in the tree of contents."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._reading: Analysis | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, 0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._unread())
        self.stack.addWidget(self._whole())
        box.addWidget(self.stack)

    def _unread(self) -> QWidget:
        outer = QWidget()
        box = QVBoxLayout(outer)
        box.setContentsMargins(0, 0, 0, 0)
        self.read = button(self.tr("Read the image"), self.read_wanted.emit, "primary", name="read-image")
        self._why = self.tr(
            "Reading finds the parts of an image and unpacks them: file systems, kernels, archives, certificates. Every "
            "byte is accounted for. Nothing in it is run, nothing leaves, and the file is not changed."
        )
        self.unread = empty_state(self.tr("What is in this image?"), self._why, self.read)
        box.addWidget(self.unread)
        box.addStretch(1)
        return outer

    def _whole(self) -> QWidget:
        outer = QWidget()
        box = QVBoxLayout(outer)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self.map = FirmwareMapView(self.desk)
        self.out = button(self.tr("Back"), self.map.go_out, name="map-out", tip=self.tr("Back (Backspace)"))
        self.inside = button(self.tr("Go inside"), self.map.go_in, name="map-in", tip=self.tr("Go inside (Enter)"))
        self.way = Elided("", middle=True, look="muted")
        self.way.hide()
        box.addWidget(self.way)
        self.map.setProperty("hands", True)
        self.area = scrolled(self.map)
        self.map.fitted.connect(self._fitted)
        box.addWidget(self.area, 1)
        self.told = label("", "text")
        self.told.setObjectName("region-told")
        self.more = label("", "muted")
        self.fault = label("", "fault")
        for each in (self.told, self.more, self.fault):
            box.addWidget(each)
        low = QHBoxLayout()
        low.setSpacing(GRID)
        self.bytes = button(self.tr("Show its bytes"), self._bytes, name="map-bytes", tip=self.tr("Show its bytes (B)"))
        self.tree = button(
            self.tr("Show in the contents"), self._tree, name="map-tree", tip=self.tr("Show in the contents (T)")
        )
        self.hide_it = button(
            self.tr("Hide it…"), self._hide, name="map-hide", tip=self.tr("Hide it in the package (H)")
        )
        for each in (self.inside, self.out, self.bytes, self.tree, self.hide_it):
            low.addWidget(each)
        low.addStretch(1)
        box.addLayout(low)
        self.account = label("", "muted")
        self.account.setObjectName("account")
        box.addWidget(self.account)
        self.stopped = label("", "fault")
        box.addWidget(self.stopped)
        box.addStretch(0)
        self.map.chosen.connect(self._chosen)
        self.map.entered.connect(self._entered)
        Letters(self, {"B": self._bytes, "T": self._tree, "H": self._hide}, (self.map,))
        return outer

    @Slot(int)
    def _fitted(self, height: int) -> None:
        """Let what is said of a region stand right below the map, however high that is."""
        self.area.setMaximumHeight(height + 2)

    # -- what is shown

    def show_unread(self, *, outdated: bool) -> None:
        """Offer to read the image."""
        self._reading = None
        self.map.show_reading(None)
        self.stack.setCurrentIndex(0)
        self.read.setText(self.tr("Read it again") if outdated else self.tr("Read the image"))
        self.read.setAccessibleName(self.read.text())
        self.read.setEnabled(self.desk.can_write)

    def show_reading(self, reading: Analysis, account: tuple[str, str], stopped: str) -> None:
        """Show an image that was read; the same one stays where it is."""
        self.stack.setCurrentIndex(1)
        self.account.setText(account[0])
        self.account.setToolTip(account[1])
        self.stopped.setText(stopped)
        self.stopped.setVisible(bool(stopped))
        if reading is not self._reading:
            self._reading = reading
            self.map.show_reading(reading)
            self._tell(None)

    def show_hidden(self, hidden: Sequence[tuple[int, int]]) -> None:
        """Draw what leaves hidden."""
        self.map.set_hidden(hidden)

    def choose(self, node: int, index: int) -> None:
        """Choose a region."""
        self.map.choose(node, index)
        if self._reading is not None:
            self._tell((node, index))

    def chosen(self) -> tuple[int, int] | None:
        """Give the chosen region: its node, and its place there; None for none, or for several drawn as one."""
        cell = self.map.cell()
        return (cell.node, cell.index) if cell is not None and cell.count == 1 else None

    def region(self) -> Region | None:
        """Give the chosen region."""
        place = self.chosen()
        return self._reading.nodes[place[0]].regions[place[1]] if place and self._reading is not None else None

    # -- choosing

    @Slot(int, int)
    def _chosen(self, node: int, index: int) -> None:
        cell = self.map.cell()
        if cell is not None and cell.count > 1:
            self._tell(None)
            self.told.setText(self.map.words_of(cell))
            return
        self._tell((node, index))

    @Slot(int)
    def _entered(self, _node: int) -> None:
        self.way.setText(self.map.way())
        self.way.setVisible(bool(self.map.way()))
        self._tell(self.chosen())

    def _tell(self, place: tuple[int, int] | None) -> None:
        reading, lang = self._reading, self.desk.lang
        self.out.setEnabled(self.map.can_go_out())
        self.inside.setEnabled(self.map.can_go_in())
        for each in (self.bytes, self.tree, self.hide_it):
            each.setEnabled(place is not None)
        if place is None or reading is None:
            self.told.setText(self.tr("Choose a region with the mouse or the arrow keys."))
            self.more.hide()
            self.fault.hide()
            return
        region = reading.nodes[place[0]].regions[place[1]]
        inner = reading.nodes[region.node] if region.node >= 0 else None
        self.told.setText(told_region(region, reading).get(lang))
        facts = words.facts_of(region.facts or (inner.facts if inner is not None else ()), lang)
        faults = words.faults_of(region, lang)
        if inner is not None and inner.faults != region.faults:
            faults = " ".join(filter(None, (faults, words.faults_of(inner, lang))))
        self.more.setText(facts)
        self.more.setVisible(bool(facts))
        self.fault.setText(faults)
        self.fault.setVisible(bool(faults))

    @Slot()
    def _bytes(self) -> None:
        place = self.chosen()
        if place is not None:
            self.bytes_wanted.emit(*place)

    @Slot()
    def _hide(self) -> None:
        place = self.chosen()
        if place is not None:
            self.hide_wanted.emit(*place)

    @Slot()
    def _tree(self) -> None:
        place, region = self.chosen(), self.region()
        if place is not None and region is not None:
            self.tree_wanted.emit(region.node if region.node >= 0 else place[0])
