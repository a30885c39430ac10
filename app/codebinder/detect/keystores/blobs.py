"""Microsoft's key blobs and binary OpenSSH keys: where one begins, where it ends, and whether its numbers fit."""

from __future__ import annotations

OPENSSH = b"openssh-key-v1\0"
DPAPI = bytes.fromhex("01000000d08c9ddf0115d1118c7a00c04fc297eb")
PVK = b"\x1e\xf1\xb5\xb0"
_LARGEST = 1 << 16


def capi_key(data: bytes, at: int) -> int:
    """Give the end of the PRIVATEKEYBLOB at `at` (as in .snk and .pvk files), or 0: its two primes must fit."""
    if data[at : at + 4] != b"\x07\x02\0\0" or data[at + 8 : at + 12] != b"RSA2":
        return 0
    bits = int.from_bytes(data[at + 12 : at + 16], "little")
    if not 256 <= bits <= 16_384 or bits % 16:
        return 0
    size, half = bits // 8, bits // 16
    start = at + 20
    end = start + 2 * size + 5 * half
    if end > len(data):
        return 0
    n = int.from_bytes(data[start : start + size], "little")
    p = int.from_bytes(data[start + size : start + size + half], "little")
    q = int.from_bytes(data[start + size + half : start + 2 * size], "little")
    return end if p > 1 and p * q == n else 0


def bcrypt_key(data: bytes, at: int) -> int:
    """Give the end of the BCRYPT_RSAKEY_BLOB at `at` (magic RSA2 or RSA3), or 0."""
    bits, exponent, size, first, second = (
        int.from_bytes(data[at + step : at + step + 4], "little") for step in (4, 8, 12, 16, 20)
    )
    if not 256 <= bits <= 16_384 or size != (bits + 7) // 8 or not 1 <= exponent <= 8:
        return 0
    if max(first, second) > size or min(first, second) < 16:
        return 0
    start = at + 24 + exponent
    primes = start + size
    end = primes + first + second
    if data[at : at + 4] == b"RSA3":
        end += first + second + first + size
    n = int.from_bytes(data[start:primes], "big")
    p = int.from_bytes(data[primes : primes + first], "big")
    q = int.from_bytes(data[primes + first : primes + first + second], "big")
    return min(end, len(data)) if p > 1 and p * q == n else 0


def openssh_key(data: bytes, at: int) -> tuple[int, bool]:
    """Give the end of the OpenSSH key at `at`, 0 where its lengths don't fit, and whether it is encrypted."""
    place = at + len(OPENSSH)
    cipher = b""
    for field in range(3):
        size = int.from_bytes(data[place : place + 4], "big")
        if size > 256 or place + 4 + size > len(data):
            return 0, False
        if field == 0:
            cipher = data[place + 4 : place + 4 + size]
        place += 4 + size
    count = int.from_bytes(data[place : place + 4], "big")
    place += 4
    if not 1 <= count <= 16 or not cipher:
        return 0, False
    for _ in range(count + 1):
        size = int.from_bytes(data[place : place + 4], "big")
        if not 16 <= size <= _LARGEST or place + 4 + size > len(data):
            return 0, False
        place += 4 + size
    return place, cipher != b"none"


def dpapi_blob(data: bytes, at: int) -> int:
    """Give the end of the DPAPI blob at `at`, or 0. Behind the fixed head stand six fields, each with its length:
    description, salt, key, second key, data, signature; two have an algorithm and its size in front of them."""
    place = at + 4 + 16 + 4 + 16 + 4
    for skip in (0, 8, 0, 8, 0, 0):
        place += skip
        size = int.from_bytes(data[place : place + 4], "little")
        if size > _LARGEST * 16 or place + 4 + size > len(data):
            return 0
        place += 4 + size
    return place


def dropbear_key(data: bytes, at: int) -> tuple[int, str]:
    """Give the end of the host key of Dropbear at `at` and its kind, or 0: SSH's fields, with the private ones behind
    the public ones, so that a public key alone is none."""
    name, place = _field(data, at)
    kind = name.decode("ascii", "replace")
    if kind == "ssh-rsa":
        fields: list[bytes] = []
        for _ in range(5):
            one, place = _field(data, place)
            fields.append(one)
        _, n, _, p, q = (int.from_bytes(each, "big") for each in fields)
        return (place, kind) if place > 0 and p > 1 and p * q == n else (0, "")
    if kind == "ssh-ed25519":
        pair, place = _field(data, place)
        return (place, kind) if len(pair) == 64 and len(set(pair)) > 24 else (0, "")
    if kind.startswith("ecdsa-sha2-nistp"):
        curve, place = _field(data, place)
        point, place = _field(data, place)
        secret, place = _field(data, place)
        size = (len(point) - 1) // 2
        good = kind.endswith(curve.decode("ascii", "replace")) and point[:1] == b"\4" and size >= 32
        return (place, kind) if place > 0 and good and size - 4 <= len(secret) <= size + 1 else (0, "")
    return 0, ""


def _field(data: bytes, at: int) -> tuple[bytes, int]:
    """Give a field with its length in front, and where the next begins; 0 for none."""
    size = int.from_bytes(data[at : at + 4], "big")
    end = at + 4 + size
    return (data[at + 4 : end], end) if at >= 0 and 0 < size <= _LARGEST and end <= len(data) else (b"", -_LARGEST)
