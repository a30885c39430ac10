"""Crown jewels as values: fingerprints under the workbook's key, which give nothing of the code away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprints:
    """What is kept of a piece of code. `marks` are keyed hashes of stretches of it; `frames` and `figures` are keyed
    checksums of its punctuation and of its numbers, which tell quickly where it cannot be."""

    tokens: int
    lines: int
    marks: tuple[int, ...]
    frames: tuple[int, ...]
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jewel:
    """One entry of the register, as a search needs it."""

    id: str
    fingerprints: Fingerprints
