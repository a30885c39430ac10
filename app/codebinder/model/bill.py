"""A software bill of materials as frozen values, whichever format it was written in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from codebinder.model.text import Message


class BillFormat(StrEnum):
    """The formats that are read and written; the words are those of `Requirement.formats`."""

    SPDX = "spdx-2.3"
    CYCLONEDX = "cyclonedx-1.6"


class NtiaField(StrEnum):
    """The NTIA minimum elements (The Minimum Elements For a Software Bill of Materials, July 2021)."""

    SUPPLIER = "supplier"
    NAME = "name"
    VERSION = "version"
    IDENTIFIER = "identifier"
    DEPENDENCY = "dependency"
    AUTHOR = "author"
    TIMESTAMP = "timestamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class BillPart:
    """One component: `ref` is its name within the bill, `identifiers` are purl, CPE, SWID and the like."""

    ref: str
    name: str
    version: str = ""
    supplier: str = ""
    identifiers: tuple[str, ...] = ()
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What a bill says. `root` is the ref of what it describes; `relations` are (dependent, dependency) by ref."""

    format: BillFormat
    name: str
    created: str
    authors: tuple[str, ...]
    root: str
    parts: tuple[BillPart, ...]
    relations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One NTIA element that is missing: from how many components (0: from the bill itself), the first few by name."""

    field: NtiaField
    count: int = 0
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BillReport:
    """What reading a bill came to. With `faults` it is not of its format, and `bill` is None."""

    format: str
    bill: Bill | None
    faults: tuple[Message, ...]
    lacks: tuple[Lack, ...]
