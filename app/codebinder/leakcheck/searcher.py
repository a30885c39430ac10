"""Turns needles into searches: values and notes in every form, places whole and line by line (proof.md §1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from codebinder.base import encoding as encodings
from codebinder.base.digestsearch import DigestSearch
from codebinder.base.forms import value_text
from codebinder.base.values import Value, ValueHit, ValueSearch
from codebinder.leakcheck.spelling import Spelt, spelt_bytes
from codebinder.model.package import Needle
from codebinder.model.redaction import PLACE_LINE, SHORT_VALUE

_DETECT = 1 << 20
_FORMS = 12
_SPELT = "ST"
"""Ids of needles for the bytes that a value spells begin with one of these."""
_BLANKS = b" \t\r\n\f\v"
_MARGIN = _BLANKS + b"\0"
"""Blanks, as UTF-16 has them too."""
_ASCII_SPACE = bytes(code for code in range(128) if chr(code).isspace())
_INVISIBLE = "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters that no reader sees, and that break a word for a search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One needle seen in one stretch of data. `line`: the id of a place's line, or of a whole place that was seen but
    for its white space; "" for a whole needle."""

    redactions: tuple[str, ...]
    line: str
    start: int
    form: str
    squeezed: bool = False


class Searcher:
    """All needles of a filing, compiled. `short` names redactions of which something is too short to be searched, and
    `reach` is how many bytes the longest may take, however it is written."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        values: dict[tuple[bytes, str], set[str]] = defaultdict(set)
        whole: dict[tuple[bytes, str], set[str]] = defaultdict(set)
        lines: dict[tuple[bytes, str], set[str]] = defaultdict(set)
        fixed: dict[tuple[bytes, str], set[str]] = defaultdict(set)
        spelt: dict[Spelt, dict[tuple[bytes, str], set[str]]] = {each: defaultdict(set) for each in Spelt}
        short: set[str] = set()
        ids: dict[tuple[bytes, str], set[str]] = defaultdict(set)
        for needle in needles:
            if needle.kind == "line":
                lines[needle.data, needle.encoding].add(needle.redaction)
                continue
            if needle.kind == "object-id":
                ids[needle.data.lower(), "utf-8"].add(needle.redaction)
                continue
            if needle.kind == "lines":
                for line in place_lines(needle):
                    lines[line, needle.encoding].add(needle.redaction)
                continue
            least = PLACE_LINE if needle.kind in {"place", "range"} else SHORT_VALUE
            size = len(needle.data.strip(_MARGIN)) if least == PLACE_LINE else len(needle.data)
            if size < least:  # a deep indent makes no `break;` worth a search
                short.add(needle.redaction)
                continue
            table = {"place": whole, "range": whole, "digest": fixed}.get(needle.kind, values)
            table[needle.data, needle.encoding].add(needle.redaction)
            for line in place_lines(needle) if needle.kind == "place" else ():
                lines[line, needle.encoding].add(needle.redaction)
            for how, raw in spelt_bytes(needle.data, needle.encoding) if table is values else ():
                spelt[how][raw, "binary"].add(needle.redaction)
        self.reach = _FORMS * max((len(needle.data) for needle in needles), default=0)
        self._owners: dict[str, tuple[str, ...]] = {}
        value_list = self._named("V", values)
        whole_list = self._named("P", whole)
        arrays = self._named("S", spelt[Spelt.HEX])
        digests = self._named("D", fixed)
        texts = self._named("T", spelt[Spelt.BASE64])
        line_list = self._named("L", lines)
        id_list = self._named("O", ids)
        self._digests = DigestSearch(
            [(id_, data) for id_, data, _ in digests], [(id_, data) for id_, data, _ in id_list]
        )
        self._search = ValueSearch(value_list, whole=[*whole_list, *arrays], plain=line_list, fixed=texts)
        # Text of pages without its white space; encoded forms are found, wrapped as they may be, by the first search.
        self._squeezed = ValueSearch([], plain=_squeeze([*value_list, *whole_list, *line_list]))
        self._lines = {id_: (data, codec) for id_, data, codec in (*line_list, *whole_list)}
        for id_ in self._search.unsearched:
            short.update(self._owners[id_])
        self.short = tuple(sorted(short))

    def worth(self, pieces: Sequence[bytes]) -> set[int]:
        """Give the indexes of those `pieces` that a look may find something in."""
        worth = self._search.worth(pieces)
        worth.update(number for number, data in enumerate(pieces) if number not in worth and self._digests.search(data))
        return worth

    def look(self, data: bytes, encoding: str = "") -> list[Sight]:
        """Give everything seen in `data`, whose encoding is found out where it is not told."""
        if not encoding:
            encoding = "utf-8" if data.isascii() or len(data) > _DETECT else encodings.detect(data)[0]
        hits = self._search.search(data, encoding)
        if any(hit.id[0] in _SPELT for hit in hits):
            hits = self._once(hits)
        sights = [self._sight(hit.id, hit.start, hit.form, squeezed=False) for hit in hits]
        sights += [self._sight(id_, start, form, squeezed=False) for id_, start, _, form in self._digests.search(data)]
        return sights

    def _once(self, hits: Sequence[ValueHit]) -> list[ValueHit]:
        """Leave out what is seen as the bytes that a value spells where the value itself stands."""
        ranges = [(hit.start, hit.end, self._owners[hit.id]) for hit in hits if hit.id[0] not in _SPELT]
        return [
            hit
            for hit in hits
            if hit.id[0] not in _SPELT
            or not any(
                start < hit.end and hit.start < end and owners == self._owners[hit.id] for start, end, owners in ranges
            )
        ]

    def look_squeezed(self, text: str) -> list[Sight]:
        """Give what is seen once all white space is gone, from `text` and from the needles; offsets are not kept."""
        if text.isascii():
            data = text.encode("ascii").translate(None, _ASCII_SPACE)
        else:
            for char in _INVISIBLE:
                text = text.replace(char, "")
            data = "".join(text.split()).encode("utf-8", "replace")
        return [self._sight(hit.id, 0, hit.form, squeezed=True) for hit in self._squeezed.search(data)]

    def squeezed_lines(self, lines: set[str]) -> ValueSearch:
        """Give a search for some lines of places without their white space (for sources formatted differently)."""
        return ValueSearch([], plain=_squeeze([(id_, *self._lines[id_]) for id_ in sorted(lines)]))

    def _named(self, letter: str, table: dict[tuple[bytes, str], set[str]]) -> list[Value]:
        named: list[Value] = []
        for number, ((data, codec), owners) in enumerate(table.items()):
            id_ = f"{letter}{number}"
            self._owners[id_] = tuple(sorted(owners))
            named.append((id_, data, codec))
        return named

    def _sight(self, id_: str, start: int, form: str, *, squeezed: bool) -> Sight:
        line = id_ if id_[0] in ("LP" if squeezed else "L") else ""
        told = f"{form} of what it spells" if id_[0] in _SPELT else form
        return Sight(redactions=self._owners[id_], line=line, start=start, form=told, squeezed=squeezed)


def place_lines(needle: Needle) -> list[bytes]:
    """Give the lines of a hidden place that count: PLACE_LINE bytes or more without their indents."""
    if needle.encoding.startswith("utf-16"):
        text = needle.data.decode(needle.encoding, "replace")
        stripped = [line.strip() for line in text.splitlines()]
        return [line.encode(needle.encoding, "replace") for line in stripped if len(line) >= PLACE_LINE]
    lines = [line.strip() for line in needle.data.splitlines()]
    return [line for line in lines if len(line) >= PLACE_LINE]


def squeeze_bytes(data: bytes) -> bytes:
    """Give `data` without its ASCII white space."""
    return data.translate(None, _BLANKS)


def _squeeze(values: Sequence[Value]) -> list[Value]:
    squeezed: list[Value] = []
    for id_, data, codec in values:
        text = value_text(data, codec)
        if text is not None:
            packed = "".join(text.split()).encode("utf-8", "replace")
            if len(packed) >= SHORT_VALUE:
                squeezed.append((id_, packed, "utf-8"))
    return squeezed
