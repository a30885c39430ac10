"""What one walk through an image gave, remembered between passes: its tree, and the strings that ties are made of.

An image is read once, whoever asks first; the session remembers it, and the next transaction about the filing's images
keeps it sealed. It goes by the keyed digest of the bytes, so that other bytes are always read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from codebinder import firmware, redact
from codebinder.base.files import PrivateFolder
from codebinder.firmware import ImageText
from codebinder.firmware.reading import Blob
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component, ComponentKind
from codebinder.workflow import filings, images
from codebinder.workflow.session import Session

_SAID, _FILED = "said", "filed"
"""Kinds of the readings: the strings of an image, and the tree and the strings of one as filed."""
_FILLED = 64


@dataclass(frozen=True, slots=True)
class _Pending:
    made_from: str
    data: bytes


def recall(session: Session, filing: Filing, slug: str, kind: str, made_from: str) -> bytes | None:
    """Give what is remembered of an image, where it was made from the same."""
    waiting = session.measures.get(_key(filing, slug, kind))
    if isinstance(waiting, _Pending) and waiting.made_from == made_from:
        return waiting.data
    held = session.book.readings.get(filing.slug, slug, kind)
    return session.sealer.unseal(images.READING, held[1]) if held is not None and held[0] == made_from else None


def remember(session: Session, filing: Filing, slug: str, kind: str, made_from: str, data: bytes) -> None:
    """Remember something of an image until the next transaction keeps it."""
    session.measures[_key(filing, slug, kind)] = _Pending(made_from, data)


def write(session: Session, filing: Filing) -> None:
    """Keep what was remembered of a filing's images, sealed; in a transaction."""
    for part in filings.components(session, filing, ComponentKind.FIRMWARE):
        begin = _key(filing, part.slug, "")
        for key in [each for each in session.measures if each.startswith(begin)]:
            waiting = session.measures[key]
            if isinstance(waiting, _Pending):
                sealed = session.sealer.seal(images.READING, waiting.data)
                kind = key.removeprefix(begin)
                session.book.readings.put(filing.slug, part.slug, kind, made_from=waiting.made_from, sealed=sealed)
                del session.measures[key]


def _key(filing: Filing, slug: str, kind: str) -> str:
    return f"reading {filing.uid} {slug} {kind}"


class Reading:
    """What is to be read of an image in one walk: whoever walks for other reasons takes the strings along."""

    def __init__(self, session: Session, filing: Filing, part: Component, cancel: Cancel) -> None:
        self._session, self._filing, self._part = session, filing, part
        self.text = ImageText(cancel)

    def done(self, found: Analysis) -> None:
        """Remember what the walk gave."""
        session, filing, part = self._session, self._filing, self._part
        self.text.end()
        made = images.made_from(session, part)
        remember(session, filing, part.slug, images.ANALYSIS, made, firmware.packed(found))
        remember(session, filing, part.slug, _SAID, _said_from(session, part), firmware.packed_text(self.text))


def known(session: Session, filing: Filing, part: Component) -> bool:
    """Is all that a walk gives remembered of an image's own bytes?"""
    return (
        recall(session, filing, part.slug, images.ANALYSIS, images.made_from(session, part)) is not None
        and recall(session, filing, part.slug, _SAID, _said_from(session, part)) is not None
    )


def gathered(
    session: Session, filing: Filing, part: Component, *, progress: Progress, cancel: Cancel
) -> tuple[ImageText, Analysis]:
    """Give the strings and the tree of an image's own bytes, read where they are not remembered."""
    said = recall(session, filing, part.slug, _SAID, _said_from(session, part))
    tree = recall(session, filing, part.slug, images.ANALYSIS, images.made_from(session, part))
    if said is not None and tree is not None:
        return firmware.unpacked_text(said), firmware.unpacked(Analysis, tree)
    reading = Reading(session, filing, part, cancel)
    with images.opened(session, part, cancel=cancel) as blob:
        found = _walked(session, part, blob, reading.text, progress, cancel)
    reading.done(found)
    return reading.text, found


def as_filed(
    session: Session, filing: Filing, part: Component, blob: Blob, hidden: Sequence[tuple[int, int]], *,
    progress: Progress, cancel: Cancel,
) -> tuple[ImageText, Analysis]:  # fmt: skip
    """Give the strings and the tree of an image as filed, whose bytes are `blob` and hide the stretches `hidden`."""
    made = images.made_from(session, part, _filled(), json.dumps([list(each) for each in hidden]))
    held = recall(session, filing, part.slug, _FILED, made)
    if held is not None:
        size = int.from_bytes(held[:8], "big")
        return firmware.unpacked_text(held[8 + size :]), firmware.unpacked(Analysis, held[8 : 8 + size])
    text = ImageText(cancel)
    found = _walked(session, part, blob, text, progress, cancel)
    text.end()
    tree = firmware.packed(found)
    data = b"".join((len(tree).to_bytes(8, "big"), tree, firmware.packed_text(text)))
    remember(session, filing, part.slug, _FILED, made, data)
    return text, found


def _walked(
    session: Session, part: Component, blob: Blob, text: ImageText, progress: Progress, cancel: Cancel
) -> Analysis:
    with PrivateFolder(session.environment.temp_root) as folder:
        return firmware.read_image(
            blob, name=images.name_of(part), folder=folder, takers=(text,), progress=progress, cancel=cancel
        )


def _said_from(session: Session, part: Component) -> str:
    return images.made_from(session, part, _SAID, str(firmware.TIE_RULES), str(firmware.PACKING))


def _filled() -> str:
    """Give what stands where something is hidden: part of what leaves."""
    return f"{_FILED} {firmware.TIE_RULES} {firmware.PACKING} {redact.filling(_FILLED, 0).hex()}"
