"""An X server whose picture is a file: tells to the hundredth of a second when something was painted, and what."""

from __future__ import annotations

import mmap
import subprocess
import time
import zlib
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

LOOK = 0.004
HEADER = 4096
"""More than the header of the picture and its colour map take."""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A display and the bytes that it shows."""

    display: str
    held: mmap.mmap

    def digest(self) -> int:
        return zlib.adler32(self.held[HEADER:])

    def share(self) -> float:
        """Give the share of sampled bytes that are not black, which an empty screen is."""
        sample = self.held[HEADER :: 4 * 97]
        return sum(1 for one in sample if one) / len(sample)

    def painted(self, start: Callable[[], object], *, share: float = 0.2, seconds: float = 20.0) -> float:
        """Call `start`; give the seconds until that share of the screen was painted."""
        before = self.digest()
        begun = time.monotonic()
        start()
        while (gone := time.monotonic() - begun) < seconds:
            if self.digest() != before and self.share() > share:
                return gone
            time.sleep(LOOK)
        raise AssertionError(f"nothing was painted in {seconds:.0f} s")

    def still(self, *, quiet: float = 0.5, seconds: float = 20.0) -> int:
        """Wait until the picture has not changed for a while; give its digest."""
        begun = since = time.monotonic()
        last = self.digest()
        while time.monotonic() - begun < seconds:
            time.sleep(0.05)
            now = self.digest()
            if now != last:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > quiet:
                return last
        raise AssertionError(f"the screen was not still for {seconds:.0f} s")


@contextmanager
def screen(folder: Path, size: str = "1600x1000x24") -> Generator[Screen]:
    """Start a server of our own on a free display, and end it."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-fbdir", str(folder), "-nolisten", "tcp", "-noreset"]
    with ExitStack() as stack:
        server = stack.enter_context(
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        )
        stack.callback(server.terminate)
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        assert number.isdigit(), "the X server did not start"
        picture = stack.enter_context((folder / "Xvfb_screen0").open("rb"))
        held = stack.enter_context(mmap.mmap(picture.fileno(), 0, access=mmap.ACCESS_READ))
        yield Screen(display=f":{number}", held=held)
