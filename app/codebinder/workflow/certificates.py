"""Certificates of persons: binding one, signing the approval's page with it, and judging a page that came back signed.

Everything here works without the extra `pades` but signing and judging, which say in one sentence what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from codebinder import review, vault
from codebinder.base.files import PrivateFolder
from codebinder.base.messages import SaidError, place_why
from codebinder.errors import UserError
from codebinder.model.certificates import ApprovalPage, CertificateFacts, PaperSignature
from codebinder.model.filing import Filing
from codebinder.model.review import PublicKey, Roster, Round, Signed
from codebinder.model.text import Message, shown
from codebinder.workflow import filings, state
from codebinder.workflow.environment import Environment
from codebinder.workflow.packetviews import PacketInfo
from codebinder.workflow.session import Session


def available() -> bool:
    """Is the extra installed that signing and judging need?"""
    return vault.pades_available()


def certificate_of(pkcs12: Path, passphrase: str) -> bytes:
    """Give the certificate (DER) in a PKCS#12 file, to bind it; UserError where it cannot be opened or cannot sign."""
    return _holder(pkcs12, passphrase).certificate


def facts(certificate: bytes) -> CertificateFacts:
    """Give what a certificate (DER) says."""
    return vault.certificate_facts(certificate)


def facts_of(pkcs12: Path, passphrase: str) -> CertificateFacts:
    """Give what the certificate in a PKCS#12 file says, before it is bound or signs."""
    return _holder(pkcs12, passphrase).facts


def bound(roster: Roster, fingerprint: str) -> str:
    """Give the SHA-256 of the certificate that is bound to a key, or ""."""
    return next((each.sha256 for each in roster.certificates if each.fingerprint == fingerprint), "")


def check_signer(session: Session, key: str, pkcs12: Path, passphrase: str) -> None:
    """Refuse before the approver's own key signs what `add` would refuse afterwards."""
    approver = session.member(key)
    check_before(
        pkcs12, passphrase, approver=approver, certificate_sha256=bound(session.roster(), approver.fingerprint),
        at=session.environment.stamp(),
    )  # fmt: skip


def add(session: Session, filing: Filing, *, key: str, pkcs12: Path, passphrase: str) -> CertificateFacts:
    """Sign the page of the approval that the person behind `key` just gave in this workbook, and keep it."""
    approver = session.member(key)
    row = state.current_round(session, filing)
    own = [each for each in state.approvals(session, filing) if each.key.fingerprint == approver.fingerprint]
    if row is None or not own:
        raise SaidError(Message("certificate.other-round"))
    made = page(session, filing, row, approver=approver, at=own[-1].at, account_shared=own[-1].account_shared)
    sha256 = bound(session.roster(), approver.fingerprint)
    pdf = signed_approval(session.environment, made, pkcs12=pkcs12, passphrase=passphrase, certificate_sha256=sha256)
    found = judge(session.environment, made, pdf, certificate_sha256=sha256)
    detail = {"round": row.number, "certificate": sha256}
    with session.book.transaction("certificate sign", actor=approver.fingerprint, subject=filing.slug, detail=detail):
        keep(session, own[-1].signed, pdf)
    return found.certificate or facts_of(pkcs12, passphrase)


def page(
    session: Session,
    filing: Filing,
    row: Round,
    *,
    approver: PublicKey,
    at: str,
    counts: tuple[int, int] | None = None,
    account_shared: bool = False,
) -> ApprovalPage:
    """Give the page of one approval, from the workbook; `counts` are redactions and kept findings, where known."""
    vendor, product = session.book.vendor.get(), filings.product(session, filing)
    template = filings.template(session, filing)
    redactions, kept = counts or _counts(session, filing)
    return ApprovalPage(
        vendor=vendor.name,
        vendor_zh=vendor.name_zh,
        recipient=filings.recipient(session, filing),
        product=product.name,
        version=product.version,
        template=f"{template.id} {template.version}",
        filing=filing.slug,
        filing_uid=filing.uid,
        round=row,
        approver=approver,
        redactions=redactions,
        kept=kept,
        at=at,
        account_shared=account_shared,
    )


def packet_page(
    info: PacketInfo,
    *,
    approver: PublicKey,
    redactions: int,
    kept: int,
    at: str,
    account_shared: bool = False,
) -> ApprovalPage:
    """Give the page of one approval, from a packet: the same that the workbook gives."""
    return ApprovalPage(
        vendor=info.vendor,
        vendor_zh=info.vendor_zh,
        recipient=info.recipient,
        product=info.product,
        version=info.version,
        template=f"{info.template_id} {info.template_version}",
        filing=info.filing,
        filing_uid=info.filing_uid,
        round=info.round,
        approver=approver,
        redactions=redactions,
        kept=kept,
        at=at,
        account_shared=account_shared,
    )


