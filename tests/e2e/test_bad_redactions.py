"""A redaction that cannot be made gets a sentence with the place and the remedy, and leaves nothing behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.desk import ENGINEER, TEMPLATE, Desk
from helpers.folder_state import state

CHINESE = "int a; // 说明\r\nint b;\r\n".encode("gb18030")
WIDE = b"\xff\xfe" + "a😀b\r\nnext\r\n".encode("utf-16-le")
FILES = {
    b"text.c": 'char *s = "é价";\r\nint b;\n'.encode(),
    b"chinese.c": CHINESE,
    b"wide.txt": WIDE,
    b"plain.c": b"int one;\nint two;\nint three;\n",
    b"empty.c": b"",
    b"twice.c": b"int same(void) { return 1; }\n#else\nint same(void) { return 2; }\n",
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("begun") / "desk")
    desk.begin()
    desk.source(FILES)
    desk.scan()
    return desk


@pytest.fixture
def desk(begun: Desk, tmp_path: Path) -> Desk:
    return begun.copy(tmp_path / "desk")


def content(folder: Path) -> dict[str, str]:
    return {name: digest for name, (_, _, digest) in state(folder).items()}


def refused(desk: Desk, *how: object, reason: str = "TS", expect: int = 3) -> str:
    """Redact; it must end with one sentence, a place and a remedy, and leave every file as it was."""
    before = content(desk.folder)
    done = desk.run("redact", desk.file, *how, "--reason", reason, "--as", ENGINEER, "--json", expect=expect)
    told = done.json
    assert "Traceback" not in done.err
    assert told["exit"] == expect
    assert told["error"].endswith((".", ":"))
    assert told["next_step"] or told["details"]
    assert content(desk.folder) == before
    assert desk("list", desk.file, "redactions")["redactions"] == []
    return f"{told['error']} {told['where']} {told['next_step']} {' '.join(told['details'])}"


WHERE = {name: data for name, data in FILES.items() if data}


@pytest.mark.parametrize(
    ("path", "span", "better"),
    [
        ("text.c", (12, 15), "11-"),  # é is two bytes, 价 three
        ("text.c", (13, 15), "13-16"),
        ("chinese.c", (11, 13), "10-14"),
        ("wide.txt", (2, 5), "2-"),  # half a UTF-16 unit
        ("wide.txt", (4, 6), "4-8"),  # half a surrogate pair
    ],
)
def test_a_range_that_splits_a_character_is_refused_with_the_range_to_use(
    desk: Desk, path: str, span: tuple[int, int], better: str
) -> None:
    said = refused(desk, "--path", path, "--bytes", f"{span[0]}-{span[1]}")
    assert "splits a character" in said
    assert f"bytes {span[0]}-{span[1]}" in said
    wanted = re.search(r"Use bytes (\d+)-(\d+)", said)
    assert wanted is not None
    assert wanted[0].startswith(f"Use bytes {better}")
    desk.redact("--path", path, "--bytes", f"{wanted[1]}-{wanted[2]}")


@pytest.mark.parametrize(("path", "span"), [("text.c", (8, 18)), ("chinese.c", (15, 20)), ("wide.txt", (2, 12))])
def test_a_range_that_cuts_a_line_end_in_half_is_refused(desk: Desk, path: str, span: tuple[int, int]) -> None:
    data = FILES[path.encode()]
    end = data.index("\r".encode("utf-16-le" if path == "wide.txt" else "ascii")) + (2 if path == "wide.txt" else 1)
    said = refused(desk, "--path", path, "--bytes", f"{span[0] if path != 'chinese.c' else 0}-{end}")
    assert "line end" in said
    assert "Use bytes" in said


@pytest.mark.parametrize("span", ["0-1000", "28-30", "5-5", "400-500"])
def test_a_range_outside_the_file_or_an_empty_one_is_refused(desk: Desk, span: str) -> None:
    said = refused(desk, "--path", "plain.c", "--bytes", span)
    assert span in said


@pytest.mark.parametrize("span", ["0-1", "3-9", "99-100"])
def test_lines_that_are_not_there_are_refused(desk: Desk, span: str) -> None:
    said = refused(desk, "--path", "plain.c", "--lines", span)
    assert f"lines {span}" in said


def test_lines_of_an_empty_file_and_files_that_are_not_there_are_refused(desk: Desk) -> None:
    refused(desk, "--path", "empty.c", "--lines", "1-1")
    assert "none.c" in refused(desk, "--path", "none.c", "--whole")


def test_a_function_that_is_not_there_or_stands_twice_is_refused_with_the_choice(desk: Desk) -> None:
    assert "nothing_like_it" in refused(desk, "--path", "plain.c", "--function", "nothing_like_it")
    said = refused(desk, "--path", "twice.c", "--function", "same")
    assert "1" in said
    assert "3" in said


def test_a_reason_that_the_template_does_not_know_is_refused_with_those_that_it_knows(desk: Desk) -> None:
    said = refused(desk, "--path", "plain.c", "--lines", "1-1", reason="NONE")
    assert "NONE" in said
    assert "TS" in said


def test_a_template_that_forbids_redaction_refuses_every_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin(template=desk.template(TEMPLATE.replace("allowed: yes", "allowed: no")))
    desk.source(FILES)
    desk.scan()
    for how in (("--path", "plain.c", "--lines", "1-1"), ("--path", "plain.c", "--whole"), ("--glob", "*.c")):
        assert "forbids" in refused(desk, *how)


@pytest.mark.parametrize("line", ["--bytes 9-3", "--lines x-y", "--bytes 3", "--lines 1-1 --bytes 0-3", "--value"])
def test_what_is_no_range_ends_with_2(desk: Desk, line: str) -> None:
    refused(desk, "--path", "plain.c", *line.split(), expect=2)


def test_a_share_above_the_ceiling_is_not_submitted(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    rule = 'allowed: yes, ceiling: "0.5", comparator: "<=", basis: chars, scope: file,'
    desk.begin(template=desk.template(TEMPLATE.replace("allowed: yes,", rule)))
    desk.source(FILES)
    desk.scan()
    desk.redact("--path", "plain.c", "--lines", "1-2")
    before = content(desk.folder)
    told = desk.submit(expect=1)
    assert "plain.c" in str(told["details"])
    assert "0.5" in str(told["details"]) or "50" in str(told["details"])
    assert told["next_step"]
    assert content(desk.folder) == before
    assert desk.rounds() == []
