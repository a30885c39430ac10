"""Firmware images as filed: what of an image is hidden, what is hidden along with it, and the bytes that leave instead.

Its size stays, and a fixed filling stands where something is hidden. Every number of the image that was computed over
hidden bytes is hidden as a range of its own, with the reasons and redactions of what it would tell of: whoever decides
about these decides about it. Nothing downstream sees the original.
"""

from __future__ import annotations

import hashlib
import hmac
from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from codebinder import firmware, redact
from codebinder.base.messages import SaidError, SaidProblems
from codebinder.base.safenames import safe_names
from codebinder.errors import Bug
from codebinder.firmware import enclosing
from codebinder.firmware.enclosing import Number, Stretch, Stretches
from codebinder.firmware.reading import Blob, pieces
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis
from codebinder.model.package import Needle
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import IMAGE, Redaction, RedactionKind, Span
from codebinder.model.source import Component, ComponentKind, Disclosure
from codebinder.model.text import Message
from codebinder.redact.spans import Piece
from codebinder.workflow import filings, hits, images, imagesums
from codebinder.workflow.session import Session

FORMS = frozenset({"Intel HEX", "S-record", "UF2", "Android sparse"})
"""Forms in which nothing stands as it is: told by name, where other packed images are told as such."""
_ROUNDS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What an image hides: `spans` in order, `numbers` those of them (by where they begin) that are numbers over the
    others, and what must be nowhere in the output."""

    component: Component
    path: bytes
    spans: tuple[Span, ...] = ()
    numbers: tuple[Number, ...] = ()
    needles: tuple[Needle, ...] = ()

    @property
    def payload_path(self) -> str:
        """Where the image stands in a package."""
        return payload_path(self.component.slug, self.path)


class Filed:
    """An image's bytes as filed, over the original's: a blob."""

    def __init__(self, blob: Blob, spans: Sequence[Span]) -> None:
        self._blob, self._spans = blob, spans
        self._starts = [each.start for each in spans]

    @property
    def size(self) -> int:
        """The length in bytes: that of the original."""
        return self._blob.size

    def read(self, at: int, size: int) -> bytes:
        """Give bytes, as `Blob` says."""
        data = self._blob.read(at, size)
        end = at + len(data)
        number = max(0, bisect_right(self._starts, at) - 1)
        out: list[bytes] = []
        done = at
        for span in self._spans[number:]:
            if span.start >= end:
                break
            low, high = max(span.start, at), min(span.end, end)
            if low < high:
                out += [data[done - at : low - at], redact.filling(high - low, low - span.start)]
                done = high
        return b"".join((*out, data[done - at :])) if out else data


def payload_path(slug: str, name: bytes) -> str:
    """Give where an image of this name stands in a package."""
    return f"data/firmware/{slug}/{safe_names([name])[name]}"


def places(session: Session, filing: Filing, slug: str = "") -> tuple[Redaction, ...]:
    """Give the stretches that people hide in images (in one image), oldest first."""
    held = session.book.redactions.sealed(filing.slug, component=slug)
    return tuple(each.redaction for each in held if each.encoding == IMAGE)


def tag_of(session: Session, blob: Blob, start: int, end: int) -> str:
    """Give the keyed digest of a stretch, as any other hidden value has it, streamed."""
    made = hmac.new(session.sealer.tag_key(hits.VALUE), digestmod=hashlib.sha256)
    for piece in pieces(blob, start, end):
        made.update(piece)
    return made.hexdigest()


def analysis(session: Session, filing: Filing, slug: str, *, progress: Progress, cancel: Cancel) -> Analysis:
    """Give what was read of an image; where nothing can be kept now, read it and forget it."""
    held = images.kept(session, filing, slug)
    if held is not None:
        return held
    if not session.read_only and not session.book.writing:
        return images.read(session, filing, slug, progress=progress, cancel=cancel)
    part = images.image(session, filing, slug)
    with images.opened(session, part, cancel=cancel) as blob:
        return images.analysed(session, part, blob, progress=progress, cancel=cancel)


def check_form(found: Analysis) -> None:
    """Refuse an image in which nothing stands as it is."""
    form = found.nodes[0].format
    if form in FORMS:
        raise SaidError(Message("firmware.hide.form", {"form": form}), next_step=Message("firmware.hide.supply-raw"))


def hidden(session: Session, filing: Filing, *, progress: Progress, cancel: Cancel) -> tuple[Hidden, ...]:
    """Give what every image hides that is disclosed redacted, and in which anything is hidden, by slug."""
    wanted = {each.component for each in places(session, filing)}
    parts = sorted(filings.components(session, filing, ComponentKind.FIRMWARE), key=lambda each: each.slug)
    return tuple(
        hidden_in(session, filing, part, progress=progress, cancel=cancel)
        for part in parts
        if part.disclosure is Disclosure.REDACTED and part.slug in wanted
    )


def check_disclosed(session: Session, filing: Filing, part: Component) -> None:
    """Refuse an image that hides something and would leave otherwise than so, or that should and hides nothing."""
    hides = bool(places(session, filing, part.slug))
    if part.disclosure is Disclosure.REDACTED and not hides:
        raise SaidError(
            Message("firmware.hide.nothing-hidden", {"slug": part.slug}),
            where=filing.slug,
            next_step=Message("firmware.hide.hide-or-whole"),
        )
    if hides and part.disclosure not in {Disclosure.REDACTED, Disclosure.WITHHELD}:
        raise SaidError(
            Message("firmware.hide.not-redacted", {"slug": part.slug, "disclosure": word(part.disclosure)}),
            where=filing.slug,
            next_step=Message("firmware.hide.disclose-redacted"),
        )


def word(disclosure: Disclosure) -> Message:
    """Give a disclosure in a word, for sentences."""
    return Message(f"word.disclosed-{disclosure.value}")


def hidden_in(session: Session, filing: Filing, part: Component, *, progress: Progress, cancel: Cancel) -> Hidden:
    """Give what one image hides; the session remembers it, since digests over gigabytes take their time."""
    check_disclosed(session, filing, part)
    rows = places(session, filing, part.slug)
    key = f"image {filing.uid} {part.slug}"
    tag = images.made_from(session, part)
    held = session.measures.get(key)
    if not isinstance(held, _Remembered) or held.tag != tag:
        held = _Remembered(tag)
    if held.rows != rows:
        held = replace(held, rows=rows, made=_made(session, filing, part, rows, held.sums, progress, cancel))
        session.measures[key] = held
    if held.made is None:
        raise Bug("Nothing was made of what an image hides.")
    return held.made


@dataclass(frozen=True, slots=True)
class _Remembered:
    """What was made of an image as it was read, and the sums of its parts, which no redaction changes."""

    tag: str
    rows: tuple[Redaction, ...] = ()
    made: Hidden | None = None
    sums: dict[Stretch, imagesums.Sums] = field(default_factory=dict[Stretch, imagesums.Sums])


def _made(
    session: Session, filing: Filing, part: Component, rows: Sequence[Redaction],
    known: dict[Stretch, imagesums.Sums], progress: Progress, cancel: Cancel,
) -> Hidden:  # fmt: skip
    found = analysis(session, filing, part.slug, progress=progress, cancel=cancel)
    check_form(found)
    with images.opened(session, part, cancel=cancel) as blob:
        for row in rows:
            if tag_of(session, blob, row.start, row.end) != row.content_tag:
                raise SaidError(
                    Message("firmware.hide.not-there", {"id": row.id, "slug": part.slug}),
                    next_step=Message("next.withdraw-redaction-make-again-file"),
                )
        pieces_ = [_piece(found, row) for row in rows]
        spans = list(redact.merge(b"", "binary", pieces_))
        with ThreadPoolExecutor(max_workers=max(1, session.environment.workers)) as pool:
            numbers, sums = _closed(found, blob, spans, known, pool, cancel)
    return Hidden(
        component=part, path=images.name_of(part), spans=_with_numbers(spans, numbers), numbers=tuple(numbers),
        needles=tuple(dict.fromkeys(_needles(spans, sums))),
    )  # fmt: skip


def _needles(spans: Sequence[Span], sums: Sequence[imagesums.Sums]) -> Iterator[Needle]:
    """Give what must be nowhere: of what nobody keeps under git by itself, no id of git, which seven digits tell."""
    owner = ", ".join(dict.fromkeys(name for span in spans for name in span.redactions))
    own = {(span.start, span.end) for span in spans}
    for one in sums:
        kept = one.part.node or (one.part.start, one.part.end) in own
        for each in one.needles:
            if kept or each.kind != "object-id":
                yield replace(each, redaction=f"{owner} {each.redaction}")


def _piece(found: Analysis, row: Redaction) -> Piece:
    start, end = enclosing.widened(found, row.start, row.end)
    redact.check_stretch(start, end, found.size)
    return Piece(start=start, end=end, kind=RedactionKind.PLACE, reason=row.published_reason, redaction=row.id)


def _closed(
    found: Analysis, blob: Blob, spans: Sequence[Span], known_sums: dict[Stretch, imagesums.Sums],
    pool: ThreadPoolExecutor, cancel: Cancel,
) -> tuple[list[Number], list[imagesums.Sums]]:  # fmt: skip
    """Find every number over what is hidden, by the readers and by its bytes, until there is no more of them."""
    numbers: dict[Stretch, Number] = {}
    sums: dict[Stretch, imagesums.Sums] = {}
    for _ in range(_ROUNDS):
        covered = [*((each.start, each.end) for each in spans), *numbers]
        known, lost = enclosing.numbers(found, covered)
        _refuse(lost)
        before = len(numbers)
        numbers |= {(each.start, each.end): each for each in known}
        hidden_now = Stretches([*covered, *numbers])
        for part in enclosing.enclosing(found, list(hidden_now)):
            place = part.start, part.end
            if place not in known_sums:
                known_sums[place] = imagesums.of(blob, part, pool=pool, cancel=cancel)
            sums[place] = known_sums[place]
        telling = [each for place, each in sums.items() if place not in numbers]
        for each in imagesums.standing(blob, telling, hidden_now, found.size):
            numbers.setdefault((each.start, each.end), each)
        if len(numbers) == before:
            return list(numbers.values()), list(sums.values())
    raise SaidError(Message("firmware.hide.endless"), next_step=Message("firmware.hide.withhold"))


def check_numbers(found: Analysis, covered: Sequence[enclosing.Stretch]) -> None:
    """Refuse where a number over what is hidden has no place of its own."""
    _refuse(enclosing.numbers(found, covered)[1])


def _refuse(lost: Sequence[Number]) -> None:
    if not lost:
        return
    names = ", ".join(dict.fromkeys(f"{each.name} ({each.part})" for each in lost))
    raise SaidProblems(
        Message("firmware.hide.no-place", {"names": names}),
        tuple(dict.fromkeys(f"{each.name}: {each.part}" for each in lost)),
        next_step=Message("firmware.hide.withhold"),
    )


def _with_numbers(spans: Sequence[Span], numbers: Sequence[Number]) -> tuple[Span, ...]:
    """Give all spans in order: each number as one of its own, with the reason of what it would tell of."""
    taken = Stretches((each.start, each.end) for each in spans)
    out = list(spans)
    left = sorted(numbers, key=lambda each: (each.start, each.end))
    while left:
        rest: list[Number] = []
        for each in left:
            over = [span for span in out if any(span.start < high and low < span.end for low, high in each.over)]
            if not over:  # over another number, which has no reason yet
                rest.append(each)
                continue
            ids = tuple(sorted({name for span in over for name in span.redactions}, key=redact.id_order))
            reason = max(over, key=lambda span: (span.end - span.start, -span.start)).reason
            for low, high in taken.rest(each.start, each.end):
                out.append(Span(start=low, end=high, kind=RedactionKind.PLACE, reason=reason, redactions=ids))
            taken.add(each.start, each.end)
        if len(rest) == len(left):
            break
        left = rest
    return tuple(sorted(out, key=lambda span: span.start))


@contextmanager
def opened(session: Session, found: Hidden, *, cancel: Cancel) -> Generator[tuple[Blob, Filed]]:
    """Give an image's original and its bytes as filed."""
    with images.opened(session, found.component, cancel=cancel) as blob:
        yield blob, Filed(blob, found.spans)


@contextmanager
def filed(
    session: Session, filing: Filing, slug: str, *, progress: Progress, cancel: Cancel
) -> Generator[firmware.Blob]:
    """Give the bytes of an image as they would leave: those of one that is disclosed whole as they are."""
    part = images.image(session, filing, slug)
    if part.disclosure is not Disclosure.REDACTED:
        with images.opened(session, part, cancel=cancel) as blob:
            yield blob
        return
    found = hidden_in(session, filing, part, progress=progress, cancel=cancel)
    with opened(session, found, cancel=cancel) as (_, as_filed):
        yield as_filed


def write(blob: Blob, path: Path, cancel: Cancel) -> None:
    """Write an image's bytes into a new private file, streamed."""
    with path.open("xb") as out:
        for piece in pieces(blob):
            cancel.check()
            out.write(piece)
