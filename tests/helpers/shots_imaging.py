"""Pictures of the Firmware page at work: each of its tabs, with the sample's image and with an absurd one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TABS = ("map", "contents", "marks", "sources", "disclosure", "build", "compare", "reports")


def show_tab(name: str) -> Callable[[Any], Any]:
    """Give what shows one tab of the chosen image."""

    def show(stage: Any) -> Any:
        page = stage.step("firmware")
        board = page.board
        if stage.state == "absurd":
            _absurd(page)
        elif name == "sources":
            board.compute_tie()
            stage.settle()
        elif name == "compare":
            board.compare_with(board.desk.session.path.parent / board._seen.state.row.part.location)
            stage.settle()
        board.tabs.setCurrentIndex(TABS.index(name))
        if name == "map":
            board.map.choose(0, 1)
        if name == "contents":
            board.contents.view.expandAll()
        stage.settle()
        return stage.window

    return show


def _absurd(page: Any) -> None:
    """Show an image whose names no layout likes, as if it were of this filing."""
    from codebinder.model.filing import FindingCounts
    from codebinder.model.source import Component, ComponentKind, Disclosure
    from codebinder.ui.imaging import words
    from codebinder.ui.imaging.board import Measured, Seen
    from codebinder.ui.imaging.disclosing import HiddenView
    from codebinder.ui.imaging.ties import tie_view
    from codebinder.ui.imaging.treerows import Rows
    from codebinder.workflow.imagehiding import HiddenRow
    from codebinder.workflow.imageviews import ImageRow, ImageState
    from helpers import images

    reading, lang, slug = images.hostile(), page.desk.lang, "long-name-of-an-image-" * 6
    part = Component(
        slug=slug, kind=ComponentKind.FIRMWARE, location="../" + "very-long-folder/" * 20 + "image.bin",
        disclosure=Disclosure.REDACTED, tag="", size=reading.size,
    )  # fmt: skip
    counts = FindingCounts(open=5000, redacted=3, kept=1, undecided=4321, scored_down=0)
    row = ImageRow(part=part, read=True, outdated=False, scanned=True, counts=counts)
    state = ImageState(row=row, made="", reading=reading, build=images.BUILD, doubts=(), reports=())
    hidden = tuple(
        HiddenRow(start=at * 999, end=at * 999 + 77, redactions=(f"R-{at}",), published="B1", number="crc32" * (at % 2),
                  part="名" * 90)
        for at in range(1, 60)
    )  # fmt: skip
    page.stack.setCurrentIndex(1)
    page.list.show_images((row,))
    board = page.board
    board.slug = slug
    board._asked += 1
    seen = Seen(state, ("other-" * 30,), Rows(reading), words.recognised(reading, lang),
                words.accounted(reading, lang), "")  # fmt: skip
    board._show(seen)
    board._measure(Measured(slug, tie_view(images.TIE, stale=False, sources=1), HiddenView(hidden)))
