"""Openings: what a signed round hid is revealed to one recipient, with an approver's release (proof.md §2).

Nothing here reads a source: the sealed map of the round holds all that an opening needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from codebinder import redact, review, vault
from codebinder import workbook as books
from codebinder.base.messages import SaidError, Told
from codebinder.model.filing import Filing
from codebinder.model.opening import OpeningReport, OpeningRow
from codebinder.model.ports import Cancel, Progress, Signer
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import Duty, PublicKey, Role, Round, Signed, SignedType
from codebinder.model.text import Message
from codebinder.workflow import filings, people, recipients, sealedmap
from codebinder.workflow.gitoffer import Offer, offered
from codebinder.workflow.openchecks import check
from codebinder.workflow.openchoice import chosen, hidden, merged, preview, rounds, signed_round, something
from codebinder.workflow.releasing import Waiting
from codebinder.workflow.sealedmap import COMMIT, FILE, RANGE, MapEntry, SealedMap
from codebinder.workflow.session import Session
from codebinder.workflow.state import LISTING

__all__ = ["check", "hidden", "made", "make", "preview", "rounds"]

_MOST_BYTES = 256 << 20


def make(  # noqa: PLR0913  (what can be opened, to whom, by whom)
    session: Session,
    filing: Filing,
    *,
    redactions: Sequence[str] = (),
    path: bytes | None = None,
    everything: bool = False,
    commit: bool = False,
    component: str | None = None,
    number: int = 0,
    to: str,
    out: Path,
    key: str,
    progress: Progress,
    cancel: Cancel,
) -> OpeningReport:
    """Open what was named to the recipient `to`, into the new file `out`, released by the approver `key`.

    `number` is the round (0: the newest that was signed). The register has the release before the file appears.
    """
    something(redactions, path, everything=everything, commit=commit)
    recipient = recipients.resolve(session, to)
    role = Role(filings.template(session, filing).approvals.role)
    approver = session.acting(key, Duty.APPROVE, filing, role=role)
    row = signed_round(session, filing, number)
    held = SealedMap(session, filing, row.number)
    progress.start("progress.opening", None)
    wanted = chosen(held.entries, redactions, path, component, row, everything=everything, commit=commit)
    opening, offers = _gathered(session, filing, row, held, wanted, recipient, path, cancel)
    opening = replace(opening, key=vault.public_pem(approver.ed25519))
    with Waiting(out) as waiting:
        signer, _ = session.signer_asked_again(key)
        signed, place = _released(session, filing, row, opening, recipient, signer)
        message = review.signed_message(signed.type, signed.stored)
        opening = replace(opening, message=message, signature=signed.signature)
        box = vault.encrypt([recipient.age], redact.write_opening(opening))
        waiting.write(box)
        detail = {"round": row.number, "count": len(wanted), "recipient": recipient.age[:16]}
        with session.book.transaction("opening make", actor=signer.fingerprint, subject=filing.slug, detail=detail):
            session.book.reviews.add(
                signed, filing=filing.slug, round=row.number, subject="", sequence=place.sequence, at=place.at
            )
        waiting.appear()
    late = _late(session, filing, row, approver)
    return _report(out, box, row, wanted, opening, offers, signed, recipient, frozenset(redactions), late)


def _gathered(
    session: Session,
    filing: Filing,
    row: Round,
    held: SealedMap,
    wanted: Sequence[MapEntry],
    recipient: recipients.Recipient,
    path: bytes | None,
    cancel: Cancel,
) -> tuple[redact.OpeningFile, list[Offer]]:
    """Give the opening but for its release, and what became of the way to each commit."""
    if sum(entry.size for entry in wanted) > _MOST_BYTES:
        raise SaidError(
            Message("refuse.openings.what-opened-more-than-mib", {"most_bytes": _MOST_BYTES >> 20}),
            next_step=Message("next.open-several-openings"),
        )
    before = [each for each in made(session, filing) if each.round == row.number and each.recipient == recipient.age]
    known = frozenset(entry.commitment for entry in wanted) | {each for one in before for each in one.commitments}
    offers = [offered(held, entry, known, path) for entry in wanted if entry.what == COMMIT]
    opening = redact.OpeningFile(
        filing=filing.uid,
        round=row.number,
        round_digest=row.digest,
        root=_root(session, filing, row),
        recipient=recipient.age,
        message=b"",
        signature=b"",
        key=b"",
        items=tuple(_item(filing, held, entry, cancel) for entry in wanted),
        objects=tuple(each for offer in offers for each in offer.objects),
        earlier=tuple(one.digest for one in before) if any(offer.objects for offer in offers) else (),
    )
    return opening, offers


def made(session: Session, filing: Filing) -> tuple[OpeningRow, ...]:
    """Give the register of the filing's openings, oldest first."""
    rows: list[OpeningRow] = []
    for signed in session.book.reviews.objects(filing=filing.slug, type=SignedType.RELEASE):
        fields = review.check_object(signed, session.rosters(), book=session.book.uid, filing=filing.uid)
        listed = fields["commitments"]
        rows.append(
            OpeningRow(
                filing=filing.slug,
                number=len(rows) + 1,
                at=str(fields["at"]),
                round=int(str(fields["round"])),
                signer=signed.signer,
                recipient=str(fields["recipient"]),
                recipient_name=str(fields["recipient_name"]),
                commitments=tuple(map(str, cast("list[object]", listed))),
                digest=review.stored_digest(signed),
            )
        )
    return tuple(rows)


