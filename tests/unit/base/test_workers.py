"""Results come in order, memory stays bounded, and no thread outlives the work."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

import pytest

from codebinder.base import workers
from codebinder.base.workers import Stop, eager_map, ordered_map
from codebinder.errors import Cancelled
from codebinder.model.ports import NeverCancel


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate() if thread.name.startswith("codebinder")}


STARTER = """
import multiprocessing, os, sys
from codebinder.base import workers
if __name__ == "__main__":
    process = multiprocessing.get_context("spawn").Process(target=os.getpid)
    workers.start(process) if sys.argv[1] == "ours" else process.start()
    process.join()
    print(process.exitcode, os.environ.get("PYTHONSAFEPATH") or None)
"""


@pytest.mark.parametrize("whose", ["ours", "python's"])
def test_a_worker_takes_no_module_from_the_folder_one_is_in(whose: str, tmp_path: Path) -> None:
    hostile, script = tmp_path / "repository", tmp_path / "elsewhere" / "script.py"
    for each in (hostile, script.parent):
        each.mkdir()
    script.write_text(STARTER, encoding="ascii")
    (hostile / "multiprocessing.py").write_text("open('ran', 'w').close()\nraise SystemExit\n", encoding="ascii")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    env.pop("PYTHONSAFEPATH", None)
    command = [sys.executable, str(script), whose]
    done = subprocess.run(command, env=env, cwd=hostile, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["0", "None"]
    assert (hostile / "ran").exists() == (whose != "ours")  # else this test shows nothing


class Started:
    """A process that is started in no time."""

    def start(self) -> None:
        assert os.environ["PYTHONSAFEPATH"] == "1"


def test_whoever_copies_the_environment_meanwhile_gets_one(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """GitPython copies it for each git that it starts, on another thread."""
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    request.addfinalizer(partial(sys.setswitchinterval, sys.getswitchinterval()))
    sys.setswitchinterval(1e-6)  # the threads take turns in the midst of everything
    ended = threading.Event()
    with ThreadPoolExecutor(1) as other:
        copies = other.submit(lambda: [len(os.environ.copy()) for _ in iter(ended.is_set, True)])
        for _ in range(5_000):
            workers.start(cast("BaseProcess", Started()))
        ended.set()
        assert copies.result()
    assert not os.environ["PYTHONSAFEPATH"]


def slow_square(number: int) -> int:
    time.sleep(0.002 * (number % 3))
    return number * number


@pytest.mark.parametrize("workers", [0, 1, 4])
def test_results_come_in_input_order(workers: int) -> None:
    results = ordered_map(slow_square, range(40), workers=workers, ahead=8, cancel=NeverCancel())
    assert list(results) == [number * number for number in range(40)]
    assert not threads()


def test_items_are_read_only_so_far_ahead() -> None:
    read: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            read.append(number)
            yield number

    results = ordered_map(slow_square, items(), workers=2, ahead=5, cancel=NeverCancel())
    for taken, _ in enumerate(results, start=1):
        assert len(read) <= taken + 5


def test_an_exception_comes_out_in_its_place_and_joins_all_threads() -> None:
    def work(number: int) -> int:
        if number == 7:
            raise KeyError(number)
        return slow_square(number)

    results = ordered_map(work, range(100), workers=4, ahead=8, cancel=NeverCancel())
    assert [next(results) for _ in range(7)] == [number * number for number in range(7)]
    with pytest.raises(KeyError):
        next(results)
    assert not threads()


def test_an_exception_of_the_items_joins_all_threads() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise LookupError

    with pytest.raises(LookupError):
        list(ordered_map(slow_square, items(), workers=2, ahead=4, cancel=NeverCancel()))
    assert not threads()


def test_a_timeout_of_the_work_itself_is_an_exception_like_any_other() -> None:
    def work(_number: int) -> int:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        list(ordered_map(work, range(3), workers=2, ahead=4, cancel=NeverCancel()))


class Pulled:
    def __init__(self) -> None:
        self.pulled = threading.Event()

    def check(self) -> None:
        if self.pulled.is_set():
            raise Cancelled


@pytest.mark.parametrize("workers", [0, 2])
def test_a_cancel_stops_what_is_not_begun_and_joins_all_threads(workers: int) -> None:
    cancel = Pulled()
    begun: list[int] = []

    def work(number: int) -> None:
        begun.append(number)
        if number == 5:
            cancel.pulled.set()
        time.sleep(0.05)

    with pytest.raises(Cancelled):
        list(ordered_map(work, range(1000), workers=workers, ahead=8, cancel=cancel))
    assert len(begun) <= 6 + 8, "nothing is begun but what had been handed out"
    assert not threads()


def test_a_caller_that_stops_listening_joins_all_threads() -> None:
    results = ordered_map(slow_square, range(1000), workers=4, ahead=8, cancel=NeverCancel())
    next(results)
    results.close()
    assert not threads()


@pytest.mark.parametrize("mapped", [ordered_map, eager_map])
def test_work_that_nobody_waits_for_ends_at_its_next_look(mapped: Callable[..., Generator[object]]) -> None:
    stop = Stop(NeverCancel())
    begun = threading.Event()

    def work(number: int) -> int:
        while number:
            begun.set()
            stop.check()
            time.sleep(0.01)
        return number

    results = mapped(work, range(4), workers=2, ahead=2, cancel=stop)
    next(results)
    assert begun.wait(60)
    results.close()
    assert not threads()


@pytest.mark.parametrize("workers", [0, 1, 4])
def test_an_eager_map_gives_every_result_with_its_index(workers: int) -> None:
    results = eager_map(slow_square, range(40), workers=workers, ahead=8, cancel=NeverCancel())
    assert sorted(results) == [(number, number * number) for number in range(40)]
    assert not threads()


def test_in_an_eager_map_a_long_item_holds_up_no_other() -> None:
    others_are_done = threading.Event()

    def work(number: int) -> bool:
        return number > 0 or others_are_done.wait(60)

    results = eager_map(work, range(20), workers=2, ahead=4, cancel=NeverCancel())
    seen = [next(results)[0] for _ in range(19)]
    others_are_done.set()
    assert 0 not in seen
    assert list(results) == [(0, True)]
    assert not threads()


def test_an_exception_in_an_eager_map_joins_all_threads() -> None:
    def work(number: int) -> int:
        raise KeyError(number)

    with pytest.raises(KeyError):
        list(eager_map(work, range(100), workers=4, ahead=8, cancel=NeverCancel()))
    assert not threads()
