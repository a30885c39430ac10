"""The job queue: results on the window's thread, progress at its own pace, cancel, and errors without content."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from codebinder.errors import Cancelled, CodebinderError, UserError
from codebinder.ui.frame.aside import look_aside
from codebinder.ui.jobs import Job, JobQueue


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[CodebinderError] = []
        self.threads: set[int] = set()

    @Slot(object)
    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    @Slot(object)
    def failed(self, error: CodebinderError) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


@pytest.fixture
def queue(qtbot: QtBot) -> Iterator[JobQueue]:
    made = JobQueue()
    yield made
    made.close()


def test_jobs_run_in_order_and_report_on_the_window_s_thread(queue: JobQueue, qtbot: QtBot) -> None:
    listener = Listener()
    where: list[int] = []

    def work(number: int) -> int:
        where.append(threading.get_ident())
        return number

    for number in range(5):
        queue.submit("count", lambda _p, _c, number=number: work(number), listener.done)
    qtbot.waitUntil(lambda: len(listener.results) == 5)
    assert listener.results == [0, 1, 2, 3, 4]
    assert listener.threads == {threading.get_ident()}
    assert threading.get_ident() not in where


def test_a_million_reports_cost_at_most_twenty_looks_a_second(queue: JobQueue, qtbot: QtBot) -> None:
    seen: list[object] = []
    listener = Listener()
    queue.progressed.connect(seen.append)

    def work(progress: object, _cancel: object) -> None:
        progress.start("progress.read", 300_000)
        for _ in range(300_000):
            progress.advance(1, 10)

    begun = time.monotonic()
    queue.submit("much", work, listener.done)
    qtbot.waitUntil(lambda: listener.results == [None])
    assert len(seen) <= 20 * (time.monotonic() - begun) + 2


def test_cancel_stops_the_running_job_and_lets_the_next_one_go(queue: JobQueue, qtbot: QtBot) -> None:
    listener = Listener()
    running = threading.Event()

    def work(_progress: object, cancel: object) -> None:
        running.set()
        while True:
            cancel.check()
            time.sleep(0.005)

    queue.submit("endless", work, listener.done, listener.failed)
    queue.submit("next", lambda *_: "next", listener.done)
    qtbot.waitUntil(running.is_set)
    queue.cancel()
    qtbot.waitUntil(lambda: listener.results == ["next"])
    assert isinstance(listener.errors[0], Cancelled)


def test_a_failure_without_a_listener_reaches_the_queue_s_own_signal(queue: JobQueue, qtbot: QtBot) -> None:
    told: list[Job] = []
    queue.unhandled.connect(told.append)

    def work(*_: object) -> None:
        raise UserError("No such thing.")

    queue.submit("bad", work)
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0].error) == "No such thing."


def test_a_bug_in_a_job_is_told_without_the_content_that_foreign_errors_carry(
    queue: JobQueue, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    listener = Listener()

    def work(*_: object) -> None:
        b"secret \xff content".decode()

    queue.submit("broken", work, listener.done, listener.failed)
    qtbot.waitUntil(lambda: bool(listener.errors))
    text = str(listener.errors[0]) + caplog.text
    assert "UnicodeDecodeError" in text
    assert "secret" not in text


def test_a_page_that_has_gone_hears_nothing(queue: JobQueue, qtbot: QtBot) -> None:
    import shiboken6

    listener, other = Listener(), Listener()
    gate = threading.Event()
    queue.submit("slow", lambda *_: gate.wait(5), listener.done)
    shiboken6.delete(listener)
    gate.set()
    queue.submit("after", lambda *_: 1, other.done)
    qtbot.waitUntil(lambda: other.results == [1])


def test_closing_ends_the_thread(qtbot: QtBot) -> None:
    queue = JobQueue()
    begun = threading.Event()

    def work(_progress: object, cancel: object) -> None:
        begun.set()
        while True:
            cancel.check()
            time.sleep(0.005)

    queue.submit("endless", work)
    qtbot.waitUntil(begun.is_set)
    queue.close()
    assert all(thread.name != "codebinder-jobs" for thread in threading.enumerate())


class Held:
    """What only the functions of a job know; says on which thread it was taken away."""

    def __init__(self, went: list[int]) -> None:
        self._went = went

    def __del__(self) -> None:
        self._went.append(threading.get_ident())

    def work(self, _progress: object, _cancel: object) -> None:
        """Do nothing."""

    def done(self, _result: object) -> None:
        """Do nothing."""


def test_a_job_that_is_over_holds_nothing_that_the_worker_could_take_away(queue: JobQueue, qtbot: QtBot) -> None:
    went: list[int] = []
    held = Held(went)
    job = queue.submit("one", held.work, held.done)
    del held
    qtbot.waitUntil(lambda: not queue.busy)
    assert job.error is None
    assert went == [threading.get_ident()]


def test_nor_does_one_that_was_stopped_with_its_queue(queue: JobQueue, qtbot: QtBot) -> None:
    went: list[int] = []
    begun = threading.Event()
    held = Held(went)

    def work(_progress: object, cancel: object, held: Held = held) -> None:
        begun.set()
        held.work(None, None)
        while True:
            time.sleep(0.001)
            cancel.check()  # type: ignore[attr-defined]  # the flag of the queue

    queue.submit("one", work, held.done)
    del held, work
    qtbot.waitUntil(begun.is_set)
    queue.close()
    assert went == [threading.get_ident()]


def test_what_waits_for_a_look_aside_is_taken_away_on_the_window_s_thread(qtbot: QtBot) -> None:
    went: list[int] = []
    for _ in range(200):
        held = Held(went)
        look_aside(lambda: None, held.done)
        del held
    qtbot.waitUntil(lambda: len(went) == 200)
    assert set(went) == {threading.get_ident()}
