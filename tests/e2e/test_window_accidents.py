"""What goes wrong at a real keyboard: the program dies in the middle of deciding, a build is cancelled; and what is
taken back, sought by its name, or read in the other language.

The program runs in a process of its own; what it did is read back from the workbook and from the package.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from codebinder import app
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import RoundState, Verdict
from codebinder.workflow import building, checking, demo, filings, reviewing
from codebinder.workflow.session import Session
from helpers.person import Person, at_work, until

pytestmark = pytest.mark.xvfb

QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}
FELL = "查看报告"
"""What is offered after a fall: to see the report."""
AT_ONCE = 1.0
"""Seconds within which a build is cancelled; where the machine is slow, a quarter of what the build itself takes."""


def read(path: Path) -> tuple[RoundState | None, list[Verdict | None], int]:
    """Read how the review stands, and how many packages were built, while the program has the workbook open."""
    home = demo.home_of(app.environment(ask=False), path)
    with Session.open(home, path, read_only=True) as session:
        filing = filings.resolve(session, None)
        row = reviewing.current_round(session, filing)
        views = reviewing.subjects(session, filing)
        verdicts = [view.decision.verdict if view.decision else None for view in views]
        return row.state if row else None, verdicts, len(building.builds(session, filing))


def approved(path: Path) -> int:
    return read(path)[1].count(Verdict.APPROVE)


@pytest.fixture
def book(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, submitted for review."""
    monkeypatch.setenv("CODEBINDER_CONFIG_DIR", str(own_home / "config"))
    made = demo.make_sample(app.environment(ask=False), tmp_path / "sample", **QUIET)
    with Session.open(demo.home_of(app.environment(ask=False), made.workbook), made.workbook) as session:
        filing = filings.resolve(session, None)
        reviewing.submit(session, filing, key=demo.ENGINEER, reviewers=[demo.LEGAL], **QUIET)
    return made.workbook


def test_a_power_cut_while_deciding_and_a_build_cancelled(book: Path, tmp_path: Path) -> None:
    count = len(read(book)[1])
    with at_work(tmp_path / "said", str(book)) as person:
        person.sees("gateway-317")
        person.rests()
        person.keys("ctrl+6")
        person.reads(f"0 of {count} decided")
        person.rests()
        take_back(person, book)
        seek(person)
        turn_chinese(person)
        person.keys("ctrl+6")
        person.reads("批准")
        person.rests()
        person.keys("Home", "a", "a", delay=80)
        until(lambda: approved(book) >= 1, "nothing was decided")
        person.keys("a")
        before = approved(book)
        person.kills()
    assert (tmp_path / "said").read_bytes() == b""
    assert approved(book) >= before, "what was decided has gone"

    with at_work(tmp_path / "said-2", str(book)) as person:
        person.sees("gateway-317")
        person.reads(FELL)
        person.reads("批准")  # the step and the language that she was in
        assert before <= approved(book) <= 3
        person.rests()
        approve_all(person, book, count)
        cancel_and_build(person, book)
        person.leaves()
    assert (tmp_path / "said-2").read_bytes() == b""


def approve_all(person: Person, book: Path, count: int) -> None:
    person.keys("ctrl+6")
    person.rests()  # she sees what she decides
    person.keys("Home", *["a"] * (count + 3), delay=80)
    until(lambda: approved(book) == count, "deciding does not move on")
    person.keys("ctrl+Return")
    person.tabs_to("sign-now")
    person.keys("space")
    until(lambda: read(book)[0] is RoundState.SIGNED, "the round was not signed")
    person.rests()


def cancel_and_build(person: Person, book: Path) -> None:
    """Cancelled as soon as it has begun: within a second, and nothing is left behind; then built after all."""
    out = book.parent / "gateway-317"
    there = set(book.parent.rglob("*"))
    person.keys("ctrl+7")
    person.rests()
    person.keys("ctrl+Return")
    person.clicks_on(name="job-cancel", hurried=True)
    clicked = time.monotonic()
    person.reads("已取消")
    person.rests()
    took = time.monotonic() - clicked
    assert read(book)[2] == 0
    left = {each for each in set(book.parent.rglob("*")) - there if each.suffix != ".recovery"}
    assert left <= {out}, "a cancelled build leaves something behind"
    person.rests()
    began = time.monotonic()
    person.keys("ctrl+Return")
    until(lambda: read(book)[2], "nothing was built after it had been cancelled")
    whole = time.monotonic() - began
    until((out / "gateway-317.zip").is_file, "there is no package")
    assert checking.verify(out / "gateway-317.zip", **QUIET).exit_code == 0
    person.rests()
    print(f"cancelled within {took:.2f} s; built within {whole:.2f} s")
    assert took <= max(AT_ONCE, whole / 4)


def take_back(person: Person, book: Path) -> None:
    """A verdict, undone and redone by the usual keys."""
    person.keys("Home", "a")
    until(lambda: approved(book) == 1, "nothing was approved")
    person.rests()
    person.keys("ctrl+z")
    until(lambda: approved(book) == 0, "a verdict is not undone")
    person.rests()
    person.keys("ctrl+shift+z")
    until(lambda: approved(book) == 1, "a verdict is not redone")
    person.rests()
    person.keys("ctrl+z")
    until(lambda: approved(book) == 0, "a verdict is not undone again")
    person.rests()


def seek(person: Person) -> None:
    """To another step and back by the palette, by a part of its name."""
    person.keys("ctrl+k")
    person.reads("", lambda each: each["focus"] and "QLineEdit" in each["kinds"])
    person.types("firmw")
    person.reads("Firmware")
    person.keys("Return")
    person.reads("Requirements: Firmware")


def turn_chinese(person: Person) -> None:
    """The other language, by the palette; and a step is gone to in it."""
    person.keys("ctrl+k")
    person.reads("", lambda each: each["focus"] and "QLineEdit" in each["kinds"])
    person.types("language")
    person.clicks_on("简体中文")
    person.reads("要求：固件")
    person.rests()
