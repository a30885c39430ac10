"""Screens put to a filing: asked with it, signed with its round, in its package; taken off, and nothing is lost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from codebinder import templates
from codebinder.errors import Faults, UserError
from codebinder.model.checklist import RequirementState
from codebinder.model.filing import Filing
from codebinder.verify.package import verify_package
from codebinder.workflow import attachments, filings, packetread, packets, refitting, screens, state, undoing
from codebinder.workflow.undoing import Done
from helpers.small_template import HEAD, SOURCE
from helpers.workflows import ENGINEER, LEGAL, QUIET, TOKEN, Room

CODE = {b"a.c": b"int a;\n", b"k.c": b'char *t = "' + TOKEN + b'";\n'}


def screen(identifier: str = "screen-x", *, prefix: str = "sx", more: str = "", listing: str = "none") -> str:
    head = HEAD.replace("id: small", f"id: {identifier}").replace("schema: 1\n", "schema: 1\nkind: screen\n")
    return f"""{head}facts:
  - {{id: exports_data, question: {{en: Does it export data?}}, switches: {{en: a question}}}}
requirements:
  - {{id: {prefix}_held, kind: enum, level: required, label: {{en: Is any held?}}, {SOURCE},
     choices: [{{value: some, label: {{en: some}}}}, {{value: nothing, label: {{en: nothing}}}}]}}
  - {{id: {prefix}_list, kind: document, level: optional, label: {{en: The list}}, {SOURCE}}}
{more}listing: {{mode: {listing}}}
redaction: {{allowed: no, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, {SOURCE}}}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "screen.yaml"
    file.write_text(screen(), encoding="utf-8")
    return file


@pytest.fixture
def done(room: Room) -> list[Done]:
    held: list[Done] = []
    undoing.follow(room.session, held.append)
    return held


def now(room: Room) -> Filing:
    return filings.resolve(room.session, "f")


def standing(room: Room, name: str) -> RequirementState:
    return next(row.state for row in filings.checklist(room.session, room.filing) if row.requirement == name)


def test_a_screen_is_asked_answered_signed_and_packed_and_another_answer_voids_its_round(
    room: Room, path: Path
) -> None:
    room.source(CODE)
    room.scan()
    room.redact()
    room.submit()
    room.decide()
    room.sign()
    made = screens.attach(room.session, room.filing, str(path))
    assert made.voided == 1
    assert room.state() == "void"
    assert [each.params["name"] for each in state.changes(room.session, now(room)) if "template" in each.id] == [""]
    assert standing(room, "sx_held") is RequirementState.UNMET
    filings.set_fields(room.session, now(room), {"sx_held": "nothing"}, facts_of_product={"exports_data": "no"})
    assert standing(room, "sx_held") is RequirementState.MET
    room.filing = now(room)
    room.submit()
    packet = room.folder / "round.packet"
    packets.export(room.session, room.filing, out=packet, to=[LEGAL], key=ENGINEER, **QUIET)
    with packetread.open_packet(room.environment, packet, key=LEGAL, **QUIET) as reader:
        assert reader.trusted.template == now(room).template_text
    room.decide()
    room.sign()
    archive = room.build()
    with zipfile.ZipFile(archive) as held:
        content = {name.partition("/")[2]: held.read(name) for name in held.namelist()}
    packed = content["papers/template.yaml"]
    read = templates.load(packed, name="template.yaml")
    assert [each.id for each in read.attached] == ["screen-x"]
    assert packed.endswith(path.read_bytes())
    assert read.digest == now(room).template_digest
    assert b"sx_held" in content["papers/form.json"]
    report = verify_package(archive, level="full", **QUIET)
    assert report.exit_code == 0, report.faults
    filings.set_fields(room.session, now(room), {"sx_held": "some"})
    assert room.state() == "void"


