"""An image is replaced by another build of it: what is hidden goes along, as far as it stands in the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from codebinder import intake
from codebinder.base.messages import SaidProblems, Told
from codebinder.model import build_facts
from codebinder.model.filing import Filing, StoredSecret
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import IMAGE
from codebinder.model.source import Component, Disclosure
from codebinder.model.text import Message
from codebinder.workbook import Origin
from codebinder.workflow import attachments, contents, digestguard, imagecarrying, images, leaking, registered, stating
from codebinder.workflow.placing import Outcome, Placed
from codebinder.workflow.session import Session


def replace_image(
    session: Session, filing: Filing, slug: str, image: Path, *, confirmed: bool = False, progress: Progress,
    cancel: Cancel,
) -> tuple[Component, tuple[Placed, ...]]:  # fmt: skip
    """Let another file be the image; give it, and where what is hidden in it stands now, in the order of its ids.

    Refused where anything hidden stands in the new one nowhere, or in several places: a person withdraws it first.
    What was found out of the old file is not true of the new one, and a person's word about its digest was given for
    the old one alone (`confirmed`: it is given again).
    """
    registered.check_not_held(session, filing)
    before = images.image(session, filing, slug)
    attachments.plain_file(image)
    if before.disclosure is Disclosure.DIGEST:
        digestguard.check(image, given=confirmed, cancel=cancel)
    if before.disclosure not in {Disclosure.REDACTED, Disclosure.WITHHELD}:
        leaking.check_supplied(session, filing, image, opaque=False, progress=progress, cancel=cancel)
    progress.start("progress.read", 1)
    tag = intake.hash_file(image, contents.tagger(session), cancel=cancel)
    progress.advance(1, image.stat().st_size)
    after = replace(before, location=contents.relative(session, image), tag=tag, size=image.stat().st_size)
    after = replace(after, stated=stating.merged(after.stated, {build_facts.PREFIX + "rebuilt": ""}))
    after = digestguard.with_word(after, given=confirmed)
    held = [each for each in session.book.redactions.sealed(filing.slug, component=slug) if each.encoding == IMAGE]
    found = [imagecarrying.moved(session, each.redaction, before, after, cancel) for each in held]
    _check(held, found)
    detail = {"size": after.size, "carried": len(held)}
    if digestguard.confirmed(after):
        detail["digest_confirmed"] = 1
    with session.book.transaction("firmware replace", subject=f"{filing.slug}/{slug}", detail=detail):
        session.book.components.update(filing.slug, after)
        for each, place in zip(held, found, strict=True):
            _stand(session, each, place)
    return after, tuple(found)


def _check(held: Sequence[StoredSecret], found: Sequence[Placed]) -> None:
    lost = [
        Told(Message("firmware.replace.lost", {"id": each.redaction.id, "why": place.why}))
        for each, place in zip(held, found, strict=True)
        if place.outcome not in {Outcome.SAME, Outcome.MOVED}
    ]
    if lost:
        raise SaidProblems(
            Message("firmware.replace.not-there"), tuple(lost), next_step=Message("firmware.replace.withdraw")
        )


def _stand(session: Session, each: StoredSecret, place: Placed) -> None:
    row = each.redaction
    now = replace(row, path=place.path, start=place.start, end=place.end)
    if now != row:
        origin = Origin(path=row.path, start=row.start, end=row.end, content_tag=row.content_tag)
        session.book.carried.set_origin(row.id, origin)
        session.book.carried.stand(now, sealed_value=each.sealed_value, encoding=IMAGE)
