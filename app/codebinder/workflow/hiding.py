"""What a filing hides now: its secrets, in memory only, and which findings they cover.

A finding that counts as redacted is never asked about again, so it may count as that only while its bytes really are
masked: after every gesture that takes a redaction away, and exactly, by looking at the bytes, at every scan.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from codebinder.model.filing import Filing, FindingFilter, StoredSecret
from codebinder.model.findings import Finding, FindingState
from codebinder.model.redaction import IMAGE, SHORT_VALUE, Redaction, RedactionKind, Secret
from codebinder.redact import Strip
from codebinder.workflow import strips
from codebinder.workflow.session import Session

VALUE_BOX = "redaction-value"
"""Purpose of the subkey that seals hidden values in the workbook."""

Key = tuple[str, bytes, int, int, str, bytes]
"""Where a finding stands and what it saw: component, path, start, end, keyed tag of the value, member of an archive."""


Bare = tuple[tuple[int, int], ...]
"""Where a place leaves bytes of the original visible."""


def secrets(session: Session, filing: Filing) -> tuple[Secret, ...]:
    """Give every active redaction of the filing with the bytes that it hides, unsealed, in memory only."""
    return _unsealed(session, session.book.redactions.sealed(filing.slug))


def secrets_elsewhere(session: Session, filing: Filing) -> tuple[Secret, ...]:
    """Give the values that other filings of this workbook hide, from whomever (proof.md §1)."""
    rows = [each for slug, each in session.book.redactions.sealed_everywhere() if slug != filing.slug]
    return _unsealed(session, [each for each in rows if each.redaction.kind is RedactionKind.VALUE])


def _unsealed(session: Session, stored: Sequence[StoredSecret]) -> tuple[Secret, ...]:
    if not stored:
        return ()
    sealer = session.sealer
    return tuple(
        Secret(redaction=each.redaction, value=sealer.unseal(VALUE_BOX, each.sealed_value), encoding=each.encoding)
        for each in stored
    )


def everywhere(redaction: Redaction, encoding: str) -> bool:
    """Is this hidden wherever it stands? A short value is hidden where it was redacted only (proof.md §1).

    In doubt (UTF-16 of few but wide characters) no: its findings are then asked about once more.
    """
    size = (redaction.end - redaction.start) // (2 if encoding.startswith("utf-16") else 1)
    return redaction.kind is RedactionKind.VALUE and size >= SHORT_VALUE


def everywhere_hidden(held: Iterable[Secret]) -> frozenset[str]:
    """Give the keyed tags of the values that are hidden wherever they stand."""
    return frozenset(each.redaction.content_tag for each in held if everywhere(each.redaction, each.encoding))


def linked(
    session: Session, filing: Filing, rows: Iterable[tuple[Redaction, bytes, str]]
) -> list[tuple[Redaction, bytes, str]]:
    """Give redactions that are about to be made with every finding that they hide: of the value, and in the place."""
    book = session.book.findings
    strip = strips.strip_of(session, filing)
    files: dict[tuple[str, bytes], tuple[Finding, ...]] = {}
    done: list[tuple[Redaction, bytes, str]] = []
    for row, box, encoding in rows:
        if encoding == IMAGE:
            ids = dict.fromkeys((*row.finding_ids, *_inside(session, filing, row)))
            done.append((replace(row, finding_ids=tuple(ids)), box, encoding))
            continue
        file = (row.component, row.path)
        if file not in files:
            files[file] = book.all(filing.slug, FindingFilter(component=row.component, path=row.path))
        near = files[file]
        if row.kind is not RedactionKind.FILE:  # findings of one file are in order of where they begin
            begin = bisect_left(near, row.start, key=lambda each: each.start)
            near = near[begin : bisect_left(near, row.end, key=lambda each: each.start)]
        bare = _bare(session, row, box, encoding, strip)
        same = book.of_value(filing.slug, row.content_tag) if everywhere(row, encoding) else ()
        ids = (
            *row.finding_ids,
            *same,
            *(each.id for each in near if _holds(row, each, bare)),
        )
        done.append((replace(row, finding_ids=tuple(dict.fromkeys(ids))), box, encoding))
    return done


def covered(
    stored: Iterable[StoredSecret], bare: Callable[[StoredSecret], Bare] = lambda _: ()
) -> Callable[[Finding], bool]:
    """Give a test of whether these redactions hide a finding: the same value, or a place that it lies within.

    Where a long value was first seen, it need not stand any more, and what stands there now is not hidden then: that
    place counts only for findings that were seen within it when it was hidden. What is packed in an archive can't be
    masked: only a place or file that takes in the whole archive hides it. `bare` says what a place leaves visible.
    """
    values: set[str] = set()
    places: dict[tuple[str, bytes], list[tuple[Redaction, Bare]]] = {}
    within: set[str] = set()
    for each in stored:
        row = each.redaction
        if everywhere(row, each.encoding):
            values.add(row.content_tag)
            within.update(row.finding_ids)
        else:
            places.setdefault((row.component, row.path), []).append((row, bare(each)))

    def test(finding: Finding) -> bool:
        return (not finding.member and (finding.value_tag in values or finding.id in within)) or any(
            _holds(row, finding, shown) for row, shown in places.get((finding.component, finding.path), ())
        )

    return test


def _holds(row: Redaction, finding: Finding, bare: Bare) -> bool:
    if row.kind is RedactionKind.FILE:
        return True
    inside = row.start <= finding.start and finding.end <= row.end
    return inside and not any(low < finding.end and finding.start < high for low, high in bare)


def _bare(session: Session, row: Redaction, box: bytes, encoding: str, strip: Strip | None) -> Bare:
    """Give what the strip of a place leaves visible, which hides no finding."""
    if strip is None or row.kind is not RedactionKind.PLACE:
        return ()
    return strips.bare(row, session.sealer.unseal(VALUE_BOX, box), encoding, strip)


def reopen(session: Session, filing: Filing) -> None:
    """Open what counts as redacted and is not hidden by any redaction that still stands; in a transaction."""
    book = session.book
    strip = strips.strip_of(session, filing)
    hides = covered(
        book.redactions.sealed(filing.slug),
        lambda each: _bare(session, each.redaction, each.sealed_value, each.encoding, strip),
    )
    rows = book.findings.all(filing.slug, FindingFilter(states=(FindingState.REDACTED,)))
    images, inside = _images(session, filing)
    bare = [each.id for each in rows if not (inside(each) if each.component in images else hides(each))]
    if bare:
        book.findings.set_state(filing.slug, bare, FindingState.OPEN)


def _images(session: Session, filing: Filing) -> tuple[frozenset[str], Callable[[Finding], bool]]:
    """Give the names of the filing's images, and the test of what is hidden inside of them: only with a place of the
    image's own bytes, never with its value."""
    from codebinder.workflow import imageplaces

    return imageplaces.slugs(session, filing), imageplaces.covered(session, filing)


