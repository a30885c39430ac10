"""Killed at any moment: never half a package, never a lost decision; the workbook opens and the next build works."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from helpers.desk import ENGINEER, Desk, listing
from helpers.git_repo import Content

KILLS = 5
FILES: dict[bytes, Content] = {
    b"src/file_%04d.c" % at: b"int file_%04d(void) { return %d; } /* %d */\n" % (at, at, at * at) * 30
    for at in range(240)
}


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("kill") / "desk")
    desk.begin()
    desk.source({**FILES, b"secret.c": b"int a;\nint recipe = 1234;\nint b;\n"})
    desk.scan()
    desk.redact("--path", "secret.c", "--lines", "2-2")
    desk.approve()
    return desk


def whole(desk: Desk) -> None:
    """The workbook is whole, and what was decided is there."""
    assert desk("audit", desk.file)["faults"] == []
    assert desk.rounds()[-1]["state"] == "signed"
    decisions = desk("list", desk.file, "decisions")["decisions"]
    assert [row["decision"]["verdict"] for row in decisions] == ["approve"]


def duration(desk: Desk, tmp_path: Path) -> float:
    out = tmp_path / "timed"
    out.mkdir()
    begun = time.monotonic()
    desk.child("build", desk.file, "--out", out, "--as", ENGINEER)
    return time.monotonic() - begun


def test_a_build_killed_at_random_moments_leaves_nothing_half_done(approved: Desk, tmp_path: Path) -> None:
    desk = approved.copy(tmp_path / "desk")
    draw = random.Random(20261121)
    seconds = duration(approved.copy(tmp_path / "timing"), tmp_path)
    killed = at = 0
    while at < KILLS or killed <= KILLS // 2:
        assert at < 4 * KILLS, "nearly every build was done before it could be killed"
        at += 1
        out = tmp_path / f"out-{at}"
        out.mkdir()
        process = desk.start("build", desk.file, "--out", out, "--as", ENGINEER)
        while process.poll() is None and not listing(out):
            time.sleep(0.001)
        time.sleep(seconds * 0.4 * draw.random())
        process.kill()
        process.communicate()
        if process.returncode == -9:
            killed += 1
        else:
            seconds *= 0.7  # the machine is faster than it was
        seen = {name for name in listing(out) if not name.startswith(".")}
        assert seen in ({"f", "f/f.zip", "f/f-slip.pdf"}, set())
        if seen:
            assert desk("verify", out / "f" / "f.zip")["verify"]["exit_code"] == 0
        whole(desk)
        desk.package(out) if not seen else None
        assert listing(out) == {"f", "f/f.zip", "f/f-slip.pdf"}
        assert listing(desk.temp) == set(), "what the killed program left was not cleaned up"
    whole(desk)


@pytest.mark.parametrize("signal", ["SIGTERM", "SIGINT"])
def test_an_interrupted_build_ends_with_130_and_leaves_nothing(approved: Desk, tmp_path: Path, signal: str) -> None:
    desk = approved.copy(tmp_path / "desk")
    prelude = (
        "import os, signal\n"
        "from codebinder.workflow import building\n"
        "held = building._leaks\n"
        f"building._leaks = lambda *a, **k: (os.kill(os.getpid(), signal.{signal}), held(*a, **k))[1]\n"
    )
    done = desk.child("build", desk.file, "--out", desk.out, "--as", ENGINEER, prelude=prelude, expect=130)
    assert "Traceback" not in done.err
    assert (listing(desk.out), listing(desk.temp)) == (set(), set())
    whole(desk)


def test_an_interruption_that_python_drops_still_ends_the_build(approved: Desk, tmp_path: Path) -> None:
    desk = approved.copy(tmp_path / "desk")
    prelude = (
        "import os, signal, time\n"
        "from codebinder.workflow import building\n"
        "held = building._leaks\n"
        "def dropped(*a, **k):\n"
        "    try:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        time.sleep(5)\n"
        "    except KeyboardInterrupt:\n"
        "        pass\n"
        "    return held(*a, **k)\n"
        "building._leaks = dropped\n"
    )
    desk.child("build", desk.file, "--out", desk.out, "--as", ENGINEER, prelude=prelude, expect=130)
    assert (listing(desk.out), listing(desk.temp)) == (set(), set())
    whole(desk)


def test_a_submission_that_is_killed_at_its_end_is_whole_or_not_there(approved: Desk, tmp_path: Path) -> None:
    desk = approved.copy(tmp_path / "desk")
    desk.run("filing", "set", desk.file, "purpose=else")
    rounds = len(desk.rounds())
    for name in ("put_map", "put_salts"):
        prelude = (
            "import os\n"
            "from codebinder.workbook import redactions\n"
            f"redactions.Redactions.{name} = lambda *a, **k: os.kill(os.getpid(), 9)\n"
        )
        done = desk.child("review", "submit", desk.file, "--as", ENGINEER, prelude=prelude, expect=None)
        if done.code == 0:
            rounds += 1
        assert desk("audit", desk.file)["faults"] == []
        assert len(desk.rounds()) == rounds
    desk.submit()
