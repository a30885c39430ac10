"""What goes into a packet while a round is computed once more: every file as filed, and the original of what is hidden.

The same pass that gave the round its digest feeds this, so a packet can't show other bytes than those that are signed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from codebinder.base.messages import SaidError
from codebinder.bundle import codec
from codebinder.bundle.sinks import CHUNK, InventoryDigest
from codebinder.errors import Bug
from codebinder.model.ports import Cancel
from codebinder.model.redaction import IMAGE, AsFiled, HiddenRange, RedactionKind
from codebinder.model.text import Message
from codebinder.review.packet import LARGE, Packed, PacketWriter
from codebinder.review.packetparts import Parts, RangeRow
from codebinder.workflow.keeping import ImageKept
from codebinder.workflow.sealedmap import COMMIT, FILE, RANGE

_BATCH, _ITEMS = 4 << 20, 1024
_MOST_AROUND = 4096
"""Bytes of context on either side at most: a line may be as long as a file."""
MOST_HIDDEN = 128 << 20
"""Bytes that an image hides at most for a packet to take them."""
AROUND = 64
"""Bytes on either side of what an image hides that go along."""
_END = re.compile(rb"\n")
_LARGE_PLACES = ("data/source/", "data/firmware/", "data/listing/")
"""What a packet with ranges only leaves out."""

Place = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    data: bytes
    counted: bool
    kept: bool


class PacketSink:
    """Takes the members of a package into a packet, batch by batch, and the packet's own. A context manager.

    Where not `whole`, sources, images and listings are digested and left out.
    """

    def __init__(self, writer: PacketWriter, *, whole: bool, workers: int, cancel: Cancel) -> None:
        self.files: list[InventoryDigest] = []
        self.originals = 0
        self._writer = writer
        self._whole = whole
        self._cancel = cancel
        self._pool = ThreadPoolExecutor(max_workers=max(1, workers), thread_name_prefix="packet")
        self._batch: list[_Item] = []
        self._held = 0

    def add(self, name: str, data: bytes, *, executable: bool = False) -> None:
        """Take one member of the package."""
        del executable  # the round's listing doesn't say it either
        self._take(_Item(name, data, counted=True, kept=self._keeps(name)))

    def add_file(self, name: str, path: Path) -> None:
        """Take one member of the package from a file, streamed where it is large."""
        if path.stat().st_size <= LARGE:
            self.add(name, path.read_bytes())
            return
        self.flush()
        if self._keeps(name):
            size, sha256 = self._writer.add_stream(f"filed/{name}", self._chunks(path))
        else:
            digest, size = hashlib.sha256(), 0
            for chunk in self._chunks(path):
                digest.update(chunk)
                size += len(chunk)
            sha256 = digest.hexdigest()
        self.files.append(InventoryDigest(name, size, sha256, ""))

    def part(self, name: str, data: bytes) -> str:
        """Take one member of the packet's own; give its name."""
        self._take(_Item(name, data, counted=False, kept=True))
        return name

    def original(self, data: bytes) -> str:
        """Take an original; give the name of its member."""
        self.originals += 1
        return self.part(f"original/{self.originals:06d}", data)

    def flush(self) -> None:
        """Wait until everything added is digested and written."""
        self._cancel.check()
        batch, self._batch, self._held = self._batch, [], 0
        for item, sha256, packed in self._pool.map(_worked, batch):
            if packed is not None:
                self._writer.add(packed)
            if item.counted:
                self.files.append(InventoryDigest(item.name, len(item.data), sha256, ""))

    def __enter__(self) -> Self:
        """Use as a context manager."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the threads."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _keeps(self, name: str) -> bool:
        return self._whole or not name.startswith(_LARGE_PLACES)

    def _take(self, item: _Item) -> None:
        self._batch.append(item)
        self._held += len(item.data)
        if self._held >= _BATCH or len(self._batch) >= _ITEMS:
            self.flush()

    def _chunks(self, path: Path) -> Iterator[bytes]:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                self._cancel.check()
                yield chunk


def _worked(item: _Item) -> tuple[_Item, str, Packed | None]:
    sha256 = hashlib.sha256(item.data).hexdigest() if item.counted else ""
    if not item.kept:
        return item, sha256, None
    name = f"filed/{item.name}" if item.counted else item.name
    return item, sha256, Packed.of(name, item.data, codec.compress(item.data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Where a file's bytes are in the packet: members with its original and with it as filed ("": nothing special),
    and which parts of each these hold, where it is not the whole."""

    original: str = ""
    filed: str = ""
    parts: Parts = ()
    filed_parts: Parts = ()


