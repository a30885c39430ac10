"""Reads single files of the vendor's own, such as firmware images and documents, and names them by a keyed digest."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from codebinder.base.messages import SaidError, why_of
from codebinder.errors import UserError
from codebinder.model.ports import Cancel, NeverCancel
from codebinder.model.text import Message, shown

Tagger = Callable[[bytes], str]

_CHUNK = 1024 * 1024


class FileContent:
    """One firmware image or document on disk, read in pieces; it must be a regular file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _opened(path) as file:
            self.size = os.fstat(file.fileno()).st_size

    def chunks(self, size: int = _CHUNK) -> Iterator[bytes]:
        """Give the whole file in pieces of at most `size` bytes."""
        with _opened(self.path) as file:
            while chunk := file.read(size):
                yield chunk

    def read(self, limit: int) -> bytes:
        """Give the whole file; raise UserError where it is larger than `limit` bytes."""
        with _opened(self.path) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise SaidError(
                Message("refuse.files.file-larger-than-bytes", {"limit": limit}),
                where=shown(str(self.path)),
                next_step=Message("next.give-smaller-file-add-firmware"),
            )
        return data

    def tag(self, tagger: Tagger, *, cancel: Cancel | None = None) -> str:
        """Give the keyed digest of the content: `tagger` over its SHA-256."""
        stop = cancel or NeverCancel()
        digest = hashlib.sha256()
        for chunk in self.chunks():
            stop.check()
            digest.update(chunk)
        return tagger(digest.digest())


def hash_file(path: Path, tagger: Tagger, *, cancel: Cancel | None = None) -> str:
    """Give a file's keyed digest, as the workbook keeps it: `tagger` over the SHA-256 of the content."""
    return FileContent(path).tag(tagger, cancel=cancel)


def content_tag(data: bytes, tagger: Tagger) -> str:
    """Give the same keyed digest for bytes at hand."""
    return tagger(hashlib.sha256(data).digest())


def disk_fault(error: OSError, where: str) -> UserError:
    """Make the sentence for a file that can't be read."""
    if error.errno == errno.ENOENT:
        return SaidError(Message("refuse.attachments.no-such-file"), where=where, next_step=Message("next.check-path"))
    if error.errno in {errno.EACCES, errno.EPERM}:
        return SaidError(
            Message("refuse.files.ca-not-read-permission-denied"),
            where=where,
            next_step=Message("next.ask-read-access"),
        )
    if error.errno == errno.ELOOP:
        return SaidError(
            Message("refuse.files.link-now-file"), where=where, next_step=Message("next.take-folder-again")
        )
    return SaidError(
        Message("refuse.files.ca-not-read", {"why": why_of(error)}), where=where, next_step=Message("next.check-disk")
    )


def _opened(path: Path) -> _Stream:
    where = shown(str(path))
    try:
        # Non-blocking: opening a named pipe would wait for ever.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise disk_fault(error, where) from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise SaidError(Message("refuse.files.not-file"), where=where, next_step=Message("next.give-path-one-file"))
    return _Stream(number, where)


class _Stream:
    """An open file whose read errors are sentences."""

    def __init__(self, number: int, where: str) -> None:
        self._file = os.fdopen(number, "rb", buffering=0)
        self._where = where

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def fileno(self) -> int:
        return self._file.fileno()

    def read(self, size: int) -> bytes:
        """Give `size` bytes, fewer only at the end."""
        parts: list[bytes] = []
        left = size
        try:
            while left > 0 and (part := self._file.read(min(left, 64 * _CHUNK))):
                parts.append(part)
                left -= len(part)
        except OSError as error:
            raise disk_fault(error, self._where) from error
        return b"".join(parts)
