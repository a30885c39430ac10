"""People's own rules and allow-lists as values: what was read, before anything is compiled for a scan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from codebinder.detect.rules import Rule

PREFIX = "own:"
"""Stands before the id of every rule that people bring, so that none is ever taken for one of ours."""


class Target(StrEnum):
    """What the patterns of an allow-list entry look at."""

    VALUE = "secret"
    MATCH = "match"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allow:
    """One entry of an allow-list. `id` stands in the reason and in reports, so it holds nothing confidential.

    Each group that is not empty is one condition: any of its items satisfies it. With `every` all conditions must be
    satisfied, else one is enough. `rules` (empty: all) says for findings of which rules the entry is asked at all.
    `value_tag` and `context_tag` are keyed digests; an entry that has them needs both to agree.
    """

    id: str
    rules: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    target: Target = Target.VALUE
    paths: tuple[str, ...] = ()
    stopwords: tuple[str, ...] = ()
    every: bool = False
    value_tag: str = ""
    context_tag: str = ""
    path: bytes | None = None
    where: str = ""
    """File and line of the entry, for reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a list: found in any case or exactly so, as a whole word unless its ends are open."""

    text: str
    exact: bool = False
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """A rule with a pattern (or, without one, over the path alone) or with words.

    `rule.keywords` gate the pattern in any case; without them it is tried on every file. `group` is the group of the
    value: 0 takes the first that took part, else the whole match. `allow` holds only for this rule.
    """

    rule: Rule
    words: tuple[Word, ...] = ()
    group: int = 0
    allow: tuple[Allow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRules:
    """What one or several lists hold. `packs` are rules of our own form, for the engine itself; `notes` are sentences
    on what was read but has no effect here."""

    rules: tuple[OwnRule, ...] = ()
    packs: tuple[Rule, ...] = ()
    documented: frozenset[bytes] = frozenset()
    allow: tuple[Allow, ...] = ()
    notes: tuple[str, ...] = ()
    digest: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rules."""
        return (*(each.rule.id for each in self.rules), *(rule.id for rule in self.packs))


def joined(lists: tuple[OwnRules, ...]) -> OwnRules:
    """Give several lists as one. A rule whose id is taken already gets a number behind its id."""
    import hashlib

    taken: set[str] = set()
    rules: list[OwnRule] = []
    packs: list[Rule] = []
    for each in lists:
        rules.extend(replace(own, rule=_unique(own.rule, taken)) for own in each.rules)
        packs.extend(_unique(rule, taken) for rule in each.packs)
    return OwnRules(
        rules=tuple(rules),
        packs=tuple(packs),
        documented=frozenset(value for each in lists for value in each.documented),
        allow=tuple(entry for each in lists for entry in each.allow),
        notes=tuple(note for each in lists for note in each.notes),
        digest=hashlib.sha256("\n".join(each.digest for each in lists).encode()).hexdigest() if lists else "",
    )


def _unique(rule: Rule, taken: set[str]) -> Rule:
    wanted, number = rule.id, 1
    while wanted in taken:
        number += 1
        wanted = f"{rule.id}-{number}"
    taken.add(wanted)
    return rule if wanted == rule.id else replace(rule, id=wanted)
