"""Another way to file under the same template, chosen by an answer; and the field that the program itself fills in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from codebinder.model.checklist import FilingFacts
from codebinder.model.redaction import Naming
from codebinder.model.template import FilingTemplate, Mode, RedactionPolicy
from codebinder.templates.conditions import evaluate
from codebinder.templates.reasons import complete_reasons

_NO_PAGES = {"en": "None", "zh": "无"}


def with_reasons(mode: Mode, base: RedactionPolicy) -> Mode:
    """Give a mode whose policy knows every reason: its own, or where it writes none those of the template."""
    if mode.redaction is None:
        return mode
    reasons = complete_reasons(mode.redaction.reasons or base.reasons)
    return replace(mode, redaction=replace(mode.redaction, reasons=reasons))


def mode_of(template: FilingTemplate, facts: FilingFacts) -> Mode | None:
    """Give the first mode whose condition holds; None where the filing goes the template's own way."""
    return next((mode for mode in template.modes if evaluate(mode.condition, facts, template.categories)), None)


def resolved(template: FilingTemplate, facts: FilingFacts) -> FilingTemplate:
    """Give the template as it holds for these answers and facts: listing, redaction and delivery are those of the mode.

    Text and digest stay those of the whole template, and so do `modes`. Where files may go unmentioned, nobody is asked
    to declare that the materials are complete, whether any goes unmentioned or not (proof.md §1).
    """
    mode = mode_of(template, facts)
    if mode is not None:
        listing, redaction = mode.listing or template.listing, mode.redaction or template.redaction
        delivery = mode.delivery or template.delivery
        template = replace(template, listing=listing, redaction=redaction, delivery=delivery)
    if template.redaction.withheld_names != Naming.UNMENTIONED:
        return template
    return replace(template, requirements=tuple(each for each in template.requirements if not each.completeness))


def filled_in(template: FilingTemplate) -> frozenset[str]:
    """Give the requirements that the program answers in any way of filing; nobody sets them by hand."""
    policies = (template.redaction, *(mode.redaction for mode in template.modes if mode.redaction is not None))
    return frozenset(policy.pages_field for policy in policies) - {""}


def pages_text(pages: Iterable[int], languages: Iterable[str]) -> str:
    """Give page numbers as a form has them, such as "3, 7-9"; where there is none, the word for it in `languages`."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    if not runs:
        words = [_NO_PAGES[each[:2]] for each in languages if each[:2] in _NO_PAGES]
        return " / ".join(dict.fromkeys(words or _NO_PAGES.values()))
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
