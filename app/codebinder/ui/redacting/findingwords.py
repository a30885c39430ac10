"""Words for findings: what was found, how sure that is, where it stands, what became of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.text import shown, shown_path


def confidence_name(confidence: Confidence) -> str:
    """Give the word for how sure a detector is."""
    return {
        Confidence.HIGH: QCoreApplication.translate("Finding", "sure"),
        Confidence.MEDIUM: QCoreApplication.translate("Finding", "likely"),
        Confidence.LOW: QCoreApplication.translate("Finding", "scored down"),
    }[confidence]


def kind_name(kind: str) -> str:
    """Give the word for what was found; kinds that we have no word for show themselves."""
    return {
        "private-key": QCoreApplication.translate("Finding", "private key"),
        "token": QCoreApplication.translate("Finding", "access token"),
        "password": QCoreApplication.translate("Finding", "password"),
        "key": QCoreApplication.translate("Finding", "key or secret"),
        "certificate": QCoreApplication.translate("Finding", "certificate"),
        "personal": QCoreApplication.translate("Finding", "personal data"),
        "financial": QCoreApplication.translate("Finding", "financial data"),
        "internal": QCoreApplication.translate("Finding", "internal name or address"),
        "notice": QCoreApplication.translate("Finding", "confidentiality notice"),
        "licence": QCoreApplication.translate("Finding", "licence or copyright"),
        "export": QCoreApplication.translate("Finding", "export control"),
        "vulnerability": QCoreApplication.translate("Finding", "note of a vulnerability"),
        "code-name": QCoreApplication.translate("Finding", "word of your own list"),
        "jewel": QCoreApplication.translate("Finding", "protected code"),
    }.get(kind, shown(kind))


def place_text(finding: Finding, *, short: bool = False) -> str:
    """Say where a finding stands: path and line, or the member of the archive; `short`: without folders."""
    path, inside = finding.path, finding.member
    if short:
        path, inside = path.rsplit(b"/", 1)[-1], inside.rsplit(b"/", 1)[-1]
    return f"{shown_path(path)} › {shown_path(inside)}" if inside else f"{shown_path(path)}:{finding.line}"


def state_name(state: FindingState) -> str:
    """Give the word for what became of a finding."""
    return {
        FindingState.OPEN: QCoreApplication.translate("Finding", "undecided"),
        FindingState.REDACTED: QCoreApplication.translate("Finding", "redacted"),
        FindingState.KEPT: QCoreApplication.translate("Finding", "kept"),
    }[state]
