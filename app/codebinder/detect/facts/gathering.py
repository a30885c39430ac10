"""Adds up what the files of a component say, in bounded memory: one value for each thing, with its first places.

What each file said is kept apart, so that after a change only the changed files need to be read again.
"""

from __future__ import annotations

import heapq
import json
import threading
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from codebinder.detect.facts.observed import Observed
from codebinder.detect.facts.observing import FACTS_VERSION, observe
from codebinder.detect.fileview import FileView
from codebinder.model.observations import Observation, ObservationKind, ObservedAt

PLACES = 20
"""Places that are kept for each observation."""
MOST = 2000
"""Different observations of one kind; those that come later are counted together."""
MOST_RECORDS = 300_000
"""Things said by files; beyond that, files that come later are not kept."""
OTHERS = "(others)"
_LINES = 5
_LARGEST = 256 << 20

_Key = tuple[ObservationKind, str, str]
_Record = tuple[int, int, int, tuple[int, ...]]
"""Number of the key, count, how many of them aside, first lines."""


@dataclass(slots=True)
class _Tally:
    count: int = 0
    aside: int = 0
    firm_places: list[tuple[bytes, int]] = field(default_factory=list[tuple[bytes, int]])
    aside_places: list[tuple[bytes, int]] = field(default_factory=list[tuple[bytes, int]])


class Gathering:
    """What a component's files say, added up. Threads may share it; the order of files does not matter.

    `whole` is False where there was more than it keeps: counts are then lower than they should be.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.whole = True
        self._keys: dict[_Key, int] = {}
        self._kinds: dict[ObservationKind, int] = {}
        self._files: dict[bytes, tuple[_Record, ...]] = {}
        self._records = 0
        self._mutex = threading.Lock()

    def add(self, file: FileView) -> int:
        """Observe one file, which replaces what its path said before; give how many sights it had."""
        return self.take(file.path, observe(file))

    def take(self, path: bytes, sights: Iterable[Observed]) -> int:
        """Set what the file at `path` says; give how many sights that are."""
        found: dict[_Key, list[Observed]] = {}
        for sight in sights:
            found.setdefault((sight.kind, sight.subject, sight.detail), []).append(sight)
        with self._mutex:
            self._forget(path)
            if self._records + len(found) > MOST_RECORDS:
                self.whole = False
            elif found:
                self._files[path] = tuple(self._record(key, seen) for key, seen in found.items())
                self._records += len(found)
        return sum(map(len, found.values()))

    def forget(self, path: bytes) -> None:
        """Take back what the file at `path` said: it is gone."""
        with self._mutex:
            self._forget(path)

    def keep_only(self, paths: Iterable[bytes]) -> None:
        """Take back what all other files said."""
        known = frozenset(paths)
        with self._mutex:
            for path in [path for path in self._files if path not in known]:
                self._forget(path)

    def merge(self, other: Gathering) -> None:
        """Add what the files of another gathering say."""
        with other._mutex:
            keys = list(other._keys)
            files = list(other._files.items())
            whole = other.whole
        with self._mutex:
            self.whole = self.whole and whole
            for path, records in files:
                self._forget(path)
                if self._records + len(records) > MOST_RECORDS:
                    self.whole = False
                    continue
                self._files[path] = tuple((self._number(keys[record[0]]), *record[1:]) for record in records)
                self._records += len(records)

    def observations(self) -> tuple[Observation, ...]:
        """Give everything seen, by kind, then the most frequent first."""
        with self._mutex:
            tallies = [_Tally() for _ in self._keys]
            for path, records in self._files.items():
                for number, count, aside, lines in records:
                    tally = tallies[number]
                    tally.count += count
                    tally.aside += aside
                    (tally.aside_places if aside else tally.firm_places).extend((path, line) for line in lines)
            rows = [_observation(key, tally) for key, tally in zip(self._keys, tallies, strict=True) if tally.count]
        order = {kind: place for place, kind in enumerate(ObservationKind)}
        return tuple(sorted(rows, key=lambda row: (order[row.kind], -row.firm, -row.count, row.subject, row.detail)))

    def packed(self) -> bytes:
        """Give all of it as bytes, for keeping."""
        with self._mutex:
            value = {
                "version": FACTS_VERSION,
                "whole": self.whole,
                "keys": [[kind.value, subject, detail] for kind, subject, detail in self._keys],
                "files": [[path.hex(), records] for path, records in sorted(self._files.items())],
            }
        return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"), 6)

    @classmethod
    def unpacked(cls, data: bytes) -> Gathering | None:
        """Read what `packed` gave; None where an earlier version observed otherwise, or the bytes are not ours."""
        reader = zlib.decompressobj()
        try:
            value = cast("dict[str, object]", json.loads(reader.decompress(data, _LARGEST)))
            if not reader.eof or value["version"] != FACTS_VERSION:
                return None
            made = cls()
            made.whole = bool(value["whole"])
            for kind, subject, detail in cast("list[list[str]]", value["keys"]):
                key = (ObservationKind(kind), subject, detail)
                made._keys[key] = len(made._keys)
                made._kinds[key[0]] = made._kinds.get(key[0], 0) + 1
            for path, records in cast("list[tuple[str, list[list[int]]]]", value["files"]):
                rows = tuple(_read(record, len(made._keys)) for record in records)
                made._files[bytes.fromhex(path)] = rows
                made._records += len(rows)
        except (zlib.error, ValueError, KeyError, TypeError, IndexError):
            return None
        return made

    def _forget(self, path: bytes) -> None:
        self._records -= len(self._files.pop(path, ()))

    def _record(self, key: _Key, seen: list[Observed]) -> _Record:
        lines = tuple(dict.fromkeys(sight.line for sight in seen))[:_LINES]
        return self._number(key), len(seen), sum(sight.aside for sight in seen), lines

    def _number(self, key: _Key) -> int:
        known = self._keys.get(key)
        if known is not None:
            return known
        kind = key[0]
        if self._kinds.get(kind, 0) >= MOST:
            self.whole = False
            return self._keys.setdefault((kind, OTHERS, ""), len(self._keys))
        self._kinds[kind] = self._kinds.get(kind, 0) + 1
        return self._keys.setdefault(key, len(self._keys))


def _read(record: object, keys: int) -> _Record:
    number, count, aside, lines = cast("tuple[int, int, int, list[int]]", record)
    if not 0 <= number < keys:
        raise ValueError
    return number, count, aside, tuple(lines)


def _observation(key: _Key, tally: _Tally) -> Observation:
    places = heapq.nsmallest(PLACES, tally.firm_places)
    places += heapq.nsmallest(PLACES - len(places), tally.aside_places)
    return Observation(
        kind=key[0],
        subject=key[1],
        detail=key[2],
        count=tally.count,
        aside=tally.aside,
        places=tuple(ObservedAt(path=path, line=line) for path, line in places),
    )
