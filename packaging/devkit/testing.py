"""`dev.py test`: every check and every test, all of them whatever fails, and one count at the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devkit.places import CACHE, ROOT, VENV_PYTHON, WINDOWS, environment, program
from devkit.talk import heading, say

STEP_LIMIT = 13 * 60
NOTHING_COLLECTED = 5
CODE = ("app", "tests", "packaging")
UNDER_OPENBOX = """
openbox >/dev/null 2>&1 & manager=$!
for turn in 1 2 3 4 5 6 7 8 9 10; do
    xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q '#' && break
    sleep 0.3
done
"$@"; code=$?
kill "$manager"
exit "$code"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one step came to; a check counts as one, pytest's steps as their tests."""

    title: str
    passed: int
    failed: int
    skipped: int = 0
    seconds: float = 0.0


def run_all(extra: list[str], missing: list[str]) -> int:
    """Run every step, say what came of each, and give 0 only where nothing failed."""
    CACHE.mkdir(exist_ok=True)
    outcomes = [Outcome(title=f"system packages: {' '.join(missing)}", passed=0, failed=1)] if missing else []
    for title, step in steps(extra):
        heading(title)
        started = time.monotonic()
        outcome = step(title)
        outcomes.append(outcome)
        say(f"--- {title}: {verdict(outcome)} in {time.monotonic() - started:.1f} s")
    return summary(outcomes)


def steps(extra: list[str]) -> list[tuple[str, Callable[[str], Outcome]]]:
    checks: list[tuple[str, list[str]]] = [
        ("ruff check", [program("ruff"), "check", *CODE]),
        ("ruff format", [program("ruff"), "format", "--check", *CODE]),
        ("types (basedpyright, strict)", [program("basedpyright")]),
        ("imports (import-linter)", [program("lint-imports"), "--no-logo", "--cache-dir", str(CACHE / "imports")]),
        ("size caps", [str(VENV_PYTHON), "-m", "devkit.caps"]),
        ("catalogues", [str(VENV_PYTHON), "-m", "devkit.catalogues"]),
    ]
    chosen: list[tuple[str, Callable[[str], Outcome]]] = [
        (title, lambda name, command=command: check(name, command)) for title, command in checks
    ]
    alone = without_network()
    note = " without a network" if alone else ""
    spread = ["-n", "2", "--dist", "loadfile", *extra]  # a module's fixtures are made once
    chosen.append((f"tests{note}", lambda name: pytest(name, "not xvfb", spread, alone)))
    if sys.platform == "linux":
        chosen.append((f"tests on an X server{note}", lambda name: pytest(name, "xvfb", extra, [*alone, *x_server()])))
    return chosen


def without_network() -> list[str]:
    """Give the words before a command that take every network from it, where this machine lets us (Linux, root)."""
    words = ["unshare", "--net"]
    if shutil.which(words[0]) is None:
        return []
    return words if subprocess.run([*words, "true"], check=False, capture_output=True).returncode == 0 else []


def check(title: str, command: list[str]) -> Outcome:
    code = run(command, environment())
    return Outcome(title=title, passed=int(code == 0), failed=int(code != 0))


def x_server() -> list[str]:
    """Give the words before a command that run it on an X server of its own, with a session bus."""
    words = ["dbus-run-session", "--"] if shutil.which("dbus-run-session") else []
    return [*words, "xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1000x24 -nolisten tcp"]


def pytest(title: str, marker: str, extra: list[str], before: list[str]) -> Outcome:
    """Run the tests that `marker` selects and count them from pytest's own record."""
    record = CACHE / f"tests-{os.getpid()}.xml"
    record.unlink(missing_ok=True)
    command = [str(VENV_PYTHON), "-m", "pytest", "-q", "-m", marker, f"--junitxml={record}", *extra]
    on_x = "xvfb-run" in before
    platform = "xcb" if on_x else "offscreen"
    env = environment(QT_QPA_PLATFORM=platform, CI=os.environ.get("CI", "true"), LIBGL_ALWAYS_SOFTWARE="1")
    if on_x:
        command = ["sh", "-c", UNDER_OPENBOX, "sh", *command]
        env.pop("WAYLAND_DISPLAY", None)
    code = run([*before, *command], env)
    if code == NOTHING_COLLECTED:
        return Outcome(title=title, passed=0, failed=0)
    return counted(title, record, code)


def counted(title: str, record: Path, code: int) -> Outcome:
    try:
        suites = list(ET.parse(record).getroot().iter("testsuite"))  # noqa: S314 - pytest wrote it a moment ago
    except (OSError, ET.ParseError):
        return Outcome(title=title, passed=0, failed=1)
    finally:
        record.unlink(missing_ok=True)
    total, failed, skipped = (
        sum(int(suite.get(name, "0")) for suite in suites for name in names)
        for names in (("tests",), ("failures", "errors"), ("skipped",))
    )
    return Outcome(
        title=title,
        passed=max(total - failed - skipped, 0),
        failed=max(failed, int(code != 0)),
        skipped=skipped,
    )


def run(command: list[str], env: dict[str, str]) -> int:
    """Run one step in a process group of its own, and end all of it when it takes too long."""
    try:
        process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=not WINDOWS)
    except OSError as error:
        say(f"{command[0]} could not be started: {error}")
        return 127
    try:
        return process.wait(STEP_LIMIT)
    except subprocess.TimeoutExpired:
        say(f"stopped after {STEP_LIMIT // 60} minutes")
        return 124
    finally:
        if process.poll() is None:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    if WINDOWS:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def verdict(outcome: Outcome) -> str:
    if outcome.passed + outcome.failed + outcome.skipped == 0:
        return "nothing to run"
    return "FAILED" if outcome.failed else "passed"


def summary(outcomes: list[Outcome]) -> int:
    heading("Summary")
    for one in outcomes:
        counts = f"{one.passed} passed, {one.failed} failed" + (f", {one.skipped} skipped" if one.skipped else "")
        say(f"{verdict(one):14} {one.title:34} {counts}")
    failed = sum(one.failed for one in outcomes)
    say(f"{sum(one.passed for one in outcomes)} passed, {failed} failed")
    return 1 if failed else 0
