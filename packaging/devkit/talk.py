"""How dev.py speaks: headings, plain sentences, and one exception for everything that ends a command."""

from __future__ import annotations

import sys
from collections.abc import Callable


class Stop(Exception):
    """Ends the command with one sentence and an exit code."""

    def __init__(self, sentence: str, code: int = 3) -> None:
        super().__init__(sentence)
        self.code = code


def heading(text: str) -> None:
    print(f"\n=== {text} " + "=" * max(3, 100 - len(text)), flush=True)


def say(text: str) -> None:
    print(text, flush=True)


def complain(text: str) -> None:
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


def until_stopped(action: Callable[[], int]) -> int:
    """Run the work of a module that has a process of its own; what stops it is said in one sentence."""
    try:
        return action()
    except Stop as stop:
        complain(str(stop))
        return stop.code
