"""Which program and font versions draw the PDFs: a round records them, since another version may draw otherwise."""

from __future__ import annotations

import hashlib
import importlib.metadata
from functools import lru_cache

from codebinder import assets
from codebinder.bundle.fonts import FILE

DRAWING = "3"
"""Counts up whenever our own drawing changes in any way that changes bytes."""


@lru_cache(maxsize=2)
def drawing_programs(*, highlighted: bool = False) -> tuple[tuple[str, str], ...]:
    """Give (name, version) of everything that the bytes of a PDF depend on; of the font its SHA-256. `highlighted`:
    the listing's inks are in them, too."""
    font = hashlib.sha256((assets.resources() / FILE).read_bytes()).hexdigest()
    return (
        ("codebinder-pdf", DRAWING),
        ("reportlab", importlib.metadata.version("reportlab")),
        ("deflate", importlib.metadata.version("deflate")),
        ("wqy-microhei.ttc", font),
        *((("pygments", importlib.metadata.version("pygments")),) if highlighted else ()),
    )
