"""What the review's board is given: one face of a workbook's round and of a packet's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import Role, Round, ShownHow, Verdict
from codebinder.ui.pages.redaction_data import FiledFile, OpenFile
from codebinder.ui.reviewing.data import Review, Where
from codebinder.workflow.cards import Card
from codebinder.workflow.judging import Judged
from codebinder.workflow.leaving import Part
from codebinder.workflow.views import SigningView


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate with its private key in a file, to sign the approval's page with."""

    path: Path
    passphrase: str


class ReviewSource(Protocol):
    """Everything that the board reads and writes. Whatever takes `key` is run off the window's thread, as is `read`."""

    @property
    def uid(self) -> str:
        """Tell one source from another."""
        ...

    @property
    def packet(self) -> bool:
        """Is it a packet from outside?"""
        ...

    @property
    def filing_slug(self) -> str:
        """The filing of the open workbook; "" of a packet."""
        ...

    @property
    def writable(self) -> bool:
        """May anything be written?"""
        ...

    def ask_key(self, role: Role) -> str | None:
        """Give the name of the key to sign with, on the window's thread; None: not now."""
        ...

    def read(self) -> Review:
        """Read how the review stands."""
        ...

    def judged(self, review: Review, cancel: Cancel) -> Judged:
        """Put together what one look decides; reads what stands at each place."""
        ...

    def leaving(self, review: Review) -> tuple[Part, ...]:
        """Say what will leave by the round."""
        ...

    def card(self, judged: Judged, name: str, lang: str) -> Card:
        """Give the card of something to decide."""
        ...

    def file(self, component: str, path: bytes) -> OpenFile:
        """Read an original."""
        ...

    def filed(self, component: str, path: bytes, size: int, progress: Progress, cancel: Cancel) -> FiledFile:
        """Read a file as it would leave."""
        ...

    def shows(self, component: str, path: bytes) -> ShownHow:
        """Say how much of a file is before her when both sides are in view."""
        ...

    def place(self, where: Where) -> int:
        """Give where a subject begins in what is shown of its file."""
        ...

    def decide(
        self, ids: Sequence[str], verdict: Verdict, comment: str, how: Mapping[str, ShownHow], key: str
    ) -> object:
        """Sign a verdict."""
        ...

    def withdraw(self, ids: Sequence[str], key: str) -> object:
        """Take one's own verdicts back."""
        ...

    def signing(self) -> SigningView:
        """Give what a signature means."""
        ...

    def sign(self, key: str, certificate: Certificate | None, progress: Progress, cancel: Cancel) -> Round | None:
        """Approve the round."""
        ...

    def no_signature(self) -> str:
        """Say why nothing can be signed here whatever is decided; empty where it can."""
        ...
