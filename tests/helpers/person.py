"""Somebody at the keyboard of the real program: a process of its own on an X server, with real keys and mouse.

What she sees of it is told by helpers.eyes: she clicks on words, waits until they stand there, and counts what she
does.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helpers.eyes import SOCKET

APP = Path(__file__).resolve().parents[2] / "app"
TESTS = APP.parent / "tests"
WATCHDOG = "CODEBINDER_WATCHDOG"
PATIENCE = 120
_OFTEN = 0.04
_LOOKS = 3
"""What is at the same place so many times that she looks stands still."""


class Person:
    """Types and clicks; waits for what she wants to see. `gestures` counts clicks, keys and texts typed; `waited` is
    how long she had to wait for the program, beyond a blink."""

    def __init__(self, program: subprocess.Popen[bytes], eyes: Path) -> None:
        self.program = program
        self.gestures = 0
        self.waited = 0.0
        self._eyes = eyes
        self._lines: Any = None

    # -- looking

    def _ask(self, **what: str) -> Any:
        assert self.program.poll() is None, "the program has ended"
        try:
            if self._lines is None:
                with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
                    peer.settimeout(PATIENCE)
                    peer.connect(str(self._eyes))
                    self._lines = peer.makefile("rwb")
            self._lines.write(json.dumps(what).encode() + b"\n")
            self._lines.flush()
            return json.loads(self._lines.readline() or b"null")
        except (ConnectionError, FileNotFoundError):
            self._lines = None
            return None

    def looks(self, text: str = "", *, name: str = "") -> list[dict[str, Any]]:
        """Give everything in front with these words on it, or of this name."""
        return self._ask(text=text, name=name) or []

    def focus(self) -> dict[str, Any]:
        """Give what has the focus."""
        return next(iter(self._ask(focus="yes") or []), {})

    def reads(self, text: str, what: Callable[[dict[str, Any]], object] = bool) -> dict[str, Any]:
        """Wait until these words stand in front of her."""
        return self._waits(lambda: next((each for each in self.looks(text) if what(each)), None), f"no {text!r} to see")

    def _busy(self) -> bool:
        return self._ask(busy="yes") in {True, None}

    def rests(self) -> None:
        """Wait until the program is done with what it was told."""
        quiet = [0]

        def still() -> bool:
            quiet[0] = 0 if self._busy() else quiet[0] + 1
            return quiet[0] > 2

        self._waits(still, "the program never rests")

    def _waits(self, true: Callable[[], Any], what: str) -> Any:
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE:
            if held := true():
                self.waited += time.monotonic() - began
                return held
            time.sleep(_OFTEN)
        photograph()
        raise AssertionError(what)

    def sees(self, title: str) -> str:
        """Wait for a window with this title to have the focus; give its id."""

        def front() -> str:
            assert self.program.poll() is None, "the program has ended"
            active = self.tool("getactivewindow")
            if active and title in self.tool("getwindowname", active):
                return active if any(title in each["window"] for each in self.looks()[:1]) else ""
            for found in self.tool("search", "--onlyvisible", "--name", title).splitlines()[-1:]:
                self.tool("windowactivate", "--sync", found)
            return ""

        return str(self._waits(front, f"no window called {title!r}"))

    def shuts_eyes(self) -> None:
        """Look no more."""
        if self._lines is not None:
            self._lines.close()
            self._lines = None

    # -- doing

    def tool(self, *words: str) -> str:
        ran = subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False, timeout=PATIENCE)
        return ran.stdout.strip()

    def types(self, text: str) -> None:
        self.gestures += 1
        self.tool("type", "--delay", "8", text)

    def keys(self, *names: str, delay: int = 12) -> None:
        self.gestures += len(names)
        self.tool("key", "--delay", str(delay), *names)

    def tabs_to(self, name: str, *, back: bool = False) -> None:
        """Go by Tab to what is called so."""
        for _ in range(60):
            if self.focus().get("name") == name:
                return
            self.keys("shift+Tab" if back else "Tab")
        photograph()
        raise AssertionError(f"Tab does not get to {name}")

    def clicks_on(self, text: str = "", *, name: str = "", kind: str = "", hurried: bool = False) -> None:
        """Click on these words, once they can be clicked on; on a button before a text.

        She clicks when they stand still and, unless `hurried`, the program has done what it was told: what it is about
        to write above them would move them away from under her mouse.
        """

        places: list[tuple[Any, Any]] = []

        def there() -> dict[str, Any] | None:
            held = [each for each in self.looks(text, name=name) if each["enabled"]]
            held = [each for each in held if not kind or kind in each["kinds"]]
            held.sort(key=lambda each: ("QAbstractButton" not in each["kinds"], each["text"] != text))
            if not held or (not hurried and self._busy()):
                places.clear()
                return None
            places.append((held[0]["x"], held[0]["y"]))
            return held[0] if len(set(places[-_LOOKS:])) == 1 and len(places) >= _LOOKS else None

        found = self._waits(there, f"nothing to click on: {text or name!r}")
        self.gestures += 1
        self.tool("mousemove", str(found["x"]), str(found["y"]), "click", "1")

    def clicks(self, window: str, x: int, y: int) -> None:
        """Click at a place of a window."""
        self.gestures += 1
        self.tool("mousemove", "--window", window, str(x), str(y), "click", "1")

    def leaves(self) -> None:
        """Quit by the key, and see that nothing was complained of."""
        self.keys("ctrl+q")
        until(lambda: self.program.poll() is not None, "the program does not quit")
        assert self.program.returncode == 0

    def kills(self) -> None:
        """End the program as a power cut does."""
        self.program.send_signal(signal.SIGKILL)
        self.program.wait(10)


@contextmanager
def at_work(said: Path, *arguments: str) -> Iterator[Person]:
    """Start the program as it is shipped, with its output going to `said`; end it whatever happens."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(APP), str(TESTS)))}
    env.setdefault(WATCHDOG, str(said.with_name(said.name + "-stretches.jsonl")))
    with tempfile.TemporaryDirectory(prefix="eyes-") as folder, said.open("wb") as stream:
        eyes = Path(folder) / "eyes"
        env[SOCKET] = str(eyes)
        start = "from helpers.eyes import begin; begin()"
        program = subprocess.Popen([sys.executable, "-c", start, *arguments], env=env, stdout=stream, stderr=stream)
        person = Person(program, eyes)
        try:
            yield person
        finally:
            person.shuts_eyes()
            program.terminate()
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait(10)


def until(true: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Wait until something holds."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.05)
    photograph()
    raise AssertionError(what)


def photograph() -> None:
    """Keep a picture of the screen as it is when something goes wrong."""
    picture = Path(tempfile.gettempdir()) / "codebinder-person.png"
    subprocess.run(["import", "-window", "root", str(picture)], check=False, timeout=PATIENCE)
