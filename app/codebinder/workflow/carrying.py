"""What becomes of redactions when a source moves to another commit: carried where the same bytes still stand there."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder import intake
from codebinder.model.filing import Filing, StoredSecret
from codebinder.model.ports import ContentSource
from codebinder.model.redaction import RedactionKind
from codebinder.model.source import Component, Snapshot, SourceEntry
from codebinder.workflow import hiding, hits
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Redaction ids by outcome: `same` still hides the same bytes; `returned` and `gone` were withdrawn."""

    same: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


NOTHING = Carried()


def outcomes(
    session: Session, filing: Filing, component: Component, snapshot: Snapshot, content: ContentSource
) -> Carried:
    """Check every redaction of a source that moves against the new content; what no longer fits goes back to a person.

    Values are hidden wherever they stand and carry over as they are. A place, a short value and a withheld file carry
    over only where the very bytes that were hidden still stand at the same offsets of the same path.
    """
    rows, _ = intake.select(snapshot, component.include, component.exclude)
    entries = {row.entry.path: row.entry for row in rows if row.included}
    found: dict[str, list[str]] = {"same": [], "returned": [], "gone": []}
    for stored in session.book.redactions.sealed(filing.slug):
        if stored.redaction.component == component.slug:
            found[_outcome(session, stored, entries, content)].append(stored.redaction.id)
    return Carried(**{name: tuple(ids) for name, ids in found.items()})


def _outcome(session: Session, stored: StoredSecret, entries: dict[bytes, SourceEntry], content: ContentSource) -> str:
    row = stored.redaction
    if hiding.everywhere(row, stored.encoding):
        return "same"
    entry = entries.get(row.path)
    if entry is None:
        return "gone"
    data = content.read(entry)
    if row.kind is not RedactionKind.FILE:
        data = data[row.start : row.end]
    fits = session.sealer.tag(hits.VALUE, data) == row.content_tag
    return "same" if fits else "returned"
