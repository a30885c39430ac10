"""People's own rules, allow-lists, reports of other tools and SARIF, by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.desk import Desk

TOML = """[[rules]]
id = "acme"
regex = '''acme_[0-9]{8}'''
keywords = ["acme_"]
[allowlist]
paths = ['''^docs/''', '''^nowhere/''']
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "tests" / "tree"
    (tree / "docs").mkdir(parents=True)
    for place in ("a.c", "docs/b.c"):
        (tree / place).write_text("int orion; // acme_12345678\n")
    (tmp_path / "g.toml").write_text(TOML)
    (tmp_path / "words.txt").write_text("orion\n")
    return tree


def test_rules_are_added_listed_used_and_removed(desk: Desk, tmp_path: Path, tree: Path) -> None:
    assert desk("rules", "list", desk.file) == {"lists": [], "unmatched": []}
    added = desk("rules", "add", desk.file, "--gitleaks", tmp_path / "g.toml")["list"]
    assert added["rules"][0][1] == "acme"
    desk.run("rules", "add", desk.file, "--words", tmp_path / "words.txt", "--name", "names")
    desk.run("rules", "add", desk.file, "--pattern", "x[0-9]{9}", "--id", "x", "--title", "X", "--keyword", "x1", "x2")
    assert [row["name"] for row in desk("rules", "list", desk.file)["lists"]] == ["gitleaks-1", "names", "pattern-1"]
    assert "gitleaks-1" in desk.run("rules", "list", desk.file).out
    desk.run("rules", "remove", desk.file, "names")
    desk.run("rules", "remove", desk.file, "L-9", expect=3)
    assert len(desk("rules", "list", desk.file)["lists"]) == 2


@pytest.mark.parametrize(
    "more",
    [[], ["--pattern", "x"], ["--pattern", "x", "--id", "y", "--words", "f"], ["--pack"], ["--keyword", "a"]],
)
def test_rules_that_are_not_named_in_one_way_are_a_matter_of_usage(desk: Desk, more: list[str]) -> None:
    desk.run("rules", "add", desk.file, *more, expect=2)


def test_a_pattern_that_cannot_be_used_is_refused(desk: Desk) -> None:
    done = desk.run("rules", "add", desk.file, "--pattern", "a(?=b)", "--id", "x", expect=3)
    assert "RE2" in done.err
    assert desk("rules", "list", desk.file)["lists"] == []


def test_rules_are_tried_without_a_workbook(desk: Desk, tmp_path: Path, tree: Path) -> None:
    done = desk("rules", "test", "--pattern", "acme_[0-9]+", "--path", tree, expect=1)
    assert [row["path"] for row in done["findings"]] == ["a.c", "docs/b.c"]
    done = desk("rules", "test", "--gitleaks", tmp_path / "g.toml", "--text", "acme_12345678", expect=1)
    assert done["findings"][0]["rule"] == "acme"
    assert "fine" in desk.run("rules", "test", "--words", tmp_path / "words.txt").out
    desk.run("rules", "test", "--pattern", "(", "--text", "x", expect=3)


def test_a_finding_is_allowed(desk: Desk) -> None:
    finding = desk("list", desk.file, "findings")["findings"][0]["id"]
    added = desk("rules", "allow", desk.file, "--finding", finding, "--note", "published")["list"]
    assert added["kind"] == "allow-finding"
    desk.run("rules", "allow", desk.file, "--finding", "F-999", expect=3)


def test_paths_are_scanned_with_rules_and_allow_lists_of_files(desk: Desk, tmp_path: Path, tree: Path) -> None:
    (tmp_path / "allow.toml").write_text('[[allow]]\nvalue = "orion"\n[[allow]]\nvalue = "vega"\n')
    options = ("--rules", tmp_path / "g.toml", tmp_path / "words.txt", "--allow", tmp_path / "allow.toml")
    done = desk.run("scan", "--path", tree, *options, "--grade", "low", "--json", expect=1)
    rows = {(row["path"], row["rule"]): row["confidence"] for row in map(json.loads, done.out.splitlines())}
    assert rows == {
        ("a.c", "own:acme"): "medium", ("docs/b.c", "own:acme"): "low",
        ("a.c", "own:words"): "low", ("docs/b.c", "own:words"): "low",
    }  # fmt: skip
    assert "^nowhere" not in done.err
    assert done.err.count("matched nothing") == 2
    (tmp_path / "g.toml").write_text("[[rules]]\nid='a'\nregex='('\n")
    (tmp_path / "allow.toml").write_text("[[allow]]\n")
    done = desk.run("scan", "--path", tree, *options, expect=3)
    assert done.err.count("g.toml:") == done.err.count("allow.toml:") == 1


def test_sarif_of_paths_is_compared_under_one_key(desk: Desk, tmp_path: Path, tree: Path) -> None:
    key, first = tmp_path / "key", tmp_path / "first.sarif"
    key.write_bytes(b"k" * 32)
    options = ("scan", "--path", tree, "--rules", tmp_path / "words.txt", "--sarif", "--fingerprint-key", key)
    desk.run(*options, "--out", first, expect=1)
    (tree / "a.c").write_text("\n\nint orion;\nint orion_2;\n")
    run = desk.run(*options, "--previous", first, expect=1).json["runs"][0]
    assert [each["baselineState"] for each in run["results"]] == ["unchanged", "new", "unchanged"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 5
    assert "orion" not in json.dumps(run)
    desk.run("scan", "--path", tree, "--sarif", "--previous", first, expect=2)
    desk.run(*options, "--previous", key, expect=3)


def test_sarif_of_a_workbook_holds_no_value(desk: Desk, tmp_path: Path) -> None:
    log = desk.run("scan", desk.file, "--sarif", expect=1).json
    (result,) = log["runs"][0]["results"]
    assert "1fK9sQ" not in json.dumps(log)
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 12
    desk.run("scan", desk.file, "--sarif", "--out", tmp_path / "o.sarif", expect=1)
    again = json.loads((tmp_path / "o.sarif").read_text(encoding="utf-8"))
    assert again["runs"][0]["results"] == [result]


def test_a_report_is_imported(desk: Desk, tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    report.write_text(json.dumps([{"RuleID": "x", "File": "a.c", "StartLine": 1, "Secret": "int a", "Commit": ""}]))
    done = desk("scan", "import", desk.file, report)["import"]
    assert (done["tool"], done["new"], done["faults"]) == ("gitleaks", 1, [])
    rows = desk("list", desk.file, "findings")["findings"]
    assert "gitleaks:x" in {row["rule"] for row in rows}
    (row,) = desk("rules", "list", desk.file)["lists"]
    assert row["kind"] == "report"
    desk.run("rules", "remove", desk.file, row["id"])
    assert "gitleaks:x" not in {row["rule"] for row in desk("list", desk.file, "findings")["findings"]}
    desk.run("scan", "import", desk.file, expect=2)
    desk.run("scan", "import", desk.file, tmp_path / "none.json", expect=3)
    report.write_text("nothing")
    desk.run("scan", "import", desk.file, report, expect=3)


@pytest.mark.parametrize(
    "options",
    [["FILE", "--grade", "low"], ["FILE", "--rules", "x"], ["FILE", "--out", "x"], ["--path", "x", "--source", "y"], [],
     ["FILE", "--path", "x"], ["FILE", "MORE"]],
)  # fmt: skip
def test_options_that_do_not_go_together_are_a_matter_of_usage(desk: Desk, options: list[str]) -> None:
    desk.run("scan", *(desk.file if each == "FILE" else each for each in options), expect=2)
