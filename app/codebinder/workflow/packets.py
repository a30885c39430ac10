"""Review packets, outward: one encrypted file with all that a reviewer needs to decide, and to sign, elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from codebinder import review, vault
from codebinder.base import canonical
from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidError, SaidProblems, Told
from codebinder.base.safenames import safe_names
from codebinder.errors import Bug, UserError
from codebinder.model.filing import Filing, Keep
from codebinder.model.ports import Cancel, Progress, Signer
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import Duty, PublicKey, Round, Signed, SignedType
from codebinder.model.source import ComponentKind
from codebinder.model.text import Message, shown
from codebinder.review import packet as container
from codebinder.review import packetparts as parts
from codebinder.workflow import (
    contents,
    exposure,
    filings,
    hits,
    inputs,
    notes,
    packetinside,
    packetsubjects,
    people,
    reviewing,
    state,
)
from codebinder.workflow.assembling import Assembled, assemble
from codebinder.workflow.packetsink import PacketKeeping, PacketSink, Place, Sent
from codebinder.workflow.packetviews import PacketReport
from codebinder.workflow.releasing import Waiting, Written
from codebinder.workflow.session import Session

WHOLE, RANGES = "whole", "ranges"
COMMENT = "comment"
TAGS = (inputs.SUBJECT, hits.VALUE, hits.CONTEXT, COMMENT)
"""Purposes of the keyed digests that a packet's reader computes again."""

