"""A filing template as frozen values, read from YAML by `templates`: no regime's number stands in code."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from codebinder.model.provenance import BasedOn
from codebinder.model.text import LangText


class Status(StrEnum):
    """Whether the regime behind a template binds anybody today."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    CONTRACTUAL = "contractual"


class Certainty(StrEnum):
    """How a rule is known: read in a source, in a secondary page, general knowledge, or inferred by us."""

    SOURCE = "source"
    SECONDARY = "secondary"
    MEMORY = "memory"
    INFERRED = "inferred"


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
class Condition:
    """A structured condition: exactly one of `all`, `any`, `negated`, or a test of `fact` (`equals` or `among`).

    Facts are strings: product facts ("uses_crypto": "yes"|"no"|…), "category" (a code; a parent's code matches its
    children), "variant" ("yes"|"no"), field answers by "field.<id>", and "has.<component kind>" ("yes"|"no").
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    negated: Condition | None = None
    fact: str = ""
    equals: str = ""
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSource:
    """Where a rule comes from, as of when, and how sure that is."""

    text: str = ""
    date: str = ""
    certainty: Certainty = Certainty.INFERRED
    note: LangText = LangText()


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
    """One column of a table requirement; `fill` says what of an observation in the code it takes (`Fill`)."""

    id: str
    label: LangText
    required: bool = True
    fill: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a question set."""

    id: str
    text: LangText


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that the template asks for. Limits count characters (text), rows (table) or items (components);
    `prefill` and `contradicted_by` hold aspects of the code (`observations.Aspect`). `completeness`: this declaration
    says that the materials are complete, and so is not made where files may go unmentioned."""

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
    role: str = ""
    default_from: str = ""
    statement: LangText = LangText()
    completeness: bool = False
    refers_to: str = ""
    rule_unclear: bool = False
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


class Blank(StrEnum):
    """What a listing does with blank lines (never renumbering silently: numbers are those of the file as filed)."""

    KEEP = "keep"
    DROP = "drop"


class LineNumbers(StrEnum):
    """How listing lines are numbered."""

    NONE = "none"
    FILE = "file"
    CONTINUOUS = "continuous"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """How a listing's page looks. Lengths in millimetres, sizes in points; header and footer slots are template texts
    with fields in braces: {name} {version} {path} {page} {pages} {owner} {legend}."""

    paper: str = "A4"
    landscape: bool = False
    margin_top: float = 20.0
    margin_bottom: float = 20.0
    margin_left: float = 20.0
    margin_right: float = 15.0
    binding_left: float = 0.0
    font_size: float = 9.0
    line_pitch: float = 12.0
    lines_per_page: int = 50
    count: str = "physical"
    max_columns: int = 0
    blank_lines: Blank = Blank.KEEP
    tab_width: int = 8
    line_numbers: LineNumbers = LineNumbers.FILE
    file_heading: bool = True
    new_page_per_file: bool = False
    header_left: LangText = LangText()
    header_centre: LangText = LangText()
    header_right: LangText = LangText()
    footer_left: LangText = LangText()
    footer_centre: LangText = LangText()
    footer_right: LangText = LangText()
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of pages of an excerpt: `pages` from the start or the end of the stream."""

    stream: str
    origin: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is printed. `mode`: none, whole or excerpt; an excerpt prints its segments, or everything where the stream
    has fewer than `whole_below_pages` pages. `entry_first`: globs of files printed first."""

    mode: str = "none"
    segments: tuple[Segment, ...] = ()
    whole_below_pages: int = 0
    volume_pages: int = 2000
    binary: str = "skip"
    page: PageLayout = PageLayout()
    source: RuleSource = RuleSource()


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
    listing; `publish_commit`: asked for by the template (only where nothing is hidden)."""

    compression: str = "deflate"
    sources: bool = True
    digests: tuple[str, ...] = ("sha256", "sm3")
    publish_commit: bool = True
    max_bytes: int = 0
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """Another way to file under the same template, chosen by an answer: where `condition` holds (the first such mode),
    its listing and redaction policy replace the template's own; None leaves that one as it is."""

    id: str
    label: LangText
    condition: Condition
    listing: Listing | None = None
    redaction: RedactionPolicy | None = None
    source: RuleSource = RuleSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingTemplate:
    """The whole template. `text` is its YAML, byte for byte; `digest` its SHA-256 in lower-case hex."""

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
    retention_years: int = 0
    retention_source: RuleSource = RuleSource()
    based_on: BasedOn | None = None
    text: bytes = field(default=b"", repr=False)
    digest: str = ""
