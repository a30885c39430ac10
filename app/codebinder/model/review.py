"""People, keys, signed objects and rounds: what is signed, in which words, and in what order (proof.md §3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person's key may do."""

    ENGINEER = "engineer"
    LEGAL = "legal"


class SignedType(StrEnum):
    """The kinds of signed object; the type is part of the signed message."""

    ROSTER = "roster"
    DECISION = "decision"
    SUBMISSION = "submission"
    APPROVAL = "approval"
    SEAL = "seal"
    WITHDRAWAL = "withdrawal"
    RELEASE = "release"


class Verdict(StrEnum):
    """What a reviewer decided."""

    APPROVE = "approve"
    REJECT = "reject"


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
class Roster:
    """Who may sign, at one version; `keeper` is a fingerprint and signs every change."""

    version: int
    keeper: str
    members: tuple[PublicKey, ...]


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
    """A reviewer's verdict on one subject, as read back from its signed object."""

    subject: Subject
    verdict: Verdict
    comment: str
    signer: str
    at: str
    sequence: int
    current: bool
