"""Sets what is stated beside what the code shows: which observations bear on what, and rows where they contradict.

A contradiction is a row of the checklist like any other: correct the statement, or decide it with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState
from codebinder.model.observations import Aspect, Observation, ObservationKind
from codebinder.model.rule_source import RuleSource
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Level, RequirementKind
from codebinder.model.text import LangText, shown, shown_path
from codebinder.templates.conditions import judge
from codebinder.templates.parsing import parse_json

CONTRADICTED, UNDECLARED = "contradicted_", "undeclared_"
"""Rows are called by these and the name of the fact or requirement that they are about."""

STANDARD: Mapping[str, tuple[str, ...]] = {
    "uses_crypto": (Aspect.ENCRYPTION,),
    "has_remote_control": (Aspect.REMOTE,),
    "has_debug_ports": (Aspect.INTERFACES,),
    "has_debug_interfaces": (Aspect.INTERFACES,),
    "has_listening_ports": (Aspect.PORTS,),
    "has_management_ports": (Aspect.PORTS, Aspect.REMOTE),
    "has_builtin_accounts": (Aspect.ACCOUNTS,),
    "has_update_mechanism": (Aspect.UPDATES,),
    "collects_data": (Aspect.TELEMETRY,),
}
"""Facts of a product that mean the same in every template, also where a template does not ask for them."""

_NO = re.compile(
    r"\s*(?:no|none|not any|n/?a|nil|nothing|无|没有|否|不适用|不使用|不含|未使用)\s*[.。]?\s*", re.IGNORECASE
)
_ENCRYPTS = ("cipher", "signature", "key agreement", "protocol", "library")
_OPENS = ("listens", "set as the server", "exposed", "opened", "set in a server", "default of a service")
_SUBJECTS, _PLACES = 5, 3
_KINDS = {
    Aspect.INTERFACES: ObservationKind.INTERFACE,
    Aspect.REMOTE: ObservationKind.REMOTE,
    Aspect.UPDATES: ObservationKind.UPDATE,
    Aspect.TELEMETRY: ObservationKind.TELEMETRY,
    Aspect.HOSTS: ObservationKind.OUTGOING,
}


def opens(row: Observation) -> bool:
    """Does the code open this port itself, rather than name it?"""
    return row.kind is ObservationKind.PORT and row.detail.startswith(_OPENS)


def _bears(aspect: Aspect) -> Callable[[Observation], bool]:
    if aspect is Aspect.PORTS:
        return lambda row: opens(row) or row.kind is ObservationKind.LISTENER
    if aspect is Aspect.ACCOUNTS:
        return lambda row: row.kind is ObservationKind.ACCOUNT and not row.detail.endswith("cannot log in")
    if aspect is Aspect.ENCRYPTION:
        return lambda row: row.kind is ObservationKind.CRYPTO and row.detail.startswith(_ENCRYPTS)
    kind = _KINDS[aspect]
    return lambda row: row.kind is kind


def bearing(observations: Iterable[Observation], aspects: Iterable[str]) -> tuple[Observation, ...]:
    """Give what was seen of these aspects outside of tests and examples."""
    tests = [_bears(Aspect(aspect)) for aspect in aspects]
    return tuple(row for row in observations if row.firm and any(test(row) for test in tests))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """Something that is stated: what the code must not show, and what to do where it does."""

    name: str
    label: LangText
    aspects: tuple[str, ...]
    correct: str


def contradictions(template: FilingTemplate, facts: FilingFacts) -> Iterator[ChecklistRow]:
    """Give a row for every statement that the code contradicts, and for ports that a table leaves out."""
    if not facts.observations:
        return
    for claim in (*_facts(template, facts), *_answers(template, facts)):
        seen = bearing(facts.observations, claim.aspects)
        if seen:
            why = f"It is stated that there is none, but the code shows {told(seen)}."
            yield _row(f"{CONTRADICTED}{claim.name}", claim.label, why, claim.correct, facts)
    yield from _ports(template, facts)


def is_contradiction(template: FilingTemplate, name: str) -> bool:
    """Could `name` be the name of such a row? Then a person may decide it."""
    head = CONTRADICTED if name.startswith(CONTRADICTED) else UNDECLARED if name.startswith(UNDECLARED) else ""
    known = {*STANDARD, *(each.id for each in (*template.facts, *template.requirements))}
    return bool(head) and name.removeprefix(head) in known


def _facts(template: FilingTemplate, facts: FilingFacts) -> Iterator[_Claim]:
    asked = {fact.id: fact for fact in template.facts}
    for name, value in facts.facts:
        own = asked.get(name)
        aspects = (own.contradicted_by if own else ()) or STANDARD.get(name, ())
        if aspects and _NO.fullmatch(value):
            label = own.question if own else LangText((("en", name), ("zh", name)))
            correct = f"product set FILE --product SLUG {name}=yes"
            yield _Claim(name=name, label=label, aspects=aspects, correct=correct)


def _answers(template: FilingTemplate, facts: FilingFacts) -> Iterator[_Claim]:
    answers = dict(facts.answers)
    for requirement in template.requirements:
        answer = answers.get(requirement.id, "")
        if not requirement.contradicted_by or not answer or requirement.kind not in FIELD_KINDS:
            continue
        if requirement.kind is RequirementKind.DECLARATION or _NO.fullmatch(answer):
            yield _Claim(
                name=requirement.id,
                label=requirement.label,
                aspects=requirement.contradicted_by,
                correct=f"filing set FILE {requirement.id}=…",
            )


def _ports(template: FilingTemplate, facts: FilingFacts) -> Iterator[ChecklistRow]:
    answers = dict(facts.answers)
    found = {row.subject: row for row in bearing(facts.observations, (Aspect.PORTS,)) if opens(row)}
    for requirement in template.requirements:
        answer = answers.get(requirement.id, "")
        if Aspect.PORTS not in requirement.prefill or not answer:
            continue
        if requirement.condition is not None and judge(requirement.condition, facts, template.categories) is False:
            continue
        declared = _numbers(answer)
        missing = [row for port, row in found.items() if port not in declared]
        if not missing:
            continue
        named = {row.subject for row in facts.observations if row.kind is ObservationKind.PORT}
        unseen = sorted((port for port in declared if int(port) < 65536 and port not in named), key=int)
        why = f"The code opens ports that the table does not name: {told(missing)}."
        if unseen:
            why = f"{why} The table names ports that the code does not: {', '.join(unseen[:8])}."
        correct = f"filing set FILE {requirement.id}=@{requirement.id}.csv (or facts prefill FILE)"
        yield _row(f"{UNDECLARED}{requirement.id}", requirement.label, why, correct, facts)


def _numbers(answer: str) -> set[str]:
    """Give the numbers that can be ports in the cells of a table."""
    rows = parse_json(answer)
    cells: list[str] = []
    for row in cast("list[object]", rows) if isinstance(rows, list) else []:
        if isinstance(row, dict):
            cells += [str(cell) for cell in cast("dict[str, object]", row).values()]
    return {number for cell in cells for number in re.findall(r"(?<![\d.])\d{1,5}(?![\d.])", cell)}


def told(seen: Sequence[Observation]) -> str:
    """Say what was seen and where: the first few, with their first places and how many there are."""
    parts: list[str] = []
    for row in seen[:_SUBJECTS]:
        places = ", ".join(f"{shown_path(place.path)}:{place.line}" for place in row.places[:_PLACES])
        more = row.firm - min(len(row.places), _PLACES)
        detail = f" ({shown(row.detail)})" if row.detail else ""
        parts.append(f"{shown(row.subject)}{detail} at {places}" + (f" and {more} more" if more > 0 else ""))
    rest = len(seen) - _SUBJECTS
    return "; ".join(parts) + (f"; and {rest} other things" if rest > 0 else "")


def _row(name: str, label: LangText, why: str, correct: str, facts: FilingFacts) -> ChecklistRow:
    ruling = dict(facts.rulings).get(name, "").strip()
    heading = LangText(
        (
            ("en", f"Agrees with the code: {label.get('en')}"),
            ("zh", f"与代码一致：{label.get('zh') or label.get('en')}"),
        )
    )
    return ChecklistRow(
        requirement=name,
        label=heading,
        level=Level.REQUIRED,
        step="filing",
        state=RequirementState.DECIDED if ruling else RequirementState.UNMET,
        why=f"The code contradicts it; a person decided: {ruling}" if ruling else why,
        where="" if ruling else f'{correct}, or a reason: {name} under "rulings" in filing set FILE --from FIELDS.yaml',
        source=RuleSource(),
    )
