"""Reads rule packs: YAML with marks, every fault of every file at once, each with its line."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node

from codebinder.base.messages import SaidError, SaidFaults
from codebinder.base.recognising import recognised
from codebinder.detect import rulecache
from codebinder.detect.patterns import PatternFault, compile_pattern
from codebinder.detect.rules import EDGES, EXAMPLE_PATH, KINDS, Example, Rule, joined
from codebinder.detect.validators import VALIDATORS
from codebinder.detect.yamlread import Fields, Reading, line_of
from codebinder.model.findings import Confidence
from codebinder.model.text import LangText, Message, shown

_LARGEST_WINDOW = 65_536
_SHORTEST_KEYWORD = 2
_LARGEST_FILE = 4 << 20
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]{3,}")

_NAMED = (
    r"(?i:%s)[0-9A-Za-z_.\-\[\] ]{0,40}(?:[\"'`\])>]|&quot;|\\[\"']){0,3}[ \t]{0,12}"
    # operators; those with a type in front; an entry's value beside or below its name; a property list's
    r"(?:=>|:=|\?=|\|\|=|==|=|:|,|\(|<-|>| |:[ ]?[&*]?[A-Za-z][0-9A-Za-z_.<>\[\]?']{0,20}(?: [a-z]{3,8})? ?="
    r"|[,;{ ]{0,3}\s{1,24}[\"']?(?:android:)?(?:[Vv]alue|default|defaultValue|content)[\"']?[ \t]{0,8}[=:]"
    r"|</(?:key|name)>\s{0,24}<(?:string|value)>)"
    r"[ \t]{0,12}(?:[bu@r]{0,2}[\"'`(<\[]|\\[\"']|&quot;|[ \t]|Bearer ){0,5}"
    r"(?P<value>%s)"
)
"""A name, what may stand behind it in code and configuration, and a value: for tokens without a form of their own."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Checked rules in the order of their files, values that providers document as examples, and the files' digest."""

    rules: tuple[Rule, ...]
    documented: frozenset[bytes]
    digest: str


_READ: dict[str, RuleSet] = {}
"""Packs that were read in this process, by their digest."""


def load_rules(files: Sequence[Path], cache: Path | None = None) -> RuleSet:
    """Read and check all rule files. Raises Faults naming every fault of all of them, with file, line and column.

    From `cache`, a private folder, come the rules (without their examples) of packs that were checked before.
    """
    texts = [rule_text(file) for file in files]
    digest = digest_of(texts)
    known = _READ.get(digest)
    if known is not None:
        return known
    found = None if cache is None else rulecache.kept(cache, digest)
    if found is not None:
        return RuleSet(*found, digest)
    rules = _READ[digest] = _checked(files, texts, digest)
    if cache is not None:
        rulecache.keep(cache, digest, rules.rules, rules.documented)
    return rules


def _checked(files: Sequence[Path], texts: Sequence[bytes], digest: str) -> RuleSet:
    rules: list[Rule] = []
    ids: set[str] = set()
    documented: set[bytes] = set()
    faults: list[str] = []
    for file, text in zip(files, texts, strict=True):
        reading = Reading(shown(file.name))
        for rule, node in _read(reading, text, documented):
            if rule.id in ids:
                reading.fault(node, f'the rule "{shown(rule.id)}" exists already')
            ids.add(rule.id)
            rules.append(rule)
        faults.extend(reading.in_order())
    if faults:
        raise SaidFaults(
            Message("refuse.rulefile.rule-files-faults"),
            tuple(recognised(each, "own") for each in faults),
            next_step=Message("next.correct-them-try-again"),
        )
    return RuleSet(tuple(rules), frozenset(documented), digest)


