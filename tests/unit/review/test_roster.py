"""The roster: only its keeper changes it, and a broken chain is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codebinder import review
from codebinder.errors import UserError
from codebinder.model.review import Role
from codebinder.review import roster as roster_module
from helpers.people import BOOK, Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_chain_reads_back_with_people_roles_and_accounts(desk: Desk) -> None:
    chain = desk.chain
    assert [roster.version for roster in chain] == [1, 2]
    assert [key.name for key in chain[0].members] == ["egon"]
    assert chain[1].members == tuple(desk.key(name) for name in ("egon", "lena", "lars", "eva"))
    assert chain[1].keeper == desk.key("egon").fingerprint


def test_no_account_id_is_in_what_is_signed(desk: Desk) -> None:
    for signed in desk.rosters:
        for key in desk.keys.values():
            assert key.origin.encode() not in signed.stored


def test_somebody_else_cannot_change_the_roster(desk: Desk) -> None:
    with pytest.raises(UserError, match="Only the roster's keeper"):
        desk.change(("egon", "lena", "mallory"), by="lena")
    # And what a forger makes without asking us is refused when it is read.
    other = Desk()
    other.rosters, other.keys = other.rosters[:1], desk.keys
    for by in ("lena", "mallory"):
        forged = roster_module._sign_roster(
            replace(desk.roster, version=3), review.stored_digest(desk.rosters[-1]), desk.place(by), desk.signer(by)
        )
        with pytest.raises(UserError, match="not its keeper"):
            review.check_roster_chain([*desk.rosters, forged], workbook=BOOK)


def test_the_keeper_can_hand_the_roster_on(desk: Desk) -> None:
    desk.change(("egon", "lena"), keeper="lena")
    with pytest.raises(UserError, match="Only the roster's keeper"):
        desk.change(("egon",), by="egon")
    desk.change(("lena", "lars"), keeper="lena", by="lena")
    assert [key.name for key in desk.roster.members] == ["lena", "lars"]


def test_a_missing_swapped_repeated_or_foreign_version_is_refused(desk: Desk) -> None:
    desk.change(("egon", "lena"))
    one, two, three = desk.rosters
    for broken in ([two, three], [one, three], [one, three, two], [one, one], [one, two, two], [two, one]):
        with pytest.raises(UserError, match=r"not to be trusted|wrong"):
            review.check_roster_chain(broken, workbook=BOOK)
    with pytest.raises(UserError, match="another workbook"):
        review.check_roster_chain(desk.rosters, workbook="33333333-3333-4333-8333-333333333333")
    # A tail that was cut is a valid, older roster: that is what the version in other objects is for.
    assert review.check_roster_chain([one, two], workbook=BOOK)[-1].version == 2


def test_a_fork_of_the_roster_is_refused(desk: Desk) -> None:
    fork = Desk()
    fork.rosters = fork.rosters[:1]
    fork.change(("egon", "mallory"))
    with pytest.raises(UserError, match="missing or stands twice"):
        review.check_roster_chain([desk.rosters[0], desk.rosters[1], fork.rosters[1]], workbook=BOOK)
    desk.change(("egon",))
    with pytest.raises(UserError, match="missing or stands twice"):
        review.check_roster_chain([desk.rosters[0], fork.rosters[1], desk.rosters[2]], workbook=BOOK)


def test_rosters_that_name_a_key_or_a_name_twice_or_lose_their_keeper_are_refused(desk: Desk) -> None:
    egon, lena = desk.key("egon"), desk.key("lena")
    keeper, place, signer = egon.fingerprint, desk.place("egon"), desk.signer("egon")
    for members in (
        [egon, lena, lena],
        [egon, lena, replace(desk.key("lars"), name="LENA")],
        [lena],
        [egon, replace(lena, fingerprint="0" * 64)],
        [],
    ):
        with pytest.raises(UserError, match="not to be trusted"):
            review.changed_roster(desk.rosters, members, keeper, place, signer)


def test_a_first_roster_signed_by_another_key_than_its_keeper_is_refused(desk: Desk) -> None:
    forged = replace(desk.rosters[0], signer=desk.key("lena").fingerprint)
    with pytest.raises(UserError):
        review.check_roster_chain([forged], workbook=BOOK)
    for stored in (b"{}", b"[]", b"", b'{"members":1}', b'{"keeper":"x","members":[{}]}'):
        with pytest.raises(UserError):
            review.check_roster_chain([replace(desk.rosters[0], stored=stored)], workbook=BOOK)


def test_four_eyes_are_two_keys_and_two_persons(desk: Desk) -> None:
    egon, lena, lars, eva = (desk.key(name).fingerprint for name in ("egon", "lena", "lars", "eva"))
    review.check_four_eyes(egon, lena, desk.roster)
    review.check_four_eyes(lena, lars, desk.roster)
    with pytest.raises(UserError, match="her own proposal"):
        review.check_four_eyes(lena, lena, desk.roster)
    # Eva's key says "LENA  Ｒecht": case, spacing and width make no second person.
    with pytest.raises(UserError, match="one person"):
        review.check_four_eyes(eva, lena, desk.roster)
    with pytest.raises(UserError, match="role legal"):
        review.check_four_eyes(lena, egon, desk.roster)
    with pytest.raises(UserError, match="not on the workbook's roster"):
        review.check_four_eyes(egon, desk.key("mallory").fingerprint, desk.roster)
    review.check_four_eyes(lena, egon, desk.roster, role=Role.ENGINEER)


def test_keys_of_one_account_are_flagged(desk: Desk) -> None:
    lena, lars = desk.key("lena"), desk.key("lars")
    assert not review.account_shared(lena, [lena, lars])
    assert review.account_shared(lena, [replace(lars, origin=lena.origin)])
    assert not review.account_shared(replace(lena, origin=""), [replace(lars, origin="")])


@pytest.mark.parametrize("unseen", ["\u034f", "\ufe0f", "\u3164", "\u200b", "\u202e", "\U000e0061"], ids=ascii)
def test_a_name_with_something_that_nobody_sees_is_the_same_name(desk: Desk, unseen: str) -> None:
    lena = desk.key("lena")
    twin = replace(lena, person=f"Lena{unseen} Recht{unseen}")
    assert review.same_person(lena, twin)
    with pytest.raises(UserError, match="name of its person"):
        desk.vaults["mallory"].create("twin", twin.person, Role.LEGAL)
    with pytest.raises(UserError, match="name of a key"):
        desk.vaults["mallory"].create(f"le{unseen}na", "Lena Recht", Role.LEGAL)
