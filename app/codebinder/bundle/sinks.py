"""Where members go: digests only (a round is submitted) or digests and an archive (a package is built).

Half of a source tree's files are under 2 KB, so members are batched to about 1 MiB, and SHA-256, SM3, CRC-32 and
deflate run together in a few threads (all four let go of the interpreter's lock). Results come out in the order of
addition, at most a few batches wait, and so memory is flat and the archive's bytes do not depend on the workers.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, Self

from codebinder.base.digests import Digests, digest, sm3
from codebinder.base.zips import ZipWriter
from codebinder.bundle import codec
from codebinder.bundle.names import check_name
from codebinder.errors import Bug
from codebinder.model.ports import Cancel, NeverCancel

BATCH = 1 << 20
CHUNK = 4 << 20
ZIP32_LIMIT = 0xFFFFFFFF
"""From this size on ZIP64's fields are needed."""
DRAFT_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The one time in a draft: ZIP's first, since no approval gives another."""


@dataclass(frozen=True, slots=True)
class InventoryDigest:
    """One member as written: its path in the package, size in bytes, digests in lower-case hex (`sm3` may be "")."""

    path: str
    size: int
    sha256: str
    sm3: str


class MemberSink(Protocol):
    """Takes the members of a package in their order; names are relative to the package's top folder."""

    @property
    def files(self) -> list[InventoryDigest]:
        """Everything written so far; complete after `flush`."""
        ...

    def add(self, name: str, data: bytes, *, executable: bool = False) -> None:
        """Take one member's bytes."""
        ...

    def add_file(self, name: str, path: Path) -> None:
        """Take one member from a file, streamed where it is large."""
        ...

    def flush(self) -> None:
        """Wait until all members added are digested and written."""
        ...


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    data: bytes
    executable: bool


@dataclass(frozen=True, slots=True)
class _Done:
    item: _Item
    digests: Digests
    packed: bytes | None


class _Pipeline:
    """Batches in, digested (and compressed) batches out, in order, by a bounded number of threads."""

    def __init__(
        self, work: Callable[[_Item], _Done], emit: Callable[[_Done], None], *, workers: int, cancel: Cancel
    ) -> None:
        self._work = work
        self._emit = emit
        self._cancel = cancel
        self._pool = ThreadPoolExecutor(max_workers=max(1, workers), thread_name_prefix="members")
        self._ahead = 2 * max(1, workers)
        self._batch: list[_Item] = []
        self._held = 0
        self._waiting: deque[Future[list[_Done]]] = deque()
        self._names: set[str] = set()

    @property
    def pool(self) -> ThreadPoolExecutor:
        return self._pool

    def claim(self, name: str) -> None:
        """Refuse a name that is not safe or that is already taken, also where only case differs."""
        check_name(name)
        folded = name.casefold()
        if folded in self._names:
            raise Bug(f"The package already has a member of this name: {name}")
        self._names.add(folded)

    def add(self, item: _Item) -> None:
        self.claim(item.name)
        self._batch.append(item)
        self._held += len(item.data)
        if self._held >= BATCH or len(self._batch) >= 1024:
            self._send()

    def flush(self) -> None:
        self._send()
        while self._waiting:
            self._take()

    def close(self) -> None:
        self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _send(self) -> None:
        if not self._batch:
            return
        self._cancel.check()
        batch, self._batch, self._held = self._batch, [], 0
        self._waiting.append(self._pool.submit(self._run, batch))
        while len(self._waiting) > self._ahead:
            self._take()

    def _run(self, batch: list[_Item]) -> list[_Done]:
        return [self._work(item) for item in batch]

    def _take(self) -> None:
        for done in self._waiting.popleft().result():
            self._emit(done)


