"""The grammar of what a template asks for: requirements, their conditions, and where each rule comes from."""

from __future__ import annotations

from codebinder.model.condition import Condition
from codebinder.model.observations import Aspect, Fill
from codebinder.model.rule_source import Certainty, RuleSource
from codebinder.model.template import (
    Choice,
    Column,
    DocumentRules,
    Level,
    Question,
    QuestionSet,
    Requirement,
    RequirementKind,
)
from codebinder.templates.shapes import (
    Day,
    Either,
    Flag,
    Key,
    Languages,
    ListOf,
    Named,
    NeededWith,
    OnlyWith,
    Record,
    Text,
    Whole,
    Word,
)

ID = Text(longest=64, pattern=r"[a-z][a-z0-9_]*", hint="a name in lower case with _ such as source_code")
_FACT = Text(
    longest=80,
    pattern=r"[a-z][a-z0-9_]*|field\.[a-z][a-z0-9_]*|has\.(source|firmware|document)",
    hint="a fact: its name, category, variant, field.<requirement> or has.<source|firmware|document>",
)
_DEFAULT = r"(product|vendor|filing|field)\.[a-z][a-z0-9_]*"
_VALUE = Text(longest=200)
_LIMIT = Text(
    longest=20, pattern=r"today|-?\d{1,15}(\.\d{1,9})?|\d{4}-\d{2}-\d{2}", hint="a number, a date or the word today"
)
LANG = Languages()

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
        Key(name="note", shape=LANG),
    ),
    make=_source,
)


def _named_source(**keys: object) -> tuple[str, RuleSource]:
    name = str(keys.pop("id"))
    return name, _source(**keys)


NAMED_SOURCE = Record(
    name="a named source",
    keys=(Key(name="id", shape=ID, required=True), *RULE_SOURCE.keys),
    make=_named_source,
)

SOURCE = Key(name="source", shape=Either(ID, RULE_SOURCE))
SOURCE_REQUIRED = Key(name="source", shape=Either(ID, RULE_SOURCE), required=True)

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
    keys=(Key(name="value", shape=Text(longest=100), required=True), Key(name="label", shape=LANG, required=True)),
    make=Choice,
)
CHOICES = ListOf(item=CHOICE, most=300)

ASPECTS = ListOf(item=Word(tuple(Aspect)), most=len(Aspect))


def _column(**keys: object) -> Column:
    return Column(**{**keys, "fill": str(keys.get("fill", ""))})  # pyright: ignore[reportArgumentType]


COLUMN = Record(
    name="a column",
    keys=(
        Key(name="id", shape=ID, required=True),
        Key(name="label", shape=LANG, required=True),
        Key(name="required", shape=Flag()),
        Key(name="fill", shape=Word(tuple(Fill))),
        Key(name="kind", shape=Word(("text", "number", "date", "flag", "enum"))),
        Key(name="choices", shape=CHOICES),
        Key(name="max_chars", shape=Whole(least=1, most=100_000)),
        Key(name="pattern", shape=Text(longest=500)),
    ),
    make=_column,
    rules=(
        NeededWith("choices", "kind", ("enum",)),
        OnlyWith("choices", "kind", ("enum",)),
    ),
)

QUESTION = Record(
    name="a question",
    keys=(
        Key(name="id", shape=ID, required=True),
        Key(name="text", shape=LANG, required=True),
        Key(name="help", shape=LANG),
        Key(name="required", shape=Flag()),
        Key(name="max_chars", shape=Whole(least=1, most=1_000_000)),
        Key(name="when", shape=CONDITION, attribute="condition"),
    ),
    make=Question,
)
QUESTION_SET = Record(
    name="a question set",
    keys=(
        Key(name="revision", shape=Text(longest=40), required=True),
        Key(name="label", shape=LANG),
        Key(name="questions", shape=ListOf(item=QUESTION, most=300), required=True),
        SOURCE,
    ),
    make=QuestionSet,
)
DOCUMENT_RULES = Record(
    name="the rules on a document",
    keys=(
        *(Key(name=name, shape=Whole(least=1, most=100_000)) for name in ("min_pages", "max_pages")),
        *(Key(name=name, shape=Flag()) for name in ("seal", "original", "translation")),
        Key(name="copies", shape=Whole(least=1, most=100)),
        Key(name="valid_days", shape=Whole(least=1, most=36_500)),
    ),
    make=DocumentRules,
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
    ("prefill", (_K.TABLE,)),
    ("contradicted_by", (_K.DECLARATION, _K.TEXT, _K.MULTILINE, _K.ENUM)),
    ("questions", (_K.QUESTIONS,)),
    ("revision", (_K.QUESTIONS,)),
    ("media_types", _FILES),
    ("max_bytes", _FILES),
    ("document", _FILES),
    ("formats", (_K.SBOM,)),
    ("ntia", (_K.SBOM,)),
    ("sets", (_K.QUESTIONS,)),
    ("valid_days", (_K.DATE,)),
    ("role", (_K.APPROVAL,)),
    ("statement", (_K.DECLARATION,)),
    ("completeness", (_K.DECLARATION,)),
    ("refers_to", (_K.REFERENCE,)),
)
_NEEDED = {"choices", "columns", "role", "statement", "refers_to"}

REQUIREMENT = Record(
    name="a requirement",
    keys=(
        Key(name="id", shape=ID, required=True),
        Key(name="kind", shape=Word(tuple(RequirementKind)), required=True),
        Key(name="level", shape=Word(tuple(Level)), required=True),
        Key(name="label", shape=LANG, required=True),
        Key(name="help", shape=LANG),
        Key(name="step", shape=Word(("filing", "sources", "firmware", "documents", "redaction", "review"))),
        Key(name="when", shape=CONDITION, attribute="condition"),
        SOURCE_REQUIRED,
        Key(name="one_of", shape=ID),
        Key(name="min_count", shape=Whole(most=100_000)),
        Key(name="max_count", shape=Whole(most=100_000)),
        Key(name="min_chars", shape=Whole(most=1_000_000)),
        Key(name="max_chars", shape=Whole(least=1, most=1_000_000)),
        Key(name="minimum", shape=_LIMIT),
        Key(name="maximum", shape=_LIMIT),
        Key(name="pattern", shape=Text(longest=500)),
        Key(name="choices", shape=CHOICES),
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
            shape=Text(longest=80, pattern=_DEFAULT, hint="a place such as product.name"),
        ),
        Key(name="statement", shape=LANG),
        Key(name="completeness", shape=Flag()),
        Key(name="refers_to", shape=ID),
        Key(name="rule_unclear", shape=Flag()),
        Key(name="unclear", shape=LANG),
        Key(name="sets", shape=ListOf(item=QUESTION_SET, most=20)),
        Key(name="document", shape=DOCUMENT_RULES),
        Key(name="formats", shape=ListOf(item=Word(("spdx-2.3", "cyclonedx-1.6")), most=2)),
        Key(name="ntia", shape=Flag()),
        Key(name="prefill", shape=ASPECTS),
        Key(name="contradicted_by", shape=ASPECTS),
    ),
    make=_requirement,
    rules=(
        *(OnlyWith(key, "kind", _words(*kinds)) for key, kinds in _ONLY),
        *(NeededWith(key, "kind", _words(*kinds)) for key, kinds in _ONLY if key in _NEEDED),
        NeededWith("questions", "kind", _words(_K.QUESTIONS), instead="sets"),
    ),
)
