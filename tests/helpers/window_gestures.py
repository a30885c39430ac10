"""What is clicked in the large workbooks of `dev.py bench window`: one walk through the work, one through a review."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.pages.redaction import RedactionPage
    from helpers.window_bench import Probe

OPENED = 1.5


def hit(widget: QWidget) -> Callable[[], object]:
    """Give a click on a widget."""
    return lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def key(
    widget: QWidget, name: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> Callable[[], object]:
    """Give a key."""
    return lambda: QTest.keyClick(widget, name, modifier)


def row(view: QAbstractItemView, index: QModelIndex) -> Callable[[], object]:
    """Give a click on a row."""

    def act() -> None:
        view.scrollTo(index)
        area = view.visualRect(index)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())

    return act


def step(probe: Probe, wanted: Step, again: str = "") -> None:
    """Click a step in the rail."""
    tree = probe.window.rail.tree
    name = {"redaction": "Redaction"}.get(wanted.value, wanted.value.capitalize())
    index = next(each for each in probe.window.rail._indexes(QModelIndex()) if each.data() == name)
    first = wanted is Step.REDACTION and not again
    probe.do(f"rail: {name}{again}", row(tree, index), most=OPENED if first else 0.1, whole_counts=first)


def select(probe: Probe, slug: str) -> None:
    probe.do(
        f"rail: filing {slug}", lambda: (probe.window.desk.select_filing(slug), probe.window.show_step(Step.FILING))
    )


def work(probe: Probe) -> None:
    """The engineer's walk."""
    window = probe.window
    select(probe, "f")
    for wanted in (Step.SOURCES, Step.FIRMWARE, Step.DOCUMENTS, Step.REDACTION):
        step(probe, wanted)
    page = cast("RedactionPage", window.page())
    deciding(probe, page)
    probe.idle()
    looking(probe, page)
    for wanted in (Step.REVIEW, Step.PACKAGE, Step.VERIFY, Step.SOURCES):
        step(probe, wanted, ", again")
    sources(probe)
    step(probe, Step.REDACTION, ", again")
    probe.do("start page", hit(window.rail.findChild(QWidget, "rail-start")))
    step(probe, Step.REDACTION, ", third")
    probe.do("inspector folded (F9)", lambda: window.fold_inspector(False))
    probe.do("inspector shown (F9)", lambda: window.fold_inspector(True))
    window.show_step(Step.SOURCES)
    probe.settle()
    item = window.inspector._rows.itemAt(1)
    if item is not None:
        probe.do("inspector: a requirement", hit(item.widget()))


def deciding(probe: Probe, page: RedactionPage) -> None:
    """Gestures of the queue while the first measure still runs behind."""
    queue, model = page.queue, page.queue.model
    queue.view.setFocus()
    for number in range(3):
        probe.do(f"N (next undecided) {number}", key(queue.view, Qt.Key.Key_N))
    probe.do("P (previous undecided)", key(queue.view, Qt.Key.Key_P))
    probe.do("queue: a row", row(queue.view, model.index(5, 0)))
    probe.do("queue: the last row", row(queue.view, model.index(model.rowCount() - 1, 0)))
    probe.do("queue: the first row", row(queue.view, model.index(0, 0)))
    for number in range(4):
        probe.do(f"R (redact) {number}", key(queue.view, Qt.Key.Key_R))
    probe.do("K (asks why)", key(queue.view, Qt.Key.Key_K))
    QTest.keyClicks(page.panes.ask.field, "a test key")
    probe.do("K (keep)", key(page.panes.ask.field, Qt.Key.Key_Return))
    probe.do("U (undo the keep)", key(queue.view, Qt.Key.Key_U))
    probe.do("U (undo a redaction)", key(queue.view, Qt.Key.Key_U))
    probe.do("Shift+R (asks)", key(queue.view, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier))
    probe.do("Shift+R (redacts all)", key(page.panes.ask.field, Qt.Key.Key_Return))
    probe.do("U (undo all of them)", key(queue.view, Qt.Key.Key_U))


