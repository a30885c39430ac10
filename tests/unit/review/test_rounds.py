"""Rounds, decisions and chains: each rule of proof.md §3 broken on purpose, and seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebinder import review
from codebinder.base import canonical
from codebinder.errors import Bug, UserError
from codebinder.model.review import Decision, Role, Round, RoundFile, RoundState, Signed, Subject, Verdict
from codebinder.model.template import ApprovalPolicy
from helpers.people import BOOK, FILING, TEMPLATE, Desk

D, E = "d" * 64, "e" * 64


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.sent("egon", made.submission("egon", D))
    return made


def state(desk: Desk, *, row: Round | None = None, **other: object) -> review.RoundStatus:
    options: dict[str, object] = {
        "book": BOOK, "filing": FILING, "template": TEMPLATE, "policy": ApprovalPolicy(), "input_tag": "tag",
        "last": True, "proposers": (),
    }  # fmt: skip
    return review.round_state(row or desk.round(), desk.objects, desk.chain, **(options | other))  # type: ignore[arg-type]


def test_a_submitted_round_is_open_and_an_approval_signs_it(desk: Desk) -> None:
    assert (state(desk).state, state(desk).missing) == (RoundState.OPEN, 1)
    approval = desk.sent("lena", desk.approval("lena", D))
    now = state(desk)
    assert (now.state, now.missing, now.refused) == (RoundState.SIGNED, 0, ())
    assert [(one.signed, one.key.name, one.account_shared) for one in now.approvals] == [(approval, "lena", False)]


def test_a_round_without_its_signed_submission_is_not_signed(desk: Desk) -> None:
    desk.sent("lena", desk.approval("lena", D))
    desk.objects = [one for one in desk.objects if one.type is not review.SignedType.SUBMISSION]
    now = state(desk)
    assert (now.state, now.approvals) == (RoundState.OPEN, ())
    assert "missing" in now.refused[0]


def test_any_change_and_any_later_round_void_the_signature(desk: Desk) -> None:
    desk.sent("lena", desk.approval("lena", D))
    assert state(desk, input_tag="other").state is RoundState.VOID
    assert state(desk, last=False).state is RoundState.VOID
    assert state(desk, row=replace(desk.round(), state=RoundState.VOID)).state is RoundState.VOID
    assert state(desk, input_tag="other").approvals == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"digest": E}, "other bytes"), ({"previous_round": E}, "another round"), ({"template": E}, "another template"),
        ({"workbook": "x"}, "another workbook"), ({"filing": "x"}, "another filing"), ({"roster": 9}, "version 9"),
        ({"roster": 1}, "not on version 1"),
    ],
)  # fmt: skip
def test_an_approval_of_something_else_does_not_count(desk: Desk, change: dict[str, object], sentence: str) -> None:
    digest = str(change.pop("digest", D))
    desk.sent("lena", desk.approval("lena", digest, **change))
    now = state(desk)
    assert (now.state, now.approvals) == (RoundState.OPEN, ())
    assert sentence in now.refused[0]


def test_a_replayed_round_is_not_signed_by_the_approval_of_the_first(desk: Desk) -> None:
    desk.sent("lena", desk.approval("lena", D))
    # Round 2 has the very same bytes; the old approval names round 1 and does not count for it.
    desk.sent("egon", desk.submission("egon", D, round=2, previous_round=D))
    again = desk.round(number=2, previous=D)
    assert (state(desk, row=again).state, state(desk, row=again).approvals) == (RoundState.OPEN, ())
    desk.sent("lars", desk.approval("lars", D, round=2, previous_round=D))
    assert state(desk, row=again).state is RoundState.SIGNED


def test_the_submitter_and_every_proposer_may_not_approve_by_key_or_person(desk: Desk) -> None:
    desk.change(("egon", "lena", "lars", "eva", "mallory"))
    desk.sent("lena", desk.approval("lena", D))
    for proposer in ("lena", "eva"):
        now = state(desk, proposers=[desk.key(proposer).fingerprint])
        assert (now.state, now.approvals) == (RoundState.OPEN, ())
        assert "her own proposal" in now.refused[0]
    own = Desk()
    own.sent("lena", own.submission("lena", D))
    own.sent("lena", own.approval("lena", D))
    now = state(own, row=replace(own.round(), submitter=own.key("lena").fingerprint))
    assert now.approvals == ()
    assert "her own proposal" in now.refused[0]


def test_a_proposer_who_left_the_roster_does_not_come_back_as_another_person(desk: Desk) -> None:
    desk.sent("lena", desk.approval("lena", D))
    desk.change(("egon", "lena", "lars"))
    now = state(desk, proposers=[desk.key("eva").fingerprint])
    assert (now.state, now.approvals) == (RoundState.OPEN, ())
    assert "one person" in now.refused[0]


def test_the_role_is_the_templates_rule(desk: Desk) -> None:
    desk.sent("eva", desk.approval("eva", D))
    assert "role legal" in state(desk).refused[0]
    assert state(desk, policy=ApprovalPolicy(role="engineer")).state is RoundState.SIGNED


def test_somebody_unknown_or_taken_off_the_roster_does_not_count(desk: Desk) -> None:
    desk.sent("mallory", desk.approval("mallory", D))
    assert "not on the workbook's roster" in state(desk).refused[0]
    desk.sent("lena", desk.approval("lena", D))
    assert state(desk).state is RoundState.SIGNED
    desk.change(("egon", "lars"))
    now = state(desk)
    assert now.state is RoundState.OPEN
    assert any("taken off" in sentence for sentence in now.refused)


def test_two_approvals_are_of_two_persons(desk: Desk) -> None:
    two = ApprovalPolicy(count=2)
    desk.sent("lena", desk.approval("lena", D))
    desk.sent("lena", desk.approval("lena", D))
    now = state(desk, policy=two)
    assert (now.state, now.missing, len(now.approvals)) == (RoundState.OPEN, 1, 1)
    assert "counts once" in now.refused[0]
    desk.sent("lars", desk.approval("lars", D))
    assert state(desk, policy=two).state is RoundState.SIGNED


def test_a_legal_keeper_is_asked_for_where_the_template_does(desk: Desk) -> None:
    desk.sent("lena", desk.approval("lena", D))
    policy = ApprovalPolicy(legal_keeper=True)
    assert state(desk, policy=policy).state is RoundState.OPEN
    assert "kept by a person of role legal" in state(desk, policy=policy).refused[0]
    desk.change(("egon", "lena", "lars"), keeper="lars")
    assert state(desk, policy=policy).state is RoundState.SIGNED


def test_a_withdrawn_approval_does_not_count_and_only_its_signer_withdraws_it(desk: Desk) -> None:
    approval = desk.sent("lena", desk.approval("lena", D))
    with pytest.raises(UserError, match="Only who signed"):
        review.withdraw(approval, place=desk.place("lars"), signer=desk.signer("lars"))
    # A forger signs a withdrawal of another's object: it counts for nothing.
    forged = review.signing.sign_at(
        review.SignedType.WITHDRAWAL,
        desk.place("lars"),
        desk.signer("lars"),
        {"object": review.stored_digest(approval)},
    )
    desk.sent("lars", forged)
    assert state(desk).state is RoundState.SIGNED
    desk.sent("lena", review.withdraw(approval, place=desk.place("lena"), signer=desk.signer("lena")))
    assert state(desk).state is RoundState.OPEN


def test_keys_of_one_account_are_flagged_in_the_approval(desk: Desk) -> None:
    desk.keys["lena"] = replace(desk.keys["lena"], origin=desk.keys["egon"].origin)
    desk.sent("lena", desk.approval("lena", D))
    assert [one.account_shared for one in state(desk).approvals] == [True]


def test_a_forged_approval_is_refused_with_a_sentence(desk: Desk) -> None:
    approval = desk.approval("lena", D)
    desk.objects.append(replace(approval, signature=bytes(64)))
    assert "signature" in state(desk).refused[0]


FILES = st.lists(
    st.builds(
        RoundFile,
        path=st.text(max_size=8, alphabet=st.characters(exclude_categories=["Cs"])),
        size=st.integers(0, 2**53 - 1),
        sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    ),
    max_size=8,
    unique_by=lambda file: file.path,
)


@given(FILES)
def test_a_listing_is_canonical_sorted_by_bytes_and_reads_back(files: list[RoundFile]) -> None:
    listing = review.round_listing(files)
    in_order = sorted(files, key=lambda file: file.path.encode())
    assert listing == canonical.dumps([[file.path, file.size, file.sha256] for file in in_order])
    assert listing == review.round_listing(reversed(files))
    assert review.parse_listing(listing) == tuple(in_order)


def test_a_listing_that_is_not_exactly_one_is_refused() -> None:
    one, two = RoundFile(path="a", size=1, sha256=D), RoundFile(path="b", size=1, sha256=D)
    with pytest.raises(Bug):
        review.round_listing([one, one])
    good = review.round_listing([one, two])
    for bad in (
        good + b" ",
        good[:-1],
        b"{}",
        b"[[]]",
        b'[["a",1]]',
        good.replace(b'"a"', b'"c"'),
        good.replace(b'"b"', b'"a"'),
        good.replace(b",1,", b",true,"),
        good.replace(D.encode(), b"x"),
    ):
        with pytest.raises(UserError):
            review.parse_listing(bad)


def test_a_seal_names_the_tag_manifest(desk: Desk) -> None:
    signed = review.seal(
        tagmanifest=E,
        round_digest="",
        draft=True,
        audit_head=(1, D),
        place=desk.place("egon"),
        signer=desk.signer("egon"),
    )
    assert review.sealed_tagmanifest(signed) == E
    assert review.check(signed, desk.key("egon"))["draft"] is True


SUBJECT = Subject(id="R-1", kind="redaction", digest="1" * 64, proposer="", published_reason="CON")


def decided(desk: Desk, by: str, verdict: Verdict, subject: Subject | None = None) -> Signed:
    about = subject or replace(SUBJECT, proposer=desk.key("egon").fingerprint)
    return desk.sent(
        by, review.decide(about, verdict, place=desk.place(by), signer=desk.signer(by), roster=desk.roster)
    )


def read(desk: Desk, *subjects: Subject) -> tuple[Decision, ...]:
    return review.read_decisions(desk.objects, subjects, review.Frame(rosters=desk.chain, book=BOOK, filing=FILING))


def is_open(desk: Desk, subject: Subject) -> bool:
    return not review.approved(review.judge([subject], read(desk, subject))[0])


def test_a_decision_counts_while_what_it_is_about_stays_the_same(desk: Desk) -> None:
    subject = replace(SUBJECT, proposer=desk.key("egon").fingerprint)
    signed = decided(desk, "lena", Verdict.APPROVE)
    comments = {review.stored_digest(signed): "fine"}
    frame = review.Frame(rosters=desk.chain, book=BOOK, filing=FILING, comments=comments)
    found = review.read_decisions(desk.objects, [subject], frame)
    assert [(one.subject, one.verdict, one.comment, one.current) for one in found] == [
        (subject, Verdict.APPROVE, "fine", True)
    ]
    assert not is_open(desk, subject)
    for changed in (
        replace(subject, digest="2" * 64),
        replace(subject, published_reason="TS"),
        replace(subject, kind="keep"),
    ):
        assert [one.current for one in read(desk, changed)] == [False]
        assert is_open(desk, changed)
    assert [(one.current, one.subject.id) for one in read(desk)] == [(False, "R-1")]


def test_the_newest_decision_of_a_person_counts_and_a_rejection_holds(desk: Desk) -> None:
    subject = replace(SUBJECT, proposer=desk.key("egon").fingerprint)
    decided(desk, "lena", Verdict.REJECT)
    decided(desk, "lena", Verdict.APPROVE)
    assert [one.current for one in read(desk, subject)] == [False, True]
    assert not is_open(desk, subject)
    rejection = decided(desk, "lars", Verdict.REJECT)
    assert is_open(desk, subject)
    desk.sent("lars", review.withdraw(rejection, place=desk.place("lars"), signer=desk.signer("lars")))
    assert not is_open(desk, subject)


def test_a_proposer_decides_about_nothing_of_her_own(desk: Desk) -> None:
    for proposer in ("lena", "eva"):
        with pytest.raises(UserError, match="her own proposal"):
            decided(desk, "lena", Verdict.APPROVE, replace(SUBJECT, proposer=desk.key(proposer).fingerprint))
    with pytest.raises(UserError, match="role legal"):
        decided(desk, "egon", Verdict.APPROVE, SUBJECT)
    # Signed all the same, by a program of her own: read, and not counted.
    signed = decided(desk, "lena", Verdict.APPROVE)
    own = replace(SUBJECT, proposer=desk.key("lena").fingerprint)
    assert [one.current for one in read(desk, own)] == [False]
    assert signed in desk.objects


def test_the_decision_of_somebody_taken_off_the_roster_counts_no_more(desk: Desk) -> None:
    subject = replace(SUBJECT, proposer=desk.key("egon").fingerprint)
    decided(desk, "lena", Verdict.APPROVE)
    desk.change(("egon", "lars"))
    assert [one.current for one in read(desk, subject)] == [False]


def test_a_forged_decision_stops_the_reading(desk: Desk) -> None:
    signed = decided(desk, "lena", Verdict.APPROVE)
    desk.objects[-1] = replace(signed, stored=signed.stored.replace(b'"approve"', b'"reject"'))
    with pytest.raises(UserError, match="signature"):
        read(desk)


def test_whole_chains_pass_and_gaps_replays_forks_and_swaps_do_not(desk: Desk) -> None:
    for number in range(3):
        decided(desk, "lena", Verdict.APPROVE, replace(SUBJECT, id=f"R-{number}"))
    decided(desk, "lars", Verdict.APPROVE, SUBJECT)
    whole = desk.objects
    review.check_chain(whole, desk.chain, book=BOOK)
    lena = [place for place, one in enumerate(whole) if one.signer == desk.key("lena").fingerprint]
    gap = [one for place, one in enumerate(whole) if place != lena[1]]
    with pytest.raises(UserError, match="number 2 of this key"):
        review.check_chain(gap, desk.chain, book=BOOK)
    with pytest.raises(UserError, match="stands twice"):
        review.check_chain([*whole, whole[lena[0]]], desk.chain, book=BOOK)
    swapped = list(whole)
    swapped[lena[0]], swapped[lena[1]] = swapped[lena[1]], swapped[lena[0]]
    with pytest.raises(UserError, match="missing"):
        review.check_chain(swapped, desk.chain, book=BOOK)
    fork = review.decide(
        replace(SUBJECT, id="R-9"),
        Verdict.REJECT,
        place=desk.place("lena", sequence=2),
        signer=desk.signer("lena"),
        roster=desk.roster,
    )
    forked = list(whole)
    forked[lena[1]] = fork
    with pytest.raises(UserError, match="does not follow"):
        review.check_chain(forked, desk.chain, book=BOOK)
    with pytest.raises(UserError, match="another workbook"):
        review.check_chain(whole, desk.chain, book="x")
    assert Role.LEGAL is desk.key("lena").role
