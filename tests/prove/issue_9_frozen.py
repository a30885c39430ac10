"""The frozen program: two builds of one commit side by side; what it asks of the system; how soon it starts."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from devkit import building, freezing_libraries
from devkit.places import ROOT, VENV, environment
from helpers import frozen, painted
from helpers.filing_job import Failed
from helpers.frozen import Machine
from prove.ledger import Ledger

RUNS = 5
LIMIT = 1.0
FREEZE = "import sys; from devkit.freezing import main; sys.exit(main(sys.argv[1:]))"
FORBIDDEN = ("readline", "gdbm", "libdb-", "libgtk", "libssl", "QtNetwork", "Qt6Network")
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
made, shown = QApplication([]), QMainWindow()
shown.setCentralWidget(QTextEdit())
shown.resize(1280, 800)
shown.show()
made.exec()
"""
"""What a start can't be quicker than: Python, Qt, and a window with nothing in it."""
DROP = Path("/proc/sys/vm/drop_caches")


def part(ledger: Ledger, folder: Path, values: argparse.Namespace) -> None:
    """Gather the evidence."""
    tree = values.tree or same_files(ledger, folder)
    contents(ledger, tree)
    tests(ledger, tree)
    times(ledger, folder, tree)


def same_files(ledger: Ledger, folder: Path) -> Path:
    """Build one commit twice: in folders of other names, a minute apart, with another hash seed, language and zone."""
    commit = building.git("rev-parse", "HEAD")
    first = build(folder / "one", commit, {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"})
    second = build(
        folder / "quite another folder", commit, {"PYTHONHASHSEED": "99", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"}
    )
    listed, again = listing(first), listing(second)
    differing = sorted(name for name in {*listed, *again} if listed.get(name) != again.get(name))
    figures = f"{len(listed)} files, {len(differing)} differ: {' '.join(differing[:12])}"
    ledger.note("two builds of one commit give the same files", not differing and len(listed) > 500, figures)
    return first


def build(checkout: Path, commit: str, more: dict[str, str]) -> Path:
    """Clone this commit and freeze it there; the virtual environment is the same, by another name."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(checkout)], check=True)
    subprocess.run(["git", "checkout", "--quiet", "--detach", commit], cwd=checkout, check=True)
    with (checkout / ".git" / "info" / "exclude").open("a", encoding="ascii") as left_out:
        left_out.write("/.venv\n")
    (checkout / ".venv").symlink_to(VENV)
    paths = os.pathsep.join(str(checkout / name) for name in ("app", "tests", "packaging"))
    env = {**environment(), **more, "PYTHONPATH": paths}
    out = checkout / "out"
    ran = subprocess.run(
        [str(checkout / ".venv" / "bin" / "python"), "-c", FREEZE, "--out", str(out)],
        cwd=checkout, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode != 0:
        raise Failed((ran.stdout + ran.stderr)[-2000:])
    return out / "codebinder"


def listing(tree: Path) -> dict[str, str]:
    """Give kind, mode, time and digest of everything below a folder."""
    rows: dict[str, str] = {}
    for path in tree.rglob("*"):
        name, facts = path.relative_to(tree).as_posix(), path.lstat()
        if path.is_symlink():
            rows[name] = f"link {path.readlink()}"
        elif path.is_dir():
            rows[name] = f"folder {facts.st_mode:o} {facts.st_mtime}"
        else:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            rows[name] = f"file {facts.st_mode:o} {facts.st_mtime} {digest}"
    return rows


def contents(ledger: Ledger, tree: Path) -> None:
    """Look through the files: their size, paths of this machine, what must not be there, what the system must have."""
    files = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    ledger.note("one folder", len(files) > 500, f"{building.size_of(tree) / 1e6:.0f} MB, {len(files)} files")
    own = {str(ROOT), str(tree.parent.parent), sys.base_prefix, os.path.realpath(sys.base_prefix), "python-build."}
    words = [os.fsencode(word) for word in sorted(own - {"/usr"})]
    told = [path.relative_to(tree).as_posix() for path in files if any(word in path.read_bytes() for word in words)]
    ledger.note("no file tells a folder of the building machine", not told, " ".join(told[:8]))
    bad = [path.name for path in files if any(word in path.name for word in FORBIDDEN)]
    ledger.note("nothing of readline, gdbm, GTK, TLS or QtNetwork", not bad, " ".join(bad[:8]))
    dangling = [path.name for path in tree.rglob("*") if path.is_symlink() and not path.exists()]
    ledger.note("every link leads somewhere", not dangling, " ".join(dangling[:8]))
    asked = freezing_libraries.asked_of_system(tree)
    ledger.note("what the system must have", bool(asked), " ".join(asked))


def tests(ledger: Ledger, tree: Path) -> None:
    """Run the tests that ask a frozen program."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "frozen", "-p", "no:cacheprovider", "tests/unit/packaging"]
    env = environment(**{frozen.VARIABLE: str(tree)})
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    last = (ran.stdout.strip().splitlines() or ["nothing"])[-1]
    ledger.note("it works in an empty home, and loads nothing of the checkout", ran.returncode == 0, last)


def times(ledger: Ledger, folder: Path, tree: Path) -> None:
    """Measure from the start of the process: the command line to its end, the window to its first picture."""
    machine = Machine(tree=tree, folder=folder)
    machine.done("demo", "--out", "out")
    book = folder / "out" / "meridian.codebinder"
    said(ledger, "--version", lambda: seconds(lambda: machine.done("--version")))
    said(ledger, "checklist of the sample", lambda: seconds(lambda: machine.done("checklist", book, more=machine.keys)))
    (folder / "screen").mkdir()
    with painted.screen(folder / "screen") as screen:
        ours = str(machine.tree / "codebinder-desktop")
        said(ledger, "window, first picture (X11)", lambda: window(machine, screen, ours), peer=(
            "an empty window of PySide6 in Python", lambda: window(machine, screen, sys.executable, "-c", EMPTY)
        ))  # fmt: skip


def said(
    ledger: Ledger, title: str, measure: Callable[[], float], *, peer: tuple[str, Callable[[], float]] | None = None
) -> None:
    """Measure cold and warm; beside a peer turn by turn, since a machine is not as quick in each minute."""
    cold = f"{measure():.2f} s" if dropped() else "not allowed to drop caches"
    warm, beside = list[float](), list[float]()
    for _ in range(RUNS):
        warm.append(measure())
        if peer is not None:
            beside.append(peer[1]())
    figures = f"cold {cold}; warm best {min(warm):.2f} s, median {statistics.median(warm):.2f} s of {RUNS}"
    if peer is not None:
        figures += f"; {peer[0]}: best {min(beside):.2f} s, median {statistics.median(beside):.2f} s"
    ledger.note(f"starts in under a second: {title}", min(warm) < LIMIT, figures)


def dropped() -> bool:
    """Empty the system's memory of files, where that is allowed."""
    subprocess.run(["sync"], check=True)
    try:
        DROP.write_text("3\n", encoding="ascii")
    except OSError:
        return False
    return True


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def window(machine: Machine, screen: painted.Screen, *command: str) -> float:
    """Open a window in a home of its own; give the seconds until it was painted."""
    shutil.rmtree(machine.folder / "home", ignore_errors=True)
    env = machine.environment({"DISPLAY": screen.display, "LIBGL_ALWAYS_SOFTWARE": "1", "LANG": "C.UTF-8"})
    started: list[subprocess.Popen[bytes]] = []
    gone = screen.painted(lambda: started.append(subprocess.Popen(command, env=env)), share=0.3)
    started[0].terminate()
    started[0].wait(20)
    screen.still(quiet=0.3)
    return gone
