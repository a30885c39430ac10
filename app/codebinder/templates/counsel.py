"""What a lawyer should look at before a filing leaves: unclear rules, decided or not; omissions; contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState
from codebinder.model.package import CounselRow
from codebinder.model.template import FilingTemplate, Level
from codebinder.model.text import LangText
from codebinder.templates.checklist import checklist
from codebinder.templates.conditions import Known
from codebinder.templates.evidence import CONTRADICTED, UNDECLARED
from codebinder.templates.explain import source_text

UNCLEAR, OMITTED, CONTRADICTION = "unclear", "omitted", "contradiction"
_OPEN = "Nobody has decided it yet."


def counsel(template: FilingTemplate, facts: FilingFacts) -> tuple[CounselRow, ...]:
    """Give every unclear rule that is asked for here, decided or not; every omission with its reason; and every
    contradiction between what is stated and what the code shows. `by` and `at` say who settled it and when."""
    rows = {row.requirement: row for row in checklist(template, facts)}
    known = Known(facts)
    settled = {each.requirement: (each.by, each.at) for each in facts.settled}
    found: list[CounselRow] = []
    for requirement in template.requirements:
        row = rows[requirement.id]
        sources = source_text(requirement.source)
        if requirement.rule_unclear and row.state is not RequirementState.NOT_APPLICABLE:
            ruling = known.rulings.get(requirement.id, "").strip()
            by, at = settled.get(requirement.id, ("", "")) if ruling else ("", "")
            why = ruling or (_OPEN if row.state is RequirementState.UNMET else row.why)
            found.append(
                CounselRow(
                    requirement=requirement.id, label=requirement.label, kind=UNCLEAR, why=why, by=by, at=at,
                    sources=_said(requirement.unclear, sources),
                )
            )  # fmt: skip
        if requirement.level is Level.OMITTABLE and row.state is RequirementState.OMITTED:
            by, at = settled.get(requirement.id, ("", ""))
            why = known.justifications.get(requirement.id, "").strip()
            found.append(
                CounselRow(
                    requirement=requirement.id, label=requirement.label, kind=OMITTED, why=why, by=by, at=at,
                    sources=sources,
                )
            )  # fmt: skip
    found.extend(_against(rows.values(), known, settled))
    return tuple(found)


def _against(
    rows: Iterable[ChecklistRow], known: Known, settled: Mapping[str, tuple[str, str]]
) -> Iterator[CounselRow]:
    for row in rows:
        if row.requirement.startswith((CONTRADICTED, UNDECLARED)):
            ruling = known.rulings.get(row.requirement, "").strip()
            by, at = settled.get(row.requirement, ("", "")) if ruling else ("", "")
            yield CounselRow(
                requirement=row.requirement, label=row.label, kind=CONTRADICTION, why=ruling or _OPEN, by=by, at=at,
                sources=row.why,
            )  # fmt: skip


def _said(unclear: LangText, sources: str) -> str:
    """Join what the sources say of an unclear rule and where that stands."""
    told = " / ".join(dict.fromkeys(text for _, text in unclear.pairs if text))
    return f"{told} {sources}".strip()
