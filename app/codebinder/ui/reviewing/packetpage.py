"""Reviewer mode: the review's board over a packet, with what the packet is above, and the answer that goes back."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from codebinder.ui.desk import Desk
from codebinder.ui.pages.writing import on_key
from codebinder.ui.parts import button, label
from codebinder.ui.reviewing.answering import AnswerDialog
from codebinder.ui.reviewing.banner import AboutPacket, PacketBanner
from codebinder.ui.reviewing.board import Board
from codebinder.ui.reviewing.data import Review
from codebinder.ui.reviewing.leaves import Leaves
from codebinder.ui.reviewing.packet import PacketSource
from codebinder.ui.reviewing.strip import RoundStrip
from codebinder.ui.theme import GRID

_NAMED = 12


class PacketPage(QWidget):
    """One packet. There is no workbook here: nothing is written but what she signs, into a file of her own."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        self.board = Board(desk, self)
        self.banner = PacketBanner()
        self.strip = RoundStrip()
        self.leaves = Leaves(desk.lang)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(label(self.tr("Review packet"), "title"))
        head.addStretch(1)
        self.close_ = button(self.tr("Close packet"), self._close, "flat", name="close-packet")
        self.about = button(self.tr("About this packet…"), lambda: self._about(0), name="about-packet")
        self.answer = button(self.tr("Write answer…"), self._answer, name="write-answer")
        self.sign = button(self.tr("Sign…"), self.board.show_signing, "primary", name="sign")
        for each in (self.close_, self.about, self.answer, self.sign):
            head.addWidget(each)
        box.addLayout(head)
        for each in (self.banner, self.strip, self.leaves):
            box.addWidget(each)
        box.addWidget(self.board, 1)
        self.banner.about_wanted.connect(self._about)
        self.board.loaded.connect(self._loaded)
        self.board.changed.connect(self.board.refresh)
        self.board.picker.judged_changed.connect(lambda: self.leaves.show_parts(self.board.picker.leaving))
        on_key(self, "Ctrl+Return", self._go_on, self.sign)
        on_key(self, "Ctrl+Shift+Return", self._answer, self.answer)

    @property
    def source(self) -> PacketSource | None:
        """The packet that is shown."""
        held = self.board.source
        return held if isinstance(held, PacketSource) else None

    def refresh(self) -> None:
        """Show the packet that is open."""
        held = self.desk.packet
        self.board.open(held.source if held is not None else None)
        if held is not None:
            self.banner.show_packet(held.source, self.desk.lang)
            self.board.refresh()
            self._ask_own(held.source)

    def _ask_own(self, source: PacketSource) -> None:
        """Ask about what the packet shows of her key that this account has not seen."""
        for fingerprint, numbers in source.unknown().items():
            name = source.names.get(fingerprint, "")
            text = self.tr(
                "This packet shows {count} things signed with your key that this account has not seen ({numbers}). Did you "
                "sign them, in the workbook itself or at another account? If not, have your key revoked as compromised."
            ).format(count=len(numbers), numbers=", ".join(str(each) for each in numbers[:_NAMED]))

            def mine(_: str, name: str = name) -> None:
                self.desk.look(lambda: source.accept_own(name), lambda _: self.board.refresh())

            self.board.ask.ask(text, ((self.tr("They are mine"), mine),))

    @Slot(object)
    def _loaded(self, review: Review) -> None:
        source = self.source
        self.strip.show_review(review, writable=False)
        self.sign.setEnabled(source is not None and review.can_decide)
        if source is not None and source.no_signature():
            self.sign.setToolTip(source.no_signature())

    @Slot()
    def _go_on(self) -> None:
        """Open the signing panel, or the answer where nothing can be signed; neither signs by itself."""
        source, board = self.source, self.board
        if source is None or board.stack.currentWidget() is board.panel:
            return
        if source.no_signature():
            self._answer()
        else:
            board.show_signing()

    @Slot(int)
    def _about(self, tab: int) -> None:
        if self.source is not None:
            AboutPacket(self.source, self, tab, self.desk.lang).open()

    @Slot()
    def _answer(self) -> None:
        held = self.desk.packet
        if held is not None and self.board.review is not None:
            AnswerDialog(self.desk, self, held, self.board).open()

    @Slot()
    def _close(self) -> None:
        self.desk.hold_packet(None)
