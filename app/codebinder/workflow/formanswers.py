"""The form's answers as printing reads them: a requirement's own answer, or what it takes over from elsewhere."""

from __future__ import annotations

from codebinder import templates
from codebinder.model.filing import Filing
from codebinder.model.template import FIELD_KINDS, FilingTemplate, RequirementKind
from codebinder.workflow import filings
from codebinder.workflow.session import Session


def given(session: Session, filing: Filing, template: FilingTemplate) -> dict[str, str]:
    """Give every answer of the form by its requirement, in canonical text; without what the program fills in itself.
    The label of a choice stands beside it by requirement and language ("legend.zh"), for what is printed as text."""
    facts = filings.facts(session, filing)
    own = templates.filled_in(template)
    wanted = (each for each in template.requirements if each.kind in FIELD_KINDS and each.id not in own)
    known = templates.Known(facts)
    answers = ((each.id, templates.answer_of(each, known)) for each in wanted)
    found = {name: text for name, text in answers if text}
    labels = {
        f"{each.id}.{lang}": choice.label.get(lang)
        for each in template.requirements
        if each.kind is RequirementKind.ENUM and each.id in found
        for choice in each.choices
        if choice.value == found[each.id]
        for lang in template.languages or ("en", "zh")
    }
    return {**found, **labels}
