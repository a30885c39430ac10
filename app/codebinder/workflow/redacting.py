"""Redactions and keeps: what people decide about findings, selections, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from codebinder import redact
from codebinder.base import encoding as encodings
from codebinder.base.forms import is_short
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing, FindingFilter, Keep
from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import AsFiled, Redaction, RedactionKind
from codebinder.model.review import Duty
from codebinder.model.source import ComponentKind
from codebinder.model.text import Message, shown
from codebinder.workflow import contents, filings, hiding, imagefindings, making, notes, registered
from codebinder.workflow.session import Session
from codebinder.workflow.views import FileView


def redact_findings(
    session: Session, filing: Filing, *, ids: Sequence[str] | None, reason: str, note: str = "", key: str
) -> tuple[Redaction, ...]:
    """Hide the values of the findings named (None: of every open one of the default queue).

    One redaction per value: it hides the value wherever it stands, in every source of the filing. A value too short
    to be searched for gets one per place; one that stands inside an archive withholds the archive. What was found
    inside a firmware image is hidden with the stretch of the image that encloses it.
    """
    published = making.published_as(session, filing, reason)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    chosen, inside = imagefindings.parted(session, filing, chosen_findings(session, filing, ids))
    if ids is None:  # of the others nothing can be hidden: they are for a decision of their own
        able = imagefindings.hideable(session, filing)
        inside = {slug: rows for slug, rows in inside.items() if slug in able}
    if not chosen and not inside:
        return ()
    within = imagefindings.rows(session, filing, inside, reason=reason, note=note, proposer=proposer)
    rows = making.archives(session, filing, chosen, reason=reason, published=published, note=note, proposer=proposer)
    groups: dict[str, list[Finding]] = {}
    for finding in (each for each in chosen if not each.member):
        groups.setdefault(finding.value_tag, []).append(finding)
    found = making.seen(session, filing, [members[0] for members in groups.values()])
    short = [each for members in groups.values() for each in members[1:] if is_short(*found[members[0].id])]
    found |= making.seen(session, filing, short)
    for members in groups.values():
        # A short value is hidden where it stands and nowhere else, so each of its places has a redaction of its own.
        alone = is_short(*found[members[0].id])
        for first, same in [(each, [each]) for each in members] if alone else [(members[0], members)]:
            value, encoding = found[first.id]
            rows.append(
                making.row(session, first.component, first.path, (first.start, first.end), value, encoding,
                     RedactionKind.VALUE, reason=reason, published=published, note=note, proposer=proposer,
                     finding_ids=tuple(finding.id for finding in same))
            )  # fmt: skip
    return making.store(session, filing, [*rows, *within], proposer)


def chosen_findings(session: Session, filing: Filing, ids: Sequence[str] | None) -> tuple[Finding, ...]:
    """Give the findings named (None: every open one of the default queue); one that is redacted is refused."""
    if ids is None:
        queue = FindingFilter(states=(FindingState.OPEN,), confidences=(Confidence.HIGH, Confidence.MEDIUM))
        return session.book.findings.all(filing.slug, queue)
    chosen = session.book.findings.some(filing.slug, dict.fromkeys(ids))
    for finding in chosen:
        if finding.state is FindingState.REDACTED:
            raise SaidError(Message("refuse.redacting.redacted-already", {"id": finding.id}), where=filing.slug)
    return chosen


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
    policy = filings.template(session, filing).redaction

    def span(data: bytes, encoding: str) -> tuple[int, int]:
        redact.check_place(data, encoding, start, end)
        redact.check_ends(data, encoding, start, end, policy)
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
    published = making.published_as(session, filing, reason)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    part, entry = contents.find_file(session, filing, path, component)
    data = making.read(session, filing, part, entry)
    encoding = encodings.detect(data)[0]
    start, end = span(data, encoding)
    row = making.row(session, part.slug, path, (start, end), data[start:end], encoding, kind,
               reason=reason, published=published, note=note, proposer=proposer)  # fmt: skip
    return making.store(session, filing, [row], proposer)


def keep_findings(
    session: Session, filing: Filing, *, ids: Sequence[str] | None, note: str, key: str
) -> tuple[Keep, ...]:
    """Say that findings may be disclosed (None: every open one of the default queue); legal still decides."""
    if not note.strip():
        raise SaidError(Message("refuse.redacting.finding-kept-reason"), next_step=Message("next.give-note"))
    chosen = chosen_findings(session, filing, ids)
    if not chosen:
        return ()
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    names = [finding.id for finding in chosen]
    box = notes.sealed(session, note.strip())
    with session.book.transaction("keep", actor=proposer, subject=filing.slug, detail={"count": len(names)}):
        session.book.findings.keep(filing.slug, names, note=box, actor=proposer)
    wanted = set(names)
    return tuple(keep for keep in keeps(session, filing) if keep.finding.id in wanted)


def unkeep(session: Session, filing: Filing, finding_id: str, *, key: str) -> None:
    """Take a keep back; the finding is open again."""
    registered.check_not_held(session, filing)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    with session.book.transaction("unkeep", actor=proposer, subject=f"{filing.slug}/{finding_id}"):
        session.book.findings.unkeep(filing.slug, [finding_id])


def unkeep_many(session: Session, filing: Filing, ids: Sequence[str] | None, *, key: str) -> tuple[str, ...]:
    """Take keeps back (None: all of them) in one step; give the findings, which are open again."""
    registered.check_not_held(session, filing)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    kept = [each.finding.id for each in session.book.findings.keeps(filing.slug)]
    wanted = None if ids is None else set(ids)
    names = [each for each in kept if wanted is None or each in wanted]
    missing = () if wanted is None else sorted(wanted - set(names))
    if missing:
        raise SaidError(Message("undo.not-kept"), where=missing[0], next_step=Message("undo.list-keeps"))
    if names:
        with session.book.transaction("unkeep", actor=proposer, subject=filing.slug, detail={"count": len(names)}):
            session.book.findings.unkeep(filing.slug, names)
    return tuple(names)


def withdraw(session: Session, filing: Filing, redaction_id: str, *, key: str) -> None:
    """Take a redaction back; what it alone hid is open again."""
    registered.check_not_held(session, filing)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    session.book.redactions.get(filing.slug, redaction_id)
    with session.book.transaction("redact withdraw", actor=proposer, subject=f"{filing.slug}/{redaction_id}"):
        session.book.redactions.withdraw(filing.slug, redaction_id)
        hiding.reopen(session, filing)


def withdraw_many(session: Session, filing: Filing, ids: Sequence[str], *, key: str) -> None:
    """Take redactions back that were made in one step, in one step."""
    registered.check_not_held(session, filing)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
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
    """Give one original with what stands on it, for the viewer; also of what is inside a firmware image."""
    from codebinder import intake

    part, entry = contents.find_file(session, filing, path, component, images=True)
    data = making.read(session, filing, part, entry)
    facts = intake.file_facts(path, data)
    return FileView(
        component=part.slug,
        path=path,
        data=data,
        encoding=facts.encoding,
        language=facts.language,
        findings=session.book.findings.all(filing.slug, FindingFilter(component=part.slug, path=path)),
        redactions=tuple(
            replace(row, note=notes.shown(session, row.note))
            for row in session.book.redactions.page(filing.slug, component=part.slug, path=path, limit=-1).items
        ),
    )


def as_filed(
    session: Session, filing: Filing, path: bytes, *, component: str | None = None, progress: Progress, cancel: Cancel
) -> AsFiled:
    """Give exactly what would leave for one file, masks numbered as in the package."""
    from codebinder.workflow import imagecontent, pipeline

    part, entry = contents.find_file(session, filing, path, component, images=True)
    if part.kind is ComponentKind.FIRMWARE:
        return imagecontent.as_filed(session, filing, part, entry, progress=progress, cancel=cancel)
    filed = pipeline.Pipeline(session, filing).one(part, entry, progress=progress, cancel=cancel)
    if filed is not None:
        return filed
    raise SaidError(
        Message("refuse.redacting.file-withheld-whole-nothing-would"),
        where=shown(path.decode("utf-8", "backslashreplace")),
    )
