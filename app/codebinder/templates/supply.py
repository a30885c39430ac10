"""What a filing gives for a requirement: how much of it, what is wrong with it, and which command would give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from codebinder.model.checklist import Supplied
from codebinder.model.template import FIELD_KINDS, DocumentRules, FilingTemplate, Level, Requirement, RequirementKind
from codebinder.model.text import shown
from codebinder.templates.answers import check_answer
from codebinder.templates.asking import revision_note
from codebinder.templates.conditions import Known
from codebinder.templates.dates import parse_date
from codebinder.templates.parsing import some

OPEN_DOCUMENT = "A document holds things that do not meet the eye, and nobody has accepted them."

_FILES = frozenset({RequirementKind.DOCUMENT, RequirementKind.SBOM})
_BIG = 512
"""Characters from which on the faults of an answer are remembered: a table of thousands of rows is looked at once."""
_REMEMBERED: dict[tuple[int, str], tuple[Requirement, str, tuple[str, ...]]] = {}
_MOST_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Supply:
    """What a filing gives for one requirement: how many, what is wrong with it, and what it is in words."""

    count: int
    faults: tuple[str, ...] = ()
    what: str = ""
    note: str = ""


def answer_of(requirement: Requirement, known: Known) -> str:
    """Give the form's answer to `requirement`, else what it takes over from elsewhere (`default_from`)."""
    own = known.answers.get(requirement.id, "")
    if own or not requirement.default_from:
        return own
    name = requirement.default_from
    if name.startswith("field."):
        return known.answers.get(name.removeprefix("field."), "")
    return known.stated.get(name, "")


def supply(template: FilingTemplate, requirement: Requirement, known: Known) -> Supply:
    """Give what the filing holds for `requirement`."""
    kind, facts = requirement.kind, known.facts
    if kind in FIELD_KINDS:
        return _answered(template, requirement, known)
    if kind in _FILES:
        return _documents(requirement, known)
    if kind is RequirementKind.SOURCE:
        words = f"{facts.sources} {plural(facts.sources, 'source tree')} in the filing"
        return Supply(facts.sources, tuple(_counted(requirement, facts.sources)), words)
    if kind is RequirementKind.FIRMWARE:
        words = f"{facts.firmware} firmware {plural(facts.firmware, 'image')} in the filing"
        return Supply(facts.firmware, tuple(_counted(requirement, facts.firmware)), words)
    if kind is RequirementKind.APPROVAL:
        count = known.approvals.get(requirement.role, 0)
        return Supply(count, (), f"signed by {count} {plural(count, 'person')} of role {requirement.role}")
    return Supply(0)


def _answered(template: FilingTemplate, requirement: Requirement, known: Known) -> Supply:
    answer = answer_of(requirement, known)
    if not answer:
        return Supply(0, (), "an answer is given")
    questions = requirement.kind is RequirementKind.QUESTIONS
    if questions:
        faults = check_answer(requirement, answer, today=known.facts.today, known=known, categories=template.categories)
    else:
        faults = list(answer_faults(requirement, answer, known.facts.today))
    return Supply(1, tuple(faults), "an answer is given", revision_note(requirement, answer) if questions else "")


def answer_faults(requirement: Requirement, answer: str, today: str) -> tuple[str, ...]:
    """Give the faults of an answer that no other answer bears on; those of a long one are remembered."""
    if len(answer) < _BIG:
        return tuple(check_answer(requirement, answer, today=today))
    today = "" if requirement.kind is RequirementKind.TABLE else today  # no cell of a table hangs on the day
    key = (id(requirement), today)
    held = _REMEMBERED.get(key)
    if held is not None and held[0] is requirement and held[1] == answer:
        return held[2]
    faults = tuple(check_answer(requirement, answer, today=today))
    if len(_REMEMBERED) >= _MOST_REMEMBERED:
        _REMEMBERED.clear()
    _REMEMBERED[key] = (requirement, answer, faults)
    return faults


def _documents(requirement: Requirement, known: Known) -> Supply:
    count = known.documents.get(requirement.id, 0)
    faults = [OPEN_DOCUMENT] if requirement.id in known.facts.documents_open else []
    faults += _counted(requirement, count)
    for each in known.facts.supplied:
        if each.requirement == requirement.id and requirement.level is not Level.FORBIDDEN:
            faults += document_faults(requirement, each, known.facts.today)
    return Supply(count, tuple(faults), f"{count} {plural(count, 'document')} given")


def document_faults(requirement: Requirement, supplied: Supplied, today: str) -> list[str]:
    """Give every fault of what is stated of a document, each a sentence that names it."""
    stated, name = dict(supplied.stated), f'The document "{shown(supplied.name)}"'
    faults = list(_attributes(requirement.document, stated, name)) if requirement.document is not None else []
    if requirement.document is not None and requirement.document.valid_days:
        faults += _validity(requirement.document.valid_days, stated.get("issued_on", ""), name, today)
    if requirement.kind is RequirementKind.SBOM:
        faults += _bill(requirement, stated, name)
    return faults


