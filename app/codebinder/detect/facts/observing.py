"""Looks at one file: a single gate over all bytes, then each match read by the facts whose gate it fits."""

# ruff: noqa: E501  (a gate stays one literal)

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from codebinder.detect import patterns
from codebinder.detect.facts import accounts, crypto, interfaces, outward, ports
from codebinder.detect.facts.observed import C_LIKE, SCRIPTS, WINDOW, Fact, Hit, Observed, Reading, endings
from codebinder.detect.facts.stems import Windows
from codebinder.detect.fileview import FileView
from codebinder.detect.patterns import Pattern, compile_pattern
from codebinder.detect.silence import Silence, loosened

FACTS: tuple[Fact, ...] = (
    *ports.FACTS, *accounts.FACTS, *interfaces.FACTS, *outward.FACTS, *crypto.FACTS
)  # fmt: skip
"""In this order: where two gates match at one place, the first one's extent is taken."""

FACTS_VERSION = 1
"""Raised whenever the same files would be observed otherwise."""

_EACH = 32
"""How often one spelling is looked at in one file; a table of a thousand digests tells no more than its first rows."""
_PROSE = endings(
    ".md .markdown .rst .adoc .asciidoc .html .htm .po .pot .svg .css .scss .less .tex .texi .pod .map .log .patch .diff"
)
_TEXTS = frozenset({b"cmakelists.txt", b"requirements.txt", b"config.txt", b"cmdline.txt", b"default.txt"})
_IGNORED = frozenset({b".gitattributes", b".gitignore", b".bzrignore", b".hgignore", b".dockerignore", b".mailmap"})
_SLASHES = endings(
    C_LIKE
    + " "
    + SCRIPTS
    + " .java .kt .go .rs .cs .swift .scala .php .groovy .dts .dtsi .s .proto .gradle .asl .rc .qml .dart"
)
_COMMENT = re.compile(
    rb"[ \t]*(?://|/\*|\*(?:[\s/]|$)|#(?![ \t]*(?:define|include|if|ifdef|ifndef|elif|undef|pragma|!))|--[ \t]|;|<!--|%%"
    rb"|rem\s|REM\s|\.\.[ \t]|\"\"\"|dnl\s)"
)
_TRANSLATED = re.compile(rb"(?i)/(?:locales?|i18n|l10n|translations?|lang|gitignore)/")
_WORKSHOP = re.compile(
    rb"(?i)(?:^|/)(?:\.github|\.gitlab|\.circleci|\.azure[^/]*|\.ci|ci|\.devcontainer)/|(?:^|/)(?:\.travis|appveyor|\.gitlab-ci"
    rb"|azure-pipelines|bitbucket-pipelines|jenkinsfile|vagrantfile|configure\.(?:ac|in)|acinclude|aclocal)[^/]*$"
)
"""What builds the product and is no part of it: it stands aside, as tests do."""
_CACHE = 20_000


def observe(file: FileView) -> Iterator[Observed]:
    """Give what `file` says about itself, in order of place. Prose, lock files and comments are not looked at."""
    yield from accounts.entries(file)
    if (
        file.suffix in _PROSE
        or file.name in _IGNORED
        or file.name.startswith(b"kconfig")
        or (file.suffix == b".txt" and file.name not in _TEXTS)
    ):
        return
    if silence().rules_out(file.flat):
        return
    spans = places(file.flat)
    first = next(spans, None)
    if first is not None:
        yield from _sights(file, chain((first,), spans))


def places(flat: bytes) -> Iterator[tuple[int, int]]:
    """Give where any gate matches, in order: in one pass, or without the linear-time library in a few lines only."""
    if patterns.LINEAR:
        return patterns.spans(gate(), flat)
    return (
        match.span() for low, high, some in _windows().over(flat) for match in _some(some).finditer(flat, low, high)
    )


