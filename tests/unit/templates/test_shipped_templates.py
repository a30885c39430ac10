"""The templates that ship: complete in both languages, true to the facts, and their samples fill them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest

from codebinder import assets, templates
from codebinder.model.checklist import FilingFacts, RequirementState
from codebinder.model.condition import Condition
from codebinder.model.rule_source import Certainty
from codebinder.model.template import FIELD_KINDS, FilingTemplate, Level, RequirementKind, Status
from codebinder.model.template_papers import PaperKind
from codebinder.model.text import LangText

S = RequirementState
ALL = templates.shipped_ids()
find = cache(templates.find)
heads = cache(templates.heads)
ROUTER = (
    ("category", "HW.network.router"),
    ("has_firmware", "yes"),
    ("uses_crypto", "yes"),
    ("has_trusted_module", "no"),
    ("has_management_ports", "no"),
    ("has_service_personnel", "no"),
)
DBMS = (("category", "SW.system.dbms"), *((name, "no") for name, _ in ROUTER[1:]))


def supplied(template: FilingTemplate, said: Collection[str]) -> dict[str, int]:
    """As many documents as are asked for, of a group the first; what a word was `said` about is not given."""
    found: dict[str, int] = {}
    groups: set[str] = set()
    for item in template.requirements:
        wanted = item.kind in {RequirementKind.DOCUMENT, RequirementKind.SBOM} and item.id not in said
        if wanted and item.level in {Level.REQUIRED, Level.OMITTABLE} and item.one_of not in groups:
            found[item.id] = max(1, item.min_count)
            groups |= {item.one_of} - {""}
    return found


def barred(identifier: str, kind: RequirementKind) -> bool:
    """Must nothing of this kind be in the filing?"""
    asked = [each.level for each in find(identifier).requirements if each.kind is kind]
    return Level.FORBIDDEN in asked


def sample(identifier: str) -> FilingFacts:
    text = (assets.templates() / identifier / "sample.yaml").read_bytes()
    read = templates.load_fields(text, "sample.yaml")
    stated = {**dict(read.facts), **({"category": read.category} if read.category else {})}
    return FilingFacts(
        facts=tuple(stated.items()),
        answers=read.answers,
        justifications=read.justifications,
        rulings=read.rulings,
        documents=tuple(supplied(find(identifier), dict((*read.justifications, *read.rulings))).items()),
        sources=0 if barred(identifier, RequirementKind.SOURCE) else 1,
        firmware=0 if barred(identifier, RequirementKind.FIRMWARE) or stated.get("has_firmware") == "no" else 1,
        approvals=(("legal", 1),),
        today="2026-11-21",
    )


def states(template: FilingTemplate, facts: FilingFacts) -> dict[str, RequirementState]:
    return {row.requirement: row.state for row in templates.checklist(template, facts)}


def lang_texts(value: object) -> Iterator[LangText]:
    if isinstance(value, LangText):
        if value.pairs:
            yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from lang_texts(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from lang_texts(item)


def asked_facts(condition: Condition | None) -> set[str]:
    if condition is None:
        return set()
    parts = (*condition.all, *condition.any, condition.negated)
    return {condition.fact}.union(*(asked_facts(part) for part in parts))


def test_the_first_three_ship() -> None:
    assert set(ALL) >= {"cn-cbrc-317", "cn-cpcc-deposit", "escrow-deposit"}
    assert [template.id for template in templates.shipped()] == list(ALL)


@pytest.mark.parametrize("identifier", ALL)
def test_every_text_is_in_english_and_chinese(identifier: str) -> None:
    texts = list(lang_texts(find(identifier)))
    assert texts
    for text in texts:
        assert set(text.languages) >= {"en", "zh"}, text
    labels = [requirement.label.get("zh") for requirement in find(identifier).requirements]
    assert all(re.search("[\u4e00-\u9fff]", label) for label in labels)


@pytest.mark.parametrize("identifier", ALL)
def test_every_rule_has_a_source_a_date_and_a_certainty(identifier: str) -> None:
    template = find(identifier)
    policies = (template.listing, template.redaction, template.approvals, template.archive)
    for source in (*(item.source for item in template.requirements), *(policy.source for policy in policies)):
        assert source.text
        assert source.date


@pytest.mark.parametrize("identifier", ALL)
def test_nothing_is_sold_as_confirmed(identifier: str) -> None:
    template = find(identifier)
    assert template.verify_before_use
    assert template.confidence
    assert (assets.templates() / identifier / "README.md").is_file()


@pytest.mark.parametrize("identifier", ALL)
def test_the_sample_fills_the_template(identifier: str) -> None:
    template = find(identifier)
    rows = templates.checklist(template, sample(identifier))
    assert [(row.requirement, row.why) for row in rows if row.state is S.UNMET] == []


@pytest.mark.parametrize("identifier", ALL)
def test_the_sample_answers_only_what_is_asked(identifier: str) -> None:
    template, facts = find(identifier), sample(identifier)
    known = {requirement.id for requirement in template.requirements}
    for name, _ in (*facts.answers, *facts.justifications, *facts.rulings):
        assert name in known
    assert {name for name, _ in facts.facts} <= {fact.id for fact in template.facts} | {"category"}


@pytest.mark.parametrize("identifier", ALL)
def test_without_its_answers_the_sample_is_incomplete_and_says_where(identifier: str) -> None:
    rows = templates.checklist(find(identifier), FilingFacts())
    unmet = [row for row in rows if row.state is S.UNMET]
    assert len(unmet) > 5
    assert all(row.why.endswith(".") and row.where for row in unmet)


@pytest.mark.parametrize("identifier", ALL)
def test_the_head_is_that_of_the_whole(identifier: str) -> None:
    template = find(identifier)
    head = next(each for each in heads() if each.id == identifier)
    assert (head.version, head.status, head.jurisdiction, head.names) == (
        template.version, template.status.value, template.jurisdiction, template.names,
    )  # fmt: skip
    assert head.status_date == template.status_date


@pytest.mark.parametrize("identifier", ALL)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_explain_names_every_requirement_and_the_status(identifier: str, lang: str) -> None:
    template = find(identifier)
    text = templates.explain(template, lang)
    assert template.status.value in text
    for requirement in template.requirements:
        assert requirement.label.get(lang) in text


@pytest.mark.parametrize("identifier", ALL)
def test_explain_says_what_is_unclear_which_papers_there_are_and_by_when(identifier: str) -> None:
    template = find(identifier)
    text = templates.explain(template, "zh")
    told = [item.unclear.get("zh") for item in template.requirements if item.rule_unclear]
    told += [paper.title.get("zh") for paper in template.papers]
    told += [part for day in template.calendar for part in (day.label.get("zh"), day.date, day.note.get("zh"))]
    for each in told:
        assert each in text


@pytest.mark.parametrize("identifier", ALL)
def test_nothing_hangs_on_an_answer_that_a_decision_may_stand_in_for(identifier: str) -> None:
    template = find(identifier)
    holders = (*template.requirements, *template.papers, *template.modes)
    asked = {fact for holder in holders for fact in asked_facts(holder.condition)}
    assert not {f"field.{item.id}" for item in template.requirements if item.rule_unclear} & asked


def test_explain_puts_rules_on_pages_documents_and_deadlines_into_words() -> None:
    text = templates.explain(find("cn-cpcc-deposit"))
    assert "50 consecutive pages of the source stream, from the page that fifty_from names" in text
    assert "30 pages from the start of the document stream (document_material)" in text
    assert "whole where there are fewer than 60 pages" in text
    text = templates.explain(find("cn-mlps-filing"))
    assert "The document: sealed, 2 copies" in text
    assert "30 days after Table 3, grading: day from which the 30 days run [graded_on]" in text
    assert "Delivery: 2 copies" in text
    assert "sources stay in the house\n" in text


def test_chinese_regimes_speak_chinese_first() -> None:
    for identifier in (name for name in ALL if name.startswith("cn-")):
        assert find(identifier).languages == ("zh", "en"), identifier


def test_a_regime_that_is_not_in_force_has_a_banner() -> None:
    assert "SUSPENDED" in templates.banner(find("cn-cbrc-317"))
    assert find("cn-cbrc-317").status_date == "2015-04-13"
    assert templates.banner(find("cn-cpcc-deposit")) == ""
    assert find("escrow-deposit").status is Status.CONTRACTUAL


def test_cbrc_asks_of_a_router_with_cryptography_for_proof_and_certificate() -> None:
    template = find("cn-cbrc-317")
    found = states(template, FilingFacts(facts=ROUTER))
    for name in ("source_code", "ipr_certificate", "lawful_source_proof", "crypto_certificate", "risk_statement"):
        assert found[name] is S.UNMET, name
    either = states(template, FilingFacts(facts=ROUTER, documents=(("lawful_source_proof", 1),)))
    assert either["ipr_certificate"] is S.NOT_APPLICABLE
    assert either["lawful_source_proof"] is S.MET


def test_cbrc_asks_of_a_database_for_source_but_not_for_proof_of_intellectual_property() -> None:
    found = states(find("cn-cbrc-317"), FilingFacts(facts=DBMS))
    assert found["source_code"] is S.UNMET
    for name in ("ipr_certificate", "lawful_source_proof", "crypto_certificate", "management_ports", "ipr_voluntary"):
        assert found[name] is S.NOT_APPLICABLE, name
    given = states(find("cn-cbrc-317"), FilingFacts(facts=DBMS, documents=(("ipr_voluntary", 1),)))
    assert given["ipr_voluntary"] is S.MET


def test_cbrc_asks_for_a_tcm_where_there_is_a_trusted_module_and_for_the_banks_own_report() -> None:
    template = find("cn-cbrc-317")
    trusted = tuple((name, "yes" if name == "has_trusted_module" else value) for name, value in ROUTER)
    found = states(template, FilingFacts(facts=trusted, answers=(("filing_side", "bank"),)))
    assert (found["tcm_declaration"], found["bank_report"]) == (S.UNMET, S.UNMET)
    found = states(template, FilingFacts(facts=ROUTER))
    assert (found["tcm_declaration"], found["bank_report"]) == (S.NOT_APPLICABLE, S.NOT_APPLICABLE)


def test_cbrc_files_hardware_source_only_where_there_is_firmware() -> None:
    template = find("cn-cbrc-317")
    without = tuple((name, "no" if name == "has_firmware" else value) for name, value in ROUTER)
    assert states(template, FilingFacts(facts=without))["source_code"] is S.NOT_APPLICABLE
    assert states(template, FilingFacts(facts=ROUTER))["source_code"] is S.UNMET


def test_cbrc_marks_what_is_inferred() -> None:
    template = find("cn-cbrc-317")
    assert template.category_source.certainty is Certainty.INFERRED
    for policy in (template.redaction, template.listing, template.listing.page, template.archive):
        assert policy.source.certainty is Certainty.INFERRED
    assert template.redaction.allowed
    assert template.redaction.ceiling == ""
    assert (template.listing.mode, template.listing.volume_pages) == ("whole", 2000)
    assert (template.listing.page.paper, template.listing.page.lines_per_page) == ("A4", 50)


def test_cbrc_leaves_three_rules_to_a_persons_decision() -> None:
    unclear = {item.id for item in find("cn-cbrc-317").requirements if item.rule_unclear}
    assert unclear == {"filing_format", "test_certificate", "risk_evaluation_request"}
    found = states(find("cn-cbrc-317"), sample("cn-cbrc-317"))
    assert {found[name] for name in unclear} == {S.DECIDED}


def test_cpcc_deposits_thirty_and_thirty_pages_of_fifty_lines() -> None:
    template = find("cn-cpcc-deposit")
    listing = template.listing
    assert [(part.stream, part.origin, part.pages) for part in listing.segments] == [
        ("source", "start", 30), ("source", "end", 30), ("document", "start", 30), ("document", "end", 30),
    ]  # fmt: skip
    assert listing.whole_below_pages == 60
    page = listing.page
    assert (page.lines_per_page, page.min_lines, page.count) == (50, 50, "non_blank")
    assert (page.blank_lines.value, listing.strip) == ("keep", "strip")
    assert page.header_left.get("zh") == "{field.software_name} {field.software_version}"
    assert page.header_right.get("en") == "第{page}页 共{pages}页"
    assert not template.redaction.allowed
    assert not template.archive.sources
    assert listing.source.certainty is Certainty.SOURCE
    assert page.source.certainty is Certainty.SECONDARY


def test_cpcc_limits_the_main_functions_to_500_characters() -> None:
    functions = next(item for item in find("cn-cpcc-deposit").requirements if item.id == "functions")
    assert templates.check_answer(functions, "字" * 500) == []
    assert templates.check_answer(functions, "字" * 501)


def test_cpcc_asks_what_the_answers_switch_on() -> None:
    template = find("cn-cpcc-deposit")
    answers = {"work_kind": "revised", "publication": "published", "development": "joint", "acquisition": "assignment"}
    found = states(template, FilingFacts(answers=tuple(answers.items())))
    asked = {"revision_kind", "first_published_on", "ownership_agreement", "transfer_proof", "original_licence"}
    assert {found[name] for name in asked} == {S.UNMET}
    sampled = states(template, sample("cn-cpcc-deposit"))
    assert {sampled[name] for name in asked - {"first_published_on"}} == {S.NOT_APPLICABLE}


def test_cpcc_refuses_a_completion_date_in_the_future() -> None:
    facts = sample("cn-cpcc-deposit")
    assert states(find("cn-cpcc-deposit"), replace(facts, today="2024-11-29"))["completed_on"] is S.UNMET


def test_escrow_takes_everything_and_hides_nothing() -> None:
    template = find("escrow-deposit")
    assert (template.listing.mode, template.redaction.allowed, template.archive.sources) == ("none", False, True)
    assert states(template, replace(sample("escrow-deposit"), redactions=1))["redaction_rule"] is S.UNMET
    omitted = states(template, sample("escrow-deposit"))["maintenance_tools"]
    assert omitted is S.OMITTED


def test_escrow_asks_all_of_exhibit_q() -> None:
    questionnaire = next(item for item in find("escrow-deposit").requirements if item.id == "questionnaire")
    assert questionnaire.kind is RequirementKind.QUESTIONS
    assert questionnaire.level is Level.REQUIRED
    partial = json.dumps({"function": "x"})
    assert len(templates.check_answer(questionnaire, partial)) == len(questionnaire.questions) - 1


def test_a_deadline_that_is_no_date_is_said_and_never_rolled_on() -> None:
    template = find("cn-miit-self-assessment")
    due = next(item for item in template.requirements if item.id == "due_on")
    assert due.rule_unclear
    assert "31 September 2018" in due.unclear.get("en")
    assert templates.check_answer(due, "2018-09-31")
    assert not templates.check_answer(due, "2018-09-30")
    assert [each.date for each in template.calendar] == ["", ""]
    assert "31 September 2018" in template.calendar[0].note.get("en")
    assert "2018-10-01" not in template.text.decode()


def test_mlps_asks_for_seven_more_materials_from_level_three_on() -> None:
    template = find("cn-mlps-filing")
    materials = ("topology", "management_system", "protection_plan", "security_products", "assessment_report",
                 "expert_opinion", "approval_opinion")  # fmt: skip
    for level, state in (("level2", S.NOT_APPLICABLE), ("level3", S.UNMET), ("level5", S.UNMET)):
        found = states(template, FilingFacts(facts=(("mlps_level", level),)))
        assert {found[name] for name in materials} == {state}, level
        assert found["filing_form_sealed"] is S.UNMET
    graded = FilingFacts(facts=(("mlps_level", "level2"),), answers=(("grade_service", "level3"),))
    assert {states(template, graded)[name] for name in materials} == {S.UNMET}, "the higher of the two levels counts"
    form = next(item for item in template.requirements if item.id == "filing_form_sealed")
    assert form.document is not None
    assert (form.document.seal, form.document.copies, template.delivery.copies) == (True, 2, 2)


def test_the_data_screen_asks_after_all_seven_classes_and_for_grounds_where_one_leaves() -> None:
    template = find("screen-data-export")
    names = [item.id for item in template.requirements if item.id.startswith("export_pfi_")]
    assert len(names) == 8
    facts = FilingFacts(facts=(("leaves_china", "yes"),), answers=(("export_pfi_credit", "present"),))
    assert states(template, facts)["export_pfi_ground"] is S.UNMET
    stays = replace(facts, facts=(("leaves_china", "no"),))
    assert states(template, stays)["export_pfi_ground"] is S.NOT_APPLICABLE


@pytest.mark.parametrize("identifier", [name for name in ALL if name.startswith("cn-")])
def test_what_is_a_draft_or_unpublished_is_left_to_a_person(identifier: str) -> None:
    template = find(identifier)
    unclear = [item for item in template.requirements if item.rule_unclear]
    assert unclear
    assert all(item.unclear.get("en") and item.unclear.get("zh") for item in unclear)
    counselled = any(paper.kind is PaperKind.COUNSEL for paper in template.papers)
    assert counselled


@pytest.mark.parametrize("identifier", [name for name in ALL if name.startswith(("cn-", "screen-"))])
def test_every_answer_stands_on_a_form_or_a_declaration(identifier: str) -> None:
    template = find(identifier)
    papers = [paper for paper in template.papers if paper.kind in {PaperKind.FORM, PaperKind.DECLARATION}]
    named = {name for paper in papers for name in paper.requirements}
    asked = {item.id for item in template.requirements if item.kind in FIELD_KINDS}
    assert asked <= named or any(paper.kind is PaperKind.FORM and not paper.requirements for paper in papers)


def test_no_template_names_a_machine_or_a_shortcut() -> None:
    for identifier in ALL:
        for path in sorted((assets.templates() / identifier).iterdir()):
            text = path.read_text(encoding="utf-8")
            assert "/root" not in text
            assert "TODO" not in text
