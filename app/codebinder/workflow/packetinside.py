"""What people keep inside firmware images, in packets: the bytes around it.

A reviewer's program finds them again in the image that leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder import firmware
from codebinder.base.files import PrivateFolder
from codebinder.base.safenames import safe_names
from codebinder.firmware import Blob
from codebinder.model.filing import Filing, Keep
from codebinder.model.firmware import Node
from codebinder.model.ports import Cancel
from codebinder.model.source import ComponentKind
from codebinder.model.text import shown, shown_path
from codebinder.review.packetparts import IMAGES, FileRow, Parts
from codebinder.workflow import filings, images
from codebinder.workflow.imagenodes import way_of
from codebinder.workflow.inputs import Inputs
from codebinder.workflow.packetoriginals import Stretches
from codebinder.workflow.packetsink import PacketKeeping
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.workflow.packetcheck import Findings
    from codebinder.workflow.packetread import PacketReader

AROUND = 512
"""Bytes on either side of something that is kept."""
_LARGEST = 1 << 30
_MOST = 64 << 10
"""Bytes of one thing that is kept: of a longer one a reviewer sees where it begins."""


def is_inside(row: FileRow) -> bool:
    """Is this something in an image, of which nothing is hidden?"""
    return row.image and not row.original


def rows(
    session: Session, filing: Filing, made: Inputs, keeping: PacketKeeping, held: Iterable[FileRow], cancel: Cancel
) -> list[FileRow]:
    """Send what stands around everything that is kept inside an image, and give where it is."""
    taken = {(each.component, each.path) for each in held}
    found: list[FileRow] = []
    for part in filings.components(session, filing, ComponentKind.FIRMWARE):
        wanted: dict[bytes, list[tuple[int, int]]] = {}
        for each in made.rows:
            if isinstance(each, Keep) and each.finding.component == part.slug:
                wanted.setdefault(each.finding.path, []).append((each.finding.start, each.finding.end))
        wanted = {path: spans for path, spans in wanted.items() if (part.slug, path) not in taken}
        if not wanted:
            continue
        name = images.name_of(part)
        payload = f"{IMAGES}{part.slug}/{safe_names([name])[name]}"
        with (
            images.opened(session, part, cancel=cancel) as blob,
            PrivateFolder(session.environment.temp_root) as folder,
        ):
            for path, spans in sorted(wanted.items()):
                cancel.check()
                cut = _cut(blob, name, path, spans, folder, cancel)
                if cut is not None:
                    parts, data = cut
                    text = keeping.text(data)
                    found.append(
                        FileRow(
                            component=part.slug, path=path, payload=payload, filed=text, original="", parts=parts,
                            filed_parts=parts,
                        )
                    )  # fmt: skip
    return found


def _cut(
    blob: Blob, name: bytes, path: bytes, spans: Sequence[tuple[int, int]], folder: Path, cancel: Cancel
) -> tuple[Parts, bytes] | None:
    """Read what stands around some places of one thing."""
    way = way_of(name, path)

    def use(_node: Node, inside: Blob) -> tuple[Parts, bytes]:
        windows: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            low, high = max(0, start - AROUND), min(inside.size, min(end, start + _MOST) + AROUND)
            if windows and low <= windows[-1][1]:
                windows[-1] = (windows[-1][0], max(high, windows[-1][1]))
            else:
                windows.append((low, high))
        parts: list[tuple[int, int, int]] = []
        pieces: list[bytes] = []
        at = 0
        for low, high in windows:
            pieces.append(inside.read(low, high - low))
            parts.append((low, at, len(pieces[-1])))
            at += len(pieces[-1])
        return tuple(parts), b"".join(pieces)

    return None if way is None else firmware.member(blob, way, use, folder=folder, cancel=cancel)


def check(reader: PacketReader, found: Findings, cancel: Cancel) -> None:
    """Find what is shown from inside of images again in the images that leave."""
    wanted: dict[str, list[FileRow]] = {}
    for row in reader.sources:
        if is_inside(row):
            wanted.setdefault(row.payload, []).append(row)
    unseen = 0
    for payload, held in sorted(wanted.items()):
        name = f"filed/{payload}"
        if name not in reader.held.members:
            unseen += len(held)
            continue
        hidden = any(each.payload == payload for each in reader.ranges)
        with PrivateFolder() as folder:
            copy = folder / "image"
            with copy.open("xb") as stream:
                for piece in reader.held.chunks(name):
                    cancel.check()
                    stream.write(piece)
            with firmware.FileBlob(copy) as blob:
                unseen += sum(_again(reader, found, row, blob, folder, cancel, hidden=hidden) for row in held)
    if unseen:
        found.unchecked("inside-unseen", count=unseen)


def _again(
    reader: PacketReader, found: Findings, row: FileRow, blob: Blob, folder: Path, cancel: Cancel, *, hidden: bool
) -> bool:
    """Compare one thing with what the image that leaves holds; True where that cannot be told."""
    parts = Stretches.of(reader.held.read(row.filed, _LARGEST), row.parts, whole=False).parts
    name = row.path.partition(b"!/")[0]
    way = way_of(name, row.path)
    where = f"{shown(row.component)}: {shown_path(row.path)}"
    if row.parts != row.filed_parts or row.payload != f"{IMAGES}{row.component}/{safe_names([name])[name]}":
        found.fault("wrong-name", path=where)
        return False

    def use(_node: Node, inside: Blob) -> bool:
        return all(inside.read(at, len(data)) == data for at, data in parts)

    same = None if way is None else firmware.member(blob, way, use, folder=folder, cancel=cancel)
    if same is None and hidden:  # what leads there may be hidden itself
        return True
    if not same:
        found.fault("inside-other", path=where)
    return False
