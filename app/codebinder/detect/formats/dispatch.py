"""Finds the reader for a file: by its name, its suffix, the folder it stands in, or words that only one format has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.detect.fileview import FileView
from codebinder.detect.formats import catalogue, projects
from codebinder.detect.formats.marks import MARKS
from codebinder.detect.formats.places import FAMILIES, PLACES, SUFFIXES
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
_MARKED = 1 << 19
NAMES = {
    name: catalogue.NAMES.get(name, ()) + projects.NAMES.get(name, ()) for name in {*catalogue.NAMES, *projects.NAMES}
}
_NONE: tuple[Reader, ...] = ()


def look(file: FileView) -> Iterator[Sight]:
    """Give what the reader of the file's format sees; nothing for files of any other format."""
    readers = readers_of(file)
    if readers:
        for reader in dict.fromkeys(readers):
            yield from reader(file)


def readers_of(file: FileView) -> tuple[Reader, ...]:
    """Give the readers of a file, the most particular ones first."""
    name, suffix = file.name, file.suffix
    found = NAMES.get(name) or _family(name)
    if not found and name.endswith(_COPIES):
        stem = name
        for copy in _COPIES:
            if name.endswith(copy):
                stem = name[: -len(copy)]
                break
        found = NAMES.get(stem) or _family(stem)
        suffix = stem[stem.rfind(b".") :] if stem.rfind(b".") > 0 else b"" if not found else suffix
    found = (found or _NONE) + SUFFIXES.get(suffix, _NONE)
    if b"/" in file.path:
        for place, reader in PLACES:
            if place.search(file.path):
                found += (reader,)
    return found + _marked(file, suffix)


def _family(name: bytes) -> tuple[Reader, ...]:
    match = _FAMILY.match(name)
    return FAMILIES[(match.lastindex or 1) - 1][1] if match else _NONE


_FAMILY = re.compile(rb"(?:" + b"|".join(b"(" + pattern + b")" for pattern, _ in FAMILIES) + b")$")


def _marked(file: FileView, suffix: bytes) -> tuple[Reader, ...]:
    marks = MARKS.get(suffix)
    if marks is None:
        return _NONE
    flat = file.flat
    found: list[Reader] = []
    for words, reader in marks:
        if all(flat.find(word, 0, _MARKED) >= 0 for word in words):
            found.append(reader)
    return tuple(found)
