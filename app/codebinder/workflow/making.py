"""How a redaction is made: read what it hides, seal it, write it down; the steps that every way of choosing shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.findings import Finding
from codebinder.model.ports import NeverCancel
from codebinder.model.redaction import Redaction, RedactionKind
from codebinder.model.source import Component, SourceEntry
from codebinder.model.text import Message, shown_path
from codebinder.workflow import contents, everywhere, filings, hiding, hits, notes
from codebinder.workflow.session import Session

Row = tuple[Redaction, bytes, str]
"""A redaction to be, with its sealed value and the value's encoding."""


def published_as(session: Session, filing: Filing, reason: str) -> str:
    """Give the published code of a reason; UserError where the template forbids redaction or doesn't know it."""
    policy = filings.template(session, filing).redaction
    redact.check_allowed(policy)
    return redact.published_reason(policy, reason)[0]


def read(session: Session, filing: Filing, part: Component, entry: SourceEntry) -> bytes:
    """Read one original."""
    with contents.opened(session, filing, part) as content:
        return content.read(entry)


def row(  # noqa: PLR0913  (a redaction's fields)
    session: Session,
    component: str,
    path: bytes,
    span: tuple[int, int],
    value: bytes,
    encoding: str,
    kind: RedactionKind,
    *,
    reason: str,
    published: str,
    note: str,
    proposer: str,
    finding_ids: tuple[str, ...] = (),
) -> Row:
    """Give a redaction that is not in the workbook yet; `published` is the code of `published_as`."""
    made = Redaction(
        id="",
        kind=kind,
        component=component,
        path=path,
        start=span[0],
        end=span[1],
        reason=reason,
        published_reason=published,
        note=notes.sealed(session, note),
        proposer=proposer,
        content_tag=session.sealer.tag(hits.VALUE, value),
        finding_ids=finding_ids,
    )
    return made, session.sealer.seal(hiding.VALUE_BOX, value), encoding


def store(session: Session, filing: Filing, rows: Sequence[Row], proposer: str) -> tuple[Redaction, ...]:
    """Write new redactions down, each with the findings that it hides; what was to be kept of those no longer is."""
    rows = hiding.linked(session, filing, rows)
    with session.book.transaction("redact", actor=proposer, subject=filing.slug, detail={"count": len(rows)}):
        made = session.book.redactions.add_many(filing.slug, rows)
    return tuple(replace(each, note=notes.shown(session, each.note)) for each in made)


def seen(session: Session, filing: Filing, wanted: Sequence[Finding]) -> dict[str, tuple[bytes, str]]:
    """Read what findings saw, with each file's encoding: every component opened once, every file read once."""
    found: dict[str, tuple[bytes, str]] = {}
    by_part: dict[str, dict[bytes, list[Finding]]] = {}
    for finding in wanted:
        by_part.setdefault(finding.component, {}).setdefault(finding.path, []).append(finding)
    for slug, paths in by_part.items():
        part = session.book.components.get(filing.slug, slug)
        rows = (contents.entry_of(session, filing, part, path) for path in sorted(paths))
        entries = [each.entry for each in rows if each is not None and each.included]
        with contents.opened(session, filing, part) as content:
            for entry, data in content.read_all(entries, cancel=NeverCancel()):
                encoding = encodings.detect(data)[0]
                for finding in paths[entry.path]:
                    found[finding.id] = data[finding.start : finding.end], encoding
    written = everywhere.known(session, filing) if any(each.rule == everywhere.RULE for each in wanted) else {}
    for finding in wanted:
        if finding.rule == everywhere.RULE and finding.value_tag in written:
            encoding, plain = written[finding.value_tag]  # at this place it may be written in another form
            found[finding.id] = plain, encoding
        value = found.get(finding.id, (b"", ""))[0]
        if session.sealer.tag(hits.VALUE, value) != finding.value_tag:
            raise SaidError(
                Message("refuse.making.no-longer-stands-where-seen", {"id": finding.id}),
                where=shown_path(finding.path),
                next_step=Message("next.scan-again"),
            )
    return found


def archives(
    session: Session, filing: Filing, chosen: Sequence[Finding], *, reason: str, published: str, note: str,
    proposer: str,
) -> list[Row]:  # fmt: skip
    """Give redactions that withhold the archives in which findings stand: what is packed can't be masked in place."""
    files: dict[tuple[str, bytes], list[str]] = {}
    for finding in chosen:
        if finding.member:
            files.setdefault((finding.component, finding.path), []).append(finding.id)
    rows: list[Row] = []
    for (component, path), ids in files.items():
        part, entry = contents.find_file(session, filing, path, component)
        data = read(session, filing, part, entry)
        rows.append(
            row(session, component, path, (0, len(data)), data, "binary", RedactionKind.FILE, reason=reason,
                 published=published, note=note, proposer=proposer, finding_ids=tuple(ids))
        )  # fmt: skip
    return rows
