"""What a signed round hid and what of it would be opened, said before anything is released."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codebinder import review
from codebinder.base.messages import SaidError, Told
from codebinder.errors import ExitCode
from codebinder.model.filing import Filing
from codebinder.model.opening import HiddenRow, Merged, OpeningPreview
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import Round, RoundState
from codebinder.model.text import Message, shown, shown_path
from codebinder.workflow import filings, registered
from codebinder.workflow.sealedmap import COMMIT, FILE, RANGE, MapEntry, SealedMap
from codebinder.workflow.session import Session


def preview(
    session: Session,
    filing: Filing,
    *,
    redactions: Sequence[str] = (),
    path: bytes | None = None,
    everything: bool = False,
    commit: bool = False,
    component: str | None = None,
    number: int = 0,
) -> OpeningPreview:
    """Say what an opening of the same would reveal: nothing is written, and no key is asked for."""
    something(redactions, path, everything=everything, commit=commit)
    row = signed_round(session, filing, number)
    entries = SealedMap(session, filing, row.number).entries
    wanted = chosen(entries, redactions, path, component, row, everything=everything, commit=commit)
    opened = [entry for entry in wanted if entry.what in {RANGE, FILE}]
    return OpeningPreview(
        round=row.number,
        ranges=sum(entry.what == RANGE for entry in wanted),
        files=sum(entry.what == FILE for entry in wanted),
        commits=sum(entry.what == COMMIT for entry in wanted),
        size=sum(entry.size for entry in wanted),
        redactions=tuple(dict.fromkeys(each for entry in opened for each in entry.redactions)),
        merged=merged(wanted, frozenset(redactions)),
    )


def hidden(session: Session, filing: Filing, number: int = 0) -> tuple[HiddenRow, ...]:
    """Give what the signed round of that number hid (0: the newest), a row for each redaction, as it was then."""
    row = signed_round(session, filing, number)
    found: dict[str, HiddenRow] = {}
    for entry in SealedMap(session, filing, row.number).entries:
        for each in entry.redactions if entry.what in {RANGE, FILE} else ():
            before = found.get(each)
            found[each] = HiddenRow(
                redaction=each,
                kind=RedactionKind(entry.kind) if before is None else before.kind,
                component=entry.component,
                path=entry.path if before is None else before.path,
                places=1 + (before.places if before is not None else 0),
                size=entry.size + (before.size if before is not None else 0),
            )
    return tuple(found[each] for each in sorted(found, key=lambda name: (len(name), name)))


def rounds(session: Session, filing: Filing) -> tuple[int, ...]:
    """Give the numbers of the rounds that were signed, newest first: those of which something can be opened."""
    return tuple(row.number for row in _signed(session, filing, session.book.reviews.rounds(filing.slug)))


def something(redactions: Sequence[str], path: bytes | None, *, everything: bool, commit: bool) -> None:
    """Refuse to open nothing."""
    if not (redactions or path is not None or everything or commit):
        raise SaidError(
            Message("refuse.openchoice.name-what-opened"), next_step=Message("next.use-redaction-id-path-p"),
            exit_code=ExitCode.USAGE,
        )  # fmt: skip


def merged(wanted: Sequence[MapEntry], asked: frozenset[str]) -> tuple[Merged, ...]:
    """Give the ranges that open more redactions than were asked for."""
    return tuple(
        Merged(
            ordinal=entry.ordinal,
            asked=tuple(each for each in entry.redactions if each in asked),
            also=tuple(each for each in entry.redactions if each not in asked),
        )
        for entry in wanted
        if asked & set(entry.redactions) and not set(entry.redactions) <= asked
    )


def signed_round(session: Session, filing: Filing, number: int = 0) -> Round:
    """Give the round of that number, or the newest that was signed; UserError where none was: only what was approved
    is opened."""
    registered.check_not_erased(session, filing)
    rows = [row for row in session.book.reviews.rounds(filing.slug) if not number or row.number == number]
    for row in _signed(session, filing, rows):
        return row
    which = (
        Told(Message("fault.openchoice.round-not-signed", {"number": number}))
        if number
        else Told(Message("fault.openchoice.no-round-filing-signed"))
    )
    raise SaidError(
        Message("refuse.openchoice.opening-shows-what-committed-approved", {"which": which}),
        where=filing.slug,
        next_step=Message("next.round-approved-review-sign-first"),
    )


def _signed(session: Session, filing: Filing, rows: Sequence[Round]) -> Iterator[Round]:
    """Give those that were approved, newest first."""
    mapped = set(session.book.redactions.map_rounds(filing.slug))
    built = {row.round for row in session.book.builds.list(filing.slug) if not row.draft}
    for row in reversed(rows):
        if row.number in mapped and (row.number in built or _was_signed(session, filing, row)):
            yield row


def _was_signed(session: Session, filing: Filing, row: Round) -> bool:
    """Had the round the approvals that its template asks for, whatever has changed since?"""
    policy = filings.template(session, filing).approvals
    held = review.round_state(
        replace(row, state=RoundState.OPEN),
        session.book.reviews.objects(filing=filing.slug),
        session.rosters(),
        book=session.book.uid,
        filing=filing.uid,
        template=filing.template_digest,
        policy=policy,
        input_tag=row.input_tag,
        last=True,
        proposers={row.submitter},
    )
    return held.state is RoundState.SIGNED


def chosen(
    entries: Sequence[MapEntry],
    redactions: Sequence[str],
    path: bytes | None,
    component: str | None,
    row: Round,
    *,
    everything: bool,
    commit: bool,
) -> list[MapEntry]:
    """Give the entries that were asked for, in the order of the package."""
    hidden = [entry for entry in entries if entry.what in {RANGE, FILE} and component in {None, entry.component}]
    wanted: list[MapEntry] = list(hidden) if everything else []
    by_redaction: dict[str, list[MapEntry]] = {}
    for entry in hidden:
        for each in entry.redactions:
            by_redaction.setdefault(each, []).append(entry)
    for name in dict.fromkeys(redactions):
        found = by_redaction.get(name, [])
        if not found:
            raise SaidError(
                Message("refuse.openchoice.hides-nothing-round", {"name": shown(name), "number": row.number}),
                next_step=Message("next.list-file-redactions-shows-ids"),
            )
        wanted += found
    if path is not None:
        wanted += _of_path(hidden, path, row, needed=not commit)
    if commit:
        wanted += _commits(entries, component, row)
    unique = {entry.commitment: entry for entry in wanted}
    if not unique:
        raise SaidError(
            Message("refuse.openchoice.nothing-hidden-round", {"number": row.number}),
            next_step=Message("next.nothing-open"),
        )
    return sorted(unique.values(), key=lambda entry: (entry.what == COMMIT, entry.ordinal, entry.component))


def _of_path(hidden: Sequence[MapEntry], path: bytes, row: Round, *, needed: bool) -> list[MapEntry]:
    found = [entry for entry in hidden if entry.path == path]
    if not found and needed:
        raise SaidError(
            Message("refuse.openchoice.nothing-hidden-file-round", {"number": row.number}), where=shown_path(path)
        )
    if len({entry.component for entry in found}) > 1:
        names = ", ".join(sorted({entry.component for entry in found}))
        raise SaidError(
            Message("refuse.contents.several-sources-path", {"names": names}),
            next_step=Message("next.name-one-source-slug"),
        )
    return found


def _commits(entries: Sequence[MapEntry], component: str | None, row: Round) -> list[MapEntry]:
    found = [entry for entry in entries if entry.what == COMMIT and component in {None, entry.component}]
    if not found:
        raise SaidError(
            Message("refuse.openchoice.round-committed-no-commit-ids", {"number": row.number}),
            next_step=Message("next.leave-commit-out"),
        )
    return found
