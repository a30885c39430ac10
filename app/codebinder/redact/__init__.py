"""Turns findings and selections into redactions, as-filed bytes and commitments.

The front door: `Redactor` finds and hides, `commitment` and `check_opening` bind what was hidden, `check_place`,
`line_range`, `value_at`, `extents` and `grow` take a person's selection, `measure` says how much is hidden.
"""

from codebinder.redact.ends import check_ends
from codebinder.redact.extents import extents, grow
from codebinder.redact.fill import FILL, check_stretch, filling, filling_pieces, is_filling
from codebinder.redact.gitpath import object_id, read_tree, tree_of, trees_towards, walk
from codebinder.redact.leaving import left_out
from codebinder.redact.masks import Masks
from codebinder.redact.measuring import (
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
    most_hidden,
    originals_count,
    percent,
    total,
    within,
)
from codebinder.redact.openfile import GitObject, Item, OpeningFile, no_opening, read_opening, write_opening
from codebinder.redact.opening import (
    CommitContext,
    Message,
    check_opening,
    commitment,
    commitment_over,
    message,
    parse_message,
    parse_withheld,
    withheld_commitment,
    withheld_hidden,
)
from codebinder.redact.places import check_place, line_range, value_at, widen
from codebinder.redact.reasons import check_allowed, known_reasons, published_reason, reason_label
from codebinder.redact.rebuilding import Patch, is_mask, rebuild
from codebinder.redact.redactor import Mark, Redactor
from codebinder.redact.spans import Piece, id_order, merge
from codebinder.redact.strips import Strip, hidden_lines, visible

__all__ = [
    "FILL",
    "CommitContext",
    "GitObject",
    "Item",
    "Mark",
    "Masks",
    "Message",
    "OpeningFile",
    "Patch",
    "Piece",
    "Redactor",
    "Strip",
    "above_ceiling",
    "blackout_pages",
    "ceiling",
    "check_allowed",
    "check_ceiling",
    "check_ends",
    "check_opening",
    "check_place",
    "check_stretch",
    "commitment",
    "commitment_over",
    "counts",
    "extents",
    "filling",
    "filling_pieces",
    "grow",
    "hidden_lines",
    "id_order",
    "in_scope",
    "is_blackout",
    "is_filling",
    "is_mask",
    "known_reasons",
    "left_out",
    "line_range",
    "measure",
    "measure_page",
    "measure_withheld",
    "merge",
    "message",
    "most_hidden",
    "no_opening",
    "object_id",
    "originals_count",
    "parse_message",
    "parse_withheld",
    "percent",
    "published_reason",
    "read_opening",
    "read_tree",
    "reason_label",
    "rebuild",
    "total",
    "tree_of",
    "trees_towards",
    "value_at",
    "visible",
    "walk",
    "widen",
    "withheld_commitment",
    "withheld_hidden",
    "within",
    "write_opening",
]
