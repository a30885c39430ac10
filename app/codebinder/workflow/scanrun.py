"""One run of a scan: reads what is new, looks everywhere for what was found, and writes it all down in one gesture."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from codebinder.base import encoding as encodings
from codebinder.base.workers import Stop, ordered_map
from codebinder.detect.facts import Gathering
from codebinder.detect.fileview import FileView
from codebinder.model.filing import Filing
from codebinder.model.findings import Confidence, Detected, Finding, FindingState
from codebinder.model.ports import Cancel, Progress
from codebinder.model.source import Component, SourceEntry
from codebinder.workbook import Scan
from codebinder.workflow import (
    codefacts,
    contents,
    earlier,
    everywhere,
    filings,
    hiding,
    imageplaces,
    imagescan,
    importing,
    jewels,
    ownrules,
)
from codebinder.workflow.contents import batches, files_of
from codebinder.workflow.hits import AROUND, CONTEXT, VALUE, finding_of
from codebinder.workflow.masks import Masks
from codebinder.workflow.session import Session

_MOST_ALIKE = 100
"""Low findings of one value beyond this many places are counted by their first ones: a licence stands in every file."""
_HOLDERS = frozenset({"copyright-holder", "copyright-zh"})


@dataclass(frozen=True, slots=True)
class _Seen:
    path: bytes
    encoding: str
    hits: tuple[tuple[Detected, bytes, bool], ...]
    """Each with the bytes around it, and whether it is masked as things stand."""


@dataclass(slots=True)
class _Part:
    """One component while it is scanned."""

    part: Component
    before: earlier.Earlier
    entries: list[SourceEntry]
    read: list[SourceEntry]
    tags: bytes
    findings: list[Finding]
    facts: Gathering


class Run:
    """One scan of a filing: what it reads, what it sees, and what it writes down at its end."""

    def __init__(self, session: Session, filing: Filing, *, progress: Progress, cancel: Cancel) -> None:
        self._session, self._filing = session, filing
        self._engine = ownrules.engine_for(session)
        self._jewels = jewels.index_for(session)
        self._digest = digest_for(session)
        self._own_names = _names(session)
        self._progress, self._cancel = progress, cancel
        self._secrets = hiding.secrets(session, filing)
        self._policy = filings.template(session, filing).redaction
        self._masked: set[hiding.Key] = set()
        self._sightings = everywhere.Sightings()
        self._known = everywhere.known(session, filing)
        self.parts: list[_Part] = []
        self.images: list[imagescan.ImageScan] = []
        self.unsought = self.crowded = 0

    def look_at(self, part: Component) -> None:
        """Read what is new in a component."""
        session = self._session
        rows = contents.selection(session, self._filing, part)
        entries = files_of(row.entry for row in rows if row.included)
        facts = codefacts.kept(session, self._filing, part.slug)
        # Without what the files said about themselves, all of them are read again.
        before = earlier.earlier(session, self._filing, part.slug, "" if facts is None else self._digest)
        facts = facts or Gathering()
        facts.keep_only(entry.path for entry in entries)
        read, tags = before.to_read(entries, self._secrets)
        standing = before.standing(entries, read)
        self._masked |= earlier.masked_among(standing)
        self._progress.start("progress.scan", len(read))
        fresh: list[Finding] = []
        if read:
            with contents.opened(session, self._filing, part) as content:
                items = content.read_all(read, cancel=self._cancel)
                for finding, is_masked in self._fresh(part, facts, items):
                    fresh.append(finding)
                    if is_masked:
                        self._masked.add(hiding.key_of(finding))
        self.parts.append(_Part(part, before, entries, read, tags, _few_alike(standing + fresh), facts))

    def look_into(self, part: Component) -> None:
        """Read a firmware image that is new, or that the rules would see otherwise now."""
        beside = () if self._jewels is None else (self._jewels.look,)
        self.images.append(
            imagescan.look_at(
                self._session, self._filing, part, self._digest, self._engine, beside, self._sightings,
                progress=self._progress, cancel=self._cancel,
            )
        )  # fmt: skip

    def _masks(self, part: Component) -> Masks:
        return Masks(self._secrets, self._policy, part.slug)

    def _fresh(
        self, part: Component, facts: Gathering, items: Iterable[tuple[SourceEntry, bytes]]
    ) -> Iterator[tuple[Finding, bool]]:
        workers = self._session.environment.workers
        masks, reported = self._masks(part), importing.imported(self._session, self._filing, part.slug)
        stop = Stop(self._cancel)

        def look(batch: list[tuple[SourceEntry, bytes]]) -> tuple[int, int, list[_Seen]]:
            seen = [self._seen(_view(entry, data, stop), masks, reported, facts) for entry, data in batch]
            return len(batch), sum(len(data) for _, data in batch), [each for each in seen if each.hits]

        for count, total, seen in ordered_map(look, batches(items), workers=workers, ahead=2 * workers, cancel=stop):
            self._progress.advance(count, total)
            for each in seen:
                for hit, context, is_masked in each.hits:
                    finding = finding_of(self._session.sealer, part.slug, each.path, hit, context)
                    self._sightings.note(finding, hit, each.encoding)
                    yield finding, is_masked

    def _seen(self, file: FileView, masks: Masks, reported: importing.Imported, facts: Gathering) -> _Seen:
        path, data, codec = file.path, file.data, file.encoding
        hits = self._engine.look_at(file, () if self._jewels is None else (self._jewels.look,))
        facts.add(file)
        hits = [hit for hit in reported.over(path, data, codec, hits) if not self._is_own(hit)]
        tag = self._session.sealer.tag
        # What is packed in an archive is not masked with its value.
        places = [("" if hit.member else tag(VALUE, hit.value), hit.start, hit.end) for hit in hits]
        masked = masks.over(path, data, codec, places)
        # Taken once: hundreds of findings may have the same large archive around them.
        archive = hashlib.sha256(data).digest() if any(hit.member for hit in hits) else b""
        around = tuple(
            (hit, archive if hit.member else data[max(0, hit.start - AROUND) : hit.end + AROUND], is_masked)
            for hit, is_masked in zip(hits, masked, strict=True)
        )
        return _Seen(path, codec, around)

    def _is_own(self, hit: Detected) -> bool:
        """Is this a copyright line of the vendor's own?"""
        if hit.rule not in _HOLDERS:
            return False
        text = hit.value.decode("utf-8", "replace").casefold()
        return any(name in text for name in self._own_names)

    def look_everywhere(self) -> None:
        """Look for new values in every file, and for those known in the files that were read."""
        everything = (*self.parts, *self.images)
        first = [finding for each in everything for finding in each.findings if _is_first(finding)]
        standing = {finding.value_tag for finding in first}
        lost = self._lost(self._known.keys() - standing)
        wanted = standing | lost.keys()
        old = {tag: value for tag, value in self._known.items() if tag in wanted}
        kinds = everywhere.surest(first) | lost
        fresh = {tag: value for tag, value in self._sightings.values.items() if tag not in old}
        self._new = everywhere.few(fresh, kinds, everywhere.MOST_VALUES - len(old))
        self.unsought = len(fresh) - len(self._new)
        for each in everything:
            each.findings = [one for one in each.findings if _is_first(one) or one.value_tag in wanted]
        for values, only_read in ((self._new, False), (old, True)):
            self._seek(values, kinds, only_read=only_read)
        self._seek_inside(old, kinds)
        placed = {finding.value_tag for each in everything for finding in each.findings}
        self._gone = [tag for tag in self._known if tag not in wanted or tag not in placed]

    def _seek_inside(self, old: everywhere.Known, kinds: Mapping[str, tuple[str, Confidence]]) -> None:
        """Look for new values in every image, and for those known in the images that were read: one walk for both."""
        for image in self.images:
            image.findings = _few_alike(image.findings)
            values = {**self._new, **old} if image.read else self._new
            if values:
                seeker = everywhere.Seeker(values, kinds, self._cancel)
                imagescan.seek(
                    self._session, image, seeker, progress=self._progress, cancel=self._cancel
                )  # fmt: skip
                self.crowded += seeker.crowded

    def _lost(self, tags: AbstractSet[str]) -> dict[str, tuple[str, Confidence]]:
        """Give the kinds of values that were found in files which are no longer there, or no longer the same.

        A secret that was taken out of one file is still one in all others. Where the file is the same and the value
        is not found in it any more, rules or lists have changed: then it is none.
        """
        if not tags:
            return {}
        rows = [row for row in self._session.book.findings.all(self._filing.slug) if row.value_tag in tags]
        same = {(each.part.slug, path) for each in self.parts for path in each.before.same(each.entries)}
        same |= {(row.component, row.path) for row in rows if row.component in self._unchanged()}
        denied = {row.value_tag for row in rows if _is_first(row) and (row.component, row.path) in same}
        return everywhere.surest([row for row in rows if row.value_tag not in denied])

    def _unchanged(self) -> set[str]:
        """Give the images whose bytes are those that the last scan saw, by whatever rules."""
        held = ((each, self._session.book.findings.scan_of(self._filing.slug, each.part.slug)) for each in self.images)
        return {each.part.slug for each, scan in held if scan is not None and scan.seen == each.seen}

    def _seek(self, values: everywhere.Known, kinds: Mapping[str, tuple[str, Confidence]], *, only_read: bool) -> None:
        if not values or not any(each.read if only_read else each.entries for each in self.parts):
            return
        seeker = everywhere.Seeker(values, kinds, self._cancel)
        for each in self.parts:
            entries = each.read if only_read else each.entries
            if not entries:
                continue
            self._progress.start("progress.scan-values", len(entries))
            standing: dict[bytes, list[Finding]] = {}
            for finding in each.findings:
                standing.setdefault(finding.path, []).append(finding)
            slug, sealer = each.part.slug, self._session.sealer
            masks = self._masks(each.part)
            with contents.opened(self._session, self._filing, each.part) as content:
                found = seeker.look(
                    slug, content.read_all(entries, cancel=self._cancel), standing, masks,
                    workers=self._session.environment.workers, progress=self._progress, cancel=self._cancel,
                )  # fmt: skip
                for place, context, is_masked in found:
                    finding = replace(place, context_tag=sealer.tag(CONTEXT, place.path + b"\0" + context))
                    each.findings.append(finding)
                    if is_masked:
                        self._masked.add(hiding.key_of(finding))
        self.crowded += seeker.crowded

    def write(self) -> None:
        """Write down what was seen, in one transaction."""
        session, filing, book = self._session, self._filing, self._session.book
        detail: dict[str, int] = {"files": self.files, "size": self.size}
        with book.transaction("scan", subject=filing.slug, detail=detail) as note:
            merged = [book.findings.merge(filing.slug, each.part.slug, each.findings) for each in self.parts]
            masks = earlier.masks_tag(session.sealer, self._secrets)
            for each, row in zip(self.parts, merged, strict=True):
                book.carried.note_new(filing.slug, each.part.slug, row.new)
            for image in self.images:
                merged.append(book.findings.merge(filing.slug, image.part.slug, image.findings))
                imagescan.write(session, filing, image)
            for each in self.parts:
                scan = Scan(engine=self._digest, files=len(each.entries), seen=each.tags, masks=masks)
                book.findings.record_scan(filing.slug, each.part.slug, scan)
                codefacts.keep(session, filing, each.part.slug, each.facts)
            everywhere.remember(session, filing, self._new, self._gone)
            note.detail["read"] = sum(len(each.read) for each in self.parts)
            if self.images:
                note.detail["images"] = sum(each.read for each in self.images)
            note.detail["new"], note.detail["gone"] = sum(row.new for row in merged), sum(row.gone for row in merged)
            hiding.settle(session, filing, self._masked | self._hidden_inside())
            if {each.redaction.id for each in self._secrets} != {row.id for row in book.redactions.list(filing.slug)}:
                hiding.reopen(session, filing)  # one was withdrawn while the files were read

    def _hidden_inside(self) -> set[hiding.Key]:
        """Give what places of images hide inside of them."""
        hidden: set[hiding.Key] = set()
        for each in self.images:
            rows = [one.redaction for one in self._secrets if one.redaction.component == each.part.slug]
            if rows:
                places = imageplaces.of_image(self._session, self._filing, each.part.slug)
                test = imageplaces.covers(rows, places)
                hidden |= {hiding.key_of(finding) for finding in each.findings if test(finding)}
        return hidden

    @property
    def files(self) -> int:
        """How many files there are."""
        return sum(len(each.entries) for each in self.parts)

    @property
    def size(self) -> int:
        """Their bytes."""
        return sum(entry.size for each in self.parts for entry in each.entries)


