"""Leaving out each thing that a filing cannot do without, one at a time, is reported: for every template that ships."""

from __future__ import annotations

import pytest

from codebinder import templates
from codebinder.model.checklist import RequirementState as S
from codebinder.model.template import Level
from codebinder.model.template import RequirementKind as K
from helpers.template_walk import checklist, demanded, facts_of, sample_of, template_of, without

ALL = templates.shipped_ids()


@pytest.mark.parametrize("identifier", ALL)
def test_leaving_out_each_required_item_is_reported(identifier: str) -> None:
    template = template_of(identifier)
    facts = facts_of(template, sample_of(identifier))
    rows = checklist(template, facts)
    needed = list(demanded(template, rows))
    assert needed
    silent: list[str] = []
    for each in needed:
        row = checklist(template, without(facts, each))[each.id]
        if row.state is not S.UNMET and not (each.default_from or each.kind is K.REFERENCE):
            silent.append(f"{each.id}: {row.state.value}, {row.why}")
        elif row.state is S.UNMET:
            assert row.why.endswith((".", "。")), row
            assert row.where, row
    assert silent == []


@pytest.mark.parametrize("identifier", ALL)
def test_every_fact_that_conditions_hang_on_is_missed_when_it_is_not_stated(identifier: str) -> None:
    template = template_of(identifier)
    facts = facts_of(template, sample_of(identifier))
    for fact in template.facts:
        less = checklist(template, _without_fact(facts, fact.id))
        assert less[f"fact_{fact.id}"].state is S.UNMET
    if template.categories:
        assert checklist(template, _without_fact(facts, "category"))["product_category"].state is S.UNMET


@pytest.mark.parametrize("identifier", ALL)
def test_no_required_item_is_out_of_reach_of_this_walk(identifier: str) -> None:
    """A requirement that no sample and no other choice of the form ever asks for would never be tried."""
    template = template_of(identifier)
    rows = checklist(template, facts_of(template, sample_of(identifier)))
    asked = {each.id for each in demanded(template, rows)}
    always = {
        each.id
        for each in template.requirements
        if each.level is Level.REQUIRED and each.condition is None and not each.one_of and each.kind is not K.REFERENCE
    }
    assert always <= asked


def _without_fact(facts: object, name: str) -> object:
    from dataclasses import replace

    return replace(facts, facts=tuple(pair for pair in facts.facts if pair[0] != name))  # type: ignore[attr-defined]
