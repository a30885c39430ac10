"""Programs that make what a test reads: real ones, so that no reader is measured by images of its own maker."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def needs(*programs: str) -> None:
    """Skip the calling test where a program is missing; in CI that is a failure, since there it was to be installed."""
    for program in programs:
        if shutil.which(program) is None and shutil.which(program, path="/usr/sbin:/sbin") is None:
            if os.environ.get("CI"):
                pytest.fail(f"{program} is missing", pytrace=False)
            pytest.skip(f"{program} is missing")


def made(*command: str | Path, cwd: Path | None = None, given: bytes | None = None) -> bytes:
    """Run a program that makes an image, and give what it printed."""
    needs(str(command[0]))
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    done = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "PATH": path, "LC_ALL": "C"},
    )
    assert not done.returncode, (command, done.stderr)
    return done.stdout
