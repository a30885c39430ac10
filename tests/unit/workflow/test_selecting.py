"""Hiding by function, block, comment, glob and rule: what is hidden is what was previewed, and bad input is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.model.findings import Confidence
from codebinder.model.redaction import Grain, RedactionKind
from codebinder.workflow import picking, redacting, selecting
from helpers.workflows import ENGINEER, QUIET, TEMPLATE, TOKEN, Room

C = b"""// head
int add(int a)
{
    if (a) {
        return 1; /* one */
    }
    return 0;
}

int two(void)
{
    return 2;
}
"""
PY = b"""class A:
    def run(self):
        return 1

class B:
    def run(self):
        # why
        return 2
"""
WHY = {"reason": "TS", "key": ENGINEER}
FILES: dict[bytes, bytes] = {
    b"src/a.c": C,
    b"src/b.py": PY,
    b"src/secret/one.txt": b"one\n",
    b"src/secret/deep/two.bin": b"\0\1\2\3",
    b"odd [x]!.c": b"// odd\nint odd(void) { return 0; }\n",
    b"blob.bin": b"\0\1\2\3\xff",
    b"wide.c": "// 表\nint wide(void)\n{\n    return 1;\n}\n".encode("utf-16"),
}


@pytest.fixture
def stocked(room: Room) -> Room:
    room.source(FILES)
    return room


def hidden(room: Room) -> dict[bytes, list[bytes]]:
    out: dict[bytes, list[bytes]] = {}
    for row in redacting.redactions(room.session, room.filing):
        out.setdefault(row.path, []).append(FILES[row.path][row.start : row.end])
    return out


def test_a_function_is_hidden_by_its_name(stocked: Room) -> None:
    selecting.redact_function(stocked.session, stocked.filing, path=b"src/a.c", name="add", **WHY)
    assert hidden(stocked) == {b"src/a.c": [C[C.index(b"int add") : C.index(b"\n\nint two")]]}


def test_an_ambiguous_function_is_refused_with_its_lines_and_hidden_by_one_of_them(stocked: Room) -> None:
    with pytest.raises(UserError, match="2 functions named run: at lines 2, 6"):
        selecting.redact_function(stocked.session, stocked.filing, path=b"src/b.py", name="run", **WHY)
    (row,) = selecting.redact_extent(
        stocked.session, stocked.filing, path=b"src/b.py", line=8, grain=Grain.FUNCTION, **WHY
    )
    assert PY[row.start : row.end] == b"    def run(self):\n        # why\n        return 2"


@pytest.mark.parametrize(
    ("grain", "line", "text"),
    [
        (Grain.LINE, 7, b"    return 0;"),
        (Grain.BLOCK, 5, b"    if (a) {\n        return 1; /* one */\n    }"),
        (Grain.COMMENT, 5, b"/* one */"),
        (Grain.COMMENT, 1, b"// head"),
        (Grain.FUNCTION, 10, b"int two(void)\n{\n    return 2;\n}"),
    ],
)
def test_what_stands_at_a_line_is_hidden(stocked: Room, grain: Grain, line: int, text: bytes) -> None:
    selecting.redact_extent(stocked.session, stocked.filing, path=b"src/a.c", line=line, grain=grain, **WHY)
    assert hidden(stocked) == {b"src/a.c": [text]}


def test_a_file_grain_withholds_the_file(stocked: Room) -> None:
    (row,) = selecting.redact_extent(stocked.session, stocked.filing, path=b"blob.bin", line=1, grain=Grain.FILE, **WHY)
    assert (row.kind, row.start, row.end) == (RedactionKind.FILE, 0, 5)


def test_a_function_of_a_utf_16_file_is_hidden_in_whole_characters(stocked: Room) -> None:
    (row,) = selecting.redact_function(stocked.session, stocked.filing, path=b"wide.c", name="wide", **WHY)
    text = FILES[b"wide.c"][row.start : row.end].decode("utf-16-le")
    assert text == "int wide(void)\n{\n    return 1;\n}"


def test_every_comment_of_the_files_named_is_hidden_once(stocked: Room) -> None:
    given = {"globs": ["src/*", "*.c"], **QUIET}
    seen = selecting.preview_comments(stocked.session, stocked.filing, **given)
    made = selecting.redact_comments(stocked.session, stocked.filing, **given, **WHY)
    assert (seen.files, seen.places) == (4, 5)
    assert len(made) == 5
    assert hidden(stocked)[b"src/a.c"] == [b"// head", b"/* one */"]
    assert selecting.redact_comments(stocked.session, stocked.filing, **given, **WHY) == ()


def test_a_folder_is_withheld_whole_and_once(stocked: Room) -> None:
    given = {"globs": ["src/secret/"], **QUIET}
    seen = selecting.preview_withhold(stocked.session, stocked.filing, **given)
    made = selecting.withhold(stocked.session, stocked.filing, **given, **WHY)
    assert seen.files == 2
    assert {row.path for row in made} == {b"src/secret/one.txt", b"src/secret/deep/two.bin"}
    assert {row.kind for row in made} == {RedactionKind.FILE}
    assert selecting.withhold(stocked.session, stocked.filing, **given, **WHY) == ()


def test_a_pattern_that_begins_with_an_exclamation_mark_takes_files_out_again(stocked: Room) -> None:
    made = selecting.withhold(stocked.session, stocked.filing, globs=["src/*", "!*.py", "!src/secret"], **QUIET, **WHY)
    assert {row.path for row in made} == {b"src/a.c"}


@pytest.mark.parametrize("globs", [["nothing/"], ["src/a.c", "*.none"], ["!src/a.c"], ["src/a.c", "!src/a.c"]])
def test_a_pattern_that_names_nothing_is_refused_and_nothing_is_hidden(stocked: Room, globs: list[str]) -> None:
    with pytest.raises(UserError, match="No disclosed file"):
        selecting.withhold(stocked.session, stocked.filing, globs=globs, **QUIET, **WHY)
    assert hidden(stocked) == {}


@pytest.mark.parametrize("path", sorted(FILES))
def test_the_exact_pattern_of_a_path_names_that_file_only(stocked: Room, path: bytes) -> None:
    found = picking.matching(stocked.session, stocked.filing, [picking.exactly(path)], None)
    assert [entry.path for _, entries in found for entry in entries] == [path]


def test_every_finding_of_a_rule_is_hidden_whatever_its_grade(room: Room) -> None:
    room.source(
        {b"a.c": b'char *t = "' + TOKEN + b'";\n', b"b.py": b"# ann@" + b"example-corp.net and ben@example-corp.net\n"}
    )
    findings = room.scan()
    token = next(each for each in findings if each.path == b"a.c" and each.confidence is not Confidence.LOW)
    kind = next(each.kind for each in findings if each.path == b"b.py")
    of_kind = [each for each in findings if each.kind == kind]
    seen = selecting.preview_rule(room.session, room.filing, kinds=[kind])
    assert (seen.places, seen.values) == (len(of_kind), len({each.value_tag for each in of_kind}))
    selecting.redact_rule(room.session, room.filing, kinds=[kind], **WHY)
    assert {each.state.value for each in room.findings() if each.kind == kind} == {"redacted"}
    assert {each.state.value for each in room.findings() if each.id == token.id} == {"open"}
    selecting.redact_rule(room.session, room.filing, rules=[token.rule], **WHY)
    assert {each.state.value for each in room.findings() if each.rule == token.rule} == {"redacted"}
    assert selecting.redact_rule(room.session, room.filing, rules=[token.rule], kinds=[kind], **WHY) == ()


def test_a_selection_grows_in_the_file_of_the_filing(stocked: Room) -> None:
    at = C.index(b"return 1")
    steps = selecting.grow(stocked.session, stocked.filing, component="src", path=b"src/a.c", start=at, end=at + 6)
    assert [each.grain for each in steps] == [Grain.LINE, Grain.BLOCK, Grain.FUNCTION, Grain.FILE]
    assert steps[2].name == "add"


BAD: list[tuple[str, Callable[[Room], object]]] = [
    ("There is no block at this line", lambda room: at(room, b"src/a.c", 1, Grain.BLOCK)),
    ("The file has 13 lines", lambda room: at(room, b"src/a.c", 14, Grain.BLOCK)),
    ("The file has 13 lines", lambda room: at(room, b"src/a.c", 0, Grain.LINE)),
    ("There is nothing to hide", lambda room: at(room, b"src/a.c", 9, Grain.LINE)),
    ("There is no comment", lambda room: at(room, b"src/a.c", 7, Grain.COMMENT)),
    ("This file is binary", lambda room: at(room, b"blob.bin", 1, Grain.FUNCTION)),
    ("No disclosed file has this path", lambda room: at(room, b"none.c", 1, Grain.BLOCK)),
    ("has no function named none", lambda room: named(room, b"src/a.c", "none")),
    ("This file is binary", lambda room: named(room, b"blob.bin", "f")),
    ("doesn't know this reason", lambda room: named(room, b"src/a.c", "add", reason="NONE")),
    ("have no comments", lambda room: selecting.preview_comments(room.session, room.filing, globs=["*.bin"], **QUIET)),
    ("no finding of this rule", lambda room: selecting.preview_rule(room.session, room.filing, rules=["none"])),
    ("no such source", lambda room: selecting.preview_withhold(
        room.session, room.filing, globs=["*"], component="none", **QUIET)),
    ("not a pattern", lambda room: selecting.preview_withhold(room.session, room.filing, globs=["a/**b/\\"], **QUIET)),
    ("is empty, a comment", lambda room: selecting.preview_withhold(room.session, room.filing, globs=["#a"], **QUIET)),
]  # fmt: skip


def at(room: Room, path: bytes, line: int, grain: Grain) -> object:
    return selecting.redact_extent(room.session, room.filing, path=path, line=line, grain=grain, **WHY)


def named(room: Room, path: bytes, name: str, *, reason: str = "TS") -> object:
    return selecting.redact_function(room.session, room.filing, path=path, name=name, reason=reason, key=ENGINEER)


@pytest.mark.parametrize(("sentence", "act"), BAD, ids=[f"{index}" for index in range(len(BAD))])
def test_bad_input_gets_a_sentence_and_hides_nothing(
    stocked: Room, sentence: str, act: Callable[[Room], object]
) -> None:
    with pytest.raises(UserError, match=sentence) as refused:
        act(stocked)
    assert refused.value.next_step
    assert hidden(stocked) == {}


def test_a_template_that_forbids_redaction_is_said_before_anything_is_read(tmp_path: Path) -> None:
    room = Room(tmp_path, template=TEMPLATE.replace("allowed: yes", "allowed: no"))
    room.source(FILES)
    for act in (
        lambda: named(room, b"src/a.c", "add"),
        lambda: selecting.withhold(room.session, room.filing, globs=["src/"], **QUIET, **WHY),
        lambda: selecting.redact_comments(room.session, room.filing, globs=["src/"], **QUIET, **WHY),
        lambda: selecting.redact_rule(room.session, room.filing, kinds=["token"], **WHY),
        lambda: selecting.check_allowed(room.session, room.filing),
    ):
        with pytest.raises(UserError, match="forbids every redaction"):
            act()
    room.session.close()


def test_a_range_over_a_line_end_that_must_stay_is_refused_with_the_range_to_use(tmp_path: Path) -> None:
    room = Room(tmp_path, template=TEMPLATE.replace("allowed: yes", "allowed: yes, preserve_lines: yes"))
    room.source(FILES)
    given = {"path": b"src/a.c", "start": 0, "end": 8}
    with pytest.raises(UserError, match="line end") as refused:
        redacting.redact_bytes(room.session, room.filing, **given, **WHY)
    assert "bytes 0-7" in (refused.value.next_step or "")
    with pytest.raises(UserError, match="line end"):
        selecting.preview_bytes(room.session, room.filing, **given)
    redacting.redact_bytes(room.session, room.filing, path=b"src/a.c", start=0, end=20, **WHY)
    room.session.close()


def test_a_preview_writes_nothing(stocked: Room) -> None:
    before = stocked.session.path.read_bytes()
    selecting.preview_function(stocked.session, stocked.filing, path=b"src/a.c", name="add")
    selecting.preview_extent(stocked.session, stocked.filing, path=b"src/a.c", line=5, grain=Grain.BLOCK)
    selecting.preview_lines(stocked.session, stocked.filing, path=b"src/a.c", first=1, last=2)
    selecting.preview_bytes(stocked.session, stocked.filing, path=b"src/a.c", start=0, end=5)
    selecting.preview_withhold(stocked.session, stocked.filing, globs=["src/"], **QUIET)
    selecting.preview_comments(stocked.session, stocked.filing, globs=["src/"], **QUIET)
    assert stocked.session.path.read_bytes() == before
