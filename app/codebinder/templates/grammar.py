"""The grammar of a filing template, schema 1: every key, its shape and its limits, written down once.

`reading` reads by it and `schema` makes the JSON Schema of it, so that the two cannot drift.
"""

from __future__ import annotations

from codebinder.model.provenance import BasedOn
from codebinder.model.redaction import LogColumn, MaskStyle, Naming
from codebinder.model.template import (
    ApprovalPolicy,
    ArchivePolicy,
    Category,
    Fact,
    FilingTemplate,
    LegalBasis,
    LogPolicy,
    Mode,
    OneOf,
    ReasonMap,
    RedactionPolicy,
    Status,
)
from codebinder.model.template_papers import Task, TemplateKind
from codebinder.model.text import LangText
from codebinder.templates.grammar_pages import LISTING
from codebinder.templates.grammar_papers import CHANGE, DEADLINE, DELIVERY, FILE_NAMES, PAPER
from codebinder.templates.grammar_requirements import (
    ASPECTS,
    CHOICES,
    CONDITION,
    ID,
    LANG,
    NAMED_SOURCE,
    REQUIREMENT,
    RULE_SOURCE,
    SOURCE,
    SOURCE_REQUIRED,
)
from codebinder.templates.shapes import (
    Day,
    Decimal,
    Either,
    Flag,
    Key,
    Languages,
    ListOf,
    NeededWith,
    OnlyWith,
    Record,
    Shape,
    Text,
    Whole,
    Word,
)

SCHEMA_VERSION = 1

