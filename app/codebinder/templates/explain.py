"""A template in plain words, for `template show` and for the reasons in a checklist."""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.model.condition import Condition
from codebinder.model.rule_source import RuleSource
from codebinder.model.template import DocumentRules, FilingTemplate, RedactionPolicy, Requirement, Status
from codebinder.model.template_pages import Listing, Segment
from codebinder.model.template_papers import Deadline, TemplateKind

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
    yield from _life(template)
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
    for day in template.calendar:
        yield from _deadline(template, day, lang)
    for paper in template.papers:
        where = ", beside the package" if paper.place == "beside" else ""
        only = f", only where {condition_text(template, paper.condition, lang)}" if paper.condition is not None else ""
        yield f"Paper {paper.id} [{paper.kind.value}{where}{only}]: {paper.title.get(lang)}"
    yield from _delivery(template, lang)


def _life(template: FilingTemplate) -> Iterator[str]:
    if template.kind is not TemplateKind.FILING:
        yield f"Kind: {template.kind.value}"
    if template.effective_from or template.effective_to:
        yield f"It applies from {template.effective_from or '…'} to {template.effective_to or '…'}"
    if template.check_by:
        yield f"Its facts want a new look by {template.check_by}"


def _deadline(template: FilingTemplate, deadline: Deadline, lang: str) -> Iterator[str]:
    when = deadline.date
    if deadline.days:
        labels = {each.id: each.label.get(lang) for each in template.requirements}
        when = f"{deadline.days} days after {labels.get(deadline.after, deadline.after)} [{deadline.after}]"
    parts = [part for part in (deadline.label.get(lang), when, deadline.note.get(lang)) if part]
    yield f"Deadline: {': '.join(parts)}"
    yield f"      {source_text(deadline.source)}"


def _delivery(template: FilingTemplate, lang: str) -> Iterator[str]:
    delivery = template.delivery
    if not delivery.source.text:
        return
    copies = f"{delivery.copies} {'copy' if delivery.copies == 1 else 'copies'}"
    encrypted = ", encrypted" if delivery.encrypted else ""
    cut = f", in volumes of at most {delivery.volume_bytes} bytes" if delivery.volume_bytes else ""
    media = f": {delivery.media.get(lang)}" if delivery.media.get(lang) else ""
    yield f"Delivery: {copies}{encrypted}{cut}{media}"
    yield f"      {source_text(delivery.source)}"


def _requirement(template: FilingTemplate, requirement: Requirement, lang: str) -> Iterator[str]:
    group = f", one of {requirement.one_of}" if requirement.one_of else ""
    unclear = ", rule unclear" if requirement.rule_unclear else ""
    yield f"  {requirement.id}  [{requirement.kind.value}, {requirement.level.value}{group}{unclear}]"
    yield f"      {requirement.label.get(lang)}"
    if requirement.condition is not None:
        yield f"      only where {condition_text(template, requirement.condition, lang)}"
    if requirement.unclear.get(lang):
        yield f"      Unclear: {requirement.unclear.get(lang)}"
    if requirement.document is not None:
        yield f"      The document: {', '.join(_document(requirement.document))}"
    for each in requirement.sets:
        yield f"      Questions of revision {each.revision}: {len(each.questions)}"
    yield f"      {source_text(requirement.source)}"


def _document(rules: DocumentRules) -> Iterator[str]:
    words = {"sealed": rules.seal, "the original": rules.original, "with a translation": rules.translation}
    yield from (word for word, asked in words.items() if asked)
    if rules.copies:
        yield f"{rules.copies} {'copy' if rules.copies == 1 else 'copies'}"
    if rules.min_pages or rules.max_pages:
        yield f"{rules.min_pages or 1} to {rules.max_pages or '…'} pages"
    if rules.valid_days:
        yield f"at most {rules.valid_days} days old"


def _policies(template: FilingTemplate) -> Iterator[str]:
    yield from _listing(template.listing)
    yield from _redaction(template.redaction)
    yield f"Approvals: {template.approvals.count} of role {template.approvals.role}"
    yield f"      {source_text(template.approvals.source)}"
    printed = "; only the listing leaves" if template.listing.mode != "none" else ""
    leaves = "sources leave in it" if template.archive.sources else f"sources stay in the house{printed}"
    yield f"Archive: {leaves}"
    yield f"      {source_text(template.archive.source)}"


def _listing(listing: Listing) -> Iterator[str]:
    page = listing.page
    looks = f", {page.paper}, {page.lines_per_page} lines a page" if listing.mode != "none" else ""
    yield f"Listing: {listing.mode}{looks}"
    for segment in listing.segments:
        yield f"      {_segment(segment)}"
    if listing.whole_below_pages:
        yield f"      whole where there are fewer than {listing.whole_below_pages} pages"
    yield f"      {source_text(listing.source)}"


def _segment(segment: Segment) -> str:
    stream = f"the {segment.stream} stream"
    of = f" ({segment.requirement})" if segment.requirement else ""
    shown = ", nothing hidden" if segment.unredacted else ""
    if segment.origin == "any":
        return f"{segment.pages} consecutive pages of {stream}{of}, from the page that {segment.at} names{shown}"
    return f"{segment.pages} pages from the {segment.origin} of {stream}{of}{shown}"


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
