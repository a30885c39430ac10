"""Who settled what in a filing, and when: an unclear rule, something left out, a contradiction, the one of a group."""

from __future__ import annotations

import json
from typing import cast

from codebinder import templates
from codebinder.base.messages import Told
from codebinder.model.checklist import Settled
from codebinder.model.filing import Filing
from codebinder.model.template import FilingTemplate, Requirement, RequirementKind
from codebinder.model.text import Message, shown
from codebinder.workflow.session import Session

LONGEST = 120


def note(session: Session, filing: Filing, requirement: str, by: str | None) -> None:
    """Note that somebody (`by`, "" where nobody is named) settled a requirement now; None forgets it. Inside of the
    transaction that keeps her reason."""
    text = None
    if by is not None:
        said = {"by": " ".join(by.split())[:LONGEST], "at": session.environment.stamp()}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    session.book.filings.set_settled(filing.slug, requirement, text)


def settled(session: Session, filing: Filing) -> tuple[Settled, ...]:
    """Give who settled what, and when."""
    found: list[Settled] = []
    for name, text in session.book.filings.settled(filing.slug).items():
        try:
            said = cast("object", json.loads(text))
        except ValueError:
            continue
        if isinstance(said, dict):
            held = cast("dict[str, object]", said)
            found.append(Settled(requirement=name, by=str(held.get("by", "")), at=str(held.get("at", ""))))
    return tuple(found)


def choice_faults(template: FilingTemplate, group: str, text: str) -> list[str]:
    """Give the faults of a choice in a group: it must be one of its members."""
    members = [each.id for each in template.requirements if each.one_of == group]
    if not text or text in members:
        return []
    what = Message("fault.settling.no-member", {"text": shown(text[:60]), "names": ", ".join(members)})
    return [Told(Message("said.placed", {"place": group, "what": what}))]


def faults_of(requirement: Requirement, text: str) -> list[str]:
    """Give the faults of an answer; questions that are still to be answered are none, and long ones are remembered."""
    if requirement.kind is RequirementKind.QUESTIONS:
        return templates.check_answer(requirement, text, whole=False)
    return list(templates.answer_faults(requirement, text, ""))
