"""Which text a filing begins with: a template from the shelves, and the screens that are put to it at once."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder import templates
from codebinder.base.messages import SaidError
from codebinder.model.template import FilingTemplate
from codebinder.model.template_papers import TemplateKind
from codebinder.model.text import Message
from codebinder.workflow import shelves
from codebinder.workflow.environment import Environment


def template_with(
    environment: Environment, template: str, screens: Sequence[str] = (), taken: Sequence[FilingTemplate] = ()
) -> FilingTemplate:
    """Find a template and put screens to it: those named, and those of `taken` that are none of these."""
    own = shelves.own_folder(environment)
    chosen = templates.find(template, own)
    if chosen.kind is TemplateKind.SCREEN:
        raise SaidError(
            Message("screen.no-filing", {"id": chosen.id}), next_step=Message("screen.attach-it", {"id": chosen.id})
        )
    added = {each.id: each for each in (templates.find(name, own) for name in screens)}
    for each in taken:
        added.setdefault(each.id, each)
    return templates.with_screens(chosen, tuple(added.values())) if added else chosen
