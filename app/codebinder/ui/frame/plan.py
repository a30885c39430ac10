"""What happens with files that come from outside: decided from what they are and what is open, and said beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from codebinder.workflow.views import Step


class Act(Enum):
    """What is done with one file."""

    OPEN = "open"
    BESIDE = "beside"
    VERIFY = "verify"
    OPENING = "opening"
    PACKET = "packet"
    ANSWER = "answer"
    ASK = "ask"
    SOURCE = "source"
    FIRMWARE = "firmware"
    DOCUMENT = "document"
    TEMPLATE = "template"
    BEGIN = "begin"
    CHOOSE = "choose"


class No(Enum):
    """Why a file is not taken."""

    GONE = "gone"
    READ_ONLY = "read-only"
    MANY = "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is open while files come."""

    book: bool = False
    filing: bool = False
    write: bool = False
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One file: what it is (see `dropping.what_is`), and what is done with it, or why nothing is."""

    path: Path
    kind: str
    does: Act | No


_MOST_BOOKS = 8
"""Workbooks that are opened at once: each takes a program of its own."""
_ALWAYS: dict[str, Act | No] = {"nothing": No.GONE, "package": Act.VERIFY, "packet": Act.PACKET}


def planned(files: Sequence[tuple[Path, str]], state: State) -> tuple[Coming, ...]:
    """Decide what is done with files that come together."""
    books = 0
    rows: list[Coming] = []
    for path, kind in files:
        if kind == "workbook":
            books += 1
            does: Act | No = Act.OPEN if books == 1 else Act.BESIDE if books <= _MOST_BOOKS else No.MANY
        else:
            does = _planned(path.name.lower(), kind, state)
        rows.append(Coming(path=path, kind=kind, does=does))
    return tuple(rows)


def _planned(name: str, kind: str, state: State) -> Act | No:
    if kind in _ALWAYS:
        return _ALWAYS[kind]
    if kind == "archive" and not state.filing:
        return Act.VERIFY
    if kind == "sealed":
        return _sealed(name, state)
    if kind == "template":
        return Act.TEMPLATE  # it is checked and shown; a workbook is not asked for
    if state.book and not state.write:
        return No.READ_ONLY
    return _part(kind, state)


def _part(kind: str, state: State) -> Act:
    """Decide about what becomes part of a filing."""
    source = kind in {"repository", "folder"}
    if not state.filing:
        return Act.BEGIN if source and not state.book else Act.CHOOSE
    if source:
        return Act.SOURCE
    if state.step is Step.DOCUMENTS or (kind == "document" and state.step is not Step.FIRMWARE):
        return Act.DOCUMENT
    return Act.FIRMWARE


def _sealed(name: str, state: State) -> Act | No:
    """Openings, packets and answers look alike from outside, so their names and the page that is shown decide."""
    if state.step is Step.VERIFY or ("opening" in name and "answer" not in name):
        return Act.OPENING
    if "answer" in name:
        return Act.ANSWER if state.filing and state.write else Act.ASK
    return Act.PACKET if "review" in name or "packet" in name else Act.ASK


def act_text(does: Act) -> str:
    """Say what would be done with a file."""
    return {
        Act.OPEN: QCoreApplication.translate("Drops", "Open this workbook"),
        Act.BESIDE: QCoreApplication.translate("Drops", "Open this workbook in a window of its own"),
        Act.VERIFY: QCoreApplication.translate("Drops", "Verify this package"),
        Act.OPENING: QCoreApplication.translate("Drops", "Check this opening against its package"),
        Act.PACKET: QCoreApplication.translate("Drops", "Open this review packet"),
        Act.ANSWER: QCoreApplication.translate("Drops", "Import this reviewer's answer"),
        Act.ASK: QCoreApplication.translate("Drops", "Ask what this encrypted file is"),
        Act.SOURCE: QCoreApplication.translate("Drops", "Add as a source"),
        Act.FIRMWARE: QCoreApplication.translate("Drops", "Add as a firmware image"),
        Act.DOCUMENT: QCoreApplication.translate("Drops", "Add as a document"),
        Act.TEMPLATE: QCoreApplication.translate("Drops", "Check this template, and offer it to your own"),
        Act.BEGIN: QCoreApplication.translate("Drops", "Begin a filing with this source code"),
        Act.CHOOSE: QCoreApplication.translate("Drops", "Choose the filing that it belongs to"),
    }[does]


def no_text(why: No) -> str:
    """Say why a file is not taken."""
    return {
        No.GONE: QCoreApplication.translate("Drops", "It can't be read."),
        No.MANY: QCoreApplication.translate("Drops", "So many workbooks are not opened at once."),
        No.READ_ONLY: QCoreApplication.translate("Drops", "This workbook is open for reading only."),
    }[why]
