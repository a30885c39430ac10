"""What is inside firmware images as content: each thing of an image's tree is read as a file of a source is."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from codebinder import firmware
from codebinder.base import encoding as encodings
from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidError
from codebinder.firmware import Blob
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis, Node
from codebinder.model.ports import Cancel, ContentSource, NeverCancel, NoProgress, Progress
from codebinder.model.redaction import AsFiled
from codebinder.model.source import Component, Disclosure, EntryKind, Selected, SourceEntry
from codebinder.model.text import Message, shown_path
from codebinder.workflow import images
from codebinder.workflow.imagenodes import NAMED, Ways, path_of, way_of
from codebinder.workflow.session import Session

LARGEST = 64 << 20
"""What is larger than this is shown in parts only."""
_FEW = 6
"""Things that are fetched one by one; for more of them the image is walked once."""


def selection(session: Session, filing: Filing, part: Component) -> tuple[Selected, ...]:
    """Give everything in an image that has bytes, by path, as it was read last; nothing where it was not yet."""
    found = images.kept(session, filing, part.slug)
    return () if found is None else tuple(Selected(each, included=True) for each in entries(found, part))


def entries(found: Analysis, part: Component) -> list[SourceEntry]:
    """Give everything in an image that has bytes, by path."""
    name = images.name_of(part)
    rows = [
        SourceEntry(path_of(name, found.path(node.number)), EntryKind.FILE, node.sha256, node.size)
        for node in found.nodes
        if node.kind not in NAMED
    ]
    return sorted(rows, key=lambda each: each.path)


@contextmanager
def opened(session: Session, part: Component) -> Generator[ContentSource]:
    """Open an image's content, after seeing that its bytes are still those taken in."""
    with (
        images.opened(session, part, cancel=NeverCancel()) as blob,
        PrivateFolder(session.environment.temp_root) as folder,
    ):
        yield _Content(blob, images.name_of(part), folder)


def as_filed(
    session: Session, filing: Filing, part: Component, entry: SourceEntry, *, progress: Progress, cancel: Cancel
) -> AsFiled:
    """Give one thing in an image as it leaves with the image; UserError where nothing of that leaves, or what leads to
    it is hidden."""
    from codebinder.workflow import filedimages

    if part.disclosure not in {Disclosure.WHOLE, Disclosure.REDACTED}:
        raise SaidError(
            Message("refuse.imagecontent.stays", {"disclosure": filedimages.word(part.disclosure)}), where=part.slug
        )
    name = images.name_of(part)
    with (
        filedimages.filed(session, filing, part.slug, progress=progress, cancel=cancel) as blob,
        PrivateFolder(session.environment.temp_root) as folder,
    ):
        data = read_at(blob, name, entry.path, 0, entry.size, folder=folder, cancel=cancel)
    return AsFiled(
        component=part.slug, path=entry.path, payload_path=filedimages.payload_path(part.slug, name),
        executable=False, data=data, encoding=encodings.detect(data)[0], language="",
    )  # fmt: skip


class _Content:
    """The things of one image by their paths."""

    def __init__(self, blob: Blob, name: bytes, folder: Path) -> None:
        self._blob, self._name, self._folder = blob, name, folder

    def read(self, entry: SourceEntry) -> bytes:
        return read_at(self._blob, self._name, entry.path, 0, entry.size, folder=self._folder, cancel=NeverCancel())

    def read_all(self, entries: Iterable[SourceEntry], *, cancel: Cancel) -> Iterator[tuple[SourceEntry, bytes]]:
        wanted = list(entries)
        if len(wanted) > _FEW and sum(each.size for each in wanted) <= LARGEST:
            held = _walked(self._blob, self._name, frozenset(each.path for each in wanted), self._folder, cancel)
            for each in wanted:
                if each.path not in held:
                    raise gone(each.path)
                yield each, held[each.path]
            return
        for each in wanted:
            cancel.check()
            yield each, self.read(each)

    def close(self) -> None:
        """Nothing of its own is open."""


def read_at(
    blob: Blob, name: bytes, path: bytes, start: int, size: int, *, folder: Path | None, cancel: Cancel
) -> bytes:
    """Give bytes of one thing in an image, from `start` on; UserError where there is none, or it is too large."""
    if size > LARGEST:
        raise SaidError(
            Message("refuse.imagecontent.large"), where=shown_path(path), next_step=Message("next.extract-instead")
        )
    way = way_of(name, path)
    if way == b"":
        return blob.read(start, size)

    def use(_node: Node, inside: Blob) -> bytes:
        return inside.read(start, size)

    found = None if way is None else firmware.member(blob, way, use, folder=folder, cancel=cancel)
    if found is None:
        raise gone(path)
    return found


def gone(path: bytes) -> SaidError:
    """The sentence for a path that leads to nothing in an image."""
    return SaidError(Message("refuse.imagecontent.none"), where=shown_path(path), next_step=Message("next.scan-again"))


class _Taking:
    """The visitor that takes some things along."""

    def __init__(self, name: bytes, wanted: frozenset[bytes]) -> None:
        self._name, self._wanted, self._ways = name, wanted, Ways()
        self.held: dict[bytes, bytes] = {}

    def visit(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:  # noqa: ARG002  (a visitor's)
        path = path_of(self._name, self._ways.add(node))
        if path in self._wanted:
            self.held[path] = blob.read(0, blob.size)


def _walked(blob: Blob, name: bytes, wanted: frozenset[bytes], folder: Path, cancel: Cancel) -> dict[bytes, bytes]:
    taking = _Taking(name, wanted)
    firmware.look_through(
        blob, (taking,), regions=False, folder=folder, progress=NoProgress(), cancel=cancel
    )  # fmt: skip
    return taking.held


def piece(session: Session, part: Component, way: bytes, start: int, size: int, *, cancel: Cancel) -> bytes:
    """Give bytes of one thing in an image by its way in the tree (b"" for the image itself), for whoever looks."""
    with (
        images.opened(session, part, cancel=cancel) as blob,
        PrivateFolder(session.environment.temp_root) as folder,
    ):
        name = images.name_of(part)
        return read_at(blob, name, path_of(name, way), start, size, folder=folder, cancel=cancel)
