"""The checklist: every state of a requirement, why, and what to do."""

from __future__ import annotations

import pytest

from codebinder import templates
from codebinder.model.checklist import ChecklistRow, FilingFacts, RequirementState
from codebinder.model.template import FilingTemplate, Level
from helpers.small_template import PARTS, SOURCE, requirement, template_of

S = RequirementState
APPROVED = (("legal", 1),)
TWO = "groups: [{id: proof, label: {en: Proof}}]\n"


def row(template: FilingTemplate, name: str, facts: FilingFacts) -> ChecklistRow:
    return next(each for each in templates.checklist(template, facts) if each.requirement == name)


def state(template: FilingTemplate, name: str, facts: FilingFacts) -> RequirementState:
    return row(template, name, facts).state


def test_a_field_is_met_by_a_good_answer_only() -> None:
    template = template_of(requirement("when_done", "date"))
    assert state(template, "when_done", FilingFacts()) is S.UNMET
    bad = row(template, "when_done", FilingFacts(answers=(("when_done", "2018-09-31"),)))
    assert bad.state is S.UNMET
    assert "September 2018 has 30 days" in bad.why
    assert bad.where == "filing set FILE when_done=…"
    assert state(template, "when_done", FilingFacts(answers=(("when_done", "2018-09-30"),))) is S.MET


def test_a_default_answers_for_a_field() -> None:
    template = template_of(requirement("name", "text", "default_from: product.name"))
    assert state(template, "name", FilingFacts(facts=(("product.name", "X"),))) is S.MET
    other = template_of(requirement("name", "text", "default_from: field.b"), requirement("b", "text"))
    assert state(other, "name", FilingFacts(answers=(("b", "X"),))) is S.MET


@pytest.mark.parametrize(
    ("kind", "facts", "where"),
    [
        ("source", FilingFacts(sources=1), "source add FILE --repo PATH --rev REV"),
        ("firmware", FilingFacts(firmware=1), "firmware add FILE --image PATH"),
        ("document", FilingFacts(documents=(("it", 1),)), "document add FILE --requirement it --path PATH"),
        ("sbom", FilingFacts(documents=(("it", 1),)), "document add FILE --requirement it --path PATH"),
    ],
)
def test_components_meet_their_requirements(kind: str, facts: FilingFacts, where: str) -> None:
    template = template_of(requirement("it", kind))
    assert row(template, "it", FilingFacts()).where == where
    assert state(template, "it", facts) is S.MET


def test_counts_have_limits() -> None:
    template = template_of(requirement("it", "document", "min_count: 2", "max_count: 3"))
    states = [state(template, "it", FilingFacts(documents=(("it", count),))) for count in range(5)]
    assert states == [S.UNMET, S.UNMET, S.MET, S.MET, S.UNMET]


def test_a_document_with_hidden_traits_is_unmet_until_accepted() -> None:
    template = template_of(requirement("it", "document", level="optional"))
    facts = FilingFacts(documents=(("it", 1),), documents_open=("it",))
    assert state(template, "it", facts) is S.UNMET
    assert "nobody has accepted" in row(template, "it", facts).why


def test_optional_things_are_never_missing_but_can_be_wrong() -> None:
    template = template_of(requirement("it", "text", "max_chars: 3", level="optional"))
    assert state(template, "it", FilingFacts()) is S.NOT_APPLICABLE
    assert state(template, "it", FilingFacts(answers=(("it", "abcd"),))) is S.UNMET


def test_forbidden_things_must_not_be_there() -> None:
    template = template_of(requirement("it", "firmware", level="forbidden"))
    assert state(template, "it", FilingFacts()) is S.MET
    assert state(template, "it", FilingFacts(firmware=1)) is S.UNMET


