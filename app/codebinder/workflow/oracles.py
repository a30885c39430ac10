"""Digests that others may have written of what is hidden: each would let anybody try values (proof.md §1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from codebinder.base.digests import Hash, sm3
from codebinder.model.package import Needle
from codebinder.model.redaction import PLACE_LINE, Span

_DIGESTS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512", "blake2b")
"""What lock files, integrity attributes of web pages, SBOMs and the usual checksum tools write."""
_GIT = ("sha1", "sha256")
_LINE, _LONGEST_LINE = 12, 4096


class Oracle:
    """Every such digest of bytes that come piece by piece, `size` of them in all."""

    def __init__(self, size: int) -> None:
        self._fixed: list[tuple[str, Hash]] = [
            *((name, hashlib.new(name, usedforsecurity=False)) for name in _DIGESTS),
            ("sm3", sm3()),
        ]
        head = b"blob %d\0" % size
        self._git = [hashlib.new(name, head, usedforsecurity=False) for name in _GIT]

    @property
    def hashes(self) -> list[Hash]:
        """What takes each piece; several threads may feed different ones."""
        return [*(each for _, each in self._fixed), *self._git]

    def needles(self, owner: str = "") -> Iterator[Needle]:
        """Give what must not be in the output, once every piece was taken."""
        for name, each in self._fixed:
            told = f"{owner} ({name})".strip()
            yield Needle(redaction=told, kind="digest", data=each.digest(), encoding="binary")
        for each in self._git:
            yield Needle(redaction=f"{owner} (git)".strip(), kind="object-id", data=each.hexdigest().encode())


def needles_of(owner: str, *enclosing: bytes) -> Iterator[Needle]:
    """Give what must not be in the output because it is a digest of one of `enclosing`: a hidden range, its file.

    They are found in hex, base64 and raw; as object ids in git's abbreviations as well.
    """
    for data in enclosing:
        made = Oracle(len(data))
        for each in made.hashes:
            each.update(data)
        yield from made.needles(owner)


def lines_around(data: bytes, spans: Sequence[Span], encoding: str) -> Iterator[Needle]:
    """Give the whole lines of an original in which something hidden is too short to be searched by itself: such a line
    must be nowhere but in disclosed sources that have it anyway."""
    feed = "\n".encode(encoding) if encoding.startswith("utf-16") else b"\n"
    for span in spans:
        if span.end - span.start >= PLACE_LINE:
            continue
        begin = data.rfind(feed, 0, span.start)
        begin = 0 if begin < 0 else begin + len(feed)
        end = data.find(feed, span.end)
        line = data[begin : end if end >= 0 else len(data)].strip(b" \t\r\f\v")
        if _LINE <= len(line) <= _LONGEST_LINE and b"\n" not in line:
            yield Needle(redaction=", ".join(span.redactions), kind="line", data=line, encoding=encoding)
