"""Compiles people's own patterns, and refuses with a sentence what can't be compiled, is huge, empty or slow."""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import cast

from codebinder.detect.patterns import LINEAR, Match, Pattern, PatternFault, compile_pattern
from codebinder.model.text import shown

LONGEST = 16_384
"""Characters of a pattern."""
_LARGEST_PROGRAM = 60_000
"""Instructions of a compiled pattern; those of ordinary rules have some hundreds."""
_SECONDS = 0.4
"""What a pattern may take for one sample of 64 KiB; ordinary ones take less than a millisecond."""
_SAMPLE = 64 << 10
_STAGES: tuple[tuple[int, float], ...] = (
    ((_SAMPLE, _SECONDS),) if LINEAR else ((64, 0.02), (512, 0.02), (4096, 0.1), (_SAMPLE, _SECONDS))
)
"""Sizes and seconds. Without the linear-time library a search can't be stopped, and small steps show in time how much
longer the next one would take."""
_REPEATED_GROUP = re.compile(r"(?<!\\)\)(?:[*+]|\{)")
_UNBOUNDED = re.compile(r"(?<!\\)(?:[*+]|\{[0-9]+,\})")
_MOST_UNBOUNDED = 2
_WIDE = re.compile(r"[^\x00-\x7f]|\\[pP][{A-Z]|\\x\{[0-9A-Fa-f]{3,}\}")


def _library() -> ModuleType | None:
    try:
        return importlib.import_module("re2")
    except ImportError:
        return None


_RE2 = _library()


def is_wide(pattern: str) -> bool:
    """Does the pattern name characters beyond ASCII? Then it is tried on the text in UTF-8, not on folded bytes."""
    return _WIDE.search(pattern) is not None


def compiled(pattern: str) -> Pattern:
    """Compile a pattern in RE2's syntax (which is Go's); raises PatternFault with the reason."""
    if len(pattern) > LONGEST:
        raise PatternFault(f"it has {len(pattern)} characters, and {LONGEST} are the most")
    if not is_wide(pattern):
        made = compile_pattern(pattern)
    elif _RE2 is None:
        made = compile_pattern(pattern.encode())
    else:
        options = _RE2.Options()
        options.log_errors = False
        options.max_mem = 64 << 20
        try:
            made = cast("Pattern", _RE2.compile(pattern.encode("utf-8", "surrogatepass"), options))
        except _RE2.error as error:
            reason = cast("object", error.args[0])
            raise PatternFault(
                reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
            ) from error
    size = cast("int", getattr(made, "programsize", 0))
    if size > _LARGEST_PROGRAM:
        raise PatternFault(f"it is too large: {size} steps when compiled, and {_LARGEST_PROGRAM} are the most")
    return made


def pattern_fault(pattern: str, *, searching: bool = True, measure: bool = True) -> str:
    """Give why a pattern is refused, as a phrase; empty where it is fine.

    `searching`: it finds values in files, so it must not match the empty text. `measure`: try it on samples that are
    as bad for it as can be told from its own characters.
    """
    try:
        made = compiled(pattern)
    except PatternFault as fault:
        return f"is no RE2 pattern: {shown(str(fault))}"
    if searching and made.search(b"") is not None:
        return "matches the empty text, so it would be found everywhere"
    if (
        searching
        and _RE2 is None
        and (_REPEATED_GROUP.search(pattern) or len(_UNBOUNDED.findall(pattern)) > _MOST_UNBOUNDED)
    ):
        return (
            "may be too slow for the library that this machine has: repeat no group, and bound all repetitions but two"
        )
    if measure and searching:
        for sample in _samples(pattern):
            if not all(_in_time(made, sample[:size], seconds) for size, seconds in _STAGES):
                return "is too slow: bound its repetitions (write {0,40} in place of * or +) or give it a keyword"
    return ""


def _samples(pattern: str) -> Iterator[bytes]:
    """Give texts to measure on: one character over and over, the pattern's own letters, and words with signs."""
    letters = re.sub(r"\\[A-Za-z]|[^A-Za-z0-9_=:/.\- ]", "", pattern)[:200] or "a"
    yield _filled(letters.encode())
    for letter in dict.fromkeys(("a", *letters[:8])):
        yield _filled(letter.encode())
    yield _filled(b"password = \"a1B2c3D4e5F6g7H8\"; key: 'x_y-z.9' // user@example.com\n")
    yield _filled(b"0123456789abcdef")


def _filled(unit: bytes) -> bytes:
    return (unit * (_SAMPLE // len(unit) + 1))[:_SAMPLE]


def _in_time(made: Pattern, sample: bytes, most: float) -> bool:
    """Search a sample; what is slow at first gets a second try. Between matches the clock is looked at."""
    return any(_seconds(made, sample, most) < most for _ in range(2))


def _seconds(made: Pattern, sample: bytes, most: float) -> float:
    begun = time.thread_time()  # this thread's own work: what else the machine does is not the pattern's fault
    for _ in made.finditer(sample):
        if time.thread_time() - begun >= most:
            break
    return time.thread_time() - begun


def group_named(pattern: Pattern, name: str) -> int | None:
    """Give the number of a group that has this name; None where none has."""
    names = cast("Mapping[str | bytes, int]", getattr(pattern, "groupindex", {}))
    return next((number for known, number in names.items() if known in (name, name.encode())), None)


def value_span(match: Match, groups: int, group: int) -> tuple[int, int]:
    """Give the value's place in a match: of `group`, or of the first group that holds something, or of all of it."""
    if group:
        return match.span(group) if group <= groups else (-1, -1)
    for number in range(1, groups + 1):
        low, high = match.span(number)
        if 0 <= low < high:
            return low, high
    return match.span()
