"""Reads YAML into nodes that remember their line and column, and refuses what a template has no use for.

Scalars stay text until the grammar says otherwise (so that `no` is a word and `1.0` a version), and anchors, aliases,
tags and second documents are refused: they let a small file mean something large or something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from codebinder.base.recognising import recognised
from codebinder.model.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 1 << 20
MAX_DEPTH = 32
MAX_NODES = 100_000
MAX_FAULTS = 200

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff"  # what hides, reverses or breaks text
    "\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

# What the parser raises on hostile text beside its own errors; found by feeding it random text.
_PARSER_ERRORS = (YAMLError, ValueError, IndexError, KeyError, TypeError, AttributeError, AssertionError, OverflowError)


class _Place(Protocol):
    """What the parser calls a mark: line and column from 0."""

    line: int
    column: int


class _Problem(Protocol):
    """What the parser says of a syntax error."""

    problem: str | None
    context: str | None
    problem_mark: _Place | None
    context_mark: _Place | None


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in the file: line and column from 1, the column in characters."""

    line: int = 1
    column: int = 1


@dataclass(slots=True)
class FaultList:
    """Collects every fault of one file; `sentences` gives them in the order of the file."""

    name: str
    found: set[tuple[Mark, str]] = field(default_factory=set[tuple[Mark, str]])

    def add(self, mark: Mark, sentence: str) -> None:
        if not self.full:
            self.found.add((mark, sentence))

    @property
    def full(self) -> bool:
        """Have so many faults been found that looking for more has no use?"""
        return len(self.found) >= MAX_FAULTS

    def sentences(self) -> tuple[str, ...]:
        lines = [f"{self.name}:{mark.line}:{mark.column}: {text}" for mark, text in sorted(self.found)]
        if self.full:
            lines.append(f"{self.name}: These are {MAX_FAULTS} faults; the rest was not looked at.")
        return tuple(recognised(line, "yaml") for line in lines)


@dataclass(slots=True)
class Scalar:
    """A scalar as it was written; `plain` where it stands without quotes, `alias` where it is a refused alias."""

    mark: Mark
    text: str
    plain: bool
    alias: bool = False


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    mark: Mark
    items: list[Node]


@dataclass(slots=True)
class Mapping:
    """A mapping in the order written; keys are unique scalars by then."""

    mark: Mark
    pairs: list[tuple[Scalar, Node]]


Node = Scalar | Sequence | Mapping


@dataclass(slots=True)
class _Open:
    """A collection under construction; `key` waits for its value, `skip` for the value of a faulty key."""

    node: Sequence | Mapping
    key: Scalar | None = None
    skip: bool = False
    seen: dict[str, Mark] = field(default_factory=dict[str, Mark])


def read_nodes(text: bytes, faults: FaultList) -> Node | None:
    """Compose one YAML document; every fault goes into `faults`, and nothing but None comes of a broken syntax."""
    decoded = _decode(text, faults)
    if decoded is None:
        return None
    builder = _Builder(faults)
    try:
        for event in _events(decoded):
            if not builder.take(event):
                break
    except MarkedYAMLError as error:
        problem = cast("_Problem", error)
        at = problem.problem_mark or problem.context_mark
        mark = Mark(at.line + 1, at.column + 1) if at is not None else builder.last
        faults.add(mark, f"This is not well-formed YAML: {shown(problem.problem or problem.context or 'unreadable')}.")
        return None
    except _PARSER_ERRORS:
        faults.add(builder.last, "This is not well-formed YAML from here on.")
        return None
    if builder.root is None and not faults.found:
        faults.add(Mark(), "The file is empty.")
    return builder.root


def _decode(text: bytes, faults: FaultList) -> str | None:
    if len(text) > MAX_BYTES:
        faults.add(Mark(), f"The file has {len(text)} bytes; more than {MAX_BYTES} are not read.")
        return None
    try:
        decoded = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = text[: error.start].decode("utf-8", "replace")
        faults.add(_mark_at(before, len(before)), "This byte is not UTF-8; save the file as UTF-8.")
        return None
    odd = _UNPRINTABLE.search(decoded)
    if odd:
        faults.add(_mark_at(decoded, odd.start()), f"The character {shown(odd[0])} has no place in a YAML file.")
        return None
    return decoded


def _mark_at(text: str, index: int) -> Mark:
    line, start = 1, 0
    for end in _LINE_END.finditer(text, 0, index):
        line, start = line + 1, end.end()
    return Mark(line, index - start + 1)


def _events(text: str) -> Iterator[Event]:
    parser = YAML(typ="safe", pure=True)
    yield from cast("Iterator[Event]", parser.parse(text))


class _Builder:
    """Puts events together without recursion, so that depth is a fault and never a stack overflow."""

    def __init__(self, faults: FaultList) -> None:
        self.faults = faults
        self.root: Node | None = None
        self.last = Mark()
        self._stack: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Event) -> bool:
        """Take one event; False where reading further has no use."""
        start = cast("_Place | None", event.start_mark)
        if start is not None:
            self.last = Mark(start.line + 1, start.column + 1)
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.faults.add(self.last, "A second YAML document begins here; one file holds one.")
                return False
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._stack.pop()
        elif isinstance(event, AliasEvent):
            self.faults.add(self.last, "An alias (*name) is not allowed; write the text out.")
            self._place(Scalar(self.last, "", plain=False, alias=True))
        elif isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            return self._node(event)
        return True

    def _node(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> bool:
        self._nodes += 1
        if self._nodes > MAX_NODES or len(self._stack) > MAX_DEPTH:
            limit = f"more than {MAX_DEPTH} levels deep" if self._nodes <= MAX_NODES else f"over {MAX_NODES} values"
            self.faults.add(self.last, f"The file is {limit}; the rest is not read.")
            return False
        if event.anchor:
            self.faults.add(self.last, "An anchor (&name) is not allowed; write the text out.")
        if event.tag:
            self.faults.add(self.last, "A tag (!name) is not allowed; write the value alone.")
        if isinstance(event, ScalarEvent):
            text = cast("str", event.value)
            odd = _HIDDEN.search(text)
            if odd:
                # Escapes such as "\e" could otherwise bring terminal sequences or reversed text into labels.
                self.faults.add(self.last, f"The text holds the invisible character {shown(odd[0])}; take it out.")
            self._place(Scalar(self.last, text, plain=not cast("str | None", event.style)))
            return True
        mapping = isinstance(event, MappingStartEvent)
        node: Sequence | Mapping = Mapping(self.last, []) if mapping else Sequence(self.last, [])
        self._place(node)
        self._stack.append(_Open(node))
        return True

    def _place(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if isinstance(top.node, Sequence):
            top.node.items.append(node)
        elif top.key is None and not top.skip:
            self._key(top, node)
        else:
            if top.key is not None:
                top.node.pairs.append((top.key, node))
            top.key, top.skip = None, False

    def _key(self, top: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            self.faults.add(node.mark, "A key must be a word, not a list or a mapping.")
            top.skip = True
        elif node.text in top.seen:
            first = top.seen[node.text].line
            sentence = f'The key "{shown(node.text)}" stands here a second time (first in line {first}).'
            self.faults.add(node.mark, sentence)
            top.skip = True
        else:
            top.seen[node.text] = node.mark
            top.key = node
