"""The few values of the workbook that only workflow sees; those that the faces show stand in `model.filing`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedIds:
    """A component's commit and tree id, sealed; empty where there is none."""

    commit: bytes
    tree: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a new scan changed."""

    new: int
    same: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """When a component was last scanned, by which rules (`engine` is their digest), over how many files.

    `seen` holds a keyed tag of 16 bytes for each file that was read, `masks` one of the redactions that stood then.
    `stale`: the component was moved to another snapshot since.
    """

    engine: str
    at: str = ""
    files: int
    seen: bytes = b""
    masks: str = ""
    stale: bool = False
