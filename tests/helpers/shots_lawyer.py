"""Pictures of judgements: what stands out, a judgement opened to its members, the card unfolded, what leaves."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def take_lawyer(window: Any, name: str, out: Path, settle: Callable[[Any], None]) -> list[Path]:
    """Review a filing of some eighty decisions as a reviewer has it before her; give the pictures."""
    from codebinder.workflow.views import Step
    from helpers.review_room import review_room
    from helpers.workflows import LEGAL

    made: list[Path] = []

    def keep(what: str, widget: Any = None) -> None:
        for _ in range(2):  # what rests before it is read as filed
            time.sleep(0.3)
            settle(window)
        path = out / f"{what}-{name}.png"
        (widget or window).grab().save(str(path))
        made.append(path)

    with tempfile.TemporaryDirectory() as folder:
        room = review_room(Path(folder))
        room.session.close()
        base = window.desk._base
        window.desk._base = room.environment
        window.desk.open_workbook(Path(folder) / "w.codebinder")
        settle(window)
        window.desk.settings.put(f"key:{window.desk.session.book.uid}:legal", LEGAL)
        window.show_step(Step.REVIEW)
        keep("judgements")
        board = window.page().board
        cases = board.picker.cases
        cases.setCurrentIndex(cases.rows.index(len([case for case in board.picker.judged.cases if case.odd]), 0))
        keep("judgement-alike")
        cases.open_current()
        keep("judgement-members")
        board.approve_all()
        keep("judgements-together")
        board.ask.dismiss()
        leaves = window.page().leaves
        leaves._open(leaves._parts[0])
        settle(window)
        dialog = next(each for each in window.findChildren(object) if type(each).__name__ == "PartDialog")
        keep("dialog-leaves", dialog)
        dialog.reject()
        window.desk.close_workbook()
        settle(window)
        window.desk._base = base
    return made
