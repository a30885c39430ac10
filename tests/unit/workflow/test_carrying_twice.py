"""A source that moves again while redactions wait, or while its rules change: nothing that waits is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.errors import Problems, UserError
from codebinder.workflow import carrying, redacting, sources
from helpers.workflows import ENGINEER, QUIET, TEMPLATE, Room

HEAD = b"".join(b"int before_%d(void) { return %d; }\n" % (at, at) for at in range(9))
TAIL = b"".join(b"int behind_%d(void) { return %d; }\n" % (at, at) for at in range(9))
RECIPE = b"""int recipe(int heat)
{
    int seed = 0x5eed1234;
    while (heat-- > 0)
        seed = stir(seed, heat);
    return seed;
}
"""
LINE, OTHER_LINE = b"int level = 5 * alpha;\n", b"short gamma_table[] = {1, 2, 3};\n"
KEY, OTHER_KEY = b"hunter2hunter2ZZ9", b"swordfishswordf8"


def waiting(room: Room) -> list[tuple[str, bytes, int]]:
    return [(row.outcome.value, row.path, row.line) for row in carrying.returned(room.session, room.filing)]


def refused(room: Room) -> None:
    room.scan()
    with pytest.raises(Problems, match="wait for a decision"):
        room.submit()


def test_what_waits_goes_on_waiting_when_the_source_moves_again(room: Room) -> None:
    room.source({b"a.c": HEAD + LINE + TAIL})
    room.hide(b"a.c", 10, 10)
    room.move({b"a.c": HEAD + OTHER_LINE + TAIL})
    assert waiting(room) == [("changed", b"a.c", 10)]
    room.move({b"unrelated": b"1\n"})
    assert waiting(room) == [("changed", b"a.c", 10)]
    room.move({b"b.c": b"// new\n" + HEAD + OTHER_LINE + TAIL}, delete=(b"a.c",))
    assert waiting(room) == [("changed", b"b.c", 11)]
    refused(room)
    row = carrying.accept(room.session, room.filing, "R-1", key=ENGINEER)
    assert b"gamma" not in redacting.as_filed(room.session, room.filing, row.path, **QUIET).data
    assert waiting(room) == []


def test_a_key_that_took_anothers_place_goes_on_waiting(room: Room) -> None:
    code = HEAD + b'char key[] = "' + KEY + b'";\n' + TAIL
    room.source({b"a.c": code})
    at = code.index(KEY)
    redacting.redact_bytes(
        room.session, room.filing, path=b"a.c", start=at, end=at + len(KEY), reason="CRY", key=ENGINEER, as_value=True
    )
    room.move({b"a.c": code.replace(KEY, OTHER_KEY)})
    room.move({b"unrelated": b"1\n"})
    assert waiting(room) == [("changed", b"a.c", 10)]
    refused(room)


def test_what_took_the_place_of_a_withheld_file_goes_on_waiting_under_another_name(room: Room) -> None:
    room.source({b"a.c": HEAD + RECIPE})
    redacting.redact_file(room.session, room.filing, path=b"a.c", reason="TS", key=ENGINEER)
    room.move({b"b.c": HEAD + RECIPE + TAIL}, delete=(b"a.c",))
    assert waiting(room) == [("changed", b"b.c", 1)]
    room.move({b"unrelated": b"1\n"})
    assert waiting(room) == [("changed", b"b.c", 1)]


def test_what_waits_ends_when_what_took_its_place_is_gone_too(room: Room) -> None:
    room.source({b"a.c": HEAD + LINE + TAIL, b"o.c": b"int other;\n"})
    room.hide(b"a.c", 10, 10)
    room.move({b"a.c": HEAD + OTHER_LINE + TAIL})
    room.move({}, delete=(b"a.c",))
    assert waiting(room) == []


def test_a_function_that_the_rules_kept_back_is_hidden_when_they_let_it_out(room: Room) -> None:
    room.source({b"a.c": HEAD + RECIPE + TAIL})
    room.hide(b"a.c", 10, 16)
    commit = room.repositories["src"].commit({b"a.c": HEAD + TAIL, b"x/p.c": b"//\n" + RECIPE})
    sources.update(room.session, room.filing, "src", rev=commit, exclude=("x/",), **QUIET)
    assert redacting.redactions(room.session, room.filing) == ()
    sources.update(room.session, room.filing, "src", rev=commit, exclude=(), **QUIET)
    (row,) = redacting.redactions(room.session, room.filing)
    assert row.path == b"x/p.c"
    assert b"0x5eed1234" not in redacting.as_filed(room.session, room.filing, b"x/p.c", **QUIET).data


def test_a_returned_one_takes_in_no_line_end_that_the_template_keeps(tmp_path: Path) -> None:
    room = Room(tmp_path, template=TEMPLATE.replace("{allowed: yes", "{allowed: yes, preserve_lines: yes"))
    try:
        room.source({b"a.c": HEAD + LINE + TAIL})
        room.hide(b"a.c", 10, 10)
        room.move({b"a.c": HEAD + OTHER_LINE + TAIL})
        with pytest.raises(UserError, match="covers a line end"):
            carrying.accept(room.session, room.filing, "R-1", key=ENGINEER, path=b"a.c", span=(0, len(HEAD)))
    finally:
        room.session.close()


def test_a_source_that_is_removed_tells_how_many_redactions_go_with_it(room: Room) -> None:
    room.source({b"a.c": HEAD + LINE + RECIPE + TAIL})
    room.hide(b"a.c", 10, 10)
    room.hide(b"a.c", 11, 17)
    room.move({b"a.c": HEAD + OTHER_LINE + RECIPE + TAIL})
    assert len(waiting(room)) == 1
    assert sources.remove(room.session, room.filing, "src") == 2
    assert waiting(room) == []


def test_a_value_that_stays_hidden_in_another_source_does_not_go(room: Room) -> None:
    code = HEAD + b'char key[] = "' + KEY + b'";\n'
    room.source({b"a.c": code})
    room.source({b"b.c": TAIL + code}, slug="two")
    at = code.index(KEY)
    redacting.redact_bytes(
        room.session, room.filing, path=b"a.c", start=at, end=at + len(KEY), reason="CRY", key=ENGINEER,
        as_value=True, component="src",
    )  # fmt: skip
    assert sources.remove(room.session, room.filing, "src") == 0
    assert KEY not in redacting.as_filed(room.session, room.filing, b"b.c", **QUIET).data


def test_what_could_be_one_of_several_is_not_settled_by_an_unrelated_move(room: Room) -> None:
    room.source({b"a.c": HEAD + RECIPE + b"/* between the two of them */\n" + RECIPE + TAIL})
    room.hide(b"a.c", 10, 16)
    room.move({b"a.c": b"".join(HEAD.splitlines(keepends=True)[::-1]) + RECIPE + TAIL})
    before = waiting(room)
    assert [row[0] for row in before] == ["ambiguous"]
    room.move({b"unrelated": b"1\n"})
    assert waiting(room) == before


def test_a_function_that_is_copied_away_and_left_changed_is_asked_about(room: Room) -> None:
    code = HEAD + RECIPE + TAIL
    room.source({b"a.c": code})
    room.hide(b"a.c", 10, 16)
    room.move({b"a.c": code.replace(b"seed = stir", b"seed += stir"), b"b.c": b"// new\n" + RECIPE})
    assert [row[0] for row in waiting(room)] == ["ambiguous"]
    refused(room)
