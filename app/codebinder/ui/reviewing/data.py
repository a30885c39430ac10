"""What the review shows, whether it was read from a workbook or from a packet, and in which words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from codebinder.model.filing import FindingCounts
from codebinder.model.review import Decision, Delta, PublicKey, Role, Round, RoundState, Verdict
from codebinder.model.text import Message, shown
from codebinder.ui.keys import role_name
from codebinder.ui.strings import count_text, grouped
from codebinder.workflow.deciding import ReviewerRow
from codebinder.workflow.views import SubjectView


@dataclass(frozen=True, slots=True)
class Where:
    """Where a subject stands."""

    component: str
    path: bytes
    start: int
    end: int
    member: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How the review stands. `mine` are the fingerprints that stand for whoever sits here, as far as they are known.

    It is made where it is read, off the window's thread, and whatever goes through every subject is worked out there.
    """

    round: Round | None
    subjects: tuple[SubjectView, ...]
    places: Mapping[str, Where]
    people: Mapping[str, PublicKey]
    role: Role
    mine: frozenset[str] = frozenset()
    reviewers: tuple[ReviewerRow, ...] = ()
    delta: Delta | None = None
    changes: tuple[Message, ...] = ()
    arbiter: str = ""
    keeper: str = ""
    counts: FindingCounts | None = None
    unscanned: tuple[str, ...] = ()
    sources: int = 1
    wants_source: bool = False
    """Does the template call for source code that is not there?"""
    packet: bool = False
    states: Mapping[str, str] = field(init=False)
    """How each subject stands, by id."""
    views: Mapping[str, SubjectView] = field(init=False)
    owned: Mapping[str, Decision] = field(init=False)
    """The verdicts of whoever sits here, by what they are about."""
    waiting: frozenset[str] = field(init=False)
    """What is undecided, or has no verdict of her who sits here and was asked by name."""
    digest: str = field(init=False)
    """What the copies as filed depend on: the round, and every redaction."""

    def __post_init__(self) -> None:
        """Work out what is asked for again and again."""
        found = states(self.subjects)
        own = {view.subject.id: held for view in self.subjects if (held := _of(self.mine, view)) is not None}
        asked = self.asked
        waiting = (each for each, state in found.items() if state in OPEN or (asked and each not in own))
        row = self.round
        whole = hashlib.sha256((f"{row.number}:{row.state.value}" if row else "").encode())
        for view in self.subjects:
            whole.update(b"|" + view.subject.digest.encode())
        for name, value in (
            ("states", found), ("views", {view.subject.id: view for view in self.subjects}), ("owned", own),
            ("waiting", frozenset(waiting)), ("digest", whole.hexdigest()),
        ):  # fmt: skip
            object.__setattr__(self, name, value)

    @property
    def open(self) -> int:
        """How many have no verdict that stands."""
        return sum(state in OPEN for state in self.states.values())

    def count(self, state: str) -> int:
        """How many stand so."""
        return sum(each == state for each in self.states.values())

    @property
    def done(self) -> bool:
        """Is the round approved, and nothing changed since?"""
        return self.round is not None and self.round.state is RoundState.SIGNED

    @property
    def can_decide(self) -> bool:
        """Is there a round that can be decided?"""
        return self.round is not None and self.round.state is RoundState.OPEN

    @property
    def asked(self) -> bool:
        """Is whoever sits here one of those who were asked by name?"""
        return self.round is not None and bool(self.mine.intersection(self.round.reviewers))

    def own(self, view: SubjectView) -> Decision | None:
        """Give the verdict of whoever sits here that stands for a subject."""
        return self.owned.get(view.subject.id)


def _of(mine: frozenset[str], view: SubjectView) -> Decision | None:
    return next((each for each in decisions(view) if each.signer in mine), None)


WRITING = "writing"
"""A verdict that is on its way to the disk: nothing is shown as decided before it is there."""
OPEN = frozenset({"undecided", "changed", "recused"})
GLYPHS = {
    WRITING: "nothing",
    "undecided": "work", "changed": "warning", "recused": "not_applicable", "approved": "complete",
    "rejected": "omitted", "condition": "unmet", "conflict": "problem",
}  # fmt: skip


def decisions(view: SubjectView) -> tuple[Decision, ...]:
    """Give every decision about a subject that counts."""
    if view.judgement is not None:
        return tuple(each for each in view.judgement.decisions if each.current)
    return (view.decision,) if view.decision is not None else ()


def state_of(view: SubjectView) -> str:
    """Say how a subject stands after everybody's decisions."""
    held = view.judgement
    if held is not None and held.conflict:
        return "conflict"
    if held is not None and held.condition:
        return "condition"
    verdict = held.verdict if held is not None else view.decision.verdict if view.decision is not None else None
    if verdict in {Verdict.APPROVE, Verdict.APPROVE_IF}:
        return "approved"
    if verdict is Verdict.REJECT:
        return "rejected"
    if any(each.verdict is Verdict.RECUSED for each in decisions(view)):
        return "recused"
    return "changed" if view.was_void else "undecided"


def states(views: Iterable[SubjectView]) -> dict[str, str]:
    """Say how each subject stands."""
    return {view.subject.id: state_of(view) for view in views}


