"""The window under a screen reader: goes from stop to stop, tells each, and waits for a line before it goes on.

Run as a program of its own on an X server: python spoken_program.py FOLDER. It prints "at NAME" at every stop, and
"said NAME" where it has done what makes the window speak.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

Stop = tuple[str, Callable[[], object]]


class Walk:
    """One window and its stops."""

    def __init__(self, window: Any, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.lines: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.lines.put(line)
        self.lines.put("")

    def settle(self) -> None:
        """Let the window live until nothing runs."""
        desk, quiet = self.window.desk, [0]

        def rests() -> bool:
            busy = desk.jobs.busy or desk.looks.busy or desk.gauges.busy or self.window.drops.busy
            quiet[0] = 0 if busy else quiet[0] + 1
            return quiet[0] > 8

        self.live(rests)

    def live(self, done: Callable[[], bool]) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop, timer = QEventLoop(), QTimer()
        timer.timeout.connect(lambda: loop.quit() if done() else None)
        timer.start(10)
        loop.exec()
        timer.stop()

    def stop(self, name: str, word: str = "at") -> None:
        """Stand still until somebody has looked."""
        self.settle()
        print(word, name, flush=True)
        got: list[str] = []

        def told() -> bool:
            try:
                got.append(self.lines.get_nowait())
            except Empty:
                return False
            return True

        self.live(told)
        if not got[0]:
            sys.exit("nobody listens any more")

    def close_dialogs(self) -> None:
        from PySide6.QtWidgets import QApplication, QDialog

        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible():
                each.reject()
        self.settle()

    # -- the way

    def pages(self) -> None:
        from codebinder.ui.guide.palette import Palette, open_palette
        from codebinder.workflow.views import Step

        window = self.window
        for step in Step:
            window.show_step(step)
            self.stop(step.value)
        window.show_step(Step.SOURCES)
        self.settle()
        window.page().begin(self.folder / "sample" / "gateway.git", git=True)
        self.stop("adding a source")
        open_palette(window)
        self.stop("palette")
        window.findChild(Palette).close_()

    def dialogs(self) -> None:
        for name, act in self._dialogs():
            act()
            self.stop(name)
            self.close_dialogs()

    def _dialogs(self) -> Iterator[Stop]:
        from codebinder.ui.guide.about import about
        from codebinder.ui.guide.legend import shortcut_legend
        from codebinder.ui.guide.preferences import preferences
        from codebinder.ui.logs.auditing import AuditDialog
        from codebinder.ui.logs.dialog import LogsDialog
        from codebinder.ui.people.dialog import KeysDialog
        from codebinder.ui.register.dialog import AfterDialog

        window, desk, start = self.window, self.window.desk, self.window.start
        yield "about", lambda: about(window)
        yield "legend", lambda: shortcut_legend(window)
        for at in range(6):
            yield f"preferences {at}", lambda at=at: preferences(window, at)
        yield "new workbook", start.new_workbook
        yield "new product", start.new_product
        yield "new filing", start.new_filing
        yield "vendor", start.edit_vendor
        tools = next(each for each in window.menus.children() if type(each).__name__ == "DetectionTools")
        for name in ("rules", "jewels", "facts"):
            yield f"detection: {name}", getattr(tools, name)

        def tab(dialog: Any, at: int) -> None:
            dialog.open()
            dialog.tabs.setCurrentIndex(at)

        for at in range(3):
            yield f"keys {at}", lambda at=at: tab(KeysDialog(desk, window), at)
            yield f"logs {at}", lambda at=at: tab(LogsDialog(desk, window), at)
            yield f"audit {at}", lambda at=at: tab(AuditDialog(desk, window), at)
        for at in range(4):
            yield f"register {at}", lambda at=at: tab(AfterDialog(desk, window, desk.filing), at)

    def help(self) -> None:
        from codebinder.ui.guide.helpwindow import open_help

        made = open_help(self.window, "first-package")
        self.stop("help")
        made.close()

    def templates(self) -> None:
        from codebinder.workflow import shelves

        page = self.window.templates.show()
        self.stop("templates")
        path = shelves.copy_new(self.window.desk.environment, "escrow-deposit", "own", {"en": "Own", "zh": "自有"})
        page.refresh(str(path))
        self.settle()
        page._edit(page.browser.current(), 0)
        for at in range(4):
            page.editor.preview.tabs.setCurrentIndex(at)
            self.stop(f"editor {at}")
        page.leave_editor()

    def review(self) -> None:
        from codebinder.model.ports import NeverCancel, NoProgress
        from codebinder.ui.reviewing.holding import open_held
        from codebinder.workflow import demo, packets, reviewing
        from codebinder.workflow.views import Step

        desk, quiet = self.window.desk, {"progress": NoProgress(), "cancel": NeverCancel()}
        session, filing = desk.need()
        reviewing.submit(session, filing, key=demo.ENGINEER, **quiet)
        desk.changed("rounds")
        self.window.show_step(Step.REVIEW)
        self.stop("review of a round")
        board = self.window.page().board
        board.actions.grouped.setChecked(True)
        self.stop("judgements")
        side = board.showing.sides.before
        self.window.activateWindow()
        end = time.monotonic() + 10
        self.live(lambda: self.window.isActiveWindow() or time.monotonic() > end)
        side.setFocus()
        self.stop("a line", "said")
        side.go_to_line(1 if side.document.line_of(side.caret) else 2)
        self.stop("the line")
        out = self.folder / "to-review.age"
        packets.export(session, filing, out=out, to=[demo.LEGAL], key=demo.ENGINEER, **quiet)
        desk.run_job(
            "Opening",
            lambda progress, cancel: open_held(
                desk, out, key=demo.LEGAL, passphrase="", progress=progress, cancel=cancel
            ),
            desk.hold_packet,
        )
        self.stop("packet")


def main(folder: Path) -> None:
    """Go the whole way."""
    from codebinder.ui.app import window as make_window
    from helpers.shots import sample

    with sample(folder) as (environment, book):
        window = make_window(environment, lang="en", look="light")
        window.show()
        walk = Walk(window, folder)
        walk.stop("start, empty")
        window.desk.open_workbook(book)
        walk.settle()
        window.show_start()
        walk.stop("start")
        walk.pages()
        walk.dialogs()
        walk.help()
        walk.templates()
        walk.review()
        window.close()


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[at] / name) for at, name in ((1, ""), (2, "app"))]
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
    main(Path(sys.argv[1]))
