"""Applies a filing's redactions to files: what is hidden where, and the bytes that would leave instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from codebinder.base import encoding as encodings
from codebinder.base.forms import is_short
from codebinder.base.messages import SaidError
from codebinder.errors import Bug
from codebinder.model.redaction import AsFiled, HiddenRange, RedactionKind, Secret, Span
from codebinder.model.template import RedactionPolicy
from codebinder.model.text import Message, shown_path
from codebinder.redact import strips
from codebinder.redact.masks import Masks
from codebinder.redact.opening import CommitContext, commitment
from codebinder.redact.reasons import check_allowed, published_reason
from codebinder.redact.spans import Piece, id_order, merge

if TYPE_CHECKING:
    from codebinder.base.values import ValueSearch

Value = tuple[str, bytes, str]
_ESCAPED_END = re.compile(r"(?:\\+[nrt]|[\r\n])+")
_MATERIAL = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
"""A line of key material: re-wrapped or indented copies of a key are made of such lines."""


class Mark(NamedTuple):
    """A place that is hidden with a redaction though neither its value nor its place is it: a digest of it."""

    start: int
    end: int
    redaction: str


class Redactor:
    """Everything that a filing hides, ready to be applied to the files of one component. Threads may share it."""

    def __init__(
        self, secrets: Sequence[Secret], *, names: Sequence[Secret] = (), policy: RedactionPolicy, component: str
    ) -> None:
        """Prepare the search; `secrets` are those of the whole filing, since values are hidden in every component.

        `names` are the names of withheld files where these are hidden values. Raises UserError where the template
        forbids redaction or doesn't know a reason.
        """
        if secrets:
            check_allowed(policy)
        self._masks = Masks.of(policy)
        self._component = component
        self._reasons: dict[str, str] = {}
        self._withheld: dict[bytes, Secret] = {}
        self._here: dict[bytes, list[Secret]] = {}
        self._short: list[str] = []
        values: list[Value] = []
        lines: list[Value] = []
        for secret in sorted(secrets, key=lambda secret: id_order(secret.redaction.id)):
            self._take(secret, policy, values, lines)
        values.extend((name.redaction.id, name.value, name.encoding) for name in names)
        self._search = _search_for(values, lines)

    def _take(self, secret: Secret, policy: RedactionPolicy, values: list[Value], lines: list[Value]) -> None:
        redaction = secret.redaction
        self._reasons[redaction.id] = redaction.published_reason or published_reason(policy, redaction.reason)[0]
        here = redaction.component == self._component
        if redaction.kind is RedactionKind.FILE:
            if here:
                self._withheld.setdefault(redaction.path, secret)
            return
        if here:
            self._here.setdefault(redaction.path, []).append(secret)
        if redaction.kind is RedactionKind.VALUE:
            if is_short(secret.value, secret.encoding):
                self._short.append(redaction.id)
                return
            values.append((redaction.id, secret.value, secret.encoding))
            lines.extend((redaction.id, line, "utf-8") for line in _material_lines(secret))

    @property
    def unsearched(self) -> tuple[str, ...]:
        """Ids of the redactions whose values are too short to search for: hidden only where they were redacted."""
        return tuple(self._short)

    def file_withheld(self, path: bytes) -> Secret | None:
        """Give the redaction that withholds the file at `path` whole, if there is one."""
        return self._withheld.get(path)

    def spans(self, path: bytes, data: bytes, encoding: str, marks: Sequence[Mark] = ()) -> tuple[Span, ...]:
        """Give what is hidden in one original, in ascending order: values wherever they stand, and places of `path`.

        `marks` are further places, hidden with something else. Raises UserError where a place or a short value no
        longer stands where it was redacted.
        """
        pieces = list(self._placed(path, data))
        pieces.extend(
            Piece(
                start=mark.start,
                end=mark.end,
                kind=RedactionKind.VALUE,
                reason=self._reasons[mark.redaction],
                redaction=mark.redaction,
            )
            for mark in marks
            if mark.redaction in self._reasons  # digests of a withheld image belong to no redaction
        )
        if self._search is not None:
            pieces.extend(
                Piece(
                    start=hit.start,
                    end=hit.end,
                    kind=RedactionKind.VALUE,
                    reason=self._reasons[hit.id],
                    redaction=hit.id,
                )
                for hit in self._search.search(data, encoding)
            )
        if pieces and self._masks.strip is not None:
            pieces = strips.split(self._masks.strip, data, encoding, pieces)
        return merge(data, encoding, pieces) if pieces else ()

    def _placed(self, path: bytes, data: bytes) -> Iterator[Piece]:
        for secret in self._here.get(path, ()):
            redaction = secret.redaction
            stands = data[redaction.start : redaction.end] == secret.value and bool(secret.value)
            if not stands:
                if redaction.kind is RedactionKind.VALUE and not is_short(secret.value, secret.encoding):
                    continue  # hidden wherever it stands, and it need not stand here any more
                raise SaidError(
                    Message("refuse.redactor.what-hides-no-longer-stands", {"id": redaction.id}),
                    where=Message(
                        "where.bytes-2", {"path": shown_path(path), "start": redaction.start, "end": redaction.end}
                    ),
                    next_step=Message("next.withdraw-redaction-make-again-file"),
                )
            yield Piece(
                start=redaction.start,
                end=redaction.end,
                kind=redaction.kind,
                reason=self._reasons[redaction.id],
                redaction=redaction.id,
            )

    def apply(
        self,
        *,
        path: bytes,
        payload_path: str,
        executable: bool,
        data: bytes,
        encoding: str,
        language: str,
        spans: Sequence[Span],
        first_ordinal: int,
        salt: Callable[[Span, bytes], bytes],
        identity: CommitContext,
    ) -> AsFiled:
        """Give the file as filed: masks where `spans` (of `self.spans`) stand, every other byte as it was.

        Ranges are numbered from `first_ordinal` on, as the numbers of `identity` then have them; `salt` gives each
        range's 32 bytes. Where anything is hidden, the encoding is told anew from the disclosed bytes, so that it
        cannot hint at the hidden ones.
        """
        out: list[bytes] = []
        ranges: list[HiddenRange] = []
        done = offset = 0
        layout = self._masks.layout(data, encoding, spans, self._places(path))
        codec = _codec_of_rest(data, encoding, spans)
        for number, span in enumerate(spans, first_ordinal):
            if not done <= span.start < span.end <= len(data):
                raise Bug("spans must be in order, apart from each other, and inside the file")
            hidden = data[span.start : span.end]
            offset += span.start - done
            at = identity.numbers.of(number), offset
            fixed = self._range(span, hidden, *at, salt(span, hidden), identity, (path, payload_path))
            mask = layout.mask(fixed.label, span) if layout else self._masks.mask(fixed.label, hidden, codec)
            ranges.append(replace(fixed, length=len(mask)))
            out.extend((data[done : span.start], mask))
            offset += len(mask)
            done = span.end
        disclosed = b"".join((*out, data[done:])) if ranges else data
        return AsFiled(
            component=self._component,
            path=path,
            payload_path=payload_path,
            executable=executable,
            data=disclosed,
            encoding=encodings.detect(disclosed)[0] if ranges else encoding,
            language=language,
            ranges=tuple(ranges),
        )

    def _places(self, path: bytes) -> list[tuple[int, int]]:
        rows = [secret.redaction for secret in self._here.get(path, ())]
        return [(row.start, row.end) for row in rows if row.kind is RedactionKind.PLACE]

    def _range(
        self,
        span: Span,
        hidden: bytes,
        ordinal: int,
        offset: int,
        salt: bytes,
        identity: CommitContext,
        paths: tuple[bytes, str],
    ) -> HiddenRange:
        return HiddenRange(
            ordinal=ordinal,
            component=self._component,
            path=paths[0],
            payload_path=paths[1],
            kind=span.kind,
            start=span.start,
            end=span.end,
            offset=offset,
            label=self._masks.label(ordinal, span.reason),
            reason=span.reason,
            redactions=span.redactions,
            salt=salt,
            hidden=hidden,
            named=identity.numbers.names(ordinal),
            commitment=commitment(
                salt=salt,
                filing_uid=identity.filing_uid,
                component=self._component,
                kind=span.kind,
                payload_path=paths[1],
                ordinal=ordinal,
                offset=offset,
                hidden=hidden,
            ),
        )


def _codec_of_rest(data: bytes, encoding: str, spans: Sequence[Span]) -> str:
    """Give the encoding that masks are written in. Where only hidden bytes make a file one that is not text, its lines
    are kept as those of a text: else their absence would tell of these bytes."""
    if encoding != "binary" or not spans:
        return encoding
    ends = (0, *(span.end for span in spans))
    starts = (*(span.start for span in spans), len(data))
    told = encodings.detect(b"".join(data[end:start] for end, start in zip(ends, starts, strict=True)))[0]
    return encoding if told.startswith("utf-16") else told


def _search_for(values: Sequence[Value], lines: Sequence[Value]) -> ValueSearch | None:
    if not values:
        return None
    from codebinder.base.values import ValueSearch  # its automata are not worth loading where nothing is hidden

    return ValueSearch(values, plain=lines)


def _material_lines(secret: Secret) -> Iterator[bytes]:
    """Give the lines of key material in a value that spells its line ends as escapes, so that an unfolded copy is hit.

    Lines that end in a real line end are the value search's own business.
    """
    text = encodings.decode(secret.value, secret.encoding)
    if "\\n" not in text and "\\r" not in text:
        return
    for line in _ESCAPED_END.split(text):
        if _MATERIAL.fullmatch(line):
            yield line.encode()
