"""Reads nodes against the grammar's shapes: every fault with its place, and what could be read for the cross-checks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from codebinder.model.text import LangText, shown
from codebinder.templates.dates import date_fault
from codebinder.templates.marks import FaultList, Mapping, Mark, Node, Scalar, Sequence
from codebinder.templates.shapes import (
    Day,
    Decimal,
    Either,
    Flag,
    Key,
    Languages,
    ListOf,
    Named,
    NeededWith,
    OnlyWith,
    Record,
    Shape,
    Text,
    Whole,
    Word,
)

YES = ("yes", "true")
NO = ("no", "false")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")


@dataclass(slots=True)
class Leaf:
    """One value that was read, with its place."""

    mark: Mark
    value: object


@dataclass(slots=True)
class Items:
    """The items of a list that could be read."""

    mark: Mark
    items: list[Read]


@dataclass(slots=True)
class Entry:
    """The keys of a record that could be read; `named` holds the place of every known key that was written."""

    mark: Mark
    record: Record
    keys: dict[str, Read] = field(default_factory=dict[str, "Read"])
    named: dict[str, Mark] = field(default_factory=dict[str, Mark])

    def text(self, key: str) -> str:
        """Give the text at `key`, or nothing."""
        read = self.keys.get(key)
        return read.value if isinstance(read, Leaf) and isinstance(read.value, str) else ""

    def number(self, key: str) -> int:
        """Give the whole number at `key`, or 0."""
        read = self.keys.get(key)
        return read.value if isinstance(read, Leaf) and isinstance(read.value, int) else 0

    def mark_of(self, key: str) -> Mark:
        """Give the place of the value at `key`, else of the key, else of the record."""
        read = self.keys.get(key)
        return read.mark if read is not None else self.named.get(key, self.mark)

    def entries(self, key: str) -> list[Entry]:
        """Give the records in the list at `key` (or the one record there)."""
        read = self.keys.get(key)
        if isinstance(read, Entry):
            return [read]
        return [item for item in read.items if isinstance(item, Entry)] if isinstance(read, Items) else []

    def leaves(self, key: str) -> list[Leaf]:
        """Give the values in the list at `key`."""
        read = self.keys.get(key)
        return [item for item in read.items if isinstance(item, Leaf)] if isinstance(read, Items) else []


Read = Leaf | Items | Entry


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give ' Did you mean "x"?' where something known is close to `word`, else nothing."""
    if len(word) > 100:
        return ""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' Did you mean "{close[0]}"?' if close else ""


