"""Every requirement of a template against one filing: its state, why, and what to do about it.

Beside the template's own requirements the list has rows that every template implies: the product's category, the
facts that conditions hang on, the rule on redaction, and the approvals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState
from codebinder.model.rule_source import RuleSource
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Level, Requirement, RequirementKind
from codebinder.model.text import LangText
from codebinder.templates.answers import check_answer
from codebinder.templates.conditions import judge, unknown_facts
from codebinder.templates.evidence import contradictions
from codebinder.templates.explain import condition_text
from codebinder.templates.modes import filled_in

CATEGORY_ROW = "product_category"
REDACTION_ROW = "redaction_rule"
CEILING_ROW = "redaction_ceiling"

_MET = RequirementState.MET
_UNMET = RequirementState.UNMET
_NOT_APPLICABLE = RequirementState.NOT_APPLICABLE
_STEPS = {
    RequirementKind.SOURCE: "sources",
    RequirementKind.FIRMWARE: "firmware",
    RequirementKind.DOCUMENT: "documents",
    RequirementKind.SBOM: "documents",
    RequirementKind.APPROVAL: "review",
}


@dataclass(frozen=True, slots=True)
class _Outcome:
    state: RequirementState
    why: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Supply:
    """What a filing gives for one requirement: how many, and what is wrong with it."""

    count: int
    faults: tuple[str, ...] = ()
    what: str = ""


def step_of(requirement: Requirement) -> str:
    """Give the step of the window where `requirement` is met."""
    return _STEPS.get(requirement.kind, "filing") if requirement.step == "filing" else requirement.step


def checklist(template: FilingTemplate, facts: FilingFacts) -> tuple[ChecklistRow, ...]:
    """Give every requirement's row, in the template's order, with the implied rows before and after."""
    judged = {requirement.id: _judge(template, requirement, facts) for requirement in template.requirements}
    for group in template.groups:
        judged.update(_group(template, group.id, judged, facts))
    for requirement in template.requirements:
        if requirement.kind is RequirementKind.REFERENCE and judged[requirement.id].state is _UNMET:
            judged[requirement.id] = _reference(template, requirement, judged)
    rows = [
        ChecklistRow(
            requirement=requirement.id,
            label=requirement.label,
            level=requirement.level,
            step=step_of(requirement),
            state=judged[requirement.id].state,
            why=judged[requirement.id].why,
            where=judged[requirement.id].where,
            source=requirement.source,
        )
        for requirement in template.requirements
    ]
    return (
        *_product_rows(template, facts),
        *rows,
        *contradictions(template, facts),
        *_policy_rows(template, facts),
    )


def _judge(template: FilingTemplate, requirement: Requirement, facts: FilingFacts) -> _Outcome:
    supply = _supply(requirement, facts)
    outcome = _applies(template, requirement, facts) or _filled(template, requirement, facts)
    if outcome is None and requirement.level is Level.FORBIDDEN:
        outcome = _forbidden(supply)
    if outcome is None and supply.faults:
        outcome = _Outcome(_UNMET, " ".join(supply.faults), where_of(requirement))
    return outcome or _decided(requirement, facts) or _asked(requirement, supply)


def _applies(template: FilingTemplate, requirement: Requirement, facts: FilingFacts) -> _Outcome | None:
    if requirement.condition is None:
        return None
    holds = judge(requirement.condition, facts, template.categories)
    if holds is None:
        names = unknown_facts(requirement.condition, facts)
        why = f"It depends on the product ({', '.join(names)}), and that has not been stated."
        return _Outcome(_UNMET, why, f"product set FILE --product SLUG {names[0]}=…")
    text = condition_text(template, requirement.condition, "en")
    return None if holds else _Outcome(_NOT_APPLICABLE, f"It is asked for only where {text}.")


def _filled(template: FilingTemplate, requirement: Requirement, facts: FilingFacts) -> _Outcome | None:
    """What the program fills in by itself is met, in the way of filing that asks for it."""
    if requirement.id not in filled_in(template):
        return None
    if requirement.id != template.redaction.pages_field:
        return _Outcome(_NOT_APPLICABLE, "The program fills it in where this filing may carry black-out.")
    answer = dict(facts.answers).get(requirement.id, "")
    faults = check_answer(requirement, answer, today=facts.today) if answer else []
    if faults:
        return _Outcome(_UNMET, f"The program fills it in, and that is not what may stand there: {' '.join(faults)}")
    return _Outcome(_MET, f"The program fills it in{f': {answer}' if answer else ' when the papers are written'}.")


def _forbidden(supply: _Supply) -> _Outcome:
    if supply.count:
        return _Outcome(_UNMET, f"It must not be in this filing, but: {supply.what}.", "Take it out of the filing.")
    return _Outcome(_MET, "It must not be in this filing, and it is not.")


def _asked(requirement: Requirement, supply: _Supply) -> _Outcome:
    where = where_of(requirement)
    needed = max(1, requirement.min_count) if requirement.level is not Level.OPTIONAL else requirement.min_count
    if supply.count and (requirement.kind in FIELD_KINDS or supply.count >= needed):
        return _Outcome(_MET, _sentence(supply.what))
    if requirement.level is Level.OPTIONAL and not supply.count:
        return _Outcome(_NOT_APPLICABLE, "It is optional, and nothing was given.", where)
    return _missing(requirement, supply, needed, where)


def _missing(requirement: Requirement, supply: _Supply, needed: int, where: str) -> _Outcome:
    why = _sentence(supply.what) if supply.count else "Nothing has been given for it yet."
    if needed > 1 and requirement.kind not in FIELD_KINDS:
        why = f"{why} At least {needed} are asked for."
    if requirement.level is Level.OMITTABLE:
        where = f'{where}, or give a reason for leaving it out: "justifications" in filing set FILE --from FIELDS.yaml'
    if requirement.rule_unclear:
        why = f"{why} The rule is unclear: somebody has to decide it, with a reason."
        where = f'{where}, or decide the rule with a reason: "rulings" in filing set FILE --from FIELDS.yaml'
    return _Outcome(_UNMET, why, where)


def _decided(requirement: Requirement, facts: FilingFacts) -> _Outcome | None:
    ruling = dict(facts.rulings).get(requirement.id, "").strip()
    if requirement.rule_unclear and ruling:
        return _Outcome(RequirementState.DECIDED, f"The rule is unclear; a person decided: {ruling}")
    reason = dict(facts.justifications).get(requirement.id, "").strip()
    if requirement.level is Level.OMITTABLE and reason and not _supply(requirement, facts).count:
        return _Outcome(RequirementState.OMITTED, f"It is left out, for this reason: {reason}")
    return None


def answer_of(requirement: Requirement, facts: FilingFacts) -> str:
    """Give the form's answer to `requirement`, else what it takes over from elsewhere (`default_from`)."""
    answers = dict(facts.answers)
    own = answers.get(requirement.id, "")
    if own or not requirement.default_from:
        return own
    name = requirement.default_from
    if name.startswith("field."):
        return answers.get(name.removeprefix("field."), "")
    return dict(facts.facts).get(name, "")


