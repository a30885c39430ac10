"""A finding's state is what the bytes say: nothing packed counts as masked, and nothing that stands bare vanishes."""

from __future__ import annotations

import base64
import io
import json
import zipfile

import pytest

from codebinder.errors import Problems
from codebinder.model.findings import Confidence, Finding
from codebinder.workflow import everywhere, importing, scanning, sources
from helpers.workflows import QUIET, TOKEN, Room

CODE = b'int a;\nchar *t = "' + TOKEN + b'";\nint b;\n'
WRAPPED = b"see " + base64.b64encode(b"x" + TOKEN + b"yz") + b"\n"
"""No rule sees the token in this; who knows the value does."""
LOCKED = b'{"x": "' + TOKEN + b'"}\n'


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def by_path(room: Room) -> dict[bytes, Finding]:
    return {each.path: each for each in room.findings()}


def report(path: str) -> bytes:
    place = {"physicalLocation": {"artifactLocation": {"uri": path}, "region": {"startLine": 2}}}
    result = {"ruleId": "x", "message": {"text": "m"}, "locations": [place]}
    run = {"tool": {"driver": {"name": "semtool"}}, "results": [result]}
    return json.dumps({"version": "2.1.0", "runs": [run]}).encode()


def test_a_value_that_is_hidden_is_still_open_where_it_is_packed_in_an_archive(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.zip": packed({"m.c": CODE})})
    room.scan()
    room.redact(by_path(room)[b"a.c"].id)
    for _ in range(2):
        assert {path: one.state.value for path, one in by_path(room).items()} == {b"a.c": "redacted", b"b.zip": "open"}
        with pytest.raises(Problems, match="1 findings"):
            room.submit()
        room.scan()
    room.redact(by_path(room)[b"b.zip"].id)
    room.scan()
    assert room.states() == ["redacted", "redacted"]


def test_a_withdrawn_archive_is_open_also_while_its_value_is_hidden_elsewhere(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.zip": packed({"m.c": CODE})})
    room.scan()
    rows = room.redact()
    assert room.states() == ["redacted", "redacted"]
    room.withdraw(next(row.id for row in rows if row.path == b"b.zip"))
    assert room.states() == ["redacted", "open"]


def test_one_value_in_two_members_has_a_finding_each_and_the_surer_one_stays(room: Room) -> None:
    room.source({b"b.zip": packed({"m.c": CODE, "package-lock.json": LOCKED})})
    found = room.scan()
    assert {each.member: each.confidence for each in found} == {
        b"m.c": Confidence.MEDIUM,
        b"package-lock.json": Confidence.LOW,
    }
    assert [each.id for each in room.scan()] == [each.id for each in found]


def test_a_copy_of_a_secret_stays_open_when_the_file_that_gave_it_away_is_mended_excluded_or_gone(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.txt": WRAPPED, b"c.c": b"int c;\n"})
    room.scan()
    copy = by_path(room)[b"b.txt"].id
    room.move({b"a.c": b"int a;\n"})
    assert [each.id for each in room.scan()] == [copy]
    room.move({}, delete=(b"a.c",))
    assert [each.id for each in room.scan()] == [copy]
    sources.update(room.session, room.filing, "src", rev="v1", exclude=("a.c",), **QUIET)
    assert [each.id for each in room.scan()] == [copy]
    sources.update(room.session, room.filing, "src", rev="v1", exclude=(), **QUIET)
    room.move({b"d.txt": WRAPPED})
    assert {each.path for each in room.scan()} == {b"b.txt", b"d.txt"}
    room.move({b"b.txt": b"none\n"}, delete=(b"d.txt",))
    assert not room.scan()
    assert not room.session.book.findings.values(room.filing.slug)


def test_a_grade_of_one_place_is_not_that_of_a_copy_elsewhere(room: Room) -> None:
    room.source({b"a/package-lock.json": LOCKED, b"b.c": CODE, b"c.txt": b"none\n"})
    assert [each.confidence for each in room.scan()] == [Confidence.LOW, Confidence.MEDIUM]
    room.move({b"c.txt": TOKEN[:20] + b"\\\n" + TOKEN[20:] + b"\n" + WRAPPED, b"d.txt": b"x" + TOKEN + b"x\n"})
    room.scan()
    assert {one.confidence for path, one in by_path(room).items() if path in {b"c.txt", b"d.txt"}} == {
        Confidence.MEDIUM
    }


def test_a_report_on_one_source_takes_nothing_from_what_the_tool_reported_of_another(room: Room) -> None:
    room.source({b"a.c": b"int a;\nlong quux = 1234;\n"}, slug="one")
    room.source({b"b.c": b"int b;\nlong quux = 4321;\n"}, slug="two")
    room.scan()
    for slug, path in (("one", "a.c"), ("two", "b.c")):
        importing.import_report(room.session, room.filing, report(path), "r.sarif", source=slug, **QUIET)
    room.move({b"a.c": b"int aa;\nint aaa;\nlong quux = 1234;\n"}, slug="one")
    assert {each.path for each in room.scan()} == {b"a.c", b"b.c"}


def test_what_only_a_report_gave_away_is_forgotten_with_it_everywhere(room: Room) -> None:
    value = b"Zx81kq-P02mm/QwLsv7"
    room.source({b"a.c": b"int a;\n" + value + b"\n", b"b.txt": base64.b64encode(b"x" + value + b"yz") + b"\n"})
    room.scan()
    result = {"RuleID": "x", "File": "a.c", "StartLine": 2, "EndLine": 2, "Secret": value.decode(), "Match": ""}
    data = json.dumps([{"Description": "x", **result}]).encode()
    list_id = importing.import_report(room.session, room.filing, data, "r.json", **QUIET).list_id
    room.move({b"c.c": b"int c;\n", b"a.c": b"int b;\n" + value + b"\n"})
    before = {each.path for each in room.scan()}
    assert before == {b"a.c", b"b.txt"}
    importing.forget(room.session, room.filing, list_id)
    assert not room.findings()
    assert not room.scan()


def test_a_keep_stays_with_its_finding_and_its_person(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.zip": packed({"m.c": CODE, "n.c": CODE})})
    room.scan()
    kept = {each.id for each in room.findings() if each.member == b"m.c"}
    room.keep(*kept)
    room.move({b"z.c": b"int z;\n"})
    room.scan()
    assert {each.id for each in room.findings() if each.state.value == "kept"} == kept


def test_values_beyond_what_can_be_looked_for_are_counted_and_the_surest_are_looked_for(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everywhere, "MOST_VALUES", 1)
    key = b'password = "Zx81kq-P02mm/QwLsv7"\n'
    copy = base64.b64encode(b"xZx81kq-P02mm/QwLsv7yz") + b"\n"
    room.source({b"a.c": CODE, b"b.py": key, b"c.txt": WRAPPED + copy})
    report = scanning.scan(room.session, room.filing, **QUIET)
    sure = {each.path: each.confidence for each in room.findings() if each.path != b"c.txt"}
    assert sure == {b"a.c": Confidence.MEDIUM, b"b.py": Confidence.HIGH}
    assert report.unsought == 1
    assert [each.start > len(WRAPPED) for each in room.findings() if each.path == b"c.txt"] == [True]


def test_a_low_finding_that_was_kept_is_not_crowded_out_by_others_of_its_value(room: Room) -> None:
    line = b"# contact: jane.roe@firm-of-jane.de\n"
    files = {b"f%03d.py" % number: line + b"a = %d\n" % number for number in range(100)}
    room.source(files)
    found = room.scan()
    assert [each.confidence for each in found] == [Confidence.LOW] * 100
    room.keep(found[-1].id)
    room.move({b"a.py": line})
    assert found[-1].id in {each.id for each in room.scan() if each.state.value == "kept"}
