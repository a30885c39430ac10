"""What a value can look like, in the order of how much it looks like a secret."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Shape(IntEnum):
    """What a value looks like, from what can't be a secret to what can hardly be anything else."""

    NOTHING = 0
    """Not worth a word: empty, punctuation, an expression."""
    REFERENCE = 1
    PLACEHOLDER = 2
    TEXT = 3
    """A sentence, a label, a path, a host, a format: made for other ends."""
    NAME = 4
    """Words joined as in identifiers: form.password_label, client-secret."""
    GENERIC = 5
    """One word that stands for any secret or user: password, secret, test, foo."""
    WORD = 6
    NUMBER = 7
    COMMON = 8
    """A word that people do take as a password: letmein, root, admin."""
    MIXED = 9
    """Letters and digits, as in a short password: admin123."""
    STRONG = 10
    """Three kinds of characters: Summer2019!"""
    RANDOM = 11
    """Made by a machine."""


@dataclass(frozen=True, slots=True)
class Look:
    """The verdict on a value: its shape, and for low ones the phrase to show."""

    shape: Shape
    reason: str = ""
