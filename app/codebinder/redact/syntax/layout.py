"""Blocks by how the text is laid out: deeper lines, headed sections, labels, parentheses, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from codebinder.model.redaction import Grain
from codebinder.redact.syntax.found import Found

_LINE = re.compile(rb"^([ \t]*)([^\s][^\n]*)", re.MULTILINE)
_INDENTED_FUNCTION = re.compile(
    rb"(?:async\s+)?(?:def|proc|func|method|template|macro|iterator|converter)\s+([^\s(:={*\[]{1,200})"
)
_COFFEE = re.compile(rb"([\w.$@]{1,200})\s*[:=]\s*(?:\([^()]{0,1000}\))?\s*[-=]>\s*$")


def indented(bare: bytes) -> Iterator[Found]:
    """Give every line that deeper ones follow, with them."""
    stack: list[tuple[int, int, bytes]] = []
    last = 0
    decorated = -1
    for match in _LINE.finditer(bare):
        depth = len(match[1].expandtabs(8))
        text = match[2][:600].rstrip()
        closing = text[:1] in {b")", b"]", b"}"}  # the end of a head that is written over several lines
        while stack and stack[-1][0] >= depth and not (closing and stack[-1][0] == depth):
            yield from _below(bare, stack.pop(), last)
        if text.startswith(b"@"):
            decorated = match.start() if decorated < 0 else decorated
        elif not (stack and closing and stack[-1][0] == depth):
            stack.append((depth, decorated if decorated >= 0 else match.start(), text))
            decorated = -1
        last = match.end()
    while stack:
        yield from _below(bare, stack.pop(), last)


def _below(bare: bytes, head: tuple[int, int, bytes], last: int) -> Iterator[Found]:
    _, start, text = head
    if bare.find(b"\n", start, last) < 0:
        return
    name = _INDENTED_FUNCTION.match(text) or _COFFEE.match(text)
    yield Found(
        Grain.FUNCTION if name else Grain.BLOCK, start, last, name[1].decode("utf-8", "replace") if name else ""
    )


_HEADS = {
    "ini": rb"^[ \t]*\[[^\]\n]+\]",
    "toml": rb"^[ \t]*\[[^\]\n]+\]",
    "batch": rb"^[ \t]*:(?!:)(?P<name>[^\s:]+)",
    "markup": rb"^(?:#{1,6}[ \t]|={1,6}[ \t])",
    "diff": rb"^diff |^Index: |^@@ ",
    "kconfig": rb"^(?:config|menuconfig|comment|mainmenu|source)\b",
    "make": rb"^[^\s#:=][^\n#:=]*::?(?!=)",
    "asm": (
        rb"^(?:(?P<entry>(?:ENTRY|SYM_\w*START\w*|FUNC_BEGIN|LEAF|NESTED|WEAK|ASM_ENTRY|function)\s*\(?\s*"
        rb"(?P<macro>[\w$.@]+)[^\n]*)|(?P<label>(?!L?\d)[A-Za-z_$?@][\w$?@.]*):|(?P<proc>[\w$?@]+)[ \t]+(?i:proc)\b)"
    ),
    "erlang": rb"^(?P<name>[a-z]\w*)\(",
    "tex": rb"^\\(?:part|chapter|section|subsection|subsubsection)\b",
    "asn1": rb"^(?P<name>[A-Z][\w-]*)[ \t]*(?:\{[^}\n]*\}[ \t]*)?(?:[A-Z ]+)?::=",
    "haskell": rb"^(?P<name>[a-z_][\w']*)[ \t]*::",
}  # fmt: skip
_ENDS = {
    "asm": re.compile(
        rb"^[ \t]*(?:(?:ENDPROC|END|SYM_\w*END\w*|ENDENTRY|FUNC_END|endfunc)\b|\.size\b|\.section\b|\.data\b|\.bss\b"
        rb"|[\w$?@]+[ \t]+(?i:endp)\b)[^\n]*",
        re.MULTILINE,
    ),
    "make": re.compile(rb"^(?![\t#\r\n])[^\n]", re.MULTILINE),
}
_HEADS["nasm"], _ENDS["nasm"] = _HEADS["asm"], _ENDS["asm"]
_ASM = frozenset({"asm", "nasm"})
SECTIONED = frozenset(_HEADS)


@cache
def _heads(language: str) -> re.Pattern[bytes]:
    return re.compile(_HEADS[language], re.MULTILINE)


def sectioned(language: str, bare: bytes) -> Iterator[Found]:
    """Give what reaches from one head to the next: sections, labels, rules."""
    heads = [match for match in _heads(language).finditer(bare) if not _local(language, bare, match)]
    ends = _ENDS.get(language)
    for match, after in zip_longest(heads, heads[1:]):
        limit = after.start() if after is not None else len(bare)
        name = _head_name(match)
        line = bare.find(b"\n", match.end(), limit)
        if ends is not None and line >= 0 and (end := ends.search(bare, line + 1, limit)) is not None:
            limit = end.end() if language in _ASM and b"size" not in end[0] and b"." not in end[0][:12] else end.start()
        if language in _ASM and (tail := _BEFORE_NEXT.search(bare[max(match.end(), limit - 400) : limit])) is not None:
            limit -= len(tail[0])
        if name or bare.find(b"\n", match.start(), limit) >= 0:
            yield Found(Grain.FUNCTION if name else Grain.BLOCK, match.start(), limit, name)


def _head_name(match: re.Match[bytes]) -> str:
    groups = match.groupdict()
    name: bytes = next((groups[key] for key in ("name", "macro", "label", "proc") if groups.get(key)), b"")
    return name.decode("utf-8", "replace")


_DIRECTIVE = re.compile(
    rb"[ \t]*(?:\n[ \t]*)*\.(?:long|word|byte|quad|asciz|ascii|string|space|zero|fill|skip|incbin|hword|byte|dword)\b"
)
_BEFORE_NEXT = re.compile(
    rb"(?:\n[ \t]*(?:\.(?:globa?l|type|p2align|balign|align|weak|hidden|func|thumb_func|text)\b[^\n]*)?)+\s*\Z"
)
"""Lines that speak of the symbol below them."""


def _local(language: str, bare: bytes, match: re.Match[bytes]) -> bool:
    """Is this label one of data?"""
    if language not in _ASM:
        return False
    return bool(match["label"]) and _DIRECTIVE.match(bare, match.end(), match.end() + 200) is not None


_DEFINED = re.compile(rb"\((?:def[\w*-]*|define[\w*/-]*|fn|ns)\s+\(?([^\s()\[\]\"]{1,200})")


def parenthesised(bare: bytes) -> Iterator[Found]:
    """Give forms of more than one line; definitions are functions."""
    stack: list[int] = []
    for match in re.finditer(rb"[()]", bare):
        if match[0] == b"(":
            stack.append(match.start())
        elif stack:
            start = stack.pop()
            name = _DEFINED.match(bare, start) if len(stack) < 3 else None
            if name is not None or match.start() - start > 40:
                told = name[1].decode("utf-8", "replace") if name else ""
                yield Found(Grain.FUNCTION if name else Grain.BLOCK, start, match.end(), told)


_TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*+)(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>")
_FAR = 64


def tagged(bare: bytes) -> Iterator[Found]:
    """Give elements; one that is never closed is passed over."""
    stack: list[tuple[bytes, int]] = []
    for match in _TAG.finditer(bare):
        name = match[2]
        if not match[1]:
            if not match[0].endswith(b"/>"):
                stack.append((name, match.start()))
            continue
        for back in range(1, min(len(stack), _FAR) + 1):
            if stack[-back][0] == name:
                yield Found(Grain.BLOCK, stack[-back][1], match.end())
                del stack[-back:]
                break
