"""A withheld file's name is shown, masked everywhere, or not mentioned at all, as the template's rule says."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from helpers.desk import ENGINEER, TEMPLATE, Desk, members

HIDDEN = b"src/kdf/zebra_kdf.c"
CONTENT = b"int zebra_rounds = 90417;\n"
FILES = {
    HIDDEN: CONTENT,
    b"src/main.c": b'#include "kdf.h"\nint main(void) { return 0; }\n',
    b"Makefile": b"OBJS = src/kdf/zebra_kdf.c src/main.c\n# see zebra_kdf.c for the rounds\n",
    b"notes.txt": "see zebra_kdf.c\r\n".encode("utf-16"),
}
SOURCE = ', withheld_source: {text: "Contract of 2026, clause 4", date: 2026-01, certainty: source}'
DECLARED = """  - {id: whole, kind: declaration, level: optional, completeness: yes, label: {en: All},
     statement: {en: "The materials are complete."}, source: {text: A test, certainty: inferred}}
listing: {mode: whole"""


def template(naming: str) -> str:
    rule = f"withheld_names: {naming}" + (SOURCE if naming == "unmentioned" else "")
    text = TEMPLATE.replace("redaction: {allowed: yes", f"redaction: {{allowed: yes, {rule}")
    assert rule in text
    return text.replace("listing: {mode: whole", DECLARED)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Desk, Path]]:
    packages: dict[str, tuple[Desk, Path]] = {}
    for naming in ("shown", "masked", "unmentioned"):
        desk = Desk(tmp_path_factory.mktemp(naming) / "desk")
        desk.begin(template=desk.template(template(naming)))
        desk.source(FILES)
        desk.scan()
        desk.redact("--path", HIDDEN.decode(), "--whole")
        if naming != "unmentioned":
            desk.run("filing", "set", desk.file, "whole=yes")
        desk.approve()
        packages[naming] = desk, desk.package()
    return packages


def whole(archive: Path) -> dict[str, bytes]:
    return members(archive)


def text_of(archive: Path, member: str, folder: Path) -> str:
    path = folder / "page.pdf"
    path.write_bytes(members(archive)[member])
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


def test_a_shown_name_stands_in_the_papers_and_in_the_sources(made: dict[str, tuple[Desk, Path]]) -> None:
    held = whole(made["shown"][1])
    [row] = json.loads(held["papers/withheld.json"])["files"]
    assert row["name"] == HIDDEN.decode()
    assert held["data/source/src/Makefile"] == FILES[b"Makefile"]


@pytest.mark.parametrize("naming", ["masked", "unmentioned"])
def test_a_hidden_name_is_in_no_member_and_on_no_page(
    made: dict[str, tuple[Desk, Path]], naming: str, tmp_path: Path
) -> None:
    archive = made[naming][1]
    held = whole(archive)
    for name, data in held.items():
        for spelling in (b"zebra_kdf", "zebra_kdf".encode("utf-16-le"), b"zebra%5Fkdf"):
            assert spelling not in data, name
            assert spelling not in name.encode(), name
    for name in held:
        if name.endswith(".pdf"):
            assert "zebra_kdf" not in text_of(archive, name, tmp_path)


@pytest.mark.parametrize("naming", ["masked", "unmentioned"])
def test_a_hidden_name_is_masked_where_other_files_say_it(made: dict[str, tuple[Desk, Path]], naming: str) -> None:
    held = whole(made[naming][1])
    makefile = held["data/source/src/Makefile"]
    assert makefile.startswith(b"OBJS = [REDACTED 000001 ")
    assert b"src/main.c\n# see [REDACTED 000002 " in makefile
    assert held["data/source/src/notes.txt"].decode("utf-16").startswith("see [REDACTED 000003 ")


def test_a_masked_file_is_listed_by_its_reason_and_commitment_alone(made: dict[str, tuple[Desk, Path]]) -> None:
    held = whole(made["masked"][1])
    [row] = json.loads(held["papers/withheld.json"])["files"]
    assert set(row) == {"ordinal", "component", "reason", "commitment"}


def test_a_file_that_is_not_mentioned_is_counted_nowhere_and_no_completeness_is_declared(
    made: dict[str, tuple[Desk, Path]], tmp_path: Path
) -> None:
    desk, archive = made["unmentioned"]
    held = whole(archive)
    assert json.loads(held["papers/withheld.json"])["files"] == []
    assert b"  file  " not in held["proof/commitments.txt"]
    [source] = json.loads(held["papers/accounting.json"])["sources"]
    assert source["accounting"]["withheld"] == 0
    assert source["accounting"]["total"] == len(FILES) - 1
    assert source.get("commit", "") == ""
    assert "materials are complete" not in text_of(archive, "papers/form.pdf", tmp_path)
    assert "materials are complete" in text_of(made["masked"][1], "papers/form.pdf", tmp_path)
    assert desk.run("verify", archive, expect=None).code == 0


@pytest.mark.parametrize("naming", ["shown", "masked", "unmentioned"])
def test_the_withheld_content_is_nowhere_and_the_package_verifies(
    made: dict[str, tuple[Desk, Path]], naming: str
) -> None:
    desk, archive = made[naming]
    assert all(b"zebra_rounds" not in data for data in whole(archive).values())
    assert desk.run("verify", archive).code == 0


def test_a_name_that_an_answer_tells_stops_the_filing(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin(template=desk.template(template("masked")))
    desk.source(FILES)
    desk.scan()
    desk.redact("--path", HIDDEN.decode(), "--whole")
    desk.run("product", "set", desk.file, "--product", "gw", "model=zebra_kdf.c")
    said = desk("review", "submit", desk.file, "--as", ENGINEER, expect=None)
    if "error" not in said:
        desk.decide()
        desk.sign()
        said = desk.build(expect=1)
    assert "zebra" not in json.dumps(said)
    assert "R-1" in json.dumps(said["details"])


def test_a_template_that_leaves_files_unmentioned_says_where_the_rule_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(template("unmentioned").replace(SOURCE, ""), encoding="utf-8")
    desk = Desk(tmp_path / "desk")
    done = desk.run("template", "check", path, expect=None)
    assert done.code != 0
    assert "withheld_source" in done.err + done.raw.decode()
