"""How a filing's review stands now: which decisions and approvals count, who has answered, what has changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from codebinder import __version__, review
from codebinder import workbook as books
from codebinder.base.messages import SaidError, Told
from codebinder.bundle import codec
from codebinder.model.filing import Filing, Keep
from codebinder.model.package import Approval
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.review import (
    Decision,
    Delta,
    Judgement,
    Role,
    Round,
    RoundState,
    Signed,
    SignedType,
    Subject,
    Verdict,
)
from codebinder.model.text import Message, shown_path
from codebinder.workflow import filings, inputs, notes, registered, shelved
from codebinder.workflow.session import Session
from codebinder.workflow.views import SubjectView

_NAMED = 8
LISTING = "round-listing"
"""Purpose of the subkey that seals a round's listing."""
_SUBJECT, _UNSEARCHED = "subject/", "round-unsearched"


READERS = "firmware-readers"
"""Names, among a round's programs, what read the images whose contents its papers tell."""


def programs(*, highlighted: bool, images: bool) -> tuple[tuple[str, str], ...]:
    """Give the versions of what draws and packs a package, whose listing is `highlighted` or plain, and, where its
    papers tell what is in `images`, of what reads these."""
    from codebinder import firmware  # these two take their time to load
    from codebinder.bundle.programs import drawing_programs

    readers = ((READERS, str(firmware.ENGINE)),) if images else ()
    drawing = drawing_programs(highlighted=highlighted)
    return (("codebinder", __version__), ("codec", codec.name("deflate")), *drawing, *readers)


def input_tag(session: Session, filing: Filing, scope: tuple[str, ...] = ()) -> str:
    """Give a keyed digest of everything that a round is computed from; any change that could move a byte changes it."""
    return inputs.of(session, filing, scope).tag


def scope_of(session: Session, filing: Filing) -> tuple[str, ...]:
    """Give the components that the last round covers; empty: all of them, or there was none."""
    row = session.book.reviews.last_round(filing.slug)
    return row.scope if row else ()


def frame(session: Session, filing: Filing) -> review.Frame:
    """Give what the filing's signed objects are read by."""
    boxes = session.book.reviews.comments(filing.slug)
    return _frame(session, filing, {each: notes.shown(session, box) for each, box in boxes.items()})


def _frame(session: Session, filing: Filing, comments: Mapping[str, str]) -> review.Frame:
    policy = filings.template(session, filing).approvals
    return review.Frame(
        rosters=session.rosters(),
        book=session.book.uid,
        filing=filing.uid,
        arbiter=policy.arbiter,
        role=Role(policy.role),
        comments=comments,
    )


def decisions(session: Session, filing: Filing) -> tuple[Decision, ...]:
    """Give the verdicts on what is there to decide; `current` is False where a change has voided one."""
    subjects_ = inputs.of(session, filing, scope_of(session, filing)).subjects if session.rosters() else ()
    if not subjects_:
        return ()
    return review.read_decisions(session.book.reviews.objects(filing=filing.slug), subjects_, frame(session, filing))


def judged(
    session: Session, filing: Filing, subjects_: Sequence[Subject]
) -> tuple[tuple[Judgement, ...], tuple[Decision, ...]]:
    """Say how every subject stands, beside all decisions that it comes from."""
    if not subjects_ or not session.rosters():
        return review.judge(subjects_, ()), ()
    objects, by = session.book.reviews.objects(filing=filing.slug), frame(session, filing)
    found = review.read_decisions(objects, subjects_, by)
    return review.judge(subjects_, found, review.read_settlements(objects, subjects_, by)), found


def subjects(session: Session, filing: Filing) -> tuple[SubjectView, ...]:
    """Give everything that a reviewer decides, with the verdict that stands."""
    made = inputs.of(session, filing, scope_of(session, filing))
    found, all_of = judged(session, filing, made.subjects)
    void = {decision.subject.id for decision in all_of if decision.void}
    before = _before(session, filing)
    return tuple(_view(session, row, judgement, void, before) for row, judgement in zip(made.rows, found, strict=True))


def _before(session: Session, filing: Filing) -> dict[str, str] | None:
    """Give the subjects' digests of the round before the last one, by id; None where there was none."""
    last = session.book.reviews.last_round(filing.slug)
    if last is None or last.number == 1:
        return None
    known = session.book.reviews.inputs(filing.slug, last.number - 1)
    return {name.removeprefix(_SUBJECT): tag for name, tag in known.items() if name.startswith(_SUBJECT)}


def _view(
    session: Session, row: Redaction | Keep, judgement: Judgement, void: set[str], before: dict[str, str] | None
) -> SubjectView:
    if isinstance(row, Redaction):
        where = f"{row.component}: {shown_path(row.path)}"
        if row.kind is not RedactionKind.FILE:
            where += f", bytes {row.start}-{row.end}"
        title, reason = row.kind.value, row.reason
    else:
        where = f"{row.finding.component}: {shown_path(row.finding.path)}, line {row.finding.line}"
        title, reason = row.finding.rule, ""
    subject = judgement.subject
    since = ""
    if before is not None:
        was = before.get(subject.id)
        since = "new" if was is None else "same" if was == subject.digest else "changed"
    return SubjectView(
        subject=subject,
        title=title,
        where=where,
        internal_reason=reason,
        note=notes.shown(session, row.note),
        decision=standing(judgement),
        was_void=subject.id in void and judgement.verdict is None and not judgement.decisions,
        judgement=judgement,
        since=since,
    )


