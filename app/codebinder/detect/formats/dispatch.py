"""Finds the reader for a file: by its name, its suffix, the folder it stands in, or words that only one format has."""

from __future__ import annotations

from collections.abc import Iterator

import ahocorasick_rs

from codebinder.detect.fileview import FileView
from codebinder.detect.formats import catalogue, projects
from codebinder.detect.formats.marks import MARKS, Marks
from codebinder.detect.formats.places import ENDS, FAMILIES, PLACES, STARTS, SUFFIXES
from codebinder.detect.formats.tables import Reader
from codebinder.detect.sight import Sight

_COPIES = (
    b".bak",
    b".old",
    b".orig",
    b".save",
    b".backup",
    b".swp",
    b".tmp",
    b".copy",
    b".disabled",
    b"~",
    b".example",
    (b".sample"),
    b".dist",
    b".template",
    b".tmpl",
    b".tpl",
    b".j2",
    b".erb",
    b".in",
    b".default",
    b".1",
    b".2",
    b".txt",
)
_MARKED = 1 << 16
_PLAIN = frozenset(
    b"makefile kconfig kbuild readme license copying authors maintainers changelog news install todo dockerfile gem"
    b"file rakefile jenkinsfile"
    b" configure notice sconscript codeowners".split()
)
"""Files without a suffix that are no settings, and stand in every tree."""
_CODE = frozenset(
    b".c .h .cc .cpp .cxx .hpp .hh .s .dts .dtsi .dtso .java .kt .go .rs .scala .swift .m .mm .cs .vb .lua .pl .pm "
    b".js .mjs .ts .tsx .jsx .css .scss"
    b" .html .htm .svg .md .rst .png .jpg .jpeg .gif .ico .pdf .o .a .so .class .jar .zip .gz .xz .ttf .woff .woff2"
    b" .map .mk .cmake .d.ts".split()
)
"""Suffixes that no format here has, unless the whole name is known."""
_NONE: tuple[Reader, ...] = ()
NAMES = {
    name: catalogue.NAMES.get(name, ()) + projects.NAMES.get(name, ()) for name in {*catalogue.NAMES, *projects.NAMES}
}


def look(file: FileView) -> Iterator[Sight]:
    """Give what the reader of the file's format sees; nothing for files of any other format."""
    known: set[tuple[int, int]] = set()  # the most particular reader of a place names it
    for reader in dict.fromkeys(readers_of(file)):
        for one in reader(file):
            place = (one.start, one.end)
            if place not in known:
                known.add(place)
                yield one


def readers_of(file: FileView) -> tuple[Reader, ...]:
    """Give the readers of a file, the most particular ones first."""
    name, suffix = file.name, file.suffix
    found = NAMES.get(name)
    if found is None and suffix in _CODE:
        return _NONE
    found = found or _family(name, suffix)
    if not found and name.endswith(_COPIES):
        stem = next(name.removesuffix(copy) for copy in _COPIES if name.endswith(copy))
        at = stem.rfind(b".")
        found = NAMES.get(stem) or _family(stem, stem[at:] if at > 0 else b"")
        suffix = stem[at:] if at > 0 else suffix
    if suffix in SUFFIXES:
        found += SUFFIXES[suffix]
    folders = file.path.split(b"/")
    for folder in folders[:-1]:
        if folder in PLACES:
            found += tuple(reader for place, reader in PLACES[folder] if place.search(file.path))
    marks = _MARKS.get(suffix) if suffix or name not in _PLAIN else None
    return found if marks is None else found + marks(file.flat)


def _family(name: bytes, suffix: bytes) -> tuple[Reader, ...]:
    for families in (FAMILIES.get(suffix), STARTS.get(name[:3])):
        for pattern, readers in families or ():
            if pattern.match(name):
                return readers
    if name.endswith(_ENDS):
        return next(readers for end, readers in ENDS if name.endswith(end))
    return _NONE


_ENDS = tuple(end for end, _ in ENDS)


class _Marks:
    """The words of one suffix, searched for together."""

    def __init__(self, marks: Marks) -> None:
        self._words = sorted({word for words, _ in marks for word in words})
        self._marks = tuple((frozenset(self._words.index(word) for word in words), reader) for words, reader in marks)
        self._search = ahocorasick_rs.BytesAhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def __call__(self, flat: bytes) -> tuple[Reader, ...]:
        head = flat if len(flat) <= _MARKED else flat[:_MARKED]
        seen = {hit[0] for hit in self._search.find_matches_as_indexes(head)}
        return tuple(reader for words, reader in self._marks if words <= seen) if seen else _NONE


_SEARCHES = {marks: _Marks(marks) for marks in set(MARKS.values())}
_MARKS = {suffix: _SEARCHES[marks] for suffix, marks in MARKS.items()}