def test_omittable_things_are_omitted_with_a_justification_only() -> None:
    template = template_of(requirement("it", "document", level="omittable"))
    assert state(template, "it", FilingFacts()) is S.UNMET
    assert "--omit it=REASON" in row(template, "it", FilingFacts()).where
    assert state(template, "it", FilingFacts(justifications=(("it", " "),))) is S.UNMET
    omitted = row(template, "it", FilingFacts(justifications=(("it", "It is in the tree."),)))
    assert omitted.state is S.OMITTED
    assert "It is in the tree." in omitted.why
    supplied = FilingFacts(justifications=(("it", "x"),), documents=(("it", 1),))
    assert state(template, "it", supplied) is S.MET


def test_a_justification_does_not_excuse_what_is_required() -> None:
    template = template_of(requirement("it", "document"))
    assert state(template, "it", FilingFacts(justifications=(("it", "x"),), rulings=(("it", "x"),))) is S.UNMET


def test_an_unclear_rule_is_decided_by_a_person_with_a_reason() -> None:
    template = template_of(requirement("it", "document", "rule_unclear: yes"))
    assert "unclear" in row(template, "it", FilingFacts()).why
    decided = row(template, "it", FilingFacts(rulings=(("it", "The bank says no."),)))
    assert decided.state is S.DECIDED
    assert "The bank says no." in decided.why
    assert state(template, "it", FilingFacts(documents=(("it", 1),))) is S.MET


def test_a_condition_that_fails_says_so_and_one_that_is_open_asks() -> None:
    template = template_of(requirement("it", "text", "when: {fact: uses_crypto, is: yes}"), parts=PARTS)
    no = row(template, "it", FilingFacts(facts=(("uses_crypto", "no"),)))
    assert (no.state, no.why) == (S.NOT_APPLICABLE, "It is asked for only where uses_crypto is yes.")
    unknown = row(template, "it", FilingFacts())
    assert unknown.state is S.UNMET
    assert "uses_crypto" in unknown.where
    assert state(template, "it", FilingFacts(facts=(("uses_crypto", "yes"),))) is S.UNMET


def test_a_requirement_of_a_parent_category_binds_the_child() -> None:
    template = template_of(requirement("it", "text", "when: {fact: category, is: HW}"), parts=PARTS)
    assert state(template, "it", FilingFacts(facts=(("category", "ROUTER"),))) is S.UNMET
    assert state(template, "it", FilingFacts(facts=(("category", "SW"),))) is S.NOT_APPLICABLE


def test_a_category_must_be_stated_and_known() -> None:
    template = template_of(parts=PARTS)
    assert state(template, "product_category", FilingFacts()) is S.UNMET
    assert state(template, "product_category", FilingFacts(facts=(("category", "HW.net"),))) is S.UNMET
    assert state(template, "product_category", FilingFacts(facts=(("category", "SW"),))) is S.MET


def test_every_fact_must_be_stated_as_one_of_its_choices() -> None:
    template = template_of(parts=PARTS)
    assert state(template, "fact_uses_crypto", FilingFacts()) is S.UNMET
    assert state(template, "fact_uses_crypto", FilingFacts(facts=(("uses_crypto", "maybe"),))) is S.UNMET
    assert state(template, "fact_uses_crypto", FilingFacts(facts=(("uses_crypto", "no"),))) is S.MET


def group_of(*more: str) -> FilingTemplate:
    return template_of(
        requirement("a", "document", "one_of: proof", *more), requirement("b", "document", "one_of: proof"), parts=TWO
    )


def test_of_a_group_exactly_one_is_wanted() -> None:
    template = group_of()
    assert [state(template, name, FilingFacts()) for name in "ab"] == [S.UNMET, S.UNMET]
    one = FilingFacts(documents=(("b", 1),))
    assert [state(template, name, one) for name in "ab"] == [S.NOT_APPLICABLE, S.MET]
    both = FilingFacts(documents=(("a", 1), ("b", 1)))
    assert [state(template, name, both) for name in "ab"] == [S.UNMET, S.UNMET]
    chosen = FilingFacts(documents=(("a", 1), ("b", 1)), answers=(("proof", "a"),))
    assert [state(template, name, chosen) for name in "ab"] == [S.MET, S.NOT_APPLICABLE]


