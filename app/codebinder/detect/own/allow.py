"""Allow-lists at work: what they allow becomes low with the reason, and is never dropped.

An entry knows a value and what stands around it, or patterns and paths; never a line number, which the next commit
would move under another value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from codebinder.base import encoding as encodings
from codebinder.detect.own.compiling import compiled, is_wide
from codebinder.detect.own.values import Allow, Target
from codebinder.detect.patterns import Pattern
from codebinder.model.findings import Confidence, Detected

VALUE, CONTEXT = "allow-value", "allow-context"
"""Purposes of the keyed digests."""
REASON = "allowed by "

Tag = Callable[[str, bytes], str]
"""(purpose, bytes) to a keyed digest."""

_AROUND = 200
"""Characters of the line on either side of the value that count as its context."""
_LINE = 4096
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Seen:
    """What an entry looks at: the finding's value, the whole match, its line, each as text."""

    path: bytes
    rule: str
    value: bytes
    match: bytes
    line: bytes


@dataclass(frozen=True, slots=True)
class _Entry:
    allow: Allow
    patterns: tuple[Pattern, ...]
    paths: tuple[Pattern, ...]
    values: frozenset[bytes]
    stopwords: tuple[bytes, ...]
    wide: bool

    @classmethod
    def of(cls, allow: Allow) -> _Entry:
        return cls(
            allow,
            tuple(map(compiled, allow.patterns)),
            tuple(map(compiled, allow.paths)),
            frozenset(value.encode("utf-8", "surrogatepass") for value in allow.values),
            tuple(word.lower().encode("utf-8", "surrogatepass") for word in allow.stopwords),
            any(map(is_wide, allow.patterns)),
        )

    def allows(self, seen: Seen) -> bool:
        allow = self.allow
        if allow.rules and seen.rule not in allow.rules:
            return False
        checks: list[bool] = []
        if self.patterns:
            text = {Target.VALUE: seen.value, Target.MATCH: seen.match, Target.LINE: seen.line}[allow.target]
            checks.append(any(pattern.search(text) is not None for pattern in self.patterns))
        if self.values:
            checks.append(seen.value in self.values)
        if self.paths:
            checks.append(any(pattern.search(seen.path) is not None for pattern in self.paths))
        if self.stopwords:
            lower = seen.value.lower()
            checks.append(any(word in lower for word in self.stopwords))
        return bool(checks) and (all(checks) if allow.every else any(checks))


class Entries:
    """A set of compiled entries with patterns, values and paths. Threads may share it."""

    def __init__(self, allow: Iterable[Allow]) -> None:
        self.allow = tuple(allow)
        self._entries = [_Entry.of(each) for each in self.allow if not each.value_tag]

    def which(self, seen: Seen) -> str:
        """Give the id of the first entry that allows what is seen; empty where none does."""
        return next((entry.allow.id for entry in self._entries if entry.allows(seen)), "")

    def __bool__(self) -> bool:
        return bool(self._entries)


class Allowances:
    """Everything that is allowed in a scan: lists, and entries made from findings (which need `tag`)."""

    def __init__(self, allow: Iterable[Allow], tag: Tag | None = None) -> None:
        """Prepare; without `tag`, entries that stand for findings can't be recognised and allow nothing."""
        self.allow = tuple(allow)
        self._entries = Entries(self.allow)
        self._tag = tag
        self._keyed: dict[str, list[Allow]] = {}
        for each in self.allow:
            if each.value_tag and tag is not None:
                self._keyed.setdefault(each.value_tag, []).append(each)

    def __bool__(self) -> bool:
        return bool(self._keyed) or bool(self._entries)

    def apply(self, path: bytes, data: bytes, encoding: str, hits: Sequence[Detected]) -> list[Detected]:
        """Give the findings of one file; those that an entry allows are low, with the entry as reason."""
        if not self or not hits:
            return list(hits)
        return [self._weighed(path, data, encoding, hit) for hit in hits]

    def _weighed(self, path: bytes, data: bytes, encoding: str, hit: Detected) -> Detected:
        if hit.reason.startswith(REASON):
            return hit
        entry = self._by_tag(path, data, encoding, hit)
        if not entry and self._entries:
            line = utf8(line_around(data, encoding, hit.start, hit.end), encoding)
            value = utf8(hit.value, encoding)
            entry = self._entries.which(Seen(path, hit.rule, value, line, line))
        return replace(hit, confidence=Confidence.LOW, reason=REASON + entry) if entry else hit

    def _by_tag(self, path: bytes, data: bytes, encoding: str, hit: Detected) -> str:
        if not self._keyed or self._tag is None:
            return ""
        for entry in self._keyed.get(self._tag(VALUE, utf8(hit.value, encoding)), ()):
            if entry.path is not None and entry.path != path:
                continue
            if not entry.context_tag:
                return entry.id
            if self._tag(CONTEXT, context(data, encoding, hit.start, hit.end)) == entry.context_tag:
                return entry.id
        return ""

    def unmatched(self, reasons: Iterable[str]) -> tuple[str, ...]:
        """Give a sentence for each entry that none of these findings' reasons names."""
        used = {reason[len(REASON) :].partition(",")[0] for reason in reasons if reason.startswith(REASON)}
        return tuple(
            f"allow-list entry {each.id}{f' ({each.where})' if each.where else ''} matched nothing"
            for each in self.allow
            if each.id not in used
        )


def line_around(data: bytes, encoding: str, start: int, end: int) -> bytes:
    """Give the lines on which a value stands, at most 4 KiB of them on either side of it."""
    begin, stop = line_range(data, encoding, start, end)
    return data[begin:stop]


def line_range(data: bytes, encoding: str, start: int, end: int) -> tuple[int, int]:
    """Give where the lines begin and end on which a value stands, at most 4 KiB away from it."""
    newline = {"utf-16-le": b"\n\0", "utf-16-be": b"\0\n"}.get(encoding, b"\n")
    unit = len(newline)
    low = max(0, start - _LINE)
    high = min(len(data), end + _LINE)
    begin = data.rfind(newline, low, start)
    while begin >= 0 and begin % unit:  # halves of two characters
        begin = data.rfind(newline, low, begin + unit - 1)
    stop = data.find(newline, end, high)
    while stop >= 0 and stop % unit:
        stop = data.find(newline, stop + 1, high)
    return (begin + unit if begin >= 0 else low), (stop if stop >= 0 else high)


def context(data: bytes, encoding: str, start: int, end: int) -> bytes:
    """Give what stands around a value, so that it is the same after the file was moved, indented or re-encoded: the
    rest of its line with white space squeezed, and where there is none, nothing."""
    low, high = line_range(data, encoding, start, end)
    before = encodings.decode(data[low:start], encoding)[-_AROUND:]
    after = encodings.decode(data[end:high], encoding)[:_AROUND]
    return "\0".join(_SPACE.sub(" ", part).strip().lower() for part in (before, after)).encode("utf-8", "replace")


def utf8(value: bytes, encoding: str) -> bytes:
    """Give a value as it would stand in a file in UTF-8, so that entries hold whatever the file's encoding."""
    if encoding in {"utf-8", "utf-8-sig", "binary"} or (value.isascii() and not encoding.startswith("utf-16")):
        return value
    return encodings.decode(value, encoding).encode("utf-8", "replace")
