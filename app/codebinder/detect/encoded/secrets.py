"""Kubernetes' Secret manifests: each value under `data` is base 64, however short, and its name says what it is."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from codebinder.detect.encoded.payload import Again, outward
from codebinder.detect.placeholders import why_placeholder
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_ENTRY = re.compile(
    rb"^[ \t]+[\"']?([A-Za-z0-9_.-]{1,80})[\"']?:[ \t]*[\"']?([A-Za-z0-9+/]{4,65536}={0,2})[\"']?,?[ \t]*\r?$",
    re.MULTILINE,
)
_TELLING = re.compile(rb"(?i)pass|secret|token|key|cred|auth|pwd|private|seed|dsn|connection|uri|url")
_TEXT = bytes(range(0x20, 0x7F))
_MOST = 10_000


def secret_manifest(flat: bytes, again: Again) -> Iterator[Sight]:
    """Give what `again` sees in `name: "decoded value"`, for each short value of a manifest."""
    for number, found in enumerate(_ENTRY.finditer(flat)):
        value = found[2]
        if number == _MOST:
            return
        if len(value) % 4 or len(value) < 8:
            continue
        try:
            decoded = binascii.a2b_base64(value).strip()
        except binascii.Error:
            continue
        if len(decoded) < 4 or decoded.translate(None, _TEXT) or b'"' in decoded:
            continue
        inner = again(found[1] + b': "' + decoded + b'"\n')
        yield from outward(inner, found.start(2), found.end(2), "base 64 in a Secret")
        sure = _TELLING.search(found[1]) is not None and not why_placeholder(decoded)
        yield Sight(
            start=found.start(2),
            end=found.end(2),
            rule="kubernetes-secret-value",
            confidence=Confidence.MEDIUM if sure else Confidence.LOW,
        )
