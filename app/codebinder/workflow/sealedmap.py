"""The sealed map of a round: everything that an opening needs when the repository is long gone (proof.md §2).

Parts, each sealed by itself (AES-256-GCM under a key of the filing's own, see mapkeys): a head, then an index of what
is hidden where, then the hidden bytes as one stream cut into pieces. Whoever wants one range unseals the index and one
or two pieces, however large the withheld files of the round are.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self, cast

from codebinder.base import canonical
from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.model.filing import Filing
from codebinder.model.ports import Sealer
from codebinder.model.redaction import IMAGE, AsFiled, RedactionKind
from codebinder.model.text import Message
from codebinder.workflow import mapkeys, registered
from codebinder.workflow.keeping import ImageKept
from codebinder.workflow.session import Session

MAP = "sealed-map"
"""Purpose of the subkey that seals the parts."""

PIECE = 1 << 20
_LARGEST_INDEX = 1 << 30
_VERSION = 2
RANGE, FILE, COMMIT, OBJECT = "range", "file", "commit", "object"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapEntry:
    """One thing that a round hides, without its bytes: these are `size` bytes at `at` of the map's stream.

    `what` is a range, a withheld file, the ids of a commit, or a git object (`path` its id, `kind` its type). `ordinal`
    is that of commitments.txt; `mask` the size of what stands in the payload instead; `path` that in its source.
    """

    what: str
    component: str
    kind: str
    payload_path: str
    ordinal: int
    offset: int
    path: bytes
    redactions: tuple[str, ...]
    encoding: str
    mask: int
    salt: bytes
    commitment: str
    at: int
    size: int


class MapWriter:
    """Takes what a pass hides, piece by piece; what waits on the disk (in a private folder) is sealed already."""

    def __init__(self, sealer: Sealer, folder: Path) -> None:
        self._sealer = sealer
        self._key: mapkeys.MapKey | None = None
        self._spool = folder / "map"
        self._rows: list[dict[str, object]] = []
        self._pending = bytearray()
        self._at = self._pieces = 0

    @classmethod
    def own(cls, session: Session, filing: Filing, folder: Path) -> Self:
        """Begin a map under the filing's own key, which is drawn where it has none yet."""
        key = mapkeys.MapKey(session, filing)
        writer = cls(key.sealer, folder)
        writer._key = key
        return writer

    def save(self, session: Session, filing: Filing, number: int) -> None:
        """Put the map into the workbook as that of round `number`; inside a transaction of the caller."""
        if self._key is not None:
            self._key.save()
        session.book.redactions.put_map(filing.slug, number, self.parts(), own=self._key is not None)

    def filed(self, filed: AsFiled, *, original: int, encoding: str) -> None:
        """Take every range of one file that the package names, as no other can be opened; `original` is its size
        before, `encoding` what it was written in."""
        for place, row in enumerate(filed.ranges):
            if place + 1 < len(filed.ranges):
                after = filed.ranges[place + 1]
                mask = after.offset - row.offset - (after.start - row.end)
            else:
                mask = len(filed.data) - row.offset - (original - row.end)
            if not row.named:
                continue
            self._add(
                RANGE, row.component, row.hidden, kind=row.kind.value, payload_path=row.payload_path,
                ordinal=row.ordinal, offset=row.offset, path=row.path.hex(), redactions=list(row.redactions),
                encoding=encoding, mask=mask, salt=row.salt.hex(), commitment=row.commitment,
            )  # fmt: skip

    def image(self, image: ImageKept) -> None:
        """Take every range of a firmware image, piece by piece: one may have many megabytes."""
        for row in image.ranges:
            at = range(row.start, row.end, PIECE)
            self._add(
                RANGE, row.component, (image.original.read(each, min(PIECE, row.end - each)) for each in at),
                size=row.end - row.start, kind=row.kind.value, payload_path=row.payload_path, ordinal=row.ordinal,
                offset=row.offset, path=row.path.hex(), redactions=list(row.redactions), encoding=IMAGE,
                mask=row.length, salt=row.salt.hex(), commitment=row.commitment,
            )  # fmt: skip

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
        self._add(
            FILE, component, data, kind=RedactionKind.FILE.value, path=path.hex(), redactions=list(redactions),
            salt=salt.hex(), commitment=commitment,
        )  # fmt: skip

    def commit(self, *, component: str, hidden: bytes, salt: bytes, commitment: str) -> None:
        """Take the ids of a commit that is committed to and not published."""
        self._add(
            COMMIT, component, hidden, kind=RedactionKind.FILE.value, payload_path="commit", salt=salt.hex(),
            commitment=commitment,
        )  # fmt: skip

    def objects(self, component: str, objects: Iterable[tuple[str, str, bytes]]) -> None:
        """Take git objects (type, id, raw bytes): the commit and its trees, where an opening could offer them."""
        for kind, name, data in objects:
            self._add(OBJECT, component, data, kind=kind, path=name)

    def parts(self) -> Iterator[bytes]:
        """Give all parts, sealed, in their order; nothing can be added after."""
        self._flush(everything=True)
        # Withheld files are numbered behind the ranges in the order of their commitments, as commitments.txt has them.
        files = sorted((row for row in self._rows if row["what"] == FILE), key=lambda row: str(row["commitment"]))
        ranges = max((cast("int", row["ordinal"]) for row in self._rows if row["what"] == RANGE), default=0)
        for number, row in enumerate(files, ranges + 1):
            row["ordinal"] = number
        index = b"".join(canonical.dumps(row) + b"\n" for row in self._rows)
        cut = [index[at : at + PIECE] for at in range(0, len(index), PIECE)]
        head = {"map": _VERSION, "index": len(cut), "pieces": self._pieces, "entries": len(self._rows)}
        yield self._sealer.seal(MAP, canonical.dumps(head))
        for number, piece in enumerate(cut):
            yield self._sealer.seal(MAP, _packed("index", number, piece))
        if not self._pieces:
            return
        with self._spool.open("rb") as stream:
            for _ in range(self._pieces):
                yield stream.read(int.from_bytes(stream.read(8), "big"))

    def _add(self, what: str, component: str, data: bytes | Iterable[bytes], **fields: object) -> None:
        row: dict[str, object] = {
            "what": what, "component": component, "kind": "", "payload_path": "-", "ordinal": 0, "offset": 0,
            "path": "", "redactions": [], "encoding": "", "mask": 0, "salt": "", "commitment": "", "at": self._at,
            "size": len(data) if isinstance(data, bytes) else 0,
        }  # fmt: skip
        if not fields.keys() <= row.keys():
            raise Bug("an entry of the sealed map has a field that nobody reads")
        self._rows.append(row | fields)
        for each in (data,) if isinstance(data, bytes) else data:
            self._at += len(each)
            view = memoryview(each)
            while view:
                room = PIECE - len(self._pending)
                self._pending += view[:room]
                view = view[room:]
                self._flush(everything=False)

    def _flush(self, *, everything: bool) -> None:
        if not self._pending or (len(self._pending) < PIECE and not everything):
            return
        box = self._sealer.seal(MAP, _packed("piece", self._pieces, bytes(self._pending)))
        with self._spool.open("ab") as stream:
            stream.write(len(box).to_bytes(8, "big") + box)
        self._pending.clear()
        self._pieces += 1


