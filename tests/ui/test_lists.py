"""The file tree and the queue: lazy, filtered by themselves, counted, and right by Qt's rules."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.ui.app import application, set_language
from codebinder.ui.widgets.filetree import Counts, FileModel
from codebinder.ui.widgets.queue import Queue, QueueModel, grouped

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
PATHS = sorted([b"a-b/x.c", b"a/b/deep.c", b"a/x.c", b"a0", "a/注.c".encode(), b"z\xff.c"])


@pytest.fixture(autouse=True)
def english() -> None:
    """Begin in English, whatever another test left."""
    set_language("en")


def names(model: FileModel, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def finding(name: str, tag: str, *, rule: str = "key", path: bytes = b"a.c", start: int = 0, state: str = "open",
            confidence: Confidence = Confidence.HIGH) -> Finding:  # fmt: skip
    return Finding(
        id=name, component="s", path=path, start=start, end=start + 5, line=1, rule=rule, kind="token",
        confidence=confidence, reason="", value_tag=tag, context_tag="", state=FindingState(state),
    )  # fmt: skip


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
    assert names(model, model.index(0, 0)) == ["a"]
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
    begun = time.process_time()
    model.show({"s": paths}, {})
    assert model.rowCount(model.index(0, 0, model.index(0, 0))) == 500
    assert time.process_time() - begun < 0.5
    begun = time.process_time()
    model.filter("file-2999", "")
    assert time.process_time() - begun < 0.5


def test_findings_of_one_value_and_rule_stand_together_the_surest_first() -> None:
    groups = grouped(
        [
            finding("F1", "one", confidence=Confidence.LOW),
            finding("F2", "two", start=9),
            finding("F3", "two", start=3),
            finding("F4", "two", rule="other", start=1),
        ]
    )
    assert [[each.id for each in group.members] for group in groups] == [["F4"], ["F3", "F2"], ["F1"]]


def test_the_queue_keeps_qts_rules(qtbot: QtBot) -> None:
    model = QueueModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show(grouped([finding("F1", "a"), finding("F2", "a", start=9), finding("F3", "b", start=20)]))
    model.mark({"F1", "F2"}, FindingState.KEPT)
    assert model.groups[0].state is FindingState.KEPT
    tester.deleteLater()


def test_stepping_passes_over_what_is_decided_and_goes_round(qtbot: QtBot) -> None:
    application()
    queue = Queue()
    qtbot.addWidget(queue)
    queue.show_groups(
        grouped([finding("F1", "a"), finding("F2", "b", start=9, state="kept"), finding("F3", "c", start=20)])
    )
    seen = []
    for _ in range(3):
        assert queue.step(1)
        seen.append(queue.current().id)  # type: ignore[union-attr]
    assert seen == ["F1", "F3", "F1"]
    queue.mark({"F1", "F3"}, FindingState.REDACTED)
    assert not queue.step(1)


def test_scored_down_findings_are_not_in_the_queue_but_can_be_seen(qtbot: QtBot) -> None:
    application()
    queue = Queue()
    qtbot.addWidget(queue)
    queue.show_groups(grouped([finding("F1", "a", confidence=Confidence.LOW), finding("F2", "b", start=9)]))
    assert [group.first.id for group in queue.model.groups] == ["F2"]
    queue.only.setCurrentIndex(queue.only.findData("low"))
    assert [group.first.id for group in queue.model.groups] == ["F1"]


def test_a_value_that_counts_in_one_place_stands_in_the_queue_though_it_is_scored_down_in_another(qtbot: QtBot) -> None:
    queue = Queue()
    qtbot.addWidget(queue)
    queue.show_groups(
        grouped([
            finding("F-1", "t", path=b"a.c", confidence=Confidence.LOW),
            finding("F-2", "t", path=b"b.c", confidence=Confidence.MEDIUM),
        ])
    )  # fmt: skip
    assert queue.model.rowCount() == 1
    assert queue.step(1)
    held = queue.current()
    assert held is not None
    assert held.id == "F-2"
