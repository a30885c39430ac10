"""What detectors saw: immutable, and never a decision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a detector is; HIGH and MEDIUM make the default queue."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class FindingState(StrEnum):
    """What people made of a finding."""

    OPEN = "open"
    REDACTED = "redacted"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """A detector's sight, with the value in memory only. Offsets in bytes of the original; `line` from 1."""

    rule: str
    kind: str
    confidence: Confidence
    start: int
    end: int
    line: int
    value: bytes
    reason: str
    member: bytes = b""
    """Path inside the archive that stands at [start, end), where the value stands in a member; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding as the workbook keeps it: `value_tag` and `context_tag` are keyed digests, never the value."""

    id: str
    component: str
    path: bytes
    start: int
    end: int
    line: int
    rule: str
    kind: str
    confidence: Confidence
    reason: str
    value_tag: str
    context_tag: str
    state: FindingState = FindingState.OPEN
    member: bytes = b""
    """Path inside the archive that the file is, where the value stands in a member; the place is the whole file."""


_REASONS = {
    "personal": "PII",
    "financial": "PFI",
    "internal": "TS",
    "notice": "3P",
    "licence": "3P",
    "export": "EXP",
    "vulnerability": "VUL",
    "code-name": "TS",
    "jewel": "TS",
}


def suggested_reason(kind: str) -> str:
    """Give the reason code that fits what was found; people choose."""
    return _REASONS.get(kind, "CRY")
