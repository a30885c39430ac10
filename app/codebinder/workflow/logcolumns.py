"""The columns of the logs as data, each with what legal practice asks for and where that stands.

`PRACTICE` and `PRIVILEGE_PRACTICE` are the lists of the working paper on regimes, section 7 ("Redaction logs in legal
practice"; FRCP 26(b)(5)(A) for privilege logs): each phrase with the columns that answer it. Nothing may be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PRACTICE: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "document": ("component", "path"),
    "page/paragraph": ("pages", "first_line", "last_line"),
    "type of information": ("information",),
    "brief reason": ("internal_reason", "published_reason", "note"),
    "date": ("proposed_at",),
    "Bates": ("number", "label"),
    "path": ("path",),
    "blob hash before/after": ("sha256_before", "sha256_after"),
    "start-end line": ("first_line", "last_line"),
    "byte/char range": ("first_byte", "end_byte", "first_char", "end_char"),
    "chars + lines hidden": ("chars_hidden", "lines_hidden"),
    "ratio file/page/package": ("share_file", "share_page", "share_package"),
    "reason code": ("internal_reason", "published_reason"),
    "legal basis": ("legal_basis",),
    "label text": ("label",),
    "proposer": ("proposer",),
    "approver 1": ("approver_1",),
    "approver 2": ("approver_2",),
    "timestamps": ("proposed_at", "decided_1_at", "decided_2_at", "signed"),
    "decision": ("decision", "decision_1", "decision_2"),
    "comment": ("comment_1", "comment_2"),
    "regime id": ("template",),
    "appears on printed pages": ("pages",),
})  # fmt: skip
"""What redaction logs hold, and what code adds to that."""

PRIVILEGE_PRACTICE: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "log_id": ("log_id",),
    "doc_id": ("doc_id",),
    "Bates range or placeholder": ("bates",),
    "doc type": ("doc_type",),
    "date (ISO 8601)": ("date",),
    "author(+affiliation, attorney flag)": ("authors", "affiliations", "attorney_flags"),
    "to": ("to",),
    "cc": ("cc",),
    "bcc": ("bcc",),
    "subject": ("subject",),
    "privilege basis": ("basis",),
    "description that does not reveal content": ("description",),
    "custodian": ("custodian",),
    "family id": ("family_id",),
    "file type/name": ("file_type", "file_name"),
    "withheld|redacted flag": ("treatment",),
    "redaction reason": ("redaction_reason",),
    "attorney names": ("attorneys",),
    "review status": ("review_status",),
})  # fmt: skip
"""What privilege logs hold."""

METADATA = (
    "log_id", "doc_id", "bates", "doc_type", "date", "authors", "affiliations", "attorney_flags", "to", "cc", "bcc",
    "subject", "custodian", "family_id", "file_type", "file_name", "treatment", "review_status",
)  # fmt: skip
"""The columns of a metadata log: nothing that a lawyer writes, such as basis and description."""

CATEGORY = (
    "log_id", "category", "basis", "redaction_reason", "treatment", "documents", "entries", "first_date", "last_date",
    "authors", "affiliations", "attorneys", "custodian", "description", "review_status",
)  # fmt: skip
"""The columns of a log by category."""