def _supply(requirement: Requirement, facts: FilingFacts) -> _Supply:
    kind = requirement.kind
    if kind in FIELD_KINDS:
        answer = answer_of(requirement, facts)
        faults = check_answer(requirement, answer, today=facts.today) if answer else []
        return _Supply(1 if answer else 0, tuple(faults), "an answer is given")
    if kind in {RequirementKind.DOCUMENT, RequirementKind.SBOM}:
        count = dict(facts.documents).get(requirement.id, 0)
        faults = ["A document holds things that do not meet the eye, and nobody has accepted them."]
        return _Supply(count, _counted(requirement, count, faults if requirement.id in facts.documents_open else []),
                       f"{count} {_plural(count, 'document')} given")  # fmt: skip
    if kind is RequirementKind.SOURCE:
        return _Supply(facts.sources, _counted(requirement, facts.sources, []),
                       f"{facts.sources} {_plural(facts.sources, 'source tree')} in the filing")  # fmt: skip
    if kind is RequirementKind.FIRMWARE:
        return _Supply(facts.firmware, _counted(requirement, facts.firmware, []),
                       f"{facts.firmware} firmware {_plural(facts.firmware, 'image')} in the filing")  # fmt: skip
    if kind is RequirementKind.APPROVAL:
        count = dict(facts.approvals).get(requirement.role, 0)
        return _Supply(count, (), f"signed by {count} {_plural(count, 'person')} of role {requirement.role}")
    return _Supply(0)


