"""A detection rule as a value: what it looks for, where, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder.model.findings import Confidence
from codebinder.model.text import LangText

EDGES: dict[str, frozenset[int]] = {
    "none": frozenset(),
    "word": frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"),
    "token": frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"),
    "base64": frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/="),
}
"""Bytes that may not stand right before or behind a value, by the name that rules use."""

JOINT = "\u00a6"
"""A broken bar in an example is dropped before use: without it, other people's scanners take our examples for leaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `pattern` is RE2 over bytes; the value is its group `value`, else its first group, else all of it.

    A pattern is tried from `before` bytes in front of a keyword to `after` bytes behind it, so `after` holds the
    longest match. `paths` and `not_paths` are RE2 patterns over the path. `line` is where the rule stands in `source`.
    """

    id: str
    kind: str
    title: LangText
    pattern: str
    keywords: tuple[str, ...]
    confidence: Confidence
    edges: str = "word"
    entropy: float = 0.0
    validators: tuple[str, ...] = ()
    before: int = 64
    after: int = 512
    paths: str = ""
    not_paths: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    source: str = ""
    line: int = 0


def joined(example: str) -> bytes:
    """Give an example or documented value as it would stand in a file."""
    return example.replace(JOINT, "").encode()
