"""Where an image's bytes come from: a file on disk, or what was unpacked, kept in memory or in a private file."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Self, cast

from codebinder.firmware.reading import Blob, Budget, Memory, Unreadable

IN_MEMORY = 4 << 20
"""Unpacked bytes that are kept in memory; more go to a file. Files of a root file system are mostly smaller."""


class FileBlob:
    """A file's bytes, read by offset; several threads may share it. The size is that of the moment of opening."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._size = self._file.seek(0, 2)
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """The length in bytes."""
        return self._size

    def read(self, at: int, size: int) -> bytes:
        """Give bytes, as `Blob` says."""
        if at < 0 or size <= 0 or at >= self._size:
            return b""
        with self._lock:
            self._file.seek(at)
            return self._file.read(min(size, self._size - at))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Spooled:
    """What was unpacked, to be read by offset, and what went wrong; `close` gives memory and disk back."""

    def __init__(self, blob: Blob, fault: Unreadable | None, held: ExitStack) -> None:
        self.blob, self.fault, self._held = blob, fault, held

    def close(self) -> None:
        """Let go of it."""
        self._held.close()


class _Open:
    """An unpacked file on disk that has no name any more, read by offset."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        return self._size

    def read(self, at: int, size: int) -> bytes:
        if at < 0 or size <= 0 or at >= self._size:
            return b""
        with self._lock:
            self._file.seek(at)
            return self._file.read(min(size, self._size - at))


def spool(opened: Callable[[], Iterator[bytes]], budget: Budget, folder: Path | None) -> Spooled:
    """Unpack something whole, as far as it can be read and the budget goes; what came before a fault is kept.

    `folder` takes what is too large for memory: a private one, emptied by its owner (None: the system's, unnamed).
    """
    with ExitStack() as held:
        pieces: list[bytes] = []
        size, file = 0, None
        fault: Unreadable | None = None
        try:
            budget.take(0)  # where nothing more may be unpacked, not even a first piece: 60,000 of these are minutes
            for piece in opened():
                budget.take(len(piece))
                size += len(piece)
                pieces.append(piece)
                if size > IN_MEMORY and file is None:
                    file = cast("BinaryIO", tempfile.TemporaryFile(dir=folder))  # noqa: SIM115  (closed by `held`)
                    held.push(file.__exit__)
                if file is not None:
                    file.write(b"".join(pieces))
                    pieces.clear()
        except Unreadable as error:
            fault = error
        blob = Memory(b"".join(pieces)) if file is None else _Open(file, size)
        return Spooled(blob, fault, held.pop_all())
