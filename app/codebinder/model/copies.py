"""Delivery copies: numbered, cut and encrypted wrappings of one package, whose digest stays their identity."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyVolume:
    """One file of a copy: its name, its size in bytes, its SHA-256 in lower-case hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMade:
    """One finished copy: "copy `number` of `of` for `recipient`", in the folder of this name."""

    number: int
    of: int
    recipient: str
    folder: str
    volumes: tuple[CopyVolume, ...]
    slip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesReport:
    """What was made: the copies' folder, the slips' folder (empty where nothing is encrypted), the inner package."""

    folder: str
    slips: str
    archive: str
    digest: str
    size: int
    encrypted: bool
    copies: tuple[CopyMade, ...]