_SLUG = Text(longest=64, pattern=r"[a-z][a-z0-9]*(-[a-z0-9]+)*", hint="a short name in lower case such as cn-cbrc-317")
_CODE = Text(longest=64, pattern=r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*", hint="a code such as HW.network")
_REASON = Text(longest=8, pattern=r"[A-Z0-9][A-Z0-9-]*", hint="a reason code such as TS-ALG")
_MARK = Text(longest=16, pattern=r"[!-Z^-~]([ -Z^-~]*[!-Z^-~])?", hint="the mark of an exemption such as (b)(4)")
_VERSION = Text(longest=20, pattern=r"[0-9A-Za-z][0-9A-Za-z.-]*", hint="a version")

LEGAL_BASIS = Record(
    name="a legal basis",
    keys=(
        Key(name="title", shape=LANG, required=True),
        Key(name="number", shape=Text(longest=120)),
        Key(name="date", shape=Day(partial=True)),
        Key(name="date_note", shape=Text(longest=600)),
    ),
    make=LegalBasis,
)
CATEGORY = Record(
    name="a category",
    keys=(
        Key(name="code", shape=_CODE, required=True),
        Key(name="label", shape=LANG, required=True),
        Key(name="parent", shape=_CODE),
    ),
    make=Category,
)
FACT = Record(
    name="a fact",
    keys=(
        Key(name="id", shape=ID, required=True),
        Key(name="question", shape=LANG, required=True),
        Key(name="switches", shape=LANG),
        Key(name="choices", shape=CHOICES),
        Key(name="contradicted_by", shape=ASPECTS),
    ),
    make=Fact,
)
GROUP = Record(
    name="a group",
    keys=(
        Key(name="id", shape=ID, required=True),
        Key(name="label", shape=LANG, required=True),
        Key(name="default", shape=ID),
        SOURCE,
    ),
    make=OneOf,
)


REASON = Record(
    name="a reason",
    keys=(
        Key(name="internal", shape=_REASON, required=True),
        Key(name="published", shape=_REASON, required=True),
        Key(name="label", shape=LANG, required=True),
        Key(name="mark", shape=_MARK),
    ),
    make=ReasonMap,
)
PUBLISHED_LOG = Record(
    name="the published log",
    keys=(
        Key(name="columns", shape=ListOf(item=Word(tuple(LogColumn)), most=len(LogColumn)), required=True),
        SOURCE_REQUIRED,
    ),
    make=LogPolicy,
)
REDACTION = Record(
    name="the redaction policy",
    keys=(
        Key(name="allowed", shape=Flag(), required=True),
        Key(name="mask", shape=Word(tuple(MaskStyle))),
        Key(name="strip_from", shape=Whole(most=1000)),
        Key(name="strip_columns", shape=Whole(least=1, most=1000)),
        Key(name="statement", shape=Languages(longest=400)),
        Key(name="preserve_lines", shape=Flag()),
        Key(name="ceiling", shape=Decimal(most=1.0, above=True, as_text=True)),
        Key(name="comparator", shape=Word(("<=", "<"))),
        Key(name="basis", shape=Word(("chars", "lines", "area", "pages"))),
        Key(name="scope", shape=Word(("file", "package", "page", "deposit"))),
        Key(name="share", shape=Word(("none", "within", "percent"))),
        Key(name="pages_field", shape=ID),
        Key(name="withheld_names", shape=Word(tuple(Naming))),
        Key(name="withheld_source", shape=Either(ID, RULE_SOURCE)),
        Key(name="reasons", shape=ListOf(item=REASON, most=60)),
        Key(name="log", shape=PUBLISHED_LOG),
        SOURCE_REQUIRED,
    ),
    make=RedactionPolicy,
    rules=(
        NeededWith("withheld_source", "withheld_names", (Naming.UNMENTIONED,)),
        OnlyWith("withheld_source", "withheld_names", (Naming.UNMENTIONED,)),
        NeededWith("strip_columns", "mask", (MaskStyle.STRIP,)),
        OnlyWith("strip_columns", "mask", (MaskStyle.STRIP,)),
        OnlyWith("strip_from", "mask", (MaskStyle.STRIP,)),
    ),
)
MODE = Record(
    name="a mode",
    keys=(
        Key(name="id", shape=ID, required=True),
        Key(name="label", shape=LANG, required=True),
        Key(name="when", shape=CONDITION, required=True, attribute="condition"),
        Key(name="listing", shape=LISTING),
        Key(name="redaction", shape=REDACTION),
        Key(name="delivery", shape=DELIVERY),
        SOURCE_REQUIRED,
    ),
    make=Mode,
)
APPROVALS = Record(
    name="the approval policy",
    keys=(
        Key(name="count", shape=Whole(least=1, most=20), required=True),
        Key(name="role", shape=Word(("engineer", "legal")), required=True),
        Key(name="legal_keeper", shape=Flag()),
        Key(name="arbiter", shape=Word(("keeper", "engineer", "legal"))),
        SOURCE_REQUIRED,
    ),
    make=ApprovalPolicy,
)
ARCHIVE = Record(
    name="the archive policy",
    keys=(
        Key(name="compression", shape=Word(("deflate", "stored"))),
        Key(name="sources", shape=Flag()),
        Key(name="digests", shape=ListOf(item=Word(("sha256", "sm3")), most=2)),
        Key(name="publish_commit", shape=Flag()),
        Key(name="whole", shape=Flag()),
        Key(name="max_bytes", shape=Whole()),
        Key(name="names", shape=FILE_NAMES),
        SOURCE_REQUIRED,
    ),
    make=ArchivePolicy,
)


def _template(**keys: object) -> FilingTemplate:
    keys.pop("named_sources", None)
    keys["status"] = Status(str(keys["status"]))
    if "kind" in keys:
        keys["kind"] = TemplateKind(str(keys["kind"]))
    if "task" in keys:
        keys["task"] = Task(str(keys["task"]))
    for text in ("summary", "authority", "status_note"):
        keys.setdefault(text, LangText())
    return FilingTemplate(**keys)  # pyright: ignore[reportArgumentType]


BASED_ON = Record(
    name="the origin",
    keys=(
        Key(name="id", shape=_SLUG, required=True),
        Key(name="version", shape=_VERSION, required=True),
        Key(name="digest", shape=Text(longest=64, pattern="[0-9a-f]{64}", hint="a SHA-256 in hex")),
    ),
    make=BasedOn,
)

TEMPLATE = Record(
    name="the template",
    keys=(
        Key(name="schema", shape=Whole(least=1, most=SCHEMA_VERSION), required=True),
        Key(name="id", shape=_SLUG, required=True),
        Key(name="version", shape=_VERSION, required=True),
        Key(name="based_on", shape=BASED_ON),
        Key(name="kind", shape=Word(tuple(TemplateKind))),
        Key(name="task", shape=Word(tuple(Task))),
        Key(name="status", shape=Word(tuple(Status)), required=True),
        Key(name="status_date", shape=Day(partial=True), required=True),
        Key(name="effective_from", shape=Day(partial=True)),
        Key(name="effective_to", shape=Day(partial=True)),
        Key(name="check_by", shape=Day()),
        Key(name="changes", shape=ListOf(item=CHANGE, most=60)),
        Key(name="screens", shape=ListOf(item=_SLUG, most=16)),
        Key(name="jurisdiction", shape=Text(longest=20), required=True),
        Key(
            name="languages",
            shape=ListOf(item=Text(pattern=r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", hint="a language tag"), most=8),
            required=True,
        ),
        Key(name="names", shape=Languages(longest=200), required=True),
        Key(name="summary", shape=LANG, required=True),
        Key(name="authority", shape=LANG, required=True),
        Key(name="status_note", shape=LANG, required=True),
        Key(name="confidence", shape=Text(longest=200), required=True),
        Key(name="verify_before_use", shape=Flag(), required=True),
        Key(name="legal_basis", shape=ListOf(item=LEGAL_BASIS, most=40)),
        Key(name="sources", shape=ListOf(item=Text(longest=300), most=60)),
        Key(name="named_sources", shape=ListOf(item=NAMED_SOURCE, most=100)),
        Key(name="product_kinds", shape=ListOf(item=Text(longest=40, pattern="[a-z_]+", hint="a kind"), most=20)),
        Key(name="categories", shape=ListOf(item=CATEGORY, most=1000)),
        Key(name="category_source", shape=Either(ID, RULE_SOURCE)),
        Key(name="facts", shape=ListOf(item=FACT, most=100)),
        Key(name="groups", shape=ListOf(item=GROUP, most=100)),
        Key(name="requirements", shape=ListOf(item=REQUIREMENT, most=1000), required=True),
        Key(name="listing", shape=LISTING, required=True),
        Key(name="redaction", shape=REDACTION, required=True),
        Key(name="approvals", shape=APPROVALS, required=True),
        Key(name="archive", shape=ARCHIVE, required=True),
        Key(name="modes", shape=ListOf(item=MODE, most=20)),
        Key(name="deadlines", shape=ListOf(item=LANG, most=40)),
        Key(name="calendar", shape=ListOf(item=DEADLINE, most=40)),
        Key(name="papers", shape=ListOf(item=PAPER, most=60)),
        Key(name="delivery", shape=DELIVERY),
        Key(name="retention_years", shape=Whole(least=1, most=100)),
        Key(name="retention_source", shape=Either(ID, RULE_SOURCE)),
    ),
    make=_template,
)

SHAPES: dict[str, Shape] = {"condition": CONDITION}
