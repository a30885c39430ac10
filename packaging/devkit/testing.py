"""`dev.py test`: every check and every test, all of them whatever fails, and one count at the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from devkit.places import APP, CACHE, PACKAGING, ROOT, VENV_PYTHON, WINDOWS, environment, program
from devkit.talk import heading, say

STEP_LIMIT = 45 * 60
NOTHING_COLLECTED = 5
SAID = 300
"""As many characters of what a failed test said stand in the summary."""
CODE = ("app", "tests", "packaging")
FROZEN_FOR_TESTS = CACHE / "frozen-for-tests"
OUTPUT = threading.local()
"""Where the programs of a step write that runs beside another; its attribute `into` is missing where it runs alone."""
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
    failures: tuple[str, ...] = ()
    """The tests that failed, a line each with the beginning of what they said."""


Step = tuple[str, Callable[[str], Outcome]]


def run_all(extra: list[str], missing: list[str]) -> int:
    """Run every step, say what came of each, and give 0 only where nothing failed."""
    CACHE.mkdir(exist_ok=True)
    compile_once()
    outcomes = [Outcome(title=f"system packages: {' '.join(missing)}", passed=0, failed=1)] if missing else []
    for some in steps(extra):
        if len(some) == 1:
            heading(some[0][0])
            outcomes.append(timed(*some[0]))
        else:
            outcomes += side_by_side(some)
    return summary(outcomes)


def compile_once() -> None:
    """Compile the program before anything runs it: the tests start it hundreds of times, and in a clean checkout each
    process would compile it for itself, since none of them may leave anything behind."""
    run([str(VENV_PYTHON), "-m", "compileall", "-q", "-j", "2", str(APP), str(PACKAGING)], environment())


def timed(title: str, step: Callable[[str], Outcome]) -> Outcome:
    started = time.monotonic()
    outcome = step(title)
    say(f"--- {title}: {verdict(outcome)} in {time.monotonic() - started:.1f} s")
    return outcome


def side_by_side(some: list[Step]) -> list[Outcome]:
    """Run steps at once that wait more than they compute, and show what each of them printed when it is done."""

    def one(title: str, step: Callable[[str], Outcome]) -> Outcome:
        with tempfile.TemporaryFile() as OUTPUT.into:
            try:
                outcome = timed(title, step)
            finally:
                OUTPUT.into.seek(0)
                said = OUTPUT.into.read().decode("utf-8", "replace")
                del OUTPUT.into
        heading(title)
        say(said)
        return outcome

    with ThreadPoolExecutor(len(some)) as pool:
        return list(pool.map(lambda step: one(*step), some))


def steps(extra: list[str]) -> list[list[Step]]:
    """Give the steps in their order; those of one list run at once."""
    checks: list[tuple[str, list[str]]] = [
        ("ruff check", [program("ruff"), "check", *CODE]),
        ("ruff format", [program("ruff"), "format", "--check", *CODE]),
        ("types (basedpyright, strict)", [program("basedpyright")]),
        ("imports (import-linter)", [program("lint-imports"), "--no-logo", "--cache-dir", str(CACHE / "imports")]),
        ("size caps", [str(VENV_PYTHON), "-m", "devkit.caps"]),
        ("catalogues", [str(VENV_PYTHON), "-m", "devkit.catalogues"]),
    ]
    lint: list[Step] = [(title, lambda name, command=command: check(name, command)) for title, command in checks]
    alone = without_network()
    note = " without a network" if alone else ""
    # A module's fixtures are made once; the long ones (e2e) go first, so that both workers end together.
    spread = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", *extra]
    plain: Step = (f"tests{note}", lambda name: pytest(name, "not xvfb and not frozen", spread, alone))
    if sys.platform != "linux":
        return [*([one] for one in lint), [plain]]
    all_checks: Step = ("checks", lambda name: in_turn(name, lint))
    freezing: Step = ("freezing", lambda name: freeze(name, alone))
    before = [*alone, *x_server()]
    on_x: Step = (f"tests on an X server{note}", lambda name: pytest(name, "xvfb", [*marked("xvfb"), *extra], before))
    frozen: Step = (f"the frozen program{note}", lambda name: ask_frozen(name, [*marked("frozen"), *spread], before))
    return [[all_checks, freezing], [plain], [on_x], [frozen]]


def in_turn(title: str, some: list[Step]) -> Outcome:
    """Run steps one after the other as one; what failed is named by its own line."""
    outcomes = [timed(*each) for each in some]
    return Outcome(
        title=title,
        passed=sum(one.passed for one in outcomes),
        failed=sum(one.failed for one in outcomes),
        failures=tuple(one.title for one in outcomes if one.failed),
    )


def freeze(title: str, alone: list[str]) -> Outcome:
    """Freeze the program, for the tests that ask it."""
    shutil.rmtree(FROZEN_FOR_TESTS, ignore_errors=True)
    code = "import sys; from devkit.freezing import main; sys.exit(main(sys.argv[1:]))"
    return check(title, [*alone, str(VENV_PYTHON), "-c", code, "--out", str(FROZEN_FOR_TESTS)])


def marked(marker: str) -> list[str]:
    """Name the files that hold tests of this marker: to collect all the others takes half a minute."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path) for path in files if f"mark.{marker}" in path.read_text(encoding="utf-8")]


def ask_frozen(title: str, extra: list[str], before: list[str]) -> Outcome:
    """Run the tests that ask the frozen program; without one they fail."""
    tree = {"CODEBINDER_FROZEN": str(FROZEN_FOR_TESTS / "codebinder")}
    return pytest(title, "frozen", extra, before, tree)


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


def pytest(
    title: str, marker: str, extra: list[str], before: list[str], more: Mapping[str, str] | None = None
) -> Outcome:
    """Run the tests that `marker` selects and count them from pytest's own record."""
    record = CACHE / f"tests-{os.getpid()}-{threading.get_ident()}.xml"
    record.unlink(missing_ok=True)
    command = [str(VENV_PYTHON), "-m", "pytest", "-q", "-m", marker, f"--junitxml={record}", *extra]
    on_x = "xvfb-run" in before
    platform = "xcb" if on_x else "offscreen"
    env = environment(
        QT_QPA_PLATFORM=platform, CI=os.environ.get("CI", "true"), LIBGL_ALWAYS_SOFTWARE="1", **(more or {})
    )
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # pytest keeps what it made of the tests, for the steps that follow
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
        failures=tuple(line for suite in suites for case in suite.iter("testcase") for line in told(case)),
    )


def told(case: ET.Element) -> list[str]:
    """Name a test that failed and begin what it said; a run that ended a process stands there too."""
    found = [each for tag in ("failure", "error") for each in case.iter(tag)]
    name = f"{case.get('classname', '')}::{case.get('name', '')}"
    return [f"{name}: {' '.join((each.get('message') or '').split())[:SAID]}" for each in found]


def run(command: list[str], env: dict[str, str]) -> int:
    """Run one step in a process group of its own, and end all of it when it takes too long."""
    try:
        into: IO[bytes] | None = getattr(OUTPUT, "into", None)
        heard = None if into is None else subprocess.STDOUT
        process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=not WINDOWS, stdout=into, stderr=heard)
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
        for line in one.failures:
            say(f"    {line}")
    failed = sum(one.failed for one in outcomes)
    say(f"{sum(one.passed for one in outcomes)} passed, {failed} failed")
    return 1 if failed else 0
