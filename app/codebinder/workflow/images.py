"""Firmware images as they are read: their tree, kept sealed beside them until the image or the readers change."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from codebinder import firmware
from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis, Node
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component, ComponentKind
from codebinder.model.text import Message, shown
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
    component = image(session, filing, slug)
    with opened(session, component, cancel=cancel) as blob:
        found = analysed(session, component, blob, progress=progress, cancel=cancel)
    detail = {"size": found.size, "nodes": len(found.nodes)}
    with session.book.transaction("firmware read", subject=f"{filing.slug}/{slug}", detail=detail):
        sealed = session.sealer.seal(READING, firmware.packed(found))
        session.book.readings.put(filing.slug, slug, ANALYSIS, made_from=made_from(session, component), sealed=sealed)
    return found


def analysed(
    session: Session,
    component: Component,
    blob: firmware.Blob,
    *,
    visitors: Sequence[firmware.Visitor] = (),
    progress: Progress,
    cancel: Cancel,
) -> Analysis:
    """Read the bytes of an image, as it is or as filed; nothing is kept."""
    with PrivateFolder(session.environment.temp_root) as folder:
        return firmware.read_image(
            blob, name=name_of(component), folder=folder, visitors=visitors, progress=progress, cancel=cancel
        )


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
