"""Filing templates: YAML to frozen values, with every fault and its place; requirements to a checklist."""

from codebinder.templates.answers import check_answer, check_document
from codebinder.templates.checklist import CEILING_ROW, answer_of, checklist, step_of, where_of
from codebinder.templates.conditions import ancestry, evaluate, judge
from codebinder.templates.evidence import bearing, is_contradiction
from codebinder.templates.explain import banner, condition_text, explain, source_text
from codebinder.templates.fields import Fields, load_fields
from codebinder.templates.loading import Head, find, heads, load, load_file, shipped, shipped_ids
from codebinder.templates.modes import filled_in, mode_of, pages_text, resolved
from codebinder.templates.printing import field_values, printed, table_from_csv
from codebinder.templates.reasons import internal_label, published_reason
from codebinder.templates.schema import schema

__all__ = [
    "CEILING_ROW",
    "Fields",
    "Head",
    "ancestry",
    "answer_of",
    "banner",
    "bearing",
    "check_answer",
    "check_document",
    "checklist",
    "condition_text",
    "evaluate",
    "explain",
    "field_values",
    "filled_in",
    "find",
    "heads",
    "internal_label",
    "is_contradiction",
    "judge",
    "load",
    "load_fields",
    "load_file",
    "mode_of",
    "pages_text",
    "printed",
    "published_reason",
    "resolved",
    "schema",
    "shipped",
    "shipped_ids",
    "source_text",
    "step_of",
    "table_from_csv",
    "where_of",
]