def _sights(file: FileView, spans: Iterable[tuple[int, int]]) -> Iterator[Observed]:
    flat, suffix, aside = file.flat, file.suffix, None
    slashes = suffix in _SLASHES
    seen: dict[bytes, int] = {}
    last = newlines = 0
    for start, end in spans:
        word = flat[start:end]
        known = seen.get(word, 0)
        if known >= _EACH:
            continue
        seen[word] = known + 1
        facts = _facts_of(word)
        if not facts:
            continue
        before = flat[max(flat.rfind(b"\n", max(start - WINDOW, 0), start) + 1, start - WINDOW, 0) : start]
        comment = _in_comment(flat, before + word[:2], start, slashes=slashes)
        hit: Hit | None = None
        for fact in facts:
            if (comment and not fact.in_comments) or (fact.suffixes and suffix not in fact.suffixes):
                continue
            if hit is None:
                stop = flat.find(b"\n", end, end + WINDOW)
                hit = Hit(file, word, before, flat[end : stop if stop >= 0 else end + WINDOW])
            readings = _NAMES.readings(fact, hit) if fact.name_only else tuple(fact.read(hit))
            if not readings:
                continue
            if aside is None:  # only now, since it takes its time
                if _beside(file):
                    return
                aside = _stands_aside(file)
            newlines += flat.count(b"\n", last, start)
            last = start
            for subject, detail in readings:
                yield Observed(
                    kind=fact.kind, subject=subject, start=start, end=end, line=newlines + 1, detail=detail, aside=aside
                )


def _beside(file: FileView) -> bool:
    """Is this a lock file, packed or prose, which tells about other things than this code?"""
    around = file.surroundings
    return (
        around.lock
        or around.minified
        or (around.document and file.suffix not in _SLASHES)
        or _TRANSLATED.search(file.path) is not None
    )


def _stands_aside(file: FileView) -> bool:
    around = file.surroundings
    return around.test or around.example or _WORKSHOP.search(file.path) is not None


def _in_comment(flat: bytes, before: bytes, start: int, *, slashes: bool) -> bool:
    """Does the match stand in a comment, as far as its line and the nearest comment marks tell?"""
    if _COMMENT.match(before):
        return True
    if not slashes:
        return any(mark in before for mark in (b" # ", b"\t# ", b"/* ", b" // "))
    at = before.rfind(b"//")
    if at >= 0 and before[at - 1 : at] != b":" and before.count(b'"', 0, at) % 2 == 0:
        return True
    opened = flat.rfind(b"/*", max(start - 4000, 0), start)
    return (
        opened >= 0
        and flat.find(b"*/", opened, start) < 0
        and b'"' not in flat[opened - 12 if opened > 12 else 0 : opened]
    )


@lru_cache(maxsize=1)
def gate() -> Pattern:
    """The gates of all facts in one pattern."""
    return compile_pattern("|".join(f"(?:{fact.gate})" for fact in FACTS))


@lru_cache(maxsize=1)
def silence() -> Silence:
    """What tells that no gate matches."""
    return Silence([loosened(f"(?:{fact.gate})") for fact in FACTS])


@lru_cache(maxsize=4096)
def _some(facts: frozenset[int]) -> Pattern:
    """Give the gates of some facts in one pattern, in the order of all."""
    return compile_pattern("|".join(f"(?:{FACTS[number].gate})" for number in sorted(facts)))


@lru_cache(maxsize=1)
def _windows() -> Windows:
    return Windows([fact.gate for fact in FACTS])


@lru_cache(maxsize=1)
def _fitting() -> Callable[[bytes], list[int]]:
    return patterns.fitting([f"(?:{fact.gate})" for fact in FACTS])


@lru_cache(maxsize=_CACHE)
def _facts_of(word: bytes) -> tuple[Fact, ...]:
    """Give the facts whose gate matches all of `word`."""
    return tuple(FACTS[number] for number in _fitting()(word))


class _Names:
    """What was worked out for a name before; forgotten where it grows too large. Threads may share it."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bytes], tuple[Reading, ...]] = {}
        self._mutex = threading.Lock()

    def readings(self, fact: Fact, hit: Hit) -> tuple[Reading, ...]:
        key = (id(fact), hit.name)
        known = self._known.get(key)
        if known is None:
            known = tuple(fact.read(hit))
            with self._mutex:
                if len(self._known) >= _CACHE:
                    self._known.clear()
                self._known[key] = known
        return known


_NAMES = _Names()
