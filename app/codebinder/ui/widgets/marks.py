"""What the code viewer draws over text: findings dashed, redactions tinted with their reason, approved ones hatched."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from codebinder.ui import theme


class MarkKind(StrEnum):
    """How a mark is drawn."""

    FINDING = "finding"
    KEPT = "kept"
    REDACTION = "redaction"
    APPROVED = "approved"
    REJECTED = "rejected"
    FOUND = "found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A range of bytes with what stands on it; `name` is the finding's or redaction's id, `label` its reason."""

    start: int
    end: int
    kind: MarkKind
    name: str = ""
    label: str = ""


class Marks:
    """Marks by place. Most are short; the few that span many lines are kept apart, so that a lookup stays quick.

    Fifty thousand take a moment to sort: make them where nobody waits."""

    _LONG = 4096

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
        self._short = [mark for mark in ordered if mark.end - mark.start <= self._LONG]
        self._long = [mark for mark in ordered if mark.end - mark.start > self._LONG]
        self._starts = [mark.start for mark in self._short]
        self._reach = max((mark.end - mark.start for mark in self._short), default=0)
        self.all = tuple(ordered)
        self.long = tuple(self._long)
        self._by_kind: dict[MarkKind, array[int]] = {}
        for mark in self._short:
            self._by_kind.setdefault(mark.kind, array("q")).append(mark.start)

    def __iter__(self) -> Iterator[Mark]:
        """Give every mark, by place."""
        return iter(self.all)

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.all)

    def starts_of(self, kind: MarkKind) -> Sequence[int]:
        """Give where the short marks of a kind begin, ascending."""
        return self._by_kind.get(kind, array("q"))

    def within(self, start: int, end: int) -> list[Mark]:
        """Give every mark that touches the bytes `start` to `end`."""
        first = bisect_left(self._starts, start - self._reach)
        last = bisect_left(self._starts, max(end, start + 1))
        near = [mark for mark in self._short[first:last] if mark.end > start]
        return [*(mark for mark in self._long if mark.start < end and mark.end > start), *near]

    def at(self, offset: int) -> Mark | None:
        """Give the shortest mark that holds the byte `offset`."""
        held = [mark for mark in self.within(offset, offset + 1) if mark.start <= offset < mark.end]
        return min(held, key=lambda mark: mark.end - mark.start, default=None)

    def named(self, name: str) -> Mark | None:
        """Give the first mark with this name."""
        return next((mark for mark in self.all if mark.name == name), None)


def draw_under(painter: QPainter, box: QRectF, kind: MarkKind) -> None:
    """Draw what stands behind the text."""
    if kind in {MarkKind.REDACTION, MarkKind.APPROVED, MarkKind.REJECTED}:
        painter.fillRect(box, theme.colour("bad_soft" if kind is MarkKind.REJECTED else "redaction"))
    if kind is MarkKind.APPROVED:
        tint = QColor(theme.colour("approved"))
        tint.setAlpha(110)
        painter.fillRect(box, QBrush(tint, Qt.BrushStyle.BDiagPattern))
    if kind is MarkKind.FOUND:
        painter.fillRect(box, theme.colour("warn_soft"))


def draw_over(painter: QPainter, box: QRectF, kind: MarkKind, *, current: bool, first: bool, last: bool) -> None:
    """Draw the outline, above the text: of a mark over several lines its top, its left edge and its bottom."""
    styles = {
        MarkKind.FINDING: ("finding", Qt.PenStyle.DashLine),
        MarkKind.KEPT: ("good", Qt.PenStyle.DotLine),
        MarkKind.REJECTED: ("bad", Qt.PenStyle.SolidLine),
    }
    name, style = styles.get(kind, ("", Qt.PenStyle.NoPen))
    if current:
        name, style = "accent", Qt.PenStyle.SolidLine if kind is not MarkKind.FINDING else Qt.PenStyle.DashLine
    if not name:
        return
    painter.setPen(QPen(theme.colour(name), 2 if current else 1.3, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = box.adjusted(-0.5, 1 if first else -1, 0.5, -1)
    if first and last:
        painter.drawRect(edge)
        return
    painter.drawLine(edge.topLeft(), edge.bottomLeft())
    if first:
        painter.drawLine(edge.topLeft(), edge.topRight())
    if last:
        painter.drawLine(edge.bottomLeft(), edge.bottomRight())


def label_width(text: str, font: QFont) -> float:
    """Give how wide a label will be."""
    return QFontMetricsF(font).horizontalAdvance(text) + 12


def draw_label(painter: QPainter, x: float, middle: float, text: str, font: QFont, kind: MarkKind) -> float:
    """Draw a mark's reason as a small tag beginning at `x`; give where it ends."""
    metrics = QFontMetricsF(font)
    box = QRectF(x, middle - metrics.height() / 2 - 1, label_width(text, font), metrics.height() + 2)
    back, front = {
        MarkKind.FINDING: ("warn_soft", "warn"),
        MarkKind.KEPT: ("good_soft", "good"),
        MarkKind.REJECTED: ("bad_soft", "bad"),
    }.get(kind, ("redaction", "text"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(back))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font)
    painter.setPen(theme.colour(front))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
    return box.right()
