"""What is published instead of a hidden range, and how an opening is checked against it (proof.md §2)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from codebinder.errors import UserError
from codebinder.model.redaction import SALT_SIZE, RedactionKind

DOMAIN = b"codebinder/commitment/v1\0"

WITHHELD_PATH = "-"
"""Stands for the payload path of a withheld file, which has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitContext:
    """What every commitment of a package has in common."""

    filing_uid: str


def message(
    *, filing_uid: str, component: str, kind: RedactionKind, payload_path: str, ordinal: int, offset: int, hidden: bytes
) -> bytes:
    """Give the bytes that a commitment authenticates: the domain, then each field behind its length.

    Lengths and both numbers are 64-bit big-endian; texts are UTF-8.
    """
    if not 0 <= ordinal < 1 << 63 or not 0 <= offset < 1 << 63:
        raise UserError("A commitment needs an ordinal and an offset between 0 and 2^63.")
    fields = (
        filing_uid.encode(),
        component.encode(),
        str(kind).encode(),
        payload_path.encode(),
        ordinal.to_bytes(8, "big"),
        offset.to_bytes(8, "big"),
        hidden,
    )
    return DOMAIN + b"".join(len(field).to_bytes(8, "big") + field for field in fields)


def _authenticate(salt: bytes, text: bytes) -> str:
    if len(salt) != SALT_SIZE:
        # HMAC pads short keys with zeros and hashes long ones, so two different "salts" could open the same commitment.
        raise UserError(
            f"A salt has exactly {SALT_SIZE} bytes, and this one has {len(salt)}.",
            next_step="Use the salt as it stands in the sealed map or in the opening.",
        )
    return hmac.new(salt, text, hashlib.sha256).hexdigest()


def commitment(
    *,
    salt: bytes,
    filing_uid: str,
    component: str,
    kind: RedactionKind,
    payload_path: str,
    ordinal: int,
    offset: int,
    hidden: bytes,
) -> str:
    """Give HMAC-SHA-256 under `salt` (exactly 32 bytes) of the message, as 64 lower-case hex digits."""
    text = message(
        filing_uid=filing_uid,
        component=component,
        kind=kind,
        payload_path=payload_path,
        ordinal=ordinal,
        offset=offset,
        hidden=hidden,
    )
    return _authenticate(salt, text)


def withheld_hidden(path: bytes, data: bytes) -> bytes:
    """Give the hidden bytes of a withheld file: its path behind its length, then its content.

    The path is committed to as well, so that an opening shows which file was withheld and not only what stood in it.
    """
    return len(path).to_bytes(8, "big") + path + data


def withheld_commitment(*, salt: bytes, filing_uid: str, component: str, path: bytes, data: bytes) -> str:
    """Commit to a file that is withheld whole.

    Withheld files are listed in the order of their commitments, so their number cannot be part of the message: it
    stands there as 0, the offset too, and the payload path as "-".
    """
    return commitment(
        salt=salt,
        filing_uid=filing_uid,
        component=component,
        kind=RedactionKind.FILE,
        payload_path=WITHHELD_PATH,
        ordinal=0,
        offset=0,
        hidden=withheld_hidden(path, data),
    )


def check_opening(*, salt: bytes, text: bytes, published: str) -> bool:
    """Does the opening (salt and whole message) open the published commitment? A salt of another length is refused."""
    if not text.startswith(DOMAIN):
        return False
    # Compared as bytes: a published text that is not ASCII is simply another commitment.
    return hmac.compare_digest(_authenticate(salt, text).encode(), published.lower().encode())
