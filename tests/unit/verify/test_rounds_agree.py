"""The verifier in the package and the program itself come to the same judgement about a round: who approved it, whom
that stands for, and who was asked and has not answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebinder import review
from codebinder.bundle.seal import answer_members, approval_members
from codebinder.model.review import Delegation, Duty, Loss, Revocation, RoundState, Signed
from codebinder.model.template import ApprovalPolicy
from codebinder.verify import standalone
from helpers.people import BOOK, FILING, TEMPLATE, Desk

NAMES = ("egon", "lena", "lars", "eva")
DIGEST = "d" * 64
DUTIES = st.lists(st.sampled_from(list(Duty)), max_size=3, unique=True).map(tuple)


@dataclass
class Case:
    """Who is on the roster with what, who submits, whom she asks, who signs, answers, and is released by whom."""

    duties: dict[str, tuple[Duty, ...]]
    delegations: list[tuple[str, str, tuple[Duty, ...], str, str]]
    revoked: dict[str, int]
    submitter: str
    approvers: list[str]
    asked: list[str]
    answers: list[str]
    excusals: list[tuple[str, str]]
    version: int
    desk: Desk = field(default_factory=Desk)
    closing: list[Signed] = field(default_factory=list)


class Files:
    """The members of a package that are about approvals."""

    is_folder = True
    faults: tuple[object, ...] = ()

    def __init__(self, table: dict[str, bytes]) -> None:
        self.table = table

    def chunks(self, name: str) -> Iterator[bytes]:
        yield self.table[name]


def acted(case: Case) -> tuple[Signed, list[Signed]]:
    """Have everybody sign; give the submission and the approvals."""
    desk = case.desk
    prints = {name: desk.key(name).fingerprint for name in NAMES}
    roster = replace(
        desk.roster,
        duties=tuple((prints[who], held) for who, held in case.duties.items()),
        delegations=tuple(
            Delegation(giver=prints[giver], taker=prints[taker], duties=held, filing=filing, until=until)
            for giver, taker, held, filing, until in case.delegations
        ),
        revoked=tuple(
            Revocation(fingerprint=prints[who], loss=Loss.LOST, after=after) for who, after in case.revoked.items()
        ),
    )
    desk.rosters.append(
        desk.sent("egon", review.next_roster(desk.rosters, roster, desk.place("egon"), desk.signer("egon")))
    )
    place = desk.place(case.submitter, roster=case.version)
    asked = [prints[name] for name in case.asked]
    submission = review.submission(digest=DIGEST, reviewers=asked, place=place, signer=desk.signer(case.submitter))
    desk.sent(case.submitter, submission)
    approvals = [
        desk.sent(name, desk.approval(name, DIGEST, roster=case.version)) for name in dict.fromkeys(case.approvers)
    ]
    for name in case.answers:
        signed = review.answer(digest=DIGEST, objects=[], place=desk.place(name), signer=desk.signer(name))
        case.closing.append(desk.sent(name, signed))
    for by, whom in case.excusals:
        if by == whom:
            continue
        keeper = replace(roster, keeper=prints[by])
        signed = review.excuse(
            digest=DIGEST, reviewer=prints[whom], place=desk.place(by), signer=desk.signer(by), roster=keeper
        )
        case.closing.append(desk.sent(by, signed))
    return submission, approvals


def by_the_program(case: Case) -> tuple[bool, review.RoundStatus]:
    desk = case.desk
    row = replace(
        desk.round(digest=DIGEST), submitter=desk.key(case.submitter).fingerprint,
        reviewers=tuple(desk.key(name).fingerprint for name in case.asked),
    )  # fmt: skip
    status = review.round_state(
        row, desk.objects, desk.chain, book=BOOK, filing=FILING, template=TEMPLATE, policy=ApprovalPolicy(),
        input_tag="tag", last=True, proposers=(),
    )  # fmt: skip
    return status.state is RoundState.SIGNED and not status.refused, status


def by_the_verifier(case: Case, submission: Signed, approvals: list[Signed], closing: list[Signed]) -> standalone.Check:
    table = dict([*approval_members(submission, approvals), *answer_members(closing)])
    check = standalone.Check(Files(table))
    check.names = {name: len(data) for name, data in table.items()}
    check.round_digest, check.template_digest = DIGEST, TEMPLATE
    for signed in case.desk.rosters:
        message = review.signed_message(signed.type, signed.stored)
        before = check.rosters[-1] if check.rosters else None
        version = standalone.Signed("proof/roster/x", "roster", message, signed.signature)
        check.rosters.append(standalone.following(before, version, ()))
        check.objects.append(version)
    check._check_approvals()
    return check


def compare(case: Case) -> bool:
    """Ask both; what the package holds of answers is what the program would put there."""
    submission, approvals = acted(case)
    good, status = by_the_program(case)
    approvers = {one.key.fingerprint for one in status.approvals}
    closing = [
        signed
        for who in sorted(case.desk.key(name).fingerprint for name in case.asked)
        if who not in approvers
        and (signed := status.answered.answers.get(who) or status.answered.excusals.get(who)) is not None
    ]
    check = by_the_verifier(case, submission, approvals, closing)
    assert good is not bool(check.faults), (status, check.faults)
    if good:
        assert [one.key.fingerprint for one in status.approvals] == check.approvers
        for one in status.approvals:
            theirs = [person.fingerprint for person in check.acting[one.key.fingerprint]]
            assert [key.fingerprint for key in one.acting_for] == theirs
    return good


@st.composite
def cases(draw: st.DrawFn) -> Case:
    name, some = st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=2, unique=True)
    pairs: dict[tuple[str, str, str], tuple[str, str, tuple[Duty, ...], str, str]] = {}
    for _ in range(draw(st.integers(0, 2))):
        giver, taker = draw(st.permutations(NAMES))[:2]
        filing = draw(st.sampled_from(["", FILING, BOOK]))
        held = draw(DUTIES) or (Duty.APPROVE,)
        pairs[giver, taker, filing] = (
            giver,
            taker,
            held,
            filing,
            draw(st.sampled_from(["", "2026-11-20", "2026-11-21"])),
        )
    rarely = draw(st.integers(0, 3)) == 0
    return Case(
        duties={who: draw(DUTIES) for who in draw(some)} if draw(st.booleans()) else {},
        delegations=list(pairs.values()),
        revoked={who: draw(st.integers(0, 2)) for who in draw(some) if who != "egon"} if rarely else {},
        submitter=draw(st.sampled_from(["egon", "egon", "lena", "eva"])),
        approvers=draw(st.lists(name, min_size=1, max_size=2, unique=True)),
        asked=draw(some),
        answers=draw(some),
        excusals=draw(st.lists(st.tuples(st.sampled_from(["egon", "lena"]), name), max_size=2)),
        version=draw(st.sampled_from([3, 3, 3, 2])),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_both_judge_any_round_alike(case: Case) -> None:
    compare(case)


def plain(**changes: object) -> Case:
    case = Case(
        duties={}, delegations=[], revoked={}, submitter="egon", approvers=["lena"], asked=[], answers=[], excusals=[],
        version=3,
    )  # fmt: skip
    return replace(case, **changes, desk=Desk(), closing=[])  # type: ignore[arg-type]


def test_both_take_what_is_good_and_refuse_what_is_not() -> None:
    """So that the test above fails for what it compares and not because nothing ever counts."""
    approve = ((Duty.APPROVE,), "", "")
    good = [
        {}, {"approvers": ["lena", "lars"]}, {"asked": ["lena", "lars"], "answers": ["lars"]},
        {"asked": ["lars"], "excusals": [("egon", "lars")]}, {"revoked": {"lena": 1}},
        {"approvers": ["eva"], "delegations": [("lars", "eva", *approve)]},
        {"submitter": "eva", "approvers": ["lars"]},
    ]  # fmt: skip
    bad = [
        {"approvers": ["eva"]}, {"approvers": ["egon"]}, {"asked": ["lars"]}, {"revoked": {"lena": 0}},
        {"asked": ["lars"], "excusals": [("lena", "lars")]}, {"submitter": "eva"}, {"duties": {"lena": (Duty.SEAL,)}},
        {"duties": {"egon": (Duty.SEAL,)}}, {"approvers": ["egon"], "delegations": [("lena", "egon", *approve)]},
        {"approvers": ["eva", "lena"], "delegations": [("lars", "eva", *approve)]},
        {"approvers": ["eva", "lars"], "delegations": [("lars", "eva", *approve)]},
        {"approvers": ["eva"], "delegations": [("lars", "eva", *approve)], "version": 2},
    ]  # fmt: skip
    assert [compare(plain(**changes)) for changes in good] == [True] * len(good)
    assert [compare(plain(**changes)) for changes in bad] == [False] * len(bad)
