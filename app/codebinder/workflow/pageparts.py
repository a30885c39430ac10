"""What is wrong beside the pages themselves: object code, files that were to come first, names of files."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.bundle import excerpt
from codebinder.model.source import Component, Disclosure
from codebinder.model.text import Message, shown
from codebinder.workflow import namerules
from codebinder.workflow.pipeline import Pipeline


def faults_beside(pipeline: Pipeline, images: Sequence[Component]) -> tuple[Message, ...]:
    """Give the faults of a pass that is used up; `images` are the filing's firmware."""
    listing = pipeline.template.listing
    printed = [part.slug for part in images if part.disclosure is Disclosure.PRINTED]
    idle = (
        Message("fault.pages.entry-nothing", {"requirement": listing.entry, "glob": shown(glob)})
        for glob in pipeline.idle
    )
    named = namerules.faults(pipeline.session, pipeline.filing, pipeline.template)
    return (*excerpt.object_faults(listing, printed), *idle, *named)
