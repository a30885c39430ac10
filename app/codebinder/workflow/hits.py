"""A detector's sight as the workbook keeps it: keyed digests of the value and of what stands around it."""

from __future__ import annotations

import hashlib

from codebinder.model.findings import Detected, Finding
from codebinder.model.ports import Sealer

VALUE, CONTEXT = "finding-value", "finding-context"
"""Purposes of the subkeys that tag a finding's value and its surroundings."""
AROUND = 48
"""Bytes on either side of a finding that tell it from others of the same value."""


def around(data: bytes, start: int, end: int, *, packed: bool = False) -> bytes:
    """Give what stands around a finding; what is `packed` in an archive has the whole of it around."""
    return hashlib.sha256(data).digest() if packed else data[max(0, start - AROUND) : end + AROUND]


def finding_of(sealer: Sealer, component: str, path: bytes, hit: Detected, around: bytes) -> Finding:
    """Give the finding for a sight, without an id; `around` are the bytes from AROUND before it to AROUND behind."""
    return Finding(
        id="",
        component=component,
        path=path,
        start=hit.start,
        end=hit.end,
        line=hit.line,
        rule=hit.rule,
        kind=hit.kind,
        confidence=hit.confidence,
        reason=hit.reason,
        value_tag=sealer.tag(VALUE, hit.value),
        context_tag=sealer.tag(CONTEXT, path + b"\0" + around),
        member=hit.member,
    )
