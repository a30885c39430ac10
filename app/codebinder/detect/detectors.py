"""The detectors that are code: what patterns can't say. Each looks at one file and tells what it sees."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence

from typing import Any

from codebinder.detect.fileview import FileView
from codebinder.detect.sight import Sight

Look = Callable[[FileView], Iterator[Sight]]

_NAMES = ("assigned", "formats", "keystores", "bytearrays", "people", "legal")


def _there(name: str) -> Any:
    try:
        return getattr(importlib.import_module(f"codebinder.detect.{name}"), "look", None)
    except (ImportError, SyntaxError, NameError):
        return None


DETECTORS: dict[str, Look] = {name: look for name in _NAMES if (look := _there(name)) is not None}
"""By the names that rule packs use."""

ENCODED: Callable[[FileView, Callable[[bytes], Sequence[Sight]]], Iterator[Sight]] | None = _there("encoded")
"""Finds encoded text and has it searched again."""
