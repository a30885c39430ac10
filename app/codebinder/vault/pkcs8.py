"""Encrypted PKCS#8 with scrypt. The library writes PBKDF2 of 2,048 rounds only, which a stolen file would not survive.

What is written here is read back by the library and by `openssl pkey`: PBES2 (RFC 8018) with scrypt (RFC 7914) and
AES-256-CBC.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from codebinder.base.messages import SaidError
from codebinder.errors import UserError
from codebinder.model.ports import Randomness
from codebinder.model.text import Message

_COST, _BLOCK, _LANES = 1 << 14, 8, 5
"""scrypt's parameters: 16 MiB five times over. More memory a pass is refused by the openssl command line."""

_SCRYPT = bytes.fromhex("2b06010401da47040b")
_AES_256_CBC = bytes.fromhex("60864801650304012a")
_PBES2 = bytes.fromhex("2a864886f70d01050d")
_SEQUENCE, _INTEGER, _OCTETS, _OBJECT = 0x30, 0x02, 0x04, 0x06
_FIRST, _LAST = "-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----END ENCRYPTED PRIVATE KEY-----"
_LARGEST = 1 << 16


def encrypt_seed(seed: bytes, passphrase: str, randomness: Randomness) -> bytes:
    """Give the PEM text of the Ed25519 key of this 32-byte seed, encrypted under the passphrase."""
    plain = Ed25519PrivateKey.from_private_bytes(seed).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    salt, start = randomness.token(16), randomness.token(16)
    key = hashlib.scrypt(
        passphrase.encode("utf-8", "surrogatepass"), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=1 << 26, dklen=32
    )
    padder = PKCS7(128).padder()
    padded = padder.update(plain) + padder.finalize()
    # CBC and no authentication is what PBES2 knows; a changed file gives a broken or a different key, which the
    # fingerprint beside it betrays.
    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    box = encryptor.update(padded) + encryptor.finalize()
    numbers = b"".join(_integer(number) for number in (_COST, _BLOCK, _LANES, 32))
    derivation = _der(_SEQUENCE, _der(_OBJECT, _SCRYPT) + _der(_SEQUENCE, _der(_OCTETS, salt) + numbers))
    scheme = _der(_SEQUENCE, _der(_OBJECT, _AES_256_CBC) + _der(_OCTETS, start))
    algorithm = _der(_SEQUENCE, _der(_OBJECT, _PBES2) + _der(_SEQUENCE, derivation + scheme))
    text = base64.b64encode(_der(_SEQUENCE, algorithm + _der(_OCTETS, box))).decode("ascii")
    lines = [text[place : place + 64] for place in range(0, len(text), 64)]
    return ("\n".join((_FIRST, *lines, _LAST)) + "\n").encode("ascii")


def decrypt_seed(pem: bytes, passphrase: str, *, where: str) -> bytes:
    """Give the seed of an Ed25519 key from its encrypted PEM; UserError where the passphrase or the file is wrong."""
    try:
        if len(pem) > _LARGEST or not pem.lstrip().startswith(_FIRST.encode("ascii")):
            raise _not_ours(where)
        key = serialization.load_pem_private_key(pem, passphrase.encode("utf-8", "surrogatepass"))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        if "PEM" in str(error):
            raise _not_ours(where) from None
        # A wrong passphrase shows as bad padding or, once in 256 times, as a key that cannot be parsed.
        raise SaidError(
            Message("refuse.pkcs8.passphrase-does-not-open-key"),
            where=where,
            next_step=Message("next.try-again-where-lost-make"),
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _not_ours(where)
    return key.private_bytes_raw()


def _not_ours(where: str) -> UserError:
    return SaidError(
        Message("refuse.pkcs8.not-encrypted-ed25519-key-pkcs"),
        where=where,
        next_step=Message("next.put-right-file-back-make"),
    )


def _der(tag: int, body: bytes) -> bytes:
    size = len(body)
    if size < 0x80:
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def _integer(number: int) -> bytes:
    return _der(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))
