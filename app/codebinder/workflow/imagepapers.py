"""What the papers tell of an image whose bytes leave: read from these bytes, never from the original behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codebinder import firmware
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis
from codebinder.model.package import FirmwarePart
from codebinder.model.ports import Cancel, NoProgress, Progress
from codebinder.model.source import Component, Disclosure
from codebinder.workflow import buildfacts, images
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True)
class _Remembered:
    sha256: str
    reading: Analysis


def told(
    session: Session,
    filing: Filing,
    part: FirmwarePart,
    component: Component,
    path: Path,
    hidden: Sequence[tuple[int, int]] = (),
    *,
    progress: Progress | None = None,
    cancel: Cancel,
) -> FirmwarePart:
    """Give an image's part with what was read of the file at `path`, which is what leaves, and what is declared of its
    build. Of an image that leaves by its digest alone, as pages or not at all, nothing is read: what is in it would be
    told, and a declaration stands alone."""
    build = buildfacts.stated(component) if component.disclosure is not Disclosure.WITHHELD else None
    if build is not None and component.disclosure is not Disclosure.WHOLE:
        build = replace(build, rebuilt="")  # it counts bytes of the original
    part = replace(part, build=build)
    if component.disclosure not in {Disclosure.WHOLE, Disclosure.REDACTED}:
        return part
    reading = _reading(session, filing, part, component, path, progress or NoProgress(), cancel)
    return replace(part, reading=reading, hidden=tuple(hidden))


def _reading(
    session: Session, filing: Filing, part: FirmwarePart, component: Component, path: Path, progress: Progress,
    cancel: Cancel,
) -> Analysis:  # fmt: skip
    """Read an image as filed. What is kept of an image that leaves whole is that; else the session remembers it, since
    the same bytes are read for the round and for the archive."""
    if component.disclosure is Disclosure.WHOLE:
        kept = images.kept(session, filing, component.slug)
        if kept is not None:
            return kept
    key = f"image paper {filing.uid} {component.slug}"
    held = session.measures.get(key)
    if isinstance(held, _Remembered) and held.sha256 == part.sha256:
        return held.reading
    with firmware.FileBlob(path) as blob:
        reading = images.analysed(session, component, blob, progress=progress, cancel=cancel)
    session.measures[key] = _Remembered(part.sha256, reading)
    return reading
