"""Scans plain folders for `scan --path`: in the order of paths, in bounded memory, telling what could not be read."""

from __future__ import annotations

import os
import stat
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError, SaidProblems
from codebinder.base.workers import Stop, ordered_map
from codebinder.detect.archives import is_archive
from codebinder.detect.engine import Engine
from codebinder.detect.insides import not_opened
from codebinder.model.findings import Detected
from codebinder.model.ports import Cancel, Progress
from codebinder.model.text import Message, shown_path

BATCH_FILES = 64
BATCH_BYTES = 4 << 20
"""Files are handed to workers in batches: half of a source tree's files are under 2 KB, and a task each would cost
more than the scan."""
LARGE = 32 << 20
"""Files above this are scanned piece by piece."""
LARGEST_ARCHIVE = 128 << 20
"""Archives are held whole; a larger one is told as not looked into."""
OVERLAP = 256 << 10
"""Pieces overlap by more than the longest match and its window."""

Unread = Callable[[Path, str], None]


@dataclass(frozen=True, slots=True)
class _Read:
    """One file's outcome: findings, or why it could not be read."""

    path: Path
    size: int
    found: tuple[Detected, ...] = ()
    fault: str = ""


def scan_paths(
    paths: Iterable[Path],
    *,
    workers: int,
    progress: Progress,
    cancel: Cancel,
    engine: Engine | None = None,
    unread: Unread | None = None,
) -> Iterator[tuple[Path, Detected]]:
    """Give the findings under `paths` (files or folders) as (file, finding), by path bytes within each of `paths`.

    Links below a given path are never followed. Each file that cannot be read is told to `unread` with the reason;
    without `unread`, Problems naming them all is raised behind the last finding. A path that does not exist raises
    UserError at once.
    """
    chosen = engine or Engine.load()
    progress.start("progress.scan")
    unreadable: list[str] = []
    for root in paths:
        if not os.path.lexists(root):
            raise SaidError(
                Message("refuse.walk.no-such-file-folder"),
                where=shown_path(os.fsencode(root)),
                next_step=Message("next.check-path-try-again"),
            )
        stop = Stop(cancel)
        for batch in ordered_map(
            partial(_scan_batch, chosen, root, stop),
            _batches(_walk(root)),
            workers=workers,
            ahead=workers * 2 + 2,
            cancel=stop,
        ):
            for read in batch:
                progress.advance(1, read.size)
                if read.fault and unread is not None:
                    unread(read.path, read.fault)
                elif read.fault:
                    unreadable.append(f"{shown_path(os.fsencode(read.path))}: {read.fault}")
                yield from ((read.path, found) for found in read.found)
    if unreadable:
        raise SaidProblems(
            Message("refuse.walk.some-files-could-not-read"),
            tuple(unreadable),
            next_step=Message("next.make-them-readable-scan-again"),
        )


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    size: int
    fault: str = ""


def _batches(files: Iterable[_File]) -> Iterator[list[_File]]:
    batch: list[_File] = []
    size = 0
    for file in files:
        batch.append(file)
        size += file.size
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _walk(root: Path) -> Iterator[_File]:
    """Give every file under `root` by path bytes; a link given as `root` itself is taken for what it points to."""
    if not root.is_dir():
        yield _File(root, root.stat().st_size if root.exists() else 0)
        return
    waiting: list[tuple[Path, bool]] = [(root, True)]
    while waiting:
        here, is_folder = waiting.pop()
        if not is_folder:
            yield from _listed(here)
            continue
        try:
            with os.scandir(here) as listing:
                entries = [(os.fsencode(entry.name), entry.is_dir(follow_symlinks=False)) for entry in listing]
        except OSError as error:
            yield _File(here, 0, _why(error))
            continue
        # A folder sorts as its name with the slash behind it, which gives the order of whole paths.
        entries.sort(key=lambda entry: entry[0] + b"/" if entry[1] else entry[0], reverse=True)
        waiting.extend((here / os.fsdecode(name), folder) for name, folder in entries)


def _listed(path: Path) -> Iterator[_File]:
    """Give the file at `path`; nothing for a link, which is no file: what it points to is scanned where it stands."""
    try:
        state = path.lstat()
    except OSError as error:
        yield _File(path, 0, _why(error))
        return
    if not stat.S_ISLNK(state.st_mode):
        yield _File(path, state.st_size, "" if stat.S_ISREG(state.st_mode) else "not a regular file")


def _why(error: OSError) -> str:
    return error.strerror or "the system gives no reason"


def _scan_batch(engine: Engine, root: Path, cancel: Cancel, files: list[_File]) -> list[_Read]:
    return [_scan_file(engine, file, root, cancel) for file in files]


def _scan_file(engine: Engine, file: _File, root: Path, cancel: Cancel) -> _Read:
    if file.fault:
        return _Read(file.path, 0, fault=file.fault)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    if file.path != root:
        flags |= getattr(os, "O_NOFOLLOW", 0)  # it may have become a link since it was listed
    try:
        handle = os.open(file.path, flags)
        with os.fdopen(handle, "rb", buffering=0) as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return _Read(file.path, 0, fault="not a regular file")
            return _scan_stream(engine, file.path, _name(file.path, root), stream.read, cancel)
    except OSError as error:
        return _Read(file.path, 0, fault=_why(error))


def _name(path: Path, root: Path) -> bytes:
    """Give the path as rules see it: from the folder that was asked for on, wherever that lies on this machine."""
    return os.fsencode(path.name if path == root else path.relative_to(root).as_posix())


def _scan_stream(engine: Engine, path: Path, name: bytes, read: Callable[[int], bytes | None], cancel: Cancel) -> _Read:
    data = _fill(read, LARGE)
    if len(data) == LARGE and is_archive(data):
        data += _fill(read, LARGEST_ARCHIVE - LARGE)
        if len(data) == LARGEST_ARCHIVE:
            return _Read(path, len(data), (not_opened(b"", "it is too large", len(data)),))
        return _Read(path, len(data), tuple(_scan(engine, name, data, cancel)))
    if len(data) < LARGE:
        return _Read(path, len(data), tuple(_scan(engine, name, data, cancel)))
    encoding = _sample_encoding(data)
    found: list[Detected] = []
    base = lines = 0
    fresh = 0  # findings that begin before this offset in `data` were given with the piece before
    while True:
        last = len(data) < LARGE
        until = len(data) if last else len(data) - OVERLAP
        found.extend(
            replace(one, start=base + one.start, end=base + one.end, line=lines + one.line)
            for one in engine.scan(name, data, encoding, cancel=cancel)
            if fresh <= one.start < until
        )
        if last:
            return _Read(path, base + len(data), tuple(found))
        cut = max(until - OVERLAP, 0)
        lines += bisect_right(encodings.line_starts(data, encoding), cut) - 1
        base, fresh = base + cut, until - cut
        data = data[cut:] + _fill(read, LARGE - (len(data) - cut))


def _fill(read: Callable[[int], bytes | None], size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (part := read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _scan(engine: Engine, name: bytes, data: bytes, cancel: Cancel) -> list[Detected]:
    return engine.scan(name, data, encodings.detect(data)[0], cancel=cancel)


def _sample_encoding(data: bytes) -> str:
    sample = data[: 1 << 20]
    end = sample.rfind(b"\n")
    return encodings.detect(sample[:end] if end > 0 and b"\0" not in sample else sample)[0]
