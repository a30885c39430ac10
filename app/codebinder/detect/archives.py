"""Looks into archives and containers (ZIP and its kin, tar, gzip, bzip2, xz, ar, cpio, RPM), nested, within limits.

Nothing is written, nothing is trusted: what cannot be looked into is told as `Refused` with the reason, and the rest
goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from codebinder.base import packed
from codebinder.base.packed import Bytes, Entry, Inflating, PackedError, Reader
from codebinder.base.zips import ZipLimits, ZipReader
from codebinder.errors import UserError

INSIDE = b"!/"
"""Stands in paths between an archive and what is in it."""
_ZIP = (b"PK\3\4", b"PK\5\6")
_RPM = b"\xed\xab\xee\xdb"
_ENDINGS = (b".gz", b".bz2", b".xz", b".gzip", b".z", b".lzma")
_TAR_ENDINGS = (b".tgz", b".tbz", b".tbz2", b".txz")
_TOO_MUCH = "it unpacks to more than is looked into"
_ANY_ZIP = ZipLimits(total=1 << 62, ratio=1 << 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far to look: levels of nesting, members and bytes over all levels, bytes of one member, and how many times
    the archive's own size may come out of it, beyond `free` bytes that any may hold."""

    depth: int = 4
    members: int = 100_000
    member: int = 64 << 20
    total: int = 1 << 30
    ratio: int = 150
    free: int = 64 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `path` leads from the outermost archive, with "!/" behind each inner one."""

    path: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not looked into: an archive (an empty path stands for the outermost one) or a member, and why."""

    path: bytes
    reason: str


def is_archive(data: bytes) -> bool:
    """Does `data` begin as something that `members` looks into, or names as closed?"""
    return (
        data.startswith((*_ZIP, _RPM, *packed.CLOSED))
        or packed.is_compressed(data)
        or packed.is_ar(data)
        or packed.is_cpio(data)
        or packed.is_tar(data)
    )


def members(name: bytes, data: bytes, limits: Limits) -> Iterator[Member | Refused]:
    """Give every file in the archive `data` called `name`, nested ones opened in their place; never raises."""
    yield from _Walk(limits, len(data)).opened(b"", name, data, 1)


class _Stop(Exception):
    """The limits for all levels together are reached."""


class _Walk:
    """What is left of the limits on the way through one archive."""

    def __init__(self, limits: Limits, size: int) -> None:
        self._limits = limits
        self._members = limits.members
        self._bytes = min(limits.total, limits.free + limits.ratio * size)

    def opened(self, path: bytes, name: bytes, data: bytes, depth: int) -> Iterator[Member | Refused]:
        """Give what is in `data`, which stands at `path`; the outermost one stops at the limits with one refusal."""
        try:
            yield from self._inside(path, name, data, depth)
        except _Stop as stop:
            if depth > 1:
                raise
            yield Refused(path, str(stop))
        except PackedError as error:
            yield Refused(path, _phrase(str(error)))
        except UserError as error:
            yield Refused(path, _phrase(error.message))

    def _inside(self, path: bytes, name: bytes, data: bytes, depth: int) -> Iterator[Member | Refused]:
        prefix = path + INSIDE if path else b""
        if data.startswith(packed.CLOSED):
            yield Refused(path, "it is packed in a format that is not opened")
        elif data.startswith(_ZIP):
            yield from self._zip(prefix, data, depth)
        elif data.startswith(_RPM):
            yield from self._rpm(path, name, data, depth)
        elif packed.is_compressed(data):
            yield from self._compressed(prefix, name, data, depth)
        else:
            entries = _entries(data[:512], Bytes(data), self._limits.member)
            if entries is not None:
                yield from self._listed(prefix, entries, depth)

    def _zip(self, prefix: bytes, data: bytes, depth: int) -> Iterator[Member | Refused]:
        with ZipReader(data, limits=_ANY_ZIP, lenient=True, fast=True, partial=True) as reader:
            for untrusted, reason in reader.skipped:
                yield Refused(prefix + _bytes(untrusted), f"it {reason}")
            for member in reader.members:
                path = prefix + _bytes(member.name)
                if member.folder:
                    continue
                if member.size > self._limits.member:
                    yield Refused(path, "it is larger than what is looked into")
                    continue
                self._count(member.size)
                try:
                    inner = reader.read(member, self._limits.member)
                except UserError:
                    yield Refused(path, "it is damaged")
                    continue
                yield from self._member(path, inner, depth)

    def _rpm(self, path: bytes, name: bytes, data: bytes, depth: int) -> Iterator[Member | Refused]:
        """An RPM package is a head and a compressed cpio archive."""
        places = [at for magic in (b"\x1f\x8b\x08", b"\xfd7zXZ\0", b"BZh9") if (at := data.find(magic, 96)) >= 0]
        if places:
            yield from self._compressed(path + INSIDE if path else b"", name, data[min(places) :], depth)
        else:
            yield Refused(path, "it is packed in a format that is not opened")

    def _compressed(self, prefix: bytes, name: bytes, data: bytes, depth: int) -> Iterator[Member | Refused]:
        stream = Inflating(data, max(self._bytes, 0))
        entries = _entries(stream.peek(512), stream, self._limits.member)
        if entries is not None:
            yield from self._listed(prefix, entries, depth)
            return
        path = prefix + _without_ending(name)
        inner = stream.read(self._limits.member + 1)
        if len(inner) > self._limits.member:
            yield Refused(path, "it is larger than what is looked into")
            return
        self._count(len(inner))
        yield from self._member(path, inner, depth)

    def _listed(self, prefix: bytes, entries: Iterator[Entry], depth: int) -> Iterator[Member | Refused]:
        for entry in entries:
            path = prefix + entry.name
            if entry.data is None:
                self._count(entry.size)
                yield Refused(path, "it is larger than what is looked into")
            elif entry.sparse:
                yield Refused(path, "it is a sparse file")
            elif entry.regular:
                self._count(entry.size)
                yield from self._member(path, entry.data, depth)
            else:
                self._count(0)

    def _member(self, path: bytes, data: bytes, depth: int) -> Iterator[Member | Refused]:
        if not is_archive(data):
            yield Member(path, data)
        elif depth >= self._limits.depth:
            yield Refused(path, "it is packed too deeply")
        else:
            yield from self.opened(path, path.rsplit(b"/", 1)[-1], data, depth + 1)

    def _count(self, size: int) -> None:
        self._members -= 1
        self._bytes -= size
        if self._members < 0:
            raise _Stop("it has more members than are looked into")
        if self._bytes < 0:
            raise _Stop(_TOO_MUCH)


def _entries(head: bytes, source: Reader, keep: int) -> Iterator[Entry] | None:
    if packed.is_ar(head):
        return packed.ar_entries(source, keep)
    if packed.is_cpio(head):
        return packed.cpio_entries(source, keep)
    return packed.tar_entries(source, keep) if packed.is_tar(head) else None


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _phrase(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _without_ending(name: bytes) -> bytes:
    lowered = name.lower()
    if lowered.endswith(_TAR_ENDINGS):
        return name[: name.rindex(b".")] + b".tar"
    return name[: name.rindex(b".")] if lowered.endswith(_ENDINGS) else name or b"content"
