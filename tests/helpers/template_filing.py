"""Fills a filing of any template that ships, in any of its modes, through the use cases, as far as a signed round."""

from __future__ import annotations

from pathlib import Path

from codebinder import templates
from codebinder.base.messages import SaidProblems
from codebinder.model.checklist import RequirementState as S
from codebinder.model.source import ComponentKind, Disclosure
from codebinder.model.template import FIELD_KINDS
from codebinder.model.template import RequirementKind as K
from codebinder.model.template_papers import TemplateKind
from codebinder.workflow import attachments, filings, vendors
from helpers.template_walk import FILES, choosing, file_for, made_up, sample_of, sample_path, template_of
from helpers.workflows import QUIET, Room

PROGRAM = b"".join(b"int line_%05d(void) { return %d; }\n" % (at, at * 7 % 9973) for at in range(4200))
"""84 pages of fifty lines: more than any excerpt that ships prints; none is blank, a comment, or over 72 characters."""
SMALL = b"".join(b"int line_%03d(void) { return %d; }\n" % (at, at) for at in range(120))


def begun(folder: Path, identifier: str, mode: str) -> Room:
    """Begin a filing of the template's sample; a screen goes on a filing of the blank template."""
    template = template_of(identifier)
    screen = template.kind is TemplateKind.SCREEN
    room = Room(folder)
    sample = sample_of(identifier)
    product = dict(sample.product)
    vendors.set_product(room.session, "gw", {**product, **({"category": sample.category} if sample.category else {})})
    room.filing = filings.add_filing(
        room.session, product="gw", template="blank" if screen else identifier, slug="walk", recipient="Authority",
        screens=(identifier,) if screen else (),
    )  # fmt: skip
    given = [filings.read_fields(sample_path(identifier))]
    if screen:
        given.insert(0, filings.read_fields(sample_path("blank")))
    filings.set_given(room.session, room.filing, *given)
    chosen = next((each for each in template.modes if each.id == mode), None)
    for name, value in choosing(chosen).items() if chosen else ():
        if name.startswith("field."):
            filings.set_fields(room.session, room.filing, {name.removeprefix("field."): value})
        else:
            vendors.set_product(room.session, "gw", {name: value})
    return room


def supplied(room: Room) -> None:
    """Add what the checklist still misses: sources, images, documents, answers that only this mode asks for."""
    files = room.folder / "supplied"
    files.mkdir(exist_ok=True)
    added: dict[str, int] = {}
    for _ in range(6):
        template = filings.template(room.session, room.filing)
        rows = {row.requirement: row for row in filings.checklist(room.session, room.filing)}
        open_ones = [each for each in template.requirements if rows[each.id].state is S.UNMET]
        for each in open_ones:
            if each.kind in FILES:
                for _ in range(max(1, each.min_count) - added.get(each.id, 0)):
                    _document(room, each, files, added)
            elif each.kind is K.SOURCE and "source" not in added:
                added["source"] = 1
                _source(room, template)
            elif each.kind is K.FIRMWARE and each.id not in added:
                added[each.id] = 1
                _image(room, template, each.id)
            elif each.kind in FIELD_KINDS and each.id not in templates.filled_in(template):
                filings.set_fields(room.session, room.filing, {each.id: made_up(each)})
        if template.listing.mode != "none" and "source" not in added:
            added["source"] = 1
            _source(room, template)
        if not open_ones:
            return


def _document(room: Room, requirement: object, files: Path, added: dict[str, int]) -> None:
    number = added.get(requirement.id, 0) + 1
    folder = files / f"{requirement.id}-{number}"
    folder.mkdir()
    path = file_for(requirement, folder)
    attachments.add_document(
        room.session, room.filing, requirement=requirement.id, path=path, cancel=QUIET["cancel"],
        **({"stated": stated_for(requirement)} if requirement.document else {}),
    )  # fmt: skip
    part = [each for each in filings.components(room.session, room.filing) if each.requirement == requirement.id][-1]
    if part.traits and not part.traits_accepted:
        attachments.accept_document(room.session, room.filing, part.slug)
    added[requirement.id] = number


def stated_for(requirement: object) -> dict[str, str]:
    """State of a document whatever its rules ask for."""
    rules = requirement.document
    wanted = {
        "sealed": rules.seal, "original": rules.original, "translated": rules.translation,
    }  # fmt: skip
    stated = {name: "yes" for name, asked in wanted.items() if asked}
    if rules.copies:
        stated["copies"] = str(rules.copies)
    if rules.valid_days:
        stated["issued_on"] = "2026-11-01"
    return stated


def _source(room: Room, template: object) -> None:
    limits = template.listing.limits
    program = SMALL if limits.lines or limits.pages else PROGRAM
    room.source({b"main.c": program, b"README.txt": b"An invented program.\n"})


def _image(room: Room, template: object, requirement: str) -> None:
    image = room.folder / f"{requirement}.bin"
    image.write_bytes(bytes((at * 31 + at // 256 * 7) % 251 for at in range(70_000)))
    streams = {each.stream for each in template.listing.segments}
    disclose = Disclosure.PRINTED if "object" in streams else Disclosure.WHOLE
    attachments.add_firmware(room.session, room.filing, image=image, disclose=disclose, **QUIET)


def approved(room: Room) -> Path:
    """Scan, submit, sign and build; give the archive."""
    try:
        if filings.components(room.session, room.filing, ComponentKind.SOURCE):
            room.scan()
        if room.findings():
            room.keep()
        room.submit()
        if room.session.book.redactions.count(room.filing.slug) or room.findings():
            room.decide()
        signers = filings.template(room.session, room.filing).approvals
        for key in ("chen", "zhao")[: signers.count] if signers.role == "legal" else ("lin",):
            room.sign(key=key)
        return room.build()
    except SaidProblems as problems:
        raise AssertionError([str(each) for each in problems.problems]) from problems
    finally:
        room.session.close()
