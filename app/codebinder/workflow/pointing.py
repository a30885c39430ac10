"""Where the thing with an id stands: a finding or a redaction, for who knows its number and wants to see it."""

from __future__ import annotations

from dataclasses import dataclass

from codebinder.errors import CodebinderError
from codebinder.model.filing import Filing
from codebinder.workflow import redacting
from codebinder.workflow.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """A finding (by its id), or a redaction with no finding, by its place; lines from 1."""

    id: str
    finding: str
    component: str
    path: bytes
    line: int = 1


def point(session: Session, filing: Filing, name: str) -> Pointed | None:
    """Give where `name` ("F-12", "r7") stands in a filing; None where there is no such thing."""
    letter, digits = name[:1].upper(), name[1:].lstrip("-")
    if not digits.isdecimal() or letter not in {"F", "R"}:
        return None
    id_ = f"{letter}-{int(digits)}"
    try:
        if letter == "F":
            found = session.book.findings.get(filing.slug, id_)
            return Pointed(id=id_, finding=id_, component=found.component, path=found.path)
        row = session.book.redactions.get(filing.slug, id_)
    except CodebinderError:
        return None
    finding = row.finding_ids[0] if row.finding_ids else ""
    line = 1
    if not finding and row.start:
        try:
            line += redacting.file_view(session, filing, row.component, row.path).data.count(b"\n", 0, row.start)
        except CodebinderError:  # the source may be out of reach; the file's name is told all the same
            line = 1
    return Pointed(id=id_, finding=finding, component=row.component, path=row.path, line=line)
