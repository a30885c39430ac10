"""People, keys, signed objects and rounds: what is signed, in which words, and in what order (proof.md §3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person's key may do."""

    ENGINEER = "engineer"
    LEGAL = "legal"


class Duty(StrEnum):
    """What a key may sign for; who has which, `Roster.duties` says, and where it says nothing, the role."""

    PROPOSE = "propose"
    APPROVE = "approve"
    SEAL = "seal"


class Loss(StrEnum):
    """Why a key is revoked: nobody has it any more, or somebody else may have it."""

    LOST = "lost"
    COMPROMISED = "compromised"


class SignedType(StrEnum):
    """The kinds of signed object; the type is part of the signed message."""

    ROSTER = "roster"
    ENDORSEMENT = "endorsement"
    DECISION = "decision"
    BULK = "bulk"
    FULFILMENT = "fulfilment"
    SETTLEMENT = "settlement"
    SUBMISSION = "submission"
    ANSWER = "answer"
    EXCUSAL = "excusal"
    APPROVAL = "approval"
    PACKET = "packet"
    SEAL = "seal"
    WITHDRAWAL = "withdrawal"
    RELEASE = "release"
    ERASURE = "erasure"


class Verdict(StrEnum):
    """What a reviewer decided. `APPROVE_IF` counts once somebody else has signed that its condition is met; `RECUSED`
    is no verdict on the thing: another person must decide it."""

    APPROVE = "approve"
    REJECT = "reject"
    APPROVE_IF = "approve-if"
    RECUSED = "recused"


class ShownHow(StrEnum):
    """How much of what she decided a reviewer had before her; recorded privately (proof.md §3)."""

    WHOLE = "whole"
    CONTEXT = "context"
    NONE = "none"
    BULK = "bulk"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """A person's public half: `ed25519` 32 raw bytes, `age` an age recipient ("age1…"), `origin` a random id of the
    account that made it (never leaves in a package; equal origins are flagged)."""

    name: str
    person: str
    role: Role
    ed25519: bytes
    age: str
    origin: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """`giver` lets `taker` (fingerprints) do these duties in her place.

    In one filing (a UUID) or in all (""), up to and with the day `until` (ISO; "" until the roster says otherwise),
    which is checked by the times that signatures claim.
    """

    giver: str
    taker: str
    duties: tuple[Duty, ...]
    filing: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """A key of which nothing counts after its object number `after`."""

    fingerprint: str
    loss: Loss
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Successors:
    """Who may name another keeper where the keeper's key is lost: `need` of these fingerprints together."""

    need: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """An X.509 certificate bound to the key of a person: SHA-256 of its DER bytes in hex, and its subject as text."""

    fingerprint: str
    sha256: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who may sign, at one version; `keeper` is a fingerprint and signs every change.

    `duties` stand for those keys only that may do something else than their role says.
    """

    version: int
    keeper: str
    members: tuple[PublicKey, ...]
    duties: tuple[tuple[str, tuple[Duty, ...]], ...] = ()
    delegations: tuple[Delegation, ...] = ()
    revoked: tuple[Revocation, ...] = ()
    successors: Successors | None = None
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    r"""A stored signed object: `stored` are the canonical JSON bytes, never re-serialised; `signature` 64 bytes over
    "codebinder/<type>/v1\0" ‖ length of `stored` (64-bit big-endian) ‖ `stored`."""

    type: SignedType
    stored: bytes
    signature: bytes
    signer: str


class RoundState(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    SIGNED = "signed"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFile:
    """One file that would leave: payload path or tag path, size in bytes, SHA-256 in lower-case hex."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One submission to legal. `listing` is the canonical JSON list of RoundFiles; `digest` its SHA-256 in hex;
    `input_tag` a keyed digest of everything that the round was computed from, so that a change is seen at once."""

    number: int
    digest: str
    previous: str
    state: RoundState
    submitted_at: str
    submitter: str
    input_tag: str
    files: int
    size: int
    programs: tuple[tuple[str, str], ...] = ()
    reviewers: tuple[str, ...] = ()
    """Fingerprints of those who were asked, all of whom answer or are excused; empty: whoever has the role."""
    scope: tuple[str, ...] = ()
    """The components that this round covers (rolling production); empty: all."""
    unsearched: tuple[str, ...] = ()
    """What the leak scan could not look into: told when the round is submitted, not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a decision is about: a redaction, a kept finding, a withheld file or a paper; `digest` is keyed and changes
    when what was decided about changes."""

    id: str
    kind: str
    digest: str
    proposer: str
    published_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A reviewer's verdict on one subject, as read back from its signed object.

    `digest` is the SHA-256 of that object's stored bytes; `together` how many subjects it decides (1, or a bulk); `met`
    that somebody signed that the condition of an approve-if holds; `void` that it would count, had not what it is about
    changed, or who may decide.
    """

    subject: Subject
    verdict: Verdict
    comment: str
    signer: str
    at: str
    sequence: int
    current: bool
    digest: str = ""
    shown: ShownHow = ShownHow.NONE
    together: int = 1
    met: bool = False
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How the arbiter settled reviewers who disagree about one subject; `over` are the stored digests of the decisions
    that were before him: one more, and the matter is open again."""

    subject: str
    verdict: Verdict
    comment: str
    signer: str
    at: str
    over: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How one subject stands after everybody's decisions; `verdict` is what counts (None: undecided).

    `conflict`: people disagree and nobody has settled it, so that the rejection stands; `condition`: approved only if
    something holds, and nobody has signed that it does.
    """

    subject: Subject
    verdict: Verdict | None
    decisions: tuple[Decision, ...]
    conflict: bool = False
    condition: bool = False
    settlement: Settlement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """A round against the one before, in counts: what is to be decided (`new`, `changed`, `approved` as before,
    `rejected` still, `gone`), and the files that would leave."""

    before: int
    new: int
    changed: int
    approved: int
    rejected: int
    gone: int
    files_new: int
    files_changed: int
    files_same: int
    files_gone: int
    new_ids: tuple[str, ...] = ()
    changed_ids: tuple[str, ...] = ()
