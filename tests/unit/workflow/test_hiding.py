"""A finding counts as redacted only while its bytes are masked: whatever takes the mask away asks about it again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from codebinder.errors import Problems, UserError
from codebinder.model.findings import FindingState
from codebinder.model.source import Disclosure
from codebinder.workflow import attachments, ownrules, redacting, returning, scanrun, sources
from helpers.git_repo import Link
from helpers.workflows import ENGINEER, QUIET, TOKEN, Room

OTHER = TOKEN[:-6] + b"Zq3Zq9"
LINE = b'char *t = "' + TOKEN + b'";\n'
CODE = b"int a;\n" + LINE + b"int b;\n"


def as_filed(room: Room, path: bytes = b"a.c", component: str | None = None) -> bytes:
    return redacting.as_filed(room.session, room.filing, path, component=component, **QUIET).data


def test_withdrawing_the_place_over_a_finding_asks_about_it_again(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    place = room.hide(b"a.c", 2, 2)
    assert room.states() == ["redacted"]
    room.withdraw(place)
    assert room.states() == ["open"]
    with pytest.raises(Problems, match="neither redacted nor kept"):
        room.submit()


def test_of_two_masks_over_a_finding_the_last_one_withdrawn_opens_it(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    first, second = room.hide(b"a.c", 2, 2), room.hide(b"a.c", 1, 3)
    (value,) = room.redact() or (None,)
    assert value is None
    room.withdraw(first)
    assert room.states() == ["redacted"]
    room.scan()
    room.withdraw(second)
    assert room.states() == ["open"]


def test_a_new_value_at_the_place_of_a_hidden_one_is_not_taken_for_hidden(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.redact()
    room.move({b"a.c": CODE.replace(TOKEN, OTHER)})
    room.scan()
    assert room.states() == ["open"]
    assert OTHER in as_filed(room)


def test_a_value_hidden_in_a_source_that_goes_stays_hidden_in_the_others(room: Room) -> None:
    room.source({b"a.c": CODE}, slug="one")
    room.source({b"b.c": b"int c;\n" + CODE}, slug="two")
    room.scan()
    (row,) = room.redact()
    sources.remove(room.session, room.filing, "one")
    assert [each.id for each in redacting.redactions(room.session, room.filing)] == [row.id]
    assert room.states() == ["redacted"]
    assert TOKEN not in as_filed(room, b"b.c")


def test_what_a_source_that_goes_leaves_bare_elsewhere_is_open(room: Room) -> None:
    room.source({b"a.c": CODE}, slug="one")
    room.scan()
    room.hide(b"a.c", 2, 2)
    room.source({b"b.c": CODE}, slug="two")
    room.scan()
    sources.remove(room.session, room.filing, "one")
    assert room.states() == ["open"]


def test_what_is_kept_and_then_hidden_is_no_longer_kept(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    room.keep()
    room.hide(b"a.c", 2, 2)
    assert room.states() == ["redacted"]
    assert not redacting.keeps(room.session, room.filing)


def test_a_finding_within_a_value_hidden_by_hand_is_hidden_with_it(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    start = CODE.index(b'"')
    end = CODE.index(b'"', start + 1) + 1
    (row,) = redacting.redact_bytes(
        room.session, room.filing, path=b"a.c", start=start, end=end, reason="CRY", key=ENGINEER, as_value=True
    )
    assert room.states() == ["redacted"]
    room.scan()
    assert room.states() == ["redacted"]
    room.move({b"a.c": CODE.replace(b'"', b"'")})
    room.scan()
    assert room.states() == ["open"]
    returning.drop(room.session, room.filing, row.id, note="the quotes are gone", key=ENGINEER)
    assert room.states() == ["open"]


def test_a_value_too_short_to_search_for_gets_a_redaction_at_each_of_its_places(room: Room) -> None:
    pin = b"4711"
    ownrules.add(room.session, "pattern", b"[0-9]{4}", options={"kind": "password"})
    room.source({b"a.c": b"a = 4711;\nb = 4711;\n", b"b.c": b"c = 4711;\n"})
    room.scan()
    assert len(room.redact()) == 3
    assert room.states() == ["redacted"] * 3
    assert pin not in as_filed(room) + as_filed(room, b"b.c")


def test_withdrawing_and_redacting_again_gives_new_ids(room: Room) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    (row,) = room.redact()
    room.withdraw(row.id)
    assert room.states() == ["open"]
    assert room.redact()[0].id == "R-2"
    with pytest.raises(UserError, match="R-1"):
        room.withdraw("R-1")


def test_a_keep_whose_surroundings_changed_goes_back_to_the_reviewer(room: Room) -> None:
    room.source({b"a.c": b"/* test */ " + LINE})
    room.scan()
    room.keep()
    room.submit()
    room.decide()
    room.move({b"a.c": b"/* LIVE */ " + LINE})
    room.scan()
    room.submit()
    with pytest.raises(Problems, match="no approval that stands"):
        room.sign()


def test_a_keep_that_moved_with_its_surroundings_carries_over(room: Room) -> None:
    room.source({b"a.c": b"\n" * 60 + CODE})
    (seen,) = room.scan()
    room.keep()
    room.submit()
    room.decide()
    room.move({b"a.c": b"\n" * 70 + CODE})
    (moved,) = room.scan()
    assert (moved.id, moved.state, moved.start) == (seen.id, FindingState.KEPT, seen.start + 10)
    room.submit()
    assert room.sign().state.value == "signed"


def test_a_link_is_not_withheld_for_show(room: Room) -> None:
    room.source({b"a.c": CODE, b"current": Link(b"a.c")})
    with pytest.raises(UserError, match="link"):
        redacting.redact_file(room.session, room.filing, path=b"current", reason="TS", key=ENGINEER)


def test_what_an_image_is_built_from_is_not_removed(room: Room, tmp_path: Path) -> None:
    from codebinder.workflow import attachments

    room.source({b"a.c": b"int a;\n"})
    image = tmp_path / "image.bin"
    image.write_bytes(bytes(100))
    attachments.add_firmware(room.session, room.filing, image=image, built_from="src", **QUIET)
    with pytest.raises(UserError, match="built from this source"):
        sources.remove(room.session, room.filing, "src")


def test_a_redaction_withdrawn_while_a_scan_reads_leaves_its_findings_open(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.source({b"a.c": CODE})
    room.scan()
    place = room.hide(b"a.c", 2, 2)
    opened = scanrun.contents.opened

    def slow(*given: object) -> object:
        if place in {row.id for row in redacting.redactions(room.session, room.filing)}:
            room.withdraw(place)
        return opened(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(scanrun.contents, "opened", slow)
    room.scan()
    assert room.states() == ["open"]


def test_an_image_that_was_withheld_before_can_be_disclosed_by_its_digest(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.source({b"a.c": b"one\ntwo of them\n"})
    room.scan()
    room.hide(b"a.c", 2, 2)
    image = tmp_path / "fw.bin"
    image.write_bytes(random.Random(8).randbytes(8000))
    for how in (Disclosure.WITHHELD, Disclosure.DIGEST):
        part = attachments.add_firmware(room.session, room.filing, image=image, disclose=how, confirmed=True, **QUIET)
        room.scan()
        room.approve()
        out = tmp_path / how.value
        out.mkdir()
        room.build(out)
        attachments.remove(room.session, room.filing, part.slug)
    room.session.close()
