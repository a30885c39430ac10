"""Decisions about what was found inside firmware images: what hides it, and what to do where nothing can.

What stands inside of something packed has no bytes of its own in the image: hiding it hides what encloses it. An image
that is disclosed in another way than redacted has no stretches that could be hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.findings import Finding
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.model.text import Message
from codebinder.workflow import filedimages, filings, imagehiding, imageplaces, images, making
from codebinder.workflow.imageplaces import Place
from codebinder.workflow.session import Session

_QUIET, _NEVER = NoProgress(), NeverCancel()


def parted(
    session: Session, filing: Filing, chosen: Sequence[Finding]
) -> tuple[tuple[Finding, ...], dict[str, list[Finding]]]:
    """Part findings into those of sources, and those inside images, by the image's name."""
    slugs = imageplaces.slugs(session, filing)
    inside: dict[str, list[Finding]] = {}
    for each in chosen:
        if each.component in slugs:
            inside.setdefault(each.component, []).append(each)
    return tuple(each for each in chosen if each.component not in slugs), inside


def hideable(session: Session, filing: Filing) -> frozenset[str]:
    """Give the images of which stretches can be hidden as they are disclosed now."""
    held = filings.components(session, filing, ComponentKind.FIRMWARE)
    return frozenset(part.slug for part in held if part.disclosure is Disclosure.REDACTED)


def check(session: Session, filing: Filing, inside: Mapping[str, Sequence[Finding]]) -> None:
    """Refuse where what was found can't be hidden, and say what to do instead."""
    for slug, rows in inside.items():
        part = images.image(session, filing, slug)
        if part.disclosure is Disclosure.REDACTED:
            continue
        leaves = part.disclosure is Disclosure.WHOLE
        raise SaidError(
            Message(
                "refuse.imagefindings.not-redacted",
                {"id": rows[0].id, "slug": slug, "disclosure": filedimages.word(part.disclosure)},
            ),
            where=filing.slug,
            next_step=Message("next.imagefindings.redacted" if leaves else "next.imagefindings.keep", {"slug": slug}),
        )


def stretches(
    session: Session, filing: Filing, inside: Mapping[str, Sequence[Finding]]
) -> dict[str, dict[tuple[int, int], tuple[str, ...]]]:
    """Give the stretches of each image that would be hidden, with the findings that each is hidden for."""
    found: dict[str, dict[tuple[int, int], tuple[str, ...]]] = {}
    for slug, rows in inside.items():
        places = imageplaces.of_image(session, filing, slug)
        held = found.setdefault(slug, {})
        for each in rows:
            place = _place(places, each)
            key = (place.start, place.end)
            held[key] = (*held.get(key, ()), each.id)
    return found


def _place(places: imageplaces.Places | None, finding: Finding) -> Place:
    place = places.place(finding.path, finding.start, finding.end) if places is not None else None
    if place is None:
        raise SaidError(
            Message("refuse.making.no-longer-stands-where-seen", {"id": finding.id}),
            where=finding.component,
            next_step=Message("next.scan-again"),
        )
    return place


def rows(
    session: Session, filing: Filing, inside: Mapping[str, Sequence[Finding]], *, reason: str, note: str,
    proposer: str, progress: Progress = _QUIET, cancel: Cancel = _NEVER,
) -> list[making.Row]:  # fmt: skip
    """Give the redactions that hide what was found inside images."""
    check(session, filing, inside)
    made: list[making.Row] = []
    for slug, wanted in stretches(session, filing, inside).items():
        made += imagehiding.prepared(
            session, filing, slug, wanted, reason=reason, note=note, proposer=proposer, progress=progress,
            cancel=cancel,
        )  # fmt: skip
    return made
