"""What the faces are given of a packet and of an answer: frozen views of data from outside, checked before."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder.model.findings import Finding
from codebinder.model.redaction import Redaction
from codebinder.model.review import Delta, PublicKey, Round
from codebinder.model.source import Accounting
from codebinder.model.text import Message
from codebinder.workflow.views import SubjectView


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketReport:
    """What an export wrote; `path` is the person's own."""

    path: str
    size: int
    sha256: str
    files: int
    originals: int
    content: str
    recipients: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketInfo:
    """What a packet says of itself, its signature checked. Every text comes from outside and is escaped when shown.

    `content` is "whole" or "ranges"; `difference` a unified diff of its template against the one that is shipped here
    (None: none of that id is); `keeper_known`: this account has seen this keeper for this workbook before; `behind`
    says in a sentence that this account has seen a later state of the workbook than the packet's, else "".
    """

    workbook: str
    filing: str
    filing_uid: str
    vendor: str
    vendor_zh: str
    product: str
    version: str
    recipient: str
    round: Round
    template_id: str
    template_version: str
    difference: tuple[str, ...] | None
    proposer: PublicKey
    keeper: PublicKey
    members: tuple[PublicKey, ...]
    keeper_known: bool
    behind: str
    content: str
    questions: tuple[str, ...]
    delta: Delta | None
    accounting: tuple[tuple[str, Accounting], ...]
    unmet: tuple[str, ...]
    unsearched: tuple[str, ...]
    scored_down: int
    taken_back: int
    shared_account: bool
    made_at: str
    sha256: str
    exposed: tuple[Message, ...] = ()
    """What is hidden in a source for a reason about code, and open in an image."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketSubject(SubjectView):
    """Something to decide, with where it stands in the packet: offsets in bytes of the original, `line` (of a finding)
    from 1, `member` the path inside the archive that the file is. `hides` are the numbers of its ranges."""

    component: str = ""
    path: bytes = b""
    start: int = 0
    end: int = 0
    line: int = 0
    member: bytes = b""
    hides: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketFile:
    """One file of a packet. `original` and `filed` are bytes (with ranges only: `original` holds the parts that were
    sent, `parts` says where each begins in the original and in `original`); `whole` says which of the two it is."""

    component: str
    path: bytes
    encoding: str
    language: str
    original: bytes
    filed: bytes
    whole: bool
    withheld: bool
    redactions: tuple[Redaction, ...]
    findings: tuple[Finding, ...]
    parts: tuple[tuple[int, int, int], ...] = ()
    """Each: where it begins in the whole original, where in `original`, and how long it is."""
    filed_parts: tuple[tuple[int, int, int], ...] = ()
    """The same of the file as filed and `filed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketCheck:
    """What was recomputed: the round's digest from the bytes in the packet, each commitment from the original and its
    salt, each file outside its ranges. `faults` name what does not agree; nothing is signed while there is one."""

    files: int
    size: int
    commitments: int
    digest: str
    faults: tuple[str, ...]
    not_checked: tuple[str, ...]
    fault_messages: tuple[Message, ...] = ()
    not_checked_messages: tuple[Message, ...] = ()
    """The same as messages, for a face in another language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReport:
    """What an import did: signed objects taken in, those that were here already, and what now stands in conflict."""

    reviewer: PublicKey
    round: int
    added: int
    known: int
    approved: bool
    conflicts: tuple[str, ...]
    missing: tuple[str, ...]
    """Names of the reviewers who were asked and have not answered."""
    certificate: str = ""
    """Subject of the certificate that signed approval.pdf, where one came."""
    changed: tuple[str, ...] = ()
    """Ids of what was decided and has changed since, or is gone: taken in, and it does not count."""
    unjudged: bool = False
    """An approval.pdf came along, and this installation cannot judge it (see `workflow.certificates.available`)."""
