"""Decisions as they were signed, and what they come to: which verdicts count, who disagrees, what is still open.

Nothing here depends on the order in which objects arrived: answers are merged in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from codebinder.errors import UserError
from codebinder.model.review import (
    Decision,
    Duty,
    Judgement,
    PublicKey,
    Role,
    Roster,
    Settlement,
    ShownHow,
    Signed,
    SignedType,
    Subject,
    Verdict,
)
from codebinder.review.chains import check_object
from codebinder.review.deciding import check_arbiter, check_no_party, check_not_own, setters
from codebinder.review.fields import count_of, is_list, text_of
from codebinder.review.roster import check_four_eyes, member, same_person
from codebinder.review.roster_duties import comes_too_late, revocation_of
from codebinder.review.signing import stored_digest

EVERYTHING = frozenset({""})
"""Of a withdrawn object: all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What signed objects are read by: all versions of the roster, workbook and filing (UUIDs), whom the template has
    settle disagreements and which role approves. `comments` are texts by the stored digest of the object that they go
    with."""

    rosters: Sequence[Roster]
    book: str
    filing: str
    arbiter: str = "keeper"
    role: Role = Role.LEGAL
    comments: Mapping[str, str] | None = None

    def comment(self, digest: str) -> str:
        """Give the comment that goes with a signed object."""
        return (self.comments or {}).get(digest, "")


def withdrawn(
    objects: Iterable[Signed], rosters: Sequence[Roster], *, book: str, filing: str
) -> Mapping[str, frozenset[str]]:
    """Give what its own signer withdrew: the subjects by stored digest of the object, EVERYTHING where it is all."""
    rows = list(objects)
    signers = {stored_digest(signed): signed.signer for signed in rows}
    gone: dict[str, frozenset[str]] = {}
    for signed in rows:
        if signed.type is SignedType.WITHDRAWAL:
            fields = check_object(signed, rosters, book=book, filing=filing)
            target, named = text_of(fields, "object"), fields.get("subjects")
            if signers.get(target) == signed.signer and not comes_too_late(fields, rosters[-1]):
                parts = frozenset(map(str, named)) if is_list(named) else EVERYTHING
                gone[target] = gone.get(target, frozenset()) | parts
    return gone


def is_gone(gone: Mapping[str, frozenset[str]], digest: str, subject: str = "") -> bool:
    """Was this object withdrawn, or of a bulk this subject?"""
    parts = gone.get(digest)
    return parts is not None and ("" in parts or (subject != "" and subject in parts))


def read_decisions(objects: Sequence[Signed], subjects: Sequence[Subject], frame: Frame) -> tuple[Decision, ...]:
    """Read all decisions of a filing, by signer and sequence; `current` are those that count.

    A decision counts while its subject is there and unchanged (same keyed digest, same published reason), its signer
    has not decided again or withdrawn it, is on the roster still, and may decide about it. UserError where an object
    is forged: that is no state to go on from.
    """
    table = {subject.id: subject for subject in subjects}
    gone = withdrawn(objects, frame.rosters, book=frame.book, filing=frame.filing)
    read = [each for signed in objects for each in _entries(signed, frame)]
    may = _Permission(frame)
    newest: dict[tuple[str, str], int] = {}
    for entry in read:
        if not may.late(entry):
            key = (entry.signed.signer, entry.subject.id)
            newest[key] = max(newest.get(key, 0), entry.sequence)
    met = _met(objects, gone, frame)
    found: list[Decision] = []
    for entry in read:
        subject = table.get(entry.subject.id)
        last = newest.get((entry.signed.signer, entry.subject.id), 0) == entry.sequence
        stands = (last or may.late(entry)) and not is_gone(gone, entry.digest, entry.subject.id)
        counts = stands and subject is not None and _still_about(subject, entry.subject) and may(entry, subject)
        by = met.get((entry.digest, entry.subject.id), ())
        found.append(
            Decision(
                subject=subject or entry.subject,
                verdict=entry.verdict,
                comment=frame.comment(entry.digest),
                signer=entry.signed.signer,
                at=entry.at,
                sequence=entry.sequence,
                current=counts,
                digest=entry.digest,
                shown=entry.shown,
                together=entry.together,
                met=any(may.another(entry, each) for each in by),
                void=stands and not counts,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.signer, each.sequence)))


def read_settlements(objects: Sequence[Signed], subjects: Sequence[Subject], frame: Frame) -> tuple[Settlement, ...]:
    """Read how disagreements were settled, by those who may, about subjects that have not changed since."""
    table = {subject.id: subject for subject in subjects}
    signed_ones = [signed for signed in objects if signed.type is SignedType.SETTLEMENT]
    if not signed_ones:
        return ()  # as nearly always
    gone = withdrawn(objects, frame.rosters, book=frame.book, filing=frame.filing)
    signers = {stored_digest(signed): signed.signer for signed in objects}
    found: list[tuple[int, Settlement]] = []
    for signed in signed_ones:
        fields = check_object(signed, frame.rosters, book=frame.book, filing=frame.filing)
        subject, digest = table.get(text_of(fields, "subject")), stored_digest(signed)
        if subject is None or is_gone(gone, digest) or not _still_about(subject, _subject_of(fields)):
            continue
        try:
            check_object(signed, frame.rosters, book=frame.book, filing=frame.filing, current=True)
            check_arbiter(signed.signer, frame.arbiter, frame.rosters[-1])
            check_not_own(subject.proposer, signed.signer, frame.rosters[-1], frame.rosters)
            over = fields["over"]
            parties = [signers.get(str(each), "") for each in (over if is_list(over) else ())]
            check_no_party(signed.signer, parties, frame.arbiter, frame.rosters[-1], frame.rosters)
        except UserError:
            continue
        row = Settlement(
            subject=subject.id, verdict=Verdict(text_of(fields, "verdict")), comment=frame.comment(digest),
            signer=signed.signer, at=text_of(fields, "at"),
            over=frozenset(map(str, over if is_list(over) else ())),
        )  # fmt: skip
        found.append((count_of(fields, "sequence"), row))
    return tuple(row for _, row in sorted(found, key=lambda each: (each[1].signer, each[0])))


def judge(
    subjects: Sequence[Subject], decisions: Iterable[Decision], settlements: Iterable[Settlement] = ()
) -> tuple[Judgement, ...]:
    """Say how every subject stands, in the order given.

    One reviewer's rejection stands against another's approval until the arbiter settles it over exactly the decisions
    that count; a condition that nobody has met holds up an approval, a settled one as well; a recusal is no verdict.
    """
    held: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.current:
            held.setdefault(decision.subject.id, []).append(decision)
    settled: dict[str, list[Settlement]] = {}
    for row in settlements:
        settled.setdefault(row.subject, []).append(row)
    return tuple(_judged(each, tuple(held.get(each.id, ())), settled.get(each.id, ())) for each in subjects)


def approved(judgement: Judgement | None) -> bool:
    """May what was decided about leave?"""
    return judgement is not None and judgement.verdict is Verdict.APPROVE


def _judged(subject: Subject, decisions: tuple[Decision, ...], settlements: Sequence[Settlement]) -> Judgement:
    verdicts = {each.verdict for each in decisions}
    against = Verdict.REJECT in verdicts and bool(verdicts & {Verdict.APPROVE, Verdict.APPROVE_IF})
    digests = frozenset(each.digest for each in decisions if each.verdict is not Verdict.RECUSED)
    covering = [each for each in settlements if digests and digests <= each.over]
    pending = any(each.verdict is Verdict.APPROVE_IF and not each.met for each in decisions)
    if against and len({each.verdict for each in covering}) == 1:
        # Who overrules a rejection follows those who approved: with the condition under which one of them did.
        held_up = pending and covering[-1].verdict is Verdict.APPROVE
        return Judgement(
            subject=subject, verdict=Verdict.APPROVE_IF if held_up else covering[-1].verdict, decisions=decisions,
            condition=held_up, settlement=covering[-1],
        )  # fmt: skip
    if Verdict.REJECT in verdicts:
        verdict: Verdict | None = Verdict.REJECT
    elif pending:
        verdict = Verdict.APPROVE_IF
    elif verdicts & {Verdict.APPROVE, Verdict.APPROVE_IF}:
        verdict = Verdict.APPROVE
    else:
        verdict = None
    condition = pending and verdict is Verdict.APPROVE_IF
    return Judgement(subject=subject, verdict=verdict, decisions=decisions, conflict=against, condition=condition)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One verdict on one subject, out of a decision or a bulk."""

    signed: Signed
    digest: str
    subject: Subject
    verdict: Verdict
    sequence: int
    at: str
    shown: ShownHow
    together: int


