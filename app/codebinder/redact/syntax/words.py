"""Functions and blocks by the words that open and close them, line by line, told apart by their indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from codebinder.model.redaction import Grain
from codebinder.redact.syntax.found import Found

_DEEPEST = 64
"""A closing word looks at so many open ones at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """`function` opens one and has its name as `n`; `block` opens a block; `close` closes the innermost that is equally
    far indented. `loose`: a function that nothing closes ends before the next one;
    `joined`: a block that begins below a function's head, equally far indented, is the function's body."""

    function: str
    block: str = r"(?!)"
    close: str
    not_function: str = r"(?!)"
    loose: bool = False
    joined: bool = False


_NAME = r"(?P<n>[\w.:]+[?!]?)"
WORDS: dict[str, Words] = {
    "verilog": Words(
        function=r"(?:virtual\s+|static\s+|pure\s+|protected\s+|local\s+|extern\s+)*"
        r"(?:function|task|module|macromodule|program|interface|package|class|property|sequence|covergroup)\b"
        r"(?:\s+(?:automatic|static|void|int|bit|logic|reg|integer|real|string|signed|unsigned)\b|\s*\[[^\]]*\])*"
        r"\s+(?:\w+\s+(?=[\w:]+\s*[(;]))?" + _NAME,
        block=r"(?:.*\b)?(?:begin|generate|case[xz]?\b.*|fork)\b(?:\s*:\s*\w+)?\s*$",
        close=r"end(?:function|task|module|program|interface|package|class|property|sequence|group|case|generate)?\b|join",
        not_function=r"extern\b|pure\b",
    ),
    "vhdl": Words(
        function=r"(?:(?:pure\s+|impure\s+)?(?:function|procedure|architecture|entity|package\s+body|package)\s+"
        r"(?P<n>\w+)|(?P<m>\w+\s*:\s*)?process\b|(?:\w+\s*:\s*)(?:block|component)\b)",
        block=r"(?:.*\b)?(?:then|loop|generate)\s*$|case\b.*\bis\s*$|component\b|type\b.*\brecord\s*$",
        close=r"end\b",
        not_function=r".*\)\s*;\s*$|(?:function|procedure).*\breturn\s+\w+\s*;\s*$",
    ),
    "ada": Words(
        function=r"(?:overriding\s+)?(?:function|procedure|package\s+body|package|task\s+body|protected\s+body)\s+"
        + _NAME,
        block=r"(?:.*\b)?(?:then|loop|record)\s*$|case\b.*\bis\s*$|declare\b",
        close=r"end\b",
        not_function=r".*;\s*$",
    ),
    "matlab": Words(
        function=r"function\b\s*(?:\[?[\w,\s~]*\]?\s*=\s*)?" + _NAME,
        block=r"(?:if|for|while|switch|try|parfor|classdef|methods|properties|unwind_protect|do)\b(?!.*\bend\w*\s*;?\s*$)",
        close=r"end\w*\b",
        loose=True,
    ),
    "fortran": Words(
        function=r"(?!end)(?:[\w*()=,\s]*\s)??(?:subroutine|function|program|module(?!\s+procedure))\s+" + _NAME,
        block=r"(?:\w+\s*:\s*)?(?:if\b.*\bthen|do\b.*|select\b.*|interface\b.*|type\b(?!\s*\().*|where\b.*\)|block\b.*)\s*$",
        close=r"end\b|end(?:if|do|select|subroutine|function|program|module|interface|type|where)\b",
    ),
    "pascal": Words(
        function=r"(?:class\s+)?(?:procedure|function|constructor|destructor|operator)\s+" + _NAME,
        block=r"(?:.*\b)?(?:begin|record|try|repeat|asm)\s*$|(?:\w+\s*=\s*)(?:class|record|object|interface)\b(?!.*;)",
        close=r"end\b|until\b",
        joined=True,
        not_function=r".*\b(?:forward|external|abstract|overload|override|virtual|cdecl|stdcall)\b[^;]*;\s*$",
    ),
    "vb": Words(
        function=r"(?:(?:public|private|friend|protected|shared|static|overrides|overridable|async)\s+)*"
        r"(?:sub|function|property(?:\s+(?:get|let|set))?)\s+" + _NAME,
        block=r"(?:(?:public|private|friend|partial)\s+)*(?:class|module|structure|enum|namespace|type|interface)\s+\w+"
        r"|if\b.*\bthen\s*$|for\b|do\b|while\b|select\b|with\b|try\b",
        close=r"end\s+\w+|next\b|loop\b|wend\b",
        not_function=r"declare\b",
    ),
    "ruby": Words(
        function=r"def\s+(?:self\.)?" + _NAME,
        block=r"(?:class|module|if|unless|case|while|until|for|begin)\b(?!.*\bend\s*$)|.*\bdo(?:\s*\|[^|]*\|)?\s*$",
        close=r"end\b",
        not_function=r".*\bend\s*$",
    ),
    "elixir": Words(
        function=r"def(?:p|macro|macrop|guard)?\s+" + _NAME,
        block=r".*\bdo\s*$",
        close=r"end\b",
        not_function=r".*,\s*do:.*",
    ),
    "julia": Words(
        function=r"(?:@\w+\s+)*(?:function|macro)\s+" + _NAME,
        block=r"(?:(?:mutable\s+)?struct|module|if|for|while|begin|let|try|quote)\b(?!.*\bend\s*$)"
        r"|.*\bdo(?:\s+[\w, ]+)?\s*$",
        close=r"end\b",
        not_function=r".*\bend\s*$",
    ),
    "lua": Words(
        function=r"(?:local\s+)?function\s+" + _NAME + r"|(?:local\s+)?(?P<m>[\w.]+)\s*=\s*function\b",
        block=r"(?:if\b.*\bthen|for\b.*\bdo|while\b.*\bdo|do|repeat)\s*$|.*\bfunction\s*\([^)]*\)\s*$",
        close=r"end\b|until\b",
        not_function=r".*\bend\s*$",
    ),
    "cmake": Words(
        function=r"(?:function|macro)\s*\(\s*" + _NAME,
        block=r"(?:if|foreach|while)\s*\(",
        close=r"end(?:function|macro|if|foreach|while)\b",
    ),
    "sql": Words(
        function=r"create\s+(?:or\s+replace\s+|or\s+alter\s+|definer\s*=\s*\S+\s+)*"
        r"(?:function|procedure|trigger|package(?:\s+body)?)\s+(?:if\s+not\s+exists\s+)?(?P<n>[\w.\"`\[\]]+)",
        block=r"begin\s*$|(?:.*\b)?(?:loop|then)\s*$|create\s+table\b.*\($",
        close=r"end\b|\$\$|\$\w*\$\s*language|\)|/\s*$|go\s*$",
        loose=True,
    ),
    "make": Words(
        function=r"(?:override\s+)?define\s+(?P<n>\S+)",
        block=r"(?:ifeq|ifneq|ifdef|ifndef)\b",
        close=r"endef\b|endif\b",
    ),
    "kconfig": Words(function=r"(?!)(?P<n>)", block=r"(?:menu|choice|if)\b", close=r"end(?:menu|choice|if)\b"),
}
_LINE = re.compile(rb"^([ \t]*)([^\s][^\n]*)", re.MULTILINE)
_FIRST = 600
"""Openers and closers stand within so many bytes of a line's begin."""


