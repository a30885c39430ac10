"""A filing's template has another text on the shelf: what changed, what that means for the answers, and moving over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from codebinder import templates
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.template import FilingTemplate
from codebinder.model.template_papers import Change
from codebinder.model.text import LangText, Message
from codebinder.templates import Difference
from codebinder.workflow import filings, refitting, registered, shelves
from codebinder.workflow.refitting import Fitting
from codebinder.workflow.session import Session


class How(StrEnum):
    """What the text on the shelf is to the frozen one."""

    NEWER = "newer"
    OTHER = "other"
    """The same version, and not the same text."""
    OLDER = "older"


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A template or screen of the filing whose text on the shelf is another."""

    id: str
    names: LangText
    was: str
    now: str
    how: How
    screen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """What moving over would do. `changes`: what the newer texts say that they changed, oldest first; `voided`: the
    round that would be void, 0 for none."""

    others: tuple[Other, ...]
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]
    fittings: tuple[Fitting, ...]
    voided: int

    @property
    def there(self) -> bool:
        """Is there anything to move over to?"""
        return bool(self.others)


def others(session: Session, filing: Filing) -> tuple[Other, ...]:
    """Give what of the filing's template has another text on the shelf; what is not on the shelf is no other."""
    return tuple(
        Other(
            id=held.id, names=found.names, was=held.version, now=found.version, how=_how(held, found),
            screen=at > 0,
        )
        for at, (held, found) in enumerate(_pairs(session, filing))
        if held.digest != found.digest
    )  # fmt: skip


def newer(session: Session, filing: Filing) -> tuple[Other, ...]:
    """Give what a person is told of unasked: newer versions, and other texts of the same."""
    return tuple(each for each in others(session, filing) if each.how is not How.OLDER)


def _how(held: FilingTemplate, found: FilingTemplate) -> How:
    if templates.newer(found.version, held.version):
        return How.NEWER
    return How.OLDER if templates.newer(held.version, found.version) else How.OTHER


def _pairs(session: Session, filing: Filing) -> tuple[tuple[FilingTemplate, FilingTemplate], ...]:
    """Give the template and each screen as frozen, with what lies on the shelf under its id (itself: nothing)."""
    base, there = templates.without_screens(filings.frozen(session, filing))
    return tuple((each, _on_shelf(session, each)) for each in (base, *there))


def _on_shelf(session: Session, held: FilingTemplate) -> FilingTemplate:
    found = templates.on_shelf(held.id, shelves.own_folder(session.environment))
    return found if found is not None and found.kind is held.kind else held


def plan(session: Session, filing: Filing) -> Migration:
    """Say what moving the filing over to what is on the shelf would mean; changes nothing."""
    old, new, renamed, changes = _wanted(session, filing)
    return Migration(
        others=others(session, filing),
        changes=changes,
        differences=templates.differences(old, new, renamed),
        fittings=refitting.plan(session, filing, new, renamed),
        voided=refitting.voids(session, filing),
    )


def _wanted(
    session: Session, filing: Filing
) -> tuple[FilingTemplate, FilingTemplate, dict[str, str], tuple[Change, ...]]:
    renamed: dict[str, str] = {}
    changes: list[Change] = []
    pairs = _pairs(session, filing)
    for held, found in pairs:
        renamed |= templates.renamed_since(found.changes, held.version)
        changes += [each for each in found.changes if templates.newer(each.version, held.version)]
    texts = [found for _, found in pairs]
    new = templates.with_screens(texts[0], texts[1:])
    return filings.frozen(session, filing), new, renamed, tuple(changes)


def migrate(session: Session, filing: Filing) -> Migration:
    """Move the filing over: one transaction, and one step of undo. Give what became of everything."""
    registered.check_open(session, filing)
    found = plan(session, filing)
    if not found.there:
        raise SaidError(Message("migrate.nothing"), where=filing.slug)
    _, new, renamed, _ = _wanted(session, filing)
    refitting.refit(session, filing, new, action="template migrate", about=new.version, renamed=renamed)
    return found


__all__ = ["Difference", "How", "Migration", "Other", "migrate", "newer", "others", "plan"]