class SealedMap:
    """Reads the sealed map of one round."""

    def __init__(self, session: Session, filing: Filing, number: int) -> None:
        self._session = session
        self._filing = filing
        self._number = number
        registered.check_not_erased(session, filing)
        self._sealer = mapkeys.sealer_of(session, filing, number)
        self._held: tuple[int, bytes] = (-1, b"")
        self._old: dict[int, bytes] = {}
        head = self._head()
        self._before = 1 + head.get("index", 0)
        self.entries = tuple(self._entries(head) if "map" in head or not head else self._old_entries())

    def data(self, entry: MapEntry) -> bytes:
        """Give the hidden bytes of one entry."""
        if self._old:
            return self._old[entry.at]
        out: list[bytes] = []
        at, end = entry.at, entry.at + entry.size
        while at < end:
            piece = self._piece(at // PIECE)
            part = piece[at % PIECE : at % PIECE + end - at]
            if not part:
                raise damaged()
            out.append(part)
            at += len(part)
        return b"".join(out)

    def _head(self) -> Mapping[str, int]:
        box = self._session.book.redactions.map_part(self._filing.slug, self._number, 0)
        if box is None:
            return {}
        head = json.loads(self._sealer.unseal(MAP, box))
        if head.get("map", _VERSION) != _VERSION:
            raise SaidError(
                Message("refuse.sealedmap.sealed-map-round-written-newer"),
                next_step=Message("next.install-newer-program"),
            )
        return cast("Mapping[str, int]", head)

    def _entries(self, head: Mapping[str, int]) -> Iterator[MapEntry]:
        index = b"".join(self._part(1 + number, "index", number) for number in range(head.get("index", 0)))
        for line in index.splitlines():
            row = json.loads(line)
            yield MapEntry(
                **row | {"path": _path(row), "salt": bytes.fromhex(row["salt"]), "redactions": tuple(row["redactions"])}
            )

    def _old_entries(self) -> Iterator[MapEntry]:
        """Read the first form of a map: a part a range, and nothing else. Such openings rebuild no file."""
        for number, box in enumerate(self._session.book.redactions.map(self._filing.slug, self._number)):
            row = json.loads(self._sealer.unseal(MAP, box))
            self._old[number] = bytes.fromhex(row["hidden"])
            yield MapEntry(
                what=RANGE, component=row["component"], kind=row["kind"], payload_path=row["payload_path"],
                ordinal=row["ordinal"], offset=row["offset"], path=b"", redactions=tuple(row["redactions"]),
                encoding="", mask=0, salt=bytes.fromhex(row["salt"]), commitment=row["commitment"], at=number,
                size=len(self._old[number]),
            )  # fmt: skip

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            self._held = (number, self._part(self._before + number, "piece", number))
        return self._held[1]

    def _part(self, part: int, kind: str, number: int) -> bytes:
        box = self._session.book.redactions.map_part(self._filing.slug, self._number, part)
        if box is None:
            raise damaged()
        plain = self._sealer.unseal(MAP, box)
        prefix = _prefix(kind, number)
        if not plain.startswith(prefix):
            raise damaged()
        reader = zlib.decompressobj()
        try:
            return reader.decompress(plain[len(prefix) :], PIECE)
        except zlib.error:
            raise damaged() from None


def damaged() -> UserError:
    """The sentence for a map that does not hold together."""
    return SaidError(
        Message("refuse.sealedmap.sealed-map-round-damaged"), next_step=Message("next.go-back-copy-workbook")
    )


def _path(row: Mapping[str, object]) -> bytes:
    text = str(row["path"])
    return text.encode("ascii") if row["what"] == OBJECT else bytes.fromhex(text)


def _packed(kind: str, number: int, data: bytes) -> bytes:
    # The level is low: pieces are many where images are withheld, and those are compressed already.
    return _prefix(kind, number) + zlib.compress(data, 3)


def _prefix(kind: str, number: int) -> bytes:
    return kind.encode("ascii") + b"\0" + number.to_bytes(8, "big")
