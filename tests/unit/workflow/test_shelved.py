"""A signed object whose row says something else than it does is found by `audit`, whatever the column."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.review import Verdict
from codebinder.workflow import audit, shelved
from codebinder.workflow.session import Session
from helpers.workflows import SECOND, Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = Room(tmp_path)
    made.source({b"a.c": b"".join(b"line %d of it\n" % number for number in range(20))})
    made.scan()
    made.hide(b"a.c", 1, 2)
    made.hide(b"a.c", 9, 10)
    made.submit()
    made.decide("R-1", verdict=Verdict.REJECT)
    made.decide()
    return made


def changed(room: Room, statement: str) -> tuple[str, ...]:
    """Change the file behind the program's back, and have another program read it."""
    room.session.close()
    with sqlite3.connect(room.folder / "w.codebinder") as opened:
        opened.execute(statement)
    opened.close()
    with Session.open(room.environment, room.folder / "w.codebinder") as session:
        return audit.faults(session)


def test_what_nobody_touched_has_no_fault(room: Room) -> None:
    assert shelved.faults(room.session) == ()
    assert audit.faults(room.session) == ()


@pytest.mark.parametrize(
    "change",
    [
        "round = 2", "type = 'bulk'", "filing = ''", "subject = 'R-2'", "at = '2020-01-01T00:00:00Z'", "sequence = 9",
        "comment = ''||substr(comment, 1, 20)||'AAAA'||substr(comment, 25)",
    ],
    ids=lambda text: text.partition(" ")[0],
)  # fmt: skip
def test_a_rejection_that_is_filed_otherwise_is_told(room: Room, change: str) -> None:
    column = change.partition(" ")[0]
    found = changed(room, f"UPDATE signed_objects SET {change} WHERE subject = 'R-1' AND type = 'decision'")
    assert any(f"({column})" in each or column in {"type", "sequence"} for each in found), found


def refused(room: Room, statement: str) -> None:
    """Change the file behind the program's back; nothing is signed or built of it."""
    with sqlite3.connect(room.folder / "w.codebinder") as opened:
        opened.execute(statement)
    opened.close()
    with pytest.raises(UserError, match=r"filed in the workbook|was cut out"):
        room.sign()


@pytest.mark.parametrize("change", ["round = 2", "filing = ''", "filing = 'other'"])
def test_a_rejection_that_is_filed_away_stops_the_signature(room: Room, change: str) -> None:
    room.decide("R-1", key=SECOND, verdict=Verdict.REJECT)
    room.decide("R-1")
    refused(room, f"UPDATE signed_objects SET {change} WHERE CAST(stored AS TEXT) LIKE '%reject%'")


def test_a_rejection_that_was_the_last_thing_its_signer_signed_is_missed(room: Room) -> None:
    room.decide("R-1")
    room.decide("R-1", key=SECOND, verdict=Verdict.REJECT)
    statement = "DELETE FROM signed_objects WHERE id = (SELECT max(id) FROM signed_objects)"
    refused(room, statement)
    assert any("was cut out" in each for each in audit.faults(room.session))


def test_a_comment_that_is_gone_is_told(room: Room) -> None:
    found = changed(room, "UPDATE signed_objects SET comment = '' WHERE subject = 'R-1'")
    assert any("(comment)" in each for each in found), found


def test_a_type_that_nobody_knows_is_a_damaged_workbook(room: Room) -> None:
    found = changed(room, "UPDATE signed_objects SET type = 'decisioo' WHERE subject = 'R-1'")
    assert any("unknown kind" in each for each in found)
