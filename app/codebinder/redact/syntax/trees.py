"""Functions, blocks and comments by tree-sitter's grammars, which are loaded when a file first asks for them."""

from __future__ import annotations

import importlib
import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from codebinder.model.redaction import Grain
from codebinder.redact.syntax.found import Found
from codebinder.redact.syntax.grammars import GRAMMARS, Grammar

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Query, QueryCursor

LARGEST = 4_000_000
"""Larger files are read by their braces and indentation: a grammar's memory and time are many times the file's."""

_PIECE, _PIECES, _PIECES_AGAIN = 1024, 4000, 16
_SECONDS = 2.5
"""A grammar takes a tenth of a second for a large file; one that takes so long has lost its way, and is given up."""
_DEEPEST = 1500
"""Deeper nesting is no code that people wrote, and the search in a deep tree takes quadratic time."""
_NESTING = re.compile(rb"[\[({<>;\])}]")
_ANGLES = 400
_LOCK = threading.Lock()
_NAME_FIELDS = ("name", "key", "property", "left")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a grammar found in one file; `faulty` counts the bytes that it could make no sense of."""

    functions: list[Found]
    blocks: list[Found]
    comments: list[Found]
    faulty: int


def parse(language: str, code: bytes) -> Parsed | None:
    """Read `code` by the grammar of `language`; None where there is none, or it is not for files of this size."""
    grammar = GRAMMARS.get(language)
    if grammar is None or len(code) > LARGEST or _too_deep(code):
        return None
    from tree_sitter import Parser, QueryCursor

    with _LOCK:
        compiled, query = _loaded(language)
    ration = _Ration(code)
    tree = Parser(compiled).parse(ration.give)
    if ration.spent:
        return None
    root = tree.root_node
    cursor = QueryCursor(query)
    cursor.set_max_start_depth(_DEEPEST)
    captured = _captured(cursor, root)
    wrapped = _wrapped(captured.get("wrap", ()))
    functions: list[Found] = []
    taken: set[int] = set()
    for node in captured.get("function", ()):
        if grammar.embodied and node.child_by_field_name("body") is None:
            continue
        start, end = wrapped.get(node.id, (node.start_byte, node.end_byte))
        taken.add(node.id)
        functions.append(Found(Grain.FUNCTION, _with_attributes(grammar, node, start), end, name_of(node)))
    return Parsed(
        functions=functions,
        blocks=[
            Found(Grain.BLOCK, node.start_byte, node.end_byte)
            for node in captured.get("block", ())
            if node.id not in taken and node.id != root.id
        ],
        comments=[Found(Grain.COMMENT, node.start_byte, node.end_byte) for node in captured.get("comment", ())],
        faulty=_faulty(captured.get("error", ())),
    )


def _too_deep(code: bytes) -> bool:
    """Is this nested more deeply than a grammar can bear? Open `<` of one statement multiply its readings."""
    if sum(map(code.count, (b"(", b"[", b"{"))) < _DEEPEST and code.count(b"<") < _ANGLES:
        return False
    depth = angles = 0
    for match in _NESTING.finditer(code):
        token = match[0]
        if token in b"([{":
            depth += 1
        elif token in b")]}":
            depth = max(0, depth - 1)
        if token == b"<":
            angles += 1
        elif token in b"{};":
            angles = 0
        elif token == b">":
            angles = max(0, angles - 1)
        if depth > _DEEPEST or angles > _ANGLES:
            return True
    return False


class _Ration:
    """Hands a file to a parser piece by piece, and no more of it once its time is up.

    Some inputs make a grammar go over the rest of the file again at every character; nothing else stops it then.
    """

    def __init__(self, code: bytes) -> None:
        self._code = code
        self._calls = 2 * _PIECES + _PIECES_AGAIN * (len(code) // _PIECE)
        self._until = time.monotonic() + _SECONDS
        self.spent = False

    def give(self, offset: int, _: object) -> bytes:
        """Give what stands at `offset`."""
        self._calls -= 1
        self.spent = self.spent or self._calls < 0 or (self._calls % 16 == 0 and time.monotonic() > self._until)
        return b"" if self.spent else self._code[offset : offset + _PIECE]


def _captured(cursor: QueryCursor, root: Node) -> dict[str, list[Node]]:
    """Give the nodes of every capture, each once. Whole matches are asked for: bare captures hold begun ones, too."""
    found: dict[str, dict[int, Node]] = {}
    for _, match in cursor.matches(root):
        for name, nodes in match.items():
            found.setdefault(name, {}).update((node.id, node) for node in nodes)
    return {name: list(nodes.values()) for name, nodes in found.items()}


@cache
def _loaded(language: str) -> tuple[Language, Query]:
    from tree_sitter import Language, Query

    grammar = GRAMMARS[language]
    module = importlib.import_module(grammar.module)
    compiled = Language(cast("object", getattr(module, grammar.entry)()))
    return compiled, Query(compiled, grammar.query())


def _wrapped(nodes: Sequence[Node]) -> dict[int, tuple[int, int]]:
    """Give the range of what stands around a function and belongs to it: decorators, template parameters, export."""
    ranges: dict[int, tuple[int, int]] = {}
    for node in sorted(nodes, key=lambda each: (each.start_byte, -each.end_byte)):
        around = ranges.get(node.id, (node.start_byte, node.end_byte))
        for child in node.named_children[-1:]:
            ranges[child.id] = around
    return ranges


def _with_attributes(grammar: Grammar, node: Node, start: int) -> int:
    """Give where a function begins, with the attributes that stand before it as siblings."""
    if not grammar.attributes:
        return start
    before = node.prev_sibling
    while before is not None and (before.type in grammar.attributes or before.type in grammar.comments):
        if before.type in grammar.attributes:
            start = min(start, before.start_byte)
        before = before.prev_sibling
    return start


def _faulty(nodes: Sequence[Node]) -> int:
    total = done = 0
    for start, end in sorted((node.start_byte, node.end_byte) for node in nodes):
        total += max(0, end - max(start, done))
        done = max(done, end)
    return total


def name_of(node: Node) -> str:
    """Give a function's name as it is written where it is defined; empty where it has none."""
    found = _named(node)
    while found is not None and (inner := _declared(found)) is not None:
        found = inner
    text = found.text if found is not None else None
    return " ".join(text.decode("utf-8", "replace").split()) if text and len(text) < _LONGEST_NAME else ""


_LONGEST_NAME = 200
_NAMING = frozenset({
    "variable_declarator", "assignment_expression", "init_declarator", "simple_identifier", "assignment_statement",
    "variable_list",
})  # fmt: skip


def _named(node: Node) -> Node | None:
    for field in _NAME_FIELDS:
        if (child := node.child_by_field_name(field)) is not None:
            return child
    if (child := node.child_by_field_name("declarator")) is not None:
        return child
    for child in node.named_children[:8]:
        if child.type in _NAMING:
            return child if child.type == "simple_identifier" else _named(child)
    return None


def _declared(node: Node) -> Node | None:
    """Give what a C declarator declares, which may stand inside pointers, parentheses and parameters."""
    if not node.type.endswith("declarator"):
        return None
    child = node.child_by_field_name("declarator") or node.child_by_field_name("name")
    return child or (node.named_children[0] if node.named_children else None)
