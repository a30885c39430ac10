"""The card in plain words: what something is, what a reader could do with it, what happens, where else it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from codebinder.model.text import Message, shown, shown_path
from codebinder.ui.parts import Elided, button, clear, label, scrolled
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.theme import GRID
from codebinder.workflow.cards import Card, Place

_PLACES = 12
_WIDE = 44


class CardPanel(QFrame):
    """Foldable; four short paragraphs with headings, and the places as links that go there."""

    place_wanted = Signal(object)
    """A Place of the card that somebody wants to see."""
    folded = Signal(bool)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.setObjectName("card-panel")
        self.card: Card | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self.fold = QToolButton()
        self.fold.setObjectName("card-fold")
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setText(self.tr("In plain words"))
        self.fold.setAccessibleName(self.tr("In plain words"))
        self.fold.setToolTip(self.tr("Show or hide what this is in plain words"))
        self.fold.toggled.connect(self._fold)
        box.addWidget(self.fold)
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(4, 0, GRID, GRID)
        self._rows.setSpacing(4)
        self.area = scrolled(inner, self.tr("In plain words"))
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        box.addWidget(self.area, 1)
        self._fold(True)

    @Slot(bool)
    def _fold(self, out: bool) -> None:  # noqa: FBT001  (a slot)
        self.area.setVisible(out)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if out else Qt.ArrowType.RightArrow)
        self.folded.emit(not out)

    def show_card(self, card: Card | None) -> None:
        """Show a card; None: nothing to show."""
        self.card = card
        clear(self._rows)
        self._rows.addStretch(1)
        if card is not None:
            self.fill(card)
        self.area.verticalScrollBar().setValue(0)

    def fill(self, card: Card) -> None:
        """Add the paragraphs of a card."""
        self.paragraph(self.tr("What this is"), card.what, *((card.sure,) if card.sure is not None else ()))
        self.paragraph(self.tr("What a reader could do with it"), card.could)
        self.paragraph(self.tr("What happens"), card.stays)
        self.paragraph(self.tr("Where else it stands"), card.where)
        for place in card.elsewhere[:_PLACES]:
            self.insert(self._link(place))
        if len(card.elsewhere) > _PLACES:
            more = self.tr("… and {count} more").format(count=count_text(len(card.elsewhere) - _PLACES))
            self.insert(label(more, "muted"))

    def paragraph(self, heading: str, *messages: Message) -> QLabel:
        """Add a heading and its sentences; gives the label of these."""
        self.insert(label(heading, "caption"))
        made = label(" ".join(message_text(each, self._lang) for each in messages))
        made.setAccessibleName(f"{heading}: {made.text()}")
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.insert(made)
        return made

    def insert(self, widget: QWidget) -> None:
        """Add something below what is there."""
        self._rows.insertWidget(self._rows.count() - 1, widget)

    def words(self) -> str:
        """Give everything that is shown, for tests and for reading aloud."""
        rows = (self._rows.itemAt(at).widget() for at in range(self._rows.count()))
        return "\n".join(each.text() for each in rows if isinstance(each, QLabel))

    def _link(self, place: Place) -> QWidget:
        state = {
            "hidden": self.tr("hidden"), "kept": self.tr("to be disclosed"), "open": self.tr("undecided"),
        }.get(place.state, shown(place.state))  # fmt: skip
        path = shown_path(place.path)
        name = f"{path}:{place.line}" if place.line else path
        short = name if len(name) <= _WIDE else f"{name[: _WIDE // 3]}…{name[-(_WIDE - _WIDE // 3 - 1) :]}"
        made = button(f"{short} · {state}", lambda: self.place_wanted.emit(place), "link", name="card-place")
        made.setToolTip(f"{place.component}: {name} · {state}")
        made.setAccessibleName(made.toolTip())
        return made


def sample_link(text: str, where: str, slot: Callable[..., object]) -> QWidget:
    """Give one line of a file as a row that goes there: what stands there, and where."""
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    rows.addWidget(Elided(text, mono=True))
    made = button(where, slot, "link", name="sample")
    made.setAccessibleName(f"{where}: {text}")
    made.setToolTip(where)
    rows.addWidget(made)
    return box
