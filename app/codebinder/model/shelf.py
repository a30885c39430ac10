"""Filing templates where they lie: the folder of a person's own ones, the shipped ones, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from codebinder.model.template import FilingTemplate


class Origin(StrEnum):
    """Where a template comes from."""

    OWN = "own"
    SHIPPED = "shipped"


class Hidden(StrEnum):
    """Why a template that lies there is not the one that its id means."""

    NO = ""
    BY_OWN = "by-own"
    """A shipped one, with an own one of the same id in front of it."""
    SECOND = "second"
    """An own one, with another own one of the same id before it."""


@dataclass(frozen=True, slots=True, order=True)
class TemplateFault:
    """One fault of a template: line and column from 1 (0 where a fault is of the file), and the sentence."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A template and where it lies. `id` is what its text says, or its folder's name where that can't be read."""

    id: str
    path: Path
    origin: Origin
    hidden: Hidden = Hidden.NO
    hides: bool = False
    """Does this own one stand in front of a shipped one of the same id?"""
    template: FilingTemplate | None
    faults: tuple[TemplateFault, ...] = ()
    text: bytes = field(default=b"", repr=False)
    draft: bool = False
    """Does text that nobody has saved yet lie beside it?"""

    @property
    def folder(self) -> Path:
        """Where the template's files lie together."""
        return self.path.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineRow:
    """One line of a template's outline: a top-level key (`level` 0) or an entry of its list (`level` 1)."""

    level: int
    key: str
    name: str
    kind: str
    line: int
