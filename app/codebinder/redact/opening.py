"""What is published instead of a hidden range, and how an opening is checked against it (proof.md §2)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.model.redaction import SALT_SIZE, Numbers, RedactionKind
from codebinder.model.text import Message as Said

DOMAIN = b"codebinder/commitment/v1\0"

_FIELDS = 7

COMMIT_PATH = "commit"
"""Stands for the payload path of a commit's ids, which are in no file."""

WITHHELD_PATH = "-"
"""Stands for the payload path of a withheld file, which has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitContext:
    """What every commitment of a package has in common: the filing, and how ranges are numbered."""

    filing_uid: str
    numbers: Numbers = field(default_factory=Numbers)


def message(
    *, filing_uid: str, component: str, kind: RedactionKind, payload_path: str, ordinal: int, offset: int, hidden: bytes
) -> bytes:
    """Give the bytes that a commitment authenticates: the domain, then each field behind its length.

    Lengths and both numbers are 64-bit big-endian; texts are UTF-8.
    """
    if not 0 <= ordinal < 1 << 63 or not 0 <= offset < 1 << 63:
        raise SaidError(Said("refuse.opening.commitment-needs-ordinal-offset-between"))
    before = _before(filing_uid, component, kind, payload_path, ordinal, offset)
    return before + len(hidden).to_bytes(8, "big") + hidden


def _before(
    filing_uid: str, component: str, kind: RedactionKind, payload_path: str, ordinal: int, offset: int
) -> bytes:
    fields = (
        filing_uid.encode(),
        component.encode(),
        str(kind).encode(),
        payload_path.encode(),
        ordinal.to_bytes(8, "big"),
        offset.to_bytes(8, "big"),
    )
    return DOMAIN + b"".join(len(field).to_bytes(8, "big") + field for field in fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A commitment's message, read back."""

    filing_uid: str
    component: str
    kind: str
    payload_path: str
    ordinal: int
    offset: int
    hidden: bytes


def parse_message(text: bytes) -> Message:
    """Read what `message` gives, strictly; UserError where it is anything else."""
    fields: list[bytes] = []
    at = len(DOMAIN)
    if not text.startswith(DOMAIN):
        raise _no_message()
    while len(fields) < _FIELDS:
        size = int.from_bytes(text[at : at + 8], "big")
        if at + 8 > len(text) or size > len(text) - at - 8:
            raise _no_message()
        fields.append(text[at + 8 : at + 8 + size])
        at += 8 + size
    if at != len(text) or len(fields[4]) != 8 or len(fields[5]) != 8:
        raise _no_message()
    try:
        uid, component, kind, path = (field.decode() for field in fields[:4])
    except UnicodeDecodeError:
        raise _no_message() from None
    return Message(
        filing_uid=uid, component=component, kind=kind, payload_path=path,
        ordinal=int.from_bytes(fields[4], "big"), offset=int.from_bytes(fields[5], "big"), hidden=fields[6],
    )  # fmt: skip


def parse_withheld(hidden: bytes) -> tuple[bytes, bytes]:
    """Give path and content of a withheld file from what `withheld_hidden` gave."""
    size = int.from_bytes(hidden[:8], "big")
    if len(hidden) < 8 or size > len(hidden) - 8:
        raise _no_message()
    return hidden[8 : 8 + size], hidden[8 + size :]


def _no_message() -> UserError:
    return SaidError(Said("opening.wrong-message"), next_step=Said("next.ask-vendor-opening-again"))


def _authenticate(salt: bytes, text: bytes) -> str:
    _check_salt(salt)
    return hmac.new(salt, text, hashlib.sha256).hexdigest()


def _check_salt(salt: bytes) -> None:
    if len(salt) != SALT_SIZE:
        # HMAC pads short keys with zeros and hashes long ones, so two different "salts" could open the same commitment.
        raise SaidError(
            Said("refuse.opening.salt-exactly-bytes-one", {"salt_size": SALT_SIZE, "count": len(salt)}),
            next_step=Said("next.use-salt-stands-sealed-map"),
        )


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


def commitment_over(
    pieces: Iterable[bytes],
    size: int,
    *,
    salt: bytes,
    filing_uid: str,
    component: str,
    kind: RedactionKind,
    payload_path: str,
    ordinal: int,
    offset: int,
) -> str:
    """Give the same as `commitment` for hidden bytes that come piece by piece, `size` in all."""
    _check_salt(salt)
    made = hmac.new(salt, _before(filing_uid, component, kind, payload_path, ordinal, offset), hashlib.sha256)
    made.update(size.to_bytes(8, "big"))
    for piece in pieces:
        made.update(piece)
        size -= len(piece)
    if size:
        raise Bug("What is hidden is not as long as was said.")
    return made.hexdigest()


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
