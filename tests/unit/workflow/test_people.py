"""The roster through its use cases: one signed version and one audit row a change, and every refusal in a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from codebinder.base.messages import LANGUAGES, said
from codebinder.errors import UserError
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import Duty, Loss, Role, SignedType
from codebinder.workflow import audit, building, people, redacting, reviewing, state
from helpers.workflows import ENGINEER, LEGAL, QUIET, SECOND, Room

FILES = {b"a.c": b"int a;\nint secret_way;\nint c;\n"}
THIRD = "hou"


@pytest.fixture
def staffed(room: Room) -> Room:
    """One more engineer."""
    people.create_key(room.environment, THIRD, role=Role.ENGINEER, person="Person hou")
    people.trust(room.session, THIRD)
    return room


def begun(room: Room) -> str:
    room.source(FILES)
    room.scan()
    return room.hide(b"a.c", 2, 2)


def actions(room: Room) -> list[str]:
    return [row.action for row in audit.rows(room.session).items]


def certificate() -> bytes:
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Chen Yu")])
    begins = datetime(2026, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(begins).not_valid_after(begins + timedelta(days=900))
    return made.sign(key, None).public_bytes(Encoding.DER)


DER = certificate()
CHANGES: dict[str, tuple[Callable[[Room], object], str, str]] = {
    "duties": (lambda room: people.set_duties(room.session, LEGAL, [Duty.PROPOSE]), "key duties", "chen may propose"),
    "delegate": (
        lambda room: people.delegate(room.session, giver=LEGAL, taker=ENGINEER, duties=[Duty.APPROVE], filing="f"),
        "key delegate", "chen lets lin approve in her place, in the filing f",
    ),
    "revoke": (lambda room: people.revoke(room.session, LEGAL, loss=Loss.LOST), "key revoke", "revoked as lost"),
    "remove": (lambda room: people.remove(room.session, SECOND), "key remove", "taken off"),
    "keeper": (lambda room: people.set_keeper(room.session, LEGAL), "key keeper", "chen keeps the roster"),
    "successors": (
        lambda room: people.set_successors(room.session, [LEGAL, SECOND], 2), "key successors", "2 of chen, zhao",
    ),
    "certificate": (
        lambda room: people.bind_certificate(room.session, LEGAL, DER), "key certificate", "CN=Chen Yu was bound",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_one_signed_version_and_one_audit_row_in_words(room: Room, name: str) -> None:
    change, action, words = CHANGES[name]
    version, rows = room.session.roster().version, len(actions(room))
    change(room)
    assert room.session.roster().version == version + 1
    assert actions(room)[rows:] == [action]
    last = people.history(room.session)[-1]
    assert any(words in said(each) for each in last.changes)
    assert all(said(each, lang) for each in last.changes for lang in LANGUAGES)
    assert audit.faults(room.session) == ()
    with pytest.raises(UserError):
        change(room)  # the same once more says nothing new


REFUSED: dict[str, tuple[Callable[[Room], object], str]] = {
    "not the keeper": (
        lambda room: people.set_duties(room.session, SECOND, [Duty.SEAL], key=LEGAL), "Only the roster's keeper",
    ),
    "a key that is not here": (lambda room: people.remove(room.session, SECOND, key="none"), "none"),
    "an unknown key": (lambda room: people.revoke(room.session, "nobody", loss=Loss.LOST), "Nobody on the roster"),
    "an unknown fingerprint": (lambda room: people.remove(room.session, "a" * 64), "Nobody on the roster"),
    "what the giver has not": (
        lambda room: people.delegate(room.session, giver=ENGINEER, taker=LEGAL, duties=[Duty.APPROVE]),
        "has not the duty",
    ),
    "nothing": (lambda room: people.delegate(room.session, giver=LEGAL, taker=SECOND, duties=[]), "names the duties"),
    "to herself": (
        lambda room: people.delegate(room.session, giver=LEGAL, taker=LEGAL, duties=[Duty.SEAL]), "to herself",
    ),
    "31 February": (
        lambda room: people.delegate(
            room.session, giver=LEGAL, taker=SECOND, duties=[Duty.SEAL], until="2026-02-31"), "does not exist",
    ),
    "a day that is past": (
        lambda room: people.delegate(
            room.session, giver=LEGAL, taker=SECOND, duties=[Duty.SEAL], until="2026-11-20"), "is past",
    ),
    "an unknown filing": (
        lambda room: people.delegate(
            room.session, giver=LEGAL, taker=SECOND, duties=[Duty.SEAL], filing="none"), "none",
    ),
    "an end of nothing": (
        lambda room: people.end_delegation(room.session, giver=LEGAL, taker=SECOND), "has delegated nothing",
    ),
    "more than there are": (lambda room: people.set_successors(room.session, [LEGAL, SECOND], 3), "3 of 2 persons"),
    "none needed": (lambda room: people.set_successors(room.session, [LEGAL], 0), "0 of 1 persons"),
    "successors from outside": (lambda room: people.set_successors(room.session, [LEGAL, "x"], 1), "Nobody on"),
    "the keeper as successor": (lambda room: people.set_successors(room.session, [ENGINEER], 1), "succeeds nobody"),
    "the keeper removed": (lambda room: people.remove(room.session, ENGINEER), "not taken off"),
    "the keeper revoked": (lambda room: people.revoke(room.session, ENGINEER, loss=Loss.LOST), "is not revoked while"),
    "after what is known": (
        lambda room: people.revoke(room.session, LEGAL, loss=Loss.LOST, after=1), "has signed 0 objects",
    ),
    "after less than nothing": (
        lambda room: people.revoke(room.session, LEGAL, loss=Loss.LOST, after=-1), "has signed 0 objects",
    ),
    "an endorsement by nobody's successor": (lambda room: people.endorse(room.session, LEGAL, key=SECOND), "none of"),
    "a take-over without successors": (lambda room: people.take_over(room.session, key=LEGAL), "names no successors"),
    "no certificate": (lambda room: people.bind_certificate(room.session, LEGAL, b"x"), "no X.509"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_makes_no_sense_is_refused_and_changes_nothing(room: Room, name: str) -> None:
    change, says = REFUSED[name]
    version, rows = room.session.roster().version, actions(room)
    with pytest.raises(UserError, match=says):
        change(room)
    assert room.session.roster().version == version
    assert actions(room) == rows


def test_people_are_found_by_name_by_hex_and_by_what_was_read_aloud(room: Room) -> None:
    digest = people.find(room.session, LEGAL).fingerprint
    for text in (" CHEN ", digest, digest[:16], digest.upper(), people.spelled(digest)):
        assert people.find(room.session, text).name == LEGAL
    for text in (digest[:15], "", digest[:15] + "x"):
        with pytest.raises(UserError, match="Nobody on the roster"):
            people.find(room.session, text)


def test_the_audit_head_goes_into_every_version_once_something_is_sealed(room: Room) -> None:
    begun(room)
    sequence, head = room.session.book.audit_head()
    people.set_duties(room.session, SECOND, [Duty.PROPOSE])
    stored = room.session.book.reviews.objects(type=SignedType.ROSTER)[-1].stored.decode()
    tag = room.session.sealer.tag("audit-head", head.encode())
    assert f'"audit_head":[{sequence},"{tag}"]' in stored


# -- duties bind


def test_who_may_not_propose_redacts_keeps_and_submits_nothing(staffed: Room) -> None:
    redaction = begun(staffed)
    people.set_duties(staffed.session, ENGINEER, [Duty.SEAL])
    for gesture in (
        lambda: staffed.hide(b"a.c", 1, 1),
        lambda: staffed.withdraw(redaction),
        staffed.submit,
        lambda: redacting.withdraw_many(staffed.session, staffed.filing, [redaction], key=ENGINEER),
    ):
        with pytest.raises(UserError, match="may not propose"):
            gesture()
    people.delegate(
        staffed.session, giver=THIRD, taker=ENGINEER, duties=[Duty.PROPOSE], filing=staffed.filing, until="2026-11-21"
    )
    staffed.submit()


def test_who_may_not_seal_builds_nothing(staffed: Room) -> None:
    begun(staffed)
    people.set_duties(staffed.session, ENGINEER, [Duty.PROPOSE])
    staffed.approve()
    with pytest.raises(UserError, match="may not seal"):
        staffed.build()
    building.build(
        staffed.session, staffed.filing, out=staffed.out, key=THIRD, draft=False, progress=NoProgress(),
        cancel=NeverCancel(),
    )  # fmt: skip


def test_who_may_not_approve_decides_and_signs_nothing(room: Room) -> None:
    begun(room)
    people.set_duties(room.session, LEGAL, [Duty.PROPOSE])
    room.submit()
    with pytest.raises(UserError, match="may not approve"):
        room.decide()
    with pytest.raises(UserError, match="may not approve"):
        room.sign()
    room.decide(key=SECOND)
    room.sign(key=SECOND)
    assert room.state() == "signed"


def test_a_delegated_approval_is_one_and_uses_up_both(staffed: Room) -> None:
    begun(staffed)
    people.delegate(staffed.session, giver=LEGAL, taker=THIRD, duties=[Duty.APPROVE], until="2026-11-21")
    staffed.submit()
    staffed.decide(key=THIRD)
    staffed.sign(key=THIRD)
    (one,) = state.approvals(staffed.session, staffed.filing)
    assert [one.key.name, *(each.name for each in one.acting_for)] == [THIRD, LEGAL]
    assert staffed.state() == "signed"
    assert staffed.build()


def test_a_revoked_key_signs_nothing_more_and_its_later_decisions_are_void(room: Room) -> None:
    begun(room)
    room.submit()
    room.decide()
    last = room.session.book.reviews.last(people.find(room.session, LEGAL).fingerprint)[0]
    gone = people.losing(room.session, LEGAL, after=last - 1)
    assert [(each.type, each.sequence, each.round) for each in gone] == [(SignedType.DECISION, last, 1)]
    assert people.losing(room.session, LEGAL) == ()
    people.revoke(room.session, LEGAL, loss=Loss.COMPROMISED, after=last - 1)
    assert audit.rows(room.session).items[-1].detail.find('"void":1') > 0
    assert all(not each.current for each in reviewing.decisions(room.session, room.filing))
    room.submit()
    with pytest.raises(UserError, match="revoked as compromised"):
        room.decide()
    with pytest.raises(UserError, match=r"not taken back|already"):
        people.trust(room.session, LEGAL)
    room.decide(key=SECOND)
    room.sign(key=SECOND)


def test_what_a_revoked_key_decided_before_carries_over(room: Room) -> None:
    begun(room)
    room.submit()
    room.decide()
    people.revoke(room.session, LEGAL, loss=Loss.LOST)
    room.submit()
    assert [each.current for each in reviewing.decisions(room.session, room.filing)] == [True]
    room.sign(key=SECOND)
    assert room.build()


def test_a_removed_person_who_was_revoked_is_not_trusted_again(room: Room) -> None:
    people.revoke(room.session, LEGAL, loss=Loss.LOST)
    people.remove(room.session, LEGAL)
    with pytest.raises(UserError, match="not taken back"):
        people.trust(room.session, LEGAL)


def test_fewer_can_still_be_said_to_count(room: Room) -> None:
    begun(room)
    room.submit()
    room.decide()
    people.revoke(room.session, LEGAL, loss=Loss.LOST)
    with pytest.raises(UserError, match="revoked already"):
        people.revoke(room.session, LEGAL, loss=Loss.COMPROMISED)
    people.revoke(room.session, LEGAL, loss=Loss.COMPROMISED, after=0)
    assert room.session.roster().revoked[0].after == 0


def test_an_ended_delegation_leaves_what_was_signed_before_today(staffed: Room) -> None:
    session = staffed.session
    people.delegate(session, giver=LEGAL, taker=THIRD, duties=[Duty.APPROVE])
    people.end_delegation(session, giver=LEGAL, taker=THIRD)
    (row,) = session.roster().delegations
    assert row.until == "2026-11-20"
    with pytest.raises(UserError, match="says so already"):
        people.end_delegation(session, giver=LEGAL, taker=THIRD)
    people.end_delegation(session, giver=LEGAL, taker=THIRD, void=True)
    assert session.roster().delegations == ()


def test_duties_that_are_taken_end_what_was_delegated_of_them(room: Room) -> None:
    people.delegate(room.session, giver=LEGAL, taker=ENGINEER, duties=[Duty.APPROVE, Duty.PROPOSE])
    people.set_duties(room.session, LEGAL, [Duty.PROPOSE, Duty.SEAL])
    assert [each.duties for each in room.session.roster().delegations] == [(Duty.PROPOSE,)]
    people.set_duties(room.session, LEGAL, [])
    assert room.session.roster().duties == ()


# -- the keeper's key is lost


def test_the_successors_name_a_keeper_who_revokes_the_lost_key(room: Room) -> None:
    session = room.session
    begun(room)
    people.set_successors(session, [LEGAL, SECOND], 2)
    with pytest.raises(UserError, match="one of the 2 successors"):
        people.remove(session, SECOND)
    people.endorse(session, LEGAL, key=SECOND)
    assert people.endorsed(session, LEGAL) == (1, 2)
    with pytest.raises(UserError, match="endorsed that already"):
        people.endorse(session, LEGAL, key=SECOND)
    with pytest.raises(UserError, match="2 of the successors"):
        people.take_over(session, key=LEGAL)
    people.endorse(session, LEGAL, key=LEGAL)
    assert people.take_over(session, key=LEGAL).keeper == people.find(session, LEGAL).fingerprint
    people.create_key(room.environment, "lin2", role=Role.ENGINEER, person="Person lin")
    people.trust(session, "lin2", key=LEGAL)
    people.revoke(session, ENGINEER, loss=Loss.LOST, key=LEGAL)
    assert audit.faults(session) == ()
    with pytest.raises(UserError, match="revoked as lost"):
        room.submit()
    reviewing.submit(session, room.filing, key="lin2", **QUIET)
    room.decide()
    room.sign()
    report = building.build(session, room.filing, out=room.out, key="lin2", draft=False, **QUIET)
    assert report.archive


def test_a_certificate_is_bound_by_the_digest_of_its_der(room: Room, tmp_path: Path) -> None:
    del tmp_path
    pem = x509.load_der_x509_certificate(DER).public_bytes(Encoding.PEM)
    people.bind_certificate(room.session, LEGAL, pem)
    (bound,) = room.session.roster().certificates
    assert (bound.sha256, bound.subject) == (hashlib.sha256(DER).hexdigest(), "CN=Chen Yu")
    people.bind_certificate(room.session, LEGAL, b"")
    assert room.session.roster().certificates == ()
