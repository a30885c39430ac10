"""The copyright deposit with covered parts, by the real command line: measured, filled in, refused above one half."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from devkit.places import ROOT
from helpers.desk import Desk, members

LINES = b"".join(b"int line_%06d = %d;\n" % (at, at * 7) for at in range(200))
"""Four pages of fifty lines of equal width: printed whole."""


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A covered deposit of four pages, of which nothing is covered yet."""
    desk = Desk(tmp_path_factory.mktemp("covered") / "desk")
    desk.begin(template="cn-cpcc-deposit")
    sample = ROOT / "filing_templates/cn-cpcc-deposit/sample.yaml"
    desk.run("filing", "set", desk.file, "--from", sample, "recipient=Agent", "deposit_mode=covered")
    pdfs = ROOT / "resources/samples/documents"
    for requirement, name in (("document_material", "certificate.pdf"), ("identity_proof", "test-report.pdf")):
        desk.run("document", "add", desk.file, "--requirement", requirement, "--path", pdfs / name,
                 "--slug", requirement.replace("_", "-"))  # fmt: skip
    desk.source({b"program.c": LINES})
    desk.scan()
    return desk


def test_a_covered_deposit_names_its_covered_pages_and_keeps_below_one_half(covered: Desk, tmp_path: Path) -> None:
    desk = covered.copy(tmp_path / "desk")
    desk.redact("--path", "program.c", "--lines", "60-70")
    desk.redact("--path", "program.c", "--lines", "101-102")
    desk.redact("--path", "program.c", "--lines", "151-151")
    before = desk.run("checklist", desk.file, expect=None)
    assert "has not been measured since the last change" in before.out
    measured = desk("measure", desk.file, "--pages")
    assert measured["within"] is True
    assert measured["blackout_pages"] == [2, 3, 4]
    assert measured["deposit"]["hidden_lines"] == 14
    assert measured["deposit"]["lines"] == 200
    assert measured["verdict"]["field"] == "blackout_pages"
    assert measured["verdict"]["pages"] == "2-4"
    pages = desk("pages", desk.file)
    assert (pages["printed_pages"], pages["lines"]["non_blank"], pages["faults"]) == (4, 200, [])
    assert [(each["first"], each["last"]) for each in pages["streams"][0]["segments"]] == [(1, 4)]
    shown = desk.run("filing", "show", desk.file).out
    assert "blackout_pages (the program fills it in): 2-4" in shown
    rows = {row["requirement"]: row for row in desk("checklist", desk.file, expect=None)["requirements"]}
    assert rows["listing_pages"]["state"] == "met"
    assert rows["redaction_ceiling"]["state"] == rows["blackout_pages"]["state"] == "met"
    desk.approve()
    archive = desk.package()
    held = members(archive)
    form = json.loads(held["papers/form.json"])
    assert [each["text"] for each in form["fields"] if each["requirement"] == "blackout_pages"] == ["2-4"]
    within = {"basis": "area", "scope": "deposit", "comparator": "<=", "ceiling": "0.5", "within": True}
    assert json.loads(held["papers/accounting.json"])["hidden"] == within
    assert json.loads(held["manifest.json"])["hidden"] == within
    assert desk("verify", archive, "--level", "full")["verify"]["exit_code"] == 0


def test_nobody_writes_the_covered_pages_by_hand(covered: Desk, tmp_path: Path) -> None:
    desk = covered.copy(tmp_path / "desk")
    refused = desk.run("filing", "set", desk.file, "blackout_pages=1-60", expect=3)
    assert "blackout_pages: the program fills it in from the printed pages" in refused.err


def test_one_half_is_allowed_and_a_line_more_is_refused_everywhere(covered: Desk, tmp_path: Path) -> None:
    desk = covered.copy(tmp_path / "desk")
    desk.redact("--path", "program.c", "--lines", "1-100")
    half = desk("measure", desk.file)
    assert half["deposit"]["hidden_lines"] * 2 == half["deposit"]["lines"]
    assert half["deposit"]["hidden_area"] * 2 == half["deposit"]["area"]
    assert half["within"] is True
    desk.redact("--path", "program.c", "--lines", "101-101")
    assert desk("measure", desk.file, expect=1)["within"] is False
    desk.redact("--path", "program.c", "--lines", "102-200")
    above = desk.run("measure", desk.file, expect=1)
    assert "the deposit: 100 % of the printed area hidden" in above.out
    assert "the template allows at most 50 %." in above.out
    for command in (
        ("review", "submit", desk.file, "--as", "lin"),
        ("build", desk.file, "--out", desk.out, "--as", "lin", "--draft"),
    ):
        refused = desk.run(*command, expect=1)
        assert "the deposit: 100 % of the printed area hidden" in refused.err
        assert "Hide less there, or withdraw redactions" in refused.err
    assert list(desk.out.iterdir()) == []
    shown = desk.run("filing", "show", desk.file).out
    assert "How much is hidden: the deposit: 100 %" in shown


def test_the_general_way_allows_nothing_to_be_covered(covered: Desk, tmp_path: Path) -> None:
    desk = covered.copy(tmp_path / "desk")
    desk.run("filing", "set", desk.file, "deposit_mode=general")
    refused = desk.redact("--path", "program.c", "--lines", "1-1", expect=3)
    assert "forbids every redaction" in refused["error"]
    rows = {row["requirement"]: row for row in desk("checklist", desk.file, expect=None)["requirements"]}
    assert "redaction_ceiling" not in rows
    assert rows["blackout_pages"]["state"] == "not_applicable"
