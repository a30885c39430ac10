"""Key containers in binary form: key stores, DER keys, key rings, password databases, and keys inside bigger binaries.

`look` is the detector: text files cost one search for a zero byte.
"""

from __future__ import annotations

from collections.abc import Iterator

from codebinder.detect.fileview import FileView
from codebinder.detect.keystores.embedded import embedded
from codebinder.detect.keystores.whole import whole
from codebinder.detect.sight import Sight

__all__ = ["look"]


def look(file: FileView) -> Iterator[Sight]:
    """Give the file itself where it is a key container, else the keys that stand somewhere inside a binary."""
    if file.encoding.startswith("utf-16"):
        return
    found = whole(file.name, file.path, file.data)
    if found is not None:
        yield found
        return
    if b"\0" in file.data:
        yield from embedded(file.data)
