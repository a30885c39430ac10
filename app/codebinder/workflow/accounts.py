"""Where every entry of a commit went, as a round submitted it: for the one who is about to sign (design §4.5)."""

from __future__ import annotations

from collections import Counter

from codebinder.model.filing import Filing
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import Round
from codebinder.model.source import Accounting, ComponentKind, EntryKind, Selected
from codebinder.workflow import contents, filings, sealedmap
from codebinder.workflow.session import Session

NO_RULE = "(no include rule)"


def accounting(session: Session, filing: Filing, row: Round) -> tuple[tuple[str, Accounting], ...]:
    """Give the account of each source of a round that is still current, without reading any content again."""
    redacted = _redacted(session, filing, row)
    files = {
        (each.component, each.path)
        for each in session.book.redactions.list(filing.slug)
        if each.kind is RedactionKind.FILE
    }
    withheld = Counter(component for component, _ in files)
    parts = filings.components(session, filing, ComponentKind.SOURCE)
    return tuple(
        (part.slug, _account(contents.selection(session, filing, part), redacted[part.slug], withheld[part.slug]))
        for part in sorted(parts, key=lambda each: each.slug)
    )


def _redacted(session: Session, filing: Filing, row: Round) -> Counter[str]:
    """Count each source's files that carry a mask, by the index of the round's sealed map."""
    entries = sealedmap.SealedMap(session, filing, row.number).entries
    seen = {(each.component, each.payload_path) for each in entries if each.what == sealedmap.RANGE}
    return Counter(component for component, _ in seen)


def _account(rows: tuple[Selected, ...], redacted: int, withheld: int) -> Accounting:
    inside = Counter(each.entry.kind for each in rows if each.included)
    outside = Counter(each.rule or NO_RULE for each in rows if not each.included)
    files = inside[EntryKind.FILE] + inside[EntryKind.EXECUTABLE]
    return Accounting(
        total=len(rows),
        disclosed=files - redacted - withheld,
        redacted=redacted,
        withheld=withheld,
        excluded=outside.total(),
        links=inside[EntryKind.LINK],
        submodules=inside[EntryKind.SUBMODULE],
        excluded_by=tuple(sorted(outside.items())),
    )
