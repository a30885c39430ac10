"""What a package says of how much is hidden in it, by the template's rule and no more; and the field of the form that
names the pages with black-out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from codebinder import redact, templates
from codebinder.model.checklist import FilingFacts, ShareFact
from codebinder.model.filing import Filing
from codebinder.model.measure import Measure, PageCover
from codebinder.model.package import ShareRow
from codebinder.model.template import FilingTemplate, RedactionPolicy
from codebinder.workflow import filings
from codebinder.workflow.session import Session


def published(policy: RedactionPolicy, *, files: Mapping[str, Measure], covers: Sequence[PageCover]) -> ShareRow | None:
    """Give what the papers say of a share that keeps within the ceiling; None where they say nothing.

    By `within` this depends on the template alone; by `percent` on the lengths of what is hidden, as that rule wants.
    """
    if not policy.allowed or policy.share == "none" or (policy.share == "within" and not policy.ceiling):
        return None
    row = ShareRow(
        basis=policy.basis,
        scope=policy.scope,
        comparator=policy.comparator if policy.ceiling else "",
        ceiling=policy.ceiling,
    )
    if policy.share == "within":
        return row
    return replace(row, percent=redact.in_scope(policy, files=files, covers=covers).published(policy.basis))


def facts_for_papers(
    session: Session,
    filing: Filing,
    template: FilingTemplate,
    *,
    covers: Sequence[PageCover],
    share: ShareRow | None,
) -> FilingFacts:
    """Give the filing's facts as its papers are written from them: without the calendar, with the field that the
    program fills in, and with no more of the share than is published."""
    facts = replace(filings.facts(session, filing), today="", share=_said(share))
    return with_pages(template, facts, redact.blackout_pages(covers))


def with_pages(template: FilingTemplate, facts: FilingFacts, pages: Sequence[int]) -> FilingFacts:
    """Answer the requirement that names the pages with black-out, where the template has one."""
    name = template.redaction.pages_field
    if not name:
        return facts
    text = templates.pages_text(pages, template.languages)
    return replace(facts, answers=tuple(sorted({**dict(facts.answers), name: text}.items())))


def _said(share: ShareRow | None) -> ShareFact | None:
    if share is None:
        return None
    if share.percent is not None:
        return ShareFact(within=True, why=f"At most {share.percent} % of the {share.basis} are hidden.")
    return ShareFact(within=True, why="It keeps within the template's ceiling.")
