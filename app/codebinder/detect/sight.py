"""What a detector reports before the engine weighs it: a range of a file's flat bytes, the rule, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder.model.findings import Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """`start` and `end` (exclusive) are offsets in `FileView.flat`; `rule` is the id of a rule in the packs.

    `reason` is a short phrase without anything from the file; "" stands for the rule's title. `firm` says that the
    format proves itself (armour, checksum, structure), so that no look of the value may score it down.
    """

    start: int
    end: int
    rule: str
    confidence: Confidence
    reason: str = ""
    firm: bool = False
