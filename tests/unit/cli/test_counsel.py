"""`counsel` and `ruling`, `document state`, and the deadlines beside the checklist, on the command line."""

from __future__ import annotations

from pathlib import Path

from helpers.desk import TEMPLATE, Desk
from helpers.small_template import SOURCE

MORE = TEMPLATE.replace(
    "listing:",
    f"""\
  - {{id: seal, kind: text, level: required, label: {{en: Seal}}, {SOURCE},
      rule_unclear: yes, unclear: {{en: One page asks.}}}}
  - {{id: done, kind: date, level: required, label: {{en: Done}}, {SOURCE}}}
  - {{id: kbis, kind: document, level: required, document: {{seal: yes, copies: 2}}, label: {{en: Extract}}, {SOURCE}}}
calendar: [{{label: {{en: File it}}, days: 30, after: done, {SOURCE}}}]
listing:""",
    1,
)


def test_what_counsel_reads_is_decided_and_dated_on_the_command_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.begin(template=desk.template(MORE))
    (row,) = desk.run("counsel", desk.file, "--json").json["counsel"]
    assert (row["requirement"], row["kind"], row["by"]) == ("seal", "unclear", "")
    desk.run("ruling", desk.file, "--requirement", "seal", "--reason", "Not wanted.", "--by", "Wei")
    (row,) = desk.run("counsel", desk.file, "--json").json["counsel"]
    assert (row["by"], row["why"], bool(row["at"])) == ("Wei", "Not wanted.", True)
    assert "规则不明确" in desk.run("counsel", desk.file, "--lang", "zh").out
    assert "done" not in desk.run("ruling", desk.file, "--requirement", "done", "--reason", "x", expect=None).out
    assert desk.run("ruling", desk.file, "--requirement", "done", "--reason", "x", expect=None).code != 0

    assert (
        "September 2026 has 30 days" in desk.run("filing", "set", desk.file, "done=31 September 2026", expect=None).err
    )
    desk.run("filing", "set", desk.file, "done=30 September 2026")
    listed = desk.run("checklist", desk.file, "--json", expect=1).json
    assert listed["deadlines"][0]["day"] == "2026-10-30"

    paper = tmp_path / "kbis.txt"
    paper.write_text("An extract.\n", encoding="utf-8")
    added = desk.run(
        "document", "add", desk.file, "--requirement", "kbis", "--path", paper, "--stated", "copies=2", "--json"
    )
    slug = added.json["document"]["slug"]
    rows = desk.run("checklist", desk.file, "--json", expect=1).json["requirements"]
    assert "must bear a seal" in next(each["why"] for each in rows if each["requirement"] == "kbis")
    desk.run("document", "state", desk.file, "--document", slug, "sealed=yes")
    rows = desk.run("checklist", desk.file, "--json", expect=1).json["requirements"]
    assert next(each["state"] for each in rows if each["requirement"] == "kbis") == "met"
