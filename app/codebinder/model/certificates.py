"""X.509 certificates of persons, and what checking a PDF that one of them signed came to (proof.md §3)."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder.model.review import PublicKey, Round
from codebinder.model.text import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPage:
    """Everything that an approval page says: a workbook and a packet of the same round give the same.

    `approver`, `at` (RFC 3339) and `account_shared` are those of the signed approval; `redactions` counts what was
    decided that is hidden or withheld, `kept` what stays in sight.
    """

    vendor: str
    vendor_zh: str
    recipient: str
    product: str
    version: str
    template: str
    filing: str
    filing_uid: str
    round: Round
    approver: PublicKey
    redactions: int
    kept: int
    at: str
    account_shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """What a certificate says; nobody here checks who issued it. Times are RFC 3339 in UTC; `sha256` is over its DER
    bytes, `key` the kind of its key ("RSA 3072", "ECDSA secp256r1", "Ed25519")."""

    sha256: str
    subject: str
    issuer: str
    serial: str
    begins: str
    ends: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSignature:
    """What checking a signed PDF came to.

    `intact`: the signature fits these bytes; `whole`: it covers all of them, and nothing but the signature was added to
    what was drawn; `expected`: it was made with the certificate that was asked for; `timely`: at the time it claims
    (`at`) the certificate was valid. Who issued it and whether it was withdrawn since nobody here can know.
    """

    intact: bool
    whole: bool
    expected: bool
    timely: bool
    certificate: CertificateFacts | None
    at: str
    faults: tuple[Message, ...] = ()

    @property
    def good(self) -> bool:
        """Is nothing wrong with it?"""
        return self.intact and self.whole and self.expected and self.timely and not self.faults
