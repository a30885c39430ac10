"""Tells in one pass which rules can match in a file at all, with hyperscan where it is there; else nobody asks.

It only ever rules out: what it lets through is decided by the keyword gate and the rule's own pattern, so the findings
are the same without it.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from codebinder.base.files import atomic_write
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


def _library() -> ModuleType | None:
    try:
        return importlib.import_module("hyperscan")
    except ImportError:
        return None


_HYPERSCAN = _library()


_MUTEX = threading.Lock()
_COMPILED: dict[str, Prefilter] = {}
"""By the rules' digest: to compile takes longer than to scan a small tree."""


class _Database(Protocol):
    def scan(self, data: bytes, *, match_event_handler: object, scratch: object, context: object) -> None: ...


class Prefilter:
    """A compiled set of patterns. Threads may share it: each has working memory of its own."""

    def __init__(self, library: ModuleType, database: _Database) -> None:
        """Take a database whose pattern ids are places in the list of rules."""
        self._library, self._database = library, database
        self._own = threading.local()

    @classmethod
    def of(cls, rules: Sequence[Rule], digest: str, cache: Path | None) -> Prefilter | None:
        """Give the prefilter of `rules`; None without the library.

        A database of this digest is taken from `cache`, a folder that only the person can write to, if it is whole:
        the library trusts its bytes.
        """
        if _HYPERSCAN is None or not any(rule.pattern for rule in rules):
            return None
        with _MUTEX:
            known = _COMPILED.get(digest)
            if known is None:
                known = _COMPILED[digest] = cls(_HYPERSCAN, cls._database_of(_HYPERSCAN, rules, digest, cache))
            return known

    @staticmethod
    def _database_of(library: ModuleType, rules: Sequence[Rule], digest: str, cache: Path | None) -> _Database:
        version = cast("str", getattr(library, "__version__"))  # noqa: B009
        name = f"prefilter-{hashlib.sha256(f'{_EXPRESSIONS} {digest} {version}'.encode()).hexdigest()[:32]}.hs"
        kept = None if cache is None else _kept(cache, name)
        if kept is not None:
            with suppress(library.error):  # of another build of the library or another processor: compiled anew
                return cast("_Database", library.loadb(kept, mode=library.HS_MODE_BLOCK))
        database = _compiled(library, rules)
        if cache is not None:
            _keep(cache, name, library.dumpb(database))
        return database

    def candidates(self, data: bytes) -> set[int]:
        """Give the places in the list of all rules whose pattern may match in `data`."""
        seen: set[int] = set()
        if data:
            self._database.scan(data, match_event_handler=_note, scratch=self._scratch(), context=seen)
        return seen

    def _scratch(self) -> object:
        scratch = getattr(self._own, "scratch", None)
        if scratch is None:
            scratch = self._library.Scratch(self._database)
            self._own.scratch = scratch
        return scratch


def _note(order: int, _start: int, _end: int, _flags: int, seen: set[int]) -> None:
    seen.add(order)


def _compiled(library: ModuleType, rules: Sequence[Rule]) -> _Database:
    wanted = [(order, rule) for order, rule in enumerate(rules) if rule.pattern]
    try:
        return _database(library, [(order, _cheapest(rule)) for order, rule in wanted])
    except library.error:  # it does not say which: each is tried by itself
        return _database(library, [(order, _accepted(library, rule)) for order, rule in wanted])


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


def _database(library: ModuleType, expressions: Sequence[tuple[int, bytes]]) -> _Database:
    flags = library.HS_FLAG_SINGLEMATCH | library.HS_FLAG_PREFILTER | library.HS_FLAG_ALLOWEMPTY
    database = library.Database(mode=library.HS_MODE_BLOCK)
    database.compile(
        expressions=[expression for _, expression in expressions],
        ids=[order for order, _ in expressions],
        elements=len(expressions),
        flags=[flags] * len(expressions),
    )
    return cast("_Database", database)


def _accepted(library: ModuleType, rule: Rule) -> bytes:
    """Give the rule's pattern, or where the library can't take it one of its keywords, or at worst anything."""
    for expression in (_cheapest(rule), _keywords(rule) if rule.keywords else b""):
        if expression:
            try:
                _database(library, [(0, expression)])
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
