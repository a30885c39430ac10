"""Opens archives inside the output (ZIP and its kin, tar, ar, cpio, RPM, gzip, xz, bzip2), bounded, in memory.

Whatever cannot be opened is told to `note` as one sentence, and the rest goes on: nothing is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from codebinder.base import packed
from codebinder.base.messages import SaidError
from codebinder.base.packed import CLOSED, Bytes, Entry, Inflating, PackedError
from codebinder.base.zips import Member, ZipLimits, ZipReader
from codebinder.errors import UserError
from codebinder.model.text import Message

MAX_DEPTH = 6
BUDGET = 512 << 20
"""Bytes that one member of the output may unpack to, all levels together."""
_ENTRY = 512
"""What an entry costs besides its bytes: archives of nothing but names end as well."""
_DESCRIPTOR = 64
"""Bytes that may stand between two members of a ZIP archive: sizes, a signature, what aligns them."""
_ZIP = (b"PK\3\4", b"PK\5\6")
_RPM = b"\xed\xab\xee\xdb"
_ANY_ZIP = ZipLimits(total=1 << 62, ratio=1 << 40)
TOO_MUCH = Message("leak.much")

Note = Callable[[str], None]
"""Takes a sentence about what was not searched."""


class Budget:
    """How much may still be unpacked."""

    def __init__(self, size: int | None = None) -> None:
        self.left = BUDGET if size is None else size

    def take(self, size: int) -> None:
        """Count `size` bytes; raise UserError where that is too much."""
        self.left -= size
        if self.left < 0:
            raise SaidError(TOO_MUCH)


def is_container(data: bytes) -> bool:
    """Does `data` begin as something that can be unpacked, or that should be but is not supported?"""
    return data.startswith((*_ZIP, _RPM, *CLOSED)) or packed.is_compressed(data) or _is_listed(data)


def unpack(data: bytes, budget: Budget, note: Note) -> Iterator[tuple[str, bytes]]:
    """Give (name, bytes) of everything in the container `data`; raise UserError where no more of it can be read."""
    if data.startswith(CLOSED):
        raise SaidError(Message("leak.format"))
    try:
        if data.startswith(_ZIP):
            yield from _unzip(data, budget, note)
        elif data.startswith(_RPM):
            yield from _unrpm(data, budget)
        elif packed.is_compressed(data):
            yield "content", _inflate(data, budget)
        else:
            yield from _listed(data, budget, note)
    except PackedError as error:
        raise SaidError(error.said) from None


def _is_listed(data: bytes) -> bool:
    head = data[:512]
    return packed.is_tar(head) or packed.is_ar(head) or packed.is_cpio(head)


def _unzip(data: bytes, budget: Budget, note: Note) -> Iterator[tuple[str, bytes]]:
    """Give every member, a name twice as well; comments, extra fields and gaps stand in the raw bytes."""
    with ZipReader(data, limits=_ANY_ZIP, lenient=True, partial=True) as reader:
        for _, reason in reader.skipped:
            note(f"A member of it {reason}.")
        for member in reader.members:
            budget.take(member.size + _ENTRY)
            yield member.name, _member(reader, member, note)
        if reader.unaccounted > _DESCRIPTOR * (len(reader.members) + len(reader.skipped) + 1):
            raise SaidError(Message("leak.stray"))


def _member(reader: ZipReader, member: Member, note: Note) -> bytes:
    """Give a member's bytes; of a damaged one what comes before the damage, as many tools do."""
    pieces: list[bytes] = []
    try:
        pieces.extend(reader.stream(member))
    except UserError:
        note("A member of it is damaged; it was searched up to there.")
    return b"".join(pieces)


def _unrpm(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """An RPM package is a head and a compressed cpio archive; other ways of packing are not opened."""
    places = [at for magic in (b"\x1f\x8b\x08", b"\xfd7zXZ\0", b"BZh9") if (at := data.find(magic, 96)) >= 0]
    if not places:
        raise SaidError(Message("leak.format"))
    yield "content", _inflate(data[min(places) :], budget)


def _listed(data: bytes, budget: Budget, note: Note) -> Iterator[tuple[str, bytes]]:
    source = Bytes(data)
    if packed.is_ar(data):
        entries = packed.ar_entries(source, BUDGET)
    elif packed.is_cpio(data):
        entries = packed.cpio_entries(source, BUDGET)
    else:
        entries = packed.tar_entries(source, BUDGET)
    for entry in entries:
        budget.take(entry.size + _ENTRY)
        if entry.sparse:
            note("It holds a sparse file, searched without its holes.")
        yield _called(entry), entry.data or b""


def _called(entry: Entry) -> str:
    name = entry.name.decode("utf-8", "surrogateescape")
    link = entry.link.decode("utf-8", "surrogateescape")
    return f"{name} -> {link}" if link else name


def _inflate(data: bytes, budget: Budget) -> bytes:
    """Unpack one or more gzip, bzip2 or xz streams that follow each other; the raw bytes are searched as well."""
    most = max(budget.left, 0)
    unpacked = Inflating(data, most).read(most + 1)
    budget.take(len(unpacked))
    return unpacked
