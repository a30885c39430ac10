"""Extends what is selected in the code, one step a key: line, block, function, file; and back again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from codebinder.model.redaction import Extent, Grain
from codebinder.ui.desk import Desk
from codebinder.ui.redacting.words import extent_name
from codebinder.ui.strings import count_text
from codebinder.ui.widgets.codeview import CodeView

Place = tuple[str, bytes]
Range = tuple[int, int]


@dataclass(slots=True)
class _Chain:
    """What was selected at first, what lies around it, and how far out the person is."""

    place: Place
    first: Range
    extents: tuple[Extent, ...] = ()
    at: int = 0

    @property
    def now(self) -> Range:
        """The range that is selected where nobody has selected something else since."""
        return self.first if self.at == 0 else (self.extents[self.at - 1].start, self.extents[self.at - 1].end)


class Extender(QObject):
    """Belongs to one viewer. `told` gives the extent's name for people ("" for a selection of her own)."""

    told = Signal(str)

    def __init__(self, desk: Desk, view: CodeView, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._view = desk, view
        self._chain: _Chain | None = None
        view.caret_moved.connect(self._moved)

    @property
    def extent(self) -> Extent | None:
        """The extent that is selected; None where the selection is a person's own."""
        chain = self._chain
        if chain is None or chain.at == 0 or self._view.selection != chain.now:
            return None
        return chain.extents[chain.at - 1]

    def outward(self, place: Place, start: Range | None = None) -> None:
        """Extend by one step; `start` is what to begin with where nothing is selected."""
        held, chosen = self._chain, self._view.selection
        if held is not None and held.place == place and chosen == held.now and held.extents:
            self._go(held.at + 1)
            return
        first = start if start is not None and chosen[0] == chosen[1] else chosen
        self._chain = _Chain(place, first)
        session, filing = self._desk.need()

        def work() -> tuple[Place, Range, tuple[Extent, ...]]:
            from codebinder.workflow import selecting

            component, path = place
            grown = selecting.grow(session, filing, component=component, path=path, start=first[0], end=first[1])
            return place, first, grown

        self._desk.look(work, self._grown, self._desk.tell)

    def back(self) -> None:
        """Take one step back."""
        held = self._chain
        if held is None or held.at == 0 or self._view.selection != held.now:
            self._desk.message.emit("info", self.tr("Nothing was extended."))
            return
        self._go(held.at - 1)

    def forget(self) -> None:
        """Another file is shown, or another view of it."""
        self._chain = None
        self.told.emit("")

    @Slot(object)
    def _grown(self, seen: tuple[Place, Range, tuple[Extent, ...]]) -> None:
        held = self._chain
        if held is None or (held.place, held.first) != seen[:2]:
            return
        held.extents = seen[2]
        self._go(1)

    def _go(self, at: int) -> None:
        held = self._chain
        if held is None:
            return
        if at > len(held.extents):
            self._desk.message.emit("info", self.tr("That is the whole file already."))
            return
        held.at = at
        top = self._view.verticalScrollBar().value()
        self._view.select(*held.now, show=False)
        if at and held.extents[at - 1].grain is not Grain.FILE:
            self._view.reveal(held.now[0])
        else:
            self._view.verticalScrollBar().setValue(top)
        self._view.setFocus()
        self.told.emit(self._words())

    def _words(self) -> str:
        extent = self.extent
        if extent is None:
            return ""
        line = self._view.document.line_of
        lines = line(max(extent.start, extent.end - 1)) - line(extent.start) + 1
        text = self.tr("Selected: {extent}, lines: {lines}")
        return text.format(extent=extent_name(extent), lines=count_text(lines))

    @Slot(int)
    def _moved(self, _offset: int) -> None:
        held = self._chain
        if held is not None and held.at and self._view.selection != held.now:
            self.forget()
