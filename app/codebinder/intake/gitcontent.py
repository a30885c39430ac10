"""Gives the bytes of a commit's entries through `git cat-file --batch`, reading ahead in bounded memory."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import IO

from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.intake.gitrun import Child, GitRunner
from codebinder.model.ports import Cancel
from codebinder.model.source import EntryKind, SourceEntry
from codebinder.model.text import Message, shown_path

LARGEST_FILE = 512 * 1024 * 1024
_AHEAD_BYTES = 32 * 1024 * 1024
_BATCH_BYTES = 1024 * 1024
_BATCH_FILES = 512
_STALL = 120.0
_PIPE = 1024 * 1024

_sha1 = partial(hashlib.sha1, usedforsecurity=False)
_Item = tuple[SourceEntry, bytes]


class GitContent:
    """The bytes of entries at the commit that the listing was made from. Give it entries of that listing only."""

    def __init__(self, runner: GitRunner, *, missing: frozenset[str] = frozenset(), owned: bool = False) -> None:
        self._runner = runner
        self._owned = owned
        self._single: Child | None = None
        self._lock = threading.Lock()
        self.missing = missing  # object ids that a partial clone does not hold

    def read(self, entry: SourceEntry) -> bytes:
        """Give one file's bytes (a link's target)."""
        check_readable(entry)
        with self._lock:
            if self._single is None or self._single.process.poll() is not None:
                self._single = self._runner.start(["cat-file", "--batch"], objects=True, stdin=True)
            child = self._single
            watch = threading.Timer(_STALL, child.process.kill)
            watch.daemon = True
            watch.start()
            try:
                child.stdin.write(entry.key.encode("ascii") + b"\n")
                child.stdin.flush()
                return _one(child.stdout, entry)
            except BrokenPipeError:
                raise _broken(entry) from None
            except (UserError, Bug):
                # The answer may have been cut short: never read the rest of it as the next file's.
                child.kill()
                self._single = None
                raise
            finally:
                watch.cancel()

    def read_all(self, entries: Iterable[SourceEntry], *, cancel: Cancel) -> Iterator[_Item]:
        """Give every entry with its bytes, in the order asked; at most about 32 MB wait for the taker."""
        wanted = list(entries)
        for entry in wanted:
            check_readable(entry)
        if not wanted:
            return
        reader = _Reader(self._runner, wanted)
        try:
            while (batch := reader.next_batch(cancel)) is not None:
                yield from batch
        finally:
            reader.close()

    def close(self) -> None:
        with self._lock:
            if self._single is not None:
                self._single.kill()
                self._single = None
        if self._owned:
            self._runner.close()


class _Reader:
    """One `cat-file --batch --buffer`, fed by one thread and read by another."""

    def __init__(self, runner: GitRunner, wanted: Sequence[SourceEntry]) -> None:
        self._wanted = wanted
        self._batches: deque[tuple[list[_Item], int]] = deque()
        self._waiting = 0
        self._done = self._stopped = False
        self._fault: BaseException | None = None
        self._change = threading.Condition()
        self._child = runner.start(["cat-file", "--batch", "--buffer"], objects=True, stdin=True)
        self._stdout = _wide_pipe(self._child.stdout)
        self._threads = [
            threading.Thread(target=target, name=f"git-{name}", daemon=True)
            for name, target in (("ask", self._ask), ("read", self._read))
        ]
        for thread in self._threads:
            thread.start()

    def next_batch(self, cancel: Cancel) -> list[_Item] | None:
        """Give the next files, or None at the end."""
        waited = 0.0
        with self._change:
            while not self._batches and not self._done:
                cancel.check()
                self._change.wait(0.05)
                waited += 0.05
                if waited > _STALL:
                    raise SaidError(
                        Message("refuse.gitcontent.git-not-given-any-content"),
                        next_step=Message("next.check-disk-holds-repository-then"),
                    )
            cancel.check()
            if not self._batches:
                if self._fault is not None:
                    raise self._fault
                return None
            batch, size = self._batches.popleft()
            self._waiting -= size
            self._change.notify_all()
        return batch

    def close(self) -> None:
        with self._change:
            self._stopped = True
            self._change.notify_all()
        self._child.process.kill()
        for thread in self._threads:
            thread.join()
        self._stdout.close()
        self._child.kill()

    def _ask(self) -> None:
        pipe = self._child.stdin
        names = iter(self._wanted)
        try:
            while part := list(islice(names, 4096)):
                pipe.write("".join([entry.key + "\n" for entry in part]).encode("ascii"))
            pipe.close()
        except (OSError, ValueError):
            return  # git has ended; the reading side finds out and says why

    def _read(self) -> None:
        batch: list[_Item] = []
        size = 0
        try:
            for entry in self._wanted:
                data = _one(self._stdout, entry)
                batch.append((entry, data))
                size += len(data)
                if size >= _BATCH_BYTES or len(batch) >= _BATCH_FILES:
                    if not self._hand_over(batch, size):
                        return
                    batch, size = [], 0
            self._hand_over(batch, size)
        except (UserError, Bug, OSError, ValueError, MemoryError) as fault:
            self._hand_over(batch, size)
            self._fault = fault
        finally:
            with self._change:
                self._done = True
                self._change.notify_all()

    def _hand_over(self, batch: list[_Item], size: int) -> bool:
        with self._change:
            while self._waiting > 0 and self._waiting + size > _AHEAD_BYTES and not self._stopped:
                self._change.wait(1.0)
            if self._stopped:
                return False
            if batch:
                self._batches.append((batch, size))
                self._waiting += size
                self._change.notify_all()
        return True


def _one(pipe: IO[bytes], entry: SourceEntry) -> bytes:
    """Read one answer: `<id> blob <size>` LF, the bytes, LF; or `<id> missing` LF."""
    header = pipe.readline(200)
    fields = header.split()
    if len(fields) != 3:
        if len(fields) == 2 and fields[1] == b"missing":
            raise missing_content([entry])
        raise _broken(entry)
    if fields[1] != b"blob":
        raise Bug("an entry that is no file was read")
    size = int(fields[2])
    data = pipe.read(size)
    if len(data) != size or pipe.read(1) != b"\n":
        raise _broken(entry)
    # git itself does not compare: a damaged or forged pack could give other bytes under this commit's ids.
    if object_id(b"blob", data, len(entry.key)) != entry.key:
        raise _broken(entry)
    return data


def object_id(kind: bytes, data: bytes, digits: int) -> str:
    """Compute the id that an object of these bytes has, of 40 (SHA-1) or 64 (SHA-256) digits."""
    digest = (_sha1 if digits == 40 else hashlib.sha256)(b"%s %d\0" % (kind, len(data)))
    digest.update(data)
    return digest.hexdigest()


def check_readable(entry: SourceEntry) -> None:
    """Raise UserError where a file is too large to be read as source; Bug where it is no file."""
    if entry.kind is EntryKind.SUBMODULE:
        raise Bug("a submodule entry has no bytes")
    if entry.size > LARGEST_FILE:
        raise SaidError(
            Message("refuse.gitcontent.file-mib-source-file-may", {"size": entry.size // (1024 * 1024)}),
            where=shown_path(entry.path),
            next_step=Message("next.leave-out-exclude-rule-add"),
        )


def missing_content(entries: Sequence[SourceEntry]) -> UserError:
    """Make the sentence for files whose content a partial clone does not hold."""
    names = ", ".join(shown_path(entry.path) for entry in entries[:5])
    return SaidError(
        Message("refuse.gitcontent.repository-does-not-hold-content"),
        where=Message("where.more", {"names": names, "count": len(entries) - 5}) if len(entries) > 5 else names,
        next_step=Message("next.run-git-fetch-refetch-no"),
    )


def _broken(entry: SourceEntry) -> UserError:
    return SaidError(
        Message("refuse.gitcontent.git-could-not-give-content"),
        where=shown_path(entry.path),
        next_step=Message("next.run-git-fsck-repository"),
    )


def _wide_pipe(pipe: IO[bytes]) -> IO[bytes]:
    """Give the same pipe with a buffer and, on Linux, a kernel buffer of 1 MiB: fewer switches between processes."""
    number = os.dup(pipe.fileno())
    try:
        import fcntl

        fcntl.fcntl(number, fcntl.F_SETPIPE_SZ, _PIPE)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
    except (ImportError, AttributeError, OSError):
        pass  # other systems, or the user's limit of pipe pages is reached: slower, nothing else
    return io.BufferedReader(io.FileIO(number, "rb"), _PIPE)
