"""Key pairs of people: Ed25519 to sign, age to receive; their names, fingerprints and public text form."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from codebinder.base import canonical
from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.model.ports import Randomness
from codebinder.model.review import PublicKey, Role
from codebinder.model.text import UNSEEN, Message, shown
from codebinder.vault import agefile

_SCHEME = "codebinder-key1:"
_DOMAIN = b"codebinder/key/v1\0"
_LONGEST_NAME = 64
_LONGEST_PERSON = 200
_LARGEST_TEXT = 8192
_FIELDS = ("age", "ed25519", "name", "origin", "person", "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """Both halves of a person's keys, in memory: `seed` is the Ed25519 private key, `age` an "AGE-SECRET-KEY-1…"."""

    public: PublicKey
    seed: bytes = field(repr=False)
    age: str = field(repr=False)


class KeySigner:
    """A Signer over an unlocked private key."""

    def __init__(self, pair: KeyPair) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(pair.seed)
        self._fingerprint = pair.public.fingerprint

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the raw public key, 64 lower-case hex digits."""
        return self._fingerprint

    def sign(self, message: bytes) -> bytes:
        """Give the 64-byte Ed25519 signature over `message` as it is."""
        return self._key.sign(message)


def fingerprint_of(ed25519: bytes) -> str:
    """Give the SHA-256 of a raw 32-byte public key, 64 lower-case hex digits."""
    return hashlib.sha256(ed25519).hexdigest()


def make_pair(name: str, person: str, role: Role, *, origin: str, randomness: Randomness) -> KeyPair:
    """Draw new keys for a person; UserError where the name or the person's name will not do."""
    check_name(name)
    check_person(person)
    seed = randomness.token(32)
    raw = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    age, recipient = agefile.new_identity()
    public = PublicKey(
        name=name,
        person=person.strip(),
        role=role,
        ed25519=raw,
        age=recipient,
        origin=origin,
        fingerprint=fingerprint_of(raw),
    )
    return KeyPair(public=public, seed=seed, age=age)


def check_pair(public: PublicKey, seed: bytes) -> None:
    """Refuse a private half that does not belong to the public one."""
    raw = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    if not hmac.compare_digest(raw, public.ed25519):
        raise SaidError(
            Message("refuse.keys.private-half-key-does-not"),
            where=shown(public.name),
            next_step=Message("next.put-right-files-back-make"),
        )


def check_name(name: str) -> None:
    """Refuse a key's name that cannot be shown and typed; file names are made safe elsewhere."""
    faulty = not name or len(name) > _LONGEST_NAME or name != name.strip() or not _seen(name)
    if faulty or name != unicodedata.normalize("NFC", name) or any(char in name for char in "/\\:"):
        raise SaidError(
            Message("refuse.keys.will-not-do-name-key"),
            where=shown(name[:_LONGEST_NAME]),
            next_step=Message("next.take-1-64-letters-digits"),
        )


def check_person(person: str) -> None:
    """Refuse a person's name that is empty, too long, or cannot be shown."""
    if not person.strip() or len(person) > _LONGEST_PERSON or not _seen(person):
        raise SaidError(
            Message("refuse.keys.key-needs-name-person-1"),
            where=shown(person[:_LONGEST_PERSON]),
        )


def _seen(text: str) -> bool:
    """Is every character of it there to be seen?"""
    return shown(text) == text and UNSEEN.search(text) is None


def same_name(one: str, other: str) -> bool:
    """Would two names be taken for each other, by people or by a file system?"""
    return unicodedata.normalize("NFKC", one).casefold() == unicodedata.normalize("NFKC", other).casefold()


def public_fields(public: PublicKey) -> dict[str, str]:
    """Give the fields of a public key as they stand in files and in the exported text."""
    return {
        "age": public.age,
        "ed25519": public.ed25519.hex(),
        "name": public.name,
        "origin": public.origin,
        "person": public.person,
        "role": public.role.value,
    }


def read_public(fields: Mapping[str, object], *, where: str) -> PublicKey:
    """Read what `public_fields` gave; everything is untrusted. UserError where a field is missing or will not do."""
    if not all(isinstance(fields.get(name), str) for name in _FIELDS):
        raise _no_key(where)
    texts = cast("Mapping[str, str]", fields)
    try:
        raw, role = bytes.fromhex(texts["ed25519"]), Role(texts["role"])
        if len(raw) != 32 or raw.hex() != texts["ed25519"] or len(texts["origin"]) > 64:
            raise _no_key(where)
        Ed25519PublicKey.from_public_bytes(raw)
        agefile.check_recipient(texts["age"])
    except ValueError:
        raise _no_key(where) from None
    check_name(texts["name"])
    check_person(texts["person"])
    return PublicKey(
        name=texts["name"],
        person=texts["person"],
        role=role,
        ed25519=raw,
        age=texts["age"],
        origin=texts["origin"],
        fingerprint=fingerprint_of(raw),
    )


def export_public(public: PublicKey, signature: bytes) -> str:
    """Give the one line that people pass around; `signature` is over `self_message(public)`."""
    body = canonical.dumps(public_fields(public) | {"signature": signature.hex()})
    return _SCHEME + base64.urlsafe_b64encode(body).rstrip(b"=").decode("ascii")


def self_message(public: PublicKey) -> bytes:
    """Give what a key signs about itself, so that nobody can pass another's key off under a new name."""
    body = canonical.dumps(public_fields(public))
    return _DOMAIN + len(body).to_bytes(8, "big") + body


def parse_public(text: str) -> PublicKey:
    """Read what `export_public` gave; UserError where it is no such text, or was not signed by its own key."""
    text = text.strip()
    if not text.startswith(_SCHEME) or len(text) > _LARGEST_TEXT:
        raise _no_key(shown(text[:24]))
    coded = text[len(_SCHEME) :]
    try:
        body = base64.b64decode(coded + "=" * (-len(coded) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _no_key(shown(text[:24])) from None
    fields = canonical.loads(body, limit=_LARGEST_TEXT)
    if not isinstance(fields, dict):
        raise _no_key("")
    table = cast("dict[str, object]", fields)
    signature = table.pop("signature", "")
    public = read_public(table, where=shown(text[:24]))
    try:
        given = bytes.fromhex(signature) if isinstance(signature, str) else b""
        Ed25519PublicKey.from_public_bytes(public.ed25519).verify(given, self_message(public))
    except (InvalidSignature, ValueError):
        raise SaidError(
            Message("refuse.keys.public-key-changed-way-own"),
            where=shown(public.name),
            next_step=Message("next.ask-owner-text-codebinder-key"),
        ) from None
    return public


def public_pem(ed25519: bytes) -> bytes:
    """Give the SubjectPublicKeyInfo PEM of a raw public key, as `openssl pkeyutl` takes it."""
    if len(ed25519) != 32:
        raise Bug("a public key has 32 bytes")
    return Ed25519PublicKey.from_public_bytes(ed25519).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def json_bytes(value: object) -> bytes:
    """Write a small public file that people may read."""
    return (json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")


def _no_key(where: str) -> UserError:
    return SaidError(
        Message("refuse.keys.not-codebinder-public-key"),
        where=where,
        next_step=Message("next.paste-whole-line-codebinder-key"),
    )