def _entries(signed: Signed, frame: Frame) -> Iterator[_Entry]:
    if signed.type is SignedType.DECISION:
        fields = check_object(signed, frame.rosters, book=frame.book, filing=frame.filing)
        about = [_subject_of(fields)]
        how = ShownHow.NONE
    elif signed.type is SignedType.BULK:
        fields = check_object(signed, frame.rosters, book=frame.book, filing=frame.filing)
        rows = fields["subjects"]
        about = [_listed(row) for row in (rows if is_list(rows) else ())]
        how = ShownHow.BULK
    else:
        return
    made = _Entry(
        signed=signed, digest=stored_digest(signed), subject=about[0], verdict=Verdict(text_of(fields, "verdict")),
        sequence=count_of(fields, "sequence"), at=text_of(fields, "at"),
        shown=ShownHow(str(fields.get("shown", how.value))), together=len(about),
    )  # fmt: skip
    for subject in about:
        yield replace(made, subject=subject)


def _subject_of(fields: Mapping[str, object]) -> Subject:
    return Subject(
        id=text_of(fields, "subject"),
        kind=text_of(fields, "kind"),
        digest=text_of(fields, "subject_digest"),
        proposer="",
        published_reason=text_of(fields, "published_reason"),
    )


def _listed(row: object) -> Subject:
    name, kind, digest, published = map(str, row if is_list(row) else ("", "", "", ""))
    return Subject(id=name, kind=kind, digest=digest, proposer="", published_reason=published)


