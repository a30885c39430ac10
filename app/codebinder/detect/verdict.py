"""What a validator says about a value that a pattern has found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from codebinder.model.findings import Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`confidence` None leaves the rule's own; `reason` "" leaves the rule's title; `keep` False: no finding at all."""

    keep: bool = True
    confidence: Confidence | None = None
    reason: str = ""


PASS = Verdict()
DROP = Verdict(keep=False)

Validator = Callable[[bytes], Verdict]
