"""Hiding by what code is made of, and by many at once: blocks, functions, comments, files by glob, findings by rule.

Every gesture has a `preview_` twin, which says what would be hidden and writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codebinder import redact
from codebinder.model.filing import Filing
from codebinder.model.findings import Finding
from codebinder.model.ports import Cancel, Progress
from codebinder.model.redaction import Extent, Grain, Redaction, RedactionKind
from codebinder.model.review import Duty
from codebinder.model.text import shown_path
from codebinder.workflow import filings, imagefindings, making, picking, redacting
from codebinder.workflow.session import Session

SAMPLE = 10
"""So many of the things that would be hidden are named in a preview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a gesture would hide: in how many files, at how many places, how many different values; some by name."""

    files: int
    places: int
    values: int = 0
    sample: tuple[str, ...] = ()


def check_allowed(session: Session, filing: Filing) -> None:
    """Refuse where the filing's template forbids every redaction, so that nothing is previewed in vain."""
    redact.check_allowed(filings.template(session, filing).redaction)


def grow(session: Session, filing: Filing, *, component: str, path: bytes, start: int, end: int) -> tuple[Extent, ...]:
    """Give what a selection can grow to, from its lines outward to the whole file."""
    file = picking.one(session, filing, path, component)
    return redact.grow(file.data, file.encoding, path, start, end)


def redact_extent(
    session: Session,
    filing: Filing,
    *,
    path: bytes,
    line: int,
    grain: Grain,
    reason: str,
    note: str = "",
    key: str,
    component: str | None = None,
) -> tuple[Redaction, ...]:
    """Hide the innermost block, function or comment at a line (or the line, or withhold the file)."""
    making.published_as(session, filing, reason)
    place = picking.at_line(session, filing, path, line, grain, component)
    return _hide(session, filing, [place], reason=reason, note=note, key=key)


def preview_extent(
    session: Session, filing: Filing, *, path: bytes, line: int, grain: Grain, component: str | None = None
) -> Preview:
    """Say what `redact_extent` would hide."""
    return _preview([picking.at_line(session, filing, path, line, grain, component)])


def redact_function(
    session: Session,
    filing: Filing,
    *,
    path: bytes,
    name: str,
    reason: str,
    note: str = "",
    key: str,
    component: str | None = None,
) -> tuple[Redaction, ...]:
    """Hide the function of this name; where a file has several, refuse and tell their lines."""
    making.published_as(session, filing, reason)
    place = picking.by_name(session, filing, path, name, component)
    return _hide(session, filing, [place], reason=reason, note=note, key=key)


def preview_function(
    session: Session, filing: Filing, *, path: bytes, name: str, component: str | None = None
) -> Preview:
    """Say what `redact_function` would hide."""
    return _preview([picking.by_name(session, filing, path, name, component)])


def redact_comments(
    session: Session,
    filing: Filing,
    *,
    globs: Sequence[str],
    reason: str,
    note: str = "",
    key: str,
    component: str | None = None,
    progress: Progress,
    cancel: Cancel,
) -> tuple[Redaction, ...]:
    """Hide every comment of the files that gitignore-style patterns name, as places; binary files have none."""
    making.published_as(session, filing, reason)
    places = picking.comments(session, filing, globs, component, progress, cancel)
    return _hide(session, filing, picking.not_hidden(session, filing, places), reason=reason, note=note, key=key)


def preview_comments(
    session: Session,
    filing: Filing,
    *,
    globs: Sequence[str],
    component: str | None = None,
    progress: Progress,
    cancel: Cancel,
) -> Preview:
    """Say what `redact_comments` would hide."""
    return _preview(
        picking.not_hidden(session, filing, picking.comments(session, filing, globs, component, progress, cancel))
    )


def withhold(
    session: Session,
    filing: Filing,
    *,
    globs: Sequence[str],
    reason: str,
    note: str = "",
    key: str,
    component: str | None = None,
    progress: Progress,
    cancel: Cancel,
) -> tuple[Redaction, ...]:
    """Withhold whole every file that gitignore-style patterns name (`src/secret/` is a folder with all in it)."""
    published = making.published_as(session, filing, reason)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    rows: list[making.Row] = []
    for part, entries in picking.unwithheld(session, filing, globs, component):
        for file in picking.read(session, filing, part, entries, progress, cancel):
            whole = 0, len(file.data)
            rows.append(
                making.row(session, part.slug, file.path, whole, file.data, file.encoding, RedactionKind.FILE,
                           reason=reason, published=published, note=note, proposer=proposer)
            )  # fmt: skip
    return making.store(session, filing, rows, proposer) if rows else ()


