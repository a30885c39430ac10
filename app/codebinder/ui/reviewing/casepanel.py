"""What is to be known before a judgement is made: why it stands out, what its members share, samples side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from codebinder.model.text import shown
from codebinder.ui.parts import label
from codebinder.ui.strings import count_text, message_text
from codebinder.ui.widgets.card import CardPanel, sample_link
from codebinder.workflow import judging
from codebinder.workflow.cards import Card
from codebinder.workflow.judgements import Case
from codebinder.workflow.judging import Judged

_FOLDERS = 4
_LINE = 160


class CasePanel(CardPanel):
    """The card of what is in view, below what is to be said of the whole judgement."""

    member_wanted = Signal(str)

    def show_case(self, judged: Judged, case: Case | None, card: Card | None) -> None:
        """Show a judgement with the card of the member that is in view."""
        self.show_card(None)
        if case is None:
            return
        for each in (*judging.why(case), *judging.unread(judged, case)):
            made = label(message_text(each, self._lang), "warn")
            made.setObjectName("why-odd")
            self.insert(made)
        if len(case.members) > 1:
            self._group(judged, case)
        else:
            self._sample(judged, case.members[0])
        if card is not None:
            self.fill(card)
            self.card = card

    def _group(self, judged: Judged, case: Case) -> None:
        parts = [message_text(each, self._lang) for each in judging.facts(case)]
        self.insert(label(self.tr("{count} alike").format(count=count_text(len(case.members))), "caption"))
        self.insert(label(" · ".join(parts)))
        folders = [f"{name} ({count_text(count)})" for name, count in judging.spread(case)]
        more = [self.tr("… and {count} more").format(count=count_text(len(folders) - _FOLDERS))]
        self.insert(label(" · ".join(folders[:_FOLDERS] + (more if len(folders) > _FOLDERS else [])), "muted"))
        self.insert(label(self.tr("Samples from all over it"), "caption"))
        for each in case.samples:
            self._sample(judged, each)

    def _sample(self, judged: Judged, member: str) -> None:
        sight, matter = judged.sights.get(member), judged.matters[member]
        text = shown(sight.line.strip()[:_LINE]) if sight is not None and sight.line else judging.where(matter)
        self.insert(sample_link(text, judging.where(matter), lambda: self.member_wanted.emit(member)))


def samples_seen(judged: Judged, case: Case) -> Sequence[str]:
    """Give the members of which the panel shows the line."""
    return [each for each in case.samples if each in judged.sights and judged.sights[each].line]
