"""Redactions find their place when their source moves; what is not sure waits, and nothing leaves before that."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from codebinder.errors import Problems, UserError
from codebinder.model.redaction import RedactionKind
from codebinder.model.review import RoundState
from codebinder.workflow import building, carrying, redacting, reviewing, sources, state
from codebinder.workflow.carrying import Outcome
from helpers.workflows import ENGINEER, QUIET, TOKEN, Room

RECIPE = b"""int recipe(int heat)
{
    int seed = 0x5eed1234;
    while (heat-- > 0)
        seed = stir(seed, heat);
    return seed;
}
"""
HEAD = b"".join(b"int before_%d(void) { return %d; }\n" % (at, at) for at in range(9))
TAIL = b"".join(b"int behind_%d(void) { return %d; }\n" % (at, at) for at in range(9))
CODE = HEAD + RECIPE + TAIL
OTHER = b"#include <stdio.h>\nint other;\nint entirely(void);\nint different(void);\n"
LINES = (10, 16)


def hide(room: Room) -> str:
    room.source({b"a.c": CODE, b"o.c": OTHER})
    return room.hide(b"a.c", *LINES)


def hidden(room: Room) -> dict[str, bytes]:
    """Everything that a redaction of a place hides now, read from the source itself."""
    found: dict[str, bytes] = {}
    for row in redacting.redactions(room.session, room.filing):
        data = redacting.file_view(room.session, room.filing, row.component, row.path).data
        found[row.id] = data[row.start : row.end]
    return found


def outcome(report: sources.SourceReport) -> list[tuple[str, str]]:
    assert report.carry is not None
    return [(row.outcome.value, row.new_path.decode()) for row in report.carry.rows]


@pytest.mark.parametrize(
    ("name", "move", "want"),
    [
        ("nothing", lambda code: code, ("same", "a.c")),
        ("more above it", lambda code: b"/* new */\n" + code, ("same", "a.c")),
        ("moved within the file", lambda code: code.replace(RECIPE, b"") + RECIPE, ("moved", "a.c")),
        ("indented anew", lambda code: code.replace(b"    ", b"\t"), ("moved", "a.c")),
        ("other line ends", lambda code: code.replace(b"\n", b"\r\n"), ("moved", "a.c")),
        ("another encoding", lambda code: code.decode().encode("utf-16"), ("moved", "a.c")),
    ],
)
def test_what_is_the_same_is_carried(
    room: Room, name: str, move: Callable[[bytes], bytes], want: tuple[str, str]
) -> None:
    id_ = hide(room)
    assert outcome(room.move({b"a.c": move(CODE)})) == [want], name
    there = hidden(room)[id_]
    plain = there.decode("utf-16-le") if b"\0" in there else there.decode()
    assert plain.split() == RECIPE.decode().split()
    filed = redacting.as_filed(room.session, room.filing, b"a.c", **QUIET).data
    assert b"0x5eed1234" not in filed.replace(b"\0", b"")


@pytest.mark.parametrize("changed", [False, True], ids=["as it is", "changed too"])
def test_a_file_with_another_name_takes_its_redactions_along(room: Room, changed: bool) -> None:
    id_ = hide(room)
    code = CODE.replace(b"before_3", b"before_three") if changed else CODE
    report = room.move({b"lib/b.c": code}, delete=(b"a.c",))
    assert outcome(report) == [("moved", "lib/b.c")]
    assert hidden(room)[id_] == RECIPE.rstrip(b"\n")


def test_a_function_that_moved_to_another_file_is_found_there(room: Room) -> None:
    id_ = hide(room)
    assert outcome(room.move({b"a.c": HEAD + TAIL, b"o.c": OTHER + RECIPE})) == [("moved", "o.c")]
    assert hidden(room)[id_] == RECIPE.rstrip(b"\n")


def test_what_has_changed_inside_waits_and_nothing_leaves(room: Room) -> None:
    id_ = hide(room)
    room.scan()
    new = RECIPE.replace(b"seed = stir", b"seed += stir")
    report = room.move({b"a.c": b"// x\n" + CODE.replace(RECIPE, new)})
    assert outcome(report) == [("changed", "a.c")]
    assert report.returned == (id_,)
    room.scan()
    with pytest.raises(Problems, match="wait for a decision"):
        room.submit()
    with pytest.raises(Problems, match="wait for a decision"):
        building.build(room.session, room.filing, out=room.out, key=ENGINEER, draft=True, **QUIET)
    (row,) = carrying.returned(room.session, room.filing)
    assert (row.redaction, row.outcome, row.path, row.line, row.old_line) == (id_, Outcome.CHANGED, b"a.c", 11, 10)
    made = carrying.accept(room.session, room.filing, id_, key=ENGINEER)
    assert made.id == id_
    assert hidden(room) == {id_: new.rstrip(b"\n")}
    assert carrying.returned(room.session, room.filing) == ()
    room.submit()


def test_a_returned_one_may_be_hidden_elsewhere_or_dropped_with_a_note(room: Room) -> None:
    id_ = hide(room)
    room.move({b"a.c": CODE.replace(b"seed = stir", b"seed += stir")})
    with pytest.raises(UserError, match="outside the file"):
        carrying.accept(room.session, room.filing, id_, key=ENGINEER, span=(5, 100_000))
    carrying.accept(room.session, room.filing, id_, key=ENGINEER, path=b"o.c", lines=(2, 2))
    assert hidden(room) == {id_: b"int other;"}
    room.move({b"o.c": OTHER.replace(b"int other;", b"long another;")})
    with pytest.raises(UserError, match="with a reason"):
        carrying.drop(room.session, room.filing, id_, note=" ", key=ENGINEER)
    carrying.drop(room.session, room.filing, id_, note="published since", key=ENGINEER)
    room.scan()
    room.submit()
    with pytest.raises(UserError, match="waits"):
        carrying.accept(room.session, room.filing, id_, key=ENGINEER)


def test_what_stands_twice_and_alike_waits(room: Room) -> None:
    body = b"    step();\n" * 5
    room.source({b"a.c": b"begin of it;\n" + body + b"end of it;\n"})
    room.hide(b"a.c", 4, 4)
    assert outcome(room.move({b"a.c": b"begin of it;\n" + body + body + b"end of it;\n"})) == [("ambiguous", "a.c")]


def test_what_is_gone_stands_again_where_its_bytes_come_back_and_its_decision_with_it(room: Room) -> None:
    id_ = hide(room)
    room.scan()
    room.approve()
    report = room.move({b"a.c": HEAD + TAIL})
    assert (outcome(report), report.gone) == ([("gone", "")], (id_,))
    assert carrying.returned(room.session, room.filing) == ()
    back = sources.update(room.session, room.filing, "src", rev="v1", **QUIET)
    assert outcome(back) == [("same", "a.c")]
    assert hidden(room) == {id_: RECIPE.rstrip(b"\n")}
    room.scan()
    room.submit()
    (view,) = reviewing.subjects(room.session, room.filing)
    assert view.decision is not None


def test_a_decision_goes_with_what_is_the_same_and_not_with_what_has_changed(room: Room) -> None:
    id_ = hide(room)
    room.scan()
    room.approve()
    room.move({b"lib/b.c": b"// x\n" + CODE.replace(b"    ", b"\t")}, delete=(b"a.c",))
    assert room.state() == RoundState.VOID.value
    (view,) = reviewing.subjects(room.session, room.filing)
    assert view.decision is not None
    assert not view.was_void
    room.move({b"lib/b.c": CODE.replace(b"seed = stir", b"seed += stir")})
    carrying.accept(room.session, room.filing, id_, key=ENGINEER)
    (view,) = reviewing.subjects(room.session, room.filing)
    assert view.decision is None
    assert view.was_void


def test_a_withheld_file_is_never_disclosed_without_a_word(room: Room) -> None:
    room.source({b"a.c": CODE, b"o.c": OTHER})
    (row,) = redacting.redact_file(room.session, room.filing, path=b"a.c", reason="TS", key=ENGINEER)
    assert outcome(room.move({b"x/a.c": CODE}, delete=(b"a.c",))) == [("moved", "x/a.c")]
    report = room.move({b"x/a.c": CODE + b"int more;\n"})
    assert outcome(report) == [("changed", "x/a.c")]
    room.scan()
    with pytest.raises(Problems, match="wait for a decision"):
        room.submit()
    made = carrying.accept(room.session, room.filing, row.id, key=ENGINEER)
    assert made.kind is RedactionKind.FILE
    room.submit()
    report = room.move({b"x/a.c": b"int nothing;\n", b"y/a.c": CODE + b"int more;\n"})
    assert outcome(report) == [("ambiguous", "x/a.c")]
    report = room.move({b"z/b.c": CODE + b"int more;\nint most;\n"}, delete=(b"x/a.c", b"y/a.c"))
    assert outcome(report) in ([("changed", "z/b.c")], [("gone", "")])


def test_a_value_is_hidden_wherever_it_goes_and_what_takes_its_place_is_asked_about(room: Room) -> None:
    line = b'char *token = "' + TOKEN + b'";\n'
    room.source({b"a.c": HEAD + line + TAIL, b"o.c": OTHER})
    room.scan()
    (row,) = room.redact()
    assert outcome(room.move({b"a.c": b"\n" + HEAD + line + TAIL})) == [("same", "a.c")]
    assert outcome(room.move({b"a.c": HEAD + TAIL, b"o.c": OTHER + line})) == [("moved", "o.c")]
    other = line.replace(TOKEN[-6:], b"aB3dE5")
    report = room.move({b"o.c": OTHER + other})
    assert outcome(report) == [("changed", "o.c")]
    assert carrying.returned(room.session, room.filing)[0].redaction == row.id
    assert [each.id for each in redacting.redactions(room.session, room.filing)] == [row.id]
    new = carrying.accept(room.session, room.filing, row.id, key=ENGINEER)
    assert TOKEN[:-6] not in redacting.as_filed(room.session, room.filing, b"o.c", **QUIET).data
    assert outcome(room.move({b"o.c": OTHER})) == [("gone", ""), ("gone", "")]
    assert [each.id for each in redacting.redactions(room.session, room.filing)] == [row.id, new.id]
    assert outcome(room.move({b"a.c": HEAD + line + other + TAIL})) == [("moved", "a.c"), ("moved", "a.c")]
    assert TOKEN[:-6] not in redacting.as_filed(room.session, room.filing, b"a.c", **QUIET).data


def test_a_keep_and_its_decision_go_with_a_file_that_is_renamed(room: Room) -> None:
    line = b'char *token = "' + TOKEN + b'";\n'
    room.source({b"a.c": HEAD + line + TAIL})
    (finding,) = room.scan()
    room.keep(finding.id)
    room.approve()
    room.move({b"lib/b.c": b"// x\n" + HEAD + line + TAIL}, delete=(b"a.c",))
    (again,) = room.scan()
    assert (again.id, again.path, again.state.value) == (finding.id, b"lib/b.c", "kept")
    (view,) = reviewing.subjects(room.session, room.filing)
    assert view.decision is not None
    room.move({b"lib/c.c": b"// x\n" + HEAD + line + TAIL}, delete=(b"lib/b.c",))
    room.scan()
    (view,) = reviewing.subjects(room.session, room.filing)
    assert view.decision is not None


def test_looking_first_changes_nothing_and_says_the_same(room: Room) -> None:
    hide(room)
    commit = room.repositories["src"].commit({b"a.c": CODE.replace(b"seed = stir", b"seed += stir")})
    before = state.input_tag(room.session, room.filing)
    report = carrying.preview(room.session, room.filing, "src", rev=commit, **QUIET)
    assert state.input_tag(room.session, room.filing) == before
    assert carrying.last(room.session, room.filing, "src") is None
    done = sources.update(room.session, room.filing, "src", rev=commit, **QUIET).carry
    assert done == report == carrying.last(room.session, room.filing, "src")


def test_what_a_scan_finds_new_is_told_apart(room: Room) -> None:
    room.source({b"a.c": HEAD + b'char *token = "' + TOKEN + b'";\n'})
    room.scan()
    room.redact()
    room.move({b"n.c": b'char *more = "' + TOKEN[:-6] + b'aB3dE5";\n'})
    assert carrying.last(room.session, room.filing, "src").new_findings is None
    room.scan()
    report = carrying.last(room.session, room.filing, "src")
    assert report is not None
    assert report.new_findings == 1
    room.scan()
    assert carrying.last(room.session, room.filing, "src") == report


def test_nothing_of_a_returned_redaction_or_a_report_is_in_the_workbook(room: Room) -> None:
    hide(room)
    room.move({b"a.c": CODE.replace(b"seed = stir", b"seed += stir")})
    data = room.session.path.read_bytes()
    for text in (
        b"0x5eed1234",
        RECIPE[:20],
        RECIPE[:20].hex().encode(),
        json.dumps(["int", "before_8"]).encode()[1:-1],
    ):
        assert text not in data


def test_two_that_would_come_to_stand_on_one_place_both_wait(room: Room) -> None:
    room.source({b"a.c": HEAD + RECIPE + TAIL, b"b.c": OTHER + RECIPE + b"int last;\n"})
    room.hide(b"a.c", *LINES)
    room.hide(b"b.c", 5, 11)
    report = room.move({b"a.c": HEAD + TAIL, b"b.c": OTHER + b"int last;\n", b"c.c": RECIPE})
    assert {each for each, _ in outcome(report)} == {"ambiguous"}
