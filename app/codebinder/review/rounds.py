"""Rounds: the digest of every byte that would leave, the signatures over it, and whether they still count."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from codebinder.base import canonical
from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.model.package import Approval
from codebinder.model.ports import Signer
from codebinder.model.review import Duty, Role, Roster, Round, RoundFile, RoundState, Signed, SignedType
from codebinder.model.template import ApprovalPolicy
from codebinder.model.text import Message
from codebinder.review.answers import NOBODY, Answered, answered, waiting
from codebinder.review.chains import check_object, signer_key
from codebinder.review.decisions import is_gone, withdrawn
from codebinder.review.fields import count_of, is_count, is_digest, is_list, is_mapping, text_of
from codebinder.review.roster import account_shared, member
from codebinder.review.roster_duties import check_counts, check_four_eyes
from codebinder.review.roster_people import same_person
from codebinder.review.signing import Place, check, sign_at, stored_digest

_LARGEST_LISTING = 1 << 28
_LARGEST_SEAL = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the signing page counted: findings undecided, kept, and scored below the default queue."""

    undecided: int
    kept: int
    scored_down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStatus:
    """Where a round stands: the approvals that count, how many more it needs, why others do not count, and whom of
    those that were asked it waits for (fingerprints)."""

    state: RoundState
    approvals: tuple[Approval, ...]
    missing: int
    refused: tuple[str, ...]
    waiting: tuple[str, ...] = ()
    answered: Answered = NOBODY


def round_listing(files: Iterable[RoundFile]) -> bytes:
    """Give the canonical JSON list of [path, size, SHA-256], sorted by the UTF-8 bytes of the paths."""
    rows = sorted(files, key=lambda file: file.path.encode("utf-8"))
    if any(one.path == two.path for one, two in pairwise(rows)):
        raise Bug("a path stands twice in a round")
    # Written out by hand: the same bytes as canonical.dumps, which takes a second for a large tree.
    lines = (f'[{json.dumps(file.path, ensure_ascii=False)},{file.size},"{file.sha256}"]' for file in rows)
    return f"[{','.join(lines)}]".encode()


def round_digest(listing: bytes) -> str:
    """Give the round's digest: the SHA-256 of its listing."""
    return hashlib.sha256(listing).hexdigest()


def parse_listing(listing: bytes) -> tuple[RoundFile, ...]:
    """Read a listing back strictly; UserError where it is not exactly what `round_listing` gives."""
    value = canonical.loads(listing, limit=_LARGEST_LISTING)
    if not is_list(value):
        raise _no_listing()
    files: list[RoundFile] = []
    for row in value:
        if not is_list(row) or len(row) != 3:
            raise _no_listing()
        path, size, sha256 = row
        if not isinstance(path, str) or not is_count(size) or not is_digest(sha256):
            raise _no_listing()
        files.append(RoundFile(path=path, size=size, sha256=sha256))
    if len({file.path for file in files}) != len(files) or round_listing(files) != listing:
        raise _no_listing()
    return tuple(files)


def submission(
    *, digest: str, place: Place, signer: Signer, reviewers: Sequence[str] = (), scope: Sequence[str] = ()
) -> Signed:
    """Sign that this round is handed to legal: to these `reviewers` (fingerprints; none: to whoever has the role), all
    of the filing or, in a rolling production, the components of this `scope`."""
    fields: dict[str, object] = {"digest": digest}
    if reviewers:
        fields["reviewers"] = list(reviewers)
    if scope:
        fields["scope"] = list(scope)
    return sign_at(SignedType.SUBMISSION, place, signer, fields)


def approval(
    *,
    digest: str,
    shown: Shown,
    audit_head: tuple[int, str],
    place: Place,
    signer: Signer,
    shared_account: bool | None = None,
) -> Signed:
    """Sign the round of this digest. Whether the signer may, is `check_four_eyes`; `round_state` asks it again.

    `shared_account` (see `account_shared`) is signed as well: the papers flag it, and they are made by somebody else.
    """
    counts = {"undecided": shown.undecided, "kept": shown.kept, "scored_down": shown.scored_down}
    fields: dict[str, object] = {"digest": digest, "shown": counts, "audit_head": list(audit_head)}
    if shared_account is not None:
        fields["account_shared"] = shared_account
    return sign_at(SignedType.APPROVAL, place, signer, fields)


def seal(
    *, tagmanifest: str, round_digest: str, draft: bool, audit_head: tuple[int, str], place: Place, signer: Signer
) -> Signed:
    """Sign a finished package by its tag manifest; `round_digest` is empty for a draft that was never submitted."""
    fields: dict[str, object] = {
        "tagmanifest": tagmanifest,
        "round_digest": round_digest,
        "draft": draft,
        "audit_head": list(audit_head),
    }
    return sign_at(SignedType.SEAL, place, signer, fields)


def sealed_tagmanifest(signed: Signed) -> str:
    """Give the tag manifest's digest that a seal of our own names; the seal is not checked here."""
    fields = canonical.loads(signed.stored, limit=_LARGEST_SEAL)
    value = fields.get("tagmanifest") if is_mapping(fields) else None
    return value if isinstance(value, str) else ""


