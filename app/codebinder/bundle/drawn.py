"""The PDFs of a package, drawn by the listing and the papers in this room; imported when the first one is needed.

The listing and the form are in the round, which is submitted before anybody has approved it: they get no moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codebinder.bundle.pages import ListingSink, ManifestPage
from codebinder.model.package import Identity, Papers
from codebinder.model.redaction import AsFiled
from codebinder.model.template import Listing

if TYPE_CHECKING:
    from codebinder.bundle.listing import ListingSummary


class _Volumes:
    """A listing writer that gives paths, and afterwards what the cover says of the listing."""

    def __init__(self, layout: Listing, identity: Identity, folder: Path, *, draft: bool, lang: str) -> None:
        from codebinder.bundle.listing import ListingWriter

        self._writer = ListingWriter(layout, identity, folder, draft=draft, lang=lang, moment=None)
        self.summary: ListingSummary | None = None

    def add(self, asfiled: AsFiled) -> None:
        """Lay out one file."""
        self._writer.add(asfiled)

    def finish(self) -> Sequence[Path]:
        """Write the volumes."""
        volumes = self._writer.finish()
        self.summary = self._writer.summary
        return [volume.path for volume in volumes]


class DrawnPages:
    """Draws with ReportLab."""

    def __init__(self) -> None:
        self._listing: _Volumes | None = None

    def listing(self, layout: Listing, identity: Identity, folder: Path, *, draft: bool, lang: str) -> ListingSink:
        """Start the listing's volumes in `folder`."""
        self._listing = _Volumes(layout, identity, folder, draft=draft, lang=lang)
        return self._listing

    def form(self, out: Path, papers: Papers) -> None:
        """Draw the filled form."""
        from codebinder.bundle.papers_pdf import form_pdf

        form_pdf(out, papers=papers)

    def manifest(self, out: Path, papers: Papers, page: ManifestPage) -> None:
        """Draw manifest.pdf."""
        from codebinder.bundle.papers_pdf import Proof, manifest_pdf

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
        )
