"""Pictures of the redaction page at its widest: three panes, an unfolded group, a decision that is being written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def take_scale(window: Any, keep: Callable[[str], None], settle: Callable[[Any], None]) -> None:
    """Take them in a window that has a workbook with findings open."""
    from codebinder.workflow.views import Step

    before = window.size()
    window.resize(1920, 1080)
    window.show_step(Step.REDACTION)
    settle(window)
    queue = window.page().queue
    queue.only.setCurrentIndex(queue.only.findData("all"))
    group = next((each for each in queue.model.groups if each.row.total > 1), None)
    if group is not None:
        queue.fold(group, True)
        settle(window)
    if queue.model.groups:
        first = queue.model.groups[0].first.id
        queue.writing([first])
        keep("redaction-three-panes")
        queue.refused([first])
    queue.only.setCurrentIndex(0)
    window.resize(before)
    settle(window)