def state_word(state: str) -> str:
    """Give the word for a subject's state."""
    translate = QCoreApplication.translate
    return {
        "undecided": translate("Review", "undecided"),
        "changed": translate("Review", "changed since decided"),
        "recused": translate("Review", "recused, undecided"),
        WRITING: translate("Review", "being written…"),
        "approved": translate("Review", "approved"),
        "rejected": translate("Review", "rejected"),
        "condition": translate("Review", "approved if"),
        "conflict": translate("Review", "conflict"),
    }[state]


def since_word(since: str) -> str:
    """Say how a subject stands against the round before."""
    translate = QCoreApplication.translate
    return {
        "new": translate("Review", "new"),
        "changed": translate("Review", "changed"),
        "same": translate("Review", "as before"),
    }.get(since, "")


def verdict_word(verdict: Verdict) -> str:
    """Say what somebody did."""
    translate = QCoreApplication.translate
    return {
        Verdict.APPROVE: translate("Review", "approves"),
        Verdict.REJECT: translate("Review", "rejects"),
        Verdict.APPROVE_IF: translate("Review", "approves if"),
        Verdict.RECUSED: translate("Review", "is recused"),
    }[verdict]


def what(view: SubjectView) -> str:
    """Say what is to be decided."""
    translate = QCoreApplication.translate
    if view.subject.kind == "keep":
        return translate("Review", "disclose: {rule}").format(rule=shown(view.title))
    return {
        "value": translate("Review", "hide this value everywhere"),
        "place": translate("Review", "hide this place"),
        "file": translate("Review", "withhold this file"),
    }.get(view.title, shown(view.title))


def round_word(row: Round | None) -> str:
    """Say how the round stands."""
    translate = QCoreApplication.translate
    if row is None:
        return translate("Review", "nothing submitted yet")
    word = {
        RoundState.OPEN: translate("Review", "round {number}: waits for approval"),
        RoundState.SIGNED: translate("Review", "round {number}: approved"),
        RoundState.VOID: translate("Review", "round {number}: void, something has changed since"),
    }[row.state]
    return word.format(number=row.number)


def delta_words(delta: Delta | None) -> str:
    """Say what is to be decided against the round before: 17 new, 3 changed, 580 as approved."""
    if delta is None or not delta.before:
        return ""
    translate = QCoreApplication.translate
    parts = [
        translate("Review", "{count} new").format(count=count_text(delta.new)),
        translate("Review", "{count} changed").format(count=count_text(delta.changed)),
        translate("Review", "{count} as approved").format(count=count_text(delta.approved)),
    ]
    if delta.rejected:
        parts.append(translate("Review", "{count} still rejected").format(count=count_text(delta.rejected)))
    if delta.gone:
        parts.append(translate("Review", "{count} gone").format(count=count_text(delta.gone)))
    return translate("Review", "since round {number}: {list}").format(
        number=delta.before, list=translate("Review", ", ").join(parts)
    )


def files_words(delta: Delta) -> str:
    """Say which files would leave against the round before."""
    text = QCoreApplication.translate(
        "Review", "Files that would leave, against round {number}: {new} new, {changed} changed, {same} the same, {gone} gone."
    )  # fmt: skip
    return text.format(
        number=delta.before, new=count_text(delta.files_new), changed=count_text(delta.files_changed),
        same=count_text(delta.files_same), gone=count_text(delta.files_gone),
    )  # fmt: skip


def halves(digest: str) -> str:
    """Give a digest in groups, on two lines, for comparing by eye and ear."""
    words = grouped(digest)
    half = len(words) // 2
    return f"{words[:half].strip()}\n{words[half:].strip()}"


def person(people_: Mapping[str, PublicKey], fingerprint: str) -> str:
    """Name a person with her role, or the beginning of her fingerprint."""
    held = people_.get(fingerprint)
    return f"{shown(held.person)} ({role_name(held.role)})" if held else fingerprint[:16]


def name_of(people_: Mapping[str, PublicKey], fingerprint: str) -> str:
    """Name a person, or the beginning of her fingerprint."""
    held = people_.get(fingerprint)
    return shown(held.person) if held else fingerprint[:16]


def decision_words(people_: Mapping[str, PublicKey], decision: Decision) -> str:
    """Say what one person decided, and in her words why."""
    translate = QCoreApplication.translate
    text = translate("Review", "{name} {verdict}").format(
        name=name_of(people_, decision.signer), verdict=verdict_word(decision.verdict)
    )
    if decision.comment:
        text = translate("Review", "{what}: {comment}").format(what=text, comment=shown(decision.comment))
    if decision.verdict is Verdict.APPROVE_IF and decision.met:
        text += " " + translate("Review", "(declared met)")
    return text


def settled_words(people_: Mapping[str, PublicKey], view: SubjectView) -> str:
    """Say how the arbiter settled a subject; empty where nobody did."""
    held = view.judgement.settlement if view.judgement is not None else None
    if held is None:
        return ""
    translate = QCoreApplication.translate
    text = translate("Review", "settled by {name}: {verdict}").format(
        name=name_of(people_, held.signer),
        verdict=state_word("approved" if held.verdict is Verdict.APPROVE else "rejected"),
    )
    return f"{text} ({shown(held.comment)})" if held.comment else text
