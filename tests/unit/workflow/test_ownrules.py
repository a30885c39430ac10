"""People's own rules in a workbook: sealed, in the engine, told where they match nothing, and gone when removed."""

from __future__ import annotations

import pytest

from codebinder.base import encoding as encodings
from codebinder.detect.own import shipped_engine
from codebinder.errors import Faults, UserError
from codebinder.model.filing import FindingFilter
from codebinder.model.findings import Confidence, Detected
from codebinder.workflow import ownrules, rulebox, scanning
from helpers.workflows import TOKEN, Room

GITLEAKS = b"""
[[rules]]
id = "orion-token"
description = "Token of Project Orion"
regex = '''orn_[a-z0-9]{12}'''
keywords = ["orn_"]
[allowlist]
regexes = ['''orn_zzz''', '''never''']
"""
PACK = b"""
schema: 1
rules:
  - id: orion-serial
    kind: internal
    title: {en: "serial number of Orion", zh: "x"}
    pattern: 'SN-ORN-[0-9]{6}'
    keywords: ["SN-ORN-"]
    confidence: medium
    examples: ["SN-ORN-123456"]
    counter_examples: ["SN-ORN-12"]
"""
TEXT = b'int orion_init; char *a = "orn_a1b2c3d4e5f6"; // SN-ORN-123456 \xe7\x8c\x8e\xe6\x88\xb7 bdg 4711\n'


def seen(room: Room, data: bytes = TEXT, path: bytes = b"a.c") -> list[Detected]:
    return ownrules.engine_for(room.session).scan(path, data, encodings.detect(data)[0])


def fill(room: Room) -> None:
    add = ownrules.add
    add(room.session, "words", "orion\n猎户\n".encode(), file="orion.txt")
    add(room.session, "gitleaks", GITLEAKS, file="orion.toml")
    add(room.session, "pack", PACK, file="orion.yaml")
    add(room.session, "pattern", rb"bdg ([0-9]{4})", options={"id": "badge", "kind": "personal", "keywords": "bdg"})


def test_without_lists_the_engine_is_the_shipped_one(room: Room) -> None:
    assert ownrules.engine_for(room.session) is shipped_engine(room.environment.cache_dir)


def test_every_kind_of_list_is_in_the_engine(room: Room) -> None:
    fill(room)
    values = {hit.value.decode() for hit in seen(room)}
    assert {"orion", "猎户", "orn_a1b2c3d4e5f6", "SN-ORN-123456", "4711"} <= values
    assert TOKEN in {hit.value for hit in seen(room, b'"' + TOKEN + b'"')}
    assert ownrules.engine_for(room.session).digest != shipped_engine(None).digest


def test_what_lists_hold_stands_nowhere_in_the_workbook(room: Room) -> None:
    room.source({b"x.c": TEXT})
    fill(room)
    hits = seen(room)
    assert not any("rion" in hit.rule + hit.reason for hit in hits)
    real = ownrules.names(room.session)
    assert "orion-token" in {real.get(hit.rule) for hit in hits}
    room.session.close()
    stored = room.session.path.read_bytes()
    assert b"rion" not in stored
    assert "猎户".encode() not in stored


def test_the_same_rule_has_the_same_name_after_it_was_added_again(room: Room) -> None:
    first = ownrules.add(room.session, "gitleaks", GITLEAKS, file="a.toml")
    ownrules.remove(room.session, first.name)
    second = ownrules.add(room.session, "gitleaks", GITLEAKS + b"\n# changed\n", file="b.toml")
    assert first.rules[0][0] == second.rules[0][0]
    assert first.id != second.id


def test_lists_are_shown_by_page_and_removed_by_id_or_name(room: Room) -> None:
    fill(room)
    page = ownrules.lists(room.session, offset=1, limit=2)
    assert (page.total, [view.kind for view in page.items]) == (4, ["gitleaks", "pack"])
    assert page.items[0].file == "orion.toml"
    assert page.items[0].rules[0][1:] == ("orion-token", "Token of Project Orion")
    ownrules.remove(room.session, "l-1")
    ownrules.remove(room.session, "pack-1")
    assert [view.name for view in ownrules.lists(room.session).items] == ["gitleaks-1", "pattern-1"]
    assert "orion" not in {hit.value.decode("utf-8", "replace") for hit in seen(room)}
    with pytest.raises(UserError):
        ownrules.remove(room.session, "pack-1")


@pytest.mark.parametrize(
    ("kind", "data"), [("words", b"a\n"), ("gitleaks", b"[["), ("pack", b"x: 1"), ("pattern", b"("), ("allow", b"")]
)
def test_a_list_with_faults_changes_nothing(room: Room, kind: str, data: bytes) -> None:
    head = room.session.book.audit_head()
    with pytest.raises(Faults):
        ownrules.add(room.session, kind, data, file="f", options={"id": "x"})
    assert room.session.book.audit_head() == head


