"""A step that is taken back leaves the workbook as it was before it, and done again as it was after it."""

from __future__ import annotations

import ast
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder import assets
from codebinder.errors import UserError
from codebinder.model.findings import FindingState
from codebinder.model.ports import NeverCancel
from codebinder.workbook.trail import APPENDED, TABLES
from codebinder.workflow import (
    attachments,
    audit,
    filings,
    ownrules,
    redacting,
    register,
    scanning,
    sources,
    undoing,
    vendors,
)  # fmt: skip
from codebinder.workflow.session import Session
from codebinder.workflow.undoing import Done
from helpers.workflows import ENGINEER, LEGAL, QUIET, TOKEN, Room

CODE = {b"a.c": b'char *t = "' + TOKEN + b'";\nint a;\nint b;\n', b"b.c": b'char *u = "' + TOKEN + b'";\n'}
WORKFLOW = Path(undoing.__file__).parent


@pytest.fixture
def done(room: Room) -> list[Done]:
    """What was done, newest last."""
    held: list[Done] = []
    undoing.follow(room.session, held.append)
    return held


def rows(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Everything that undo may touch, except when a redaction was withdrawn."""
    store = session.book._store
    held = {table: sorted(store.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}
    held["redactions"] = [row for row in held["redactions"] if not row[12]]
    alive = {row[0] for row in held["redactions"]}
    for table in ("redaction_findings", "redaction_origin"):
        held[table] = [row for row in held[table] if row[0] in alive]
    return held


def gesture_fields(room: Room) -> None:
    filings.set_fields(room.session, room.filing, {"purpose": "routes packets", "recipient": "The authority"})


def gesture_facts(room: Room) -> None:
    vendors.set_product(room.session, "gw", {"uses_crypto": "yes", "model": "X"})


def gesture_vendor(room: Room) -> None:
    vendors.set_vendor(room.session, {"name_zh": "示例", "city": "Berlin"})


def gesture_redact(room: Room) -> None:
    room.redact()


def gesture_keep(room: Room) -> None:
    room.keep("F-1")


def gesture_hide(room: Room) -> None:
    room.hide(b"a.c", 2, 3)


def gesture_remove(room: Room) -> None:
    sources.remove(room.session, room.filing, "src")


def gesture_move(room: Room) -> None:
    room.move({b"a.c": b"int nothing;\n"})


def gesture_document(room: Room) -> None:
    path = room.folder / "manual.txt"
    path.write_text("press the button", encoding="utf-8")
    attachments.add_document(room.session, room.filing, requirement="manual", path=path, cancel=NeverCancel())


def gesture_due(room: Room) -> None:
    register.set_due(room.session, room.filing, "2031-01-02")


def gesture_allow(room: Room) -> None:
    ownrules.allow_finding(room.session, room.filing, "F-1", anywhere=True, note="a test key")


def gesture_filing(room: Room) -> None:
    filings.add_filing(room.session, product="gw", template=str(room.template), slug="g", from_filing="f")


GESTURES: tuple[Callable[[Room], None], ...] = (
    gesture_fields, gesture_facts, gesture_vendor, gesture_redact, gesture_keep, gesture_hide, gesture_document,
    gesture_due, gesture_allow, gesture_filing, gesture_remove, gesture_move,
)  # fmt: skip


def test_back_and_forth_leave_the_rows_as_they_were(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.scan()
    for gesture in GESTURES:
        if gesture is gesture_remove:
            room.redact("F-1")
            room.hide(b"a.c", 2, 2)
        done.clear()
        name, before = gesture.__name__, rows(room.session)
        gesture(room)
        (step,), after = done, rows(room.session)
        assert before != after, name
        undone = undoing.back(room.session, step)
        assert rows(room.session) == before, name
        redone = undoing.forth(room.session, undone)
        assert rows(room.session) == after, name
        undoing.back(room.session, redone)
        assert rows(room.session) == before, name
        assert done == [step], name
    assert not audit.faults(room.session)
    assert [row.action for row in audit.rows(room.session).items][-3:] == ["undo", "redo", "undo"]
    assert room.session.book.trail._seen == []


def test_one_step_takes_back_what_a_bulk_action_really_hid(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.scan()
    room.keep("F-2")
    room.redact("F-1")  # the value stands in both files: the keep of the other is gone with it
    assert room.states() == ["redacted", "redacted"]
    undoing.back(room.session, done[-1])
    assert room.states() == ["open", "kept"]
    assert [each.note for each in redacting.keeps(room.session, room.filing)] == ["a test key"]


def test_a_removed_source_comes_back_with_what_it_hid(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.source({b"z.c": b'char *z = "' + TOKEN + b'";\n'}, slug="other")
    room.scan()
    room.redact("F-1")
    place = room.hide(b"b.c", 1, 1, component="src")
    sources.remove(room.session, room.filing, "src")
    assert {row.component for row in redacting.redactions(room.session, room.filing)} == {"other"}
    undoing.back(room.session, done[-1])
    assert {row.id: row.component for row in redacting.redactions(room.session, room.filing)} == {
        "R-1": "src", place: "src",
    }  # fmt: skip
    assert set(room.states()) == {"redacted"}
    scanning.scan(room.session, room.filing, **QUIET)
    assert set(room.states()) == {"redacted"}
    assert audit.taken_back(room.session, room.filing) == 0
    assert not audit.faults(room.session)


def test_whoever_signs_is_told_what_undo_took_back(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.scan()
    room.redact()
    undone = undoing.back(room.session, done[-1])
    assert audit.taken_back(room.session, room.filing) == 1
    undoing.forth(room.session, undone)
    assert audit.taken_back(room.session, room.filing) == 0


def test_nothing_is_taken_back_behind_a_signature(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.scan()
    room.redact()
    step = done[-1]
    room.approve()
    assert done[-1].ends
    assert done[-1].filing == "f"
    with pytest.raises(undoing.TooLate, match="The round is signed"):
        undoing.back(room.session, step)
    assert room.states() == ["redacted", "redacted"]


def test_a_scan_between_does_not_bar_undo(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.scan()
    room.redact()
    step = done[-1]
    room.scan()
    undoing.back(room.session, step)
    assert room.states() == ["open", "open"]


def test_a_scan_of_other_files_does_not_stand_for_those_that_undo_brings_back(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.scan()
    room.move({b"a.c": b"int a;\n", b"b.c": b"int b;\n"})
    assert room.scan() == ()
    undone = undoing.back(room.session, done[-1])
    with pytest.raises(UserError, match="scan"):
        room.submit()
    assert {(each.path, each.state) for each in room.scan()} == {
        (b"a.c", FindingState.OPEN), (b"b.c", FindingState.OPEN),
    }  # fmt: skip
    undoing.forth(room.session, undone)
    with pytest.raises(UserError, match="scan"):
        room.submit()
    assert room.scan() == ()
    assert room.submit().number == 1


def test_a_removal_is_done_again_after_what_it_had_moved_to_another_source(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.source({b"z.c": b'char *z = "' + TOKEN + b'";\n'}, slug="other")
    room.scan()
    room.redact("F-1")
    sources.remove(room.session, room.filing, "src")
    after = rows(room.session)
    undone = undoing.back(room.session, done[-1])
    undoing.forth(room.session, undone)
    assert rows(room.session) == after


def test_what_was_changed_since_is_left_alone(room: Room, done: list[Done]) -> None:
    filings.set_fields(room.session, room.filing, {"purpose": "one"})
    filings.set_fields(room.session, room.filing, {"purpose": "two"})
    first = done[-2]
    with pytest.raises(undoing.TooLate, match="Something else"):
        undoing.back(room.session, first)
    assert filings.answers(room.session, room.filing)["purpose"] == "two"


def test_who_may_not_propose_any_more_takes_nothing_back(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.scan()
    room.redact()
    del room.vault._pairs[ENGINEER]
    with pytest.raises(UserError, match="key that did this"):
        undoing.back(room.session, done[-1])
    assert room.states() == ["redacted", "redacted"]


def test_the_audit_names_nobody_who_is_not_here(room: Room, done: list[Done]) -> None:
    register.set_due(room.session, room.filing, "2031-01-02", key=LEGAL)
    del room.vault._pairs[LEGAL]
    with pytest.raises(UserError, match="key that did this"):
        undoing.back(room.session, done[-1])
    assert filings.resolve(room.session, "f").due == "2031-01-02"


def test_no_decision_goes_along_with_a_source_that_undo_takes_out(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    added = done[-1]
    room.scan()
    room.redact("F-1")
    with pytest.raises(undoing.TooLate):
        undoing.back(room.session, added)
    undoing.back(room.session, done[-1])
    room.keep("F-2")
    with pytest.raises(undoing.TooLate):
        undoing.back(room.session, added)
    assert room.states() == ["open", "kept"]
    undoing.back(room.session, done[-1])
    undoing.forth(room.session, undoing.back(room.session, added))
    assert room.states() == ["open", "open"]


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_was_done_undone_and_redone_gives_the_same_package(room: Room, done: list[Done], seed: int) -> None:
    room.source({b"a.c": CODE[b"a.c"] + b"int secret_ladder(void);\n", b"b.c": CODE[b"b.c"]})
    room.scan()
    done.clear()

    def gone() -> None:
        held = redacting.redactions(room.session, room.filing)
        if held:
            room.withdraw(held[0].id)

    acts: list[Callable[[], object]] = [
        room.scan, room.scan, gone, lambda: gesture_fields(room), lambda: gesture_due(room),
        lambda: room.states().count("open") and room.redact("F-1"),
        lambda: room.hide(b"a.c", 4, 4, component="src"),
        lambda: room.move({b"c.c": b"int c;\n"}),
    ]  # fmt: skip
    random.Random(seed).shuffle(acts)

    def package(name: str) -> dict[str, bytes]:
        room.scan()
        (room.folder / name).mkdir()
        with zipfile.ZipFile(room.build(room.folder / name, draft=True)) as held:
            return {each: held.read(each) for each in held.namelist()}

    before = package("before")
    for act in acts:
        act()
    after = package("after")
    back = [undoing.back(room.session, step) for step in reversed(done)]
    assert len(back) >= 4
    assert package("undone") == before
    for step in reversed(back):
        undoing.forth(room.session, step)
    assert package("redone") == after != before


def test_a_used_filing_stays(room: Room, done: list[Done]) -> None:
    gesture_filing(room)
    step = done[-1]
    register.hold(room.session, filings.resolve(room.session, "g"), reference="case 7", key=LEGAL)
    with pytest.raises(UserError):
        undoing.back(room.session, step)
    assert len(filings.filings(room.session)) == 2


def test_withdrawing_is_taken_back_with_its_sealed_value(room: Room, done: list[Done]) -> None:
    room.source(CODE)
    room.scan()
    (row,) = room.redact("F-1")
    room.withdraw(row.id)
    undoing.back(room.session, done[-1])
    assert redacting.redactions(room.session, room.filing)[0].id == row.id
    assert all(each.state is FindingState.REDACTED for each in room.scan())


def test_every_table_is_restored_or_appended_to(room: Room) -> None:
    names = {row[0] for row in room.session.book._store.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert names == set(TABLES) | set(APPENDED)


def test_every_action_is_undoable_or_final_with_a_reason() -> None:
    known = set(undoing.WHERE) | undoing.SIGNED | set(undoing.FINAL)
    assert actions() <= known
    assert {name.replace(" ", "-") for name in known} == worded()
    assert not set(undoing.WHERE) & set(undoing.FINAL)


def worded() -> set[str]:
    """Every action that a report of the audit has words for."""
    lines = (assets.resources() / "i18n" / "messages.en").read_text(encoding="utf-8").splitlines()
    return {line.partition(" = ")[0].removeprefix("act.") for line in lines if line.startswith("act.")}


def actions() -> set[str]:
    """Every action that some use case writes into the audit."""
    found = {"register destroyed", "register step", "firmware remove", "document remove", "upgrade"}
    for path in WORKFLOW.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or path.name == "undoing.py":
                continue
            for each in node.args:
                for one in ast.walk(each) if isinstance(each, ast.IfExp) else (each,):
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and _names_action(node, one.value):
                        found.add(one.value)
    return found | {"undo", "redo"}


def _names_action(call: ast.Call, text: str) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in {"transaction", "change", "_store", "noted"} and bool(re.fullmatch(r"[a-z]+( [a-z-]+)*", text))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_help_lists_every_action(lang: str) -> None:
    text = (assets.resources() / "help" / lang / "undo.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`([a-z]+(?: [a-z-]+)*)`", text))
    assert (set(undoing.WHERE) | undoing.SIGNED | set(undoing.FINAL)) <= listed