def _view(entry: SourceEntry, data: bytes, stop: Stop) -> FileView:
    return FileView(path=entry.path, data=data, encoding=encodings.detect(data)[0], cancel=stop)


def _is_first(finding: Finding) -> bool:
    """Was this seen by a rule, and not because the same value stands elsewhere?"""
    return finding.rule != everywhere.RULE


def digest_for(session: Session) -> str:
    """Give the digest of everything that decides what a scan finds: rules, people's own lists, the register."""
    register = "".join(f"+{row.id}" for row in session.book.jewels.list())
    return ownrules.digest(session) + register


def _names(session: Session) -> tuple[str, ...]:
    vendor = session.book.vendor.get()
    return tuple(name.casefold() for name in (vendor.name, vendor.name_zh) if len(name) > 1)


def _few_alike(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out low findings of a value that stands in very many places."""
    counted: Counter[tuple[str, str]] = Counter()
    kept: list[Finding] = []
    # What people have decided comes first, and stays.
    for finding in sorted(findings, key=lambda each: (each.state is FindingState.OPEN, each.path, each.start)):
        if finding.confidence is Confidence.LOW:
            counted[finding.rule, finding.value_tag] += 1
            if counted[finding.rule, finding.value_tag] > _MOST_ALIKE:
                continue
        kept.append(finding)
    return kept
