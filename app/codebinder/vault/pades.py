"""Signs PDFs by an X.509 certificate (PAdES) and checks such signatures; pyHanko is an extra, and named here alone.

pyHanko brings a library for networks along. Nothing of it is used: no time stamp, revocation list or certificate is
ever fetched, so a signature here is PAdES B-B.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.certificates import CertificateFacts, PaperSignature
from codebinder.model.text import Message, shown
from codebinder.vault import pkcs12

FIELD = "Approval"
LARGEST = 8 << 20
_HOSTILE = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError, OSError,
    NotImplementedError,
)  # fmt: skip
"""What a reader of PDF and DER may raise about bytes that somebody made for it, besides its own errors."""


def available() -> bool:
    """Is the extra installed?"""
    return importlib.util.find_spec("pyhanko") is not None


def check_available() -> None:
    """Refuse with one sentence where the extra is missing."""
    if not available():
        raise SaidError(
            Message("certificate.no-extra"),
            next_step=Message("next.install-pip-install-codebinder-pades"),
        )


def sign(holder: pkcs12.Holder, pdf: bytes, *, at: datetime, reason: str = "", where: str = "") -> bytes:
    """Sign a PDF, adding the signature behind its bytes, which stay as they are; `at` is the time claimed."""
    check_available()
    pkcs12.check_may_sign(holder, at, where=where)
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers
    from pyhanko.sign.general import SigningError
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class TimedSigner(signers.PdfSigner):
        """Claims our own time, in UTC: pyHanko takes the computer's, in its own time zone."""

        def init_signing_session(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401  (pyHanko's)
            session = super().init_signing_session(*given, **named)
            session.system_time = at.astimezone(UTC)
            return session

    class QuietWriter(IncrementalPdfFileWriter):
        """Leaves the document's own facts alone: pyHanko writes the computer's clock and time zone there."""

        def _update_meta(self) -> None:
            pass

    store = SimpleCertificateStore.from_certs([_loaded(x509, each) for each in holder.others])
    signer = signers.SimpleSigner(
        signing_cert=_loaded(x509, holder.certificate),
        signing_key=cast("Any", keys).PrivateKeyInfo.load(holder.key),
        cert_registry=store,
        embed_roots=False,
    )
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha512" if holder.facts.key == "Ed25519" else "sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason or None,
        name=holder.facts.subject,
    )
    try:
        with _quiet():
            made = TimedSigner(meta, signer=signer)
            return cast("BytesIO", cast("Any", made).sign_pdf(QuietWriter(BytesIO(pdf)))).getvalue()
    except (PdfError, SigningError):
        raise _no_pdf(where) from None


def validate(pdf: bytes, certificate_sha256: str, *, where: str = "") -> PaperSignature:
    """Check a PDF that one person signed with the certificate of this SHA-256; what is wrong is told in `faults`.

    UserError where the extra is missing, or the file is no PDF with one signature.
    """
    check_available()
    if len(pdf) > LARGEST or not pdf.startswith(b"%PDF-"):
        raise _no_pdf(where)
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError, UnacceptableSignerError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    own = (PdfError, SigningError, UnacceptableSignerError, PathError, ValidationError)
    try:
        with _quiet():
            return _validated(pdf, certificate_sha256)
    except SaidError:
        raise
    except (*own, *_HOSTILE):
        # What cannot be read is not intact, whatever it is.
        return PaperSignature(
            intact=False, whole=False, expected=False, timely=False, certificate=None, at="",
            faults=(Message("certificate.not-read"),),
        )  # fmt: skip


def _validated(pdf: bytes, expected: str) -> PaperSignature:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    reader = PdfFileReader(BytesIO(pdf), strict=True)
    found: list[Any] = list(reader.embedded_signatures)
    if len(found) != 1:
        raise SaidError(Message("certificate.not-one-signature", {"count": str(len(found))}))
    (signature,) = found
    certificate: Any = signature.signer_cert
    der = cast("bytes", certificate.dump())
    facts = pkcs12.facts_of(der)
    claimed = cast("datetime | None", signature.self_reported_timestamp)
    moment = claimed.astimezone(UTC) if claimed else None
    # The certificate itself is the anchor: who issued it is the business of those who bind it to a person.
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False, moment=moment)
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    status: Any = validate_pdf_signature(signature, context, key_usage_settings=usage)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
    return _report(
        facts,
        stamp,
        intact=bool(status.intact and status.valid),
        whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and _only_signed(reader)
        and _only_cms(pdf, signature)
        and pkcs12.chained(der, [cast("bytes", each.dump()) for each in signature.other_embedded_certs]),
        expected=hashlib.sha256(der).hexdigest() == expected,
        timely=facts.begins <= stamp <= facts.ends,
        trusted=bool(status.trusted),
    )


