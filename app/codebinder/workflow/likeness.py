"""Values that are kept though they say the same as a hidden one: a near copy, or the same in another encoding.

Everything is looked up, nothing is compared with everything: thousands of values take milliseconds.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote_to_bytes

_SHORTEST = 10
_EDGE = 6
_CROWD = 64
_SHARE = 0.7
_PREFIX = re.compile(rb"^(?:-----BEGIN[^\n]*\n|[A-Za-z]{1,8}[_-](?:(?:live|test|org)[_-])?)")


def copies(hidden: Mapping[str, bytes], left: Mapping[str, bytes]) -> dict[str, tuple[str, bool]]:
    """Give which hidden value each one that is left repeats: its id, and whether it is the same in another form."""
    forms: dict[bytes, str] = {}
    edges: dict[bytes, list[str]] = {}
    for name, value in sorted(hidden.items()):
        for form in _forms(value):
            forms.setdefault(form, name)
        for edge in _edges(_core(value)):
            edges.setdefault(edge, []).append(name)
    found: dict[str, tuple[str, bool]] = {}
    for name, value in sorted(left.items()):
        same = next((forms[form] for form in _forms(value) if form in forms), None)
        if same is not None:
            found[name] = same, value != hidden[same]
            continue
        near = _near(_core(value), edges, hidden)
        if near is not None:
            found[name] = near, False
    return found


def _near(core: bytes, edges: Mapping[bytes, list[str]], hidden: Mapping[str, bytes]) -> str | None:
    for edge in _edges(core):
        names = edges.get(edge, [])
        if len(names) <= _CROWD:
            for name in names:
                if _alike(core, _core(hidden[name])):
                    return name
    return None


def _core(value: bytes) -> bytes:
    """Give a value without what all of its kind begin with."""
    return _PREFIX.sub(b"", value.strip())


def _edges(core: bytes) -> tuple[bytes, ...]:
    """Give the two ends of a value that is long enough: a change in one place leaves the other end as it was."""
    return (b"<" + core[:_EDGE], b">" + core[-_EDGE:]) if len(core) >= _SHORTEST else ()


def _alike(one: bytes, other: bytes) -> bool:
    longest = max(len(one), len(other))
    shortest = min(len(one), len(other))
    first = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    last = next((at for at in range(shortest - first) if one[-1 - at] != other[-1 - at]), shortest - first)
    return first + last >= _SHARE * longest


def _forms(value: bytes) -> Iterator[bytes]:
    """Give the texts that a value may be written for: itself, decoded, without its percent signs."""
    whole = value.strip()
    if len(whole) < _SHORTEST - 2:
        return
    yield whole
    if whole.isascii() and re.fullmatch(rb"[A-Za-z0-9+/_-]{12,}={0,2}", whole):
        padded = whole.replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
        try:
            plain = base64.b64decode(padded + b"=" * (-len(padded) % 4), validate=True)
        except (binascii.Error, ValueError):
            plain = b""
        if len(plain) >= _SHORTEST - 2:
            yield plain
    if re.fullmatch(rb"(?:[0-9a-fA-F]{2}){8,}", whole):
        yield bytes.fromhex(whole.decode())
    if b"%" in whole:
        yield unquote_to_bytes(whole)
    if whole[::-1] != whole:
        yield b"reversed:" + min(whole, whole[::-1])
