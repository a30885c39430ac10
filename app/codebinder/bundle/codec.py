"""How members are compressed: one pinned codec, named in the manifest, since other builds of zlib write other bytes.

libdeflate at level 6 takes about 0.57 of zlib's time for the same size, lets go of the interpreter's lock, and gives
the same bytes in every process; one-shot isal does not.
"""

from __future__ import annotations

import importlib.metadata

import deflate

LEVEL = 6
LARGE = 16 << 20
"""Members of more bytes are stored as they are: nothing has to hold them whole, and images hardly shrink."""


def name(compression: str) -> str:
    """Name the codec for the manifest; `compression` as the template says, "deflate" or "stored"."""
    if compression == "stored":
        return "stored"
    version = importlib.metadata.version("deflate")
    return f"libdeflate (deflate {version}) level {LEVEL}, members over {LARGE >> 20} MiB stored"


def compress(data: bytes) -> bytes | None:
    """Give raw deflate bytes, or None where storing is no longer than that (so the choice depends on `data` alone)."""
    if not data or len(data) > LARGE:
        return None
    packed = bytes(deflate.deflate_compress(data, LEVEL))
    return packed if len(packed) < len(data) else None
