"""Firmware images as they are read: their tree, kept sealed beside them until the image or the readers change."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from codebinder import firmware, intake
from codebinder.base.files import PrivateFolder, free_space_fault, patiently
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis, Node
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component, ComponentKind
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow import attachments, filings
from codebinder.workflow.session import Session

READING = "image-reading"
"""Purpose of the subkeys for what was read of images."""
ANALYSIS = "analysis"

_T = TypeVar("_T")


def image(session: Session, filing: Filing, slug: str) -> Component:
    """Give one firmware image of a filing; UserError where there is none of that name."""
    images = filings.components(session, filing, ComponentKind.FIRMWARE)
    found = next((each for each in images if each.slug == slug), None)
    if found is None:
        names = ", ".join(each.slug for each in images) or "–"
        raise SaidError(
            Message("refuse.images.no-such-image", {"slug": shown(slug)}),
            where=filing.slug,
            next_step=Message("next.images-are", {"names": names}),
        )
    return found


def made_from(session: Session, component: Component, *more: str) -> str:
    """Give the keyed digest of what a reading is computed from: the image's bytes, the readers, and `more`."""
    text = json.dumps([firmware.ENGINE, component.tag, *more])
    return session.sealer.tag(READING, text.encode())


def kept(session: Session, filing: Filing, slug: str) -> Analysis | None:
    """Give what was read of an image; None where that has not been done, or not by today's readers."""
    component = image(session, filing, slug)
    held = session.book.readings.get(filing.slug, slug, ANALYSIS)
    if held is None or held[0] != made_from(session, component):
        return None
    return firmware.unpacked(Analysis, session.sealer.unseal(READING, held[1]))


def read(session: Session, filing: Filing, slug: str, *, progress: Progress, cancel: Cancel) -> Analysis:
    """Read an image whole and keep what was read; what is kept already is given as it is."""
    found = kept(session, filing, slug)
    if found is not None:
        return found
    from codebinder.workflow import imagereadings  # it stands on this

    component = image(session, filing, slug)
    _, found = imagereadings.gathered(session, filing, component, progress=progress, cancel=cancel)
    detail = {"size": found.size, "nodes": len(found.nodes)}
    with session.book.transaction("firmware read", subject=f"{filing.slug}/{slug}", detail=detail):
        imagereadings.write(session, filing)
    return found


def analysed(
    session: Session,
    component: Component,
    blob: firmware.Blob,
    *,
    visitors: Sequence[firmware.Visitor] = (),
    takers: Sequence[firmware.Taker] = (),
    progress: Progress,
    cancel: Cancel,
) -> Analysis:
    """Read the bytes of an image, as it is or as filed; nothing is kept."""
    with PrivateFolder(session.environment.temp_root) as folder:
        return firmware.read_image(
            blob, name=name_of(component), folder=folder, visitors=visitors, takers=takers, progress=progress,
            cancel=cancel,
        )  # fmt: skip


def name_of(component: Component) -> bytes:
    """Give an image's file name, as findings and papers name it."""
    return component.location.replace("\\", "/").rsplit("/", 1)[-1].encode("utf-8", "surrogateescape")


@contextmanager
def opened(session: Session, component: Component, *, cancel: Cancel) -> Generator[firmware.Blob]:
    """Give an image's bytes, after seeing that they are still those taken in."""
    with attachments.unchanged(session, component, cancel=cancel) as path, firmware.FileBlob(path) as blob:
        yield blob


def member(
    session: Session, component: Component, path: bytes, use: Callable[[Node, firmware.Blob], _T], *, cancel: Cancel
) -> _T | None:
    """Hand one thing inside an image, by its path in the tree, to `use`; None where there is no such thing."""
    with (
        opened(session, component, cancel=cancel) as blob,
        PrivateFolder(session.environment.temp_root) as folder,
    ):
        return firmware.member(blob, path, use, folder=folder, cancel=cancel)


def extract(
    session: Session, filing: Filing, slug: str, path: str, out: Path, *, progress: Progress, cancel: Cancel
) -> int:
    """Write one thing inside an image, by its path as it is shown, to a new file; give its size in bytes."""
    component = image(session, filing, slug)
    if os.path.lexists(out):
        raise SaidError(
            Message("refuse.files.already", {"name": shown(out.name)}),
            where=shown(str(out)),
            next_step=Message("next.give-another-name"),
        )
    with opened(session, component, cancel=cancel) as blob, PrivateFolder(session.environment.temp_root) as folder:
        found = kept(session, filing, slug) or firmware.read_image(
            blob, name=name_of(component), folder=folder, progress=progress, cancel=cancel
        )
        wanted = next((node for node in found.nodes if shown_path(found.path(node.number)) == path), None)
        size = None
        if wanted is not None:
            use = partial(_written, out, cancel)
            size = firmware.member(blob, found.path(wanted.number), use, folder=folder, cancel=cancel)
    if size is None:
        raise SaidError(
            Message("refuse.images.nothing-there", {"path": shown(path)}),
            where=slug,
            next_step=Message("next.see-tree"),
        )
    return size


def _written(out: Path, cancel: Cancel, _node: Node, blob: firmware.Blob) -> int:
    """Put a blob's bytes at `out` in one step."""
    part = out.parent / f".{out.name}.part-{os.getpid()}"
    try:
        try:
            with part.open("xb") as stream:
                for piece in firmware.pieces(blob):
                    cancel.check()
                    stream.write(piece)
            patiently(lambda: part.replace(out))
        finally:
            part.unlink(missing_ok=True)  # there only where something went wrong, or was interrupted
    except OSError as error:
        raise free_space_fault(error, out) from None
    return blob.size


def inspected(path: Path, *, temp_root: Path | None, progress: Progress, cancel: Cancel) -> Analysis:
    """Read any file on disk as an image; no workbook is asked, nothing is kept."""
    with file(path) as blob, PrivateFolder(temp_root) as folder:
        name = path.name.encode("utf-8", "surrogateescape")
        return firmware.read_image(blob, name=name, folder=folder, progress=progress, cancel=cancel)


@contextmanager
def file(path: Path) -> Generator[firmware.Blob]:
    """Give any file's bytes; UserError where it is not there or can't be read."""
    attachments.plain_file(path)
    intake.FileContent(path)  # refuses what is no plain file, or can't be read, in a sentence
    with firmware.FileBlob(path) as blob:
        yield blob
