"""What an author is told beside the faults of a template; of those that ship there is nothing to tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebinder import assets, templates
from codebinder.model.template_papers import Task, TemplateKind
from codebinder.workflow import authoring
from helpers.small_template import requirement, template_of, text_of

TODAY = "2026-11-22"
GOOD = text_of(
    requirement("name", "text"), requirement("maker", "text", level="optional"),
    head=text_of().decode().partition("requirements:")[0]
    .replace("languages: [en]", "languages: [en, zh]")
    .replace("status: draft", "check_by: 2027-11-22\nstatus: contractual")
    .replace("{en: Small}", "{en: Small, zh: 小}")
    .replace("{en: A small template}", "{en: A, zh: 甲}")
    .replace("{en: Nobody}", "{en: N, zh: 无}")
    .replace("{en: Never in force}", "{en: N, zh: 无}"),
).decode().replace("label: {en: name}", "label: {en: name, zh: 名}").replace(
    "label: {en: maker}", "label: {en: maker, zh: 厂}"
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "small"
    made.mkdir()
    (made / "README.md").write_text("What it is.\n")
    (made / "sample.yaml").write_text("answers:\n  name: Gateway\n")
    return made


def told(text: str, folder: Path) -> list[str]:
    template = templates.load(text.encode(), name="template.yaml")
    return [each.message.id for each in authoring.advice(template, folder, TODAY)]


def test_a_good_template_has_nothing_to_mend(folder: Path) -> None:
    assert told(GOOD, folder) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (", zh: 名}", ", zh: }", "advice.label"),
        ("check_by: 2027-11-22\nstatus: contractual", "status: draft", "advice.no-check-by"),
        ("certainty: inferred", "certainty: source", "advice.no-date"),
        ("id: maker", "id: names", "advice.alike"),
        ("status: contractual", "status: in_force", "advice.no-basis"),
        ("id: small", "id: smaller", "advice.folder"),
        ("level: optional", "level: required", "advice.sample-unmet"),
        ("id: name\n", "id: title\n", "advice.sample-unknown"),
        ("status: contractual", 'status: contractual\nchanges: [{version: "0.9", text: {en: A, zh: 甲}}]',
         "advice.no-change"),
    ],
    ids=["chinese", "check-by", "date", "alike", "basis", "folder", "unmet", "unknown", "changes"],
)  # fmt: skip
def test_each_thing_that_is_amiss_is_told(folder: Path, old: str, new: str, what: str) -> None:
    if what == "advice.label":
        text = GOOD.replace(old, "}").replace("languages: [en, zh]", "languages: [en]").replace(", zh: 小", "")
        for part in (", zh: 甲", ", zh: 无", ", zh: 厂"):
            text = text.replace(part, "")
    else:
        text = GOOD.replace(old, new, 1)
    assert text != GOOD
    assert what in told(text, folder)


def test_what_is_missing_beside_a_template_is_told(folder: Path) -> None:
    (folder / "README.md").unlink()
    (folder / "sample.yaml").write_text("answrs: {}\n")
    assert told(GOOD, folder) == ["advice.no-readme", "advice.sample-fault"]
    (folder / "sample.yaml").unlink()
    assert told(GOOD, folder) == ["advice.no-readme", "advice.no-sample"]


def test_advice_has_the_line_of_its_requirement() -> None:
    template = template_of(requirement("name", "text"))
    found = next(each for each in authoring.advice(template, None, TODAY) if each.message.params.get("name") == "name")
    assert template.text.decode().split("\n")[found.line - 1].strip() == "- id: name"


@pytest.mark.parametrize("identifier", templates.shipped_ids())
def test_what_ships_leaves_nothing_to_mend(identifier: str) -> None:
    template = templates.find(identifier)
    assert authoring.advice(template, assets.templates() / identifier, TODAY) == ()
    assert template.kind is TemplateKind.SCREEN or identifier == "blank" or template.task is not Task.OTHER