@cache
def _compiled(language: str) -> tuple[re.Pattern[bytes], ...]:
    words = WORDS[language]
    return tuple(
        re.compile(each.encode(), re.IGNORECASE)
        for each in (words.function, words.not_function, words.block, words.close)
    )


def worded(language: str, bare: bytes) -> Iterator[Found]:
    """Give what opens and closes by words in code that is bare of comments and strings."""
    function, never, block, close = _compiled(language)
    loose, joined = WORDS[language].loose, WORDS[language].joined
    stack: list[tuple[int, int, Grain, str]] = []
    last = 0
    for match in _LINE.finditer(bare):
        indent = len(match[1].expandtabs(8))
        text, start, end = match[2][:_FIRST].rstrip(), match.start(), match.end()
        head = function.match(text)
        if head is not None and not never.match(text):
            if loose:
                yield from _ended(stack, indent, last)
            stack.append((indent, start, Grain.FUNCTION, _named(head)))
        elif close.match(text):
            found = _closed(stack, indent)
            if found is not None:
                yield Found(found[2], found[1], end, found[3])
            if block.match(text):  # `end else begin` closes and opens
                stack.append((indent, start, Grain.BLOCK, ""))
        elif block.match(text) and not (joined and stack and stack[-1][0] == indent and stack[-1][2] is Grain.FUNCTION):
            stack.append((indent, start, Grain.BLOCK, ""))
        last = end
    if loose:
        yield from _ended(stack, 0, last)


def _named(match: re.Match[bytes]) -> str:
    groups = match.groupdict()
    name: bytes = groups.get("n") or groups.get("m") or b""
    return name.decode("utf-8", "replace").strip(' :\t"`')


def _closed(stack: list[tuple[int, int, Grain, str]], indent: int) -> tuple[int, int, Grain, str] | None:
    """Take the innermost that is equally far indented, and all that stands open inside it, from the stack."""
    for back in range(1, min(len(stack), _DEEPEST) + 1):
        if stack[-back][0] == indent:
            found = stack[-back]
            del stack[-back:]
            return found
    return None


def _ended(stack: list[tuple[int, int, Grain, str]], indent: int, last: int) -> Iterator[Found]:
    while stack and stack[-1][0] >= indent:
        _, start, grain, name = stack.pop()
        if grain is Grain.FUNCTION:
            yield Found(grain, start, last, name)
