"""Values without quotes: in configuration, shell, markup and prose, and within texts and comments of code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.assigned import parse, prose
from codebinder.detect.assigned.names import Name, Sort, judge_name
from codebinder.detect.assigned.places import Place, Style
from codebinder.detect.assigned.shapes import Shape
from codebinder.detect.assigned.sights import Where, header, sights
from codebinder.detect.assigned.values import look_at
from codebinder.detect.sight import Sight

_INLINE = re.compile(rb"(?:\$\{[^{}\s]{1,100}\}|[^\s\"'`<>;,&|()\[\]{}\\]){1,400}")
_WIDE = re.compile(rb"[^\s\"';]{3,400}")
_LEAD = re.compile(
    rb"^[\s\-#;/!*\"'.\[\]|:>+$({]*(?:(?:export|set|setenv|env|ENV|ARG|SET|setx|local|readonly|declare|-D"
    rb"|-e|--env|- )[ \t]+)?[\s\"':$({]*$"
)
_COMMENT = re.compile(rb"^\s*(?://|#|\*|/\*|--|;|<!--|'|\"\"\"|REM |%|@)|\s//|/\*|\s#\s|<!--|\s--\s")
_NEXT_PAIR = re.compile(rb"[,&;][A-Za-z_][\w.\-]{0,30}=")
_SCHEME = re.compile(rb"(?i)(?:token|apikey|api-key|key|jwt|basic|bearer)[ \t]{1,3}")
_NESTED = re.compile(rb"[\w.\-]+\s*:(?:\s|$)|- ")
_USER = re.compile(rb"(?i)(?:user|login|account)\w{0,8}\s?[/:]\s?$")
_PAIR = re.compile(rb"[\w.@\-]{2,40}\s?[/:]\s?(?=\S)")
_BESIDE = re.compile(
    rb"\s+(?:ENV|ARG|setenv|set[ \t]+-\w{1,3}"
    rb"|env)?[ \t]*(?P<name>[\w.\-]{2,60})[ \t]+(?P<value>[^\s\"'`<>{}()\[\]=:,;|]{4,200})[ \t]*;?(?=\r?\n"
    rb"|$)"
)


def beside(flat: bytes, start: int, place: Place) -> Sight | None:
    """Judge a line of a name, blanks and one word: ENV NAME value, requirepass value."""
    if place.style is Style.CODE or (place.document and place.style is Style.LOOSE):
        return None
    match = _BESIDE.match(flat[start : start + 320])
    if match is None:
        return None
    name = judge_name(match["name"])
    value = match["value"]
    shape = look_at(value).shape
    if name.sort not in {Sort.PASSWORD, Sort.SECRET} or shape < Shape.MIXED or value.isalpha():
        return None
    begin = start + match.start("value")
    return next(sights(flat, name, Where(begin, begin + len(value)), place, of=match["name"]), None)


def unquoted(flat: bytes, at: tuple[int, int], name: Name, place: Place) -> Iterator[Sight]:
    """Judge what stands without quotes behind the name at [begin, behind)."""
    begin, behind = at
    name_text = flat[begin:behind]
    found: parse.Found | None = None
    if (
        b">" in flat[behind : behind + 2]
        or (place.markup and flat[behind : behind + 1] in {b" ", b"\t", b"<"})
        or flat[behind : behind + 1] == b"<"
        or (flat[behind : behind + 1] == b" " and flat[begin - 1 : begin] in {b"<", b":"})
    ):
        found = parse.element(flat, behind)
        if found is not None:
            if not _in_tag(flat, begin, name_text):
                return
            yield from sights(flat, name, Where(found.start, found.end), place, of=name_text)
            return
    if place.yaml and name.sort is not Sort.WEAK:
        found = parse.block(flat, behind)
        if found is not None:
            yield from sights(flat, name, Where(found.start, found.end, found.joined), place, of=name_text)
            return
    plain = parse.unquoted(flat, behind)
    if plain is None:
        yield from prose.talk(flat, behind, name, place)
        return
    if plain[2] in {b"==", b"===", b"!=", b"!==", b"::", b"->", b"+="}:
        return
    low = max(begin - 400, 0)
    before = flat[max(flat.rfind(b"\n", low, begin) + 1, low) : begin]
    yield from _plain(flat, plain, before, name, place, name_text)


def _in_tag(flat: bytes, begin: int, name_text: bytes) -> bool:
    """Does the name stand in a tag, so that what follows is its content?"""
    before = flat[max(begin - 200, 0) : begin]
    if before.endswith((b"<key>", b"name>")):
        return True
    return before.rfind(b"<") > before.rfind(b">") and not name_text.endswith(b"-")


def _plain(
    flat: bytes, plain: tuple[int, int, bytes, bool], before: bytes, name: Name, place: Place, name_text: bytes
) -> Iterator[Sight]:
    if flat[plain[0] : plain[0] + 3] in {b"** ", b"__ "}:
        plain = (plain[0] + 3, *plain[1:])
    start, _stop, operator, continued = plain
    leads = _LEAD.match(before) is not None
    if place.style is Style.LINES and leads:
        where = _whole_line(flat, plain, before, place)
        if where is not None:
            yield from sights(flat, name, where, place, of=name_text)
        return
    if continued or (len(name_text) <= 2 and not leads):
        return
    spaced = flat[start - 1 : start] in {b" ", b"\t"}
    if name.sort is Sort.SALT and spaced and not leads:
        return
    if place.style is Style.SHELL and spaced and operator == b"=" and not leads:
        return
    if operator == b"|" and (not place.document or not spaced):
        return
    if name_text[-13:].lower() == b"authorization":
        scheme = _SCHEME.match(flat, start)
        match = _INLINE.match(flat, scheme.end()) if scheme is not None else None
        if match is not None:
            yield from header(flat, match.start(), match.end(), scheme.group() if scheme else b"", place)
            return
    if before.endswith(b"${") and flat[start : start + 1] in {b"+", b"?"}:
        return
    where = _word(flat, plain, before)
    if where is None or not _may_stand(flat, where, before, name, place, spaced=spaced):
        return
    yield from sights(flat, name, where, place, loose=spaced and not leads, of=name_text)


def _may_stand(flat: bytes, where: Where, before: bytes, name: Name, place: Place, *, spaced: bool) -> bool:
    """In code, a word that is no name of something else stands in a text or a comment, or is drawn by lot."""
    if place.style is not Style.CODE:
        return True
    comment = _COMMENT.search(before) is not None
    if comment or (_in_text(before) and (not spaced or name.sort is Sort.PASSWORD)):
        return True
    if place.markup and not spaced and b";" in before:
        return True  # a connection string in an element
    return look_at(flat[where.start : where.end]).shape is Shape.RANDOM


def _in_text(before: bytes) -> bool:
    """Does a place in a line lie within quotes?"""
    return (
        before.count(b'\\"') % 2 == 1
        or before.count(b'"') % 2 == 1
        or before.count(b"'") % 2 == 1
        or before.count(b"`") % 2 == 1
    )


def _word(flat: bytes, plain: tuple[int, int, bytes, bool], before: bytes) -> Where | None:
    """Give the range of one word."""
    start, stop, _operator, _continued = plain
    spaced = flat[start - 1 : start] in {b" ", b"\t"}
    wide = not spaced and b";" in before
    match = (_WIDE if wide else _INLINE).match(flat, start, stop)
    if match is None:
        return None
    value = match.group().rstrip(b".:," if spaced else b"")
    if b"*" in before[-4:] or value.startswith((b"**", b"__")):
        value = value.rstrip(b"*_")
    if before[-1:] in {b'"', b"'"}:
        value = value.split(before[-1:])[0]
    if flat[match.end() : match.end() + 1] in {b"(", b"["} or value.endswith((b"(", b"[")):
        return None
    cut = _NEXT_PAIR.search(value)
    if cut is not None:
        value = value[: cut.start()]
    if b"://" in before and b"@" in value:
        return None  # a password in an address has a rule of its own
    if b"?" in before[-80:] or b"&" in before[-2:]:
        value = value.split(b"&")[0].split(b"#")[0]
    user = _PAIR.match(value) if _USER.search(before) else None
    if user is not None:
        start, value = start + user.end(), value[user.end() :]
    return Where(start, start + len(value))


def _whole_line(flat: bytes, plain: tuple[int, int, bytes, bool], before: bytes, place: Place) -> Where | None:
    """Give the range of all that stands up to the line's end."""
    start, _stop, operator, continued = plain
    if continued and not place.yaml and operator != b"=":
        return None
    whole = parse.plain(flat, start)
    if whole is None:
        return None
    start, stop = whole
    mark = before[-1:]
    if mark in {b'"', b"'"} and mark in flat[start:stop]:
        stop = flat.index(mark, start)
    value = flat[start:stop].rstrip(b",")
    if continued and _NESTED.match(value):
        return None
    if value[:1] in b"[{&*!|>%@" and not value[1:2].isalnum():
        return None
    if b"}" in value and b"{" not in value:
        value = value.split(b"}")[0].split(b", ")[0].rstrip()
    return Where(start, start + len(value))
