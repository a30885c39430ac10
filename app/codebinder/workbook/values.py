"""What the workbook keeps that no stage knows: vendor, product, filing, audit rows, pages and filters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.redaction import Redaction

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """A stretch of a longer list: `items` from the offset that was asked for, `total` in the whole list."""

    items: tuple[Item, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """Who files; `facts` are entered once and used by every filing (address, registration number, …)."""

    name: str
    name_zh: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What is filed; `variant_of` is the slug of the product that this one is a variant of, or empty."""

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
    """One disclosure package in the making; the template's text and digest are frozen when it is chosen."""

    slug: str
    uid: str
    product: str
    template_id: str
    template_version: str
    template_digest: str
    template_text: bytes = field(repr=False)
    recipient: str
    language: str
    created_at: str
    based_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedIds:
    """A component's commit and tree id, sealed; empty where there is none."""

    commit: bytes
    tree: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """Which findings: empty fields do not narrow. `path` is one path, `path_prefix` the beginning of many."""

    component: str = ""
    path: bytes | None = None
    path_prefix: bytes = b""
    states: tuple[FindingState, ...] = ()
    confidences: tuple[Confidence, ...] = ()
    rule: str = ""
    value_tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """All findings of one value: how many, how many of them open, and the one with the lowest id."""

    value_tag: str
    kind: str
    rule: str
    count: int
    open: int
    first: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCounts:
    """`undecided` are open findings of the default queue (high, medium); `scored_down` the open ones below it."""

    open: int
    redacted: int
    kept: int
    undecided: int
    scored_down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a new scan changed."""

    new: int
    same: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """A person's decision that a finding may be disclosed."""

    finding: Finding
    note: str
    actor: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """When a component was last scanned, by which rules (`engine` is their digest), over how many files."""

    engine: str
    at: str
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSecret:
    """A redaction with its hidden bytes as they lie in the workbook: sealed."""

    redaction: Redaction
    sealed_value: bytes = field(repr=False)
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRow:
    """One row of the register: what was built from which round; `archive` is a file name without folders."""

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
    """One link of the audit chain; `detail` holds ids, counts and sizes only, as canonical JSON."""

    seq: int
    at: str
    action: str
    actor: str
    subject: str
    detail: str
    previous: str
    hash: str
