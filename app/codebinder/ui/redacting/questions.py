"""What the redaction page asks before it decides: about a selection, a keep, everything with the same value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from codebinder.model.findings import Finding, FindingState
from codebinder.model.redaction import Grain
from codebinder.ui.desk import Desk
from codebinder.ui.pages.redaction_view import same_text
from codebinder.ui.strings import count_text

if TYPE_CHECKING:
    from codebinder.ui.pages.redaction import RedactionPage

Decide = Callable[..., None]


class Questions(QObject):
    """Belongs to one redaction page; `decide` carries a decision about findings out."""

    def __init__(self, desk: Desk, page: RedactionPage, decide: Decide) -> None:
        super().__init__(page)
        self._desk, self._page, self._decide = desk, page, decide
        self._note = ""

    def selection(self, start: int, end: int) -> None:
        """Ask whether a selection is hidden here, or as a value wherever it stands."""
        file = self._page.file
        if file is None or not self._desk.can_write:
            return
        extent = self._page.extender.extent
        if extent is not None and extent.grain is Grain.FILE:
            self._page.hider.file()
            return
        view, reason = file.view, self._page.actions.reason()

        def made(*, everywhere: bool) -> Any:  # noqa: ANN401  (a slot's result is nobody's)
            return lambda note: self._page.decider.redact_selection(
                view.component, view.path, (start, end), reason, note, as_value=everywhere
            )

        self._page.panes.ask.ask(
            self.tr(
                "Redact the {count} selected bytes as {reason}: only here, or this value wherever it stands?"
            ).format(count=count_text(end - start), reason=reason),
            ((self.tr("This place"), made(everywhere=False)), (self.tr("The value everywhere"), made(everywhere=True))),
            field=self.tr("Note for the reviewer (stays inside)"),
        )

    def keep(self, found: Sequence[Finding]) -> None:
        """Ask why findings may be disclosed; what is redacted already is not asked about."""
        found = [each for each in found if each.state is not FindingState.REDACTED]
        if not found or not self._desk.can_write:
            return
        ids = [each.id for each in found]
        text = self.tr("Keep: why may this be disclosed? Findings: {count}").format(count=len(ids))

        def kept(note: str) -> None:
            self._note = note
            self._decide(ids, FindingState.KEPT, note)

        self._page.panes.ask.ask(
            text,
            ((self.tr("Keep"), kept),),
            field=self.tr("Reason, read by the reviewer"),
            held=self._note,
            needed=True,
        )

    def unkeep(self, found: Sequence[Finding]) -> None:
        """Take keeps back."""
        kept = [each.id for each in found if each.state is FindingState.KEPT]
        if not kept:
            self._desk.message.emit("info", self.tr("Choose a redaction in the code, or a kept finding, first."))
        elif self._desk.can_write:
            self._page.decider.unkeep(kept)

    def redact(self, found: Sequence[Finding]) -> None:
        """Ask whether all of these are redacted, with how many there are and where."""
        if found:
            ids = [each.id for each in found]
            self._page.panes.ask.ask(
                same_text(self.tr("Redact {count} findings with this value, in {files} files?"), found),
                ((self.tr("Redact all"), lambda note: self._decide(ids, FindingState.REDACTED, note)),),
                field=self.tr("Note for the reviewer (stays inside)"),
            )
