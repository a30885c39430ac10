"""Question sets as a form asks them: their revisions, which questions apply, and what switching keeps."""

from __future__ import annotations

from collections.abc import Mapping

from codebinder import templates
from codebinder.model.filing import Filing
from codebinder.model.template import QuestionSet, Requirement
from codebinder.workflow import filings
from codebinder.workflow.session import Session


def sets(requirement: Requirement) -> tuple[QuestionSet, ...]:
    """Give the question sets of a requirement, the oldest first."""
    return templates.question_sets(requirement)


def read(requirement: Requirement, text: str) -> tuple[QuestionSet, dict[str, str]]:
    """Give the set that an answer is to (the newest where nobody knows its revision), and its answers."""
    found = templates.read_answer(requirement, text)
    return found.asked or templates.newest(requirement), dict(found.answers)


def written(answered: QuestionSet, answers: Mapping[str, str]) -> str:
    """Give answers as they are kept, with their revision."""
    return templates.answer_text(answered, answers)


def switched(requirement: Requirement, text: str, revision: str) -> tuple[str, tuple[str, ...]]:
    """Give the answer to another revision, and the questions whose answers could not be carried over."""
    made = templates.switched(requirement, text, revision)
    before, after = read(requirement, text)[1], read(requirement, made)[1]
    return made, tuple(name for name, answer in before.items() if answer.strip() and name not in after)


def note(requirement: Requirement, text: str) -> str:
    """Say that an answer is to an older revision and what changed since; empty where it is to the newest."""
    return templates.revision_note(requirement, text) if text else ""


def asked(session: Session, filing: Filing, requirement: Requirement) -> frozenset[str] | None:
    """Give the questions that are asked, as things stand; None where no question hangs on anything."""
    questions = [each for part in sets(requirement) for each in part.questions]
    if all(each.condition is None for each in questions):
        return None
    known = templates.Known(filings.facts(session, filing))
    categories = filings.template(session, filing).categories
    return frozenset(
        each.id
        for each in questions
        if each.condition is None or templates.judge(each.condition, known, categories) is True
    )
