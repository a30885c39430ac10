"""Digests that others may have written of what is hidden: each would let anybody try values (proof.md §1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from codebinder.base.digests import sm3
from codebinder.model.package import Needle

_DIGESTS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512", "blake2b")
"""What lock files, integrity attributes of web pages, SBOMs and the usual checksum tools write."""
_GIT = ("sha1", "sha256")


def needles_of(owner: str, *enclosing: bytes) -> Iterator[Needle]:
    """Give what must not be in the output because it is a digest of one of `enclosing`: a hidden range, its file.

    They are found in hex, base64 and raw; as object ids in git's abbreviations as well.
    """
    for data in enclosing:
        for name in _DIGESTS:
            digest = hashlib.new(name, data, usedforsecurity=False).digest()
            yield Needle(redaction=f"{owner} ({name})", kind="digest", data=digest, encoding="binary")
        fixed = sm3()
        fixed.update(data)
        digest = bytes.fromhex(fixed.hexdigest())
        yield Needle(redaction=f"{owner} (sm3)", kind="digest", data=digest, encoding="binary")
        head = b"blob %d\0" % len(data)
        for name in _GIT:
            digits = hashlib.new(name, head + data, usedforsecurity=False).hexdigest().encode()
            yield Needle(redaction=f"{owner} (git)", kind="object-id", data=digits)
