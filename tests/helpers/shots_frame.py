"""More pictures: files that hang over the window, the newcomer's question, recent files, a fall, work that waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def take_frame(window: Any, workbook: Path, name: str, out: Path, settle: Callable[[Any], None]) -> list[Path]:
    """Take them, with a workbook that is open, and without one."""
    from codebinder.ui.frame.associating import AssociationPanel
    from codebinder.ui.frame.beginning import OfferDialog
    from codebinder.ui.frame.crashview import ReportsDialog, tell
    from codebinder.ui.frame.overlay import DropOverlay
    from codebinder.ui.frame.plan import State, planned
    from codebinder.ui.frame.reports import Reports

    made: list[Path] = []

    def keep(picture: str, widget: Any = None) -> None:
        made.append(out / f"{picture}-{name}.png")
        settle(window)
        (widget or window).grab().save(str(made[-1]))

    files = [(Path("router-firmware.git"), "repository"), (Path("a" * 200 + ".pdf"), "document")]
    files += [(Path(f"gone-{number}"), "nothing") for number in range(9)]
    overlay = DropOverlay(window)
    overlay.begin([path for path, _ in files])
    overlay.show_plan(planned(files, State(book=True, filing=True, write=True)))
    keep("frame-drop")
    overlay.hide()
    offer = OfferDialog(window, Path("router-firmware.git"), "repository")
    offer.open()
    keep("frame-offer", offer)
    offer.reject()
    leave, begun = threading.Event(), threading.Event()

    def work(progress: Any, cancel: Any) -> None:
        progress.start("progress.read", 5200)
        progress.advance(1234, 56_000_000)
        begun.set()
        while not leave.wait(0.01):
            cancel.check()

    for number in range(3):
        window.desk.run_job(("Scanning for secrets", "Building the package", "Verifying")[number], work)
    begun.wait(5)
    window.jobbar.show_log(True)
    end = time.monotonic() + 1.3
    while time.monotonic() < end:
        from PySide6.QtCore import QCoreApplication

        QCoreApplication.processEvents()
    window.close()
    QCoreApplication.processEvents()
    made.append(out / f"frame-work-{name}.png")
    window.grab().save(str(made[-1]))
    question = window.life.question
    if question is not None:
        made.append(out / f"frame-close-{name}.png")
        question.grab().save(str(made[-1]))
        question.reject()
    window.desk.jobs.cancel_all()
    settle(window)
    window.jobbar.show_log(False)
    reports = Reports(window.desk.environment.config_dir, "6.11.3")
    try:
        {}["x"]
    except KeyError as error:
        reports.add("an error in the window", error)
    reports.ended("")
    tell(window, reports)
    for kind, path in (("packet", "/data/gone/gateway-review.age"), ("package", str(workbook.parent / "package"))):
        window.desk.settings.add_recent(Path(path), kind)
    window.desk.close_workbook()
    keep("frame-recent")
    dialog = ReportsDialog(window, reports)
    dialog.open()
    keep("frame-reports", dialog)
    dialog.reject()
    panel = AssociationPanel(window.desk)
    panel.resize(560, 160)
    panel.show()
    keep("frame-association", panel)
    panel.deleteLater()
    window.desk.open_workbook(workbook)
    settle(window)
    return made
