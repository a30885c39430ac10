"""From the sample to a verified package with mouse and keys on a real X server: submit, decide, sign, build, verify.

The program runs in a process of its own; what it did is read back from the workbook and from the package.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder import app
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import RoundState, Verdict
from codebinder.workflow import building, checking, demo, filings, reviewing
from codebinder.workflow.session import Session
from helpers.person import at_work, until

pytestmark = pytest.mark.xvfb

LIST_ROW = (480, 232)
"""A row of the review's list, in a window of 1280 by 720."""


def read(path: Path) -> tuple[RoundState | None, list[Verdict | None], int]:
    """Read how the review stands, and how many packages were built, while the program has the workbook open."""
    home = demo.home_of(app.environment(ask=False), path)
    with Session.open(home, path, read_only=True) as session:
        filing = filings.resolve(session, None)
        row = reviewing.current_round(session, filing)
        views = reviewing.subjects(session, filing)
        verdicts = [view.decision.verdict if view.decision else None for view in views]
        return row.state if row else None, verdicts, len(building.builds(session, filing))


def test_the_sample_is_reviewed_signed_built_and_verified(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODEBINDER_CONFIG_DIR", str(own_home / "config"))
    out = tmp_path / "sample"
    demo.make_sample(app.environment(ask=False), out, progress=NoProgress(), cancel=NeverCancel())
    book = out / "meridian.codebinder"
    with at_work(tmp_path / "said", str(book)) as person:
        window = person.sees("gateway-317")
        person.tool("windowsize", "--sync", window, "1280", "720")
        person.keys("ctrl+6")
        person.rests()
        person.keys("ctrl+Return")
        person.sees("Submit for review")
        person.keys("Return")
        until(lambda: read(book)[0] is RoundState.OPEN, "nothing was submitted")
        person.rests()

        person.clicks(window, *LIST_ROW)
        count = len(read(book)[1])
        person.keys("Home", "x")
        person.types("axnp is no answer: hide less")
        person.keys("Return")
        until(lambda: read(book)[1][0] is Verdict.REJECT, "nothing was rejected")
        person.keys(*["a"] * (count - 1))
        until(lambda: read(book)[1].count(Verdict.APPROVE) == count - 1, "deciding does not move on")
        person.keys("Home", "a")
        until(lambda: set(read(book)[1]) == {Verdict.APPROVE}, "a rejection can't be taken back")

        person.rests()
        person.keys("ctrl+Return")
        person.rests()
        person.keys("space")
        until(lambda: read(book)[0] is RoundState.SIGNED, "the round was not signed")
        person.rests()
        person.keys("ctrl+7")
        person.rests()
        person.keys("ctrl+Return")
        until(lambda: read(book)[2], "nothing was built")

        archive = out / "gateway-317" / "gateway-317.zip"
        until(archive.is_file, "there is no package")
        report = out / "gateway-317" / "gateway-317-verification.txt"

        person.rests()
        person.keys("ctrl+8")
        person.rests()
        person.keys("ctrl+Return")
        person.rests()
        person.keys("ctrl+s")
        person.sees("Save report")
        person.keys("Return")
        until(report.is_file, "the report was not saved")
        assert report.read_text(encoding="utf-8").startswith("INTACT")
        person.sees("gateway-317")
        person.keys("ctrl+q")
        until(lambda: person.program.poll() is not None, "the program does not quit")
        assert person.program.returncode == 0
    assert (tmp_path / "said").read_bytes() == b""
    verdict = checking.verify(archive, progress=NoProgress(), cancel=NeverCancel())
    assert verdict.exit_code == 0
