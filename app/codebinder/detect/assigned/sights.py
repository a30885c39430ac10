"""From a name and a value to a sight: trims the range, looks at the value, asks for the grade."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.detect.assigned.grading import grade
from codebinder.detect.assigned.names import Name, Sort, parts_of
from codebinder.detect.assigned.places import Place
from codebinder.detect.assigned.shapes import Look, Shape
from codebinder.detect.assigned.single import COUNTED
from codebinder.detect.assigned.values import look_at
from codebinder.detect.assigned.words import DEFAULTS
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

PASSWORD = Name(Sort.PASSWORD, "assigned-password")
_TOKEN = Name(Sort.SECRET, "bearer-header")
_OTHER_SCHEME = Name(Sort.WEAK, "assigned-secret")
_BASIC = Name(Sort.PASSWORD, "basic-header")
_SCHEME = re.compile(
    rb"(?i)(?:bearer|basic|token|digest|apikey|api-key|negotiate|jwt|key|sso-key|splunk|discogs token=)[ \t]{1,3}"
)
_FALLBACK = re.compile(rb"^[\"']?\$\{[\w.\-]{1,80}(?::[\-=?]?|-)[\"']?([^{}$\"']{2,200})[\"']?\}[\"']?$")
_INNER = re.compile(rb"[?;&,\s\"']\w{0,24}(?i:pass|pwd|token|secret|key)\w{0,12}=|^\w+=\S+;|^[a-z]+:[a-z]+://")
_FRONT = re.compile(rb"^(?:\{noop\}|\{plain\}|plain:|\*{1,2}|_{1,2})(?=[^\s*])")
_USER = re.compile(rb"^[\w.@\-]{1,40}[:/](?=[^\s/:])")
_USER_NAME = re.compile(rb"(?i)user_?(?:pwd|pass)|userinfo")
_PARAMETER = re.compile(rb"[A-Za-z_]+=[^=]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_\-]{6,400}={0,2}")


@dataclass(frozen=True, slots=True)
class Where:
    """A value's range in the flat bytes; `text` is what is judged where it is not just that range's bytes."""

    start: int
    end: int
    text: bytes | None = None


def sights(
    flat: bytes, name: Name, where: Where, place: Place, *, loose: bool = False, glued: bool = False, of: bytes = b""
) -> Iterator[Sight]:
    """Give the sight of a value, if it is worth one. `of` is the name as it stands there."""
    start, end = where.start, where.end
    value = flat[start:end] if where.text is None else where.text
    if where.text is None:
        start, end = _trimmed(value, start, of)
        value = flat[start:end]
    if name.sort is Sort.WEAK and of[-4:].lower() == b"auth" and decoded_pair(value) is not None:
        yield from _basic(value, start, place)
        return
    scheme = _SCHEME.match(value)
    if scheme is not None:
        yield from header(flat, start + scheme.end(), end, scheme.group(), place)
        return
    looked = look_at(value)
    if looked.shape is Shape.REFERENCE and where.text is None:
        inner = _FALLBACK.search(value)
        if inner is not None:
            start, end = start + inner.start(1), start + inner.end(1)
            value = inner[1]
            looked = look_at(value)
    if (glued and looked.shape < Shape.STRONG) or _is_carrier(value):
        return
    weak = looked.shape is Shape.GENERIC and value.lower() in DEFAULTS
    if not weak and Shape.TEXT <= looked.shape < Shape.RANDOM and of and _same(value, of):
        if name.sort is Sort.PASSWORD and not loose:
            yield Sight(start=start, end=end, rule=name.rule, confidence=Confidence.LOW, reason="names itself")
        return
    if looked.reason == COUNTED and of and _shares_a_word(value, of):
        looked = Look(Shape.NAME, "words joined as in a name")
    graded = grade(name, looked, value, place, loose=loose)
    if graded is not None:
        yield Sight(start=start, end=end, rule=name.rule, confidence=graded[0], reason=graded[1])


def _is_carrier(value: bytes) -> bool:
    """Is the value a connection string or an address, whose secret part is found by itself?"""
    return len(value) > 8 and _INNER.search(value) is not None and (b"://" in value or b"=" in value[:-2])


def _trimmed(value: bytes, start: int, of: bytes) -> tuple[int, int]:
    stripped = value.strip()
    start += len(value) - len(value.lstrip())
    front = _FRONT.match(stripped)
    if front is not None:
        cut = front.end()
        if front.group()[:1] in b"*_":
            stripped = stripped.rstrip(front.group()[:1])
        start, stripped = start + cut, stripped[cut:]
    if len(stripped) > 2 and stripped[:1] == stripped[-1:] and stripped[:1] in {b'"', b"'"}:
        start, stripped = start + 1, stripped[1:-1]
    if of[-6:].lower() == b"cookie" and b"=" in stripped:
        start += stripped.index(b"=") + 1
        stripped = stripped.split(b"=", 1)[1].split(b";")[0]
    if _USER_NAME.search(of):
        user = _USER.match(stripped)
        if user is not None:
            start, stripped = start + user.end(), stripped[user.end() :]
    return start, start + len(stripped)


def _same(value: bytes, name: bytes) -> bool:
    """Does the value repeat its name? Then it is that of a field or a parameter."""
    if any(48 <= sign <= 57 for sign in value):
        return False
    plain = bytes(sign for sign in value.lower() if 97 <= sign <= 122)
    other = bytes(sign for sign in name.lower() if 97 <= sign <= 122)
    if len(plain) < 6 or len(other) < 4:
        return False
    return plain in other or (other in plain and len(plain) <= len(other) + 12)


def _shares_a_word(value: bytes, name: bytes) -> bool:
    """Does a value repeat a word of its name, as the names of things do?"""
    return not frozenset(parts_of(name)).isdisjoint(word for word in parts_of(value) if len(word) >= 3)


def header(flat: bytes, start: int, end: int, scheme: bytes, place: Place) -> Iterator[Sight]:
    """Judge what follows Bearer, Basic and the like."""
    kind = scheme.strip().lower()
    if kind == b"basic":
        yield from _basic(flat[start:end], start, place)
        return
    name = _TOKEN if kind != b"digest" else _OTHER_SCHEME
    value = flat[start:end].strip(b" *_.,")
    if _PARAMETER.match(value):
        return
    start += flat[start:end].index(value) if value else 0
    looked = look_at(value)
    if looked.shape in {Shape.NAME, Shape.WORD, Shape.GENERIC, Shape.TEXT, Shape.NUMBER, Shape.COMMON}:
        return
    if looked.shape is Shape.MIXED and value.isalpha():
        return
    graded = grade(name, looked, value, place)
    if graded is not None:
        yield Sight(start=start, end=start + len(value), rule=name.rule, confidence=graded[0], reason=graded[1])


def _basic(value: bytes, start: int, place: Place) -> Iterator[Sight]:
    """Decode user:password of a basic header and judge the password."""
    match = _BASE64.match(value)
    if match is None:
        return
    plain = decoded_pair(match.group())
    if plain is None:
        return
    user, _, password = plain.partition(b":")
    judged = password or user
    graded = grade(_BASIC, look_at(judged), judged, place)
    if graded is not None:
        sure = graded[0] is not Confidence.LOW  # what decodes to a user and a password is no accident
        confidence = Confidence.HIGH if sure else Confidence.LOW
        yield Sight(
            start=start, end=start + match.end(), rule=_BASIC.rule, confidence=confidence, reason=graded[1], firm=True
        )


def decoded_pair(text: bytes) -> bytes | None:
    """Give user:password where `text` is its base 64."""
    try:
        plain = base64.b64decode(text.replace(b"-", b"+").replace(b"_", b"/") + b"=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    if b":" not in plain or not plain.isascii() or not plain.decode("ascii").isprintable():
        return None
    return plain
