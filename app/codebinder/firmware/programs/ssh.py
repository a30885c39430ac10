"""Keys as SSH writes them: OpenSSH's files, lines of public keys, and the host keys of small servers (Dropbear)."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from codebinder.firmware.programs.common import Facts, facts, plain

OPENSSH = b"openssh-key-v1\0"
_LONGEST = 4096
_CURVES = {b"nistp256": 256, b"nistp384": 384, b"nistp521": 521}


def field(data: bytes, at: int) -> tuple[bytes, int] | None:
    """Give a string with its length before it, and where it ends."""
    size = int.from_bytes(data[at : at + 4], "big")
    if at + 4 > len(data) or size > _LONGEST or at + 4 + size > len(data):
        return None
    return data[at + 4 : at + 4 + size], at + 4 + size


def _fields(data: bytes, at: int, count: int) -> tuple[list[bytes], int] | None:
    found: list[bytes] = []
    for _ in range(count):
        each = field(data, at)
        if each is None:
            return None
        found.append(each[0])
        at = each[1]
    return found, at


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


def public_key(data: bytes, at: int = 0) -> tuple[str, int, int] | None:
    """Read a public key: its kind, bits, and where it ends."""
    first = field(data, at)
    if first is None:
        return None
    name, at = first
    if name == b"ssh-rsa":
        both = _fields(data, at, 2)
        if both is None:
            return None
        exponent, bits = _number(both[0][0]), _number(both[0][1]).bit_length()
        sure = exponent & 1 and 3 <= exponent < 1 << 64 and 512 <= bits <= 16_384
        return ("RSA", bits, both[1]) if sure else None
    if name == b"ssh-ed25519":
        one = field(data, at)
        return ("Ed25519", 256, one[1]) if one is not None and len(one[0]) == 32 else None
    if name.startswith(b"ecdsa-sha2-"):
        both = _fields(data, at, 2)
        bits = _CURVES.get(name[11:], 0)
        if both is None or both[0][0] != name[11:] or len(both[0][1]) != 1 + 2 * ((bits + 7) // 8):
            return None
        return f"EC P-{bits}", bits, both[1]
    if name == b"ssh-dss":
        four = _fields(data, at, 4)
        bits = _number(four[0][0]).bit_length() if four is not None else 0
        return ("DSA", bits, four[1]) if four is not None and 512 <= bits <= 4096 else None
    return None


def fingerprint(public: bytes) -> str:
    """Give the fingerprint of a public key, as SSH shows it."""
    return "SHA256:" + b64encode(hashlib.sha256(public).digest()).rstrip(b"=").decode()


def key_facts(form: str, found: tuple[str, int, int], public: bytes) -> Facts:
    """Tell kind, bits and fingerprint."""
    return facts(("form", form), ("key", found[0]), ("bits", found[1]), ("public key fingerprint", fingerprint(public)))


def openssh(data: bytes) -> tuple[str, Facts] | None:
    """Read what OpenSSH's own form says without its passphrase: a label, and facts."""
    heads = _fields(data, len(OPENSSH), 3) if data.startswith(OPENSSH) else None
    if heads is None:
        return None
    cipher, at = heads[0][0], heads[1]
    public = field(data, at + 4)
    found = public_key(public[0]) if public is not None else None
    sealed = facts(("encrypted", "no" if cipher == b"none" else "yes"), ("cipher", plain(cipher)))
    if public is None or found is None:
        return "", (*facts(("form", "OpenSSH")), *sealed)
    return found[0], (*key_facts("OpenSSH", found, public[0]), *sealed)


def host_key(data: bytes) -> tuple[bool, str, Facts, int] | None:
    """Read a key in the wire's form: whether a private half follows (as Dropbear keeps it), a label, facts, and its
    end."""
    found = public_key(data)
    if found is None:
        return _ed25519_pair(data)
    kind, bits, end = found
    public = data[:end]
    told = key_facts("SSH", found, public)
    if kind == "RSA":
        more = _fields(data, end, 3)
        both = _fields(data, 11, 2)
        if more is not None and both is not None and _number(more[0][1]) * _number(more[0][2]) == _number(both[0][1]):
            return True, f"RSA {bits}", told, more[1]
    elif kind.startswith("EC "):
        more = field(data, end)
        size = (bits + 7) // 8
        if more is not None and size - 1 <= len(more[0]) <= size + 1:
            return True, kind, told, more[1]
    return False, f"{kind} {bits}" if kind in {"RSA", "DSA"} else kind, told, end


def _ed25519_pair(data: bytes) -> tuple[bool, str, Facts, int] | None:
    both = _fields(data, 0, 2)
    if both is None or both[0][0] != b"ssh-ed25519" or len(both[0][1]) != 64:
        return None
    public = data[:15] + (32).to_bytes(4, "big") + both[0][1][32:]
    return True, "Ed25519", key_facts("SSH", ("Ed25519", 256, 0), public), both[1]
