"""`review export` on one machine and `review show` on another, as the command line does them."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.desk import ENGINEER, LEGAL, PASSPHRASE, Desk

FILES = {b"a.c": b"int x;\nint hidden_algorithm(void);\nint y;\n", b"b.c": b"int z;\n"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "engineer")
    desk.begin()
    desk.source(FILES)
    desk.scan()
    desk.redact("--path", "a.c", "--lines", "2-2")
    desk.submit()
    return desk


@pytest.fixture
def reviewer(desk: Desk, tmp_path: Path) -> Desk:
    """Her own home: her key, and nothing of the workbook."""
    other = Desk(tmp_path / "reviewer")
    for path in desk.keys.glob(f"{LEGAL}*"):
        (other.keys / path.name).write_bytes(path.read_bytes())
    return other


def exported(desk: Desk, *more: object) -> Path:
    out = desk.folder / "round.packet"
    done = desk("review", "export", desk.file, "--out", out, "--as", ENGINEER, *(more or ("--to", LEGAL)))
    assert done["packet"]["path"] == str(out)
    return out


def test_a_packet_is_shown_where_there_is_no_workbook_and_no_repository(desk: Desk, reviewer: Desk) -> None:
    packet = exported(desk, "--to", LEGAL, "--question", "Is R-1 enough?")
    shown = reviewer("review", "show", packet)
    assert shown["check"]["faults"] == []
    assert shown["check"]["digest"] == shown["info"]["round"]["digest"] == desk.rounds()[-1]["digest"]
    assert [each["subject"]["id"] for each in shown["subjects"]] == ["R-1"]
    assert shown["info"]["questions"] == ["Is R-1 enough?"]
    lines = reviewer.run("review", "show", packet, "--as", LEGAL).out
    assert "Computed again" in lines
    assert "Asked: Is R-1 enough?" in lines
    filed = reviewer.run("review", "show", packet, "--file", "src:a.c").out
    assert "hidden_algorithm" not in filed
    original = reviewer.run("review", "show", packet, "--file", "src:a.c", "--original").out
    assert "hidden_algorithm" in original
    assert not list(reviewer.temp.iterdir())


def test_a_passphrase_comes_from_the_environment(desk: Desk, reviewer: Desk) -> None:
    desk.changes["CODEBINDER_PACKET_PASSPHRASE"] = PASSPHRASE
    packet = exported(desk, "--passphrase", "--content", "ranges")
    refused = reviewer.run("review", "show", packet, expect=3)
    assert "passphrase" in refused.err
    reviewer.changes["CODEBINDER_PACKET_PASSPHRASE"] = PASSPHRASE
    assert reviewer("review", "show", packet)["info"]["content"] == "ranges"


def test_what_is_refused_is_one_sentence_and_leaves_nothing(desk: Desk, reviewer: Desk) -> None:
    packet = exported(desk)
    data = bytearray(packet.read_bytes())
    data[len(data) // 2] ^= 1
    bad = reviewer.folder / "bad.packet"
    bad.write_bytes(data)
    for arguments in ((bad,), (desk.file,), (reviewer.folder / "nothing",), (packet, "--file", "src:none")):
        done = reviewer.run("review", "show", *arguments, expect=3)
        assert len(done.err.strip().splitlines()) == 1
    reviewer.run("review", "show", packet, "--file", "nothing", expect=2)
    assert not list(reviewer.temp.iterdir())
    desk.run("review", "export", desk.file, "--out", packet, "--to", LEGAL, "--as", ENGINEER, expect=3)
    desk.run("review", "export", desk.file, "--out", desk.folder / "x", "--as", ENGINEER, expect=3)
    desk.run("review", "export", desk.file, "--out", desk.folder / "no/x", "--to", LEGAL, "--as", ENGINEER, expect=3)
    assert not list(desk.folder.glob("*.part*"))
    assert not (desk.folder / "x").exists()
