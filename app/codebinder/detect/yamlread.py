"""Reads YAML with marks, so that every fault of a rule file is told with its line and column, all at once."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from codebinder.model.text import shown

_PLACE = re.compile(r":([0-9]+):([0-9]+): ")
_Number = TypeVar("_Number", int, float)


def line_of(node: Node) -> int:
    """Give the line, from 1, where a node begins."""
    return cast("int", getattr(cast("object", node.start_mark), "line", 0)) + 1


@dataclass(slots=True)
class Reading:
    """One file while it is read: its name, and the faults so far."""

    name: str
    faults: list[str] = field(default_factory=list[str])

    def fault(self, node: Node, sentence: str) -> None:
        """Write down what is wrong at a node."""
        column = cast("int", getattr(cast("object", node.start_mark), "column", 0)) + 1
        self.faults.append(f"{self.name}:{line_of(node)}:{column}: {sentence}")

    def in_order(self) -> list[str]:
        """Give the faults in the order of their lines and columns."""
        return sorted(self.faults, key=lambda fault: [int(part) for part in _PLACE.findall(fault)[:1][0]])

    def compose(self, text: bytes) -> Node | None:
        """Give the document's root; None, with a fault, where there is none."""
        yaml = YAML(typ="rt", pure=True)
        try:
            root = cast("Node | None", yaml.compose(io.StringIO(text.decode("utf-8"))))
        except UnicodeDecodeError:
            self.faults.append(f"{self.name}:1:1: the file is not UTF-8")
            return None
        except MarkedYAMLError as error:
            line = cast("int", getattr(cast("object", error.problem_mark), "line", 0))
            problem = shown(str(cast("object", error.problem)))
            self.faults.append(f"{self.name}:{line + 1}:1: this is not YAML: {problem}")
            return None
        except (YAMLError, RecursionError):
            self.faults.append(f"{self.name}:1:1: this is not YAML")
            return None
        if root is None:
            self.faults.append(f"{self.name}:1:1: the file is empty")
        return root

    def mapping(self, node: Node, known: set[str]) -> dict[str, Node]:
        """Give a mapping's entries; unknown and doubled keys are faults."""
        entries: dict[str, Node] = {}
        if not isinstance(node, MappingNode):
            self.fault(node, "a mapping is expected here")
            return entries
        for key, value in cast("list[tuple[Node, Node]]", node.value):
            name = self.string(key)
            if name is None:
                continue
            if name not in known:
                self.fault(key, f'the key "{shown(name)}" is unknown; known are {", ".join(sorted(known))}')
            elif name in entries:
                self.fault(key, f'the key "{name}" stands here twice')
            else:
                entries[name] = value
        return entries

    def items(self, node: Node) -> list[Node]:
        """Give a list's items."""
        if isinstance(node, SequenceNode):
            return cast("list[Node]", node.value)
        self.fault(node, "a list is expected here")
        return []

    def string(self, node: Node) -> str | None:
        """Give a scalar's text."""
        if isinstance(node, ScalarNode):
            return cast("str", node.value)
        self.fault(node, "a text is expected here")
        return None

    def strings(self, node: Node) -> tuple[str, ...]:
        """Give a list's texts."""
        texts = (self.string(item) for item in self.items(node))
        return tuple(text for text in texts if text is not None)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one mapping, each read with its own check."""

    reading: Reading
    entries: dict[str, Node]

    def text(self, key: str) -> str:
        """Give a text that may be absent but not empty."""
        node = self.entries.get(key)
        if node is None:
            return ""
        text = self.reading.string(node)
        if text is not None and not text.strip():
            self.reading.fault(node, f"{key} is empty")
        return text or ""

    def under(self, key: str, lang: str) -> str:
        """Give a text in one language."""
        node = self.entries[key]
        if not isinstance(node, MappingNode):
            if lang == "en":
                self.reading.fault(node, f"{key} is a mapping from language (en, zh) to text")
            return ""
        for name, value in cast("list[tuple[Node, Node]]", node.value):
            if cast("object", name.value) == lang:
                return self.reading.string(value) or ""
        self.reading.fault(node, f"{key} lacks its text in {lang}")
        return ""

    def among(self, key: str, known: Sequence[str], default: str) -> str:
        """Give one of the known texts."""
        if key not in self.entries:
            return default
        text = self.text(key)
        if text in known:
            return text
        self.reading.fault(self.entries[key], f'{key} "{shown(text)}" is unknown; known are {", ".join(known)}')
        return default

    def flag(self, key: str) -> bool:
        """Give true or false, false where the key is absent."""
        return self.among(key, ("true", "false"), "false") == "true"

    def number(self, key: str, default: _Number, most: _Number, kind: Callable[[str], _Number]) -> _Number:
        """Give a number from 0 to `most`."""
        if key not in self.entries:
            return default
        text = self.text(key)
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not 0 <= value <= most:
            self.reading.fault(self.entries[key], f"{key} is a number between 0 and {most}")
            return default
        return value
