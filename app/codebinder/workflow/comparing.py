"""Two images side by side: two versions, two variants, or the filed one and one that somebody built again."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from codebinder import firmware
from codebinder.base.files import PrivateFolder
from codebinder.model import build_facts
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis, Change, Comparison, RegionChange
from codebinder.model.ports import Cancel, Progress
from codebinder.workflow import images, registered, stating
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two images that were compared, with what was read of each: their maps."""

    found: Comparison
    one: Analysis
    other: Analysis


def compare(
    session: Session, filing: Filing, slug: str, *, other: str | Path, progress: Progress, cancel: Cancel
) -> Comparison:
    """Compare an image of the filing with another of its images (a slug) or with any file on disk (a path)."""
    return sides(session, filing, slug, other=other, progress=progress, cancel=cancel).found


def sides(
    session: Session, filing: Filing, slug: str, *, other: str | Path, progress: Progress, cancel: Cancel
) -> Compared:
    """Compare as `compare` does, and give what was read of both images as well."""
    component = images.image(session, filing, slug)
    with images.opened(session, component, cancel=cancel) as blob:
        one = _side(session, images.name_of(component), blob, progress, cancel)
        with _other(session, filing, other, cancel) as (name, their):
            two = _side(session, name, their, progress, cancel)
            found = firmware.compare(one, two, cancel=cancel)
            return Compared(found=found, one=one.analysis, other=two.analysis)


def compare_files(one: Path, other: Path, *, temp_root: Path | None, progress: Progress, cancel: Cancel) -> Comparison:
    """Compare two files on disk; no workbook is asked."""
    with images.file(one) as blob, images.file(other) as their:
        sides = [
            _read(name.encode("utf-8", "surrogateescape"), each, temp_root, progress, cancel)
            for name, each in ((one.name, blob), (other.name, their))
        ]
        return firmware.compare(*sides, cancel=cancel)


@contextmanager
def _other(
    session: Session, filing: Filing, other: str | Path, cancel: Cancel
) -> Generator[tuple[bytes, firmware.Blob]]:
    if isinstance(other, Path):
        with images.file(other) as blob:
            yield other.name.encode("utf-8", "surrogateescape"), blob
        return
    component = images.image(session, filing, other)
    with images.opened(session, component, cancel=cancel) as blob:
        yield images.name_of(component), blob


def rebuilt(
    session: Session, filing: Filing, slug: str, path: Path, *, progress: Progress, cancel: Cancel
) -> Comparison:
    """Compare an image with one that was built again, and note the outcome beside its declared build facts."""
    return rebuilt_sides(session, filing, slug, path, progress=progress, cancel=cancel).found


def rebuilt_sides(
    session: Session, filing: Filing, slug: str, path: Path, *, progress: Progress, cancel: Cancel
) -> Compared:
    """Compare as `rebuilt` does, and give what was read of both images as well."""
    registered.check_not_erased(session, filing)
    both = sides(session, filing, slug, other=path, progress=progress, cancel=cancel)
    found = both.found
    changed = [row for row in found.regions if row.change is not Change.SAME]
    differing = sum(_uneven(row) for row in changed)
    text = f"{differing}/{found.sizes[0]}/{len(changed)}"
    component = images.image(session, filing, slug)
    stated = stating.merged(component.stated, {build_facts.PREFIX + "rebuilt": text})
    with session.book.transaction("firmware rebuilt", subject=f"{filing.slug}/{slug}", detail={"differing": differing}):
        session.book.components.update(filing.slug, replace(component, stated=stated))
    return both


def _uneven(row: RegionChange) -> int:
    """Count the bytes of a region that the other image does not have in the same place."""
    if row.change is Change.CHANGED:
        return row.differing
    place = row.one or row.other
    return place[1] - place[0] if place is not None else 0


def _side(session: Session, name: bytes, blob: firmware.Blob, progress: Progress, cancel: Cancel) -> firmware.Side:
    return _read(name, blob, session.environment.temp_root, progress, cancel)


def _read(
    name: bytes, blob: firmware.Blob, temp_root: Path | None, progress: Progress, cancel: Cancel
) -> firmware.Side:
    texts = firmware.ImageText(cancel)
    with PrivateFolder(temp_root) as folder:
        found = firmware.read_image(blob, name=name, folder=folder, takers=(texts,), progress=progress, cancel=cancel)
    return firmware.Side(found, blob, texts.strings)