class PacketKeeping:
    """Takes what the pass hides: originals into the packet, a row for every commitment.

    `context` is None where whole files go along, else the number of lines around what is hidden; `kept` are the places
    of findings that people keep; `sources`: whether the payload has the sources, or nothing but a listing.
    """

    def __init__(
        self, sink: PacketSink, *, context: int | None, kept: Mapping[Place, Sequence[tuple[int, int]]], sources: bool
    ) -> None:
        self.rows: list[RangeRow] = []
        self.sent: dict[Place, Sent] = {}
        self._sink = sink
        self._context = context
        self._kept = kept
        self._sources = sources
        self._texts = 0

    def filed(self, filed: AsFiled, *, original: int, encoding: str) -> None:
        """Take one file with its ranges."""
        whole = _original(filed)
        if len(whole) != original:
            raise Bug("a file as filed and what it hides do not make its original")
        place = (filed.component, filed.path)
        if self._context is None:
            text = "" if self._sources else self.text(filed.data)
            self.sent[place] = Sent(original=self._sink.original(whole), filed=text)
        else:
            hidden = [(row.start, row.end) for row in filed.ranges]
            windows = _windows(whole, [*hidden, *self._kept.get(place, ())], self._context, hidden)
            parts, cut = _cut(whole, windows)
            filed_parts, filed_cut = _cut(filed.data, [_moved(filed.ranges, window) for window in windows])
            self.sent[place] = Sent(
                original=self._sink.original(cut), filed=self.text(filed_cut), parts=parts, filed_parts=filed_parts
            )
        self.rows += [_row(each, encoding, self.sent[place].original) for each in filed.ranges]

    def image(self, image: ImageKept) -> None:
        """Take the hidden stretches of a firmware image with what stands around them; the rest of it is in the payload,
        or not in a packet with ranges only."""
        hidden = [(row.start, row.end) for row in image.ranges]
        if sum(end - start for start, end in hidden) > MOST_HIDDEN:
            raise SaidError(
                Message("firmware.hide.packet-large", {"slug": image.ranges[0].component, "most": MOST_HIDDEN >> 20}),
                next_step=Message("firmware.hide.review-here"),
            )
        windows = merged((max(0, low - AROUND), min(image.original.size, high + AROUND)) for low, high in hidden)
        parts: list[tuple[int, int, int]] = []
        at = 0
        for start, end in windows:
            parts.append((start, at, end - start))
            at += end - start
        place = image.ranges[0].component, image.ranges[0].path
        cuts = [b"".join(each.read(low, high - low) for low, high in windows) for each in (image.original, image.filed)]
        self.sent[place] = Sent(
            original=self._sink.original(cuts[0]), filed=self.text(cuts[1]), parts=tuple(parts),
            filed_parts=tuple(parts),
        )  # fmt: skip
        self.rows += [_row(each, IMAGE, self.sent[place].original) for each in image.ranges]

    def clear(self, filed: AsFiled) -> None:
        """Take a file of which nothing is hidden and something is kept, where the payload does not show it whole."""
        place = (filed.component, filed.path)
        if self._context is None:
            self.sent[place] = Sent(filed=self.text(filed.data))
            return
        parts, cut = _cut(filed.data, _windows(filed.data, self._kept.get(place, ()), self._context, ()))
        self.sent[place] = Sent(filed=self.text(cut), parts=parts, filed_parts=parts)

    def withheld(
        self,
        *,
        component: str,
        path: bytes,
        data: bytes,
        salt: bytes,
        commitment: str,
        redactions: tuple[str, ...] = (),
    ) -> None:
        """Take a file or image that is withheld whole."""
        self._withheld(component, path, data, salt, commitment, redactions)

    def unmentioned(self, *, component: str, path: bytes, data: bytes, redactions: tuple[str, ...]) -> None:
        """Take a withheld file that the package does not mention."""
        self._withheld(component, path, data, b"", "", redactions)

    def commit(self, *, component: str, hidden: bytes, salt: bytes, commitment: str) -> None:
        """Take the ids of a commit."""
        self.rows.append(
            RangeRow(
                what=COMMIT, component=component, kind=RedactionKind.FILE.value, path=b"", payload="commit", ordinal=0,
                start=0, end=len(hidden), offset=0, length=0, redactions=(), reason="", label="", encoding="",
                salt=salt, commitment=commitment, hidden=hidden, original="", named=True,
            )
        )  # fmt: skip

    def objects(self, component: str, objects: Iterable[tuple[str, str, bytes]]) -> None:
        """Leave git's objects out: nothing commits to them."""

    def _withheld(
        self, component: str, path: bytes, data: bytes, salt: bytes, commitment: str, redactions: tuple[str, ...]
    ) -> None:
        self.rows.append(
            RangeRow(
                what=FILE, component=component, kind=RedactionKind.FILE.value, path=path, payload="-", ordinal=0,
                start=0, end=len(data), offset=0, length=0, redactions=redactions, reason="", label="", encoding="",
                salt=salt, commitment=commitment, hidden=b"", original=self._sink.original(data),
                named=bool(commitment),
            )
        )  # fmt: skip

    def text(self, data: bytes) -> str:
        """Take what a reviewer is shown beside originals and files as filed; give the name of its member."""
        self._texts += 1
        return self._sink.part(f"text/{self._texts:06d}", data)


