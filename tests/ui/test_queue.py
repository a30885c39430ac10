"""The queue: groups, what is being written, members read when they are wanted, only what changed read again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from codebinder.errors import UserError
from codebinder.model.filing import Filing
from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.model.queue import QueueGroup
from codebinder.ui.app import application
from codebinder.ui.main_window import MainWindow
from codebinder.ui.pages.redaction import RedactionPage
from codebinder.ui.widgets.queue import Queue
from codebinder.ui.widgets.queuemodel import WRITING, QueueModel
from codebinder.workbook.store import Store
from codebinder.workflow import redacting, scanning
from codebinder.workflow.session import Session
from codebinder.workflow.views import Step

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
Settle = Callable[[MainWindow], None]


def row(number: int, *, total: int = 1, opened: int | None = None, rank: int = 0, state: str = "open") -> QueueGroup:
    """Give a group of `total` findings, of which `opened` are undecided (all, unless the first is decided)."""
    held = (total if state == "open" else 0) if opened is None else opened
    return QueueGroup(
        number=number, component="s", path=b"%d.c" % number, start=9, end=12, line=1, rule="token", kind="token",
        reason="", value_tag=f"v{number}", member=b"", rank=rank, state=state, total=total, open=held,
        redacted=total - held if state != "kept" else 0, kept=total - held if state == "kept" else 0,
    )  # fmt: skip


def finding(id_: str, tag: str, start: int, state: str = "open") -> Finding:
    return Finding(
        id=id_, component="s", path=b"a.c", start=start, end=start + 3, line=1, rule="token", kind="token",
        confidence=Confidence.HIGH, reason="", value_tag=tag, context_tag="", state=FindingState(state),
    )  # fmt: skip


@pytest.fixture
def queue(qtbot: QtBot) -> Queue:
    application()
    made = Queue()
    qtbot.addWidget(made)
    return made


def glyphs(queue: Queue) -> list[str]:
    return [group.state for group in queue.model.groups]


def test_the_rows_keep_qts_rules_folded_and_unfolded(queue: Queue) -> None:
    tester = QAbstractItemModelTester(queue.model, FATAL)
    queue.show_groups([row(1), row(2, total=3), row(7)])
    asked: list[object] = []
    queue.members_wanted.connect(asked.append)
    queue.step(1)
    queue.step(1)
    group = queue.group()
    assert group is not None
    queue.fold(group, True)
    assert asked == [group]
    assert queue.model.rowCount() == 3
    queue.put_members(("v2", "token"), [finding(f"F-{at}", "v2", at) for at in (2, 3, 4)])
    assert queue.model.rowCount() == 6
    assert queue.model.index(3, 0).data() == "a.c:1"
    queue.writing(["F-3"])
    queue.change([row(2, total=3, opened=2)])
    queue.fold(group, False)
    assert queue.model.rowCount() == 3
    assert queue.current() is not None
    tester.deleteLater()


def test_stepping_passes_over_what_is_decided_and_goes_round(queue: Queue) -> None:
    queue.show_groups([row(1), row(2, state="kept"), row(3)])
    seen = []
    for _ in range(3):
        assert queue.step(1)
        seen.append(queue.current().id)  # type: ignore[union-attr]
    assert seen == ["F-1", "F-3", "F-1"]


def test_what_is_being_written_is_not_decided_yet_and_comes_back_when_it_is_refused(queue: Queue) -> None:
    queue.show_groups([row(1), row(2)])
    queue.step(1)
    queue.writing(["F-1"])
    assert glyphs(queue) == [WRITING, "open"]
    assert "being written" in queue.model.index(0, 1).data()
    assert queue.at_rest(["F-1", "F-2"]) == ["F-2"]
    assert queue.step(1)
    assert queue.current().id == "F-2"  # type: ignore[union-attr]
    queue.refused(["F-1"])
    assert glyphs(queue) == ["open", "open"]
    queue.writing(["F-1", "F-2"])
    assert not queue.step(1)
    queue.written(["F-1"], FindingState.REDACTED)
    queue.written(["F-2"], FindingState.KEPT)
    assert glyphs(queue) == ["redacted", "kept"]


def test_a_partly_decided_group_is_entered_at_its_first_open_member(queue: Queue) -> None:
    queue.show_groups([row(1, total=2, opened=1, state="kept")])
    queue.members_wanted.connect(
        lambda group: queue.put_members(group.row.key, [finding("F-1", "v1", 1, "kept"), finding("F-9", "v1", 9)])
    )
    assert queue.step(1)
    assert queue.current().id == "F-9"  # type: ignore[union-attr]
    found: list[list[Finding]] = []
    queue.with_selected(found.append)
    assert [each.id for each in found[0]] == ["F-9"]


def test_scored_down_findings_are_not_in_the_queue_but_can_be_seen(queue: Queue) -> None:
    queue.show_groups([row(1), row(2, rank=2)])
    assert [group.first.id for group in queue.model.groups] == ["F-1"]
    queue.only.setCurrentIndex(queue.only.findData("low"))
    assert [group.first.id for group in queue.model.groups] == ["F-2"]


def test_a_changed_group_that_the_filter_no_longer_wants_goes_once_one_is_elsewhere(queue: Queue) -> None:
    queue.only.setCurrentIndex(queue.only.findData("open"))
    queue.show_groups([row(1), row(2), row(3)])
    queue.step(1)
    queue.step(1)
    assert queue.change([row(1, state="redacted"), row(2, state="redacted")])
    assert [group.row.number for group in queue.model.groups] == [2, 3]
    assert not queue.change([row(8)]), "a group that nobody has seen needs all of them"


def test_no_row_is_asked_for_that_is_not_seen(queue: Queue, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[int] = set()
    before = QueueModel.data

    def data(self: QueueModel, index: object, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked.add(index.row())  # type: ignore[attr-defined]
        return before(self, index, role)  # type: ignore[arg-type]

    monkeypatch.setattr(QueueModel, "data", data)
    queue.resize(300, 400)
    queue.show()
    qtbot.waitExposed(queue)
    queue.show_groups([row(number) for number in range(20_000)])
    queue.step(1)
    qtbot.wait(20)
    queue.step(-1)
    qtbot.wait(20)
    assert 0 < len(asked) < 200


def inside_image(session: Session, filing: Filing) -> list[Finding]:
    """Give what was found inside of the sample's image."""
    return [each for each in scanning.findings(session, filing).items if b"!/" in each.path]


