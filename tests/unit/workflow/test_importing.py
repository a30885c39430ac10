"""Findings of other tools come in beside ours, stay through a rescan, move with their value, and go when forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest

from codebinder.base import encoding as encodings
from codebinder.errors import UserError
from codebinder.model.filing import FindingFilter
from codebinder.model.findings import Confidence, Finding, FindingState
from codebinder.workflow import importing, ownrules
from helpers.workflows import QUIET, TOKEN, Room

VALUE = b"blue whale nine"
"""Nothing that our own rules would find."""
FILE = b"int a; // " + b"-" * 60 + b'\nchar *pin = "' + VALUE + b'";\n'


def record(path: str, line: int, secret: bytes = VALUE, **more: Any) -> dict[str, Any]:
    return {"RuleID": "acme-pin", "Description": "Pin of Project Orion", "File": path, "StartLine": line,
            "EndLine": line, "Secret": secret.decode(), "Match": secret.decode(), "Commit": "", **more}  # fmt: skip


def bring(room: Room, *records: dict[str, Any], name: str = "report.json", source: str = "") -> importing.ImportReport:
    data = json.dumps(list(records)).encode()
    return importing.import_report(room.session, room.filing, data, name, source=source, **QUIET)


def rows(room: Room, path: bytes = b"a.c") -> tuple[Finding, ...]:
    return room.session.book.findings.all(room.filing.slug, FindingFilter(path=path))


@pytest.fixture
def filed(room: Room) -> Room:
    room.source({b"a.c": FILE, b"key.h": b'char *t = "' + TOKEN + b'";\n', b"b.c": b"int b;\n"})
    room.scan()
    return room


def test_a_report_brings_findings_and_confirms_ours(filed: Room) -> None:
    before = rows(filed, b"key.h")
    report = bring(filed, record("a.c", 2), record("key.h", 1, TOKEN))
    assert (report.tool, report.places, report.confirmed, report.new, report.faults) == ("gitleaks", 2, 1, 1, ())
    (new,) = rows(filed)
    assert (new.rule, new.start, new.end, new.confidence) == (
        "gitleaks:acme-pin", FILE.index(VALUE), FILE.index(VALUE) + len(VALUE), Confidence.MEDIUM,
    )  # fmt: skip
    after = rows(filed, b"key.h")
    assert [row.id for row in after] == [row.id for row in before]
    assert after[0].reason.endswith("also reported by gitleaks")


def test_what_cannot_be_placed_is_told(filed: Room) -> None:
    report = bring(
        filed, record("none.c", 1), record("a.c", 99), record("../x", 1), record("a.c", 1, b"gone-value", Commit="ab")
    )
    assert report.new == 0
    assert len(report.faults) == 4
    assert "no disclosed file" in "".join(report.faults)
    assert "earlier commit" in "".join(report.faults)


def test_neither_the_value_nor_the_words_of_the_report_stand_in_the_workbook(filed: Room) -> None:
    bring(filed, record("a.c", 2), name="orion-pins.json")
    filed.session.close()
    stored = filed.session.path.read_bytes()
    assert VALUE not in stored
    assert b"rion" not in stored


def test_importing_again_replaces_what_the_same_tool_brought(filed: Room) -> None:
    bring(filed, record("a.c", 2))
    first = rows(filed)[0].id
    bring(filed, record("a.c", 2), record("b.c", 1, b"int b;"))
    assert rows(filed)[0].id == first
    assert len(importing.imports(filed.session, filed.filing)) == 1
    bring(filed, record("b.c", 1, b"int b;"))
    assert rows(filed) == ()


def test_a_place_is_found_again_where_its_line_moved(filed: Room) -> None:
    bring(filed, record("a.c", 2))
    imported = importing.imported(filed.session, filed.filing, "src")
    moved = b"// new\n" * 40 + FILE
    (hit,) = imported.over(b"a.c", moved, encodings.detect(moved)[0], [])
    assert (hit.value, hit.line, hit.rule) == (VALUE, 42, "gitleaks:acme-pin")
    assert imported.over(b"a.c", FILE.replace(b"nine", b"nice"), "utf-8", []) == []
    assert imported.over(b"other.c", FILE, "utf-8", []) == []


def test_a_confirmation_is_found_again_and_several_tools_are_named(filed: Room) -> None:
    bring(filed, record("key.h", 1, TOKEN))
    baseline = {"results": {"key.h": [{"type": "GitHub Token", "line_number": 1, "hashed_secret": ""}]}}
    importing.import_report(filed.session, filed.filing, json.dumps(baseline).encode(), "b", **QUIET)
    (row,) = rows(filed, b"key.h")
    assert row.reason.endswith("also reported by gitleaks and detect-secrets")
    line = b'char *t = "' + TOKEN + b'";\n'
    hits = ownrules.engine_for(filed.session).scan(b"key.h", line, "utf-8")
    (hit,) = importing.imported(filed.session, filed.filing, "src").over(b"key.h", line, "utf-8", hits)
    assert hit.reason == row.reason


def test_findings_of_a_report_stay_through_a_rescan(filed: Room) -> None:
    bring(filed, record("a.c", 2))
    (before,) = rows(filed)
    filed.scan()
    assert [row.id for row in rows(filed)] == [before.id]


def test_what_is_hidden_already_comes_in_as_redacted(filed: Room) -> None:
    filed.hide(b"a.c", 2, 2)
    bring(filed, record("a.c", 2))
    assert [row.state for row in rows(filed)] == [FindingState.REDACTED]


def test_a_report_that_is_forgotten_takes_its_findings_along_and_leaves_ours(filed: Room) -> None:
    report = bring(filed, record("a.c", 2), record("key.h", 1, TOKEN))
    assert importing.forget(filed.session, filed.filing, report.list_id) == 1
    assert rows(filed) == ()
    assert len(rows(filed, b"key.h")) == 1
    assert ownrules.lists(filed.session).total == 0


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff\xfe\x00", b"nothing"])
def test_what_is_no_report_is_a_sentence_and_changes_nothing(filed: Room, data: bytes) -> None:
    head = filed.session.book.audit_head()
    with pytest.raises(UserError):
        importing.import_report(filed.session, filed.filing, data, "r", **QUIET)
    assert filed.session.book.audit_head() == head


def test_a_source_that_is_not_there_is_a_sentence(filed: Room) -> None:
    with pytest.raises(UserError):
        bring(filed, record("a.c", 2), source="other")


def test_a_path_that_two_sources_have_needs_a_name(filed: Room) -> None:
    filed.source({b"a.c": FILE}, slug="two")
    filed.scan()
    assert "--source" in bring(filed, record("a.c", 2)).faults[0]
    assert bring(filed, record("a.c", 2), source="two").new == 1


def test_findings_of_a_report_stay_when_other_rules_read_everything_anew(filed: Room) -> None:
    bring(filed, record("a.c", 2), record("key.h", 1, TOKEN))
    before = {row.path: (row.id, row.reason) for row in (*rows(filed), *rows(filed, b"key.h"))}
    ownrules.add(filed.session, "words", b"vega\n")
    filed.scan()
    assert {row.path: (row.id, row.reason) for row in (*rows(filed), *rows(filed, b"key.h"))} == before


def test_a_place_of_a_report_moves_with_the_source(filed: Room) -> None:
    bring(filed, record("a.c", 2))
    (before,) = rows(filed)
    filed.move({b"a.c": b"// a new first line\n" + FILE})
    filed.scan()
    (after,) = rows(filed)
    assert (after.id, after.line) == (before.id, 3)
    filed.move({b"a.c": FILE.replace(VALUE, b"red whale")})
    filed.scan()
    assert rows(filed) == ()
