"""One open workbook together with what it needs from outside; every use case takes it first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from codebinder import workbook as books
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing, Vendor
from codebinder.model.ports import Sealer, Signer
from codebinder.model.review import Duty, PublicKey, Role, Roster, SignedType
from codebinder.model.source import Selected
from codebinder.model.text import Message, shown
from codebinder.workflow.environment import Environment
from codebinder.workflow.totals import Totals

if TYPE_CHECKING:
    from types import TracebackType

    from codebinder.workflow.inputs import Inputs
    from codebinder.workflow.views import FilingView

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9_-])?")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
"""Short names become names of folders, and Windows can't make these (nor any that ends in a dot)."""


class Session:
    """An open workbook. Reads may come from any thread; writes come from use cases, one at a time."""

    def __init__(self, environment: Environment, book: books.Workbook) -> None:
        self.environment = environment
        self.book = book
        self._sealer: Sealer | None = None
        self.plans: dict[str, tuple[object, object]] = {}
        """What was made of a filing's sources, beside what it was made from (see `planning.held`)."""
        self.selections: dict[tuple[str, str], tuple[object, tuple[Selected, ...]]] = {}
        """What is disclosed of sources, by filing's uid and source (see `contents.selection`)."""
        self.totals = Totals()
        self.inputs: dict[str, tuple[int, str, Inputs]] = {}
        """What rounds are computed from, beside the audit head that it was read at (see `inputs.of`)."""
        self.views: tuple[int, dict[str, tuple[object, FilingView]]] = (0, {})
        """How filings stood, as of which row of the audit (see `overview.register`)."""
        self.measures: dict[str, object] = {}
        """What was measured of filings, by their uid (see `measuring.measured` and `shares.last`)."""

    @classmethod
    def create(cls, environment: Environment, path: Path, *, vendor: str, vendor_zh: str = "") -> Self:
        """Make a new workbook at `path` for `vendor`; refuse an existing file."""
        if not vendor.strip():
            raise SaidError(
                Message("refuse.session.workbook-needs-vendor-name"), next_step=Message("next.give-vendor-name")
            )
        book = books.Workbook.create(
            path,
            clock=environment.clock,
            randomness=environment.randomness,
            vendor=Vendor(name=vendor.strip(), name_zh=vendor_zh.strip()),
        )
        return cls(environment, book)

    @classmethod
    def open(cls, environment: Environment, path: Path, *, read_only: bool = False) -> Self:
        """Open the workbook at `path`; where another program holds it, read-only."""
        return cls(environment, books.Workbook.open(path, clock=environment.clock, read_only=read_only))

    @property
    def path(self) -> Path:
        """The workbook's file."""
        return self.book.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written; `why_read_only` says why."""
        return self.book.read_only

    @property
    def older(self) -> bool:
        """Is this a workbook of an older program, shown as it stood, whose file is left as it is?"""
        return self.book.older

    @property
    def upgraded(self) -> Message | None:
        """One sentence on what was done to the file when it was opened, and where it is kept as it was before."""
        done = self.book.upgraded
        if done is None:
            return None
        return Message("upgrade.done", {"before": done.before, "now": done.now, "name": shown(done.kept.name)})

    @property
    def holder(self) -> str:
        """Who holds the workbook, as a phrase; empty where nobody else does."""
        return self.book.holder

    @property
    def why_read_only(self) -> str:
        """One sentence on why nothing can be written; empty where it can."""
        return self.book.why_read_only

    @property
    def sealer(self) -> Sealer:
        """The workbook's own key, from the vault; made there at its first use, never replaced."""
        if self._sealer is None:
            self._sealer = self.environment.vault().sealer(self.book.uid, create=not self.sealed)
        return self._sealer

    @property
    def sealed(self) -> bool:
        """Does the workbook hold anything that only its own key opens? Another key must not be made beside that."""
        book = self.book
        return bool(book.lists.list() or book.jewels.list()) or any(
            book.components.list(filing.slug)
            or book.reviews.last_round(filing.slug)
            or book.redactions.salts(filing.slug)
            for filing in book.filings.list()
        )

    def close(self) -> None:
        """Let go of the workbook."""
        self.book.close()

    def __enter__(self) -> Self:
        """Use as a context manager that closes."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def signer(self, key: str) -> tuple[Signer, PublicKey]:
        """Unlock the signing key named `key`; UserError where there is none or the keychain is locked."""
        vault = self.environment.vault()
        return vault.signer(key), vault.public(key)

    def rosters(self) -> tuple[Roster, ...]:
        """Every roster version of this workbook, oldest first, with its chain of signatures checked."""
        from codebinder import review

        signed = self.book.reviews.objects(type=SignedType.ROSTER)
        if not signed:
            return ()
        return review.check_roster_chain(
            signed,
            workbook=self.book.uid,
            origins=self.book.reviews.origins(),
            endorsements=self.book.reviews.objects(type=SignedType.ENDORSEMENT),
        )

    def roster(self) -> Roster:
        """The roster in force; UserError where nobody has been trusted yet."""
        rosters = self.rosters()
        if not rosters:
            raise SaidError(
                Message("refuse.session.nobody-workbook-roster-yet"),
                where=shown(self.path.name),
                next_step=Message("next.make-key-key-new-then"),
            )
        return rosters[-1]

    def signer_asked_again(self, key: str) -> tuple[Signer, PublicKey]:
        """Unlock the key anew: signing a round and changing the roster ask again (design §5)."""
        self.environment.vault().forget()
        return self.signer(key)

    def member(self, key: str) -> PublicKey:
        """The person behind the vault's key `key`, who must be on the roster, with a key that is not revoked."""
        from codebinder import review

        public, roster = self.environment.vault().public(key), self.roster()
        for member in roster.members:
            if member.fingerprint == public.fingerprint:
                review.check_not_revoked(public.fingerprint, None, roster)
                return member
        raise SaidError(
            Message("refuse.session.key-not-workbook-roster", {"key": shown(key)}),
            where=shown(self.path.name),
            next_step=Message("next.ask-roster-keeper-run-key", {"key": shown(key)}),
        )

    def acting(self, key: str, duty: Duty, filing: Filing | None = None, *, role: Role | None = None) -> PublicKey:
        """The person behind the vault's key `key`; UserError where it may not do this duty here and now: by the roster,
        in this `role`, in her own right or because somebody delegated it to her."""
        from codebinder import review

        public = self.member(key)
        uid, at = filing.uid if filing is not None else "", self.environment.stamp()
        review.check_may(self.roster(), public.fingerprint, duty, filing=uid, at=at, role=role)
        return public


def slugged(wanted: str, name: str, taken: Mapping[str, object] | set[str] | frozenset[str]) -> str:
    """Make a short readable name: `wanted` as it is (checked), else one made from `name` that is not taken yet."""
    if wanted:
        if not SLUG.fullmatch(wanted):
            raise SaidError(
                Message("refuse.session.short-name-holds-1-40"),
                where=shown(wanted),
            )
        if _DEVICES.fullmatch(wanted):
            raise SaidError(
                Message("refuse.session.windows-keeps-name-device"),
                where=wanted,
                next_step=Message("next.choose-another-one"),
            )
        if wanted in taken:
            raise SaidError(
                Message("refuse.session.short-name-taken", {"wanted": wanted}),
                next_step=Message("next.choose-another-one-slug"),
            )
        return wanted
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:32] or "item"
    slug, number = base, 1
    while slug in taken or _DEVICES.fullmatch(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def canonical(value: object) -> bytes:
    """Give RFC 8785 bytes of a plain value (a thin name for what use cases digest)."""
    from codebinder.base import canonical as rules

    return rules.dumps(value)
