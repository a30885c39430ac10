"""The summary of `dev.py test` names what failed: often its last lines are all that somebody gets to see."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from devkit.testing import Outcome, counted, in_turn, summary

TESTS = """
import os

def test_passes():
    pass

def test_fails():
    assert "three" == "four"

def test_ends_its_process():
    os._exit(9)
"""


def test_failed_tests_and_ended_processes_are_named_with_what_they_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test_three.py").write_text(TESTS)
    record = tmp_path / "record.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "1", "-p", "no:cacheprovider", f"--junitxml={record}"]
    ran = subprocess.run([*command, "--rootdir", ".", "test_three.py"], cwd=tmp_path, check=False, capture_output=True)
    outcome = counted("three tests", record, ran.returncode)
    assert (outcome.passed, outcome.failed) == (1, 2)
    assert summary([outcome]) == 1
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert any(line.startswith("test_three::test_fails: AssertionError: assert 'three' == 'four'") for line in lines)
    assert any("crashed while running 'test_three.py::test_ends_its_process'" in line for line in lines)
    assert lines[-1] == "1 passed, 2 failed"


def test_a_failed_check_is_named() -> None:
    steps = [(name, lambda title, bad=bad: Outcome(title=title, passed=1 - bad, failed=bad)) for name, bad in NAMES]
    assert in_turn("checks", steps).failures == ("types",)


NAMES = (("lint", 0), ("types", 1), ("imports", 0))
