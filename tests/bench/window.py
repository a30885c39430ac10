"""The window at size: how soon it shows, how soon a large workbook is open, and how soon every click is answered.

    python3 packaging/dev.py bench window [--files N] [--findings N] [--crowded] [--only WORD] [--keep FOLDER]

Offscreen. A workbook of 100,000 files and 50,000 findings (nearly as many groups; with --crowded five groups of 10,000
places), 5,000 redactions, a second filing with a round of 5,000 subjects; and one of 500 filings with absurd names.
Nothing is kept between runs. A click is answered when its own handling and the repaint after it are done; what it asked
for may come later ("whole"). A stretch is CPU time of the window's thread between two moments at which it waits.
Ends with 1 where a promise is broken: window in 1 s, workbook in 1.5 s, a click in 100 ms, no stretch over 50 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from devkit.places import ROOT
from helpers.filing_job import scratch

_START = """
import sys, time
from pathlib import Path
sys.argv = ["codebinder"]
from codebinder import app
from codebinder.ui.app import application, window
made = application()
main = window(app.environment(ask=False), lang="en", look="light")
main.show()
for _ in range(3):
    made.processEvents()
shown = time.monotonic()
import json
print(json.dumps({"shown": shown, "loaded": sorted(sys.modules)}))
sys.stdout.flush()
import os
os._exit(0)
"""
HEAVY = (
    "git", "reportlab", "keyring", "numpy", "openpyxl", "pygments", "hyperscan", "lief", "pikepdf", "pypdfium2",
    "tree_sitter", "pyrage", "charset_normalizer", "phonenumbers",
)  # fmt: skip
WINDOW = 1.0


def main(argv: Sequence[str] | None = None) -> int:
    """Make the workbooks, then measure in a process of its own."""
    parser = argparse.ArgumentParser(prog="dev.py bench window")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--findings", type=int, default=50_000)
    parser.add_argument("--filings", type=int, default=500)
    parser.add_argument("--crowded", action="store_true")
    parser.add_argument("--only", default="", help="start, work, review or register")
    parser.add_argument("--keep", type=Path, help="make the workbooks in this folder and leave them there")
    values, _ = parser.parse_known_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with scratch("bench") as name:
        folder = values.keep or Path(name)
        tempfile.tempdir = str(folder)
        made = folder / "made.json"
        if not made.exists():
            run("make", folder, values)
        broken = 0
        if values.only in {"", "start"}:
            broken += start(folder)
        if values.only != "start":
            broken += run("measure", folder, values)
    return 1 if broken else 0


def run(what: str, folder: Path, values: argparse.Namespace) -> int:
    sizes = {"files": values.files, "findings": values.findings, "crowded": values.crowded, "filings": values.filings}
    code = "import sys, json; from helpers import window_bench as b; sys.exit(b.run(sys.argv[1], *sys.argv[2:]))"
    done = subprocess.run(  # noqa: PLW1510  (its code is what counts)
        [sys.executable, "-c", code, what, str(folder), json.dumps(sizes), values.only], env=environment(folder)
    )
    return done.returncode


def environment(folder: Path) -> dict[str, str]:
    paths = os.pathsep.join(str(ROOT / each) for each in ("app", "tests", "packaging"))
    return {
        **os.environ, "PYTHONPATH": paths, "CODEBINDER_CACHE_DIR": str(folder / "cache"),
        "CODEBINDER_CONFIG_DIR": str(folder / "config"),
    }  # fmt: skip


def start(folder: Path) -> int:
    """From the start of the process until the window was painted; the best of four, as a machine is noisy."""
    import time

    times: list[float] = []
    loaded: list[str] = []
    for _ in range(4):
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", _START], env=environment(folder), check=True, capture_output=True, text=True
        )
        held = json.loads(done.stdout.strip().splitlines()[-1])
        times.append(held["shown"] - begun)
        loaded = [name for name in HEAVY if name in held["loaded"]]
    print(
        f"window shown after the process began: first {times[0] * 1e3:.0f} ms, best {min(times) * 1e3:.0f} ms "
        f"(below {WINDOW:.0f} s); heavy libraries loaded: {' '.join(loaded) or 'none'}"
    )
    return int(min(times) >= WINDOW or bool(loaded))


if __name__ == "__main__":
    sys.exit(main())
