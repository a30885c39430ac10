"""Puts name, value and place together: which grade a sight has, and the phrase that tells why."""

from __future__ import annotations

import re

from codebinder.detect.assigned.names import Name, Sort
from codebinder.detect.assigned.places import Place
from codebinder.detect.assigned.shapes import Look, Shape
from codebinder.detect.assigned.single import COUNTED
from codebinder.detect.assigned.words import DEFAULTS
from codebinder.model.findings import Confidence

_MNEMONIC = re.compile(rb"^[a-z]{3,8}(?: [a-z]{3,8}){11,23}$")
_PHRASE = re.compile(rb"^[a-z]{4,12}(?: [a-z]{3,12}){1,3}$")
_WORDS = re.compile(rb"^[a-z]{2,12}(?:[ -][a-z]{2,12}){1,3}$")
_NUMBERED = re.compile(rb"^[A-Za-z]+(?:[-_.:][A-Za-z]+)*[-_.:]\d{1,4}$")

Grade = tuple[Confidence, str]

_HIGH, _MEDIUM, _LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW


def grade(name: Name, look: Look, value: bytes, place: Place, *, loose: bool = False) -> Grade | None:  # noqa: PLR0911
    """Give the grade and its reason, or None where there is nothing to show.

    `loose` says that name and value stand together less firmly than in an assignment: in a call, in prose, unquoted.
    """
    if look.shape is Shape.NOTHING:
        return None
    found = _by_sort(name, look, value, place, loose=loose)
    if found is None:
        return None
    confidence, reason = found
    if confidence is _LOW:
        return found
    if place.lock:
        return _LOW, "stands in a lock file or a list of checksums"
    if place.vectors and look.shape is Shape.RANDOM and name.sort is not Sort.PASSWORD:
        return _LOW, "stands among test vectors"
    if place.minified and look.shape is not Shape.RANDOM:
        return _LOW, "stands in packed code"
    if place.language and (look.shape < Shape.STRONG or not any(48 <= sign <= 57 for sign in value)):
        return _LOW, "stands among translations"
    if not name.sure and look.shape < Shape.STRONG:
        return _LOW, "the name speaks about a secret, it does not hold one"
    if confidence is _HIGH and (loose or place.minified or not name.sure):
        return _MEDIUM, reason
    return confidence, reason


def _by_sort(name: Name, look: Look, value: bytes, place: Place, *, loose: bool) -> Grade | None:  # noqa: PLR0911
    if look.shape in {Shape.REFERENCE, Shape.PLACEHOLDER}:
        return None if name.sort is Sort.WEAK or name.fetched else (_LOW, look.reason)
    if look.shape is Shape.TEXT:
        if name.sort is Sort.SECRET and _MNEMONIC.match(value):
            return _HIGH, "the words of a wallet's seed"
        phrase = name.rule == "assigned-secret" and name.sort is Sort.SECRET and _PHRASE.match(value) is not None
        if phrase and not (loose or place.language or place.document):
            return _MEDIUM, "a phrase"
        short = name.sort is Sort.SECRET and not loose and not place.language and _WORDS.match(value) is not None
        return (_LOW, "a phrase") if short else None
    if name.fetched and look.shape < Shape.RANDOM:
        return None
    if name.sort is Sort.PASSWORD:
        return _password(look, value, place, loose=loose)
    if name.sort is Sort.SECRET:
        return _secret(look, value, name, loose=loose)
    if name.sort is Sort.SALT:
        return _salt(look, value)
    if name.sort is Sort.HASH:
        return (_MEDIUM, "") if look.shape >= Shape.STRONG and len(value) >= 12 else None
    if name.rule == "assigned-signature":
        return (_LOW, "a signature or a challenge, sent openly") if look.shape is Shape.RANDOM else None
    return _weak(look, value, place)


def _password(look: Look, value: bytes, place: Place, *, loose: bool) -> Grade | None:  # noqa: PLR0911
    shape, size = look.shape, len(value)
    if shape in {Shape.RANDOM, Shape.STRONG}:
        return (_HIGH if size >= 6 else _MEDIUM), ""
    if look.reason == COUNTED and (place.language or (place.document and loose)):
        return _LOW, look.reason
    if shape in {Shape.MIXED, Shape.COMMON}:
        return (_MEDIUM, look.reason) if size >= 3 else None
    if shape is Shape.NUMBER:
        if size >= 4 and value.isdigit() and not loose:
            return _MEDIUM, "digits only"
        if size >= 5 and value.isdigit():
            return _MEDIUM, "digits only"
        return (_LOW, look.reason) if size >= 4 else None
    if shape is Shape.WORD:
        if loose:
            return None
        plain = not (place.document or place.language) and value.islower() and size >= 4
        return (_MEDIUM if plain else _LOW), look.reason
    if shape is Shape.GENERIC and not loose and place.live and value.lower() in DEFAULTS:
        return _MEDIUM, "a weak password in a configuration"
    if shape is Shape.GENERIC and value[-1:].isdigit() and size >= 5 and not loose and not value.isupper():
        return _MEDIUM, look.reason
    return None if loose else (_LOW, look.reason)


def _secret(look: Look, value: bytes, name: Name, *, loose: bool) -> Grade | None:
    shape, size = look.shape, len(value)
    if shape is Shape.RANDOM:
        return _HIGH, ""
    if shape is Shape.STRONG:
        return (_HIGH if size >= 12 else _MEDIUM if size >= 8 else _LOW), ""
    if shape is Shape.MIXED:
        if (
            look.reason == COUNTED
            or _NUMBERED.match(value)
            or (value.isalpha() and (value.islower() or value.isupper()))
        ):
            return _LOW, "letters only"
        enough = 6 if name.rule == "assigned-secret" else 8
        return (_MEDIUM if size >= enough and not loose else _LOW), ""
    if shape is Shape.NUMBER:
        return (_LOW, look.reason) if size >= 6 else None
    if shape is Shape.COMMON and not loose and name.rule != "assigned-token":
        return _MEDIUM, look.reason
    if loose or (name.rule == "assigned-token" and shape in {Shape.NAME, Shape.WORD}):
        return None
    return _LOW, look.reason


def _salt(look: Look, value: bytes) -> Grade | None:
    shape, size = look.shape, len(value)
    if shape in {Shape.RANDOM, Shape.STRONG}:
        return _MEDIUM, ""
    if shape is Shape.MIXED:
        return (_MEDIUM if size >= 8 and look.reason != COUNTED else _LOW), ""
    return (_LOW, look.reason) if shape in {Shape.WORD, Shape.COMMON, Shape.NAME} else None


def _weak(look: Look, value: bytes, place: Place) -> Grade | None:
    if look.shape is Shape.RANDOM:
        if place.test:
            return _LOW, "random, but the name says little, in a test"
        return (_MEDIUM if len(value) >= 16 else _LOW), "random, but the name says little"
    if look.shape is Shape.STRONG and len(value) >= 12:
        return _LOW, "the name says little"
    return None
