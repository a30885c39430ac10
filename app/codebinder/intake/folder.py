"""Takes in a plain folder: every file hashed when it is taken in, and refused at build where it has changed since."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.intake.files import Tagger, content_tag, disk_fault
from codebinder.intake.gitcontent import check_readable
from codebinder.intake.names import name_warnings
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.source import EntryKind, Snapshot, SourceEntry
from codebinder.model.text import Message, shown, shown_path

_MOST_ENTRIES = 3_000_000
_DEEPEST = 200
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | _NO_FOLLOW
# Each step of a path is opened below the one before, so that no folder can be swapped for a link under our hands.
_BY_STEPS = os.open in os.supports_dir_fd and bool(_NO_FOLLOW)


def open_folder(path: Path) -> Folder:
    """Open a plain folder for reading; raise UserError where it is none."""
    where = shown(str(path))
    if not path.exists():
        raise SaidError(
            Message("refuse.checking.nothing-path"), where=where, next_step=Message("next.check-path-folder")
        )
    if not path.is_dir():
        raise SaidError(
            Message("refuse.folder.not-folder"), where=where, next_step=Message("next.give-folder-holds-sources")
        )
    return Folder(path)


class Folder:
    """A folder of sources without git. Links are recorded, never followed; `.git` folders are no sources."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = os.fsencode(os.path.abspath(path))

    def snapshot(self, tagger: Tagger, *, progress: Progress | None = None, cancel: Cancel | None = None) -> Snapshot:
        """List and hash every file; an entry's key is `tagger` over the SHA-256 of its bytes (of a link's target)."""
        report, stop = progress or NoProgress(), cancel or NeverCancel()
        report.start("progress.files")
        found = sorted(self._walk(stop))
        report.start("progress.hash", len(found))
        entries: list[SourceEntry] = []
        for path, kind in found:
            stop.check()
            data = self._bytes(path, kind)
            entries.append(SourceEntry(path, kind, content_tag(data, tagger), len(data)))
            report.advance(1, len(data))
        return Snapshot(entries=tuple(entries), warnings=tuple(name_warnings(entries)))

    def content(self, tagger: Tagger) -> FolderContent:
        """Give the contents, each checked against the entry's key."""
        return FolderContent(self, tagger)

    def close(self) -> None:
        """Nothing is held open."""

    def _walk(self, cancel: Cancel) -> Iterator[tuple[bytes, EntryKind]]:
        waiting: list[tuple[bytes, int]] = [(b"", 0)]
        count = 0
        while waiting:
            cancel.check()
            folder, depth = waiting.pop()
            if depth > _DEEPEST:
                raise SaidError(Message("refuse.folder.folders-nested-more-than-200"), where=shown_path(folder[:200]))
            for name, mode in self._names(folder):
                path = folder + name
                count += 1
                if count > _MOST_ENTRIES:
                    raise SaidError(Message("refuse.folder.folder-holds-more-than-three"), where=shown(str(self.path)))
                if stat.S_ISLNK(mode):
                    yield path, EntryKind.LINK
                elif stat.S_ISDIR(mode):
                    if name.lower() != b".git":
                        waiting.append((path + b"/", depth + 1))
                elif stat.S_ISREG(mode):
                    # The .git file of a linked worktree holds a path of this machine.
                    if name.lower() != b".git":
                        yield path, EntryKind.EXECUTABLE if mode & 0o100 and os.name != "nt" else EntryKind.FILE
                else:
                    raise SaidError(
                        Message("refuse.folder.device-socket-pipe-not-file"),
                        where=shown_path(path),
                        next_step=Message("next.remove-folder"),
                    )

    def _names(self, folder: bytes) -> list[tuple[bytes, int]]:
        full = os.path.join(self._root, folder.replace(b"/", os.fsencode(os.sep)))
        try:
            if folder and os.path.realpath(full.rstrip(b"/\\")) != os.path.join(
                os.path.realpath(self._root), folder.rstrip(b"/").replace(b"/", os.fsencode(os.sep))
            ):
                raise SaidError(
                    Message("refuse.folder.folder-replaced-link-while-read"),
                    where=shown_path(folder),
                    next_step=Message("next.take-folder-again"),
                )
            with os.scandir(full) as listing:
                return [(item.name, _mode(item)) for item in listing]
        except OSError as error:
            raise disk_fault(error, shown_path(folder) or shown(str(self.path))) from error

    def _bytes(self, path: bytes, kind: EntryKind) -> bytes:
        try:
            if kind is EntryKind.LINK:
                return os.readlink(os.path.join(self._root, path))
            return self._file(path)
        except OSError as error:
            raise disk_fault(error, shown_path(path)) from error

    def _file(self, path: bytes) -> bytes:
        number = self._open(path)
        with os.fdopen(number, "rb", buffering=0) as file:
            facts = os.fstat(number)
            if not stat.S_ISREG(facts.st_mode):
                raise changed(path)
            check_readable(SourceEntry(path, EntryKind.FILE, "", facts.st_size))
            return file.read(facts.st_size + 1)

    def _open(self, path: bytes) -> int:
        if not _BY_STEPS:
            full = os.path.join(self._root, path.replace(b"/", os.fsencode(os.sep)))
            if os.path.islink(full):
                raise changed(path)
            return os.open(full, _FLAGS)
        at = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
        *folders, name = path.split(b"/")
        try:
            for folder in folders:
                below = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _NO_FOLLOW, dir_fd=at)
                os.close(at)
                at = below
            return os.open(name, _FLAGS, dir_fd=at)
        finally:
            os.close(at)


class FolderContent:
    """The bytes of a folder's entries, as they were when it was taken in."""

    def __init__(self, folder: Folder, tagger: Tagger) -> None:
        self._folder = folder
        self._tagger = tagger

    def read(self, entry: SourceEntry) -> bytes:
        """Give one file's bytes (a link's target); raise UserError where they are others than at intake."""
        if entry.kind is EntryKind.SUBMODULE:
            raise Bug("a submodule entry has no bytes")
        if any(part in {b"", b".", b".."} for part in entry.path.split(b"/")):
            raise Bug("an entry's path leads out of its folder")
        data = self._folder._bytes(entry.path, entry.kind)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        if content_tag(data, self._tagger) != entry.key:
            raise changed(entry.path)
        return data

    def read_all(self, entries: Iterable[SourceEntry], *, cancel: Cancel) -> Iterator[tuple[SourceEntry, bytes]]:
        """Give every entry with its bytes, in the order asked."""
        for entry in entries:
            cancel.check()
            yield entry, self.read(entry)

    def close(self) -> None:
        """Nothing is held open."""


def changed(path: bytes) -> UserError:
    """Make the sentence for a file that is no longer what was taken in."""
    return SaidError(
        Message("refuse.folder.file-changed-since-folder-taken"),
        where=shown_path(path),
        next_step=Message("next.take-folder-again-source-update"),
    )


def _mode(item: os.DirEntry[bytes]) -> int:
    mode = item.stat(follow_symlinks=False).st_mode
    # A Windows junction is no link to Python before 3.12, and must not be walked into either.
    is_junction = getattr(item, "is_junction", None)
    return stat.S_IFLNK if is_junction is not None and is_junction() else mode
