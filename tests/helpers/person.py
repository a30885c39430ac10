"""Somebody at the keyboard of the real program: a process of its own on an X server, seen only by its windows."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
PATIENCE = 30


class Person:
    """Types and clicks; waits for windows by their titles."""

    def __init__(self, program: subprocess.Popen[bytes]) -> None:
        self.program = program

    def tool(self, *words: str) -> str:
        ran = subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False, timeout=PATIENCE)
        return ran.stdout.strip()

    def sees(self, title: str) -> str:
        """Wait for a window with this title to have the focus; give its id."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.program.poll() is None, "the program has ended"
            active = self.tool("getactivewindow")
            if active and title in self.tool("getwindowname", active):
                time.sleep(0.3)  # a window that has just come does not take keys yet
                return active
            for found in self.tool("search", "--onlyvisible", "--name", title).splitlines()[-1:]:
                self.tool("windowactivate", "--sync", found)
            time.sleep(0.1)
        raise AssertionError(f"no window called {title!r}: {self.tool('search', '--onlyvisible', '--name', '.')}")

    def types(self, text: str) -> None:
        self.tool("type", "--delay", "12", text)

    def keys(self, *names: str) -> None:
        for name in names:
            self.tool("key", "--delay", "30", name)
            time.sleep(0.1)

    def rests(self) -> None:
        """Look at what has come, as people do between two things."""
        time.sleep(1.2)

    def clicks(self, window: str, x: int, y: int) -> None:
        self.tool("mousemove", "--window", window, str(x), str(y), "click", "1")
        time.sleep(0.3)


@contextmanager
def at_work(said: Path, *arguments: str) -> Iterator[Person]:
    """Start the program as it is shipped, with its output going to `said`; end it whatever happens."""
    env = {**os.environ, "PYTHONPATH": str(APP)}
    start = "from codebinder.app import desktop; desktop()"
    with said.open("wb") as stream:
        program = subprocess.Popen([sys.executable, "-c", start, *arguments], env=env, stdout=stream, stderr=stream)
        try:
            yield Person(program)
        finally:
            program.terminate()
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait(10)


def until(true: Callable[[], object], what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.2)
    raise AssertionError(what)
