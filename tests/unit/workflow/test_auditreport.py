"""The audit report: who did what when in words, the chain checked, and nothing of any content."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from codebinder.assets import resources
from codebinder.base.messages import catalogue
from codebinder.workflow import auditreport
from codebinder.workflow.session import Session
from devkit.places import ROOT
from helpers.pdf_text import pages_by_pdfium
from helpers.workflows import Room

SECRET = b"zq-hidden-words"


@pytest.fixture
def signed(room: Room) -> Room:
    room.source({b"alg.c": b"int a;\nint " + SECRET.replace(b"-", b"_") + b";\nint c;\n"})
    room.scan()
    room.hide(b"alg.c", 2, 2)
    room.approve()
    return room


def test_everybody_is_named_and_every_round_has_its_outcome(signed: Room) -> None:
    made = auditreport.report(signed.session)
    assert made.faults == ()
    assert {"Person lin", "Person chen"} <= {row.who for row in made.rows}
    (last,) = made.rounds
    assert (last.state, last.signed_by, last.submitter) == ("signed", ("Person chen",), "Person lin")
    assert {"roster", "submission", "approval"} <= {row.type for row in made.signed}


def test_a_round_that_was_signed_and_then_voided_says_both(signed: Room) -> None:
    signed.hide(b"alg.c", 3, 3)
    (row,) = auditreport.report(signed.session).rounds
    assert (row.state, row.signed_by) == ("void", ("Person chen",))


def test_the_json_keeps_to_its_schema(signed: Room, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    auditreport.write(signed.session, out, "json")
    held = json.loads((resources() / "schemas/audit-report-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(held).validate(json.loads(out.read_bytes()))


@pytest.mark.parametrize("form", ["csv", "json", "pdf"])
def test_nothing_of_any_content_is_in_it(signed: Room, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"report.{form}"
    auditreport.write(signed.session, out, form)
    text = "".join(pages_by_pdfium(out)) if form == "pdf" else out.read_text(encoding="utf-8")
    assert "alg.c" not in text
    assert "hidden_words" not in text


def test_a_row_that_was_changed_is_told(signed: Room, tmp_path: Path) -> None:
    path = signed.session.path
    signed.session.close()
    with sqlite3.connect(path) as held:
        held.execute("UPDATE audit SET actor = 'somebody' WHERE seq = 3")
    with Session.open(signed.environment, path) as session:
        assert any("row 3" in each for each in auditreport.report(session).faults)
        out = tmp_path / "report.pdf"
        auditreport.write(session, out, "pdf")
        assert "row 3 was changed" in " ".join("".join(pages_by_pdfium(out)).split())


def test_the_csv_has_a_line_for_every_row(signed: Room, tmp_path: Path) -> None:
    out = tmp_path / "report.csv"
    auditreport.write(signed.session, out, "csv", languages=("zh",))
    lines = list(csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))
    assert tuple(lines[0]) == auditreport.COLUMNS
    assert len(lines) == len(auditreport.report(signed.session).rows) + 1


def test_every_action_of_the_program_has_words_in_both_languages() -> None:
    found: set[str] = set()
    for path in (ROOT / "app/codebinder/workflow").glob("*.py"):
        found |= set(re.findall(r'\.transaction\(\s*"([a-z -]+)"', path.read_text(encoding="utf-8")))
    assert len(found) > 30
    known = set(catalogue("en").ids) & set(catalogue("zh").ids)
    assert {each for each in found if f"act.{each.replace(' ', '-')}" not in known} == set()
