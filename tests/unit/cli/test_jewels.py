"""`jewels`: add, list, check and remove, each with its object and its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.cli import main as cli
from helpers.desk import Desk

CODE = (
    b"int weigh(struct set *s, int n)\n{\n"
    + b"".join(
        b"    if (s->part[%d] > n && !(s->mask & %d)) {\n        s->sum[%d] -= (n * %d) >> 2;\n    }\n"
        % (n, 1 << n, n * 3 % 7, n + 11)
        for n in range(9)
    )
    + b"    return s->sum[0] <= n ? -1 : s->count++;\n}\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "jewels add FILE --source src --path P --lines 1-9 --label TEXT --filing f",
        "jewels add FILE --path P --function NAME --label TEXT",
        "jewels add FILE --snippet X --label TEXT",
        "jewels list FILE",
        "jewels remove FILE J-1",
        "jewels check FILE --path A B",
    ],
)
def test_the_commands_take_their_options(line: str) -> None:
    values = cli._parsed([*line.split(), "--json", "--quiet"])
    assert callable(values.run)
    assert values.json


@pytest.mark.parametrize(
    "line",
    [
        "jewels add FILE --label x",
        "jewels add FILE --label x --path a --snippet b",
        "jewels add FILE --label x --path a --lines 1-2 --function f",
        "jewels add FILE --label x --snippet b --lines 1-2",
        "jewels add FILE --path a",
        "jewels check FILE",
    ],
)
def test_one_thing_is_registered_at_a_time(made: Desk, line: str) -> None:
    words = [str(made.file) if word == "FILE" else word for word in line.split()]
    assert made.run(*words, "--json", expect=2).json["exit"] == 2


def test_a_snippet_goes_in_is_found_and_goes_out(desk: Desk, tmp_path: Path) -> None:
    snippet = tmp_path / "weigh.c"
    snippet.write_bytes(CODE)
    made = desk.run("jewels", "add", desk.file, "--snippet", snippet, "--label", "the weigher", "--json").json["jewel"]
    assert (made["id"], made["label"], made["state"]) == ("J-1", "the weigher", "snippet")
    assert [row["id"] for row in desk.run("jewels", "list", desk.file, "--json").json["jewels"]] == ["J-1"]
    fork = tmp_path / "fork"
    fork.mkdir()
    (fork / "copy.c").write_bytes(b"int a;\n" + CODE.replace(b"weigh", b"measure").replace(b"s->", b"all->"))
    found = desk.run("jewels", "check", desk.file, "--path", fork, "--json", expect=1).json["hits"]
    assert [(hit["path"], hit["line"], hit["rule"]) for hit in found] == [("copy.c", 2, "jewel-copy")]
    assert desk.run("jewels", "check", desk.file, "--path", desk.file, "--json").json["hits"] == []
    desk.run("jewels", "remove", desk.file, "J-1")
    assert desk.run("jewels", "list", desk.file, "--json").json["jewels"] == []
    desk.run("jewels", "remove", desk.file, "J-1", expect=3)
