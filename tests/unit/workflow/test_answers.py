"""Answers come back whole or not at all, in any order the same; what was left out, put back or changed shows."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from codebinder import vault
from codebinder.errors import UserError
from codebinder.model.review import RoundState, SignedType, Verdict
from codebinder.workflow import against, answerfile, answers, audit, notes, people, reviewing, state
from codebinder.workflow.against import AgainstKind
from codebinder.workflow.packetviews import AnswerReport
from codebinder.workflow.session import Session
from helpers import certificates as certificates_of
from helpers.desk import members
from helpers.reviewers import QUIET, Packet, Reviewer, subject_ids
from helpers.workflows import ENGINEER, Room

FILES = {b"a.c": b"".join(b"line %d\n" % number for number in range(30))}


@pytest.fixture
def two(room: Room, tmp_path: Path) -> tuple[Reviewer, Reviewer]:
    made = Reviewer(room, tmp_path, "wang"), Reviewer(room, tmp_path, "liu")
    room.source(FILES)
    room.scan()
    for line in (1, 5, 9, 13):
        room.hide(b"a.c", line, line)
    return made


def submitted(room: Room, *who: str) -> Packet:
    reviewing.submit(room.session, room.filing, key=ENGINEER, reviewers=who, **QUIET)
    return Packet(room, to=who)


def decided(her: Reviewer, packet: Packet, *reject: str, sign: bool = False) -> Path:
    with her.desk(packet) as desk:
        if reject:
            desk.decide(ids=reject, verdict=Verdict.REJECT, comment=f"{her.name}: not this", key=her.name)
        rest = [each for each in packet.ids if each not in reject]
        desk.decide(ids=rest, verdict=Verdict.APPROVE, key=her.name)
        if sign:
            desk.sign(key=her.name, **QUIET)
    return her.answer(packet)


def take(room: Room, path: Path) -> AnswerReport:
    return answers.import_(room.session, path, **QUIET)


def dump(session: Session, slug: str = "f") -> object:
    """Everything that the state of the review is, without the order in which it came."""
    filing = next(each for each in session.book.filings.list() if each.slug == slug)
    objects = sorted((each.stored, each.signature) for each in session.book.reviews.objects())
    comments = {each: notes.opened(session, box) for each, box in session.book.reviews.comments(slug).items()}
    return (
        objects,
        comments,
        state.subjects(session, filing),
        state.status(session, filing),
        reviewing.reviewers(session, filing),
        reviewing.signing(session, filing),
    )


def copies(room: Room, count: int) -> list[Session]:
    found: list[Session] = []
    for number in range(count):
        path = room.folder / f"copy-{number}.codebinder"
        shutil.copy(room.session.path, path)
        found.append(Session.open(room.environment, path))
    return found


def rewritten(path: Path, room: Room, change: Callable[[answerfile.Answer], answerfile.Answer]) -> Path:
    """What somebody with the recipient's key could make of an answer."""
    data, public = answerfile.decrypted(room.environment, path, "")
    out = path.with_suffix(".changed")
    out.write_bytes(vault.encrypt([public.age], answerfile.write(change(answerfile.read(data)))))
    return out


