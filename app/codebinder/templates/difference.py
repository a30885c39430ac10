"""What differs between two texts of a template, as an applicant has to know it: asked more, less, otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from codebinder.model.rule_source import RuleSource
from codebinder.model.template import (
    ApprovalPolicy,
    ArchivePolicy,
    FilingTemplate,
    Level,
    RedactionPolicy,
    Requirement,
)
from codebinder.model.template_pages import Listing, PageLayout
from codebinder.model.template_papers import Change, Delivery
from codebinder.model.text import LangText, Message


class Way(StrEnum):
    """How something differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference. `part`: requirement, fact, group, mode, paper or rule; `whats` what changed, a message each."""

    way: Way
    part: str
    id: str
    label: LangText = LangText()
    whats: tuple[Message, ...] = ()


_TEXTS = frozenset({"label", "help", "statement", "unclear"})
_LIMITS = frozenset(
    {
        "min_count", "max_count", "min_chars", "max_chars", "minimum", "maximum", "pattern", "media_types", "max_bytes",
        "valid_days", "document", "formats", "ntia",
    }
)  # fmt: skip
_ASKED = frozenset({"choices", "columns", "questions", "revision", "sets"})
_QUIET = frozenset({"id", "source", "step", "prefill", "contradicted_by", "default_from", "level", "kind"})


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


def differences(old: FilingTemplate, new: FilingTemplate, renamed: Mapping[str, str]) -> tuple[Difference, ...]:
    """Give what differs. `renamed`: ids of requirements of `old` that go on under another one in `new`."""
    found = list(_requirements(old, new, renamed))
    found += _entries("fact", old.facts, new.facts, lambda each: each.question)
    found += _entries("group", old.groups, new.groups, lambda each: each.label)
    found += _entries("mode", old.modes, new.modes, lambda each: each.label)
    found += _entries("paper", old.papers, new.papers, lambda each: each.title)
    found += _rules(old, new)
    return tuple(found)


def renamed_since(changes: Iterable[Change], version: str) -> dict[str, str]:
    """Give which ids go on under which, over all changes since `version`; of a chain the last."""
    since = sorted((each for each in changes if newer(each.version, version)), key=lambda each: order(each.version))
    table: dict[str, str] = {}
    for change in since:
        step = {each.before: each.after for each in change.renamed}
        table = {before: step.get(after, after) for before, after in table.items()}
        for before, after in step.items():
            table.setdefault(before, after)
    return {before: after for before, after in table.items() if before != after}


def order(version: str) -> tuple[tuple[int, int, str], ...]:
    """Give what versions are sorted by: numbers as numbers, so that 1.10 comes after 1.9, and 1.0-rc1 before 1.0."""
    parts = version.replace("-", ".").split(".")
    rows = [(2, int(each), "") if each.isascii() and each.isdigit() else (0, 0, each) for each in parts]
    return (*rows, (1, 0, ""))


def newer(one: str, other: str) -> bool:
    """Does version `one` come after `other`?"""
    return order(one) > order(other)


def _requirements(old: FilingTemplate, new: FilingTemplate, renamed: Mapping[str, str]) -> Iterator[Difference]:
    before = {renamed.get(each.id, each.id): each for each in old.requirements}
    after = {each.id: each for each in new.requirements}
    for name, held in after.items():
        was = before.get(name)
        if was is None:
            whats = (Message("differs.asked", {"level": _level(held.level)}),)
            yield Difference(way=Way.ADDED, part="requirement", id=name, label=held.label, whats=whats)
            continue
        whats = tuple(_of_requirement(was, held))
        if whats:
            yield Difference(way=Way.CHANGED, part="requirement", id=name, label=held.label, whats=whats)
    for name, was in before.items():
        if name not in after:
            yield Difference(way=Way.REMOVED, part="requirement", id=was.id, label=was.label)


def _level(level: Level) -> Message:
    return Message(f"level.{level.value}")


def _of_requirement(was: Requirement, now: Requirement) -> Iterator[Message]:
    if was.id != now.id:
        yield Message("differs.id", {"was": was.id, "now": now.id})
    if was.level is not now.level:
        yield Message("differs.level", {"was": _level(was.level), "now": _level(now.level)})
    if was.kind is not now.kind:
        yield Message(
            "differs.kind", {"was": Message(f"asks.{was.kind.value}"), "now": Message(f"asks.{now.kind.value}")}
        )
    changed = {each.name for each in fields(Requirement) if getattr(was, each.name) != getattr(now, each.name)}
    for name in sorted(changed & _LIMITS):
        values = getattr(was, name), getattr(now, name)
        if all(isinstance(each, int | str) and not isinstance(each, bool) for each in values):
            yield Message("differs.value", {"key": name, "was": _text(values[0]), "now": _text(values[1])})
        else:
            yield Message("differs.key", {"key": name})
    for name in sorted(changed & _ASKED):
        yield Message("differs.key", {"key": name})
    if changed & _TEXTS:
        yield Message("differs.words")
    if "condition" in changed:
        yield Message("differs.condition")
    if was.source.certainty is not now.source.certainty:
        params = {"was": was.source.certainty.value, "now": now.source.certainty.value}
        yield Message("differs.certainty", params)
    elif was.source != now.source:
        yield Message("differs.source")
    for name in sorted(changed - _TEXTS - _LIMITS - _ASKED - _QUIET - {"condition"}):
        yield Message("differs.key", {"key": name})


def _text(value: object) -> str:
    return str(value) if value not in {"", 0} else "–"


def _entries(part: str, old: Iterable[_N], new: Iterable[_N], label: Callable[[_N], LangText]) -> Iterator[Difference]:
    before, after = {each.id: each for each in old}, {each.id: each for each in new}
    for name, held in after.items():
        if name not in before:
            yield Difference(way=Way.ADDED, part=part, id=name, label=label(held))
        elif before[name] != held:
            yield Difference(way=Way.CHANGED, part=part, id=name, label=label(held))
    for name, was in before.items():
        if name not in after:
            yield Difference(way=Way.REMOVED, part=part, id=name, label=label(was))


def _rules(old: FilingTemplate, new: FilingTemplate) -> Iterator[Difference]:
    """Compare what is said once: pages, masks, approvals, archive, delivery, status and the rest."""
    bare = Listing()
    pairs: tuple[tuple[str, object, object], ...] = (
        ("listing", replace(old.listing, page=bare.page), replace(new.listing, page=bare.page)),
        ("page", old.listing.page, new.listing.page),
        ("redaction", old.redaction, new.redaction),
        ("approvals", old.approvals, new.approvals),
        ("archive", old.archive, new.archive),
        ("delivery", old.delivery, new.delivery),
    )
    for name, was, now in pairs:
        whats = tuple(_of_rule(was, now)) if was != now else ()
        if whats:
            yield Difference(way=Way.CHANGED, part="rule", id=name, whats=whats)
    for name in ("status", "effective_from", "effective_to", "confidence", "retention_years", "verify_before_use"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            what = Message("differs.value", {"key": name, "was": _text(str(was)), "now": _text(str(now))})
            yield Difference(way=Way.CHANGED, part="rule", id=name, whats=(what,))
    for name in ("legal_basis", "categories", "deadlines", "calendar", "languages"):
        if getattr(old, name) != getattr(new, name):
            yield Difference(way=Way.CHANGED, part="rule", id=name)


_RULES = (Listing, PageLayout, RedactionPolicy, ApprovalPolicy, ArchivePolicy, Delivery)


def _of_rule(was: object, now: object) -> Iterator[Message]:
    if not isinstance(was, _RULES) or not isinstance(now, _RULES):
        return
    for each in fields(was):
        one, other = getattr(was, each.name), getattr(now, each.name)
        if one == other:
            continue
        if isinstance(one, RuleSource):
            yield Message("differs.source")
        elif isinstance(one, bool | int | float | str) and isinstance(other, bool | int | float | str):
            yield Message("differs.value", {"key": each.name, "was": _text(str(one)), "now": _text(str(other))})
        else:
            yield Message("differs.key", {"key": each.name})
