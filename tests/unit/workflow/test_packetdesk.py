"""Deciding and signing in a packet: what she signs is on her disk, follows her own chain, and no packet moves that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from codebinder import review
from codebinder.errors import Problems, UserError
from codebinder.model.review import ShownHow, SignedType, Verdict
from helpers.reviewers import QUIET, Packet, Reviewer
from helpers.workflows import Room

FILES = {b"a.c": b"one\ntwo\nthree\nfour\nfive\nsix\n"}


@pytest.fixture
def her(room: Room, tmp_path: Path) -> Reviewer:
    return Reviewer(room, tmp_path, "wang")


@pytest.fixture
def packet(room: Room, her: Reviewer) -> Packet:  # she is on the roster before
    room.source(FILES)
    room.scan()
    for line in (1, 3, 5):
        room.hide(b"a.c", line, line)
    room.submit()
    return Packet(room)


def verdicts(her: Reviewer, packet: Packet) -> list[Verdict | None]:
    with her.desk(packet) as desk:
        return [each.judgement.verdict if each.judgement else None for each in desk.subjects()]


def test_a_decision_is_there_when_the_packet_is_opened_again(her: Reviewer, packet: Packet) -> None:
    first, second, third = packet.ids
    with her.desk(packet) as desk:
        desk.decide(ids=[first], verdict=Verdict.APPROVE, key="wang", shown=ShownHow.WHOLE)
        desk.decide(ids=[second], verdict=Verdict.REJECT, comment="this is public", key="wang")
    with her.desk(packet) as desk:
        rows = {each.subject.id: each for each in desk.subjects()}
    assert rows[first].judgement.verdict is Verdict.APPROVE
    assert rows[first].decision.shown is ShownHow.WHOLE
    assert rows[second].decision.comment == "this is public"
    assert rows[third].judgement.verdict is None


def test_several_at_once_are_one_signed_object(her: Reviewer, packet: Packet) -> None:
    with her.desk(packet) as desk:
        done = desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        objects = desk.own("wang")
    assert [each.subject.id for each in done] == packet.ids
    assert [each.type for each in objects] == [SignedType.BULK]
    assert verdicts(her, packet) == [Verdict.APPROVE] * 3


def test_everything_means_what_she_has_not_decided(her: Reviewer, packet: Packet) -> None:
    first, *rest = packet.ids
    with her.desk(packet) as desk:
        desk.decide(ids=[first], verdict=Verdict.REJECT, comment="no", key="wang")
        done = desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
    assert [each.subject.id for each in done] == rest


def test_a_rejection_without_a_reason_is_refused_and_nothing_is_kept(her: Reviewer, packet: Packet) -> None:
    with her.desk(packet) as desk:
        with pytest.raises(UserError, match="says why"):
            desk.decide(ids=packet.ids[:1], verdict=Verdict.REJECT, key="wang")
        assert desk.own("wang") == ()


def test_what_she_withdraws_of_a_bulk_counts_no_more_and_the_rest_does(her: Reviewer, packet: Packet) -> None:
    first, second, third = packet.ids
    with her.desk(packet) as desk:
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        assert desk.withdraw(ids=[second], key="wang") == 1
        with pytest.raises(UserError, match="no verdict"):
            desk.withdraw(ids=[second], key="wang")
    assert verdicts(her, packet) == [Verdict.APPROVE, None, Verdict.APPROVE]
    assert [first, second, third] == packet.ids


def test_her_comments_lie_sealed_in_her_file(her: Reviewer, packet: Packet) -> None:
    with her.desk(packet) as desk:
        desk.decide(ids=packet.ids[:1], verdict=Verdict.REJECT, comment="the hidden word", key="wang")
        data = desk.store.path.read_bytes()
    assert b"hidden word" not in data


def test_a_second_program_on_packets_of_one_workbook_is_refused(her: Reviewer, packet: Packet) -> None:
    with her.desk(packet), pytest.raises(UserError, match="another program"), her.desk(packet):
        pass


def test_a_key_that_is_not_on_the_roster_decides_nothing(room: Room, her: Reviewer, packet: Packet) -> None:
    from codebinder.model.review import Role

    her.vault.create("other", "Somebody", Role.LEGAL)
    with her.desk(packet) as desk, pytest.raises(UserError, match="roster"):
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="other")


def test_she_signs_once_everything_is_approved_and_only_once(her: Reviewer, packet: Packet) -> None:
    with her.desk(packet) as desk:
        with pytest.raises(Problems, match="no approval"):
            desk.sign(key="wang", **QUIET)
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        assert desk.signing().undecided == 0
        desk.sign(key="wang", **QUIET)
        assert [each.type for each in desk.own("wang")] == [SignedType.BULK, SignedType.APPROVAL]
        with pytest.raises(UserError, match="signed round 1 already"):
            desk.sign(key="wang", **QUIET)


@pytest.mark.parametrize("how", ["ranges", "faults"])
def test_nothing_is_signed_over_a_packet_that_is_not_whole(room: Room, her: Reviewer, packet: Packet, how: str) -> None:
    made = Packet(room, content="ranges") if how == "ranges" else Packet(room, faults=("a.c differs",))
    with her.desk(made) as desk:
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        with pytest.raises(UserError, match=r"ranges|not what its round says"):
            desk.sign(key="wang", **QUIET)
        assert [each.type for each in desk.own("wang")] == [SignedType.BULK]


def test_whoever_proposed_may_not_sign(room: Room, her: Reviewer, packet: Packet) -> None:
    with her.desk(packet) as desk:
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        desk.reader.round = replace(packet.round, submitter=her.key.fingerprint)
        with pytest.raises(UserError, match="own"):
            desk.sign(key="wang", **QUIET)


def test_her_chain_goes_on_in_the_next_packet(room: Room, her: Reviewer, packet: Packet) -> None:
    with her.desk(packet) as desk:
        desk.decide(ids=packet.ids[:1], verdict=Verdict.APPROVE, key="wang")
    later = Packet(room)
    with her.desk(later) as desk:
        assert desk.subjects()[0].judgement.verdict is Verdict.APPROVE
        desk.decide(ids=packet.ids[1:2], verdict=Verdict.APPROVE, key="wang")
        objects = desk.own("wang")
    fields = [review.check(each, her.key) for each in objects]
    assert [each["sequence"] for each in fields] == [1, 2]
    assert fields[1]["previous"] == review.stored_digest(objects[0])


def test_an_older_packet_is_told_and_may_be_decided_but_not_signed(room: Room, her: Reviewer, packet: Packet) -> None:
    later = Packet(room)
    with her.desk(later) as desk:
        assert desk.info.behind == ""
    with her.desk(packet) as desk:
        assert "You have seen row" in desk.info.behind
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        with pytest.raises(UserError, match="You have seen row"):
            desk.sign(key="wang", **QUIET)


def test_another_roster_of_the_same_version_is_a_fork_and_nothing_is_signed(her: Reviewer, packet: Packet) -> None:
    with her.desk(packet):
        pass
    rosters = [each for each in packet.objects if each.type is SignedType.ROSTER]
    packet.changed["objects"] = (replace(rosters[0], stored=rosters[0].stored + b" "), *packet.objects[1:])
    with her.desk(packet) as desk:
        assert "Version 1 of the roster is another one" in desk.info.behind
        with pytest.raises(UserError, match="another one than you have seen"):
            desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")


def test_the_keeper_is_known_from_the_second_packet_on(her: Reviewer, packet: Packet) -> None:
    with her.desk(packet) as desk:
        assert not desk.info.keeper_known
    with her.desk(packet) as desk:
        assert desk.info.keeper_known


def test_what_somebody_else_signed_with_her_key_stops_her(room: Room, her: Reviewer, packet: Packet) -> None:
    first, second, third = packet.ids
    thief = her.elsewhere("thief")
    with thief.desk(packet) as desk:
        desk.decide(ids=[third], verdict=Verdict.APPROVE, key="wang")
        stolen = desk.own("wang")
    with her.desk(packet) as desk:
        desk.decide(ids=[first], verdict=Verdict.APPROVE, key="wang")
    packet.show(*stolen)
    with her.desk(packet) as desk, pytest.raises(UserError, match="Somebody signed with your key"):
        desk.decide(ids=[second], verdict=Verdict.APPROVE, key="wang")


def test_what_she_signed_elsewhere_she_says_is_hers_and_goes_on(room: Room, her: Reviewer, packet: Packet) -> None:
    first, second, _ = packet.ids
    elsewhere = her.elsewhere("elsewhere")
    with her.desk(packet) as desk:
        desk.decide(ids=[first], verdict=Verdict.APPROVE, key="wang")
        own = desk.own("wang")
    packet.show(*own)
    with elsewhere.desk(packet) as desk:
        desk.decide(ids=[second], verdict=Verdict.APPROVE, key="wang")
        more = desk.own("wang")
    packet.show(*more)
    with her.desk(packet) as desk:
        with pytest.raises(UserError, match="number 2"):
            desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        assert desk.accept_own("wang") == 1
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
    assert verdicts(her, packet) == [Verdict.APPROVE] * 3


def test_what_she_has_looked_at_is_remembered(her: Reviewer, packet: Packet) -> None:
    with her.desk(packet) as desk:
        desk.opened({packet.ids[0]: ShownHow.CONTEXT})
    with her.desk(packet) as desk:
        assert desk.seen() == {packet.ids[0]: ShownHow.CONTEXT}
