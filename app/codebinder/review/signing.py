"""Signed objects: the exact bytes that are signed, how they are made, and how they are read back strictly."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from codebinder.base import canonical
from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.model.ports import Signer
from codebinder.model.review import PublicKey, Signed, SignedType
from codebinder.model.text import Message, shown
from codebinder.review.fields import VERSION, check_fields

_LARGEST = 8 << 20
"""Bytes of a signed object: a release of a hundred thousand ranges is the largest."""

_REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a signed object stands: what every type names (proof.md §3).

    `workbook` and `filing` are UUIDs (filing "" for a roster); `round` 0 and `previous_round` "" outside of rounds;
    `template` the frozen template's digest; `roster` the version in force; `sequence` and `previous` the signer's own
    chain, from `next_place`; `at` RFC 3339 in UTC, whole seconds. `audit_head`: sequence and salted head of the audit
    chain of the workbook that it is signed in, so that cutting or rolling back that chain shows (proof.md §3).
    """

    workbook: str
    filing: str
    round: int
    previous_round: str
    template: str
    roster: int
    sequence: int
    previous: str
    at: str
    audit_head: tuple[int, str] | None = None


def next_place(last: tuple[int, str]) -> tuple[int, str]:
    """Give sequence and previous digest for what a key signs next, from those of what it signed last or (0, "")."""
    return last[0] + 1, last[1]


def signed_message(type_: SignedType, stored: bytes) -> bytes:
    """Give the bytes that are signed: domain and type, length as 64-bit big-endian, the stored bytes (proof.md §3)."""
    return f"codebinder/{type_.value}/v1\0".encode("ascii") + len(stored).to_bytes(8, "big") + stored


def stored_digest(signed: Signed) -> str:
    """Give the SHA-256 of the stored bytes, by which the signer's next object names this one."""
    return hashlib.sha256(signed.stored).hexdigest()


def sign(type_: SignedType, fields: Mapping[str, object], signer: Signer) -> Signed:
    """Sign an object that has all its fields; Bug where it has not, since it is ours."""
    try:
        check_fields(type_, dict(fields))
    except UserError as error:
        raise Bug(f"we made a {type_.value} that we would refuse: {error.message}") from None
    if fields["signer"] != signer.fingerprint:
        raise Bug("a signed object names another key than the one that signs it")
    stored = canonical.dumps(dict(fields))
    signature = signer.sign(signed_message(type_, stored))
    return Signed(type=type_, stored=stored, signature=signature, signer=signer.fingerprint)


def sign_at(type_: SignedType, place: Place, signer: Signer, special: Mapping[str, object]) -> Signed:
    """Sign an object of the type's own fields `special`, at its place."""
    common: dict[str, object] = {
        "type": type_.value,
        "version": VERSION,
        "workbook": place.workbook,
        "filing": place.filing,
        "round": place.round,
        "previous_round": place.previous_round,
        "template": place.template,
        "roster": place.roster,
        "signer": signer.fingerprint,
        "sequence": place.sequence,
        "previous": place.previous,
        "at": place.at,
    }
    if place.audit_head is not None:
        common["audit_head"] = list(place.audit_head)
    return sign(type_, common | dict(special), signer)


def check(signed: Signed, public: PublicKey) -> Mapping[str, object]:
    """Read a signed object by its signer's public key, as the roster has it.

    UserError where the signature does not fit, or the object is not exactly what its type asks for.
    """
    return _check(signed, public)


@lru_cache(maxsize=_REMEMBERED)
def _check(signed: Signed, public: PublicKey) -> Mapping[str, object]:
    # A pure function of two frozen values: thousands of decisions are looked at again on every page.
    if hashlib.sha256(public.ed25519).hexdigest() != public.fingerprint or signed.signer != public.fingerprint:
        raise SaidError(Message("opening.wrong-signer"), where=shown(f"{signed.type.value} of {public.name}"))
    try:
        Ed25519PublicKey.from_public_bytes(public.ed25519).verify(
            signed.signature, signed_message(signed.type, signed.stored)
        )
    except (InvalidSignature, ValueError):
        raise SaidError(
            Message("opening.wrong-signature", {"type": signed.type.value}),
            where=shown(public.name),
            next_step=Message("next.ask-signer-again-use-nothing"),
        ) from None
    value = canonical.loads(signed.stored, limit=_LARGEST)
    fields = check_fields(signed.type, value)
    if canonical.dumps(value) != signed.stored:
        raise SaidError(Message("refuse.signing.signed-object-not-canonical-form"), where=shown(public.name))
    if fields["signer"] != signed.signer:
        raise SaidError(Message("refuse.signing.signed-object-names-another-key"), where=shown(public.name))
    return MappingProxyType(dict(fields))
