"""Weighs what a pattern has found: its rule's checks, known examples, placeholders, and the place where it stands."""

from __future__ import annotations

from dataclasses import replace

from codebinder.detect.fileview import FileView
from codebinder.detect.placeholders import entropy, why_placeholder
from codebinder.detect.rules import SECRET_KINDS, Rule
from codebinder.detect.sight import Sight
from codebinder.detect.validators import VALIDATORS
from codebinder.detect.verdict import PASS, Verdict
from codebinder.model.findings import Confidence

_FIRM = frozenset({"jwt", "key-block", "putty"})
"""Checks of formats that prove themselves."""
_DOCUMENTED = "an example from the provider's documentation"


def weigh(rule: Rule, file: FileView, start: int, end: int, documented: frozenset[bytes]) -> Sight | None:
    """Give the sight with its grade and the reason for it; None where the rule's checks say that it is nothing."""
    value = file.flat[start:end]
    verdict = _judge(rule, value, documented)
    if not verdict.keep:
        return None
    grade, reason = verdict.confidence or rule.confidence, verdict.reason
    firm = not _FIRM.isdisjoint(rule.validators)
    if grade is Confidence.MEDIUM and not firm and rule.kind in SECRET_KINDS:
        where = _why_harmless(file)
        if where:
            grade, reason = Confidence.LOW, where
    return Sight(start=start, end=end, rule=rule.id, confidence=grade, reason=reason, firm=firm)


def unless_documented(sight: Sight, file: FileView, documented: frozenset[bytes]) -> Sight:
    """Give what code has found; low where the value is an example that its provider prints."""
    if sight.confidence is Confidence.LOW or file.flat[sight.start : sight.end] not in documented:
        return sight
    return replace(sight, confidence=Confidence.LOW, reason=_DOCUMENTED)


def _judge(rule: Rule, value: bytes, documented: frozenset[bytes]) -> Verdict:
    verdict = PASS
    for name in rule.validators:
        verdict = VALIDATORS[name](value)
        if not verdict.keep or verdict.confidence is Confidence.LOW:
            return verdict
    if value in documented:
        return Verdict(confidence=Confidence.LOW, reason=_DOCUMENTED)
    if not _FIRM.isdisjoint(rule.validators) or rule.kind not in SECRET_KINDS:
        return verdict
    placeholder = why_placeholder(value)
    if placeholder:
        return Verdict(confidence=Confidence.LOW, reason=placeholder)
    if rule.entropy and entropy(value) < rule.entropy:
        return Verdict(confidence=Confidence.LOW, reason="too regular to be random")
    return verdict


def _why_harmless(file: FileView) -> str:
    """Say why what is only likely a secret by its shape is none here; empty where the place says nothing."""
    place = file.surroundings
    if place.lock:
        return "stands in a lock file"
    if place.minified:
        return "stands in a minified file"
    return ""
