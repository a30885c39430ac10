"""The watchdog tells who keeps the window from answering, and touches nothing of what it looks at."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from codebinder.ui import watchdog
from codebinder.ui.watchdog import Watchdog
from helpers.effort import one_pass

TIMES = 20_000


class Thing:
    """Notes the thread on which it is let go."""

    ends: ClassVar[list[int]] = []

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


@pytest.fixture
def told(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(watchdog, "_EVERY", 0.0002)
    dog = Watchdog(tmp_path / "told.jsonl", limit=0.01)
    yield tmp_path / "told.jsonl"
    dog.stop()
    dog.deleteLater()


def holds_something() -> int:
    thing, total = Thing(), 0
    for each in range(400):
        total += each
    return total + len(thing.ends)


def test_a_stretch_is_told_with_the_calls_that_it_was_in(told: Path, qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: [one_pass() for _ in range(20)])
    qtbot.waitUntil(told.is_file, timeout=60_000)
    rows = [json.loads(each) for each in told.read_text(encoding="utf-8").splitlines()]
    row = max(rows, key=lambda each: each["cpu_ms"])
    assert row["cpu_ms"] >= 10
    assert any(":one_pass:" in each for each in (row["where"][0], *row["also"]))


def test_what_a_call_holds_ends_with_the_call_and_on_its_own_thread(
    told: Path, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    """A painter that the looking thread let go would paint on a window that is shown already."""
    request.addfinalizer(partial(sys.setswitchinterval, sys.getswitchinterval()))
    sys.setswitchinterval(1e-6)  # the threads take turns in the midst of everything
    Thing.ends.clear()
    QTimer.singleShot(0, lambda: [holds_something() for _ in range(TIMES)])
    qtbot.waitUntil(told.is_file, timeout=60_000)
    assert Thing.ends == [threading.get_ident()] * TIMES
