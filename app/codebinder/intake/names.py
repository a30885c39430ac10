"""Judges the names in a tree: which can't be, and which a person should know about before they are filed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.source import EntryKind, SourceEntry, SourceWarning
from codebinder.model.text import Message, shown_path

_WINDOWS = re.compile(
    rb"""
    [<>:"|?*\\\x00-\x1f]             # reserved characters
    | [.\ ](?=/|\Z)                  # Windows drops a dot or a space at the end
    | (?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)[\ ]*(?:\.[^/]*)?(?:/|\Z)    # devices
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DESKTOP = re.compile(rb"\.DS_Store|\._.+|(?:eh)?Thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)
"""What file managers leave in folders: lists of the files in them, some that were removed long ago, and thumbnails."""
_WINDOWS_LONGEST = 240
_LONGEST = 4096
_IMPOSSIBLE = re.compile(rb"(?:^|/)(?:\.\.?)?(?:/|\Z)|\x00")


def refuse_impossible(entries: Sequence[SourceEntry]) -> None:
    """Raise UserError for a tree that no file system could hold: `..`, empty names, one name twice, a file as folder.

    git writes no such tree, and refuses to check one out; somebody made it by hand to mislead a reader.
    """
    paths = {entry.path for entry in entries}
    if len(paths) != len(entries):
        seen: set[bytes] = set()
        for entry in entries:
            if entry.path in seen:
                raise _malformed(Message("fault.names.tree-names-one-path-twice"), entry.path)
            seen.add(entry.path)
    for path in paths:
        if len(path) > _LONGEST:
            raise _malformed(Message("fault.names.tree-holds-path-longer-than"), path[:200])
        if _IMPOSSIBLE.search(path):
            raise _malformed(Message("fault.names.tree-holds-name-leads-out"), path)
    nested = {entry.path for entry in entries if entry.kind is EntryKind.SUBMODULE}
    for folder in _folders(paths):
        if folder in paths and folder not in nested:
            raise _malformed(Message("fault.names.tree-names-one-path-file"), folder)


def name_warnings(entries: Sequence[SourceEntry]) -> Iterator[SourceWarning]:
    """Give a warning for each name that is not UTF-8, that Windows can't hold, or that differs by case only, and for
    each file that tells names of others."""
    folded: dict[str, bytes] = {}
    for entry in entries:
        path = entry.path
        if path.isascii():
            key = path.decode("ascii").lower()
        else:
            try:
                key = unicodedata.normalize("NFC", path.decode("utf-8")).casefold()
            except UnicodeDecodeError:
                key = path.decode("latin-1")
                yield SourceWarning(id="source.name-not-utf8", path=path)
        if len(path) > _WINDOWS_LONGEST or _WINDOWS.search(path):
            yield SourceWarning(id="source.name-windows", path=path)
        if entry.kind is not EntryKind.LINK and _DESKTOP.fullmatch(path, path.rfind(b"/") + 1):
            yield SourceWarning(id="source.name-desktop", path=path)
        other = folded.setdefault(key, path)
        if other is not path:
            yield SourceWarning(id="source.name-collision", path=path, detail=shown_path(other))


def _folders(paths: set[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    for path in paths:
        parent = path.rpartition(b"/")[0]
        while parent and parent not in found:
            found.add(parent)
            parent = parent.rpartition(b"/")[0]
    return found


def _malformed(message: Message, path: bytes) -> UserError:
    return SaidError(
        message,
        where=shown_path(path),
        next_step=Message("next.do-not-file-from-this"),
    )
