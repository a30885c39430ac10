"""The templates outside of China hold the numbers that were read, mark what was not, and ask what their regimes ask."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codebinder import templates
from codebinder.model.checklist import FilingFacts, RequirementState
from codebinder.model.rule_source import Certainty
from codebinder.model.template import FilingTemplate, Level, Requirement, RequirementKind, Status
from codebinder.model.template_papers import PaperKind, TemplateKind

S = RequirementState
WORLD = (
    "blank", "common-criteria-adv-imp", "escrow-deposit", "eu-cra-technical-file",
    "fr-cryptology-declaration", "in-itsar-source-assurance", "in-stqc-firmware", "ru-fstec-ndv",
    "us-copyright-deposit", "us-encryption-classification", "us-fcc-software-security", "us-fda-premarket-cyber",
    "us-litigation-production", "us-patent-listing",
)  # fmt: skip
QUESTIONNAIRES = {
    "eu-cra-technical-file", "fr-cryptology-declaration", "in-itsar-source-assurance", "us-encryption-classification",
    "us-fcc-software-security", "us-fda-premarket-cyber",
}  # fmt: skip


def filed(identifier: str, **answers: str) -> FilingTemplate:
    return templates.resolved(templates.find(identifier), FilingFacts(answers=tuple(answers.items())))


def asked(template: FilingTemplate, name: str) -> Requirement:
    return next(each for each in template.requirements if each.id == name)


def states(identifier: str, facts: FilingFacts) -> dict[str, RequirementState]:
    return {row.requirement: row.state for row in templates.checklist(templates.find(identifier), facts)}


def segments(template: FilingTemplate) -> list[tuple[str, str, int, bool]]:
    return [(each.stream, each.origin, each.pages, each.unredacted) for each in template.listing.segments]


def test_they_all_ship_and_questionnaires_are_called_so() -> None:
    assert set(WORLD) <= set(templates.shipped_ids())
    kinds = {each: templates.find(each).kind for each in WORLD}
    assert {each for each, kind in kinds.items() if kind is TemplateKind.QUESTIONNAIRE} == QUESTIONNAIRES


@pytest.mark.parametrize("identifier", WORLD)
def test_each_says_when_to_look_again_and_what_it_changed(identifier: str) -> None:
    template = templates.find(identifier)
    assert template.check_by == "2027-11-30"
    assert template.changes[-1].version == template.version


@pytest.mark.parametrize("identifier", WORLD)
def test_an_unclear_rule_says_what_the_sources_say(identifier: str) -> None:
    for each in templates.find(identifier).requirements:
        assert each.rule_unclear == bool(each.unclear.pairs), each.id


def test_the_copyright_office_takes_twenty_five_and_twenty_five_pages_and_fifty_whole() -> None:
    plain = filed("us-copyright-deposit", deposit_option="plain_25_25")
    assert segments(plain) == [("source", "start", 25, False), ("source", "end", 25, False)]
    assert plain.listing.whole_below_pages == 51
    assert "entire source code" in plain.listing.whole_note.get("en")
    assert not plain.redaction.allowed
    assert (plain.listing.must_include, plain.listing.page.line_numbers.value) == ("notice_place", "none")


@pytest.mark.parametrize("option", ["blocked_25_25", "short_blocked", "derivative_50"])
def test_what_is_blocked_out_is_less_than_half(option: str) -> None:
    policy = filed("us-copyright-deposit", deposit_option=option).redaction
    assert (policy.allowed, policy.ceiling, policy.comparator, policy.scope) == (True, "0.5", "<", "deposit")
    assert policy.source.certainty is Certainty.INFERRED


def test_trade_secrets_b_and_c_block_nothing() -> None:
    short = filed("us-copyright-deposit", deposit_option="plain_10_10")
    assert segments(short) == [("source", "start", 10, True), ("source", "end", 10, True)]
    coded = filed("us-copyright-deposit", deposit_option="object_code")
    assert segments(coded) == [
        ("object", "start", 25, False), ("object", "end", 25, False), ("source", "any", 10, True),
    ]  # fmt: skip
    assert not short.redaction.allowed
    assert not coded.redaction.allowed


def test_a_revised_program_shows_twenty_pages_or_any_fifty() -> None:
    twenty = filed("us-copyright-deposit", deposit_option="derivative_20")
    assert (segments(twenty), twenty.redaction.allowed) == ([("source", "any", 20, True)], False)
    fifty = filed("us-copyright-deposit", deposit_option="derivative_50")
    assert (segments(fifty), fifty.redaction.allowed) == ([("source", "any", 50, False)], True)


@pytest.mark.parametrize("placement", ["specification", "drawings"])
def test_a_printed_patent_listing_has_three_hundred_lines_of_seventy_two_characters(placement: str) -> None:
    listing = filed("us-patent-listing", placement=placement).listing
    assert (listing.limits.lines, listing.limits.columns, listing.limits.ascii) == (300, 72, True)
    assert (listing.form, listing.page.wrap) == ("pages", "refuse")
    margins = listing.page.margin_top, listing.page.margin_left, listing.page.margin_right, listing.page.margin_bottom
    assert margins == (20, 25, 20, 20)


def test_a_patent_appendix_is_ascii_text_of_twenty_five_megabytes_or_two_discs() -> None:
    online = filed("us-patent-listing", placement="appendix_online")
    assert (online.listing.form, online.listing.limits.file_bytes, online.listing.limits.ascii) == (
        "text", 25_000_000, True,
    )  # fmt: skip
    assert online.archive.names.endings == ("txt",)
    disc = filed("us-patent-listing", placement="appendix_disc")
    assert (disc.listing.form, disc.listing.limits.file_bytes, disc.listing.limits.lines) == ("text", 0, 0)
    assert (online.delivery.copies, disc.delivery.copies) == (1, 2)
    listed = {paper.id for paper in disc.papers if paper.kind is PaperKind.TRANSMITTAL and paper.files == "listing"}
    assert listed == {"incorporation", "disc_transmittal"}


def test_litigation_assumes_no_number() -> None:
    template = templates.find("us-litigation-production")
    listing = template.listing
    assert listing.caps is not None
    assert listing.bates is not None
    names = (listing.selection, listing.legend, listing.bates.prefix, listing.bates.start, listing.caps.consecutive,
             listing.caps.total, listing.caps.percent)  # fmt: skip
    for name in names:
        assert asked(template, name).default_from in {"", "field.legend_choice"}
    assert all(asked(template, name).rule_unclear for name in names[4:])
    assert (listing.page.font_size, listing.page.header_left.get("en"), listing.page.line_numbers.value) == (
        9, "{path}", "file",
    )  # fmt: skip
    assert listing.page.footer_right.get("en") == "{bates}"


@pytest.mark.parametrize("identifier", ["escrow-deposit", "ru-fstec-ndv", "common-criteria-adv-imp"])
def test_whole_regimes_take_no_excerpt_and_hide_nothing(identifier: str) -> None:
    template = templates.find(identifier)
    assert template.archive.whole
    assert template.archive.sources
    assert (template.listing.mode, template.redaction.allowed) == ("none", False)
    assert states(identifier, FilingFacts(redactions=1))["redaction_rule"] is S.UNMET


@pytest.mark.parametrize(("level", "note"), [("4", S.NOT_APPLICABLE), ("3", S.UNMET), ("2", S.UNMET), ("1", S.UNMET)])
def test_an_explanatory_note_is_asked_from_level_three(level: str, note: RequirementState) -> None:
    found = states("ru-fstec-ndv", FilingFacts(answers=(("control_level", level),)))
    assert found["explanatory_note"] is note
    for name in ("specification", "program_description", "application_description", "source_texts"):
        assert found[name] is S.UNMET


def test_russian_and_french_regimes_speak_their_language_first() -> None:
    for identifier, language in (("ru-fstec-ndv", "ru"), ("fr-cryptology-declaration", "fr")):
        template = templates.find(identifier)
        assert template.languages == (language, "en", "zh")
        assert all(language in each.label.languages for each in template.requirements)


def test_the_fcc_asks_one_question_more_in_the_older_revision() -> None:
    general = asked(templates.find("us-fcc-software-security"), "general_questions")
    older, newer = general.sets
    assert (older.revision, newer.revision) == ("v01r02", "v01r03")
    assert {each.id for each in older.questions} - {each.id for each in newer.questions} == {"verification"}
    assert asked(templates.find("us-fcc-software-security"), "user_questions").source.certainty is Certainty.MEMORY


def test_of_the_eighteen_deliverables_only_the_statutory_ones_cannot_be_left_out() -> None:
    template = templates.find("us-fda-premarket-cyber")
    items = [each for each in template.requirements if each.label.get("en").startswith("Item ")]
    assert len(items) == 18
    assert {each.id for each in items if each.level is Level.REQUIRED} == {"sbom", "management_plan"}
    assert all(each.level is Level.OMITTABLE for each in items if each.id not in {"sbom", "management_plan"})
    bill = asked(template, "sbom")
    assert (bill.formats, bill.ntia) == (("spdx-2.3", "cyclonedx-1.6"), True)


def test_a_kbis_is_less_than_three_months_old() -> None:
    kbis = asked(templates.find("fr-cryptology-declaration"), "kbis")
    assert kbis.document is not None
    assert kbis.document.valid_days == 90


def test_the_file_of_the_cyber_resilience_act_is_kept_for_ten_years() -> None:
    template = templates.find("eu-cra-technical-file")
    assert (template.retention_years, template.retention_source.certainty) == (10, Certainty.SECONDARY)
    assert [each.date for each in template.calendar if each.date] == ["2026-09-11", "2027-12-11"]
    found = states("eu-cra-technical-file", FilingFacts(facts=(("has_hardware", "yes"), ("sbom_requested", "no"))))
    assert (found["hardware_pictures"], found["sbom_request"]) == (S.UNMET, S.NOT_APPLICABLE)


def test_indian_telecom_asks_by_what_is_applied_for() -> None:
    stated = FilingFacts(facts=(("has_third_party_code", "no"),))
    new = states("in-itsar-source-assurance", replace(stated, answers=(("application_kind", "new"),)))
    gone = states("in-itsar-source-assurance", replace(stated, answers=(("application_kind", "end_of_life"),)))
    assert (new["internal_test_report"], new["end_of_life"]) == (S.UNMET, S.NOT_APPLICABLE)
    assert (gone["internal_test_report"], gone["end_of_life"]) == (S.NOT_APPLICABLE, S.UNMET)
    assert (new["secure_coding_third_party"], new["source_code"]) == (S.NOT_APPLICABLE, S.MET)


def test_camera_firmware_brings_its_keys_and_passages() -> None:
    template = templates.find("in-stqc-firmware")
    keys = asked(template, "keys_and_certificates")
    assert {each.id: each.kind for each in keys.columns}["bits"] == "number"
    assert (template.listing.mode, template.listing.selection) == ("selection", "snippets")
    items = {each.label.get("en").partition(":")[0] for each in template.requirements}
    assert {f"Item {number}" for number in range(1, 21)} <= items


def test_regimes_without_force_say_so() -> None:
    assert templates.find("ru-fstec-ndv").status is Status.WITHDRAWN
    assert templates.find("us-litigation-production").status is Status.CONTRACTUAL
    assert templates.find("us-encryption-classification").status is Status.IN_FORCE
    forbidden = [
        each.id
        for each in templates.find("us-fcc-software-security").requirements
        if each.kind is RequirementKind.SOURCE and each.level is Level.FORBIDDEN
    ]
    assert forbidden == ["source_code"]
