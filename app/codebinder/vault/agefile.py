"""Encryption to people by age (pyrage), here alone: identities are private keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from codebinder.errors import UserError


def new_identity() -> tuple[str, str]:
    """Draw an age identity: its secret text and its public recipient."""
    identity: Any = _pyrage().x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def check_recipient(text: str) -> None:
    """Raise ValueError where `text` is no age recipient."""
    _recipient(text)


def encrypt(recipients: Sequence[str], data: bytes) -> bytes:
    """Encrypt `data` to everybody in `recipients` ("age1…"); UserError where one is none."""
    try:
        known = [_recipient(text) for text in recipients]
    except ValueError:
        raise UserError(
            "This is not an age recipient.", next_step="Use the public key that its owner exported."
        ) from None
    if not known:
        raise UserError("There is nobody to encrypt to.", next_step="Name a recipient's public key.")
    return cast("bytes", _pyrage().encrypt(data, known))


def encrypt_by_passphrase(passphrase: str, data: bytes) -> bytes:
    """Encrypt `data` under a passphrase (age's scrypt)."""
    if not passphrase:
        raise UserError("An empty passphrase protects nothing.", next_step="Choose a passphrase and enter it.")
    return cast("bytes", _pyrage().passphrase.encrypt(data, passphrase))


def decrypt_by_passphrase(passphrase: str, box: bytes) -> bytes:
    """Decrypt what `encrypt_by_passphrase` gave; UserError where the passphrase or the file is wrong."""
    pyrage = _pyrage()
    try:
        return cast("bytes", pyrage.passphrase.decrypt(box, passphrase))
    except (pyrage.DecryptError, ValueError):
        raise UserError(
            "The passphrase does not open this file (or it is damaged).", next_step="Try again, or ask for it anew."
        ) from None


def decrypt(identity: str, box: bytes) -> bytes:
    """Decrypt what was encrypted to this identity; UserError where it was not."""
    pyrage = _pyrage()
    try:
        return cast("bytes", pyrage.decrypt(box, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise UserError(
            "This file is not encrypted to this key, or it is damaged.",
            next_step="Ask the sender to encrypt it to your public key.",
        ) from None


def _recipient(text: str) -> object:
    pyrage = _pyrage()
    if len(text) > 200 or not text.isascii():
        raise ValueError("no recipient")
    try:
        return cast("object", pyrage.x25519.Recipient.from_str(text))
    except pyrage.RecipientError:
        raise ValueError("no recipient") from None


def _pyrage() -> Any:  # noqa: ANN401  (the extension module carries no types)
    import pyrage

    return pyrage
