"""How far a filing has come, step by step: what the left rail and `filing show` say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from codebinder import templates
from codebinder.errors import CodebinderError
from codebinder.model.checklist import ChecklistRow, RequirementState
from codebinder.model.filing import Filing, FindingCounts
from codebinder.model.review import Round, RoundState
from codebinder.model.source import Component, ComponentKind
from codebinder.model.template import Level
from codebinder.workflow import filings, scanning, shares
from codebinder.workflow.session import Session
from codebinder.workflow.views import FilingView, Standing, Step, StepView

_BY_COMPONENT = {
    Step.SOURCES: ComponentKind.SOURCE,
    Step.FIRMWARE: ComponentKind.FIRMWARE,
    Step.DOCUMENTS: ComponentKind.DOCUMENT,
}


def view(session: Session, filing: Filing) -> FilingView:
    """Give a filing with the state of each of its steps, its counts and its round."""
    return _view(session, filing)[0]


def _view(session: Session, filing: Filing) -> tuple[FilingView, bool]:
    """Give a filing's view, and whether it is all that there is to say: the keychain may be locked."""
    sure = True
    parts = filings.components(session, filing)
    counts = session.book.findings.counts(filing.slug)
    row, rows = None, ()
    try:
        from codebinder.workflow import state

        rows = filings.checklist(session, filing)
        row = state.current_round(session, filing)
    except CodebinderError:
        # The keychain may be locked or absent: everything but signatures can still be shown.
        sure = False
        rows = filings.checklist_without_approvals(session, filing)
        row = session.book.reviews.last_round(filing.slug)
    # A package counts while its round stands: one that was built before a change is no longer what would leave.
    number = row.number if row is not None and row.state is RoundState.SIGNED else 0
    builds = session.book.builds.list(filing.slug)
    built = bool(number) and any(not each.draft and each.round == number for each in builds)
    made = FilingView(
        filing=filing,
        product=filings.product(session, filing),
        template=filings.template(session, filing),
        steps=_steps(session, filing, parts, rows, counts, row, built=built),
        components=parts,
        findings_open=counts.undecided,
        redactions=session.book.redactions.count(filing.slug),
        round=row,
        hidden=next((each.why for each in rows if each.requirement == templates.CEILING_ROW), ""),
        filled=_filled(session, filing),
    )
    return made, sure


def _filled(session: Session, filing: Filing) -> tuple[str, str]:
    """Give the field that the program fills in, and what the last measure says will stand there."""
    template = filings.template(session, filing)
    name = template.redaction.pages_field
    if not name:
        return "", ""
    try:
        held = shares.last(session, filing)
    except CodebinderError:  # the keychain may be locked
        held = None
    return name, "" if held is None else templates.pages_text(held.pages, template.languages)


def _steps(
    session: Session,
    filing: Filing,
    parts: Sequence[Component],
    rows: Sequence[ChecklistRow],
    counts: FindingCounts,
    row: Round | None,
    *,
    built: bool,
) -> tuple[StepView, ...]:
    held = tuple(
        _by_checklist(step, rows, started=any(part.kind is kind for part in parts))
        for step, kind in _BY_COMPONENT.items()
    )
    return (
        _by_checklist(Step.FILING, rows, started=True),
        *held,
        _redaction(session, filing, rows, counts, nothing=held[0].standing),
        _review(row),
        _package(rows, row, built=built),
        # What a verification says is about a package, wherever it lies; the workbook holds nothing of it.
        StepView(step=Step.VERIFY, standing=Standing.WORK if built else Standing.NOTHING, open=int(built)),
    )


def _by_checklist(step: Step, rows: Sequence[ChecklistRow], *, started: bool) -> StepView:
    mine = [each for each in rows if each.step == step.value]
    missing = [each for each in mine if each.state is RequirementState.UNMET]
    if missing:
        standing = Standing.WORK if started else Standing.NOTHING
        return StepView(step=step, standing=standing, open=len(missing), why=missing[0].why)
    return StepView(step=step, standing=Standing.COMPLETE if started or any(map(_given, mine)) else Standing.UNASKED)


def _given(row: ChecklistRow) -> bool:
    """Say whether somebody has done something about a requirement: what must not be there is met by itself."""
    return row.state is not RequirementState.NOT_APPLICABLE and row.level is not Level.FORBIDDEN


def wants(rows: Sequence[ChecklistRow], step: Step) -> bool:
    """Say whether something is still asked for in a step: many filings are questions and documents alone."""
    return any(each.step == step.value and each.state is RequirementState.UNMET for each in rows)


