"""What the faces are given: frozen views of a workbook's state, without secrets and without handles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from codebinder.model.filing import Filing, Product
from codebinder.model.findings import Finding
from codebinder.model.package import Outcome
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.review import Decision, Judgement, PublicKey, Round, Subject
from codebinder.model.source import Accounting, Component, Selected, SourceWarning
from codebinder.model.template import FilingTemplate
from codebinder.model.text import Message
from codebinder.workflow.placing import Outcome as CarryOutcome


class Step(StrEnum):
    """The steps of a filing, in the order of the left rail."""

    FILING = "filing"
    SOURCES = "sources"
    FIRMWARE = "firmware"
    DOCUMENTS = "documents"
    REDACTION = "redaction"
    REVIEW = "review"
    PACKAGE = "package"
    VERIFY = "verify"


class Standing(StrEnum):
    """How a step stands."""

    NOTHING = "nothing"
    UNASKED = "unasked"
    """Nothing is there, and the template does not call for anything."""
    WORK = "work"
    COMPLETE = "complete"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step with its state: `open` counts what is still to do there, `why` says the first of it."""

    step: Step
    standing: Standing
    open: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingView:
    """A filing at a glance."""

    filing: Filing
    product: Product
    template: FilingTemplate
    steps: tuple[StepView, ...]
    components: tuple[Component, ...]
    findings_open: int
    redactions: int
    round: Round | None
    hidden: str = ""
    """How much is hidden, in a sentence, where the template has a ceiling or wants the pages with black-out."""
    filled: tuple[str, str] = ("", "")
    """The form's field that the program fills in, and what it will say; empty until it is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitView:
    """A commit to choose: ids in full, texts made safe to show; `refs` are the tags and branches that point at it."""

    id: str
    date: str
    subject: str
    signed: bool
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefsView:
    """A repository's tags and branches, newest first, each (name, commit id, date, annotated)."""

    tags: tuple[tuple[str, str, str, bool], ...]
    branches: tuple[tuple[str, str, str, bool], ...]
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionView:
    """What include and exclude rules make of a tree, before or after it is added."""

    rows: tuple[Selected, ...]
    included: int
    included_size: int
    excluded: int
    unmatched: tuple[str, ...]
    warnings: tuple[SourceWarning, ...]
    faults: tuple[str, ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    """Of what is in, by its names: how many files of each language, the most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryRow:
    """What became of one redaction when its source moved; lines from 1, 0 where there is none or it isn't known."""

    redaction: str
    kind: RedactionKind
    outcome: CarryOutcome
    old_path: bytes
    old_line: int
    new_path: bytes
    new_line: int
    why: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryReport:
    """What became of every redaction of a source. `new_findings` is None until a scan has looked at it."""

    component: str
    old_rev: str
    new_rev: str
    rows: tuple[CarryRow, ...] = ()
    new_findings: int | None = None

    def ids(self, *outcomes: CarryOutcome) -> tuple[str, ...]:
        """Give the redactions of these outcomes."""
        return tuple(row.redaction for row in self.rows if row.outcome in outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What adding or updating a source did; `carry` (update only) tells of every redaction.

    `carried` are the ids of those that stand, `returned` of those that wait for a person, `gone` of those that have no
    place any more.
    """

    component: Component
    files: int
    size: int
    excluded: int
    links: int
    submodules: int
    warnings: tuple[SourceWarning, ...] = ()
    carried: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    carry: CarryReport | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanReport:
    """What a scan read and saw; counts by confidence are of the findings that stand now."""

    files: int
    read: int
    """Files that had to be read: new, changed, or with other redactions than at the scan before."""
    size: int
    findings: int
    high: int
    medium: int
    low: int
    open: int
    seconds: float
    unsought: int = 0
    """Values beyond those that can be looked for at once: they were not looked for in other files and encodings."""
    crowded: int = 0
    """Values that stand in more places than are listed: code or data that says the same everywhere."""
    images: int = 0
    images_read: int = 0
    things: int = 0
    """Firmware images, how many of them had to be read, and how many things they hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """One file for the viewer: the original's bytes, and what stands on it."""

    component: str
    path: bytes
    data: bytes
    encoding: str
    language: str
    findings: tuple[Finding, ...]
    redactions: tuple[Redaction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """Something that a reviewer decides, with the decision that stands (None: undecided, or voided by a change)."""

    subject: Subject
    title: str
    where: str
    internal_reason: str
    note: str
    decision: Decision | None
    was_void: bool = False
    judgement: Judgement | None = None
    since: str = ""
    """Against the round before: "new", "changed" or "same"; empty where there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningView:
    """What is signed, in counts, before the key is asked for. `shared_account` flags keys of one account; `taken_back`
    counts redactions that were withdrawn, dropped or went with a source since the filing was last signed.

    `conditions` were declared met, `pending` are not; `not_shown` was approved by nobody who had it before her;
    `waiting` are those asked who have not answered; `scope` the components of a rolling production; `unsearched` what
    the leak scan could not look into.
    """

    round: Round
    files: int
    size: int
    redactions: int
    keeps: int
    undecided: int
    rejected: int
    scored_down: int
    unmet: tuple[str, ...]
    accounting: tuple[tuple[str, Accounting], ...]
    shared_account: bool
    proposers: tuple[PublicKey, ...]
    taken_back: int = 0
    conditions: int = 0
    pending: int = 0
    conflicts: int = 0
    not_shown: int = 0
    waiting: tuple[PublicKey, ...] = ()
    scope: tuple[str, ...] = ()
    unsearched: tuple[str, ...] = ()
    exposed: tuple[Message, ...] = ()
    """What is hidden in a source for a reason about code, and open in an image."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """What the demo made, and where (paths are the person's own)."""

    workbook: str
    archive: str
    digest: str
    files: int
    redactions: int
    fingerprints: tuple[tuple[str, str], ...]
    verdict: str
    outcome: Outcome
    key_folder: str
    recovery: str = ""