def test_what_was_answered_is_kept_aside_with_the_screen_and_comes_back_with_it(
    room: Room, path: Path, tmp_path: Path
) -> None:
    screens.attach(room.session, room.filing, str(path))
    filings.set_fields(room.session, room.filing, {"sx_held": "some", "purpose": "routes"})
    (tmp_path / "list.txt").write_text("a list\n")
    attachments.add_document(
        room.session, room.filing, requirement="sx_list", path=tmp_path / "list.txt", cancel=QUIET["cancel"]
    )
    gone = screens.detach(room.session, room.filing, "screen-x")
    assert {each.kind for each in gone.fittings if each.fate is refitting.Fate.ASIDE} == {"answer", "document"}
    assert now(room).template_text == room.template.read_bytes()
    assert session_answers(room) == {"purpose": "routes"}
    assert filings.components(room.session, room.filing) == ()
    kept = refitting.asides(room.session, room.filing)
    assert {(each.kind, each.requirement) for each in kept} == {("answer", "sx_held"), ("document", "sx_list")}
    screens.attach(room.session, room.filing, str(path))
    assert session_answers(room) == {"purpose": "routes", "sx_held": "some"}
    assert [each.requirement for each in filings.components(room.session, room.filing)] == ["sx_list"]
    assert refitting.asides(room.session, room.filing) == ()


def session_answers(room: Room) -> dict[str, str]:
    return room.session.book.filings.answers("f")


def test_attaching_and_taking_off_are_undone_and_done_again(room: Room, path: Path, done: list[Done]) -> None:
    before = now(room)
    screens.attach(room.session, room.filing, str(path))
    filings.set_fields(room.session, room.filing, {"sx_held": "some"})
    after = now(room)
    screens.detach(room.session, room.filing, "screen-x")
    undoing.back(room.session, done.pop())
    assert (now(room), session_answers(room)) == (after, {"sx_held": "some"})
    assert refitting.asides(room.session, room.filing) == ()
    undoing.back(room.session, done.pop())
    again = undoing.back(room.session, done.pop())
    assert now(room) == before
    undoing.forth(room.session, again)
    assert [each.id for each in screens.attached(room.session, room.filing)] == ["screen-x"]


def test_a_clash_is_refused_in_words_and_changes_nothing(room: Room, path: Path) -> None:
    screens.attach(room.session, room.filing, str(path))
    before = now(room)
    path.write_text(screen("screen-y"), encoding="utf-8")
    with pytest.raises(Faults) as refused:
        screens.attach(room.session, room.filing, str(path))
    assert any("sx_held" in each and "screen-x" in each for each in refused.value.faults)
    path.write_text(screen(), encoding="utf-8")
    with pytest.raises(Faults, match="Screens cannot be put"):
        screens.attach(room.session, room.filing, str(path))
    with pytest.raises(Faults, match="Screens cannot be put"):
        screens.attach(room.session, room.filing, str(room.template))
    assert now(room) == before


def test_a_screen_is_no_filing_of_its_own(room: Room, path: Path) -> None:
    with pytest.raises(UserError, match="is no filing of its own"):
        filings.add_filing(room.session, product="gw", template=str(path))
    with pytest.raises(UserError, match="no screen"):
        screens.detach(room.session, room.filing, "screen-x")


def test_a_filing_begun_from_another_takes_its_screens_and_their_answers_along(room: Room, path: Path) -> None:
    screens.attach(room.session, room.filing, str(path))
    filings.set_fields(room.session, room.filing, {"sx_held": "some"})
    second = filings.add_filing(room.session, product="gw", template=str(room.template), from_filing="f", slug="g")
    assert [each.id for each in screens.attached(room.session, second)] == ["screen-x"]
    assert room.session.book.filings.answers("g") == {"sx_held": "some"}


def test_of_approvals_the_stricter_holds(room: Room, tmp_path: Path) -> None:
    two = tmp_path / "two.yaml"
    two.write_text(screen("screen-two", prefix="st").replace("count: 1", "count: 2"), encoding="utf-8")
    screens.attach(room.session, room.filing, str(two))
    assert filings.template(room.session, now(room)).approvals.count == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (screen(listing="whole"), "prints no listing"),
        (screen(more=f"  - {{id: other, kind: text, level: optional, label: {{en: O}}, {SOURCE}}}\n"), "begin alike"),
        (screen().replace("facts:", "categories:\n  - {code: A, label: {en: A}}\nfacts:"), 'has no "categories"'),
    ],
    ids=["listing", "prefix", "categories"],
)
def test_what_makes_no_screen_is_a_fault_with_its_line(text: str, sentence: str) -> None:
    _, faults = templates.examine(text.encode(), "screen.yaml")
    assert [each for each in faults if sentence in each.text and each.line > 1], faults
