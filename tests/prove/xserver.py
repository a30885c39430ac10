"""An X server of its own without a screen, its windows, and pictures of them."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from helpers.filing_job import Failed

SOCKETS = "/tmp/.X11-unix"
TOOLS = ("Xvfb", "xdotool", "import", "identify")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Seconds from the start to the window on the screen and to what is in it; `computed`: of the processor's time till
    the window was there, which a busy machine does not lengthen."""

    mapped: float
    painted: float
    computed: float


def computed(pid: int) -> float:
    """Give the processor's seconds that a process and its children have had."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") + sum(
        computed(int(each)) for each in children
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A running server. `name` is what DISPLAY says."""

    name: str

    def ask(self, *words: str) -> str:
        """Run one of X's tools; give what it says, nothing where it fails."""
        env = {**os.environ, "DISPLAY": self.name}
        return subprocess.run(words, env=env, capture_output=True, text=True, errors="replace", check=False).stdout

    def windows(self) -> list[str]:
        """Give the windows of this program that are on the screen, by number."""
        return self.ask("xdotool", "search", "--onlyvisible", "--classname", "codebinder").split()

    def shown(self, process: subprocess.Popen[str], begun: float, most: float = 60) -> Moments:
        """Wait for the window, and then for more than one colour in it."""
        mapped = spent = 0.0
        while time.monotonic() - begun < most:
            if process.poll() is not None:
                raise Failed(f"the window's program ended with {process.returncode}: {self.heard(process)}")
            if not mapped and self.windows():
                mapped, spent = time.monotonic() - begun, computed(process.pid)
            if mapped and self.colours() > 8:
                return Moments(mapped=mapped, painted=time.monotonic() - begun, computed=spent)
            time.sleep(0.01)
        raise Failed(f"no window within {most:.0f} s: {self.heard(process)}")

    def colours(self) -> int:
        """Count the colours of a strip through the middle of the screen."""
        said = self.ask("import", "-window", "root", "-crop", "1200x40+20+60", "-format", "%k", "info:-")
        return int(said) if said.strip().isdigit() else 0

    def picture(self, path: Path) -> None:
        """Keep a picture of the screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.ask("import", "-window", "root", str(path))

    @staticmethod
    def heard(process: subprocess.Popen[str]) -> str:
        """Give what a program said, and end it first, with all that it started: it leads a group of its own."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        return (process.communicate()[0] or "")[-800:]


@contextmanager
def screen(size: str = "1440x900") -> Generator[Screen]:
    """Start a server for as long as the block runs; anybody on this machine may use it.

    Its number is drawn: a server in another network namespace, which took the lowest free one, would take the socket
    away from one that has the same."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        raise Failed(f"not here: {' '.join(missing)} (xvfb, xdotool, imagemagick)")
    reading, writing = os.pipe()
    wanted = f":{random.randrange(1000, 30000)}"
    server_words = ("-nolisten", "tcp", "-ac", "-noreset")  # it would begin anew, and refuse, when a window has gone
    command = ["Xvfb", wanted, "-displayfd", str(writing), "-screen", "0", f"{size}x24", *server_words]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            if not number:
                raise Failed("Xvfb did not start")
            yield Screen(name=f":{number}")
        finally:
            server.terminate()
            server.wait()
