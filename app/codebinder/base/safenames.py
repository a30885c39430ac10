"""Plain ASCII member names for any path: reversible, and read alike by BagIt, checksum tools, ZIP and Windows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from codebinder.base.messages import SaidError
from codebinder.model.text import Message

MAX_SEGMENT = 120
"""Longer segments are shortened, so that Windows and old tar still hold them below a folder of their own."""

MAX_PATH = 220

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-+,@~ ()[]{}!#$^&';")
_ESCAPED = tuple(chr(byte) if byte in _PLAIN else f"={byte:02X}" for byte in range(256))
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$) *(?:\.|$)", re.IGNORECASE)
_SHORTENED = "=~"
_CUT_ESCAPE = re.compile(r"=[0-9A-F]?$")
_SAFE_SEGMENT = re.compile(r"(?:[A-Za-z0-9._\-+,@~ ()\[\]{}!#$^&';]|=[0-9A-F]{2})+(?:=~[0-9]{4,})?|=~[0-9]{4,}")


def safe_names(paths: Iterable[bytes]) -> dict[bytes, str]:
    """Give every path (bytes, `/` between segments) its safe name; the answer depends on the set of paths alone.

    Letters, digits and `._-+,@~ ()[]{}!#$^&';` stay; every other byte is `=XX`. The same escape takes the first letter
    of Windows' device names, a leading `-`, `~` or space, a trailing dot or space, and letters of a name that differs
    from an earlier one (in byte order) of its folder by case only. Segments over MAX_SEGMENT and paths over MAX_PATH
    are cut and numbered: `prefix=~NNNN`. Raise UserError for a path with an empty segment.
    """
    ordered = sorted(set(paths))
    counter = _Counter()
    segments = _name_segments(ordered, counter)
    names: dict[bytes, str] = {}
    for path in ordered:
        parent = b""
        parts: list[str] = []
        for segment in path.split(b"/"):
            parts.append(segments[parent, segment])
            parent += segment + b"/"
        name = "/".join(parts)
        names[path] = name if len(name) <= MAX_PATH else counter.shorten(name, MAX_PATH)
    return names


def original_path(safe: str) -> bytes:
    """Give the path that `safe` stands for; raise UserError where it is no safe name or was shortened."""
    if _SHORTENED in safe:
        raise SaidError(Message("refuse.safenames.name-shortened-manifest-json-original"), where=safe)
    if not is_safe(safe):
        raise SaidError(Message("refuse.safenames.not-name-mapping-safe-names"))
    return re.sub(rb"=([0-9A-F]{2})", lambda match: bytes([int(match[1], 16)]), safe.encode("ascii"))


def is_safe(name: str) -> bool:
    """Could `name` have come from `safe_names`?"""
    return len(name) <= MAX_PATH and all(
        _SAFE_SEGMENT.fullmatch(segment)
        and len(segment) <= MAX_SEGMENT
        and segment[0] not in "-~ "
        and segment[-1] not in ". "
        and not _DEVICE.match(segment)
        for segment in name.split("/")
    )


class _Counter:
    """One numbering for everything shortened, so that no two shortened names meet."""

    def __init__(self) -> None:
        self._last = 0

    def shorten(self, name: str, limit: int) -> str:
        self._last += 1
        mark = f"{_SHORTENED}{self._last:04d}"
        kept = _CUT_ESCAPE.sub("", name[: limit - len(mark)])
        last = kept.rpartition("/")[2]
        if _SHORTENED in last:  # the cut fell behind a shortened segment: its mark would stand there twice
            kept = kept[: len(kept) - len(last)] + last.partition(_SHORTENED)[0]
        return kept + mark


def _name_segments(ordered: Sequence[bytes], counter: _Counter) -> dict[tuple[bytes, bytes], str]:
    """Name every segment below its parent folder (`b""`, or a path that ends with a slash)."""
    children: defaultdict[bytes, set[bytes]] = defaultdict(set)
    for path in ordered:
        parent = b""
        for segment in path.split(b"/"):
            if not segment:
                raise SaidError(
                    Message("refuse.safenames.path-empty-segment"), where=path.decode("utf-8", "backslashreplace")
                )
            children[parent].add(segment)
            parent += segment + b"/"
    names: dict[tuple[bytes, bytes], str] = {}
    for parent in sorted(children):
        taken: set[str] = set()
        for segment in sorted(children[parent]):
            name = _segment(segment, taken)
            taken.add(name.casefold())
            names[parent, segment] = name if len(name) <= MAX_SEGMENT else counter.shorten(name, MAX_SEGMENT)
    return names


def _segment(segment: bytes, taken: set[str]) -> str:
    """Escape one segment, taking one letter more as long as the name differs from a taken one by case only.

    With all letters escaped a name spells its bytes in full, so that no other name can equal it.
    """
    escaped = _escape(segment)
    letters = [at for at, char in enumerate(escaped) if len(char) == 1 and char.isalpha()]
    for at in letters:
        if "".join(escaped).casefold() not in taken:
            break
        escaped[at] = f"={ord(escaped[at]):02X}"
    return "".join(escaped)


def _escape(segment: bytes) -> list[str]:
    escaped = [_ESCAPED[byte] for byte in segment]
    if segment[0] in b"-~ " or _DEVICE.match("".join(escaped)):
        escaped[0] = f"={segment[0]:02X}"
    if segment[-1] in b". ":
        escaped[-1] = f"={segment[-1]:02X}"
    return escaped
