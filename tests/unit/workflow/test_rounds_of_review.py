"""What is approved is what leaves: whatever changes after submission, decision or signature voids or stops it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.errors import Problems, UserError
from codebinder.model.review import Verdict
from codebinder.workbook import Scan
from codebinder.workflow import (
    attachments,
    audit,
    filings,
    people,
    redacting,
    reviewing,
    sources,
    state,
    submitting,
    vendors,
)
from helpers.workflows import ENGINEER, LEGAL, QUIET, SECOND, TOKEN, Room

CODE = b'int a;\nchar *t = "' + TOKEN + b'";\nint b;\n'


def unkeep(room: Room) -> None:
    redacting.unkeep(room.session, room.filing, room.findings()[0].id, key=ENGINEER)


def accept(room: Room) -> None:
    attachments.accept_document(room.session, room.filing, "note")


def rename(room: Room) -> None:
    vendors.set_product(room.session, "gw", {"version": "2.2"})


def fact(room: Room) -> None:
    vendors.set_product(room.session, "gw", {"uses_crypto": "yes"})


def answer(room: Room) -> None:
    filings.set_fields(room.session, room.filing, {"purpose": "Routing"})


def readdress(room: Room) -> None:
    filings.set_fields(room.session, room.filing, {"recipient": "Somebody else"})


def move(room: Room) -> None:
    room.move({b"b.c": b"int c;\n"})
    room.scan()


def add(room: Room) -> None:
    room.source({b"z.c": b"int z;\n"}, slug="more")
    room.scan()


def remove(room: Room) -> None:
    sources.remove(room.session, room.filing, "src")


def hide(room: Room) -> None:
    room.hide(b"a.c", 1, 1)


def trust(room: Room) -> None:
    from codebinder.model.review import Role

    people.create_key(room.environment, "new", role=Role.LEGAL)
    people.trust(room.session, "new")


def note_of(room: Room) -> Path:
    path = room.folder / "note.txt"
    path.write_text("A manual.\n")
    attachments.add_document(room.session, room.filing, requirement="manual", path=path, cancel=QUIET["cancel"])
    return path


CHANGES = (unkeep, accept, rename, fact, answer, readdress, move, add, remove, hide, trust)


@pytest.mark.parametrize("change", CHANGES, ids=[each.__name__ for each in CHANGES])
def test_a_change_after_the_signature_voids_the_round(room: Room, change: Callable[[Room], None]) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.keep()
    note_of(room)
    room.approve()
    assert room.state() == "signed"
    change(room)
    assert room.state() == "void"
    with pytest.raises(Problems):
        room.build()
    assert not list(room.out.iterdir())


def test_a_folder_that_was_taken_in_anew_voids_the_round(room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    for text in (b"int a;\n", b"int b;\n"):
        (folder / "a.c").write_bytes(text)
        sources.add_folder(room.session, room.filing, folder=folder, slug="src", **QUIET)
        room.scan()
        if text == b"int a;\n":
            room.approve()
            sources.remove(room.session, room.filing, "src")
    assert room.state() == "void"


def test_a_file_of_a_folder_that_changed_stops_the_build(room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "a.c").write_bytes(b"int a;\n")
    sources.add_folder(room.session, room.filing, folder=folder, slug="src", **QUIET)
    room.scan()
    room.approve()
    (folder / "a.c").write_bytes(b"int x;\n")
    with pytest.raises(UserError, match="chang"):
        room.build()
    assert not list(room.out.iterdir())
    assert not list(room.temp.iterdir())


def test_a_document_swapped_after_it_was_looked_at_stops_everything(room: Room) -> None:
    room.source({b"a.c": b"int a;\n"})
    room.scan()
    path = note_of(room)
    room.approve()
    path.write_text("Another one.\n")
    with pytest.raises(UserError, match="has changed since it was added"):
        room.build()
    with pytest.raises(UserError, match="has changed since it was added"):
        room.submit()


def test_a_finding_that_is_open_again_blocks_the_signature_and_the_build(room: Room) -> None:
    from codebinder.model.findings import FindingState

    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.submit()
    room.decide()
    book = room.session.book

    def let(state: FindingState) -> None:
        with book.transaction("as newer rules would see it"):
            book.findings.set_state("f", ["F-1"], state)

    let(FindingState.OPEN)
    with pytest.raises(Problems, match="neither redacted nor kept"):
        room.sign()
    let(FindingState.REDACTED)
    room.sign()
    let(FindingState.OPEN)
    with pytest.raises(Problems, match="neither redacted nor kept"):
        room.build()


def test_a_source_that_older_rules_have_scanned_is_scanned_again(room: Room) -> None:
    room.source({b"a.c": b"int a;\n"})
    room.scan()
    with room.session.book.transaction("as an older program did"):
        room.session.book.findings.record_scan("f", "src", Scan(engine="older", files=1))
    with pytest.raises(Problems, match="scanned"):
        room.submit()


def test_a_rejection_after_the_signature_stops_the_build(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.approve()
    room.decide("R-1", verdict=Verdict.REJECT)
    assert room.state() == "open"
    with pytest.raises(Problems, match="rejected"):
        room.build()
    room.decide("R-1")
    assert room.build().is_file()


@pytest.mark.parametrize("order", [(LEGAL, SECOND), (SECOND, LEGAL)])
def test_one_reviewers_rejection_outlives_anothers_approval(room: Room, order: tuple[str, str]) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.submit()
    room.decide("R-1", key=order[0], verdict=Verdict.REJECT)
    room.decide("R-1", key=order[1])
    with pytest.raises(Problems, match="no approval that stands"):
        room.sign(key=order[1])
    room.decide("R-1", key=order[0])
    room.sign(key=order[1])


@pytest.mark.parametrize("how", ["withdrawn", "recused"])
def test_an_approval_that_was_taken_back_after_the_signature_stops_the_build(room: Room, how: str) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.approve()
    assert room.state() == "signed"
    if how == "withdrawn":
        reviewing.withdraw(room.session, room.filing, ids=["R-1"], key=LEGAL)
    else:
        room.decide("R-1", verdict=Verdict.RECUSED)
    assert room.state() == "open"
    with pytest.raises(Problems, match="not approved yet"):
        room.build()
    room.decide("R-1", key=SECOND)
    assert room.state() == "signed"
    room.build()


def test_a_rejection_that_was_cut_out_of_the_workbook_is_missed(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.submit()
    room.decide("R-1")
    room.decide("R-1", verdict=Verdict.REJECT)
    room.decide("R-1")
    store = room.session.book._store  # the way of somebody who has the file
    with store.writing():
        store.write("DELETE FROM signed_objects WHERE CAST(stored AS TEXT) LIKE '%reject%'")
    with pytest.raises(UserError, match="missing"):
        room.sign()
    assert any("missing" in fault for fault in audit.faults(room.session))


def test_a_change_while_the_sources_are_read_is_not_submitted(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.keep()
    assemble = submitting.assemble

    def slow(*given: object, **more: object) -> object:
        done = assemble(*given, **more)  # type: ignore[arg-type]
        unkeep(room)
        return done

    monkeypatch.setattr(submitting, "assemble", slow)
    with pytest.raises(Problems, match="changed while"):
        room.submit()
    assert not reviewing.rounds(room.session, room.filing)


def test_nobody_signs_what_she_proposed_withdrew_into_or_submitted(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    redacting.redact_findings(room.session, room.filing, ids=None, reason="CRY", key=LEGAL)
    room.submit()
    with pytest.raises(UserError, match="own proposal"):
        room.decide()
    room.decide(key=SECOND)
    with pytest.raises(UserError, match="own proposal"):
        room.sign()
    reviewing.submit(room.session, room.filing, key=SECOND, **QUIET)
    with pytest.raises(UserError, match="own proposal"):
        room.sign(key=SECOND)


def test_a_decision_carries_over_to_the_next_round_where_nothing_touched_it(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.approve()
    room.move({b"b.c": b"int c;\n"})
    room.scan()
    room.submit()
    assert room.sign().number == 2
    room.withdraw("R-1")
    room.redact()
    room.submit()
    with pytest.raises(Problems, match="R-2"):
        room.sign()


def test_a_signed_object_of_one_filing_says_nothing_about_another(room: Room) -> None:
    room.source({b"a.c": b"int a;\n"})
    room.scan()
    room.approve()
    second = room.begin("g")
    sources.add_repository(room.session, second, repo=room.repositories["src"].path, rev="v1", slug="src", **QUIET)
    room.scan(second)
    room.submit(second)
    held = state.status(room.session, second)
    assert held is not None
    assert held.missing == 1


def test_every_use_case_is_one_audit_row(room: Room) -> None:
    def rows() -> list[str]:
        return [row.action for row in audit.rows(room.session).items]

    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.submit()
    room.decide()
    room.sign()
    before = rows()
    room.build()
    assert rows() == [*before, "build"]
    assert before[-6:] == ["source add", "scan", "redact", "review submit", "review decide", "review sign"]
    assert not audit.faults(room.session)


def test_a_file_withheld_twice_is_counted_once(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.c": b"int b;\n"})
    room.scan()
    for _ in range(2):
        redacting.redact_file(room.session, room.filing, path=b"a.c", reason="TS", key=ENGINEER)
    room.submit()
    ((_, account),) = reviewing.signing(room.session, room.filing).accounting
    assert (account.total, account.disclosed, account.withheld) == (2, 1, 1)


def test_whoever_signs_is_told_what_was_taken_back_since_the_last_signature(room: Room) -> None:
    room.source({b"a.c": CODE, b"b.c": b"int b;\n"})
    room.source({b"z.c": b"int zebra = 4;\nint z;\n"}, slug="more")
    first, second = room.hide(b"b.c", 1, 1), room.hide(b"z.c", 1, 1)
    assert audit.taken_back(room.session, room.filing) == 0
    sources.remove(room.session, room.filing, "more")
    assert {each.id for each in redacting.redactions(room.session, room.filing)} == {first}
    assert second != first
    assert audit.taken_back(room.session, room.filing) == 1
    room.withdraw(first)
    assert audit.taken_back(room.session, room.filing) == 2
