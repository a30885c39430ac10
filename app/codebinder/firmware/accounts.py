"""Accounts of passwd and shadow files: the name, and whether a password is set, empty or locked. Never a hash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebinder.firmware.reading import Blob
from codebinder.model.firmware import Mark, MarkKind, Node, NodeKind

_MOST_BYTES = 1 << 20
_FILES = re.compile(rb"(?:^|/)(passwd|shadow|passwd-|shadow-|gshadow)(?:\.\w{1,8})?\Z")
_NAME = re.compile(rb"[A-Za-z_.][\w.$-]{0,63}\Z")
_SCHEMES = {
    b"1": "MD5", b"2a": "bcrypt", b"2b": "bcrypt", b"2y": "bcrypt", b"3": "NT", b"5": "SHA-256", b"6": "SHA-512",
    b"7": "scrypt", b"y": "yescrypt", b"gy": "gost-yescrypt", b"md5": "Sun MD5", b"sha1": "SHA-1",
    b"argon2id": "Argon2", b"argon2i": "Argon2", b"pbkdf2-sha256": "PBKDF2", b"pbkdf2-sha512": "PBKDF2",
}  # fmt: skip
_TRADITIONAL = re.compile(rb"[./0-9A-Za-z]{13}\Z")
_EXTENDED = re.compile(rb"_[./0-9A-Za-z]{19}\Z")


def holds_accounts(node: Node) -> bool:
    """Is a node a file that says who may log in?"""
    return node.kind is NodeKind.FILE and bool(_FILES.search(node.name))


def accounts(node: Node, blob: Blob) -> Iterator[Mark]:
    """Give the accounts of a passwd or shadow file."""
    at = 0
    for line in blob.read(0, _MOST_BYTES).split(b"\n"):
        parts = line.rstrip(b"\r").split(b":")
        if 2 <= len(parts) <= 10 and _NAME.match(parts[0]) and (len(parts) >= 7 or len(parts[1]) < 200):
            yield Mark(
                kind=MarkKind.ACCOUNT, text=parts[0].decode("ascii", "replace"), node=node.number, offset=at,
                detail=_detail(parts),
            )  # fmt: skip
        at += len(line) + 1


def _detail(parts: list[bytes]) -> str:
    told = [password(parts[1])]
    if len(parts) == 7:  # passwd: number and shell; shadow has neither
        if parts[2] == b"0":
            told.append("superuser")
        shell = parts[6].decode("utf-8", "backslashreplace")[:80]
        told.append(
            "no login" if shell.endswith(("/nologin", "/false")) else f"shell {shell}" if shell else "shell unset"
        )
    return ", ".join(told)


def password(field: bytes) -> str:
    """Say what a password field holds, and nothing of its value."""
    if not field:
        return "no password"
    if field == b"x":
        return "password in shadow"
    locked = field[:1] in b"!*"
    rest = field.lstrip(b"!*")
    if locked and (not rest or rest.lower() in {b"lk*", b"np*", b"lk", b"np"}):
        return "locked"
    scheme = _scheme(rest)
    if not scheme:
        return "locked" if locked else "locked (no valid hash)"
    return f"locked, hash {scheme}" if locked else f"password set, hash {scheme}"


def _scheme(field: bytes) -> str:
    if field.startswith(b"$"):
        return _SCHEMES.get(field[1:].split(b"$")[0].split(b",")[0], "of an unknown kind")
    if _TRADITIONAL.match(field):
        return "DES"
    return "extended DES" if _EXTENDED.match(field) else ""
