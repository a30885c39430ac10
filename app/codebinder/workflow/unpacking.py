"""Hands the leak search what unpacks firmware images: no stage imports another, so workflow brings the two together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from codebinder import firmware
from codebinder.base.files import PrivateFolder
from codebinder.firmware import Blob
from codebinder.model.firmware import Analysis, Node, NodeKind
from codebinder.model.ports import Cancel, Inner, NoProgress, Unpacked
from codebinder.model.text import Message
from codebinder.workflow.environment import Environment
from codebinder.workflow.imagenodes import NAMED, WHOLE, Ways, stretches

_IN_MEMORY = 32 << 20


class ImageUnpacker:
    """Unpacks images for the leak search; what is large goes through a private folder. Threads may share one."""

    def __init__(self, environment: Environment) -> None:
        self._root = environment.temp_root

    def unpack(
        self,
        size: int,
        pieces: Callable[[], Iterator[bytes]],
        see: Callable[[Inner], None],
        *,
        rest: Callable[[Unpacked, Callable[[int, int], bytes]], None] | None = None,
        cancel: Cancel,
    ) -> Unpacked:
        """Show everything that is packed in an image, as `Unpacker` says."""
        with PrivateFolder(self._root) as folder:
            if size <= _IN_MEMORY:
                return _walked(firmware.Memory(b"".join(pieces())), folder, see, rest, cancel)
            copy = folder / "image"
            with copy.open("xb") as stream:
                for piece in pieces():
                    cancel.check()
                    stream.write(piece)
            with firmware.FileBlob(copy) as blob:
                return _walked(blob, folder, see, rest, cancel)


def _walked(
    blob: Blob,
    folder: Path,
    see: Callable[[Inner], None],
    rest: Callable[[Unpacked, Callable[[int, int], bytes]], None] | None,
    cancel: Cancel,
) -> Unpacked:
    seeing = _Seeing(see)
    found = firmware.look_through(
        blob, (seeing,), regions=False, once=True, folder=folder, progress=NoProgress(), cancel=cancel
    )  # fmt: skip
    faults = (*seeing.faults, *((b"", each) for each in found.stopped))
    told = Unpacked(
        formats=frozenset(seeing.formats), faults=faults, read=_read(found) if not found.stopped else ()
    )  # fmt: skip
    if rest is not None:
        rest(told, blob.read)
    return told


_PACKERS = frozenset({"squashfs", "cramfs", "gzip", "bzip2", "xz", "lzma", "zstd", "lz4", "lzop", "zlib"})
"""Formats that hold nothing but what they give back when they are unpacked."""


def _read(found: Analysis) -> tuple[tuple[int, int], ...]:
    """Give the stretches of an image that were unpacked without a fault, and hold nothing else."""
    whole = {node.number for node in found.nodes if node.format in _PACKERS and not node.faults}
    for node in found.nodes:
        if node.faults:
            whole.discard(node.parent)
    out: list[tuple[int, int]] = []
    for number in sorted(whole):
        place = found.place(number)
        if place is not None:
            out.append((place, place + found.nodes[number].size))
    return tuple(out)


class _Seeing:
    """Shows the leak search what it has not seen: packed bytes, and names."""

    def __init__(self, see: Callable[[Inner], None]) -> None:
        self._see = see
        self._ways = Ways()
        self.formats: set[str] = set()
        self.faults: list[tuple[bytes, Message]] = []

    def visit(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:  # noqa: ARG002  (a visitor's)
        way = self._ways.add(node)
        self.faults += [(way, each) for each in node.faults]
        if node.format:
            self.formats.add(node.format)
        if node.number == 0:
            return
        if node.kind in NAMED or not node.size:
            text = way + b" -> " + node.target if node.target else way
            self._see(Inner(path=text, start=0, data=b"", whole=False))
            return
        # What is cut out of unpacked bytes as it is was seen with them; a file may still be packed in its own way.
        bare = not node.format and node.size <= WHOLE
        if node.start >= 0 and not (node.kind is NodeKind.FILE and bare):
            return
        for each in stretches(blob, ((0, blob.size),)):
            self._see(Inner(path=way, start=each.start, data=each.data, whole=bare, seen=node.start >= 0))