def standing(judgement: Judgement) -> Decision | None:
    """Give the decision that a subject stands by, its verdict being the one that counts; None where it is undecided."""
    if judgement.verdict is None:
        return None
    if judgement.settlement is not None:
        settled = judgement.settlement
        return Decision(
            subject=judgement.subject, verdict=judgement.verdict, comment=settled.comment, signer=settled.signer,
            at=settled.at, sequence=0, current=True,
        )  # fmt: skip
    wanted = {judgement.verdict, Verdict.APPROVE_IF} if judgement.verdict is Verdict.APPROVE else {judgement.verdict}
    chosen = max(
        (each for each in judgement.decisions if each.verdict in wanted),
        key=lambda each: (each.verdict is judgement.verdict, each.at, each.signer),
    )
    return replace(chosen, verdict=judgement.verdict)


def status(session: Session, filing: Filing) -> review.RoundStatus | None:
    """Give the last round's state and its valid approvals, or None where nothing was submitted."""
    row = session.book.reviews.last_round(filing.slug)
    if row is None:
        return None
    template = filings.template(session, filing)
    made = inputs.of(session, filing, row.scope)
    held = review.round_state(
        row,
        session.book.reviews.objects(filing=filing.slug),
        session.rosters(),
        book=session.book.uid,
        filing=filing.uid,
        template=filing.template_digest,
        policy=template.approvals,
        input_tag=made.tag,
        last=True,
        proposers={each.proposer for each in made.subjects} | {row.submitter},
    )
    refused = _unapproved(session, filing, made.subjects) if held.state is RoundState.SIGNED else ()
    if refused:
        why = Told(Message("fault.state.not-approved-any-more-since", {"names": ", ".join(refused[:_NAMED])}))
        return replace(held, state=RoundState.OPEN, refused=(*held.refused, why))
    return held


def current_round(session: Session, filing: Filing) -> Round | None:
    """Give the last round in the state that it is in now."""
    row = session.book.reviews.last_round(filing.slug)
    if row is None:
        return None
    if registered.erased_on(session, filing):
        return row  # what it was computed from is gone, and that voids nothing
    held = status(session, filing)
    return row if held is None else replace(row, state=held.state)


def open_round(session: Session, filing: Filing) -> Round:
    """Give the round that may be decided and signed; UserError where there is none or a change has voided it."""
    row = session.book.reviews.last_round(filing.slug)
    if row is None:
        raise SaidError(
            Message("refuse.state.nothing-been-submitted-yet"),
            where=filing.slug,
            next_step=Message("next.run-review-submit-first"),
        )
    if row.state is RoundState.VOID or input_tag(session, filing, row.scope) != row.input_tag:
        raise SaidError(
            Message("refuse.state.round-void-something-changed-since", {"number": row.number}),
            where=filing.slug,
            next_step=Message("next.submit-new-round-decisions-nothing"),
        )
    return row


def approvals(session: Session, filing: Filing) -> tuple[Approval, ...]:
    """Give the valid approvals of the current round, oldest first."""
    held = status(session, filing)
    return () if held is None or held.state is RoundState.VOID else held.approvals


def enough(session: Session, filing: Filing) -> bool:
    """Has the current round the approvals that its template asks for?"""
    held = status(session, filing)
    return held is not None and held.state is RoundState.SIGNED


def closing(session: Session, filing: Filing) -> tuple[Signed, ...]:
    """Give the answers and excusals of the current round that enter a package: of those who were asked, by
    fingerprint, who did not sign an approval."""
    row, held = session.book.reviews.last_round(filing.slug), status(session, filing)
    if row is None or held is None:
        return ()
    approvers = {each.key.fingerprint for each in held.approvals}
    found: list[Signed] = []
    for each in sorted(row.reviewers):
        if each not in approvers:
            signed = held.answered.answers.get(each) or held.answered.excusals.get(each)
            if signed is not None:
                found.append(signed)
    return tuple(found)


def check_chain(session: Session) -> None:
    """Refuse a workbook in which a signed object is missing, stands twice, or is filed under something else than it
    says: what was taken out or filed away may be a rejection."""
    check_order(session)
    wrong = shelved.faults(session, comments=False)
    if wrong:
        raise SaidError(
            Message("said.text", {"text": wrong[0]}), next_step=Message("next.go-back-newest-copy-workbook-works")
        )


def check_order(session: Session) -> None:
    """Refuse a workbook in which somebody's objects do not follow each other."""
    review.check_chain(session.book.reviews.objects(), session.rosters(), book=session.book.uid)


