"""Duties, delegations, revocations and successors on the real command line, up to the package and its verifier."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers.desk import ENGINEER, LEGAL, Desk, members, unpack

FILES = {b"src/a.c": b"int a;\nint secret_way_of_doing_it_here;\nint c;\n"}
SECOND, THIRD = "zhao", "hou"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A workbook with something to approve, and four people: two engineers, two of legal."""
    desk = Desk(tmp_path_factory.mktemp("office"))
    desk.begin()
    desk.run("key", "new", SECOND, "--role", "legal", "--person", "Zhao Min")
    desk.run("key", "new", THIRD, "--role", "engineer", "--person", "Hou Jie")
    for name in (SECOND, THIRD):
        desk.run("key", "trust", desk.file, name)
    desk.source(FILES)
    desk.scan()
    desk.redact("--path", "src/a.c", "--lines", "2-2")
    return desk


@pytest.fixture
def desk(office: Desk, tmp_path: Path) -> Desk:
    return office.copy(tmp_path / "desk")


def key(desk: Desk, *words: object, expect: int = 0) -> dict[str, Any]:
    return desk("key", words[0], desk.file, *words[1:], expect=expect)


def approved_by(desk: Desk, who: str, by: str = ENGINEER) -> None:
    desk("review", "submit", desk.file, "--as", by)
    desk("review", "decide", desk.file, "--all", "--verdict", "approve", "--as", who)
    desk("review", "sign", desk.file, "--as", who)


def verified(archive: Path, folder: Path) -> dict[str, Any]:
    """Have the verifier inside the package check it, and the program too."""
    top = unpack(archive, folder)
    ran = subprocess.run(
        [sys.executable, "-I", str(top / "verify.py"), str(archive), "--json"], capture_output=True, check=False
    )
    found = json.loads(ran.stdout)
    assert isinstance(found, dict)
    return found


def fingerprint(desk: Desk, name: str) -> str:
    rows = desk("key", "list")["keys"]
    return str(next(row["fingerprint"] for row in rows if row["name"] == name))


def test_a_delegated_approval_goes_into_the_package_for_both(desk: Desk, tmp_path: Path) -> None:
    words = ("--from", LEGAL, "--to", THIRD, "--duty", "approve", "--filing", "f", "--until", "2099-12-31")
    told = key(desk, "delegate", *words)
    assert told["delegations"][0]["until"] == "2099-12-31"
    approved_by(desk, THIRD)
    archive = desk.package()
    found = verified(archive, tmp_path / "out")
    assert (found["exit_code"], found["faults"]) == (0, [])
    line = next(row["text"] for row in found["lines"] if row["name"] == "APPROVAL")
    assert fingerprint(desk, THIRD) in line
    assert fingerprint(desk, LEGAL) in line
    assert json.loads(members(archive)["manifest.json"])["approvals"][0]["acting_for"] == [fingerprint(desk, LEGAL)]
    desk.run("verify", archive, "--level", "full")


def test_whoever_delegated_may_not_have_proposed(desk: Desk) -> None:
    key(desk, "delegate", "--from", LEGAL, "--to", THIRD, "--duty", "approve")
    desk("redact", desk.file, "--path", "src/a.c", "--lines", "3-3", "--reason", "TS", "--as", LEGAL)
    desk("review", "submit", desk.file, "--as", ENGINEER)
    told = desk("review", "decide", desk.file, "--id", "R-2", "--verdict", "approve", "--as", THIRD, expect=3)
    assert "her own proposal" in told["error"]
    assert desk("review", "sign", desk.file, "--as", THIRD, expect=3)["error"]


def test_a_delegation_that_was_ended_lets_nobody_sign(desk: Desk) -> None:
    key(desk, "delegate", "--from", LEGAL, "--to", THIRD, "--duty", "approve")
    key(desk, "delegate", "--from", LEGAL, "--to", THIRD, "--end")
    desk("review", "submit", desk.file, "--as", ENGINEER)
    desk("review", "decide", desk.file, "--all", "--verdict", "approve", "--as", THIRD, expect=3)
    assert key(desk, "delegate", "--from", LEGAL, "--to", THIRD, "--void", expect=2)["error"]
    assert key(desk, "delegate", "--from", LEGAL, "--to", THIRD, "--end", "--void")["delegations"] == []


def test_a_revoked_key_stops_counting_and_is_told_object_by_object(desk: Desk) -> None:
    approved_by(desk, LEGAL)
    dry = key(desk, "revoke", LEGAL, "--compromised", "--after", "0", "--dry-run")
    assert [row["type"] for row in dry["void"]] == ["decision", "approval"]
    text = desk.run("key", "revoke", desk.file, LEGAL, "--compromised", "--after", "0").out
    assert text.count("counts no more") == 2
    assert "approval number 2, round 1" in text
    assert desk.build(expect=1)["error"]
    desk.submit()
    assert "revoked" in desk("review", "sign", desk.file, "--as", LEGAL, expect=3)["error"]
    approved_by(desk, SECOND)
    assert desk.package().is_file()


