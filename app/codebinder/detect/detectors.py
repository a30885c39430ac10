"""The detectors that are code: what patterns can't say. Each looks at one file and tells what it sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from codebinder.detect import assigned, bytearrays, formats, keystores, legal, people
from codebinder.detect.fileview import FileView
from codebinder.detect.sight import Sight

Look = Callable[[FileView], Iterator[Sight]]

DETECTORS: dict[str, Look] = {
    "assigned": assigned.look,
    "formats": formats.look,
    "keystores": keystores.look,
    "bytearrays": bytearrays.look,
    "people": people.look,
    "legal": legal.look,
}
"""By the names that rule packs use."""