def test_a_group_with_a_default_asks_for_that_one() -> None:
    parts = TWO.replace("{en: Proof}}", "{en: Proof}, default: a}")
    template = template_of(
        requirement("a", "document", "one_of: proof"), requirement("b", "document", "one_of: proof"), parts=parts
    )
    assert [state(template, name, FilingFacts()) for name in "ab"] == [S.UNMET, S.NOT_APPLICABLE]
    assert [state(template, name, FilingFacts(documents=(("b", 1),))) for name in "ab"] == [S.NOT_APPLICABLE, S.MET]


def test_a_product_without_firmware_files_no_image() -> None:
    template = template_of(
        requirement("it", "firmware", "when: {fact: boots, is: yes}"),
        parts="facts: [{id: boots, question: {en: Does it hold firmware?}}]\n",
    )
    no = (("boots", "no"),)
    assert state(template, "it", FilingFacts(facts=no)) is S.NOT_APPLICABLE
    against = row(template, "it", FilingFacts(facts=no, firmware=2))
    assert (against.state, "holds images: 2" in against.why) == (S.UNMET, True)
    assert state(template, "it", FilingFacts(facts=(("boots", "yes"),), firmware=2)) is S.MET


def test_a_group_of_which_nothing_applies_is_left_alone() -> None:
    when = "when: {fact: has.firmware, is: yes}"
    template = template_of(
        requirement("a", "document", "one_of: proof", when),
        requirement("b", "document", "one_of: proof", when),
        parts=TWO,
    )
    assert [state(template, name, FilingFacts()) for name in "ab"] == [S.NOT_APPLICABLE, S.NOT_APPLICABLE]


def test_what_does_not_apply_is_no_choice_of_its_group() -> None:
    template = group_of("when: {fact: has.firmware, is: yes}")
    given = FilingFacts(documents=(("a", 1),))
    assert [state(template, name, given) for name in "ab"] == [S.NOT_APPLICABLE, S.UNMET]


def test_a_reference_is_met_with_what_it_refers_to() -> None:
    template = template_of(requirement("it", "reference", "refers_to: code"), requirement("code", "source"))
    assert state(template, "it", FilingFacts()) is S.UNMET
    assert state(template, "it", FilingFacts(sources=1)) is S.MET


def test_approvals_are_counted_by_role() -> None:
    template = template_of()
    assert state(template, "approval_legal", FilingFacts(approvals=(("engineer", 5),))) is S.UNMET
    assert state(template, "approval_legal", FilingFacts(approvals=APPROVED)) is S.MET
    own = template_of(requirement("signed", "approval", "role: legal", "min_count: 2"))
    assert state(own, "signed", FilingFacts(approvals=APPROVED)) is S.UNMET
    assert state(own, "signed", FilingFacts(approvals=(("legal", 2),))) is S.MET
    assert row(own, "signed", FilingFacts()).step == "review"


def test_redactions_are_unmet_where_nothing_may_be_hidden() -> None:
    tail = f"listing: {{mode: none}}\nredaction: {{allowed: no, {SOURCE}}}\n"
    tail += f"approvals: {{count: 1, role: legal, {SOURCE}}}\narchive: {{{SOURCE}}}\n"
    template = template_of(tail=tail)
    assert state(template, "redaction_rule", FilingFacts()) is S.MET
    assert state(template, "redaction_rule", FilingFacts(redactions=1)) is S.UNMET


def test_each_requirement_has_its_row_in_order_with_level_and_source() -> None:
    template = template_of(requirement("b", "text"), requirement("a", "source", level="optional"))
    rows = templates.checklist(template, FilingFacts())
    assert [each.requirement for each in rows] == ["b", "a", "approval_legal"]
    assert [each.level for each in rows] == [Level.REQUIRED, Level.OPTIONAL, Level.REQUIRED]
    assert [each.step for each in rows] == ["filing", "sources", "review"]
    assert all(each.source.text == "A test" for each in rows)


def test_an_optional_field_with_a_ruling_is_not_decided() -> None:
    template = template_of(requirement("it", "text", level="optional"))
    assert state(template, "it", FilingFacts(rulings=(("it", "x"),))) is S.NOT_APPLICABLE
