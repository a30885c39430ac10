"""Who did what when: the rows of the audit chain, and whether the chain is whole."""

from __future__ import annotations

import json

from codebinder.base.messages import told_of
from codebinder.base.recognising import recognised
from codebinder.errors import UserError
from codebinder.model.filing import AuditRow, Filing, Page
from codebinder.workflow import heads, shelved, state
from codebinder.workflow.session import Session


def rows(session: Session, *, offset: int = 0, limit: int = 10_000) -> Page[AuditRow]:
    """Give one page of the audit rows, oldest first."""
    return session.book.audit.page(offset=offset, limit=limit)


def faults(session: Session) -> tuple[str, ...]:
    """Give what is wrong with the workbook's file, its audit chain and what was signed; empty where nothing is."""
    faults = tuple(recognised(each, "chain") for each in session.book.check())
    try:
        state.check_order(session)
    except UserError as error:
        return (*faults, told_of(error))
    return (*faults, *shelved.faults(session), *heads.faults(session))


def taken_back(session: Session, filing: Filing) -> int:
    """Count the redactions that were withdrawn, dropped, or went with a source since the filing was last signed.

    Whoever signs next is told: what they hid may leave now, and nothing else would say so.
    """
    count = 0
    for row in session.book.audit.of(filing.slug):
        detail = json.loads(row.detail)
        if row.action == "review sign":
            count = 0
        elif row.action == "redact withdraw":
            count += int(detail.get("count", 1))
        elif row.action == "source remove":
            count += int(detail.get("redactions", 0))
        elif row.action == "redact returned" and detail.get("verdict") == "drop":
            count += 1
        elif row.action in {"undo", "redo"}:
            count = max(0, count + int(detail.get("redactions", 0)))
    return count
