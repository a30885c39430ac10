"""The PDFs of a package, drawn by the listing and the papers in this room; imported when the first one is needed.

The listing and the form are in the round, which is submitted before anybody has approved it: they get no moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from codebinder.bundle.pages import ListingSink, ManifestPage
from codebinder.model.package import Identity, Papers
from codebinder.model.redaction import AsFiled
from codebinder.model.template import Listing


class _Volumes:
    """A listing writer that gives paths."""

    def __init__(self, layout: Listing, identity: Identity, folder: Path, *, draft: bool, lang: str) -> None:
        from codebinder.bundle.listing import ListingWriter

        self._writer = ListingWriter(layout, identity, folder, draft=draft, lang=lang, moment=None)

    def add(self, asfiled: AsFiled) -> None:
        """Lay out one file."""
        self._writer.add(asfiled)

    def finish(self) -> Sequence[Path]:
        """Write the volumes."""
        return [volume.path for volume in self._writer.finish()]


class DrawnPages:
    """Draws with ReportLab."""

    def listing(self, layout: Listing, identity: Identity, folder: Path, *, draft: bool, lang: str) -> ListingSink:
        """Start the listing's volumes in `folder`."""
        return _Volumes(layout, identity, folder, draft=draft, lang=lang)

    def form(self, out: Path, papers: Papers) -> None:
        """Draw the filled form."""
        from codebinder.bundle.papers_pdf import form_pdf

        form_pdf(out, papers, moment=None)

    def manifest(self, out: Path, papers: Papers, page: ManifestPage) -> None:
        """Draw manifest.pdf."""
        from codebinder.bundle.papers_pdf import manifest_pdf

        manifest_pdf(out, papers, page.inventory, page.round, page.approvals, moment=page.moment)
