"""The PDF half of a package as the archive half calls it; imported late, since ReportLab takes its time to load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from codebinder.bundle.excerpt import Plan
from codebinder.model.measure import PageCover
from codebinder.model.package import Approval, Identity, InventoryRow, ListedFile, Papers
from codebinder.model.redaction import AsFiled
from codebinder.model.review import Round
from codebinder.model.stripping import LeavesOut, Stripped
from codebinder.model.template import RedactionPolicy
from codebinder.model.template_pages import Listing
from codebinder.model.template_papers import FileNames
from codebinder.model.text import Message


class ListingSink(Protocol):
    """Lays out files one after the other into volumes."""

    def add(self, asfiled: AsFiled) -> None:
        """Lay out one file as it would leave."""
        ...

    def add_object(self, label: str, path: Path, *, size: int, sha256: str) -> None:
        """Take an image whose bytes are printed; they are read when its pages are drawn."""
        ...

    def refuse(self, faults: Sequence[Message]) -> None:
        """Take what is wrong with what is printed beside the pages themselves, to be refused by `finish`."""
        ...

    def finish(self) -> Sequence[Path]:
        """Count the pages, write the volumes, give their paths in order."""
        ...

    @property
    def plan(self) -> Plan:
        """Give which pages of each stream are printed; complete after `finish`."""
        ...

    @property
    def printed(self) -> frozenset[str] | None:
        """Give the files ("component/path", made safe to show) of which an excerpt prints anything; None for all."""
        ...

    @property
    def listed(self) -> Sequence[ListedFile]:
        """Give the text files of a listing that has no pages; complete after `finish`."""
        ...

    @property
    def stripped(self) -> Stripped:
        """Give how many lines were left out by choice; complete after `finish`."""
        ...

    @property
    def covers(self) -> Sequence[PageCover]:
        """Give how much of each printed page is masked; complete after `finish`."""
        ...

    @property
    def mask_pages(self) -> Mapping[int, tuple[int, ...]]:
        """Give the printed pages that carry each range's mask, by its number; complete after `finish`."""
        ...


@dataclass(frozen=True, slots=True)
class Member:
    """One file that is handed over; `pages` is 0 where nobody counted them."""

    path: str
    size: int
    sha256: str
    pages: int = 0


Draw = Callable[[Path, Sequence[Member]], int]
"""Draws one paper into a file and gives its pages; the members are the files that are there before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestPage:
    """What manifest.pdf is drawn from beside Papers."""

    inventory: Iterable[InventoryRow]
    round: Round | None
    approvals: Sequence[Approval]
    commitments_root: str
    commitments_count: int
    codec: str
    verifier: str
    moment: datetime | None


class Pages(Protocol):
    """What draws the PDFs of a package."""

    def listing(
        self,
        layout: Listing,
        identity: Identity,
        folder: Path,
        *,
        draft: bool,
        lang: str,
        redaction: RedactionPolicy,
        answers: Mapping[str, str],
        names: FileNames,
        leaves_out: LeavesOut | None,
    ) -> ListingSink:
        """Start the listing's volumes in `folder`; `redaction` says how masks look, `answers` are those of the form,
        `names` what names of text files may be, `leaves_out` which lines are not printed."""
        ...

    def papers(self, papers: Papers) -> Iterable[tuple[str, Draw]]:
        """Give every paper of the package by its name, with what draws it."""
        ...

    def manifest(self, out: Path, papers: Papers, page: ManifestPage) -> None:
        """Draw manifest.pdf."""
        ...
