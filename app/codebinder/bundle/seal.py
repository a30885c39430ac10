"""Signed objects as files that stock tools check: the whole signed message, the bare signature, the key as PEM.

`openssl pkeyutl -verify -rawin -pubin -inkey proof/keys/<fingerprint>.pem -in X.msg -sigfile X.sig` takes them as they
are (proof.md §3).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from codebinder.errors import Bug
from codebinder.model.review import PublicKey, Signed, SignedType

_SPKI_ED25519 = bytes.fromhex("302a300506032b6570032100")
"""The DER of a SubjectPublicKeyInfo for Ed25519 (RFC 8410) up to the 32 key bytes."""


class SealMaker(Protocol):
    """What the workflow hands the bundle: signs the seal's own fields together with those that every object has."""

    def __call__(self, *, tagmanifest: str, round_digest: str, draft: bool) -> Signed:
        """Sign the SHA-256 (hex) of tagmanifest-sha256.txt, the round's digest, and whether this is a draft."""
        ...


def message(signed: Signed) -> bytes:
    """Give the exact bytes that the signature is over."""
    prefix = f"codebinder/{signed.type.value}/v1".encode("ascii") + b"\0"
    return prefix + len(signed.stored).to_bytes(8, "big") + signed.stored


def public_pem(key: PublicKey) -> bytes:
    """Give a public key as SubjectPublicKeyInfo in PEM; raise Bug where key and fingerprint differ."""
    if len(key.ed25519) != 32 or hashlib.sha256(key.ed25519).hexdigest() != key.fingerprint:
        raise Bug("A public key does not have the fingerprint that goes with it.")
    text = base64.b64encode(_SPKI_ED25519 + key.ed25519)
    return b"-----BEGIN PUBLIC KEY-----\n" + text + b"\n-----END PUBLIC KEY-----\n"


def pair(stem: str, signed: Signed) -> Iterator[tuple[str, bytes]]:
    """Give the two members of a signed object: `<stem>.msg` and `<stem>.sig`."""
    if len(signed.signature) != 64:
        raise Bug("An Ed25519 signature has 64 bytes.")
    yield f"{stem}.msg", message(signed)
    yield f"{stem}.sig", signed.signature


def roster_members(
    rosters: Sequence[Signed], endorsements: Mapping[int, Sequence[Signed]] = MappingProxyType({})
) -> Iterator[tuple[str, bytes]]:
    """Give every version of the roster, in order from version 1, with the endorsements of those that took it over."""
    for number, signed in enumerate(rosters, 1):
        _expect(signed, SignedType.ROSTER)
        yield from pair(f"proof/roster/{number:04d}", signed)
        for place, endorsement in enumerate(endorsements.get(number, ()), 1):
            _expect(endorsement, SignedType.ENDORSEMENT)
            yield from pair(f"proof/roster/{number:04d}-endorsement-{place}", endorsement)


def answer_members(answers: Sequence[Signed]) -> Iterator[tuple[str, bytes]]:
    """Give the answers of reviewers who were asked and signed no approval, and the releases of those who need not."""
    numbers = {SignedType.ANSWER: 0, SignedType.EXCUSAL: 0}
    for signed in answers:
        if signed.type not in numbers:
            raise Bug(f"A signed object of type {signed.type.value} stands among the answers.")
        numbers[signed.type] += 1
        yield from pair(f"proof/approvals/{signed.type.value}-{numbers[signed.type]}", signed)


def approval_members(
    submission: Signed | None, approvals: Sequence[Signed], pages: Mapping[str, bytes] = MappingProxyType({})
) -> Iterator[tuple[str, bytes]]:
    """Give the submission and the approvals in the order given, each with its page where a certificate signed one;
    `pages` go by the SHA-256 of the approval's stored bytes."""
    if submission is not None:
        _expect(submission, SignedType.SUBMISSION)
        yield from pair("proof/approvals/submission", submission)
    for number, signed in enumerate(approvals, 1):
        _expect(signed, SignedType.APPROVAL)
        yield from pair(f"proof/approvals/approval-{number}", signed)
        page = pages.get(hashlib.sha256(signed.stored).hexdigest())
        if page is not None:
            yield f"proof/approvals/approval-{number}.pdf", page


def key_members(keys: Sequence[PublicKey]) -> Iterator[tuple[str, bytes]]:
    """Give the public keys of everybody who signed something in the package, once each, by fingerprint."""
    for fingerprint, key in sorted({key.fingerprint: key for key in keys}.items()):
        yield f"proof/keys/{fingerprint}.pem", public_pem(key)


def seal_members(
    make: SealMaker, *, tag_manifest: bytes, round_digest: str, draft: bool
) -> Iterator[tuple[str, bytes]]:
    """Have the seal over the tag manifest signed; give its two members."""
    signed = make(tagmanifest=hashlib.sha256(tag_manifest).hexdigest(), round_digest=round_digest, draft=draft)
    _expect(signed, SignedType.SEAL)
    yield from pair("proof/seal", signed)


def _expect(signed: Signed, kind: SignedType) -> None:
    if signed.type is not kind:
        raise Bug(f"A signed object of type {signed.type.value} stands where one of type {kind.value} belongs.")
