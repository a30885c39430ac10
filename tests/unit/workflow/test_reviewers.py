"""Rounds that name their reviewers, what a round brings against the one before, and rolling production."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from codebinder import review
from codebinder.errors import Problems, UserError
from codebinder.model.review import Role, ShownHow, SignedType, Verdict
from codebinder.workflow import audit, building, deciding, filings, packetread, packets, people, reviewing, state
from codebinder.workflow.deciding import Reached
from helpers.small_template import SOURCE
from helpers.workflows import ENGINEER, LEGAL, QUIET, SECOND, TEMPLATE, TOKEN, Room

CODE = b'int a;\nchar *t = "' + TOKEN + b'";\nint b;\n'


def begun(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.c": b"int c;\nint d;\n"})
    room.scan()
    room.redact()
    room.hide(b"b.c", 1, 1)


def asked(room: Room, *names: str) -> None:
    reviewing.submit(room.session, room.filing, key=ENGINEER, reviewers=names, **QUIET)


def reached(room: Room) -> dict[str, Reached]:
    return {each.key.name: each.state for each in reviewing.reviewers(room.session, room.filing)}


def test_a_round_waits_for_everybody_whom_it_names(room: Room) -> None:
    begun(room)
    asked(room, LEGAL, SECOND)
    assert reached(room) == {LEGAL: Reached.WAITING, SECOND: Reached.WAITING}
    room.decide()
    room.sign()
    assert (room.state(), reached(room)) == ("open", {LEGAL: Reached.SIGNED, SECOND: Reached.WAITING})
    with pytest.raises(Problems, match="not approved yet"):
        room.build()
    reviewing.answer(room.session, room.filing, key=SECOND)
    assert (room.state(), reached(room)[SECOND]) == ("signed", Reached.ANSWERED)
    names = zipfile.ZipFile(room.build()).namelist()
    assert any(name.endswith("proof/approvals/answer-1.msg") for name in names)


def test_the_keeper_releases_a_reviewer_with_a_reason_and_nobody_else_does(room: Room) -> None:
    begun(room)
    asked(room, LEGAL, SECOND)
    room.decide()
    room.sign()
    with pytest.raises(UserError, match="keeper"):
        reviewing.excuse(room.session, room.filing, reviewer=SECOND, reason="ill", key=LEGAL)
    with pytest.raises(UserError, match="for a reason"):
        reviewing.excuse(room.session, room.filing, reviewer=SECOND, reason=" ", key=ENGINEER)
    reviewing.excuse(room.session, room.filing, reviewer=SECOND, reason="ill", key=ENGINEER)
    assert (room.state(), reached(room)[SECOND]) == ("signed", Reached.EXCUSED)
    names = zipfile.ZipFile(room.build()).namelist()
    assert any(name.endswith("proof/approvals/excusal-1.msg") for name in names)


def test_whoever_could_not_approve_is_not_asked(room: Room) -> None:
    begun(room)
    with pytest.raises(UserError, match="role legal"):
        asked(room, ENGINEER)
    with pytest.raises(UserError, match="Nobody on the roster"):
        asked(room, "nobody")
    assert reviewing.rounds(room.session, room.filing) == ()


def test_whom_a_round_waits_for_can_not_be_changed_in_the_workbook(room: Room) -> None:
    begun(room)
    asked(room, LEGAL, SECOND)
    room.decide()
    room.sign()
    with room.session.book.transaction("test"):
        room.session.book._store.write("UPDATE rounds SET reviewers = '[]'")  # pyright: ignore[reportPrivateUsage]
    status = state.status(room.session, room.filing)
    assert status is not None
    assert "other reviewers" in status.refused[0]
    assert room.state() == "open"


def test_a_rejection_and_a_condition_hold_up_the_signature_and_say_so(room: Room) -> None:
    begun(room)
    room.submit()
    room.decide("R-1", "R-2")
    reviewing.decide(room.session, room.filing, ids=["R-1"], verdict=Verdict.APPROVE_IF, comment="name it", key=LEGAL)
    with pytest.raises(Problems) as refused:
        room.sign()
    assert refused.value.problems == ("R-1: approved only on a condition that nobody has signed to be met",)
    assert reviewing.fulfil(room.session, room.filing, ids=["R-1"], note="named", key=ENGINEER) == 1
    assert reviewing.signing(room.session, room.filing).conditions == 1
    room.sign()
    assert room.state() == "signed"


def test_reviewers_who_disagree_are_shown_with_both_sides_and_the_keeper_settles_it(room: Room) -> None:
    begun(room)
    room.submit()
    room.decide()
    room.decide("R-2", verdict=Verdict.REJECT, key=SECOND)
    (disputed,) = (view.judgement for view in reviewing.subjects(room.session, room.filing)
                   if view.judgement and view.judgement.conflict)  # fmt: skip
    assert {each.verdict for each in disputed.decisions} == {Verdict.APPROVE, Verdict.REJECT}
    # The keeper proposed this one: she can't settle it, and legal does where the template says so.
    with pytest.raises(UserError, match="her own proposal"):
        reviewing.settle(room.session, room.filing, id="R-2", verdict=Verdict.APPROVE, comment="fine", key=ENGINEER)


def test_the_template_may_name_another_arbiter(tmp_path: Path) -> None:
    text = TEMPLATE.replace("role: legal, ", "role: legal, arbiter: legal, ")
    room = Room(tmp_path, template=text)
    people.create_key(room.environment, "third", role=Role.LEGAL)
    people.trust(room.session, "third", key=ENGINEER)
    begun(room)
    room.submit()
    room.decide()
    room.decide("R-2", verdict=Verdict.REJECT, key=SECOND)
    with pytest.raises(UserError, match="role legal"):
        reviewing.settle(room.session, room.filing, id="R-2", verdict=Verdict.APPROVE, comment="fine", key=ENGINEER)
    with pytest.raises(UserError, match="a party to"):
        reviewing.settle(room.session, room.filing, id="R-2", verdict=Verdict.APPROVE, comment="fine", key=LEGAL)
    reviewing.settle(room.session, room.filing, id="R-2", verdict=Verdict.APPROVE, comment="fine", key="third")
    room.sign()
    assert room.state() == "signed"
    room.session.close()


def test_taking_back_a_verdict_leaves_what_it_was_about_undecided(room: Room) -> None:
    begun(room)
    room.submit()
    room.decide()
    with pytest.raises(UserError, match="decided none"):
        reviewing.withdraw(room.session, room.filing, ids=["R-1"], key=SECOND)
    assert reviewing.withdraw(room.session, room.filing, ids=["R-1"], key=LEGAL) == 1
    assert [view.decision is None for view in reviewing.subjects(room.session, room.filing)] == [True, False]


def test_what_was_before_her_is_kept_and_never_leaves(room: Room) -> None:
    begun(room)
    room.submit()
    reviewing.decide(room.session, room.filing, ids=["R-1", "R-2"], verdict=Verdict.APPROVE, key=LEGAL,
                     shown={"R-1": ShownHow.WHOLE})  # fmt: skip
    shown = {each.subject.id: (each.shown, each.together) for each in reviewing.decisions(room.session, room.filing)}
    assert shown == {"R-1": (ShownHow.WHOLE, 1), "R-2": (ShownHow.BULK, 1)}
    assert reviewing.signing(room.session, room.filing).not_shown == 1
    room.sign()
    with zipfile.ZipFile(room.build()) as archive:
        assert not any(b'"shown":"whole"' in archive.read(name) for name in archive.namelist())


def test_a_second_round_says_what_is_new_changed_and_as_approved(room: Room) -> None:
    begun(room)
    room.hide(b"a.c", 1, 1)
    room.submit()
    room.decide("R-1", "R-3")
    room.decide("R-2", verdict=Verdict.REJECT)
    room.withdraw("R-2")
    room.hide(b"b.c", 2, 2)
    assert [str(each.id) for each in reviewing.changes(room.session, room.filing)] == [
        "round.subject-gone", "round.subject-new",
    ]  # fmt: skip
    room.submit()
    found = reviewing.delta(room.session, room.filing)
    assert found is not None
    assert (found.before, found.new, found.changed, found.approved, found.gone) == (1, 1, 0, 2, 1)
    assert found.new_ids == ("R-4",)
    assert found.files_changed >= 1
    since = {view.subject.id: view.since for view in reviewing.subjects(room.session, room.filing)}
    assert since == {"R-1": "same", "R-3": "same", "R-4": "new"}
    assert reviewing.changes(room.session, room.filing) == ()


def test_every_change_that_voids_a_round_is_named(room: Room) -> None:
    begun(room)
    room.submit()
    filings.set_fields(room.session, room.filing, {"purpose": "Routing", "recipient": "Somebody"})
    room.move({b"c.c": b"int e;\n"})
    names = {(each.id, each.params.get("name", "")) for each in reviewing.changes(room.session, room.filing)}
    assert ("round.answer-new", "purpose") in names
    assert ("round.recipient-changed", "") in names
    assert ("round.component-changed", "src") in names
    assert room.state() == "void"


def test_a_rolling_production_covers_single_components_and_says_so(tmp_path: Path) -> None:
    manual = f"  - {{id: manual, kind: document, level: optional, label: {{en: Manual}}, {SOURCE}}}\n"
    room = Room(tmp_path, template=TEMPLATE.replace(manual, manual.replace("optional", "required")))
    begun(room)
    room.source({b"z.c": b"int z;\nint later;\n"}, slug="more")
    with pytest.raises(UserError, match="no component"):
        reviewing.submit(room.session, room.filing, key=ENGINEER, scope=["nothing"], **QUIET)
    # The other component has not even been scanned, and the manual is missing: neither is part of this production.
    row = reviewing.submit(room.session, room.filing, key=ENGINEER, scope=["src"], **QUIET)
    assert row.scope == ("src",)
    room.decide()
    room.sign()
    archive = room.build()
    assert archive.parent.name == "f-part-1"
    with zipfile.ZipFile(archive) as package:
        names = package.namelist()
        papers = package.read("f-part-1/papers/form.json")
    assert any("/data/source/src/" in name for name in names)
    assert not any("more" in name for name in names)
    assert b"covers only these components: src" in papers
    room.scan()
    row = reviewing.submit(room.session, room.filing, key=ENGINEER, scope=["more"], **QUIET)
    assert row.files
    ids = [view.subject.id for view in reviewing.subjects(room.session, room.filing)]
    assert ids == ["R-1"], "approved already; the place in the other component is not part of this"
    room.sign()
    with zipfile.ZipFile(room.build()) as package:
        assert not any("/data/source/src/" in name for name in package.namelist())
    room.session.close()


def test_what_another_production_hides_is_in_none_of_them(room: Room) -> None:
    begun(room)
    room.hide(b"b.c", 2, 2)
    room.source({b"z.c": CODE}, slug="more")
    room.scan()
    row = reviewing.submit(room.session, room.filing, key=ENGINEER, scope=["more"], **QUIET)
    assert row.scope == ("more",)
    ids = [view.subject.id for view in reviewing.subjects(room.session, room.filing)]
    assert ids == ["R-1"], "a value hidden everywhere is part of every production"
    room.decide()
    room.sign()
    with zipfile.ZipFile(room.build()) as package:
        assert not any(TOKEN in package.read(name) for name in package.namelist())


def test_every_signed_object_of_a_round_names_the_head_of_the_audit_chain(room: Room) -> None:
    begun(room)
    asked(room, LEGAL, SECOND)
    room.decide()
    reviewing.answer(room.session, room.filing, key=SECOND)
    room.sign()
    building.build(room.session, room.filing, out=room.out, key=ENGINEER, draft=False, **QUIET)
    seen = {each.type for each in room.session.book.reviews.objects() if b'"audit_head":[' in each.stored}
    assert seen >= {SignedType.SUBMISSION, SignedType.BULK, SignedType.ANSWER, SignedType.APPROVAL, SignedType.SEAL}


def test_a_round_waits_for_whoever_was_sent_a_packet_of_it(room: Room) -> None:
    begun(room)
    room.submit()
    packets.export(room.session, room.filing, out=room.folder / "p", to=[LEGAL, SECOND], key=ENGINEER, **QUIET)
    room.decide()
    room.sign()
    assert (room.state(), reached(room)[SECOND]) == ("open", Reached.WAITING)
    with pytest.raises(Problems) as refused:
        room.build()
    assert refused.value.problems == ("Person zhao (zhao) was asked, and has not answered",)
    reviewing.excuse(room.session, room.filing, reviewer=SECOND, reason="ill", key=ENGINEER)
    assert room.state() == "signed"
    room.build()


def test_whoever_signs_is_told_what_nobody_could_search_in_the_workbook_and_in_a_packet(room: Room) -> None:
    begun(room)
    row = room.submit()
    assert row.unsearched, "the place of one short line is checked where it stands only"
    assert reviewing.signing(room.session, room.filing).unsearched == row.unsearched
    packets.export(room.session, room.filing, out=room.folder / "p", to=[LEGAL], key=ENGINEER, **QUIET)
    with packetread.open_packet(room.environment, room.folder / "p", key=LEGAL, **QUIET) as reader:
        assert reader.info.unsearched == row.unsearched
    box = room.session.book.reviews.sealed_unsearched("f", 1)
    assert not any(each.encode() in box for each in row.unsearched)


def test_whom_a_packet_asked_is_waited_for_though_its_sender_takes_the_packet_back(room: Room) -> None:
    begun(room)
    row = room.submit()
    packets.export(room.session, room.filing, out=room.folder / "p", to=[LEGAL, SECOND], key=ENGINEER, **QUIET)
    (packet,) = room.session.book.reviews.objects(type=SignedType.PACKET)
    place = deciding.place_in(room.session, room.filing, packet.signer, row)
    taken = review.withdraw(packet, place=place, signer=room.vault.signer(ENGINEER))
    with room.session.book.transaction("review withdraw", actor=packet.signer, subject=room.filing.slug, detail={}):
        deciding.keep(room.session, room.filing, taken, place)
    room.decide()
    room.sign()
    assert (room.state(), reached(room)[SECOND]) == ("open", Reached.WAITING)


def test_a_row_that_names_another_proposer_lets_nobody_approve_her_own(room: Room) -> None:
    begun(room)
    room.hide(b"b.c", 2, 2, key=LEGAL)
    assert audit.faults(room.session) == ()
    theirs = room.session.member(ENGINEER).fingerprint
    with room.session.book.transaction("test"):
        store = room.session.book._store  # pyright: ignore[reportPrivateUsage]
        store.write("UPDATE redactions SET proposer = ? WHERE id = 3", (theirs,))
    (fault,) = audit.faults(room.session)
    assert fault.startswith(f"1 redactions or keeps name key {theirs[:16]} as their proposer")
    with pytest.raises(UserError, match="did not propose"):
        room.submit()
