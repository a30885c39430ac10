"""Reads what stands behind a credential's name: the operator, what may stand between, and the value's exact range."""

from __future__ import annotations

import re
from dataclasses import dataclass

_Q = rb"(?:\"\"(?=[^\s\",;:)\]}=+.&>/])|``(?=[^`\s])|\\{0,3}[\"'`]|&quot;|&#3[49];)"
_VALUE_WORD = rb"(?:value|Value|VALUE|val|default|Default|DEFAULT|content|defaultValue|text|initialValue|:?with)"
_FIRST_ARGUMENTS = rb"(?P<args>(?:[\w.&*>\-$()\[\]@]{1,40},\s{0,20}){1,3})?"

_NAME = re.compile(rb"[\w.\-]{1,80}")
_CLOSE = re.compile(
    rb"\]?(?:\"\"|" + _Q + rb")?(?:\s?[\])]){0,3}(?:\[\w{0,16}\])?"
    rb"(?:\s?\{ ?get;[^{}\n\"]{0,24}\}|\s?\.(?:type|fill|send_?[kK]eys|setValue|set_value|val)(?=\()"
    rb"|\.(?:value|text)(?=\s?=))?"
)
_FILL = (
    rb"(?P<type>[\w.\[\]<>?*&:|' ]{1,40}?\s?=\s{0,40})?"
    rb"(?P<nest>\{\s{0,40}[\"']?" + _VALUE_WORD + rb"[\"']?\s?(?:=>|[:=])\s?)?"
    rb"(?:\(\s?(?:const )?(?:unsigned )?[\w ]{1,24}\*?\s?\)\s?)?"
    rb"(?P<call>(?:new |await |not )?(?:\[\]"
    rb"|[&*])?[A-Za-z_][\w.:&*\\>\-]{0,60}!?\s?\(\s{0,40}(?:[\w.&*]{1,40},\s?){0,2}){0,2}"
    rb"[{\[(]{0,2}\s{0,40}(?:[A-Za-z]{1,2}|@\$?|\$@?|r#|%[qQ])?"
)  # fmt: skip
_OPERATOR = rb"(?P<op>===?|!==?|=~|=>|:=|\?=|\+=|=|::|:|,|\|\|=?|\?\?=?|\?:|->|<-|\(|\{|\|)"
_QUOTED = re.compile(rb"\s{0,40}" + _OPERATOR + rb"\s{0,60}" + _FIRST_ARGUMENTS + _FILL + rb"(?P<quote>" + _Q + rb")")
_KEYED = re.compile(
    rb"(?:,?\s{1,60}(?:-\s{1,8})?|\s?[{,]\s{0,60}|(?:\s\w{1,16}=[\"'][^\"'<>\n]{0,40}[\"']){1,2}\s"
    rb"|\s?\{[^{}]{0,200}?\s)[\\]?(?:\w{1,12}=[\w.]{1,30},\s{1,4}){0,2}[\"']?(?:\w{1,12}:)?"
    + _VALUE_WORD + rb"\\?[\"']?\s{0,4}(?P<op>=>|[:=])\s{0,4}(?P<quote>" + _Q + rb")?"
)  # fmt: skip
_BESIDE = re.compile(
    rb"[ \t]{0,40}(?:(?P<typed>[ \t](?:As[ \t]\w{1,20}|[\w.<>*]{1,30}"
    rb"|[A-Z]\w{1,20}(?:\(\d{1,5}\))?(?:[ \t]NOT NULL)?[ \t]DEFAULT"
    rb"|PROGMEM)[ \t]?(?:=[ \t]?|(?<=DEFAULT)[ \t]))"
    rb"|(?P<field>[ \t]{1,30}(?i:type|pic|picture)[ \t]+[\w()\-]{1,30}[ \t]+"
    rb"(?i:length[ \t]+\d+[ \t]+)?(?i:value|default)[ \t]+(?i:is[ \t]+)?)"
    rb"|(?P<word>[ \t](?:or|is|to|as|eq|ne|be|with|of|was|-String)[ \t:]{1,3}))?@?(?P<quote>" + _Q + rb")"
)
_LONG = re.compile(rb"[ \t]{0,20}=[ \t]{0,4}\[\[(?P<value>[^\[\]\n]{3,200})\]\]")
_OTHERWISE = re.compile(
    rb"[ \t]{0,8}(?P<op>:=|=(?!=)|:)[ \t]{0,8}[\w$][\w.$>()\[\]'\"?!= \t-]{0,100}?"
    rb"(?:\|\||\?\?|\?:|\bor\b|\?[^?:\n]{1,60}:)"
    rb"\s{0,40}(?P<quote>[\"'])"
)
_ELEMENT = re.compile(
    rb"(?:</key>\s{0,60}<string|</[\w:\-]{0,16}name>\s{0,60}<[\w:\-]{0,16}value"
    rb"|(?:\s[^<>\n]{0,80})?>\s{0,60}<value"
    rb"|(?:\s[^<>\n]{0,80})?)>(?:<!\[CDATA\[)?\s{0,40}(?P<value>[^<>]{1,300}?)\s{0,40}(?:\]\]>)?</"
)
_BLOCK = re.compile(
    rb"[ \t]*:[ \t]*[|>][+\-]?[ \t]*\r?\n(?P<value>[ \t]{1,24}[^\s#][^\n]{0,400}(?:\n[ \t]{2,24}\S[^\n]{0,200}){0,40})"
)
_PLAIN = re.compile(
    rb"[ \t]{0,40}(?P<op>===?|!==?|=>|:=|\?=|\+=|=|::|:|\xef\xbc\x9a|%3[dD]"
    rb"|\|)[ \t]{0,40}(?P<join>\\?\r?\n[ \t]{1,24})?"
    rb"(?:(?:&\w{1,40}|!!str)[ \t]{1,8})?(?P<value>(?:[^\s\"'`<>(){}\[\];|&=?]|\$\{)[^\r\n]{0,600})"
)
_TALK = re.compile(
    rb"[ \t]{1,4}(?:is|are|was)(?:[ \t]{1,3}(?:set to|now|just|simply|changed to|reset to))?[ \t]{0,3}:?[ \t]{1,3}"
    rb"[\"'`*]{0,2}(?P<value>[^\s\"'`<>(){}\[\],;]{3,100})"
)
_PIECE = re.compile(
    rb"\s{0,40}(?:\+|\.|&|\.\.|~|\\\r?\n|\\)?[ \t]{0,8}(?:\r?\n\s{0,40})?(?:\+|\.|&)?\s{0,8}[bBrRuU@L]?(?P<quote>[\"'])"
)
_GLUED = re.compile(rb"\s{0,20}(?:\+|\.\.|&|~|<<)\s{0,20}[A-Za-z_$(]|\s{0,20}\.\s{0,20}\$|\s{1,20}\.\s{1,20}[A-Za-z]")
_IS_KEY = re.compile(rb"\s{0,8}(?:=>|[:=](?!=))")
_BY = re.compile(rb"(?i)\s{1,8}(?:with\s{1,4}[\w\"']{1,40}\s{1,4})?by(?:\s{1,8}(?:password|values))?")
_NEXT = re.compile(
    rb"[\"'`](?:\s{0,3}[\])]\s{0,4}(?:\?:|\|\|=?|\?\?|or)\s{0,8}|\s{0,8},\s{0,60})"
    rb"(?:\w{1,20}\s?[=:]\s?)?(?:new String\(|[bu@])?(?P<quote>[\"'`])"
)
_INNER_BLANK = re.compile(rb"\S[ \t]+\S")
_MOST = 4096


