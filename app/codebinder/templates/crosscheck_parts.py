"""What the grammar alone can't see of tables, question sets, documents, and of an archive that leaves as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from codebinder.model.text import shown
from codebinder.templates.marks import FaultList
from codebinder.templates.parsing import compile_pattern
from codebinder.templates.reading import Entry, Leaf

Unique = Callable[[Iterable[Entry], str, str], None]


def pattern_faults(entry: Entry, faults: FaultList) -> None:
    """Add a fault where a pattern is none."""
    if entry.text("pattern"):
        problem = compile_pattern(entry.text("pattern"))
        if isinstance(problem, str):
            faults.add(entry.mark_of("pattern"), f"The pattern is not one that RE2 takes: {shown(problem)}.")


def column_faults(requirement: Entry, faults: FaultList, unique: Unique) -> None:
    """Add every fault of a table's columns."""
    for column in requirement.entries("columns"):
        unique(column.entries("choices"), "value", "choice")
        pattern_faults(column, faults)
        kind = column.text("kind") or "text"
        if "choices" in column.named and "kind" not in column.named:
            faults.add(column.named["choices"], 'The key "choices" has no meaning without "kind: enum".')
        for key in ("pattern", "max_chars"):
            if key in column.named and kind in {"flag", "enum", "date"}:
                faults.add(column.named[key], f'The key "{key}" has no meaning where "kind: {kind}" stands.')


def question_faults(requirement: Entry, faults: FaultList, unique: Unique) -> None:
    """Add every fault of a requirement's questions, as they stand alone or in sets by revision."""
    unique(requirement.entries("questions"), "id", "question")
    sets = requirement.entries("sets")
    unique(sets, "revision", "revision")
    for each in sets:
        unique(each.entries("questions"), "id", "question")
    if sets and "revision" in requirement.named:
        sentence = '"revision" has no meaning beside "sets": each set names its own, and the last is the newest.'
        faults.add(requirement.named["revision"], sentence)
    for question in [*requirement.entries("questions"), *(part for each in sets for part in each.entries("questions"))]:
        if question.text("id") == "revision" and (sets or "revision" in requirement.named):
            sentence = 'No question can be called "revision": that is where an answer names the set that it answers.'
            faults.add(question.mark_of("id"), sentence)


def document_faults(requirement: Entry, faults: FaultList) -> None:
    """Add every fault of what is asked of a document."""
    for rules in requirement.entries("document"):
        low, high = rules.number("min_pages"), rules.number("max_pages")
        if 0 < high < low:
            faults.add(rules.mark_of("max_pages"), '"max_pages" is less than "min_pages".')


def unclear_faults(requirement: Entry, faults: FaultList) -> None:
    """What the sources say of an unclear rule stands only where the rule is called unclear."""
    flag = requirement.keys.get("rule_unclear")
    if "unclear" in requirement.named and not (isinstance(flag, Leaf) and flag.value is True):
        faults.add(requirement.named["unclear"], 'The key "unclear" has no meaning without "rule_unclear: yes".')


def whole_faults(template: Entry, faults: FaultList) -> None:
    """Where every file leaves as it is, nothing can be hidden, no file stays back and nothing is cut out."""
    for archive in template.entries("archive"):
        if not _yes(archive, "whole"):
            continue
        if "sources" in archive.keys and not _yes(archive, "sources"):
            faults.add(archive.mark_of("sources"), 'With "whole: yes" the sources leave; "sources: no" contradicts it.')
        for holder in (template, *template.entries("modes")):
            for policy in holder.entries("redaction"):
                if _yes(policy, "allowed"):
                    sentence = 'With "whole: yes" nothing can be hidden; "allowed: yes" contradicts it.'
                    faults.add(policy.mark_of("allowed"), sentence)
            for listing in holder.entries("listing"):
                if listing.text("mode") in {"excerpt", "selection"}:
                    sentence = f'With "whole: yes" nothing is cut out; "mode: {listing.text("mode")}" contradicts it.'
                    faults.add(listing.mark_of("mode"), sentence)


def _yes(entry: Entry, key: str) -> bool:
    leaf = entry.keys.get(key)
    return isinstance(leaf, Leaf) and leaf.value is True
