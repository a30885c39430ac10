"""Source components: a repository at a commit, or a plain folder; added, previewed, moved on, found again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from codebinder import intake
from codebinder import workbook as books
from codebinder.base.messages import SaidError, SaidFaults, told_of
from codebinder.errors import UserError
from codebinder.model.filing import Filing
from codebinder.model.ports import Cancel, ContentSource, Progress
from codebinder.model.source import Component, ComponentKind, EntryKind, Selected, Snapshot, SourceWarning
from codebinder.model.text import Message, shown
from codebinder.workflow import carrying, contents, filings, hiding, registered
from codebinder.workflow.placing import Outcome
from codebinder.workflow.session import Session, slugged
from codebinder.workflow.views import CarryReport, CommitView, RefsView, SelectionView, SourceReport


def refs(repo: Path) -> RefsView:
    """Give a repository's tags and branches, newest first."""
    repository = intake.open_repository(repo)
    try:
        held = repository.refs()
    finally:
        repository.close()
    return RefsView(
        tags=tuple((ref.name, ref.commit, _day(ref.date), ref.annotated) for ref in held.tags),
        branches=tuple((ref.name, ref.commit, _day(ref.date), False) for ref in held.branches),
        head=held.head,
    )


def commits(repo: Path, *, search: str = "", limit: int = 200) -> tuple[CommitView, ...]:
    """Give the newest commits of a repository whose subject or id matches `search`."""
    repository = intake.open_repository(repo)
    try:
        rows = repository.commits(limit=limit, search=search)
    finally:
        repository.close()
    return tuple(CommitView(id=row.id, date=_day(row.date), subject=row.subject, signed=row.signed) for row in rows)


