"""Lays out everything that a filing would print, without drawing it: for measures, logs and the plan of pages alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.workflow import contents, filings, formanswers, pageparts, stripping
from codebinder.workflow.identities import identity_of
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.bundle.listing import ListingWriter


def laid_out(
    session: Session,
    filing: Filing,
    pipeline: Pipeline,
    *,
    answers: Mapping[str, str] | None = None,
    progress: Progress,
    cancel: Cancel,
) -> ListingWriter:
    """Use up the pass, and give what counted its pages: those of the source, and of object code beside it. `answers`
    are the form's where they are at hand."""
    from codebinder.bundle.listing import ListingWriter  # ReportLab takes its time to load
    from codebinder.bundle.listing_masks import look_of

    template = pipeline.template
    given = formanswers.given(session, filing, template) if answers is None else answers
    counter = ListingWriter(
        template.listing,
        identity_of(session, filing),
        None,
        draft=False,
        lang=filing.language or "en",
        look=look_of(template.redaction),
        answers=given,
        cancel=cancel,
        leaves_out=stripping.leaves_out(session, template.listing, given),
    )
    for filed in pipeline.files(progress=progress, cancel=cancel):
        counter.add(filed)
    images = sorted(filings.components(session, filing, ComponentKind.FIRMWARE), key=lambda part: part.slug)
    for part in images:
        if part.disclosure is Disclosure.PRINTED:
            path = contents.located(session, part)
            counter.add_object(f"{part.slug}/{path.name}", path, size=part.size, sha256="")
    counter.refuse(pageparts.faults_beside(pipeline, images))
    counter.count()
    return counter
