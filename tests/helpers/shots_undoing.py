"""Pictures of undo: the Edit menu with a step to undo, and after it with the step to do again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any


def take_undoing(window: Any, workbook: Path, name: str, out: Path, settle: Callable[[Any], None]) -> list[Path]:
    """Remove the sample's image and the source that it was built from, and undo the latter; give the pictures."""
    from PySide6.QtCore import QPoint

    from codebinder.workflow import attachments, filings, sources

    made: list[Path] = []
    own = workbook.parent.with_name(f"undoing-{name}")
    shutil.copytree(workbook.parent, own)
    window.desk.open_workbook(own / workbook.name)
    settle(window)
    session, filing = window.desk.need()
    image = next(each for each in filings.components(session, filing) if each.built_from)
    attachments.remove(session, filing, image.slug)
    sources.remove(session, filing, image.built_from)
    settle(window)
    menu = window.menus.edit.undo.parent()
    for what in ("edit-menu", "edit-menu-undone"):
        menu.popup(QPoint(0, 0))
        settle(window)
        path = out / f"{what}-{name}.png"
        menu.grab().save(str(path))
        made.append(path)
        menu.close()
        window.desk.history.undo()
        settle(window)
    return made
