"""Trying a template out while it is written: sample answers, the checklist that comes of them, the pages it prints.

Nothing of it is kept anywhere: there is no workbook, and the pages are drawn into a private folder that goes at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from codebinder import templates
from codebinder.base.files import PrivateFolder
from codebinder.errors import UserError
from codebinder.model.checklist import ChecklistRow, FilingFacts
from codebinder.model.condition import Condition
from codebinder.model.ports import Cancel
from codebinder.model.template import FilingTemplate, Requirement, RequirementKind
from codebinder.workflow.environment import Environment

_SAMPLE = "sample.yaml"
_LIMIT = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What somebody answers while trying out: facts (the category among them) and the form's answers."""

    facts: Mapping[str, str]
    answers: Mapping[str, str]
    justifications: Mapping[str, str]
    rulings: Mapping[str, str]


def sample_of(template: FilingTemplate, folder: Path | None) -> Tried:
    """Give sample answers: those of the sample.yaml beside the template, so far as it knows them, else made-up ones."""
    known = {each.id for each in template.requirements}
    facts = {each.id for each in template.facts}
    read = _read(folder)
    given = {name: text for name, text in dict(read.answers).items() if name in known}
    made = {each.id: _made_up(each) for each in template.requirements}
    stated = {name: value for name, value in read.facts if name in facts}
    if template.categories:
        codes = {each.code for each in template.categories}
        stated["category"] = read.category if read.category in codes else template.categories[0].code
    return Tried(
        facts=stated,
        answers={**{name: text for name, text in made.items() if text}, **given},
        justifications={name: text for name, text in read.justifications if name in known},
        rulings={name: text for name, text in read.rulings if name in known},
    )


def _read(folder: Path | None) -> templates.Fields:
    if folder is None:
        return templates.Fields()
    try:
        data = templates.read_plain(folder / _SAMPLE)
        return templates.load_fields(data, _SAMPLE) if len(data) <= _LIMIT else templates.Fields()
    except (OSError, UserError):
        return templates.Fields()


def _made_up(requirement: Requirement) -> str:
    text = {
        RequirementKind.TEXT: requirement.label.get("en")[:20] or "Sample",
        RequirementKind.MULTILINE: requirement.label.get("en") or "Sample",
        RequirementKind.NUMBER: requirement.minimum or "1",
        RequirementKind.DATE: "2026-01-12",
        RequirementKind.ENUM: requirement.choices[0].value if requirement.choices else "",
        RequirementKind.DECLARATION: "yes",
    }.get(requirement.kind, "")
    return text if text and not templates.check_answer(requirement, text) else ""


def laid_over(base: Tried, tried: Tried) -> Tried:
    """Give the sample with what somebody tried laid over it, so far as the template (now another text) asks for it."""
    facts = {name: tried.facts.get(name, value) for name, value in base.facts.items()}
    extra = {name: value for name, value in tried.facts.items() if name not in facts}
    answers = {name: text for name, text in base.answers.items() if name in tried.answers}
    return replace(base, facts={**facts, **extra}, answers={**answers, **tried.answers})


def facts_of(template: FilingTemplate, tried: Tried, *, today: str) -> FilingFacts:
    """Give what a checklist is made from, as if one source, one image and every document had been added."""
    documents = {each.id: max(1, each.min_count) for each in template.requirements if _is_file(each)}
    wanted = {each.id: each for each in template.requirements}
    answers = {
        name: templates.canonical_answer(wanted[name], text) if name in wanted and text else text
        for name, text in tried.answers.items()
    }
    has = {"has.source": "yes", "has.firmware": "yes", "has.document": "yes", "variant": "no"}
    return FilingFacts(
        facts=tuple(sorted({**has, **tried.facts}.items())),
        answers=tuple(sorted(answers.items())),
        justifications=tuple(sorted(tried.justifications.items())),
        rulings=tuple(sorted(tried.rulings.items())),
        documents=tuple(sorted(documents.items())),
        sources=1,
        firmware=1,
        approvals=((template.approvals.role, template.approvals.count),),
        today=today,
    )


def _is_file(requirement: Requirement) -> bool:
    return requirement.kind in {RequirementKind.DOCUMENT, RequirementKind.SBOM}


def checklist(template: FilingTemplate, tried: Tried, *, today: str) -> tuple[ChecklistRow, ...]:
    """Give what the template would say of these answers."""
    given = facts_of(template, tried, today=today)
    return templates.checklist(templates.resolved(template, given), given)


def switched_by(template: FilingTemplate, fact: str) -> tuple[Requirement, ...]:
    """Give the requirements that depend on a fact of the product (or on "category")."""
    return tuple(each for each in template.requirements if each.condition and _asks(each.condition, fact))


def _asks(condition: Condition, fact: str) -> bool:
    parts = (*condition.all, *condition.any, *((condition.negated,) if condition.negated else ()))
    return condition.fact == fact or any(_asks(part, fact) for part in parts)


def pages(environment: Environment, template: FilingTemplate, cancel: Cancel) -> bytes:
    """Draw the sample form and a page of the listing; give the PDF."""
    from codebinder.bundle.preview_pdf import preview_pdf

    cancel.check()
    with PrivateFolder(environment.temp_root) as folder:
        out = folder / "preview.pdf"
        preview_pdf(out, template)
        cancel.check()
        return out.read_bytes()


def with_answer(tried: Tried, requirement: str, text: str) -> Tried:
    """Give the same with another answer; "" takes it away."""
    rest = {name: value for name, value in tried.answers.items() if name != requirement}
    return replace(tried, answers={**rest, requirement: text} if text else rest)


def with_fact(tried: Tried, fact: str, value: str) -> Tried:
    """Give the same with another fact."""
    return replace(tried, facts={**tried.facts, fact: value})
