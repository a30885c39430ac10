"""Printable strings of a binary file, one a line, so that what reads text can read an image too."""

from __future__ import annotations

import re

SHORTEST = 6
_RUN = re.compile(rb"[\t\x20-\x7e\x80-\xff]{%d,}" % SHORTEST)
_PLAIN = re.compile(rb"[\t\x20-\x7e]{%d}" % SHORTEST)
_WIDE = re.compile(rb"(?:[\x20-\x7e]\0){%d,}" % SHORTEST)


def printable(data: bytes) -> bytes:
    """Give every run of printable bytes (UTF-8 beyond ASCII with them) and of UTF-16, each on a line of its own."""
    runs = [run for run in _RUN.findall(data) if _PLAIN.search(run)]
    runs += [run[::2] for run in _WIDE.findall(data)]
    return b"\n".join(runs) + b"\n" if runs else b""
