"""Redactions and keeps: what people decide about findings, selections, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.base.forms import is_short
from codebinder.errors import UserError
from codebinder.model.filing import Filing, FindingFilter, Keep
from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.ports import Cancel, NeverCancel, Progress
from codebinder.model.redaction import AsFiled, Redaction, RedactionKind
from codebinder.model.source import Component, SourceEntry
from codebinder.model.text import shown, shown_path
from codebinder.workflow import contents, everywhere, filings, hiding, hits, notes
from codebinder.workflow.session import Session
from codebinder.workflow.views import FileView


def redact_findings(
    session: Session, filing: Filing, *, ids: Sequence[str] | None, reason: str, note: str = "", key: str
) -> tuple[Redaction, ...]:
    """Hide the values of the findings named (None: of every open one of the default queue).

    One redaction per value: it hides the value wherever it stands, in every source of the filing. A value too short
    to be searched for gets one per place; one that stands inside an archive withholds the archive.
    """
    published = _published(session, filing, reason)
    proposer = session.member(key).fingerprint
    chosen = _findings(session, filing, ids)
    if not chosen:
        return ()
    rows = _archives(session, filing, chosen, reason=reason, published=published, note=note, proposer=proposer)
    groups: dict[str, list[Finding]] = {}
    for finding in (each for each in chosen if not each.member):
        groups.setdefault(finding.value_tag, []).append(finding)
    found = _values(session, filing, [members[0] for members in groups.values()])
    short = [each for members in groups.values() for each in members[1:] if is_short(*found[members[0].id])]
    found |= _values(session, filing, short)
    for members in groups.values():
        # A short value is hidden where it stands and nowhere else, so each of its places has a redaction of its own.
        alone = is_short(*found[members[0].id])
        for first, same in [(each, [each]) for each in members] if alone else [(members[0], members)]:
            value, encoding = found[first.id]
            rows.append(
                _row(session, first.component, first.path, (first.start, first.end), value, encoding,
                     RedactionKind.VALUE, reason=reason, published=published, note=note, proposer=proposer,
                     finding_ids=tuple(finding.id for finding in same))
            )  # fmt: skip
    return _store(session, filing, rows, proposer)


def _archives(
    session: Session, filing: Filing, chosen: Sequence[Finding], *, reason: str, published: str, note: str,
    proposer: str,
) -> list[tuple[Redaction, bytes, str]]:  # fmt: skip
    """Give redactions that withhold the archives in which findings stand: what is packed can't be masked in place."""
    files: dict[tuple[str, bytes], list[str]] = {}
    for finding in chosen:
        if finding.member:
            files.setdefault((finding.component, finding.path), []).append(finding.id)
    rows: list[tuple[Redaction, bytes, str]] = []
    for (component, path), ids in files.items():
        part, entry = contents.find_file(session, filing, path, component)
        data = _read(session, filing, part, entry)
        rows.append(
            _row(session, component, path, (0, len(data)), data, "binary", RedactionKind.FILE, reason=reason,
                 published=published, note=note, proposer=proposer, finding_ids=tuple(ids))
        )  # fmt: skip
    return rows


def _findings(session: Session, filing: Filing, ids: Sequence[str] | None) -> tuple[Finding, ...]:
    if ids is None:
        queue = FindingFilter(states=(FindingState.OPEN,), confidences=(Confidence.HIGH, Confidence.MEDIUM))
        return session.book.findings.all(filing.slug, queue)
    chosen = tuple(session.book.findings.get(filing.slug, each) for each in dict.fromkeys(ids))
    for finding in chosen:
        if finding.state is FindingState.REDACTED:
            raise UserError(f"{finding.id} is redacted already.", where=filing.slug)
    return chosen


