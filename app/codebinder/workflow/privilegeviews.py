"""What the privilege log is made of: entries, what a person confirms of them, affiliations and attorneys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from codebinder.workflow.logrows import InternalRow

REASONS = ("AC", "WP")
"""Reasons that make something privileged, unless a person picks others."""


class By(StrEnum):
    """One row for each document, one for each category, or what is known without a lawyer's words."""

    ENTRY = "entry"
    CATEGORY = "category"
    METADATA = "metadata"


class Standing(StrEnum):
    """How far an entry is."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Somebody who wrote what is privileged."""

    name: str
    affiliation: str = ""
    attorney: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a person confirms of an entry; dates as ISO 8601."""

    date: str = ""
    authors: tuple[Author, ...] = ()
    to: str = ""
    cc: str = ""
    bcc: str = ""
    subject: str = ""
    basis: str = ""
    description: str = ""
    custodian: str = ""
    attorneys: str = ""
    doc_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of the log: a file in which a redaction of these reasons hides something. `details` are the
    confirmed ones, else the proposed ones (dates and authors of which count for nothing yet)."""

    id: str
    redaction: str
    place: str
    component: str
    path: str
    rows: tuple[InternalRow, ...]
    reason: str
    details: Details
    standing: Standing
    confirmed_by: str = ""
    confirmed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTable:
    """Affiliations by domain of an address ("example.com"), and the attorneys by name or address."""

    domains: tuple[tuple[str, str], ...] = ()
    attorneys: tuple[str, ...] = ()
