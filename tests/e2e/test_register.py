"""One life of a filing on the command line: prepared, sent, corrected, sent again, cleared, kept, erased."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.desk import ENGINEER, LEGAL, Desk

HIDDEN = b"int gain_of_the_table_in_the_house = 88417;"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose filing was built once; the tests below live its life in their order within one test."""
    desk = Desk(tmp_path_factory.mktemp("register"))
    desk.begin()
    desk.source({b"a.c": b"int a;\n" + HIDDEN + b"\nint b;\n"})
    desk.scan()
    desk.redact("--path", "a.c", "--lines", "2-2")
    desk.approve()
    return desk


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_one_life(desk: Desk, tmp_path: Path) -> None:
    file = desk.file

    # prepared
    assert desk("register", "set", file, "--due", "2026-12-01")["due"] == "2026-12-01"
    assert desk("register", "due", file)["due"][0]["state"] == "preparing"
    desk.run("register", "set", file, "--due", "2026-09-31", expect=3)
    desk.run("register", "set", file, "--state", "cleared", expect=3)
    desk.run("register", "sent", file, "--to", "CAC", expect=3)  # nothing is built
    first = desk.package()

    # sent
    sent = desk(
        "register", "sent", file, "--to", "CAC", "--medium", "disc", "--file", first, "--seal", "A-1", "--day",
        "2026-01-05", "--tracking", "SF-1", "--released-by", "Lin", "--as", ENGINEER,
    )["delivery"]  # fmt: skip
    assert (sent["digest"], sent["round"], sent["foreign"]) == (sha256(first), 1, False)
    receipt = desk("register", "receipt", file, "--number", "118", "--day", "2026-01-07")["delivery"]["receipts"]
    assert receipt[0]["number"] == "118"
    form = desk("register", "custody", file, "--out", tmp_path / "custody.pdf")["custody"]
    assert sha256(tmp_path / "custody.pdf") == form["sha256"]

    # correction, second round
    desk.run("register", "set", file, "--state", "correction", "--day", "2026-02-01", expect=3)
    told = desk(
        "register", "set", file, "--state", "correction", "--day", "2026-02-01", "--due", "2026-03-01", "--who",
        "Ms Li", "--reference", "CAC-77", "--note", "page 3",
    )  # fmt: skip
    assert (told["state"], told["due"]) == ("correction", "2026-03-01")
    desk.redact("--path", "a.c", "--lines", "3-3")
    desk.approve()
    desk.run("register", "sent", file, "--to", "CAC", "--digest", "0" * 64, "--day", "2026-02-20", expect=3)
    (tmp_path / "second").mkdir()
    second = desk.package(tmp_path / "second")
    again = desk("register", "sent", file, "--to", "CAC", "--day", "2026-02-20")["delivery"]
    assert (again["digest"], again["round"]) == (sha256(second), 2)

    # what left wrongly is clawed back, and confirmed
    held = desk(
        "register", "clawback", file, "--digest", sha256(first), "--basis", "Order, section 9", "--member",
        "data/source/src/a.c", "--out", tmp_path / "notice.pdf",
    )["clawback"]  # fmt: skip
    assert held["open"]
    assert desk("register", "due", file)["due"][0]["clawbacks"] == 1
    assert not desk("register", "destroyed", file, "--who", "CAC", "--number", "D-1")["clawback"]["open"]

    # cleared, kept, held
    desk("register", "set", file, "--state", "cleared", "--day", "2026-04-01", "--reference", "CAC-99")
    desk("register", "retain", file, "--until", "2026-05-01", "--as", ENGINEER)
    desk("register", "hold", file, "--reference", "Case 12", "--as", LEGAL)
    refused = desk("register", "erase", file, "--confirm", "f", "--as", ENGINEER, expect=3)
    assert "legal hold" in refused["error"]
    keeper = next(each for each in (ENGINEER, LEGAL) if desk("register", "release-hold", file, "--note", "closed",
                  "--as", each, expect=None).get("held") is False)  # fmt: skip

    # erased
    desk.run("register", "erase", file, "--confirm", "g", "--as", keeper, expect=3)
    said = desk.run("register", "erase", file, "--confirm", "f", "--as", keeper).out
    assert "backups" in said
    assert "w.codebinder.recovery" in said
    view = desk("register", "show", file)["register"]
    assert (view["state"], bool(view["erased"]), len(view["deliveries"])) == ("cleared", True, 2)
    assert desk("list", file, "redactions")["redactions"] == []
    assert [row["state"] for row in desk.rounds()] [-1] == "signed"  # fmt: skip
    refused = desk("opening", "make", file, "--all", "--to", LEGAL, "--out", tmp_path / "o", "--as", LEGAL, expect=3)
    assert "erased" in refused["error"]
    desk.run("audit", file)
    desk.run("build", file, "--out", tmp_path, "--as", ENGINEER, expect=3)
    # What was sent verifies as before: the proof is in the package, and in the register.
    assert "INTACT" in desk.run("verify", second).out
    listed = desk("list", file, "register")["register"]
    assert {sha256(first), sha256(second)} <= {row.get("digest") for row in listed}
    with zipfile.ZipFile(second) as package:
        assert HIDDEN not in b"".join(package.read(each) for each in package.namelist())


def test_the_commands_speak_both_languages(desk: Desk) -> None:
    assert "legal hold" in desk.run("register", "--help").out
    chinese = desk.run("register", "due", desk.file, "--lang", "zh").out
    assert any("一" <= char <= "鿿" for char in chinese)


def test_a_letter_follows_a_withdrawal_after_sending(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "d")
    desk.begin()
    desk.source({b"a.c": b"int a;\n"})
    desk.scan()
    desk.approve()
    desk.package()
    desk("register", "sent", desk.file, "--to", "CAC")
    desk.run("register", "withdraw", desk.file, expect=3)
    made = desk("register", "withdraw", desk.file, "--out", tmp_path / "letter.pdf", "--basis", "Article 12")
    assert made["letter"]["pages"] == 1
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    desk.run("build", desk.file, "--out", tmp_path, "--as", ENGINEER, expect=3)
