"""One pass over a filing's sources for its logs: what is hidden where, how much, and on which printed pages.

The pass is the one that a round and a build take, so that the logs cannot say something else; each file is read once,
however many redactions it has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from codebinder import redact
from codebinder.model.filing import Filing
from codebinder.model.measure import PageCover
from codebinder.model.package import LogRow
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import HiddenRange, Naming, Withheld
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.workflow import attachments, filedimages, filings, laying, measuring, papering, printedmasks, registered
from codebinder.workflow.assembling import published_log
from codebinder.workflow.imageparts import withheld_image
from codebinder.workflow.logplaces import Place, Places
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a pass came to. `withheld` by component and path, with the number and commitment that a package gives it
    (0 and "" where its rule leaves it unmentioned, or while nothing was submitted); `fixed`: were all salts drawn for a
    round already, so that commitments are those of the package?"""

    ranges: Sequence[HiddenRange]
    places: Mapping[int, Place]
    pages: Mapping[int, tuple[int, ...]]
    covers: Mapping[int, PageCover]
    withheld: Mapping[tuple[str, bytes], tuple[int, str, Place]]
    rows: tuple[LogRow, ...]
    listed: tuple[Withheld, ...]
    package_chars: int
    fixed: bool
    loose: frozenset[bytes]


def gather(session: Session, filing: Filing, *, progress: Progress, cancel: Cancel) -> Gathered:
    """Go through everything that is hidden; nothing is written. Of a filing that was erased there would be nothing to
    list, and a log would say that nothing had been hidden: refused."""
    registered.check_not_erased(session, filing)
    package = measuring.measured(session, filing, progress=progress, cancel=cancel, printed=False).package
    pipeline = Pipeline(session, filing)
    pipeline.places = places = Places()
    printedmasks.settle(session, filing, pipeline, progress=progress, cancel=cancel)
    pages, covers = _laid_out(session, filing, pipeline, progress, cancel)
    pairs = _withheld_pairs(pipeline, places)
    images = _images(session, filing, pipeline, cancel)
    _redacted(session, pipeline, cancel)
    fixed = not pipeline.salts.drawn
    listed = sorted([*(item for item in pairs.values() if item is not None), *images], key=lambda one: one.commitment)
    numbers = {item.commitment: len(pipeline.named) + at for at, item in enumerate(listed, 1)} if fixed else {}
    return Gathered(
        ranges=pipeline.ranges,
        places=places.ranges,
        pages=pages,
        covers=covers,
        withheld={
            key: (0, "", places.withheld[key])
            if item is None
            else (numbers.get(item.commitment, 0), item.commitment if fixed else "", places.withheld[key])
            for key, item in pairs.items()
        },
        rows=published_log(pipeline, pages, papering.languages(session, filing)),
        listed=tuple(listed),
        package_chars=package.chars,
        fixed=fixed,
        loose=frozenset(pipeline.salts.drawn),
    )


def _laid_out(
    session: Session, filing: Filing, pipeline: Pipeline, progress: Progress, cancel: Cancel
) -> tuple[Mapping[int, tuple[int, ...]], Mapping[int, PageCover]]:
    """Use up the pass; where the template prints a listing, count its pages on the way, without drawing any."""
    layout = pipeline.template.listing
    if not layout.on_pages:
        for _ in pipeline.files(progress=progress, cancel=cancel):
            cancel.check()
        return {}, {}
    counter = laying.laid_out(session, filing, pipeline, progress=progress, cancel=cancel)
    pages = counter.mask_pages
    wanted = {page for each in pages.values() for page in each}
    return pages, {cover.number: cover for cover in counter.page_covers if cover.number in wanted}


def _withheld_pairs(pipeline: Pipeline, places: Places) -> dict[tuple[str, bytes], Withheld | None]:
    """Give every withheld file with its line of the package; None where the template's rule mentions none."""
    if pipeline.template.redaction.withheld_names == Naming.UNMENTIONED or pipeline.numbers.last is not None:
        return dict.fromkeys(places.withheld)
    items = (item for tally in pipeline.tallies for item in tally.withheld)
    return dict(zip(places.withheld, items, strict=True))


def _images(session: Session, filing: Filing, pipeline: Pipeline, cancel: Cancel) -> list[Withheld]:
    """Give withheld firmware images, which are numbered together with withheld files."""
    found: list[Withheld] = []
    for each in filings.components(session, filing, ComponentKind.FIRMWARE):
        if each.disclosure is Disclosure.WITHHELD:
            with attachments.unchanged(session, each, cancel=cancel) as path:
                found.append(withheld_image(pipeline, filing, each, path))
    return found


def _redacted(session: Session, pipeline: Pipeline, cancel: Cancel) -> None:
    """Add the ranges of images that are disclosed with stretches of them hidden."""
    for each in pipeline.images.found:
        with filedimages.opened(session, each, cancel=cancel) as (blob, _):
            pipeline.images.ranges(pipeline, each, blob, cancel)


def share(part: int, whole: int) -> str:
    """Give a share for people; nothing of nothing is an empty text."""
    return redact.percent(Fraction(part, whole)) if whole else ""