def _only_signed(reader: Any) -> bool:  # noqa: ANN401  (pyHanko's)
    """Was an invisible signature all that was added to the document as it was drawn, and nothing of it replaced?"""
    if reader.total_revisions != 2:
        return False
    drawn: Any = reader.get_historical_resolver(0)
    (root, page) = reader.trailer.raw_get("/Root"), drawn.root["/Pages"]["/Kids"].raw_get(0)
    replaced = {
        reference
        for reference in reader.xrefs.explicit_refs_in_revision(1)
        if reader.xrefs.get_introducing_revision(reference) == 0
    }
    return (
        drawn.trailer_view.raw_get("/Root") == root
        and drawn.trailer_view.raw_get("/Info") == reader.trailer.raw_get("/Info")
        and replaced <= {root.reference, page.reference}
        and _changed(drawn, reader, root) <= {"/AcroForm", "/Extensions", "/Version"}
        and _changed(drawn, reader, page) <= {"/Annots"}
        and set(reader.root["/AcroForm"]) <= {"/Fields", "/SigFlags"}
        and len(reader.root["/AcroForm"]["/Fields"]) == 1
        and list(reader.get_object(page.reference)["/Annots"]) == list(reader.root["/AcroForm"]["/Fields"])
        and _invisible(reader.root["/AcroForm"]["/Fields"][0])
    )


def _only_cms(pdf: bytes, signature: Any) -> bool:  # noqa: ANN401  (pyHanko's)
    """Does the gap that a signature cannot cover hold nothing but itself, as pyHanko writes it, and noughts?"""
    from asn1crypto import cms

    kinds, held = cast("Any", cms), signature.signed_data
    (signer,) = held["signer_infos"]
    named = {"issuer": signature.signer_cert.issuer, "serial_number": signature.signer_cert.serial_number}
    sid = kinds.SignerIdentifier("issuer_and_serial_number", kinds.IssuerAndSerialNumber(named))
    again = kinds.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [signer["digest_algorithm"]],
            "encap_content_info": {"content_type": "data"},
            "certificates": held["certificates"],
            "signer_infos": held["signer_infos"],
        }
    )
    whole = kinds.ContentInfo({"content_type": "signed_data", "content": again})
    _, begin, end, _ = (int(each) for each in signature.byte_range)
    hexed = cast("bytes", whole.dump(force=True)).hex().upper().encode("ascii")
    if signer["version"].native != "v1" or signer["sid"].dump() != sid.dump():
        return False
    return pdf[begin:end] == b"<" + hexed + b"0" * (end - begin - len(hexed) - 2) + b">"


def _changed(drawn: Any, reader: Any, reference: Any) -> set[str]:  # noqa: ANN401  (pyHanko's)
    """Give the keys of a dictionary that differ between the document as it was drawn and as it is."""
    before, after = drawn.get_object(reference.reference), reader.get_object(reference.reference)
    return {
        str(name)
        for name in {*before, *after}
        if name not in before or name not in after or before.raw_get(name) != after.raw_get(name)
    }


def _invisible(field: Any) -> bool:  # noqa: ANN401  (pyHanko's)
    keys = {"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"}
    return set(field) <= keys and all(float(edge) == 0 for edge in field["/Rect"])


def _report(
    facts: CertificateFacts, stamp: str, *, intact: bool, whole: bool, expected: bool, timely: bool, trusted: bool
) -> PaperSignature:
    days = {"begins": facts.begins[:10], "ends": facts.ends[:10], "at": stamp[:10]}
    tests = (
        (intact, Message("certificate.changed")),
        (whole, Message("certificate.not-whole")),
        (expected, Message("certificate.not-bound", {"subject": facts.subject, "sha256": facts.sha256})),
        (timely, Message("certificate.not-timely", days)),
        (trusted or not timely, Message("certificate.not-for-signing")),
    )
    return PaperSignature(
        intact=intact, whole=whole, expected=expected, timely=timely, certificate=facts, at=stamp,
        faults=tuple(sentence for holds, sentence in tests if not holds),
    )  # fmt: skip


@contextmanager
def _quiet() -> Generator[None]:
    """Keep pyHanko from writing what it found in a stranger's file into our log."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for each, level in zip(loggers, levels, strict=True):
            each.setLevel(level)


def _loaded(x509: Any, der: bytes) -> Any:  # noqa: ANN401  (asn1crypto's)
    return x509.Certificate.load(der)


def _no_pdf(where: str) -> UserError:
    return SaidError(Message("certificate.no-pdf"), where=shown(where))