def drawn(environment: Environment, page: ApprovalPage) -> bytes:
    """Draw the page; everybody who holds the same round gets the same bytes."""
    from codebinder.bundle.approval_pdf import approval_pdf  # ReportLab takes its time to load

    with PrivateFolder(environment.temp_root) as folder:
        out = folder / "approval.pdf"
        approval_pdf(out, page)
        return out.read_bytes()


def signed_approval(
    environment: Environment, page: ApprovalPage, *, pkcs12: Path, passphrase: str, certificate_sha256: str
) -> bytes:
    """Draw the page and sign it with the certificate in a file; its time is that of the approval.

    UserError where the certificate is not the one that the roster binds to the approver (`certificate_sha256`).
    """
    vault.check_pades()
    holder = _holder(pkcs12, passphrase)
    _check_bound(page.approver, holder.facts, certificate_sha256)
    reason = f"Approval of round {page.round.number}, SHA-256 {page.round.digest}"
    return vault.sign_pdf(holder, drawn(environment, page), at=_moment(page.at), reason=reason, where=_named(pkcs12))


def check_before(pkcs12: Path, passphrase: str, *, approver: PublicKey, certificate_sha256: str, at: str) -> None:
    """Refuse early, before the approver's own key signs, what `signed_approval` would refuse afterwards."""
    vault.check_pades()
    holder = _holder(pkcs12, passphrase)
    _check_bound(approver, holder.facts, certificate_sha256)
    vault.check_may_sign(holder, _moment(at), where=_named(pkcs12))


def judge(environment: Environment, page: ApprovalPage, pdf: bytes, *, certificate_sha256: str) -> PaperSignature:
    """Check a page that came back signed: drawn from these values, signed by the certificate bound to its approver.

    UserError with what is wrong; the extra has to be installed.
    """
    vault.check_pades()
    if not certificate_sha256:
        raise SaidError(Message("certificate.bound-to-nobody", {"person": shown(page.approver.person)}))
    if not pdf.startswith(drawn(environment, page)):
        raise _refused(page, Message("certificate.another-paper"))
    found = vault.validate_pdf(pdf, certificate_sha256)
    if not found.good:
        raise _refused(page, found.faults[0])
    return found


def judge_answer(session: Session, filing: Filing, approval: Signed, pdf: bytes) -> PaperSignature:
    """Judge the page that came with an approval of the current round; UserError with what is wrong."""
    roster, row = session.roster(), state.current_round(session, filing)
    approver = review.member(roster, approval.signer)
    if row is None or approver is None:
        raise SaidError(Message("certificate.other-round"))
    fields = review.check(approval, approver)
    if (fields["round"], fields["digest"]) != (row.number, row.digest):
        raise SaidError(Message("certificate.other-round"))
    shared = fields.get("account_shared") is True
    wanted = page(session, filing, row, approver=approver, at=str(fields["at"]), account_shared=shared)
    return judge(session.environment, wanted, pdf, certificate_sha256=bound(roster, approver.fingerprint))


def keep(session: Session, approval: Signed, pdf: bytes) -> bool:
    """Keep a judged page beside its approval, within a transaction; False where it is here already."""
    return session.book.papers.add(review.stored_digest(approval), pdf, at=session.environment.stamp())


def pages(session: Session, filing: Filing) -> Mapping[str, PaperSignature]:
    """Judge the pages kept for the current approvals anew, by fingerprint; none where the extra is missing."""
    if not available():
        return {}
    approvals = state.approvals(session, filing)
    held = session.book.papers.of([review.stored_digest(each.signed) for each in approvals])
    roster = session.roster()
    return {each.key.fingerprint: vault.validate_pdf(held[digest], bound(roster, each.key.fingerprint))
            for each in approvals if (digest := review.stored_digest(each.signed)) in held}  # fmt: skip


def _counts(session: Session, filing: Filing) -> tuple[int, int]:
    views = state.subjects(session, filing)
    kept = sum(view.subject.kind == "keep" for view in views)
    return len(views) - kept, kept


def _holder(pkcs12: Path, passphrase: str) -> vault.Holder:
    try:
        with pkcs12.open("rb") as stream:
            data = stream.read(vault.LARGEST_PKCS12 + 1)
    except OSError as error:
        raise SaidError(
            Message("refuse.certificates.file-certificate-cannot-read"), where=place_why(_named(pkcs12), error)
        ) from None
    return vault.open_holder(data, passphrase, where=_named(pkcs12))


def _check_bound(approver: PublicKey, found: CertificateFacts, certificate_sha256: str) -> None:
    person = shown(approver.person)
    if not certificate_sha256:
        raise SaidError(
            Message("certificate.bound-to-nobody", {"person": person}),
            next_step=Message("next.roster-keeper-binds-key-certificate"),
        )
    if found.sha256 != certificate_sha256:
        raise SaidError(Message("certificate.other-certificate", {"person": person, "subject": found.subject}))


def _refused(page: ApprovalPage, why: Message) -> UserError:
    return SaidError(Message("certificate.refused", {"person": shown(page.approver.person), "why": why}))


def _moment(at: str) -> datetime:
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _named(path: Path) -> str:
    return shown(path.name)
