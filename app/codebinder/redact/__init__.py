"""Turns findings and selections into redactions, as-filed bytes and commitments.

The front door: `Redactor` finds and hides, `commitment` and `check_opening` bind what was hidden, `check_place`,
`line_range` and `value_at` take a person's selection, `measure` says how much is hidden.
"""

from codebinder.redact.masks import Masks
from codebinder.redact.measuring import ceiling, check_ceiling, measure, measure_withheld, total, within
from codebinder.redact.opening import (
    CommitContext,
    check_opening,
    commitment,
    message,
    withheld_commitment,
    withheld_hidden,
)
from codebinder.redact.places import check_place, line_range, value_at, widen
from codebinder.redact.reasons import check_allowed, known_reasons, published_reason, reason_label
from codebinder.redact.redactor import Redactor
from codebinder.redact.spans import Piece, merge

__all__ = [
    "CommitContext",
    "Masks",
    "Piece",
    "Redactor",
    "ceiling",
    "check_allowed",
    "check_ceiling",
    "check_opening",
    "check_place",
    "commitment",
    "known_reasons",
    "line_range",
    "measure",
    "measure_withheld",
    "merge",
    "message",
    "published_reason",
    "reason_label",
    "total",
    "value_at",
    "widen",
    "withheld_commitment",
    "withheld_hidden",
    "within",
]
