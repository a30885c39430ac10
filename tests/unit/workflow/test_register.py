"""The register: states change by a table, days are real, and what went to whom is known by its digest."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from codebinder.errors import UserError
from codebinder.model.filing import FilingState
from codebinder.model.register import CHANGES, AnswerKind, Delivery, EventKind, Medium, Stage
from codebinder.workflow import audit, filings, register, registered, reviewing
from codebinder.workflow.register import Parcel
from codebinder.workflow.session import Session
from helpers.books import StillClock
from helpers.pdf_text import text_by_pdfium as pdf_text
from helpers.workflows import ENGINEER, LEGAL, QUIET, Room

TODAY = "2026-11-21"
P, S, C, D = FilingState.PREPARING, FilingState.SENT, FilingState.CORRECTION, FilingState.CLEARED


@pytest.fixture
def built(room: Room) -> Room:
    """A room with an approved package, built."""
    return approved(room)


def approved(room: Room) -> Room:
    room.source({b"a.c": b"int a;\nint hidden_line_of_the_house;\nint b;\n"})
    room.scan()
    room.hide(b"a.c", 2, 2)
    room.approve()
    room.build()
    return room


def send(room: Room, **more: Any) -> Delivery:
    force, digest, file = more.pop("force", False), more.pop("digest", ""), more.pop("file", None)
    parcel = Parcel(**{"to": "CAC", "medium": Medium.DISC, **more})
    return register.sent(room.session, room.filing, parcel, digest=digest, file=file, force=force, key=ENGINEER)


def state(room: Room) -> FilingState:
    return registered.now(room.session, room.filing).state


def change(room: Room, to: FilingState, **more: Any) -> int:
    return register.change(room.session, room.filing, to, **more)


def put(room: Room, to: FilingState) -> None:
    """Set a state behind the register's back."""
    with room.session.book.transaction("test"):
        room.session.book.filings.set_register("f", state=to)


@pytest.mark.parametrize("was", list(FilingState), ids=lambda each: each.value)
def test_only_what_the_table_has_may_follow_a_state(built: Room, was: FilingState) -> None:
    send(built)
    for to in FilingState:
        put(built, was)
        before = registered.rows(built.session, built.filing)
        due = "2027-01-31" if to is C else ""
        if to in CHANGES[was] and to is not FilingState.WITHDRAWN:
            change(built, to, due=due)
            assert state(built) is to
        else:
            with pytest.raises(UserError):
                change(built, to, due=due)
            assert state(built) is was
            assert registered.rows(built.session, built.filing) == before


def test_a_refusal_says_why_in_words(room: Room) -> None:
    with pytest.raises(UserError, match='From "preparing" a filing does not go to "cleared": nothing of it has been'):
        change(room, D)


def test_the_list_of_dialogs_obeys_the_same_table(room: Room) -> None:
    with pytest.raises(UserError, match="does not go to"):
        filings.set_register(room.session, room.filing, state=D)


def test_nothing_counts_as_sent_before_it_was_delivered(room: Room) -> None:
    with pytest.raises(UserError, match="what went to whom"):
        change(room, S)


def test_a_correction_has_its_own_due_date_and_the_next_delivery_ends_it(built: Room) -> None:
    send(built)
    with pytest.raises(UserError, match="due date of its own"):
        change(built, C)
    with pytest.raises(UserError, match="before"):
        change(built, C, due="2026-11-20")
    change(built, C, due="2026-12-01", who="Ms Li", reference="CAC-77", note="page 3 is unreadable")
    (row,) = register.due_list(built.session)
    assert (row.due, row.days, row.state) == ("2026-12-01", 10, C)
    made = register.show(built.session, built.filing).events[-1]
    assert dict(made.facts) == {
        "from": "sent", "to": "correction", "who": "Ms Li", "reference": "CAC-77", "due": "2026-12-01",
    }  # fmt: skip
    assert made.note == "page 3 is unreadable"
    assert "unreadable" not in registered.rows(built.session, built.filing)[-1].note
    send(built)
    assert state(built) is S
    assert register.due_list(built.session)[0].days is None