class DigestSink:
    """Only sizes and SHA-256: what `review submit` needs, and nothing is written anywhere. A context manager."""

    def __init__(self, *, workers: int = 2, cancel: Cancel | None = None) -> None:
        self.files: list[InventoryDigest] = []
        self._cancel = cancel or NeverCancel()
        self._pipeline = _Pipeline(self._digest, self._keep, workers=workers, cancel=self._cancel)

    def add(self, name: str, data: bytes, *, executable: bool = False) -> None:
        """Take one member's bytes."""
        self._pipeline.add(_Item(name, data, executable))

    def add_file(self, name: str, path: Path) -> None:
        """Take one member from a file, streamed where it is large."""
        if path.stat().st_size <= codec.LARGE:
            self.add(name, path.read_bytes())
            return
        self._pipeline.flush()
        self._pipeline.claim(name)
        sha256, size = hashlib.sha256(), 0
        for chunk in _chunks(path, self._cancel):
            sha256.update(chunk)
            size += len(chunk)
        self.files.append(InventoryDigest(name, size, sha256.hexdigest(), ""))

    def flush(self) -> None:
        """Wait until all members added are digested."""
        self._pipeline.flush()

    def close(self) -> None:
        """Let go of the threads."""
        self._pipeline.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @staticmethod
    def _digest(item: _Item) -> _Done:
        sha256 = hashlib.sha256(item.data).hexdigest()
        return _Done(item, Digests(sha256=sha256, sm3="", crc32=0, size=len(item.data)), None)

    def _keep(self, done: _Done) -> None:
        self.files.append(InventoryDigest(done.item.name, done.digests.size, done.digests.sha256, ""))


class ZipSink:
    """Digests and the archive, in one pass. A context manager; call `close` for the archive to be complete.

    `top` is the one folder that all members stand in, `moment` the package's one time (None: a draft), `compression`
    what the template says ("deflate" or "stored").
    """

    def __init__(
        self,
        path: Path,
        *,
        top: str,
        moment: datetime | None,
        compression: str = "deflate",
        workers: int = 2,
        cancel: Cancel | None = None,
    ) -> None:
        self.files: list[InventoryDigest] = []
        self._path = path
        self._top = top
        self._compress = compression != "stored"
        self._cancel = cancel or NeverCancel()
        self._stream = path.open("xb")
        self._writer = ZipWriter(self._stream, moment=zip_moment(moment))
        self._pipeline = _Pipeline(self._digest, self._write, workers=workers, cancel=self._cancel)

    def add(self, name: str, data: bytes, *, executable: bool = False) -> None:
        """Take one member's bytes."""
        self._pipeline.add(_Item(name, data, executable))

    def add_file(self, name: str, path: Path) -> None:
        """Take one member from a file; a large one is streamed and stored as it is."""
        if path.stat().st_size <= codec.LARGE:
            self.add(name, path.read_bytes())
            return
        self._pipeline.flush()
        self._pipeline.claim(name)
        sums = _RunningSums(self._pipeline.pool)
        large = path.stat().st_size >= ZIP32_LIMIT
        self._writer.add_stream(f"{self._top}/{name}", sums.through(_chunks(path, self._cancel)), large=large)
        self.files.append(sums.result(name))

    def flush(self) -> None:
        """Wait until all members added are digested and written."""
        self._pipeline.flush()

    def close(self) -> InventoryDigest:
        """Finish the archive; give its file name, size and digests, which go by another way than the archive."""
        self.flush()
        self._writer.close()
        self._stream.close()
        sums = _RunningSums(self._pipeline.pool)
        for _ in sums.through(_chunks(self._path, self._cancel)):
            pass
        self._pipeline.close()
        return sums.result(self._path.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pipeline.close()
        self._stream.close()

    def _digest(self, item: _Item) -> _Done:
        return _Done(item, digest(item.data), codec.compress(item.data) if self._compress else None)

    def _write(self, done: _Done) -> None:
        item, digests = done.item, done.digests
        self._writer.add(
            f"{self._top}/{item.name}",
            item.data,
            compressed=done.packed,
            crc32=digests.crc32,
            executable=item.executable,
        )
        self.files.append(InventoryDigest(item.name, digests.size, digests.sha256, digests.sm3))


class _RunningSums:
    """SHA-256 and SM3 of a stream, each in a thread of its own while the next chunk is used."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._sha256 = hashlib.sha256()
        self._sm3 = sm3()
        self._size = 0

    def through(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            running = self._pool.submit(self._sm3.update, chunk)
            self._sha256.update(chunk)
            self._size += len(chunk)
            yield chunk
            running.result()

    def result(self, name: str) -> InventoryDigest:
        return InventoryDigest(name, self._size, self._sha256.hexdigest(), self._sm3.hexdigest())


def zip_moment(moment: datetime | None) -> tuple[int, int, int, int, int, int]:
    """Give the package's one time as ZIP writes it (UTC); 1980-01-01 for a draft."""
    if moment is None:
        return DRAFT_MOMENT
    utc = moment.astimezone(UTC)
    return (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second)


def _chunks(path: Path, cancel: Cancel) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            cancel.check()
            yield chunk
