"""A filing template as frozen values, read from YAML by `templates`: no regime's number stands in code."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from codebinder.model.condition import Condition
from codebinder.model.provenance import BasedOn
from codebinder.model.rule_source import RuleSource
from codebinder.model.template_pages import Listing
from codebinder.model.template_papers import Attached, Change, Deadline, Delivery, FileNames, Paper, Task, TemplateKind
from codebinder.model.text import LangText


class Status(StrEnum):
    """Whether the regime behind a template binds anybody today."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    CONTRACTUAL = "contractual"


class Level(StrEnum):
    """How strongly a requirement asks."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    FORBIDDEN = "forbidden"
    OMITTABLE = "omittable"


class RequirementKind(StrEnum):
    """What a requirement asks for; FIELD kinds are answered in the form."""

    TEXT = "text"
    MULTILINE = "multiline"
    ENUM = "enum"
    MULTI_ENUM = "multi_enum"
    DATE = "date"
    NUMBER = "number"
    DECLARATION = "declaration"
    PERSON = "person"
    ADDRESS = "address"
    TABLE = "table"
    QUESTIONS = "questions"
    DOCUMENT = "document"
    SOURCE = "source"
    FIRMWARE = "firmware"
    SBOM = "sbom"
    APPROVAL = "approval"
    REFERENCE = "reference"


FIELD_KINDS = frozenset(RequirementKind) - {
    RequirementKind.DOCUMENT,
    RequirementKind.SOURCE,
    RequirementKind.FIRMWARE,
    RequirementKind.SBOM,
    RequirementKind.APPROVAL,
    RequirementKind.REFERENCE,
}
"""Answered in the form (`filing set`); the others by components and people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """One legal text; `date_note` says where sources contradict each other."""

    title: LangText
    number: str = ""
    date: str = ""
    date_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of an enumeration, with its label."""

    value: str
    label: LangText


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table requirement; `fill` says what of an observation in the code it takes (`Fill`). `kind`:
    text, number, date, flag (yes or no) or enum (one of `choices`); `pattern` (RE2) must match a whole cell."""

    id: str
    label: LangText
    required: bool = True
    fill: str = ""
    kind: str = "text"
    choices: tuple[Choice, ...] = ()
    max_chars: int = 0
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a question set; `condition` says when it is asked at all."""

    id: str
    text: LangText
    help: LangText = LangText()
    required: bool = True
    max_chars: int = 0
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """The questions as of one revision of the form; the answer names the revision that it answers."""

    revision: str
    questions: tuple[Question, ...]
    label: LangText = LangText()
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRules:
    """What a supplied document must be beside its type and size. `seal`, `original`, `translation` are stated by the
    person who supplies it; `copies` is how many the authority wants; `valid_days` counts from the stated day of issue.
    """

    min_pages: int = 0
    max_pages: int = 0
    seal: bool = False
    original: bool = False
    translation: bool = False
    copies: int = 0
    valid_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that the template asks for. Limits count characters (text), rows (table) or items (components);
    `prefill` and `contradicted_by` hold aspects of the code (`observations.Aspect`). `completeness`: this declaration
    says that the materials are complete, and so is not made where files may go unmentioned. `unclear`: what the sources
    say, where the rule is not clear. `sets`: question sets by revision, instead of `questions`. `formats`: which bills
    of materials are taken (spdx-2.3, cyclonedx-1.6); `ntia`: with the NTIA minimum."""

    id: str
    kind: RequirementKind
    level: Level
    label: LangText
    help: LangText = LangText()
    step: str = "filing"
    condition: Condition | None = None
    source: RuleSource = RuleSource()
    one_of: str = ""
    min_count: int = 1
    max_count: int = 0
    min_chars: int = 0
    max_chars: int = 0
    minimum: str = ""
    maximum: str = ""
    pattern: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()
    revision: str = ""
    media_types: tuple[str, ...] = ()
    max_bytes: int = 0
    valid_days: int = 0
    document: DocumentRules | None = None
    formats: tuple[str, ...] = ()
    ntia: bool = False
    role: str = ""
    default_from: str = ""
    statement: LangText = LangText()
    completeness: bool = False
    refers_to: str = ""
    rule_unclear: bool = False
    unclear: LangText = LangText()
    sets: tuple[QuestionSet, ...] = ()
    prefill: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """A group of which exactly one requirement (or mode) is chosen; `default` may be empty."""

    id: str
    label: LangText
    default: str = ""
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A node of the template's category tree."""

    code: str
    label: LangText
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A question about the product; `switches` says what a yes switches on, `contradicted_by` what belies a no."""

    id: str
    question: LangText
    switches: LangText = LangText()
    choices: tuple[Choice, ...] = ()
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonMap:
    """An internal reason code and what is published instead, with its label. `mark` is the text on the mask of a
    FOIA-style exemption, such as "(b)(4)"; where it is empty the published code stands there."""

    internal: str
    published: str
    label: LangText = LangText()
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPolicy:
    """What a regime wants the published redaction log to say beyond what it always says, and where it asks for it."""

    columns: tuple[str, ...] = ()
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionPolicy:
    """Whether and how things may be hidden. `ceiling` is a share from 0 to 1 ("" for none) compared by `comparator`
    ("<=", "<") on `basis` over `scope`: chars or lines of originals over "file" or "package"; lines, area or pages as
    printed over "page" or "deposit". `share` is what is published of it: "none", "within" the ceiling, or whole
    "percent", rounded up. `pages_field` is the requirement that takes the numbers of the pages with black-out.
    `strip_from` and `strip_columns` say which columns (from 0, and how many) a blocked page leaves visible.
    `statement` stands on the first page of a listing that carries any mask, and over the log (SEC exhibits).
    `withheld_names` is a `Naming`; "unmentioned" needs a source of its own in `withheld_source`."""

    allowed: bool = False
    mask: str = "label"
    preserve_lines: bool = False
    ceiling: str = ""
    comparator: str = "<="
    basis: str = "chars"
    scope: str = "package"
    share: str = "within"
    pages_field: str = ""
    strip_from: int = 0
    strip_columns: int = 0
    statement: LangText = LangText()
    withheld_names: str = "shown"
    withheld_source: RuleSource = RuleSource()
    reasons: tuple[ReasonMap, ...] = ()
    log: LogPolicy = LogPolicy()
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPolicy:
    """Who must approve: how many people, of which role, and whether a legal keeper holds the roster.

    `arbiter` settles what reviewers disagree about: "keeper", or a role.
    """

    count: int = 1
    role: str = "legal"
    legal_keeper: bool = False
    arbiter: str = "keeper"
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePolicy:
    """The archive: `compression` deflate (pinned codec) or stored; `sources`: whether source files leave, or only the
    listing; `publish_commit`: asked for by the template (only where nothing is hidden); `whole`: every file of a source
    leaves as it is, so that rules that pick files, and everything hidden or withheld, are refused."""

    compression: str = "deflate"
    sources: bool = True
    digests: tuple[str, ...] = ("sha256", "sm3")
    publish_commit: bool = True
    whole: bool = False
    max_bytes: int = 0
    names: FileNames = FileNames()
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """Another way to file under the same template, chosen by an answer: where `condition` holds (the first such mode),
    its listing, redaction policy and delivery replace the template's own; None leaves that one as it is."""

    id: str
    label: LangText
    condition: Condition
    listing: Listing | None = None
    redaction: RedactionPolicy | None = None
    delivery: Delivery | None = None
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingTemplate:
    """The whole template. `text` is its YAML, byte for byte; `digest` its SHA-256 in lower-case hex. `effective_from`
    and `effective_to` are the regime's, ISO dates; `check_by` is the day after which its facts want a new look.
    `screens` are ids of screens that it proposes; `attached` those that a filing has put to it, which are in `text`.
    """

    id: str
    version: str
    schema: int
    names: LangText
    summary: LangText
    authority: LangText
    jurisdiction: str
    languages: tuple[str, ...]
    status: Status
    status_date: str
    status_note: LangText
    confidence: str
    verify_before_use: bool
    legal_basis: tuple[LegalBasis, ...] = ()
    sources: tuple[str, ...] = ()
    product_kinds: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    category_source: RuleSource = RuleSource()
    facts: tuple[Fact, ...] = ()
    groups: tuple[OneOf, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    listing: Listing = Listing()
    redaction: RedactionPolicy = RedactionPolicy()
    approvals: ApprovalPolicy = ApprovalPolicy()
    archive: ArchivePolicy = ArchivePolicy()
    modes: tuple[Mode, ...] = ()
    deadlines: tuple[LangText, ...] = ()
    calendar: tuple[Deadline, ...] = ()
    papers: tuple[Paper, ...] = ()
    delivery: Delivery = Delivery()
    kind: TemplateKind = TemplateKind.FILING
    task: Task = Task.OTHER
    effective_from: str = ""
    effective_to: str = ""
    check_by: str = ""
    changes: tuple[Change, ...] = ()
    screens: tuple[str, ...] = ()
    attached: tuple[Attached, ...] = ()
    retention_years: int = 0
    retention_source: RuleSource = RuleSource()
    based_on: BasedOn | None = None
    text: bytes = field(default=b"", repr=False)
    digest: str = ""
