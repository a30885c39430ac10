"""Finds redactions of one tree in another: where the source moved to, or where another filing has the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from codebinder.base import encoding as encodings
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import Extent, Grain, RedactionKind
from codebinder.model.text import Message, shown_path
from codebinder.redact import extents
from codebinder.redact.anchors import GONE, Anchor, Fit, Match, Pair, anchor_of, telling
from codebinder.redact.anchors_changed import likeness
from codebinder.redact.anchors_text import Text
from codebinder.workflow.renames import Moves, Tree, moves, nearest, squeezed

_HELD = 48 << 20
"""Bytes of files that are kept at hand between two redactions."""
_SAME_RANGE = 0.8
"""How much of two ranges is common where both are the same function, with its comment or its type or without."""


class Outcome(StrEnum):
    """What became of a redaction: the first two stand, the next two go back to a person, the last has no place."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for. `hidden` of a withheld file is all of it; `line` (from 1) is 0 where it isn't known."""

    id: str
    kind: RedactionKind
    path: bytes
    anchor: Anchor
    everywhere: bool = False
    line: int = 0
    text: Text | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where it is, or may be; `hidden` are the bytes there (of a redaction that stands), `line` from 1, 0: nowhere."""

    outcome: Outcome
    why: Message
    path: bytes = b""
    start: int = 0
    end: int = 0
    line: int = 0
    hidden: bytes = field(default=b"", repr=False)
    encoding: str = ""


class Texts:
    """Files of a tree, read once, as long as there is room."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._held: dict[bytes, Text] = {}
        self._size = 0

    def get(self, path: bytes) -> Text | None:
        """Give a file; None where there is none."""
        if path in self._held:
            return self._held[path]
        data = self.tree.read(path)
        if data is None:
            return None
        if self._size + len(data) > _HELD:
            self._held, self._size = {}, 0
        text = self._held[path] = Text(data)
        self._size += len(data)
        return text


def wanted_of(
    id_: str, kind: RedactionKind, path: bytes, span: tuple[int, int], hidden: bytes, encoding: str, *,
    everywhere: bool, old: Texts | None,
) -> Wanted:  # fmt: skip
    """Give what to look for, with its surroundings where the old file can still be read and holds the bytes."""
    text = None if old is None else old.get(path)
    if kind is RedactionKind.FILE or text is None or text.data[span[0] : span[1]] != hidden:
        anchor = Anchor(hidden=hidden, encoding=encoding, start=span[0])
        return Wanted(id=id_, kind=kind, path=path, anchor=anchor, everywhere=everywhere)
    anchor = replace(anchor_of(text, *span), encoding=text.encoding)
    line = text.line_at(span[0]) + 1
    return Wanted(id=id_, kind=kind, path=path, anchor=anchor, everywhere=everywhere, line=line, text=text)