@dataclass(frozen=True, slots=True)
class Found:
    """A value's range, and how it stands there."""

    start: int
    end: int
    op: bytes = b""
    call: bytes = b""
    closed: bool = False
    """The name itself stood in quotes."""
    glued: bool = False
    """Something that is no literal is appended."""
    joined: bytes | None = None
    """Without the quotes inside, to be judged."""
    how: str = ""
    args: int = 0
    """How many arguments stand in front of the text."""
    quoted: bool = True


def name_end(flat: bytes, start: int) -> int:
    """Give where the name that covers `start` ends."""
    match = _NAME.match(flat, start)
    return match.end() if match else start


def read(flat: bytes, at: int) -> Found | None:
    """Read a quoted value behind the name that ends at `at`, or one in an attribute beside it."""
    close = _CLOSE.match(flat, at)
    behind = close.end() if close else at
    closed = behind > at and flat[at : at + 1] not in {b"[", b" "}
    match = _KEYED.match(flat, behind)
    if match is not None and (closed or b"\n" in match.group() or b":" in match["op"]):
        if match["quote"]:
            return _from_match(flat, match, closed=True, how="keyed")
        found = plain(flat, match.end())
        return found and Found(found[0], found[1], op=match["op"], closed=True, how="keyed", quoted=False)
    match = _QUOTED.match(flat, behind)
    if match is not None:
        return _from_match(flat, match, closed=closed)
    match = _BESIDE.match(flat, behind)
    if match is not None and (behind == at or ((match["typed"] or match["field"]) and not closed) or match["word"]):
        return _from_match(flat, match, closed=closed, how="" if match["typed"] or match["field"] else "beside")
    match = _LONG.match(flat, behind) if flat.find(b"[[", behind, behind + 24) >= 0 else None
    if match is not None:
        return Found(*match.span("value"), op=b"=", closed=closed)
    line = b"" if closed else flat[behind : behind + 240].split(b"\n", 1)[0]
    if (b"|" in line or b"?" in line or b" or " in line) and (b"'" in line or b'"' in line):
        match = _OTHERWISE.match(flat, behind)
        if match is not None:
            return _from_match(flat, match, closed=False)
    return None


