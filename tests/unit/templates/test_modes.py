"""Modes, ceilings and the field that the program fills in: every fault at its line, and one way to file at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import templates
from codebinder.errors import Faults
from codebinder.model.checklist import FilingFacts, RequirementState, ShareFact
from codebinder.model.template import FilingTemplate
from helpers.small_template import SOURCE, requirement, template_of, text_of

S = RequirementState
ASKED = (
    requirement("way", "enum", "choices: [{value: open, label: {en: Open}}, {value: dark, label: {en: Dark}}]"),
    requirement("pages", "text", "when: {fact: field.way, is: dark}"),
    requirement("proof", "document", level="optional"),
)


def tail(redaction: str = "allowed: no", modes: str = "", listing: str = "mode: whole") -> str:
    return (
        f"listing: {{{listing}}}\nredaction: {{{redaction}, {SOURCE}}}\n"
        f"approvals: {{count: 1, role: legal, {SOURCE}}}\narchive: {{{SOURCE}}}\n{modes}"
    )


def mode(
    redaction: str = "", *, listing: str = "", when: str = "{fact: field.way, is: dark}", name: str = "dark"
) -> str:
    own = f", redaction: {{{redaction}, {SOURCE}}}" if redaction else ""
    own += f", listing: {{{listing}}}" if listing else ""
    return f"  - {{id: {name}, label: {{en: {name}}}, when: {when}, {SOURCE}{own}}}\n"


DARK = mode(
    'allowed: yes, mask: hatch, ceiling: 0.5, comparator: "<=", basis: area, scope: deposit, pages_field: pages'
)


def small(modes: str = DARK, **parts: str) -> FilingTemplate:
    return template_of(*ASKED, tail=tail(modes=f"modes:\n{modes}", **parts))


def answered(**answers: str) -> FilingFacts:
    return FilingFacts(answers=tuple(answers.items()))


def faults_of(*, redaction: str = "allowed: no", modes: str = "", listing: str = "mode: whole") -> tuple[str, ...]:
    text = text_of(*ASKED, tail=tail(redaction, f"modes:\n{modes}" if modes else "", listing))
    with pytest.raises(Faults) as caught:
        templates.load(text, name="t.yaml")
    return caught.value.faults


def test_the_answer_chooses_listing_and_policy_and_the_text_stays_the_whole_templates() -> None:
    whole = small()
    assert templates.resolved(whole, answered(way="open")) is whole
    dark = templates.resolved(whole, answered(way="dark"))
    assert dark.redaction.allowed
    assert (dark.redaction.ceiling, dark.redaction.scope, dark.redaction.pages_field) == ("0.5", "deposit", "pages")
    assert dark.listing == whole.listing
    assert (dark.text, dark.digest) == (whole.text, whole.digest)


def test_of_several_modes_the_first_that_holds_counts() -> None:
    both = small(mode("allowed: yes, ceiling: 0.1", name="one") + mode("allowed: yes, ceiling: 0.2", name="two"))
    assert templates.resolved(both, answered(way="dark")).redaction.ceiling == "0.1"


def test_a_mode_without_reasons_of_its_own_has_the_templates() -> None:
    policy = "allowed: no, reasons: [{internal: TS, published: X, label: {en: Secret}}]"
    whole = template_of(*ASKED, tail=tail(policy, f"modes:\n{DARK}"))
    assert templates.resolved(whole, answered(way="dark")).redaction.reasons == whole.redaction.reasons


@pytest.mark.parametrize(
    ("modes", "sentence"),
    [
        (mode(), 'needs a "listing" or a "redaction"'),
        (DARK + DARK, "declared a second time"),
        (mode("allowed: yes", when="{fact: field.wayy, is: dark}"), "not a fact of this template"),
        (mode("allowed: yes", when="{fact: field.way, is: gone}"), "is not a value"),
        (mode("allowed: yes, ceiling: 0.5, basis: area, scope: file"), "is measured by chars or lines, not by area"),
        (mode("allowed: yes, ceiling: 0.5, basis: chars, scope: page"), "is measured by lines or area, not by chars"),
        (mode("allowed: yes, ceiling: 0.5, basis: pages, scope: page"), "is measured by lines or area, not by pages"),
        (mode("allowed: yes, ceiling: 0.5, scope: deposit"), "not by chars"),
        (mode("allowed: yes, ceiling: 0.5, basis: area"), '"scope: package" is measured by chars or lines'),
        (mode("allowed: yes, pages_field: pagse"), 'Did you mean "pages"?'),
        (mode("allowed: yes, pages_field: proof"), "it must be a text"),
        (mode("allowed: yes, pages_field: pages", listing="mode: none"), "Nothing is printed here"),
        (mode("allowed: yes, basis: area, scope: deposit", listing="mode: none"), "Nothing is printed here"),
        (mode("allowed: yes, share: percent"), "in percent of something"),
        (mode("allowed: yes, share: exact"), "is not one of none, within, percent"),
        (mode("allowed: yes, withheld_names: unmentioned"), '"withheld_source" is missing'),
        (mode(f"allowed: yes, withheld_{SOURCE}, withheld_names: masked"), '"withheld_source" has no meaning'),
    ],
)
def test_a_bad_mode_is_told_at_its_line(modes: str, sentence: str) -> None:
    faults = faults_of(modes=modes)
    assert len(faults) == 1, faults
    assert sentence in faults[0]
    lines = text_of(*ASKED, tail=tail("allowed: no", f"modes:\n{modes}")).decode().splitlines()
    line = int(faults[0].split(":")[1])
    assert lines[line - 1].startswith("  - {id: "), faults[0]


def test_nobody_can_make_a_condition_of_what_the_program_fills_in() -> None:
    assert "not a fact" in faults_of(modes=DARK + mode("allowed: yes", name="x", when="{fact: field.pages, is: a}"))[0]


def test_what_the_program_fills_in_is_met_and_says_so() -> None:
    whole = small()

    def row(facts: FilingFacts) -> tuple[RequirementState, str]:
        rows = templates.checklist(templates.resolved(whole, facts), facts)
        found = next(each for each in rows if each.requirement == "pages")
        return found.state, found.why

    assert row(answered(way="dark")) == (S.MET, "The program fills it in when the papers are written.")
    assert row(answered(way="dark", pages="3, 7-9")) == (S.MET, "The program fills it in: 3, 7-9.")
    assert row(answered(way="open"))[0] is S.NOT_APPLICABLE
    assert templates.filled_in(whole) == {"pages"}


def test_the_row_on_the_ceiling_is_there_where_the_way_of_filing_has_one() -> None:
    whole = small()

    def rows(facts: FilingFacts) -> dict[str, RequirementState]:
        return {row.requirement: row.state for row in templates.checklist(templates.resolved(whole, facts), facts)}

    assert templates.CEILING_ROW not in rows(answered(way="open"))
    dark = answered(way="dark")
    assert rows(dark)[templates.CEILING_ROW] is S.MET
    some = FilingFacts(answers=dark.answers, redactions=1)
    assert rows(some)[templates.CEILING_ROW] is S.UNMET
    for within, state in ((True, S.MET), (False, S.UNMET)):
        share = ShareFact(within=within, why="so much")
        known = FilingFacts(answers=dark.answers, redactions=1, share=share)
        assert rows(known)[templates.CEILING_ROW] is state


@pytest.mark.parametrize(
    ("pages", "text"),
    [((3, 7, 8, 9), "3, 7-9"), ((1,), "1"), ((1, 2), "1-2"), ((9, 1, 2, 2), "1-2, 9"), ((), "None / 无")],
)
def test_pages_are_written_as_a_form_has_them(pages: tuple[int, ...], text: str) -> None:
    assert templates.pages_text(pages, ("en", "zh")) == text


def test_no_page_is_said_in_the_templates_languages() -> None:
    assert [templates.pages_text((), each) for each in (("en",), ("zh-CN",), ("zh", "en"), ("fr",))] == [
        "None", "无", "无 / None", "None / 无",
    ]  # fmt: skip


@given(st.sets(st.integers(1, 200)))
def test_the_list_of_pages_names_exactly_these(pages: set[int]) -> None:
    named: set[int] = set()
    for part in templates.pages_text(pages, ("en",)).split(", "):
        if part != "None":
            first, _, last = part.partition("-")
            named |= set(range(int(first), int(last or first) + 1))
    assert named == pages


def test_the_copyright_deposit_covers_at_most_half_of_what_is_printed() -> None:
    whole = templates.find("cn-cpcc-deposit")
    assert not templates.resolved(whole, answered(deposit_mode="general")).redaction.allowed
    covered = templates.resolved(whole, answered(deposit_mode="covered"))
    policy = covered.redaction
    assert (policy.ceiling, policy.comparator, policy.basis, policy.scope) == ("0.5", "<=", "area", "deposit")
    assert (policy.mask, policy.preserve_lines, policy.share) == ("hatch", True, "within")
    assert policy.pages_field == "blackout_pages"
    assert covered.listing == whole.listing
    for each in whole.modes:
        assert each.source.text
        assert each.source.date
        assert each.redaction is None or each.redaction.source.date


def test_the_other_exceptional_ways_hide_nothing_and_print_other_pages() -> None:
    whole = templates.find("cn-cpcc-deposit")
    pages = {
        "ten_fifty": [("source", "start", 10, ""), ("source", "any", 50, "fifty_from")],
        "object": [("object", "start", 30, ""), ("object", "end", 30, ""), ("source", "any", 20, "twenty_from")],
    }
    for name, wanted in pages.items():
        chosen = templates.resolved(whole, answered(deposit_mode=name))
        assert not chosen.redaction.allowed
        parts = [(part.stream, part.origin, part.pages, part.at) for part in chosen.listing.segments]
        assert parts == [*wanted, ("document", "start", 30, ""), ("document", "end", 30, "")]
        assert chosen.listing.page == whole.listing.page
        assert (chosen.listing.strip, chosen.listing.entry) == ("strip", "entry_files")
    assert templates.resolved(whole, answered(deposit_mode="object")).listing.whole_below_pages == 0


def test_a_mode_may_be_delivered_otherwise() -> None:
    template = templates.find("us-patent-listing")
    for placement, copies in (("appendix_online", 1), ("appendix_disc", 2)):
        facts = FilingFacts(answers=(("placement", placement),))
        assert templates.resolved(template, facts).delivery.copies == copies
