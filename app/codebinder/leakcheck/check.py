"""The leak scan over a whole output: archive, folder, file or bytes, in parallel, into one report without values."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from codebinder.base.files import free_space_fault
from codebinder.base.workers import eager_map
from codebinder.base.zips import Member, ZipReader
from codebinder.errors import UserError
from codebinder.leakcheck.inspect import Findings, Inspector, must_be_held
from codebinder.leakcheck.loose import loose_bytes
from codebinder.leakcheck.searcher import Searcher, Sight, squeeze_bytes
from codebinder.model.package import LeakHit, LeakReport, Needle
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress, Unpacker
from codebinder.model.text import shown

_BATCH = 1 << 20
_HELD, _WHOLE = 32 << 20, 256 << 20
"""Larger members are searched in stretches: documents and archives, which can only be opened whole, from the second
size on."""
_SOURCES = "source/"

Disclosed = Callable[[], Iterable[bytes]]
"""Gives the disclosed originals as filed, one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputMember:
    """One member of a package to be: its name in it, and how to read it whole or piece by piece."""

    name: str
    size: int
    read: Callable[[], bytes]
    pieces: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One file of the output: how to read it whole, or piece by piece."""

    number: int
    name: str
    raw: bytes
    size: int
    source: bool
    read: Callable[[], bytes]
    pieces: Callable[[], Iterator[bytes]]


def check_archive(
    path: Path,
    needles: Sequence[Needle],
    *,
    payload_prefix: str = "data/",
    beside: Sequence[tuple[str, bytes]] = (),
    disclosed: Disclosed | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    workers: int = 2,
    unpacker: Unpacker | None = None,
) -> LeakReport:
    """Search a finished package, and what goes `beside` it (name, bytes), for every needle.

    Sources are the members below `payload_prefix` + "source/", with or without one folder on top of all. Raise
    UserError where the archive cannot be read.

    `disclosed` gives the disclosed originals as filed, for packages that hold only an excerpt of them: it is asked only
    where a line of a hidden place is seen that may stand in one.
    """
    with ZipReader(path, fast=True) as reader:
        prefix = _top(reader.members) + payload_prefix + _SOURCES
        items = [
            _Item(
                number=number,
                name=member.name,
                raw=member.name.encode(),
                size=member.size,
                source=member.name.startswith(prefix),
                read=_reading(reader, member),
                pieces=_streaming(reader, member),
            )
            for number, member in enumerate(reader.members, start=1)
            if not member.folder
        ]
        searcher = Searcher(needles)
        between = _between(path, reader, searcher, cancel or NeverCancel())
        for name, data in beside:
            between.hits += _in_memory(name, data, searcher)
        return _check(
            items, searcher, progress or NoProgress(), cancel or NeverCancel(), workers, disclosed, begun=between,
            unpacker=unpacker,
        )  # fmt: skip


def check_members(
    members: Sequence[OutputMember],
    needles: Sequence[Needle],
    *,
    payload_prefix: str = "data/",
    disclosed: Disclosed | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    workers: int = 2,
    unpacker: Unpacker | None = None,
) -> LeakReport:
    """Search what would become a package, before there is one."""
    prefix = payload_prefix + _SOURCES
    items = [
        _Item(
            number=number, name=each.name, raw=each.name.encode(), size=each.size,
            source=each.name.startswith(prefix), read=each.read, pieces=each.pieces,
        )
        for number, each in enumerate(members, start=1)
    ]  # fmt: skip
    return _check(
        items, Searcher(needles), progress or NoProgress(), cancel or NeverCancel(), workers, disclosed,
        unpacker=unpacker,
    )  # fmt: skip


def is_package(path: Path) -> bool:
    """Is the file at `path` a ZIP archive that holds a package, with or without one folder on top?"""
    if not path.is_file():
        return False
    try:
        with ZipReader(path, fast=True) as reader:
            return reader.find(f"{_top(reader.members)}bagit.txt") is not None
    except (UserError, OSError):
        return False


def check_tree(
    path: Path,
    needles: Sequence[Needle],
    *,
    payload_prefix: str = "data/",
    disclosed: Disclosed | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    workers: int = 2,
    unpacker: Unpacker | None = None,
) -> LeakReport:
    """Search any file or folder; links are not followed, their targets are searched as names."""
    try:
        files = sorted(_walk(path)) if path.is_dir() else [path]
        items = [_file_item(number, path, file, payload_prefix) for number, file in enumerate(files, start=1)]
    except OSError as error:
        raise free_space_fault(error, path) from None
    return _check(
        items, Searcher(needles), progress or NoProgress(), cancel or NeverCancel(), workers, disclosed,
        unpacker=unpacker,
    )  # fmt: skip


def check_bytes(name: str, data: bytes, needles: Sequence[Needle]) -> list[LeakHit]:
    """Search one piece of output that is in memory; every line of a hidden place counts."""
    return _in_memory(name, data, Searcher(needles))


def _in_memory(name: str, data: bytes, searcher: Searcher) -> list[LeakHit]:
    inspector = Inspector(searcher, cancel=NeverCancel())
    called = inspector.name(shown(name), name.encode("utf-8", "surrogateescape"), 1)
    inspector.data(called, data)
    return [*inspector.found.hits, *(hit for _, hit in inspector.found.suspects)]


def _between(path: Path, reader: ZipReader, searcher: Searcher, cancel: Cancel) -> Findings:
    """Search what stands in the archive besides its members: comments, extra fields, bytes that belong to nothing."""
    inspector = Inspector(searcher, cancel=cancel)
    for offset, loose in loose_bytes(path, reader.members):
        inspector.search("(the archive itself)", "between members", loose, base=offset)
    return inspector.found


def _check(
    items: Sequence[_Item],
    searcher: Searcher,
    progress: Progress,
    cancel: Cancel,
    workers: int,
    disclosed: Disclosed | None = None,
    *,
    begun: Findings | None = None,
    unpacker: Unpacker | None = None,
) -> LeakReport:
    progress.start("progress.leak", len(items))
    found = begun or Findings()

    def look(batch: list[_Item]) -> Findings:
        inspector = Inspector(searcher, cancel=cancel, unpacker=unpacker)
        _look(inspector, searcher, batch)
        return inspector.found

    # What is not a source may be a PDF of thousands of pages, which one thread reads for seconds: it begins first.
    batches = _batches(sorted(items, key=lambda item: item.source))
    done: dict[int, Findings] = {}
    with closing(eager_map(look, batches, workers=workers, ahead=workers * 2, cancel=cancel)) as parts:
        for index, part in parts:
            done[index] = part
            progress.advance(part.members, part.size)
    for _, part in sorted(done.items()):
        found.add(part)
    suspects = [pair for pair in found.suspects if pair[0].line not in found.in_source]
    if suspects and disclosed is not None:
        standing = _standing(disclosed(), searcher, {sight.line for sight, _ in suspects}, cancel)
        suspects = [pair for pair in suspects if pair[0].line not in standing]
    respelt = {sight.line for sight, hit in suspects if _drawn(sight, hit)}
    if respelt:
        respelt = _respelt(items, searcher, respelt, cancel)
    hits = [*found.hits, *(hit for sight, hit in suspects if not (_drawn(sight, hit) and sight.line in respelt))]
    unsearched = [*(f"redaction {id_}: too short to be searched" for id_ in searcher.short), *found.unsearched]
    return LeakReport(
        hits=tuple(_unique(hits)), members=found.members, size=found.size, unsearched=tuple(unsearched),
        opaque=tuple(found.unsearched),
    )  # fmt: skip


def _drawn(sight: Sight, hit: LeakHit) -> bool:
    """Was the line seen in a drawing, whose white space is no longer that of the source (tabs become spaces)?"""
    return sight.squeezed or hit.place == "PDF stream"


def _look(inspector: Inspector, searcher: Searcher, batch: Sequence[_Item]) -> None:
    loaded: list[tuple[str, _Item, bytes]] = []
    named = searcher.worth([item.raw for item in batch])
    for number, item in enumerate(batch):
        called = shown(item.name)
        if number in named or b"=" in item.raw:
            called = inspector.name(called, item.raw, item.number)
        inspector.found.members += 1
        inspector.found.size += item.size
        try:
            if item.size <= _HELD or (item.size <= _WHOLE and must_be_held(next(item.pieces(), b""))):
                loaded.append((called, item, item.read()))
            else:
                inspector.large(called, item.size, item.pieces, source=item.source)
        except UserError as error:
            inspector.say(called, error.message)
    worth = searcher.worth([data for _, _, data in loaded])
    for number, (called, item, data) in enumerate(loaded):
        inspector.data(called, data, source=item.source, worth=number in worth)


def _standing(originals: Iterable[bytes], searcher: Searcher, lines: set[str], cancel: Cancel) -> set[str]:
    """Give those of `lines` that stand in disclosed originals, with the white space that they have or another."""
    search = searcher.squeezed_lines(lines)
    standing: set[str] = set()
    for data in originals:
        cancel.check()
        standing |= {sight.line for sight in searcher.look(data) if sight.line in lines}
        standing |= {hit.id for hit in search.search(squeeze_bytes(data))}
        if standing >= lines:
            break
    return standing


def _respelt(items: Sequence[_Item], searcher: Searcher, lines: set[str], cancel: Cancel) -> set[str]:
    """Give those of `lines` that stand in a disclosed source with other white space: a PDF cannot tell them apart."""
    search = searcher.squeezed_lines(lines)
    standing: set[str] = set()
    for item in items:
        cancel.check()
        if item.source and item.size <= _WHOLE and standing != lines:
            standing |= {hit.id for hit in search.search(squeeze_bytes(item.read()))}
    return standing


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    batch: list[_Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += item.size + 1024
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unique(hits: Iterable[LeakHit]) -> list[LeakHit]:
    return sorted(dict.fromkeys(hits), key=lambda hit: (hit.member, hit.place, hit.offset, hit.redaction, hit.encoding))


def _top(members: Sequence[Member]) -> str:
    """Give the one folder that all members are in, with its slash, or nothing."""
    tops = {member.name.partition("/")[0] for member in members if "/" in member.name}
    if len(tops) != 1 or any("/" not in member.name for member in members):
        return ""
    return f"{tops.pop()}/"


def _reading(reader: ZipReader, member: Member) -> Callable[[], bytes]:
    return lambda: reader.read(member, _WHOLE)


def _streaming(reader: ZipReader, member: Member) -> Callable[[], Iterator[bytes]]:
    return lambda: reader.stream(member)


def _walk(root: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(root, followlinks=False):
        here = Path(place)
        for name in names:
            yield here / name
        for name in folders:
            if (here / name).is_symlink():
                yield here / name


def _file_item(number: int, root: Path, file: Path, payload_prefix: str) -> _Item:
    relative = file.relative_to(root) if file != root else Path(file.name)
    raw = os.fsencode(relative.as_posix())
    if file.is_symlink():
        raw += b" -> " + os.fsencode(file.readlink())
    parts = f"/{relative.as_posix()}"
    return _Item(
        number=number,
        name=raw.decode("utf-8", "backslashreplace"),
        raw=raw,
        size=0 if file.is_symlink() else file.stat().st_size,
        source=parts.startswith(f"/{payload_prefix}{_SOURCES}")
        or parts.partition("/")[2].partition("/")[2].startswith(f"{payload_prefix}{_SOURCES}"),
        read=lambda: _read_file(file),
        pieces=lambda: _read_pieces(file),
    )


def _read_file(file: Path) -> bytes:
    if file.is_symlink() or not file.is_file():
        return b""
    try:
        return file.read_bytes()
    except OSError as error:
        raise free_space_fault(error, file) from None


def _read_pieces(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as stream:
            while piece := stream.read(1 << 20):
                yield piece
    except OSError as error:
        raise free_space_fault(error, file) from None