def test_successors_take_the_roster_over_and_the_package_shows_it(desk: Desk, tmp_path: Path) -> None:
    key(desk, "successors", LEGAL, SECOND, "--need", "2")
    assert key(desk, "endorse", SECOND, "--as", LEGAL) == {"endorsed": 1, "need": 2}
    assert "2 of the successors" in key(desk, "take-over", "--as", SECOND, expect=3)["error"]
    key(desk, "endorse", SECOND, "--as", SECOND)
    assert key(desk, "take-over", "--as", SECOND)["keeper"] == fingerprint(desk, SECOND)
    assert "keeper" in key(desk, "duties", THIRD, "--duty", "propose", "--as", ENGINEER, expect=3)["error"]
    key(desk, "revoke", ENGINEER, "--lost")
    approved_by(desk, LEGAL, by=THIRD)
    archive = Path(desk("build", desk.file, "--out", desk.out, "--as", THIRD)["build"]["archive"])
    names = [name for name in members(archive) if "endorsement" in name]
    assert len(names) == 4
    found = verified(archive, tmp_path / "out")
    assert (found["exit_code"], found["faults"]) == (0, [])
    assert desk("audit", desk.file)["faults"] == []
    history = key(desk, "roster")["history"]
    assert any("took the roster over" in each for row in history for each in row["changes"])


def test_a_round_for_named_reviewers_waits_and_the_package_shows_who_answered(desk: Desk, tmp_path: Path) -> None:
    desk("review", "submit", desk.file, "--as", ENGINEER, "--to", LEGAL, SECOND)
    desk("review", "decide", desk.file, "--all", "--verdict", "approve", "--as", LEGAL)
    desk("review", "sign", desk.file, "--as", LEGAL)
    assert desk.build(expect=1)["error"]
    desk("review", "excuse", desk.file, "--reviewer", SECOND, "--comment", "on leave", "--as", ENGINEER)
    archive = desk.package()
    assert "proof/approvals/excusal-1.msg" in members(archive)
    assert b"on leave" not in b"".join(members(archive).values())
    found = verified(archive, tmp_path / "out")
    assert (found["exit_code"], found["faults"]) == (0, [])


def test_fingerprints_are_read_aloud_wherever_keys_are_shown(desk: Desk) -> None:
    spelled = desk("key", "export", LEGAL)["spelled"]
    assert len(spelled.split()) == 8
    for command in (("key", "list"), ("key", "roster", desk.file)):
        assert spelled in desk.run(*command).out
    done = desk.run("key", "export", LEGAL)
    assert done.out.count("\n") == 1
    assert spelled in done.err


REFUSED = {
    "an unknown name": ("remove", "nobody"),
    "a day that does not exist": (
        "delegate",
        "--from",
        LEGAL,
        "--to",
        THIRD,
        "--duty",
        "seal",
        "--until",
        "2026-02-31",
    ),
    "a day that is past": ("delegate", "--from", LEGAL, "--to", THIRD, "--duty", "seal", "--until", "2001-01-01"),
    "what she has not": ("delegate", "--from", THIRD, "--to", LEGAL, "--duty", "approve"),
    "another one's key": ("duties", THIRD, "--duty", "seal", "--as", LEGAL),
    "too many": ("successors", LEGAL, SECOND, "--need", "3"),
    "the keeper": ("revoke", ENGINEER, "--lost"),
    "more than is known": ("revoke", LEGAL, "--lost", "--after", "99"),
    "no certificate": ("certificate", LEGAL, "--certificate", __file__),
    "no file": ("certificate", LEGAL, "--certificate", "/nonexistent"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_makes_no_sense_is_one_sentence_and_exit_3(desk: Desk, name: str) -> None:
    before = key(desk, "roster")["version"]
    told = key(desk, *REFUSED[name], expect=3)
    assert told["error"]
    assert key(desk, "roster")["version"] == before


def test_a_round_of_one_component_says_so_in_the_verifier(desk: Desk, tmp_path: Path) -> None:
    desk.source({b"other.c": b"int other;\n"}, slug="other")
    desk.scan()
    desk("review", "submit", desk.file, "--as", ENGINEER, "--component", "src")
    desk("review", "decide", desk.file, "--all", "--verdict", "approve", "--as", LEGAL)
    desk("review", "sign", desk.file, "--as", LEGAL)
    archive = desk.package()
    found = verified(archive, tmp_path / "out")
    assert (found["exit_code"], found["faults"]) == (0, [])
    assert next(row["text"] for row in found["lines"] if row["name"] == "APPROVAL").endswith("covers only: src")
    assert found["not_proven"][-1].endswith(": src")
    assert not any("/other/" in name for name in members(archive))
    assert "src" in desk.run("verify", archive, "--level", "full").out
