"""The queue of findings for a window: all of it once, and after each gesture only what the gesture changed."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.model.filing import Filing, FindingFilter
from codebinder.model.findings import Finding, FindingState
from codebinder.model.queue import QueueView
from codebinder.model.source import ComponentKind
from codebinder.workflow import contents, filings, scanning
from codebinder.workflow.session import Session

_MANY = 5_000
"""Where a gesture changed more findings than this, reading all of them is no slower."""


def queue(session: Session, filing: Filing, *, since: int | None = None) -> QueueView:
    """Give the queue of a filing; with `since`, the serial of an earlier view, only what changed after it."""
    book = session.book
    serial = book.findings.changes.serial
    changed = None if since is None else book.findings.changes.since(since)
    counts = scanning.counts(session, filing)
    scope = filing.scope
    if changed is None or len(changed) > _MANY:
        return QueueView(
            serial=serial, whole=True, gone=frozenset(), counts=counts,
            groups=book.queues.groups(filing.slug, components=scope),
            files=book.queues.files(filing.slug, components=scope),
        )  # fmt: skip
    keys = book.queues.keys_of(changed)
    groups = book.queues.groups(filing.slug, components=scope, keys=keys) if keys else []
    files = book.queues.files_of(changed)
    return QueueView(
        serial=serial, whole=False, groups=groups, counts=counts,
        files=book.queues.files(filing.slug, components=scope, only=files) if files else (),
        gone=frozenset(keys - {each.key for each in groups}),
    )  # fmt: skip


def members(session: Session, filing: Filing, value_tag: str, rule: str = "") -> tuple[Finding, ...]:
    """Give the findings of one value (and one rule), the surest first, then by place."""
    rows = session.book.findings.all(filing.slug, FindingFilter(value_tag=value_tag, rule=rule))
    if filing.scope:
        rows = tuple(each for each in rows if each.component in filing.scope)
    order = {"high": 0, "medium": 1, "low": 2}
    return tuple(sorted(rows, key=lambda each: (order[each.confidence.value], each.component, each.path, each.start)))


def undecided_alike(session: Session, filing: Filing, value_tag: str) -> tuple[Finding, ...]:
    """Give every open finding of a value, whatever rule saw it."""
    wanted = FindingFilter(value_tag=value_tag, states=(FindingState.OPEN,))
    return session.book.findings.all(filing.slug, wanted)


def get(session: Session, filing: Filing, finding: str) -> Finding:
    """Give one finding; UserError where there is none of this id."""
    return session.book.findings.get(filing.slug, finding)


def files(session: Session, filing: Filing) -> dict[str, Sequence[bytes]]:
    """Give the paths of every disclosed file by source, sorted by bytes.

    Where no rule leaves anything out, they are in the workbook as they are, and nothing has to be unsealed for them.
    """
    out: dict[str, Sequence[bytes]] = {}
    for part in filings.components(session, filing, ComponentKind.SOURCE):
        if part.include or part.exclude:
            rows = contents.files_of(row.entry for row in contents.selection(session, filing, part) if row.included)
            out[part.slug] = sorted(each.path for each in rows)
        else:
            out[part.slug] = session.book.queues.paths(session.book.components.number(filing.slug, part.slug))
    return out


__all__ = ["files", "get", "members", "queue", "undecided_alike"]
