"""Words and glyphs of the register: states, media, stages, answers, and its rows as sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from codebinder.model.filing import FilingState
from codebinder.model.register import AnswerKind, EventKind, Medium, RegisterEvent, Stage
from codebinder.model.text import shown
from codebinder.ui.strings import grouped

STATE_GLYPH = {
    FilingState.PREPARING: "work",
    FilingState.SENT: "some",
    FilingState.CORRECTION: "unmet",
    FilingState.CLEARED: "complete",
    FilingState.REVOKED: "problem",
    FilingState.SUSPENDED: "not_applicable",
    FilingState.SUPERSEDED: "decided",
    FilingState.WITHDRAWN: "excluded",
}


STATE_LOOK = {
    FilingState.PREPARING: "tag",
    FilingState.SENT: "tag",
    FilingState.CORRECTION: "tag-warn",
    FilingState.CLEARED: "tag-good",
    FilingState.REVOKED: "tag-bad",
    FilingState.SUSPENDED: "tag-warn",
    FilingState.SUPERSEDED: "tag",
    FilingState.WITHDRAWN: "tag",
}


def state_name(state: FilingState) -> str:
    """Give the word for where a filing stands."""
    return {
        FilingState.PREPARING: QCoreApplication.translate("FilingState", "preparing"),
        FilingState.SENT: QCoreApplication.translate("FilingState", "sent"),
        FilingState.CORRECTION: QCoreApplication.translate("FilingState", "correction asked for"),
        FilingState.CLEARED: QCoreApplication.translate("FilingState", "cleared"),
        FilingState.REVOKED: QCoreApplication.translate("FilingState", "revoked"),
        FilingState.SUSPENDED: QCoreApplication.translate("FilingState", "suspended"),
        FilingState.SUPERSEDED: QCoreApplication.translate("FilingState", "superseded"),
        FilingState.WITHDRAWN: QCoreApplication.translate("FilingState", "withdrawn"),
    }[state]


def medium_name(medium: Medium) -> str:
    """Give the word for what something travelled on."""
    return {
        Medium.DISC: QCoreApplication.translate("Register", "disc"),
        Medium.USB: QCoreApplication.translate("Register", "USB stick"),
        Medium.PORTAL: QCoreApplication.translate("Register", "upload to a portal"),
        Medium.EMAIL: QCoreApplication.translate("Register", "e-mail"),
        Medium.PAPER: QCoreApplication.translate("Register", "paper"),
        Medium.HAND: QCoreApplication.translate("Register", "by hand"),
        Medium.OTHER: QCoreApplication.translate("Register", "other"),
    }[medium]


def stage_name(stage: Stage) -> str:
    """Give the word for what a delivery is."""
    return {
        Stage.PACKAGE: QCoreApplication.translate("Register", "package"),
        Stage.PROPOSAL: QCoreApplication.translate("Register", "proposal"),
        Stage.FINAL: QCoreApplication.translate("Register", "final"),
    }[stage]


def answer_name(kind: AnswerKind) -> str:
    """Give the word for what the authority said to a proposal."""
    return {
        AnswerKind.ACCEPTED: QCoreApplication.translate("Register", "accepted"),
        AnswerKind.CHANGES: QCoreApplication.translate("Register", "changes asked for"),
        AnswerKind.REFUSED: QCoreApplication.translate("Register", "refused"),
    }[kind]


def event_name(kind: EventKind) -> str:
    """Give the word for what a row of the register records."""
    return {
        EventKind.STATE: QCoreApplication.translate("Register", "state"),
        EventKind.DUE: QCoreApplication.translate("Register", "due date"),
        EventKind.DELIVERY: QCoreApplication.translate("Register", "sent"),
        EventKind.RECEIPT: QCoreApplication.translate("Register", "receipt"),
        EventKind.ANSWER: QCoreApplication.translate("Register", "answer"),
        EventKind.LETTER: QCoreApplication.translate("Register", "letter"),
        EventKind.CLAWBACK: QCoreApplication.translate("Register", "claw-back"),
        EventKind.STEP: QCoreApplication.translate("Register", "step of a claw-back"),
        EventKind.DESTROYED: QCoreApplication.translate("Register", "destroyed or returned"),
        EventKind.REPLACED: QCoreApplication.translate("Register", "replacement"),
        EventKind.HOLD: QCoreApplication.translate("Register", "legal hold"),
        EventKind.RELEASED: QCoreApplication.translate("Register", "hold ended"),
        EventKind.RETENTION: QCoreApplication.translate("Register", "retention"),
        EventKind.ERASED: QCoreApplication.translate("Register", "erased"),
    }[kind]


def digest_text(digest: str) -> str:
    """Give the beginning of a digest in groups."""
    return f"{grouped(digest[:16])} …" if digest else "–"


def when(at: str) -> str:
    """Give a moment without what nobody reads."""
    return shown(at.replace("T", " ").removesuffix("Z"))[:19]


def days_text(days: int | None) -> str:
    """Say how long it is until a day."""
    if days is None:
        return ""
    if days < 0:
        return QCoreApplication.translate("Register", "overdue by {count} days").format(count=-days)
    if days == 0:
        return QCoreApplication.translate("Register", "due today")
    return QCoreApplication.translate("Register", "in {count} days").format(count=days)


def event_text(event: RegisterEvent) -> str:
    """Say in one line what a row of the register says."""
    translate = QCoreApplication.translate
    facts = {name: shown(value) for name, value in event.facts}
    parts = _of_kind(event, facts)
    for name, text in (
        ("who", translate("Register", "by {value}")),
        ("number", translate("Register", "number {value}")),
        ("reference", translate("Register", "reference {value}")),
        ("scan", translate("Register", "scan {value}")),
    ):
        if facts.get(name):
            parts.append(text.format(value=facts[name]))
    if event.note:
        parts.append(shown(event.note))
    return " · ".join(each for each in parts if each)


def _of_kind(event: RegisterEvent, facts: dict[str, str]) -> list[str]:
    translate = QCoreApplication.translate
    if event.kind is EventKind.STATE:
        text = f"{state_name(FilingState(facts['from']))} → {state_name(FilingState(facts['to']))}"
        return [text, translate("Register", "due {day}").format(day=facts["due"]) if facts.get("due") else ""]
    if event.kind is EventKind.DELIVERY:
        text = translate("Register", "{what} to {to}, {medium}, SHA-256 {digest}").format(
            what=stage_name(Stage(facts["stage"])), to=facts.get("to", ""),
            medium=medium_name(Medium(facts["medium"])), digest=digest_text(facts.get("digest", "")),
        )  # fmt: skip
        return [text]
    if event.kind is EventKind.ANSWER:
        due = translate("Register", "due {day}").format(day=facts["due"]) if facts.get("due") else ""
        return [answer_name(AnswerKind(facts["kind"])), due]
    plain = {
        EventKind.DUE: translate("Register", "due {day}").format(day=facts.get("due") or "–"),
        EventKind.LETTER: f"{facts.get('name', '')} → {facts.get('to', '')}",
        EventKind.CLAWBACK: translate("Register", "SHA-256 {digest}, from {people}").format(
            digest=digest_text(facts.get("digest", "")), people=facts.get("recipients", "")
        ),
        EventKind.REPLACED: translate("Register", "by the filing {filing}").format(filing=facts.get("filing", "")),
        EventKind.RETENTION: translate("Register", "until {day}").format(day=facts.get("until", "")),
    }
    return [plain.get(event.kind, "")]
