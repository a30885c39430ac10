"""The rows of a checklist that every template implies: category, facts, the rules on hiding and on the archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState
from codebinder.model.rule_source import RuleSource
from codebinder.model.template import FilingTemplate, Level, RequirementKind
from codebinder.model.text import LangText
from codebinder.templates.conditions import Known
from codebinder.templates.supply import plural

CATEGORY_ROW = "product_category"
REDACTION_ROW = "redaction_rule"
CEILING_ROW = "redaction_ceiling"
PAGES_ROW = "listing_pages"
ARCHIVE_ROW = "archive_whole"

MET = RequirementState.MET
UNMET = RequirementState.UNMET


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a requirement, why, and what would mend it."""

    state: RequirementState
    why: str
    where: str = ""


def product_rows(template: FilingTemplate, known: Known) -> Iterable[ChecklistRow]:
    """Give a row for the category and one for each fact of the product."""
    if template.categories:
        yield _category_row(template, known.stated.get("category", ""))
    for fact in template.facts:
        value = known.stated.get(fact.id, "")
        allowed = [choice.value for choice in fact.choices] or ["yes", "no"]
        where = f"product set FILE --product SLUG {fact.id}={'|'.join(allowed)}"
        if value in allowed:
            outcome = Outcome(MET, f"It is stated: {value}.")
        elif value:
            outcome = Outcome(UNMET, f'"{value}" is not one of {", ".join(allowed)}.', where)
        else:
            outcome = Outcome(UNMET, "It has not been stated, and requirements depend on it.", where)
        yield _row(f"fact_{fact.id}", fact.question, outcome, "filing", RuleSource())


def _category_row(template: FilingTemplate, category: str) -> ChecklistRow:
    codes = [item.code for item in template.categories]
    where = "product set FILE --product SLUG category=CODE"
    label = LangText((("en", "The product's category"), ("zh", "产品类别")))
    if category in codes:
        named = next(item.label.get("en") for item in template.categories if item.code == category)
        outcome = Outcome(MET, f"It is stated: {category} ({named}).")
    elif category:
        outcome = Outcome(UNMET, f'"{category}" is not a category of this template.', where)
    else:
        outcome = Outcome(UNMET, "It has not been stated, and requirements depend on it.", where)
    return _row(CATEGORY_ROW, label, outcome, "filing", template.category_source)


def policy_rows(template: FilingTemplate, known: Known) -> Iterable[ChecklistRow]:
    """Give the rows on what is hidden, on an archive that leaves as it is, and on who approves."""
    facts = known.facts
    if not template.redaction.allowed:
        count = facts.redactions
        label = LangText((("en", "Nothing is hidden"), ("zh", "不得遮盖内容")))
        outcome = Outcome(MET, "Nothing is hidden, as the rule asks.")
        if count:
            why = f"This template allows nothing to be hidden; the filing has {count} {plural(count, 'redaction')}."
            outcome = Outcome(UNMET, why, "redact withdraw FILE --redaction ID --as KEY")
        yield _row(REDACTION_ROW, label, outcome, "redaction", template.redaction.source)
    elif template.redaction.ceiling:
        label = LangText((("en", "How much is hidden"), ("zh", "遮盖比例")))
        yield _row(CEILING_ROW, label, _ceiling(facts), "redaction", template.redaction.source)
    if facts.pages is not None:
        label = LangText((("en", "The printed pages"), ("zh", "打印的页面")))
        where = "" if facts.pages.met else "pages FILE"
        outcome = Outcome(MET if facts.pages.met else UNMET, facts.pages.why, where)
        yield _row(PAGES_ROW, label, outcome, "package", template.listing.source)
    if template.archive.whole:
        label = LangText((("en", "Everything leaves as it is"), ("zh", "全部内容原样交出")))
        yield _row(ARCHIVE_ROW, label, _whole(template, facts), "sources", template.archive.source)
    policy = template.approvals
    if any(item.kind is RequirementKind.APPROVAL and item.role == policy.role for item in template.requirements):
        return
    count = known.approvals.get(policy.role, 0)
    state = MET if count >= policy.count else UNMET
    people = plural(policy.count, "person")
    why = f"Signed by {count} of the {policy.count} {people} of role {policy.role} that it needs."
    zh = "法务批准" if policy.role == "legal" else "工程批准"
    label = LangText((("en", f"Approval ({policy.role})"), ("zh", zh)))
    where = "" if state is MET else "review submit FILE --as KEY, then review sign FILE --as KEY"
    yield _row(f"approval_{policy.role}", label, Outcome(state, why, where), "review", policy.source)


def _whole(template: FilingTemplate, facts: FilingFacts) -> Outcome:
    """Where every file leaves as it is: nothing may be picked, hidden, kept back or cut out."""
    faults: list[str] = []
    mends: list[str] = []
    if facts.picked:
        faults.append(f"Rules pick the files of: {', '.join(facts.picked)}.")
        mends.append("source remove FILE --source SLUG, then source add without --include and --exclude")
    if facts.redactions and template.redaction.allowed:
        faults.append(f"The filing hides or withholds {facts.redactions} things.")
        mends.append("redact withdraw FILE --redaction ID --as KEY")
    if facts.kept_back:
        faults.append(f"These images do not leave whole: {', '.join(facts.kept_back)}.")
        mends.append("firmware add FILE --image PATH --disclose whole")
    if template.listing.mode in {"excerpt", "selection"} or not template.archive.sources:
        faults.append("The listing is an excerpt.")
    if not faults:
        return Outcome(MET, "Every file leaves as it is, as the rule asks.")
    return Outcome(UNMET, f"Every file must leave as it is. {' '.join(faults)}", "; and ".join(mends))


def _ceiling(facts: FilingFacts) -> Outcome:
    if facts.share is not None:
        where = "" if facts.share.within else "measure FILE"
        return Outcome(MET if facts.share.within else UNMET, facts.share.why, where)
    if not facts.redactions:
        return Outcome(MET, "Nothing is hidden.")
    return Outcome(UNMET, "It has not been measured since the last change.", "measure FILE")


def _row(name: str, label: LangText, outcome: Outcome, step: str, source: RuleSource) -> ChecklistRow:
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
