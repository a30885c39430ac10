"""A source with a history of its own moves on: one page tells what became of every redaction."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.desk import ENGINEER, LEGAL, Desk, members
from helpers.git_repo import Content, RepoBuilder


def function(name: str) -> bytes:
    lines = [f"    total = total * {at} + {name}_step_{at}(heat, 0x{at}beef);" for at in range(3)]
    return "\n".join(
        [f"static int {name}(int heat)", "{", "    int total = 0;", *lines, "    return total;", "}"]
    ).encode()


def file(*names: str, comment: str = "// plain") -> bytes:
    rows = [f"int {names[0]}_open_{at}(void) {{ return {at}; }}".encode() for at in range(6)]
    for name in names:
        rows += [b"", function(name), b"", f"{comment} after {name}".encode()]
    return b"\n".join([*rows, b""])


CHINESE = "// 这个文件用另一种编码写成，注释足够长，认得出来"
NAMES = ("kept", "moved", "renamed", "indented", "crlf", "recoded", "changed", "deleted", "copied")
OLD: dict[bytes, Content] = {
    **{f"{name}.c".encode(): file(name, f"{name}_neighbour") for name in NAMES},
    b"recoded.c": file("recoded", "recoded_neighbour", comment=CHINESE).decode().encode("gb18030"),
    b"whole.c": file("whole"),
    b"asked.c": file("asked"),
    b"far.c": b"/* nothing of it */\nint far;\n",
}
MOVED = file("moved", "moved_neighbour").replace(function("moved") + b"\n", b"") + function("moved") + b"\n"
NEW: dict[bytes, Content] = {
    b"kept.c": b"/* first */\n\n" + file("kept", "kept_neighbour"),
    b"moved.c": MOVED,
    b"lib/other.c": file("renamed", "renamed_neighbour").replace(b"renamed_open_3", b"renamed_open_three"),
    b"indented.c": file("indented", "indented_neighbour").replace(b"    ", b"\t").replace(b")\n{", b") {"),
    b"crlf.c": file("crlf", "crlf_neighbour").replace(b"\n", b"\r\n"),
    b"recoded.c": file("recoded", "recoded_neighbour", comment=CHINESE),
    b"changed.c": file("changed", "changed_neighbour").replace(b"changed_step_1(heat", b"changed_step_1(cold"),
    b"deleted.c": file("deleted", "deleted_neighbour").replace(function("deleted") + b"\n\n", b""),
    b"copied.c": file("copied", "copied_neighbour"),
    b"far.c": b"/* nothing of it */\nint far;\n",
    b"dir/whole.c": file("whole"),
    b"asked.c": file("asked") + b"int one_more;\n",
}
OUTCOMES = {
    "kept": ("same", "kept.c"),
    "moved": ("moved", "moved.c"),
    "renamed": ("moved", "lib/other.c"),
    "indented": ("moved", "indented.c"),
    "crlf": ("moved", "crlf.c"),
    "recoded": ("same", "recoded.c"),
    "changed": ("changed", "changed.c"),
    "deleted": ("gone", ""),
    "copied": ("same", "copied.c"),
    "whole": ("moved", "dir/whole.c"),
    "asked": ("changed", "asked.c"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("carry") / "desk")
    desk.begin()
    repo = RepoBuilder(desk.folder / "src.git", bare=True)
    repo.tag("v1.0", repo.commit(OLD))
    repo.tag("v1.1", repo.commit({b"far.c": b"int far;\n" + function("copied") + b"\n"}))
    repo.tag("v2.0", repo.commit(NEW, delete=(b"renamed.c", b"whole.c")))
    desk.add(repo.path)
    for name in NAMES:
        desk.redact("--path", f"{name}.c", "--lines", "8-15")
    for name in ("whole", "asked"):
        desk.redact("--path", f"{name}.c", "--whole")
    desk.scan()
    desk.approve()
    return desk


def test_every_outcome_of_a_history_is_told_on_one_page_before_and_after(desk: Desk, tmp_path: Path) -> None:
    desk = desk.copy(tmp_path / "desk")
    first = desk("source", "update", desk.file, "--source", "src", "--rev", "v2.0", "--dry-run")["carry"]
    assert desk("list", desk.file, "sources")["sources"][0]["rev"] == "v1.0"
    done = desk("source", "update", desk.file, "--source", "src", "--rev", "v2.0")["source"]["carry"]
    assert done == first == desk("source", "report", desk.file, "--source", "src")["carry"]
    names = dict(zip((f"R-{at}" for at in range(1, 12)), OUTCOMES, strict=True))
    assert {names[row["redaction"]]: (row["outcome"], row["new_path"]) for row in done["rows"]} == OUTCOMES
    page = desk.run("source", "report", desk.file, "--source", "src").out
    assert "3 same, 5 moved, 2 changed, 0 ambiguous, 1 gone" in page
    assert "renamed.c:8 -> lib/other.c:8 its file has another name" in " ".join(page.split())
    assert len(page.splitlines()) < 40
    chinese = desk.run("source", "report", desk.file, "--source", "src", "--lang", "zh").out
    assert "文件已改名" in chinese
    assert "3 未变, 5 已移动, 2 已改变, 0 不确定, 1 已消失" in chinese
    assert "`redact returned`" in chinese
    assert not {"same", "moved", "changed", "gone", "place"} & set(chinese.split())


def test_nothing_leaves_until_what_came_back_is_decided_and_then_all_of_it_is_hidden(
    desk: Desk, tmp_path: Path
) -> None:
    desk = desk.copy(tmp_path / "desk")
    desk.run("source", "update", desk.file, "--source", "src", "--rev", "v2.0")
    desk.scan()
    refused = desk.submit(expect=1)
    assert "wait for a decision" in refused["error"]
    assert [each.split(":")[0] for each in refused["details"]] == ["R-7", "R-11"]
    desk.build(None, "--draft", expect=1)
    listed = desk("redact", "returned", desk.file, expect=1)["returned"]
    assert [(row["redaction"], row["path"], row["start"] > 0) for row in listed] == [
        ("R-7", "changed.c", True), ("R-11", "asked.c", False),
    ]  # fmt: skip
    assert desk("list", desk.file, "returned")["returned"] == listed
    desk("redact", "returned", desk.file, "--accept", "R-7", "--as", ENGINEER)
    desk("redact", "returned", desk.file, "--drop", "R-11", "--as", ENGINEER, expect=3)
    desk("redact", "returned", desk.file, "--drop", "R-11", "--note", "published", "--as", ENGINEER)
    desk.submit()
    decided = {
        row["subject"]["id"]: row["decision"] is not None for row in desk("list", desk.file, "decisions")["decisions"]
    }
    assert decided == {f"R-{at}": at != 7 for at in (1, 2, 3, 4, 5, 6, 7, 9, 10)}
    desk.decide("--id", "R-7")
    desk.sign()
    packed = b"".join(members(desk.package()).values())
    for name in NAMES:
        assert f"{name}_step_".encode() not in packed.replace(f"{name}_neighbour_step".encode(), b""), name
        assert f"{name}_neighbour_step".encode() in packed, name
    assert b"whole_step" not in packed
    assert b"asked_step" in packed


def test_a_copy_of_a_hidden_function_in_another_file_stops_the_submission(desk: Desk, tmp_path: Path) -> None:
    desk = desk.copy(tmp_path / "desk")
    done = desk("source", "update", desk.file, "--source", "src", "--rev", "v1.1")["source"]["carry"]
    assert {row["outcome"] for row in done["rows"]} == {"same"}
    desk.scan()
    assert "R-9" in str(desk.submit(expect=1)["details"])


def test_another_filing_is_proposed_the_same_by_a_person_of_its_own(desk: Desk, tmp_path: Path) -> None:
    desk = desk.copy(tmp_path / "desk")
    desk.run("filing", "add", desk.file, "--product", "gw", "--template", desk.folder / "template.yaml", "--slug", "g")
    desk.run(
        "source", "add", desk.file, "--filing", "g", "--repo", desk.folder / "src.git", "--rev", "v2.0", "--slug", "src"
    )
    looked = desk("redact", "propose", desk.file, "--filing", "g", "--from", "f", "--dry-run")
    assert {row["redaction"]: row["possible"] for row in looked["proposals"]} == {
        f"R-{at}": at not in {7, 8, 11} for at in range(1, 12)
    }
    assert desk("list", desk.file, "redactions", "--filing", "g")["redactions"] == []
    text = desk.run("redact", "propose", desk.file, "--filing", "g", "--from", "f", "--dry-run").out
    assert "f hides 11; 8 of them can be hidden here." in text
    one = desk("redact", "propose", desk.file, "--filing", "g", "--from", "f", "--redaction", "R-3", "--as", LEGAL)[
        "redactions"
    ]
    assert [(row["path"], row["start"] > 0) for row in one] == [("lib/other.c", True)]
    rest = desk("redact", "propose", desk.file, "--filing", "g", "--from", "f", "--all", "--as", ENGINEER)["redactions"]
    assert len(rest) == 7
    desk("redact", "propose", desk.file, "--filing", "g", "--from", "f", "--redaction", "R-7", "--as", LEGAL, expect=3)
    desk("redact", "propose", desk.file, "--filing", "g", "--from", "f", "--as", LEGAL, expect=2)
