"""Weighs what a pattern has found: its rule's checks, known examples, placeholders, and the place where it stands."""

from __future__ import annotations

import re
from dataclasses import replace

from codebinder.detect.bytearrays.chance import is_vector
from codebinder.detect.fileview import FileView
from codebinder.detect.placeholders import entropy, why_placeholder
from codebinder.detect.rules import SECRET_KINDS, Rule
from codebinder.detect.sight import Sight
from codebinder.detect.validators import VALIDATORS
from codebinder.detect.verdict import PASS, Verdict
from codebinder.model.findings import Confidence

_FIRM = frozenset({"jwt", "key-block", "putty", "xml-key"})
"""Checks of formats that prove themselves."""
_PUBLIC = re.compile(
    rb"age1[0-9a-z]{58}$|MII[BC][IO]jANBgkqhkiG9w0BAQEFAAOC|MIGfMA0GCSqGSIb3DQEBAQUAA4GNAD|MFwwDQYJKoZIhvcNAQEBBQADSwAw"
    rb"|MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE|MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE|MCowBQYDK2V[wu]AyEA|B[A-Za-z0-9_-]{86}$"
)
"""Public keys: of age, of RSA and of curves in DER, and the points that web push is given."""
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){16,64}")
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
    if sight.confidence is Confidence.LOW:
        return sight
    value = file.flat[sight.start : sight.end]
    reason = _DOCUMENTED if value in documented else _why_public(value)
    return replace(sight, confidence=Confidence.LOW, reason=reason) if reason else sight


def _why_public(value: bytes) -> str:
    """Say why what stands in a secret's place is known to everybody; empty where it is not."""
    if _PUBLIC.match(value):
        return "a public key"
    if _HEX.fullmatch(value) and is_vector(bytes.fromhex(value.decode())):
        return "test vector of a standard"
    return ""


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
