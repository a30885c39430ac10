"""The register: where each filing stands with its recipient, what went to whom, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from codebinder.model.filing import FilingState

_P, _S, _C, _D = FilingState.PREPARING, FilingState.SENT, FilingState.CORRECTION, FilingState.CLEARED
_R, _H, _O, _W = FilingState.REVOKED, FilingState.SUSPENDED, FilingState.SUPERSEDED, FilingState.WITHDRAWN

CHANGES: Mapping[FilingState, tuple[FilingState, ...]] = {
    _P: (_S, _W),
    _S: (_C, _D, _R, _H, _O, _W),
    _C: (_S, _D, _R, _H, _O, _W),
    _D: (_C, _R, _H, _O, _W),
    _R: (_D, _O),
    _H: (_S, _C, _D, _R, _O, _W),
    _O: (),
    _W: (),
}
"""Which state may follow which. A revocation may be lifted; what was withdrawn or superseded stays so."""

WAITING = (_P, _C)
"""States in which the next move is ours, so that a due date counts."""


class EventKind(StrEnum):
    """What a row of the register records."""

    STATE = "state"
    DUE = "due"
    DELIVERY = "delivery"
    RECEIPT = "receipt"
    ANSWER = "answer"
    LETTER = "letter"
    CLAWBACK = "clawback"
    STEP = "step"
    DESTROYED = "destroyed"
    REPLACED = "replaced"
    HOLD = "hold"
    RELEASED = "released"
    RETENTION = "retention"
    ERASED = "erased"


class Medium(StrEnum):
    """On what something travelled."""

    DISC = "disc"
    USB = "usb"
    PORTAL = "portal"
    EMAIL = "email"
    PAPER = "paper"
    HAND = "hand"
    OTHER = "other"


class Stage(StrEnum):
    """What a delivery is: the package itself, or one of the two stages of a filing that is proposed first."""

    PACKAGE = "package"
    PROPOSAL = "proposal"
    FINAL = "final"


class AnswerKind(StrEnum):
    """What the authority says to a proposal."""

    ACCEPTED = "accepted"
    CHANGES = "changes"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One row as the workbook keeps it: `day` is when it happened, `at` when it was written down, `value` plain JSON.

    `about` is the number of the row that it belongs to (0: none), `note` is sealed.
    """

    id: int
    filing: str
    at: str
    day: str
    kind: EventKind
    about: int
    actor: str
    value: str
    note: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEvent:
    """One row for people: `actor` a fingerprint or "", `facts` what it says by name, `note` unsealed."""

    id: int
    filing: str
    at: str
    day: str
    kind: EventKind
    about: int
    actor: str
    facts: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a recipient gave in acknowledgement; a scan is known by its digest."""

    id: int
    day: str
    number: str
    who: str = ""
    scan: str = ""
    scan_sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What went to whom. `foreign`: no build of the register has this digest; `follows` the proposal's digest."""

    id: int
    filing: str
    day: str
    at: str
    stage: Stage
    to: str
    medium: Medium
    digest: str
    archive: str = ""
    size: int = 0
    round: int = 0
    foreign: bool = False
    tracking: str = ""
    copies: int = 1
    volumes: int = 1
    seals: tuple[str, ...] = ()
    released_by: str = ""
    received_by: str = ""
    follows: str = ""
    reference: str = ""
    note: str = ""
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the authority said to a proposal (`about` is its delivery)."""

    id: int
    about: int
    day: str
    kind: AnswerKind
    reference: str = ""
    due: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that was done about a claw-back."""

    id: int
    day: str
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed:
    """A recipient's receipt of destruction or return."""

    id: int
    day: str
    who: str
    number: str = ""
    scan: str = ""
    scan_sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clawback:
    """Something left that should not have; open until every recipient has confirmed (`waiting` are those who have not).

    `replacement` is the filing that takes its place, `replacement_digest` the package where it is built.
    """

    id: int
    filing: str
    day: str
    digest: str
    archive: str
    basis: str
    members: tuple[str, ...]
    ranges: tuple[int, ...]
    recipients: tuple[str, ...]
    waiting: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    destroyed: tuple[Destroyed, ...] = ()
    replacement: str = ""
    replacement_digest: str = ""
    note: str = ""

    @property
    def open(self) -> bool:
        """Is a receipt still missing?"""
        return bool(self.waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One filing in the list by due date; `days` until then (negative: past), None where nothing is due."""

    filing: str
    product: str
    recipient: str
    state: FilingState
    due: str
    days: int | None
    clawbacks: int = 0
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """Everything that the register has of one filing; `allowed` are the states that may follow."""

    filing: str
    state: FilingState
    due: str
    days: int | None
    allowed: tuple[FilingState, ...]
    events: tuple[RegisterEvent, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    answers: tuple[Answer, ...] = ()
    clawbacks: tuple[Clawback, ...] = ()
    held: bool = False
    hold_reference: str = ""
    retain_until: str = ""
    erased: str = ""
    supersedes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papered:
    """A paper of the register that was written: its path, digest, pages."""

    path: str
    sha256: str
    pages: int
    event: int = 0
    unsearched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReport:
    """What erasing one filing destroyed, what stays, and where older copies may still hold it.

    `recovery` are the recovery files that this workbook knows of, each with its day and whether a copy of the workbook
    is in it; `packets` and `openings` how many left with content; `copies` what upgrades kept
    beside the workbook, `lost_copies` the days of those upgrades whose copy lies there no more.
    """

    filing: str
    day: str
    maps: int
    salts: int
    values: int
    components: int
    commitments: int
    builds: int
    signed: int
    early: bool
    compacted: bool
    openings: int = 0
    packets: int = 0
    recovery: tuple[tuple[str, str, bool], ...] = ()
    copies: tuple[str, ...] = ()
    lost_copies: tuple[str, ...] = ()
