"""A newcomer with mouse and keys, on a real X server: from the start page to a verified package of her own repository.

The program runs as it is shipped, in a process of its own; nothing of it is reached into. She knows nothing but what
stands on the screen: she clicks on its words, and does what the bar above the page says. What came of it is read back
from the package.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.workflow import checking
from helpers.effort import reference
from helpers.git_repo import RepoBuilder
from helpers.person import Person, at_work, until

pytestmark = pytest.mark.xvfb

GESTURES = 160
"""Clicks, keys and texts typed; most of them are the form of this template: 44 answers."""
WORK = 10_000
"""Units of work (`effort`) that the program and its helpers do for her in all: what she waits for, whatever else the
machine does meanwhile."""

FILES = {
    b"src/main.c": b'#include "net.h"\n\nstatic const char *PASSWORD = "Tr0ub4dor&3-x9";\n\n'
    b'int main(void) { return net_start("10.20.30.40", PASSWORD); }\n',
    b"src/net.h": b"int net_start(const char *where, const char *word);\n",
    b"README": b"A router.\n",
}


def test_from_nothing_to_a_verified_package_by_what_the_window_says(
    key_dir: Path, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert key_dir.is_dir()
    monkeypatch.setenv("CODEBINDER_CONFIG_DIR", str(own_home / "config"))
    (own_home / "Documents").mkdir()
    repo = RepoBuilder(tmp_path / "router")
    repo.tag("v1.0", repo.commit(FILES))
    before, unit = worked(), reference()
    with at_work(tmp_path / "said") as person:
        begin(person)
        fill_in(person)
        add_source(person, tmp_path / "router")
        leave_out(person)
        decide(person)
        review(person)
        build_and_verify(person)
        packages = list((own_home / "Documents").rglob("*.zip"))
        person.leaves()
    assert (tmp_path / "said").read_bytes() == b""
    assert len(packages) == 1
    assert checking.verify(packages[0], progress=NoProgress(), cancel=NeverCancel()).exit_code == 0
    print(f"{person.gestures} gestures, {person.waited:.1f} s of waiting, {(worked() - before) / unit:.0f} units")
    assert person.gestures <= GESTURES
    assert (worked() - before) / max(unit, reference()) <= WORK


def worked() -> float:
    """Give the seconds of processor time of everything that this process started and that has ended."""
    ended = os.times()
    return ended.children_user + ended.children_system


def begin(person: Person) -> None:
    """A workbook, a product, a filing: each begins with the one button of an empty page."""
    person.sees("Codebinder")
    person.clicks_on("New workbook…")
    person.sees("New workbook")
    person.types("Acme")
    person.keys("Return")
    person.clicks_on("Add a product…")
    person.sees("New product")
    person.types("Router")
    person.keys("Tab")
    person.types("1.0")
    person.keys("Return")
    person.clicks_on("New filing…")
    person.sees("New filing")
    person.types("escrow")
    person.clicks_on("Escrow deposit")
    person.clicks_on("Begin the filing")
    person.sees("escrow-deposit")


def fill_in(person: Person) -> None:
    """What the form asks: she goes through what is wanted, from the top of the list at the right."""
    for fact in ("has_firmware", "has_third_party"):
        person.clicks_on(name=f"fact-{fact}-no")
    person.clicks_on("Is anything in the deposit encrypted?", kind="RuleRow")
    person.rests()
    person.clicks_on(name="fact-deposit_encrypted-no")
    person.rests()
    goes_to(person, "Show the first", "agreement_number", kind="")
    answer(person, "A-77", "2026-01-05")
    wanted(person, "Day by which this deposit is due", "deposit_due", "2026-02-04")
    goes_to(person, "Kind of deposit", "deposit_kind")
    person.keys("Down")
    person.rests()
    goes_to(person, "Exhibit B: what is deposited", "media")
    person.keys("Tab")
    table(person, "Source", "1", "1", "disk", "1 MB", "1 MB", "No")
    wanted(person, "Roadmap of the deposit", "roadmap", "src holds the program, README says how it is built and run.")
    wanted(person, "General description of the deposit", "general_description", "All sources of the router.")
    goes_to(person, "Exhibit Q", "questionnaire")
    answer(person, "Routes packets", "download", "1", "a router", "1", "none", "C", "1", "1")
    person.rests()
    goes_to(person, "Build processes", "build_environments")
    person.keys("Tab")
    table(person, "make", "a PC", "Debian 12", "gcc 12", "make check")
    wanted(
        person,
        "Build instructions",
        "build_instructions",
        "Install gcc 12 and make on Debian 12, then run make in the folder.",
    )
    wanted(person, "Maintenance tools", "maintenance_tools", "make alone")
    goes_to(person, "Key developers", "key_developers")
    person.keys("Tab")
    table(person, "Li Wei", "maintainer", "")
    wanted(person, "Databases", "databases", "none")
    goes_to(person, "Cloud services", "cloud_services")
    person.keys("Tab")
    table(person, "none", "none", "none", "")
    goes_to(person, "Checked for viruses", "virus_check")
    person.keys("space")
    goes_to(person, "Verification agreed with the agent", "verification_level")
    person.keys("Down")
    person.rests()
    goes_to(person, "Who signs exhibit B", "signatory")
    answer(person, "Li Wei", "CTO")
    goes_to(person, "Declaration of completeness", "completeness_declaration")
    person.keys("space")
    person.rests()
    person.clicks_on("Or go on: Sources")


def wanted(person: Person, label: str, field: str, text: str) -> None:
    """Go to what is wanted, and answer it."""
    goes_to(person, label, field)
    answer(person, text)
    person.rests()


def goes_to(person: Person, label: str, field: str, kind: str = "RuleRow") -> None:
    """Click on what is wanted; she types when the cursor stands in its field."""
    person.clicks_on(label, kind=kind)
    person.rests()
    person.reads("", lambda each: each["focus"] and each["name"].startswith(f"field-{field}"))


def answer(person: Person, *texts: str) -> None:
    person.rests()
    for each in texts:
        person.types(each)
        person.keys("Tab")


def table(person: Person, *cells: str) -> None:
    """A row of a table, begun at its button."""
    person.keys("space")
    person.reads("", lambda each: each["focus"] and "QLineEdit" in each["kinds"])
    for each in cells[:-1]:
        person.types(each)
        person.keys("Tab")
    person.types(cells[-1])
    person.keys("Return")
    person.rests()


def add_source(person: Person, repo: Path) -> None:
    person.clicks_on("Do it")
    person.reads("", lambda each: each["focus"] and "QLineEdit" in each["kinds"])
    person.types(str(repo))
    person.keys("Return")
    person.clicks_on("v1.0")
    person.clicks_on("Add this source")
    person.clicks_on("Go to Documents")


def leave_out(person: Person) -> None:
    """Two documents that she has not got."""
    for reason in ("the tests are in the source", "the source explains itself"):
        person.clicks_on("Leave it out, with a reason", kind="QPushButton")
        person.reads("", lambda each: each["focus"] and "QLineEdit" in each["kinds"])
        person.types(reason)
        person.keys("Return")
        person.rests()
    person.clicks_on("Go to Redaction")


def decide(person: Person) -> None:
    """Scan, and say about the one finding why it stays; that is signed with a key that she makes here."""
    person.clicks_on("Do it")
    person.reads("1 undecided", lambda each: "redact or keep" in each["text"])
    person.clicks_on(name="act-K")
    person.reads("", lambda each: each["name"] == "ask-field" and each["focus"])
    person.types("a password of this release alone")
    person.keys("Return")
    person.sees("New key")
    person.types("Ann Lee")
    person.keys("Return")
    person.clicks_on("Go to Review")


def review(person: Person) -> None:
    """Submit; and a colleague at the same computer approves and signs with a key of his own."""
    person.clicks_on("Do it")
    person.sees("Submit for review")
    person.clicks_on("A reviewer at this computer…")
    person.sees("New key")
    person.types("Bo Lin")
    person.keys("Return")
    person.sees("Submit for review")
    person.reads("Bo Lin")
    person.clicks_on("Submit", name="submit-now")
    person.reads("waits for approval")
    person.clicks_on(name="act-A")
    person.reads("1 of 1 decided")
    person.clicks_on("Sign…", name="sign")
    person.clicks_on("Sign with my key")
    person.clicks_on("Go to Package")


def build_and_verify(person: Person) -> None:
    person.reads("the package can be built")  # the page before has the same words in its bar, which lead here
    person.clicks_on("Do it")
    person.clicks_on("Verify", name="next-go")
    person.reads("INTACT")
    until(lambda: not person.looks(name="job-cancel"), "the program never rests")
