"""Looks for what people's own lists name: a plug-in beside the shipped detectors, for words and patterns of all kinds.

Unlike our own rules, theirs may come without a keyword, in any language, and with allow-lists of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import ahocorasick_rs

from codebinder.base import encoding as encodings
from codebinder.detect.fileview import FileView
from codebinder.detect.own.allow import REASON, Entries, Seen
from codebinder.detect.own.compiling import compiled, group_named, is_wide, value_span
from codebinder.detect.own.values import OwnRule, OwnRules, Word
from codebinder.detect.patterns import Match, Pattern
from codebinder.detect.placeholders import entropy
from codebinder.detect.rules import Rule
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_PATTERN, _WORD = "matches a pattern of one's own", "a word from a list of one's own"
"""Reasons stand in the workbook in clear, where titles and words may be confidential."""
_MOST = 10_000
"""Findings of one rule in one file; a rule that sees more says nothing new with the next one."""
_SLICE = 1 << 20
"""Searches for words run on slices, so that a file made of them cannot fill the memory with hits."""
_PATH_ONLY = 64 << 10
"""Bytes from its beginning that stand for a whole file, where a rule names files by their path."""


@dataclass(frozen=True, slots=True)
class _Ready:
    own: OwnRule
    pattern: Pattern | None
    groups: int
    wide: bool
    paths: Pattern | None
    keywords: frozenset[int]
    allow: Entries


class OwnDetector:
    """People's own rules, ready to look. Threads may share it."""

    def __init__(self, rules: OwnRules) -> None:
        """Compile what was read (and so has no faults)."""
        self.rules: tuple[Rule, ...] = tuple(own.rule for own in rules.rules)
        keywords = sorted({word.encode() for own in rules.rules if own.rule.pattern for word in own.rule.keywords})
        places = {word: at for at, word in enumerate(keywords)}
        self._ready = [_ready(own, places) for own in rules.rules if not own.words]
        self._gate = ahocorasick_rs.BytesAhoCorasick(keywords) if keywords else None
        self._longest = max(map(len, keywords), default=0)
        lists = [own for own in rules.rules if own.words]
        self._words = _WordSearch(lists) if lists else None

    def __bool__(self) -> bool:
        return bool(self.rules)

    def look(self, file: FileView) -> Iterator[Sight]:
        """Give what the rules see in one file; offsets in `file.flat`."""
        if self._words is not None:
            yield from self._words.look(file)
        if not self._ready:
            return
        known: set[int] = set()
        if self._gate is not None:
            known = {place for place, _, _ in _hits(self._gate, file.flat.lower(), self._longest)}
        text: _Wide | None = None
        for ready in self._ready:
            if ready.paths is not None and ready.paths.search(file.path) is None:
                continue
            if ready.keywords and not ready.keywords & known:
                continue
            if ready.pattern is None:
                yield from _whole(ready, file)
            elif ready.wide:
                text = text or _Wide(file)
                yield from _limited(_wide(ready, file, text))
            else:
                yield from _limited(_narrow(ready, file))


def _hits(search: ahocorasick_rs.BytesAhoCorasick, data: bytes, longest: int) -> Iterator[tuple[int, int, int]]:
    """Give every (word, start, end), overlapping ones too, by slices."""
    whole = memoryview(data)
    for base in range(0, len(data), _SLICE):
        for place, start, end in search.find_matches_as_indexes(
            whole[base : base + _SLICE + longest], overlapping=True
        ):
            if start < _SLICE:
                yield place, base + start, base + end


def _ready(own: OwnRule, places: dict[bytes, int]) -> _Ready:
    pattern = compiled(own.rule.pattern) if own.rule.pattern else None
    named = None if pattern is None or own.group else group_named(pattern, "value")
    return _Ready(
        own if named is None else replace(own, group=named),
        pattern,
        cast("int", getattr(pattern, "groups", 0)),
        is_wide(own.rule.pattern),
        compiled(own.rule.paths) if own.rule.paths else None,
        frozenset(places[word.encode()] for word in own.rule.keywords) if pattern is not None else frozenset(),
        Entries(own.allow),
    )


def _limited(sights: Iterator[Sight]) -> Iterator[Sight]:
    for number, sight in enumerate(sights):
        if number >= _MOST:
            return
        yield sight