def _still_about(subject: Subject, said: Subject) -> bool:
    return (subject.kind, subject.digest, subject.published_reason) == (said.kind, said.digest, said.published_reason)


def _met(
    objects: Iterable[Signed], gone: Mapping[str, frozenset[str]], frame: Frame
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Give who signed that the condition of a decision on a subject is met."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for signed in objects:
        if signed.type is SignedType.FULFILMENT and not is_gone(gone, stored_digest(signed)):
            try:
                fields = check_object(signed, frame.rosters, book=frame.book, filing=frame.filing, current=True)
            except UserError:
                check_object(signed, frame.rosters, book=frame.book, filing=frame.filing)
                continue
            key = (text_of(fields, "object"), text_of(fields, "subject"))
            found[key] = (*found.get(key, ()), signed.signer)
    return found


class _Permission:
    """Who may decide about whose proposals, asked once for each pair: a page asks for thousands."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._signed: dict[str, bool] = {}
        self._pairs: dict[tuple[str, str, str], bool] = {}
        self._setters: dict[tuple[str, str], tuple[PublicKey, ...]] = {}

    def __call__(self, entry: _Entry, subject: Subject) -> bool:
        return self._stands(entry) and self._pair(subject.proposer, entry)

    def late(self, entry: _Entry) -> bool:
        """Does it come after the last object that counts of a revoked key? Nothing of hers before it is replaced by it:
        whoever has a key that she lost must not be able to take her verdicts back."""
        found = revocation_of(self._frame.rosters[-1], entry.signed.signer)
        return found is not None and entry.sequence > found.after

    def another(self, entry: _Entry, fulfiller: str) -> bool:
        """Is this another person than whoever set a condition, and than the one in whose place it was set?"""
        frame = self._frame
        held = (entry.signed.signer, entry.at[:10])
        if held not in self._setters:
            self._setters[held] = setters(
                entry.signed.signer, frame.rosters, role=frame.role, filing=frame.filing, at=entry.at
            )
        other = member(frame.rosters[-1], fulfiller)
        return entry.signed.signer != fulfiller and (
            other is None or not any(same_person(one, other) for one in self._setters[held])
        )

    def _stands(self, entry: _Entry) -> bool:
        known = self._signed.get(entry.digest)
        if known is None:
            duty = None if entry.verdict is Verdict.RECUSED else Duty.APPROVE
            try:
                check_object(
                    entry.signed, self._frame.rosters, book=self._frame.book, filing=self._frame.filing, current=True,
                    duty=duty, role=self._frame.role if duty else None,
                )  # fmt: skip
                known = True
            except UserError:
                known = False
            self._signed[entry.digest] = known
        return known

    def _pair(self, proposer: str, entry: _Entry) -> bool:
        if entry.verdict is Verdict.RECUSED:
            return True
        pair = (proposer, entry.signed.signer, entry.at[:10])
        known = self._pairs.get(pair)
        if known is None:
            frame = self._frame
            try:
                check_four_eyes(
                    proposer, entry.signed.signer, frame.rosters[-1], earlier=frame.rosters, filing=frame.filing,
                    at=entry.at, role=frame.role,
                )  # fmt: skip
                known = True
            except UserError:
                known = False
            self._pairs[pair] = known
        return known
