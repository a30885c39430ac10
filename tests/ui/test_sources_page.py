"""Sources: a repository by tag, rules with a tree that follows them at once, and a model that does not mind size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from codebinder.model.source import EntryKind, Selected, SourceEntry
from codebinder.ui.main_window import MainWindow
from codebinder.ui.strings import size_text
from codebinder.ui.widgets.selection import Laid, SelectionModel
from codebinder.workflow import sources
from codebinder.workflow.views import Step
from helpers.effort import within
from helpers.git_repo import RepoBuilder

Settle = Callable[[MainWindow], None]


def entry(path: str, *, included: bool = True, rule: str = "", size: int = 10) -> Selected:
    return Selected(SourceEntry(path.encode(), EntryKind.FILE, "0" * 40, size), included, rule)


def names(model: SelectionModel, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def test_the_tree_has_folders_first_and_sums_what_is_in() -> None:
    model = SelectionModel()
    paths = ["a-b/x.c", "a/x.c", "a/y.c", "a0", "b.c"]
    model.set_rows([entry(path, included=path != "a/y.c", rule="/a/y.c" if path == "a/y.c" else "") for path in paths])
    assert names(model) == ["a-b/", "a/", "a0", "b.c"]
    folder = model.index(1, 0)
    assert names(model, folder) == ["x.c", "y.c"]
    assert folder.siblingAtColumn(1).data() == "10 B"
    assert folder.siblingAtColumn(2).data() == "1 in, 1 out"
    assert model.index(1, 2, folder).data() == "out by /a/y.c"


def test_the_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    model = SelectionModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [entry(path) for path in ("a/b/c.c", "a/b/d.c", "a/e.c", "f.c")]
    model.set_rows(rows)
    names(model, model.index(0, 0))
    model.set_rows([entry(row.entry.path.decode(), included=False, rule="*") for row in rows])
    model.set_rows(rows[:2])
    model.set_rows(())
    assert model.rowCount() == 0
    assert tester.model() is model


def test_a_tree_of_a_hundred_thousand_files_opens_at_once() -> None:
    rows = [entry(f"dir{a:03}/sub{b:02}/file{c:02}.c") for a in range(100) for b in range(20) for c in range(50)]

    def shown() -> SelectionModel:
        model = SelectionModel()
        model.set_rows(rows)
        assert model.rowCount() == 100
        assert model.rowCount(model.index(0, 0, model.index(0, 0))) == 50
        return model

    model = within(80, shown)
    assert len(model._nodes) < 400


def test_new_rules_change_marks_without_folding_the_tree(qtbot: QtBot) -> None:
    model = SelectionModel()
    resets: list[int] = []
    rows = [entry("a/b.c"), entry("c.c")]
    model.set_rows(rows)
    model.modelReset.connect(lambda: resets.append(1))
    model.set_rows([entry("a/b.c", included=False, rule="/a/"), entry("c.c")])
    assert not resets
    assert model.index(0, 2).data() == "1 out by /a/"


def test_a_repository_is_added_at_a_tag_with_a_rule(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    repo = RepoBuilder(tmp_path / "router")
    commit = repo.commit({b"src/a.c": b"int a;\n", b"tests/t.c": b"int t;\n", b"README": b"read\n"})
    repo.tag("v1.0", commit)
    opened.show_step(Step.SOURCES)
    settle(opened)
    page = opened.page()
    qtbot.mouseClick(page.findChild(QPushButton, "add-repository"), Qt.MouseButton.LeftButton)
    adder = page.adder
    adder.path.setText(str(tmp_path / "router"))
    qtbot.keyClick(adder.path, Qt.Key.Key_Return)
    settle(opened)
    assert adder.revisions.model.rows[0].name == "v1.0"
    qtbot.waitUntil(adder.verb.isEnabled)
    exclude = adder.findChild(QPlainTextEdit, "exclude-rules")
    exclude.setPlainText("/tests/\n*.nothing")
    qtbot.waitUntil(lambda: "*.nothing" in adder.preview._unmatched.text())
    assert not adder.verb.isEnabled()
    assert len(exclude.extraSelections()) == 1
    exclude.setPlainText("/tests/")
    qtbot.waitUntil(adder.verb.isEnabled)
    assert not exclude.extraSelections()
    qtbot.mouseClick(adder.verb, Qt.MouseButton.LeftButton)
    settle(opened)
    session, filing = opened.desk.need()
    held = {part.slug: part for part in sources.components(session, filing)}
    assert held["router"].rev == "v1.0"
    assert held["router"].exclude == ("/tests/",)
    assert page.stack.currentIndex() == 0


def test_a_path_that_is_no_repository_is_told_in_the_panel(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    opened.show_step(Step.SOURCES)
    page = opened.page()
    page.begin(tmp_path, git=True)
    settle(opened)
    assert page.adder._fault.isVisible()
    assert not page.adder.verb.isEnabled()
    assert "repository" in page.adder._fault.text()


def test_commits_can_be_searched_by_subject(opened: MainWindow, tmp_path: Path, qtbot: QtBot, settle: Settle) -> None:
    repo = RepoBuilder(tmp_path / "router")
    repo.commit({b"a.c": b"1"}, message="first light")
    repo.commit({b"a.c": b"2"}, message="second thoughts")
    opened.show_step(Step.SOURCES)
    page = opened.page()
    page.begin(tmp_path / "router", git=True)
    settle(opened)
    revisions = page.adder.revisions
    revisions.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: len(revisions.model.rows) == 2)
    revisions.search.setText("thoughts")
    qtbot.waitUntil(lambda: [row.about for row in revisions.model.rows] == ["second thoughts"])
    settle(opened)


def test_a_folder_is_previewed_and_added(opened: MainWindow, tmp_path: Path, qtbot: QtBot, settle: Settle) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "a.c").write_text("int a;\n")
    opened.open_paths([folder])
    settle(opened)
    page = opened.page()
    qtbot.waitUntil(page.adder.verb.isEnabled)
    qtbot.mouseClick(page.adder.verb, Qt.MouseButton.LeftButton)
    settle(opened)
    session, filing = opened.desk.need()
    assert "plain" in {part.slug for part in sources.components(session, filing)}


def test_scanning_runs_from_the_page(opened: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    opened.show_step(Step.SOURCES)
    settle(opened)
    qtbot.mouseClick(opened.page().findChild(QPushButton, "scan"), Qt.MouseButton.LeftButton)
    settle(opened)
    assert "files scanned" in opened.jobbar.text()


def test_the_tree_is_sorted_by_every_column_and_what_is_open_and_chosen_stays(qtbot: QtBot) -> None:
    model = SelectionModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(
        [entry("a/x.c", size=3), entry("a/y.py", size=1), entry("b/z.c", included=False, rule="/b/"), entry("c.c")]
    )
    view = QTreeView()
    qtbot.addWidget(view)
    view.setModel(model)
    folder = model.index(0, 0)
    view.expand(folder)
    view.setCurrentIndex(model.index(0, 0, folder))
    for column, order, top, inside in (
        (1, Qt.SortOrder.AscendingOrder, ["b/", "a/", "c.c"], ["y.py", "x.c"]),
        (1, Qt.SortOrder.DescendingOrder, ["a/", "b/", "c.c"], ["x.c", "y.py"]),
        (0, Qt.SortOrder.DescendingOrder, ["b/", "a/", "c.c"], ["y.py", "x.c"]),
        (2, Qt.SortOrder.AscendingOrder, ["a/", "b/", "c.c"], ["x.c", "y.py"]),
        (3, Qt.SortOrder.DescendingOrder, ["a/", "b/", "c.c"], ["y.py", "x.c"]),
    ):
        model.sort(column, order)
        assert names(model) == top
        folder = model.index(top.index("a/"), 0)
        assert view.isExpanded(folder)
        assert names(model, folder) == inside
        assert model.path(view.currentIndex()) == b"a/x.c"
    assert model.index(0, 3, folder).data() == "Python"
    tester.deleteLater()


def test_sixty_thousand_files_in_one_folder_are_sorted_in_no_time(qtbot: QtBot) -> None:
    model = SelectionModel()
    model.set_rows(Laid([entry(f"f-{at:05}.c", size=at * 7919 % 60_013) for at in range(60_000)]))
    view = QTreeView()
    qtbot.addWidget(view)
    view.setModel(model)
    assert model.rowCount() == 30
    assert model.hasChildren(model.index(3, 0))
    view.expand(model.index(3, 0))
    view.setCurrentIndex(model.index(7, 0, model.index(3, 0)))
    chosen = model.path(view.currentIndex())

    def sorted_anew() -> None:
        model.sort(0, Qt.SortOrder.AscendingOrder)
        model.sort(1, Qt.SortOrder.DescendingOrder)

    within(60, sorted_anew)
    assert model.path(view.currentIndex()) == chosen
    assert model.rowCount(view.currentIndex().parent()) == 2000
    assert model.index(0, 1, model.index(0, 0)).data() == size_text(60_012)
    assert names(model)[0].count(" … ") == 1