def _counted(requirement: Requirement, count: int, faults: list[str]) -> tuple[str, ...]:
    if requirement.max_count and count > requirement.max_count and requirement.level is not Level.FORBIDDEN:
        faults = [*faults, f"{count} are given; at most {requirement.max_count} are allowed."]
    return tuple(faults)


def where_of(requirement: Requirement) -> str:
    """Say which command meets `requirement`."""
    kind, name = requirement.kind, requirement.id
    if kind in {RequirementKind.TABLE, RequirementKind.QUESTIONS, RequirementKind.MULTI_ENUM}:
        return f"filing set FILE {name}=@{name}.csv" if kind is RequirementKind.TABLE else f"filing set FILE {name}=…"
    if kind is RequirementKind.DECLARATION:
        return f"filing set FILE {name}=yes"
    if kind in FIELD_KINDS:
        return f"filing set FILE {name}=…"
    if kind in {RequirementKind.DOCUMENT, RequirementKind.SBOM}:
        return f"document add FILE --requirement {name} --path PATH"
    places = {
        RequirementKind.SOURCE: "source add FILE --repo PATH --rev REV",
        RequirementKind.FIRMWARE: "firmware add FILE --image PATH",
        RequirementKind.APPROVAL: "review sign FILE --as KEY",
    }
    return places.get(kind, "")


def _reference(template: FilingTemplate, requirement: Requirement, judged: dict[str, _Outcome]) -> _Outcome:
    target = judged.get(requirement.refers_to)
    label = next((item.label.get("en") for item in template.requirements if item.id == requirement.refers_to), "")
    if target is not None and target.state in {_MET, RequirementState.DECIDED}:
        return _Outcome(_MET, f"It is met by: {label}.")
    if requirement.level is Level.OPTIONAL:
        return _Outcome(_NOT_APPLICABLE, f"It is optional, and goes with: {label}.")
    where = target.where if target else ""
    return _Outcome(_UNMET, f"It is met by another requirement, which is not met: {label}.", where)


def _group(template: FilingTemplate, name: str, judged: dict[str, _Outcome], facts: FilingFacts) -> dict[str, _Outcome]:
    """Of a group exactly one requirement is chosen: by an answer to the group's name, by what was given, by default."""
    members = [item for item in template.requirements if item.one_of == name]
    open_members = [item for item in members if judged[item.id].state is not _NOT_APPLICABLE]
    if not open_members:
        return {}
    given = [item for item in open_members if _given(item, facts)]
    answer = dict(facts.answers).get(name, "")
    default = next((group.default for group in template.groups if group.id == name), "")
    chosen = [item for item in open_members if item.id == answer] or given
    if not chosen:
        chosen = [item for item in open_members if item.id == default]
    labels = " / ".join(item.label.get("en") for item in open_members)
    if not chosen:
        hint = "; or ".join(where_of(item) for item in open_members)
        return {item.id: _Outcome(_UNMET, f"Exactly one of these is needed: {labels}.", hint) for item in open_members}
    if len(chosen) > 1:
        why = f"Exactly one of these is wanted, and {len(chosen)} are given: {labels}."
        return {item.id: _Outcome(_UNMET, why, "Take all but one of them out of the filing.") for item in chosen}
    label = chosen[0].label.get("en")
    others = _Outcome(_NOT_APPLICABLE, f"Another one of its group is chosen: {label}.")
    return {item.id: others for item in open_members if item is not chosen[0]}


def _given(requirement: Requirement, facts: FilingFacts) -> bool:
    return bool(_supply(requirement, facts).count or _decided(requirement, facts))