def looking(probe: Probe, page: RedactionPage) -> None:
    """Filters, tree, viewer."""
    queue, files = page.queue, page.files
    for at in (5, 1, 2, 3, 4, 0):
        probe.do(f"queue filter: {queue.only.itemText(at)}", lambda at=at: queue.only.setCurrentIndex(at))
    tree, model = files.view, files.model
    top = model.index(0, 0)
    probe.do("tree: unfold a folder", lambda: tree.expand(model.index(0, 0, top)))
    probe.do("tree: unfold a folder in it", lambda: tree.expand(model.index(0, 0, model.index(0, 0, top))))
    leaf = model.index(0, 0, model.index(0, 0, model.index(0, 0, top)))
    probe.do("tree: a file", row(tree, leaf))
    for text in ("b", "bus", "bus/p", "bus/page-0", "", "no such file", ""):
        probe.do(f"tree filter: {text!r}", lambda text=text: files.text.setText(text))
    for at in (1, 2, 0):
        probe.do(f"tree: {files.only.itemText(at)}", lambda at=at: files.only.setCurrentIndex(at))
    queue.view.setFocus()
    probe.do("N after the tree", key(queue.view, Qt.Key.Key_N))
    probe.do("V (as filed)", key(queue.view, Qt.Key.Key_V))
    probe.do("V (original)", key(queue.view, Qt.Key.Key_V))
    probe.do("E (extend)", key(queue.view, Qt.Key.Key_E))
    for number in range(3):
        probe.do(f"R (redact), again {number}", key(queue.view, Qt.Key.Key_R))


def sources(probe: Probe) -> None:
    """The live tree of what is in and out."""
    from PySide6.QtWidgets import QApplication, QDialog

    from codebinder.ui.widgets.preview import Preview

    page: Any = probe.window.page()
    session, filing = probe.window.desk.need()
    from codebinder.workflow import sources as flow

    part = flow.components(session, filing)[0]
    probe.do("sources: show the files", lambda: page._show(part))
    dialog = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.findChild(Preview)
    )
    preview = cast("Preview", dialog.findChild(Preview))
    probe.do("sources: unfold a folder", lambda: preview.tree.expand(preview.model.index(0, 0)))
    for column in (1, 2, 0):
        probe.do(
            f"sources: sort by column {column}",
            lambda column=column: preview.tree.sortByColumn(column, Qt.SortOrder.AscendingOrder),
        )
    probe.do("sources: close", dialog.close)
    probe.do("sources: another commit", lambda: page._move(part))
    for rule in ("/bus/", "/bus/\n/pin/", ""):
        probe.do(
            f"sources: rules {rule!r}",
            lambda rule=rule: page.adder.rules.put((), tuple(rule.split("\n")) if rule else ()),
        )
    probe.do("sources: back", page._overview)


def review(probe: Probe) -> None:
    """The lawyer's walk."""
    window = probe.window
    select(probe, "g")
    step(probe, Step.REVIEW, " of 5,000 subjects")
    page: Any = window.page()
    board = page.board
    board.list.setFocus()
    probe.idle()
    for number in range(3):
        probe.do(f"review: N {number}", key(board.list, Qt.Key.Key_N))
    for number in range(3):
        probe.do(f"review: A (approve) {number}", key(board.list, Qt.Key.Key_A))
    for at in range(1, min(4, board.actions.only.count())):
        probe.do(
            f"review: filter {board.actions.only.itemText(at)}", lambda at=at: board.actions.only.setCurrentIndex(at)
        )
    probe.do("review: filter all", lambda: board.actions.only.setCurrentIndex(0))
    step(probe, Step.REDACTION, " of 5,000 redactions")
    step(probe, Step.PACKAGE, " of it")


def register(probe: Probe) -> None:
    """The start page of many filings."""
    window = probe.window
    made: Any = window.start.list
    probe.do("register: only preparing", lambda: made.narrow(None))
    select(probe, probe.window.desk.register[3].filing.slug)
    step(probe, Step.SOURCES, " (one of many filings)")
    probe.do("start page of many", hit(window.rail.findChild(QWidget, "rail-start")))
