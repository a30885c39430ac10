"""More pictures: the pages of redaction, review, package and verify at work, not only when they are shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

Keep = Callable[[str], None]


def take_work(window: Any, workbook: Path, name: str, keep: Keep, settle: Callable[[Any], None]) -> None:
    """Go the way of a copy of the sample from open findings to a damaged package, with a picture at every turn."""
    from codebinder.model.findings import Confidence, FindingState
    from codebinder.workflow import redacting, scanning
    from codebinder.workflow.views import Step

    own = workbook.parent.with_name(f"work-{name}")
    shutil.copytree(workbook.parent, own)
    window.desk.open_workbook(own / workbook.name)
    settle(window)
    session, filing = window.desk.need()
    for row in redacting.redactions(session, filing)[:-1]:
        redacting.withdraw(session, filing, row.id, key="lin-wei")
    window.desk.changed("findings")
    window.show_step(Step.REDACTION)
    settle(window)
    page = window.page()
    keep("redaction-open")
    page.keep()
    keep("redaction-keep")
    page.panes.ask.dismiss()
    page.queue.go_to([group for group in page.queue.model.groups if group.first_open][1].first.id)
    page.redact()
    settle(window)
    page.previous()
    page.panes.find.begin()
    keep("redaction-find")
    page.panes.find.dismiss()
    wanted = [each for each in scanning.findings(session, filing).items if each.state is FindingState.OPEN]
    page.decider.redact([each.id for each in wanted if each.confidence is not Confidence.LOW], "CRY")
    settle(window)
    page.files.chosen.emit("gateway", b"src/qos.c")
    settle(window)
    page.actions.filed.toggle()
    keep("redaction-as-filed")
    _review(window, keep, settle)
    _package(window, keep, settle)


def _review(window: Any, keep: Keep, settle: Callable[[Any], None]) -> None:
    from codebinder.workflow.views import Step

    window.show_step(Step.REVIEW)
    settle(window)
    page = window.page()
    page.submit_to([], [])
    settle(window)
    board = page.board
    board.approve()
    board.reject()
    keep("review-reject")
    board.ask.dismiss()
    board.panel.closed.emit()
    board.approve_all()
    keep("review-all")
    board.ask._first()
    settle(window)
    board.list.go_to(board.list.rows.rows[-1].subject.id)
    keep("review-decided")
    page.sign.click()
    keep("review-signing")
    board.panel.signed.emit()
    settle(window)


def _package(window: Any, keep: Keep, settle: Callable[[Any], None]) -> None:
    from codebinder.ui.handing.dialog import CopiesDialog
    from codebinder.workflow.views import Step

    window.show_step(Step.PACKAGE)
    settle(window)
    page = window.page()
    page.build.click()
    settle(window)
    for tab, name in ((1, "result"), (2, "papers"), (3, "contents")):
        page.tabs.setCurrentIndex(tab)
        keep(f"package-{name}")
    page.tabs.setCurrentWidget(page.board)
    keep("package-papers-before")
    page.board.draw.click()
    settle(window)
    keep("package-papers-drawn")
    page.result.copies.click()
    dialog = window.findChild(CopiesDialog)
    dialog.names.setPlainText("China Escrow Ltd\n上海市第一中级人民法院")
    dialog.encrypted.setChecked(True)
    keep("package-copies")
    dialog.reject()
    archive: Path = page.result.made.archive
    window.show_step(Step.VERIFY)
    page = window.page()
    page.drop([str(archive)])
    keep("verify-intact")
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    damaged = archive.with_name("damaged.zip")
    damaged.write_bytes(data)
    page.drop([str(damaged)])
    keep("verify-damaged")
