"""Approval pages that a certificate signed, as they came; each goes with one signed approval."""

from __future__ import annotations

from collections.abc import Sequence

from codebinder.base.messages import SaidError
from codebinder.model.text import Message
from codebinder.workbook.store import Store


class Papers:
    """Pages are only ever added: the first that came for an approval stays."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, digest: str, pdf: bytes, *, at: str) -> bool:
        """Keep the page that goes with the approval of this digest; False where the same page is here already."""
        held = self._store.row("SELECT pdf FROM approval_papers WHERE digest = ?", (digest,))
        if held is not None:
            if bytes(held[0]) != pdf:
                raise SaidError(Message("refuse.papers.another-signed-page-approval-workbook"), where=digest[:16])
            return False
        if not self._store.row("SELECT 1 FROM signed_objects WHERE digest = ? AND type = 'approval'", (digest,)):
            raise SaidError(Message("refuse.papers.no-approval-signed-page-belongs"), where=digest[:16])
        self._store.write("INSERT INTO approval_papers VALUES (?, ?, ?)", (digest, at, pdf))
        return True

    def of(self, digests: Sequence[str]) -> dict[str, bytes]:
        """Give the pages of these approvals, so far as there are any."""
        found: dict[str, bytes] = {}
        for digest in digests:
            row = self._store.row("SELECT pdf FROM approval_papers WHERE digest = ?", (digest,))
            if row is not None:
                found[digest] = bytes(row[0])
        return found
