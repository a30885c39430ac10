"""A filing of the open workbook, as the review's board reads and writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, Progress
from codebinder.model.review import PublicKey, Role, Round, ShownHow, Verdict
from codebinder.model.source import ComponentKind
from codebinder.ui.desk import Desk
from codebinder.ui.detection.words import own_names
from codebinder.ui.pages.package_data import read_leaving
from codebinder.ui.pages.redaction_data import FiledFile, OpenFile, read_file, read_filed
from codebinder.ui.pages.writing import which
from codebinder.ui.reviewing.data import Review, Where
from codebinder.ui.reviewing.source import Certificate
from codebinder.workflow import cards, filings, judging, overview, people, redacting, reviewing, scanning
from codebinder.workflow.cards import Card
from codebinder.workflow.judging import Judged
from codebinder.workflow.leaving import Part
from codebinder.workflow.session import Session
from codebinder.workflow.views import SigningView, Step


class WorkbookSource:
    """One filing of a workbook that is open here."""

    packet = False

    def __init__(self, desk: Desk, session: Session, filing: Filing) -> None:
        self._desk, self.session, self.filing = desk, session, filing
        self.uid = which(session, filing)

    @property
    def filing_slug(self) -> str:
        """The filing's short name."""
        return self.filing.slug

    @property
    def writable(self) -> bool:
        """May the workbook be written to?"""
        return self._desk.can_write

    def ask_key(self, role: Role) -> str | None:
        """Give the name of the key to sign with; one that is not on the roster is put there."""
        return self._desk.ask_key(role)

    def read(self) -> Review:
        """Read round, subjects, places and people."""
        session, filing = self.session, self.filing
        places: dict[str, Where] = {
            row.id: Where(row.component, row.path, row.start, row.end) for row in redacting.redactions(session, filing)
        }
        places |= {
            held.id: Where(held.component, held.path, held.start, held.end, held.member)
            for held in (keep.finding for keep in redacting.keeps(session, filing))
        }
        try:
            roster = people.roster(session)
        except CodebinderError:
            roster = None
        names = own_names(session)
        approvals = filings.template(session, filing).approvals
        # Before anybody is on the roster nothing can have been decided, and there is nothing to bind to it.
        subjects = reviewing.subjects(session, filing) if roster is not None or places else ()
        views = tuple(replace(view, title=names.get(view.title, view.title)) for view in subjects)
        row = reviewing.current_round(session, filing)
        role = Role(approvals.role)
        members: Sequence[PublicKey] = roster.members if roster else ()
        return Review(
            round=row,
            subjects=views,
            places=places,
            people={member.fingerprint: member for member in members},
            role=role,
            mine=mine(self._desk, session.book.uid, members),
            reviewers=reviewing.reviewers(session, filing) if row is not None else (),
            delta=reviewing.delta(session, filing) if row is not None else None,
            changes=reviewing.changes(session, filing) if row is not None else (),
            arbiter=approvals.arbiter,
            keeper=roster.keeper if roster else "",
            counts=scanning.counts(session, filing),
            unscanned=scanning.unscanned(session, filing),
            sources=len(filings.components(session, filing, ComponentKind.SOURCE)),
            wants_source=overview.wants(filings.checklist_without_approvals(session, filing), Step.SOURCES),
        )

    def judged(self, review: Review, cancel: Cancel) -> Judged:
        """Put together what one look decides; reads what stands at each place."""
        return judging.of_workbook(self.session, self.filing, cancel=cancel, views=review.subjects)

    def leaving(self, review: Review) -> tuple[Part, ...]:
        """Say what will leave by the round; nothing where there is none that stands."""
        return read_leaving(self.session, self.filing, review.round)

    def card(self, judged: Judged, name: str, lang: str) -> Card:
        """Give the card of something to decide."""
        matter = judged.matters[name]
        return cards.card_of(matter, cards.places(self.session, self.filing, matter), lang=lang)

    def file(self, component: str, path: bytes) -> OpenFile:
        """Read an original."""
        return read_file(self.session, self.filing, component, path)

    def filed(self, component: str, path: bytes, size: int, progress: Progress, cancel: Cancel) -> FiledFile:
        """Read a file as it would leave."""
        return read_filed(self.session, self.filing, component, path, size, progress, cancel)

    def shows(self, component: str, path: bytes) -> ShownHow:  # noqa: ARG002  (a packet tells files apart)
        """Everything is here."""
        return ShownHow.WHOLE

    def place(self, where: Where) -> int:
        """Give where a subject begins in its file."""
        return where.start

    def decide(
        self, ids: Sequence[str], verdict: Verdict, comment: str, how: Mapping[str, ShownHow], key: str
    ) -> object:
        """Sign a verdict."""
        return reviewing.decide(
            self.session, self.filing, ids=ids, verdict=verdict, comment=comment, key=key, shown=how
        )

    def withdraw(self, ids: Sequence[str], key: str) -> object:
        """Take one's own verdicts back."""
        return reviewing.withdraw(self.session, self.filing, ids=ids, key=key)

    def fulfil(self, ids: Sequence[str], note: str, key: str) -> object:
        """Sign that conditions are met."""
        return reviewing.fulfil(self.session, self.filing, ids=ids, note=note, key=key)

    def settle(self, name: str, verdict: Verdict, comment: str, key: str) -> object:
        """Settle what reviewers disagree about."""
        return reviewing.settle(self.session, self.filing, id=name, verdict=verdict, comment=comment, key=key)

    def signing(self) -> SigningView:
        """Give what a signature means."""
        return reviewing.signing(self.session, self.filing)

    def sign(self, key: str, certificate: Certificate | None, progress: Progress, cancel: Cancel) -> Round | None:  # noqa: ARG002  (a packet takes a certificate)
        """Approve the round; a certificate signs in reviewer mode."""
        return reviewing.sign(self.session, self.filing, key=key, progress=progress, cancel=cancel)

    def answer(self, key: str) -> object:
        """Say that one has answered, without a signature of the round."""
        return reviewing.answer(self.session, self.filing, key=key)

    def no_signature(self) -> str:
        """Everything can be signed here."""
        return ""


def mine(desk: Desk, book: str, members: Sequence[PublicKey]) -> frozenset[str]:
    """Give the fingerprints of the keys that were used before in this workbook by whoever sits here.

    Their names are remembered when a key is chosen; the keychain is not opened for that.
    """
    names = {desk.settings.text(f"key:{book}:{each}") for each in (*(role.value for role in Role), "any")} - {""}
    return frozenset(member.fingerprint for member in members if member.name in names)
