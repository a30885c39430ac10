"""Workbooks and people for tests: a clock that stands still, drawn keys, and one filing to work on."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from codebinder import workbook
from codebinder.model.findings import Confidence, Finding
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.source import Component, ComponentKind


class StillClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 20, 0, 0, tzinfo=UTC)


class Counted:
    """Randomness that can be repeated: SHA-256 of a counter."""

    def __init__(self, seed: str = "") -> None:
        self.seed = seed
        self.count = 0

    def token(self, size: int) -> bytes:
        out = b""
        while len(out) < size:
            self.count += 1
            out += hashlib.sha256(f"{self.seed}{self.count}".encode()).digest()
        return out[:size]


def new_book(path: Path, *, filing: bool = True) -> workbook.Workbook:
    """Make a workbook with one product, one filing `f` and one source component `src`."""
    book = workbook.Workbook.create(
        path, clock=StillClock(), randomness=Counted(), vendor=workbook.Vendor(name="Example Devices", name_zh="示例")
    )
    if filing:
        with book.transaction("set up"):
            book.products.add(workbook.Product(slug="gw", name="Gateway", version="2.1"))
            book.filings.add(a_filing("f"))
            book.components.add("f", Component(slug="src", kind=ComponentKind.SOURCE, location="../repo", is_git=True))
    return book


def a_filing(slug: str, *, product: str = "gw") -> workbook.Filing:
    return workbook.Filing(
        slug=slug,
        uid=workbook.new_uid(Counted(slug)),
        product=product,
        template_id="escrow-deposit",
        template_version="1",
        template_digest="a" * 64,
        template_text=b"schema: 1\n",
        recipient="Agent",
        language="en",
        created_at="2026-11-21T20:00:00Z",
    )


def a_finding(
    path: bytes = b"a.c",
    start: int = 10,
    *,
    value: str = "v",
    rule: str = "private-key",
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    return Finding(
        id="",
        component="src",
        path=path,
        start=start,
        end=start + 4,
        line=1,
        rule=rule,
        kind="key",
        confidence=confidence,
        reason="looks like one",
        value_tag=value,
        context_tag="c",
    )


def a_redaction(path: bytes = b"a.c", start: int = 10, *, findings: tuple[str, ...] = ()) -> Redaction:
    return Redaction(
        id="",
        kind=RedactionKind.VALUE,
        component="src",
        path=path,
        start=start,
        end=start + 4,
        reason="CRY",
        published_reason="CON",
        note="",
        proposer="b" * 64,
        content_tag="t",
        finding_ids=findings,
    )
