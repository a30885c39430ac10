"""The seal of a package, made once for the same bytes; and the recovery file that must be there before the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codebinder import review
from codebinder.model.filing import Filing
from codebinder.model.package import Approval
from codebinder.model.ports import Signer
from codebinder.model.review import Round, Signed, SignedType
from codebinder.workflow import people, recovery
from codebinder.workflow.sealedmap import SealedMap
from codebinder.workflow.session import Session


def recoverable(
    session: Session, filing: Filing, row: Round, approvals: Sequence[Approval], key: str
) -> recovery.Made | None:
    """Make sure that what this round hides can be opened when this computer is gone, before anything is sealed.

    Where no recovery file was made yet, makes one beside the workbook for the roster's keeper, the approvers and the
    sealer, and opens it with the sealer's key; the caller notes it. Nothing where nothing is hidden.
    """
    if recovery.state(session).made or not SealedMap(session, filing, row.number).entries:
        return None
    roster = session.roster()
    sealer = session.member(key)
    keeper = review.member(roster, roster.keeper)
    members = [each for each in (keeper, *(approval.key for approval in approvals), sealer) if each is not None]
    return recovery.ensure(session, members, key)


class Seal:
    """Makes the seal, or takes the one that this filing already has for the same bytes: same filing, same bytes.

    Its time is the package's one time, that of the last approval (of a draft: the filing's beginning), so that two
    copies of a workbook seal alike.
    """

    def __init__(
        self, session: Session, filing: Filing, row: Round | None, approvals: Sequence[Approval], signer: Signer
    ) -> None:
        self._session = session
        self._filing = filing
        self._row = row
        self._signer = signer
        self._at = max((each.at for each in approvals), default=filing.created_at)
        self._fresh: tuple[Signed, review.Place] | None = None

    def __call__(self, *, tagmanifest: str, round_digest: str, draft: bool) -> Signed:
        session, filing, row = self._session, self._filing, self._row
        for held in session.book.reviews.objects(
            filing=filing.slug, type=SignedType.SEAL, signer=self._signer.fingerprint
        ):
            if review.sealed_tagmanifest(held) == tagmanifest:
                return held
        place = people.place(
            session,
            self._signer.fingerprint,
            filing_uid=filing.uid,
            round_=row.number if row else 0,
            previous_round=row.previous if row else "",
            template=filing.template_digest,
            roster=session.roster().version,
        )
        place = replace(place, at=self._at)
        sequence, head = session.book.audit_head()
        signed = review.seal(
            tagmanifest=tagmanifest,
            round_digest=round_digest,
            draft=draft,
            audit_head=(sequence, session.sealer.tag("audit-head", head.encode())),
            place=place,
            signer=self._signer,
        )
        self._fresh = (signed, place)
        return signed

    def save(self) -> None:
        """Write a fresh seal into the workbook, so that building again gives the same package; in a transaction."""
        if self._fresh is not None:
            signed, place = self._fresh
            self._session.book.reviews.add(
                signed, filing=self._filing.slug, round=place.round, subject="", sequence=place.sequence, at=place.at
            )