def _inside(session: Session, filing: Filing, row: Redaction) -> list[str]:
    """Give the findings inside an image that a place of it hides, together with those that are hidden already."""
    from codebinder.workflow import imageplaces

    book = session.book
    held = [each for each in book.redactions.list(filing.slug) if each.component == row.component]
    places = imageplaces.of_image(session, filing, row.component)
    test = imageplaces.covers([*held, row], places)
    return [each.id for each in book.findings.all(filing.slug, FindingFilter(component=row.component)) if test(each)]


def mark(session: Session, filing: Filing, findings: Sequence[Finding]) -> None:
    """Let findings count as redacted; what was to be kept of them no longer is. In a transaction."""
    ids = [finding.id for finding in findings]
    if ids:
        session.book.findings.unkeep(filing.slug, ids)
        session.book.findings.set_state(filing.slug, ids, FindingState.REDACTED)


def key_of(finding: Finding) -> Key:
    """Give what tells one sight from another, before and after it has an id."""
    return finding.component, finding.path, finding.start, finding.end, finding.value_tag, finding.member


def settle(session: Session, filing: Filing, masked: set[Key]) -> None:
    """Let exactly those findings count as redacted whose bytes a scan has seen masked; in a transaction."""
    rows = session.book.findings.all(filing.slug)
    mark(session, filing, [row for row in rows if row.state is not FindingState.REDACTED and key_of(row) in masked])
    bare = [row.id for row in rows if row.state is FindingState.REDACTED and key_of(row) not in masked]
    if bare:
        session.book.findings.set_state(filing.slug, bare, FindingState.OPEN)