def _whole(ready: _Ready, file: FileView) -> Iterator[Sight]:
    """Tell a file by its path alone."""
    end = min(len(file.flat), _PATH_ONLY)
    if end:
        yield _sight(ready, file, (0, end), b"", (b"", b""))


def _narrow(ready: _Ready, file: FileView) -> Iterator[Sight]:
    if ready.pattern is None:
        return
    flat = file.flat
    for match in ready.pattern.finditer(flat):
        low, high = value_span(match, ready.groups, ready.own.group)
        if 0 <= low < high:
            yield _sight(ready, file, (low, high), flat[low:high], _around(ready, flat, match))


class _Wide:
    """A file's text in UTF-8, and the way back from an offset in it to one in the flat bytes."""

    def __init__(self, file: FileView) -> None:
        self._encoding = file.encoding
        self._as_is = file.encoding in {"utf-8", "utf-8-sig", "binary"}
        self._base = file.original(0)
        self._unit = max(1, file.original(1) - self._base)
        # What does not decode passes through as half characters, so that the way back stays exact.
        self._errors = "surrogatepass" if file.encoding.startswith("utf-16") else "surrogateescape"
        self.data = file.data
        if not self._as_is:
            whole = self._base + (len(file.data) - self._base) // self._unit * self._unit
            text = file.data[self._base : whole].decode(file.encoding, self._errors)
            self.data = text.encode("utf-8", "surrogatepass")

    def flat(self, offset: int, known: tuple[int, int]) -> tuple[int, int]:
        """Give (offset here, offset in the flat bytes), counted on from a pair that is known and lies before."""
        if self._as_is:
            return offset, offset
        part = self.data[known[0] : offset].decode("utf-8", "surrogatepass")
        return offset, known[1] + len(part.encode(self._encoding, self._errors)) // self._unit


def _wide(ready: _Ready, file: FileView, text: _Wide) -> Iterator[Sight]:
    if ready.pattern is None:
        return
    known = (0, 0)
    for match in ready.pattern.finditer(text.data):
        low, high = value_span(match, ready.groups, ready.own.group)
        if 0 <= low < high:
            known = text.flat(low, known)
            end = text.flat(high, known)
            value = text.data[low:high]
            yield _sight(ready, file, (known[1], end[1]), value, _around(ready, text.data, match))


def _around(ready: _Ready, text: bytes, match: Match) -> tuple[bytes, bytes]:
    """Give the match and its lines, where an allow-list of the rule may want them."""
    if not ready.allow:
        return b"", b""
    low, high = match.span()
    end = text.find(b"\n", high, high + 4096)
    begin = text.rfind(b"\n", max(0, low - 4096), low) + 1
    return text[low:high], text[begin or max(0, low - 4096) : end if end >= 0 else high + 4096]


def _sight(ready: _Ready, file: FileView, span: tuple[int, int], value: bytes, around: tuple[bytes, bytes]) -> Sight:
    rule = ready.own.rule
    grade, reason = rule.confidence, _PATTERN
    if rule.entropy and value and entropy(value) <= rule.entropy:
        grade, reason = Confidence.LOW, "too regular to be random"
    if ready.allow:
        entry = ready.allow.which(Seen(file.path, rule.id, value, *around))
        if entry:
            grade, reason = Confidence.LOW, REASON + entry
    # What people ask for by name is not weighed again: only their own lists score it down.
    return Sight(start=span[0], end=span[1], rule=rule.id, confidence=grade, reason=reason, firm=True)


