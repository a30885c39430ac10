"""Writes a filing's findings as SARIF 2.1.0: places, rules and fingerprints under the workbook's key, no content."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import cast

from codebinder import __version__
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError
from codebinder.detect import own, reports
from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.findings import Finding, FindingState
from codebinder.model.ports import Cancel
from codebinder.model.source import Component, ComponentKind
from codebinder.model.text import Message, shown
from codebinder.workflow import contents, filings, ownrules
from codebinder.workflow.session import Session

_LARGEST = 256 << 20


def sarif(
    session: Session, filing: Filing, *, previous: Mapping[str, object] | None = None, lang: str = "en", cancel: Cancel
) -> dict[str, object]:
    """Give the findings as they stand; what was kept, redacted or allowed is suppressed with the reason. With an
    earlier log of this workbook, each is new, unchanged or absent."""
    out: list[reports.Outgoing] = []
    parts = filings.components(session, filing, ComponentKind.SOURCE)
    for part in parts:
        rows = session.book.findings.all(filing.slug, FindingFilter(component=part.slug))
        places = dict(_places(session, filing, part, rows, cancel))
        base = part.slug if len(parts) > 1 else ""
        out.extend(_outgoing(session, row, places.get(row.id), base) for row in rows)
    # The titles of people's own rules stay in the workbook: a log is made to be given away.
    shipped = (rule for rule in ownrules.engine_for(session).rules if not rule.id.startswith(own.PREFIX))
    rules = {rule.id: rule for rule in shipped}
    roots = (*(part.slug for part in parts if len(parts) > 1), *_images(session, filing, out))
    return reports.to_sarif(out, rules, version=__version__, roots=roots, previous=previous, lang=lang)


def _images(session: Session, filing: Filing, out: list[reports.Outgoing]) -> Iterator[str]:
    """Add what stands in firmware images, by its path in the tree; give the images that hold anything. Columns of
    things inside would take every image apart once more: lines say where."""
    for part in filings.components(session, filing, ComponentKind.FIRMWARE):
        rows = session.book.findings.all(filing.slug, FindingFilter(component=part.slug))
        out.extend(_outgoing(session, row, None, part.slug) for row in rows)
        if rows:
            yield part.slug


def _outgoing(
    session: Session, row: Finding, place: tuple[int, int, tuple[int, int] | None] | None, base: str
) -> reports.Outgoing:
    allowed = row.reason if row.reason.startswith(own.REASON) else ""
    if row.state is not FindingState.OPEN:
        allowed = row.state.value
    first, last, columns = place or (row.line, 0, None)
    return reports.Outgoing(
        path=row.path,
        line=first,
        end_line=last,
        columns=columns,
        start=row.start,
        end=row.end,
        rule=row.rule,
        kind=row.kind,
        confidence=row.confidence,
        reason=row.reason,
        fingerprint=reports.fingerprint_of(session.sealer.tag, row.rule, row.path, row.value_tag.encode()),
        allowed=allowed,
        base=base,
    )


def _places(
    session: Session, filing: Filing, part: Component, rows: tuple[Finding, ...], cancel: Cancel
) -> Iterator[tuple[str, tuple[int, int, tuple[int, int] | None]]]:
    """Read the files that have findings, for their columns."""
    by_path: dict[bytes, list[Finding]] = {}
    for row in rows:
        if not row.member:  # what stands inside an archive has no column of its own
            by_path.setdefault(row.path, []).append(row)
    entries = [row.entry for row in contents.selection(session, filing, part) if row.entry.path in by_path]
    if not entries:
        return
    with contents.opened(session, filing, part) as content:
        for entry, data in content.read_all(entries, cancel=cancel):
            columns = reports.Columns(data, encodings.detect(data)[0])
            for row in by_path[entry.path]:
                if row.end <= len(data):
                    yield row.id, columns.of(row.start, row.end)


def earlier_log(data: bytes, name: str) -> Mapping[str, object]:
    """Read an earlier log of ours to compare with; UserError where it is no SARIF."""
    try:
        value = cast("object", json.loads(data)) if len(data) <= _LARGEST else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or "runs" not in value:
        raise SaidError(
            Message("refuse.exporting.no-sarif-log"),
            where=shown(name),
            next_step=Message("next.give-log-scan-sarif-wrote"),
        )
    return cast("Mapping[str, object]", value)
