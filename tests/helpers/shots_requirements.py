"""Pictures of what requirements bring to the window: the list for counsel, and what is stated of documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def take_requirements(window: Any, tail: str, out: Path, settle: Callable[[Any], None]) -> list[Path]:
    """Make the pictures with the workbook that is open."""
    from codebinder.ui.widgets.counselview import CounselDialog
    from codebinder.ui.widgets.stated import StatedForm
    from codebinder.workflow import counselling, filings
    from codebinder.workflow.views import Step

    made: list[Path] = []

    def keep(name: str, widget: Any = None) -> None:
        settle(window)
        path = out / f"requirements-{name}-{tail}.png"
        (widget or window).grab().save(str(path))
        made.append(path)

    session, filing = window.desk.need()
    dialog = CounselDialog(
        window, counselling.counsel(session, filing), filings.template(session, filing), window.desk.lang
    )
    dialog.open()
    keep("counsel", dialog)
    dialog.reject()
    window.show_step(Step.DOCUMENTS)
    settle(window)
    for form in window.page().findChildren(StatedForm):
        form._show_others()
    keep("stated")
    return made
