"""A newcomer with mouse and keys, on a real X server: from the start page to a repository in a filing.

The program runs as it is shipped, in a process of its own; nothing of it is reached into. What it did is read back
from the workbook afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from codebinder import app
from codebinder.workflow import filings, sources, vendors
from codebinder.workflow.session import Session
from helpers.git_repo import RepoBuilder
from helpers.person import APP, PATIENCE, Person

pytestmark = pytest.mark.xvfb


@pytest.fixture
def person(key_dir: Path, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Start the program; end it whatever happens."""
    monkeypatch.setenv("CODEBINDER_CONFIG_DIR", str(own_home / "config"))
    (own_home / "Documents").mkdir()
    env = {**os.environ, "PYTHONPATH": str(APP)}
    assert env["CODEBINDER_KEY_DIR"] == str(key_dir)
    with (tmp_path / "said").open("wb") as said:
        program = subprocess.Popen([sys.executable, "-c", "from codebinder.app import desktop; desktop()"], env=env,
                                   stdout=said, stderr=said)  # fmt: skip
        try:
            yield Person(program)
        finally:
            program.terminate()
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait(10)


def until(true: object, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.1)
    raise AssertionError(what)


def components(path: Path) -> list[str]:
    """Read what the workbook holds while the program has it open."""
    with Session.open(app.environment(ask=False), path, read_only=True) as session:
        held = filings.filings(session)
        return [part.rev for filing in held for part in sources.components(session, filing)]


def counts(path: Path) -> tuple[int, int]:
    with Session.open(app.environment(ask=False), path, read_only=True) as session:
        return len(vendors.products(session)), len(filings.filings(session))


def test_a_newcomer_begins_a_filing_and_adds_a_repository(person: Person, own_home: Path, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "router")
    repo.tag("v1.0", repo.commit({b"src/main.c": b"int main(void) { return 0; }\n", b"README": b"A router.\n"}))
    book = own_home / "Documents" / "acme.codebinder"

    person.sees("Codebinder")
    person.keys("ctrl+n")
    person.sees("New workbook")
    person.types("Acme")
    person.keys("Return")
    person.sees("acme.codebinder")
    assert book.is_file()

    person.keys("ctrl+shift+p")
    person.sees("New product")
    person.types("Router")
    person.keys("Tab")
    person.types("1.0")
    person.keys("Return")
    until(lambda: counts(book)[0] == 1, "no product was added")

    person.sees("acme.codebinder")
    person.keys("ctrl+shift+n")
    person.sees("New filing")
    person.types("escrow")
    time.sleep(0.5)
    person.keys("Return")
    until(lambda: counts(book)[1] == 1, "no filing was begun")

    person.sees("escrow-deposit")
    person.keys("ctrl+r")
    time.sleep(0.5)
    person.types(str(tmp_path / "router"))
    person.keys("Return")
    time.sleep(2)
    person.keys("ctrl+Return")
    until(lambda: components(book) == ["v1.0"], "no repository was added")

    person.keys("ctrl+q")
    until(lambda: person.program.poll() is not None, "the program does not quit")
    assert person.program.returncode == 0
    assert (tmp_path / "said").read_bytes() == b""
