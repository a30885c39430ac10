"""Where a template's text was taken from, so that somebody can see later what became of its origin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BasedOn:
    """Which template another was copied from, in which version, and the SHA-256 of its text then."""

    id: str
    version: str
    digest: str = ""
