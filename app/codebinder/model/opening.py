"""Openings and recovery as values: what was opened to whom, what a check of it found, and what a recovery file is."""

from __future__ import annotations

from dataclasses import dataclass, field

from codebinder.model.package import VerifyLine
from codebinder.model.redaction import RedactionKind
from codebinder.model.text import Message

NOT_PROVEN_BY_OPENING = (
    Message("opening.not-proven-honest"),
    Message("opening.not-proven-keys"),
    Message("opening.not-proven-rest"),
    Message("opening.not-proven-times"),
)
"""What no opening proves; said by every check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A range that hides more than the redactions asked for: it was merged from several that touch each other."""

    ordinal: int
    asked: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenRow:
    """What a signed round hid by one redaction, as it was then: its first file, in how many places, how many bytes."""

    redaction: str
    kind: RedactionKind
    component: str
    path: bytes
    places: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPreview:
    """What an opening would reveal: how much of which round, by which redactions; `merged` what opens along."""

    round: int
    ranges: int
    files: int
    commits: int
    size: int
    redactions: tuple[str, ...]
    merged: tuple[Merged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningReport:
    """What was opened: `path` is the person's own. `unoffered` says why the path from blob to commit is not in it."""

    path: str
    digest: str
    size: int
    round: int
    ranges: int
    files: int
    commits: int
    objects: int
    recipient: str
    recipient_name: str
    release: str
    merged: tuple[Merged, ...] = ()
    warnings: tuple[str, ...] = ()
    unoffered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRow:
    """One row of the register of openings, as its signed release says it."""

    filing: str
    number: int
    at: str
    round: int
    signer: str
    recipient: str
    recipient_name: str
    commitments: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One thing that an opening reveals, checked. `text` is its beginning, escaped, for people to look at, read in
    `encoding`, which is the vendor's word and proven by nothing; `path` the original path of a withheld file,
    escaped."""

    ordinal: int
    kind: str
    component: str
    payload_path: str
    offset: int
    commitment: str
    size: int
    text: str
    path: str = ""
    encoding: str = ""
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningVerdict:
    """What a check found; `exit_code` 0 where everything fits, else 1. `rebuilt` are files that were written."""

    verdict: str
    lines: tuple[VerifyLine, ...]
    opened: tuple[Opened, ...]
    rebuilt: tuple[str, ...]
    extracted: tuple[str, ...]
    not_proven: tuple[str, ...]
    exit_code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryReport:
    """What a recovery file was made of, or what it brought: `path` is the person's own; `to` names who can open it."""

    path: str
    workbook: str
    to: tuple[str, ...]
    by_passphrase: bool
    with_workbook: bool
    restored: bool = False
    new_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryState:
    """Was a recovery file made and test-opened, when, under which name, for whom."""

    made: bool
    at: str = ""
    name: str = ""
    to: tuple[str, ...] = ()
    by_passphrase: bool = False
    with_workbook: bool = False