def preview_withhold(
    session: Session,
    filing: Filing,
    *,
    globs: Sequence[str],
    component: str | None = None,
    progress: Progress,  # noqa: ARG001  (nothing is read)
    cancel: Cancel,  # noqa: ARG001
) -> Preview:
    """Say what `withhold` would hide."""
    paths = [entry.path for _, entries in picking.unwithheld(session, filing, globs, component) for entry in entries]
    return Preview(files=len(paths), places=0, sample=tuple(shown_path(path) for path in paths[:SAMPLE]))


def redact_rule(
    session: Session,
    filing: Filing,
    *,
    rules: Sequence[str] = (),
    kinds: Sequence[str] = (),
    reason: str,
    note: str = "",
    key: str,
) -> tuple[Redaction, ...]:
    """Hide the value of every finding of these rules or kinds, of any grade, that is not redacted yet."""
    making.published_as(session, filing, reason)
    ids = [finding.id for finding in picking.of_rules(session, filing, rules, kinds)]
    return redacting.redact_findings(session, filing, ids=ids, reason=reason, note=note, key=key) if ids else ()


def preview_rule(session: Session, filing: Filing, *, rules: Sequence[str] = (), kinds: Sequence[str] = ()) -> Preview:
    """Say what `redact_rule` would hide."""
    return _seen(picking.of_rules(session, filing, rules, kinds))


def preview_findings(session: Session, filing: Filing, *, ids: Sequence[str] | None) -> Preview:
    """Say what `redacting.redact_findings` would hide: the places that were seen, not all that the values have."""
    chosen = redacting.chosen_findings(session, filing, ids)
    outside, inside = imagefindings.parted(session, filing, chosen)
    if ids is None:
        able = imagefindings.hideable(session, filing)
        chosen = (*outside, *(each for slug in able for each in inside.get(slug, ())))
    else:
        imagefindings.check(session, filing, inside)
    return _seen(chosen)


def preview_lines(
    session: Session, filing: Filing, *, path: bytes, first: int, last: int, component: str | None = None
) -> Preview:
    """Say what `redacting.redact_lines` would hide."""
    file = picking.one(session, filing, path, component)
    start, end = redact.line_range(file.data, file.encoding, first, last)
    return _preview([(file, Extent(grain=Grain.LINE, start=start, end=end))])


def preview_bytes(
    session: Session,
    filing: Filing,
    *,
    path: bytes,
    start: int,
    end: int,
    component: str | None = None,
    as_value: bool = False,
) -> Preview:
    """Say what `redacting.redact_bytes` would hide; of a value, which is hidden wherever it stands, only that."""
    file = picking.one(session, filing, path, component)
    redact.check_place(file.data, file.encoding, start, end)
    redact.check_ends(file.data, file.encoding, start, end, filings.template(session, filing).redaction)
    if as_value:
        where = f"{shown_path(path)}:{file.line_of(start)}: this value, and wherever else it stands"
        return Preview(files=1, places=1, values=1, sample=(where,))
    return Preview(files=1, places=1, sample=(f"{shown_path(path)}:{file.line_of(start)}: bytes {start}-{end}",))


def _hide(
    session: Session, filing: Filing, places: Sequence[picking.Place], *, reason: str, note: str, key: str
) -> tuple[Redaction, ...]:
    published = making.published_as(session, filing, reason)
    proposer = session.acting(key, Duty.PROPOSE, filing).fingerprint
    rows = [
        making.row(
            session, file.component, file.path, (extent.start, extent.end), file.data[extent.start : extent.end],
            file.encoding, RedactionKind.FILE if extent.grain is Grain.FILE else RedactionKind.PLACE,
            reason=reason, published=published, note=note, proposer=proposer,
        )
        for file, extent in places
    ]  # fmt: skip
    return making.store(session, filing, rows, proposer) if rows else ()


def _preview(places: Sequence[picking.Place]) -> Preview:
    return Preview(
        files=len({(file.component, file.path) for file, _ in places}),
        places=len(places),
        sample=tuple(file.told(extent) for file, extent in places[:SAMPLE]),
    )


def _seen(found: Sequence[Finding]) -> Preview:
    return Preview(
        files=len({(each.component, each.path) for each in found}),
        places=len(found),
        values=len({each.value_tag for each in found}),
        sample=tuple(f"{shown_path(each.path)}:{each.line}: {each.rule}" for each in found[:SAMPLE]),
    )