def _values(session: Session, filing: Filing, wanted: Sequence[Finding]) -> dict[str, tuple[bytes, str]]:
    """Read what findings saw, with each file's encoding: every component opened once, every file read once."""
    found: dict[str, tuple[bytes, str]] = {}
    by_part: dict[str, dict[bytes, list[Finding]]] = {}
    for finding in wanted:
        by_part.setdefault(finding.component, {}).setdefault(finding.path, []).append(finding)
    for slug, paths in by_part.items():
        part = session.book.components.get(filing.slug, slug)
        entries = [
            row.entry for row in contents.selection(session, filing, part) if row.included and row.entry.path in paths
        ]
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
            raise UserError(
                f"{finding.id} no longer stands where it was seen.",
                where=shown_path(finding.path),
                next_step="Scan again.",
            )
    return found


def _read(session: Session, filing: Filing, part: Component, entry: SourceEntry) -> bytes:
    with contents.opened(session, filing, part) as content:
        return content.read(entry)


def _published(session: Session, filing: Filing, reason: str) -> str:
    policy = filings.template(session, filing).redaction
    redact.check_allowed(policy)
    return redact.published_reason(policy, reason)[0]


def _row(  # noqa: PLR0913  (a redaction's fields)
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
) -> tuple[Redaction, bytes, str]:
    row = Redaction(
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
    return row, session.sealer.seal(hiding.VALUE_BOX, value), encoding


def _store(
    session: Session, filing: Filing, rows: Sequence[tuple[Redaction, bytes, str]], proposer: str
) -> tuple[Redaction, ...]:
    """Write new redactions down, each with the findings that it hides; what was to be kept of those no longer is."""
    rows = hiding.linked(session, filing, rows)
    with session.book.transaction("redact", actor=proposer, subject=filing.slug, detail={"count": len(rows)}):
        made = session.book.redactions.add_many(filing.slug, rows)
    return tuple(replace(row, note=notes.shown(session, row.note)) for row in made)


def redact_bytes(
    session: Session,
    filing: Filing,
    *,
    path: bytes,
    start: int,
    end: int,
    reason: str,
    note: str = "",
    key: str,
    component: str | None = None,
    as_value: bool = False,
) -> tuple[Redaction, ...]:
    """Hide bytes `start` to `end` (excluded) of a file: this place, or with `as_value` the value wherever it stands."""

    def span(data: bytes, encoding: str) -> tuple[int, int]:
        redact.check_place(data, encoding, start, end)
        return start, end

    kind = RedactionKind.VALUE if as_value else RedactionKind.PLACE
    return _by_hand(session, filing, path, component, kind, span, reason=reason, note=note, key=key)


def redact_lines(
    session: Session,
    filing: Filing,
    *,
    path: bytes,
    first: int,
    last: int,
    reason: str,
    note: str = "",
    key: str,
    component: str | None = None,
) -> tuple[Redaction, ...]:
    """Hide lines `first` to `last` (from 1, both included) of a file; the last line's end stays."""

    def span(data: bytes, encoding: str) -> tuple[int, int]:
        start, end = redact.line_range(data, encoding, first, last)
        redact.check_place(data, encoding, start, end)
        return start, end

    return _by_hand(session, filing, path, component, RedactionKind.PLACE, span, reason=reason, note=note, key=key)


def redact_file(
    session: Session,
    filing: Filing,
    *,
    path: bytes,
    reason: str,
    note: str = "",
    key: str,
    component: str | None = None,
) -> tuple[Redaction, ...]:
    """Withhold a file whole; the papers say so, with a commitment to its bytes."""

    def span(data: bytes, encoding: str) -> tuple[int, int]:  # noqa: ARG001  (the whole, in any encoding)
        return 0, len(data)

    return _by_hand(session, filing, path, component, RedactionKind.FILE, span, reason=reason, note=note, key=key)


def _by_hand(
    session: Session,
    filing: Filing,
    path: bytes,
    component: str | None,
    kind: RedactionKind,
    span: Callable[[bytes, str], tuple[int, int]],
    *,
    reason: str,
    note: str,
    key: str,
) -> tuple[Redaction, ...]:
    published = _published(session, filing, reason)
    proposer = session.member(key).fingerprint
    part, entry = contents.find_file(session, filing, path, component)
    data = _read(session, filing, part, entry)
    encoding = encodings.detect(data)[0]
    start, end = span(data, encoding)
    row = _row(session, part.slug, path, (start, end), data[start:end], encoding, kind,
               reason=reason, published=published, note=note, proposer=proposer)  # fmt: skip
    return _store(session, filing, [row], proposer)


def keep_findings(
    session: Session, filing: Filing, *, ids: Sequence[str] | None, note: str, key: str
) -> tuple[Keep, ...]:
    """Say that findings may be disclosed (None: every open one of the default queue); legal still decides."""
    if not note.strip():
        raise UserError("A finding is kept with a reason.", next_step="Give it with --note.")
    chosen = _findings(session, filing, ids)
    if not chosen:
        return ()
    proposer = session.member(key).fingerprint
    names = [finding.id for finding in chosen]
    box = notes.sealed(session, note.strip())
    with session.book.transaction("keep", actor=proposer, subject=filing.slug, detail={"count": len(names)}):
        session.book.findings.keep(filing.slug, names, note=box, actor=proposer)
    wanted = set(names)
    return tuple(keep for keep in keeps(session, filing) if keep.finding.id in wanted)


def unkeep(session: Session, filing: Filing, finding_id: str, *, key: str) -> None:
    """Take a keep back; the finding is open again."""
    proposer = session.member(key).fingerprint
    with session.book.transaction("unkeep", actor=proposer, subject=f"{filing.slug}/{finding_id}"):
        session.book.findings.unkeep(filing.slug, [finding_id])


def withdraw(session: Session, filing: Filing, redaction_id: str, *, key: str) -> None:
    """Take a redaction back; what it alone hid is open again."""
    proposer = session.member(key).fingerprint
    session.book.redactions.get(filing.slug, redaction_id)
    with session.book.transaction("redact withdraw", actor=proposer, subject=f"{filing.slug}/{redaction_id}"):
        session.book.redactions.withdraw(filing.slug, redaction_id)
        hiding.reopen(session, filing)


def withdraw_many(session: Session, filing: Filing, ids: Sequence[str], *, key: str) -> None:
    """Take redactions back that were made in one step, in one step."""
    proposer = session.member(key).fingerprint
    detail = {"count": len(ids)}
    with session.book.transaction("redact withdraw", actor=proposer, subject=filing.slug, detail=detail):
        for each in dict.fromkeys(ids):
            session.book.redactions.withdraw(filing.slug, each)
        hiding.reopen(session, filing)


def redactions(session: Session, filing: Filing) -> tuple[Redaction, ...]:
    """Give the active redactions."""
    rows = session.book.redactions.list(filing.slug)
    return tuple(replace(row, note=notes.shown(session, row.note)) for row in rows)


def keeps(session: Session, filing: Filing) -> tuple[Keep, ...]:
    """Give the findings that people decided to keep."""
    return tuple(replace(row, note=notes.shown(session, row.note)) for row in session.book.findings.keeps(filing.slug))


def file_view(session: Session, filing: Filing, component: str, path: bytes) -> FileView:
    """Give one original with what stands on it, for the viewer."""
    from codebinder import intake

    part, entry = contents.find_file(session, filing, path, component)
    data = _read(session, filing, part, entry)
    facts = intake.file_facts(path, data)
    return FileView(
        component=part.slug,
        path=path,
        data=data,
        encoding=facts.encoding,
        language=facts.language,
        findings=session.book.findings.all(filing.slug, FindingFilter(component=part.slug, path=path)),
        redactions=tuple(
            each for each in redactions(session, filing) if each.component == part.slug and each.path == path
        ),
    )


def as_filed(
    session: Session, filing: Filing, path: bytes, *, component: str | None = None, progress: Progress, cancel: Cancel
) -> AsFiled:
    """Give exactly what would leave for one file, masks numbered as in the package."""
    from codebinder.workflow import pipeline

    part, entry = contents.find_file(session, filing, path, component)
    filed = pipeline.Pipeline(session, filing).one(part, entry, progress=progress, cancel=cancel)
    if filed is not None:
        return filed
    raise UserError(
        "This file is withheld whole; nothing of it would leave.",
        where=shown(path.decode("utf-8", "backslashreplace")),
    )
