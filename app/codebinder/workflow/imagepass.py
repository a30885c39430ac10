"""A pass's share of firmware images: their hidden stretches, numbered behind those of the sources and committed to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from codebinder import redact
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import HiddenRange, Span
from codebinder.workflow.session import Session

if TYPE_CHECKING:
    from codebinder.firmware.reading import Blob
    from codebinder.workflow.filedimages import Hidden
    from codebinder.workflow.pipeline import Pipeline

_PIECE, _LAPPED = 4 << 20, 4096


class Images:
    """What the images of a filing hide; `found` is complete once the pass has looked."""

    def __init__(self, session: Session, filing: Filing) -> None:
        self._session, self._filing = session, filing
        self.found: tuple[Hidden, ...] = ()

    @property
    def count(self) -> int:
        """How many ranges there are in all images."""
        return sum(len(each.spans) for each in self.found)

    def look(self, *, progress: Progress, cancel: Cancel) -> None:
        """Find what is hidden in images, and what goes with it."""
        from codebinder.workflow import filedimages  # it stands on what stands on passes

        self.found = filedimages.hidden(self._session, self._filing, progress=progress, cancel=cancel)

    def of(self, slug: str) -> Hidden | None:
        """Give what one image hides."""
        return next((each for each in self.found if each.component.slug == slug), None)

    def disclosed(self, cancel: Cancel) -> Iterator[bytes]:
        """Give the images as filed, in pieces that overlap, so that each line stands whole in one of them."""
        from codebinder.workflow import filedimages

        for each in self.found:
            with filedimages.opened(self._session, each, cancel=cancel) as (_, filed):
                for at in range(0, filed.size, _PIECE):
                    yield filed.read(at, _PIECE + _LAPPED)

    def ranges(self, pipeline: Pipeline, found: Hidden, blob: Blob, cancel: Cancel) -> tuple[HiddenRange, ...]:
        """Give the ranges of one image, numbered and committed to; `blob` is the original. They join the pass's."""
        first = 1 + sum(map(len, pipeline.plan.spans.values()))
        for each in self.found[: self.found.index(found)]:
            first += len(each.spans)
        masks = redact.Masks.of(pipeline.template.redaction)
        made = tuple(
            _range(pipeline, found, blob, span, pipeline.numbers.of(number), masks, cancel)
            for number, span in enumerate(found.spans, first)
        )
        pipeline.ranges.extend(made)
        pipeline.ranges.sort(key=lambda row: row.ordinal)
        if pipeline.places is not None:
            pipeline.places.note_image(made, blob.size)
        return made


def _range(
    pipeline: Pipeline, found: Hidden, blob: Blob, span: Span, ordinal: int, masks: redact.Masks, cancel: Cancel
) -> HiddenRange:
    slug, size = found.component.slug, span.end - span.start
    # The image's keyed digest and the place tell what is hidden, without reading it twice.
    content = f"image {found.component.tag} {span.start} {span.end}".encode()
    salt = pipeline.salts.salt(slug, found.path, span.start, content, span.redactions)
    commitment = redact.commitment_over(
        _pieces(blob, span, cancel), size, salt=salt, filing_uid=pipeline.filing.uid, component=slug, kind=span.kind,
        payload_path=found.payload_path, ordinal=ordinal, offset=span.start,
    )  # fmt: skip
    return HiddenRange(
        ordinal=ordinal, component=slug, path=found.path, payload_path=found.payload_path, kind=span.kind,
        start=span.start, end=span.end, offset=span.start, label=masks.label(ordinal, span.reason), reason=span.reason,
        redactions=span.redactions, salt=salt, hidden=b"", commitment=commitment, length=size,
    )  # fmt: skip


def _pieces(blob: Blob, span: Span, cancel: Cancel) -> Iterator[bytes]:
    for at in range(span.start, span.end, _PIECE):
        cancel.check()
        yield blob.read(at, min(_PIECE, span.end - at))
