"""Who did what when: the rows of the audit chain, and whether the chain is whole."""

from __future__ import annotations

from codebinder.errors import UserError
from codebinder.model.filing import AuditRow, Page
from codebinder.workflow import state
from codebinder.workflow.session import Session


def rows(session: Session, *, offset: int = 0, limit: int = 10_000) -> Page[AuditRow]:
    """Give one page of the audit rows, oldest first."""
    return session.book.audit.page(offset=offset, limit=limit)


def faults(session: Session) -> tuple[str, ...]:
    """Give what is wrong with the workbook's file, its audit chain and what was signed; empty where nothing is."""
    faults = session.book.check()
    try:
        state.check_chain(session)
    except UserError as error:
        return (*faults, str(error))
    return faults
