"""Screens put to a template: what a filing asks with them, as one template with one text and one digest.

The text is that of the template with each screen's behind it, as further YAML documents: what is signed, goes into a
packet and lies in a package is thereby the whole of it, and nobody has to say which files belong together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from codebinder.model.template import ApprovalPolicy, Fact, FilingTemplate
from codebinder.model.template_papers import Attached, Paper, TemplateKind
from codebinder.model.text import Message, shown

SEPARATOR = b"\n--- # codebinder: screen\n"
"""Stands before each screen; no template holds it, since a template is one YAML document."""
MOST = 16


def parts(text: bytes) -> tuple[bytes, ...]:
    """Give the text of the template itself, and of every screen that was put to it, byte for byte as they were."""
    return tuple(text.split(SEPARATOR))


def joined(base: bytes, screens: Iterable[bytes]) -> bytes:
    """Give the text of a template with these screens."""
    return SEPARATOR.join((base, *screens))


def clashes(base: FilingTemplate, screens: Sequence[FilingTemplate]) -> tuple[Message, ...]:
    """Say why these screens cannot be put to this template; nothing where they can."""
    if base.kind is TemplateKind.SCREEN and screens:
        return (Message("screen.of-screen", {"id": base.id}),)
    found: list[Message] = []
    if len(screens) > MOST:
        found.append(Message("screen.many", {"most": MOST}))
    taken = dict.fromkeys(_names(base), base.id)
    facts = {each.id: (base.id, each) for each in base.facts}
    seen: set[str] = set()
    for screen in screens:
        if screen.kind is not TemplateKind.SCREEN:
            found.append(Message("screen.none", {"id": screen.id}))
        if screen.id in seen:
            found.append(Message("screen.twice", {"id": screen.id}))
            continue
        seen.add(screen.id)
        for name in _names(screen):
            if name in taken:
                params = {"name": shown(name), "id": screen.id, "other": taken[name]}
                found.append(Message("screen.clash", params))
            taken.setdefault(name, screen.id)
        for fact in screen.facts:
            held = facts.setdefault(fact.id, (screen.id, fact))
            if _values(held[1]) != _values(fact):
                params = {"name": shown(fact.id), "id": screen.id, "other": held[0]}
                found.append(Message("screen.fact", params))
    return tuple(found)


def _names(template: FilingTemplate) -> tuple[str, ...]:
    """Ids that must be one template's alone; a paper may be called as a requirement is."""
    held = (*template.requirements, *template.groups)
    return (*(each.id for each in held), *(f"papers/{each.id}" for each in template.papers))


def _values(fact: Fact) -> frozenset[str]:
    return frozenset(choice.value for choice in fact.choices)


def merged(base: FilingTemplate, screens: Sequence[FilingTemplate]) -> FilingTemplate:
    """Give the template that holds with these screens (see `clashes`). What it asks is what all of them ask; listing,
    redaction, archive and languages are its own; of approvals the stricter holds."""
    if not screens:
        return base
    text = joined(base.text, (each.text for each in screens))
    known = {each.id for each in base.facts}
    facts = list(base.facts)
    for screen in screens:
        facts += [each for each in screen.facts if each.id not in known]
        known |= {each.id for each in screen.facts}
    longest = max((base, *screens), key=lambda each: each.retention_years)
    return replace(
        base,
        facts=tuple(facts),
        groups=(*base.groups, *(each for screen in screens for each in screen.groups)),
        requirements=(*base.requirements, *(each for screen in screens for each in screen.requirements)),
        legal_basis=(*base.legal_basis, *(each for screen in screens for each in screen.legal_basis)),
        sources=tuple(dict.fromkeys((*base.sources, *(each for screen in screens for each in screen.sources)))),
        papers=(*base.papers, *(each for screen in screens for each in _papers(screen))),
        deadlines=(*base.deadlines, *(each for screen in screens for each in screen.deadlines)),
        calendar=(*base.calendar, *(each for screen in screens for each in screen.calendar)),
        approvals=_stricter(base.approvals, [each.approvals for each in screens]),
        verify_before_use=any(each.verify_before_use for each in (base, *screens)),
        retention_years=longest.retention_years,
        retention_source=longest.retention_source,
        attached=tuple(map(_attached, screens)),
        text=text,
        digest=hashlib.sha256(text).hexdigest(),
    )


def _stricter(held: ApprovalPolicy, others: Iterable[ApprovalPolicy]) -> ApprovalPolicy:
    for each in others:
        count, keeper = max(held.count, each.count), held.legal_keeper or each.legal_keeper
        role = "legal" if "legal" in {held.role, each.role} else held.role
        if (count, keeper, role) != (held.count, held.legal_keeper, held.role):
            held = replace(held, count=count, legal_keeper=keeper, role=role, source=each.source)
    return held


def _papers(screen: FilingTemplate) -> Iterator[Paper]:
    """Give its papers; one that prints all answers prints all of the screen's."""
    own = tuple(each.id for each in screen.requirements)
    for paper in screen.papers:
        yield paper if paper.requirements else replace(paper, requirements=own)


def _attached(screen: FilingTemplate) -> Attached:
    return Attached(
        id=screen.id,
        version=screen.version,
        digest=screen.digest,
        names=screen.names,
        status=screen.status.value,
        status_date=screen.status_date,
        status_note=screen.status_note,
        requirements=tuple(each.id for each in screen.requirements),
    )
