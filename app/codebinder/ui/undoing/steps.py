"""One step of the history: how it is called, where one sees it, how it is taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from codebinder.errors import Cancelled, CodebinderError
from codebinder.model.ports import Cancel, Progress
from codebinder.ui.undoing.words import title_of
from codebinder.workflow import undoing
from codebinder.workflow.session import Session
from codebinder.workflow.undoing import Done
from codebinder.workflow.views import Step

SIGNED = "review"
"""What verdicts change."""
_CHANGED = {
    Step.FILING: "form", Step.SOURCES: "sources", Step.FIRMWARE: "firmware", Step.DOCUMENTS: "documents",
    Step.REDACTION: "findings",
}  # fmt: skip


class Entry(Protocol):
    """What the history holds. `back` and `forth` are run off the window's thread, and raise where they are refused."""

    @property
    def owner(self) -> str:
        """Whose it is: "" of the open workbook, else the packet's uid."""
        ...

    @property
    def filing(self) -> str:
        """The slug of the filing that it is about; "" where it is about the workbook, or a packet."""
        ...

    @property
    def where(self) -> Step | None:
        """The step where one sees it; None where there is none."""
        ...

    @property
    def changed(self) -> str:
        """What it changes, as `Desk.changed` names it."""
        ...

    @property
    def size(self) -> int:
        """Bytes that it takes to remember."""
        ...

    def title(self) -> str:
        """Name it, in the language of the window, to stand after "Undo"."""
        ...

    def back(self, progress: Progress, cancel: Cancel) -> None:
        """Take it back."""
        ...

    def forth(self, progress: Progress, cancel: Cancel) -> None:
        """Do it again."""
        ...

    def is_lost(self, error: CodebinderError) -> bool:
        """Is it of no use any more after this refusal?"""
        ...


class RowStep:
    """A transaction of the open workbook."""

    owner = ""

    def __init__(self, session: Session, done: Done) -> None:
        self._session, self._done = session, done
        self.filing, self.where = done.filing, done.where
        self.changed = _CHANGED.get(self.where, "product") if self.where is not None else "product"

    @property
    def size(self) -> int:
        """Bytes that it takes to remember."""
        return self._done.size

    def title(self) -> str:
        """Name it."""
        return title_of(self._done)

    def back(self, progress: Progress, cancel: Cancel) -> None:
        """Take it back."""
        self._done = undoing.back(self._session, self._done, progress=progress, cancel=cancel)

    def forth(self, progress: Progress, cancel: Cancel) -> None:
        """Do it again."""
        self._done = undoing.forth(self._session, self._done, progress=progress, cancel=cancel)

    def is_lost(self, error: CodebinderError) -> bool:
        """What is too late today is too late tomorrow; a locked keychain or a full disk is not."""
        return isinstance(error, undoing.TooLate)


class SignedStep:
    """Verdicts: taken back by signing, and done again by signing anew."""

    size = 0
    where = Step.REVIEW
    changed = SIGNED

    def __init__(
        self,
        title: Callable[[], str],
        back: Callable[[], object],
        forth: Callable[[], object],
        *,
        owner: str = "",
        filing: str = "",
    ) -> None:
        self._title, self._back, self._forth = title, back, forth
        self.owner, self.filing = owner, filing

    def title(self) -> str:
        """Name it."""
        return self._title()

    def back(self, progress: Progress, cancel: Cancel) -> None:  # noqa: ARG002  (a signature is quick)
        """Sign the opposite."""
        self._back()

    def forth(self, progress: Progress, cancel: Cancel) -> None:  # noqa: ARG002  (a signature is quick)
        """Sign anew."""
        self._forth()

    def is_lost(self, error: CodebinderError) -> bool:
        """A verdict on what changed meanwhile is not signed again by itself; a question that was closed may come back."""
        return not isinstance(error, Cancelled)
