"""Filing templates: YAML to frozen values, with every fault and its place; requirements to a checklist."""

from __future__ import annotations

from pathlib import Path

from codebinder.base.recognising import recognised
from codebinder.model.template import FilingTemplate
from codebinder.templates.answers import canonical_answer, check_answer, check_document
from codebinder.templates.asking import answer_text, newest, question_sets, read_answer, revision_note, switched
from codebinder.templates.checklist import (
    ARCHIVE_ROW,
    CEILING_ROW,
    REDACTION_ROW,
    answer_of,
    checklist,
    step_of,
    where_of,
)
from codebinder.templates.conditions import Known, ancestry, evaluate, judge
from codebinder.templates.counsel import counsel
from codebinder.templates.dates import date_fault, read_date
from codebinder.templates.deadlines import deadlines
from codebinder.templates.difference import Difference, Way, differences, newer, renamed_since
from codebinder.templates.evidence import bearing, is_contradiction
from codebinder.templates.explain import banner, condition_text, explain, source_text
from codebinder.templates.fields import Fields, load_fields
from codebinder.templates.grammar import SCHEMA_VERSION
from codebinder.templates.loading import (
    Head,
    examine,
    head_of,
    heads,
    load,
    load_file,
    shipped,
    shipped_ids,
    with_screens,
    without_screens,
)
from codebinder.templates.modes import filled_in, mode_of, pages_text, resolved
from codebinder.templates.printing import field_values, printed, table_from_csv
from codebinder.templates.reasons import internal_label, published_reason
from codebinder.templates.schema import schema
from codebinder.templates.screens import parts
from codebinder.templates.shelf import find_on_shelf, on_shelf, outline, read_plain, shelf, shelf_heads
from codebinder.templates.standing import Warned, standing
from codebinder.templates.supply import answer_faults


def recognised_field(sentence: str) -> str:
    """Give a sentence about an answer as one that knows its words in every language."""
    return recognised(sentence, "field")


def find(id_or_path: str, own: Path | None = None) -> FilingTemplate:
    """Give the template of this id (a person's own in the folder `own` first), or the one in this file or folder."""
    return find_on_shelf(id_or_path, own)


__all__ = [
    "ARCHIVE_ROW",
    "CEILING_ROW",
    "REDACTION_ROW",
    "SCHEMA_VERSION",
    "Difference",
    "Fields",
    "Head",
    "Known",
    "Warned",
    "Way",
    "ancestry",
    "answer_faults",
    "answer_of",
    "answer_text",
    "banner",
    "bearing",
    "canonical_answer",
    "check_answer",
    "check_document",
    "checklist",
    "condition_text",
    "counsel",
    "date_fault",
    "deadlines",
    "differences",
    "evaluate",
    "examine",
    "explain",
    "field_values",
    "filled_in",
    "find",
    "head_of",
    "heads",
    "internal_label",
    "is_contradiction",
    "judge",
    "load",
    "load_fields",
    "load_file",
    "mode_of",
    "newer",
    "newest",
    "on_shelf",
    "outline",
    "pages_text",
    "parts",
    "printed",
    "published_reason",
    "question_sets",
    "read_answer",
    "read_date",
    "read_plain",
    "recognised_field",
    "renamed_since",
    "resolved",
    "revision_note",
    "schema",
    "shelf",
    "shelf_heads",
    "shipped",
    "shipped_ids",
    "source_text",
    "standing",
    "step_of",
    "switched",
    "table_from_csv",
    "where_of",
    "with_screens",
    "without_screens",
]
