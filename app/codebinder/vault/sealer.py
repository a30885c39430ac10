"""The workbook's own key at work: keyed digests and authenticated encryption, each purpose under a key of its own."""

from __future__ import annotations

import hmac
import threading

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from codebinder.base.messages import SaidError
from codebinder.errors import Bug, UserError
from codebinder.model.ports import Randomness
from codebinder.model.text import Message

KEY_SIZE = 32
_NONCE_SIZE = 12
_VERSION = b"\x01"


class KeySealer:
    """A Sealer over 32 secret bytes. A box: version byte, nonce, AES-256-GCM with the purpose as associated data."""

    def __init__(self, key: bytes, randomness: Randomness) -> None:
        if len(key) != KEY_SIZE:
            raise Bug("a sealing key has 32 bytes")
        self._key = key
        self._randomness = randomness
        self._subkeys: dict[tuple[str, str], bytes] = {}
        self._mutex = threading.Lock()

    def tag(self, purpose: str, data: bytes) -> str:
        """Give HMAC-SHA-256 of `data` under the subkey for `purpose`, as 64 hex digits."""
        return hmac.digest(self._subkey("tag", purpose), data, "sha256").hex()

    def tag_key(self, purpose: str) -> bytes:
        """Give the subkey under which `tag` works."""
        return self._subkey("tag", purpose)

    def seal(self, purpose: str, data: bytes) -> bytes:
        """Encrypt `data` under the subkey for `purpose`."""
        nonce = self._randomness.token(_NONCE_SIZE)
        box = AESGCM(self._subkey("seal", purpose)).encrypt(nonce, data, purpose.encode("utf-8"))
        return _VERSION + nonce + box

    def unseal(self, purpose: str, box: bytes) -> bytes:
        """Decrypt what `seal` gave; UserError where the key, the purpose or the box is another one."""
        nonce, rest = box[1 : 1 + _NONCE_SIZE], box[1 + _NONCE_SIZE :]
        if box[:1] != _VERSION or len(nonce) != _NONCE_SIZE:
            raise _not_ours()
        try:
            return AESGCM(self._subkey("seal", purpose)).decrypt(nonce, rest, purpose.encode("utf-8"))
        except InvalidTag:
            raise _not_ours() from None

    def _subkey(self, use: str, purpose: str) -> bytes:
        with self._mutex:
            known = self._subkeys.get((use, purpose))
            if known is None:
                info = f"codebinder/{use}/v1\0{purpose}".encode()
                known = HKDF(algorithm=hashes.SHA256(), length=KEY_SIZE, salt=None, info=info).derive(self._key)
                self._subkeys[use, purpose] = known
            return known


def _not_ours() -> UserError:
    return SaidError(
        Message("refuse.sealer.sealed-entry-workbook-does-not"),
        next_step=Message("next.import-recovery-file-workbook-go"),
    )
