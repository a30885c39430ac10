"""The small readings that every check of an answer needs: strict JSON, patterns that take linear time, short quotes."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Protocol, cast

import re2

from codebinder.model.text import shown

_PATTERN_ERROR = cast("type[Exception]", re2.error)
MOST_NAMED = 12


class Pattern(Protocol):
    """A compiled pattern, which takes time linear in the text whatever it is."""

    def fullmatch(self, text: str) -> object: ...


@lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> Pattern | str:
    """Compile `pattern` with RE2, or give the sentence why it does not compile."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return cast("Pattern", re2.compile(pattern, options))
    except _PATTERN_ERROR as error:
        arguments = cast("tuple[object, ...]", error.args)
        reason = arguments[0] if arguments else "not a regular expression"
        return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)


def matches(pattern: str, text: str) -> bool:
    """Does `pattern` match the whole text? One that is none matches everything: its template was told."""
    compiled = compile_pattern(pattern) if pattern else ""
    return isinstance(compiled, str) or compiled.fullmatch(text) is not None


def parse_json(text: str) -> object:
    """Read JSON strictly (no duplicate keys, no NaN, not too deep); None where it is none."""
    try:
        return cast("object", json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse))
    except (ValueError, RecursionError):
        return None


def canonical_json(value: object) -> str:
    """Write JSON as answers have it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError
    return made


def _refuse(_word: str) -> object:
    raise ValueError


def short(text: str) -> str:
    """Give a text as a sentence can quote it."""
    safe = shown(text)
    return safe if len(safe) <= 60 else f"{safe[:57]}…"


def some(values: list[str]) -> str:
    """Name values, the first of many."""
    more = len(values) - MOST_NAMED
    return ", ".join(values[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