def test_an_answer_brings_decisions_comments_and_who_still_has_to(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    wang, _ = two
    packet = submitted(room, "wang", "liu")
    first, *_ = packet.ids
    report = take(room, decided(wang, packet, first))
    assert (report.reviewer.name, report.added, report.known) == ("wang", 3, 0)
    assert report.missing == ("liu",)
    rows = {each.subject.id: each for each in reviewing.subjects(room.session, room.filing)}
    assert rows[first].judgement.verdict is Verdict.REJECT
    assert rows[first].judgement.decisions[0].comment == "wang: not this"
    assert b"not this" not in room.session.path.read_bytes()


def test_three_answers_in_every_order_come_to_the_same_state(
    room: Room, two: tuple[Reviewer, Reviewer], tmp_path: Path
) -> None:
    third = Reviewer(room, tmp_path, "sun")
    packet = submitted(room, "wang", "liu", "sun")
    first, second, *_ = packet.ids
    paths = [
        decided(two[0], packet, sign=True),
        decided(two[1], packet, first, second),
        decided(third, packet, second),
    ]
    dumps: list[object] = []
    for session, order in zip(copies(room, 6), itertools.permutations(paths), strict=True):
        with session:
            for path in order:
                answers.import_(session, path, **QUIET)
            dumps.append(dump(session))
    assert all(each == dumps[0] for each in dumps)


def test_the_same_answer_again_adds_nothing(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    packet = submitted(room)
    path = decided(two[0], packet)
    take(room, path)
    before, rows = dump(room.session), audit.rows(room.session).total
    report = take(room, path)
    assert (report.added, report.known) == (0, 2)
    assert (dump(room.session), audit.rows(room.session).total) == (before, rows)


def test_two_signatures_sign_the_round(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    packet = submitted(room, "wang", "liu")
    assert take(room, decided(two[0], packet, sign=True)).approved
    assert room.state() == RoundState.OPEN.value
    take(room, decided(two[1], packet, sign=True))
    assert room.state() == RoundState.SIGNED.value
    assert audit.faults(room.session) == ()


def test_the_page_that_her_certificate_signed_comes_along(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    wang = two[0]
    issued = certificates_of.issue()
    people.bind_certificate(room.session, "wang", issued.der, key=ENGINEER)
    packet = submitted(room, "wang")
    with wang.desk(packet) as desk:
        desk.decide(ids=None, verdict=Verdict.APPROVE, key="wang")
        with pytest.raises(UserError):
            desk.sign(key="wang", pkcs12=issued.write(wang.folder), pkcs12_passphrase="wrong", **QUIET)
        assert [each.type for each in desk.own("wang")] == [SignedType.BULK]
        desk.sign(key="wang", pkcs12=issued.write(wang.folder), pkcs12_passphrase=certificates_of.PASSPHRASE, **QUIET)
    path = wang.answer(packet)
    for changed in (b"%PDF-1.4 another", b"%PDF"):
        with pytest.raises(UserError):
            take(room, rewritten(path, room, lambda answer, pdf=changed: replace(answer, approval_pdf=pdf)))
    assert audit.rows(room.session).items[-1].action == "review export"
    report = take(room, path)
    assert "Chen Yu" in report.certificate
    assert take(room, path).certificate == report.certificate
    assert any(each.endswith("approval-1.pdf") for each in members(room.build()))


def test_disagreement_is_listed(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    packet = submitted(room)
    first, *_ = packet.ids
    assert take(room, decided(two[0], packet)).conflicts == ()
    assert take(room, decided(two[1], packet, first)).conflicts == (first,)


def test_what_changed_since_is_taken_in_told_and_does_not_count(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    packet = submitted(room)
    path = decided(two[0], packet)
    gone = packet.ids[0]
    room.withdraw(gone)
    assert take(room, path).changed == (gone,)


def test_an_answer_to_an_older_round_is_refused_and_comes_with_the_next(
    room: Room, two: tuple[Reviewer, Reviewer]
) -> None:
    wang = two[0]
    old = decided(wang, submitted(room), Packet(room).ids[0])
    room.withdraw(subject_ids(room)[1])
    later = submitted(room)
    before = dump(room.session)
    with pytest.raises(UserError, match="about round 1; round 2 has been submitted"):
        take(room, old)
    assert dump(room.session) == before
    with wang.desk(later) as desk:
        assert [each.judgement.verdict for each in desk.subjects()].count(Verdict.REJECT) == 1
    report = take(room, wang.answer(later))
    assert report.added == 4
    assert not report.changed or len(report.changed) == 1


def test_an_answer_left_out_shows(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    wang = two[0]
    packet = submitted(room)
    decided(wang, packet)
    with wang.desk(packet) as desk:
        places = desk.own("wang")
    packet.show(*places)  # as if the packet were made where the first answer is in
    with wang.desk(packet) as desk:
        desk.decide(ids=packet.ids[:1], verdict=Verdict.REJECT, comment="after all", key="wang")
    with pytest.raises(UserError, match=r"neither in it nor in this workbook|number 1-2 of her key"):
        take(room, wang.answer(packet, "second.answer"))


@pytest.mark.parametrize("when", ["before-submission", "after"])
def test_a_workbook_that_was_put_back_takes_no_answer(room: Room, two: tuple[Reviewer, Reviewer], when: str) -> None:
    week_ago = room.folder / "week-ago.codebinder"
    if when == "before-submission":
        shutil.copy(room.session.path, week_ago)
    reviewing.submit(room.session, room.filing, key=ENGINEER, **QUIET)
    if when == "after":
        shutil.copy(room.session.path, week_ago)
    path = decided(two[0], Packet(room))
    with Session.open(room.environment, week_ago) as session:
        rows = audit.rows(session).total
        with pytest.raises(UserError, match=r"put back|has 0 rounds"):
            answers.import_(session, path, **QUIET)
        assert audit.rows(session).total == rows


def test_an_answer_for_another_workbook_or_filing_is_refused(
    room: Room, two: tuple[Reviewer, Reviewer], tmp_path: Path
) -> None:
    path = decided(two[0], submitted(room))
    for field, sentence in (("workbook", "another workbook"), ("filing", "does not have")):
        changed = rewritten(path, room, lambda answer, field=field: replace(answer, **{field: answer.packet}))
        with pytest.raises(UserError, match=sentence):
            take(room, changed)


@pytest.mark.parametrize(
    "how", ["object-left-out", "last-left-out", "comment-changed", "comment-left-out", "stored", "signature", "round"]
)
def test_an_answer_that_somebody_changed_is_refused_whole(room: Room, two: tuple[Reviewer, Reviewer], how: str) -> None:
    packet = submitted(room)
    path = decided(two[0], packet, packet.ids[0])

    def change(answer: answerfile.Answer) -> answerfile.Answer:
        first, *rest = answer.objects
        bits = bytes([first.signature[0] ^ 1, *first.signature[1:]])
        return {
            "object-left-out": lambda: replace(answer, objects=tuple(rest), comments={}),
            "last-left-out": lambda: replace(answer, objects=answer.objects[:-1]),
            "comment-changed": lambda: replace(answer, comments=dict.fromkeys(answer.comments, "yes")),
            "comment-left-out": lambda: replace(answer, comments={}),
            "stored": lambda: replace(
                answer, objects=(replace(first, stored=first.stored.replace(b"reject", b"approve")), *rest), comments={}
            ),
            "signature": lambda: replace(answer, objects=(replace(first, signature=bits), *rest)),
            "round": lambda: replace(answer, round=2),
        }[how]()

    before = dump(room.session)
    with pytest.raises(UserError):
        take(room, rewritten(path, room, change))
    assert dump(room.session) == before
    assert take(room, path).added == 3


def test_an_answer_for_somebody_else_does_not_open(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    path = decided(two[0], submitted(room))
    other = replace(room.environment, open_vault=lambda: two[1].vault)
    object.__setattr__(other, "_unlocked", type(other._unlocked)())
    with Session.open(other, room.session.path, read_only=True) as session, pytest.raises(UserError, match="none of"):
        answers.import_(session, path, **QUIET)


def test_a_key_that_signed_in_the_workbook_meanwhile_is_a_fork(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    wang = two[0]
    packet = submitted(room)
    path = decided(wang, packet)
    room.vault._pairs["wang"] = wang.vault._pairs["wang"]  # she works at the engineer's desk as well
    room.decide(packet.ids[0], key="wang")
    with pytest.raises(UserError, match="Two different things stand at number 1"):
        take(room, path)


# audit --against


def kinds(session: Session, path: Path) -> list[str]:
    return sorted({each.kind.value for each in against.check(session, path).findings})


def test_what_was_sent_agrees_with_the_workbook_it_came_from(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    path = decided(two[0], submitted(room, two[0].key.name), sign=True)
    assert kinds(room.session, path) == [AgainstKind.FINE, AgainstKind.WAITING]
    take(room, path)
    assert kinds(room.session, path) == [AgainstKind.FINE]
    assert kinds(room.session, room.build()) == [AgainstKind.FINE]


def test_against_a_package_an_older_copy_shows(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    packet = submitted(room, two[0].key.name)
    old = room.folder / "old.codebinder"
    shutil.copy(room.session.path, old)
    take(room, decided(two[0], packet, sign=True))
    package = room.build()
    with Session.open(room.environment, old) as session:
        assert kinds(session, package) == [AgainstKind.CUT_TAIL, AgainstKind.ROLLBACK]
        people.create_key(room.environment, "x", role=two[0].key.role)
        for name in ("x1", "x2", "x3", "x4"):
            people.create_key(room.environment, name, role=two[0].key.role)
            people.trust(session, name, key=ENGINEER)
        found = kinds(session, package)
    assert AgainstKind.FORK in found


def edit(room: Room, *statements: str) -> Path:
    """A copy of the workbook with these statements run on it by hand."""
    import sqlite3

    path = room.folder / "edited.codebinder"
    shutil.copy(room.session.path, path)
    with sqlite3.connect(path) as connection:
        for each in statements:
            connection.execute(each)
    return path


def test_a_cut_tail_shows(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    path = decided(two[0], submitted(room))
    last = audit.rows(room.session).total
    with Session.open(room.environment, edit(room, f"DELETE FROM audit WHERE seq > {last - 2}")) as session:
        assert session.book.check() == ()  # a chain that ends early is whole in itself
        assert AgainstKind.CUT_TAIL in kinds(session, path)
        assert any("which is not here" in each for each in audit.faults(session))


def test_a_chain_written_anew_shows(room: Room, two: tuple[Reviewer, Reviewer]) -> None:
    import sqlite3

    from codebinder.workbook import audit as rows

    packet = submitted(room, "wang")
    path = decided(two[0], packet)
    take(room, path)
    copy = edit(room, "UPDATE audit SET actor = 'nobody' WHERE seq = 3")
    with sqlite3.connect(copy) as connection:
        (previous,) = connection.execute("SELECT value FROM meta WHERE key = 'audit_salt'").fetchone()
        for row in connection.execute("SELECT * FROM audit ORDER BY seq").fetchall():
            link = rows._link((*row[:6], previous))
            connection.execute("UPDATE audit SET previous = ?, hash = ? WHERE seq = ?", (previous, link, row[0]))
            previous = link
    with Session.open(room.environment, copy) as session:
        assert session.book.check() == ()
        assert kinds(session, path) == [AgainstKind.RECOMPUTED]
        assert any("another row" in each for each in audit.faults(session))


def test_another_workbook_has_nothing_of_it(room: Room, two: tuple[Reviewer, Reviewer], tmp_path: Path) -> None:
    path = decided(two[0], submitted(room))
    with Session.create(room.environment, tmp_path / "other.codebinder", vendor="Else") as session:
        assert kinds(session, path) == [AgainstKind.FOREIGN]


def test_every_type_that_an_answer_may_carry_is_one_of_hers() -> None:
    assert SignedType.ROSTER not in answerfile.CARRIED
    assert SignedType.SUBMISSION not in answerfile.CARRIED
    assert SignedType.RELEASE not in answerfile.CARRIED
