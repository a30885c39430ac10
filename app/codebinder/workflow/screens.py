"""Screens of a filing: questions that go along with any filing, frozen into its template and signed with its round."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder import templates
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.template import FilingTemplate
from codebinder.model.template_papers import Attached, TemplateKind
from codebinder.model.text import LangText, Message, shown
from codebinder.workflow import filings, refitting, shelves
from codebinder.workflow.environment import Environment
from codebinder.workflow.refitting import Fitting
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A screen that can be put to a filing. `proposed`: the filing's template names it; `attached`: it is there."""

    id: str
    version: str
    names: LangText
    summary: LangText
    status: str
    questions: int
    proposed: bool
    attached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A screen was put to a filing, or taken off. `voided`: the round that is void by it; 0 where none stood."""

    screen: Attached
    voided: int
    fittings: tuple[Fitting, ...]


def attached(session: Session, filing: Filing) -> tuple[Attached, ...]:
    """Give the filing's screens, in the order in which they were put to it."""
    return filings.frozen(session, filing).attached


def shelf(environment: Environment) -> tuple[FilingTemplate, ...]:
    """Give every screen that can be used: of each id the person's own before the shipped one."""
    own = shelves.own_folder(environment)
    ids = [head.id for head, _ in templates.shelf_heads(own) if head.kind == TemplateKind.SCREEN]
    return tuple(found for each in ids if (found := templates.on_shelf(each, own)) is not None)


def offered(session: Session, filing: Filing) -> tuple[Offered, ...]:
    """Give the screens that can be put to the filing: those that its template proposes first."""
    held = filings.frozen(session, filing)
    there = {each.id for each in held.attached}
    rows = [
        Offered(
            id=each.id, version=each.version, names=each.names, summary=each.summary, status=each.status.value,
            questions=len(each.requirements), proposed=each.id in held.screens, attached=each.id in there,
        )
        for each in shelf(session.environment)
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda each: (not each.proposed, each.id)))


def attach(session: Session, filing: Filing, id_or_path: str) -> Change:
    """Put a screen to the filing; what it asks is then asked in it. A round that stands is void by that."""
    screen = templates.find(id_or_path, shelves.own_folder(session.environment))
    base, there = templates.without_screens(filings.frozen(session, filing))
    new = templates.with_screens(base, (*there, screen))
    voided = refitting.voids(session, filing)
    made = refitting.refit(session, filing, new, action="screen attach", about=screen.id)
    return Change(screen=new.attached[-1], voided=voided, fittings=made)


def detach(session: Session, filing: Filing, identifier: str) -> Change:
    """Take a screen off again; what was answered is kept aside, and comes back with it."""
    held = filings.frozen(session, filing)
    gone = next((each for each in held.attached if each.id == identifier), None)
    if gone is None:
        names = ", ".join(each.id for each in held.attached)
        raise SaidError(
            Message("screen.not-there", {"id": shown(identifier)}), where=filing.slug,
            next_step=Message("screen.there", {"names": names}) if names else "",
        )  # fmt: skip
    base, there = templates.without_screens(held)
    new = templates.with_screens(base, tuple(each for each in there if each.id != identifier))
    voided = refitting.voids(session, filing)
    made = refitting.refit(session, filing, new, action="screen detach", about=identifier)
    return Change(screen=gone, voided=voided, fittings=made)


def proposed(session: Session, filing: Filing) -> tuple[str, ...]:
    """Give the ids of screens that the filing's template proposes and that are not there yet."""
    held = filings.frozen(session, filing)
    there = {each.id for each in held.attached}
    return tuple(each for each in held.screens if each not in there)