def test_a_name_is_taken_once_and_must_be_plain(room: Room) -> None:
    ownrules.add(room.session, "words", b"orion\n", name="mine")
    for name in ("mine", "No Name", "../x"):
        with pytest.raises(UserError):
            ownrules.add(room.session, "words", b"vega\n", name=name)


def test_allow_lists_of_files_make_low_and_tell_what_matches_nothing(room: Room) -> None:
    fill(room)
    ownrules.add(
        room.session, "allow", b'[[allow]]\nvalue = "orion"\n[[allow]]\npath = "nowhere/**"\n', file="allow.toml"
    )
    grades = {hit.value: (hit.confidence, hit.reason) for hit in seen(room)}
    assert grades[b"orion"] == (Confidence.LOW, "allowed by allow-1.1")
    assert grades[b"orn_a1b2c3d4e5f6"][0] is Confidence.MEDIUM
    told = ownrules.unmatched(room.session)
    assert any("allow-1.2" in sentence for sentence in told)
    assert any("gitleaks-1" in sentence for sentence in told)


@pytest.mark.parametrize("anywhere", [False, True])
def test_a_finding_is_allowed_by_its_value_and_what_stands_around_it(room: Room, *, anywhere: bool) -> None:
    line = b'char *t = "' + TOKEN + b'";\n'
    room.source({b"key.h": line})
    room.scan()
    (row,) = room.session.book.findings.all("f", FindingFilter(path=b"key.h"))
    view = ownrules.allow_finding(room.session, room.filing, row.id, anywhere=anywhere, note="published as invalid")
    assert view.note == "published as invalid"
    (moved,) = seen(room, b"\n\n\t" + line, b"other/name.h")
    assert (moved.confidence, moved.reason) == (Confidence.LOW, f"allowed by {view.name}")
    (elsewhere,) = seen(room, b'live_token = "' + TOKEN + b'"')
    assert (elsewhere.confidence is Confidence.LOW) is anywhere
    room.session.close()
    assert TOKEN not in room.session.path.read_bytes()


def test_the_test_box_tries_rules_without_a_workbook() -> None:
    rules = rulebox.read_pattern(r"bdg ([0-9]{4})", id="badge")
    (hit,) = rulebox.try_rules(rules, b"x\nbdg 4711\n")
    assert (hit.rule, hit.line, hit.value) == ("badge", 2, b"4711")
    with pytest.raises(Faults):
        rulebox.read_pattern("(", id="badge")


def test_a_list_that_can_no_longer_be_read_stops_the_scan_with_a_sentence(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(room)

    def refuse(*_: object, **__: object) -> None:
        raise Faults("no", ("it is of a newer form",))

    monkeypatch.setattr(ownrules.own, "read_pack", refuse)
    assert [view.fault != "" for view in ownrules.lists(room.session).items] == [False, False, True, False]
    with pytest.raises(Faults, match="newer form"):
        ownrules.engine_for(room.session)
    ownrules.remove(room.session, "pack-1")
    assert seen(room)


def test_a_scan_uses_the_lists_and_is_due_again_when_they_change(room: Room) -> None:
    room.source({b"a.c": TEXT, b"b.c": b"int b;\n"})
    room.scan()
    assert scanning.unscanned(room.session, room.filing) == ()
    view = ownrules.add(room.session, "words", b"orion\n", name="names")
    assert scanning.unscanned(room.session, room.filing) == ("src",)
    rules = {row.rule: row.kind for row in room.scan()}
    assert rules["own:names"] == "code-name"
    assert scanning.unscanned(room.session, room.filing) == ()
    ownrules.remove(room.session, view.id)
    assert "own:names" not in {row.rule for row in room.scan()}


def test_what_is_allowed_leaves_the_default_queue_and_comes_back(room: Room) -> None:
    room.source({b"key.h": b'char *t = "' + TOKEN + b'";\n'})
    (row,) = room.scan()
    assert row.confidence is not Confidence.LOW
    view = ownrules.allow_finding(room.session, room.filing, row.id)
    (low,) = room.scan()
    assert (low.id, low.confidence, low.reason) == (row.id, Confidence.LOW, f"allowed by {view.name}")
    assert ownrules.unmatched(room.session) == ()
    assert scanning.counts(room.session, room.filing).undecided == 0
    room.move({b"key.h": b"int x;\n"})
    room.scan()
    assert [view.name in sentence for sentence in ownrules.unmatched(room.session)] == [True]
    ownrules.remove(room.session, view.name)
    room.move({b"key.h": b'char *t = "' + TOKEN + b'";\n'})
    (again,) = room.scan()
    assert again.confidence is row.confidence
