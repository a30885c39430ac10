"""Finds the shipped resources and filing templates in a checkout, a wheel or a frozen app."""

from __future__ import annotations

import sys
from pathlib import Path

from codebinder.errors import Bug

_PACKAGE = Path(__file__).resolve().parent


def _places(packed: str, loose: str) -> tuple[Path, ...]:
    frozen = getattr(sys, "_MEIPASS", "")
    inside = (Path(frozen) / "codebinder" / packed,) if frozen else ()
    return (*inside, _PACKAGE / packed, _PACKAGE.parent.parent / loose)


def _find(packed: str, loose: str) -> Path:
    for place in _places(packed, loose):
        if place.is_dir():
            return place
    raise Bug(f"the folder {loose} is missing from this installation")


def resources() -> Path:
    """Give the folder `resources/` (rules, fonts, catalogues, help, samples, schemas)."""
    return _find("_resources", "resources")


def templates() -> Path:
    """Give the folder `filing_templates/`."""
    return _find("_filing_templates", "filing_templates")
