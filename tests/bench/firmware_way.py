"""The whole way of a firmware image, from `firmware add` to `verify`, beside `sha256sum` and `zip` of the same file.

    python3 packaging/dev.py bench firmware_way [--size MB]

The image is laid out as in `bench firmware`; a small source stands beside it, of which a value is hidden, so that the
leak search has something to look for. Every step is a process of its own. Ends with 1 where one of them, with all its
children, takes more memory than is promised: 400 MB.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.firmware import MEMORY, lay_out
from devkit.places import ROOT
from helpers.desk import ENGINEER, LEGAL, Desk
from helpers.measure import Measured, measured

MEGA = 1 << 20
_CODE = "import sys; from codebinder.app import main; sys.exit(main(sys.argv[1:]))"
_SOURCES = {
    b"login.c": b'const char *api_password = "Zq8-hunterTwoSecret!";\n',
    b"main.c": b"int mix_turbine_state(int x)\n{\n    return x * 33 ^ 7;\n}\n",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="dev.py bench firmware_way")
    parser.add_argument("--size", type=int, default=256, help="MB of the image")
    values, _ = parser.parse_known_args(argv)
    with tempfile.TemporaryDirectory(prefix="codebinder-bench-") as folder:
        os.environ.setdefault("CODEBINDER_CACHE_DIR", f"{folder}/cache")
        image = Path(folder) / "image.bin"
        written = lay_out(image, Path(folder), values.size << 20)
        ours = steps(Desk(Path(folder) / "desk"), image)
        theirs = {
            "sha256sum": measured(["sha256sum", image]),
            "zip": measured(["zip", "-q", Path(folder) / "image.zip", image]),
        }
    print(f"image: {written / MEGA:.0f} MB\n{'':26}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")
    for title, rows in (("ours", ours), ("by hand", theirs)):
        for name, row in rows.items():
            print(f"{title + ': ' + name:26}{row.wall:9.2f}{row.cpu:9.2f}{row.peak / MEGA:9.0f}")
    walls, cpus = (
        sum(getattr(row, kind) for row in ours.values()) / sum(getattr(row, kind) for row in theirs.values())
        for kind in ("wall", "cpu")
    )
    peak = max(row.peak for row in ours.values()) / MEGA
    print(f"\nratio of wall time {walls:.1f}, of CPU time {cpus:.1f}; peak memory over all processes {peak:.0f} MB")
    return 0 if peak <= MEMORY else 1


def steps(desk: Desk, image: Path) -> dict[str, Measured]:
    """Take the image the whole way, and give what each step took."""
    took: dict[str, Measured] = {}

    def step(name: str, *words: object, codes: Sequence[int] = (0,)) -> None:
        environment = {**desk.environment(), "PYTHONPATH": str(ROOT / "app")}
        command = [sys.executable, "-c", _CODE, *map(str, words)]
        took[name] = measured(command, env=environment)
        if took[name].code not in codes:
            raise SystemExit(f"{name}: {took[name].output}{took[name].errors}")

    desk.begin()
    desk.source(_SOURCES)
    step("add", "firmware", "add", desk.file, "--image", image, "--slug", "fw", "--built-from", "src")
    step("read", "firmware", "read", desk.file, "--firmware", "fw")
    step("scan", "scan", desk.file, "--filing", "f", codes=(0, 1))
    step("tie", "firmware", "tie", desk.file, "--firmware", "fw")
    found = desk("list", desk.file, "findings")["findings"]
    desk.redact("--finding", next(each["id"] for each in found if each["component"] == "src"), reason="CRY")
    desk.run("keep", desk.file, "--all", "--note", "was replaced in the field", "--as", ENGINEER, expect=None)
    step("submit", "review", "submit", desk.file, "--filing", "f", "--as", ENGINEER)
    desk.decide()
    step("sign", "review", "sign", desk.file, "--filing", "f", "--as", LEGAL)
    step("build", "build", desk.file, "--filing", "f", "--out", desk.out, "--as", ENGINEER)
    step("verify", "verify", next(desk.out.rglob("*.zip")))
    return took


if __name__ == "__main__":
    sys.exit(main())
