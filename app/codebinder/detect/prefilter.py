"""Tells in one pass which rules can match in a file at all, with hyperscan where it is there; else nobody asks.

It only ever rules out: what it lets through is decided by the keyword gate and the rule's own pattern, so the findings
are the same without it.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import cast

from codebinder.base.files import atomic_write
from codebinder.detect.hyper import HYPERSCAN, Database, Scanner, compiled
from codebinder.detect.rules import Rule
from codebinder.detect.silence import loosened
from codebinder.errors import UserError

_SUM = 32
_EXPRESSIONS = 2
"""Raised whenever the same rules make other expressions, so that no database of earlier ones is taken."""
_TELLING = 5
"""Characters from which on a keyword is rare enough to stand for its rule."""
_RUN = re.compile(
    r"(?:[0-9A-Za-z]|\[[0-9A-Za-z]+\]){1,2}(?P<class>\[[0-9A-Za-z-]+\])\{(?P<least>[0-9]{2})(?:,[0-9]+)?\}"
)
"""One or two characters, and a long run of one class."""


_MUTEX = threading.Lock()
_COMPILED: dict[str, Prefilter] = {}
"""By the rules' digest: to compile takes longer than to scan a small tree."""


class Prefilter:
    """What can match at all. Threads may share it."""

    def __init__(self, scanner: Scanner) -> None:
        """Take a scanner whose numbers are places in the list of rules."""
        self._scanner = scanner

    @classmethod
    def of(cls, rules: Sequence[Rule], digest: str, cache: Path | None) -> Prefilter | None:
        """Give the prefilter of `rules`; None without the library.

        A database of this digest is taken from `cache`, a folder that only the person can write to, if it is whole:
        the library trusts its bytes.
        """
        if HYPERSCAN is None or not any(rule.pattern for rule in rules):
            return None
        with _MUTEX:
            known = _COMPILED.get(digest)
            if known is None:
                database = cls._database_of(HYPERSCAN, rules, digest, cache)
                known = _COMPILED[digest] = cls(Scanner(HYPERSCAN, database))
            return known

    @staticmethod
    def _database_of(library: ModuleType, rules: Sequence[Rule], digest: str, cache: Path | None) -> Database:
        version = cast("str", getattr(library, "__version__"))  # noqa: B009
        name = f"prefilter-{hashlib.sha256(f'{_EXPRESSIONS} {digest} {version}'.encode()).hexdigest()[:32]}.hs"
        kept = None if cache is None else _kept(cache, name)
        if kept is not None:
            with suppress(library.error):  # of another build of the library or another processor: compiled anew
                return cast("Database", library.loadb(kept, mode=library.HS_MODE_BLOCK))
        database = _compiled(library, rules)
        if cache is not None:
            _keep(cache, name, library.dumpb(database))
        return database

    def candidates(self, data: bytes) -> set[int]:
        """Give the places in the list of all rules whose pattern may match in `data`."""
        seen: set[int] = set()
        self._scanner.scan(data, _note, seen)
        return seen


def _note(order: int, _start: int, _end: int, _flags: int, seen: set[int]) -> None:
    seen.add(order)


def _compiled(library: ModuleType, rules: Sequence[Rule]) -> Database:
    wanted = [(order, rule) for order, rule in enumerate(rules) if rule.pattern]
    try:
        return compiled(library, [(order, _cheapest(rule)) for order, rule in wanted], once=True)
    except library.error:  # it does not say which: each is tried by itself
        return compiled(library, [(order, _accepted(library, rule)) for order, rule in wanted], once=True)


def _cheapest(rule: Rule) -> bytes:
    """Give the rule's keywords where they tell enough, else its pattern."""
    telling = rule.keywords and all(len(word) >= _TELLING for word in rule.keywords)
    return _keywords(rule) if telling else _run(rule.pattern) or loosened(rule.pattern)


def _run(pattern: str) -> bytes:
    """Give the long run of one class that every alternative ends in; with several ways to begin it costs far more."""
    parts = [_RUN.fullmatch(part) for part in pattern.split("|")]
    runs = [part for part in parts if part is not None]
    if len(runs) < len(parts) or len({part["class"] for part in runs}) > 1:
        return b""
    return f"{runs[0]['class']}{{{min(int(part['least']) for part in runs)}}}".encode("latin-1")


def _keywords(rule: Rule) -> bytes:
    words = b"|".join(re.escape(word.encode()) for word in rule.keywords)
    return (b"(?i:" if rule.any_case else b"(?:") + words + b")"


def _accepted(library: ModuleType, rule: Rule) -> bytes:
    """Give the rule's pattern, or where the library can't take it one of its keywords, or at worst anything."""
    for expression in (_cheapest(rule), _keywords(rule) if rule.keywords else b""):
        if expression:
            try:
                compiled(library, [(0, expression)], once=True)
            except library.error:
                continue
            return expression
    return rb"[\x00-\xff]"


def _kept(cache: Path, name: str) -> bytes | None:
    try:
        stored = (cache / name).read_bytes()
    except OSError:
        return None
    return stored[_SUM:] if hashlib.sha256(stored[_SUM:]).digest() == stored[:_SUM] else None


def _keep(cache: Path, name: str, body: bytes) -> None:
    """Store a database for the next start; where that can't be done, the next start compiles again."""
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in cache.glob("prefilter-*.hs"):
            old.unlink(missing_ok=True)
        atomic_write(cache / name, hashlib.sha256(body).digest() + body)
    except (OSError, UserError):
        return
