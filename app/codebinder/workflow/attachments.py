"""Firmware images and documents: files that are kept where they are, recognised by a keyed digest of their bytes."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from codebinder import intake, templates
from codebinder.base.messages import SaidError
from codebinder.base.recognising import joined
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, NoProgress, Progress
from codebinder.model.source import Component, ComponentKind, Disclosure
from codebinder.model.template import Requirement, RequirementKind
from codebinder.model.text import Message, shown
from codebinder.workflow import bills, contents, filings, leaking, registered, stating
from codebinder.workflow.session import Session, slugged


def add_firmware(
    session: Session,
    filing: Filing,
    *,
    image: Path,
    disclose: Disclosure = Disclosure.WHOLE,
    built_from: str = "",
    slug: str = "",
    confirmed: bool = False,
    progress: Progress,
    cancel: Cancel,
) -> Component:
    """Add a firmware image. It is read once, streamed, and refused at build if a byte has changed since.

    `confirmed`: a person says that nothing but its digest is to leave, which is an exception.
    """
    from codebinder.workflow import digestguard

    registered.check_not_erased(session, filing)
    held = {part.slug: part for part in filings.components(session, filing)}
    if built_from and (built_from not in held or held[built_from].kind is not ComponentKind.SOURCE):
        raise SaidError(
            Message("refuse.attachments.no-source-called-filing", {"built_from": shown(built_from)}), where=filing.slug
        )
    plain_file(image)
    if disclose is Disclosure.DIGEST:
        digestguard.check(image, given=confirmed, cancel=cancel)
    if disclose not in {Disclosure.REDACTED, Disclosure.WITHHELD}:
        leaking.check_supplied(session, filing, image, opaque=False, progress=progress, cancel=cancel)
    progress.start("progress.read", 1)
    tag, size = intake.hash_file(image, contents.tagger(session), cancel=cancel), image.stat().st_size
    progress.advance(1, size)
    component = Component(
        slug=slugged(slug, "image" if disclose is Disclosure.WITHHELD else image.stem, set(held)),
        kind=ComponentKind.FIRMWARE,
        location=contents.relative(session, image),
        disclosure=disclose,
        built_from=built_from,
        tag=tag,
        size=size,
    )
    component = digestguard.with_word(component, given=confirmed)
    detail: dict[str, int] = {"size": size}
    if digestguard.confirmed(component):
        detail["digest_confirmed"] = 1
    with session.book.transaction("firmware add", subject=f"{filing.slug}/{component.slug}", detail=detail):
        session.book.components.add(filing.slug, component)
    return component


def add_document(
    session: Session,
    filing: Filing,
    *,
    requirement: str,
    path: Path,
    slug: str = "",
    stated: Mapping[str, str] | None = None,
    cancel: Cancel,
) -> Component:
    """Add a supplied document for `requirement`, with whatever in it does not meet the eye (its `traits`), and with
    what a person states of it."""
    registered.check_not_erased(session, filing)
    match = _asked(session, filing, requirement)
    plain_file(path)
    tag = intake.hash_file(path, contents.tagger(session), cancel=cancel)
    searched = leaking.check_supplied(session, filing, path, progress=NoProgress(), cancel=cancel)
    facts = intake.inspect_document(path)
    faults = templates.check_document(match, media_type=facts.media_type, size=facts.size)
    if faults:
        raise SaidError(
            Message("said.text", {"text": joined(faults)}),
            where=shown(path.name),
            next_step=Message("next.supply-another-file"),
        )
    bill = bills.taken(match, path, cancel=cancel)
    if intake.hash_file(path, contents.tagger(session), cancel=cancel) != tag:
        raise SaidError(
            Message("refuse.attachments.document-changed-while-read"),
            where=shown(path.name),
            next_step=Message("next.add-again"),
        )
    taken = {part.slug for part in filings.components(session, filing)}
    own = (("type", facts.media_type), *((("pages", str(facts.pages)),) if facts.pages else ()), *bill)
    said = stating.read(stated or {}, pages_counted=bool(facts.pages))
    component = Component(
        slug=slugged(slug, path.stem, taken),
        kind=ComponentKind.DOCUMENT,
        location=contents.relative(session, path),
        requirement=requirement,
        tag=tag,
        size=facts.size,
        traits=(*facts.traits, *leaking.traits_of(searched)),
        stated=stating.merged(own, said),
    )
    detail = {"size": facts.size}
    with session.book.transaction("document add", subject=f"{filing.slug}/{component.slug}", detail=detail):
        session.book.components.add(filing.slug, component)
    return component


def _asked(session: Session, filing: Filing, requirement: str) -> Requirement:
    """Give the requirement that a document is supplied for; UserError where the template has no such one."""
    kinds = {RequirementKind.DOCUMENT, RequirementKind.SBOM}
    wanted = [each for each in filings.template(session, filing).requirements if each.kind in kinds]
    match = next((each for each in wanted if each.id == requirement), None)
    if match is None:
        names = ", ".join(each.id for each in wanted) or "none"
        raise SaidError(
            Message("refuse.attachments.template-asks-no-document-called", {"requirement": shown(requirement)}),
            next_step=Message("next.asks", {"names": names}),
        )
    return match


def accept_document(session: Session, filing: Filing, slug: str) -> Component:
    """Record that a person has seen a document's metadata, comments and revisions, and lets them leave."""
    component = session.book.components.get(filing.slug, slug)
    if component.kind is not ComponentKind.DOCUMENT:
        raise SaidError(Message("refuse.attachments.not-document", {"slug": slug}), where=filing.slug)
    changed = replace(component, traits_accepted=True)
    with session.book.transaction("document accept", subject=f"{filing.slug}/{slug}"):
        session.book.components.update(filing.slug, changed)
    return changed


def remove(session: Session, filing: Filing, slug: str) -> None:
    """Take a firmware image or a document out of the filing."""
    registered.check_not_held(session, filing)
    component = session.book.components.get(filing.slug, slug)
    if component.kind is ComponentKind.SOURCE:
        raise SaidError(
            Message("refuse.attachments.source", {"slug": slug}), next_step=Message("next.remove-source-remove")
        )
    with session.book.transaction(f"{component.kind.value} remove", subject=f"{filing.slug}/{slug}"):
        session.book.components.remove(filing.slug, slug)


@contextmanager
def unchanged(session: Session, component: Component, *, cancel: Cancel) -> Generator[Path]:
    """Give the file of an image or document, after seeing that its bytes are still those taken in."""
    path = contents.located(session, component)
    plain_file(path)
    tag = intake.hash_file(path, contents.tagger(session), cancel=cancel)
    if tag != component.tag:
        firmware = component.kind is ComponentKind.FIRMWARE
        raise SaidError(
            Message(
                "refuse.attachments.changed-since-added",
                {"kind": Message(f"word.{component.kind.value}"), "slug": component.slug},
            ),
            where=shown(str(path)),
            next_step=Message("next.replace-image-or-remove" if firmware else "next.remove-add-again-so-what"),
        )
    yield path


def plain_file(path: Path) -> None:
    """Refuse what is no regular file."""
    if not path.is_file():
        raise SaidError(
            Message("refuse.attachments.no-such-file"), where=shown(str(path)), next_step=Message("next.check-path")
        )
