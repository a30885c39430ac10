"""The queue of findings as it is shown: groups that share a value and a rule, and counts by file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from codebinder.model.filing import FindingCounts
from codebinder.model.findings import Confidence, Finding, FindingState

_GRADES = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


class QueueGroup(NamedTuple):
    """One group with the finding that it shows: its surest, of several the first by place."""

    number: int
    component: str
    path: bytes
    start: int
    end: int
    line: int
    rule: str
    kind: str
    reason: str
    value_tag: str
    member: bytes
    rank: int
    """How sure its surest finding is: 0 sure, 1 likely, 2 scored down."""
    state: str
    """Of the finding that it shows."""
    total: int
    open: int
    redacted: int
    kept: int

    @property
    def key(self) -> tuple[str, str]:
        """Its value (by its tag) and rule: what makes it a group."""
        return self.value_tag, self.rule

    @property
    def finding(self) -> Finding:
        """The finding that it shows; what stands around it is not read for a queue."""
        return Finding(
            id=f"F-{self.number}", component=self.component, path=self.path, start=self.start, end=self.end,
            line=self.line, rule=self.rule, kind=self.kind, confidence=_GRADES[self.rank], reason=self.reason,
            value_tag=self.value_tag, context_tag="", state=FindingState(self.state), member=self.member,
        )  # fmt: skip


class FileCount(NamedTuple):
    """How many findings of a file are open (of the default queue) and decided."""

    component: str
    path: bytes
    open: int
    decided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """All of the queue, or what changed of it. `serial` says as of when; `gone` names groups that have no member left.

    `whole` is false where `groups` and `files` hold only those that changed since the serial that was asked about."""

    serial: int
    whole: bool
    groups: Sequence[QueueGroup]
    files: Sequence[FileCount]
    gone: frozenset[tuple[str, str]]
    counts: FindingCounts
