"""Finds hidden values in bytes, in every form of proof.md §1: for masking them, and for proving that they are gone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ahocorasick_rs import BytesAhoCorasick, Implementation

from codebinder.base import arrays, escapes, wraps
from codebinder.base.forms import (
    ANCHOR,
    BASE64_ALPHABET,
    Form,
    anchors,
    byte_forms,
    common_pieces,
    fixed_forms,
    halves,
    is_short,
    needle_forms,
)
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.redaction import PLACE_LINE

__all__ = ["Value", "ValueHit", "ValueSearch", "needle_forms"]

_ARMOUR = re.compile(rb"-{4,}.*-{4,}|[ \t*#/=_-]*")
_BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_-]*={0,2}")
_NEXT_LINES = re.compile(rb"(?:\r?\n[ \t]*[A-Za-z0-9+/_-]{4,}={0,2}(?=[\r\n\"']|\Z))+")
_WRAPPED = 56
"""A line of base64 at least so long goes on in the next one."""
_LONGEST_UNIT = 10  # \U0000006b
_REACH = 4096
_NEVER = NeverCancel()
_COUNTED = frozenset({"utf-8", "own", "url-plus", "url-plus(own)"})
_OTHER_ORDER = {"utf-16-le": "utf-16-be", "utf-16-be": "utf-16-le"}
_STRETCH = 1 << 20
_AUTOMATON = 30_000
"""Bytes of patterns up to which the faster automaton is affordable (it takes nearly a kilobyte a byte)."""

Value = tuple[str, bytes, str]
"""An id, the bytes as they stand in a file, and that file's codec."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueHit:
    """A value seen in data: mask `start`..`end` and nothing of it remains. `form` says how it was written."""

    id: str
    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class _Spelling:
    id: str
    form: Form


@dataclass(slots=True)
class _Action:
    """What to do where one pattern of the automaton ends: verify anchors, follow arrays, undo escapes."""

    anchors: list[tuple[_Spelling, int]] = field(default_factory=list[tuple[_Spelling, int]])
    arrays: dict[tuple[int, int], dict[int, list[arrays.Follower]]] = field(
        default_factory=dict[tuple[int, int], dict[int, list[arrays.Follower]]]
    )  # by the byte looked for and where in the pattern it stands, then by the byte after it
    escapes: str = ""


