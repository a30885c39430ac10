"""Reads rule files: YAML with marks, every fault of every file at once, each with its line."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

import re2
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from codebinder.detect.rules import EDGES, Rule, joined
from codebinder.detect.validators import VALIDATORS
from codebinder.errors import Faults, UserError
from codebinder.model.findings import Confidence
from codebinder.model.text import LangText, shown

_Number = TypeVar("_Number", int, float)

_PATTERN_ERROR = cast("type[Exception]", re2.error)
_LARGEST_WINDOW = 65_536
_SHORTEST_KEYWORD = 2
_LARGEST_FILE = 4 << 20


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Checked rules in the order of their files, values that providers document as examples, and the files' digest."""

    rules: tuple[Rule, ...]
    documented: frozenset[bytes]
    digest: str


@dataclass(slots=True)
class _Reading:
    """One file while it is read: its name, and the faults so far."""

    name: str
    faults: list[str] = field(default_factory=list[str])

    def fault(self, node: Node, sentence: str) -> None:
        mark = cast("object", node.start_mark)
        line, column = cast("int", getattr(mark, "line", 0)), cast("int", getattr(mark, "column", 0))
        self.faults.append(f"{self.name}:{line + 1}:{column + 1}: {sentence}")


def load_rules(files: Sequence[Path]) -> RuleSet:
    """Read and check all rule files. Raises Faults naming every fault of all of them, with file, line and column."""
    rules: list[Rule] = []
    documented: set[bytes] = set()
    faults: list[str] = []
    digest = hashlib.sha256()
    for file in files:
        text = _text(file)
        digest.update(len(text).to_bytes(8, "big") + text)
        reading = _Reading(shown(file.name))
        for rule, node in _read(reading, text, documented):
            if any(known.id == rule.id for known in rules):
                reading.fault(node, f'the rule "{shown(rule.id)}" exists already')
            rules.append(rule)
        faults.extend(reading.faults)
    if faults:
        raise Faults("The rule files have faults.", tuple(faults), next_step="Correct them and try again.")
    return RuleSet(tuple(rules), frozenset(documented), digest.hexdigest())


def _text(file: Path) -> bytes:
    try:
        text = file.read_bytes()
    except OSError as error:
        raise UserError(
            "The rule file can't be read.", where=shown(str(file)), next_step="Check that it exists and is readable."
        ) from error
    if len(text) > _LARGEST_FILE:
        raise UserError("The rule file is too large.", where=shown(str(file)), next_step="Split it.")
    return text


def _read(reading: _Reading, text: bytes, documented: set[bytes]) -> Iterator[tuple[Rule, Node]]:
    root = _compose(reading, text)
    if root is None:
        return
    if not isinstance(root, MappingNode):
        reading.fault(root, "a rule file is a mapping with the keys schema and rules")
        return
    entries = _mapping(reading, root, {"schema", "rules", "documented_examples"})
    if "schema" not in entries:
        reading.fault(root, "the key schema is missing")
    elif _string(reading, entries["schema"]) not in {"1", None}:
        reading.fault(entries["schema"], "this version reads schema 1 only")
    if "documented_examples" in entries:
        documented.update(joined(item) for item in _strings(reading, entries["documented_examples"]))
    if "rules" not in entries:
        reading.fault(root, "the key rules is missing")
        return
    for node in _items(reading, entries["rules"]):
        before = len(reading.faults)
        rule = _rule(reading, node)
        if rule is not None and len(reading.faults) == before:
            yield rule, node


def _compose(reading: _Reading, text: bytes) -> Node | None:
    yaml = YAML(typ="rt", pure=True)
    try:
        root = cast("Node | None", yaml.compose(io.StringIO(text.decode("utf-8"))))
    except UnicodeDecodeError:
        reading.faults.append(f"{reading.name}:1:1: the file is not UTF-8")
        return None
    except MarkedYAMLError as error:
        line = cast("int", getattr(cast("object", error.problem_mark), "line", 0))
        problem = shown(str(cast("object", error.problem)))
        reading.faults.append(f"{reading.name}:{line + 1}:1: this is not YAML: {problem}")
        return None
    except YAMLError:
        reading.faults.append(f"{reading.name}:1:1: this is not YAML")
        return None
    if root is None:
        reading.faults.append(f"{reading.name}:1:1: the file is empty")
    return root


def _mapping(reading: _Reading, node: Node, known: set[str]) -> dict[str, Node]:
    entries: dict[str, Node] = {}
    if not isinstance(node, MappingNode):
        reading.fault(node, "a mapping is expected here")
        return entries
    for key, value in cast("list[tuple[Node, Node]]", node.value):
        name = _string(reading, key)
        if name is None:
            continue
        if name not in known:
            reading.fault(key, f'the key "{shown(name)}" is unknown; known are {", ".join(sorted(known))}')
        elif name in entries:
            reading.fault(key, f'the key "{name}" stands here twice')
        else:
            entries[name] = value
    return entries


def _items(reading: _Reading, node: Node) -> list[Node]:
    if isinstance(node, SequenceNode):
        return cast("list[Node]", node.value)
    reading.fault(node, "a list is expected here")
    return []