def _unapproved(session: Session, filing: Filing, subjects_: Sequence[Subject]) -> tuple[str, ...]:
    """Give the ids of what has no approval that stands: rejected, or taken back since the round was signed."""
    objects, by = session.book.reviews.objects(filing=filing.slug), _frame(session, filing, {})
    found = review.judge(
        subjects_, review.read_decisions(objects, subjects_, by), review.read_settlements(objects, subjects_, by)
    )
    return tuple(each.subject.id for each in found if not review.approved(each))


def rejected(session: Session, filing: Filing) -> tuple[str, ...]:
    """Give the ids of what stands rejected, or approved only under a condition that nobody has met."""
    signed = session.book.reviews.objects(filing=filing.slug)
    if not any(
        each.type in {SignedType.DECISION, SignedType.BULK, SignedType.SETTLEMENT} and _objects(each.stored)
        for each in signed
    ):
        return ()  # as nearly always, and every page asks
    made = inputs.of(session, filing, scope_of(session, filing))
    found, _ = judged(session, filing, made.subjects)
    return tuple(each.subject.id for each in found if each.verdict in {Verdict.REJECT, Verdict.APPROVE_IF})


def _objects(stored: bytes) -> bool:
    """Does a signed verdict reject or set a condition? So it stands in its canonical bytes."""
    return any(b'"verdict":"%s"' % each.value.encode() in stored for each in (Verdict.REJECT, Verdict.APPROVE_IF))


def sealed_unsearched(session: Session, texts: Sequence[str]) -> bytes:
    """Seal what the leak scan could not look into, as a round keeps it; nothing for nothing."""
    return session.sealer.seal(_UNSEARCHED, json.dumps(list(texts)).encode()) if texts else b""


def unsearched(session: Session, filing: Filing, row: Round) -> tuple[str, ...]:
    """Give what the leak scan could not look into when a round was submitted: whoever signs is told."""
    box = session.book.reviews.sealed_unsearched(filing.slug, row.number)
    return tuple(map(str, json.loads(session.sealer.unseal(_UNSEARCHED, box)))) if box else ()


def delta(session: Session, filing: Filing) -> Delta | None:
    """Give the last round against the one before; None where there is none."""
    rows = session.book.reviews.rounds(filing.slug)
    if not rows:
        return None
    last, before = rows[-1], rows[-2] if len(rows) > 1 else None
    now = _subject_tags(session, filing, last.number)
    was = _subject_tags(session, filing, before.number) if before else {}
    stands = {view.subject.id: view.judgement for view in subjects(session, filing)}
    if before is not None and not session.book.reviews.inputs(filing.slug, before.number):
        # A round of an older program kept nothing to compare with but what was approved.
        was = {each: tag for each, tag in now.items() if review.approved(stands.get(each))}
    new = tuple(each for each in now if each not in was)
    changed = tuple(each for each, tag in now.items() if was.get(each, tag) != tag)
    same = [stands.get(each) for each, tag in now.items() if was.get(each) == tag]
    files, old = _files(session, filing, last.number), _files(session, filing, before.number) if before else {}
    return Delta(
        before=before.number if before else 0,
        new=len(new),
        changed=len(changed),
        approved=sum(review.approved(each) for each in same),
        rejected=sum(each is not None and each.verdict is Verdict.REJECT for each in same),
        gone=len(was.keys() - now.keys()),
        files_new=len(files.keys() - old.keys()),
        files_changed=sum(old.get(path, digest) != digest for path, digest in files.items()),
        files_same=sum(old.get(path) == digest for path, digest in files.items()),
        files_gone=len(old.keys() - files.keys()),
        new_ids=new,
        changed_ids=changed,
    )


def _subject_tags(session: Session, filing: Filing, number: int) -> dict[str, str]:
    known = session.book.reviews.inputs(filing.slug, number)
    return {name.removeprefix(_SUBJECT): tag for name, tag in known.items() if name.startswith(_SUBJECT)}


def _files(session: Session, filing: Filing, number: int) -> dict[str, str]:
    box = session.book.reviews.sealed_listing(filing.slug, number)
    listing = books.unpack(session.sealer.unseal(LISTING, box))
    return {row[0]: row[2] for row in json.loads(listing)}


def changes(session: Session, filing: Filing) -> tuple[Message, ...]:
    """Name what has changed since the last round was submitted; empty where nothing has, or it cannot be told."""
    row = session.book.reviews.last_round(filing.slug)
    if row is None:
        return ()
    made = inputs.of(session, filing, row.scope)
    was = session.book.reviews.inputs(filing.slug, row.number)
    if made.tag == row.input_tag or not was:
        return ()
    found: list[Message] = []
    for name in sorted(was.keys() | made.tags.keys()):
        if name == "template" and name not in was:
            continue  # a round of an older program says nothing of it
        if was.get(name) != made.tags.get(name):
            how = "new" if name not in was else "gone" if name not in made.tags else "changed"
            kind, _, what = name.partition("/")
            found.append(Message(f"round.{kind}-{how}", {"name": what}))
    return tuple(found)
