"""Which masks stand on printed pages, where nothing but these pages leaves of the sources.

A package then tells of no other: a log, a commitment or a gap between numbers would tell what else there is, and where.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import Numbers
from codebinder.workflow import laying, paging
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.session import Session

_CUT = frozenset({"excerpt", "selection"})


@dataclass(frozen=True, slots=True)
class _Held:
    """What the session remembers: the numbers, and of what they are."""

    tag: str
    numbers: Numbers


def settle(
    session: Session,
    filing: Filing,
    pipeline: Pipeline,
    *,
    answers: Mapping[str, str] | None = None,
    progress: Progress,
    cancel: Cancel,
) -> None:
    """Tell a pass that is still to come how its ranges are numbered, and which of them the package names.

    What is printed must be known before anything is numbered, so pages are laid out once more; masks are of one width,
    so their numbers move nothing. The session remembers what it came to.
    """
    listing = pipeline.template.listing
    if pipeline.template.archive.sources or not pipeline.secrets:
        return
    if listing.mode == "none":
        pipeline.look(progress=progress, cancel=cancel)
        pipeline.numbers = numbered((), pipeline)
    elif listing.mode in _CUT and listing.on_pages:
        pipeline.numbers = _numbers(session, filing, pipeline, answers, progress, cancel)


def numbered(pages: Collection[int], pipeline: Pipeline) -> Numbers:
    """Give the numbers where the masks of `pages` leave of all sources, and every one of an image."""
    count = sum(map(len, pipeline.plan.spans.values()))
    last = count + pipeline.images.count
    return Numbers.printed({*pages, *range(count + 1, last + 1)}, last)


def _numbers(
    session: Session,
    filing: Filing,
    pipeline: Pipeline,
    answers: Mapping[str, str] | None,
    progress: Progress,
    cancel: Cancel,
) -> Numbers:
    name, tag = f"printed {filing.uid} {' '.join(filing.scope)}", paging.tag_of(session, filing, pipeline.template)
    held = session.measures.get(name)
    if isinstance(held, _Held) and held.tag == tag:
        return held.numbers
    before = Pipeline(session, filing)
    counter = laying.laid_out(session, filing, before, answers=answers, progress=progress, cancel=cancel)
    made = numbered(counter.mask_pages, before) if counter.partial else Numbers()
    session.measures[name] = _Held(tag, made)
    return made