class Reader:
    """Reads one file's nodes; `languages` are those that every text must have (none: any language will do)."""

    def __init__(self, faults: FaultList, shapes: dict[str, Shape], languages: tuple[str, ...] = ()) -> None:
        self.faults = faults
        self.shapes = shapes
        self.languages = languages

    def read(self, node: Node, shape: Shape, what: str) -> Read | None:
        """Read `node` as `shape`; `what` names it in sentences. None where nothing could be made of it."""
        if self.faults.full or (isinstance(node, Scalar) and node.alias):
            return None
        if isinstance(shape, Named):
            shape = self.shapes[shape.name]
        if isinstance(shape, Either):
            shape = shape.word if isinstance(node, Scalar) else shape.record
        if isinstance(shape, Record):
            return self._record(node, shape, what)
        if isinstance(shape, ListOf):
            return self._list(node, shape, what)
        if isinstance(shape, Languages):
            return self._languages(node, shape, what)
        if not isinstance(node, Scalar):
            self.faults.add(node.mark, f'"{what}" takes one value, not a {_kind(node)}.')
            return None
        if node.plain and node.text in {"", "~", "null"}:
            self.faults.add(node.mark, f'"{what}" has no value; write one, or leave the key out.')
            return None
        if isinstance(shape, Text):
            return self._text(node, shape, what)
        return self._value(node, shape, what)

    def _record(self, node: Node, record: Record, what: str) -> Entry | None:
        if not isinstance(node, Mapping):
            self.faults.add(node.mark, f'"{what}" takes keys with values, not a {_kind(node)}.')
            return None
        entry = Entry(node.mark, record)
        for key, value in node.pairs:
            known = record.by_name.get(key.text)
            if known is None:
                hint = did_you_mean(key.text, record.by_name)
                self.faults.add(key.mark, f'Unknown key "{shown(key.text)}" in {record.name}.{hint}')
                continue
            entry.named[key.text] = key.mark
            read = self.read(value, known.shape, key.text)
            if read is not None:
                entry.keys[key.text] = read
        self._complete(entry)
        return entry

    def _complete(self, entry: Entry) -> None:
        record, written = entry.record, entry.named
        for key in record.keys:
            if key.required and key.name not in written:
                self.faults.add(entry.mark, f'The key "{key.name}" is missing in {record.name}.')
        for choice in record.exactly_one:
            there = [key for key in choice if key in written]
            if len(there) != 1:
                names = ", ".join(choice)
                count = "none" if not there else " and ".join(there)
                self.faults.add(entry.mark, f"Of the keys {names} exactly one must be in {record.name}; here: {count}.")
        for rule in record.rules:
            word = entry.text(rule.selector)
            if not word:
                continue
            if isinstance(rule, OnlyWith) and rule.key in written and word not in rule.words:
                where = f'"{rule.selector}: {word}"'
                self.faults.add(written[rule.key], f'The key "{rule.key}" has no meaning where {where} stands.')
            elif not isinstance(rule, OnlyWith) and word in rule.words:
                self._needed(entry, rule, word)

    def _needed(self, entry: Entry, rule: NeededWith, word: str) -> None:
        there = {rule.key, rule.instead} & entry.named.keys()
        if not there:
            self.faults.add(entry.mark, f'The key "{rule.key}" is missing: "{rule.selector}: {word}" needs it.')
        elif len(there) > 1:
            what = entry.record.name
            sentence = f'"{rule.key}" and "{rule.instead}" exclude each other in {what}; write one of them.'
            self.faults.add(entry.named[rule.instead], sentence)

    def _list(self, node: Node, shape: ListOf, what: str) -> Items | None:
        if not isinstance(node, Sequence):
            self.faults.add(node.mark, f'"{what}" takes a list, not a {_kind(node)}.')
            return None
        count = len(node.items)
        if not shape.fewest <= count <= shape.most:
            limit = f"at least {shape.fewest}" if count < shape.fewest else f"at most {shape.most}"
            self.faults.add(node.mark, f'"{what}" takes {limit} items; here are {count}.')
        read = (self.read(item, shape.item, what) for item in node.items)
        return Items(node.mark, [item for item in read if item is not None])

    def _languages(self, node: Node, shape: Languages, what: str) -> Leaf | None:
        if not isinstance(node, Mapping):
            self.faults.add(node.mark, f'"{what}" takes a text for each language, as in {{en: …, zh: …}}.')
            return None
        pairs: list[tuple[str, str]] = []
        for tag, text in node.pairs:
            if not LANGUAGE_TAG.fullmatch(tag.text):
                self.faults.add(tag.mark, f'"{shown(tag.text)}" is not a language tag such as en or zh.')
            elif self.languages and tag.text not in self.languages:
                known = ", ".join(self.languages)
                sentence = f'"{tag.text}" is not among the languages of this template ({known}).'
                self.faults.add(tag.mark, sentence + did_you_mean(tag.text, self.languages))
            else:
                leaf = self.read(text, Text(longest=shape.longest), f"{what} {tag.text}")
                if isinstance(leaf, Leaf):
                    pairs.append((tag.text, str(leaf.value).strip()))
        missing = [tag for tag in self.languages if tag not in {key.text for key, _ in node.pairs}]
        if missing:
            self.faults.add(node.mark, f'"{what}" has no text in {", ".join(missing)}.')
        return Leaf(node.mark, LangText(tuple(pairs)))

    def _text(self, node: Scalar, shape: Text, what: str) -> Leaf | None:
        size = len(node.text)
        if not shape.shortest <= size <= shape.longest:
            limit = f"at least {shape.shortest}" if size < shape.shortest else f"at most {shape.longest}"
            self.faults.add(node.mark, f'"{what}" takes {limit} characters; here are {size}.')
            return None
        if shape.pattern and not re.fullmatch(shape.pattern, node.text):
            self.faults.add(node.mark, f'"{_cut(node.text)}" is not {shape.hint}, which "{what}" takes.')
            return None
        return Leaf(node.mark, node.text)

    def _value(self, node: Scalar, shape: Shape, what: str) -> Leaf | None:
        if isinstance(shape, Word):
            value, sentence = self._word(node.text, shape.words)
        elif isinstance(shape, Flag):
            value = True if node.text in YES else False if node.text in NO else None
            sentence = "" if value is not None else "is neither yes nor no."
        elif isinstance(shape, Day):
            value, sentence = node.text, date_fault(node.text, partial=shape.partial)
        elif isinstance(shape, Whole | Decimal):
            value, sentence = _number(node.text, shape)
        else:
            raise TypeError(shape)
        if sentence:
            self.faults.add(node.mark, f'"{_cut(node.text)}" at "{what}" {sentence}')
            return None
        return Leaf(node.mark, value)

    @staticmethod
    def _word(text: str, words: tuple[str, ...]) -> tuple[str, str]:
        if text in words:
            return text, ""
        return text, f"is not one of {', '.join(words)}.{did_you_mean(text, words)}"


def _number(text: str, shape: Whole | Decimal) -> tuple[object, str]:
    match = _NUMBER.fullmatch(text) if text.isascii() else None
    if match is None or (isinstance(shape, Whole) and match[1]):
        return None, "is not a whole number." if isinstance(shape, Whole) else "is not a number."
    number = int(text) if isinstance(shape, Whole) else float(text)
    above = isinstance(shape, Decimal) and shape.above
    if number > shape.most or number < shape.least or (above and number == shape.least):
        low = f"above {shape.least:g}" if above else f"from {shape.least:g}"
        return None, f"is out of range: {low} to {shape.most:.15g}."
    return text if isinstance(shape, Decimal) and shape.as_text else number, ""


def _kind(node: Node) -> str:
    return "list" if isinstance(node, Sequence) else "mapping" if isinstance(node, Mapping) else "single value"


def _cut(text: str) -> str:
    safe = shown(text)
    return safe if len(safe) <= 60 else f"{safe[:57]}…"


def build(read: Read) -> object:
    """Make the model's value of what was read without a fault."""
    if isinstance(read, Leaf):
        return read.value
    if isinstance(read, Items):
        return tuple(build(item) for item in read.items)
    keys: dict[str, Key] = read.record.by_name
    return read.record.make(**{keys[name].attribute or name: build(value) for name, value in read.keys.items()})
