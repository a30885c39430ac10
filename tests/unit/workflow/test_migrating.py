"""An open filing moves to another version of its template: by choice, at once, with undo, and no answer is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from codebinder import templates
from codebinder.errors import UserError
from codebinder.model.checklist import RequirementState
from codebinder.templates import Way
from codebinder.workflow import attachments, filings, migrating, refitting, screens, standing, undoing
from codebinder.workflow.migrating import How
from codebinder.workflow.refitting import Fate
from codebinder.workflow.undoing import Done
from helpers.small_template import HEAD, SOURCE
from helpers.workflows import QUIET, Room

OLD = f"""{HEAD}requirements:
  - {{id: purpose, kind: multiline, level: optional, label: {{en: Purpose}}, {SOURCE}}}
  - {{id: maker, kind: text, level: required, label: {{en: Maker}}, {SOURCE}}}
  - {{id: model, kind: text, level: required, label: {{en: Model}}, {SOURCE}}}
  - {{id: gone, kind: text, level: optional, label: {{en: Gone}}, {SOURCE}}}
  - {{id: whole, kind: declaration, level: required, label: {{en: Whole}}, statement: {{en: All is here.}}, {SOURCE}}}
  - {{id: manual, kind: document, level: optional, label: {{en: Manual}}, {SOURCE}}}
