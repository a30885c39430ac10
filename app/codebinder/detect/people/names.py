"""Names of people in author tags, sign-offs, comments and notes to oneself. All low: they stand in every tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.people.page import Finder, Found, Page
from codebinder.detect.people.regions import DOUBLE_SURNAMES, SURNAMES

_WESTERN = re.compile(
    rb"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )?[A-Z][\w\x80-\xff'.-]{1,24}(?: (?:[A-Z]\.?|van|von|de|der|da|del"
    rb"|la|le|di|al|bin)){0,3}"
    rb"(?: [A-Z][\w\x80-\xff'-]{1,24}){1,3}"
)
_HANDLE = re.compile(rb"[A-Za-z][A-Za-z0-9._-]{1,30}")
_HAN = re.compile("[\u4e00-\u9fff·]{2,6}")
_LEAD = re.compile("(?:[ \t:=*\"'<]|：|by\\b|名)*".encode())
_FIRM = re.compile(
    rb"(?i)\b(?:inc|ltd|llc|gmbh|corp(?:oration)?|company|foundation|project|team|group|software|systems"
    rb"|technolog(?:y|ies)|labs?|university|institute"
    rb"|association|authors|contributors|developers|community|consortium|limited|co|ag|bv|sa|semiconductors?"
    rb"|electronics|networks?|solutions"
    rb"|laborator(?:y|ies)|department|committee|the|all|rights|reserved|university|research"
    rb"|microsystems|international|engineering|code|source|file|version)\b"
)
_NOT_NAMES = frozenset(
    b"none unknown null name your you todo author authors admin root user me us we the a an it this see "
    b"string true false test"
    b" anonymous system me: yourname someone fixme xxx various original new self".split()
)
_TICKET = re.compile(rb"(?i)[0-9]{3}|bug|issue|http|gh-|cve")
_NOTED = re.compile(rb"([A-Za-z][A-Za-z0-9._@-]{1,40})\)")
_ANCHOR = re.compile(rb"<a [^<>\n]{1,120}>")
_DATED = re.compile(rb"[a-z][a-z0-9._-]{1,24},?(?: on| at)? ?[(]?(?:[0-9]{1,4}[-/.][0-9]{1,2}|[0-9]{8})")
_TITLES = ("先生", "女士", "老师", "经理", "工程师")


def named(page: Page, start: int, end: int) -> Iterator[Found]:
    """Who wrote, changed or answers for this: the name behind the tag."""
    text = page.text
    lead = _LEAD.match(text, end)
    begin = lead.end() if lead is not None else end
    anchor = _ANCHOR.match(text, begin)
    begin = anchor.end() if anchor is not None else begin
    if b"\n" in text[end:begin]:
        return
    size = han_name(text, begin)
    if size:
        yield Found(start=begin, end=begin + size, rule="author-name", reason="name of a person")
        return
    match = _WESTERN.match(text, begin)
    if match is not None and not _FIRM.search(match[0]):
        yield Found(start=begin, end=match.end(), rule="author-name", reason="name of a person")
        return
    if text[start] == 64 or text[start] >= 0x80 or not page.line_before(start).strip(b" \t*/#;-$<!\"'"):
        yield from _short(page, begin)


def _short(page: Page, begin: int) -> Iterator[Found]:
    """A short name, such as people have in mail and version control."""
    text = page.text
    handle = _HANDLE.match(text, begin)
    if handle is None or handle[0].lower() in _NOT_NAMES or text[handle.end() : handle.end() + 1] in {b"@", b"(", b"/"}:
        return
    yield Found(start=begin, end=handle.end(), rule="author-name", reason="name or short name of a person")


def han_name(text: bytes, start: int) -> int:
    """Give the bytes of a Chinese name at `start`: two to four characters, a surname in front; 0 for none."""
    if text[start : start + 1] < b"\xe3":
        return 0
    chars = text[start : start + 24].decode("utf-8", "ignore")
    match = _HAN.match(chars)
    if match is None:
        return 0
    name = match[0]
    for title in _TITLES:
        name = name.removesuffix(title)
    longest = 4 if name[:2] in DOUBLE_SURNAMES else 3
    if not 2 <= len(name) <= longest or not (name[0] in SURNAMES or name[:2] in DOUBLE_SURNAMES):
        return 0
    return len(name.encode())


def written(page: Page, start: int, end: int) -> Iterator[Found]:
    """A sentence instead of a tag: `Written by` and a name, whose first letter the form has seen."""
    if page.text[end - 1 : end].isupper() or page.text[end - 1] >= 0x80:
        yield from named(page, start, end - 1)
    elif _DATED.match(page.text, end - 1):
        yield from _short(page, end - 1)


def field(page: Page, start: int, end: int) -> Iterator[Found]:
    """A Chinese name as the value of a field for names."""
    del start
    size = han_name(page.text, end - 1)
    if size and page.text[end - 1 + size : end + size] in {b'"', b"'"}:
        yield Found(start=end - 1, end=end - 1 + size, rule="person-name", reason="reads like a person's name")


def noted(page: Page, start: int, end: int) -> Iterator[Found]:
    """TODO(name): somebody's short name."""
    del start
    match = _NOTED.match(page.text, end)
    if match is None or match[1].lower() in _NOT_NAMES or _TICKET.search(match[1]):
        return
    yield Found(start=match.start(1), end=match.end(1), rule="todo-name", reason="short name of a person in a note")


FORMS: tuple[tuple[str, Finder], ...] = (
    (r"@(?i:author)[ \t:]", named),
    (
        (
            r"(?i:\b(?:authors?|written by|created by|modified by|maintainer|developer|reviewer|contact person"
            r"|programmer|owner)[ \t]*:)"
        ),
        named,
    ),
    (r"(?i:signed-off-by|acked-by|reviewed-by|tested-by|reported-by|co-authored-by|suggested-by):", named),
    (
        (
            r"\b(?:[Ww]ritten|[Cc]reated|[Mm]odified|[Mm]aintained|[Cc]ontributed) by (?:[A-Za-z]"
            r"|\xe4|\xe5|\xe6|\xe7|\xe8|\xe9)"
        ),
        written,
    ),
    (r"(?i:name)[\"']?[ \t]*[:=]+[ \t]*[\"'](?:\xe4|\xe5|\xe6|\xe7|\xe8|\xe9)", field),
    (r"(?:TODO|FIXME|XXX|HACK|NOTE)\(", noted),
    ("作者|修改人|创建人|负责人|联系人|开发者|编写者|维护者|编写人|审核人|开发人员|创建者|修改者|责任人|开发人", named),
)
