"""What the review page reads from the workbook, off the window's thread, and in which words it shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing, FindingCounts
from codebinder.model.review import PublicKey, Role, Round, RoundState, Verdict
from codebinder.model.source import ComponentKind
from codebinder.ui.detection.words import own_names
from codebinder.ui.keys import role_name
from codebinder.workflow import filings, people, redacting, reviewing, scanning
from codebinder.workflow.session import Session
from codebinder.workflow.views import SubjectView


@dataclass(frozen=True, slots=True)
class Where:
    """Where a subject stands."""

    component: str
    path: bytes
    start: int
    end: int
    member: bytes = b""


@dataclass(frozen=True, slots=True)
class Review:
    """How the review stands."""

    round: Round | None
    subjects: tuple[SubjectView, ...]
    places: Mapping[str, Where]
    counts: FindingCounts
    people: Mapping[str, PublicKey]
    unscanned: tuple[str, ...]
    role: Role
    sources: int

    @property
    def open(self) -> int:
        """How many have no verdict that stands."""
        return sum(view.decision is None for view in self.subjects)

    @property
    def rejected(self) -> int:
        """How many stand rejected."""
        return sum(state_of(view) == "rejected" for view in self.subjects)

    @property
    def digest(self) -> str:
        """What the copies as filed depend on: the round, and every redaction."""
        row = self.round
        state = f"{row.number}:{row.state.value}" if row else ""
        return state + "".join(each.subject.digest for each in self.subjects)

    @property
    def done(self) -> bool:
        """Is the round approved, and nothing changed since?"""
        return self.round is not None and self.round.state is RoundState.SIGNED

    @property
    def can_decide(self) -> bool:
        """Is there a round that can be decided?"""
        return self.round is not None and self.round.state is RoundState.OPEN


def read_review(session: Session, filing: Filing) -> Review:
    """Read round, subjects, places and people."""
    places: dict[str, Where] = {
        row.id: Where(row.component, row.path, row.start, row.end) for row in redacting.redactions(session, filing)
    }
    places |= {
        held.id: Where(held.component, held.path, held.start, held.end, held.member)
        for held in (keep.finding for keep in redacting.keeps(session, filing))
    }
    try:
        roster = people.roster(session)
    except CodebinderError:
        roster = None
    names = own_names(session)
    return Review(
        round=reviewing.current_round(session, filing),
        subjects=tuple(
            replace(view, title=names.get(view.title, view.title)) for view in reviewing.subjects(session, filing)
        ),
        places=places,
        counts=scanning.counts(session, filing),
        people={member.fingerprint: member for member in roster.members} if roster else {},
        unscanned=scanning.unscanned(session, filing),
        role=Role(filings.template(session, filing).approvals.role),
        sources=len(filings.components(session, filing, ComponentKind.SOURCE)),
    )


def state_of(view: SubjectView) -> str:
    """Give undecided, changed, approved or rejected."""
    if view.decision is None:
        return "changed" if view.was_void else "undecided"
    return "approved" if view.decision.verdict is Verdict.APPROVE else "rejected"


GLYPHS = {"undecided": "work", "changed": "warning", "approved": "complete", "rejected": "omitted"}


def state_word(state: str) -> str:
    """Give the word for a subject's state."""
    say = QCoreApplication.translate
    return {
        "undecided": say("Review", "undecided"),
        "changed": say("Review", "changed since decided"),
        "approved": say("Review", "approved"),
        "rejected": say("Review", "rejected"),
    }[state]


def what(view: SubjectView) -> str:
    """Say what is to be decided."""
    say = QCoreApplication.translate
    if view.subject.kind == "keep":
        return say("Review", "disclose: {rule}").format(rule=view.title)
    return {
        "value": say("Review", "hide this value everywhere"),
        "place": say("Review", "hide this place"),
        "file": say("Review", "withhold this file"),
    }.get(view.title, view.title)


def round_word(row: Round | None) -> str:
    """Say how the round stands."""
    say = QCoreApplication.translate
    if row is None:
        return say("Review", "nothing submitted yet")
    word = {
        RoundState.OPEN: say("Review", "round {number}: waits for approval"),
        RoundState.SIGNED: say("Review", "round {number}: approved"),
        RoundState.VOID: say("Review", "round {number}: void, something has changed since"),
    }[row.state]
    return word.format(number=row.number)


def person(people_: Mapping[str, PublicKey], fingerprint: str) -> str:
    """Name a person with her role, or the beginning of her fingerprint."""
    held = people_.get(fingerprint)
    return f"{held.person} ({role_name(held.role)})" if held else fingerprint[:16]
