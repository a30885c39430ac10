"""What the code viewer costs: a million lines shown, frames of the wheel with overlays, colours and wrap, memory;
beside QPlainTextEdit in the same run.

    python3 packaging/dev.py bench viewer [--lines N] [--frames N]

Offscreen. A frame is one turn of the wheel: the new lines are laid out, and the view is painted whole. Each viewer runs
in a process of its own, since memory is measured. Ends with 1 where a promise is broken: shown in under a second,
frames under 16.7 ms at the 95th percentile.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence

SHOWN = 1.0
FRAME = 16.7
ON_SCREEN = 200
SIZE = (1400, 900)
LINE = b"static int value_of_%06d = 0x%04x; // \xe5\xaf\x86\xe9\x92\xa5 of the device\n"
WAYS = (
    ("plain", False, False),
    ("colours", True, False),
    ("wrap", False, True),
    ("colours and wrap", True, True),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="dev.py bench viewer")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--peer", action=argparse.BooleanOptionalAction, default=True)
    values, _ = parser.parse_known_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    context = multiprocessing.get_context("spawn")
    good = True
    for work in (ours, peer) if values.peer else (ours,):
        process = context.Process(target=work, args=(values.lines, values.frames))
        process.start()
        process.join()
        good = process.exitcode == 0 and good
    return 0 if good else 1


def text(lines: int) -> bytes:
    return b"".join(LINE % (at, at & 0xFFFF) for at in range(lines))


def ours(lines: int, frames: int) -> None:
    from codebinder.ui.app import application, set_language
    from codebinder.ui.viewing import colourist
    from codebinder.ui.widgets.codeview import CodeView
    from codebinder.ui.widgets.document import Document
    from codebinder.ui.widgets.marks import Marks

    application()
    set_language("en")
    data = text(lines)
    view = CodeView("Code")
    view.resize(*SIZE)
    view.show()
    spin(0.3)
    before, begun = memory(), time.perf_counter()
    document = Document(data, "utf-8", "C")
    indexed = time.perf_counter()
    view.set_document(document)
    view.viewport().repaint()
    shown = time.perf_counter()
    print(f"{lines} lines, {len(data) / 1e6:.0f} MB")
    print(f"viewer: shown in {shown - begun:.2f} s, of which on the window's thread {(shown - indexed) * 1e3:.0f} ms")
    marks = overlays(document, view.seen_rows)
    sorting = time.perf_counter()
    made = Marks(marks)
    set_at = time.perf_counter()
    view.set_marks(made)
    view.repaint()
    done = time.perf_counter()
    sorted_in, drawn_in = (set_at - sorting) * 1e3, (done - set_at) * 1e3
    print(f"{len(marks)} marks: sorted in {sorted_in:.0f} ms, set, and view and ruler drawn, in {drawn_in:.0f} ms")
    good = shown - begun < SHOWN
    for title, colours, wrap in (
        ("plain", False, False),
        ("colours", True, False),
        ("wrap", False, True),
        ("colours and wrap", True, True),
    ):
        colourist.Colourist.enabled = colours
        view.set_document(document if colours else Document(data, "utf-8"))
        view.set_marks(made)
        view.set_wrap(wrap)
        view.set_top(document.starts[lines // 2])
        settle(view)
        good = told(f"wheel, {title}", wheel(view, frames)) and good
    print(f"memory for the file beside its bytes: {memory() - before:.0f} MB; the process {memory():.0f} MB")
    colourist.stop()
    sys.exit(0 if good else 1)


def overlays(document: object, rows: int) -> list[object]:
    """Give marks such that any screen has `ON_SCREEN` of them, around the middle; 50,000 in all."""
    from codebinder.ui.widgets.marks import Mark, MarkKind

    kinds = list(MarkKind)[:5]
    starts, each = document.starts, -(-ON_SCREEN // rows)  # type: ignore[attr-defined]
    out: list[object] = []
    first = max(0, len(starts) // 2 - 2000)
    for line in range(first, min(len(starts) - 1, first + 50_000 // each)):
        for at in range(each):
            start = starts[line] + at * 6
            kind = kinds[(line + at) % 5]
            out.append(Mark(start=start, end=start + 5, kind=kind, name=f"R-{start}", label="CRY" if at == 0 else ""))
    return out


def wheel(view: object, frames: int) -> list[tuple[float, float]]:
    """Turn the wheel, and give each frame's time: of this thread's processor, and by the clock."""
    from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    port = view.viewport()  # type: ignore[attr-defined]
    out: list[tuple[float, float]] = []
    for _ in range(frames):
        event = QWheelEvent(
            QPointF(200, 200), QPointF(200, 200), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        begun, wall = time.thread_time(), time.perf_counter()
        QCoreApplication.sendEvent(port, event)
        port.repaint()
        out.append((time.thread_time() - begun, time.perf_counter() - wall))
        spin(0.004)
    return out


def told(title: str, times: list[tuple[float, float]]) -> bool:
    """Print how long frames took; the promise is about processor time, since a busy machine is nobody's fault."""
    own, clock = (sorted(each[at] * 1e3 for each in times) for at in (0, 1))
    middle, late = len(own) // 2, int(len(own) * 0.95)
    print(
        f"{title:26} median {own[middle]:6.2f} ms   95 % {own[late]:6.2f} ms   worst {own[-1]:6.2f} ms"
        f"   (by the clock {clock[middle]:.2f} and {clock[late]:.2f})"
    )
    return own[late] < FRAME


def settle(view: object) -> None:
    end = time.monotonic() + 8
    spin(0.3)
    while time.monotonic() < end and not view.colouring.settled:  # type: ignore[attr-defined]
        spin(0.05)


def spin(seconds: float) -> None:
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + seconds
    while True:
        QCoreApplication.processEvents()
        if time.monotonic() >= end:
            return
        time.sleep(0.001)


def peer(lines: int, frames: int) -> None:
    from PySide6.QtWidgets import QPlainTextEdit

    from codebinder.ui import theme
    from codebinder.ui.app import application

    application()
    data = text(lines)
    view = QPlainTextEdit()
    view.setFont(theme.mono())
    view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    view.resize(*SIZE)
    view.show()
    spin(0.3)
    before, begun = memory(), time.perf_counter()
    view.setPlainText(data.decode())
    view.viewport().repaint()
    print(f"QPlainTextEdit: shown in {time.perf_counter() - begun:.2f} s, all of it on the window's thread")
    view.verticalScrollBar().setValue(lines // 2)
    told("wheel, QPlainTextEdit", wheel(view, frames))
    print(f"memory for the file beside its bytes: {memory() - before:.0f} MB; the process {memory():.0f} MB")


def memory() -> float:
    """Give the process's resident memory in megabytes; its peak where the system tells no more."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    sys.exit(main())
