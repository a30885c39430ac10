"""What is declared of how an image was built, held against what the image says of itself. Pure.

A compiler writes its name and version into what it makes, linkers keep build paths, kernels the day. Where these tell
another story than the declaration, a reader should hear both; which of them is right, nobody can tell from bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebinder.model.firmware import BuildFacts, Mark, MarkKind

KEYS = ("toolchain", "flags", "commands", "built_by", "built_on", "environment", "reproducible")
"""What a person may declare, in the order in which it is shown."""

SHOWN = (*KEYS, "rebuilt")
"""What is shown: the declarations, and what came of building it again."""

PREFIX = "build."
"""Begins the keys of `Component.stated` that hold declared build facts."""

_FAMILIES = (
    ("gcc", re.compile(r"\b(?:gcc|g\+\+|gnu c(?:\+\+)?(?:1[147]|2[0-9]|9[09])?)\b|\bGCC:", re.IGNORECASE)),
    ("clang", re.compile(r"\b(?:clang|llvm)\b", re.IGNORECASE)),
    ("armcc", re.compile(r"\b(?:armcc|armclang|arm compiler|component: arm)\b", re.IGNORECASE)),
    ("iar", re.compile(r"\b(?:iar|iccarm)\b", re.IGNORECASE)),
    ("msvc", re.compile(r"\b(?:msvc|microsoft c)\b", re.IGNORECASE)),
    ("rustc", re.compile(r"\brustc\b", re.IGNORECASE)),
    ("go", re.compile(r"\bgo(?= ?[1-9])", re.IGNORECASE)),
    ("tcc", re.compile(r"\btcc\b", re.IGNORECASE)),
)
_VERSION = re.compile(r"(?<![\w.])[vr]?([0-9]{1,3}(?:\.[0-9]{1,4}){1,3})(?![\w.]*[0-9])")
_DAY = re.compile(r"\b(20[0-9]{2}|19[0-9]{2})-([01][0-9])-([0-3][0-9])\b")
_MONTHS = {name: at for at, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
_WRITTEN = re.compile(
    r"\b([A-Z][a-z]{2}) {1,2}([0-3]?[0-9])(?: [0-9:]{5,8}(?: [A-Z]{2,5})?,?)? (20[0-9]{2}|19[0-9]{2})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A declared fact and what the image says instead. `fact` is one of KEYS; `seen` are marks' texts (untrusted)."""

    fact: str
    declared: str
    seen: tuple[str, ...]


def of_stated(stated: Sequence[tuple[str, str]]) -> BuildFacts | None:
    """Give the build facts among what is stated of a component; None where nothing is declared."""
    held = {key.removeprefix(PREFIX): text for key, text in stated if key.startswith(PREFIX) and text}
    known = {key: held[key] for key in SHOWN if key in held}
    return BuildFacts(**known) if known else None


def rows(facts: BuildFacts) -> list[tuple[str, str]]:
    """Give what is declared, by key, in the order in which it is shown."""
    return [(key, text) for key in SHOWN if (text := str(getattr(facts, key)))]


def rebuilt_of(text: str) -> tuple[int, int, int]:
    """Read `BuildFacts.rebuilt`: bytes that differ, the image's size, regions that differ."""
    differing, size, regions = (int(each) for each in text.split("/"))
    return differing, size, regions


def contradictions(facts: BuildFacts, marks: Sequence[Mark]) -> list[Contradiction]:
    """Give what of the declared facts the image's own marks contradict."""
    made = (_toolchain(facts, marks), _day(facts, marks), _reproducible(facts, marks))
    return [each for each in made if each is not None]


def _toolchain(facts: BuildFacts, marks: Sequence[Mark]) -> Contradiction | None:
    """A declared compiler must be among those that left a mark, and in its version where both tell one. An image may
    hold parts that others built: one compiler that agrees is enough."""
    declared = _compilers((facts.toolchain,))
    texts = [mark.text for mark in marks if mark.kind in {MarkKind.COMPILER, MarkKind.BANNER}]
    compiler_texts = [text for text in texts if _compilers((text,))]
    seen = _compilers(compiler_texts)
    if not declared or not seen or any(_agree(one, other) for one in declared for other in seen):
        return None
    return Contradiction(fact="toolchain", declared=facts.toolchain, seen=tuple(dict.fromkeys(compiler_texts))[:5])


def _compilers(texts: Iterable[str]) -> set[tuple[str, str]]:
    """Give (family, version or "") of every compiler that texts name."""
    found: set[tuple[str, str]] = set()
    for text in texts:
        for family, pattern in _FAMILIES:
            for name in pattern.finditer(text[:400]):
                versions = _VERSION.findall(text[name.start() : 400])
                found |= {(family, version) for version in versions} or {(family, "")}
    return found


def _agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[0] != other[0]:
        return False
    shorter, longer = sorted((one[1], other[1]), key=len)
    return not shorter or longer == shorter or longer.startswith(f"{shorter}.")


def _day(facts: BuildFacts, marks: Sequence[Mark]) -> Contradiction | None:
    declared = days_of(facts.built_on)
    if not declared:
        return None
    texts = [mark.text for mark in marks if mark.kind in {MarkKind.DATE, MarkKind.BANNER}]
    told = [text for text in texts if days_of(text)]
    later = [text for text in told if min(days_of(text)) > max(declared)]
    if not later:
        return None
    return Contradiction(fact="built_on", declared=facts.built_on, seen=tuple(dict.fromkeys(later))[:5])


def days_of(text: str) -> set[str]:
    """Give the days that a text names, as YYYY-MM-DD: written so, or as compilers write them."""
    days = {"-".join(found) for found in _DAY.findall(text[:400])}
    for month, day, year in _WRITTEN.findall(text[:400]):
        if month.lower() in _MONTHS:
            days.add(f"{year}-{_MONTHS[month.lower()]:02d}-{int(day):02d}")
    return days


def _reproducible(facts: BuildFacts, marks: Sequence[Mark]) -> Contradiction | None:
    """Who builds again at another time gets other bytes where the time of the build stands in them; a fixed date
    (SOURCE_DATE_EPOCH) is written the same way, hence this is a question, and is worded as one."""
    if facts.reproducible != "yes":
        return None
    if facts.rebuilt:
        differs = rebuilt_of(facts.rebuilt)[0]
        return Contradiction(fact="rebuilt", declared="yes", seen=()) if differs else None
    timed = [
        mark.text
        for mark in marks
        if mark.kind is MarkKind.BANNER and re.search(r"[0-9]{2}:[0-9]{2}:[0-9]{2}", mark.text)
    ]
    return Contradiction(fact="reproducible", declared="yes", seen=tuple(dict.fromkeys(timed))[:5]) if timed else None
