"""Blocks and functions by their braces, in code that is bare of comments and strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.model.redaction import Grain
from codebinder.redact.syntax.found import Found

_TOKEN = re.compile(rb"[{}();]")
_TOKEN_TCL = re.compile(rb"[{}();\n]")
_TOKEN_JSON = re.compile(rb"[\[\]{}]")
_TYPED = re.compile(rb"(?:@\w+(?:\([^()]*\))?\s*)*[\w<>\[\],.?]+(?:\s+[\w<>\[\],.?]+)*\s+[\w]+\s*\(")
_TCL_HEAD = re.compile(rb"\s*(?:proc|method)\s+\S+\s+\S")
_LEAD = re.compile(
    rb"[\s,;)]*+(?:(?:public|private|protected|signals|default|case\b[^:(){}]{0,100})[ \t]*"
    rb"(?:slots|Q_SLOTS)?[ \t]*:(?!:)\s*)*+"
)
_CALLED = re.compile(rb"([~\w$.:@-]+)\s*(?:<[^(){}]*>)?\s*\(")
_OPERATOR = re.compile(rb"((?:[\w:]+::)?operator\s*[^\s\w(]{1,3}|(?:[\w:]+::)?operator\s*\(\s*\))\s*\(")
_WORDED = re.compile(rb"\b(?:sub|function|proc|method|filter|workflow)\s+([\w:'.-]+)")
_ASSIGNED = re.compile(rb"([\w.$]+)\s*(?:<-|<<-|=|:)\s*(?:async\s+)?function\b")
_OBJC = re.compile(rb"^[-+]\s*\([^)]*\)\s*(\w+)")
_NOT_NAMES = frozenset(
    b"if for while switch catch return else do try finally synchronized using lock fixed foreach elif elsif until "
    b"unless when match guard defer sizeof typeof alignas __attribute__ __declspec func fn fun decltype noexcept throw "
    b"throws function lambda assert static_assert asm __asm__ __asm in and or not new elseif "
    b"foreach_ requires where".split()
)
_SOFT = frozenset(
    b"lock using fixed guard match when until unless in and or not requires assert lambda foreach".split()
)
"""Words that are only at the begin of a head what they are."""
_GOES_ON = re.compile(rb"[ \t]*[{,)\w]")
_CONTROL = re.compile(
    rb"\b(?:if|for|while|switch|catch|return|else|do|case|new|throw|go|defer|select|match|when|with|class|interface|object"
    rb"|record|enum|struct|trait|impl|namespace|module|extension|union)\b"
)
_KEYWORD = re.compile(rb"\b(?:fun|func|fn|def|function|constructor|init|deinit)\b")
_LONGEST_HEADER = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a language uses braces: whether they hold functions, whether these nest, whether a line ends a
    statement, whether a function always has a word that says so, or a type before its name."""

    functions: bool = True
    nest: bool = False
    by_line: bool = False
    keyword: bool = False
    typed: bool = False
    token: re.Pattern[bytes] = _TOKEN


C = Style()
LINES = Style(nest=True, by_line=True)
WORDED = Style(nest=True, by_line=True, keyword=True)
TYPED = Style(nest=True, by_line=True, typed=True)
SCRIPT = Style(nest=True)
DATA = Style(functions=False, by_line=True)
CSS = Style(functions=False)
TCL = Style(nest=True, by_line=True, token=_TOKEN_TCL)
JSON = Style(functions=False, token=_TOKEN_JSON)


def braced(bare: bytes, style: Style) -> Iterator[Found]:
    """Give what stands in braces together with what stands before them; from the inside out."""
    stack: list[tuple[int, int, bool, str, int]] = []
    begin = depth = inside = 0
    for match in style.token.finditer(bare):
        token, at = match[0], match.start()
        if token in {b"{", b"["}:
            start, name = _header(bare, begin, at, style, nested=inside > 0)
            inside += bool(name)
            stack.append((start, depth, bool(name), name, begin))
            begin, depth = at + 1, 0
        elif token in {b"}", b"]"}:
            if stack:
                start, depth, is_function, name, before = stack.pop()
                inside -= is_function
                if begin == at and not is_function and _GOES_ON.match(bare, at + 1):  # a type, an empty default
                    begin = before
                    continue
                yield Found(Grain.FUNCTION if is_function else Grain.BLOCK, start, at + 1, name)
            else:
                before = begin
            begin = before if depth or style.token is _TOKEN_TCL else at + 1
        elif token == b"(":
            depth += 1
        elif token == b")":
            depth = max(0, depth - 1)
        elif depth == 0 or token == b"\n":
            begin, depth = at + 1, 0


def _header(bare: bytes, begin: int, at: int, style: Style, *, nested: bool) -> tuple[int, str]:
    """Give where the statement that opens a brace begins, and the name where it is a function's head."""
    if at - begin > _LONGEST_HEADER:
        begin = at
    if (lead := _LEAD.match(bare, begin, at)) is not None:
        begin = lead.end()
    if style.by_line:
        begin = _line_begin(bare, begin, at)
    head = bare[begin:at]
    if not style.functions or (nested and not style.nest) or (style.keyword and not _KEYWORD.search(head)):
        return begin, ""
    if style.typed and _TYPED.match(head) is None:
        return begin, ""
    if style.token is _TOKEN_TCL and _TCL_HEAD.match(head) is None:
        return begin, ""
    return begin, _name(head).decode("utf-8", "replace")


def _line_begin(bare: bytes, begin: int, at: int) -> int:
    """Give the begin of the line that a head stands on: the one above where nothing else stands before the brace, and
    further up while its parentheses are not all open."""
    low = bare.rfind(b"\n", begin, at) + 1 or begin
    while low > begin and (not bare[low:at].strip() or bare.count(b")", low, at) > bare.count(b"(", low, at)):
        low = bare.rfind(b"\n", begin, low - 1) + 1 or begin
    while low < at and bare[low] in b" \t\r\n":
        low += 1
    return low


def _name(head: bytes) -> bytes:
    """Give a function's name from its head; empty where it is the head of something else."""
    if (match := _WORDED.search(head)) is not None:
        return match[1]
    if (match := _OBJC.match(head) or _ASSIGNED.search(head) or _OPERATOR.search(head)) is not None:
        return match[1]
    if head.count(b"(") != head.count(b")") or head.rstrip().endswith((b"=", b"(", b",")):
        return b""  # an argument of a call, or a value
    macro = b""
    for match in _CALLED.finditer(head):
        before = head[: match.start()]
        if _is_inside(before):
            continue
        if _CONTROL.search(before):
            return b""
        name = match[1].strip(b".:-")
        if name in _NOT_NAMES and not (name in _SOFT and before.strip()):
            if name in {b"func", b"fn", b"fun", b"function", b"__attribute__", b"__declspec", b"alignas", b"decltype"}:
                continue
            return b""
        if b"=" in before or name.startswith(b"@") or not name or name[:1].isdigit():
            if name.startswith(b"@"):
                continue
            return b""
        if not name.isupper() or macro:
            return name if not macro or not name.isupper() else macro
        macro = name  # an attribute, where a name follows; else a name
    return macro


def _is_inside(before: bytes) -> bool:
    return before.count(b"(") > before.count(b")")
