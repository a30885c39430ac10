"""Keeps a long job's memory flat: the C library would keep what each thread has freed for that thread alone."""

from __future__ import annotations

import ctypes
import sys

_ARENAS = -8  # M_ARENA_MAX of glibc
_MOST = 2


def share_freed_memory() -> None:
    """Let all threads share two arenas: a build over many threads then needs a quarter less. Nothing but on glibc."""
    if not sys.platform.startswith("linux"):
        return
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return  # another C library
    set_option(_ARENAS, _MOST)
