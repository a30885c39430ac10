"""The privilege log: what history proposes counts only once a person has confirmed it, and a change voids that."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from codebinder.assets import resources
from codebinder.errors import Problems, UserError
from codebinder.workflow import logcolumns, privilege, privilegerows, redacting, sources
from codebinder.workflow.privilegeviews import Author, Details, Entry, PeopleTable, Standing
from helpers.pdf_text import pages_by_pdfium
from helpers.workflows import ENGINEER, LEGAL, QUIET, TEMPLATE, Room

MEMO = b"head\nquestion to counsel\nanswer of counsel\ntail\n"


@pytest.fixture
def privileged(room: Room) -> Room:
    room.source({b"legal/memo.txt": MEMO, b"opinion.txt": b"work product\n" * 5, b"plain.c": b"int x;\nint y;\n"})
    room.scan()
    for path, first, last, reason in ((b"legal/memo.txt", 2, 3, "AC"), (b"plain.c", 1, 1, "TS")):
        redacting.redact_lines(
            room.session, room.filing, path=path, first=first, last=last, reason=reason, key=ENGINEER, component=None
        )
    redacting.redact_file(room.session, room.filing, path=b"opinion.txt", reason="WP", key=ENGINEER)
    return room


def entries(room: Room) -> tuple[Entry, ...]:
    return privilege.proposed(room.session, room.filing)


def rows(room: Room, by: str = "entry") -> list[dict[str, str]]:
    out = room.folder / f"{by}-{len(list(room.folder.iterdir()))}.csv"
    privilege.write(room.session, room.filing, by=by, form="csv", out=out)
    return list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))


def test_every_column_of_legal_practice_is_there() -> None:
    asked = {name for names in logcolumns.PRIVILEGE_PRACTICE.values() for name in names}
    assert asked == set(privilegerows.ENTRY_COLUMNS)
    assert len(logcolumns.PRIVILEGE_PRACTICE) >= 19


def test_only_what_is_privileged_is_listed_unless_others_are_asked_for(privileged: Room) -> None:
    assert [each.reason for each in entries(privileged)] == ["AC", "WP"]
    more = privilege.proposed(privileged.session, privileged.filing, reasons=("TS",))
    assert [each.path for each in more] == ["plain.c"]


def test_date_author_and_affiliation_are_proposed_from_the_history(privileged: Room) -> None:
    table = PeopleTable(domains=(("example.com", "Example Law LLP"),), attorneys=("Sample Author",))
    privilege.set_people_table(privileged.session, privileged.filing, table, key=LEGAL)
    memo = entries(privileged)[0]
    assert memo.standing is Standing.UNCONFIRMED
    assert memo.details.date == "2023-11-14"
    assert [each.name for each in memo.details.authors] == ["Sample Author"]
    assert memo.details.authors[0].attorney


def test_what_nobody_confirmed_does_not_stand_in_the_log(privileged: Room) -> None:
    for row in rows(privileged):
        assert row["date"] == row["authors"] == row["affiliations"] == row["attorneys"] == ""
        assert "not confirmed" in row["review_status"]


def test_what_a_person_confirmed_stands_in_the_log_and_the_chain_says_who(privileged: Room) -> None:
    memo = entries(privileged)[0]
    details = replace(
        memo.details, authors=(Author(name="Chen Yu", affiliation="Example Law LLP", attorney=True),),
        description="Request for legal advice", to="Lin Wei",
    )  # fmt: skip
    privilege.confirm(privileged.session, privileged.filing, id=memo.id, details=details, key=LEGAL)
    row = rows(privileged)[0]
    assert (row["date"], row["authors"], row["affiliations"]) == ("2023-11-14", "Chen Yu", "Example Law LLP")
    assert (row["attorney_flags"], row["to"], row["description"]) == ("attorney", "Lin Wei", "Request for legal advice")
    done = [each for each in privileged.session.book.audit.page(limit=1000).items if each.action == "log confirm"]
    assert [each.actor for each in done] == [privileged.session.member(LEGAL).fingerprint]
    assert entries(privileged)[0].confirmed_by == "Person chen"


def test_a_change_voids_what_was_confirmed(privileged: Room) -> None:
    memo = entries(privileged)[0]
    privilege.confirm(privileged.session, privileged.filing, id=memo.id, details=memo.details, key=LEGAL)
    privileged.move({b"legal/memo.txt": b"another head\n\n" + MEMO})
    (now, _) = entries(privileged)
    assert now.standing is Standing.VOID
    assert rows(privileged)[0]["date"] == ""


def test_a_stolen_workbook_does_not_say_what_was_confirmed(privileged: Room) -> None:
    memo = entries(privileged)[0]
    details = Details(date="2023-11-14", description="Zebra-licensing advice", authors=(Author(name="Quill Person"),))
    privilege.confirm(privileged.session, privileged.filing, id=memo.id, details=details, key=LEGAL)
    privileged.session.close()
    data = privileged.session.path.read_bytes()
    assert b"Zebra" not in data
    assert b"Quill" not in data
    with sqlite3.connect(privileged.session.path) as held:
        assert held.execute("SELECT count(*) FROM privilege_entries").fetchone() == (1,)


def test_a_date_that_is_none_is_refused(privileged: Room) -> None:
    with pytest.raises(UserError, match="not a date"):
        privilege.confirm(
            privileged.session, privileged.filing, id="R-1", details=Details(date="2018-09-31"), key=LEGAL
        )


@pytest.mark.parametrize("day", ["20261121", "2026-W47-6", "2026-02-29"])
def test_a_date_is_written_in_one_way_so_that_first_and_last_can_be_told(privileged: Room, day: str) -> None:
    with pytest.raises(UserError, match="not a date"):
        privilege.confirm(privileged.session, privileged.filing, id="R-1", details=Details(date=day), key=LEGAL)


@pytest.mark.parametrize("field", ["description", "subject", "basis", "doc_type"])
def test_words_that_repeat_what_is_hidden_are_not_taken(privileged: Room, field: str) -> None:
    quoted = b"may the table of gains be licensed to Zebra?"
    privileged.move({b"legal/memo.txt": MEMO + b"\n" + quoted + b"\n"})
    redacting.redact_lines(
        privileged.session, privileged.filing, path=b"legal/memo.txt", first=6, last=6, reason="AC", key=ENGINEER
    )
    memo = entries(privileged)[0]
    told = replace(memo.details, **{field: "Request for legal advice on a licence"})
    privilege.confirm(privileged.session, privileged.filing, id=memo.id, details=told, key=LEGAL)
    told = replace(memo.details, **{field: f"They ask: {quoted.decode()} and more"})
    with pytest.raises(Problems, match="would repeat"):
        privilege.confirm(privileged.session, privileged.filing, id=memo.id, details=told, key=LEGAL)
    assert "Zebra" not in str(rows(privileged))


def test_a_log_is_not_written_once_its_words_repeat_what_was_hidden_later(privileged: Room) -> None:
    memo = entries(privileged)[0]
    told = replace(memo.details, description="it mentions int y; and an unhidden_license_table of the house")
    privileged.move({b"plain.c": b"int x;\nint y;\nint unhidden_license_table of the house;\n"})
    privilege.confirm(privileged.session, privileged.filing, id=memo.id, details=told, key=LEGAL)
    start = len(b"int x;\nint y;\nint ")
    size = len(b"unhidden_license_table of the house")
    redacting.redact_bytes(
        privileged.session, privileged.filing, path=b"plain.c", start=start, end=start + size, reason="TS",
        key=ENGINEER, as_value=True,
    )  # fmt: skip
    with pytest.raises(Problems, match="would repeat"):
        rows(privileged)
    assert not list(privileged.folder.glob("entry-*"))


@pytest.mark.parametrize("rule", ["masked", "unmentioned"])
@pytest.mark.parametrize("form", ["csv", "json", "pdf"])
def test_the_name_of_a_withheld_file_is_told_only_where_the_template_shows_it(
    tmp_path: Path, rule: str, form: str
) -> None:
    naming = f"withheld_names: {rule}" + (
        ", withheld_source: {text: A test, certainty: inferred}" * (rule == "unmentioned")
    )
    room = Room(
        tmp_path, template=TEMPLATE.replace("redaction: {allowed: yes,", f"redaction: {{allowed: yes, {naming},")
    )
    room.source({b"deal/zebra-opinion.txt": b"work product\n" * 5, b"plain.c": b"int x;\n"})
    room.scan()
    redacting.redact_file(room.session, room.filing, path=b"deal/zebra-opinion.txt", reason="WP", key=ENGINEER)
    for by in privilegerows.By:
        out = tmp_path / f"{by}.{form}"
        privilege.write(room.session, room.filing, by=by, form=form, out=out)
        text = "".join(pages_by_pdfium(out)) if form == "pdf" else out.read_text(encoding="utf-8-sig")
        assert "zebra" not in text.replace("\r\n", "")
        assert "WP" in text or by is privilegerows.By.METADATA
    room.session.close()


def test_words_in_a_table_turn_nothing_around_and_steer_no_terminal(privileged: Room) -> None:
    memo = entries(privileged)[0]
    told = replace(memo.details, description="see \u202etxt.exe\x1b[31m, ＝SUM", subject="＝cmd|calc")
    privilege.confirm(privileged.session, privileged.filing, id=memo.id, details=told, key=LEGAL)
    row = rows(privileged)[0]
    assert row["description"] == "see ‹U+202E›txt.exe‹U+001B›[31m, ＝SUM"
    assert row["subject"] == "'＝cmd|calc"


def test_a_reason_that_tells_leaves_as_it_is_published(room: Room) -> None:
    room.source({b"a.c": b"int x;\nint y;\n"})
    room.scan()
    redacting.redact_lines(room.session, room.filing, path=b"a.c", first=1, last=1, reason="VUL", key=ENGINEER)
    for by in privilegerows.By:
        out = room.folder / f"{by}.csv"
        privilege.write(room.session, room.filing, by=by, form="csv", out=out, reasons=("VUL",))
        text = out.read_text(encoding="utf-8-sig")
        assert "VUL" not in text
        assert "ulnerab" not in text
    (entry,) = privilege.proposed(room.session, room.filing, reasons=("VUL",))
    assert "VUL" not in entry.details.basis


def test_a_key_that_is_not_on_the_roster_confirms_nothing(privileged: Room) -> None:
    from codebinder.model.review import Role
    from codebinder.workflow import people

    people.create_key(privileged.environment, "mallory", role=Role.LEGAL)
    with pytest.raises(UserError, match="not on this workbook's roster"):
        privilege.confirm(privileged.session, privileged.filing, id="R-1", details=Details(), key="mallory")


def test_a_folder_has_no_history_and_proposes_neither_date_nor_author(room: Room) -> None:
    folder = room.folder / "plain"
    folder.mkdir()
    (folder / "memo.txt").write_bytes(MEMO)
    sources.add_folder(room.session, room.filing, folder=folder, slug="src", **QUIET)
    room.scan()
    redacting.redact_lines(room.session, room.filing, path=b"memo.txt", first=2, last=3, reason="AC", key=ENGINEER)
    (entry,) = entries(room)
    assert (entry.details.date, entry.details.authors) == ("", ())
    assert entry.details.custodian == "Example Devices"


@pytest.mark.parametrize("by", ["entry", "category", "metadata"])
def test_the_json_keeps_to_its_schema_and_the_paper_shows_all_rows(privileged: Room, by: str) -> None:
    out = privileged.folder / "log.json"
    privilege.write(privileged.session, privileged.filing, by=by, form="json", out=out)
    held = json.loads((resources() / "schemas/privilege-log-1.schema.json").read_text(encoding="utf-8"))
    value = json.loads(out.read_bytes())
    Draft202012Validator(held).validate(value)
    paper = privileged.folder / "log.pdf"
    privilege.write(privileged.session, privileged.filing, by=by, form="pdf", out=paper, languages=("zh",))
    text = "".join(pages_by_pdfium(paper))
    assert all(row["log_id"] in text for row in value["rows"])


def test_a_metadata_log_holds_nothing_that_a_lawyer_wrote(privileged: Room) -> None:
    assert not {"basis", "description", "attorneys", "redaction_reason"} & rows(privileged, "metadata")[0].keys()