def _product_rows(template: FilingTemplate, facts: FilingFacts) -> Iterable[ChecklistRow]:
    stated = dict(facts.facts)
    if template.categories:
        yield _category_row(template, stated.get("category", ""))
    for fact in template.facts:
        value = stated.get(fact.id, "")
        allowed = [choice.value for choice in fact.choices] or ["yes", "no"]
        where = f"product set FILE --product SLUG {fact.id}={'|'.join(allowed)}"
        if value in allowed:
            outcome = _Outcome(_MET, f"It is stated: {value}.")
        elif value:
            outcome = _Outcome(_UNMET, f'"{value}" is not one of {", ".join(allowed)}.', where)
        else:
            outcome = _Outcome(_UNMET, "It has not been stated, and requirements depend on it.", where)
        yield _row(f"fact_{fact.id}", fact.question, outcome, "filing", RuleSource())


def _category_row(template: FilingTemplate, category: str) -> ChecklistRow:
    codes = [item.code for item in template.categories]
    where = "product set FILE --product SLUG category=CODE"
    label = LangText((("en", "The product's category"), ("zh", "产品类别")))
    if category in codes:
        named = next(item.label.get("en") for item in template.categories if item.code == category)
        outcome = _Outcome(_MET, f"It is stated: {category} ({named}).")
    elif category:
        outcome = _Outcome(_UNMET, f'"{category}" is not a category of this template.', where)
    else:
        outcome = _Outcome(_UNMET, "It has not been stated, and requirements depend on it.", where)
    return _row(CATEGORY_ROW, label, outcome, "filing", template.category_source)


def _policy_rows(template: FilingTemplate, facts: FilingFacts) -> Iterable[ChecklistRow]:
    if not template.redaction.allowed:
        count = facts.redactions
        label = LangText((("en", "Nothing is hidden"), ("zh", "不得遮盖内容")))
        outcome = _Outcome(_MET, "Nothing is hidden, as the rule asks.")
        if count:
            why = f"This template allows nothing to be hidden; the filing has {count} {_plural(count, 'redaction')}."
            outcome = _Outcome(_UNMET, why, "redact withdraw FILE --redaction ID --as KEY")
        yield _row(REDACTION_ROW, label, outcome, "redaction", template.redaction.source)
    elif template.redaction.ceiling:
        label = LangText((("en", "How much is hidden"), ("zh", "遮盖比例")))
        yield _row(CEILING_ROW, label, _ceiling(facts), "redaction", template.redaction.source)
    policy = template.approvals
    if any(item.kind is RequirementKind.APPROVAL and item.role == policy.role for item in template.requirements):
        return
    count = dict(facts.approvals).get(policy.role, 0)
    state = _MET if count >= policy.count else _UNMET
    people = _plural(policy.count, "person")
    why = f"Signed by {count} of the {policy.count} {people} of role {policy.role} that it needs."
    zh = "法务批准" if policy.role == "legal" else "工程批准"
    label = LangText((("en", f"Approval ({policy.role})"), ("zh", zh)))
    where = "" if state is _MET else "review submit FILE --as KEY, then review sign FILE --as KEY"
    yield _row(f"approval_{policy.role}", label, _Outcome(state, why, where), "review", policy.source)


def _ceiling(facts: FilingFacts) -> _Outcome:
    if facts.share is not None:
        where = "" if facts.share.within else "measure FILE"
        return _Outcome(_MET if facts.share.within else _UNMET, facts.share.why, where)
    if not facts.redactions:
        return _Outcome(_MET, "Nothing is hidden.")
    return _Outcome(_UNMET, "It has not been measured since the last change.", "measure FILE")


def _row(name: str, label: LangText, outcome: _Outcome, step: str, source: RuleSource) -> ChecklistRow:
    return ChecklistRow(
        requirement=name,
        label=label,
        level=Level.REQUIRED,
        step=step,
        state=outcome.state,
        why=outcome.why,
        where=outcome.where,
        source=source,
    )


def _plural(count: int, word: str) -> str:
    return word if count == 1 else "people" if word == "person" else f"{word}s"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
