"""Duties, delegations, revocations and successors: what a signature is worth, and who may change that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codebinder import review
from codebinder.errors import UserError
from codebinder.model.review import (
    Certificate,
    Delegation,
    Duty,
    Loss,
    Revocation,
    Role,
    Roster,
    Signed,
    Subject,
    Successors,
    Verdict,
)
from helpers.people import AT, BOOK, FILING, Desk

ALL = ("egon", "lena", "lars", "eva")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def key(desk: Desk, name: str) -> str:
    return desk.key(name).fingerprint


def change(desk: Desk, *, by: str = "egon", **changes: object) -> Roster:
    signed = review.next_roster(
        desk.rosters, replace(whole(desk)[-1], **changes), desk.place(by), desk.signer(by), endorsements=endorsed(desk)
    )  # type: ignore[arg-type]
    desk.rosters.append(desk.sent(by, signed))
    return whole(desk)[-1]


def endorsed(desk: Desk) -> list[Signed]:
    return [each for each in desk.objects if each.type is review.SignedType.ENDORSEMENT]


def whole(desk: Desk) -> tuple[Roster, ...]:
    return review.check_roster_chain(desk.rosters, workbook=BOOK, endorsements=endorsed(desk))


def delegation(desk: Desk, giver: str = "lena", taker: str = "egon", **other: object) -> Delegation:
    row = Delegation(giver=key(desk, giver), taker=key(desk, taker), duties=(Duty.APPROVE,))
    return replace(row, **other)  # type: ignore[arg-type]


def test_a_roster_without_anything_new_has_the_bytes_it_always_had(desk: Desk) -> None:
    for signed in desk.rosters:
        for word in (b"duties", b"delegations", b"revoked", b"successors", b"certificates", b"critical"):
            assert word not in signed.stored


def test_everything_on_a_roster_comes_back(desk: Desk) -> None:
    wanted = {
        "duties": ((key(desk, "lars"), (Duty.PROPOSE,)), (key(desk, "eva"), ())),
        "delegations": (delegation(desk, filing=FILING, until="2027-01-31"), delegation(desk, "lars", "eva")),
        "revoked": (Revocation(fingerprint=key(desk, "eva"), loss=Loss.LOST, after=0),),
        "successors": Successors(need=2, keys=(key(desk, "lena"), key(desk, "lars"))),
        "certificates": (Certificate(fingerprint=key(desk, "lena"), sha256="a" * 64, subject="CN=Lena"),),
    }
    now = change(desk, **wanted)
    assert {name: getattr(now, name) for name in wanted} == wanted
    assert b'"critical":["delegations","duties","revoked"]' in desk.rosters[-1].stored


def test_duties_follow_the_role_until_the_roster_says_otherwise(desk: Desk) -> None:
    now = desk.roster
    assert review.duties_of(now, key(desk, "egon")) == (Duty.PROPOSE, Duty.SEAL)
    assert review.duties_of(now, key(desk, "lena")) == (Duty.PROPOSE, Duty.APPROVE, Duty.SEAL)
    assert review.duties_of(now, key(desk, "mallory")) == ()
    now = change(desk, duties=((key(desk, "lena"), (Duty.SEAL,)), (key(desk, "egon"), ())))
    assert review.duties_of(now, key(desk, "lena")) == (Duty.SEAL,)
    assert review.duties_of(now, key(desk, "egon")) == ()


def test_a_delegated_signature_stands_for_two_in_its_filing_and_until_its_day(desk: Desk) -> None:
    now = change(desk, delegations=(delegation(desk, filing=FILING, until="2026-11-21"),))
    egon, lena = desk.key("egon").fingerprint, desk.key("lena").fingerprint

    def persons(**other: str) -> list[str]:
        found = review.acting_for(now, egon, Duty.APPROVE, role=Role.LEGAL, **{"filing": FILING, "at": AT, **other})
        return [each.fingerprint for each in found]

    assert persons() == [egon, lena]
    assert persons(at="2026-11-22T00:00:00Z") == []
    assert persons(at="") == []
    assert persons(filing=BOOK) == []
    assert [each.fingerprint for each in review.acting_for(now, egon, Duty.SEAL)] == [egon]


def test_a_delegation_is_not_passed_on(desk: Desk) -> None:
    passed = (delegation(desk, "lena", "egon"), delegation(desk, "egon", "eva"))
    now = change(desk, delegations=passed, duties=((key(desk, "eva"), ()),))
    assert review.acting_for(now, key(desk, "eva"), Duty.APPROVE, role=Role.LEGAL) == ()


def test_neither_of_the_two_may_have_proposed(desk: Desk) -> None:
    egon, lena, lars, eva = (key(desk, name) for name in ALL)
    now = change(desk, delegations=(delegation(desk, "lena", "egon"), delegation(desk, "lars", "eva")))
    review.check_four_eyes(lars, egon, now)
    for proposer in (egon, lena):
        with pytest.raises(UserError, match="her own proposal"):
            review.check_four_eyes(proposer, egon, now)
    # Eva's key is Lena's second one: by person she stands for Lena and Lars.
    for proposer in (lena, lars):
        with pytest.raises(UserError, match=r"one person|her own proposal"):
            review.check_four_eyes(proposer, eva, now)


def test_who_has_the_duty_acts_for_herself_alone(desk: Desk) -> None:
    now = change(desk, delegations=(delegation(desk, "lena", "lars"),))
    persons = review.acting_for(now, key(desk, "lars"), Duty.APPROVE, role=Role.LEGAL)
    assert [each.name for each in persons] == ["lars"]
    review.check_four_eyes(key(desk, "lena"), key(desk, "lars"), now)


def test_engineers_approve_where_the_template_has_engineers_approve(desk: Desk) -> None:
    review.check_four_eyes(key(desk, "lena"), key(desk, "egon"), desk.roster, role=Role.ENGINEER)
    now = change(desk, duties=((key(desk, "egon"), (Duty.PROPOSE,)),))
    with pytest.raises(UserError, match="may not approve"):
        review.check_four_eyes(key(desk, "lena"), key(desk, "egon"), now, role=Role.ENGINEER)


def decision(desk: Desk, name: str = "lena") -> Signed:
    subject = Subject(id="R-1", kind="redaction", digest="a" * 64, proposer=key(desk, "egon"))
    place = desk.place(name, roster=len(desk.rosters))
    return desk.sent(
        name, review.decide(subject, Verdict.APPROVE, place=place, signer=desk.signer(name), roster=whole(desk)[-1])
    )


@pytest.mark.parametrize("loss", list(Loss), ids=[each.value for each in Loss])
def test_of_a_revoked_key_counts_what_came_before(desk: Desk, loss: Loss) -> None:
    first, second = decision(desk), decision(desk)
    change(desk, revoked=(Revocation(fingerprint=key(desk, "lena"), loss=loss, after=1),))
    chain = whole(desk)
    for current in (True, False):
        review.check_object(first, chain, book=BOOK, filing=FILING, current=current)
    review.check_object(second, chain, book=BOOK, filing=FILING)
    with pytest.raises(UserError, match=f"revoked as {loss.value}"):
        review.check_object(second, chain, book=BOOK, filing=FILING, current=True)
    with pytest.raises(UserError, match="revoked"):
        review.check_object(second, chain, book=BOOK, filing=FILING, duty=Duty.APPROVE)
    fields = review.check(second, desk.key("lena"))
    assert not review.counts(second, fields, chain, duty=Duty.APPROVE, filing=FILING)
    assert review.counts(first, review.check(first, desk.key("lena")), chain, duty=Duty.APPROVE, filing=FILING)
    with pytest.raises(UserError, match="revoked"):
        review.check_may(chain[-1], key(desk, "lena"), Duty.APPROVE)


def test_a_revocation_is_not_taken_back(desk: Desk) -> None:
    gone = Revocation(fingerprint=key(desk, "lena"), loss=Loss.LOST, after=2)
    change(desk, revoked=(gone,))
    for worse in ((), (replace(gone, after=3),)):
        with pytest.raises(UserError, match="taken back"):
            change(desk, revoked=worse)
    assert change(desk, revoked=(replace(gone, after=1, loss=Loss.COMPROMISED),)).revoked[0].after == 1
    desk.change(("egon", "lars"))
    assert desk.roster.revoked[0].fingerprint == key(desk, "lena")


def test_whoever_goes_takes_her_delegations_along(desk: Desk) -> None:
    change(desk, delegations=(delegation(desk),), duties=((key(desk, "lena"), (Duty.APPROVE,)),))
    desk.change(("egon", "lars"))
    assert (desk.roster.delegations, desk.roster.duties) == ((), ())


BAD: dict[str, object] = {
    "duties of nobody": lambda desk: {"duties": (("a" * 64, ()),)},
    "a duty twice": lambda desk: {"duties": ((key(desk, "lena"), (Duty.SEAL, Duty.SEAL)),)},
    "to herself": lambda desk: {"delegations": (delegation(desk, "lena", "lena"),)},
    "of nothing": lambda desk: {"delegations": (delegation(desk, duties=()),)},
    "31 February": lambda desk: {"delegations": (delegation(desk, until="2026-02-31"),)},
    "no filing": lambda desk: {"delegations": (delegation(desk, filing="f"),)},
    "twice": lambda desk: {"delegations": (delegation(desk), delegation(desk, until="2027-01-01"))},
    "the keeper revoked": lambda desk: {
        "revoked": (Revocation(fingerprint=key(desk, "egon"), loss=Loss.LOST, after=9),)
    },
    "a stranger revoked": lambda desk: {"revoked": (Revocation(fingerprint="a" * 64, loss=Loss.LOST, after=9),)},
    "more than there are": lambda desk: {"successors": Successors(need=2, keys=(key(desk, "lena"),))},
    "strange successors": lambda desk: {"successors": Successors(need=1, keys=("a" * 64,))},
    "a certificate of nobody": lambda desk: {
        "certificates": (Certificate(fingerprint="a" * 64, sha256="b" * 64, subject=""),)
    },
}


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_fit_together_is_never_signed(desk: Desk, name: str) -> None:
    with pytest.raises(UserError, match="not to be trusted"):
        change(desk, **BAD[name](desk))  # type: ignore[operator]


# -- successors


def endorse(desk: Desk, by: str, new: str) -> None:
    signed = review.endorse(desk.rosters, key(desk, new), desk.place(by), desk.signer(by), endorsements=endorsed(desk))
    desk.sent(by, signed)


def take_over(desk: Desk, by: str) -> Roster:
    signed = review.take_over(desk.rosters, desk.place(by), desk.signer(by), endorsements=endorsed(desk))
    desk.rosters.append(desk.sent(by, signed))
    return whole(desk)[-1]


def test_two_of_three_successors_name_another_keeper(desk: Desk) -> None:
    names = Successors(need=2, keys=tuple(key(desk, name) for name in ("lena", "lars", "eva")))
    before = change(desk, successors=names)
    endorse(desk, "lena", "lars")
    with pytest.raises(UserError, match="2 of the successors must"):
        take_over(desk, "lars")
    endorse(desk, "eva", "lars")  # the same person once more
    with pytest.raises(UserError, match="2 of the successors must"):
        take_over(desk, "lars")
    endorse(desk, "lars", "lars")
    after = take_over(desk, "lars")
    assert after == replace(before, version=before.version + 1, keeper=key(desk, "lars"))
    assert len(review.endorsed_versions(desk.rosters, workbook=BOOK, endorsements=endorsed(desk))[after.version]) == 3
    review.check_chain(desk.objects, whole(desk), book=BOOK)
    with pytest.raises(UserError, match="Only the roster's keeper"):
        change(desk, by="egon", duties=())
    # What was endorsed then is for that version only.
    change(desk, by="lars", certificates=())
    with pytest.raises(UserError, match="keeps the roster already"):
        take_over(desk, "lars")
    with pytest.raises(UserError, match="must endorse"):
        take_over(desk, "lena")


def test_without_the_endorsements_the_chain_is_broken(desk: Desk) -> None:
    change(desk, successors=Successors(need=1, keys=(key(desk, "lena"),)))
    endorse(desk, "lena", "lena")
    take_over(desk, "lena")
    with pytest.raises(UserError, match="too few"):
        review.check_roster_chain(desk.rosters, workbook=BOOK)


def test_only_successors_endorse_and_only_somebody_on_the_roster(desk: Desk) -> None:
    with pytest.raises(UserError, match="none of the successors"):
        endorse(desk, "lena", "lars")
    with pytest.raises(UserError, match="names no successors"):
        take_over(desk, "lena")
    change(desk, successors=Successors(need=1, keys=(key(desk, "lena"),)))
    with pytest.raises(UserError, match="none of the successors"):
        endorse(desk, "lars", "lars")
    with pytest.raises(UserError, match="is not on it"):
        endorse(desk, "lena", "mallory")
    with pytest.raises(UserError, match="keeps the roster already"):
        endorse(desk, "lena", "egon")
    change(desk, revoked=(Revocation(fingerprint=key(desk, "lars"), loss=Loss.LOST, after=0),))
    with pytest.raises(UserError, match="revoked key can't keep"):
        endorse(desk, "lena", "lars")


def test_a_forged_endorsement_stops_everything(desk: Desk) -> None:
    change(desk, successors=Successors(need=1, keys=(key(desk, "lena"),)))
    endorse(desk, "lena", "lars")
    good = endorsed(desk)[0]
    forged = replace(good, signature=bytes(64))
    with pytest.raises(UserError):
        review.take_over(desk.rosters, desk.place("lars"), desk.signer("lars"), endorsements=[forged])
