"""Salts are drawn, never derived: fresh for each range and filing, also when carried over, and kept (proof.md §2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from codebinder.model.filing import Filing
from codebinder.model.redaction import SALT_SIZE, HiddenRange
from codebinder.workflow import redacting
from codebinder.workflow.pipeline import Pipeline
from helpers.books import Counted
from helpers.workflows import ENGINEER, QUIET, TOKEN, Room

FILES = {
    b"a.c": b'char *one = "' + TOKEN + b'";\nchar *two = "' + TOKEN + b'";\n',
    b"b.c": b'char *three = "' + TOKEN + b'";\nint pin = 4711;\nint other = 4711;\n',
}


class Watched(Counted):
    """Randomness that remembers what it gave."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self.given: list[bytes] = []

    def token(self, size: int) -> bytes:
        self.given.append(super().token(size))
        return self.given[-1]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    object.__setattr__(room.environment, "randomness", Watched("salts"))
    room.source(FILES)
    room.scan()
    room.redact()
    for first in (2, 3):
        room.hide(b"b.c", first, first)
    yield room
    room.session.close()


def ranges(room: Room, filing: Filing | None = None) -> list[HiddenRange]:
    """Number and commit as a submission does, and keep what was drawn."""
    run = Pipeline(room.session, filing or room.filing)
    for _ in run.files(**QUIET):
        pass
    with room.session.book.transaction("salts"):
        run.salts.save()
    return run.ranges


def given(room: Room) -> list[bytes]:
    randomness = room.environment.randomness
    assert isinstance(randomness, Watched)
    return randomness.given


def test_every_range_has_32_bytes_of_its_own_as_they_were_drawn(room: Room) -> None:
    found = ranges(room)
    salts = [each.salt for each in found]
    assert len(found) == 5
    assert {len(salt) for salt in salts} == {SALT_SIZE}
    assert len(set(salts)) == len(salts)
    assert all(salt in given(room) for salt in salts)
    assert len({each.commitment for each in found}) == len(found)
    assert len({each.hidden for each in found}) < len(found)


def test_a_salt_is_kept_and_stands_nowhere_in_the_workbook(room: Room) -> None:
    first = ranges(room)
    assert [each.salt for each in ranges(room)] == [each.salt for each in first]
    whole = room.session.path.read_bytes()
    for each in first:
        assert each.salt not in whole
        assert each.salt.hex().encode() not in whole
        assert hashlib.sha256(each.salt).digest() not in whole


def test_another_filing_draws_other_salts_for_the_same_bytes(room: Room) -> None:
    other = room.begin("g")
    room.source(FILES, slug="second", filing=other)
    room.scan(other)
    room.redact(filing=other)
    one, two = ranges(room), ranges(room, other)
    assert {each.hidden for each in one} & {each.hidden for each in two}
    assert not {each.salt for each in one} & {each.salt for each in two}


def test_what_is_hidden_again_after_a_withdrawal_gets_a_salt_of_its_own(room: Room) -> None:
    before = ranges(room)
    (value,) = (each for each in redacting.redactions(room.session, room.filing) if each.finding_ids)
    room.withdraw(value.id)
    room.redact()
    after = ranges(room)
    assert [each.hidden for each in after] == [each.hidden for each in before]
    kept = {each.salt for each in before if value.id not in each.redactions}
    assert {each.salt for each in after} & {each.salt for each in before} == kept


def test_what_is_carried_over_gets_a_salt_of_its_own(room: Room) -> None:
    before = ranges(room)
    room.move({b"new.c": b"int unrelated;\n"})
    after = ranges(room)
    assert [each.hidden for each in after] == [each.hidden for each in before]
    assert not {each.salt for each in after} & {each.salt for each in before}


def test_a_place_that_was_redacted_twice_has_one_range_and_one_salt(room: Room) -> None:
    room.hide(b"b.c", 2, 2)
    redacting.redact_bytes(
        room.session, room.filing, path=b"b.c", start=len(FILES[b"b.c"]) - 6, end=len(FILES[b"b.c"]) - 2, reason="TS",
        key=ENGINEER,
    )  # fmt: skip
    found = ranges(room)
    assert len({each.salt for each in found}) == len(found)