class _WordSearch:
    """Lists of words: one pass for those in ASCII, and one in the file's own encoding for the others."""

    def __init__(self, lists: list[OwnRule]) -> None:
        self._plain: list[tuple[Rule, Word]] = []
        self._other: list[tuple[Rule, Word]] = []
        for own in lists:
            for word in own.words:
                (self._plain if word.text.isascii() else self._other).append((own.rule, word))
        texts = [word.text.lower().encode() for _, word in self._plain]
        self._search = ahocorasick_rs.BytesAhoCorasick(texts) if texts else None
        self._longest = max(map(len, texts), default=0)
        self._encoded: dict[str, tuple[ahocorasick_rs.BytesAhoCorasick, list[Rule], int] | None] = {}

    def look(self, file: FileView) -> Iterator[Sight]:
        if self._search is not None:
            flat = file.flat
            counts: dict[str, int] = {}
            for place, start, end in _hits(self._search, flat.lower(), self._longest):
                rule, word = self._plain[place]
                if word.exact and flat[start:end] != word.text.encode():
                    continue
                if not _is_whole(flat, start, end, word):
                    continue
                counts[rule.id] = counts.get(rule.id, 0) + 1
                if counts[rule.id] <= _MOST:
                    yield _word_sight(rule, start, end)
        if self._other and not file.data.isascii():
            yield from self._look_wide(file)

    def _look_wide(self, file: FileView) -> Iterator[Sight]:
        """Find words with characters beyond ASCII: those of Chinese have no case and no spaces around them."""
        base = file.original(0)
        unit = max(1, file.original(1) - base)
        codec = "utf-8" if file.encoding in {"utf-8-sig", "binary"} else file.encoding
        if codec not in self._encoded:
            self._encoded[codec] = self._in(codec)  # two threads may both make it: the same thing twice
        prepared = self._encoded[codec]
        if prepared is None:
            return
        search, rules, longest = prepared
        counts: dict[str, int] = {}
        for place, start, end in _hits(search, file.data, longest):
            rule = rules[place]
            if (start - base) % unit or not encodings.on_boundary(file.data, codec, start):
                continue
            counts[rule.id] = counts.get(rule.id, 0) + 1
            if counts[rule.id] <= _MOST:
                yield _word_sight(rule, (start - base) // unit, (end - base) // unit)

    def _in(self, codec: str) -> tuple[ahocorasick_rs.BytesAhoCorasick, list[Rule], int] | None:
        """Prepare the words as they are spelt in an encoding; None where it can spell none of them."""
        spelt: dict[bytes, Rule] = {}
        for rule, word in self._other:
            for text in _spellings(word):
                try:
                    spelt.setdefault(text.encode(codec), rule)
                except UnicodeEncodeError:
                    continue
        if not spelt:
            return None
        return ahocorasick_rs.BytesAhoCorasick(list(spelt)), list(spelt.values()), max(map(len, spelt))


def _spellings(word: Word) -> tuple[str, ...]:
    """Give the spellings to look for: without a case of its own, one."""
    text = word.text
    if word.exact:
        return (text,)
    return tuple(dict.fromkeys((text, text.lower(), text.upper(), text.title(), text.capitalize())))


def _word_sight(rule: Rule, start: int, end: int) -> Sight:
    return Sight(start=start, end=end, rule=rule.id, confidence=rule.confidence, reason=_WORD, firm=True)


def _is_whole(flat: bytes, start: int, end: int, word: Word) -> bool:
    """Is this the word, or a part of one? Signs and underscores part words, so do humps (OrionDriver, initOrion), and
    a number may follow (orion2_init)."""
    first, last = flat[start], flat[end - 1]
    before = flat[start - 1] if start else 0x20
    if not word.open_start and _is_letter(first) and (_is_letter(before) or _is_digit(before)):
        hump = _is_upper(first) and (not _is_upper(before)) and not _is_upper_word(flat, start, end)
        if not hump:
            return False
    if word.open_end:
        return True
    behind = end
    if _is_letter(last):
        while behind < len(flat) and behind < end + 8 and _is_digit(flat[behind]):
            behind += 1
    after = flat[behind] if behind < len(flat) else 0x20
    if _is_digit(after):
        return not _is_digit(last) and behind > end
    if not _is_letter(after):
        return True
    return behind == end and _is_upper(after) and not _is_upper(last)


def _is_upper_word(flat: bytes, start: int, end: int) -> bool:
    """All capitals: a hump before it would be a stretch of base 64 as well."""
    return end - start > 1 and flat[start:end].isupper()


def _is_letter(char: int) -> bool:
    return 0x61 <= char | 0x20 <= 0x7A


def _is_upper(char: int) -> bool:
    return 0x41 <= char <= 0x5A


def _is_digit(char: int) -> bool:
    return 0x30 <= char <= 0x39
