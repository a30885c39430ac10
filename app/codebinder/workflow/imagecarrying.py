"""Where what one filing hides in an image stands in the images of another: found by content, told by keyed digests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from codebinder.errors import UserError
from codebinder.firmware import Blob
from codebinder.model.filing import Filing, StoredSecret
from codebinder.model.ports import Cancel
from codebinder.model.redaction import Redaction
from codebinder.model.source import Component, ComponentKind, Disclosure
from codebinder.model.text import Message
from codebinder.workflow import filedimages, filings, images
from codebinder.workflow.placing import Outcome, Placed
from codebinder.workflow.session import Session

_PROBE, _PIECE, _MOST = 4096, 4 << 20, 100
"""Bytes by which a stretch is looked for, of a piece read at once, and places at most that are held against it."""


def placed(
    session: Session, filing: Filing, other: Filing, held: Sequence[StoredSecret], cancel: Cancel
) -> dict[str, tuple[str, Placed]]:
    """Say for each place in an image of `other` where the same stands in this filing's images that are disclosed
    redacted, by its id."""
    targets = [
        part
        for part in filings.components(session, filing, ComponentKind.FIRMWARE)
        if part.disclosure is Disclosure.REDACTED
    ]
    found: dict[str, tuple[str, Placed]] = {}
    for each in held:
        row = each.redaction
        nothing = Placed(outcome=Outcome.GONE, why=Message("carry.gone" if targets else "carry.no-file"))
        found[row.id] = "", nothing
        same = [part for part in targets if part.slug == row.component] or targets
        for part in same:
            place = moved(session, row, images.image(session, other, row.component), part, cancel)
            if place.outcome is not Outcome.GONE:
                found[row.id] = part.slug, place
                break
    return found


def moved(session: Session, row: Redaction, before: Component, after: Component, cancel: Cancel) -> Placed:
    """Say where what is hidden in one image stands in another."""
    with images.opened(session, after, cancel=cancel) as blob:
        size = row.end - row.start
        if _stands(session, blob, row, row.start):
            return _placed(Outcome.SAME, Message("carry.same"), after, row.start, size)
        nothing = Placed(outcome=Outcome.GONE, why=Message("carry.gone"))
        try:
            with images.opened(session, before, cancel=cancel) as old:
                probe = old.read(row.start, min(size, _PROBE))
        except UserError:  # the old image is gone: what it hides is known by its digest alone
            return nothing
        starts = [at for at in _sights(blob, probe, cancel) if _stands(session, blob, row, at)]
    if len(starts) > 1:
        several = Message("carry.several", {"count": len(starts)})
        return _placed(Outcome.AMBIGUOUS, several, after, starts[0], size)
    return _placed(Outcome.MOVED, Message("carry.moved"), after, starts[0], size) if starts else nothing


def _stands(session: Session, blob: Blob, row: Redaction, at: int) -> bool:
    end = at + row.end - row.start
    return end <= blob.size and filedimages.tag_of(session, blob, at, end) == row.content_tag


def _sights(blob: Blob, probe: bytes, cancel: Cancel) -> Iterator[int]:
    """Give where the beginning of a stretch stands, streamed; the first of them are enough."""
    count = 0
    for at in range(0, blob.size, _PIECE):
        cancel.check()
        data = blob.read(at, _PIECE + len(probe) - 1)
        place = data.find(probe)
        while 0 <= place < _PIECE and count < _MOST:
            count += 1
            yield at + place
            place = data.find(probe, place + 1)


def _placed(outcome: Outcome, why: Message, part: Component, start: int, size: int) -> Placed:
    return Placed(outcome=outcome, why=why, path=images.name_of(part), start=start, end=start + size)
