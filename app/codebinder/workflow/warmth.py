"""Loads what the first read of a workbook would wait for; a window does it on a thread of its own when it starts."""

from __future__ import annotations

from codebinder import templates
from codebinder.workbook import component_text


def warm() -> None:
    """Load it."""
    component_text.warm()
    templates.heads()
