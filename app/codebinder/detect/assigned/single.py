"""Judges a value without spaces that no machine has drawn: word, name, number, or a password as people make it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from codebinder.detect.assigned.shapes import Look, Shape
from codebinder.detect.assigned.wordlike import is_word
from codebinder.detect.assigned.words import COMMON, GENERIC, TECHNICAL

SEPARATED = re.compile(rb"[\s_.:/\-]")
WORDS = re.compile(rb"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
ALNUM = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
COUNTED = "words and a number"
"""The reason of a word or two with a number: a password people make, and sometimes the name of a thing."""

_NUMBER = re.compile(rb"^[-+]?(?:0x[0-9a-fA-F]{1,15}|\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?[LlUuFf]{0,3})$")
_NUMBER_END = re.compile(rb"_\d{3}$|123")
_NUMBERED = re.compile(rb"^[A-Za-z]*\d{0,3}$|^\d{1,2}[a-z]?$|^v?\d+[a-z]{0,3}\d{0,2}$")
_COUNTED = re.compile(rb"^[A-Za-z]{3,16}(?:[_.\-][A-Za-z]{3,16})?(?:[_.\-]?\d{2,6})$")
_NAME = Look(Shape.NAME, "words joined as in a name")
_GENERIC = Look(Shape.GENERIC, "a word that stands for any value")
_REPEATS = Look(Shape.PLACEHOLDER, "repeats one character")
_NOTHING = Look(Shape.NOTHING)
_MIXED = Look(Shape.MIXED)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What a value is made of."""

    digits: int
    symbols: int
    joints: int
    runs: list[bytes]
    wordy: float
    """The share of its letters that stand in words."""
    generic: bool

    @property
    def letters(self) -> int:
        return sum(len(run) for run in self.runs)


def _counts(value: bytes) -> _Counts:
    runs = WORDS.findall(value)
    letters = sum(len(run) for run in runs)
    long = any(len(run) >= 3 and is_word(run) for run in runs)
    return _Counts(
        digits=sum(48 <= sign <= 57 for sign in value),
        symbols=sum(sign not in ALNUM and sign not in b"_-./: " for sign in value),
        joints=sum(sign in b"_-./:" for sign in value),
        runs=runs,
        wordy=sum(len(run) for run in runs if is_word(run)) / letters if long else 0.0,
        generic=bool(runs) and all(run.lower() in GENERIC or len(run) == 1 for run in runs),
    )


def single(value: bytes) -> Look:
    """Judge one word."""
    known = _known(value)
    if known is not None:
        return known
    counts = _counts(value)
    if counts.symbols:
        return _with_symbols(value, counts)
    if counts.digits:
        return _with_digits(value, counts)
    return _letters_only(value, counts)


def _known(value: bytes) -> Look | None:
    lower = value.lower()
    if lower in COMMON:
        return Look(Shape.COMMON, "a common password")
    if lower in GENERIC:
        return _GENERIC
    if value.isdigit():
        return Look(Shape.NUMBER, "a number") if len(set(value)) > 1 else _REPEATS
    if len(set(value)) <= 2 and len(value) > 3:
        return _REPEATS
    return Look(Shape.NUMBER, "a number") if _NUMBER.match(value) else None


def _with_symbols(value: bytes, counts: _Counts) -> Look:
    core = value.lower().strip(b"!@#$%^&*.?_-+=~0123456789")
    digits, symbols = counts.digits, counts.symbols
    two_cases = _two_cases(value)
    if not digits and core in GENERIC:
        return _GENERIC
    if symbols == 1 and not digits and b"@" in value and counts.wordy > 0.8 and not two_cases:
        return Look(Shape.NAME, "a user and a place")
    if symbols * 3 <= len(value) and (digits or counts.joints or two_cases):
        if counts.letters and len(value) >= 6 and (digits or counts.wordy < 0.75):
            return Look(Shape.STRONG)
        return _MIXED if len(value) >= 4 else _NOTHING
    if value[-1:] in b":?,;" or symbols * 2 > len(value):
        return Look(Shape.TEXT, "punctuation")
    return _MIXED if len(value) >= 5 else _NOTHING


def _with_digits(value: bytes, counts: _Counts) -> Look:
    changes = len(re.findall(rb"[a-zA-Z][0-9]|[0-9][a-zA-Z]", value))
    named = counts.joints and counts.wordy >= 0.6 and all(_NUMBERED.match(piece) for piece in SEPARATED.split(value))
    if (named and not _NUMBER_END.search(value)) or (counts.joints and counts.wordy == 1.0):
        usual = any(run.lower() in GENERIC or run.lower() in TECHNICAL for run in counts.runs)
        if not usual and _COUNTED.match(value):
            return Look(Shape.MIXED, COUNTED)
        if named and not _NUMBER_END.search(value):
            return _NAME
    if counts.generic and re.search(rb"^[A-Za-z_.:/\-]+\d{1,2}$", value):
        return Look(Shape.GENERIC, "a word that stands for any value, with a number")
    if changes >= 3 and _two_cases(value) and len(value) >= 8:
        return Look(Shape.STRONG)
    if len(value) < 4:
        return _NOTHING if not value[:1].isalpha() else Look(Shape.GENERIC, "too short")
    return _MIXED


def _letters_only(value: bytes, counts: _Counts) -> Look:
    if counts.generic:
        return Look(Shape.GENERIC, "names itself")
    drawn = len(value) >= 8 and _two_cases(value) and counts.letters < 2.7 * len(counts.runs)
    if counts.joints:
        return _NAME if counts.wordy >= 0.6 and not drawn else _MIXED
    if len(counts.runs) > 1 and not value.isupper():
        return _NAME if counts.wordy >= 0.7 and not drawn else _MIXED
    if len(value) < 3:
        return _NOTHING
    return Look(Shape.WORD, "a single word") if is_word(value.lower()) else _MIXED


def _two_cases(value: bytes) -> bool:
    return value != value.lower() and value != value.upper()