def _attributes(rules: DocumentRules, stated: dict[str, str], name: str) -> Iterator[str]:
    if rules.min_pages or rules.max_pages:
        pages = stated.get("pages", "")
        if not pages.isdecimal():
            yield f"{name} does not say how many pages it has: state them."
        elif int(pages) < rules.min_pages:
            yield f"{name} has {pages} {plural(int(pages), 'page')}; at least {rules.min_pages} are asked for."
        elif 0 < rules.max_pages < int(pages):
            yield f"{name} has {pages} pages; at most {rules.max_pages} are allowed."
    if rules.seal and stated.get("sealed") != "yes":
        yield f"{name} must bear a seal, and nobody has stated that it does."
    if rules.original and stated.get("original") != "yes":
        yield f"{name} must be the original, and nobody has stated that it is."
    if rules.translation and stated.get("translated") != "yes":
        yield f"{name} must come with a translation, and nobody has stated that it does."
    copies = stated.get("copies", "")
    if rules.copies > 1 and not (copies.isdecimal() and int(copies) >= rules.copies):
        yield f"{name} is wanted {rules.copies} times; stated are {copies if copies.isdecimal() else '0'} copies."


def _validity(days: int, issued: str, name: str, today: str) -> Iterator[str]:
    day, now = parse_date(issued), parse_date(today)
    if day is None:
        yield f"{name} must be no older than {days} days, and its day of issue is not stated."
    elif now is not None and day > now:
        yield f"{name} is stated to be issued on {issued}, a day that is still to come."
    elif now is not None and now - day > timedelta(days=days):
        yield f"{name} was issued on {issued} and was valid for {days} days, until {last_day(day, days)}."


def last_day(issued: date, days: int) -> str:
    """Give the last day (ISO) on which a document that was issued then is valid."""
    try:
        return (issued + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat()


def _bill(requirement: Requirement, stated: dict[str, str], name: str) -> Iterator[str]:
    """A bill of materials: its format and what it lacks are stated by the reader that took it in."""
    kind = stated.get("format", "")
    if requirement.formats and not kind:
        yield f"{name} has not been recognised as a bill of materials; accepted are {some(list(requirement.formats))}."
    elif requirement.formats and kind not in requirement.formats:
        yield f"{name} is a bill of materials in {shown(kind)}; accepted are {some(list(requirement.formats))}."
    if requirement.ntia and stated.get("ntia") != "yes":
        lacking = stated.get("ntia_lacks", "")
        if lacking:
            yield f"{name} lacks of the NTIA minimum: {shown(lacking)}."
        else:
            yield f"{name} has not been held against the NTIA minimum."


def _counted(requirement: Requirement, count: int) -> list[str]:
    if requirement.max_count and count > requirement.max_count and requirement.level is not Level.FORBIDDEN:
        return [f"{count} are given; at most {requirement.max_count} are allowed."]
    return []


def where_of(requirement: Requirement) -> str:
    """Say which command meets `requirement`."""
    kind, name = requirement.kind, requirement.id
    if kind in {RequirementKind.TABLE, RequirementKind.QUESTIONS}:
        return f"filing set FILE {name}=@{name}.csv"
    if kind is RequirementKind.DECLARATION:
        return f"filing set FILE {name}=yes"
    if kind in FIELD_KINDS:
        return f"filing set FILE {name}=…"
    if kind in _FILES:
        return f"document add FILE --requirement {name} --path PATH"
    places = {
        RequirementKind.SOURCE: "source add FILE --repo PATH --rev REV",
        RequirementKind.FIRMWARE: "firmware add FILE --image PATH",
        RequirementKind.APPROVAL: "review sign FILE --as KEY",
    }
    return places.get(kind, "")


def mend_of(requirement: Requirement, known: Known) -> str:
    """Say which command mends what is wrong with what was given for `requirement`."""
    given = [each for each in known.facts.supplied if each.requirement == requirement.id]
    if requirement.kind not in _FILES or not given:
        return where_of(requirement)
    parts: list[str] = []
    if requirement.id in known.facts.documents_open:
        parts.append("document accept FILE --document SLUG")
    wrong = next((each for each in given if document_faults(requirement, each, known.facts.today)), None)
    if wrong is not None:
        parts.append(f"document state FILE --document {wrong.name} KEY=VALUE")
    if requirement.max_count and len(given) > requirement.max_count:
        parts.append("document remove FILE --document SLUG")
    return "; or ".join(parts) or where_of(requirement)


def plural(count: int, word: str) -> str:
    """Give a word as it stands after a count."""
    return word if count == 1 else "people" if word == "person" else f"{word}s"
