"""Walks through XML, damaged or not, and gives the texts and attributes with their places. No entity is resolved."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from codebinder.detect.formats.pairs import TRAIL, Pair

_DEPTH = 48
_LONGEST = 1 << 16
_TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]{0,100})")
_ATTRIBUTE = re.compile(rb"\s{1,200}([A-Za-z_][\w:.-]{0,100})\s{0,8}=\s{0,8}(?:\"([^\"<]{0,8192})\"|'([^'<]{0,8192})')")
_NAMING = frozenset({b"name", b"key", b"id", b"property", b"username"})
_LABELS = frozenset(
    {b"name", b"key", b"id", b"param-name", b"env-entry-name", b"property-name", (b"config-property-name")}
)


@dataclass(slots=True)
class _Element:
    """An element that is open: its trail, where its text begins, the last label among its children."""

    name: bytes
    trail: bytes
    text: int
    label: bytes = b""
    leaf: bool = True


@dataclass(slots=True)
class _Walk:
    flat: bytes
    open: list[_Element] = field(default_factory=list[_Element])
    endless: bool = False
    """A comment has no end: no need to look for another one's."""

    def skip(self, at: int) -> int:
        """Give the place behind a comment, a declaration or an instruction that begins at `at`."""
        if self.flat.startswith(b"<!--", at):
            end = -1 if self.endless else self.flat.find(b"-->", at + 4)
            self.endless = end < 0
            return end + 3 if end >= 0 else at + 4
        if self.flat.startswith(b"<![CDATA[", at):
            end = self.flat.find(b"]]>", at, at + _LONGEST)
            return end + 3 if end >= 0 else at + 9
        return at + 1

    def closed(self, name: bytes, at: int) -> Iterator[Pair]:
        """Close `name`; it had a text where no element stands in it."""
        if all(element.name != name for element in self.open):
            return
        while (top := self.open.pop()).name != name:
            pass
        start, end = _text(self.flat, top.text, at)
        if not top.leaf or start >= end:
            return
        parent = self.open[-1] if self.open else None
        if name in _LABELS and parent is not None:
            parent.label = self.flat[start : min(end, start + 200)].lower().replace(b"/", b"_")
        elif parent is not None and parent.label:
            yield Pair(top.trail + b"[" + parent.label + b"]", start, end)
        yield Pair(top.trail, start, end)

    def opened(self, name: bytes, at: int) -> Generator[Pair, None, int]:
        """Open `name`, whose attributes stand at `at`; give the place behind its tag."""
        trail = (self.open[-1].trail + b"/" if self.open else b"") + name
        attributes: list[tuple[bytes, int, int]] = []
        while len(attributes) < 64 and (match := _ATTRIBUTE.match(self.flat, at)) is not None:
            at = match.end()
            start, end = match.span(2) if match[2] is not None else match.span(3)
            attributes.append((match[1].lower(), start, end))
            if attributes[-1][0] in _NAMING and end - start <= 200:
                trail += b"[" + self.flat[start:end].lower().replace(b"/", b"_") + b"]"
        for attribute, start, end in attributes:
            if start < end:
                yield Pair(trail + b"@" + attribute, start, end)
        close = self.flat.find(b">", at, at + _LONGEST)
        if close < 0:
            return at
        if self.open:
            self.open[-1].leaf = False
        if self.flat[close - 1] != 0x2F and len(self.open) < _DEPTH:
            self.open.append(_Element(name, trail[-TRAIL:], close + 1))
        return close + 1


def xml(flat: bytes) -> Iterator[Pair]:
    """Texts are "a/b", attributes "a/b@c"; an element named by an attribute or by a label before it is "a/b[label]"."""
    walk = _Walk(flat)
    at = flat.find(b"<")
    while at >= 0:
        match = _TAG.match(flat, at)
        if match is None:
            at = walk.skip(at)
        elif match[1]:
            yield from walk.closed(match[2].lower(), at)
            at = match.end()
        else:
            at = yield from walk.opened(match[2].lower(), match.end())
        at = flat.find(b"<", at)


def _text(flat: bytes, start: int, end: int) -> tuple[int, int]:
    if flat.startswith(b"<![CDATA[", start):
        start += 9
        end = max(flat.rfind(b"]]>", start, end), start)
    if end - start > _LONGEST:
        return start, start
    text = flat[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
