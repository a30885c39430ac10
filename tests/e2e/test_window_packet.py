"""A lawyer with nothing but a packet and her key, at a real keyboard: open, decide, sign, answer; then it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder import app
from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.model.review import RoundState
from codebinder.workflow import answers, demo, filings, packets, reviewing
from codebinder.workflow.session import Session
from helpers.person import at_work, until

pytestmark = pytest.mark.xvfb
QUIET = {"progress": NoProgress(), "cancel": NeverCancel()}


def test_a_lawyer_decides_signs_and_answers_without_a_workbook(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = demo.make_sample(app.environment(ask=False), tmp_path / "sample", **QUIET)
    home = demo.home_of(app.environment(ask=False), made.workbook)
    packet = tmp_path / "hers" / "to-review.age"
    packet.parent.mkdir()
    with Session.open(home, made.workbook) as session:
        filing = filings.resolve(session, None)
        reviewing.submit(session, filing, key=demo.ENGINEER, reviewers=[demo.LEGAL], **QUIET)
        count = len(reviewing.subjects(session, filing))
        packets.export(session, filing, out=packet, to=[demo.LEGAL], key=demo.ENGINEER, **QUIET)
    monkeypatch.setenv("CODEBINDER_CONFIG_DIR", str(own_home / "her-config"))
    monkeypatch.setenv("CODEBINDER_KEY_DIR", str(made.key_folder))
    monkeypatch.setenv("CODEBINDER_KEY_PASSPHRASE", demo.PASSPHRASE)
    answer = packet.with_name("to-review-answer.age")
    with at_work(tmp_path / "said", str(packet)) as person:
        person.sees("Open a review packet")
        person.rests()
        person.keys("Return")
        person.sees("to-review.age")
        person.reads(f"0 of {count} decided")
        person.rests()
        person.keys("Home", *["a"] * count, delay=120)
        person.reads(f"{count} of {count} decided")
        person.rests()
        person.keys("ctrl+Return")
        person.tabs_to("sign-now")
        person.keys("space")
        person.reads("Signed. Now write your answer")
        person.rests()
        person.keys("ctrl+shift+Return")
        person.sees("Write answer")
        person.keys("Return")
        until(answer.is_file, "no answer was written")
        person.rests()
        person.keys("Return")
        person.sees("to-review.age")
        person.keys("ctrl+q")
        until(lambda: person.program.poll() is not None, "the program does not quit")
        assert person.program.returncode == 0
    assert (tmp_path / "said").read_bytes() == b""
    with Session.open(home, made.workbook) as session:
        filing = filings.resolve(session, None)
        report = answers.import_(session, answer, **QUIET)
        assert report.approved
        assert not report.missing
        row = reviewing.current_round(session, filing)
        assert row is not None
        assert row.state is RoundState.SIGNED
