"""Looks for what may have to be hidden: rule packs to findings.

The front door: `Engine.load()` compiles the rules, `Engine.scan` looks at one file's bytes, `scan_paths` at folders.
Nothing is loaded before it is named, since much of the program asks for a single small part of this room.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codebinder.detect.engine import ENGINE_VERSION, Engine, shipped_digest
    from codebinder.detect.rules import Rule
    from codebinder.detect.walk import scan_paths

__all__ = ["ENGINE_VERSION", "Engine", "Rule", "scan_paths", "shipped_digest"]

_HOMES = {
    "ENGINE_VERSION": "engine",
    "Engine": "engine",
    "Rule": "rules",
    "scan_paths": "walk",
    "shipped_digest": "engine",
}


def __getattr__(name: str) -> object:
    """Load what is named from where it stands."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
