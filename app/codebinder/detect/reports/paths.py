"""Makes the paths that reports name into paths of the tree, and refuses those that lead out of it."""

from __future__ import annotations

import re

from codebinder.model.text import shown

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DRIVE = re.compile(r"[A-Za-z]:(?:/|$)")
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
_LONGEST = 4096


class PathFault(ValueError):
    """A path that names nothing inside the tree; the message says why."""


def tree_path(raw: str, *, uri: bool = False, root: str = "") -> bytes:
    """Give a path inside the tree with "/" between its parts. Absolute ones are taken below `root` alone.

    Raises PathFault for what is empty, absolute, leads up, is an address, or holds a zero byte.
    """
    if len(raw) > _LONGEST:
        raise PathFault(f"the path has {len(raw)} characters")
    text = raw.replace("\\", "/")
    if uri:
        text = _from_uri(text)
    base = root.replace("\\", "/").rstrip("/")
    if base and _same(text[: len(base)], base) and text[len(base) : len(base) + 1] == "/":
        text = text[len(base) + 1 :]
    if text.startswith("/") or _DRIVE.match(text):
        raise PathFault(f'the path is absolute and not inside the tree: "{_told(raw)}"')
    parts = [part for part in text.split("/") if part not in {"", "."}]
    if ".." in parts:
        raise PathFault(f'the path leads out of the tree: "{_told(raw)}"')
    if not parts:
        raise PathFault("the path is empty")
    try:
        path = "/".join(parts).encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise PathFault(f'the path holds half a character: "{_told(raw)}"') from error
    if b"\0" in path:
        raise PathFault("the path holds a zero byte")
    return path


def _from_uri(text: str) -> str:
    """Undo the escapes of a URI once, behind looking at its scheme."""
    scheme = _SCHEME.match(text)
    if scheme and len(scheme[1]) > 1:
        if scheme[1].lower() != "file":
            raise PathFault(f"the path is an address ({_told(scheme[1])}), not a file of the tree")
        text = text[len(scheme[0]) :]
        if text.startswith("//"):
            host, _, rest = text[2:].partition("/")
            if host.lower() not in {"", "localhost"}:
                raise PathFault("the path is a file of another machine")
            text = f"/{rest}"
    elif text.startswith("//"):
        raise PathFault("the path is a file of another machine")
    try:
        escaped = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise PathFault("the path holds half a character") from error
    plain = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), escaped).decode("utf-8", "surrogateescape")
    plain = plain.replace("\\", "/")  # an escaped separator is one as well
    return plain[1:] if _DRIVE.match(plain[1:]) and plain.startswith("/") else plain


def _same(left: str, right: str) -> bool:
    return left == right or (bool(_DRIVE.match(right)) and left.lower() == right.lower())


def _told(raw: str) -> str:
    return shown(raw if len(raw) <= 120 else f"{raw[:60]}…{raw[-59:]}")
