"""What the viewer shows, in words: for screen readers, and for tooltips of the ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from codebinder.ui.strings import count_text
from codebinder.ui.widgets.marks import Mark, MarkKind

if TYPE_CHECKING:
    from codebinder.ui.widgets.codeview import CodeView

_LONGEST = 200
_MOST = 6


def kind_words(kind: MarkKind) -> str:
    """Say what a mark of this kind means."""
    translate = QCoreApplication.translate
    return {
        MarkKind.FINDING: translate("Marks", "finding, undecided"),
        MarkKind.KEPT: translate("Marks", "kept"),
        MarkKind.REDACTION: translate("Marks", "redacted"),
        MarkKind.APPROVED: translate("Marks", "approved"),
        MarkKind.REJECTED: translate("Marks", "rejected"),
        MarkKind.FOUND: translate("Marks", "found"),
    }[kind]


def mark_words(mark: Mark) -> str:
    """Say what a mark means, and its label where that says more."""
    words = kind_words(mark.kind)
    return f"{words} {mark.label}" if mark.label and mark.label != words else words


def line_words(view: CodeView) -> str:
    """Say the cursor's line: its number, what stands on it, its text."""
    number = view.document.line_of(view.caret)
    line = view.layouts.line(number)
    held = view.marks.within(line.start, line.end + 1)
    marks = list(dict.fromkeys(mark_words(mark) for mark in held[:_MOST]))
    text = line.row.text[:_LONGEST]
    head = QCoreApplication.translate("CodeView", "line {line}").format(line=count_text(number + 1))
    return ": ".join((", ".join((head, *marks)), text))
