"""Every requirement of a template against one filing: its state, why, and what to do about it.

Beside the template's own requirements the list has rows that every template implies: the product's category, the
facts that conditions hang on, the rules on redaction and on the archive, and the approvals.
"""

from __future__ import annotations

from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Level, Requirement, RequirementKind
from codebinder.templates.answers import check_answer
from codebinder.templates.conditions import Known, judge, known_of, unknown_facts
from codebinder.templates.evidence import contradictions
from codebinder.templates.explain import condition_text
from codebinder.templates.implied import (
    ARCHIVE_ROW,
    CEILING_ROW,
    MET,
    REDACTION_ROW,
    UNMET,
    Outcome,
    policy_rows,
    product_rows,
)
from codebinder.templates.modes import filled_in
from codebinder.templates.supply import Supply, mend_of, supply, where_of
from codebinder.templates.supply import answer_of as _answer_of

__all__ = ["ARCHIVE_ROW", "CEILING_ROW", "REDACTION_ROW", "answer_of", "checklist", "step_of", "where_of"]

_NOT_APPLICABLE = RequirementState.NOT_APPLICABLE
_STEPS = {
    RequirementKind.SOURCE: "sources",
    RequirementKind.FIRMWARE: "firmware",
    RequirementKind.DOCUMENT: "documents",
    RequirementKind.SBOM: "documents",
    RequirementKind.APPROVAL: "review",
}


def step_of(requirement: Requirement) -> str:
    """Give the step of the window where `requirement` is met."""
    return _STEPS.get(requirement.kind, "filing") if requirement.step == "filing" else requirement.step


def answer_of(requirement: Requirement, facts: FilingFacts | Known) -> str:
    """Give the form's answer to `requirement`, else what it takes over from elsewhere (`default_from`)."""
    return _answer_of(requirement, known_of(facts))


def checklist(template: FilingTemplate, facts: FilingFacts) -> tuple[ChecklistRow, ...]:
    """Give every requirement's row, in the template's order, with the implied rows before and after."""
    judging = _Judging(template, Known(facts))
    judged = {requirement.id: judging.outcome(requirement) for requirement in template.requirements}
    for group in template.groups:
        judged.update(judging.group(group.id, group.default, judged))
    for requirement in template.requirements:
        if requirement.kind is RequirementKind.REFERENCE and judged[requirement.id].state is UNMET:
            judged[requirement.id] = judging.reference(requirement, judged)
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
        *product_rows(template, judging.known),
        *rows,
        *contradictions(template, facts),
        *policy_rows(template, judging.known),
    )


