"""Workers that break: what a highlighted listing's process may meet in files that were written to hurt it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import cast

from codebinder.base.lexing import Pipe, lexer_of
from codebinder.bundle.lexing import Stretch, lexed, nothing, packed

BOMB, TRAP, LIE = "Bomb", "Trap", "Lie"
"""Languages whose file ends the process, keeps it busy, and makes it answer nonsense."""


def serve(pipe: Pipe) -> None:
    lexer_of("C")
    pipe.send_bytes(b"")
    while True:
        try:
            stretches = cast("Sequence[Stretch]", pipe.recv())
        except EOFError:
            return
        for stretch in stretches:
            if stretch.language == BOMB:
                os._exit(1)
            if stretch.language == TRAP:
                time.sleep(3600)
        if any(stretch.language == LIE for stretch in stretches):
            pipe.send_bytes(b"\xff" * 99)
        else:
            pipe.send_bytes(packed([lexed(stretch, nothing) for stretch in stretches]))


def never_starts(pipe: Pipe) -> None:
    pipe.close()
