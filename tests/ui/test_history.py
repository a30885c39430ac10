"""The two stacks of the history, without a window and without a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from codebinder.errors import CodebinderError, UserError
from codebinder.model.ports import Cancel, NeverCancel, NoProgress, Progress
from codebinder.model.review import Role, ShownHow, Verdict
from codebinder.ui import history as histories
from codebinder.ui.desk import Desk
from codebinder.ui.history import History, Turned
from codebinder.ui.reviewing.data import Review
from codebinder.ui.reviewing.workbook import WorkbookSource
from codebinder.ui.undoing import verdicts
from codebinder.ui.undoing.steps import SignedStep
from codebinder.workflow import audit, reviewing
from codebinder.workflow.views import Step
from helpers.workflows import LEGAL, TOKEN, Room

CODE = {b"a.c": b'char *t = "' + TOKEN + b'";\n'}


class Table(QObject):
    """Stands in for the desk: jobs are done at once."""

    session_changed = Signal()
    message = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.session = self.filing = None
        self.jobs = SimpleNamespace(busy=False)
        self.said: list[str] = []
        self.message.connect(lambda _level, text: self.said.append(text))

    def run_job(
        self, _title: str, work: Callable[..., Turned], done: Callable[..., None], failed: Callable[..., None]
    ) -> None:
        try:
            result = work(NoProgress(), NeverCancel())
        except CodebinderError as error:
            failed(error)
        else:
            done(result)

    def tell(self, error: CodebinderError) -> None:
        self.said.append(str(error))


class Noted:
    """A step that notes what is done with it."""

    owner = ""
    where: Step | None = None
    changed = ""

    def __init__(self, name: str, log: list[str], *, filing: str = "f", size: int = 1) -> None:
        self.name, self.log, self.filing, self.size = name, log, filing, size
        self.refusal: CodebinderError | None = None
        self.lost = False
        self.meanwhile: Callable[[], None] = lambda: None

    def title(self) -> str:
        return self.name

    def back(self, progress: Progress, cancel: Cancel) -> None:
        del progress, cancel
        self.meanwhile()
        if self.refusal is not None:
            raise self.refusal
        self.log.append(f"-{self.name}")

    def forth(self, progress: Progress, cancel: Cancel) -> None:
        del progress, cancel
        self.log.append(f"+{self.name}")

    def is_lost(self, error: CodebinderError) -> bool:
        del error
        return self.lost


@pytest.fixture
def table(qapp: QApplication) -> Table:
    del qapp
    return Table()


@pytest.fixture
def history(table: Table) -> History:
    return History(cast("Desk", table))


def test_steps_go_back_and_forth_in_order(history: History, table: Table) -> None:
    log: list[str] = []
    for name in "abc":
        history.push(Noted(name, log))
    for _ in range(2):
        history.undo()
    history.redo()
    assert log == ["-c", "-b", "+b"]
    assert (history.undo_title, history.redo_title) == ("b", "c")
    assert table.said[-1] == "Done again: b."


def test_a_new_gesture_ends_redo(history: History, table: Table) -> None:
    log: list[str] = []
    history.push(Noted("a", log))
    history.undo()
    history.push(Noted("b", log))
    assert not history.can_redo
    history.redo()
    assert table.said[-1] == "There is nothing to redo."


def test_a_gesture_made_while_a_step_is_taken_back_ends_redo_too(history: History) -> None:
    log: list[str] = []
    first = Noted("a", log)
    first.meanwhile = lambda: history.push(Noted("b", log))
    history.push(first)
    history.undo()
    assert (history.undo_title, history.can_redo) == ("b", False)


@pytest.mark.parametrize("lost", [False, True])
def test_a_refused_step_is_told_and_stays_only_where_it_may_go_later(
    history: History, table: Table, lost: bool
) -> None:
    step = Noted("a", [])
    step.refusal, step.lost = UserError("It can't be."), lost
    history.push(step)
    history.undo()
    assert table.said == ["It can't be."]
    assert (history.can_undo, history.can_redo) == (not lost, False)


def test_no_verdict_is_signed_anew_behind_a_change_that_cannot_be_taken_back(history: History) -> None:
    log: list[str] = []
    field, verdict, change = Noted("field", log), Noted("verdict", log), Noted("change", log)
    verdict.changed = "review"
    change.refusal, change.lost = UserError("It can't be."), True
    for step in (field, verdict, change):
        history.push(step)
    history.undo()
    history.undo()
    assert log == ["-field"]


def test_a_signed_filing_loses_its_steps_and_those_of_all_filings(history: History, table: Table) -> None:
    log: list[str] = []
    for name, filing in (("a", "f"), ("b", "g"), ("c", "")):
        history.push(Noted(name, log, filing=filing))
    history.bar(filing="f", why="The round is signed.")
    assert history.undo_title == "b"
    history.undo()
    history.undo()
    assert log == ["-b"]
    assert table.said[-1] == "The round is signed."


def test_what_is_remembered_is_bounded(history: History) -> None:
    for _ in range(3):
        history.push(Noted("large", [], size=histories._BYTES // 2))
    assert len(history._back) == 2
    history.push(Noted("small", []))
    for number in range(histories._STEPS + 5):
        history.push(Noted(str(number), []))
    assert len(history._back) == histories._STEPS


def test_another_workbook_has_a_history_of_its_own(history: History, table: Table) -> None:
    history.push(Noted("a", []))
    table.session_changed.emit()
    assert not history.can_undo


class Reviewed(WorkbookSource):
    """The room's filing as the board of the review sees it, without a window."""

    def __init__(self, room: Room) -> None:
        self.session, self.filing, self.uid, self._legal = room.session, room.filing, "", room.vault.public(LEGAL)

    def review(self) -> Review:
        views = reviewing.subjects(self.session, self.filing)
        return Review(
            round=None, subjects=views, places={}, people={}, role=Role.LEGAL, mine=frozenset({self._legal.fingerprint})
        )


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    room.session.close()


def test_a_verdict_is_taken_back_and_given_again_by_signing(room: Room) -> None:
    room.source(CODE)
    room.scan()
    room.redact()
    room.submit()
    source = Reviewed(room)
    room.decide("R-1", verdict=Verdict.REJECT)
    before = verdicts.own(source.review(), ["R-1"])
    pushed: list[SignedStep] = []
    desk = cast("Desk", SimpleNamespace(history=SimpleNamespace(push=pushed.append)))
    verdicts.deciding(desk, source, ["R-1"], Verdict.APPROVE, "", {"R-1": ShownHow.WHOLE}, before)(
        LEGAL, NoProgress(), NeverCancel()
    )
    (step,) = pushed
    step.back(NoProgress(), NeverCancel())
    (own,) = verdicts.own(source.review(), ["R-1"])
    assert (own.verdict, own.comment) == (Verdict.REJECT, "no")
    step.forth(NoProgress(), NeverCancel())
    (own,) = verdicts.own(source.review(), ["R-1"])
    assert own.verdict is Verdict.APPROVE
    said = [row.action for row in audit.rows(room.session).items][-5:]
    assert said == ["review decide", "review decide", "review withdraw", "review decide", "review decide"]
    assert not audit.faults(room.session)
