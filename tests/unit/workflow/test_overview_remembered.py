"""The register after a gesture: only the filing that was written to is read again, and nothing is ever out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.model.filing import Filing
from codebinder.workflow import contents, filings, overview, people, queueing
from codebinder.workflow.session import Session
from codebinder.workflow.views import FilingView
from helpers.workflows import TOKEN, Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = Room(tmp_path)
    made.begin("g")
    made.source({b"src/a.c": b'key = "%s";\n' % TOKEN, b"b.c": b"int b;\n"})
    made.scan()
    return made


def read(room: Room, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Read the register; give which filings were really read, after checking that the others are as they are."""
    asked: list[str] = []
    before = overview._view

    def view(session: Session, filing: Filing) -> tuple[FilingView, bool]:
        asked.append(filing.slug)
        return before(session, filing)

    with monkeypatch.context() as patch:
        patch.setattr(overview, "_view", view)
        told = overview.register(room.session)
    assert told == tuple(overview.view(room.session, each.filing) for each in told)
    return asked


def test_only_what_was_written_to_is_read_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorted(read(room, monkeypatch)) == ["f", "g"]
    assert read(room, monkeypatch) == []
    room.redact()
    assert read(room, monkeypatch) == ["f"]
    filings.set_register(room.session, room.filing, due="2027-01-01")
    assert sorted(read(room, monkeypatch)) == ["f", "g"], "what may be about any filing has all of them read"
    people.create_key(room.environment, "new", role=next(iter(people.Role)), person="New")
    assert read(room, monkeypatch) == []


def test_the_queue_after_a_decision_holds_only_what_it_changed(room: Room) -> None:
    whole = queueing.queue(room.session, room.filing)
    assert whole.whole
    (redaction,) = room.redact()
    after = queueing.queue(room.session, room.filing, since=whole.serial)
    assert not after.whole
    assert [(each.finding.id, each.redacted, each.open) for each in after.groups] == [
        (each, 1, 0) for each in redaction.finding_ids
    ]
    assert [(each.path, each.open, each.decided) for each in after.files] == [(b"src/a.c", 0, 1)]
    assert queueing.queue(room.session, room.filing, since=after.serial).groups == []
    room.withdraw(redaction.id)
    back = queueing.queue(room.session, room.filing, since=after.serial)
    assert [each.open for each in back.groups] == [1]
    assert queueing.queue(room.session, room.filing).groups == whole.groups


def test_one_file_is_read_without_listing_the_tree(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from codebinder.intake import repository

    monkeypatch.setattr(repository, "list_tree", None)
    part, entry = contents.find_file(room.session, room.filing, b"b.c")
    with contents.opened(room.session, room.filing, part) as content:
        assert content.read(entry) == b"int b;\n"
    assert queueing.files(room.session, room.filing) == {"src": [b"b.c", b"src/a.c"]}


def test_a_window_that_only_reads_sees_what_another_program_wrote(room: Room) -> None:
    found = room.findings()[0]
    reading = Session.open(room.environment, room.session.path, read_only=True)
    before = queueing.queue(reading, room.filing)
    assert not queueing.queue(reading, room.filing, since=before.serial).groups, "nothing was written meanwhile"
    room.keep(found.id, note="made up for this test")
    after = queueing.queue(reading, room.filing, since=before.serial)
    assert [group.kept for group in after.groups] == [1]
    reading.close()
