"""A detection rule as a value: what it looks for, where, and how sure it is."""

from __future__ import annotations

import base64
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

KINDS = (
    "private-key", "certificate", "token", "password", "key", "personal", "financial", "internal", "notice", "licence",
    "export", "vulnerability", "code-name", "jewel",
)  # fmt: skip
"""What rules find; the default queue, reason codes and plain words go by it."""

SECRET_KINDS = frozenset({"private-key", "certificate", "token", "password", "key"})
"""Kinds that open something; of two that overlap, one finding is enough."""

JOINT = "\u00a6"
"""A broken bar in an example is dropped before use: without it, other people's scanners take our examples for leaks."""

EXAMPLE_PATH = "tree/file.c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sample that a rule finds or leaves alone: a text, or bytes in base 64, in a file at `path`."""

    text: str = ""
    encoded: str = ""
    path: str = EXAMPLE_PATH

    @property
    def data(self) -> bytes:
        """The sample as it would stand in a file."""
        return base64.b64decode(self.encoded) if self.encoded else joined(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `pattern` is RE2 over bytes; the value is its group `value`, else its first group, else all of it.

    A pattern is tried from `before` bytes in front of a keyword to `after` bytes behind it, so `after` holds the
    longest match; with `everywhere` it is tried on the whole file. `any_case` makes keywords match in any case. Rules
    with a `detector` have no pattern: code of that name finds them. `paths` and `not_paths` are RE2 patterns over the
    path. `line` is where the rule stands in `source`.
    """

    id: str
    kind: str
    title: LangText
    pattern: str = ""
    keywords: tuple[str, ...] = ()
    confidence: Confidence
    provider: str = ""
    detector: str = ""
    any_case: bool = False
    everywhere: bool = False
    edges: str = "word"
    entropy: float = 0.0
    validators: tuple[str, ...] = ()
    before: int = 64
    after: int = 512
    paths: str = ""
    not_paths: str = ""
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[Example, ...] = ()
    source: str = ""
    line: int = 0


def joined(example: str) -> bytes:
    """Give an example or documented value as it would stand in a file."""
    return example.replace(JOINT, "").encode()