class Placer:
    """Looks for many redactions at once; `renamed` tells afterwards which files have another name now."""

    def __init__(self, old: Tree, new: Tree, *, progress: Progress, cancel: Cancel) -> None:
        self._old, self._new = old, new
        self._texts = Texts(new)
        self._progress, self._cancel = progress, cancel
        self._pairs: dict[bytes, tuple[Text, Pair]] = {}
        self._seen = Moves()

    @property
    def renamed(self) -> Mapping[bytes, bytes]:
        """Old paths whose files have another name now."""
        return self._seen.renamed

    def place(self, wanted: Sequence[Wanted], *, also: Iterable[bytes] = ()) -> dict[str, Placed]:
        """Place everything; `also` are further paths of which it matters where their files went."""
        ordered = sorted(wanted, key=lambda each: (each.path, each.anchor.start))
        placed: dict[str, Placed] = {}
        pending: list[Wanted] = []
        for each in ordered:
            self._cancel.check()
            done = self._at_home(each)
            if done is None:
                pending.append(each)
            else:
                placed[each.id] = done
        vanished = {path for path in (*also, *(each.path for each in pending)) if path not in self._new.files}
        if pending or vanished:
            self._see(pending, vanished)
        for each in pending:
            self._cancel.check()
            placed[each.id] = self._elsewhere(each)
        return _apart(ordered, placed)

    def _see(self, pending: Sequence[Wanted], vanished: Iterable[bytes]) -> None:
        texts = {
            each.id: squeezed(each.anchor.hidden, each.anchor.encoding)
            for each in pending
            if each.kind is not RedactionKind.FILE and not each.everywhere and telling(each.anchor)
        }
        values = [(each.id, each.anchor.hidden, each.anchor.encoding) for each in pending if each.everywhere]
        self._seen = moves(
            self._old, self._new, vanished=sorted(vanished), texts=texts, values=values, progress=self._progress,
            cancel=self._cancel,
        )  # fmt: skip

    def _at_home(self, each: Wanted) -> Placed | None:
        """Find it in the file of the same path, if it surely is there."""
        if each.kind is RedactionKind.FILE:
            return self._file_at_home(each)
        text = self._texts.get(each.path)
        if text is None:
            return None
        if each.everywhere:
            return self._value_at_home(each, text)
        match = self._pair(each, text).place(each.anchor, guess=False)
        return None if match.fit is Fit.GONE else self._placed(each, each.path, text, match)

    def _value_at_home(self, each: Wanted, text: Text) -> Placed | None:
        anchor = each.anchor
        if text.data[anchor.start : anchor.end] == anchor.hidden:
            return _standing(Outcome.SAME, "carry.same", each.path, text, anchor.start, anchor.end)
        places = text.exact(anchor.hidden, 100)
        if not places:
            return None
        at = min(places, key=lambda place: abs(place - anchor.start))
        return _standing(Outcome.SAME, "carry.same", each.path, text, at, at + len(anchor.hidden))

    def _pair(self, each: Wanted, text: Text) -> Pair:
        held = self._pairs.get(each.path)
        if held is None or held[0] is not text or held[1].old is not each.text:
            if len(self._pairs) > 8:
                self._pairs.clear()
            held = self._pairs[each.path] = text, Pair(each.text, text)
        return held[1]

    def _placed(self, each: Wanted, path: bytes, text: Text, match: Match) -> Placed:
        if match.fit in {Fit.CHANGED, Fit.AMBIGUOUS}:
            outcome = Outcome.CHANGED if match.fit is Fit.CHANGED else Outcome.AMBIGUOUS
            why = (
                Message("carry.changed")
                if outcome is Outcome.CHANGED
                else (
                    Message("carry.several", {"count": match.places}) if match.places > 1 else Message("carry.unsure")
                )
            )
            return Placed(
                outcome=outcome, why=why, path=path, start=match.start, end=match.end,
                line=text.line_at(match.start) + 1, encoding=text.encoding,
            )  # fmt: skip
        if path != each.path:
            why = "carry.renamed" if self.renamed.get(each.path) == path else "carry.other-file"
        elif match.fit is Fit.REFORMATTED:
            why = "carry.reformatted" if text.encoding == each.anchor.encoding else "carry.recoded"
        else:
            why = "carry.same" if match.beside else "carry.moved"
        outcome = Outcome.SAME if why == "carry.same" else Outcome.MOVED
        return _standing(outcome, why, path, text, match.start, match.end)

    def _file_at_home(self, each: Wanted) -> Placed | None:
        data = self._new.read(each.path)
        if data is not None and data == each.anchor.hidden:
            return Placed(
                outcome=Outcome.SAME, why=Message("carry.same"), path=each.path, end=len(data), line=1, hidden=data,
                encoding=each.anchor.encoding,
            )  # fmt: skip
        return None

    def _elsewhere(self, each: Wanted) -> Placed:
        if each.kind is RedactionKind.FILE:
            return self._file_elsewhere(each)
        if each.everywhere:
            return self._value_elsewhere(each)
        for look in (self._in_renamed, self._in_others, self._guessed):
            found = look(each)
            if found is not None:
                return self._unless_left(each, found)
        return self._gone(each)

    def _unless_left(self, each: Wanted, found: Placed) -> Placed:
        """Ask, where a text stands in another file now and much of it is left in its own as well."""
        text = self._texts.get(each.path) if each.path in self._new.files else None
        if found.why.id != "carry.other-file" or text is None or likeness(text, _words(each)) is None:
            return found
        why = Message("carry.several", {"count": 2})
        return replace(found, outcome=Outcome.AMBIGUOUS, why=why, hidden=b"")

    def _gone(self, each: Wanted) -> Placed:
        left = each.path in self._new.files or each.path in self.renamed
        return Placed(outcome=Outcome.GONE, why=Message("carry.gone" if left else "carry.no-file"))

    def _in_renamed(self, each: Wanted) -> Placed | None:
        path = self.renamed.get(each.path)
        text = None if path is None or each.path in self._new.files else self._texts.get(path)
        if path is None or text is None:
            return None
        match = Pair(each.text, text).place(each.anchor, guess=False)
        return None if match.fit is Fit.GONE else self._placed(each, path, text, match)

    def _in_others(self, each: Wanted) -> Placed | None:
        """Find it in a file that is new or has changed, if it is a text that tells itself from any other."""
        hits: list[tuple[bytes, Text, Match]] = []
        for path in self._seen.candidates(each.id):
            text = self._texts.get(path)
            match = GONE if text is None or path == each.path else Pair(None, text).place(each.anchor, guess=False)
            if text is not None and match.fit is not Fit.GONE and not self._stood(each, path):
                hits.append((path, text, match))
        if not hits:
            return None
        sure = [hit for hit in hits if hit[2].fit in {Fit.EXACT, Fit.REFORMATTED}]
        path, text, match = (sure or hits)[0]
        if len(hits) > 1:
            match = replace(match, fit=Fit.AMBIGUOUS, places=max(2, sum(hit[2].places for hit in hits)))
        return self._placed(each, path, text, match)

    def _stood(self, each: Wanted, path: bytes) -> bool:
        """Did the same text stand in that file before? Then it is another copy of it, and not this one moved."""
        data = self._old.read(path) if path in self._old.included else None
        return data is not None and Pair(None, Text(data)).place(each.anchor, guess=False).fit is not Fit.GONE

    def _guessed(self, each: Wanted) -> Placed | None:
        path = each.path if each.path in self._new.files else self.renamed.get(each.path, b"")
        text = self._texts.get(path) if path else None
        if text is not None:
            match = function_of_the_name(each, path, text) or (
                self._pair(each, text) if path == each.path else Pair(each.text, text)
            ).place(each.anchor)
            if match.fit is not Fit.GONE:
                return self._placed(each, path, text, match)
        for other in self._seen.candidates(each.id):
            text = self._texts.get(other)
            if text is None or other == path:
                continue
            spot = likeness(text, _words(each))
            if spot is not None and not self._had(each, other):
                match = Match(fit=Fit.CHANGED, start=spot.start, end=spot.end)
                return self._placed(each, other, text, match)
        return None

    def _had(self, each: Wanted, path: bytes) -> bool:
        """Was there something as like it in that file before?"""
        data = self._old.read(path) if path in self._old.included else None
        return data is not None and likeness(Text(data), _words(each)) is not None

    def _value_elsewhere(self, each: Wanted) -> Placed:
        found = self._seen.values.get(each.id)
        text = None if found is None else self._texts.get(found[0])
        if found is None or text is None:
            # Where it stood something else may stand for it: a key that was replaced is a key.
            nowhere = Placed(outcome=Outcome.GONE, why=Message("carry.value-nowhere"))
            return self._guessed(each) or nowhere
        return _standing(Outcome.MOVED, "carry.value-elsewhere", found[0], text, found[1], found[2])

    def _file_elsewhere(self, each: Wanted) -> Placed:
        """A file that still stands under its path with other content is asked about, wherever its old content went."""
        hidden = each.anchor.hidden
        same = [
            path
            for path, entry in self._new.files.items()
            if entry.size == len(hidden) and hidden and self._is_fresh(path) and self._new.read(path) == hidden
        ]
        path = nearest(each.path, same)
        if each.path in self._new.files:
            where = {"path": shown_path(path or (same[0] if same else b""))}
            why = Message("carry.file-split", where) if same else Message("carry.file-changed")
            return self._whole(Outcome.AMBIGUOUS if same else Outcome.CHANGED, why, each.path)
        if path is not None:
            return self._whole(Outcome.MOVED, Message("carry.renamed"), path)
        if same:
            return self._whole(Outcome.AMBIGUOUS, Message("carry.several", {"count": len(same)}), same[0])
        renamed = self.renamed.get(each.path)
        if renamed is not None:
            return self._whole(Outcome.CHANGED, Message("carry.file-renamed"), renamed)
        return self._gone(each)

    def _is_fresh(self, path: bytes) -> bool:
        return not self._old.left(path, self._new.files[path].key)

    def _whole(self, outcome: Outcome, why: Message, path: bytes) -> Placed:
        data = self._new.read(path) or b""
        stands = outcome in {Outcome.SAME, Outcome.MOVED}
        return Placed(
            outcome=outcome, why=why, path=path, end=len(data), line=1, hidden=data if stands else b"",
            encoding=encodings.detect(data)[0],
        )  # fmt: skip


