"""Where the window stood, how its columns were divided, which step was open in which workbook; never any content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QHeaderView, QSplitter

from codebinder.ui.settings import Settings

_MOST_PLACES = 30
_GRIP = (120, 24)
"""How much of a window's top must be on a screen, so that it can be taken and moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A window's place in whole pixels."""

    x: int
    y: int
    width: int
    height: int
    maximised: bool = False


def fitted(box: Box, screens: Sequence[QRect], least: tuple[int, int]) -> Box:
    """Give the place that is nearest to `box` on the screens that there are now."""
    if not screens:
        return box
    grip = QRect(box.x, box.y, box.width, _GRIP[1])
    seen = [
        (max(0, grip.intersected(each).width()) * max(0, grip.intersected(each).height()), each) for each in screens
    ]
    area, screen = max(seen, key=lambda each: each[0])
    kept = area >= _GRIP[0] * _GRIP[1] // 2
    if not kept:
        screen = screens[0]
    width = max(min(box.width, screen.width()), min(least[0], screen.width()))
    height = max(min(box.height, screen.height()), min(least[1], screen.height()))
    if kept:
        x = max(screen.left(), min(box.x, screen.left() + screen.width() - width))
        y = max(screen.top(), min(box.y, screen.top() + screen.height() - height))
    else:
        x = screen.left() + (screen.width() - width) // 2
        y = screen.top() + (screen.height() - height) // 2
    return Box(x=x, y=y, width=width, height=height, maximised=box.maximised)


def remembered_box(settings: Settings) -> Box | None:
    """Give the place where the window stood last."""
    rows = settings.numbers("window")
    if len(rows) != 5 or rows[2] < 1 or rows[3] < 1 or max(map(abs, rows)) > 100_000:
        return None
    return Box(x=rows[0], y=rows[1], width=rows[2], height=rows[3], maximised=bool(rows[4]))


def keep_box(settings: Settings, box: Box) -> None:
    """Remember where the window stands."""
    settings.put_numbers("window", [box.x, box.y, box.width, box.height, int(box.maximised)])


class _Later(QObject):
    """Writes a while after the last change: a splitter that is dragged changes a hundred times."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(600)


def keep_splitter(settings: Settings, name: str, splitter: QSplitter) -> None:
    """Divide a splitter as the person left it (shares of a thousand, whatever the window's width), and remember it."""
    shares = settings.numbers(f"split.{name}")
    if len(shares) == splitter.count() and all(0 <= each <= 1000 for each in shares) and sum(shares) > 0:
        splitter.setSizes([each * 4 for each in shares])
    later = _Later(splitter)

    def write() -> None:
        sizes = splitter.sizes()
        whole = sum(sizes)
        if whole > 0 and all(sizes):  # a pane that is folded just now says nothing about its width
            settings.put_numbers(f"split.{name}", [each * 1000 // whole for each in sizes])

    later.timer.timeout.connect(write)
    splitter.splitterMoved.connect(lambda *_: later.timer.start())


def keep_columns(settings: Settings, name: str, header: QHeaderView) -> None:
    """Make a table's columns as wide as the person left them, and remember it."""
    wide = settings.numbers(f"columns.{name}")
    if len(wide) == header.count():
        for at, each in enumerate(wide):
            if 16 <= each <= 4000:
                header.resizeSection(at, each)
    later = _Later(header)

    def write() -> None:
        settings.put_numbers(f"columns.{name}", [header.sectionSize(at) for at in range(header.count())])

    later.timer.timeout.connect(write)

    def resized(at: int, _old: int, _new: int) -> None:
        if header.sectionResizeMode(at) is QHeaderView.ResizeMode.Interactive and header.isVisible():
            later.timer.start()

    header.sectionResized.connect(resized)


def keep_place(settings: Settings, workbook: str, filing: str, step: str) -> None:
    """Remember which filing and step of a workbook (by its id) were open last."""
    held = settings.table("places")
    held.pop(workbook, None)
    held[workbook] = f"{filing}\n{step}"
    settings.put_table("places", dict(list(held.items())[-_MOST_PLACES:]))


def place_of(settings: Settings, workbook: str) -> tuple[str, str]:
    """Give the filing and step that were open last; "" where nobody knows."""
    filing, _, step = settings.table("places").get(workbook, "").partition("\n")
    return filing, step
