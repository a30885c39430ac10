"""Gestures on firmware images: stretches that a person hides, what goes with them, and how an image is disclosed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from codebinder import redact
from codebinder.base.messages import SaidError
from codebinder.firmware import Blob, enclosing
from codebinder.firmware.enclosing import Stretch
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import IMAGE, Redaction, RedactionKind
from codebinder.model.review import Duty
from codebinder.model.source import Component, Disclosure
from codebinder.model.text import Message, shown_path
from codebinder.workflow import (
    attachments,
    digestguard,
    filedimages,
    hiding,
    images,
    leaking,
    making,
    notes,
    registered,
)
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenRow:
    """One stretch of an image that does not leave as it is. `number` names one that was computed over others, and is
    hidden along with them; `part` is where that belongs."""

    start: int
    end: int
    redactions: tuple[str, ...]
    published: str
    number: str = ""
    part: str = ""


def hide(
    session: Session,
    filing: Filing,
    slug: str,
    stretches: Sequence[Stretch],
    *,
    reason: str,
    note: str = "",
    finding_ids: Sequence[str] = (),
    key: str,
    progress: Progress,
    cancel: Cancel,
) -> tuple[Redaction, ...]:
    """Hide stretches of an image that is disclosed redacted; of something packed, the whole packed part.

    Refused where a number over them could not be hidden as well: then no package could be built.
    """
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    wanted = dict.fromkeys(stretches, tuple(finding_ids))
    made = prepared(
        session, filing, slug, wanted, reason=reason, note=note, proposer=proposer, progress=progress, cancel=cancel
    )
    return making.store(session, filing, made, proposer)


def prepared(
    session: Session,
    filing: Filing,
    slug: str,
    stretches: Mapping[Stretch, tuple[str, ...]],
    *,
    reason: str,
    note: str,
    proposer: str,
    progress: Progress,
    cancel: Cancel,
) -> list[making.Row]:
    """Give what `hide` stores, for stretches with the findings that each is hidden for."""
    published = making.published_as(session, filing, reason)
    part = images.image(session, filing, slug)
    _check_disclosed(part)
    found = filedimages.analysis(session, filing, slug, progress=progress, cancel=cancel)
    filedimages.check_form(found)
    wide: dict[Stretch, tuple[str, ...]] = {}
    for each, ids in stretches.items():
        place = _wide(found, each)
        wide[place] = (*wide.get(place, ()), *ids)
    before = [(row.start, row.end) for row in filedimages.places(session, filing, slug)]
    filedimages.check_numbers(found, [*wide, *(enclosing.widened(found, *each) for each in before)])
    with images.opened(session, part, cancel=cancel) as blob:
        return [
            _row(session, part, blob, each, reason=reason, published=published, note=note, proposer=proposer,
                 finding_ids=ids)
            for each, ids in wide.items()
        ]  # fmt: skip


def _wide(found: Analysis, stretch: Stretch) -> Stretch:
    redact.check_stretch(*stretch, found.size)
    wide = enclosing.widened(found, *stretch)
    redact.check_stretch(*wide, found.size)
    return wide


def _row(
    session: Session,
    part: Component,
    blob: Blob,
    stretch: Stretch,
    *,
    reason: str,
    published: str,
    note: str,
    proposer: str,
    finding_ids: tuple[str, ...],
) -> making.Row:
    made = Redaction(
        id="", kind=RedactionKind.PLACE, component=part.slug, path=images.name_of(part), start=stretch[0],
        end=stretch[1], reason=reason, published_reason=published, note=notes.sealed(session, note),
        proposer=proposer, content_tag=filedimages.tag_of(session, blob, *stretch), finding_ids=finding_ids,
    )  # fmt: skip
    return made, session.sealer.seal(hiding.VALUE_BOX, b""), IMAGE


def stretch_of(
    session: Session, filing: Filing, slug: str, path: bytes, *, progress: Progress, cancel: Cancel
) -> Stretch:
    """Give where something inside an image stands, by its path in the tree; of what is packed, the whole packed
    part."""
    return enclosing.find(filedimages.analysis(session, filing, slug, progress=progress, cancel=cancel), path)


def packed_in(session: Session, filing: Filing, slug: str, path: bytes, *, progress: Progress, cancel: Cancel) -> str:
    """Name the part in which something stands packed, so that all of it is hidden along; "" where it stands plainly."""
    found = filedimages.analysis(session, filing, slug, progress=progress, cancel=cancel)
    itself = next(each.number for each in found.nodes if found.path(each.number) == path)
    number = itself
    while number and found.place(number) is None:
        number = found.nodes[number].parent
    if number == itself:
        return ""
    return shown_path(found.path(number)) or shown_path(images.name_of(images.image(session, filing, slug)))


def rows(session: Session, filing: Filing, slug: str, *, progress: Progress, cancel: Cancel) -> tuple[HiddenRow, ...]:
    """Give every stretch of an image that does not leave as it is, in order."""
    part = images.image(session, filing, slug)
    if part.disclosure is not Disclosure.REDACTED or not filedimages.places(session, filing, slug):
        return ()
    found = filedimages.hidden_in(session, filing, part, progress=progress, cancel=cancel)
    asked = [(row.start, row.end) for row in filedimages.places(session, filing, slug)]
    out: list[HiddenRow] = []
    for span in found.spans:
        along = next((each for each in found.numbers if each.start <= span.start and span.end <= each.end), None)
        if any(span.start < end and start < span.end for start, end in asked):
            along = None
        out.append(
            HiddenRow(
                start=span.start, end=span.end, redactions=span.redactions, published=span.reason,
                number=along.name if along is not None else "", part=along.part if along is not None else "",
            )
        )  # fmt: skip
    return tuple(out)


def disclose(
    session: Session, filing: Filing, slug: str, disclosure: Disclosure, *, confirmed: bool = False,
    progress: Progress, cancel: Cancel,
) -> Component:  # fmt: skip
    """Change how an image is disclosed. One that hides something is disclosed redacted or withheld; by nothing but its
    digest only one of which a person says so (`confirmed`)."""
    registered.check_not_held(session, filing)
    part = images.image(session, filing, slug)
    if filedimages.places(session, filing, slug) and disclosure not in {Disclosure.REDACTED, Disclosure.WITHHELD}:
        raise SaidError(
            Message("firmware.hide.not-redacted", {"slug": slug, "disclosure": filedimages.word(disclosure)}),
            where=filing.slug,
            next_step=Message("firmware.hide.disclose-redacted"),
        )
    with attachments.unchanged(session, part, cancel=cancel) as path:
        if disclosure is Disclosure.DIGEST:
            digestguard.check(path, given=confirmed, cancel=cancel)
        if disclosure not in {Disclosure.REDACTED, Disclosure.WITHHELD}:
            leaking.check_supplied(session, filing, path, progress=progress, cancel=cancel)
    changed = digestguard.with_word(replace(part, disclosure=disclosure), given=confirmed)
    if disclosure is Disclosure.DIGEST:
        digestguard.check_part(session, filing, changed)
    subject = f"{filing.slug}/{slug}"
    detail: dict[str, str | int] = {"as": disclosure.value}
    if digestguard.confirmed(changed):
        detail["digest_confirmed"] = 1
    with session.book.transaction("firmware disclose", subject=subject, detail=detail):
        session.book.components.update(filing.slug, changed)
    return changed


def _check_disclosed(part: Component) -> None:
    if part.disclosure is not Disclosure.REDACTED:
        raise SaidError(
            Message("firmware.hide.not-of-disclosure", {"disclosure": filedimages.word(part.disclosure)}),
            where=part.slug,
            next_step=Message("firmware.hide.disclose-first"),
        )
