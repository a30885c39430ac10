"""Keys in lists under a name in the plural, as in settings: unseal_keys, signing_keys, cookie_secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from codebinder.detect.assigned.values import Shape, look_at
from codebinder.detect.fileview import FileView
from codebinder.detect.patterns import compile_pattern
from codebinder.detect.sight import Sight
from codebinder.model.findings import Confidence

_SETTINGS = frozenset(b".yml .yaml .json .toml .tf .tfvars .conf .hcl".split())
_BEGIN = compile_pattern(
    rb"(?:eys|ecrets)(?:_b64|_base64|_hex)?[\"']?\s?[:=]\s?(?:\[\s*|\n\s*-[ \t]+)[\"']?[A-Za-z0-9+/=_\-]{16}"
)
_NAME = re.compile(
    rb"(?i)(?:unseal|recovery|sign(?:ing)?|encrypt(?:ion)?|cookie|session|secret|master|root|private|hmac|jwt|crypto?|fernet"
    rb"|cipher|aes|token|app|rotated)[_.-]?[ks]$"
)
_ITEM = re.compile(rb"[\s,]*(?:-[ \t]+)?[\"']?([A-Za-z0-9+/=_\-]{16,200})[\"']?(?=[\s,\]]|$)")
_MOST = 64
"""Lists of one file, and items of one list, that are looked at."""


def key_lists(file: FileView) -> Iterator[Sight]:
    """Give the random items of lists whose name says that they are keys."""
    if file.suffix not in _SETTINGS:
        return
    flat = file.flat
    for match in islice(_BEGIN.finditer(flat), _MOST):
        start, end = match.span()
        if _NAME.search(flat[max(0, start - 40) : start]) is None:
            continue
        yield from _items(flat, flat.index(b"[" if b"[" in flat[start:end] else b"\n", start) + 1)


def _items(flat: bytes, at: int) -> Iterator[Sight]:
    for _ in range(_MOST):
        item = _ITEM.match(flat, at)
        if item is None:
            return
        start, at = item.start(1), item.end()
        if look_at(item[1]).shape is Shape.RANDOM:
            yield Sight(start=start, end=item.end(1), rule="key-in-list", confidence=Confidence.MEDIUM)
