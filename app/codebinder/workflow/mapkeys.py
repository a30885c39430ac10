"""The key of one filing's sealed maps: drawn at its first round, sealed under the workbook's key in a row of its own.

Destroying that row makes every sealed map of the filing unreadable, also in pages of the file that nobody overwrote.
"""

from __future__ import annotations

from codebinder import vault
from codebinder.base.messages import SaidError
from codebinder.model.filing import Filing
from codebinder.model.ports import Sealer
from codebinder.model.text import Message
from codebinder.workflow import registered
from codebinder.workflow.session import Session

_BOX = "filing-map-key"


class MapKey:
    """The sealer of a filing's new maps, and its box where it has to be kept first."""

    def __init__(self, session: Session, filing: Filing) -> None:
        registered.check_not_erased(session, filing)
        self._session = session
        self._filing = filing
        held = session.book.register.map_key(filing.slug)
        key = session.sealer.unseal(_purpose(filing), held) if held else session.environment.randomness.token(_SIZE)
        self._fresh = b"" if held else session.sealer.seal(_purpose(filing), key)
        self.sealer: Sealer = vault.KeySealer(key, session.environment.randomness)

    def save(self) -> None:
        """Keep the key where it was drawn just now; inside a transaction of the caller."""
        if self._fresh:
            self._session.book.register.put_map_key(self._filing.slug, self._fresh)
            self._fresh = b""


def sealer_of(session: Session, filing: Filing, number: int) -> Sealer:
    """Give what unseals the map of a round: the filing's own key, or the workbook's for a map of an older program."""
    if not session.book.redactions.map_is_own(filing.slug, number):
        return session.sealer
    held = session.book.register.map_key(filing.slug)
    if not held:
        raise SaidError(
            Message("register.no-map-key"), where=filing.slug, next_step=Message("next.go-back-copy-workbook")
        )
    return vault.KeySealer(session.sealer.unseal(_purpose(filing), held), session.environment.randomness)


def _purpose(filing: Filing) -> str:
    """Bind the box to its filing: a row that was moved to another filing does not open there."""
    return f"{_BOX}/{filing.uid}"


_SIZE = vault.KEY_SIZE
