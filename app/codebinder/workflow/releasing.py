"""A file that is complete on the disk before the workbook knows of it, and has its name only after."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from codebinder.base.files import bring_to_disk, clean_stale_parts, free_space_fault, patiently, sync_folder
from codebinder.base.messages import SaidError
from codebinder.errors import Bug
from codebinder.model.text import Message, shown


class Written:
    """A file that is written piece by piece; `size` and `sha256` are those of what was written so far."""

    def __init__(self, stream: BinaryIO, target: Path) -> None:
        self._stream = stream
        self._target = target
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The digest, in hex."""
        return self._digest.hexdigest()

    def write(self, data: bytes, /) -> int:
        """Take a piece."""
        try:
            self._stream.write(data)
        except OSError as error:
            raise free_space_fault(error, self._target) from None
        self._digest.update(data)
        self.size += len(data)
        return len(data)

    def settle(self) -> None:
        """Bring everything to the disk."""
        try:
            self._stream.flush()
            bring_to_disk(self._stream.fileno())
        except OSError as error:
            raise free_space_fault(error, self._target) from None


class Waiting:
    """A new file at `target`, readable by this account only: `write`, then whatever must be committed, then `appear`.

    An existing file is never replaced. Where the block ends before `appear`, nothing is left.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._part = target.parent / f".{target.name}.part-{os.getpid()}"
        self._writing = False

    def __enter__(self) -> Self:
        self._refuse()
        if not self._target.parent.is_dir():
            raise SaidError(
                Message("refuse.rebuilding.folder-not"),
                where=shown(str(self._target.parent)),
                next_step=Message("next.make-choose-another"),
            )
        clean_stale_parts(self._target.parent)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._part.unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Bring the bytes to the disk."""
        try:
            self._part.unlink(missing_ok=True)
            handle = os.open(self._part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                bring_to_disk(stream.fileno())
        except OSError as error:
            raise free_space_fault(error, self._target) from None

    @contextmanager
    def stream(self) -> Generator[Written]:
        """Bring bytes to the disk piece by piece, for what is too large for memory."""
        try:
            self._part.unlink(missing_ok=True)
            handle = os.open(self._part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise free_space_fault(error, self._target) from None
        self._writing = True
        with os.fdopen(handle, "wb") as stream:
            written = Written(stream, self._target)
            yield written
            written.settle()
        self._writing = False

    def read(self) -> bytes:
        """Give back what is on the disk now."""
        try:
            return self._part.read_bytes()
        except OSError as error:
            raise free_space_fault(error, self._target) from None

    def appear(self) -> None:
        """Give the file its name."""
        if self._writing:
            raise Bug("a file is renamed while it is open, which Windows refuses")
        try:
            self._refuse()
            patiently(lambda: self._part.rename(self._target))
            sync_folder(self._target.parent)
        except OSError as error:
            raise free_space_fault(error, self._target) from None

    def _refuse(self) -> None:
        if os.path.lexists(self._target):
            raise SaidError(
                Message("refuse.logs.file-name-already"),
                where=shown(str(self._target)),
                next_step=Message("next.choose-another-name"),
            )