def digest_of(texts: Sequence[bytes]) -> str:
    """Give the digest of rule files in their order."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(len(text).to_bytes(8, "big") + text)
    return digest.hexdigest()


def rule_text(file: Path) -> bytes:
    """Give a rule file's bytes; UserError where it can't be read or is too large."""
    try:
        text = file.read_bytes()
    except OSError as error:
        raise SaidError(
            Message("refuse.rulefile.rule-file-cannot-read"),
            where=shown(str(file)),
            next_step=Message("next.check-exists-readable"),
        ) from error
    if len(text) > _LARGEST_FILE:
        raise SaidError(
            Message("refuse.rulefile.rule-file-too-large"), where=shown(str(file)), next_step=Message("next.split")
        )
    return text


def _read(reading: Reading, text: bytes, documented: set[bytes]) -> Iterator[tuple[Rule, Node]]:
    root = reading.compose(text)
    if root is None:
        return
    if not isinstance(root, MappingNode):
        reading.fault(root, "a rule file is a mapping with the keys schema and rules")
        return
    entries = reading.mapping(root, {"schema", "rules", "documented_examples"})
    if "schema" not in entries:
        reading.fault(root, "the key schema is missing")
    elif reading.string(entries["schema"]) not in {"1", None}:
        reading.fault(entries["schema"], "this version reads schema 1 only")
    if "documented_examples" in entries:
        documented.update(joined(item) for item in reading.strings(entries["documented_examples"]))
    if "rules" not in entries:
        reading.fault(root, "the key rules is missing")
        return
    for node in reading.items(entries["rules"]):
        before = len(reading.faults)
        rule = _rule(reading, node)
        if rule is not None and len(reading.faults) == before:
            yield rule, node


_KEYS = {
    "id", "kind", "title", "pattern", "keywords", "confidence", "edges", "entropy", "validators", "before", "after",
    "paths", "not_paths", "examples", "counter_examples", "provider", "any_case", "everywhere", "detector", "name",
    "value",
}  # fmt: skip
_NEEDED = ("id", "kind", "title", "confidence", "examples", "counter_examples")
_OF_PATTERNS = {"pattern", "keywords", "name", "value", "any_case", "everywhere", "edges", "entropy", "before", "after"}


def _rule(reading: Reading, node: Node) -> Rule | None:
    entries = reading.mapping(node, _KEYS)
    needed = _NEEDED if "detector" in entries or "name" in entries else (*_NEEDED, "pattern")
    missing = [key for key in needed if key not in entries]
    if "keywords" not in entries and not entries.keys() & {"name", "detector", "everywhere"}:
        missing.append("keywords")
    if missing:
        reading.fault(node, f"the rule lacks {', '.join(missing)}")
        return None
    fields = _RuleFields(reading, entries)
    return Rule(
        id=fields.text("id"),
        kind=fields.among("kind", KINDS, KINDS[0]),
        title=LangText(tuple((lang, fields.under("title", lang)) for lang in ("en", "zh"))),
        pattern=fields.found_by(),
        keywords=fields.keywords(),
        confidence=Confidence(fields.among("confidence", [str(grade) for grade in Confidence], "high")),
        provider=fields.text("provider"),
        detector=fields.text("detector"),
        any_case=fields.flag("any_case") or ("name" in entries and "keywords" not in entries),
        everywhere=fields.flag("everywhere"),
        edges=fields.among("edges", list(EDGES), "word"),
        entropy=fields.number("entropy", 0, 8, float),
        validators=fields.validators(),
        before=fields.number("before", 64, _LARGEST_WINDOW, int),
        after=fields.number("after", 512, _LARGEST_WINDOW, int),
        paths=fields.pattern("paths"),
        not_paths=fields.pattern("not_paths"),
        examples=fields.examples("examples"),
        counter_examples=fields.examples("counter_examples"),
        source=reading.name,
        line=line_of(node),
    )


class _RuleFields(Fields):
    """The fields of one rule."""

    def found_by(self) -> str:
        if "detector" in self.entries:
            for key in sorted(_OF_PATTERNS & self.entries.keys()):
                self.reading.fault(self.entries[key], f"a rule with a detector has no {key}")
            return ""
        if "name" not in self.entries:
            return self.pattern("pattern")
        if "value" not in self.entries or "pattern" in self.entries:
            self.reading.fault(self.entries["name"], "name goes with value, and without pattern")
            return ""
        name, value = self.pattern("name"), self.pattern("value")
        return _NAMED % (name, value) if name and value else ""

    def pattern(self, key: str) -> str:
        if key not in self.entries:
            return ""
        text = self.text(key)
        try:
            compiled = compile_pattern(text)
        except PatternFault as fault:
            told = str(fault)
            no = f"{key} holds {told}" if told.startswith("characters") else f"{key} is no RE2 pattern: {shown(told)}"
            self.reading.fault(self.entries[key], no)
            return ""
        if key in {"pattern", "value", "name"} and compiled.search(b"") is not None:
            self.reading.fault(self.entries[key], f"{key} matches the empty text")
        return text

    def keywords(self) -> tuple[str, ...]:
        node = self.entries.get("keywords")
        if node is None:
            name = self.text("name")
            if name and not _PLAIN_NAME.fullmatch(name):
                self.reading.fault(self.entries["name"], "a name with signs of a pattern needs keywords beside it")
            return (name,) if name else ()
        words = self.reading.strings(node)
        if not words:
            self.reading.fault(node, "keywords has no entry; without one, say everywhere: true")
        for item, word in zip(self.reading.items(node), words, strict=False):
            if len(word) < _SHORTEST_KEYWORD or not word.isascii():
                self.reading.fault(item, f"a keyword has at least {_SHORTEST_KEYWORD} ASCII characters")
        return words

    def examples(self, key: str) -> tuple[Example, ...]:
        node = self.entries[key]
        found = tuple(self._example(item) for item in self.reading.items(node))
        if not found and "detector" not in self.entries:
            self.reading.fault(node, f"{key} has no entry; every rule shows what it finds and what it leaves alone")
        return found

    def _example(self, node: Node) -> Example:
        if not isinstance(node, MappingNode):
            return Example(text=self.reading.string(node) or "")
        fields = Fields(self.reading, self.reading.mapping(node, {"path", "text", "base64"}))
        encoded = fields.text("base64")
        try:
            base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            self.reading.fault(node, "base64 is not base 64")
        if ("text" in fields.entries) == ("base64" in fields.entries):
            self.reading.fault(node, "an example has a text or base64, one of both")
        return Example(text=fields.text("text"), encoded=encoded, path=fields.text("path") or EXAMPLE_PATH)

    def validators(self) -> tuple[str, ...]:
        if "validators" not in self.entries:
            return ()
        names = self.reading.strings(self.entries["validators"])
        for name in names:
            if name not in VALIDATORS:
                known = ", ".join(VALIDATORS)
                self.reading.fault(
                    self.entries["validators"], f'the validator "{shown(name)}" is unknown; known are {known}'
                )
        return names
