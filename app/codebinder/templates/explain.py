"""A template in plain words, for `template show` and for the reasons in a checklist."""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.model.condition import Condition
from codebinder.model.rule_source import RuleSource
from codebinder.model.template import FilingTemplate, RedactionPolicy, Requirement, Status
from codebinder.model.template_pages import Listing

_BANNERS = {
    Status.SUSPENDED: "SUSPENDED: nobody can file under this regime today.",
    Status.DRAFT: "DRAFT: this regime is not in force.",
    Status.WITHDRAWN: "WITHDRAWN: this regime is no longer in force.",
}


def banner(template: FilingTemplate) -> str:
    """Give the warning to show above a template that is not in force, or nothing."""
    return _BANNERS.get(template.status, "")


def condition_text(template: FilingTemplate, condition: Condition, lang: str) -> str:
    """Put a condition into words (English connectives; questions, labels and codes in `lang`)."""
    if condition.negated is not None:
        return f"it is not so that {condition_text(template, condition.negated, lang)}"
    if condition.all or condition.any:
        parts = [condition_text(template, part, lang) for part in condition.all or condition.any]
        joined = (" and " if condition.all else " or ").join(parts)
        return f"({joined})" if len(parts) > 1 else joined
    values = condition.among or (condition.equals,)
    if condition.fact == "category":
        labels = {category.code: category.label.get(lang) for category in template.categories}
        named = [f"{labels.get(value, '')} [{value}]".strip() for value in values]
        return f"the product's category is {' or '.join(named)}"
    return f"{condition.fact} is {' or '.join(values)}"


def explain(template: FilingTemplate, lang: str = "en") -> str:
    """Give the whole template as plain text: what it is, how sure, every requirement with its rule's source."""
    return "\n".join(_lines(template, lang)) + "\n"


def _lines(template: FilingTemplate, lang: str) -> Iterator[str]:
    yield f"{template.id} {template.version}: {template.names.get(lang)}"
    yield f"Status: {template.status.value} since {template.status_date}"
    if banner(template):
        yield banner(template)
    note = template.status_note.get(lang)
    if note:
        yield note
    yield f"Confidence: {template.confidence}"
    if template.verify_before_use:
        yield "Have somebody competent confirm this template before you use it."
    yield ""
    yield template.summary.get(lang)
    yield f"Authority: {template.authority.get(lang)}"
    for basis in template.legal_basis:
        dated = f", {basis.date}" if basis.date else ""
        doubt = f" ({basis.date_note})" if basis.date_note else ""
        yield f"Basis: {basis.title.get(lang)} {basis.number}{dated}{doubt}".rstrip()
    yield ""
    yield "Requirements"
    for requirement in template.requirements:
        yield from _requirement(template, requirement, lang)
    yield ""
    yield from _policies(template)
    for mode in template.modes:
        yield f"Mode {mode.id}: {mode.label.get(lang)}"
        yield f"      where {condition_text(template, mode.condition, lang)}"
        yield f"      {source_text(mode.source)}"
        if mode.listing is not None:
            yield from _listing(mode.listing)
        if mode.redaction is not None:
            yield from _redaction(mode.redaction)
    for deadline in template.deadlines:
        yield f"Deadline: {deadline.get(lang)}"


def _requirement(template: FilingTemplate, requirement: Requirement, lang: str) -> Iterator[str]:
    group = f", one of {requirement.one_of}" if requirement.one_of else ""
    unclear = ", rule unclear" if requirement.rule_unclear else ""
    yield f"  {requirement.id}  [{requirement.kind.value}, {requirement.level.value}{group}{unclear}]"
    yield f"      {requirement.label.get(lang)}"
    if requirement.condition is not None:
        yield f"      only where {condition_text(template, requirement.condition, lang)}"
    yield f"      {source_text(requirement.source)}"


def _policies(template: FilingTemplate) -> Iterator[str]:
    yield from _listing(template.listing)
    yield from _redaction(template.redaction)
    yield f"Approvals: {template.approvals.count} of role {template.approvals.role}"
    yield f"      {source_text(template.approvals.source)}"
    leaves = "sources leave in it" if template.archive.sources else "sources stay in the house; only the listing leaves"
    yield f"Archive: {leaves}"
    yield f"      {source_text(template.archive.source)}"


def _listing(listing: Listing) -> Iterator[str]:
    yield f"Listing: {listing.mode}, {listing.page.paper}, {listing.page.lines_per_page} lines a page"
    for segment in listing.segments:
        yield f"      {segment.pages} pages from the {segment.origin} of the {segment.stream} stream"
    yield f"      {source_text(listing.source)}"


def _redaction(policy: RedactionPolicy) -> Iterator[str]:
    ceiling = ", no ceiling"
    if policy.ceiling:
        ceiling = (
            f", {policy.basis} of the {policy.scope} {policy.comparator} {policy.ceiling}, published: {policy.share}"
        )
    masks = f"; masks: {policy.mask}{', lines kept' if policy.preserve_lines else ''}"
    yield f"Redaction: {'allowed' + ceiling + masks if policy.allowed else 'not allowed'}"
    if policy.pages_field:
        yield f"      the program fills the pages with black-out into {policy.pages_field}"
    if policy.log.columns:
        yield f"      the published log also says: {', '.join(policy.log.columns)}; {source_text(policy.log.source)}"
    yield f"      {source_text(policy.source)}"


def source_text(source: RuleSource) -> str:
    """Give a rule's source, date and certainty in one line."""
    dated = f", {source.date}" if source.date else ""
    return f"Source ({source.certainty.value}): {source.text or 'none'}{dated}"