def element(flat: bytes, at: int) -> Found | None:
    """Read the content of the element or attribute list that the name ends in: <password>…</, name="password">…</."""
    if flat[at : at + 1] in {b'"', b"'"}:
        at += 1
    match = _ELEMENT.match(flat, at)
    if match is None:
        return None
    return Found(match.start("value"), match.end("value"), op=b">", closed=True, how="element")


def plain(flat: bytes, at: int) -> tuple[int, int] | None:
    """Give the range of a value without quotes: up to the end of the line, less a comment."""
    line = flat[at : at + 600].split(b"\n", 1)[0]
    text = line.rstrip(b"\r")
    for mark in (b" #", b"\t#", b" ;", b" //", b" <!--"):
        cut = text.find(mark)
        if cut >= 0:
            text = text[:cut]
    stripped = text.strip()
    if not stripped:
        return None
    start = at + text.index(stripped[:1])
    return start, start + len(stripped)


def unquoted(flat: bytes, at: int) -> tuple[int, int, bytes, bool] | None:
    """Give (start, end, operator, continued line) of what follows a name without quotes, up to the line's end."""
    close = _CLOSE.match(flat, at)
    at = close.end() if close else at
    match = _PLAIN.match(flat, at)
    if match is None:
        return None
    return match.start("value"), match.end("value"), match["op"], match["join"] is not None


def block(flat: bytes, at: int) -> Found | None:
    """Read a YAML block scalar."""
    if flat[at : at + 1] in {b'"', b"'"}:
        at += 1
    match = _BLOCK.match(flat, at)
    if match is None:
        return None
    value = match["value"]
    start = match.start("value") + len(value) - len(value.lstrip())
    end = match.end("value") - (len(value) - len(value.rstrip()))
    return Found(
        start, end, op=b":", joined=(b" " if _INNER_BLANK.search(value) else b"").join(value.split()), how="block"
    )


def talk(flat: bytes, at: int) -> tuple[int, int] | None:
    """Read what prose says behind the name: is X, was set to X."""
    match = _TALK.match(flat, at)
    return match.span("value") if match else None


