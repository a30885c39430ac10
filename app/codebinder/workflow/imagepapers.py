"""What the papers tell of an image whose bytes leave: read from these bytes, never from the original behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from codebinder import firmware
from codebinder.model import build_facts
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis
from codebinder.model.package import FirmwarePart
from codebinder.model.ports import Cancel, NoProgress, Progress
from codebinder.model.source import Component, Disclosure
from codebinder.workflow import buildfacts, imagereadings, images
from codebinder.workflow.session import Session


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
        # It counts bytes of the original; what it proves wrong is not declared without it.
        wrong = any(each.fact == "rebuilt" for each in build_facts.contradictions(build, ()))
        build = replace(build, rebuilt="", reproducible="" if wrong else build.reproducible)
        build = build if build_facts.rows(build) else None
    part = replace(part, build=build)
    if component.disclosure not in {Disclosure.WHOLE, Disclosure.REDACTED}:
        return part
    reading = _reading(session, filing, component, path, hidden, progress or NoProgress(), cancel)
    return replace(part, reading=reading, hidden=tuple(hidden))


def _reading(
    session: Session, filing: Filing, component: Component, path: Path, hidden: Sequence[tuple[int, int]],
    progress: Progress, cancel: Cancel,
) -> Analysis:  # fmt: skip
    """Give what was read of an image as filed: that of the whole image where nothing of it is hidden. The same bytes
    are read once for the tie, the round and the archive."""
    if component.disclosure is Disclosure.WHOLE:
        kept = images.kept(session, filing, component.slug)
        return kept or imagereadings.gathered(session, filing, component, progress=progress, cancel=cancel)[1]
    with firmware.FileBlob(path) as blob:
        return imagereadings.as_filed(session, filing, component, blob, hidden, progress=progress, cancel=cancel)[1]
