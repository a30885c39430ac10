"""`facts` lists what the code says and fills tables; it says so where nothing is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder.cli import main as cli
from helpers.desk import TEMPLATE, Desk
from helpers.small_template import SOURCE


@pytest.mark.parametrize(
    ("line", "what", "more"),
    [
        ("facts FILE --filing f --kind port --kind crypto", "FILE", None),
        ("facts --kind port FILE", "FILE", None),
        ("facts prefill FILE --filing f", "prefill", "FILE"),
        ("facts prefill --filing f FILE --json", "prefill", "FILE"),
    ],
)
def test_both_forms_are_taken(line: str, what: str, more: str | None) -> None:
    values = cli._parsed(line.split())
    assert (values.what, values.more) == (what, more)


def test_facts_are_listed_as_one_object(desk: Desk) -> None:
    done = desk.run("facts", str(desk.file), "--json")
    assert done.code == 0
    assert isinstance(done.json["facts"], list)


def test_two_workbooks_are_refused(desk: Desk) -> None:
    assert desk.run("facts", str(desk.file), str(desk.file), expect=2).code == 2


TABLES = TEMPLATE.replace(
    "listing:",
    f"""\
  - {{id: ports, kind: table, level: optional, label: {{en: Ports}}, {SOURCE}, prefill: [ports], columns: [
      {{id: port, label: {{en: Port}}, fill: name}}, {{id: protocol, label: {{en: P}}, fill: service}}]}}
listing:""",
    1,
)


def test_a_scan_fills_tables_and_tells_what_the_code_contradicts(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin(template=desk.template(TABLES))
    desk.source({b"a.c": b"x = EVP_aes_256_gcm();\n", b"Dockerfile": b"EXPOSE 8080\n"})
    desk.scan()
    seen = desk.run("facts", desk.file, "--kind", "port", "--json").json["facts"]
    assert [row["observation"]["subject"] for row in seen] == ["8080"]
    (table,) = desk.run("facts", "prefill", desk.file, "--json").json["tables"]
    assert (table["requirement"], table["added"], table["kept"]) == ("ports", 1, 0)
    desk.run("product", "set", desk.file, "--product", "gw", "uses_crypto=no")
    rows = desk.run("checklist", desk.file, "--json", expect=1).json["requirements"]
    row = next(each for each in rows if each["requirement"] == "contradicted_uses_crypto")
    assert (row["state"], "a.c:1" in row["why"]) == ("unmet", True)
    ruling = tmp_path / "ruling.yaml"
    ruling.write_text("rulings:\n  contradicted_uses_crypto: a test bench only\n", encoding="utf-8")
    desk.run("filing", "set", desk.file, "--from", ruling)
    rows = desk.run("checklist", desk.file, "--json", expect=None).json["requirements"]
    assert next(each["state"] for each in rows if each["requirement"] == "contradicted_uses_crypto") == "decided"
