"""Tells values that only stand for a secret: scored down with the reason shown, never dropped."""

from __future__ import annotations

import math
import re
from collections import Counter

_WORDS = re.compile(
    rb"example|placeholder|change[-_]?me|your[-_]|[-_]your|yourpass|xxxx|\*\*\*|dummy|fake|redacted|insert[-_]|notreal"
    rb"|not[-_]a[-_]real|invalid|<[a-z]|\.\.\.|01234567|12345678|abcdefgh|deadbeef|q1w2e3|qwerty",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    rb"\$\{|\$\(|\$[A-Za-z_]|\{\{|\}\}|\{[A-Za-z_.\[\]0-9]*\}|%[sdv]|%\(|%[A-Za-z_]+%|<%|@[A-Za-z_.]+@|#\{|\\\(|\" ?\+"
)
_REPEAT = re.compile(rb"(.)\1{7}", re.DOTALL)


def entropy(value: bytes) -> float:
    """Give Shannon's entropy of `value` in bits a byte."""
    size = len(value)
    if not size:
        return 0.0
    return -sum(count / size * math.log2(count / size) for count in Counter(value).values())


def why_placeholder(value: bytes) -> str:
    """Give a short phrase where `value` looks like a placeholder, else an empty text."""
    if _REFERENCE.search(value):
        return "a reference to a variable"
    if _WORDS.search(value):
        return "reads like a placeholder"
    if len(value) >= 16 and len(set(value)) <= 5:
        return "made of very few characters"
    if _REPEAT.search(value):
        return "repeats one character"
    return ""
