"""Text that stands encoded in a file (base 64, hex, base 32, escapes, URL, XML, quoted-printable): decoded, and
searched again with all rules. What is found is the encoded text as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from codebinder.detect.encoded.escaped import escaped
from codebinder.detect.encoded.marks import Kind, marks
from codebinder.detect.encoded.payload import Budget
from codebinder.detect.encoded.runs import Runs
from codebinder.detect.fileview import FileView
from codebinder.detect.sight import Sight

__all__ = ["look"]

_SCRIPTS = frozenset({b".js", b".mjs", b".cjs", b".ts", b".tsx", b".jsx"})
_MOST = 50_000
"""Places of one kind of escape in one file."""

Again = Callable[[bytes], Sequence[Sight]]


def look(file: FileView, again: Again) -> Iterator[Sight]:
    """Give what `again` sees in the decoded text, at the place of the encoded one. `again` is asked with ASCII or
    UTF-8 text, or with the bytes of a container; how deep that goes is the caller's affair."""
    flat = file.flat
    places: dict[Kind, list[tuple[int, int]]] = {}
    runs: Runs | None = None
    for kind, start, end in marks(flat):
        file.cancel.check()
        if runs is None:
            runs = Runs(flat, again, Budget.of(len(flat)))
        if kind is Kind.RUN:
            yield from runs.look(start, end)
        elif len(known := places.setdefault(kind, [])) < _MOST:
            known.append((start, end))
    if runs is None:
        return
    if Kind.BASE32 in places:
        yield from runs.look_base32()
    yield from runs.rest()
    if file.suffix in _SCRIPTS:
        places.pop(Kind.XML, None)  # pieces of pages between pieces of code
    yield from escaped(flat, places, again)
