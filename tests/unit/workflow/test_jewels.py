"""The register of crown jewels: taken from sources or snippets, sealed, searched for anywhere, told where they went."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.errors import UserError
from codebinder.workflow import jewels
from helpers.workflows import QUIET, Room

CODE = b"""\
int shape(struct queue *q, long now, int size)
{
    long earned = (now - q->last) * q->rate / 1000;
    if (q->tokens + earned > q->burst) {
        q->tokens = q->burst;
    } else {
        q->tokens += earned;
    }
    q->last = now;
    for (int i = 0; i < q->classes; i++) {
        struct class *c = &q->class[i];
        if (c->weight == 0 || !(c->flags & 0x10)) {
            continue;
        }
        c->deficit += (c->weight * 16) >> 3;
        while (c->head && c->deficit >= c->head->size) {
            c->deficit -= c->head->size;
            if (send_packet(q, c->head) < 0) {
                return -1;
            }
            c->head = c->head->next;
        }
    }
    return size <= q->tokens ? (q->tokens -= size, 1) : 0;
}
"""
FILE = b"#include <stdio.h>\n\nint other(void) { return 1; }\n\n" + CODE
LABEL = "the shaper, our first secret"


@pytest.fixture
def shaped(room: Room) -> Room:
    room.source({b"src/shape.c": FILE, b"src/main.c": b"int main(void) { return 0; }\n"})
    return room


def add(room: Room, **how: object) -> jewels.JewelView:
    return jewels.add_place(
        room.session, room.filing, label=LABEL, component=None, path=b"src/shape.c", **how  # type: ignore[arg-type]
    )  # fmt: skip


def hits(room: Room, *paths: Path) -> list[jewels.JewelHit]:
    return list(jewels.check(room.session, paths, **QUIET))


def test_a_function_is_registered_and_listed(shaped: Room) -> None:
    made = add(shaped, function="shape")
    assert (made.id, made.label, made.component, made.path) == ("J-1", LABEL, "src", b"src/shape.c")
    assert (made.first, made.last, made.function, made.state) == (5, 29, "shape", jewels.THERE)
    assert jewels.jewels(shaped.session) == (made,)


def test_lines_a_whole_file_and_a_snippet_are_registered(shaped: Room, tmp_path: Path) -> None:
    snippet = tmp_path / "more.c"
    snippet.write_bytes(CODE.replace(b"deficit", b"credit").replace(b"0x10", b"0x20").replace(b"1000", b"50"))
    rows = [
        add(shaped, lines=(5, 18)), add(shaped),
        jewels.add_snippet(shaped.session, label="a snippet", snippet=snippet),
    ]  # fmt: skip
    assert [row.id for row in rows] == ["J-1", "J-2", "J-3"]
    assert [(row.first, row.last, row.state) for row in rows] == [
        (5, 18, jewels.THERE), (0, 0, jewels.THERE), (0, 0, jewels.SNIPPET)
    ]  # fmt: skip


def test_nothing_of_it_stands_in_clear_in_the_workbook(shaped: Room) -> None:
    add(shaped, function="shape")
    book = shaped.session.path.read_bytes()
    assert LABEL.encode() not in book
    assert b"deficit" not in book
    assert b'"marks"' not in book


def test_a_copy_is_found_in_any_folder_with_its_lines(shaped: Room, tmp_path: Path) -> None:
    add(shaped, function="shape")
    fork = tmp_path / "fork" / "deep"
    fork.mkdir(parents=True)
    (fork / "limit.cc").write_bytes(b"int x;\nint y;\n" + CODE.replace(b"q->", b"bucket->").replace(b"shape", b"limit"))
    (fork / "clean.c").write_bytes(b"int main(void) { return 0; }\n")
    (fork / "link.cc").symlink_to(fork / "limit.cc")
    (one,) = hits(shaped, tmp_path / "fork")
    assert (one.path, one.line, one.rule, one.confidence, one.jewel) == (
        b"deep/limit.cc",
        3,
        "jewel-copy",
        "high",
        "J-1",
    )
    assert 25 <= one.last <= 27
    assert [hit.path for hit in hits(shaped, fork / "limit.cc")] == [b"limit.cc"]


def test_an_empty_register_costs_nothing_and_says_so(shaped: Room, tmp_path: Path) -> None:
    assert jewels.index_for(shaped.session) is None
    assert jewels.jewels(shaped.session) == ()
    with pytest.raises(UserError, match="register is empty"):
        hits(shaped, tmp_path)


def test_what_is_removed_is_searched_for_no_more(shaped: Room) -> None:
    add(shaped, function="shape")
    before = jewels.digest(shaped.session)
    jewels.remove(shaped.session, "J-1")
    assert jewels.index_for(shaped.session) is None
    assert jewels.digest(shaped.session) != before
    with pytest.raises(UserError, match="no such crown jewel"):
        jewels.remove(shaped.session, "J-1")
    assert add(shaped, function="shape").id == "J-2"


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"function": "nothing"}, "No function nothing"),
        ({"lines": (500, 600)}, "no such lines"),
        ({"lines": (3, 3)}, "too short"),
    ],
)
def test_what_cannot_be_registered_is_refused(shaped: Room, how: dict[str, object], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        add(shaped, **how)
    assert jewels.jewels(shaped.session) == ()


def test_the_same_is_not_registered_twice(shaped: Room) -> None:
    add(shaped, function="shape")
    with pytest.raises(UserError, match="registered already"):
        add(shaped, function="shape")


def test_a_scan_finds_copies_and_tells_where_a_place_has_moved(shaped: Room) -> None:
    add(shaped, function="shape")
    assert [(each.rule, each.path, each.kind) for each in shaped.scan()] == [("jewel-copy", b"src/shape.c", "jewel")]
    (there,) = jewels.jewels(shaped.session)
    assert (there.state, there.now_at) == (jewels.THERE, (b"src/shape.c",))
    shaped.move({b"src/limits/shaper.c": FILE.replace(b"burst", b"most")}, delete=(b"src/shape.c",))
    shaped.scan()
    (moved,) = jewels.jewels(shaped.session)
    assert (moved.state, moved.now_at) == (jewels.MOVED, (b"src/limits/shaper.c",))
    shaped.move({}, delete=(b"src/limits/shaper.c",))
    shaped.scan()
    (gone,) = jewels.jewels(shaped.session)
    assert (gone.state, gone.now_at) == (jewels.GONE, ())


def test_a_new_jewel_is_looked_for_in_files_that_were_read_before(shaped: Room) -> None:
    assert shaped.scan() == ()
    add(shaped, function="shape")
    assert [each.rule for each in shaped.scan()] == ["jewel-copy"]
    jewels.remove(shaped.session, "J-1")
    assert shaped.scan() == ()


def test_a_source_that_is_gone_leaves_the_jewel_registered(shaped: Room) -> None:
    from codebinder.workflow import sources

    add(shaped, function="shape")
    sources.remove(shaped.session, shaped.filing, "src")
    (row,) = jewels.jewels(shaped.session)
    assert row.state == jewels.UNKNOWN
    assert jewels.index_for(shaped.session) is not None