def _row(row: HiddenRange, encoding: str, original: str) -> RangeRow:
    return RangeRow(
        what=RANGE, component=row.component, kind=row.kind.value, path=row.path, payload=row.payload_path,
        ordinal=row.ordinal, start=row.start, end=row.end, offset=row.offset, length=row.length,
        redactions=row.redactions, reason=row.reason, label=row.label, encoding=encoding, salt=row.salt,
        commitment=row.commitment, hidden=b"", original=original, named=row.named,
    )  # fmt: skip


def _original(filed: AsFiled) -> bytes:
    out: list[bytes] = []
    at = 0
    for row in filed.ranges:
        out += [filed.data[at : row.offset], row.hidden]
        at = row.offset + row.length
    return b"".join((*out, filed.data[at:]))


def _windows(
    data: bytes, places: Sequence[tuple[int, int]], context: int, hidden: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Give the stretches of `data` around these places; none of them begins or ends inside of what is hidden."""
    wanted = sorted((_before(data, start, context), _after(data, end, context)) for start, end in places)
    found: list[tuple[int, int]] = []
    for low, high in wanted:
        start = next((begin for begin, end in hidden if begin < low < end), low)
        stop = next((end for begin, end in hidden if begin < high < end), high)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found


def merged(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the stretches in order; those that touch are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _before(data: bytes, at: int, lines: int) -> int:
    least = max(0, at - _MOST_AROUND)
    for _ in range(lines + 1):
        end = data.rfind(b"\n", least, at)
        if end < 0:
            return least
        at = end
    return at + 1


def _after(data: bytes, at: int, lines: int) -> int:
    most = min(len(data), at + _MOST_AROUND)
    ends = _END.finditer(data, at, most)
    for number, end in enumerate(ends):
        if number == lines:
            return end.end()
    return most


def _cut(data: bytes, windows: Sequence[tuple[int, int]]) -> tuple[Parts, bytes]:
    parts: list[tuple[int, int, int]] = []
    at = 0
    for start, end in windows:
        parts.append((start, at, end - start))
        at += end - start
    return tuple(parts), b"".join(data[start:end] for start, end in windows)


def _moved(ranges: Sequence[HiddenRange], window: tuple[int, int]) -> tuple[int, int]:
    """Give where a stretch of the original, which cuts no hidden range, stands in the file as filed."""

    def shifted(at: int) -> int:
        return at + sum(row.length - (row.end - row.start) for row in ranges if row.end <= at)

    return shifted(window[0]), shifted(window[1])