_PREFIX = "codebinder-key1:"
_MOST_CONTEXT = 1000
_MOST_QUESTIONS, _LONGEST_QUESTION = 100, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What an export is to be: checked words of the person."""

    to: tuple[PublicKey, ...]
    outside: tuple[str, ...]
    passphrase: str
    content: str
    context: int
    questions: tuple[str, ...]


def export(  # noqa: PLR0913  (what leaves, to whom, by whom)
    session: Session,
    filing: Filing,
    *,
    out: Path,
    to: Sequence[str],
    passphrase: str = "",
    key: str,
    content: str = WHOLE,
    context: int = 20,
    questions: Sequence[str] = (),
    progress: Progress,
    cancel: Cancel,
) -> PacketReport:
    """Write the open round as a packet for `to` (names on the roster, lines of `key export`) into the new file `out`.

    Everything is computed once more, and nothing is written where that is not what the round submitted. The PACKET
    object is in the workbook before the file appears.
    """
    wanted = _wanted(session, to, passphrase, content, context, questions)
    row = state.open_round(session, filing)
    filing = filings.narrowed(session, filing, row.scope)
    sender = people.acting(session, key, Duty.PROPOSE, filing)
    state.check_chain(session)
    signer, _ = session.signer(key)
    with PrivateFolder(session.environment.temp_root) as work, Waiting(out) as waiting:
        with waiting.stream() as file:
            originals, signed, place = _written(
                session, filing, row, wanted, sender, signer, file, work, progress, cancel
            )
        cancel.check()
        detail = {"round": row.number, "size": file.size, "recipients": len(wanted.to), "content": wanted.content}
        with session.book.transaction("review export", actor=sender.fingerprint, subject=filing.slug, detail=detail):
            if state.open_round(session, filing).number != row.number:
                raise _changed(filing)
            session.book.reviews.add(
                signed, filing=filing.slug, round=row.number, subject="", sequence=place.sequence, at=place.at
            )
        waiting.appear()
    return _report(out, file, row, wanted, originals)


def _written(
    session: Session,
    filing: Filing,
    row: Round,
    wanted: _Wanted,
    sender: PublicKey,
    signer: Signer,
    file: Written,
    work: Path,
    progress: Progress,
    cancel: Cancel,
) -> tuple[int, Signed, review.Place]:
    """Write the packet into `file`; give how many originals it holds, and its signed object."""
    # Its sender opens it too: an audit of the workbook is checked against what was sent.
    recipients = list(dict.fromkeys((*(each.age for each in wanted.to), sender.age)))
    if wanted.passphrase:
        identity, recipient = vault.new_identity()
        box = vault.encrypt_by_passphrase(wanted.passphrase, identity.encode("ascii"))
        file.write(container.DOOR + len(box).to_bytes(4, "big") + box)
        recipients.append(recipient)
    with vault.EncryptingWriter(recipients, file) as encrypting:
        writer = container.PacketWriter(encrypting)
        originals = _fill(session, filing, row, wanted, writer, work, progress, cancel)
        listing = writer.listing()
        signed, place = _signed(session, filing, row, wanted, container.digest_of(listing), signer)
        writer.close(listing, signed.stored, signed.signature)
        encrypting.close()
    return originals, signed, place


def _report(out: Path, file: Written, row: Round, wanted: _Wanted, originals: int) -> PacketReport:
    return PacketReport(
        path=str(out),
        size=file.size,
        sha256=file.sha256,
        files=row.files,
        originals=originals,
        content=wanted.content,
        recipients=tuple(each.name for each in wanted.to),
        warnings=tuple(Told(Message("packet.outsider", {"name": shown(each)})) for each in wanted.outside),
    )


def _wanted(
    session: Session, to: Sequence[str], passphrase: str, content: str, context: int, questions: Sequence[str]
) -> _Wanted:
    if not to and not passphrase:
        raise SaidError(Message("packet.to-nobody"), next_step=Message("next.name-reviewer-give-passphrase"))
    if content not in {WHOLE, RANGES}:
        raise SaidError(
            Message("packet.no-content"), where=shown(content), next_step=Message("next.choose-whole-ranges")
        )
    if not 0 <= context <= _MOST_CONTEXT:
        raise SaidError(Message("packet.no-context", {"most": _MOST_CONTEXT}))
    if len(questions) > _MOST_QUESTIONS or any(len(each) > _LONGEST_QUESTION for each in questions):
        raise SaidError(Message("packet.many-questions", {"most": _MOST_QUESTIONS, "long": _LONGEST_QUESTION}))
    found: dict[str, PublicKey] = {}
    outside: list[str] = []
    roster = session.roster()
    for each in to:
        public = _person(session, each)
        member = review.member(roster, public.fingerprint)
        if review.revocation_of(roster, public.fingerprint) is not None:
            raise SaidError(
                Message("packet.revoked"),
                where=shown(public.name),
                next_step=Message("next.use-person-new-key-instead"),
            )
        if member is None:
            outside.append(public.name)
        found[public.fingerprint] = member or public
    return _Wanted(
        to=tuple(found.values()),
        outside=tuple(outside),
        passphrase=passphrase,
        content=content,
        context=context,
        questions=tuple(questions),
    )


def _person(session: Session, text: str) -> PublicKey:
    if text.strip().startswith(_PREFIX):
        return vault.parse_public(text.strip())
    for member in session.roster().members:
        if text in {member.name, member.fingerprint}:
            return member
    raise SaidError(
        Message("packet.no-person"),
        where=shown(text[:80]),
        next_step=Message("next.give-name-roster-line-codebinder"),
    )


def _fill(
    session: Session,
    filing: Filing,
    row: Round,
    wanted: _Wanted,
    writer: container.PacketWriter,
    work: Path,
    progress: Progress,
    cancel: Cancel,
) -> int:
    """Write every member; give how many originals there are."""
    made = inputs.of(session, filing, row.scope)
    whole = wanted.content == WHOLE
    sources = filings.template(session, filing).archive.sources
    kept = _kept(made)
    with PacketSink(writer, whole=whole, workers=session.environment.workers, cancel=cancel) as sink:
        keeping = PacketKeeping(sink, context=None if whole else wanted.context, kept=kept, sources=sources)
        assembled = assemble(
            session, filing, sink=sink, work=work, draft=False, moment=None, kept=keeping, progress=progress,
            cancel=cancel,
        )  # fmt: skip
        listing = review.round_listing(assembled.files)
        if review.round_digest(listing) != row.digest:
            raise SaidProblems(
                Message("refuse.approving.what-would-leave-now-not", {"number": row.number}),
                next_step=Message("next.submit-new-round"),
            )
        if not whole or not sources:
            _clear(session, filing, assembled, keeping, kept, progress, cancel)
        _unmentioned(assembled, keeping)
        files = _files(session, filing, assembled, keeping.sent, whole=whole)
        files += packetinside.rows(session, filing, made, keeping, files, cancel)
        views = state.subjects(session, filing)
        objects = session.book.reviews.objects(filing=filing.slug)
        sink.part(parts.ROUND, listing)
        sink.part(parts.TEMPLATE, filing.template_text)
        sink.part(parts.ROSTERS, parts.dump_signed(_rosters(session)))
        sink.part(parts.OBJECTS, parts.dump_signed(objects))
        sink.part(parts.COMMENTS, canonical.dumps(_comments(session, filing, objects)))
        sink.part(parts.SUBJECTS, parts.dump(packetsubjects.rows_of(session, filing, made, views)))
        sink.part(parts.FILES, parts.dump(files))
        sink.part(parts.RANGES, parts.dump(keeping.rows))
        sink.part(parts.HEAD, parts.dump([_head(session, filing, row, wanted)]))
        sink.flush()
        return sink.originals


def _kept(made: inputs.Inputs) -> Mapping[Place, Sequence[tuple[int, int]]]:
    kept: dict[Place, list[tuple[int, int]]] = {}
    for each in made.rows:
        if isinstance(each, Keep):
            seen = each.finding
            kept.setdefault((seen.component, seen.path), []).append((seen.start, seen.end))
    return kept


def _clear(
    session: Session,
    filing: Filing,
    assembled: Assembled,
    keeping: PacketKeeping,
    kept: Mapping[Place, Sequence[tuple[int, int]]],
    progress: Progress,
    cancel: Cancel,
) -> None:
    """Add what people keep in files of which nothing is hidden, where the payload does not show it whole."""
    for part in filings.components(session, filing, ComponentKind.SOURCE):
        wanted = {path for component, path in kept if component == part.slug} - {
            path for component, path in keeping.sent if component == part.slug
        }
        for each in contents.selection(session, filing, part) if wanted else ():
            if each.included and each.entry.path in wanted:
                filed = assembled.pipeline.one(part, each.entry, progress=progress, cancel=cancel)
                if filed is not None and not filed.ranges:
                    keeping.clear(filed)


def _unmentioned(assembled: Assembled, keeping: PacketKeeping) -> None:
    """Add the withheld files that the template lets go unmentioned: the reviewer sees them all the same."""
    there = {(each.component, each.path) for each in keeping.rows if each.what == "file"}
    for secret in assembled.pipeline.secrets:
        row = secret.redaction
        if row.kind is RedactionKind.FILE and (row.component, row.path) not in there:
            keeping.unmentioned(component=row.component, path=row.path, data=secret.value, redactions=(row.id,))


def _files(
    session: Session, filing: Filing, assembled: Assembled, sent: Mapping[Place, Sent], *, whole: bool
) -> list[parts.FileRow]:
    """List every file of a source that is not withheld, with where its bytes are."""
    sources = assembled.pipeline.template.archive.sources
    withheld = {
        (each.redaction.component, each.redaction.path)
        for each in assembled.pipeline.secrets
        if each.redaction.kind is RedactionKind.FILE
    }
    rows: list[parts.FileRow] = []
    for part in sorted(filings.components(session, filing, ComponentKind.SOURCE), key=lambda each: each.slug):
        inside = [each.entry for each in contents.selection(session, filing, part) if each.included]
        paths = [each.path for each in contents.files_of(inside) if (part.slug, each.path) not in withheld]
        names = safe_names(paths)
        for path in sorted(paths):
            payload = f"data/source/{part.slug}/{names[path]}"
            held = sent.get((part.slug, path), Sent())
            filed = held.filed or (f"filed/{payload}" if whole and sources else "")
            rows.append(
                parts.FileRow(
                    component=part.slug, path=path, payload=payload, filed=filed, original=held.original,
                    parts=held.parts, filed_parts=held.filed_parts,
                )
            )  # fmt: skip
    for found in assembled.pipeline.images.found:
        held = sent[found.component.slug, found.path]
        rows.append(
            parts.FileRow(
                component=found.component.slug, path=found.path, payload=found.payload_path, filed=held.filed,
                original=held.original, parts=held.parts, filed_parts=held.filed_parts,
            )
        )  # fmt: skip
    return rows


def _rosters(session: Session) -> list[Signed]:
    held = session.book.reviews
    return [*held.objects(type=SignedType.ROSTER), *held.objects(type=SignedType.ENDORSEMENT)]


def _comments(session: Session, filing: Filing, objects: Sequence[Signed]) -> dict[str, str]:
    here = {review.stored_digest(each) for each in objects}
    boxes = session.book.reviews.comments(filing.slug)
    return {digest: notes.opened(session, box) for digest, box in boxes.items() if digest in here}


def _head(session: Session, filing: Filing, row: Round, wanted: _Wanted) -> parts.Head:
    view = reviewing.signing(session, filing)
    vendor, product = session.book.vendor.get(), filings.product(session, filing)
    delta = reviewing.delta(session, filing)
    members = session.roster().members
    origins = session.book.reviews.origins()
    return parts.Head(
        slug=filing.slug,
        vendor=vendor.name,
        vendor_zh=vendor.name_zh,
        product=product.name,
        version=product.version,
        recipient=filings.recipient(session, filing),
        content=wanted.content,
        context=wanted.context,
        questions=wanted.questions,
        programs=_json([list(each) for each in row.programs]),
        keys=_json({name: session.sealer.tag_key(name).hex() for name in TAGS}),
        heads=_json({each.fingerprint: list(session.book.reviews.last(each.fingerprint)) for each in members}),
        origins=_json({each.fingerprint: origins.get(each.fingerprint, "") for each in members}),
        accounting=_json([[slug, asdict(account)] for slug, account in view.accounting]),
        delta=_json(None if delta is None else asdict(delta)),
        unmet=view.unmet,
        unsearched=state.unsearched(session, filing, row),
        undecided=view.undecided,
        scored_down=view.scored_down,
        taken_back=view.taken_back,
        shared_account=view.shared_account,
        exposed=exposure.dumps(exposure.kept(session, filing) or ()),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _signed(
    session: Session, filing: Filing, row: Round, wanted: _Wanted, members: str, signer: Signer
) -> tuple[Signed, review.Place]:
    place = people.place(
        session, signer.fingerprint, filing_uid=filing.uid, round_=row.number, previous_round=row.previous,
        template=filing.template_digest, roster=session.roster().version,
    )  # fmt: skip
    if place.audit_head is None:
        raise Bug("a round was submitted and nothing is sealed in the workbook")
    signed = parts.packet_object(
        digest=row.digest,
        members=members,
        recipients=[each.fingerprint for each in wanted.to],
        content=wanted.content,
        audit_head=place.audit_head,
        place=place,
        signer=signer,
    )
    return signed, place


def _changed(filing: Filing) -> UserError:
    return SaidProblems(
        Message("refuse.packets.something-changed-while-packet-made"),
        where=filing.slug,
        next_step=Message("next.try-again"),
    )
