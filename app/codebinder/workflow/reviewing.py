"""Rounds: what is submitted to legal, what she decides about each redaction and keep, and her signature.

The front door of `submitting`, `deciding` and `approving`, beside what both faces ask about a round.
"""

from __future__ import annotations

from codebinder.model.filing import Filing
from codebinder.model.review import Decision, Delta, Round, RoundState
from codebinder.model.text import Message
from codebinder.workflow import state
from codebinder.workflow.approving import sign, signing
from codebinder.workflow.deciding import answer, decide, excuse, fulfil, reviewers, settle, withdraw
from codebinder.workflow.session import Session
from codebinder.workflow.submitting import check_queue, submit
from codebinder.workflow.views import SubjectView

__all__ = [
    "answer", "approvals_by_role", "changes", "check_queue", "current_round", "decide", "decisions", "delta", "excuse",
    "fulfil", "reviewers", "rounds", "settle", "sign", "signing", "subjects", "submit", "withdraw",
]  # fmt: skip


def approvals_by_role(session: Session, filing: Filing) -> tuple[tuple[str, int], ...]:
    """Count the valid approvals of the current round by role; none where the round is void."""
    status = state.status(session, filing)
    if status is None or status.state is RoundState.VOID:
        return ()
    counts: dict[str, int] = {}
    for approval in status.approvals:
        role = (*approval.acting_for, approval.key)[0].role.value  # a delegated one counts as the giver's
        counts[role] = counts.get(role, 0) + 1
    return tuple(sorted(counts.items()))


def rounds(session: Session, filing: Filing) -> tuple[Round, ...]:
    """Give every round of the filing."""
    return session.book.reviews.rounds(filing.slug)


def current_round(session: Session, filing: Filing) -> Round | None:
    """Give the last round with the state it is in now (a change since makes it void), or None."""
    return state.current_round(session, filing)


def subjects(session: Session, filing: Filing) -> tuple[SubjectView, ...]:
    """Give everything that the reviewer decides, with the decision that stands for each."""
    return state.subjects(session, filing)


def delta(session: Session, filing: Filing) -> Delta | None:
    """Give the last round against the one before, in counts; None where nothing was submitted."""
    return state.delta(session, filing)


def changes(session: Session, filing: Filing) -> tuple[Message, ...]:
    """Name what has changed since the last round was submitted, so that it is void."""
    return state.changes(session, filing)


def decisions(session: Session, filing: Filing) -> tuple[Decision, ...]:
    """Give every decision that counts or was voided by a change."""
    return state.decisions(session, filing)
