"""Passwords told in prose: "the password is …", "login: admin / …", "用户名/密码：…"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from codebinder.detect.assigned import parse
from codebinder.detect.assigned.names import Name, Sort
from codebinder.detect.assigned.places import Place
from codebinder.detect.assigned.shapes import Shape
from codebinder.detect.assigned.sights import Where, sights
from codebinder.detect.assigned.values import look_at
from codebinder.detect.fileview import FileView
from codebinder.detect.patterns import Pattern, compile_pattern
from codebinder.detect.sight import Sight

_PROSE = Name(Sort.PASSWORD, "credential-in-prose")
_TOKEN_PROSE = Name(Sort.SECRET, "credential-in-prose")
_PAIR = re.compile(
    rb"[ \t]{0,4}(?:is|are|:|\()[ \t]{1,4}[\"'`*]{0,2}[\w.@\-]{2,40}[\"'`*]{0,2}[ \t]{0,2}(?:/|:"
    rb"|\|)[ \t]{0,2}[\"'`*]{0,2}"
    rb"(?P<value>[^\s\"'`<>(){}\[\],;|]{3,60})"
)
_PAIR_NAME = re.compile(
    rb"(?i)(?:login|logins|credentials?|creds|user/pass(?:word)?|username/password|user/pw|account)$"
)
_CHINESE = (
    "密码", "口令", "密碼", "密钥", "密鑰", "パスワード", "비밀번호", "암호", "пароль", "Пароль",
    "contraseña", "Contraseña", "hasło", "Hasło", "lösenord", "Lösenord", "şifre", "Şifre", "mật khẩu", "Mật khẩu",
)  # fmt: skip
"""The words for passwords and keys that no ASCII text can hold, Chinese and others."""
_CHINESE_TAIL = (
    r"(?P<name>%s)[^\x00-\x7f]{0,6}?[\"'`*\])]{0,3}(?P<op>[ \t]{0,3}(?:[:=]|：|＝|为|為|是|/)[ \t]{0,3}|[ \t]{1,3})"
    r"(?:为|是|：|:)?[ \t]{0,2}(?P<user>[A-Za-z][\w.@\-]{1,30}[ \t]?(?:/|／|、)[ \t]?)?"
    r"[\"'`*“‘「【(（]{0,2}(?P<value>[!-~]{3,64})"
)
_CODECS = ("utf-8", "gb18030", "big5")


def pair(flat: bytes, begin: int, behind: int, place: Place) -> Sight | None:
    """Judge a user and a password behind "login:" and the like."""
    if flat[behind : behind + 1] not in b": (" or not _PAIR_NAME.search(flat[max(begin - 16, 0) : behind]):
        return None
    match = _PAIR.match(flat, behind)
    if match is None or look_at(_cut(match["value"])).shape < Shape.MIXED:
        return None
    start = match.start("value")
    where = Where(start, start + len(_cut(match["value"])))
    return next(sights(flat, _PROSE, where, place, loose=True), None)


def talk(flat: bytes, behind: int, name: Name, place: Place) -> Iterator[Sight]:
    """Judge what a sentence says behind the name that stands at [begin, behind)."""
    if name.sort not in {Sort.PASSWORD, Sort.SECRET}:
        return
    span = parse.talk(flat, behind)
    if span is None:
        return
    value = _cut(flat[span[0] : span[1]])
    least = Shape.MIXED if name.sort is Sort.PASSWORD else Shape.RANDOM
    shape = look_at(value).shape
    if shape >= least and not (shape is Shape.MIXED and not any(48 <= sign <= 57 for sign in value)):
        rule = _PROSE if name.sort is Sort.PASSWORD else _TOKEN_PROSE
        yield from sights(flat, rule, Where(span[0], span[0] + len(value)), place, loose=True)


def _cut(value: bytes) -> bytes:
    return value.rstrip(b".:,*_")


def chinese(file: FileView, place: Place) -> Iterator[Sight]:
    """Judge what stands behind the Chinese words for passwords and keys, in any of their encodings."""
    data = file.data
    if file.encoding.startswith("utf-16"):
        codec = file.encoding
        if not any(word.encode(codec) in data for word in _CHINESE):
            return
        text = data.decode(codec, "replace")
        yield from _chinese_text(file, text, place)
        return
    if file.flat.isascii():
        return
    codec = file.encoding if file.encoding in _CODECS else "utf-8"
    for match in _words_in(codec).finditer(data):
        yield from _chinese_at(file, match.start(), codec, place)


@lru_cache(maxsize=8)
def _words_in(codec: str) -> Pattern:
    """Give one pattern for all the words, in a codec's bytes."""
    words = (_encoded(word, codec) for word in _CHINESE)
    return compile_pattern(b"|".join(re.escape(word) for word in words if word))


def _encoded(word: str, codec: str) -> bytes:
    try:
        return word.encode(codec)
    except UnicodeEncodeError:
        return b""


_PATTERN = re.compile(_CHINESE_TAIL % "|".join(_CHINESE))


def _chinese_at(file: FileView, at: int, codec: str, place: Place) -> Iterator[Sight]:
    text = file.data[at : at + 160].split(b"\n", 1)[0].decode(codec, "replace")
    match = _PATTERN.match(text)
    if match is None:
        return
    start = at + len(text[: match.start("value")].encode(codec, "replace"))
    yield from _chinese_value(file.flat, start, match["value"].encode(), place)


def _chinese_text(file: FileView, text: str, place: Place) -> Iterator[Sight]:
    skip = 1 if text[:1] == "\ufeff" else 0
    for match in _PATTERN.finditer(text):
        yield from _chinese_value(file.flat, match.start("value") - skip, match["value"].encode(), place)


_END = re.compile(rb"[\"'`<>(){}\[\],;|]")


def _chinese_value(flat: bytes, start: int, value: bytes, place: Place) -> Iterator[Sight]:
    value = _cut(_END.split(value, maxsplit=1)[0]).rstrip(b"!" if value.endswith(b"!!") else b"")
    if len(value) >= 3 and look_at(value).shape >= Shape.NUMBER:
        yield from sights(flat, _PROSE, Where(start, start + len(value)), place)
