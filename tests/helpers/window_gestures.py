"""What is clicked in the large workbooks of `dev.py bench window`: one walk through the work, one through a review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from codebinder.workflow.views import Step

if TYPE_CHECKING:
    from codebinder.ui.pages.redaction import RedactionPage
    from helpers.window_bench import Probe

OPENED = 1.5
RULES = 1.0
"""Rules are typed: what they make of 100,000 files follows when the person rests, and only then."""


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
    palette(probe)
    item = window.inspector._rows.itemAt(1)
    if item is not None:
        probe.do("inspector: a requirement", hit(item.widget()))


def deciding(probe: Probe, page: RedactionPage) -> None:
    """Gestures of the queue while the first measure still runs behind."""
    queue, model = page.queue, page.queue.model
    few = model.rowCount() < 10

    def chosen() -> object:
        held = queue.current()
        return held.id if held is not None else ""

    def state() -> object:
        """What tells a person that her key was heard: another row, one that is being written, a job at the bottom."""
        told = queue.view.currentIndex().siblingAtColumn(1).data()
        return chosen(), told, len(model._writing), probe.window.desk.jobs.busy, page.summary.text()

    queue.view.setFocus()
    for number in range(3):
        probe.do(f"N (next undecided) {number}", key(queue.view, Qt.Key.Key_N), seen=chosen)
    probe.do("P (previous undecided)", key(queue.view, Qt.Key.Key_P), seen=chosen)
    last = model.rowCount() - 1
    probe.do("queue: the first row", row(queue.view, model.index(0, 0)), seen=chosen)
    probe.do("queue: the last row", row(queue.view, model.index(last, 0)), seen=chosen)
    probe.do("queue: a row", row(queue.view, model.index(min(5, last - 1), 0)), seen=chosen)
    probe.do("queue: the first row, again", row(queue.view, model.index(0, 0)), seen=chosen)
    for number in range(1 if few else 4):  # of few groups some have to be left for what follows
        probe.do(f"R (redact) {number}", key(queue.view, Qt.Key.Key_R), seen=state)

    def asks() -> object:
        return page.panes.ask.isVisible(), queue.view.currentIndex().siblingAtColumn(1).data()

    probe.do("K (asks why)", key(queue.view, Qt.Key.Key_K), seen=asks)
    QTest.keyClicks(page.panes.ask.field, "a test key")
    probe.do("K (keep)", key(page.panes.ask.field, Qt.Key.Key_Return), seen=state)
    queue.view.setFocus()
    probe.do("U (undo the keep)", key(queue.view, Qt.Key.Key_U), seen=state)
    probe.do("U (undo a redaction)", key(queue.view, Qt.Key.Key_U), seen=state)
    shift = Qt.KeyboardModifier.ShiftModifier
    probe.do("Shift+R (asks)", key(queue.view, Qt.Key.Key_R, shift), seen=asks)
    probe.do("Shift+R (redacts all)", key(page.panes.ask.field, Qt.Key.Key_Return), seen=state)
    queue.view.setFocus()
    probe.do("U (undo all of them)", key(queue.view, Qt.Key.Key_U), seen=state)


MANY = [b"many/%05d.c" % number for number in range(50_000)]


def _unfolded(tree: QTreeView, index: QModelIndex) -> bool:
    return tree.indexBelow(index).parent() == index


def unfold(tree: QTreeView, index: QModelIndex) -> Callable[[], object]:
    """Give the key that unfolds a row."""
    tree.scrollTo(index)
    tree.setCurrentIndex(index)
    return key(tree, Qt.Key.Key_Right)


def palette(probe: Probe) -> None:
    """Ctrl+K, and what is typed there."""
    from codebinder.ui.guide.palette import Palette, open_palette

    window, held = probe.window, list[object]((None,))

    def texts() -> object:
        made = window.findChild(Palette)
        if made is None or not made.finder.behind:  # a list that is not yet what was asked for is no answer
            rows = made is not None and made.isVisible() and [made.rows.index(at, 0).data() for at in range(12)]
            held[0] = (made.field.text() if made is not None else "", rows)
        return held[0]

    probe.do("palette: Ctrl+K", lambda: open_palette(window), seen=texts)
    made = cast("Palette", window.findChild(Palette))
    while made.finder.busy:
        probe.settle()
    for number, letter in enumerate("page_0013"):
        probe.do(f"palette: key {number} {letter!r}", key(made.field, Qt.Key(ord(letter.upper()))), seen=texts)
    made.field.selectAll()
    probe.do("palette: nothing again", key(made.field, Qt.Key.Key_Delete), seen=texts)
    for letter in "F123":
        probe.do(f"palette: {letter!r} of F123", key(made.field, Qt.Key(ord(letter))), seen=texts)
    probe.do("palette: Escape", key(made.field, Qt.Key.Key_Escape), seen=texts)
    probe.do("palette: Ctrl+K, again", lambda: open_palette(window), seen=texts)
    probe.do("palette: Escape, again", key(made.field, Qt.Key.Key_Escape), seen=texts)


def looking(probe: Probe, page: RedactionPage) -> None:
    """Filters, tree, viewer."""
    queue, files = page.queue, page.files
    for at in (5, 1, 2, 3, 4, 0):
        probe.do(f"queue filter: {queue.only.itemText(at)}", lambda at=at: queue.only.setCurrentIndex(at))
    tree, model = files.view, files.model
    top = model.index(0, 0)
    for name in ("a folder", "a folder in it", "a folder in that"):
        top = model.index(0, 0, top)
        if not model.hasChildren(top):
            break
        tree.collapse(top)
        probe.do(f"tree: unfold {name}", unfold(tree, top), seen=partial(_unfolded, tree, top))
    slug, paths = next(iter(model._files.items()))
    probe.do("tree: a file", row(tree, model.find(slug, paths[len(paths) // 2])), seen=lambda: page.place)
    files.show_files({"many": MANY}, {})
    many = model.index(0, 0, model.index(0, 0))
    opened = partial(_unfolded, tree)
    probe.do("tree: unfold 50,000 files", unfold(tree, many), seen=partial(opened, many))
    bundle = model.index(3, 0, many)
    probe.do("tree: unfold 2,000 of them", unfold(tree, bundle), seen=partial(opened, bundle))
    page._state = None
    page.refresh()
    probe.settle()
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
    tree, model = preview.tree, preview.model

    def paths() -> object:
        """What stands at the top of the tree."""
        found, index = list[object](), model.index(0, 0)
        while index.isValid() and len(found) < 40:
            found.append(model.path(index))
            index = tree.indexBelow(index)
        return found

    top = model.index(0, 0)
    tree.collapse(top)
    for name in ("a folder", "a folder in it"):
        probe.do(f"sources: unfold {name}", unfold(tree, top), seen=paths)
        top = model.index(0, 0, top)
    head = tree.header()
    for name, column in (("size", 1), ("size, the other way", 1), ("language", 3), ("in or out", 2), ("name", 0)):
        at = head.viewport().rect().center()
        at.setX(head.sectionViewportPosition(column) + 20)
        probe.do(
            f"sources: sort by {name}",
            lambda at=at: QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at),
            seen=lambda: (head.sortIndicatorSection(), head.sortIndicatorOrder()),
        )
    probe.do("sources: close", dialog.close)
    probe.do("sources: another commit", lambda: page._move(part))
    for rule in ("/bus/", "/bus/\n/pin/", ""):
        probe.do(
            f"sources: rules {rule!r}",
            lambda rule=rule: page.adder.rules.put((), tuple(rule.split("\n")) if rule else ()),
            most=RULES,
            seen=page.adder.preview._sum.text,
        )
    probe.do("sources: back", page._overview)


def _board(probe: Probe, board: Any, name: str) -> None:
    view, grouped = board.picker.view, name == "judgements"
    view.setFocus()
    if grouped:
        top = view.rows.index(0, 0)
        view.collapse(top)
        probe.do("review: unfold a judgement", unfold(view, top), seen=lambda: view.isExpanded(top))

    def state() -> object:
        return board.picker.current(), board.picker.list.rows.states.copy(), probe.window.desk.jobs.busy

    for number in range(1 if grouped else 3):  # of few judgements some have to be left for what follows
        if not grouped:
            probe.do(f"review, {name}: N {number}", key(view, Qt.Key.Key_N), seen=board.picker.current)
        probe.do(f"review, {name}: A (approve) {number}", key(view, Qt.Key.Key_A), seen=state)
    for at in range(1, min(4, board.actions.only.count())):
        text = board.actions.only.itemText(at)
        probe.do(f"review, {name}: filter {text}", lambda at=at: board.actions.only.setCurrentIndex(at))
    board.actions.only.setCurrentIndex(0)
    probe.idle()


def review(probe: Probe) -> None:
    """The lawyer's walk."""
    window = probe.window
    select(probe, "g")
    step(probe, Step.REVIEW, " of 5,000 subjects")
    page: Any = window.page()
    board = page.board
    probe.idle()
    for grouped in (False, True):
        if board.picker.grouped is not grouped:
            probe.do(f"review: grouped {grouped}", hit(board.actions.grouped), seen=lambda: board.picker.grouped)
        _board(probe, board, "judgements" if grouped else "each")
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
