"""The rule engine: a prefilter, a gate of keywords, each pattern in a window; then the detectors that are code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

from codebinder.assets import resources
from codebinder.base import encoding as encodings
from codebinder.detect import encoded, keystores
from codebinder.detect.archives import is_archive
from codebinder.detect.detectors import DETECTORS, Look
from codebinder.detect.fileview import FileView
from codebinder.detect.gates import KeywordGate
from codebinder.detect.insides import inside
from codebinder.detect.lines import line_numbers
from codebinder.detect.overlaps import settle
from codebinder.detect.patterns import Pattern, compile_pattern, group_of
from codebinder.detect.prefilter import Prefilter
from codebinder.detect.rulefile import RuleSet, digest_of, load_rules, rule_text
from codebinder.detect.rules import EDGES, Rule
from codebinder.detect.scoring import unless_documented, weigh
from codebinder.detect.sight import Sight
from codebinder.model.findings import Detected
from codebinder.model.ports import Cancel, NeverCancel

ENGINE_VERSION = 3
"""Part of the digest: raised whenever the same rules would find something else."""

_DEEPEST = 2
"""How often what was decoded is searched for encoded text again."""
_DECODED = b"decoded"
_LONGEST = 65_536
"""A match that reaches the end of its window is tried again with this many bytes more."""
_EQUALS = ord("=")
_NEVER = NeverCancel()


@dataclass(frozen=True)
class _Compiled:
    """A pattern rule; patterns are compiled when first needed, since few files need more than a few of them."""

    rule: Rule

    @cached_property
    def pattern(self) -> Pattern:
        return compile_pattern(self.rule.pattern)

    @cached_property
    def group(self) -> int:
        return group_of(self.pattern, "value")

    @cached_property
    def edges(self) -> frozenset[int]:
        return EDGES[self.rule.edges]

    @cached_property
    def paths(self) -> Pattern | None:
        return compile_pattern(self.rule.paths) if self.rule.paths else None

    @cached_property
    def not_paths(self) -> Pattern | None:
        return compile_pattern(self.rule.not_paths) if self.rule.not_paths else None

    def applies(self, path: bytes) -> bool:
        if self.paths is not None and self.paths.search(path) is None:
            return False
        return self.not_paths is None or self.not_paths.search(path) is None


class Engine:
    """Compiled rules. Threads may share one engine: it keeps no state between scans."""

    def __init__(self, rules: RuleSet, *, cache: Path | None = None, prefilter: bool = True) -> None:
        """Compile a checked set of rules; `cache` is a private folder for what takes long to compile.

        `prefilter` False leaves out the fast path, which changes no finding.
        """
        self.rules = rules.rules
        self.digest = _digest(rules.digest)
        self._documented = rules.documented
        self._compiled = [_Compiled(rule) for rule in rules.rules]
        self._known = {rule.id: (order, rule) for order, rule in enumerate(rules.rules)}
        self._gate = KeywordGate(rules.rules)
        self._everywhere = {order for order, rule in enumerate(rules.rules) if rule.everywhere}
        self._prefilter = Prefilter.of(rules.rules, rules.digest, cache) if prefilter else None
        self._wanted = {rule.detector for rule in rules.rules if rule.detector}
        self._detectors = [look for name, look in DETECTORS.items() if name in self._wanted]

    @classmethod
    def load(cls, rule_files: Sequence[Path] | None = None, *, cache: Path | None = None) -> Engine:
        """Give the engine for the rule files (by default the shipped ones). Raises Faults naming every fault."""
        return cls(load_rules(shipped() if rule_files is None else rule_files, cache), cache=cache)

    def scan(self, path: bytes, data: bytes, encoding: str, *, cancel: Cancel = _NEVER) -> list[Detected]:
        """Give what is seen in one file, in order; offsets in bytes of `data`, the value as it stands there."""
        return self.look_at(FileView(path=path, data=data, encoding=encoding, cancel=cancel))

    def look_at(self, file: FileView, beside: Sequence[Look] = ()) -> list[Detected]:
        """Give what is seen in one file by the rules, and by what else is to look at it."""
        if not file.opened and is_archive(file.data):  # packed bytes are noise to every pattern
            return inside(file.path, file.data, partial(self._seen, beside), file.cancel)
        return self._seen(beside, file)

    def keys(self, file: FileView) -> list[Detected]:
        """Give the keys in binary form that stand in a file, and nothing else."""
        if "keystores" not in self._wanted:
            return []
        return self._detected(list(_stoppable(keystores.look(file), file)), file)

    def _seen(self, beside: Sequence[Look], file: FileView) -> list[Detected]:
        sights = self._sights(file)
        for look in beside:
            sights.extend(_stoppable(look(file), file))
        return self._detected(sights, file)

    def _sights(self, file: FileView, depth: int = 0) -> list[Sight]:
        by_code: list[Sight] = []
        for look in self._detectors:
            by_code.extend(_stoppable(look(file), file))
        if depth < _DEEPEST and "encoded" in self._wanted:
            by_code.extend(_stoppable(encoded.look(file, partial(self._again, file.cancel, depth + 1)), file))
        by_rules = _stoppable(self._by_rules(file), file)
        return [*by_rules, *(unless_documented(sight, file, self._documented) for sight in by_code)]

    def _again(self, cancel: Cancel, depth: int, decoded: bytes) -> Sequence[Sight]:
        """Look at bytes that stand encoded in a file; nothing of the file's path says anything about them."""
        file = FileView(path=_DECODED, data=decoded, encoding=encodings.detect(decoded)[0], cancel=cancel)
        return settle(self._sights(file, depth), self._known)

    def _by_rules(self, file: FileView) -> Iterator[Sight]:
        data = file.flat
        candidates = None if self._prefilter is None else self._prefilter.candidates(data)
        if candidates is not None and not candidates:
            return
        whole = self._everywhere if candidates is None else self._everywhere & candidates
        windows = self._gate.windows(data, candidates)
        for order in sorted(whole | windows.keys()):
            compiled = self._compiled[order]
            if compiled.applies(file.path):
                for start, end in [(0, len(data))] if order in whole else windows[order]:
                    yield from self._look(compiled, file, start, end)

    def _look(self, compiled: _Compiled, file: FileView, start: int, end: int) -> Iterator[Sight]:
        data, edges = file.flat, compiled.edges
        for found in compiled.pattern.finditer(data, start, end):
            file.cancel.check()
            match = found
            if match.end() == end < len(data):  # it may go on behind the window
                match = compiled.pattern.match(data, match.start(), min(end + _LONGEST, len(data))) or match
            low, high = match.span(compiled.group)
            if low < 0 or low == high:
                continue
            # An equals sign in front is an assignment: only behind a value can it be part of base 64.
            if (low and data[low - 1] in edges and data[low - 1] != _EQUALS) or (
                high < len(data) and data[high] in edges
            ):
                continue
            sight = weigh(compiled.rule, file, low, high, self._documented)
            if sight is not None:
                yield sight

    def _detected(self, sights: Sequence[Sight], file: FileView) -> list[Detected]:
        if not sights:
            return []
        out: list[Detected] = []
        kept = settle(sights, self._known)
        starts = [file.original(sight.start) for sight in kept]
        lines = line_numbers(file.data, file.encoding, starts)
        for sight, start, line in zip(kept, starts, lines, strict=True):
            rule = self._known[sight.rule][1]
            end = file.original(sight.end)
            out.append(
                Detected(
                    rule=rule.id,
                    kind=rule.kind,
                    confidence=sight.confidence,
                    start=start,
                    end=end,
                    line=line,
                    value=file.data[start:end],
                    reason=sight.reason or rule.title.get("en"),
                )
            )
        return out


def _stoppable(sights: Iterable[Sight], file: FileView) -> Iterator[Sight]:
    """Give the sights, asking before, between and behind them whether they are still wanted."""
    file.cancel.check()
    for sight in sights:
        file.cancel.check()
        yield sight
    file.cancel.check()


@cache
def shipped_digest() -> str:
    """Give the digest that the engine of the shipped rules has, without reading the rules: their bytes suffice."""
    return _digest(digest_of([rule_text(file) for file in shipped()]))


def _digest(rules: str) -> str:
    return hashlib.sha256(b"%d\0" % ENGINE_VERSION + rules.encode()).hexdigest()


def shipped() -> list[Path]:
    """Give the shipped rule packs in the order in which they are read."""
    return sorted((resources() / "rules").glob("*.yaml"))
