"""Vendors, products and filings, as the workbook keeps them and the faces show them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class FilingState(StrEnum):
    """Where a filing stands in the register."""

    PREPARING = "preparing"
    SENT = "sent"
    CORRECTION = "correction"
    CLEARED = "cleared"
    REVOKED = "revoked"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What is filed. `facts` answer the templates' questions (("uses_crypto", "yes"), …); `variant_of` is a slug."""

    slug: str
    name: str
    version: str
    model: str = ""
    category: str = ""
    variant_of: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One disclosure package in the making: `uid` a UUID, template text and digest frozen when chosen; `created_at` and
    `due` RFC 3339 / ISO dates, due may be empty."""

    slug: str
    uid: str
    product: str
    template_id: str
    template_digest: str
    recipient: str
    created_at: str
    due: str = ""
    state: FilingState = FilingState.PREPARING


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """A person's decision that a finding may be disclosed."""

    finding: str
    note: str
    proposer: str


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
    """Part of a long list: `rows` from `offset` of `total`."""

    rows: tuple[T, ...]
    offset: int
    total: int
