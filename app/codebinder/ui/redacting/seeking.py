"""Reads findings that the queue does not have at hand: a group's members, one that is named, all of one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from codebinder.errors import CodebinderError
from codebinder.model.findings import Finding
from codebinder.ui.desk import Desk
from codebinder.ui.pages.writing import which
from codebinder.ui.widgets.queue import Group, Queue
from codebinder.workflow import queueing


class Seeker(QObject):
    """Belongs to one redaction page."""

    elsewhere = Signal(object)
    """A finding that was asked for and that the queue's filter leaves out."""

    def __init__(self, desk: Desk, queue: Queue, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._queue = desk, queue
        queue.members_wanted.connect(self._read_members)

    def find(self, name: str) -> None:
        """Go to the finding of this id."""
        session, filing = self._desk.session, self._desk.filing
        if not self._queue.go_to(name) and session is not None and filing is not None:
            self._desk.look(lambda: queueing.get(session, filing, name), self._found, self._desk.tell)

    @Slot(object)
    def _found(self, finding: Finding) -> None:
        if not self._queue.go_to(finding.id, (finding.value_tag, finding.rule)):
            self.elsewhere.emit(finding)

    def alike(self, ask: Callable[[Sequence[Finding]], object]) -> None:
        """Ask about every open finding of the chosen one's value, whatever rule saw it and whatever the filter shows."""
        finding, group, queue = self._queue.current(), self._queue.group(), self._queue
        session, filing = self._desk.session, self._desk.filing
        if finding is None or group is None or session is None or filing is None or not self._desk.can_write:
            return
        tag = finding.value_tag

        def found(rows: Sequence[Finding]) -> None:
            queue.tell_reading(group, reads=False)
            ask(rows)

        def failed(error: CodebinderError) -> None:
            queue.tell_reading(group, reads=False)
            self._desk.tell(error)

        queue.tell_reading(group)
        self._desk.look(lambda: queueing.undecided_alike(session, filing, tag), found, failed)

    @Slot(object)
    def _read_members(self, group: Group) -> None:
        session, filing = self._desk.session, self._desk.filing
        if session is not None and filing is not None:
            slug, key = which(session, filing), group.row.key
            self._desk.look(lambda: (slug, key, queueing.members(session, filing, *key)), self._members,
                            self._desk.tell)  # fmt: skip

    @Slot(object)
    def _members(self, seen: tuple[str, tuple[str, str], Sequence[Finding]]) -> None:
        slug, key, findings = seen
        session, filing = self._desk.session, self._desk.filing
        if session is not None and filing is not None and slug == which(session, filing):
            self._queue.put_members(key, findings)
