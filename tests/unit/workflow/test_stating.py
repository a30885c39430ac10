"""What people state and settle: attributes of documents, rulings with who and when, the one of a group, drafts."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from codebinder.errors import Faults, Problems
from codebinder.model.checklist import RequirementState
from codebinder.workflow import attachments, counselling, filings, inputs, questioning, stating
from helpers.small_template import HEAD, SOURCE
from helpers.workflows import QUIET, Room

TEMPLATE = f"""{HEAD}facts:
  - {{id: uses_crypto, question: {{en: Crypto?}}}}
groups: [{{id: proof, label: {{en: Proof}}}}]
requirements:
  - {{id: code, kind: source, level: required, label: {{en: Source}}, {SOURCE}}}
  - {{id: kbis, kind: document, level: required, label: {{en: Extract}}, {SOURCE},
      document: {{min_pages: 2, seal: yes, valid_days: 92}}}}
  - {{id: scan, kind: document, level: omittable, label: {{en: Scan}}, {SOURCE}}}
  - {{id: letter, kind: document, level: required, one_of: proof, label: {{en: Letter}}, {SOURCE}}}
  - {{id: number, kind: text, level: required, one_of: proof, label: {{en: Number}}, {SOURCE}}}
  - {{id: seal, kind: text, level: required, rule_unclear: yes, unclear: {{en: One page asks for it.}},
      label: {{en: Seal}}, {SOURCE}}}
  - {{id: done, kind: date, level: required, label: {{en: Done}}, {SOURCE}}}
  - {{id: asked, kind: questions, level: required, label: {{en: Asked}}, {SOURCE}, sets: [
      {{revision: r1, questions: [{{id: a, text: {{en: A}}}}]}},
      {{revision: r2, questions: [{{id: a, text: {{en: A}}}}, {{id: b, text: {{en: B}},
        when: {{fact: uses_crypto, is: yes}}}}]}}]}}
calendar: [{{label: {{en: File}}, days: 30, after: done, {SOURCE}}}]
listing: {{mode: none}}
redaction: {{allowed: no, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, whole: yes, {SOURCE}}}
"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path, template=TEMPLATE)
    yield made
    made.session.close()


def pdf(path: Path, pages: int) -> Path:
    import pikepdf

    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    data = io.BytesIO()
    made.save(data)
    path.write_bytes(data.getvalue())
    return path


def state(room: Room, name: str) -> RequirementState:
    rows = filings.checklist(room.session, room.filing)
    return next(row.state for row in rows if row.requirement == name)


def why(room: Room, name: str) -> str:
    rows = filings.checklist(room.session, room.filing)
    return next(row.why for row in rows if row.requirement == name)


def test_the_pages_of_a_pdf_are_counted_and_the_rest_is_stated(room: Room) -> None:
    part = attachments.add_document(
        room.session, room.filing, requirement="kbis", path=pdf(room.folder / "k.pdf", 3),
        stated={"issued_on": "1 November 2026"}, cancel=QUIET["cancel"],
    )  # fmt: skip
    assert dict(part.stated)["pages"] == "3"
    assert dict(part.stated)["issued_on"] == "2026-11-01"
    assert "seal" in why(room, "kbis")
    before = inputs.of(room.session, room.filing).tag
    stating.state(room.session, room.filing, part.slug, {"sealed": "yes"})
    assert "seal" not in why(room, "kbis")
    assert inputs.of(room.session, room.filing).tag != before
    wrong = {"pages": "9", "sealed": "perhaps", "issued_on": "31 September 2026", "copies": "0", "colour": "red"}
    with pytest.raises(Faults) as caught:
        stating.state(room.session, room.filing, part.slug, wrong)
    assert len(caught.value.faults) == 5
    assert "September 2026 has 30 days" in " ".join(caught.value.faults)


def test_a_document_past_its_validity_names_the_day(room: Room) -> None:
    attachments.add_document(
        room.session, room.filing, requirement="kbis", path=pdf(room.folder / "k.pdf", 2),
        stated={"issued_on": "2001-01-01", "sealed": "yes"}, cancel=QUIET["cancel"],
    )  # fmt: skip
    assert state(room, "kbis") is RequirementState.UNMET
    assert "until 2001-04-03" in why(room, "kbis")


def test_a_ruling_keeps_who_and_when_and_counsel_sees_it(room: Room) -> None:
    filings.set_fields(room.session, room.filing, {}, rulings={"seal": "Not asked for."}, by="Wei  Chen")
    filings.set_fields(room.session, room.filing, {}, justifications={"scan": "No scanner."}, by="Li")
    rows = {row.requirement: row for row in counselling.counsel(room.session, room.filing)}
    assert (rows["seal"].by, rows["seal"].why, rows["scan"].by) == ("Wei Chen", "Not asked for.", "Li")
    assert rows["seal"].at == room.environment.stamp()
    assert "One page asks for it." in rows["seal"].sources
    filings.set_fields(room.session, room.filing, {}, rulings={"seal": ""})
    rows = {row.requirement: row for row in counselling.counsel(room.session, room.filing)}
    assert (rows["seal"].by, rows["seal"].why) == ("", "Nobody has decided it yet.")
    assert "seal" in counselling.decidable(room.session, room.filing)


def test_the_one_of_a_group_is_chosen_by_name(room: Room) -> None:
    filings.set_fields(room.session, room.filing, {"number": "12"})
    assert state(room, "letter") is RequirementState.NOT_APPLICABLE
    filings.set_fields(room.session, room.filing, {"proof": "letter"})
    assert state(room, "letter") is RequirementState.UNMET
    assert state(room, "number") is RequirementState.NOT_APPLICABLE
    with pytest.raises(Faults, match="not one of letter, number"):
        filings.set_fields(room.session, room.filing, {"proof": "lettre"})


def test_dates_are_kept_as_iso_and_deadlines_count_from_them(room: Room) -> None:
    filings.set_fields(room.session, room.filing, {"done": "2026年9月30日"})
    assert filings.answers(room.session, room.filing)["done"] == "2026-09-30"
    (due,) = counselling.deadlines(room.session, room.filing)
    assert due.day == "2026-10-30"
    with pytest.raises(Faults, match="September 2026 has 30 days"):
        filings.set_fields(room.session, room.filing, {"done": "31 September 2026"})


def test_questions_are_answered_one_by_one_and_switched(room: Room) -> None:
    filings.set_fields(room.session, room.filing, {"asked": '{"a": "one"}'})
    held = filings.answers(room.session, room.filing)["asked"]
    assert json.loads(held) == {"revision": "r2", "a": "one"}
    requirement = next(each for each in filings.template(room.session, room.filing).requirements if each.id == "asked")
    assert questioning.asked(room.session, room.filing, requirement) == {"a"}
    text, lost = questioning.switched(requirement, held, "r1")
    assert json.loads(text) == {"revision": "r1", "a": "one"}
    assert lost == ()


def test_a_draft_of_answers_is_judged_without_being_kept(room: Room) -> None:
    rows = {row.requirement: row for row in counselling.drafted(room.session, room.filing, {"done": "30.9.2026"})}
    assert rows["done"].state is RequirementState.MET
    assert "done" not in filings.answers(room.session, room.filing)


def test_what_leaves_whole_is_not_submitted_with_files_picked(room: Room) -> None:
    room.source({b"a.c": b"int a;\n", b"b.c": b"int b;\n"}, exclude=("b.c",))
    room.scan()
    with pytest.raises(Problems, match="leaves as it is"):
        room.submit()
