"""What the grammar alone can't see: references that lead nowhere, limits that contradict, bad patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codebinder.model.rule_source import RuleSource
from codebinder.model.text import shown
from codebinder.templates.crosscheck_masks import mask_faults, strip_faults
from codebinder.templates.crosscheck_modes import pages_fields, policy_faults, ways
from codebinder.templates.crosscheck_parts import (
    column_faults,
    document_faults,
    pattern_faults,
    question_faults,
    unclear_faults,
    whole_faults,
)
from codebinder.templates.crosscheck_refs import References, calendar_faults, listing_faults, paper_faults
from codebinder.templates.dates import date_fault, parse_date
from codebinder.templates.marks import FaultList, Mark
from codebinder.templates.reading import Entry, Items, Leaf, Read, build, did_you_mean

SPECIAL_FACTS = ("category", "variant")
KNOWN_DEFAULTS = (
    "product.name", "product.version", "product.model", "product.category", "vendor.name", "vendor.name_zh",
    "vendor.address", "vendor.contact", "vendor.phone", "vendor.email", "vendor.postcode", "vendor.country",
    "vendor.registration", "vendor.kind", "vendor.website", "filing.recipient",
)  # fmt: skip
_COMPARED = ("text", "multiline", "enum", "multi_enum", "date", "number", "declaration", "person", "address")


def cross_check(template: Entry, faults: FaultList) -> None:
    """Add every fault between the parts of `template` to `faults`, and put named sources in their places."""
    _Check(template, faults).run()


class _Check:
    def __init__(self, template: Entry, faults: FaultList) -> None:
        self.template = template
        self.faults = faults
        self.requirements = template.entries("requirements")
        self.groups = template.entries("groups")
        self.facts = {fact.text("id"): fact for fact in template.entries("facts")}
        self.categories = template.entries("categories")
        self.codes = {category.text("code") for category in self.categories} - {""}
        self.by_id = {requirement.text("id"): requirement for requirement in self.requirements}
        self.ways = ways(template)
        self.filled = pages_fields(self.ways)

    def run(self) -> None:
        self._unique([*self.requirements, *self.groups], "id", "requirement or group")
        self._unique(self.template.entries("facts"), "id", "fact")
        self._unique(self.categories, "code", "category")
        self._sources()
        self._categories()
        self._groups()
        for fact in self.facts.values():
            self._unique(fact.entries("choices"), "value", "choice")
            if fact.text("id") in SPECIAL_FACTS:
                self.faults.add(fact.mark_of("id"), f'"{fact.text("id")}" is a fact of its own; declare another name.')
        for requirement in self.requirements:
            if self.faults.full:
                return
            self._requirement(requirement)
        self._modes()
        self._pages()
        self._languages()

    def _unique(self, entries: Iterable[Entry], key: str, what: str) -> None:
        seen: dict[str, Mark] = {}
        for entry in entries:
            name = entry.text(key)
            if name and name in seen:
                sentence = f'The {what} "{shown(name)}" is declared a second time (first in line {seen[name].line}).'
                self.faults.add(entry.mark_of(key), sentence)
            elif name:
                seen[name] = entry.mark_of(key)

    def _dangling(self, entry: Entry, key: str, known: Iterable[str], what: str) -> bool:
        name = entry.text(key)
        known = [word for word in known if word]
        if not name or name in known:
            return False
        sentence = f'"{shown(name)}" at "{key}" is not the name of a {what} of this template.'
        self.faults.add(entry.mark_of(key), sentence + did_you_mean(name, known))
        return True

    def _sources(self) -> None:
        named = self.template.entries("named_sources")
        self._unique(named, "id", "named source")
        known: dict[str, RuleSource] = {}
        for entry in named:
            complete = entry.text("certainty") and entry.text("text")
            made = build(entry) if complete and entry.text("id") else (entry.text("id"), RuleSource())
            if isinstance(made, tuple):
                known[entry.text("id")] = made[1]
        used: set[str] = set()
        for holder, key in _source_holders(self.template):
            leaf = holder.keys[key]
            if isinstance(leaf, Leaf) and isinstance(leaf.value, str):
                used.add(leaf.value)
                if not self._dangling(holder, key, known, "named source"):
                    leaf.value = known[leaf.value]
        for entry in named:
            if entry.text("id") and entry.text("id") not in used:
                self.faults.add(entry.mark_of("id"), f'The named source "{entry.text("id")}" is used nowhere.')

    def _categories(self) -> None:
        parents = {category.text("code"): category.text("parent") for category in self.categories}
        for category in self.categories:
            if self._dangling(category, "parent", self.codes, "category"):
                continue
            code, steps = category.text("parent"), 0
            while code and steps <= len(parents):
                code, steps = parents.get(code, ""), steps + 1
            if code:
                sentence = f'The category "{category.text("code")}" is its own ancestor.'
                self.faults.add(category.mark_of("parent"), sentence)

    def _groups(self) -> None:
        for group in self.groups:
            name = group.text("id")
            members = [entry.text("id") for entry in self.requirements if name and entry.text("one_of") == name]
            if name and len(members) < 2:
                sentence = f'The group "{name}" has {len(members)} of the two or more members it needs.'
                self.faults.add(group.mark, sentence)
            self._dangling(group, "default", members, f'requirement in the group "{name}"')

    def _requirement(self, entry: Entry) -> None:
        self._dangling(entry, "one_of", [group.text("id") for group in self.groups], "group")
        self._default(entry)
        target = self.by_id.get(entry.text("refers_to"))
        self._dangling(entry, "refers_to", self.by_id, "requirement")
        if target is not None and target.text("kind") == "reference":
            self.faults.add(entry.mark_of("refers_to"), "A reference must lead to a requirement that is none itself.")
        for key, part in (("choices", "value"), ("columns", "id")):
            self._unique(entry.entries(key), part, key.removesuffix("s"))
        sets = [part for each in entry.entries("sets") for part in each.entries("questions")]
        for holder in (entry, *entry.entries("questions"), *sets):
            for condition in holder.entries("when"):
                self._condition(condition, entry.text("id"))
        self._limits(entry)
        self._fills(entry)
        pattern_faults(entry, self.faults)
        column_faults(entry, self.faults, self._unique)
        question_faults(entry, self.faults, self._unique)
        document_faults(entry, self.faults)
        unclear_faults(entry, self.faults)

    def _fills(self, entry: Entry) -> None:
        filled = [column for column in entry.entries("columns") if column.text("fill")]
        if filled and "prefill" not in entry.keys:
            self.faults.add(filled[0].mark_of("fill"), 'A column has "fill" only where its table has "prefill".')
        elif "prefill" in entry.keys and all(column.text("fill") != "name" for column in filled):
            sentence = 'A table with "prefill" needs a column with "fill: name", which tells what a row is about.'
            self.faults.add(entry.mark_of("prefill"), sentence)

    def _default(self, entry: Entry) -> None:
        name = entry.text("default_from")
        if name.startswith("field."):
            known = [f"field.{requirement}" for requirement in self.by_id if requirement != entry.text("id")]
            self._dangling(entry, "default_from", known, "requirement")
        elif name and name not in KNOWN_DEFAULTS:
            sentence = f'"{shown(name)}" at "default_from" is nothing that Codebinder knows.'
            self.faults.add(entry.mark_of("default_from"), sentence + did_you_mean(name, KNOWN_DEFAULTS))

    def _limits(self, entry: Entry) -> None:
        for low, high in (("min_count", "max_count"), ("min_chars", "max_chars")):
            if low in entry.keys and high in entry.keys and 0 < entry.number(high) < entry.number(low):
                self.faults.add(entry.mark_of(high), f'"{high}" is less than "{low}".')
        kind = entry.text("kind")
        values: list[float] = []
        for key in ("minimum", "maximum"):
            text = entry.text(key)
            if text and kind == "date" and text != "today":
                fault = date_fault(text)
                if fault:
                    self.faults.add(entry.mark_of(key), f'"{text}" at "{key}" {fault}')
                day = parse_date(text)
                values += [float(day.toordinal())] if day else []
            elif text and kind == "number":
                if text == "today" or text.count("-", 1):
                    self.faults.add(entry.mark_of(key), f'"{text}" at "{key}" is not a number.')
                else:
                    values.append(float(text))
        if len(values) == 2 and values[0] > values[1]:
            self.faults.add(entry.mark_of("maximum"), '"maximum" is less than "minimum".')

    def _condition(self, entry: Entry, owner: str) -> None:
        for key in ("all", "any", "not"):
            for part in entry.entries(key):
                self._condition(part, owner)
        fact = entry.text("fact")
        if not fact or fact.startswith("has."):
            self._condition_values(entry, ("yes", "no") if fact else ())
            return
        fields = [f"field.{name}" for name in self.by_id if name and name != owner and name not in self.filled]
        known = [*self.facts, *SPECIAL_FACTS, *fields]
        if fact not in known:
            sentence = f'The condition asks for "{fact}", which is not a fact of this template.'
            self.faults.add(entry.mark_of("fact"), sentence + did_you_mean(fact, known))
        elif fact == "category":
            self._condition_values(entry, tuple(self.codes))
        elif fact in self.facts:
            choices = tuple(choice.text("value") for choice in self.facts[fact].entries("choices"))
            self._condition_values(entry, choices or ("yes", "no"))
        elif fact == "variant":
            self._condition_values(entry, ("yes", "no"))
        else:
            field = self.by_id[fact.removeprefix("field.")]
            kind = field.text("kind")
            if kind and kind not in _COMPARED:
                sentence = (
                    f'The condition asks for "{fact}", which is a requirement of kind {kind}; '
                    f"it can ask for one of kind {', '.join(_COMPARED)}."
                )
                self.faults.add(entry.mark_of("fact"), sentence)
            choices = tuple(choice.text("value") for choice in field.entries("choices"))
            self._condition_values(entry, ("yes",) if kind == "declaration" else choices)

    def _condition_values(self, entry: Entry, known: tuple[str, ...]) -> None:
        single = entry.keys.get("is")
        for leaf in [*([single] if isinstance(single, Leaf) else []), *entry.leaves("in")]:
            if known and leaf.value not in known:
                word = str(leaf.value)
                sentence = f'"{shown(word)}" is not a value that "{entry.text("fact")}" can have.'
                self.faults.add(leaf.mark, sentence + did_you_mean(word, known))

    def _modes(self) -> None:
        modes = self.template.entries("modes")
        self._unique(modes, "id", "mode")
        for mode in modes:
            for condition in mode.entries("when"):
                self._condition(condition, "")
            if not {"listing", "redaction"} & mode.keys.keys():
                self.faults.add(mode.mark, 'A mode needs a "listing" or a "redaction" of its own.')
        for policy in {id(way.redaction): way.redaction for way in self.ways}.values():
            self._unique(policy.entries("reasons"), "internal", "reason")
            self._dangling(policy, "pages_field", self.by_id, "requirement")
            mask_faults(policy, self.faults)
        for way in self.ways:
            policy_faults(way, self.by_id, self.faults)
            strip_faults(way, self.faults)

    def _pages(self) -> None:
        papers = self.template.entries("papers")
        self._unique(papers, "id", "paper")
        for paper in papers:
            for condition in paper.entries("when"):
                self._condition(condition, "")
        known = References(self.by_id, self.faults)
        listing_faults(self.template, known)
        paper_faults(self.template, known)
        calendar_faults(self.template, known)
        whole_faults(self.template, self.faults)

    def _languages(self) -> None:
        seen: set[str] = set()
        for leaf in self.template.leaves("languages"):
            if str(leaf.value) in seen:
                self.faults.add(leaf.mark, f'The language "{leaf.value}" stands here twice.')
            seen.add(str(leaf.value))


def _source_holders(read: Read) -> Iterator[tuple[Entry, str]]:
    if isinstance(read, Items):
        for item in read.items:
            yield from _source_holders(item)
    elif isinstance(read, Entry):
        for key, value in read.keys.items():
            if key in {"source", "category_source", "retention_source", "withheld_source"}:
                yield read, key
            else:
                yield from _source_holders(value)
