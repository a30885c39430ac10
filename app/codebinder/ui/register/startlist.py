"""The filings on the start page: by due date, each with its state as glyph and word, narrowed to one state if wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing, FilingState
from codebinder.model.register import DueRow
from codebinder.model.text import shown
from codebinder.ui import theme
from codebinder.ui.desk import Desk
from codebinder.ui.pages.base import step_name
from codebinder.ui.parts import Elided, button, card, clear, glyph_label, glyph_word, label
from codebinder.ui.register.words import STATE_GLYPH, STATE_LOOK, days_text, state_name
from codebinder.ui.strings import count_text
from codebinder.ui.theme import GRID
from codebinder.ui.whys import why_text
from codebinder.ui.widgets.flow import FlowLayout
from codebinder.workflow.session import Session
from codebinder.workflow.views import FilingView, Standing

_AT_ONCE = 8
"""So many filings are shown, and so many more when they are asked for."""
_SLICE = 2


def read_due(session: Session) -> dict[str, DueRow]:
    """Read what is due when, in the order in which it is."""
    from codebinder.workflow import register

    return {each.filing: each for each in register.due_list(session)}


class FilingsList(QWidget):
    """A row of filters, and one card for each filing."""

    opened = Signal(str)

    def __init__(self, desk: Desk, new: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self._due: Mapping[str, DueRow] = {}
        self._rest: list[FilingView] = []
        self._making: list[FilingView] = []
        self._more: QWidget | None = None
        held = desk.settings.text(f"states:{desk.session.book.uid}") if desk.session is not None else ""
        self._only = FilingState(held) if held in {each.value for each in FilingState} else None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Filings by due date"), "heading"), 1)
        top.addWidget(button(self.tr("New filing…"), new, name="another-filing"))
        box.addLayout(top)
        self._filters = QWidget()
        self._filters.setAccessibleName(self.tr("Only filings in this state"))
        self._flow = FlowLayout(self._filters)
        self._flow.setSpacing(GRID)
        box.addWidget(self._filters)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(2 * GRID)
        box.addLayout(self._cards)
        session = desk.session
        if session is not None and desk.register:
            self._show_filters()
            desk.look(lambda: read_due(session), self._read, self._unread)  # the cards are made once, in their order
        else:
            self._show()

    @Slot(object)
    def _read(self, due: Mapping[str, DueRow]) -> None:
        self._due = due
        self._show()

    @Slot(object)
    def _unread(self, _error: CodebinderError) -> None:
        """Without the register's notes the filings are still there."""
        self._show()

    def views(self) -> list[FilingView]:
        """Give the filings that are shown, in their order."""
        order = {slug: at for at, slug in enumerate(self._due)}
        rows = sorted(self._desk.register, key=lambda view: order.get(view.filing.slug, len(order)))
        return [each for each in rows if self._only is None or each.filing.state is self._only]

    def _show(self) -> None:
        clear(self._cards)
        self._more = None
        self._show_filters()
        self._rest = self.views()
        self._show_more()
        if not self._desk.register:
            self._cards.addWidget(label(self.tr("Reading the filings…"), "muted"))

    @Slot()
    def _show_more(self) -> None:
        """Show the next filings: a card has two dozen widgets, and hundreds at once would keep a person waiting."""
        if self._more is not None:
            self._more.deleteLater()
            self._more = None
        now, self._rest = self._rest[:_AT_ONCE], self._rest[_AT_ONCE:]
        self._making = now
        self._make()

    @Slot()
    def _make(self) -> None:
        """Make the next cards, a few at a time: whoever clicks meanwhile is answered."""
        now, self._making = self._making[:_SLICE], self._making[_SLICE:]
        for view in now:
            self._cards.addWidget(self._card(view))
        if self._making:
            QTimer.singleShot(0, self, self._make)
        elif self._rest:
            text = self.tr("Show more filings ({count} left)").format(count=count_text(len(self._rest)))
            self._more = button(text, self._show_more, name="more-filings")
            self._cards.addWidget(self._more)

    def _show_filters(self) -> None:
        clear(self._flow)
        counts = Counter(each.filing.state for each in self._desk.register)
        if self._only is not None and not counts[self._only]:
            self._only = None
        self._filters.setVisible(len(counts) > 1)
        group = QButtonGroup(self._filters)
        group.setExclusive(True)
        total = sum(counts.values())
        for state in (None, *(each for each in FilingState if counts[each])):
            word = self.tr("all") if state is None else state_name(state)
            made = button(
                f"{word} ({total if state is None else counts[state]})",
                lambda _=False, state=state: self.narrow(state),
                name=f"only-{state.value if state is not None else 'all'}",
            )
            made.setCheckable(True)
            made.setChecked(state is self._only)
            if state is not None:
                made.setIcon(theme.glyph(STATE_GLYPH[state]))
                made.setIconSize(QSize(16, 16))
            group.addButton(made)
            self._flow.addWidget(made)

    def narrow(self, state: FilingState | None) -> None:
        """Show only filings in this state; None for all."""
        self._only = state
        session = self._desk.session
        if session is not None:
            self._desk.settings.put(f"states:{session.book.uid}", state.value if state is not None else "")
        self._show()
        found = self._filters.findChild(QWidget, f"only-{state.value if state is not None else 'all'}")
        if found is not None:
            found.setFocus()

    def _card(self, view: FilingView) -> QFrame:
        frame, box = card()
        filing = view.filing
        frame.setAccessibleName(filing.slug)
        first = QHBoxLayout()
        first.setSpacing(GRID)
        first.addWidget(label(filing.slug, "heading", wrap=False))
        first.addWidget(glyph_label(STATE_GLYPH[filing.state], state_name(filing.state)))
        first.addWidget(label(state_name(filing.state), STATE_LOOK[filing.state]))
        self._notes(first, filing)
        first.addStretch(1)
        after = button(self.tr("After it is sent…"), lambda _=False: self.after(filing), name=f"after-{filing.slug}")
        first.addWidget(after)
        name = f"open-{filing.slug}"
        first.addWidget(
            button(self.tr("Open filing"), lambda _=False: self.opened.emit(filing.slug), "primary", name=name)
        )
        box.addLayout(first)
        lang = self._desk.lang
        about = f"{view.template.names.get(lang)}  ·  {view.product.name} {view.product.version}"
        if filing.recipient:
            about += f"  ·  {filing.recipient}"
        box.addWidget(Elided(shown(about), look="muted"))
        steps = QHBoxLayout()
        steps.setSpacing(GRID // 2)
        for each in view.steps:
            word = why_text(each.why, view.template, lang) or glyph_word(each.standing.value)
            steps.addWidget(glyph_label(each.standing.value, f"{step_name(each.step)}: {word}"))
            number = f" {each.open}" if each.open and each.standing is not Standing.NOTHING else ""
            steps.addWidget(label(step_name(each.step) + number, "second", wrap=False))
            steps.addSpacing(GRID // 2)
        steps.addStretch(1)
        box.addLayout(steps)
        return frame

    def _notes(self, row: QHBoxLayout, filing: Filing) -> None:
        due = self.tr("due {date}").format(date=filing.due) if filing.due else self.tr("no due date")
        held = self._due.get(filing.slug)
        days = days_text(held.days) if held is not None else ""
        late = held is not None and held.days is not None and held.days < 0
        row.addWidget(label(f"{due} · {days}" if days else due, "fault" if late else "muted", wrap=False))
        if held is not None and held.clawbacks:
            row.addWidget(label(self.tr("claw-back open"), "tag-bad"))
        if held is not None and held.held:
            row.addWidget(label(self.tr("legal hold"), "tag-warn"))

    def after(self, filing: Filing) -> None:
        """Show what the register has of a filing."""
        from codebinder.ui.register.dialog import AfterDialog

        AfterDialog(self._desk, self.window(), filing).open()


__all__ = ["FilingsList", "read_due"]