class ValueSearch:
    r"""Searches for `values`. Thread-safe; bytes are never logged.

    With `lines`, each line of at least PLACE_LINE bytes of a value of several lines is searched as well (a key whose
    lines were re-wrapped or indented). Values in `whole` are searched without their lines, values in `plain` in text
    encodings only (no base64, hex, escapes, arrays): for many at once. Values in `fixed` (digests) are searched as they
    are, in base64 and in hex only. `unsearched` holds the ids of all those under SHORT_VALUE bytes.
    """

    def __init__(
        self,
        values: Sequence[Value],
        *,
        lines: bool = True,
        whole: Sequence[Value] = (),
        plain: Sequence[Value] = (),
        fixed: Sequence[Value] = (),
        cancel: Cancel = _NEVER,
    ) -> None:
        """Prepare the search, which takes a millisecond or two for each of `values`."""
        everything = (*values, *whole, *plain, *fixed)
        self._common: Mapping[bytes, int] = common_pieces(value for _, value, _ in (*values, *whole, *plain))
        self.unsearched = tuple(sorted({id_ for id_, value, codec in everything if is_short(value, codec)}))
        self._actions: defaultdict[bytes, _Action] = defaultdict(_Action)
        self._longest = 0
        spelt: set[bytes] = set()
        for id_, value, codec in values:
            cancel.check()
            if not is_short(value, codec):
                spelt |= self._add(id_, value, codec)
                for line in _long_lines(value, codec) if lines else ():
                    self._add_plain(id_, line, codec, "line ")
        for id_, value, codec in whole:
            if not is_short(value, codec):
                spelt |= self._add(id_, value, codec, wide=False)
        for id_, value, codec in plain:
            if not is_short(value, codec):
                self._add_plain(id_, value, codec)
        for id_, value, codec in fixed:
            if not is_short(value, codec):
                self._add_digest(id_, value, codec)
        self._common = {}  # needed no more
        self._spaced = any(b" " in form for form in spelt)
        for piece, kind in escapes.unit_triggers(spelt).items() if spelt else ():
            self._actions[piece].escapes = kind
        units = min(self._longest * 2, _REACH) * _LONGEST_UNIT
        self._escaped = {kind: units // (1 if kind in {escapes.C, escapes.XML} else 3) for kind in escapes.KINDS}
        """How far from an escape a value may reach."""
        patterns = sorted(self._actions)
        self._table = [self._actions.pop(pattern) for pattern in patterns]
        self._reach = max(map(len, patterns), default=0)
        fast = sum(map(len, patterns)) <= _AUTOMATON
        self._automaton = (
            BytesAhoCorasick(patterns, implementation=Implementation.DFA if fast else Implementation.ContiguousNFA)
            if patterns
            else None
        )

    def search(self, data: bytes, encoding: str = "utf-8") -> list[ValueHit]:
        r"""Give every hit in `data`, by place; `encoding` (as `detect` names it) tells how `\\u` escapes are meant."""
        if self._automaton is None or not data:
            return []
        found: dict[tuple[str, int, int], str] = {}
        for hit in self._scan(data, encoding):
            found.setdefault((hit.id, hit.start, hit.end), hit.form)
        if b"\0" in data:
            for hit in self._scan_wide(data):
                found.setdefault((hit.id, hit.start, hit.end), hit.form)
        hits = [ValueHit(id=id_, start=start, end=end, form=form) for (id_, start, end), form in found.items()]
        other = _OTHER_ORDER.get(encoding)
        if other is not None:
            hits = _without_shadows(hits, other)
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.id))

    def worth(self, pieces: Sequence[bytes]) -> set[int]:
        """Give the indexes of those `pieces` in which `search` may find anything; it finds nothing in the others.

        One pass over all of them: for many small files this is quicker than a search each, and threads get on better.
        """
        starts = list(accumulate((len(piece) for piece in pieces), initial=0))
        worth = {index for index, piece in enumerate(pieces) if b"\0" in piece}
        worth.update(bisect_right(starts, start) - 1 for _, start, _ in self._find(b"".join(pieces)))
        return worth

    def _add_plain(self, id_: str, value: bytes, codec: str, prefix: str = "") -> None:
        for name, data in byte_forms(value, codec).items():
            spelling = _Spelling(id_, Form(name=prefix + name, data=data))
            for offset, length in anchors(data, plain=not prefix, common=self._counted(name)):
                self._actions[data[offset : offset + length]].anchors.append((spelling, offset))

    def _add_digest(self, id_: str, value: bytes, codec: str) -> None:
        """Digests stand alone, so base64 of them begins with them; two anchors find one that a line break parts."""
        for form in fixed_forms(value, codec):
            if "-1" in form.name or "-2" in form.name:
                continue
            spelling = _Spelling(id_, form)
            for offset, length in anchors(form.data, common=self._common)[:2]:
                self._actions[form.data[offset : offset + length]].anchors.append((spelling, offset))

    def _add_fixed(self, id_: str, value: bytes, codec: str) -> None:
        for form in fixed_forms(value, codec):
            spelling = _Spelling(id_, form)
            short = form.name.startswith("base64") and len(form.data) < 2 * ANCHOR
            common = self._counted(form.name)
            for offset, length in halves(form.data) if short else anchors(form.data, common=common):
                self._actions[form.data[offset : offset + length]].anchors.append((spelling, offset))

    def _counted(self, name: str) -> Mapping[bytes, int] | None:
        """Give what is common in texts spelt so; of other spellings nothing is known."""
        return self._common if name in _COUNTED else None

    def _add(self, id_: str, value: bytes, codec: str, *, wide: bool = True) -> set[bytes]:
        """Add every form; `wide`: byte arrays of UTF-16 too, which nobody writes of a whole page."""
        self._add_fixed(id_, value, codec)
        forms = byte_forms(value, codec)
        plain = {data for name, data in forms.items() if not name.startswith("utf-16")}
        for data in plain:
            self._longest = max(self._longest, len(data))
            for piece, kind in escapes.run_triggers(data).items():
                self._actions[piece].escapes = kind
        for data in forms.values() if wide else plain:
            if len(data) < 3:
                continue
            index = arrays.pick(data)
            for piece, delta in arrays.triggers(data, index, dumps=data in plain).items():
                group = self._actions[piece].arrays.setdefault((data[index], delta), {})
                group.setdefault(data[index + 1], []).append((id_, data, index))
        return plain

    def _find(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        """Give (pattern, start, end) of every match; in stretches, since lists of digests match everywhere."""
        if self._automaton is None:
            return
        if len(data) <= _STRETCH:
            yield from self._automaton.find_matches_as_indexes(data, overlapping=True)
            return
        for base in range(0, len(data), _STRETCH):
            stretch = data[base : base + _STRETCH + self._reach]
            for pattern, start, end in self._automaton.find_matches_as_indexes(stretch, overlapping=True):
                if start < _STRETCH:
                    yield pattern, base + start, base + end

    def _scan(self, data: bytes, encoding: str) -> Iterator[ValueHit]:
        places: defaultdict[str, list[list[int]]] = defaultdict(list)
        for pattern, start, end in self._find(data):
            action = self._table[pattern]
            if action.anchors:
                yield from _verify(data, start, end, action)
            for (byte, delta), table in action.arrays.items():
                for id_, value, index in arrays.candidates(data, start + delta, byte, table):
                    place = arrays.follow(data, start + delta, value, index)
                    if place is not None:
                        yield ValueHit(id=id_, start=place[0], end=place[1], form="byte-array")
            if action.escapes:
                escapes.join(places[action.escapes], start, end, self._escaped[action.escapes])
        for kind, where in places.items():
            yield from self._scan_escaped(data, encoding, kind, where)

    def _scan_escaped(self, data: bytes, encoding: str, kind: str, places: list[list[int]]) -> Iterator[ValueHit]:
        kinds = (kind, escapes.URL_PLUS) if kind == escapes.URL and self._spaced else (kind,)
        for low, high in escapes.widened(places, self._escaped[kind], len(data)):
            for way in kinds:
                window = escapes.Window(data, low, high, way, encoding)
                if not window.changed:
                    continue
                for pattern, start, end in self._find(window.text):
                    for hit in _verify(window.text, start, end, self._table[pattern]):
                        begin, stop = window.back(hit.start, hit.end)
                        name = way if hit.form in {"utf-8", "own"} else f"{way}({hit.form})"
                        yield ValueHit(id=hit.id, start=begin, end=stop, form=name)

    def _scan_wide(self, data: bytes) -> Iterator[ValueHit]:
        """Look at every second byte: ASCII forms (base64, hex, escapes, arrays) inside UTF-16 text of either order."""
        for side in (0, 1):
            for hit in self._scan(data[side::2], "utf-8"):
                low, high = 2 * hit.start + side, 2 * hit.end + side
                after = (low, min(high, len(data)), data[low + 1 : high : 2])
                before = (max(low - 1, 0), high - 1, data[max(low - 1, 0) : high - 1 : 2])
                for start, end, others in (before, after) if side else (after, before):  # even offsets first
                    if not any(others):
                        yield ValueHit(id=hit.id, start=start, end=end, form=f"utf-16 {hit.form}")
                        break


def _without_shadows(hits: list[ValueHit], other: str) -> list[ValueHit]:
    """Leave out what was seen in the `other` byte order where the same text read one byte off was seen as well."""
    real: dict[str, list[ValueHit]] = {}
    for hit in hits:
        if hit.form.removeprefix("line ") != other:
            real.setdefault(hit.id, []).append(hit)
    return [
        hit
        for hit in hits
        if hit.form.removeprefix("line ") != other
        or not any(hit.start < each.end and each.start < hit.end for each in real.get(hit.id, ()))
    ]


def _verify(data: bytes, start: int, end: int, action: _Action) -> Iterator[ValueHit]:
    for spelling, offset in action.anchors:
        form = spelling.form
        place = wraps.follow(data, start, form.data, offset, end - start)
        if place is None:
            continue
        low, high = place
        if form.before:
            low = _widen_back(data, low)
        if form.name.startswith("base64"):
            high = _widen_on(data, high, shared=form.after)
        yield ValueHit(id=spelling.id, start=low, end=high, form=form.name)


def _widen_back(data: bytes, at: int) -> int:
    """Take in the base64 character before `at`, which shares bits with the value, over a line break if need be."""
    low = at
    while low > 0 and data[low - 1] in b"\r\n" and at - low < 2:
        low -= 1
    return low - 1 if low > 0 and data[low - 1] in BASE64_ALPHABET else at


def _widen_on(data: bytes, at: int, *, shared: bool) -> int:
    """Take in the rest of the base64 text behind `at`, padding and further lines too: how it is spelt and where it
    breaks tells the value's length. `shared`: the next character carries bits of the value, over a line break too."""
    end = _run_end(data, at)
    if end == at and shared:
        low = at
        while low < len(data) and data[low] in b"\r\n" and low - at < 2:
            low += 1
        end = _run_end(data, low) if low < len(data) and data[low] in BASE64_ALPHABET else at
    if end - data.rfind(b"\n", 0, end) > _WRAPPED:
        more = _NEXT_LINES.match(data, end)
        end = more.end() if more else end
    return end


def _run_end(data: bytes, at: int) -> int:
    run = _BASE64_RUN.match(data, at)
    return run.end() if run else at


def _long_lines(value: bytes, codec: str) -> list[bytes]:
    """Give the telling lines of a value of several lines, without their indents; not the armour around a key."""
    wide = codec.startswith("utf-16")
    plain = value.decode(codec, "replace").encode("utf-8", "replace") if wide else value
    lines = [line.strip() for line in plain.splitlines()]
    if len(lines) < 2:
        return []
    telling = [line for line in lines if len(line) >= PLACE_LINE and not _ARMOUR.fullmatch(line)]
    return [line.decode("utf-8", "replace").encode(codec, "replace") for line in telling] if wide else telling
