"""The PDFs of a package, drawn by the listing and the papers in this room; imported when the first one is needed.

The listing and the form are in the round, which is submitted before anybody has approved it: they get no moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from codebinder.bundle.excerpt import Plan
from codebinder.bundle.pages import Draw, ListingSink, ManifestPage
from codebinder.model.measure import PageCover
from codebinder.model.package import Identity, ListedFile, Papers
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.redaction import AsFiled
from codebinder.model.stripping import LeavesOut, Stripped
from codebinder.model.template import RedactionPolicy
from codebinder.model.template_pages import Listing
from codebinder.model.template_papers import FileNames
from codebinder.model.text import Message

if TYPE_CHECKING:
    from codebinder.bundle.listing import ListingSummary


_ANY_NAMES = FileNames()


class _Ticking:
    """A cancel that, while `counting`, tells the progress of each look at it: one a page."""

    def __init__(self, progress: Progress, cancel: Cancel) -> None:
        self._progress = progress
        self._cancel = cancel
        self.counting = False

    def begin(self, step: str, unit: str) -> None:
        self._progress.start(step, None, unit)
        self.counting = True

    def check(self) -> None:
        """Raise Cancelled where the person asked to stop."""
        self._cancel.check()
        if self.counting:
            self._progress.advance()


class _Volumes:
    """A listing writer that gives paths, and afterwards what the cover says of the listing."""

    def __init__(
        self,
        layout: Listing,
        identity: Identity,
        folder: Path,
        *,
        draft: bool,
        lang: str,
        redaction: RedactionPolicy,
        answers: Mapping[str, str],
        ticking: _Ticking,
        workers: int,
        leaves_out: LeavesOut | None,
    ) -> None:
        from codebinder.bundle.listing import ListingWriter
        from codebinder.bundle.listing_masks import look_of

        self._ticking = ticking
        self._writer = ListingWriter(
            layout, identity, folder, draft=draft, lang=lang, look=look_of(redaction, lang),
            answers=answers, cancel=ticking, workers=workers, leaves_out=leaves_out,
        )  # fmt: skip
        self.summary: ListingSummary | None = None

    def add(self, asfiled: AsFiled) -> None:
        """Lay out one file."""
        self._writer.add(asfiled)

    def add_object(self, label: str, path: Path, *, size: int, sha256: str) -> None:
        """Take an image whose bytes are printed."""
        self._writer.add_object(label, path, size=size, sha256=sha256)

    def refuse(self, faults: Sequence[Message]) -> None:
        """Take what is wrong with what is printed beside the pages themselves."""
        self._writer.refuse(faults)

    def finish(self) -> Sequence[Path]:
        """Write the volumes."""
        self._ticking.begin("progress.list", "pages")
        volumes = self._writer.finish()
        self._ticking.counting = False
        self.summary = self._writer.summary
        return [volume.path for volume in volumes]

    def close(self) -> None:
        """Let go of pages that wait to be drawn."""
        self._writer.close()

    @property
    def plan(self) -> Plan:
        """Give which pages of each stream are printed."""
        return self._writer.plan

    @property
    def printed(self) -> frozenset[str] | None:
        """Give the files of which anything was printed; None for all of them."""
        return self._writer.printed_files

    @property
    def listed(self) -> Sequence[ListedFile]:
        """Give nothing: there are pages."""
        return ()

    @property
    def stripped(self) -> Stripped:
        """Give how many lines were left out by choice."""
        return self._writer.stripped

    @property
    def covers(self) -> Sequence[PageCover]:
        """Give how much of each printed page is masked."""
        return self._writer.page_covers

    @property
    def mask_pages(self) -> Mapping[int, tuple[int, ...]]:
        """Give the printed pages that carry each range's mask."""
        return self._writer.mask_pages


class DrawnPages:
    """Draws with ReportLab; says how far it is, and stops when asked to. `workers` find a listing's inks."""

    def __init__(self, *, progress: Progress | None = None, cancel: Cancel | None = None, workers: int = 2) -> None:
        self._workers = workers
        self._ticking = _Ticking(progress or NoProgress(), cancel or NeverCancel())
        self._listing: _Volumes | None = None

    def close(self) -> None:
        """Let go of a listing that will not be finished; nothing where it has been."""
        if self._listing is not None:
            self._listing.close()

    def listing(
        self,
        layout: Listing,
        identity: Identity,
        folder: Path,
        *,
        draft: bool,
        lang: str,
        redaction: RedactionPolicy,
        answers: Mapping[str, str] = MappingProxyType({}),
        names: FileNames = _ANY_NAMES,
        leaves_out: LeavesOut | None = None,
    ) -> ListingSink:
        """Start the listing's volumes in `folder`."""
        if layout.form == "text":
            from codebinder.bundle.listing_text import TextListing

            return TextListing(layout, names, folder, draft=draft, answers=answers, cancel=self._ticking)
        self._listing = _Volumes(
            layout, identity, folder, draft=draft, lang=lang, redaction=redaction, answers=answers,
            ticking=self._ticking, workers=self._workers, leaves_out=leaves_out,
        )  # fmt: skip
        return self._listing

    def papers(self, papers: Papers) -> Iterable[tuple[str, Draw]]:
        """Give every paper of the package by its name, with what draws it."""
        from codebinder.bundle.papers_drawn import papers_of

        return papers_of(papers, cancel=self._ticking)

    def manifest(self, out: Path, papers: Papers, page: ManifestPage) -> None:
        """Draw manifest.pdf."""
        from codebinder.bundle.papers_pdf import Proof, manifest_pdf

        self._ticking.begin("progress.papers", "rows")

        manifest_pdf(
            out,
            papers=papers,
            inventory=page.inventory,
            round_=page.round,
            approvals=page.approvals,
            proof=Proof(
                commitments=page.commitments_count,
                root=page.commitments_root,
                codec=page.codec,
                verifier_sha256=page.verifier,
                archive=f"{papers.identity.filing_slug}{'-draft' if papers.draft else ''}.zip",
            ),
            listing=self._listing.summary if self._listing is not None else None,
            moment=page.moment,
            cancel=self._ticking,
        )