def refuses(rows: Sequence[ChecklistRow], step: Step) -> bool:
    """Say whether the template forbids what the step would add."""
    return any(each.step == step.value and each.level is Level.FORBIDDEN for each in rows)


def _redaction(
    session: Session, filing: Filing, rows: Sequence[ChecklistRow], counts: FindingCounts, *, nothing: Standing
) -> StepView:
    """Say how redaction stands; `nothing` is how it stands where there is no source to hide anything in."""
    waiting = session.book.carried.waiting(filing.slug)
    if waiting:
        why = f"{len(waiting)} redactions wait for a decision since their source moved"
        return StepView(step=Step.REDACTION, standing=Standing.WORK, open=len(waiting), why=why)
    unscanned = scanning.unscanned(session, filing)
    if unscanned:
        why = f"{', '.join(unscanned)}: not scanned yet"
        return StepView(step=Step.REDACTION, standing=Standing.WORK, open=len(unscanned), why=why)
    if counts.undecided:
        why = f"{counts.undecided} findings are neither redacted nor kept"
        return StepView(step=Step.REDACTION, standing=Standing.WORK, open=counts.undecided, why=why)
    missing = [each for each in rows if each.step == "redaction" and each.state is RequirementState.UNMET]
    if missing:
        return StepView(step=Step.REDACTION, standing=Standing.WORK, open=len(missing), why=missing[0].why)
    done = filings.components(session, filing, ComponentKind.SOURCE)
    idle = Standing.UNASKED if nothing is Standing.UNASKED else Standing.NOTHING
    return StepView(step=Step.REDACTION, standing=Standing.COMPLETE if done else idle)


def _review(row: Round | None) -> StepView:
    if row is None:
        return StepView(step=Step.REVIEW, standing=Standing.NOTHING)
    if row.state is RoundState.SIGNED:
        return StepView(step=Step.REVIEW, standing=Standing.COMPLETE)
    if row.state is RoundState.VOID:
        why = f"round {row.number} is void: something has changed since"
        return StepView(step=Step.REVIEW, standing=Standing.PROBLEM, open=1, why=why)
    return StepView(step=Step.REVIEW, standing=Standing.WORK, open=1, why=f"round {row.number} waits for approval")


def _package(rows: Sequence[ChecklistRow], row: Round | None, *, built: bool) -> StepView:
    missing = [each for each in rows if each.state is RequirementState.UNMET]
    if built:
        return StepView(step=Step.PACKAGE, standing=Standing.COMPLETE)
    ready = not missing and row is not None and row.state is RoundState.SIGNED
    why = "" if ready else (missing[0].why if missing else "the round is not approved yet")
    return StepView(
        step=Step.PACKAGE, standing=Standing.WORK if ready else Standing.NOTHING, open=len(missing), why=why
    )


def register(session: Session) -> tuple[FilingView, ...]:
    """Give every filing for the start page, by due date (none last), then by name."""
    rows = sorted(filings.filings(session), key=lambda each: (each.due or "9999", each.slug))
    return tuple(_remembered(session, rows))


_OF_ONE = frozenset({
    "redact", "redact withdraw", "redact returned", "redact propose", "keep", "unkeep", "scan", "measure", "pages",
    "review decide", "review withdraw", "review settle", "build",
})  # fmt: skip
"""What changes nothing but the one filing that it names."""


def _remembered(session: Session, rows: Sequence[Filing]) -> Iterator[FilingView]:
    """Give each view as it was made, where nothing was written since that could change it."""
    audit = session.book.audit
    number, (since, held) = audit.head()[0], session.views
    moved = _touched(audit.after(since), {each.slug for each in rows}) if held else frozenset[str]()
    today = session.environment.clock.now().date()
    fresh: dict[str, tuple[object, FilingView]] = {}
    for each in rows:
        about = (each, today, session.measures.get(f"last {each.uid}"), session.measures.get(f"pages {each.uid}"))
        known = held.get(each.slug) if moved is not None and each.slug not in moved else None
        if known is not None and known[0] == about:
            made, sure = known[1], True
        else:
            made, sure = _view(session, each)
        if sure:
            fresh[each.slug] = (about, made)
        yield made
    session.views = (number, fresh)


def _touched(rows: Sequence[tuple[str, str]], slugs: AbstractSet[str]) -> frozenset[str] | None:
    """Give the filings that were written to, by the audit's actions and subjects; None where it may be any."""
    found = {subject.partition("/")[0] for action, subject in rows if action in _OF_ONE}
    return frozenset(found) if found <= slugs and all(action in _OF_ONE for action, _ in rows) else None
