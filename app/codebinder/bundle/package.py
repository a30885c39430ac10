"""Writes one package: payload, papers and proof, in the order that proof.md §4 gives, into a sink.

The same calls serve both occasions. `review submit` uses a DigestSink and stops after `finish_payload`, whose result is
what legal approves; `build` repeats them into a ZipSink and goes on to `close`, which adds the closed list of files
made from approved values. Nothing in the round depends on what comes after it: no approval, no time, no machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from codebinder.base.messages import SaidError, SaidProblems
from codebinder.base.safenames import safe_names
from codebinder.bundle import bagit, codec, commitments, excerpt_document, verify_texts
from codebinder.bundle import papers as paper_files
from codebinder.bundle import seal as seals
from codebinder.bundle.drawn import DrawnPages
from codebinder.bundle.excerpt import StreamPlan, runs
from codebinder.bundle.firmware_json import firmware_paper, read_parts, write_firmware
from codebinder.bundle.inventory import DISCLOSED, REDACTED, Inventory, Origin
from codebinder.bundle.listing_names import listing_files_text
from codebinder.bundle.manifest import ManifestParts, write_manifest
from codebinder.bundle.pages import ListingSink, ManifestPage, Member, Pages
from codebinder.bundle.seal import SealMaker
from codebinder.bundle.sinks import MemberSink
from codebinder.errors import Bug
from codebinder.model.measure import PageCover
from codebinder.model.package import Approval, DocumentPart, FirmwarePart, Identity, Papers, PrintedPart, in_round
from codebinder.model.redaction import AsFiled, HiddenRange
from codebinder.model.review import PublicKey, Round, RoundFile, Signed
from codebinder.model.source import Disclosure
from codebinder.model.stripping import LeavesOut, Stripped
from codebinder.model.template import FilingTemplate
from codebinder.model.text import Message

LISTING_FOLDER = "data/listing"


class Bundle:
    """One package in the making. `work` is a private temporary folder; `moment` the time of the last approval (UTC),
    None where there is none; `lang` the language of the listing's own words; `pages` what draws the PDFs, `answers`
    those of the form that steer what is printed, `leaves_out` which lines of a file are not."""

    def __init__(
        self,
        *,
        identity: Identity,
        template: FilingTemplate,
        sink: MemberSink,
        work: Path,
        draft: bool,
        moment: datetime | None = None,
        lang: str = "en",
        pages: Pages | None = None,
        answers: Mapping[str, str] = MappingProxyType({}),
        leaves_out: LeavesOut | None = None,
    ) -> None:
        self._identity = identity
        self._template = template
        self._sink = sink
        self._work = work
        self._draft = draft
        self._moment = moment
        self._pages: Pages = pages or DrawnPages()
        self._inventory = Inventory()
        self._lines: list[commitments.CommitmentLine] = []
        self._answers = answers
        self._printed: list[PrintedPart] = []
        self._listing: ListingSink | None = None
        if template.listing.mode != "none":
            self._listing = self._pages.listing(
                template.listing, identity, work, draft=draft, lang=lang, redaction=template.redaction,
                answers=answers, names=template.archive.names, leaves_out=leaves_out,
            )  # fmt: skip
        self._listed = False
        self._papers: Papers | None = None
        self._images: dict[str, str] = {}
        self._root = ""
        self._count = 0
        # First of all, since desktops know a package by the name of its first member (ui/frame/mimetypes.py).
        for each in verify_texts.LANGUAGES:
            self._sink.add(f"VERIFY-{each}.txt", verify_texts.verify_text(each))

    def add_source(self, asfiled: AsFiled) -> None:
        """Take one file as filed: into the payload where the template lets sources leave, and into the listing."""
        self._lines += commitments.lines_of(asfiled.ranges)
        if self._template.archive.sources:
            state = REDACTED if asfiled.ranges else DISCLOSED
            origin = Origin(asfiled.component, asfiled.path, state, asfiled.executable)
            self._inventory.put(asfiled.payload_path, origin)
            self._sink.add(asfiled.payload_path, asfiled.data, executable=asfiled.executable)
        if self._listing is not None:
            self._listing.add(asfiled)

    def add_firmware(self, part: FirmwarePart, path: Path | None, ranges: Sequence[HiddenRange] = ()) -> None:
        """Take one image; `path` is None where only its digest or its commitment leaves, `ranges` what it hides."""
        if path is None:
            return
        if part.disclosure is Disclosure.PRINTED:
            if self._listing is not None:
                self._listing.add_object(f"{part.slug}/{part.name}", path, size=part.size, sha256=part.sha256)
            return
        original = part.name.encode()
        name = f"data/firmware/{part.slug}/{safe_names([original])[original]}"
        self._lines += commitments.lines_of(ranges)
        self._inventory.put(name, Origin(part.slug, original, REDACTED if ranges else DISCLOSED))
        self._images[name] = part.sha256
        self._sink.add_file(name, path)

    def add_document(self, part: DocumentPart, path: Path) -> DocumentPart | None:
        """Take one supplied document to the place that its part names; give it as it leaves. Where the template cuts it
        into pages, only a new file with these leaves, and none at all (None) where it cannot be cut."""
        if not part.payload_path.startswith("data/documents/"):
            raise Bug("A document stands outside the folder for documents.")
        recipe = excerpt_document.cuts(self._template.listing, part.requirement)
        if recipe is None:
            self._inventory.put(part.payload_path, Origin(part.slug, b"", DISCLOSED))
            self._sink.add_file(part.payload_path, path)
            return part
        out = self._work / "document.pdf"
        made = excerpt_document.cut(path, out, recipe, self._answers, name=path.name)
        self.refuse(made.faults)
        if made.plan is None or not made.plan.pages:
            return None
        self._printed.append(_printed_part(made.plan, part.slug))
        self._inventory.put(part.payload_path, Origin(part.slug, b"", DISCLOSED))
        self._sink.add_file(part.payload_path, out)
        size = out.stat().st_size
        out.unlink()
        return replace(part, size=size)

    def refuse(self, faults: Sequence[Message]) -> None:
        """Take what is wrong with what would be printed; it is refused, all at once, when the listing is finished."""
        if self._listing is not None:
            self._listing.refuse(faults)
        elif faults and not self._draft:
            raise SaidProblems(
                Message("refuse.listing.pages-not-as-template-asks", {"count": len(faults)}), tuple(faults)
            )

    def finish_payload(
        self,
        papers: Papers,
        rosters: Sequence[Signed],
        commitment_list: bytes | None = None,
        *,
        endorsements: Mapping[int, Sequence[Signed]] = MappingProxyType({}),
    ) -> tuple[RoundFile, ...]:
        """Write the listing, the papers and the rest of what a round digests; give every file of the round by path.

        `rosters` are all versions from the first, `endorsements` what successors signed, by the version that took the
        roster over; `commitment_list` is proof/commitments.txt where the caller made it
        itself, else it is made from the ranges of the files that were added.
        """
        self.finish_listing()
        papers = self._papers = self._settled(papers)
        for name, data in self._paper_members(papers):
            self._sink.add(name, data)
        for part in read_parts(papers):
            self._add_image_paper(part)
        self._add_papers(papers)
        withheld = paper_files.withheld_of(papers)
        listed = commitments.render(self._lines, withheld) if commitment_list is None else commitment_list
        self._root, self._count = commitments.root(listed), listed.count(b"\n")
        self._sink.add("proof/commitments.txt", listed)
        for name, data in seals.roster_members(rosters, endorsements):
            self._sink.add(name, data)
        self._sink.add("verify.py", verify_texts.verifier())
        self._sink.flush()
        self._check_images()
        return self._round_files()

    def close(
        self,
        *,
        round: Round | None,  # noqa: A002  (the word of the design)
        approvals: Sequence[Approval],
        submission: Signed | None,
        keys: Sequence[PublicKey],
        seal: SealMaker,
        papers: Papers | None = None,
        signed_pages: Mapping[str, bytes] = MappingProxyType({}),
        answers: Sequence[Signed] = (),
    ) -> None:
        """Write the closed list: round, approvals, keys, manifests, checksums, and the seal over the tag manifest.

        `round` is None for a draft. Raise Problems where what was written is not what the round approved. `papers`
        where they say more now than at `finish_payload`; the round's own papers stay as they were written then.
        `signed_pages` are approval pages that a certificate signed, by the SHA-256 of the approval's stored bytes;
        `answers` those of named reviewers who signed none, and the keeper's releases.
        """
        listing = round_listing(self._round_files())
        digest = hashlib.sha256(listing).hexdigest()
        self._check_round(round, digest)
        self._sink.add("proof/round.json", listing)
        signed = [approval.signed for approval in approvals]
        for name, data in seals.approval_members(submission, signed, signed_pages):
            self._sink.add(name, data)
        for name, data in (*seals.answer_members(answers), *seals.key_members(keys)):
            self._sink.add(name, data)
        self._add_bag_files()
        self._add_manifests(papers, round, digest, approvals)
        self._sink.flush()
        self._sink.add("SHA256SUMS", bagit.sha256_sums(self._sink.files))
        self._sink.add("SM3SUMS", bagit.sm3_sums(self._sink.files))
        self._sink.flush()
        tag_manifest = bagit.tag_manifest(self._sink.files)
        self._sink.add("tagmanifest-sha256.txt", tag_manifest)
        for name, data in seals.seal_members(seal, tag_manifest=tag_manifest, round_digest=digest, draft=self._draft):
            self._sink.add(name, data)
        self._sink.flush()

    def finish_listing(self) -> frozenset[str] | None:
        """Write the listing's volumes, once every source was added; `finish_payload` does it otherwise.

        Gives the files ("component/path", made safe to show) that an excerpt prints in whole or in part; None where
        all of them are printed, or where the template prints nothing.
        """
        if self._listing is None:
            return None
        if not self._listed:
            self._listed = True
            self._add_volumes(self._listing)
        return self._listing.printed

    @property
    def pages(self) -> int:
        """How many pages the listing has; complete after `finish_listing`."""
        return sum(len(each.pages) for each in self._listing.plan.streams) if self._listing is not None else 0

    @property
    def printed(self) -> tuple[PrintedPart, ...]:
        """Which pages of sources, object code and documents leave, where not all of them do by rule; complete after
        `finish_listing`."""
        if self._listing is None or self._template.listing.mode != "excerpt":
            return ()
        return (*(_printed_part(each) for each in self._listing.plan.streams), *self._printed)

    @property
    def covers(self) -> Sequence[PageCover]:
        """How much of each printed page is masked; complete after `finish_listing`."""
        return self._listing.covers if self._listing is not None else ()

    @property
    def mask_pages(self) -> Mapping[int, tuple[int, ...]]:
        """The printed pages that carry each range's mask, by its number; complete after `finish_listing`."""
        return self._listing.mask_pages if self._listing is not None else {}

    @property
    def stripped(self) -> Stripped:
        """How many lines of the listing were left out by choice; complete after `finish_listing`."""
        return self._listing.stripped if self._listing is not None else Stripped()

    def _settled(self, papers: Papers) -> Papers:
        """Give papers as they are printed, with the text files of the listing, where it has any."""
        settled = paper_files.settled(papers, draft=self._draft, ranges=len(self._lines))
        return replace(settled, listing_files=tuple(self._listing.listed)) if self._listing is not None else settled

    def _add_volumes(self, listing: ListingSink) -> None:
        volumes = listing.finish()
        for path in volumes:
            name = f"{LISTING_FOLDER}/{path.name}"
            self._inventory.put(name, Origin("listing", b"", DISCLOSED))
            self._sink.add_file(name, path)

    def _paper_members(self, papers: Papers) -> Iterable[tuple[str, bytes]]:
        withheld = paper_files.withheld_of(papers)
        yield "papers/form.json", paper_files.form_json(papers)
        yield "papers/template.yaml", self._template.text
        if papers.listing_files:
            yield "papers/listing-files.txt", listing_files_text(papers.listing_files)
        yield "papers/redaction-log.json", paper_files.log_json(papers.log)
        yield "papers/redaction-log.csv", paper_files.log_csv(papers.log, papers.template.redaction.log.columns)
        yield "papers/withheld.json", paper_files.withheld_json(withheld)
        held = self._inventory
        accounting = paper_files.accounting_json(papers, executables=held.executables(), shortened=held.shortened())
        yield "papers/accounting.json", accounting

    def _add_image_paper(self, part: FirmwarePart) -> None:
        reading = part.reading
        if reading is not None:
            self._add_drawn(firmware_paper(part), lambda out: write_firmware(out, part, reading))

    def _add_drawn(self, name: str, draw: Callable[[Path], None]) -> None:
        out = self._work / name.rpartition("/")[2]
        draw(out)
        self._sink.add_file(name, out)
        out.unlink()

    def _add_papers(self, papers: Papers) -> None:
        """Draw the papers one after the other; each is told what is there before it."""
        pages = {f"{LISTING_FOLDER}/listing.pdf": len(self.covers)}
        pages |= {part.payload_path: part.pages for part in papers.documents}
        for name, draw in self._pages.papers(papers):
            self._sink.flush()
            members = tuple(
                Member(item.path, item.size, item.sha256, pages.get(item.path, 0)) for item in self._sink.files
            )
            out = self._work / name.rpartition("/")[2]
            pages[name] = draw(out, members)
            self._sink.add_file(name, out)
            out.unlink()

    def _round_files(self) -> tuple[RoundFile, ...]:
        files = [
            RoundFile(path=item.path, size=item.size, sha256=item.sha256)
            for item in self._sink.files
            if in_round(item.path)
        ]
        return tuple(sorted(files, key=lambda item: item.path))

    def _check_images(self) -> None:
        """An image is streamed from its file, which may have changed since its digest was taken."""
        for item in self._sink.files:
            expected = self._images.get(item.path, "")
            if expected and expected != item.sha256:
                raise SaidError(
                    Message("refuse.package.firmware-image-changed-since-added"),
                    where=item.path,
                    next_step=Message("next.remove-add-again"),
                )

    def _check_round(self, approved: Round | None, digest: str) -> None:
        if approved is None and not self._draft:
            raise Bug("Only a draft is built without a round.")
        if approved is not None and not self._draft and approved.digest != digest:
            raise SaidProblems(
                Message("refuse.package.what-would-leave-not-what"),
                (
                    Message("fault.package.round-digest", {"number": approved.number, "digest": approved.digest}),
                    Message("fault.package.these-files-digest", {"digest": digest}),
                ),
                next_step=Message("next.submit-new-round-approved"),
            )

    def _add_bag_files(self) -> None:
        self._sink.flush()
        files = self._sink.files
        info = bagit.bag_info(self._identity, files, moment=self._moment, draft=self._draft)
        self._sink.add("bagit.txt", bagit.DECLARATION)
        self._sink.add("bag-info.txt", info)
        self._sink.add("manifest-sha256.txt", bagit.payload_manifest(files))
        self._sink.flush()

    def _add_manifests(
        self, papers: Papers | None, approved: Round | None, digest: str, approvals: Sequence[Approval]
    ) -> None:
        said = self._settled(papers) if papers is not None else self._papers
        if said is None:
            raise Bug("A package is closed before its payload is finished.")
        parts = ManifestParts(
            round=approved,
            round_digest=digest,
            approvals=approvals,
            withheld=paper_files.withheld_of(said),
            commitments_root=self._root,
            commitments_count=self._count,
            codec=codec.name(self._template.archive.compression),
            verifier=verify_texts.verifier_digest(),
            executables=self._inventory.executables(),
        )
        files = sorted(self._sink.files, key=lambda item: item.path)

        def write_json(out: Path) -> None:
            write_manifest(out, said, parts, self._inventory.rows(files))

        self._add_drawn("manifest.json", write_json)
        page = ManifestPage(
            inventory=self._inventory.rows(files),
            round=approved,
            approvals=approvals,
            commitments_root=self._root,
            commitments_count=self._count,
            codec=parts.codec,
            verifier=parts.verifier,
            moment=self._moment,
        )
        self._add_drawn("manifest.pdf", lambda out: self._pages.manifest(out, said, page))


def _printed_part(plan: StreamPlan, component: str = "") -> PrintedPart:
    return PrintedPart(
        stream=plan.stream.value, total=plan.total, pages=tuple(runs(plan.pages)), whole=plan.whole, component=component
    )


def round_listing(files: Iterable[RoundFile]) -> bytes:
    """Give the canonical list [path, size, sha256] that a round signs: sorted by path, in the form of RFC 8785."""
    rows = [[item.path, item.size, item.sha256] for item in sorted(files, key=lambda item: item.path)]
    return json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode("ascii")