def function_of_the_name(each: Wanted, path: bytes, text: Text) -> Match | None:
    """Where a function was hidden, give the one function of its name in the new file, whatever has become of it."""
    if each.everywhere or each.text is None or not (each.text.plain and text.plain):
        return None
    anchor = each.anchor
    old = functions(extents(each.text.data, each.text.encoding, each.path))
    was = next((one for one in old if _much_the_same((one.start, one.end), (anchor.start, anchor.end))), None)
    if was is None or [one.name for one in old].count(was.name) != 1:
        return None
    now = [one for one in functions(extents(text.data, text.encoding, path)) if one.name == was.name]
    return Match(fit=Fit.CHANGED, start=now[0].start, end=now[0].end) if len(now) == 1 else None


def functions(found: Iterable[Extent]) -> list[Extent]:
    """Give those that are functions with a name."""
    return [one for one in found if one.grain is Grain.FUNCTION and one.name]


def _much_the_same(one: tuple[int, int], two: tuple[int, int]) -> bool:
    both = min(one[1], two[1]) - max(one[0], two[0])
    return both >= _SAME_RANGE * (max(one[1], two[1]) - min(one[0], two[0]))


def _words(each: Wanted) -> list[str]:
    return Text(each.anchor.hidden, each.anchor.encoding).words(0, len(each.anchor.hidden))


def _standing(outcome: Outcome, why: str, path: bytes, text: Text, start: int, end: int) -> Placed:
    return Placed(
        outcome=outcome, why=Message(why), path=path, start=start, end=end, line=text.line_at(start) + 1,
        hidden=text.data[start:end], encoding=text.encoding,
    )  # fmt: skip


def _apart(wanted: Sequence[Wanted], placed: dict[str, Placed]) -> dict[str, Placed]:
    """Give back what would come to stand on the place of another one that stood elsewhere before."""
    owners: dict[tuple[bytes, int, int], list[Wanted]] = {}
    for each in wanted:
        done = placed[each.id]
        if done.outcome in {Outcome.SAME, Outcome.MOVED} and not each.everywhere:
            owners.setdefault((done.path, done.start, done.end), []).append(each)
    for rows in owners.values():
        if len({(each.path, each.anchor.start) for each in rows}) > 1:
            for each in rows:
                why = Message("carry.twice", {"count": len(rows)})
                placed[each.id] = replace(placed[each.id], outcome=Outcome.AMBIGUOUS, why=why, hidden=b"")
    return placed
