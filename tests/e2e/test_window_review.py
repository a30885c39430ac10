"""A lawyer at a real keyboard: 83 decisions by keys alone, fifty of them one by one, one rejected with a comment, one
that stands out; undone and redone; then she signs.

The program runs in a process of its own; what it did is read back from the workbook.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from codebinder import app
from codebinder.model.review import RoundState, Verdict
from codebinder.workflow import building, demo, filings, reviewing
from codebinder.workflow.environment import Environment
from codebinder.workflow.session import Session
from helpers.person import Person, at_work, until
from helpers.review_room import review_room

pytestmark = pytest.mark.xvfb

JUDGEMENTS = 12
"""Keys that may be wanted for what is left; there are seven judgements in all."""


def environment() -> Environment:
    """Give the environment of whoever reads; the passphrase stays for the next one."""
    word = os.environ.get("CODEBINDER_KEY_PASSPHRASE")
    try:
        return app.environment(ask=False)
    finally:
        if word is not None:
            os.environ["CODEBINDER_KEY_PASSPHRASE"] = word


def read(path: Path) -> tuple[RoundState | None, list[Verdict | None], int]:
    """Read how the review stands, and how many packages were built, while the program has the workbook open."""
    home = demo.home_of(environment(), path)
    with Session.open(home, path, read_only=True) as session:
        filing = filings.resolve(session, None)
        row = reviewing.current_round(session, filing)
        views = reviewing.subjects(session, filing)
        verdicts = [view.decision.verdict if view.decision else None for view in views]
        return row.state if row else None, verdicts, len(building.builds(session, filing))


def test_a_lawyer_decides_by_keys_alone_and_signs(
    key_dir: Path, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key_dir.is_dir()
    monkeypatch.setenv("CODEBINDER_CONFIG_DIR", str(own_home / "config"))
    review_room(tmp_path, environment=environment()).session.close()
    book = tmp_path / "w.codebinder"
    with at_work(tmp_path / "said", str(book)) as person:
        person.sees("w.codebinder")
        person.rests()
        person.keys("ctrl+6")
        person.reads("0 of 83 decided")
        person.reads("The same note stands on many things")  # the oddity is in front of her, and why it is one
        person.rests()
        before = person.gestures
        person.keys("x")
        person.reads("", lambda each: each["name"] == "ask-field" and each["focus"])
        person.types("axnp is no answer: a live token must not leave")
        person.keys("Return")
        person.sees("Sign with which key")
        person.keys("Return")
        until(lambda: read(book)[1].count(Verdict.REJECT) == 1, "nothing was rejected")
        person.reads("1 of 83 decided")

        singly(person, book)
        person.tabs_to("review-grouped", back=True)
        person.keys("space")  # the rest by judgements: one key for each
        person.rests()
        keys = 0
        while None in read(book)[1]:
            person.keys("n", "a")
            person.rests()
            keys += 1
            assert keys <= JUDGEMENTS, "judgements bundle nothing"
        sign(person, book)
        print(f"83 decisions with {person.gestures - before} keys and texts, {person.waited:.1f} s of waiting")
        person.leaves()
    assert (tmp_path / "said").read_bytes() == b""


def singly(person: Person, book: Path) -> None:
    """Decide fifty one after another, as fast as a key repeats; then undo the last and do it again."""
    person.tabs_to("review-grouped", back=True)
    person.keys("space")
    person.rests()
    person.keys(*["a"] * 50, delay=40)
    person.reads("51 of 83 decided")
    until(lambda: read(book)[1].count(Verdict.APPROVE) == 50, "deciding does not move on")
    person.keys("ctrl+z")
    until(lambda: read(book)[1].count(Verdict.APPROVE) == 49, "a verdict is not taken back")
    person.keys("ctrl+shift+z")
    until(lambda: read(book)[1].count(Verdict.APPROVE) == 50, "a verdict does not come again")


def sign(person: Person, book: Path) -> None:
    """What was rejected is found by the filter, and approved after all; then she signs."""
    person.tabs_to("review-filter", back=True)
    person.keys("r")
    person.rests()
    assert person.focus()["text"] == "Rejected"
    person.tabs_to("judgements")
    person.keys("Home", "a")
    until(lambda: set(read(book)[1]) == {Verdict.APPROVE}, "a rejection can't be taken back")
    person.rests()
    person.keys("ctrl+Return")
    person.reads("Sign with my key")
    person.tabs_to("sign-now")
    person.keys("space")
    until(lambda: read(book)[0] is RoundState.SIGNED, "the round was not signed")
    person.rests()
