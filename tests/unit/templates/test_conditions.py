"""Conditions: structured, three-valued, and categories with their ancestors."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from codebinder import templates
from codebinder.model.checklist import FilingFacts
from codebinder.model.condition import Condition
from codebinder.model.template import Category
from codebinder.model.text import LangText
from codebinder.templates.conditions import unknown_facts

YES = Condition(fact="a", equals="yes")
UNKNOWN = Condition(fact="b", equals="yes")
FACTS = FilingFacts(facts=(("a", "yes"), ("category", "ROUTER")), answers=(("kind", "revised"),), sources=1)
TREE = tuple(
    Category(code=code, parent=parent, label=LangText())
    for code, parent in (("HW", ""), ("HW.network", "HW"), ("ROUTER", "HW.network"), ("SW", ""))
)


def test_a_fact_is_compared_as_text() -> None:
    assert templates.evaluate(YES, FACTS)
    assert not templates.evaluate(Condition(fact="a", equals="no"), FACTS)
    assert templates.evaluate(Condition(fact="a", among=("no", "yes")), FACTS)


def test_what_nobody_stated_is_not_to_be_told() -> None:
    assert templates.judge(UNKNOWN, FACTS) is None
    assert templates.judge(Condition(negated=UNKNOWN), FACTS) is None
    assert templates.judge(Condition(all=(YES, UNKNOWN)), FACTS) is None
    assert templates.judge(Condition(any=(YES, UNKNOWN)), FACTS) is True
    assert templates.judge(Condition(all=(Condition(negated=YES), UNKNOWN)), FACTS) is False
    assert unknown_facts(Condition(all=(YES, Condition(negated=UNKNOWN), UNKNOWN)), FACTS) == ("b",)
    assert not templates.evaluate(UNKNOWN, FACTS)


def test_a_category_is_in_its_ancestors_by_the_tree() -> None:
    for code, holds in (("ROUTER", True), ("HW.network", True), ("HW", True), ("SW", False)):
        assert templates.evaluate(Condition(fact="category", equals=code), FACTS, TREE) is holds


def test_without_a_tree_the_dotted_code_tells_the_ancestors() -> None:
    facts = FilingFacts(facts=(("category", "HW.network.router"),))
    assert templates.evaluate(Condition(fact="category", among=("HW.network",)), facts)
    assert templates.evaluate(Condition(fact="category", equals="HW"), facts)
    assert not templates.evaluate(Condition(fact="category", equals="HW.net"), facts)
    assert templates.ancestry("HW.network.router") == ("HW.network.router", "HW.network", "HW")


def test_a_circle_of_parents_ends() -> None:
    tree = (Category(code="A", parent="B", label=LangText()), Category(code="B", parent="A", label=LangText()))
    assert set(templates.ancestry("A", tree)) == {"A", "B"}


def test_fields_components_and_variants_are_always_known() -> None:
    assert templates.evaluate(Condition(fact="field.kind", equals="revised"), FACTS)
    assert templates.judge(Condition(fact="field.other", equals="x"), FACTS) is False
    assert templates.evaluate(Condition(fact="has.source", equals="yes"), FACTS)
    assert templates.evaluate(Condition(fact="has.firmware", equals="no"), FACTS)
    assert templates.evaluate(Condition(fact="variant", equals="no"), FACTS)


def test_an_answer_of_several_choices_counts_with_each() -> None:
    facts = FilingFacts(answers=(("kinds", '["a","b"]'), ("text", "[a")))
    assert templates.evaluate(Condition(fact="field.kinds", equals="b"), facts)
    assert not templates.evaluate(Condition(fact="field.kinds", equals="c"), facts)
    assert templates.evaluate(Condition(fact="field.text", equals="[a"), facts)


conditions = st.recursive(
    st.sampled_from([YES, UNKNOWN, Condition(fact="category", equals="HW")]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Condition(all=tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Condition(any=tuple(parts))),
        inner.map(lambda part: Condition(negated=part)),
    ),
    max_leaves=8,
)


@given(conditions)
def test_what_is_told_stays_so_whatever_is_stated_later(condition: Condition) -> None:
    told = templates.judge(condition, FACTS, TREE)
    for value in ("yes", "no"):
        later = FilingFacts(facts=(*FACTS.facts, ("b", value)))
        after = templates.judge(condition, later, TREE)
        assert after is not None
        if told is not None:
            assert after is told


@given(conditions)
def test_not_all_is_any_not(condition: Condition) -> None:
    other = Condition(negated=condition)
    left = Condition(negated=Condition(all=(condition, UNKNOWN)))
    right = Condition(any=(other, Condition(negated=UNKNOWN)))
    assert templates.judge(left, FACTS, TREE) is templates.judge(right, FACTS, TREE)
