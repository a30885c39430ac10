"""Clocks around the parts of a build, in the process that builds: which part takes how much CPU, over all threads."""

from __future__ import annotations

import atexit
import functools
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

MARK = "   "
PARTS = (
    ("codebinder.redact.redactor", "Redactor.__init__", "preparing the search"),
    ("codebinder.redact.redactor", "Redactor.spans", "finding values in originals"),
    ("codebinder.redact.redactor", "Redactor.apply", "masks and commitments"),
    ("codebinder.workflow.pipeline", "SaltBook.salt", "salts (in masks)"),
    ("codebinder.workflow.oracles", "needles_of", "digests of what is hidden"),
    ("codebinder.workflow.hiding", "_unsealed", "unsealing values"),
    ("codebinder.leakcheck.searcher", "Searcher.__init__", "leak scan: preparing"),
    ("codebinder.leakcheck.check", "check_archive", "leak scan: as a whole (wall)"),
    ("codebinder.leakcheck.searcher", "Searcher.look", "leak scan: looks"),
    ("codebinder.leakcheck.searcher", "Searcher.worth", "leak scan: first looks"),
    ("codebinder.workflow.assembling", "assemble", "assembling as a whole (wall)"),
)
_taken: dict[str, list[float]] = {}
_lock = threading.Lock()


def start() -> None:
    """Put the clocks in; the figures go to stderr at the end."""
    import importlib

    for module, path, title in PARTS:
        owner: Any = importlib.import_module(module)
        *above, name = path.split(".")
        for each in above:
            owner = getattr(owner, each)
        plain = getattr(owner, name)
        timed = _timed(plain, title, wall=title.endswith("(wall)"))
        setattr(owner, name, timed)
        if not above:
            for other in list(sys.modules.values()):
                if getattr(other, name, None) is plain:
                    setattr(other, name, timed)
    atexit.register(_show)


def _timed(work: Callable[..., Any], title: str, *, wall: bool) -> Callable[..., Any]:
    clock = time.perf_counter if wall else time.thread_time

    @functools.wraps(work)
    def run(*args: Any, **keys: Any) -> Any:
        begun = clock()
        try:
            done = work(*args, **keys)
            return list(done) if hasattr(done, "send") else done
        finally:
            with _lock:
                _taken.setdefault(title, []).append(clock() - begun)

    return run


def _show() -> None:
    for _, _, title in PARTS:
        held = _taken.get(title, [])
        print(f"{MARK}{title:34} {sum(held):8.2f} s in {len(held)} calls", file=sys.stderr)
