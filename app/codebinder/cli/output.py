"""What the command line prints: sentences or one JSON object on stdout, progress and faults on stderr."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from codebinder.base.messages import catalogue, text_of
from codebinder.base.recognising import recognised
from codebinder.model.text import Message, shown

_WIDTH = 28
_WIDEST = 72
"""A column is padded to no more: one long sentence shall not push every other line off the screen."""
_BAR_EVERY, _LINE_EVERY = 0.1, 10.0
"""Seconds between two updates on a terminal, and elsewhere."""


_COMMANDS = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""What JSON takes as it is, and a terminal for a command or for an order to turn the line around."""


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


@dataclass(slots=True)
class Output:
    """Where a command's result goes. With `as_json` one object and nothing else is written to stdout, at the end."""

    as_json: bool = False
    quiet: bool = False
    lang: str = "en"
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)
    clear: Callable[[], None] = field(default=lambda: None)
    """Takes the progress bar off the terminal, before anything else is written there."""
    only_rows: bool = False
    """stdout holds JSON lines of one shape, and nothing else is written to it: what went wrong goes to stderr."""

    def line(self, text: str = "") -> None:
        """Print one line for people in their language; control characters are escaped."""
        self.plain(self._told(text))

    def plain(self, text: str) -> None:
        """Print one line as it is, content or a row; control characters are escaped."""
        if not self.as_json and not self.quiet:
            self.clear()
            self.stdout.write(shown(text) + "\n")

    def _told(self, text: str) -> str:
        if self.lang == "en" or self.as_json or self.quiet:
            return text
        words = text.lstrip(" ")
        return text[: len(text) - len(words)] + text_of(recognised(words, "cli"), self.lang)

    def lines(self, texts: Iterable[str]) -> None:
        """Print several lines for people."""
        for text in texts:
            self.line(text)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Print rows in aligned columns; the last column runs free."""
        if not rows:
            return
        widths = [min(_WIDEST, max(len(shown(row[at])) for row in rows)) for at in range(len(rows[0]) - 1)]
        for row in rows:
            cells = [shown(cell).ljust(width) for cell, width in zip(row, widths, strict=False)]
            self.plain("  ".join((*cells, row[-1])).rstrip())

    def result(self, value: Mapping[str, object]) -> None:
        """Write the JSON object of `--json`."""
        if self.as_json and not self.only_rows:
            self.clear()
            text = json.dumps(value, ensure_ascii=False, sort_keys=True)
            self.stdout.write(_COMMANDS.sub(_escaped, text) + "\n")
            self.stdout.flush()

    def note(self, text: str) -> None:
        """Print one line for people to stderr, beside a result that is taken as it is."""
        if not self.as_json and not self.quiet:
            self.clear()
            self.stderr.write(shown(self._told(text)) + "\n")

    def fault(self, text: str) -> None:
        """Print what went wrong to stderr, each line of it made safe."""
        self.clear()
        for line in text.split("\n"):
            self.stderr.write(shown(line) + "\n")


class TerminalProgress:
    """Progress on stderr: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, output: Output) -> None:
        self._out = output
        # All that is said from now on, also where an update exchanges the files meanwhile; faults are made in English.
        self._catalogue, _ = catalogue(output.lang), catalogue("en")
        self._bar = output.stderr.isatty()
        self._step, self._unit = "", ""
        self._total: int | None = None
        self._count = self._size = 0
        self._begun = self._shown = 0.0
        output.clear = self.close

    def start(self, step: str, total: int | None = None, unit: str = "files") -> None:
        """Begin a step."""
        self._end()
        self._step, self._total, self._unit = self._catalogue.text(Message(step)), total, unit
        self._count = self._size = 0
        self._begun = self._shown = time.monotonic()

    def advance(self, count: int = 1, size: int = 0) -> None:
        """Add to the step and show it where it is time to."""
        self._count += count
        self._size += size
        now = time.monotonic()
        if now - self._shown >= (_BAR_EVERY if self._bar else _LINE_EVERY):
            self._shown = now
            self._show(now)

    def _show(self, now: float) -> None:
        if self._out.quiet:
            return
        done = f"{self._count}/{self._total}" if self._total else str(self._count)
        megabytes = f" {self._size / 1e6:.1f} MB" if self._size else ""
        left = ""
        if self._total and self._count:
            left = f" {max(0, round((now - self._begun) / self._count * (self._total - self._count)))} s"
        if not self._bar:
            self._out.stderr.write(f"{self._step}: {done}{megabytes}{left}\n")
            return
        share = min(1.0, self._count / self._total) if self._total else 0.0
        bar = "#" * round(share * _WIDTH)
        self._out.stderr.write(f"\r{self._step} [{bar:<{_WIDTH}}] {done}{megabytes}{left}\x1b[K")
        self._out.stderr.flush()

    def _end(self) -> None:
        if self._bar and self._step and self._shown > self._begun and not self._out.quiet:
            self._out.stderr.write("\r\x1b[K")

    def close(self) -> None:
        """Clear the bar."""
        self._end()
        self._step = ""
