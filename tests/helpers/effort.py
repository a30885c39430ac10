"""How much work something takes, in units that a slow or busy machine cannot stretch.

A unit is what one pass over a fixed piece of plain Python takes in the same process, measured beside the work: about a
hundredth of a second of processor time on a desktop of 2024. Only processor time counts, that of all threads of this
process, never the time that other programs take. Bounds in units are for claims that hostile input does not blow up,
and lie four times and more above what was measured; what is fast, and how fast, stands in `dev.py bench`.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

from codebinder.errors import Cancelled

_Result = TypeVar("_Result")

_PASSES = 3
_TICKS = 50
"""A clock that ticks rarely is read over so many of its ticks at least."""
PATIENCE = 60.0
"""Seconds after which something is said to have no end; nothing that ends comes near."""


def one_pass() -> int:
    """Do the piece of work that everything is told in: numbers, a table, texts and bytes."""
    table: dict[int, int] = {}
    words: list[str] = []
    total = 0
    for number in range(48_000):
        total = (total * 31 + number) & 0xFFFFFF
        table[total & 0xFFF] = number
        if number % 3 == 0:
            words.append(str(total))
    for part in ",".join(words).encode().split(b","):
        total += len(part)
    return total


def reference(passes: int = _PASSES) -> float:
    """Give the seconds of processor time that one unit takes just now, over so many passes at least."""
    least, done = _TICKS * time.get_clock_info("process_time").resolution, 0
    begun = time.process_time()
    while done < passes or time.process_time() - begun < least:
        one_pass()
        done += 1
    return (time.process_time() - begun) / done


@contextmanager
def uncollected() -> Generator[None]:
    """Let no collection of what earlier tests left behind be taken for this test's work."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def measured(work: Callable[[], _Result]) -> tuple[float, _Result]:
    """Do it; give the units that it took, and what came out.

    The reference is taken before and after, and the larger one counts: where the machine slowed down meanwhile, the
    work is not blamed.
    """
    with uncollected():
        before = reference()
        seconds, result = _timed(work)
        return seconds / max(before, reference()), result


def within(most: float, work: Callable[[], _Result], *, tries: int = 3) -> _Result:
    """Do it, and give what comes out; it takes at most so many units.

    What took more is done again, so that one disturbance is no failure; `tries` 1 is for what can be done only once.
    Raises AssertionError where it always took more.
    """
    told: list[str] = []
    for _ in range(tries):
        with uncollected():
            unit = reference(1)
            seconds, result = _timed(work)
            if seconds > most * unit:
                unit = max(unit, reference())
        if seconds <= most * unit:
            return result
        told.append(f"{seconds / unit:.1f} ({seconds:.2f} s)")
    raise AssertionError(f"takes {', '.join(told)} units, and {most:g} are allowed")


def _timed(work: Callable[[], _Result]) -> tuple[float, _Result]:
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


class Watched:
    """A cancel that is pulled at the `at`th look of another thread, and knows the longest work between two of these.

    The thread that made it waits for the others, and looks by the clock: its looks are not counted.
    """

    def __init__(self, at: int) -> None:
        """Take the look at which it is pulled."""
        self.looks = 0
        self._at = at
        self._waits = threading.current_thread()
        self._unit = reference()
        self._last = time.process_time()
        self._longest = 0.0

    def check(self) -> None:
        """Count a look. Raises Cancelled from the `at`th on."""
        if threading.current_thread() is not self._waits:
            self._note()
            self.looks += 1
        if self.looks >= self._at:
            raise Cancelled("Pulled.")

    def longest(self) -> float:
        """Give the longest stretch without a look up to now, in units."""
        self._note()
        return self._longest / max(self._unit, reference())

    def _note(self) -> None:
        now = time.process_time()
        self._longest = max(self._longest, now - self._last)
        self._last = now


def ended(work: Callable[[], _Result]) -> _Result:
    """Do in a thread what might wait for ever, and give what comes out.

    Raises what the work raises, and AssertionError where it has no end.
    """
    results: list[_Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again below
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True, name="may-wait-for-ever")
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive(), f"this had no end within {PATIENCE:g} s"
    if errors:
        raise errors[0]
    return results[0]
