"""Words of the dialog that opens hidden ranges: kinds, rows of the register, what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from codebinder.model.redaction import RedactionKind
from codebinder.model.text import shown
from codebinder.ui.redacting.rows import Row
from codebinder.ui.strings import count_text, grouped

if TYPE_CHECKING:
    from codebinder.model.opening import OpeningReport, OpeningRow


def kind_word(kind: RedactionKind) -> str:
    """Say what a redaction hides."""
    translate = QCoreApplication.translate
    return {
        RedactionKind.VALUE: translate("Opening", "a value, wherever it stands"),
        RedactionKind.PLACE: translate("Opening", "a place"),
        RedactionKind.FILE: translate("Opening", "a whole file"),
    }[kind]


def register_row(row: OpeningRow) -> Row:
    """Give one row of the register."""
    who = shown(row.recipient_name) or shown(row.recipient)
    return Row(
        id=str(row.number),
        texts=(row.at, str(row.round), str(len(row.commitments)), who, grouped(row.signer[:16])),
        glyph="complete",
    )


def report_words(report: OpeningReport) -> list[str]:
    """Say what was opened."""
    translate = QCoreApplication.translate
    counts = translate("Opening", "Opened: ranges {ranges}, whole files {files}, commits {commits}; of round {round}.").format(
        ranges=count_text(report.ranges), files=count_text(report.files), commits=count_text(report.commits),
        round=report.round,
    )  # fmt: skip
    who = shown(report.recipient_name) or shown(report.recipient)
    return [
        counts,
        translate("Opening", "For: {who}").format(who=who),
        translate("Opening", "File: {path}").format(path=short(shown(report.path))),
        f"SHA-256: {grouped(report.digest)}",
    ]


def short(text: str) -> str:
    """Give a long name by its two ends."""
    return text if len(text) <= 96 else f"{text[:47]}…{text[-48:]}"
