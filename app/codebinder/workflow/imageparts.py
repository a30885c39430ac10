"""The firmware images of a package in the making: whole, with stretches hidden, by digest, as pages, or withheld."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePath

from codebinder import redact
from codebinder.base.digests import DigestStream
from codebinder.base.messages import SaidError
from codebinder.bundle.package import Bundle
from codebinder.errors import Bug
from codebinder.model.filing import Filing
from codebinder.model.package import FirmwarePart
from codebinder.model.ports import Cancel
from codebinder.model.redaction import HiddenRange, Withheld
from codebinder.model.source import Component, ComponentKind, Disclosure
from codebinder.model.text import Message
from codebinder.workflow import attachments, filedimages, filings, imagepapers, oracles
from codebinder.workflow.keeping import ImageKept
from codebinder.workflow.pipeline import Pipeline
from codebinder.workflow.session import Session

_CHUNK = 4 * 1024 * 1024
_WITHHELD_LIMIT = 512 * 1024 * 1024


def add(
    session: Session, filing: Filing, bundle: Bundle, pipeline: Pipeline, held: ExitStack, work: Path, cancel: Cancel
) -> tuple[FirmwarePart, ...]:
    """Take every image into the package; give what the papers say of each. `work` is a private folder for images as
    filed, which are gone when `held` ends."""
    return tuple(
        _part(session, filing, bundle, pipeline, held, work, each, cancel)
        for each in sorted(filings.components(session, filing, ComponentKind.FIRMWARE), key=lambda part: part.slug)
    )


def _part(
    session: Session, filing: Filing, bundle: Bundle, pipeline: Pipeline, held: ExitStack, work: Path,
    each: Component, cancel: Cancel,
) -> FirmwarePart:  # fmt: skip
    filedimages.check_disclosed(session, filing, each)
    path = held.enter_context(attachments.unchanged(session, each, cancel=cancel))
    withheld: Withheld | None = None
    ranges: tuple[HiddenRange, ...] = ()
    digests = ("", "")
    if each.disclosure is Disclosure.REDACTED:
        path, ranges = _redacted(session, pipeline, held, work, each, cancel)
    if each.disclosure is Disclosure.WITHHELD:
        withheld = withheld_image(pipeline, filing, each, path)
    else:
        digests = _digests(path, cancel)
    part = FirmwarePart(
        slug=each.slug,
        name=PurePath(each.location).name if withheld is None else "",
        disclosure=each.disclosure,
        size=each.size if withheld is None else 0,
        sha256=digests[0],
        sm3=digests[1],
        built_from=each.built_from,
        withheld=withheld,
    )
    leaves = each.disclosure in {Disclosure.WHOLE, Disclosure.REDACTED, Disclosure.PRINTED}
    bundle.add_firmware(part, path if leaves else None, ranges)
    hiding = pipeline.images.of(each.slug) if each.disclosure is Disclosure.REDACTED else None
    stretches = tuple((span.start, span.end) for span in hiding.spans) if hiding is not None else ()
    part = imagepapers.told(session, filing, part, each, path, stretches, cancel=cancel)
    # Of an image that leaves as some of its pages, a digest would confirm guesses at all the others.
    return part if each.disclosure is not Disclosure.PRINTED else replace(part, size=0, sha256="", sm3="")


def _redacted(
    session: Session, pipeline: Pipeline, held: ExitStack, work: Path, each: Component, cancel: Cancel
) -> tuple[Path, tuple[HiddenRange, ...]]:
    """Write an image as filed; give its file and its ranges."""
    found = pipeline.images.of(each.slug)
    if found is None:
        raise Bug("An image is disclosed redacted, and nobody looked what it hides.")
    path = work / f"image-{each.slug}"
    held.callback(path.unlink, missing_ok=True)
    with filedimages.opened(session, found, cancel=cancel) as (blob, filed):
        ranges = pipeline.images.ranges(pipeline, found, blob, cancel)
        filedimages.write(filed, path, cancel)
        if pipeline.map is not None:
            pipeline.map.image(ImageKept(ranges=ranges, original=blob, filed=filed))
    return path, ranges


def withheld_image(pipeline: Pipeline, filing: Filing, each: Component, path: Path) -> Withheld:
    """Commit to an image that is withheld whole."""
    if each.size > _WITHHELD_LIMIT:
        raise SaidError(
            Message("refuse.assembling.image-too-large-withheld-commitment", {"slug": each.slug}),
            next_step=Message("next.disclose-digest-instead-remove-filing"),
        )
    data = path.read_bytes()
    pipeline.plan.digests.extend(oracles.needles_of(each.slug, data))
    name = PurePath(each.location).name.encode()
    hidden = redact.withheld_hidden(name, data)
    salt = pipeline.salts.salt(each.slug, name, 0, hidden)
    committed = redact.withheld_commitment(salt=salt, filing_uid=filing.uid, component=each.slug, path=name, data=data)
    if pipeline.map is not None:
        pipeline.map.withheld(component=each.slug, path=name, data=data, salt=salt, commitment=committed)
    return Withheld(
        ordinal=0,  # the bundle numbers withheld files, in the order of their commitments
        component=each.slug,
        shown_name="",
        reason="",
        commitment=committed,
    )


def _digests(path: Path, cancel: Cancel) -> tuple[str, str]:
    stream = DigestStream()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            cancel.check()
            stream.update(chunk)
    done = stream.finish()
    return done.sha256, done.sm3