listing: {{mode: none}}
redaction: {{allowed: yes, ceiling: "0.5", basis: chars, scope: package, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{compression: stored, {SOURCE}}}
"""
NEW = (
    OLD.replace('version: "1.0"', 'version: "1.10"')
    .replace("requirements:\n", """changes:
  - {version: "1.2", date: 2026-12, text: {en: The maker is asked as the vendor.},
     renamed: [{before: maker, after: supplier}]}
  - {version: "1.10", text: {en: The vendor again.}, renamed: [{before: supplier, after: vendor}]}
requirements:
""")
    .replace("id: maker, kind: text, level: required", "id: vendor, kind: text, level: optional")
    .replace("id: model, kind: text", "id: model, kind: text, max_chars: 4")
    .replace(f"  - {{id: gone, kind: text, level: optional, label: {{en: Gone}}, {SOURCE}}}\n", "")
    .replace("All is here.", "All is here and true.")
    .replace("id: manual, kind: document", "id: handbook, kind: document")
    .replace('"0.5"', '"0.4"')
    .replace("count: 1", "count: 2")
)  # fmt: skip
ANSWERS = {"purpose": "routes", "maker": "Example", "model": "GW-2100", "gone": "a note", "whole": "yes"}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    (folder / "small").mkdir(parents=True)
    return folder


@pytest.fixture
def room(tmp_path: Path, shelf: Path) -> Iterator[Room]:
    room = Room(tmp_path, template=OLD)
    room.session.environment = room.environment = dataclasses.replace(room.environment, templates_dir=shelf)
    filings.set_fields(room.session, room.filing, ANSWERS)
    manual = tmp_path / "manual.txt"
    manual.write_text("how to\n")
    attachments.add_document(
        room.session, room.filing, requirement="manual", path=manual, cancel=QUIET["cancel"], slug="manual"
    )
    yield room
    room.session.close()


def put(shelf: Path, text: str) -> None:
    (shelf / "small" / "template.yaml").write_text(text, encoding="utf-8")


def test_nobody_is_told_where_nothing_is_newer(room: Room, shelf: Path) -> None:
    assert migrating.newer(room.session, room.filing) == ()  # it is on no shelf
    put(shelf, OLD)
    assert migrating.newer(room.session, room.filing) == ()
    with pytest.raises(UserError, match="nothing to move over"):
        migrating.migrate(room.session, room.filing)
    put(shelf, OLD.replace('"1.0"', '"0.9"'))
    assert migrating.newer(room.session, room.filing) == ()
    assert [each.how for each in migrating.others(room.session, room.filing)] == [How.OLDER]
    put(shelf, OLD.replace("A small template", "A smaller template"))
    assert [each.how for each in migrating.newer(room.session, room.filing)] == [How.OTHER]


def test_what_changed_and_what_it_means_is_said_before_and_changes_nothing(room: Room, shelf: Path) -> None:
    put(shelf, NEW)
    before = room.session.book.audit_head()
    found = migrating.plan(room.session, room.filing)
    assert [(each.was, each.now, each.how) for each in found.others] == [("1.0", "1.10", How.NEWER)]
    assert [each.version for each in found.changes] == ["1.2", "1.10"]
    ways = {(each.way, each.part, each.id) for each in found.differences}
    assert ways == {
        (Way.CHANGED, "requirement", "vendor"),
        (Way.CHANGED, "requirement", "model"),
        (Way.CHANGED, "requirement", "whole"),
        (Way.ADDED, "requirement", "handbook"),
        (Way.REMOVED, "requirement", "gone"),
        (Way.REMOVED, "requirement", "manual"),
        (Way.CHANGED, "rule", "redaction"),
        (Way.CHANGED, "rule", "approvals"),
    }
    fates = {(each.kind, each.requirement): (each.fate, each.target) for each in found.fittings}
    assert fates == {
        ("answer", "purpose"): (Fate.KEPT, "purpose"),
        ("answer", "maker"): (Fate.CARRIED, "vendor"),
        ("answer", "model"): (Fate.ANEW, "model"),
        ("answer", "gone"): (Fate.ASIDE, ""),
        ("answer", "whole"): (Fate.ASIDE, ""),
        ("document", "manual"): (Fate.ASIDE, ""),
    }
    assert room.session.book.audit_head() == before


def test_moving_over_is_one_step_that_loses_nothing_and_is_undone(room: Room, shelf: Path) -> None:
    put(shelf, NEW)
    done: list[Done] = []
    undoing.follow(room.session, done.append)
    before, held = filings.resolve(room.session, "f"), room.session.book.filings.answers("f")
    migrating.migrate(room.session, room.filing)
    assert [each.action for each in done] == ["template migrate"]
    now = filings.resolve(room.session, "f")
    assert (now.template_version, now.template_text) == ("1.10", NEW.encode())
    assert room.session.book.filings.answers("f") == {"purpose": "routes", "vendor": "Example", "model": "GW-2100"}
    kept = {(each.requirement, each.template) for each in refitting.asides(room.session, now)}
    assert kept == {(name, "small 1.0") for name in ("gone", "whole", "manual")}
    rows = {row.requirement: row for row in filings.checklist(room.session, now)}
    assert rows["model"].state is rows["whole"].state is RequirementState.UNMET
    assert "4" in rows["model"].why
    assert filings.components(room.session, now) == ()
    undoing.back(room.session, done.pop())
    assert filings.resolve(room.session, "f") == before
    assert room.session.book.filings.answers("f") == held
    assert [each.slug for each in filings.components(room.session, now)] == ["manual"]
    assert refitting.asides(room.session, now) == ()


def test_what_was_kept_aside_comes_back_with_a_template_that_asks_for_it(room: Room, shelf: Path) -> None:
    put(shelf, NEW)
    migrating.migrate(room.session, room.filing)
    put(shelf, OLD.replace('"1.0"', '"1.11"'))
    found = migrating.migrate(room.session, room.filing)
    assert {each.requirement for each in found.fittings if each.fate is Fate.BACK} == {"gone", "manual"}
    assert room.session.book.filings.answers("f")["gone"] == "a note"
    assert [each.requirement for each in filings.components(room.session, room.filing)] == ["manual"]
    left = refitting.asides(room.session, room.filing)
    assert {each.requirement for each in left} == {"whole", "vendor"}  # what was declared once is declared again
    refitting.drop_aside(room.session, room.filing, "answer:whole")
    assert {each.requirement for each in refitting.asides(room.session, room.filing)} == {"vendor"}


def test_a_screen_of_a_newer_version_moves_over_with_its_filing(room: Room, shelf: Path) -> None:
    put(shelf, OLD)
    text = OLD.replace("id: small", "id: scr\nkind: screen").replace("{id: ", "{id: s_")
    (shelf / "scr").mkdir()
    (shelf / "scr" / "template.yaml").write_text(text, encoding="utf-8")
    screens.attach(room.session, room.filing, "scr")
    newer = text.replace('"1.0"', '"2.0"').replace("id: s_gone", "id: s_went")
    (shelf / "scr" / "template.yaml").write_text(newer, encoding="utf-8")
    (other,) = migrating.newer(room.session, room.filing)
    assert (other.id, other.now, other.screen) == ("scr", "2.0", True)
    migrating.migrate(room.session, room.filing)
    assert [each.version for each in screens.attached(room.session, room.filing)] == ["2.0"]
    assert migrating.newer(room.session, room.filing) == ()


@pytest.mark.parametrize(
    ("lines", "day", "ids"),
    [
        ("status: suspended", "2026-11-01", ["standing.suspended"]),
        ("effective_from: 2027-01-01\nstatus: in_force", "2026-12-31", ["standing.not-yet"]),
        ("effective_from: 2027-01-01\nstatus: in_force", "2027-01-01", []),
        ("effective_to: 2027-01\nstatus: in_force", "2027-01-31", ["standing.soon"]),
        ("effective_to: 2027-01\nstatus: in_force", "2027-02-01", ["standing.over"]),
        ("check_by: 2027-01-01\nstatus: in_force", "2027-01-01", []),
        ("check_by: 2027-01-01\nstatus: in_force", "2027-01-02", ["standing.check-by"]),
    ],
    ids=["suspended", "not-yet", "from-today", "last-day", "over", "checked", "unchecked"],
)
def test_a_template_warns_by_the_calendar(lines: str, day: str, ids: list[str]) -> None:
    read = templates.load(OLD.replace("status: draft", lines).encode(), name="t")
    assert [each.message.id for each in templates.standing(read, date.fromisoformat(day))] == ids


def test_versions_are_told_apart_by_their_numbers() -> None:
    assert templates.newer("1.10", "1.9")
    assert templates.newer("1.0.1", "1.0")
    assert templates.newer("1.0", "1.0-rc1")
    assert not templates.newer("1.0", "1.0")


def test_the_filing_is_told_of_all_of_it_at_once(room: Room, shelf: Path) -> None:
    put(shelf, NEW)
    assert [each.message.id for each in standing.of_filing(room.session, room.filing)] == [
        "standing.draft",
        "standing.newer",
    ]
