"""Ties an image to sources: which of its strings and symbols a source explains, and which files their strings betray.

A string of the image is explained where a disclosed file says it:
- as a literal of the source, cut where a string of an image ends; or as a line of a text that is embedded whole;
- as a name of several parts (`env_get_hex`, `arm,pl011`), which a macro or a table turns into text;
- as the right side of a comparison that a test or an assertion makes a string of (`0 == run_command("x")`);
- as the path of a disclosed file, or its end, with one folder at least: what `__FILE__` leaves;
- put together: at least two thirds of its runs of three words (two such runs at least) stand in literals or embedded
  texts, as where macros or build settings stand between literals. Numbers are no words, since builds change them.
A symbol is explained where a disclosed file has it as a name, or pastes it (`##`) from a part and a name. What says
nothing of where it comes from is not counted at all (firmware/imagetext.py), so that common words explain nothing.
Files are read one after another, and nothing of one is kept but numbers: memory is that of the image's strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from codebinder.firmware import strings
from codebinder.firmware.evidence import Evidence
from codebinder.firmware.imagetext import ImageText, compound, telling
from codebinder.firmware.reading import Memory
from codebinder.firmware.sourcetext import Said, plain, said, words
from codebinder.firmware.wordruns import MOST_RUNS, WordRuns
from codebinder.model.firmware import Analysis, MarkKind, Tie, TieFile, TieRegion
from codebinder.model.ports import Cancel
from codebinder.model.text import Message

TIE_RULES = 2
"""Raised whenever the same image and sources could give another tie than before."""
MOST_FILES = 5_000
MOST_LISTED = 2_000
FEWEST = 5
"""A node of fewer strings is not named among the parts without source."""
_PROSE = (b".rst", b".md", b".adoc", b".tex", b".po", b".pot")
_EQUAL = re.compile(r"[-\w'\".]+ ={1,2} (.+)")
_ENDS = (".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".S", ".s", ".rs", ".go", ".inc", ".y", ".l", ".py", ".lua", ".sh")

Source = tuple[str, bytes, bytes, str]
"""Component, path, bytes, encoding."""


@dataclass(slots=True)
class _Marked:
    """What was seen of numbered things, and in which file first; `files` counts up to two."""

    files: bytearray
    first: dict[int, int] = field(default_factory=dict[int, int])

    def see(self, number: int, file: int) -> None:
        """Note that a file says it."""
        if not self.files[number]:
            self.first[number] = file
            self.files[number] = 1
        elif self.files[number] == 1 and self.first[number] != file:
            self.files[number] = 2


class Tying:
    """Compares the strings and symbols of one image with source files that come one after another."""

    def __init__(self, image: ImageText, analysis: Analysis, commits: Mapping[str, str] | None = None) -> None:
        image.end()
        self._image, self._analysis = image, analysis
        self._evidence = Evidence(analysis, commits or {})
        self._strings = _Marked(bytearray(len(image.strings)))
        self._symbols = bytearray(len(image.symbols))
        self._stopped = dict(image.stopped)
        self._runs = WordRuns()
        self._paths: dict[str, list[tuple[str, int]]] = {}
        self._equal: dict[str, list[int]] = {}
        self._parts: dict[str, int] = {}
        self._pasted: set[str] = set()
        self._files: list[tuple[str, bytes, int]] = []
        self._components: list[str] = []
        self._prepare()
        self._seen_parts = bytearray(len(self._parts))

    def _prepare(self) -> None:
        for text, number in self._image.strings.items():
            if "/" in text and text.endswith(_ENDS):
                self._paths.setdefault(text.rsplit("/", 1)[-1], []).append((text, number))
            equal = _EQUAL.fullmatch(text)
            if equal is not None and telling(equal.group(1)):
                self._equal.setdefault(equal.group(1), []).append(number)
            if not self._runs.add(number, words(text)):
                self._stopped["runs"] = Message("firmware.tie.runs-bound", {"count": MOST_RUNS})
        self._runs.done()
        for name in self._image.symbols:
            for part in _cuts(name):
                self._parts.setdefault(part, len(self._parts))

    def take(self, source: Source, cancel: Cancel) -> None:
        """Compare one file."""
        component, path, data, encoding = source
        if component not in self._components:
            self._components.append(component)
        if path.lower().endswith(_PROSE):
            return
        file = len(self._files)
        hits = self._by_path(path)
        if encoding == "binary":
            hits |= self._embedded(data, cancel)
        else:
            text = data.decode(encoding, "replace")
            self._evidence.look(component, path, text)
            hits |= self._by_text(said(path, text))
        if hits:
            for number in hits:
                self._strings.see(number, file)
            self._files.append((component, path, len(hits)))

    def _embedded(self, data: bytes, cancel: Cancel) -> set[int]:
        """Give what a file that is no text holds: it may stand in the image whole."""
        known = self._image.strings
        batches = strings.scan(Memory(data), cancel=cancel)
        return {
            known[text] for batch in batches for each in batch.texts() if (text := plain(each.text)) in known
        }  # fmt: skip

    def _by_path(self, path: bytes) -> set[int]:
        own = path.decode("utf-8", "replace")
        found: set[int] = set()
        for text, number in self._paths.get(own.rsplit("/", 1)[-1], ()):
            held = text.lstrip("./")
            if held == own or text.endswith("/" + own) or ("/" in held and own.endswith("/" + held)):
                found.add(number)
        return found

    def _by_text(self, told: Said) -> set[int]:
        known, symbols, parts = self._image.strings, self._image.symbols, self._parts
        hits = {known[each] for each in told.strings if each in known}
        for each in self._equal.keys() & told.strings:
            hits.update(self._equal[each])
        for name in told.names:
            if name in known and compound(name):
                hits.add(known[name])
            if name in symbols:
                self._symbols[symbols[name]] = 1
            if name in parts:
                self._seen_parts[parts[name]] = 1
        for name in told.pasted:
            if name in parts:
                self._pasted.add(name)
        self._runs.see(map(words, told.texts))
        return hits

    def finish(self) -> Tie:
        """Give the tie."""
        explained = bytearray(1 if each else 0 for each in self._strings.files)
        for number in self._runs.explained():
            explained[number] = 1
        for name, number in self._image.symbols.items():
            if not self._symbols[number] and self._is_pasted(name):
                self._symbols[number] = 1
        regions, third = self._regions(explained)
        lacking = {region.node for region in regions if not region.explained and region.strings >= FEWEST}
        symbols = self._image.symbols
        unexplained = [text for text, number in self._image.strings.items() if not explained[number]]
        if len(unexplained) > MOST_LISTED:
            self._stopped["listed"] = Message("firmware.tie.listed", {"count": len(unexplained)})
        names = [name for name, number in symbols.items() if not self._symbols[number]]
        return Tie(
            sources=tuple(self._components), strings=len(explained), explained=sum(explained),
            symbols=len(symbols), symbols_explained=sum(self._symbols), regions=regions, files=self._told_files(),
            matches=self._evidence.matches(),
            unexplained=tuple(unexplained[:MOST_LISTED]), symbols_unexplained=tuple(names[:MOST_LISTED]),
            without_source=tuple(sorted(lacking)), third_party=third, stopped=tuple(self._stopped.values()),
        )  # fmt: skip

    def _is_pasted(self, name: str, deep: int = 3) -> bool:
        """Is a symbol pasted from a part that stands beside `##` and names that files have? Linker lists paste often:
        a prefix, the list's name, a separator, the entry's name."""
        for at in _places(name):
            one, other = name[:at], name[at:]
            if one in self._pasted and self._covered(other, deep):
                return True
            if other in self._pasted and self._covered(one, deep):
                return True
        return False

    def _covered(self, name: str, deep: int) -> bool:
        if self._said(name) or self._said(name.strip("_0123456789")):
            return True
        if deep == 0:
            return False
        halves = ((name[:at], name[at:]) for at in _places(name) if at < len(name))
        return self._is_pasted(name, deep - 1) or any(
            one[-2:-1].isdecimal() and self._covered(one.strip("_0123456789"), deep - 1) and self._said(other)
            for one, other in halves
        )

    def _said(self, name: str) -> bool:
        number = self._parts.get(name)
        return number is not None and (bool(self._seen_parts[number]) or name in self._pasted)

    def _regions(self, explained: bytearray) -> tuple[tuple[TieRegion, ...], int]:
        named = {mark.node for mark in self._analysis.marks if mark.kind is MarkKind.COMPONENT}
        found: list[TieRegion] = []
        third: set[int] = set()
        for node, numbers in sorted(self._image.nodes.items()):
            known = sum(explained[number] for number in numbers)
            others = [number for number in numbers if not explained[number]]
            foreign = node in named and 5 * known < len(numbers)
            if foreign:
                third.update(others)
            found.append(
                TieRegion(node=node, strings=len(numbers), explained=known, third_party=len(others) if foreign else 0)
            )
        return tuple(found), len(third)

    def _told_files(self) -> tuple[TieFile, ...]:
        alone: dict[int, int] = {}
        for number, file in self._strings.first.items():
            if self._strings.files[number] == 1:
                alone[file] = alone.get(file, 0) + 1
        rows = [
            TieFile(component=component, path=path, strings=count, alone=alone.get(file, 0))
            for file, (component, path, count) in enumerate(self._files)
        ]
        rows.sort(key=lambda row: (-row.alone, -row.strings, row.component, row.path))
        return tuple(rows[:MOST_FILES])


def tie(
    image: ImageText, analysis: Analysis, sources: Iterable[Source], *, commits: Mapping[str, str] | None = None,
    cancel: Cancel,
) -> Tie:  # fmt: skip
    """Compare an image with source files. `commits` are the ids of those components that have one."""
    tying = Tying(image, analysis, commits)
    for source in sources:
        cancel.check()
        tying.take(source, cancel)
    return tying.finish()


def _places(name: str) -> Iterator[int]:
    """Give where a name could have been pasted: behind each underscore."""
    at = name.find("_", 1)
    while at >= 0:
        yield at + 1
        at = name.find("_", at + 1)


def _cuts(name: str) -> Iterator[str]:
    """Give the parts that a name could have been pasted from."""
    places = [0, *_places(name), len(name)][:16]
    for index, low in enumerate(places):
        for high in places[index + 1 :]:
            part = name[low:high]
            if len(part) > 1 and (low, high) != (0, len(name)):
                yield part
                if part[-1] in "_0123456789":
                    yield part.strip("_0123456789")
