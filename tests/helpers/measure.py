"""Runs a command and measures it as a whole: wall and CPU time, and the peak memory of all its processes together."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one command took. `peak` is bytes over all its processes, shared pages counted once (0: not measured)."""

    wall: float
    cpu: float
    peak: int
    code: int
    output: str
    errors: str


def measured(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path | None = None, memory: bool = True
) -> Measured:
    """Run `command` to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    pipe = subprocess.PIPE
    with subprocess.Popen([str(word) for word in command], env=env, cwd=cwd, stdout=pipe, stderr=pipe) as process:
        watch = _Watch(process.pid) if memory else None
        output, errors = process.communicate()
        wall = time.perf_counter() - begun
        peak = watch.stop() if watch is not None else 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(
        wall=wall,
        cpu=cpu,
        peak=peak,
        code=process.returncode,
        output=output.decode("utf-8", "replace"),
        errors=errors.decode("utf-8", "replace"),
    )


class _Watch:
    """Samples the memory of a process and all its descendants."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Give the peak in bytes."""
        self._ended.set()
        self._thread.join()
        return self._peak

    def _run(self) -> None:
        while not self._ended.wait(_EVERY):
            self._peak = max(self._peak, sum(proportional(pid) for pid in family(self._root)))


def family(root: int) -> list[int]:
    """Give the ids of a process and of all its descendants (Linux)."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting += [int(word) for word in task.read_text(encoding="ascii").split()]
            except OSError:
                continue
    return found


def proportional(pid: int) -> int:
    """Give a process's share of memory in bytes; pages shared by n processes count as an nth in each."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:"))


def cores() -> int:
    """Give how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