def behind_identified(flat: bytes, at: int) -> int:
    """Give where the words of IDENTIFIED BY PASSWORD end."""
    match = _BY.match(flat, at)
    return match.end() if match else at


def _from_match(flat: bytes, match: re.Match[bytes], *, closed: bool, how: str = "") -> Found | None:
    groups = match.groupdict()
    operator = groups.get("op") or b""
    quote = match["quote"]
    start = match.end("quote")
    if (groups.get("type") and operator not in {b":", b"?:"}) or (
        groups.get("args") and operator not in {b"(", b",", b"{"}
    ):
        return None  # belongs to another name
    if operator == b"{" and (groups.get("call") or b"\n" in match.group()):
        return None  # a block, not an initial value
    if len(quote) == 1 and flat[start : start + 2] == quote * 2:
        return _in_three(flat, start + 2, quote, operator, closed=closed)
    end, after = _closing(flat, start, quote)
    if end < 0:
        return None
    joined, last, after = _pieces(flat, start, end, after, quote)
    if _IS_KEY.match(flat, after) and operator in {b",", b"(", b"{", b""}:
        return None
    return Found(
        start,
        last,
        op=operator,
        call=(groups.get("call") or b"").strip(),
        closed=closed,
        glued=_GLUED.match(flat, after) is not None,
        joined=joined,
        how=how,
        args=(groups.get("args") or b"").count(b","),
    )


def _pieces(flat: bytes, start: int, end: int, after: int, quote: bytes) -> tuple[bytes | None, int, int]:
    """Follow a text through its concatenated pieces: what they make together, and where they end."""
    joined: bytes | None = None
    last = end
    if quote not in {b'"', b"'"}:
        return joined, last, after
    for _ in range(64):
        piece = _PIECE.match(flat, after)
        if piece is None or piece["quote"] != quote or piece.end() == after + 1:
            break
        more, behind = _closing(flat, piece.end(), quote)
        if more < 0 or behind - start > _MOST or _IS_KEY.match(flat, behind):
            break
        joined = (joined if joined is not None else flat[start:end]) + flat[piece.end() : more]
        last, after = more, behind
    return joined, last, after


def _in_three(flat: bytes, start: int, quote: bytes, operator: bytes, *, closed: bool) -> Found | None:
    end = flat.find(quote * 3, start, start + _MOST)
    if end < 0:
        return None
    text = flat[start:end]
    begin = start + len(text) - len(text.lstrip())
    last = end - (len(text) - len(text.rstrip()))
    return Found(begin, last, op=operator, closed=closed) if begin < last else None


def _closing(flat: bytes, start: int, quote: bytes) -> tuple[int, int]:
    """Give where the text that `quote` opened ends, and what is behind the closing quote; (-1, -1) if it doesn't."""
    at = start
    while True:
        end = flat.find(quote, at, start + _MOST)
        if end < 0:
            return -1, -1
        if len(quote) == 1 and _escaped(flat, end, start):
            at = end + 1
        elif quote == b"'" and flat[end + 1 : end + 2] == quote and flat[end + 2 : end + 3].isalnum() and end > start:
            at = end + 2  # YAML and SQL double a quote to mean it
        else:
            break
    if quote[-1:] != b"`" and b"\n" in flat[start:end].replace(b"\\\n", b"").replace(b"\\\r\n", b""):
        return -1, -1
    return end, end + len(quote)


def _escaped(flat: bytes, at: int, start: int) -> bool:
    count = 0
    while at - count > start and flat[at - count - 1] == 0x5C:
        count += 1
    return count % 2 == 1


def second_text(flat: bytes, end: int, skip: int = 1) -> tuple[int, int] | None:
    """Give the range of the text argument that follows the one whose content ends at `end`."""
    span: tuple[int, int] | None = None
    for _ in range(skip):
        match = _NEXT.match(flat, end)
        if match is None:
            return None
        start = match.end()
        stop, _behind = _closing(flat, start, match["quote"])
        if stop < 0:
            return None
        span, end = (start, stop), stop
    return span