def _item(filing: Filing, held: SealedMap, entry: MapEntry, cancel: Cancel) -> redact.Item:
    """Give what opens one entry, checked against the commitment that was published."""
    cancel.check()
    data = held.data(entry)
    ranged = entry.what == RANGE
    hidden = redact.withheld_hidden(entry.path, data) if entry.what == FILE else data
    message = redact.message(
        filing_uid=filing.uid, component=entry.component, kind=RedactionKind(entry.kind),
        payload_path=entry.payload_path, ordinal=entry.ordinal if ranged else 0, offset=entry.offset, hidden=hidden,
    )  # fmt: skip
    if not redact.check_opening(salt=entry.salt, text=message, published=entry.commitment):
        raise sealedmap.damaged()
    return redact.Item(
        name=f"commits/{entry.component}" if entry.what == COMMIT else f"ranges/{entry.ordinal:06d}",
        commitment=entry.commitment,
        component=entry.component,
        kind=entry.kind,
        payload_path=entry.payload_path,
        ordinal=entry.ordinal,
        offset=entry.offset,
        encoding=entry.encoding,
        mask=entry.mask,
        salt=entry.salt,
        message=message,
    )


def _root(session: Session, filing: Filing, row: Round) -> str:
    """Give the digest of the round's list of commitments, from what was submitted."""
    box = session.book.reviews.sealed_listing(filing.slug, row.number)
    listing = books.unpack(session.sealer.unseal(LISTING, box))
    if hashlib.sha256(listing).hexdigest() != row.digest:
        raise SaidError(
            Message("refuse.openings.listing-round-damaged"), next_step=Message("next.go-back-copy-workbook")
        )
    return next(file.sha256 for file in review.parse_listing(listing) if file.path == "proof/commitments.txt")


def _released(
    session: Session,
    filing: Filing,
    row: Round,
    opening: redact.OpeningFile,
    recipient: recipients.Recipient,
    signer: Signer,
) -> tuple[Signed, review.Place]:
    place = people.place(
        session,
        signer.fingerprint,
        filing_uid=filing.uid,
        round_=row.number,
        previous_round=row.previous,
        template=filing.template_digest,
        roster=session.roster().version,
    )
    signed = review.release(
        digest=row.digest,
        root=opening.root,
        commitments=[item.commitment for item in opening.items],
        recipient=recipient.age,
        recipient_key=recipient.fingerprint,
        recipient_name=recipient.name,
        place=place,
        signer=signer,
    )
    return signed, place


def _late(session: Session, filing: Filing, row: Round, approver: PublicKey) -> str:
    """Warn where the approver came onto the roster after the round was approved: a package may not have her key."""
    rosters = session.rosters()
    signed = session.book.reviews.objects(filing=filing.slug, type=SignedType.APPROVAL, round=row.number)
    fields = [review.check_object(each, rosters, book=session.book.uid, filing=filing.uid) for each in signed]
    version = max((int(str(each["roster"])) for each in fields), default=len(rosters))
    if review.member(rosters[version - 1], approver.fingerprint) is not None:
        return ""
    return Told(Message("fault.openings.your-key-came-onto-roster"))


def _report(
    out: Path,
    box: bytes,
    row: Round,
    wanted: Sequence[MapEntry],
    opening: redact.OpeningFile,
    offers: Sequence[Offer],
    signed: Signed,
    recipient: recipients.Recipient,
    asked: frozenset[str],
    late: str,
) -> OpeningReport:
    warnings = [late] if late else []
    if offers:
        warnings.append(Told(Message("fault.openings.commit-ids-digests-over-everything")))
    if any(offer.objects for offer in offers):
        warnings.append(Told(Message("fault.openings.commit-names-author-committer-holds")))
    return OpeningReport(
        path=str(out),
        digest=hashlib.sha256(box).hexdigest(),
        size=len(box),
        round=row.number,
        ranges=sum(entry.what == RANGE for entry in wanted),
        files=sum(entry.what == FILE for entry in wanted),
        commits=len(offers),
        objects=len(opening.objects),
        recipient=recipient.age,
        recipient_name=recipient.name,
        release=review.stored_digest(signed),
        merged=merged(wanted, asked),
        warnings=tuple(warnings),
        unoffered=tuple(offer.why for offer in offers if offer.why),
    )
