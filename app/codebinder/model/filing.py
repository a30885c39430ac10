"""Vendors, products, filings and the rows of a workbook, as it keeps them and the faces show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.redaction import Redaction

T = TypeVar("T")


class FilingState(StrEnum):
    """Where a filing stands in the register."""

    PREPARING = "preparing"
    SENT = "sent"
    CORRECTION = "correction"
    CLEARED = "cleared"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """Who files; `facts` are entered once and used by every filing."""

    name: str
    name_zh: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What is filed. `facts` answer the templates' questions (("uses_crypto", "yes"), …); `variant_of` is a slug."""

    slug: str
    name: str
    version: str
    name_zh: str = ""
    model: str = ""
    category: str = ""
    variant_of: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One disclosure package in the making: `uid` a UUID; template text and digest are frozen when chosen; `created_at`
    RFC 3339, `due` an ISO date or empty."""

    slug: str
    uid: str
    product: str
    template_id: str
    template_version: str
    template_digest: str
    template_text: bytes = field(repr=False)
    recipient: str = ""
    language: str = ""
    created_at: str = ""
    based_on: str = ""
    due: str = ""
    scope: tuple[str, ...] = ()
    """Of a value at hand: the components that the work is about (rolling production); empty for all."""
    state: FilingState = FilingState.PREPARING


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """A person's decision that a finding may be disclosed."""

    finding: Finding
    note: str
    actor: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """Which findings a page asks for; empty means any."""

    component: str = ""
    path_prefix: bytes = b""
    path: bytes | None = None
    states: tuple[FindingState, ...] = ()
    confidences: tuple[Confidence, ...] = ()
    rule: str = ""
    value_tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """Findings that share a value and a rule, with the first of them."""

    value_tag: str
    kind: str
    rule: str
    count: int
    open: int
    first: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCounts:
    """How a filing's findings stand; `undecided` are open ones of the default queue, `scored_down` open low ones."""

    open: int
    redacted: int
    kept: int
    undecided: int
    scored_down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSecret:
    """A redaction with its value still sealed."""

    redaction: Redaction
    sealed_value: bytes
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRow:
    """One build in the register; `archive` is a file name, never a path."""

    filing: str
    at: str
    archive: str
    digest: str
    size: int
    files: int
    ranges: int
    draft: bool
    round: int
    signer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One row of the audit chain; `detail` holds ids, counts and sizes only (JSON)."""

    sequence: int
    at: str
    action: str
    actor: str
    subject: str
    detail: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Part of a long list: `items` of `total`."""

    items: tuple[T, ...]
    total: int
