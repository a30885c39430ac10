"""Screens and versions from the command line: said before, said after, and as JSON."""

from __future__ import annotations

from pathlib import Path

from helpers.desk import Desk


def test_a_screen_is_attached_asked_and_taken_off(desk: Desk) -> None:
    desk.run("filing", "add", desk.file, "--product", "gw", "--template", "blank", "--slug", "b")
    here = (desk.file, "--filing", "b")
    name = desk("filing", "screens", *here)["screens"][0]["id"]
    made = desk("filing", "attach", *here, "--screen", name)
    asked = set(made["screen"]["requirements"])
    rows = desk("checklist", *here, expect=1)["requirements"]
    assert asked <= {row["requirement"] for row in rows}
    assert [each["id"] for each in desk("filing", "show", *here)["screens"]] == [name]
    desk.run("filing", "attach", *here, "--screen", name, expect=3)
    assert desk("filing", "detach", *here, "--screen", name)["voided"] == 0
    assert desk("filing", "aside", *here)["aside"] == []
    desk.run("filing", "detach", *here, "--screen", name, expect=3)


def test_a_filing_is_told_of_a_newer_version_and_moves_over(desk: Desk, tmp_path: Path) -> None:
    desk.changes["CODEBINDER_TEMPLATES_DIR"] = str(tmp_path / "mine")
    made = desk("template", "new", "our-annex", "--from", "blank", "--name", "Ours")
    desk.run("filing", "add", desk.file, "--product", "gw", "--template", "our-annex", "--slug", "b")
    here = (desk.file, "--filing", "b")
    assert desk("template", "migrate", *here, "--dry-run")["others"] == []
    desk.run("template", "migrate", *here, expect=3)
    path = Path(made["path"])
    path.write_bytes(path.read_bytes().replace(b'version: "0.1"', b'version: "0.2"', 1))
    assert "standing.newer" in {each["id"] for each in desk("filing", "show", *here)["warnings"]}
    dry = desk("template", "migrate", *here, "--dry-run")
    assert (dry["done"], dry["others"][0]["now"]) == (False, "0.2")
    assert desk("filing", "show", *here)["filing"]["template_version"] == "0.1"
    assert desk("template", "migrate", *here)["done"] is True
    shown = desk("filing", "show", *here)
    assert shown["filing"]["template_version"] == "0.2"
    assert "standing.newer" not in {each["id"] for each in shown["warnings"]}


def test_check_tells_advice_with_lines_and_refuses_only_faults(desk: Desk, tmp_path: Path) -> None:
    desk.changes["CODEBINDER_TEMPLATES_DIR"] = str(tmp_path / "mine")
    path = Path(desk("template", "new", "our-annex", "--from", "blank")["path"])
    assert desk("template", "check", "our-annex", "blank")["templates"][1]["advice"] == []
    (path.parent / "sample.yaml").unlink()
    found = desk("template", "check", str(path.parent))
    assert [each["id"] for each in found["advice"]] == ["advice.no-sample"]
    desk.run("template", "check", "--strict", str(path.parent), expect=1)
    path.write_bytes(path.read_bytes() + b"nonsense: yes\n")
    broken = desk("template", "check", "blank", str(path), expect=3)
    assert "nonsense" in broken["templates"][1]["faults"][0]
    assert broken["templates"][0]["faults"] == []
