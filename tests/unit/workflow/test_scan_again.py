"""A second scan reads what changed and nothing else, and what was found once is looked for everywhere."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from codebinder.model.ports import NeverCancel, NoProgress
from codebinder.workflow import ownrules, scanning
from codebinder.workflow.views import ScanReport
from helpers.workflows import TOKEN, Room

CODE = b'int a;\nchar *t = "' + TOKEN + b'";\nint b;\n'
WRAPPED = base64.b64encode(b"x" + TOKEN + b"yz")
"""No rule sees the token in this, whose neighbours are letters; who knows the value does."""
OTHER = b"ghp_" + b"7Qm2xV9sLk4TzR1cYw8NbF6hJd3GpA2eUv5X"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def scan(room: Room) -> ScanReport:
    return scanning.scan(room.session, room.filing, progress=NoProgress(), cancel=NeverCancel())


def many(count: int) -> dict[bytes, bytes]:
    return {b"src/%d.c" % number: b"int x%d;\n" % number for number in range(count)}


def test_after_one_file_changed_a_second_scan_reads_one_file(room: Room) -> None:
    room.source(many(40) | {b"a.c": CODE})
    assert scan(room).read == 41
    assert scan(room).read == 0
    room.move({b"src/7.c": b"int y;\n"})
    report = scan(room)
    assert (report.read, report.files) == (1, 41)
    assert room.states() == ["open"]


def test_what_the_changed_file_brings_is_found_and_what_it_takes_away_is_gone(room: Room) -> None:
    room.source(many(3) | {b"a.c": CODE})
    (old,) = room.scan()
    room.move({b"a.c": b"int a;\n", b"src/1.c": CODE.replace(TOKEN, OTHER)})
    (new,) = room.scan()
    assert (new.path, old.path) == (b"src/1.c", b"a.c")
    assert new.id != old.id


def test_a_file_that_was_renamed_is_read_under_its_new_name(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.c": b"int b;\n"})
    room.scan()
    room.move({b"c.c": CODE}, delete=(b"a.c",))
    assert scan(room).read == 1
    assert [each.path for each in room.findings()] == [b"c.c"]


def test_findings_that_were_not_read_again_keep_their_ids_states_and_keeps(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.c": CODE.replace(TOKEN, OTHER), b"c.c": b"int c;\n"})
    one, two = room.scan()
    room.keep(one.id)
    room.redact(two.id)
    room.scan()
    room.move({b"c.c": b"int d;\n"})
    assert scan(room).read == 1
    assert [(each.id, each.state.value) for each in room.findings()] == [(one.id, "kept"), (two.id, "redacted")]


def test_a_withdrawn_redaction_has_its_files_read_again(room: Room) -> None:
    room.source(many(5) | {b"a.c": CODE})
    room.scan()
    (row,) = room.redact()
    scan(room)
    room.withdraw(row.id)
    assert scan(room).read == 1
    assert room.states() == ["open"]


def test_a_value_found_once_is_found_in_every_source_and_every_encoding(room: Room) -> None:
    value = b'token = "' + OTHER + b'"\n'
    room.source({b"a.c": value}, slug="one")
    hidden = b"blob: " + base64.b64encode(b"x" + OTHER + b"yz") + b"\n"
    room.source({b"deep/b.txt": hidden, b"c.bin": OTHER.decode().encode("utf-16-le")}, slug="two")
    found = room.scan()
    assert {(each.component, each.path) for each in found} == {
        ("one", b"a.c"),
        ("two", b"deep/b.txt"),
        ("two", b"c.bin"),
    }
    tags = {each.path: each.value_tag for each in found}
    assert tags[b"a.c"] == tags[b"deep/b.txt"]
    room.redact()
    assert set(room.states()) == {"redacted"}
    scan(room)
    assert set(room.states()) == {"redacted"}


def test_a_place_of_a_value_goes_when_its_first_finding_is_none_by_the_rules_of_today(room: Room) -> None:
    ownrules.add(room.session, "pattern", b"zq1=(?P<value>[A-Za-z0-9-]+)", options={"id": "p", "kind": "password"})
    value = b"Zx81kq-P02mm-QwLsv7"
    room.source({b"a.c": b"zq1=" + value + b"\n", b"b.txt": base64.b64encode(b"x" + value + b"yz") + b"\n"})
    assert [each.rule for each in room.scan()] == ["own:p", "same-value"]
    ownrules.remove(room.session, "pattern-1")
    assert not room.scan()


def test_an_encoded_place_alone_can_be_redacted_by_its_finding(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.txt": b"q " + WRAPPED + b"\n"})
    found = room.scan()
    (wrapped,) = [each for each in found if each.path == b"b.txt"]
    room.redact(wrapped.id)
    assert room.states() == ["redacted", "redacted"]


def test_the_workbook_holds_no_value_that_is_looked_for(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    stored = (room.folder / "w.codebinder").read_bytes()
    assert TOKEN not in stored
    assert TOKEN[:20] not in stored
