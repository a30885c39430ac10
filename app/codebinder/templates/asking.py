"""Question sets and their answers: which revision an answer is to, what is open in it, and what has changed since.

An answer is a JSON object of question ids; where the questions have revisions it names its own under "revision".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from codebinder.model.template import Question, QuestionSet, Requirement
from codebinder.model.text import shown
from codebinder.templates.parsing import canonical_json, parse_json, short, some
from codebinder.templates.reading import did_you_mean

REVISION = "revision"
Asked = Callable[[Question], bool]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a question set as it was read: the set it answers (None: a revision nobody knows), its answers by
    question, and what is wrong with its form."""

    revision: str
    asked: QuestionSet | None
    answers: Mapping[str, str]
    faults: tuple[str, ...] = ()


def question_sets(requirement: Requirement) -> tuple[QuestionSet, ...]:
    """Give the sets of a requirement, the oldest first; questions that stand alone are a set as well."""
    if requirement.sets:
        return requirement.sets
    return (QuestionSet(revision=requirement.revision, questions=requirement.questions, source=requirement.source),)


def newest(requirement: Requirement) -> QuestionSet:
    """Give the set that a new filing answers."""
    return question_sets(requirement)[-1]


def read_answer(requirement: Requirement, text: str) -> Answered:
    """Read an answer; one that names no revision is to the newest."""
    sets = question_sets(requirement)
    parsed = parse_json(text or "{}")
    if not isinstance(parsed, dict):
        sentence = "The question set must be written as keys with values, or as plain text."
        return Answered(sets[-1].revision, sets[-1], {}, (sentence,))
    held = dict(cast("dict[str, object]", parsed))
    named = sets[-1].revision
    if all(question.id != REVISION for each in sets for question in each.questions):
        named = str(held.pop(REVISION, "")).strip() or named
    asked = next((each for each in sets if each.revision == named), None)
    known = tuple(question.id for question in asked.questions) if asked is not None else tuple(held)
    faults: list[str] = []
    answers: dict[str, str] = {}
    for key, value in held.items():
        if key not in known:
            faults.append(f'Unknown part "{short(key)}" of the question set.{did_you_mean(key, known)}')
        elif not isinstance(value, str):
            faults.append(f'The part "{key}" of the question set must be a text.')
        else:
            answers[key] = value
    if asked is None:
        names = [each.revision for each in sets if each.revision] or ["none"]
        faults.insert(0, f'There is no revision "{short(named)}" of these questions; there is {some(names)}.')
    return Answered(named, asked, answers, tuple(faults))


def question_faults(requirement: Requirement, text: str, asked: Asked, *, whole: bool) -> list[str]:
    """Give every fault of an answer; `asked` says which questions apply, and `whole` wants each of these answered."""
    read = read_answer(requirement, text)
    faults = list(read.faults)
    for question in read.asked.questions if read.asked is not None else ():
        given = read.answers.get(question.id, "").strip()
        if question.max_chars and len(given) > question.max_chars:
            count = f"has {len(given)} characters; at most {question.max_chars} are allowed."
            faults.append(f'The answer to "{question.id}" {count}')
        if whole and not given and question.required and asked(question):
            faults.append(f'The question "{question.id}" is not answered.')
    return faults


def changes_since(old: QuestionSet, new: QuestionSet) -> str:
    """Say in sentences what a newer revision asks otherwise."""
    before = {question.id: question for question in old.questions}
    after = {question.id: question for question in new.questions}
    added = [name for name in after if name not in before]
    gone = [name for name in before if name not in after]
    other = [name for name in after if name in before and not _equal(before[name], after[name])]
    told = (("New questions", added), ("Changed questions", other), ("Questions that are gone", gone))
    return " ".join(f"{what}: {some(names)}." for what, names in told if names) or "The questions are the same."


def _equal(one: Question, other: Question) -> bool:
    return one.id == other.id and one.text == other.text


def revision_note(requirement: Requirement, text: str) -> str:
    """Say that an answer is to an older revision, and what changed since; empty where it is to the newest."""
    read, last = read_answer(requirement, text), newest(requirement)
    if read.asked is None or read.asked.revision == last.revision:
        return ""
    first = f"It answers revision {shown(read.asked.revision)}; the newest is {shown(last.revision)}."
    return f"{first} {changes_since(read.asked, last)}"


def switched(requirement: Requirement, text: str, revision: str) -> str:
    """Give the answer to another revision: answers to questions that are the same there are carried over."""
    read = read_answer(requirement, text)
    target = next((each for each in question_sets(requirement) if each.revision == revision), newest(requirement))
    before = {question.id: question for question in read.asked.questions} if read.asked is not None else {}
    kept = {
        question.id: read.answers[question.id]
        for question in target.questions
        if question.id in read.answers and question.id in before and _equal(before[question.id], question)
    }
    return answer_text(target, kept)


def answer_text(answered: QuestionSet, answers: Mapping[str, str]) -> str:
    """Write an answer to a set, in the set's order; empty where nothing is answered."""
    held = {each.id: answers[each.id] for each in answered.questions if answers.get(each.id, "").strip()}
    if not held:
        return ""
    return canonical_json({REVISION: answered.revision, **held} if answered.revision else held)


def canonical_questions(requirement: Requirement, text: str) -> str:
    """Give an answer with its revision named, where the questions have revisions and it can be read."""
    read = read_answer(requirement, text)
    if read.faults or read.asked is None or not read.asked.revision or not read.answers:
        return text
    return answer_text(read.asked, read.answers) or text