@pytest.mark.parametrize("day", ["2018-09-31", "2026-13-01", "31.11.2026", "01/02/2026", "2026-02-29"])
def test_days_that_do_not_exist_are_refused(built: Room, day: str) -> None:
    with pytest.raises(UserError, match="no day of the calendar"):
        send(built, day=day)
    with pytest.raises(UserError, match="no day of the calendar"):
        register.set_due(built.session, built.filing, day)


def test_nothing_happened_tomorrow_or_before_what_came_before(built: Room) -> None:
    with pytest.raises(UserError, match="has not come yet"):
        send(built, day="2026-11-22")
    send(built, day="2026-11-10")
    with pytest.raises(UserError, match="before the last change"):
        change(built, D, day="2026-11-09")
    change(built, D, day="2026-11-10")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is set by the system there")
def test_a_day_is_that_of_the_wall_calendar(built: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is four in the morning of the 22nd in Beijing, and noon of the 21st in California."""
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    with pytest.raises(UserError, match="has not come yet"):
        send(built, day="2026-11-22")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    assert send(built, day="2026-11-22").day == send(built).day == "2026-11-22"
    with pytest.raises(UserError, match="has not come yet"):
        send(built, day="2026-11-23")


def test_the_list_goes_by_due_date_and_counts_days_by_the_clock(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    late, none = room.begin("late"), room.begin("none")
    register.set_due(room.session, room.filing, "2026-12-01")
    register.set_due(room.session, late, "2026-11-20")
    assert [(row.filing, row.days) for row in register.due_list(room.session)] == [
        ("late", -1), ("f", 10), (none.slug, None),
    ]  # fmt: skip
    monkeypatch.setattr(StillClock, "now", lambda _: datetime(2026, 12, 3, tzinfo=UTC))
    assert [(row.filing, row.days) for row in register.due_list(room.session)][:2] == [("late", -13), ("f", -2)]


def test_every_record_is_one_row_and_one_row_of_the_audit(built: Room) -> None:
    before = built.session.book.audit_head()[0]
    send(built)
    change(built, D, reference="1")
    assert built.session.book.audit_head()[0] == before + 2
    assert [row.kind for row in registered.rows(built.session, built.filing)] == [
        EventKind.DELIVERY, EventKind.STATE, EventKind.STATE,
    ]  # fmt: skip
    assert built.session.book.check() == ()


def test_a_delivery_has_the_digest_of_a_build(built: Room) -> None:
    archive = built.out / "f" / "f.zip"
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    by_default = send(built, tracking="SF-1", copies=2, volumes=3, seals=("A1", "A2"), released_by="Lin")
    assert (by_default.digest, by_default.round, by_default.foreign) == (digest, 1, False)
    assert (by_default.copies, by_default.volumes, by_default.seals) == (2, 3, ("A1", "A2"))
    assert send(built, file=archive).digest == digest
    assert send(built, digest=digest.upper()).archive == "f.zip"


def test_a_draft_or_what_no_build_has_is_refused_or_foreign(built: Room, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(b"not ours")
    with pytest.raises(UserError, match="No build in the register"):
        send(built, file=other)
    draft = hashlib.sha256(built.build(draft=True).read_bytes()).hexdigest()
    with pytest.raises(UserError, match="draft"):
        send(built, digest=draft)
    with pytest.raises(UserError, match="no SHA-256"):
        send(built, digest="abc")
    assert not register.deliveries(built.session, built.filing)
    forced = send(built, file=other, force=True)
    assert (forced.foreign, forced.round, forced.archive) == (True, 0, "other.zip")
    assert send(built, digest=draft, force=True).foreign


def test_a_package_of_another_filing_is_told(built: Room) -> None:
    other = built.begin("g")
    digest = built.session.book.builds.list("f")[-1].digest
    with pytest.raises(UserError, match="another filing"):
        register.sent(built.session, other, Parcel(to="CAC"), digest=digest)


def test_a_changed_archive_is_not_taken_for_the_build(built: Room) -> None:
    archive = built.out / "f" / "f.zip"
    data = bytearray(archive.read_bytes())
    data[100] ^= 1
    archive.write_bytes(data)
    with pytest.raises(UserError, match="No build"):
        send(built, file=archive)


def test_texts_have_an_end(built: Room) -> None:
    for more in ({"note": "n" * 20_001}, {"tracking": "t" * 401}, {"seals": ("1", "s" * 401)}, {"to": "c" * 401}):
        with pytest.raises(UserError, match="longer than"):
            send(built, **more)
    assert not register.deliveries(built.session, built.filing)
    assert send(built, note="n" * 20_000, tracking="t" * 400).note == "n" * 20_000


def test_a_delivery_goes_to_somebody(built: Room) -> None:
    with pytest.raises(UserError, match="who received it"):
        send(built, to="")
    with pytest.raises(UserError, match="copies"):
        send(built, copies=0)


def test_a_receipt_belongs_to_a_delivery_and_keeps_the_digest_of_its_scan(built: Room, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such delivery"):
        register.receipt(built.session, built.filing, number="7")
    first = send(built, day="2026-11-12")
    second = send(built, to="MIIT")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    with pytest.raises(UserError, match="a number or a scan"):
        register.receipt(built.session, built.filing)
    with pytest.raises(UserError, match="before the delivery"):
        register.receipt(built.session, built.filing, delivery=first.id, number="7", day="2026-11-11")
    made = register.receipt(built.session, built.filing, delivery=first.id, number="7", scan=scan)
    assert made.id == first.id
    assert made.receipts[0].scan_sha256 == hashlib.sha256(scan.read_bytes()).hexdigest()
    assert register.deliveries(built.session, built.filing)[1].id == second.id
    assert not register.deliveries(built.session, built.filing)[1].receipts


def propose(room: Room) -> Delivery:
    return register.proposal(room.session, room.filing, Parcel(to="EMA"))


def final(room: Room, *, day: str = "", **more: Any) -> Delivery:
    return register.final(room.session, room.filing, Parcel(to="EMA", day=day), **more)


def test_two_stages_go_in_their_order_and_the_final_names_its_proposal(built: Room) -> None:
    with pytest.raises(UserError, match="No such proposal"):
        final(built)
    with pytest.raises(UserError, match="No such proposal"):
        register.answer(built.session, built.filing, AnswerKind.ACCEPTED)
    proposed = propose(built)
    assert state(built) is S
    with pytest.raises(UserError, match="not answered"):
        final(built)
    register.answer(built.session, built.filing, AnswerKind.CHANGES, due="2026-12-24", reference="EMA-1")
    assert (state(built), registered.now(built.session, built.filing).due) == (C, "2026-12-24")
    with pytest.raises(UserError, match="the package that was proposed"):
        final(built)
    built.hide(b"a.c", 3, 3)
    built.approve()
    built.build(built.temp)
    with pytest.raises(UserError, match="before the authority answered"):
        final(built, day="2026-11-20")
    made = final(built)
    assert (made.stage, made.follows, state(built)) == (Stage.FINAL, proposed.digest, S)
    assert made.digest != proposed.digest
    with pytest.raises(UserError, match="No such proposal"):
        final(built, follows="0" * 64)


def test_a_refused_proposal_has_no_final(built: Room) -> None:
    propose(built)
    register.answer(built.session, built.filing, AnswerKind.REFUSED)
    with pytest.raises(UserError, match="refused"):
        final(built)


def withdraw(room: Room, **more: Any) -> Any:
    return register.withdraw(room.session, room.filing, **QUIET, **more)


def test_withdrawn_before_sending_the_round_is_void_and_nothing_more_is_built(built: Room) -> None:
    assert withdraw(built) is None
    assert (state(built), built.state()) == (FilingState.WITHDRAWN, "void")
    for gesture in (built.submit, lambda: built.build(built.temp), lambda: built.build(built.temp, draft=True)):
        with pytest.raises(UserError, match="withdrawn"):
            gesture()
    with pytest.raises(UserError, match="withdrawn"):
        send(built)
    with pytest.raises(UserError, match="withdrawn"):
        withdraw(built)


def test_withdrawn_after_sending_there_is_a_letter(built: Room, tmp_path: Path) -> None:
    sent = send(built)
    with pytest.raises(UserError, match="letter"):
        withdraw(built)
    assert state(built) is S
    made = withdraw(built, out=tmp_path / "letter.pdf", reference="OUR-9", basis="Article 12")
    text = pdf_text(Path(made.path))
    assert sent.digest in text.replace(" ", "").replace("\n", "")
    assert "OUR-9" in text
    assert "CAC" in text
    assert state(built) is FilingState.WITHDRAWN
    assert [row.kind for row in registered.rows(built.session, built.filing)][-2:] == [
        EventKind.STATE, EventKind.LETTER,
    ]  # fmt: skip


def test_a_letter_that_would_repeat_what_is_hidden_is_not_written(built: Room, tmp_path: Path) -> None:
    send(built)
    before = registered.rows(built.session, built.filing)
    with pytest.raises(UserError, match="would repeat"):
        withdraw(built, out=tmp_path / "letter.pdf", basis="because of int hidden_line_of_the_house; in a.c")
    assert registered.rows(built.session, built.filing) == before
    assert not list(tmp_path.glob("*letter*"))
    assert state(built) is S


def test_who_records_must_be_on_the_roster(built: Room) -> None:
    with pytest.raises(UserError):
        register.sent(built.session, built.filing, Parcel(to="CAC"), key="nobody")
    made = change(send(built) and built, D, key=LEGAL)
    row = next(each for each in registered.rows(built.session, built.filing) if each.id == made)
    assert row.actor == built.session.member(LEGAL).fingerprint


def test_the_custody_form_is_filled_from_the_deliveries(built: Room, tmp_path: Path) -> None:
    send(built, tracking="SF-100", seals=("S-1", "S-2"), released_by="Lin Wei", received_by="Clerk Zhang")
    made = register.custody(built.session, built.filing, out=tmp_path / "c.pdf", **QUIET)
    text = pdf_text(Path(made.path))
    for each in ("SF-100", "S-1", "S-2", "Lin Wei", "Clerk Zhang", "f.zip"):
        assert each in text
    assert built.session.book.builds.list("f")[-1].digest in text.replace(" ", "").replace("\n", "")
    with pytest.raises(UserError, match="No build"):
        register.custody(built.session, built.filing, out=tmp_path / "d.pdf", digest="0" * 64, **QUIET)
    assert not (tmp_path / "d.pdf").exists()


def test_a_round_stays_signed_when_only_the_register_changes(built: Room) -> None:
    send(built)
    change(built, C, due="2027-01-01")
    assert reviewing.current_round(built.session, built.filing).state.value == "signed"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE register_rows SET day = '2020-01-01' WHERE kind = 'delivery'",
        "UPDATE register_rows SET value = '{}' WHERE kind = 'hold'",
        "UPDATE register_rows SET note = '' WHERE kind = 'hold'",
        "DELETE FROM register_rows WHERE kind = 'hold'",
        "DELETE FROM register_rows",
        "INSERT INTO register_rows SELECT id + 9, filing, at, day, 'released', 0, actor, '{}', '' FROM register_rows",
        "UPDATE builds SET digest = '0'",
        "UPDATE builds SET draft = 1",
        "DELETE FROM builds",
        "INSERT INTO builds SELECT id + 1, filing, at, archive, '0', size, files, ranges, 0, round, signer FROM builds",
    ],
    ids=["day", "hold", "note", "no-hold", "nothing", "release", "digest", "draft", "no-build", "another-build"],
)
def test_a_row_that_is_changed_taken_out_or_put_in_shows_in_the_audit(built: Room, change: str) -> None:
    send(built, note="by courier")
    register.hold(built.session, built.filing, reference="Case 12", note="counsel wrote", key=LEGAL)
    assert audit.faults(built.session) == ()
    built.session.close()
    with sqlite3.connect(built.session.path) as base:
        base.execute(change)
    base.close()
    with Session.open(built.environment, built.session.path) as session:
        assert "register" in str(audit.faults(session)) or "list of builds" in str(audit.faults(session))


def test_builds_of_an_older_program_are_no_fault(built: Room) -> None:
    book = built.session.book
    row = book.builds.list("f")[-1]
    with book.transaction("build", subject="f"):
        book.builds.add(row)
        book._store.recorded.clear()
    assert audit.faults(built.session) == ()
