"""Turns findings and selections into redactions, as-filed bytes and commitments.

The front door: `Redactor` finds and hides, `commitment` and `check_opening` bind what was hidden, `check_place`,
`line_range`, `value_at`, `extents` and `grow` take a person's selection, `measure` says how much is hidden.
"""

from codebinder.redact.extents import extents, grow
from codebinder.redact.masks import Masks
from codebinder.redact.measuring import (
    REMEDY,
    above_ceiling,
    blackout_pages,
    ceiling,
    check_ceiling,
    counts,
    in_scope,
    is_blackout,
    measure,
    measure_page,
    measure_withheld,
    originals_count,
    percent,
    total,
    within,
)
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
from codebinder.redact.redactor import Mark, Redactor
from codebinder.redact.spans import Piece, merge
from codebinder.redact.strips import Strip, hidden_lines, visible

__all__ = [
    "REMEDY",
    "CommitContext",
    "Mark",
    "Masks",
    "Piece",
    "Redactor",
    "Strip",
    "above_ceiling",
    "blackout_pages",
    "ceiling",
    "check_allowed",
    "check_ceiling",
    "check_opening",
    "check_place",
    "commitment",
    "counts",
    "extents",
    "grow",
    "hidden_lines",
    "in_scope",
    "is_blackout",
    "known_reasons",
    "line_range",
    "measure",
    "measure_page",
    "measure_withheld",
    "merge",
    "message",
    "originals_count",
    "percent",
    "published_reason",
    "reason_label",
    "total",
    "value_at",
    "visible",
    "widen",
    "withheld_commitment",
    "withheld_hidden",
    "within",
]