class _Judging:
    """One filing held against one template."""

    def __init__(self, template: FilingTemplate, known: Known) -> None:
        self.template = template
        self.known = known
        self.filled = filled_in(template)
        self.labels = {requirement.id: requirement.label.get("en") for requirement in template.requirements}
        self._supplies: dict[str, Supply] = {}

    def supply(self, requirement: Requirement) -> Supply:
        held = self._supplies.get(requirement.id)
        if held is None:
            held = self._supplies[requirement.id] = supply(self.template, requirement, self.known)
        return held

    def outcome(self, requirement: Requirement) -> Outcome:
        given = self.supply(requirement)
        outcome = self._applies(requirement) or self._filled(requirement)
        if outcome is None and requirement.level is Level.FORBIDDEN:
            outcome = _forbidden(given)
        if outcome is None and given.faults:
            outcome = Outcome(UNMET, " ".join(given.faults), mend_of(requirement, self.known))
        return outcome or self._decided(requirement) or _asked(requirement, given)

    def _applies(self, requirement: Requirement) -> Outcome | None:
        condition = requirement.condition
        if condition is None:
            return None
        holds = judge(condition, self.known, self.template.categories)
        if holds is None:
            names = unknown_facts(condition, self.known)
            why = f"It depends on the product ({', '.join(names)}), and that has not been stated."
            return Outcome(UNMET, why, f"product set FILE --product SLUG {names[0]}=…")
        if holds:
            return None
        text = condition_text(self.template, condition, "en")
        if requirement.kind is RequirementKind.FIRMWARE and condition.fact in self.known.stated:
            count = self.known.facts.firmware
            if count:  # what was stated of the product and what is filed say opposite things, on one page
                why = f"It is asked for only where {text}, and this filing holds images: {count}."
                where = f"product set FILE --product SLUG {condition.fact}=…, or firmware remove FILE"
                return Outcome(UNMET, why, where)
        return Outcome(_NOT_APPLICABLE, f"It is asked for only where {text}.")

    def _filled(self, requirement: Requirement) -> Outcome | None:
        """What the program fills in by itself is met, in the way of filing that asks for it."""
        if requirement.id not in self.filled:
            return None
        if requirement.id != self.template.redaction.pages_field:
            return Outcome(_NOT_APPLICABLE, "The program fills it in where this filing may carry black-out.")
        answer = self.known.answers.get(requirement.id, "")
        faults = check_answer(requirement, answer, today=self.known.facts.today) if answer else []
        if faults:
            return Outcome(UNMET, f"The program fills it in, and that is not what may stand there: {' '.join(faults)}")
        return Outcome(MET, f"The program fills it in{f': {answer}' if answer else ' when the papers are written'}.")

    def _decided(self, requirement: Requirement) -> Outcome | None:
        ruling = self.known.rulings.get(requirement.id, "").strip()
        if requirement.rule_unclear and ruling:
            return Outcome(RequirementState.DECIDED, f"The rule is unclear; a person decided: {ruling}")
        reason = self.known.justifications.get(requirement.id, "").strip()
        if requirement.level is Level.OMITTABLE and reason and not self.supply(requirement).count:
            return Outcome(RequirementState.OMITTED, f"It is left out, for this reason: {reason}")
        return None

    def reference(self, requirement: Requirement, judged: dict[str, Outcome]) -> Outcome:
        """A reference stands as what it leads to: met, decided, left out or not asked for with it."""
        target = judged.get(requirement.refers_to)
        label = self.labels.get(requirement.refers_to, "")
        if target is not None and target.state in {MET, RequirementState.DECIDED}:
            return Outcome(MET, f"It is met by: {label}.")
        if requirement.level is Level.OPTIONAL:
            return Outcome(_NOT_APPLICABLE, f"It is optional, and goes with: {label}.")
        if target is not None and target.state in {_NOT_APPLICABLE, RequirementState.OMITTED}:
            return Outcome(_NOT_APPLICABLE, f"It goes with another requirement, which is not asked for here: {label}.")
        where = target.where if target else ""
        return Outcome(UNMET, f"It is met by another requirement, which is not met: {label}.", where)

    def group(self, name: str, default: str, judged: dict[str, Outcome]) -> dict[str, Outcome]:
        """Of a group exactly one is chosen: by an answer to the group's name, by what was given, by default."""
        members = [item for item in self.template.requirements if item.one_of == name]
        open_members = [
            item
            for item in members
            if judged[item.id].state is not _NOT_APPLICABLE and item.level is not Level.FORBIDDEN
        ]
        if not open_members:
            return {}
        given = [item for item in open_members if self._given(item)]
        answer = self.known.answers.get(name, "")
        chosen = [item for item in open_members if item.id == answer] or given
        if not chosen:
            chosen = [item for item in open_members if item.id == default]
        labels = " / ".join(item.label.get("en") for item in open_members)
        if not chosen:
            hint = "; or ".join(where_of(item) for item in open_members)
            why = f"Exactly one of these is needed: {labels}."
            return {item.id: Outcome(UNMET, why, hint) for item in open_members}
        if len(chosen) > 1:
            why = f"Exactly one of these is wanted, and {len(chosen)} are given: {labels}."
            where = f"Take all but one of them out of the filing, or choose: filing set FILE {name}=ID"
            return {item.id: Outcome(UNMET, why, where) for item in chosen}
        others = Outcome(_NOT_APPLICABLE, f"Another one of its group is chosen: {chosen[0].label.get('en')}.")
        return {item.id: others for item in open_members if item is not chosen[0]}

    def _given(self, requirement: Requirement) -> bool:
        return bool(self.supply(requirement).count or self._decided(requirement))


def _forbidden(given: Supply) -> Outcome:
    if given.count:
        return Outcome(UNMET, f"It must not be in this filing, but: {given.what}.", "Take it out of the filing.")
    return Outcome(MET, "It must not be in this filing, and it is not.")


def _asked(requirement: Requirement, given: Supply) -> Outcome:
    where = where_of(requirement)
    needed = max(1, requirement.min_count) if requirement.level is not Level.OPTIONAL else requirement.min_count
    if given.count and (requirement.kind in FIELD_KINDS or given.count >= needed):
        note = f" {given.note}" if given.note else ""
        return Outcome(MET, f"{_sentence(given.what)}{note}", where if note else "")
    if requirement.level is Level.OPTIONAL and not given.count:
        return Outcome(_NOT_APPLICABLE, "It is optional, and nothing was given.", where)
    return _missing(requirement, given, needed, where)


def _missing(requirement: Requirement, given: Supply, needed: int, where: str) -> Outcome:
    why = _sentence(given.what) if given.count else "Nothing has been given for it yet."
    if needed > 1 and requirement.kind not in FIELD_KINDS:
        why = f"{why} At least {needed} are asked for."
    if requirement.level is Level.OMITTABLE:
        where = f"{where}, or give a reason for leaving it out: filing set FILE --omit {requirement.id}=REASON"
    if requirement.rule_unclear:
        why = f"{why} The rule is unclear: somebody has to decide it, with a reason."
        where = f"{where}, or decide the rule: ruling FILE --requirement {requirement.id} --reason TEXT"
    return Outcome(UNMET, why, where)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
