"""Bills of materials by the real command line: written from the form, checked, supplied, and refused with places."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from cyclonedx.model.bom import Bom

from helpers.desk import Desk
from helpers.small_template import HEAD, SOURCE
from helpers.template_walk import bill

TEMPLATE = f"""{HEAD}requirements:
  - {{id: code, kind: source, level: optional, label: {{en: Source}}, {SOURCE}}}
  - id: parts
    kind: table
    level: optional
    label: {{en: Components}}
    columns:
      - {{id: component, label: {{en: Component}}}}
      - {{id: version, label: {{en: Version}}}}
      - {{id: licensor, label: {{en: Licensor}}, required: no}}
      - {{id: licence, label: {{en: Licence}}, required: no}}
      - {{id: identifier, label: {{en: purl}}, required: no}}
    {SOURCE}
  - id: sbom
    kind: sbom
    level: required
    label: {{en: SBOM}}
    formats: [spdx-2.3, cyclonedx-1.6]
    ntia: yes
    {SOURCE}
listing: {{mode: none}}
redaction: {{allowed: no, {SOURCE}}}
approvals: {{count: 1, role: legal, {SOURCE}}}
archive: {{{SOURCE}}}
"""
ROWS = [
    {"component": "zlib", "version": "1.3.1", "licensor": "zlib authors", "licence": "Zlib",
     "identifier": "pkg:generic/zlib@1.3.1"},
    {"component": "FreeRTOS 内核", "version": "11", "licensor": "Amazon", "licence": "MIT",
     "identifier": "cpe:2.3:o:amazon:freertos:11:*:*:*:*:*:*:*"},
]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "desk")
    desk.begin(template=desk.template(TEMPLATE))
    fields = tmp_path / "fields.yaml"
    fields.write_text(json.dumps({"answers": {"parts": ROWS}}), encoding="utf-8")
    desk.run("filing", "set", desk.file, "--from", fields)
    return desk


def row(desk: Desk) -> dict[str, str]:
    rows = desk("checklist", desk.file, expect=None)["requirements"]
    return next(each for each in rows if each["requirement"] == "sbom")


@pytest.mark.parametrize("form", ["spdx-2.3", "cyclonedx-1.6"])
def test_a_bill_that_is_written_is_valid_whole_and_taken_in(desk: Desk, tmp_path: Path, form: str) -> None:
    assert row(desk)["state"] == "unmet"
    out = tmp_path / "bill.json"
    made = desk("bill", "write", desk.file, "--out", out, "--format", form)["bill"]
    assert (made["parts"], made["lacks"]) == (2, [])
    checked = desk("bill", "check", out)["bill"]
    assert (checked["valid"], checked["format"], checked["components"], checked["lacks"]) == (True, form, 3, [])
    if form == "cyclonedx-1.6":
        read = Bom.from_json(json.loads(out.read_bytes()))
        assert sorted(part.name for part in read.components) == ["FreeRTOS 内核", "zlib"]
    desk("document", "add", desk.file, "--requirement", "sbom", "--path", out)
    assert row(desk)["state"] == "met"


def test_a_bill_that_breaks_its_schema_is_not_taken_in(desk: Desk, tmp_path: Path) -> None:
    held = copy.deepcopy(bill())
    held["packages"][1]["supplier"] = "nobody in particular"
    path = tmp_path / "bill.spdx.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    refused = desk.run("document", "add", desk.file, "--requirement", "sbom", "--path", path, expect=3)
    assert "packages/1/supplier" in refused.err
    assert desk("bill", "check", path, expect=1)["bill"]["valid"] is False


def test_a_bill_without_the_minimum_is_taken_in_and_unmet_with_what_it_lacks(desk: Desk, tmp_path: Path) -> None:
    held = copy.deepcopy(bill())
    del held["packages"][1]["versionInfo"]
    path = tmp_path / "bill.spdx.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    desk("document", "add", desk.file, "--requirement", "sbom", "--path", path)
    assert row(desk)["state"] == "unmet"
    assert "version of 1 components (zlib)" in row(desk)["why"]
    assert "NTIA minimum: version" in desk.run("bill", "check", path, expect=1).out
