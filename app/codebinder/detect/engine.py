"""The rule engine: a keyword gate over all bytes, then each rule's pattern in a window around its keywords."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import ahocorasick_rs
import re2

from codebinder.assets import resources
from codebinder.base import encoding as encodings
from codebinder.detect.placeholders import entropy, why_placeholder
from codebinder.detect.rulefile import RuleSet, load_rules
from codebinder.detect.rules import EDGES, Rule
from codebinder.detect.validators import VALIDATORS
from codebinder.detect.verdict import PASS, Verdict
from codebinder.detect.views import View, view
from codebinder.model.findings import Confidence, Detected

ENGINE_VERSION = 1
"""Part of the digest: raised whenever the same rules would find something else."""

_GRADES = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}
_SLICE = 4 << 20
"""The gate runs on slices, so that a file made of keywords cannot fill the memory with hits."""


class _Match(Protocol):
    def span(self, group: int = 0) -> tuple[int, int]: ...


class _Pattern(Protocol):
    def finditer(self, text: bytes, pos: int, endpos: int) -> Iterator[_Match]: ...

    def search(self, text: bytes) -> _Match | None: ...


def _compile(pattern: str) -> _Pattern:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # bytes are bytes, whatever the file's encoding
    options.log_errors = False
    return cast("_Pattern", re2.compile(pattern.encode("latin-1"), options))


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    pattern: _Pattern
    group: int
    edges: frozenset[int]
    title: str
    paths: _Pattern | None
    not_paths: _Pattern | None

    def applies(self, path: bytes) -> bool:
        if self.paths is not None and self.paths.search(path) is None:
            return False
        return self.not_paths is None or self.not_paths.search(path) is None


@dataclass(frozen=True, slots=True)
class _Sight:
    start: int
    end: int
    order: int
    confidence: Confidence
    reason: str


class Engine:
    """Compiled rules. Threads may share one engine: it keeps no state between scans."""

    def __init__(self, rules: RuleSet) -> None:
        """Compile a checked set of rules."""
        self.rules = rules.rules
        self.digest = hashlib.sha256(b"%d\0" % ENGINE_VERSION + rules.digest.encode()).hexdigest()
        self._documented = rules.documented
        self._compiled = [_compiled(rule) for rule in rules.rules]
        keywords = sorted({keyword.encode() for rule in rules.rules for keyword in rule.keywords})
        self._wanted = _rules_by_keyword(keywords, rules.rules)
        self._overlap = max((len(keyword) for keyword in keywords), default=1) - 1
        # Only this match kind lets the library use its vectorised search: five times as fast as the plain automaton.
        self._gate = ahocorasick_rs.BytesAhoCorasick(keywords, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    @classmethod
    def load(cls, rule_files: Sequence[Path] | None = None) -> Engine:
        """Give the engine for the rule files (by default the shipped ones). Raises Faults naming every fault."""
        files = sorted((resources() / "rules").glob("*.yaml")) if rule_files is None else rule_files
        return cls(load_rules(files))

    def sees(self, data: bytes) -> bool:
        """Does any keyword stand in `data`? Where none does, no rule can find anything in an ASCII-like encoding."""
        return any(True for _ in self._hits(data))

    def scan(self, path: bytes, data: bytes, encoding: str) -> list[Detected]:
        """Give what the rules see in one file, in order; offsets in bytes of `data`, the value as it stands there."""
        if not encoding.startswith("utf-16") and not self.sees(data):
            return []
        flat = view(data, encoding)
        sights: list[_Sight] = []
        for order, windows in sorted(self._windows(flat.data).items()):
            compiled = self._compiled[order]
            if compiled.applies(path):
                for start, end in windows:
                    sights.extend(self._look(order, compiled, flat.data, start, end))
        if not sights:
            return []
        return self._detected(_best(sights), flat, data, encoding)

    def _hits(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        if len(data) <= _SLICE:
            yield from self._gate.find_matches_as_indexes(data)
            return
        whole = memoryview(data)
        for base in range(0, len(data), _SLICE):
            part = whole[base : base + _SLICE + self._overlap]
            for keyword, start, end in self._gate.find_matches_as_indexes(part):
                yield keyword, base + start, base + end

    def _windows(self, data: bytes) -> dict[int, list[tuple[int, int]]]:
        windows: dict[int, list[tuple[int, int]]] = {}
        size = len(data)
        for keyword, start, end in self._hits(data):
            for order in self._wanted[keyword]:
                rule = self._compiled[order].rule
                low, high = max(start - rule.before, 0), min(end + rule.after, size)
                known = windows.setdefault(order, [])
                if known and low <= known[-1][1]:
                    known[-1] = (known[-1][0], max(high, known[-1][1]))
                else:
                    known.append((low, high))
        return windows

    def _look(self, order: int, compiled: _Compiled, data: bytes, start: int, end: int) -> Iterator[_Sight]:
        edges = compiled.edges
        for match in compiled.pattern.finditer(data, start, end):
            low, high = match.span(compiled.group)
            if low < 0 or low == high:
                continue
            if (low and data[low - 1] in edges) or (high < len(data) and data[high] in edges):
                continue
            verdict = self._judge(compiled.rule, data[low:high])
            if verdict.keep:
                yield _Sight(
                    start=low,
                    end=high,
                    order=order,
                    confidence=verdict.confidence or compiled.rule.confidence,
                    reason=verdict.reason or compiled.title,
                )

    def _judge(self, rule: Rule, value: bytes) -> Verdict:
        verdict = PASS
        for name in rule.validators:
            verdict = VALIDATORS[name](value)
            if not verdict.keep or verdict.confidence is Confidence.LOW:
                return verdict
        if value in self._documented:
            return Verdict(confidence=Confidence.LOW, reason="an example from the provider's documentation")
        if "key-block" in rule.validators or "putty" in rule.validators:
            return verdict
        placeholder = why_placeholder(value)
        if placeholder:
            return Verdict(confidence=Confidence.LOW, reason=placeholder)
        if rule.entropy and entropy(value) < rule.entropy:
            return Verdict(confidence=Confidence.LOW, reason="too regular to be random")
        return verdict

    def _detected(self, sights: Iterable[_Sight], flat: View, data: bytes, encoding: str) -> list[Detected]:
        starts = encodings.line_starts(data, encoding)
        out: list[Detected] = []
        for sight in sights:
            rule = self._compiled[sight.order].rule
            start, end = flat.original(sight.start), flat.original(sight.end)
            out.append(
                Detected(
                    rule=rule.id,
                    kind=rule.kind,
                    confidence=sight.confidence,
                    start=start,
                    end=end,
                    line=bisect_right(starts, start),
                    value=data[start:end],
                    reason=sight.reason,
                )
            )
        return out


def _compiled(rule: Rule) -> _Compiled:
    pattern = _compile(rule.pattern)
    groups = cast("dict[bytes, int]", getattr(pattern, "groupindex"))  # noqa: B009
    count = cast("int", getattr(pattern, "groups"))  # noqa: B009
    return _Compiled(
        rule=rule,
        pattern=pattern,
        group=groups.get(b"value", 1 if count else 0),
        edges=EDGES[rule.edges],
        title=rule.title.get("en"),
        paths=_compile(rule.paths) if rule.paths else None,
        not_paths=_compile(rule.not_paths) if rule.not_paths else None,
    )


def _rules_by_keyword(keywords: Sequence[bytes], rules: Sequence[Rule]) -> list[tuple[int, ...]]:
    """Give, for each keyword, the rules to try where it stands: its own, and those of keywords that it may cover.

    The gate's hits do not overlap, so a keyword that begins inside another one's hit is never reported by itself.
    """
    own = [{order for order, rule in enumerate(rules) if keyword.decode() in rule.keywords} for keyword in keywords]
    wanted: list[tuple[int, ...]] = []
    for keyword in keywords:
        orders = {
            order for other, theirs in zip(keywords, own, strict=True) if _covers(keyword, other) for order in theirs
        }
        wanted.append(tuple(sorted(orders)))
    return wanted


def _covers(keyword: bytes, other: bytes) -> bool:
    return other in keyword or any(keyword.endswith(other[:size]) for size in range(1, len(other)))


def _best(sights: Iterable[_Sight]) -> list[_Sight]:
    """Drop what another sight of the same bytes says better: the surer one stays, then the wider, then the first."""
    ordered = sorted(
        sights, key=lambda sight: (-_GRADES[sight.confidence], sight.start - sight.end, sight.order, sight.start)
    )
    kept: list[_Sight] = []  # in order of place, none overlapping: so only the two neighbours need a look
    for sight in ordered:
        at = bisect_right(kept, sight.start, key=_start)
        behind = at < len(kept) and kept[at].start < sight.end
        before = at > 0 and sight.start < kept[at - 1].end
        if not behind and not before:
            kept.insert(at, sight)
    return kept


def _start(sight: _Sight) -> int:
    return sight.start
