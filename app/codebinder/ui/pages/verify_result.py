"""How a verification is shown and written down: verdict, lines, faults, and what is not proven."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from codebinder import __version__
from codebinder.base.messages import text_of
from codebinder.model.package import Outcome, VerifyReport
from codebinder.model.text import shown
from codebinder.ui.parts import card, glyph_label, label
from codebinder.ui.theme import GRID

_GLYPHS = {Outcome.PASS: "complete", Outcome.FAIL: "error", Outcome.NOT_CHECKED: "not_applicable"}
_SHOWN = 2000


def outcome_word(outcome: Outcome) -> str:
    """Give the word for an outcome."""
    translate = QCoreApplication.translate
    return {
        Outcome.PASS: translate("Verify", "PASS"),
        Outcome.FAIL: translate("Verify", "FAIL"),
        Outcome.NOT_CHECKED: translate("Verify", "NOT CHECKED"),
    }[outcome]


def outcome_glyph(outcome: Outcome) -> str:
    """Give the glyph for an outcome."""
    return _GLYPHS[outcome]


def line_word(name: str) -> str:
    """Give the name of a line of the report."""
    translate = QCoreApplication.translate
    return {
        "VERDICT": translate("Verify", "Verdict"),
        "FILES": translate("Verify", "Files"),
        "SEAL": translate("Verify", "Seal"),
        "APPROVAL": translate("Verify", "Approval"),
        "HIDDEN": translate("Verify", "Hidden"),
        "TEMPLATE": translate("Verify", "Template"),
        "VERIFIER": translate("Verify", "Verifier"),
    }.get(name, shown(name))


def verdict_words(verdict: str) -> str:
    """Give the verdict, whose words are the verifier's own, in the window's language."""
    translate = QCoreApplication.translate
    for said, meant in (
        ("DRAFT, NOT TO BE FILED; ", translate("Verify", "DRAFT, NOT TO BE FILED; ")),
        ("CONTENTS NOT CHECKED, ", translate("Verify", "CONTENTS NOT CHECKED, ")),
        ("DAMAGED: ", translate("Verify", "DAMAGED: ")),
        ("INTACT, ", translate("Verify", "INTACT, ")),
        ("ORIGIN NOT CHECKED", translate("Verify", "ORIGIN NOT CHECKED")),
        (
            "ORIGIN WRONG: THE ARCHIVE HAS ANOTHER DIGEST, ",
            translate("Verify", "ORIGIN WRONG: THE ARCHIVE HAS ANOTHER DIGEST, "),
        ),
        ("ORIGIN WRONG: NOT SIGNED BY ", translate("Verify", "ORIGIN WRONG: NOT SIGNED BY ")),
        ("DIGEST AS GIVEN", translate("Verify", "DIGEST AS GIVEN")),
        ("SEALED BY ", translate("Verify", "SEALED BY ")),
        ("APPROVED BY ", translate("Verify", "APPROVED BY ")),
    ):
        verdict = verdict.replace(said, meant)
    for name in ("FILES", "SEAL", "APPROVAL", "HIDDEN", "TEMPLATE", "VERIFIER"):
        if line_word(name).upper() != name:
            verdict = re.sub(rf"\b{name}\b", line_word(name), verdict)
    return verdict


def cause_word(cause: str) -> str:
    """Give the word for what is wrong with a file."""
    translate = QCoreApplication.translate
    return {
        "bad": translate("Verify", "changed"),
        "missing": translate("Verify", "missing"),
        "additional": translate("Verify", "additional"),
        "name": translate("Verify", "name"),
        "structure": translate("Verify", "structure"),
    }.get(cause, shown(cause))


def show_report(box: QVBoxLayout, report: VerifyReport, lang: str) -> None:
    """Show a report."""
    translate = QCoreApplication.translate
    box.addWidget(_verdict(report))
    frame, inner = card()
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID)
    grid.setVerticalSpacing(GRID)
    rows = [line for line in report.lines if line.name != "VERDICT"]
    for at, line in enumerate(rows):
        word = outcome_word(line.outcome)
        grid.addWidget(glyph_label(_GLYPHS[line.outcome], word), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(word, line_look(line.outcome), wrap=False), at, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line_word(line.name), "label", wrap=False), at, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(shown_lines(line.text)), at, 3)
    grid.setColumnStretch(3, 1)
    inner.addLayout(grid)
    box.addWidget(frame)
    if report.faults:
        box.addWidget(_faults(report, lang))
    if report.not_proven:
        frame, inner = card()
        inner.addWidget(label(translate("Verify", "What this does not prove"), "heading"))
        for text in report.not_proven:
            row = QHBoxLayout()
            row.setSpacing(GRID)
            row.addWidget(glyph_label("info"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(shown_lines(text)), 1)
            inner.addLayout(row)
        box.addWidget(frame)


def _verdict(report: VerifyReport) -> QFrame:
    good = report.exit_code == 0
    frame = QFrame()
    frame.setProperty("look", "card" if good else "banner-bad")
    frame.setAccessibleName(shown(verdict_words(report.verdict)))
    row = QHBoxLayout(frame)
    row.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
    row.setSpacing(12)
    row.addWidget(glyph_label("complete" if good else "error", "", 24))
    text = label(shown(verdict_words(report.verdict)), "heading")
    text.setToolTip(shown(report.verdict))
    text.setObjectName("verdict")
    row.addWidget(text, 1)
    if report.draft:
        row.addWidget(label(QCoreApplication.translate("Verify", "draft"), "tag-warn"))
    return frame


def _faults(report: VerifyReport, lang: str) -> QTreeWidget:
    translate = QCoreApplication.translate
    table = QTreeWidget()
    table.setObjectName("faults")
    table.setAccessibleName(translate("Verify", "Faults"))
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setColumnCount(3)
    table.setHeaderLabels(
        [translate("Verify", "Fault"), translate("Verify", "File"), translate("Verify", "What is wrong")]
    )
    for fault in report.faults[:_SHOWN]:
        row = QTreeWidgetItem(table, [cause_word(fault.cause), shown(fault.path), shown(text_of(fault.text, lang))])
        for column in range(3):
            row.setToolTip(column, row.text(column))
    if len(report.faults) > _SHOWN:
        QTreeWidgetItem(table, ["…", "", str(len(report.faults) - _SHOWN)])
    header = table.header()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
    header.resizeSection(1, 280)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setFixedHeight(min(320, 44 + 26 * table.topLevelItemCount()))
    return table


def line_look(outcome: Outcome) -> str:
    """Give the look of an outcome's word."""
    return {Outcome.PASS: "good", Outcome.FAIL: "fault", Outcome.NOT_CHECKED: "muted"}[outcome]


def shown_lines(text: str) -> str:
    """Make a text of several lines safe to show."""
    return "\n".join(shown(line) for line in text.splitlines())


def report_text(report: VerifyReport, package: Path, level: str, lang: str) -> str:
    """Give the report as plain text, to keep or to send."""
    translate = QCoreApplication.translate
    out = [
        report.verdict,
        "",
        translate("Verify", "Package") + f": {shown(package.name)}",
        translate("Verify", "Level") + f": {level}",
        translate("Verify", "Verified with") + f": Codebinder {__version__}",
        "",
        *(f"{outcome_word(line.outcome):<12} {line_word(line.name)}: {line.text}" for line in report.lines),
    ]
    if report.faults:
        out += ["", translate("Verify", "Faults") + ":"]
        out += [f"  {cause_word(fault.cause)}: {fault.path}: {text_of(fault.text, lang)}" for fault in report.faults]
    if report.not_proven:
        out += [
            "",
            translate("Verify", "What this does not prove") + ":",
            *(f"  - {text}" for text in report.not_proven),
        ]
    return "\n".join(out) + "\n"
