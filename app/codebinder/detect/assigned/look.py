"""The front door: hits of the gate to sights."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from codebinder.detect.assigned import parse
from codebinder.detect.assigned.gate import hits
from codebinder.detect.assigned.grading import grade
from codebinder.detect.assigned.names import NOTHING, Name, Sort, judge_call, judge_name
from codebinder.detect.assigned.parse import Found
from codebinder.detect.assigned.places import Place, Style, place_of
from codebinder.detect.assigned.values import Shape, look_at
from codebinder.detect.fileview import FileView
from codebinder.detect.sight import Sight

_NAME_SIGNS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-$")
_LONGEST_NAME = 64
_PASSWORD = Name(Sort.PASSWORD, "assigned-password")
_TOKEN = Name(Sort.SECRET, "bearer-header")
_BASIC = Name(Sort.PASSWORD, "basic-header")
_COMMAND = Name(Sort.PASSWORD, "credential-command")
_LOGIN = re.compile(
    rb"(?i)(?:login|logon|signin|authenticate|auth|authentication|basic_?auth|credentials?|creds|usernamepassword\w*|httpbasic|withbasicauth"
    rb"|setbasicauth|plain_?auth|plainauth|digest_?auth|passwordauthentication|httpbasicauth|networkcredential|with_?credentials|userpass\w*|user_?auth\w*|set_?credentials|basicauthentication|basic_authorize|auth_basic|basic)$"
)
_CONNECT = re.compile(rb"(?i)(?:getconnection|mysqli?_connect|new mysqli|new pdo)$")
_SCHEME = re.compile(rb"(?i)(?:bearer|basic|token|digest|apikey|api-key|negotiate|jwt|key|sso-key|splunk)[ \t]{1,3}")
_INLINE = re.compile(rb"[^\s\"'`<>;,&|()\[\]{}\\]{3,400}")
_WIDE = re.compile(rb"[^\s\"';]{3,400}")
_FALLBACK = re.compile(rb"^[\"']?\$\{[\w.\-]{1,80}:[\-=?]?[\"']?([^{}$\"']{2,200})[\"']?\}[\"']?$")
_NEXT_PAIR = re.compile(rb"[,&;][A-Za-z_][\w.\-]{0,30}=")
_LEAD = re.compile(
    rb"^[\s\-#;/!*\"'.\[\]|:>+$(]*(?:export|set|setenv|env|ENV|ARG|setx|local|readonly|declare|-D|-e|--env|- )?[\s\"'-]*$"
)
_USER_PASS = re.compile(rb"\s(?:-u|--user|--proxy-user)[ \t=]{0,4}[\"']?([\w.@%+\\\-]{1,60}):([^\s\"'`<>]{2,120})")
_COMMENT = re.compile(rb"^\s*(?://|#|\*|/\*|--|;|<!--|'|\"\"\"|REM |%|@)|\s//|/\*|\s#\s|<!--|\s--\s")


def look(file: FileView) -> Iterator[Sight]:
    """Give what is assigned to names of credentials in one file."""
    flat = file.flat
    place: Place | None = None
    seen = -1
    for start, end in hits(flat):
        if start < seen:
            continue
        if place is None:
            place = place_of(file)
        for sight in _at(flat, start, end, place):
            if sight.end > seen:
                seen = sight.end
                yield sight


def _at(flat: bytes, start: int, end: int, place: Place) -> Iterator[Sight]:
    first = flat[start]
    if first in b"- \t\n\r":
        yield from _command(flat, start, end, place)
        return
    behind = parse.name_end(flat, start)
    if behind > end:
        behind = end
    begin = _name_begin(flat, start)
    name_text = flat[begin:behind]
    name = judge_name(name_text)
    call_text = b""
    if name.sort is Sort.NOTHING and not _LOGIN.search(name_text) and not _CONNECT.search(name_text):
        lower = name_text.lower()
        if lower in {b"basic", b"identified"} or lower.endswith((b"identified", b"getconnection", b"_connect", b"new")):
            pass
        else:
            return
    if name_text.lower().endswith(b"identified"):
        behind = parse.behind_identified(flat, behind)
        name = _PASSWORD
    found = parse.read(flat, behind)
    if found is not None and found.op == b"(" and not found.closed:
        call_text = name_text
    if found is not None:
        if found.closed and not _is_whole(flat, begin, behind, found):
            return
        if found.how == "beside" and name_text in {b"pass", b"key", b"token"}:
            return
        yield from _quoted(flat, name_text, name, found, place, call=bool(call_text), begin=begin)
        return
    yield from _unquoted(flat, begin, behind, name_text, name, place)


def _name_begin(flat: bytes, start: int) -> int:
    least = max(start - _LONGEST_NAME, 0)
    while start > least and flat[start - 1] in _NAME_SIGNS:
        start -= 1
    return start


def _is_whole(flat: bytes, begin: int, behind: int, found: Found) -> bool:
    """Is a name in quotes all that stands in them, and no element of a plain list?"""
    quote = flat[behind : behind + 1]
    if quote not in {b'"', b"'", b"`"}:
        return True
    low = max(begin - 24, 0)
    before = flat[low:begin]
    opening = before.rfind(quote)
    if opening < 0:
        return found.how in {"keyed", "element"}
    if not all(sign in _NAME_SIGNS or sign in b" /" for sign in before[opening + 1 :]):
        return False
    if found.op != b",":
        return True
    lead = before[:opening].rstrip()[-1:]
    if lead in {b",", b"["}:
        value = flat[found.start : found.end]
        return look_at(value).shape >= Shape.STRONG or any(48 <= sign <= 57 for sign in value)
    return True


_CARRIERS = re.compile(
    rb"(?i)(?:b64|base64|hex|bytes|string|str|buffer|secret|encode|literal|quote|raw|text|fernet|spec|key|from|of|some|ok|just|value|secure|to_?char|array|utf|data|decode"
    rb"|atob|sha\d*|md5|hash|crypt|hmac|cipher|aes|getenv|get|env|option|setting|property|default|lazy|t|new|^|decrypt|param|var)[\w.]*\($"
)
_FETCHERS = re.compile(
    rb"(?i)(?:get|env|environ|param|read|find|load|fetch|prompt|input|ask|query|lookup|config|option|request|header|cookie|field|element|select|xpath|css|id|name)\w*!?\s?\((?:\s?[\w.&*]{1,40},\s?){0,2}$"
)


def _quoted(
    flat: bytes, name_text: bytes, name: Name, found: Found, place: Place, *, call: bool, begin: int
) -> Iterator[Sight]:
    if found.op in {b"(", b"{"} and (call or not found.closed):
        login = _login(flat, name_text, found, place)
        if login is not None:
            yield login
            return
        name = judge_call(name_text)
    elif (
        _LOGIN.search(name_text)
        and found.op in {b"=", b":", b"=>"}
        and flat[found.start - 2 : found.start - 1] in b"(["
    ):
        login = _login(flat, name_text, found, place)
        if login is not None:
            yield login
            return
    if name.sort is Sort.NOTHING:
        return
    value = found.joined if found.joined is not None else flat[found.start : found.end]
    start, end = found.start, found.end
    if found.how == "element" and not _is_element(flat, begin, name_text):
        return
    if found.how in {"keyed"} and not found.quoted:
        value = flat[start:end]
    scheme = _SCHEME.match(value)
    if scheme is not None:
        yield from _header(flat, start + scheme.end(), end, scheme.group(), place)
        return
    if found.call and _FETCHERS.search(found.call):
        fallback = parse.second_text(flat, found.end)
        if fallback is None:
            return
        start, end = fallback
        value = flat[start:end]
    elif found.call and not _CARRIERS.search(found.call) and name.sort is not Sort.PASSWORD:
        name = Name(Sort.WEAK, name.rule, name.sure)
    if name.fetched and found.op == b"(":
        return
    loose = found.op == b"," or (found.op in {b"(", b"==", b"===", b"!=", b"!=="} and not found.closed)
    yield from _sight(name, value, start, end, place, loose=loose, glued=found.glued, name_text=name_text)


def _is_element(flat: bytes, begin: int, name_text: bytes) -> bool:
    """Does the name stand in a tag, so that what follows is its content?"""
    before = flat[max(begin - 200, 0) : begin]
    return before.rfind(b"<") > before.rfind(b">") and not name_text.endswith(b"-")


def _sight(
    name: Name,
    value: bytes,
    start: int,
    end: int,
    place: Place,
    *,
    loose: bool,
    glued: bool = False,
    name_text: bytes = b"",
) -> Iterator[Sight]:
    stripped = value.strip()
    if stripped != value and len(value) == end - start:
        start += len(value) - len(value.lstrip())
        end = start + len(stripped)
        value = stripped
    looked = look_at(value)
    if looked.shape is Shape.REFERENCE and len(value) == end - start:
        inner = _FALLBACK.search(value)
        if inner is not None:
            end = start + inner.end(1)
            start += inner.start(1)
            value = inner[1]
            looked = look_at(value)
    if glued and looked.shape < Shape.STRONG:
        return
    if looked.shape < Shape.RANDOM and name_text and _same(value, name_text):
        return
    graded = grade(name, looked, value, place, loose=loose)
    if graded is not None:
        yield Sight(start=start, end=end, rule=name.rule, confidence=graded[0], reason=graded[1])


def _same(value: bytes, name: bytes) -> bool:
    """Does the value repeat its name? Then it is that of a field or a parameter."""
    plain = bytes(sign for sign in value.lower() if 97 <= sign <= 122)
    other = bytes(sign for sign in name.lower() if 97 <= sign <= 122)
    return len(plain) >= 6 and (
        plain in other
        or (
            len(other) >= 6
            and other in plain
            and len(plain) <= len(other) + 12
            and not any(48 <= s <= 57 for s in value)
        )
    )


def _login(flat: bytes, name_text: bytes, found: Found, place: Place) -> Sight | None:
    """Judge login("user", "password"): the text behind the first one."""
    if _LOGIN.search(name_text):
        span = parse.second_text(flat, found.end)
    elif _CONNECT.search(name_text):
        span = parse.second_text(flat, found.end, 2)
    else:
        return None
    if span is None:
        return None
    value = flat[span[0] : span[1]]
    for sight in _sight(_PASSWORD, value, span[0], span[1], place, loose=True):
        return sight
    return None


def _header(flat: bytes, start: int, end: int, scheme: bytes, place: Place) -> Iterator[Sight]:
    value = flat[start:end]
    kind = scheme.strip().lower()
    if kind == b"basic":
        yield from _basic(value, start, end)
        return
    name = _TOKEN if kind != b"digest" else Name(Sort.WEAK, "assigned-secret")
    yield from _sight(name, value, start, end, place, loose=False)


_BASE64 = re.compile(rb"[A-Za-z0-9+/_\-]{6,400}={0,2}")


def _basic(value: bytes, start: int, end: int) -> Iterator[Sight]:
    """Decode user:password of a basic header and judge the password."""
    match = _BASE64.match(value)
    if match is None:
        return
    text = match.group()
    try:
        plain = base64.b64decode(text.replace(b"-", b"+").replace(b"_", b"/") + b"=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return
    if not plain.isascii() or b":" not in plain or not plain.decode("ascii").isprintable():
        return
    user, _, password = plain.partition(b":")
    place = _NOWHERE
    graded = grade(_BASIC, look_at(password), password, place) if password else None
    if graded is not None:
        yield Sight(start=start, end=start + len(text), rule=_BASIC.rule, confidence=graded[0], reason=graded[1])
    elif not password and look_at(user).shape is Shape.RANDOM:
        yield Sight(
            start=start,
            end=start + len(text),
            rule=_BASIC.rule,
            confidence=grade(_TOKEN, look_at(user), user, place)[0],
        )  # type: ignore[index]


_NOWHERE = Place(
    style=Style.CODE, language=False, test=False, lock=False, minified=False, document=False, generated=False,
    markup=False, yaml=False,
)  # fmt: skip


def _command(flat: bytes, start: int, end: int, place: Place) -> Iterator[Sight]:
    line = flat[start : start + 400].split(b"\n", 2 if flat[start : start + 1] == b"\n" else 1)
    text = b"\n".join(line[:2]) if flat[start : start + 1] == b"\n" else line[0]
    match = _USER_PASS.match(text)
    if match is not None:
        if match[2][:1] in b"\\/":
            return
        yield from _sight(_COMMAND, match[2], start + match.start(2), start + match.end(2), place, loose=True)
        return
    if flat[start] != 0x2D:
        return
    behind = parse.name_end(flat, start)
    name = judge_name(flat[start:behind])
    span = parse.flagged(flat, behind)
    if name.sort in {Sort.NOTHING, Sort.WEAK} or span is None:
        return
    rule = Name(name.sort, "credential-command", name.sure)
    yield from _sight(rule, flat[span[0] : span[1]], span[0], span[1], place, loose=True, name_text=flat[start:behind])


def _unquoted(flat: bytes, begin: int, behind: int, name_text: bytes, name: Name, place: Place) -> Iterator[Sight]:
    lower = name_text.lower()
    if lower in {b"bearer", b"basic"} and flat[behind : behind + 1] in {b" ", b"\t"}:
        match = _INLINE.match(flat, behind + 1)
        if match is not None:
            yield from _header(flat, match.start(), match.end(), lower, place)
        return
    if name.sort is Sort.NOTHING:
        return
    following = flat[behind : behind + 2]
    if b">" in following or (place.markup and following[:1] in b" \t"):
        found = parse.element(flat, behind)
        if found is not None and not name_text.endswith(b"-"):
            if _is_element(flat, begin, name_text):
                yield from _sight(
                    name, flat[found.start : found.end], found.start, found.end, place, loose=False, name_text=name_text
                )
            return
    if place.yaml and name.sort is not Sort.WEAK:
        found = parse.block(flat, behind)
        if found is not None:
            yield from _sight(
                name, found.joined or b"", found.start, found.end, place, loose=False, name_text=name_text
            )
            return
    found_plain = parse.unquoted(flat, behind)
    if found_plain is None:
        yield from _talk(flat, begin, behind, name, place, name_text)
        return
    start, stop, op, continued = found_plain
    if op in {b"==", b"===", b"!=", b"::", b"->", b"+="}:
        return
    low = max(begin - 400, 0)
    line_start = max(flat.rfind(b"\n", low, begin) + 1, low)
    before = flat[line_start:begin]
    yield from _plain(flat, start, stop, op, continued, before, name, place, name_text)


def _plain(
    flat: bytes,
    start: int,
    stop: int,
    op: bytes,
    continued: bool,
    before: bytes,
    name: Name,
    place: Place,
    name_text: bytes,
) -> Iterator[Sight]:
    spaced = flat[start - 1 : start] in {b" ", b"\t"}
    leads = _LEAD.match(before) is not None
    if place.style is Style.LINES and leads:
        if continued and not place.yaml and op != b"=":
            return
        whole = parse.plain(flat, start)
        if whole is None:
            return
        start, stop = whole
        if before[-1:] in {b'"', b"'"} and before[-1:] in flat[start:stop]:
            stop = flat.index(before[-1:], start)
        value = flat[start:stop]
        if continued and re.match(rb"[\w.\-]+\s*:(?:\s|$)|- ", value):
            return
        yield from _line_value(flat, start, stop, name, place, name_text)
        return
    if continued:
        return
    if place.style is Style.SHELL and spaced and op == b"=" and not leads:
        return
    loose = spaced or not leads
    if place.style is Style.CODE:
        if not (_in_text(before) or _COMMENT.search(before)):
            match = _INLINE.match(flat, start, stop)
            if match is None or look_at(match.group()).shape is not Shape.RANDOM:
                return
        if spaced and not _COMMENT.search(before) and name.sort is not Sort.PASSWORD:
            return
    if op == b"|" and (place.style is not Style.LOOSE or not spaced or b"|" not in before[-4:]):
        return
    if len(name_text) <= 2 and not leads:
        return
    wide = b";" in before or flat[stop : stop + 1] == b";"
    match = (_WIDE if wide and not spaced else _INLINE).match(flat, start, stop)
    if match is None:
        return
    value = match.group().rstrip(b".:!?*_" if spaced else b"*")
    if leads and before[-1:] in {b'"', b"'"}:
        value = value.split(before[-1:])[0]
    if value.endswith((b"(", b"[")) or flat[match.end() : match.end() + 1] in {b"(", b"["}:
        return
    cut = _NEXT_PAIR.search(value)
    if cut is not None:
        value = value[: cut.start()]
    if b"://" in before and b"@" in value:
        return
    if b"?" in before[-60:] or b"&" in before[-2:]:
        value = value.split(b"&")[0].split(b"#")[0]
    yield from _sight(
        _in_prose(name, spaced), value, start, start + len(value), place, loose=loose and spaced, name_text=name_text
    )


def _in_prose(name: Name, spaced: bool) -> Name:
    return name if not spaced else Name(name.sort, name.rule, name.sure)


def _line_value(flat: bytes, start: int, stop: int, name: Name, place: Place, name_text: bytes) -> Iterator[Sight]:
    value = flat[start:stop].rstrip(b",")
    if value[:1] in b"[{&*!|>%@" and not value[1:2].isalnum():
        return
    scheme = _SCHEME.match(value)
    if scheme is not None:
        yield from _header(flat, start + scheme.end(), start + len(value), scheme.group(), place)
        return
    if b"}" in value and b"{" not in value:
        value = value.split(b"}")[0].split(b", ")[0]
    yield from _sight(name, value, start, start + len(value), place, loose=False, name_text=name_text)


def _in_text(before: bytes) -> bool:
    """Does a place in a line lie within quotes?"""
    return before.count(b'"') % 2 == 1 or before.count(b"'") % 2 == 1 or before.count(b"`") % 2 == 1


def _talk(flat: bytes, begin: int, behind: int, name: Name, place: Place, name_text: bytes) -> Iterator[Sight]:
    if name.sort is not Sort.PASSWORD:
        return
    span = parse.talk(flat, behind)
    if span is None:
        return
    value = flat[span[0] : span[1]].rstrip(b".:!?*_")
    if look_at(value).shape >= Shape.MIXED:
        yield from _sight(
            Name(name.sort, "credential-in-prose"), value, span[0], span[0] + len(value), place, loose=True
        )