def test_a_decision_reads_only_what_it_changed(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page asks for groups by their keys and for files by their paths; nothing asks for every finding."""
    session, filing = redaction.desk.need()
    for each in redacting.redactions(session, filing):
        redacting.withdraw(session, filing, each.id, key="lin-wei")
    # What stands in the image as well is hidden there with its region only: that is decided by itself.
    inside = [each.id for each in inside_image(session, filing)]
    redacting.keep_findings(session, filing, ids=inside, note="factory setting", key="lin-wei")
    opened.desk.changed("findings")
    settle(opened)
    said: list[str] = []
    rows = Store.rows

    def told(self: Store, sql: str, values: object = ()) -> list[tuple[object, ...]]:
        if "findings f" in sql:
            said.append(sql)
        return rows(self, sql, values)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "rows", told)
    opened.show_step(Step.REDACTION)
    settle(opened)
    said.clear()
    redaction.queue.view.setFocus()
    first = redaction.queue.group()
    assert first is not None
    redaction.redact()
    assert first.state == WRITING
    assert redaction.queue.group() is not first, "moving on waits for nothing"
    settle(opened)
    assert first.state == "redacted"
    narrow = ("f.path = ?", "f.value_tag", "f.id IN", "count(*)", "(f.component, f.path) IN", "JOIN keeps")
    assert said
    assert [sql for sql in said if not any(each in sql for each in narrow)] == []
    assert [sql for sql in said if "GROUP BY f.value_tag" in sql and "f.value_tag IN" not in sql] == []


def test_a_refused_decision_is_undecided_again(
    redaction: RedactionPage, opened: MainWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, filing = redaction.desk.need()
    for each in redacting.redactions(session, filing):
        redacting.withdraw(session, filing, each.id, key="lin-wei")
    opened.desk.changed("findings")
    settle(opened)

    def no(*_: object, **__: object) -> None:
        raise UserError("not today")

    monkeypatch.setattr(redacting, "redact_findings", no)
    assert redaction.queue.step(1)
    first = redaction.queue.group()
    assert first is not None
    redaction.redact()
    assert first.state == WRITING
    settle(opened)
    assert first.state == "open"
    assert first.undecided
    assert "not today" in opened.jobbar.text()


def test_what_is_taken_back_stands_in_the_list_of_undecided_ones_again(queue: Queue) -> None:
    queue.show_groups([row(1), row(2), row(3)])
    queue.only.setCurrentIndex(queue.only.findData("open"))
    assert queue.change([row(2, state="kept")])
    assert [group.row.number for group in queue.model.groups] == [1, 3]
    assert queue.change([row(2)])
    assert [group.row.number for group in queue.model.groups] == [1, 2, 3]
