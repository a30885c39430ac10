"""The file tree: lazy, filtered by itself, counted, and right by Qt's rules."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from codebinder.ui.app import set_language
from codebinder.ui.widgets.filetree import Counts, FileModel
from helpers.effort import within

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
PATHS = sorted([b"a-b/x.c", b"a/b/deep.c", b"a/x.c", b"a0", "a/注.c".encode(), b"z\xff.c"])


@pytest.fixture(autouse=True)
def english() -> None:
    """Begin in English, whatever another test left."""
    set_language("en")


def names(model: FileModel, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def test_the_tree_opens_folders_when_asked_and_keeps_qts_rules(qtbot: QtBot) -> None:
    model = FileModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show({"s": PATHS}, {("s", b"a/x.c"): Counts(2, 1)})
    root = model.index(0, 0)
    assert names(model, root) == ["a", "a-b", "a0", "z\\xff.c"]
    folder = model.index(0, 0, root)
    assert names(model, folder) == ["b", "x.c", "注.c"]
    assert folder.siblingAtColumn(1).data() == "2 open"
    assert model.file(model.index(1, 0, folder)) == ("s", b"a/x.c")
    model.filter("DEEP", "")
    assert names(model, model.index(0, 0)) == ["a/b"]
    model.filter("", "open")
    assert model.total() == 1
    tester.deleteLater()


def test_every_file_can_be_found_again(qtbot: QtBot) -> None:
    model = FileModel()
    model.show({"other": [b"a/x.c"], "s": PATHS}, {})
    for path in PATHS:
        assert model.file(model.find("s", path)) == ("s", path)
    assert not model.find("s", b"a/none.c").isValid()


def test_three_hundred_thousand_files_are_no_matter(qtbot: QtBot) -> None:
    paths = sorted(b"src/%03d/file-%d.c" % (number % 500, number) for number in range(300_000))
    model = FileModel()

    def shown() -> int:
        model.show({"s": paths}, {})
        return model.rowCount(model.index(0, 0, model.index(0, 0)))

    assert within(40, shown) == 500

    def filtered() -> None:
        model.filter("", "")
        model.filter("file-2999", "")

    within(60, filtered)


def test_a_folder_of_very_many_files_shows_them_in_bundles(qtbot: QtBot) -> None:
    paths = sorted([b"big/f-%05d.c" % number for number in range(5000)] + [b"big/sub/x.c", b"top.c"])
    model = FileModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show({"s": paths}, {("s", b"big/f-04999.c"): Counts(3, 0), ("s", b"big/sub/x.c"): Counts(1, 0)})
    folder = model.index(0, 0, model.index(0, 0))
    assert names(model, folder)[1:] == ["f-00000.c … f-01999.c", "f-02000.c … f-03999.c", "f-04000.c … f-04999.c"]
    assert [model.index(row, 1, folder).data() for row in range(4)] == ["1 open", "", "", "3 open"]
    for path in paths[::97]:
        assert model.file(model.find("s", path)) == ("s", path)
    bundle = model.find("s", b"big/f-02000.c").parent()
    assert model.rowCount(bundle) == 2000
    assert model.file(bundle) is None
    assert model.entry(bundle) is None
    tester.deleteLater()
