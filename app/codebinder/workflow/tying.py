"""Ties images to the disclosed sources: over originals for the house, kept sealed; over what leaves for the papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from codebinder import firmware
from codebinder.base import encoding as encodings
from codebinder.model.filing import Filing
from codebinder.model.firmware import Analysis, Tie
from codebinder.model.package import FirmwarePart
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import AsFiled
from codebinder.model.source import Component, ComponentKind, Disclosure, SourceEntry
from codebinder.model.template import FilingTemplate
from codebinder.workflow import contents, filedimages, filings, imagereadings, images
from codebinder.workflow.session import Session

TIE = "tie"
"""Kind of the reading."""


def kept(session: Session, filing: Filing, slug: str) -> Tie | None:
    """Give the tie of an image as it was last computed; None where that was not done, or where the image, the sources,
    what of them is disclosed, or the rules have changed since."""
    component = images.image(session, filing, slug)
    held = session.book.readings.get(filing.slug, slug, TIE)
    if held is None or held[0] != _made_from(session, filing, component):
        return None
    return firmware.unpacked(Tie, session.sealer.unseal(images.READING, held[1]))


def tie(session: Session, filing: Filing, slug: str, *, progress: Progress, cancel: Cancel) -> Tie:
    """Compare an image with the disclosed files of all sources, as they are in the house, and keep what came out."""
    found = kept(session, filing, slug)
    if found is not None:
        return found
    component = images.image(session, filing, slug)
    made_from = _made_from(session, filing, component)
    text, read = imagereadings.gathered(session, filing, component, progress=progress, cancel=cancel)
    sources = filings.components(session, filing, ComponentKind.SOURCE)
    commits = {part.slug: contents.commit_of(session, filing, part)[0] for part in sources if part.is_git}
    commits = {name: commit for name, commit in commits.items() if commit}
    files = _files(session, filing, sources, progress, cancel)
    found = firmware.tie(text, read, files, commits=commits, cancel=cancel)
    detail = {"strings": found.strings, "explained": found.explained}
    with session.book.transaction("firmware tie", subject=f"{filing.slug}/{slug}", detail=detail):
        sealed = session.sealer.seal(images.READING, firmware.packed(found))
        session.book.readings.put(filing.slug, slug, TIE, made_from=made_from, sealed=sealed)
        imagereadings.write(session, filing)
    return found


def _made_from(session: Session, filing: Filing, component: Component) -> str:
    """Give the keyed digest of all that a tie is computed from."""
    more = [TIE, str(firmware.TIE_RULES)]
    for part in filings.components(session, filing, ComponentKind.SOURCE):
        entries = _entries(session, filing, part)
        rows = b"".join(b"%d %s %s\n" % (len(each.path), each.path, each.key.encode()) for each in entries)
        more += [part.slug, session.sealer.tag(images.READING, rows)]
    return images.made_from(session, component, *more)


def _entries(session: Session, filing: Filing, part: Component) -> list[SourceEntry]:
    return contents.files_of(row.entry for row in contents.selection(session, filing, part) if row.included)


def _files(
    session: Session, filing: Filing, sources: Sequence[Component], progress: Progress, cancel: Cancel
) -> Iterator[firmware.Source]:
    """Give every disclosed file of the sources."""
    for part in sources:
        entries = _entries(session, filing, part)
        progress.start("progress.tie", len(entries))
        with contents.opened(session, filing, part) as content:
            for entry, data in content.read_all(entries, cancel=cancel):
                yield part.slug, entry.path, data, encodings.detect(data)[0]
                progress.advance(1, len(data))


@dataclass(frozen=True, slots=True)
class _Running:
    slug: str
    tying: firmware.Tying


class FiledTies:
    """The ties that a package publishes: images as filed against files as filed, which pass once, one by one.

    Only images whose bytes leave are tied, and only where the files leave too: where nothing but printed pages does,
    a tie would tell of files that are on none.
    """

    def __init__(
        self, session: Session, filing: Filing, template: FilingTemplate, *, progress: Progress, cancel: Cancel
    ) -> None:
        self._cancel = cancel
        self._running: list[_Running] = []
        sources = filings.components(session, filing, ComponentKind.SOURCE)
        if not sources or not template.archive.sources:
            return
        for part in filings.components(session, filing, ComponentKind.FIRMWARE):
            if part.disclosure is Disclosure.WHOLE:
                self._begin(part, *imagereadings.gathered(session, filing, part, progress=progress, cancel=cancel))
            elif part.disclosure is Disclosure.REDACTED:
                hidden = filedimages.hidden_in(session, filing, part, progress=progress, cancel=cancel)
                spans = tuple((each.start, each.end) for each in hidden.spans)
                with filedimages.opened(session, hidden, cancel=cancel) as (_, filed):
                    told = imagereadings.as_filed(
                        session, filing, part, filed, spans, progress=progress, cancel=cancel
                    )  # fmt: skip
                self._begin(part, *told)

    def _begin(self, part: Component, text: firmware.ImageText, read: Analysis) -> None:
        self._running.append(_Running(part.slug, firmware.Tying(text, read)))

    def take(self, filed: AsFiled) -> None:
        """Compare one file as it leaves."""
        if not self._running:
            return
        encoding = filed.encoding or encodings.detect(filed.data)[0]
        for each in self._running:
            each.tying.take((filed.component, filed.path, filed.data, encoding), self._cancel)

    def told(self, parts: Sequence[FirmwarePart]) -> tuple[FirmwarePart, ...]:
        """Give the parts of a package's images with their ties, after the last file."""
        ties = {each.slug: each.tying.finish() for each in self._running}
        return tuple(replace(part, tie=ties.get(part.slug)) for part in parts)
