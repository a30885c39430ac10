"""The front door: hits of the gate to sights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from codebinder.detect.assigned import calls, commands, connectors, parse, prose
from codebinder.detect.assigned.gate import hits
from codebinder.detect.assigned.names import Name, Sort, judge_call, judge_name
from codebinder.detect.assigned.parse import Found
from codebinder.detect.assigned.places import Place, place_of
from codebinder.detect.assigned.plain import beside, unquoted
from codebinder.detect.assigned.shapes import Shape
from codebinder.detect.assigned.sights import PASSWORD, Where, header, sights
from codebinder.detect.assigned.values import look_at
from codebinder.detect.fileview import FileView
from codebinder.detect.sight import Sight

_NAME_SIGNS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-$")
_LONGEST_NAME = 64
_LONG_ENOUGH = 6
_NEW = re.compile(rb"(?i)new\s{1,4}(?:pdo|mysqli)")
_YODA = re.compile(
    rb"[\"'](?:\.equals(?:IgnoreCase)?\(\s{0,4}|\s{0,4}===?\s{0,4}|\s{1,40}for(?:Key|HTTPHeaderField):\s{0,4}@?\")(?P<name>[\w.$>\-\[\]'\"]{1,60})"
)
_READ_FIELD = re.compile(rb"\.(?:getText|getPassword|getValue|text|toString|trim)$")
_READER = re.compile(
    rb"(?i)(?:_?(?:field|input|box|edit|entry|control|view))?\.(?:gettext|getpassword|getvalue|text|tostring|trim)$"
)
_INLINE = re.compile(rb"[^\s\"'`<>;,&|()\[\]{}\\]{3,400}")
_CARRIERS = re.compile(
    rb"(?i)(?:b64|base64|hex|bytes|string|str|buffer|secret|encode|literal|quote|raw|text|fernet|spec|key"
    rb"|from|of|some|ok"
    rb"|just|value|secure|to_?char|array|utf|data|decode|atob|sha\d*|md5|hash|crypt|hmac|cipher|aes|default|lazy|new"
    rb"|param|var|\]|arg|flag|pass\w*|field)[\w.]*!?\s?\((?:[\w.&*]{1,40},\s?){0,2}$"
)
_FETCHERS = re.compile(
    rb"(?i)(?:get(?!bytes)|env|environ|param|read|find|load|fetch|prompt|input|ask|query|lookup|config"
    rb"|option|request|header"
    rb"|cookie|field|element|select|xpath|css|id|name|trans|gettext|_|t|i18n|lang|translate|message"
    rb"|localized\w*)\w*!?\s?\((?:\s?[\w.&*]{1,40},\s?){0,2}$"
)
_TOOLS = frozenset(
    {
        b"crudini",
        b"xfreerdp",
        b"snmpwalk",
        b"snmpget",
        b"snmpset",
        b"snmpbulkwalk",
        b"sshpass",
        b"redis-cli",
        b"chpasswd",
        b"smbclient",
        b"unzip",
        b"htpasswd",
        b"net",
        b"sudo",
        b"send",
    }
)
_CALLED = re.compile(rb"^(?:new |await )|\s?\([^()]*$")
_VERBS = frozenset({b"pass", b"Pass", b"key", b"Key", b"token", b"Token", b"secret"})
"""Words that prose puts before a text in quotes."""
_TYPED = re.compile(rb"\.(?:send_?[kK]eys|type|fill|set_?[vV]alue|setText|set_text|clearAndType|input)$")
_FIELD = re.compile(rb"(?i)_?(?:field|input|box|edit|entry|control|view)\.(?:text|value|stringValue|Password)$")
_STATEMENT = re.compile(rb"(?i)(?:user|grant|alter|create|role|identified)\b[^\n]{0,160}$")
_CHALLENGE = Name(Sort.WEAK, "assigned-signature")
_SPECIAL = _TOOLS | {b"bearer", b"basic"}
_COMPARED = frozenset({b"(", b"==", b"===", b"!=", b"!=="})


def look(file: FileView) -> Iterator[Sight]:
    """Give what is assigned to names of credentials in one file."""
    flat = file.flat
    place: Place | None = None
    seen = -1
    for start, _end in hits(flat):
        file.cancel.check()
        if start < seen:
            continue
        if place is None:
            if _is_idle(flat, start):
                continue  # most files have nothing but idle names: their place need not be judged
            place = place_of(file)
        for sight in _at(flat, start, place):
            seen = max(seen, sight.end)
            yield sight
    if not flat.isascii():
        yield from prose.chinese(file, place or place_of(file))


def _is_idle(flat: bytes, start: int) -> bool:
    """Does a hit begin within a name of which nothing can come?"""
    if flat[start] not in _NAME_SIGNS:
        return False
    return not _wanted(flat[_name_begin(flat, start) : parse.name_end(flat, start)])


def _at(flat: bytes, start: int, place: Place) -> Iterator[Sight]:
    first = flat[start]
    if first in b"\"'":
        yield from _yoda(flat, start, place)
        yield from _told(flat, start, place)
        return
    if first in b">:":
        start += 1
    if first in b"- \t\r\n":
        if first == 0x2D and start and flat[start - 1] in _NAME_SIGNS:
            yield from _named(flat, start, place)  # WS-PASSWORD PIC X(8) VALUE "…"
            return
        if first == 0x2D or flat[start + 1 : start + 2] == b"-":
            yield from commands.option(flat, start, place)
            return
        sight = beside(flat, start, place)
        if sight is not None:
            yield sight
            return
        start = _line_name(flat, start)
    yield from _named(flat, start, place)


def _named(flat: bytes, start: int, place: Place) -> Iterator[Sight]:
    """Judge a hit that begins within a name."""
    behind = parse.name_end(flat, start)
    begin = _name_begin(flat, start)
    name_text = flat[begin:behind]
    if b"." in name_text:
        name_text = _FIELD.sub(b"", _TYPED.sub(b"", name_text))
    if not _wanted(name_text):
        return
    name = judge_name(name_text)
    if name.sort is Sort.NOTHING or name_text.lower() in _SPECIAL:
        special = _special(flat, start, behind, name_text, place)
        if special is not None:
            yield from special
            return
    if connectors.taker(name_text) is not None:
        taken = list(connectors.read(flat, behind, name_text, place))
        if taken:
            yield from taken
            return
    if name.sort is Sort.NOTHING and not calls.is_call(name_text):
        return
    yield from _named_so(flat, (begin, behind), name_text, name, place)


def _named_so(flat: bytes, at: tuple[int, int], name_text: bytes, name: Name, place: Place) -> Iterator[Sight]:
    """Judge what stands behind a name that says something."""
    begin, behind = at
    known_call = calls.is_call(name_text)
    pair = prose.pair(flat, begin, behind, place)
    if pair is not None:
        yield pair
        return
    found = parse.read(flat, behind)
    if found is None:
        if not known_call or name.sort is not Sort.NOTHING:
            yield from unquoted(flat, (begin, behind), name, place)
        if known_call:
            yield from prose.talk(flat, behind, name, place)
        return
    if _belongs(flat, (begin, behind), name_text, found, place):
        yield from _quoted(flat, name_text, name, found, place)


def _belongs(flat: bytes, at: tuple[int, int], name_text: bytes, found: Found, place: Place) -> bool:
    """Does the text that was found behind a name belong to it?"""
    begin, behind = at
    if found.closed and not _is_whole(flat, begin, behind, found):
        return False
    if found.how == "beside" and (name_text[-1:] == b"." or name_text in _VERBS):
        return flat[begin - 1 : begin] == b":" and flat[begin - 2 : begin - 1] in {b" ", b"{", b"("}  # :pass "…"
    return found.op != b"|" or (place.document and flat[behind : behind + 1] in b" \t*`")


@lru_cache(maxsize=32768)
def _wanted(name_text: bytes) -> bool:
    """Can anything come of a name? Most are seen again and again, and of no interest."""
    lower = name_text.lower()
    return (
        judge_name(name_text).sort is not Sort.NOTHING
        or calls.is_call(name_text)
        or connectors.taker(name_text) is not None
        or lower in _SPECIAL
        or lower.endswith((b"sendline", b"send_line", b"securestring", b"identified", b"new"))
    )


def _special(  # noqa: PLR0911
    flat: bytes, start: int, behind: int, name_text: bytes, place: Place
) -> Iterator[Sight] | None:
    """Judge hits that are no names: Bearer …, IDENTIFIED BY, new PDO(, tools on command lines."""
    lower = name_text.lower()
    if lower in {b"bearer", b"basic"}:
        match = _INLINE.match(flat, behind + 1)
        blank = flat[behind : behind + 1] in {b" ", b"\t"}
        return header(flat, match.start(), match.end(), lower, place) if match is not None and blank else None
    if lower.endswith(b"identified"):
        if not _STATEMENT.search(flat, max(start - 200, 0), start):
            return iter(())
        found = parse.read(flat, parse.behind_identified(flat, behind))
        return _quoted(flat, b"", PASSWORD, found, place) if found is not None else iter(())
    if lower.endswith(b"securestring"):
        found = parse.read(flat, behind)
        return _quoted(flat, b"", PASSWORD, found, place) if found is not None else iter(())
    if lower == b"new":
        match = _NEW.match(flat, start)
        taken = list(connectors.read(flat, match.end(), match.group().split()[-1], place)) if match else []
        if taken:
            return iter(taken)
        found = parse.read(flat, match.end()) if match else None
        return _quoted(flat, match.group(), PASSWORD, found, place) if match and found else iter(())
    if lower.endswith((b"sendline", b"send_line")) or lower == b"send":
        return chain(commands.sent(flat, start, place), commands.tool_line(flat, start, place))
    if lower in _TOOLS:
        return commands.tool_line(flat, start, place)
    return None


_BLANK_LEAD = re.compile(rb"\s*(?:(?:ENV|ARG|env|setenv|set[ \t]+-\w{1,3})[ \t]+)?")


def _line_name(flat: bytes, start: int) -> int:
    """Give where the name begins in the line that follows `start`."""
    match = _BLANK_LEAD.match(flat, start, start + 300)
    return match.end() if match else start


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
    if not all(sign in _NAME_SIGNS or sign in b" /#:[=" for sign in before[opening + 1 :]):
        return False
    if found.op != b",":
        return True
    if before[:opening].rstrip()[-1:] in {b",", b"["}:
        is_flag = before[opening + 1 : opening + 2] == b"-"
        value = flat[found.start : found.end]
        least = Shape.COMMON if is_flag else Shape.MIXED if len(value) >= _LONG_ENOUGH else Shape.STRONG
        return look_at(value).shape >= least and (is_flag or not value.isalpha())
    return True


def _quoted(flat: bytes, name_text: bytes, name: Name, found: Found, place: Place) -> Iterator[Sight]:
    called = found.op in {b"(", b"{"} and not found.closed
    tuple_of = (
        not found.call and found.op in {b"=", b":", b"=>"} and flat[found.start - 2 : found.start - 1] in {b"(", b"["}
    )
    made = _CALLED.sub(b"", found.call)  # what is assigned is the outcome of a call: x = new Credential("…", "…")
    call_text = made if made and calls.is_call(made) else name_text
    if called or tuple_of or found.how == "beside" or call_text is made:
        known = calls.argument(flat, call_text, found)
        if known is not None:
            yield from sights(flat, known[0], known[1], place, loose=not calls.is_sure(call_text))
            return
    if called:
        name = judge_call(name_text)
        if name.fetched:
            return
    if name.sort is Sort.NOTHING:
        return
    if name.sort is Sort.SALT and b"realm=" in flat[max(found.start - 200, 0) : found.end + 200]:
        name = _CHALLENGE
    where = _of_several(flat, name_text, found) or Where(found.start, found.end, found.joined)
    if found.call and _FETCHERS.search(found.call) and not _CARRIERS.search(found.call):
        span = parse.second_text(flat, found.end)
        if span is None:
            return
        where = Where(*span)
    elif found.call and not _CARRIERS.search(found.call) and name.sort is not Sort.PASSWORD:
        name = Name(Sort.WEAK, name.rule, name.sure)
    loose = _is_loose(name_text, name, found)
    if loose and found.op == b"," and not found.closed and look_at(flat[where.start : where.end]).shape is Shape.COMMON:
        return
    yield from sights(flat, name, where, place, loose=loose, glued=found.glued, of=name_text)


_SEVERAL = re.compile(rb"(?:\(?[\w.$]{1,40},[ \t]?){1,6}[\w.$]{1,64}\)?[ \t]{0,4}:?=[ \t]{0,4}\(?$")


def _of_several(flat: bytes, name_text: bytes, found: Found) -> Where | None:
    """Give the text that belongs to the last of several names: user, password = "…", "…"."""
    if found.op not in {b"=", b":="} or found.call:
        return None
    low = max(flat.rfind(b"\n", 0, found.start) + 1, found.start - 400)
    match = _SEVERAL.search(flat[low : found.start - 1])
    if match is None or name_text not in match.group():
        return None
    span = parse.second_text(flat, found.end, match.group().count(b","))
    return Where(*span) if span else None


def _is_loose(name_text: bytes, name: Name, found: Found) -> bool:
    """Do name and value stand together less firmly than in an assignment?"""
    if found.op == b",":
        return not (found.args == 0 and name_text.isupper() and not found.closed)  # setopt(h, OPT_PASSWORD, "…")
    if found.op == b"(" and not found.closed:
        last = name_text.rsplit(b".", 1)[-1].lower()
        return found.args > 0 or not (last.startswith((b"set", b"with")) or last in {b"password", b"passwd", b"pass"})
    return found.op in _COMPARED and not found.closed and name.sort is not Sort.PASSWORD


_TOLD = re.compile(
    rb"(?i)[\"'][ \t,;)}\]]{0,6}(?://|#|/\*|--)[ \t]{0,4}(?:[a-z]+ ){0,2}(?:password|passwd|pwd|passphrase)"
    rb"[ \t]{0,8}(?:\*|\r?\n)"
)


def _told(flat: bytes, at: int, place: Place) -> Iterator[Sight]:
    """Judge a text of which a comment behind it says that it is a password."""
    if not _TOLD.match(flat, at, at + 80):
        return
    line = flat[max(at - 120, 0) : at].rsplit(b"\n", 1)[-1]
    opening = line.rfind(flat[at : at + 1])
    value = line[opening + 1 :]
    if opening >= 0 and look_at(value).shape >= Shape.MIXED and any(48 <= sign <= 57 for sign in value):
        yield from sights(flat, PASSWORD, Where(at - len(value), at), place, loose=True)


def _yoda(flat: bytes, at: int, place: Place) -> Iterator[Sight]:
    """Judge "…".equals(password) and '…' == password: the value in front of its name."""
    match = _YODA.match(flat, at)
    if match is None:
        return
    name_text = match["name"]
    if flat[match.end() : match.end() + 1] == b"(" and not _READ_FIELD.search(name_text):
        return
    name = judge_name(_READER.sub(b"", name_text))
    quote = flat[at : at + 1]
    low = max(at - 120, 0)
    line = flat[low:at].rsplit(b"\n", 1)[-1]
    opening = line.rfind(quote)
    if opening < 0 or name.sort not in {Sort.PASSWORD, Sort.SECRET}:
        return
    yield from sights(flat, name, Where(at - len(line) + opening + 1, at), place, loose=True, of=name_text)
