"""The test box: reads people's own rules as they type or choose them, and tries them on a text; keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codebinder.base import encoding as encodings
from codebinder.detect import own
from codebinder.model.findings import Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule would find in a text: where, and the value itself, which is never stored."""

    rule: str
    line: int
    start: int
    end: int
    confidence: Confidence
    reason: str
    value: bytes


def read_words(data: bytes, file: str, *, name: str = "words", title: str = "") -> own.OwnRules:
    """Read a list of words; Faults where it has any."""
    return own.read_words(data, file, id=name, title=title)


def read_pattern(
    pattern: str,
    *,
    id: str,  # noqa: A002  (a rule's id)
    title: str = "",
    kind: str = "code-name",
    keywords: Sequence[str] = (),
) -> own.OwnRules:
    """Take a pattern; Faults where it can't be used."""
    return own.read_pattern(pattern, id=id, title=title, kind=kind, keywords=tuple(keywords))


def read_gitleaks(data: bytes, file: str) -> own.OwnRules:
    """Read a gitleaks.toml; Faults naming all that is wrong with it."""
    return own.read_gitleaks(data, file)


def read_pack(data: bytes, file: str) -> own.OwnRules:
    """Read a rule pack of our own form; Faults naming all that is wrong with it."""
    return own.read_pack(data, file)


def read_allow(data: bytes, file: str) -> own.OwnRules:
    """Read an allow-list; Faults naming all that is wrong with it."""
    return own.read_allow(data, file)


def read_any(data: bytes, file: str) -> own.OwnRules:
    """Read rules from a file of any of the forms, told by its name and its look."""
    lower = file.lower()
    if lower.endswith((".yaml", ".yml")):
        return own.read_pack(data, file)
    if lower.endswith(".toml"):
        return own.read_gitleaks(data, file)
    return own.read_words(data, file)


def try_rules(rules: own.OwnRules, text: bytes, *, path: bytes = b"text", only: bool = True) -> tuple[Hit, ...]:
    """Give what these rules would find in a text: the test box. With `only`, the shipped rules are left out."""
    engine = own.OwnEngine.beside(rules, rule_files=() if only else None)
    encoding = encodings.detect(text)[0]
    return tuple(
        Hit(
            rule=hit.rule.removeprefix(own.PREFIX),
            line=hit.line,
            start=hit.start,
            end=hit.end,
            confidence=hit.confidence,
            reason=hit.reason,
            value=hit.value,
        )
        for hit in engine.scan(path, text, encoding)
    )
