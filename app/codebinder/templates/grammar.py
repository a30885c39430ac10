"""The grammar of a filing template, schema 1: every key, its shape and its limits, written down once.

`reading` reads by it and `schema` makes the JSON Schema of it, so that the two cannot drift.
"""

from __future__ import annotations

from codebinder.model.template import (
    ApprovalPolicy,
    ArchivePolicy,
    Blank,
    Category,
    Certainty,
    Choice,
    Column,
    Condition,
    Fact,
    FilingTemplate,
    LegalBasis,
    Level,
    LineNumbers,
    Listing,
    OneOf,
    PageLayout,
    Question,
    ReasonMap,
    RedactionPolicy,
    Requirement,
    RequirementKind,
    RuleSource,
    Segment,
    Status,
)
from codebinder.model.text import LangText
from codebinder.templates.shapes import (
    Day,
    Decimal,
    Either,
    Flag,
    Key,
    Languages,
    ListOf,
    Named,
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
_ID = Text(longest=64, pattern=r"[a-z][a-z0-9_]*", hint="a name in lower case with _ such as source_code")
_CODE = Text(longest=64, pattern=r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*", hint="a code such as HW.network")
_REASON = Text(longest=8, pattern=r"[A-Z0-9][A-Z0-9-]*", hint="a reason code such as TS-ALG")
_FACT = Text(
    longest=80,
    pattern=r"[a-z][a-z0-9_]*|field\.[a-z][a-z0-9_]*|has\.(source|firmware|document)",
    hint="a fact: its name, category, variant, field.<requirement> or has.<source|firmware|document>",
)
_VALUE = Text(longest=200)
_LIMIT = Text(
    longest=20, pattern=r"today|-?\d{1,15}(\.\d{1,9})?|\d{4}-\d{2}-\d{2}", hint="a number, a date or the word today"
)
_LANG = Languages()
_MILLIMETRES = Decimal(most=100)

_K = RequirementKind
_COUNTED = (_K.TABLE, _K.MULTI_ENUM, _K.DOCUMENT, _K.SOURCE, _K.FIRMWARE, _K.SBOM, _K.APPROVAL)
_FILES = (_K.DOCUMENT, _K.SBOM)
_WRITTEN = (_K.TEXT, _K.MULTILINE)


def _words(*kinds: RequirementKind) -> tuple[str, ...]:
    return tuple(kind.value for kind in kinds)


def _source(**keys: object) -> RuleSource:
    certainty = Certainty(str(keys.pop("certainty")))
    return RuleSource(certainty=certainty, **keys)  # pyright: ignore[reportArgumentType]


RULE_SOURCE = Record(
    name="a rule's source",
    keys=(
        Key(name="text", shape=Text(longest=600), required=True),
        Key(name="date", shape=Day(partial=True)),
        Key(name="certainty", shape=Word(tuple(Certainty)), required=True),
        Key(name="note", shape=_LANG),
    ),
    make=_source,
)

NAMED_SOURCE = Record(
    name="a named source",
    keys=(Key(name="id", shape=_ID, required=True), *RULE_SOURCE.keys),
    make=lambda **keys: (keys.pop("id"), _source(**keys)),
)

_SOURCE = Key(name="source", shape=Either(_ID, RULE_SOURCE))
_SOURCE_REQUIRED = Key(name="source", shape=Either(_ID, RULE_SOURCE), required=True)

CONDITION = Record(
    name="a condition",
    keys=(
        Key(name="all", shape=ListOf(item=Named("condition"), most=50)),
        Key(name="any", shape=ListOf(item=Named("condition"), most=50)),
        Key(name="not", shape=Named("condition"), attribute="negated"),
        Key(name="fact", shape=_FACT),
        Key(name="is", shape=_VALUE, attribute="equals"),
        Key(name="in", shape=ListOf(item=_VALUE, most=200), attribute="among"),
    ),
    make=Condition,
    exactly_one=(("all", "any", "not", "fact"), ("all", "any", "not", "is", "in")),
)

CHOICE = Record(
    name="a choice",
    keys=(Key(name="value", shape=Text(longest=100), required=True), Key(name="label", shape=_LANG, required=True)),
    make=Choice,
)
_CHOICES = ListOf(item=CHOICE, most=300)

COLUMN = Record(
    name="a column",
    keys=(
        Key(name="id", shape=_ID, required=True),
        Key(name="label", shape=_LANG, required=True),
        Key(name="required", shape=Flag()),
    ),
    make=Column,
)

QUESTION = Record(
    name="a question",
    keys=(Key(name="id", shape=_ID, required=True), Key(name="text", shape=_LANG, required=True)),
    make=Question,
)


def _requirement(**keys: object) -> Requirement:
    kind, level = RequirementKind(str(keys.pop("kind"))), Level(str(keys.pop("level")))
    return Requirement(kind=kind, level=level, **keys)  # pyright: ignore[reportArgumentType]


_ONLY: tuple[tuple[str, tuple[RequirementKind, ...]], ...] = (
    ("min_count", _COUNTED),
    ("max_count", _COUNTED),
    ("min_chars", _WRITTEN),
    ("max_chars", _WRITTEN),
    ("pattern", _WRITTEN),
    ("minimum", (_K.DATE, _K.NUMBER)),
    ("maximum", (_K.DATE, _K.NUMBER)),
    ("choices", (_K.ENUM, _K.MULTI_ENUM)),
    ("columns", (_K.TABLE,)),
    ("questions", (_K.QUESTIONS,)),
    ("revision", (_K.QUESTIONS,)),
    ("media_types", _FILES),
    ("max_bytes", _FILES),
    ("valid_days", (_K.DATE,)),
    ("role", (_K.APPROVAL,)),
    ("statement", (_K.DECLARATION,)),
    ("refers_to", (_K.REFERENCE,)),
)
_NEEDED = {"choices", "columns", "questions", "role", "statement", "refers_to"}

REQUIREMENT = Record(
    name="a requirement",
    keys=(
        Key(name="id", shape=_ID, required=True),
        Key(name="kind", shape=Word(tuple(RequirementKind)), required=True),
        Key(name="level", shape=Word(tuple(Level)), required=True),
        Key(name="label", shape=_LANG, required=True),
        Key(name="help", shape=_LANG),
        Key(name="step", shape=Word(("filing", "sources", "firmware", "documents", "redaction", "review"))),
        Key(name="when", shape=CONDITION, attribute="condition"),
        _SOURCE_REQUIRED,
        Key(name="one_of", shape=_ID),
        Key(name="min_count", shape=Whole(most=100_000)),
        Key(name="max_count", shape=Whole(most=100_000)),
        Key(name="min_chars", shape=Whole(most=1_000_000)),
        Key(name="max_chars", shape=Whole(least=1, most=1_000_000)),
        Key(name="minimum", shape=_LIMIT),
        Key(name="maximum", shape=_LIMIT),
        Key(name="pattern", shape=Text(longest=500)),
        Key(name="choices", shape=_CHOICES),
        Key(name="columns", shape=ListOf(item=COLUMN, most=50)),
        Key(name="questions", shape=ListOf(item=QUESTION, most=300)),
        Key(name="revision", shape=Text(longest=40)),
        Key(
            name="media_types",
            shape=ListOf(
                item=Text(
                    longest=120,
                    pattern=r"[a-z]+/(\*|[a-z0-9][a-z0-9.+-]*)",
                    hint="a media type such as application/pdf or image/*",
                ),
                most=40,
            ),
        ),
        Key(name="max_bytes", shape=Whole(least=1)),
        Key(name="valid_days", shape=Whole(least=1, most=36_500)),
        Key(name="role", shape=Word(("engineer", "legal"))),
        Key(
            name="default_from",
            shape=Text(longest=80, pattern=r"(product|vendor|filing|field)\.[a-z][a-z0-9_]*", hint="such as product.name"),
        ),
        Key(name="statement", shape=_LANG),
        Key(name="refers_to", shape=_ID),
        Key(name="rule_unclear", shape=Flag()),
    ),
    make=_requirement,
    rules=(
        *(OnlyWith(key, "kind", _words(*kinds)) for key, kinds in _ONLY),
        *(NeededWith(key, "kind", _words(*kinds)) for key, kinds in _ONLY if key in _NEEDED),
    ),
)

LEGAL_BASIS = Record(
    name="a legal basis",
    keys=(
        Key(name="title", shape=_LANG, required=True),
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
        Key(name="label", shape=_LANG, required=True),
        Key(name="parent", shape=_CODE),
    ),
    make=Category,
)
FACT = Record(
    name="a fact",
    keys=(
        Key(name="id", shape=_ID, required=True),
        Key(name="question", shape=_LANG, required=True),
        Key(name="switches", shape=_LANG),
        Key(name="choices", shape=_CHOICES),
    ),
    make=Fact,
)
GROUP = Record(
    name="a group",
    keys=(
        Key(name="id", shape=_ID, required=True),
        Key(name="label", shape=_LANG, required=True),
        Key(name="default", shape=_ID),
        _SOURCE,
    ),
    make=OneOf,
)


def _page(**keys: object) -> PageLayout:
    if "blank_lines" in keys:
        keys["blank_lines"] = Blank(str(keys["blank_lines"]))
    if "line_numbers" in keys:
        keys["line_numbers"] = LineNumbers(str(keys["line_numbers"]))
    return PageLayout(**keys)  # pyright: ignore[reportArgumentType]


_SLOTS = ("header_left", "header_centre", "header_right", "footer_left", "footer_centre", "footer_right")
PAGE = Record(
    name="a page layout",
    keys=(
        Key(name="paper", shape=Word(("A4", "Letter"))),
        Key(name="landscape", shape=Flag()),
        *(Key(name=f"margin_{side}", shape=_MILLIMETRES) for side in ("top", "bottom", "left", "right")),
        Key(name="binding_left", shape=_MILLIMETRES),
        Key(name="font_size", shape=Decimal(least=4, most=24)),
        Key(name="line_pitch", shape=Decimal(least=4, most=48)),
        Key(name="lines_per_page", shape=Whole(least=1, most=200)),
        Key(name="count", shape=Word(("physical", "non_blank", "wrapped"))),
        Key(name="max_columns", shape=Whole(most=1000)),
        Key(name="blank_lines", shape=Word(tuple(Blank))),
        Key(name="tab_width", shape=Whole(least=1, most=16)),
        Key(name="line_numbers", shape=Word(tuple(LineNumbers))),
        Key(name="file_heading", shape=Flag()),
        Key(name="new_page_per_file", shape=Flag()),
        *(Key(name=slot, shape=Languages(longest=200)) for slot in _SLOTS),
        _SOURCE,
    ),
    make=_page,
)
SEGMENT = Record(
    name="a segment",
    keys=(
        Key(name="stream", shape=Word(("source", "object", "document")), required=True),
        Key(name="from", shape=Word(("start", "end")), required=True, attribute="origin"),
        Key(name="pages", shape=Whole(least=1, most=100_000), required=True),
    ),
    make=Segment,
)
LISTING = Record(
    name="the listing",
    keys=(
        Key(name="mode", shape=Word(("none", "whole", "excerpt")), required=True),
        Key(name="segments", shape=ListOf(item=SEGMENT, most=20)),
        Key(name="whole_below_pages", shape=Whole(most=100_000)),
        Key(name="volume_pages", shape=Whole(least=1, most=2000)),
        Key(name="binary", shape=Word(("skip",))),
        Key(name="page", shape=PAGE),
        _SOURCE,
    ),
    make=Listing,
    rules=(
        NeededWith("segments", "mode", ("excerpt",)),
        OnlyWith("segments", "mode", ("excerpt",)),
        OnlyWith("whole_below_pages", "mode", ("excerpt",)),
    ),
)
REASON = Record(
    name="a reason",
    keys=(
        Key(name="internal", shape=_REASON, required=True),
        Key(name="published", shape=_REASON, required=True),
        Key(name="label", shape=_LANG, required=True),
    ),
    make=ReasonMap,
)
REDACTION = Record(
    name="the redaction policy",
    keys=(
        Key(name="allowed", shape=Flag(), required=True),
        Key(name="mask", shape=Word(("label", "bracket"))),
        Key(name="preserve_lines", shape=Flag()),
        Key(name="ceiling", shape=Decimal(most=1.0, above=True, as_text=True)),
        Key(name="comparator", shape=Word(("<=", "<"))),
        Key(name="basis", shape=Word(("chars", "lines"))),
        Key(name="scope", shape=Word(("file", "package"))),
        Key(name="withheld_names", shape=Word(("shown", "masked"))),
        Key(name="reasons", shape=ListOf(item=REASON, most=60)),
        _SOURCE_REQUIRED,
    ),
    make=RedactionPolicy,
)
APPROVALS = Record(
    name="the approval policy",
    keys=(
        Key(name="count", shape=Whole(least=1, most=20), required=True),
        Key(name="role", shape=Word(("engineer", "legal")), required=True),
        Key(name="legal_keeper", shape=Flag()),
        _SOURCE_REQUIRED,
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
        Key(name="max_bytes", shape=Whole()),
        _SOURCE_REQUIRED,
    ),
    make=ArchivePolicy,
)


def _template(**keys: object) -> FilingTemplate:
    keys.pop("named_sources", None)
    keys["status"] = Status(str(keys["status"]))
    for text in ("summary", "authority", "status_note"):
        keys.setdefault(text, LangText())
    return FilingTemplate(**keys)  # pyright: ignore[reportArgumentType]


TEMPLATE = Record(
    name="the template",
    keys=(
        Key(name="schema", shape=Whole(least=1, most=SCHEMA_VERSION), required=True),
        Key(name="id", shape=_SLUG, required=True),
        Key(name="version", shape=Text(longest=20, pattern=r"[0-9A-Za-z][0-9A-Za-z.-]*", hint="a version"), required=True),
        Key(name="status", shape=Word(tuple(Status)), required=True),
        Key(name="status_date", shape=Day(partial=True), required=True),
        Key(name="jurisdiction", shape=Text(longest=20), required=True),
        Key(
            name="languages",
            shape=ListOf(item=Text(pattern=r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", hint="a language tag"), most=8),
            required=True,
        ),
        Key(name="names", shape=Languages(longest=200), required=True),
        Key(name="summary", shape=_LANG, required=True),
        Key(name="authority", shape=_LANG, required=True),
        Key(name="status_note", shape=_LANG, required=True),
        Key(name="confidence", shape=Text(longest=200), required=True),
        Key(name="verify_before_use", shape=Flag(), required=True),
        Key(name="legal_basis", shape=ListOf(item=LEGAL_BASIS, most=40)),
        Key(name="sources", shape=ListOf(item=Text(longest=300), most=60)),
        Key(name="named_sources", shape=ListOf(item=NAMED_SOURCE, most=100)),
        Key(name="product_kinds", shape=ListOf(item=Text(longest=40, pattern="[a-z_]+", hint="a kind"), most=20)),
        Key(name="categories", shape=ListOf(item=CATEGORY, most=1000)),
        Key(name="category_source", shape=Either(_ID, RULE_SOURCE)),
        Key(name="facts", shape=ListOf(item=FACT, most=100)),
        Key(name="groups", shape=ListOf(item=GROUP, most=100)),
        Key(name="requirements", shape=ListOf(item=REQUIREMENT, most=1000), required=True),
        Key(name="listing", shape=LISTING, required=True),
        Key(name="redaction", shape=REDACTION, required=True),
        Key(name="approvals", shape=APPROVALS, required=True),
        Key(name="archive", shape=ARCHIVE, required=True),
        Key(name="deadlines", shape=ListOf(item=_LANG, most=40)),
    ),
    make=_template,
)

SHAPES: dict[str, Shape] = {"condition": CONDITION}
