"""The long evidence of the workbook window; prints a table and ends with 1 where a claim does not hold.

    python3 packaging/dev.py prove 6 [watchdog] [--runs N]

watchdog: the end-to-end tests with real keys and mouse on an X server, with what keeps the window from answering noted
by the thread's own time: no stretch may take more than 50 milliseconds.
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

from prove.ledger import Ledger

PARTS = ("watchdog",)
ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "CODEBINDER_WATCHDOG"
SERVER = ("xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1000x24 -nolisten tcp")
UNDER_OPENBOX = 'openbox & sleep 1; "$@"; code=$?; kill $!; exit $code'


def main(argv: Sequence[str] | None = None) -> int:
    """Gather the evidence."""
    parser = argparse.ArgumentParser(prog="dev.py prove 6")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--runs", type=int, default=1)
    values = parser.parse_args(sys.argv[1:] if argv is None else argv)
    if set(values.parts) - set(PARTS):
        parser.error(f"there are no other parts than {', '.join(PARTS)}")
    ledger = Ledger()
    with ledger.part("the window answers"), tempfile.TemporaryDirectory() as folder:
        for run in range(values.runs):
            watched(ledger, Path(folder) / f"{run}.jsonl")
    return ledger.end()


def watched(ledger: Ledger, out: Path) -> None:
    """Run the end-to-end tests of the window, and tell every stretch."""
    tests = [str(each) for each in sorted((ROOT / "tests" / "e2e").glob("test_window_*.py"))]
    pytest = [sys.executable, "-m", "pytest", "-q", "-s", "-m", "xvfb", "-p", "no:cacheprovider", *tests]
    env = {**os.environ, VARIABLE: str(out), "QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1"}
    bus = ("dbus-run-session", "--")
    ran = subprocess.run([*bus, *SERVER, "sh", "-c", UNDER_OPENBOX, "sh", *pytest], env=env, cwd=ROOT, check=False)
    ledger.note("end-to-end with real keys and mouse", holds=ran.returncode == 0, figures=f"{len(tests)} files")
    rows = [json.loads(each) for each in out.read_text(encoding="utf-8").splitlines()] if out.is_file() else []
    for row in sorted(rows, key=lambda each: -each["cpu_ms"]):
        print(f"  {row['cpu_ms']} ms after {row['at_s']} s: {' < '.join(row['where'][:6])}")
    most = max((row["cpu_ms"] for row in rows), default=0)
    ledger.note("no stretch of more than 50 ms CPU time", holds=not rows, figures=f"{len(rows)}, at most {most} ms")


if __name__ == "__main__":
    sys.exit(main())
