"""What a lawyer should look at before a filing leaves, and the days that it has to keep."""

from __future__ import annotations

from dataclasses import replace

from codebinder import templates
from codebinder.model.checklist import ChecklistRow, DueRow, FilingFacts
from codebinder.model.filing import Filing
from codebinder.model.package import CounselRow
from codebinder.workflow import codefacts, filings
from codebinder.workflow.session import Session


def counsel(session: Session, filing: Filing) -> tuple[CounselRow, ...]:
    """Give every unclear rule (decided or not), everything left out, every contradiction: who settled it, when, why."""
    chosen = filings.template(session, filing)
    known = replace(filings.facts(session, filing), observations=codefacts.observed(session, filing))
    return templates.counsel(chosen, known)


def decidable(session: Session, filing: Filing) -> tuple[str, ...]:
    """Give what a person may decide with a reason: unclear rules, and contradictions that were found or decided."""
    chosen = filings.template(session, filing)
    known = replace(filings.facts(session, filing), observations=codefacts.observed(session, filing))
    rows = [row.requirement for row in templates.checklist(chosen, known)]
    held = session.book.filings.rulings(filing.slug)
    unclear = {each.id for each in chosen.requirements if each.rule_unclear}
    return tuple(
        name for name in dict.fromkeys([*rows, *held]) if name in unclear or templates.is_contradiction(chosen, name)
    )


def deadlines(session: Session, filing: Filing) -> tuple[DueRow, ...]:
    """Give the template's deadlines as they stand today."""
    chosen = filings.template(session, filing)
    return templates.deadlines(chosen, filings.facts(session, filing)) if chosen.calendar else ()


def drafted(session: Session, filing: Filing, answers: dict[str, str]) -> tuple[ChecklistRow, ...]:
    """Give the checklist as it would be with these answers, which nobody has saved yet: for while somebody types."""
    frozen = filings.frozen(session, filing)
    known = filings.facts(session, filing)
    wanted = {each.id: each for each in frozen.requirements}
    made = {
        key: templates.canonical_answer(wanted[key], text) if text else ""
        for key, text in answers.items()
        if key in wanted
    }
    held = {**dict(known.answers), **made}
    with_them = replace(known, answers=tuple(sorted((key, text) for key, text in held.items() if text)))
    return templates.checklist(templates.resolved(frozen, with_them), with_them)


def named(facts: FilingFacts) -> tuple[str, ...]:
    """Give the people who settled something in this filing before, the last one first: who it may be again."""
    ordered = sorted(facts.settled, key=lambda each: each.at, reverse=True)
    return tuple(dict.fromkeys(each.by for each in ordered if each.by))
