"""A fingerprint to be read to each other by voice: large, in groups, with a line for what the other person reads."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from codebinder.errors import UserError
from codebinder.ui import theme
from codebinder.ui.parts import clear, label
from codebinder.ui.strings import grouped
from codebinder.ui.theme import GRID
from codebinder.workflow import people

_ACROSS = 2
_LARGE = 15.0
_FIGURES = 96


@dataclass(frozen=True, slots=True)
class Compared:
    """What was heard against what stands here: `whole` is the verdict, `at` the first group that differs (from 1; 0:
    none does so far), `left` how many groups have not been heard yet."""

    whole: bool
    at: int
    left: int


def plain(text: str) -> str:
    """Give a text without what the ear does not hear: spaces, dashes, case, the width of characters."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())


def compare(heard: str, fingerprint: str) -> Compared:
    """Compare what was heard so far with a fingerprint as it is read aloud."""
    got, begin = plain(heard), 0
    hexadecimal = any(each in "abcdef" for each in got) or len(got) == len(fingerprint) != _FIGURES
    groups = [plain(each) for each in (grouped(fingerprint) if hexadecimal else people.spelled(fingerprint)).split()]
    for number, group in enumerate(groups, start=1):
        part = got[begin : begin + len(group)]
        if part != group[: len(part)]:
            return Compared(whole=False, at=number, left=0)
        if len(part) < len(group):
            return Compared(whole=False, at=0, left=len(groups) - number + 1)
        begin += len(group)
    if begin < len(got):
        return Compared(whole=False, at=len(groups) + 1, left=0)
    try:
        return Compared(whole=people.matches(heard, fingerprint), at=0, left=0)
    except UserError:
        return Compared(whole=False, at=len(groups) + 1, left=0)


class FingerprintPanel(QWidget):
    """Shows one fingerprint, and says whether what is typed beside it is the same."""

    def __init__(self) -> None:
        super().__init__()
        self._fingerprint = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        self._caption = label(self.tr("Fingerprint, to be read aloud"), "caption")
        box.addWidget(self._caption)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        box.addLayout(self._grid)
        self.heard = QLineEdit()
        self.heard.setObjectName("heard")
        name = self.tr("What the other person reads to me")
        self.heard.setAccessibleName(name)
        self.heard.setPlaceholderText(self.tr("Type the groups as you hear them"))
        self.heard.setFont(theme.mono())
        self.heard.textChanged.connect(self._compare)
        self._hearing = QWidget()
        inner = QVBoxLayout(self._hearing)
        inner.setContentsMargins(0, GRID // 2, 0, 0)
        inner.setSpacing(GRID)
        inner.addWidget(label(name, "caption"))
        inner.addWidget(self.heard)
        box.addWidget(self._hearing)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self._glyph = QLabel()
        self._glyph.setFixedSize(18, 18)
        self.verdict = label("", "muted")
        self.verdict.setObjectName("heard-verdict")
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.verdict, 1)
        inner.addLayout(row)
        self._groups: list[QLabel] = []
        self._compare()

    def put(self, fingerprint: str) -> None:
        """Show another fingerprint; what was typed for the one before is gone."""
        if fingerprint == self._fingerprint:
            return
        self._fingerprint = fingerprint
        clear(self._grid)
        self._groups = []
        groups = people.spelled(fingerprint).split() if fingerprint else []
        font = theme.mono(_LARGE)
        for at, text in enumerate(groups):
            number = label(str(at + 1), "muted", wrap=False)
            made = label(text, wrap=False)
            made.setFont(font)
            made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._groups.append(made)
            self._grid.addWidget(number, at // _ACROSS, 2 * (at % _ACROSS))
            self._grid.addWidget(made, at // _ACROSS, 2 * (at % _ACROSS) + 1)
        self._grid.setColumnStretch(2 * _ACROSS, 1)
        self.setAccessibleName(" ".join(groups))
        self.heard.clear()
        self._compare()

    def hear(self, on: bool) -> None:  # noqa: FBT001  (like Qt's own setters)
        """Offer the line for what is heard, or not: nobody compares her own key with herself."""
        self._hearing.setVisible(on)

    @property
    def compared(self) -> bool:
        """Has the whole fingerprint been heard, and is it the same?"""
        return bool(self._fingerprint) and compare(self.heard.text(), self._fingerprint).whole

    @Slot()
    def _compare(self) -> None:
        heard = self.heard.text().strip()
        if not heard or not self._fingerprint:
            self._say("nothing", self.tr("Not compared yet."), "muted")
            self._mark(0)
            return
        found = compare(heard, self._fingerprint)
        self._mark(found.at)
        if found.whole:
            self._say("complete", self.tr("Match: it is the same key."), "good")
        elif found.at > len(self._groups):
            self._say("problem", self.tr("Differs: something else was typed than the fingerprint."), "fault")
        elif found.at:
            text = self.tr("Differs at group {number}. Ask for it again; if it stays, it is another key.")
            self._say("problem", text.format(number=found.at), "fault")
        else:
            self._say("work", self.tr("The same so far; groups left: {count}").format(count=found.left), "muted")

    def _say(self, glyph: str, text: str, look: str) -> None:
        self._glyph.setPixmap(theme.glyph_pixmap(glyph, 16))
        self._glyph.setAccessibleName(text)
        self.verdict.setText(text)
        self.verdict.setProperty("look", look)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)

    def _mark(self, wrong: int) -> None:
        for number, each in enumerate(self._groups, start=1):
            font = each.font()
            font.setUnderline(number == wrong)
            each.setFont(font)


__all__ = ["Compared", "FingerprintPanel", "compare", "plain"]