def _string(reading: _Reading, node: Node) -> str | None:
    if isinstance(node, ScalarNode):
        return cast("str", node.value)
    reading.fault(node, "a text is expected here")
    return None


def _strings(reading: _Reading, node: Node) -> tuple[str, ...]:
    texts = (_string(reading, item) for item in _items(reading, node))
    return tuple(text for text in texts if text is not None)


_KEYS = {
    "id", "kind", "title", "pattern", "keywords", "confidence", "edges", "entropy", "validators", "before", "after",
    "paths", "not_paths", "examples", "counter_examples",
}  # fmt: skip
_NEEDED = ("id", "kind", "title", "pattern", "keywords", "confidence", "examples", "counter_examples")


def _rule(reading: _Reading, node: Node) -> Rule | None:
    entries = _mapping(reading, node, _KEYS)
    missing = [key for key in _NEEDED if key not in entries]
    if missing:
        reading.fault(node, f"the rule lacks {', '.join(missing)}")
        return None
    fields = _Fields(reading, entries)
    pattern = fields.pattern("pattern")
    return Rule(
        id=fields.text("id"),
        kind=fields.text("kind"),
        title=LangText(tuple((lang, fields.under("title", lang)) for lang in ("en", "zh"))),
        pattern=pattern,
        keywords=fields.keywords(),
        confidence=Confidence(fields.among("confidence", [str(grade) for grade in Confidence], "high")),
        edges=fields.among("edges", list(EDGES), "word"),
        entropy=fields.number("entropy", 0, 8, float),
        validators=fields.validators(),
        before=fields.number("before", 64, _LARGEST_WINDOW, int),
        after=fields.number("after", 512, _LARGEST_WINDOW, int),
        paths=fields.pattern("paths"),
        not_paths=fields.pattern("not_paths"),
        examples=fields.texts("examples"),
        counter_examples=fields.texts("counter_examples"),
        source=reading.name,
        line=cast("int", getattr(cast("object", node.start_mark), "line", 0)) + 1,
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one rule, each read with its own check."""

    reading: _Reading
    entries: dict[str, Node]

    def text(self, key: str) -> str:
        node = self.entries.get(key)
        if node is None:
            return ""
        text = _string(self.reading, node)
        if text is not None and not text.strip():
            self.reading.fault(node, f"{key} is empty")
        return text or ""

    def texts(self, key: str) -> tuple[str, ...]:
        node = self.entries[key]
        texts = _strings(self.reading, node)
        if not texts:
            self.reading.fault(node, f"{key} has no entry; every rule shows what it finds and what it leaves alone")
        return texts

    def under(self, key: str, lang: str) -> str:
        node = self.entries[key]
        if not isinstance(node, MappingNode):
            if lang == "en":
                self.reading.fault(node, f"{key} is a mapping from language (en, zh) to text")
            return ""
        for name, value in cast("list[tuple[Node, Node]]", node.value):
            if cast("object", name.value) == lang:
                return _string(self.reading, value) or ""
        self.reading.fault(node, f"{key} lacks its text in {lang}")
        return ""

    def among(self, key: str, known: Sequence[str], default: str) -> str:
        if key not in self.entries:
            return default
        text = self.text(key)
        if text in known:
            return text
        self.reading.fault(self.entries[key], f'{key} "{shown(text)}" is unknown; known are {", ".join(known)}')
        return default

    def number(self, key: str, default: _Number, most: _Number, kind: Callable[[str], _Number]) -> _Number:
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

    def pattern(self, key: str) -> str:
        if key not in self.entries:
            return ""
        text = self.text(key)
        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.log_errors = False
        try:
            compiled = re2.compile(text.encode("latin-1"), options)
        except UnicodeEncodeError:
            self.reading.fault(self.entries[key], f"{key} holds characters outside Latin-1; write them as \\x escapes")
            return ""
        except _PATTERN_ERROR as error:
            reason = cast("object", error.args[0])
            told = reason.decode("latin-1") if isinstance(reason, bytes) else str(reason)
            self.reading.fault(self.entries[key], f"{key} is no RE2 pattern: {shown(told)}")
            return ""
        if key == "pattern" and compiled.search(b"") is not None:
            self.reading.fault(self.entries[key], f"{key} matches the empty text")
        return text

    def keywords(self) -> tuple[str, ...]:
        node = self.entries["keywords"]
        words = self.texts("keywords")
        for item, word in zip(_items(self.reading, node), words, strict=False):
            if len(word) < _SHORTEST_KEYWORD or not word.isascii():
                self.reading.fault(item, f"a keyword has at least {_SHORTEST_KEYWORD} ASCII characters")
        return words

    def validators(self) -> tuple[str, ...]:
        if "validators" not in self.entries:
            return ()
        names = _strings(self.reading, self.entries["validators"])
        for name in names:
            if name not in VALIDATORS:
                known = ", ".join(VALIDATORS)
                self.reading.fault(
                    self.entries["validators"], f'the validator "{shown(name)}" is unknown; known are {known}'
                )
        return names
