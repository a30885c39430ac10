"""What decisions come to: conditions, recusals, disagreements and their settlement, whatever order they arrive in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import review
from codebinder.errors import UserError
from codebinder.model.review import (
    Decision,
    Delegation,
    Duty,
    Judgement,
    Loss,
    Revocation,
    Role,
    Roster,
    ShownHow,
    Signed,
    SignedType,
    Subject,
    Verdict,
)
from codebinder.model.template import ApprovalPolicy
from codebinder.review.signing import sign_at
from codebinder.vault import MemoryVault
from helpers.books import Counted
from helpers.people import BOOK, FILING, TEMPLATE, Desk

SUBJECTS = tuple(Subject(id=f"R-{n}", kind="redaction", digest=str(n) * 64, proposer="", published_reason="TS")
                 for n in range(1, 6))  # fmt: skip


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.change(("egon", "lena", "lars", "eva", "mallory"))
    return made


def own(desk: Desk, at: int = 0) -> Subject:
    return replace(SUBJECTS[at], proposer=desk.key("egon").fingerprint)


def frame(desk: Desk, arbiter: str = "keeper") -> review.Frame:
    return review.Frame(rosters=desk.chain, book=BOOK, filing=FILING, arbiter=arbiter)


def decided(desk: Desk, by: str, verdict: Verdict, at: int = 0) -> Signed:
    return desk.sent(by, review.decide(own(desk, at), verdict, place=desk.place(by), signer=desk.signer(by),
                                       roster=desk.roster, shown_how=ShownHow.WHOLE))  # fmt: skip


def judged(desk: Desk, at: int = 0, objects: Sequence[Signed] | None = None, arbiter: str = "keeper") -> Judgement:
    subjects = [own(desk, at)]
    found = review.read_decisions(desk.objects if objects is None else objects, subjects, frame(desk, arbiter))
    settled = review.read_settlements(desk.objects if objects is None else objects, subjects, frame(desk, arbiter))
    return review.judge(subjects, found, settled)[0]


def fulfilled(desk: Desk, by: str) -> Signed:
    (waiting,) = (each for each in judged(desk).decisions if each.verdict is Verdict.APPROVE_IF)
    return desk.sent(by, review.fulfil(waiting, place=desk.place(by), signer=desk.signer(by), roster=desk.roster,
                                       earlier=desk.chain))  # fmt: skip


def test_an_approval_on_a_condition_counts_once_somebody_else_says_that_it_is_met(desk: Desk) -> None:
    decided(desk, "lena", Verdict.APPROVE_IF)
    assert (judged(desk).verdict, judged(desk).condition) == (Verdict.APPROVE_IF, True)
    assert not review.approved(judged(desk))
    with pytest.raises(UserError, match="does not say herself"):
        fulfilled(desk, "lena")
    fulfilled(desk, "egon")
    assert (judged(desk).verdict, judged(desk).condition) == (Verdict.APPROVE, False)


def test_a_condition_that_was_met_is_open_again_when_that_is_withdrawn(desk: Desk) -> None:
    decided(desk, "lena", Verdict.APPROVE_IF)
    said = fulfilled(desk, "egon")
    desk.sent("egon", review.withdraw(said, place=desk.place("egon"), signer=desk.signer("egon")))
    assert judged(desk).condition


def test_an_unmet_condition_holds_up_anothers_plain_approval(desk: Desk) -> None:
    decided(desk, "lars", Verdict.APPROVE)
    decided(desk, "lena", Verdict.APPROVE_IF)
    assert judged(desk).verdict is Verdict.APPROVE_IF
    fulfilled(desk, "egon")
    assert judged(desk).verdict is Verdict.APPROVE


def test_a_recusal_is_no_verdict_and_even_a_proposer_may_recuse_herself(desk: Desk) -> None:
    decided(desk, "lena", Verdict.RECUSED)
    assert judged(desk).verdict is None
    decided(desk, "egon", Verdict.RECUSED)
    assert [each.current for each in judged(desk).decisions] == [True, True]
    decided(desk, "lars", Verdict.APPROVE)
    assert review.approved(judged(desk))


def test_a_rejection_stands_until_the_keeper_settles_it(desk: Desk) -> None:
    decided(desk, "lena", Verdict.APPROVE)
    decided(desk, "lars", Verdict.REJECT)
    disputed = judged(desk)
    assert (disputed.verdict, disputed.conflict) == (Verdict.REJECT, True)
    over = disputed.decisions
    arguments = {"arbiter": "keeper", "roster": desk.roster, "earlier": desk.chain}
    subject = replace(own(desk), proposer=desk.key("eva").fingerprint)
    for wrong in ("lena", "lars"):
        with pytest.raises(UserError, match="keeper"):
            review.settle(
                subject, Verdict.APPROVE, over, place=desk.place(wrong), signer=desk.signer(wrong), **arguments
            )  # type: ignore[arg-type]
    review.settle(subject, Verdict.APPROVE, over, place=desk.place("egon"), signer=desk.signer("egon"), **arguments)  # type: ignore[arg-type]


def revoked(desk: Desk, who: str, after: int) -> None:
    lost = Revocation(fingerprint=desk.key(who).fingerprint, loss=Loss.COMPROMISED, after=after)
    changed(desk, replace(desk.roster, revoked=(*desk.roster.revoked, lost)))


def changed(desk: Desk, roster: Roster) -> None:
    made = review.next_roster(desk.rosters, roster, desk.place("egon"), desk.signer("egon"))
    desk.rosters.append(desk.sent("egon", made))


@pytest.mark.parametrize("stolen", [Verdict.APPROVE, Verdict.RECUSED], ids=["approve", "recused"])
def test_who_stole_a_key_does_not_take_back_what_its_owner_rejected(desk: Desk, stolen: Verdict) -> None:
    decided(desk, "lena", Verdict.REJECT)
    decided(desk, "lena", stolen)
    decided(desk, "lars", Verdict.APPROVE)
    assert judged(desk).verdict is Verdict.APPROVE
    revoked(desk, "lena", 1)
    assert (judged(desk).verdict, judged(desk).conflict) == (Verdict.REJECT, True)


def test_a_condition_is_not_met_by_the_person_in_whose_place_it_was_set(desk: Desk) -> None:
    desk.vaults["bob"] = MemoryVault(randomness=Counted("bob"))
    desk.keys["bob"] = desk.vaults["bob"].create("bob", "Bob Bauer", Role.ENGINEER)
    desk.change(("egon", "lena", "lars", "eva", "bob"))
    lent = Delegation(giver=desk.key("lena").fingerprint, taker=desk.key("bob").fingerprint, duties=(Duty.APPROVE,))
    changed(desk, replace(desk.roster, delegations=(lent,)))
    decided(desk, "bob", Verdict.APPROVE_IF)
    for same in ("lena", "eva"):
        with pytest.raises(UserError, match="does not say herself"):
            fulfilled(desk, same)
    (waiting,) = judged(desk).decisions
    fields = {"object": waiting.digest, "subject": waiting.subject.id, "comment_tag": ""}
    desk.sent("lena", sign_at(SignedType.FULFILMENT, desk.place("lena"), desk.signer("lena"), fields))
    assert judged(desk).condition, "whatever another program signs"
    fulfilled(desk, "lars")
    assert review.approved(judged(desk))


def test_a_settlement_does_not_meet_a_condition(desk: Desk) -> None:
    decided(desk, "lena", Verdict.APPROVE_IF)
    decided(desk, "lars", Verdict.REJECT)
    settled(desk, "mallory", Verdict.APPROVE, judged(desk).decisions)
    now = judged(desk, arbiter="legal")
    assert (now.verdict, now.condition, now.conflict) == (Verdict.APPROVE_IF, True, False)
    assert not review.approved(now)
    fulfilled(desk, "egon")
    assert review.approved(judged(desk, arbiter="legal"))


def settled(desk: Desk, by: str, verdict: Verdict, over: Sequence[Decision], at: int = 0) -> Signed:
    return desk.sent(by, review.settle(own(desk, at), verdict, over, arbiter="legal", place=desk.place(by),
                                       signer=desk.signer(by), roster=desk.roster, earlier=desk.chain))  # fmt: skip


def test_a_settlement_ends_a_disagreement_over_exactly_the_decisions_that_count(desk: Desk) -> None:
    decided(desk, "lena", Verdict.APPROVE)
    decided(desk, "lars", Verdict.REJECT)
    over = judged(desk).decisions
    with pytest.raises(UserError, match="a party to"):
        settled(desk, "lars", Verdict.APPROVE, over)
    settled(desk, "mallory", Verdict.APPROVE, over)
    now = judged(desk, arbiter="legal")
    assert (now.verdict, now.conflict) == (Verdict.APPROVE, False)
    assert judged(desk, arbiter="keeper").conflict, "a settlement of somebody whom the template does not name"
    decided(desk, "lena", Verdict.APPROVE)
    assert judged(desk, arbiter="legal").conflict, "one more decision, and the matter is open again"


def test_an_arbiter_overrules_nobody_where_nobody_disagrees(desk: Desk) -> None:
    decided(desk, "lars", Verdict.REJECT)
    settled(desk, "lena", Verdict.APPROVE, judged(desk).decisions)
    assert judged(desk, arbiter="legal").verdict is Verdict.REJECT


def test_nobody_settles_what_she_proposed(desk: Desk) -> None:
    subject = replace(own(desk), proposer=desk.key("lena").fingerprint)
    with pytest.raises(UserError, match="her own proposal"):
        review.settle(subject, Verdict.APPROVE, [], arbiter="legal", place=desk.place("lena"),
                      signer=desk.signer("lena"), roster=desk.roster, earlier=desk.chain)  # fmt: skip


def test_a_bulk_is_one_object_that_holds_the_exact_list(desk: Desk) -> None:
    subjects = [own(desk, at) for at in range(5)]
    signed = desk.sent("lena", review.decide_many(subjects, Verdict.APPROVE, place=desk.place("lena"),
                                                  signer=desk.signer("lena"), roster=desk.roster))  # fmt: skip
    found = review.read_decisions(desk.objects, subjects, frame(desk))
    assert [(each.subject.id, each.together, each.shown) for each in found] == [
        (subject.id, 5, ShownHow.BULK) for subject in subjects
    ]
    assert all(map(review.approved, review.judge(subjects, found)))
    desk.sent("lena", review.withdraw(signed, place=desk.place("lena"), signer=desk.signer("lena"), subjects=["R-2"]))
    now = review.judge(subjects, review.read_decisions(desk.objects, subjects, frame(desk)))
    assert [review.approved(each) for each in now] == [True, False, True, True, True]
    changed = [*subjects[:3], replace(subjects[3], digest="f" * 64), subjects[4]]
    now = review.judge(changed, review.read_decisions(desk.objects, changed, frame(desk)))
    assert [review.approved(each) for each in now] == [True, False, True, False, True]


def test_a_later_decision_of_hers_on_one_of_a_bulk_counts_instead(desk: Desk) -> None:
    subjects = [own(desk, at) for at in range(3)]
    desk.sent("lena", review.decide_many(subjects, Verdict.APPROVE, place=desk.place("lena"),
                                         signer=desk.signer("lena"), roster=desk.roster))  # fmt: skip
    decided(desk, "lena", Verdict.REJECT, 1)
    now = review.judge(subjects, review.read_decisions(desk.objects, subjects, frame(desk)))
    assert [each.verdict for each in now] == [Verdict.APPROVE, Verdict.REJECT, Verdict.APPROVE]
    assert not now[1].conflict, "she changed her mind; she does not disagree with herself"


def test_a_bulk_over_one_thing_that_she_proposed_is_refused_whole(desk: Desk) -> None:
    subjects = [own(desk, 0), replace(own(desk, 1), proposer=desk.key("lena").fingerprint)]
    with pytest.raises(UserError, match="her own proposal"):
        review.decide_many(subjects, Verdict.APPROVE, place=desk.place("lena"), signer=desk.signer("lena"),
                           roster=desk.roster)  # fmt: skip


def test_the_order_of_arrival_makes_no_difference(desk: Desk) -> None:
    decided(desk, "lena", Verdict.APPROVE_IF)
    decided(desk, "lars", Verdict.REJECT)
    fulfilled(desk, "egon")
    settled(desk, "mallory", Verdict.APPROVE, judged(desk).decisions)
    expected = judged(desk, arbiter="legal")
    assert expected.verdict is Verdict.APPROVE
    for order in itertools.permutations(desk.objects):
        assert judged(desk, objects=order, arbiter="legal") == expected


@given(flips=st.lists(st.tuples(st.sampled_from(["lena", "lars"]), st.sampled_from(list(Verdict))), max_size=6))
def test_what_is_approved_has_an_approval_and_no_open_objection(flips: list[tuple[str, Verdict]]) -> None:
    desk = Desk()
    last: dict[str, Verdict] = {}
    for by, verdict in flips:
        decided(desk, by, verdict)
        last[by] = verdict
    held = set(last.values()) - {Verdict.RECUSED}
    assert review.approved(judged(desk)) == (held == {Verdict.APPROVE})
    assert judged(desk).conflict == (Verdict.REJECT in held and len(held) > 1)


def test_approvals_are_counted_in_the_same_order_however_they_arrived() -> None:
    desk = Desk()
    desk.change(("egon", "lena", "lars", "mallory"))
    desk.sent("egon", desk.submission("egon", "d" * 64))
    for at, name in (("2026-11-21T21:00:00Z", "lars"), ("2026-11-21T20:30:00Z", "lena"), ("", "mallory")):
        desk.sent(name, desk.approval(name, "d" * 64, **({"at": at} if at else {})))
    seen = {
        tuple(one.key.name for one in review.round_state(
            desk.round(), list(order), desk.chain, book=BOOK, filing=FILING, template=TEMPLATE,
            policy=ApprovalPolicy(count=2), input_tag="tag", last=True, proposers=(),
        ).approvals)
        for order in itertools.permutations(desk.objects)
    }  # fmt: skip
    assert seen == {("mallory", "lena", "lars")}
