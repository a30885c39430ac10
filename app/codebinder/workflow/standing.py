"""Warnings about a template as of today, and about a filing's template against the shelf: for every face the same."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder import templates
from codebinder.model.filing import Filing
from codebinder.model.template import FilingTemplate
from codebinder.model.text import Message
from codebinder.templates import Head, Warned
from codebinder.workflow import filings, migrating, screens
from codebinder.workflow.environment import Environment
from codebinder.workflow.migrating import How
from codebinder.workflow.session import Session


def of_template(environment: Environment, template: FilingTemplate | Head) -> tuple[Warned, ...]:
    """Give what to know of a template today."""
    return templates.standing(template, environment.clock.now().date())


def of_filing(session: Session, filing: Filing) -> tuple[Warned, ...]:
    """Give what to know of a filing's template and screens today, and whether there are newer ones."""
    frozen = filings.frozen(session, filing)
    today = session.environment.clock.now().date()
    found = list(templates.standing(frozen, today))
    for screen in templates.without_screens(frozen)[1]:
        found += [
            Warned(Message("standing.of-screen", {"id": screen.id, "what": each.message}), loud=each.loud)
            for each in templates.standing(screen, today)
            if each.loud
        ]
    return (*found, *_shelf(session, filing))


def _shelf(session: Session, filing: Filing) -> Sequence[Warned]:
    rows: list[Warned] = []
    for each in migrating.newer(session, filing):
        name = "standing.newer" if each.how is How.NEWER else "standing.other"
        rows.append(Warned(Message(name, {"id": each.id, "was": each.was, "now": each.now}), loud=False))
    missing = screens.proposed(session, filing)
    if missing:
        rows.append(Warned(Message("standing.proposed", {"names": ", ".join(missing)}), loud=False))
    return rows


__all__ = ["Warned", "of_filing", "of_template"]