def _day(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def preview(
    repo: Path, *, rev: str, include: Sequence[str], exclude: Sequence[str], progress: Progress, cancel: Cancel
) -> SelectionView:
    """Give what the rules would make of a repository at `rev`, changing nothing."""
    repository = intake.open_repository(repo)
    try:
        snapshot = repository.snapshot(repository.resolve(rev), progress=progress, cancel=cancel)
    finally:
        repository.close()
    return reselect(snapshot, include, exclude)


def preview_folder(
    folder: Path, *, include: Sequence[str], exclude: Sequence[str], progress: Progress, cancel: Cancel
) -> SelectionView:
    """Give what the rules would make of a plain folder, changing nothing and remembering nothing."""
    tree = intake.open_folder(folder)
    return reselect(tree.snapshot(lambda _digest: "", progress=progress, cancel=cancel), include, exclude)


def reselect(snapshot: Snapshot, include: Sequence[str], exclude: Sequence[str]) -> SelectionView:
    """Apply rules to a list of entries that is at hand (the live preview)."""
    try:
        rows, unmatched = intake.select(snapshot, include, exclude)
    except UserError as fault:
        return SelectionView(
            rows=(),
            included=0,
            included_size=0,
            excluded=0,
            unmatched=(),
            warnings=snapshot.warnings,
            faults=(told_of(fault),),
        )
    return _view(rows, unmatched, snapshot)


def _view(rows: tuple[Selected, ...], unmatched: tuple[str, ...], snapshot: Snapshot) -> SelectionView:
    inside = [row.entry for row in rows if row.included]
    return SelectionView(
        rows=rows,
        included=len(inside),
        included_size=sum(entry.size for entry in inside),
        excluded=len(rows) - len(inside),
        unmatched=unmatched,
        warnings=snapshot.warnings,
        languages=intake.languages(entry.path for entry in inside),
    )


def add_repository(
    session: Session,
    filing: Filing,
    *,
    repo: Path,
    rev: str,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    slug: str = "",
    progress: Progress,
    cancel: Cancel,
) -> SourceReport:
    """Add a git repository at the exact commit that `rev` names now; the work tree is never read."""
    repository = intake.open_repository(repo)
    try:
        commit = repository.resolve(rev)
        snapshot = repository.snapshot(commit, progress=progress, cancel=cancel)
        component = Component(
            slug=_slug(session, filing, slug, repo),
            kind=ComponentKind.SOURCE,
            location=contents.relative(session, repo),
            is_git=True,
            rev=rev,
            include=tuple(include),
            exclude=tuple(exclude),
        )
        content = repository.content(commit.id)
        try:
            return _take(session, filing, component, snapshot, content, progress=progress, cancel=cancel)
        finally:
            content.close()
    finally:
        repository.close()


def add_folder(
    session: Session,
    filing: Filing,
    *,
    folder: Path,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    slug: str = "",
    progress: Progress,
    cancel: Cancel,
) -> SourceReport:
    """Add a plain folder, hashed now; a build refuses it where a file has changed since."""
    tagger = contents.tagger(session)
    tree = intake.open_folder(folder)
    snapshot = tree.snapshot(tagger, progress=progress, cancel=cancel)
    component = Component(
        slug=_slug(session, filing, slug, folder),
        kind=ComponentKind.SOURCE,
        location=contents.relative(session, folder),
        include=tuple(include),
        exclude=tuple(exclude),
    )
    content = tree.content(tagger)
    try:
        return _take(session, filing, component, snapshot, content, progress=progress, cancel=cancel)
    finally:
        content.close()


def _slug(session: Session, filing: Filing, wanted: str, path: Path) -> str:
    taken = {part.slug for part in filings.components(session, filing)}
    return slugged(wanted, path.resolve().name.removesuffix(".git"), taken)


def _take(
    session: Session,
    filing: Filing,
    component: Component,
    snapshot: Snapshot,
    content: ContentSource,
    *,
    progress: Progress,
    cancel: Cancel,
    replaces: Component | None = None,
) -> SourceReport:
    """Check a tree and write it down; where it replaces one, its redactions are carried over."""
    registered.check_not_erased(session, filing)
    rows, unmatched = intake.select(snapshot, component.include, component.exclude)
    if unmatched:
        raise SaidError(
            Message("refuse.sources.rule-matches-nothing-tree", {"unmatched": shown(unmatched[0])}),
            where=component.slug,
            next_step=Message("next.correct-leave-out-rule-matches"),
        )
    _stop(intake.check_selection(rows, content, cancel=cancel))
    sealer = session.sealer
    component = replace(component, commit="", size=sum(row.entry.size for row in rows if row.included))
    ids = {}
    if component.is_git:
        ids = {
            "sealed_commit": sealer.seal(contents.COMMIT, snapshot.commit.encode()),
            "sealed_tree": sealer.seal(contents.TREE, snapshot.tree.encode()),
        }
    keys = sealer.seal(contents.KEYS, books.pack_keys(snapshot.entries))
    plan = None
    if replaces is not None:
        plan = carrying.plan(
            session, filing, replaces, rows, content, rev=component.rev, progress=progress, cancel=cancel
        )
    counts = {"files": len(rows), "included": sum(row.included for row in rows)}
    with session.book.transaction(
        "source add" if plan is None else "source update", subject=f"{filing.slug}/{component.slug}", detail=counts
    ):
        put = session.book.components.add if plan is None else session.book.components.update
        put(filing.slug, component, **ids)
        session.book.components.put_snapshot(filing.slug, component.slug, snapshot, sealed_keys=keys)
        if plan is not None:
            carrying.apply(session, filing, plan)
    return _report(component, rows, snapshot, None if plan is None else plan.report)


def _report(
    component: Component, rows: Sequence[Selected], snapshot: Snapshot, carry: CarryReport | None
) -> SourceReport:
    kinds = [row.entry.kind for row in rows]
    included = sum(row.included for row in rows)
    return SourceReport(
        component=component,
        files=included,
        size=component.size,
        excluded=len(rows) - included,
        links=kinds.count(EntryKind.LINK),
        submodules=kinds.count(EntryKind.SUBMODULE),
        warnings=snapshot.warnings,
        carried=carry.ids(Outcome.SAME, Outcome.MOVED) if carry else (),
        returned=carry.ids(Outcome.CHANGED, Outcome.AMBIGUOUS) if carry else (),
        gone=carry.ids(Outcome.GONE) if carry else (),
        carry=carry,
    )


def _stop(found: Sequence[SourceWarning | UserError]) -> None:
    """Raise what stops an intake: one sentence as it is, several together."""
    stops = [each for each in found if isinstance(each, UserError)]
    if len(stops) == 1:
        raise stops[0]
    if stops:
        raise SaidFaults(Message("refuse.sources.source-cannot-taken"), tuple(str(each) for each in stops))


def get(session: Session, filing: Filing, slug: str) -> Component:
    """Give the source component named `slug`."""
    component = session.book.components.get(filing.slug, slug)
    if component.kind is not ComponentKind.SOURCE:
        raise SaidError(
            Message("refuse.sources.not-source", {"slug": slug, "kind": Message(f"word.{component.kind.value}")}),
            where=filing.slug,
        )
    return component


def update(
    session: Session,
    filing: Filing,
    slug: str,
    *,
    rev: str,
    include: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    progress: Progress,
    cancel: Cancel,
) -> SourceReport:
    """Move a source to another commit; its redactions are carried over by content and context (`carrying`).

    What surely stands somewhere is hidden there, and its decision with it; what has changed, or stands in several
    places, waits for a person, and nothing leaves before she has decided.
    """
    registered.check_not_held(session, filing)
    component = get(session, filing, slug)
    if not component.is_git:
        raise SaidError(Message("refuse.sources.source-folder-add-again-instead", {"slug": slug}), where=filing.slug)
    repository = intake.open_repository(contents.located(session, component))
    try:
        commit = repository.resolve(rev)
        snapshot = repository.snapshot(commit, progress=progress, cancel=cancel)
        changed = replace(
            component,
            rev=rev,
            include=component.include if include is None else tuple(include),
            exclude=component.exclude if exclude is None else tuple(exclude),
        )
        content = repository.content(commit.id)
        try:
            return _take(
                session, filing, changed, snapshot, content, progress=progress, cancel=cancel, replaces=component
            )
        finally:
            content.close()
    finally:
        repository.close()


def relink(session: Session, filing: Filing, slug: str, *, repo: Path) -> Component:
    """Point a source to where its repository is now; only one that holds the same commit is accepted."""
    component = get(session, filing, slug)
    if component.is_git:
        commit, _ = contents.commit_of(session, filing, component)
        repository = intake.open_repository(repo)
        try:
            if not repository.has_commit(commit):
                raise SaidError(
                    Message("refuse.sources.repository-does-not-hold-commit"),
                    where=shown(str(repo)),
                    next_step=Message("next.fetch-commit-into-choose-another"),
                )
        finally:
            repository.close()
    else:
        intake.open_folder(repo)
    changed = replace(component, location=contents.relative(session, repo))
    with session.book.transaction("source relink", subject=f"{filing.slug}/{slug}"):
        session.book.components.update(filing.slug, changed)
    return changed


def remove(session: Session, filing: Filing, slug: str) -> int:
    """Take a source out of the filing, with its findings and redactions; give how many redactions went with it, those
    that waited for a decision too.

    A value that was hidden wherever it stands stays hidden in the other sources; everything else that it leaves bare
    there is open again.
    """
    registered.check_not_held(session, filing)
    get(session, filing, slug)
    built = [part.slug for part in filings.components(session, filing) if part.built_from == slug]
    if built:
        raise SaidError(
            Message("refuse.sources.image-said-built-source", {"built": built[0]}),
            where=slug,
            next_step=Message("next.remove-image-first-add-again"),
        )
    others = [part.slug for part in components(session, filing) if part.slug != slug]
    book = session.book
    values = [
        each.redaction.id
        for each in book.redactions.sealed(filing.slug, component=slug)
        if hiding.everywhere(each.redaction, each.encoding)
    ]
    stood = {row.id for row in book.redactions.list(filing.slug, component=slug)}
    waited = {box.redaction for box in book.carried.returned(filing.slug, component=slug) if box.waiting}
    gone = len((stood | waited) - set(values if others else ()))
    with book.transaction("source remove", subject=f"{filing.slug}/{slug}", detail={"redactions": gone}):
        if others:
            book.redactions.move(filing.slug, values, others[0])
        book.components.remove(filing.slug, slug)
        hiding.reopen(session, filing)
    return gone


def tree(session: Session, filing: Filing, slug: str) -> SelectionView:
    """Give a source's entries with what the rules made of each."""
    component = get(session, filing, slug)
    snapshot = contents.snapshot(session, filing, component)
    return reselect(snapshot, component.include, component.exclude)


def components(session: Session, filing: Filing) -> tuple[Component, ...]:
    """Give the filing's source components."""
    return filings.components(session, filing, ComponentKind.SOURCE)


def languages_of(paths: Iterable[bytes]) -> list[str]:
    """Give the language that each path's name tells; "" where it tells none."""
    return [intake.named_language(path) for path in paths]
