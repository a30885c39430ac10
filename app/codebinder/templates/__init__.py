"""Filing templates: YAML to frozen values, with every fault and its place; requirements to a checklist."""

from codebinder.templates.answers import check_answer, check_document
from codebinder.templates.checklist import answer_of, checklist, step_of, where_of
from codebinder.templates.conditions import ancestry, evaluate, judge
from codebinder.templates.evidence import bearing, is_contradiction
from codebinder.templates.explain import banner, condition_text, explain, source_text
from codebinder.templates.fields import Fields, load_fields
from codebinder.templates.loading import Head, find, heads, load, load_file, shipped, shipped_ids
from codebinder.templates.printing import field_values, printed, table_from_csv
from codebinder.templates.reasons import internal_label, published_reason
from codebinder.templates.schema import schema

__all__ = [
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
    "find",
    "heads",
    "internal_label",
    "is_contradiction",
    "judge",
    "load",
    "load_fields",
    "load_file",
    "printed",
    "published_reason",
    "schema",
    "shipped",
    "shipped_ids",
    "source_text",
    "step_of",
    "table_from_csv",
    "where_of",
]