def round_state(
    round_: Round,
    objects: Sequence[Signed],
    rosters: Sequence[Roster],
    *,
    book: str,
    filing: str,
    template: str,
    policy: ApprovalPolicy,
    input_tag: str,
    last: bool,
    proposers: Collection[str],
) -> RoundStatus:
    """Say where a round stands.

    `objects` are the filing's signed objects; `input_tag` what the round would be computed from now; `last` whether it
    is the newest round; `proposers` the fingerprints of everybody who proposed something in it.
    """
    void = _why_void(round_, input_tag=input_tag, last=last)
    if void:
        return RoundStatus(state=RoundState.VOID, approvals=(), missing=policy.count, refused=(void,))
    try:
        _check_submission(round_, objects, rosters, book=book, filing=filing, template=template)
    except UserError as error:
        return RoundStatus(state=RoundState.OPEN, approvals=(), missing=policy.count, refused=(str(error),))
    refused = _keeper_faults(rosters[-1], policy)
    wrongly_kept = bool(refused)
    gone = withdrawn(objects, rosters, book=book, filing=filing)
    approvals: list[Approval] = []
    given = (each for each in objects if each.type is SignedType.APPROVAL and not is_gone(gone, stored_digest(each)))
    for signed in sorted(given, key=lambda each: _claimed(each, rosters)):
        try:
            if count_of(check_object(signed, rosters, book=book, filing=filing), "round") != round_.number:
                continue
            fields = check_object(signed, rosters, book=book, filing=filing, current=True)
            _check_names_round(fields, round_, template)
            found = _count(signed, fields, rosters, policy, {round_.submitter, *proposers}, approvals)
        except UserError as error:
            refused.append(str(error))
        else:
            approvals.append(found)
    missing = max(0, policy.count - len(approvals))
    done = answered(round_, objects, rosters, gone, book=book, filing=filing)
    left = waiting(done, {each.key.fingerprint for each in approvals})
    state = RoundState.SIGNED if missing == 0 and not left and not wrongly_kept else RoundState.OPEN
    return RoundStatus(
        state=state, approvals=tuple(approvals), missing=missing, refused=tuple(refused), waiting=left, answered=done
    )


def _claimed(signed: Signed, rosters: Sequence[Roster]) -> tuple[str, str, int]:
    """Give what approvals are put in order by: never by when they arrived, which answers may do in any order."""
    try:
        fields = check(signed, signer_key(signed.signer, rosters))
    except UserError:
        return "", signed.signer, 0  # refused where it is counted, with the reason
    return text_of(fields, "at"), signed.signer, count_of(fields, "sequence")


def _keeper_faults(roster: Roster, policy: ApprovalPolicy) -> list[str]:
    keeper = member(roster, roster.keeper)
    if policy.legal_keeper and (keeper is None or keeper.role is not Role.LEGAL):
        return ["The template asks for a roster that is kept by a person of role legal."]
    return []


def _why_void(round_: Round, *, input_tag: str, last: bool) -> str:
    if not last:
        return f"Round {round_.number} was followed by another one."
    if round_.input_tag != input_tag:
        return f"Something has changed since round {round_.number} was submitted; submit again."
    if round_.state is RoundState.VOID:
        return f"Round {round_.number} was voided; submit again."
    return ""


def _check_submission(
    round_: Round, objects: Sequence[Signed], rosters: Sequence[Roster], *, book: str, filing: str, template: str
) -> None:
    for signed in objects:
        if signed.type is SignedType.SUBMISSION and signed.signer == round_.submitter:
            fields = check_object(signed, rosters, book=book, filing=filing)
            if count_of(fields, "round") == round_.number:
                check_object(signed, rosters, book=book, filing=filing, duty=Duty.PROPOSE)
                _check_names_round(fields, round_, template)
                if _names(fields, "reviewers") != round_.reviewers or _names(fields, "scope") != round_.scope:
                    raise SaidError(
                        Message("refuse.rounds.round-signed-other-reviewers-components", {"number": round_.number}),
                        next_step=Message("next.submit-again"),
                    )
                return
    raise SaidError(
        Message("refuse.rounds.signed-submission-round-missing", {"number": round_.number}),
        next_step=Message("next.submit-again"),
    )


def _names(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = fields.get(name)
    return tuple(map(str, value)) if is_list(value) else ()


def _check_names_round(fields: Mapping[str, object], round_: Round, template: str) -> None:
    where = f"{text_of(fields, 'type')} by {text_of(fields, 'signer')[:16]}"
    if text_of(fields, "digest") != round_.digest:
        raise SaidError(
            Message("refuse.rounds.signature-over-other-bytes-than", {"number": round_.number}), where=where
        )
    if text_of(fields, "previous_round") != round_.previous:
        raise SaidError(Message("refuse.rounds.signature-names-another-round-before"), where=where)
    if text_of(fields, "template") != template:
        raise SaidError(Message("refuse.rounds.signature-names-another-template"), where=where)


def _count(
    signed: Signed,
    fields: Mapping[str, object],
    rosters: Sequence[Roster],
    policy: ApprovalPolicy,
    proposers: Collection[str],
    before: Sequence[Approval],
) -> Approval:
    """Give the approval where it counts: of the right role, by none of the proposers, by a person not counted yet."""
    roster, role = rosters[-1], Role(policy.role)
    filing, at = text_of(fields, "filing"), text_of(fields, "at")
    persons = check_counts(signed, fields, rosters, duty=Duty.APPROVE, filing=filing, role=role)
    for proposer in sorted(proposers):
        for version in (rosters[count_of(fields, "roster") - 1], roster):
            check_four_eyes(proposer, signed.signer, version, role=role, earlier=rosters, filing=filing, at=at)
    key = persons[0]
    for other in before:
        counted = (other.key, *other.acting_for)
        if any(same_person(one, two) for one in persons for two in counted):
            raise SaidError(Message("refuse.rounds.person-counts-once"), where=key.person)
    others = [one for one in roster.members if one.fingerprint in proposers] + [one.key for one in before]
    said = fields.get("account_shared")
    shared = said if isinstance(said, bool) else account_shared(key, others)
    return Approval(signed=signed, key=key, at=at, account_shared=shared, acting_for=persons[1:])


def _no_listing() -> UserError:
    return SaidError(Message("refuse.rounds.not-listing-round"), next_step=Message("next.take-file-package-again"))
