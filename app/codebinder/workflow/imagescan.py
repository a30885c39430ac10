"""Detection inside firmware images: one walk sees every thing in an image as a scan sees the files of a source.

What a file system holds is looked at as the file that it is, under its own path. Binary things are looked at for keys,
and for texts in every encoding. Nothing is held whole that is large, and nothing is seen twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from codebinder import firmware
from codebinder.base.files import PrivateFolder
from codebinder.detect import Engine, binaries
from codebinder.detect.detectors import Look
from codebinder.detect.facts import Gathering
from codebinder.detect.fileview import FileView
from codebinder.detect.strings import printable
from codebinder.firmware import Blob
from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.findings import Detected, Finding
from codebinder.model.firmware import Node
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component
from codebinder.workbook import Scan
from codebinder.workflow import codefacts, imagereadings, images
from codebinder.workflow.everywhere import Seeker, Sightings
from codebinder.workflow.hits import AROUND, CONTEXT, finding_of
from codebinder.workflow.imagenodes import Stretch, Things, Told, path_of
from codebinder.workflow.session import Session

LOOK = 1
"""Raised whenever the same rules would see something else in the same image."""
_MOST_FINDINGS = 20_000
"""Findings of one image: a disk image with more says nothing new."""
_SEEN = "scanned-image"


def engine_tag(digest: str) -> str:
    """Give the digest of what a scan of an image depends on, from that of the rules."""
    return f"{digest}+image{firmware.ENGINE}.{LOOK}"


@dataclass(slots=True)
class ImageScan:
    """One image while a filing is scanned: `read` now, or as an earlier scan saw it (and then without `facts`)."""

    part: Component
    name: bytes
    engine: str
    seen: bytes
    findings: list[Finding]
    facts: Gathering | None = None
    things: int = 0
    read: bool = False

    def ordered(self) -> dict[bytes, list[Finding]]:
        """Give the findings by path."""
        found: dict[bytes, list[Finding]] = {}
        for each in self.findings:
            found.setdefault(each.path, []).append(each)
        return found


def look_at(
    session: Session, filing: Filing, part: Component, digest: str, engine: Engine, beside: Sequence[Look],
    sightings: Sightings, *, progress: Progress, cancel: Cancel,
) -> ImageScan:  # fmt: skip
    """Look at one image, or give what an earlier scan by the same rules saw in the same bytes."""
    seen = bytes.fromhex(session.sealer.tag(_SEEN, part.tag.encode()))
    scan = session.book.findings.scan_of(filing.slug, part.slug)
    name, tag = images.name_of(part), engine_tag(digest)
    made = ImageScan(part, name, tag, seen, [])
    same = scan is not None and (scan.engine, scan.seen, scan.stale) == (tag, seen, False)
    if same and images.kept(session, filing, part.slug) is not None:
        made.findings = list(session.book.findings.all(filing.slug, FindingFilter(component=part.slug)))
        made.things = scan.files if scan is not None else 0
        return made
    looking = _Looking(session, part.slug, name, engine, beside, sightings, cancel)
    with images.opened(session, part, cancel=cancel) as blob:
        if imagereadings.known(session, filing, part):
            with PrivateFolder(session.environment.temp_root) as folder:
                firmware.look_through(blob, (looking,), name=name, folder=folder, progress=progress, cancel=cancel)
        else:
            reading = imagereadings.Reading(session, filing, part, cancel)
            found = images.analysed(
                session, part, blob, visitors=(looking,), takers=(reading.text,), progress=progress, cancel=cancel
            )
            reading.done(found)
    made.read = True
    made.findings, made.facts, made.things = looking.findings, looking.facts, looking.things
    return made


class _Looking:
    """The visitor that detects."""

    def __init__(
        self, session: Session, component: str, name: bytes, engine: Engine, beside: Sequence[Look],
        sightings: Sightings, cancel: Cancel,
    ) -> None:  # fmt: skip
        self._sealer, self._component, self._name = session.sealer, component, name
        self._engine, self._beside, self._sightings, self._cancel = engine, beside, sightings, cancel
        self._things = Things()
        self._seen: list[tuple[int, Finding]] = []
        self._told = Told()
        self._number = 0
        self.facts = Gathering()
        self.things = 0

    @property
    def findings(self) -> list[Finding]:
        """What was seen, once each."""
        return [each for number, each in self._seen if not self._told.twice(number, each.value_tag)]

    def visit(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:
        thing = self._things.of(node, blob, own)
        if thing is None:
            return
        self._cancel.check()
        self.things += 1
        self._number = node.number
        path = path_of(self._name, thing.way)
        for each in thing.stretches:
            if thing.encoding == "binary":
                self._binary(path, each)
            else:
                self._text(path, each.data, thing.encoding)

    def _text(self, path: bytes, data: bytes, encoding: str) -> None:
        file = FileView(path=path, data=data, encoding=encoding, cancel=self._cancel, opened=True)
        self.facts.add(file)
        self._note(path, Stretch(0, data, 0, len(data)), self._engine.look_at(file, self._beside), encoding)

    def _binary(self, path: bytes, part: Stretch) -> None:
        file = FileView(path=path, data=part.data, encoding="binary", cancel=self._cancel, opened=True)
        # Each stretch is a file of its own, named by where it begins: lines of a binary mean nothing.
        told = b"%s@%#x" % (path, part.start) if part.start else path
        self.facts.add(FileView(path=told, data=printable(part.data), encoding="ascii", cancel=self._cancel))
        self._note(path, part, binaries.look_at(self._engine, file, self._beside), "")

    def _note(self, path: bytes, part: Stretch, hits: Sequence[Detected], encoding: str) -> None:
        for hit in hits:
            if not part.fresh <= part.start + hit.start < part.until or len(self._seen) >= _MOST_FINDINGS:
                continue
            around = part.data[max(0, hit.start - AROUND) : hit.end + AROUND]
            moved = replace(hit, start=part.start + hit.start, end=part.start + hit.end)
            finding = finding_of(self._sealer, self._component, path, moved, around)
            self._sightings.note(finding, hit, encoding or codec_of(hit.value))
            self._seen.append((self._number, finding))
            self._told.note(self._things.ways, self._number, finding.value_tag)


def codec_of(value: bytes) -> str:
    """Give the encoding in which a text stands amid binary bytes."""
    if value and len(value) % 2 == 0 and b"\0" in value:
        if not any(value[1::2]):
            return "utf-16-le"
        return "utf-16-be" if not any(value[0::2]) else "binary"
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def seek(session: Session, each: ImageScan, seeker: Seeker, *, progress: Progress, cancel: Cancel) -> None:
    """Look in an image for values that were found elsewhere, in every encoding; each new place is a finding."""
    seeking = _Seeking(session, each, seeker, cancel)
    with (
        images.opened(session, each.part, cancel=cancel) as blob,
        PrivateFolder(session.environment.temp_root) as folder,
    ):
        firmware.look_through(blob, (seeking,), folder=folder, progress=progress, cancel=cancel)
    each.findings += seeking.findings


class _Seeking:
    """The visitor that looks for values."""

    def __init__(self, session: Session, image: ImageScan, seeker: Seeker, cancel: Cancel) -> None:
        self._sealer, self._image, self._seeker, self._cancel = session.sealer, image, seeker, cancel
        self._standing = image.ordered()
        self._things = Things()
        self._seen: list[tuple[int, Finding]] = []
        self._told = Told()

    @property
    def findings(self) -> list[Finding]:
        """The new places, once each."""
        return [each for number, each in self._seen if not self._told.twice(number, each.value_tag)]

    def visit(self, node: Node, blob: Blob, own: tuple[tuple[int, int], ...]) -> None:
        thing = self._things.of(node, blob, own)
        if thing is None:
            return
        path = path_of(self._image.name, thing.way)
        standing = self._standing.get(path, ())
        for each in standing:
            self._told.note(self._things.ways, node.number, each.value_tag)
        for part in thing.stretches:
            self._cancel.check()
            for place, context in self._places(path, part, thing.encoding, standing):
                found = replace(place, context_tag=self._sealer.tag(CONTEXT, path + b"\0" + context))
                self._seen.append((node.number, found))
                self._told.note(self._things.ways, node.number, found.value_tag)

    def _places(
        self, path: bytes, part: Stretch, encoding: str, standing: Sequence[Finding]
    ) -> Iterator[tuple[Finding, bytes]]:
        here = (part.start, part.fresh, part.until)
        return self._seeker.within(self._image.part.slug, path, part.data, here, standing, encoding)


def write(session: Session, filing: Filing, each: ImageScan) -> None:
    """Keep what was read and seen of an image; inside the scan's transaction."""
    book, slug = session.book, each.part.slug
    scan = Scan(engine=each.engine, files=each.things, seen=each.seen)
    book.findings.record_scan(filing.slug, slug, scan)
    if each.facts is not None:
        codefacts.keep(session, filing, slug, each.facts)
    imagereadings.write(session, filing)


def unscanned(session: Session, filing: Filing, parts: Sequence[Component], digest: str) -> list[str]:
    """Give those of the images that no scan by today's rules has read as they are."""
    missing: list[str] = []
    for part in parts:
        scan = session.book.findings.scan_of(filing.slug, part.slug)
        seen = bytes.fromhex(session.sealer.tag(_SEEN, part.tag.encode()))
        if scan is None or scan.stale or (scan.engine, scan.seen) != (engine_tag(digest), seen):
            missing.append(part.slug)
    return missing
